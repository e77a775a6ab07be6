"""Everything that a server answers: each route, right and wrong, and secrets in all the places where they do not belong."""
import base64
import http.client
import json
import socket
import ssl
import time
import urllib.parse

from commands import PASSWORDS

# What the server may answer with a secret: to who logs in, signs up or refreshes, its own.
ISSUED = ("access_token", "refresh_token", "device_token")


class Story:
    def __init__(self, address, secrets):
        self.secure = address.startswith("https")
        self.port = int(address.rsplit(":", 1)[1])
        self.secrets, self.count, self.statuses = secrets, 0, {}

    def ask(self, method, path, token=None, body=None, headers=None, data=None):
        """Asks, and keeps all that is answered but for the tokens that are issued."""
        context = ssl.create_default_context() if self.secure else None
        if context:
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20, context=context)
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        fields = dict(headers or {})
        if token:
            fields["Authorization"] = f"Bearer {token}"
        if body is not None:
            data, fields["Content-Type"] = json.dumps(body).encode(), fields.get("Content-Type", "application/json")
        try:
            connection.request(method, path, data, fields)
            answer = connection.getresponse()
            text = answer.read().decode()
            self.note(f"{method} {path.split('?')[0][:30]}", answer.status, str(answer.headers), text)
            return answer.status, json.loads(text) if text.startswith("{") else {}
        except (OSError, http.client.HTTPException):
            return 0, {}
        finally:
            connection.close()

    def note(self, name, status, head, text):
        self.count += 1
        self.statuses[status] = self.statuses.get(status, 0) + 1
        try:
            answer = json.loads(text)
        except ValueError:
            answer = {}
        if status in (200, 201) and isinstance(answer, dict):
            for member in ISSUED:
                if value := answer.get(member):
                    # Before it was known it can have stood nowhere else.
                    text = text.replace(value, "issued")
                    (self.secrets.add if member == "device_token" else self.secrets.token)(member, value)
        self.secrets.print(f"the answer to {name}", f"{head}\n{text}")

    def raw(self, data):
        """Sends bytes that are no request, or hardly one."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as raw:
            try:
                raw.sendall(data)
                raw.settimeout(1)
                got = raw.recv(65536)
            except OSError:
                got = b""
        self.count += 1
        self.secrets.print("the answer to bytes", got)

    def login(self, name, password=None, **more):
        body = {"username": name, "password": password or PASSWORDS[name], **more}
        return self.ask("POST", "/login", body=body)

    def everyday(self):
        """All that goes right; returns the tokens of a session that is alive."""
        _, admin = self.login("root", scope="admin:users admin:sessions admin:audit")
        _, first = self.login("ada", device="the word of a device")
        _, known = self.login("ada", device_token=first["device_token"])
        self.subject = self.ask("GET", "/me", first["access_token"])[1]["sub"]
        for _ in range(3):
            _, second = self.ask("POST", "/refresh", first["refresh_token"])
        _, third = self.ask("POST", "/refresh", body={"refresh_token": second["refresh_token"]})
        self.ask("GET", "/sessions", third["access_token"])
        self.secrets.add("a password that is new", "a new password of grace")
        _, grace = self.login("grace")
        change = {"current_password": PASSWORDS["grace"], "new_password": "a new password of grace"}
        self.ask("POST", "/password", grace["access_token"], change)
        self.ask("POST", "/password", grace["access_token"], change)
        self.ask("POST", "/logout", known["access_token"])
        self.ask("GET", "/me", known["access_token"])
        self.ask("POST", "/logout", body={"refresh_token": known["refresh_token"]})
        for name in ("dora", "emil"):
            _, imported = self.login(name, PASSWORDS["imported"])
            self.ask("POST", "/logout/all", imported["access_token"])
        self.secrets.add("a password of a sign-up", "a password of a sign-up")
        _, _ = self.ask("POST", "/users", body={"username": "ivan", "password": "a password of a sign-up"})
        self.ask("POST", "/users", body={"username": "IVAN", "password": "a password of a sign-up"})
        _, ivan = self.login("ivan", "a password of a sign-up")
        self.ask("DELETE", "/me", ivan["access_token"], {"password": "a wrong password of ivan"})
        self.ask("DELETE", "/me", ivan["access_token"], {"password": "a password of a sign-up"})
        self.secrets.add("a wrong password", "a wrong password of ivan")
        self.administration(admin["access_token"])
        _, self.stolen = self.login("ada")
        self.ask("POST", "/refresh", self.stolen["refresh_token"])
        self.stolen_at = time.monotonic()
        for path in ("/healthz", "/readyz", "/openapi.json", "/.well-known/jwks.json"):
            self.ask("GET", path)
        return admin, third

    def administration(self, token):
        self.secrets.add("a password that an administrator sets", "a password set by root")
        status, user = self.ask(
            "POST", "/admin/users", token, {"username": "karl", "password": "a password set by root", "email": "k@example.com"})
        path = f"/admin/users/{user.get('id')}"
        for body in ({"email": None}, {"roles": ["auditor"]}, {"disabled": True}, {"disabled": False},
                     {"password": "a password set by root"}, {"password": "short"}, {"wrong": "a password set by root"}):
            self.ask("PATCH", path, token, body)
        for get in ("/admin/users", "/admin/users?limit=1000", path, "/admin/sessions", "/admin/sessions?limit=1000",
                    "/admin/audit?limit=1000", "/admin/audit?kind=login_failed"):
            self.ask("GET", get, token)
        self.ask("DELETE", path, token)
        if status != 201:
            raise SystemExit(f"secrecy: an administrator's request got {status}: {user}")

    def wrong_places(self, admin, tokens):
        """Secrets in all places that a request has."""
        access, refresh, password = tokens["access_token"], tokens["refresh_token"], PASSWORDS["ada"]
        self.secrets.add("a wrong password", "quite a wrong password")
        for name, word in (("ada", "quite a wrong password"), (password, "ada"), (password, password), (access, refresh),
                           ("quite a wrong password", "x"), ("", password), (refresh, "")):
            self.login(name, word or "-")
        for body in (
            {"username": [password], "password": {"a": refresh}}, {password: access}, {"username": "ada", "password": password, access: 1},
            {"username": "ada", "password": password, "scope": refresh}, {"username": "ada", "password": password, "scope": [access]},
            {"username": "ada", "password": password, "device_token": 7}, {"username": "ada", "password": password, "device_token": access},
            {"username": "ada", "password": password, "device": {"a": access}},
        ):
            for path in ("/login", "/users", "/refresh", "/logout"):
                self.ask("POST", path, body=body)
        for data in (password, access, f'{{"username": "ada", "password": "{password}"', f'{{"a": "{password}", "a": "{access}"}}',
                     f"username=ada&password={urllib.parse.quote_plus(password)}", f'["{refresh}"]', f'{{"password": "\\ud800{password}"}}'):
            for kind in ("application/json", "text/plain", f"application/{urllib.parse.quote(password)}"):
                for path in ("/login", "/refresh", "/users", "/logout"):
                    self.ask("POST", path, data=data.encode(), headers={"Content-Type": kind})
        quoted = urllib.parse.quote(password)
        for path in ("/me", "/sessions", "/admin/users", "/nothing"):
            for query in (f"access_token={access}", f"{access}", f"password={quoted}", f"{quoted}={refresh}", f"limit={access}"):
                self.ask("GET", f"{path}?{query}")
                self.ask("GET", f"{path}?{query}", admin["access_token"])
        for path in (f"/{access}", f"/{quoted}", f"/sessions/{access}", f"/admin/users/{quoted}", f"/admin/sessions/{refresh}", f"/me/{refresh}"):
            for method in ("GET", "DELETE", "PATCH", "TRACE", "PUT"):
                self.ask(method, path, admin["access_token"] if method != "GET" else None)
        self.ask("DELETE", f"/sessions/{access}", access)
        for header in ("X-Token", "Cookie", "X-Access-Token", "Referer", "Origin", "X-Forwarded-For", "Forwarded", "User-Agent",
                       "Accept", "Host", "Expect", "Content-Encoding", "Transfer-Encoding", "If-None-Match", "X-HTTP-Method-Override"):
            for value in (access, password, f"token={refresh}"):
                for path in ("/me", "/.well-known/jwks.json"):
                    self.ask("GET", path, headers={header: value})
        basic = self.basic(f"ada:{password}")
        for value in (access, f"bearer{access}", f"Token {access}", f"Basic {basic}", f"Bearer {access} {refresh}", f"Bearer {password}",
                      f"Bearer {refresh}", f"Bearer {access[:-8]}AAAAAAAA", f"Bearer {access.upper()}", f"Bearer a.{access}", f"Bearer {'.' * 500}"):
            for path in ("/me", "/refresh", "/logout/all", "/admin/users", "/password"):
                self.ask("POST" if path != "/me" else "GET", path, headers={"Authorization": value})
        for start in (f"{access} / HTTP/1.1", f"GET /me HTTP/{access}", f"GET {password} HTTP/1.1", f"GET http://{password}@x/ HTTP/1.1", password):
            self.raw(f"{start}\r\nHost: x\r\nAuthorization: Bearer {refresh}\r\n\r\n".encode())
        self.raw(f"GET /me HTTP/1.1\r\nHost: x\r\nHost: {access}\r\n\r\n".encode())
        self.raw(f"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: {password}\r\n\r\n".encode())
        self.raw(f"POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{access}\r\n".encode())
        self.raw(f"GET /me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {access}\r\n folded {password}\r\n\r\n".encode())

    @staticmethod
    def basic(text):
        import base64
        return base64.b64encode(text.encode()).decode()

    def reuse(self):
        """A refresh token that was used, when the time for lost answers is over: its session ends, with a warning."""
        time.sleep(max(0, self.stolen_at + 10.5 - time.monotonic()))
        return self.ask("POST", "/refresh", self.stolen["refresh_token"])[0]

    def flood(self):
        """Guesses until the throttle refuses."""
        self.secrets.add("a guess", "a guess at a password")
        return [self.login("grace", "a guess at a password")[0] for _ in range(12)][-1]
