"""The authorization server under load: clients that get tokens, resource servers that ask about them, and users who come by."""
import base64
import hashlib
import http.client
import json
import pathlib
import re
import subprocess
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import wrk
from data import PASSWORD
from figures import Figure, mebibytes, microseconds, milliseconds, percent, rate
from server import ISSUER

CLIENTS, VISITORS = 64, 16
# So many tokens are asked about in turn.
TOKENS = 500
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
CALLBACK = "https://client.example/callback"
VERIFIER = "v" * 43


class Client:
    """A client that the operator has added."""

    def __init__(self, mapae, folder, *arguments):
        printed = subprocess.run(
            [mapae, "clients", "add", "--json", "--data-dir", str(folder), *arguments], check=True, stdout=subprocess.PIPE,
            text=True).stdout
        added = json.loads(printed)
        self.id = added["client_id"]
        credentials = f"{quote(self.id, safe='')}:{quote(added['client_secret'], safe='')}"
        self.basic = base64.b64encode(credentials.encode()).decode()

    def token(self, server):
        status, body = post(server, "/oauth/token", {"grant_type": "client_credentials"}, self.basic)
        if status != 200:
            raise SystemExit(f"load: status {status} for a client's token")
        return json.loads(body)["access_token"]


class Clients:
    """Those that are measured."""

    def __init__(self, mapae, folder):
        grant = ["--grant", "client_credentials"]
        self.opaque = Client(mapae, folder, "--name", "Opaque", *grant, "--token-format", "opaque")
        self.signed = Client(mapae, folder, "--name", "Signed", *grant)
        # The operator's own, so that nobody is asked for consent, as nobody is who has agreed before.
        self.visited = Client(mapae, folder, "--name", "Visited", "--redirect-uri", CALLBACK, "--first-party")


def post(server, path, fields, basic):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request("POST", path, urlencode(fields), {**FORM, "Authorization": f"Basic {basic}"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def cases(server, clients, scratch, rounds, seconds):
    """All figures. `/healthz` of the same server stands beside them: what an answer costs that asks for nothing."""
    found = []
    get_token = forms(scratch, "get-token", ["grant_type=client_credentials"])
    found += posts(server, "clients' tokens, opaque", "/oauth/token", clients.opaque, get_token, rounds, seconds, 5000)
    found += posts(server, "clients' tokens, ES256", "/oauth/token", clients.signed, get_token, rounds, seconds, 2000)
    for name, client in (("opaque", clients.opaque), ("ES256", clients.signed)):
        lines = [f"token={client.token(server)}" for _ in range(TOKENS)]
        asked = forms(scratch, f"asked-{name}", lines)
        found += posts(
            server, f"introspections, {name}", "/oauth/introspect", client, asked, rounds, seconds, 10_000)
    most = server.memory("VmHWM")
    found += flows(server, clients.visited, rounds, seconds)
    most = max(most, server.memory("VmHWM"))
    return found + [Figure("resident at most, in all of this", [most], mebibytes, at_most=60e6 / 2**20)]


def forms(scratch, name, lines):
    path = pathlib.Path(scratch) / f"{name}.forms"
    path.write_text("\n".join(lines) + "\n")
    return path


def posts(server, name, path, client, file, rounds, seconds, aim):
    rates, costs, p99s = [], [], []

    def run(pause):
        return wrk.run(
            server, "form.lua", [file, client.basic, pause], CLIENTS, seconds, path=path).check(path, 200)

    for _ in range(rounds):
        server.settle()
        before = server.processor_seconds()
        full = run(0)
        rates.append(full.rate(200))
        costs.append((server.processor_seconds() - before) / max(1, full.answers) * 1e6)
        server.settle()
        # So long between a connection's requests that half as many come.
        p99s.append(run(round(CLIENTS / (rates[-1] / 2) * 1000)).p99)
    return [
        Figure(name, rates, rate, at_least=aim),
        Figure("its processor time", costs, microseconds),
        Figure("p99 at half of that", p99s, milliseconds, at_most=20),
    ]


def flows(server, client, rounds, seconds):
    """Authorization request with a login, code and exchange, with PKCE, for an ID token."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
    target = "/oauth/authorize?" + urlencode({
        "response_type": "code", "client_id": client.id, "redirect_uri": CALLBACK, "scope": "openid", "state": "s",
        "nonce": "n", "code_challenge": challenge, "code_challenge_method": "S256"})
    rest = urlencode({"grant_type": "authorization_code", "redirect_uri": CALLBACK, "code_verifier": VERIFIER})
    rates, costs = [], []
    for turn in range(rounds):
        # Another user each time: of each no more than so many grants go on at a time.
        cookie = log_in(server, target, f"user{turn}")
        server.settle()
        # A password's hash takes 19 MiB for a moment, which is measured with the accounts.
        server.forget_most_memory()
        before = server.processor_seconds()
        run = wrk.run(server, "flow.lua", [target, cookie, client.basic, rest], VISITORS, seconds)
        run.check("/oauth/token after a code", 200)
        rates.append(run.rate(200))
        costs.append((server.processor_seconds() - before) / max(1, run.answers) * 1e6)
    return [
        Figure("code flows with a login: request, code, tokens", rates, rate, at_least=800),
        Figure("processor time of one", costs, microseconds),
    ]


def log_in(server, target, user):
    """The cookies of a browser in which a user has logged in on the page."""
    status, headers, page = browse(server, "GET", target)
    cookies = dict(cookie.partition(";")[0].split("=", 1) for cookie in headers.get_all("Set-Cookie", []))
    page = page.partition("</form>")[0]
    hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page)
    action = re.search(r'<form[^>]* action="([^"]*)"', page)
    if status != 200 or not hidden or not action:
        raise SystemExit(f"load: status {status} in the place of a login page")
    fields = {**dict(hidden), "username": user, "password": PASSWORD}
    status, headers, page = browse(
        server, "POST", urlsplit(action[1]).path, urlencode(fields),
        {**FORM, "Origin": ISSUER, "Cookie": written(cookies)})
    cookies |= dict(cookie.partition(";")[0].split("=", 1) for cookie in headers.get_all("Set-Cookie", []))
    if status != 303:
        raise SystemExit(f"load: status {status} for a login on the page")
    status, headers, _ = browse(server, "GET", target, headers={"Cookie": written(cookies)})
    if "code" not in dict(parse_qsl(urlsplit(headers.get("Location", "")).query)):
        raise SystemExit(f"load: status {status} in the place of a code")
    return written(cookies)


def written(cookies):
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def browse(server, method, target, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request(method, target, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()

