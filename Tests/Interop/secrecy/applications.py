"""Other applications: what they get from the authorization server, and all of that in places where it does not belong."""
import base64
import hashlib
import http.client
import json
import re
import time
import urllib.parse

from commands import PASSWORDS

ISSUER = "http://127.0.0.1:8080"
CALLBACK = "https://client.example/callback"
FORM = "application/x-www-form-urlencoded"
VERIFIER = "a-code-verifier-that-is-a-secret-of-its-client"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
# Words of the one who asks, which come back to that one, or to its client, as they are: they are no place for a secret, and are left out.
ECHOED = ("state", "nonce", "login_hint", "user_code")
# What an answer gives to the one who asks; it may stand nowhere else.
ISSUED = ("access_token", "refresh_token", "id_token", "device_code", "client_secret")


class Applications:
    """A browser with its cookies, and clients."""

    def __init__(self, story, commands):
        self.story, self.commands, self.secrets, self.cookies = story, commands, story.secrets, {}
        self.secrets.add("a code verifier", VERIFIER)

    def send(self, method, path, fields=None, headers=None, basic=None):
        """Asks, and keeps all that is answered but for what is issued. Returns status, headers and text."""
        head = {"Origin": ISSUER, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if basic:
            head["Authorization"] = "Basic " + base64.b64encode(f"{basic[0]}:{basic[1]}".encode()).decode()
        data = None
        if fields is not None:
            data, head["Content-Type"] = urllib.parse.urlencode(fields), FORM
        connection = http.client.HTTPConnection("127.0.0.1", self.story.port, timeout=20)
        try:
            connection.request(method, path, data, {**head, **(headers or {})})
            answer = connection.getresponse()
            text, issued = answer.read().decode(), []
            for cookie in answer.headers.get_all("Set-Cookie", []):
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
                if value:
                    issued.append((f"the cookie {name}", value))
            place = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(answer.headers.get("Location", "")).query))
            issued += [(f"{name} of an answer", place[name]) for name in ("code", "ticket") if name in place]
            issued += [(f"the field {name} of a page", value)
                       for name, value in re.findall(r'<input type="hidden" name="(ticket|form)" value="([^"]+)"', text)]
            if text.startswith("{"):
                members = json.loads(text)
                issued += [(name, members[name]) for name in ISSUED if name in members]
            shown = f"{answer.headers}\n{text}"
            for name, value in issued:
                # Before it was known it can have stood nowhere else.
                shown = shown.replace(value, "issued")
                (self.secrets.token if value.count(".") == 2 else self.secrets.add)(name, value)
            self.story.count += 1
            self.story.statuses[answer.status] = self.story.statuses.get(answer.status, 0) + 1
            self.secrets.print(f"the answer to {method} {path.split('?')[0][:40]}", shown)
            return answer.status, answer.headers, text
        finally:
            connection.close()

    @staticmethod
    def expect(status, answer):
        """A step that does not happen makes no secrets, and nothing would be looked for."""
        if answer[0] != status:
            raise SystemExit(f"secrecy: an application was answered with {answer[0]}, not {status}: {answer[2][:300]}")
        return answer

    def step(self, status, *arguments, **more):
        return self.expect(status, self.send(*arguments, **more))

    def json(self, status, answer):
        return json.loads(self.expect(status, answer)[2])

    def added(self, *arguments):
        client = json.loads(self.commands.run("clients", "add", *arguments, "--json", shows=True, expected=0))
        self.secrets.add("a client's secret", client["client_secret"])
        return client["client_id"], client["client_secret"]

    def add_clients(self):
        """As operators do, and as clients do themselves."""
        added = self.added
        self.client = added("--name", "Orders", "--redirect-uri", CALLBACK)
        self.other = added("--name", "Other", "--redirect-uri", CALLBACK)
        self.robot = added("--name", "Robot", "--grant", "client_credentials", "--token-format", "opaque")
        device = json.loads(self.commands.run(
            "clients", "add", "--public", "--name", "TV", "--grant", "device_code", "--grant", "refresh_token", "--json", expected=0))
        self.device = device["client_id"]
        rotated = json.loads(self.commands.run("clients", "rotate-secret", self.other[0], "--json", shows=True, expected=0))
        self.secrets.add("a client's new secret", rotated["client_secret"])
        token = self.commands.run("clients", "registration-token", shows=True, expected=0).split()[-1]
        self.secrets.add("the token of registrations", token)
        for status, body, bearer in (
            (201, {"redirect_uris": [CALLBACK]}, token), (400, {"redirect_uris": [token]}, token), (401, {}, token[:-3] + "AAA"),
        ):
            self.register(status, body, bearer)

    def register(self, status, body, bearer):
        connection = http.client.HTTPConnection("127.0.0.1", self.story.port, timeout=20)
        try:
            connection.request("POST", "/oauth/register", json.dumps(body), {
                "Content-Type": "application/json", "Authorization": f"Bearer {bearer}"})
            answer = connection.getresponse()
            text = answer.read().decode()
            if secret := json.loads(text).get("client_secret"):
                text = text.replace(secret, "issued")
                self.secrets.add("the secret of a client that registered", secret)
            self.secrets.print("the answer to a registration", f"{answer.headers}\n{text}")
            self.story.count += 1
            self.expect(status, (answer.status, answer.headers, text))
        finally:
            connection.close()

    def request(self, **more):
        return {
            "response_type": "code", "client_id": self.client[0], "redirect_uri": CALLBACK, "scope": "openid offline_access",
            "state": "a state", "nonce": "a nonce", "code_challenge": CHALLENGE, "code_challenge_method": "S256", **more}

    def page(self, text, **fields):
        """The first form of a page, filled in: where it goes, and what it sends."""
        form = text.partition("<form")[2].partition("</form>")[0]
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form))
        return re.search(r'action="([^"]*)"', form)[1], {**hidden, **fields}

    def code(self, **more):
        """Walks the pages until there is a code."""
        target = "/oauth/authorize?" + urllib.parse.urlencode(self.request(**more))
        for _ in range(6):
            status, headers, text = self.send("GET", target)
            if status == 200:
                fields = {"username": "ada", "password": PASSWORDS["ada"]} if 'name="password"' in text else {"decision": "yes"}
                action, fields = self.page(text, **fields)
                status, headers, text = self.send("POST", action, fields)
            place = headers.get("Location", "")
            if place.startswith(CALLBACK):
                return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(place).query))["code"]
            if place:
                target = place.removeprefix(ISSUER)
        raise SystemExit(f"secrecy: the pages gave no code: {status} {text[:300]}")

    def exchange(self, code, client=None, public=None):
        fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK, "code_verifier": VERIFIER}
        if public:
            return self.send("POST", "/oauth/token", {**fields, "client_id": public})
        return self.send("POST", "/oauth/token", fields, basic=client or self.client)

    def everyday(self):
        """What goes right."""
        self.add_clients()
        self.step(200, "GET", "/.well-known/openid-configuration")
        _, _, text = self.step(200, "GET", "/oauth/authorize?" + urllib.parse.urlencode(self.request()))
        action, fields = self.page(text, username="ada", password="quite a wrong password on a page")
        self.secrets.add("a wrong password on a page", "quite a wrong password on a page")
        self.step(400, "POST", action, fields)
        self.tokens = self.json(200, self.exchange(self.code()))
        self.used = self.code()
        self.json(200, self.exchange(self.used))
        self.expect(400, self.exchange(self.used))
        self.tokens = self.json(200, self.send(
            "POST", "/oauth/token", {"grant_type": "refresh_token", "refresh_token": self.tokens["refresh_token"]}, basic=self.client))
        self.step(200, "GET", "/oauth/userinfo", headers={"Authorization": f"Bearer {self.tokens['access_token']}"})
        opaque = self.json(200, self.send("POST", "/oauth/token", {"grant_type": "client_credentials"}, basic=self.robot))
        for client, own in ((self.robot, (True, False, False)), (self.client, (False, True, True))):
            tokens = opaque["access_token"], self.tokens["access_token"], self.tokens["refresh_token"]
            for token, active in zip(tokens, own, strict=True):
                state = self.json(200, self.send("POST", "/oauth/introspect", {"token": token}, basic=client))
                if state["active"] is not active:
                    raise SystemExit(f"secrecy: an introspection has answered with {state['active']}")
        pushed = self.json(201, self.send("POST", "/oauth/par", self.request(), basic=self.client))
        # The user has agreed before.
        _, headers, _ = self.step(303, "GET", "/oauth/authorize?" + urllib.parse.urlencode(
            {"client_id": self.client[0], "request_uri": pushed["request_uri"]}))
        if "code=" not in headers["Location"]:
            raise SystemExit(f"secrecy: a pushed request led to {headers['Location']}")
        self.connect()
        self.step(200, "POST", "/oauth/revoke", {"token": opaque["access_token"]}, basic=self.robot)

    def connect(self):
        """A device: it asks too early, the user types its code and agrees, and it has tokens when it has waited."""
        begun = self.json(200, self.send("POST", "/oauth/device", {"client_id": self.device, "scope": "openid"}))
        poll = {"grant_type": "urn:ietf:params:oauth:grant-type:device_code", "client_id": self.device, "device_code": begun["device_code"]}
        self.step(400, "POST", "/oauth/token", poll)
        polled = time.monotonic()
        _, _, text = self.step(200, "GET", begun["verification_uri_complete"].removeprefix(ISSUER))
        action, fields = self.page(text, user_code=begun["user_code"])
        _, _, text = self.step(200, "POST", action, fields)
        action, fields = self.page(text, decision="yes")
        self.step(200, "POST", action, fields)
        # Sooner it is told to slow down (RFC 8628 §3.5).
        time.sleep(max(0, polled + begun["interval"] + 0.1 - time.monotonic()))
        self.json(200, self.send("POST", "/oauth/token", poll))

    def wrong_places(self):
        """Secrets of applications in all places that a request has."""
        access, refresh, identity = (self.tokens[name] for name in ("access_token", "refresh_token", "id_token"))
        code, secret, password = self.code(), self.client[1], PASSWORDS["ada"]
        cookie = next((value for name, value in self.cookies.items() if "login" in name), next(iter(self.cookies.values())))
        words = (access, refresh, identity, code, secret, password, cookie)
        for word in words:
            for name in self.request().keys() - set(ECHOED):
                self.send("GET", "/oauth/authorize?" + urllib.parse.urlencode(self.request(**{name: word})))
            for name in ("id_token_hint", "request_uri", "request", "prompt", "acr_values", "claims", "resource", word):
                self.send("GET", "/oauth/authorize?" + urllib.parse.urlencode(self.request(**{name: word})))
            for name in ("grant_type", "code", "redirect_uri", "refresh_token", "device_code", "scope", "resource", "client_id",
                         "client_secret", "client_assertion", "client_assertion_type", word):
                for kind in ("authorization_code", "refresh_token", "client_credentials"):
                    self.send("POST", "/oauth/token", {"grant_type": kind, name: word}, basic=self.client)
            for path in ("/oauth/token", "/oauth/introspect", "/oauth/revoke", "/oauth/par", "/oauth/device", "/oauth/userinfo"):
                self.send("POST", f"{path}?{urllib.parse.quote(word)}", {"token": word}, basic=self.client)
                for basic in ((word, word), (self.robot[0], word)):
                    self.send("POST", path, {"token": word}, basic=basic)
                self.send("POST", path, {word: word}, headers={"DPoP": word, "Authorization": f"DPoP {word}"})
            for query in ({"id_token_hint": word}, {"post_logout_redirect_uri": word}, {"client_id": word}, {word: word}):
                self.send("GET", "/oauth/end-session?" + urllib.parse.urlencode(query))
            for fields in ({"ticket": word}, {"form": word}, {"decision": word}, {word: word}):
                for path in ("/oauth/authorize/login", "/oauth/authorize/decision", "/device"):
                    self.send("POST", path, fields)
            self.send("GET", f"/device?{urllib.parse.quote(word)}")
            for header in ("Cookie", "Origin", "Referer", "Sec-Fetch-Site", "Accept-Language", "Content-Type", "DPoP"):
                self.send("POST", "/oauth/token", {"grant_type": "client_credentials"}, headers={header: word})
                self.send("GET", "/device", headers={header: word})
        # Another client shows what is not its own.
        self.expect(400, self.exchange(code, self.other))
        self.step(400, "POST", "/oauth/token", {"grant_type": "refresh_token", "refresh_token": refresh}, basic=self.other)
        self.commands.inspections([access, identity])
        return words

    def end(self):
        """The user logs out, and the operator has clients removed."""
        _, _, text = self.step(200, "GET", "/oauth/end-session?" + urllib.parse.urlencode(
            {"id_token_hint": self.tokens["id_token"], "client_id": self.client[0]}))
        if "<form" in text:
            action, fields = self.page(text, decision="yes")
            self.step(200, "POST", action, fields)
        for command in (("clients", "list"), ("clients", "show", self.client[0])):
            self.commands.run(*command, expected=0)
            self.commands.run(*command, "--json", expected=0)
        self.commands.run("clients", "remove", self.other[0], "--yes", expected=0)
