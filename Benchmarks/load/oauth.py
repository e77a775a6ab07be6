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
# Who logs in for code flows: one user at saturation, and one at half of it.
USERS_OF_A_ROUND = 2
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
    """All figures. Each stands against `/healthz` of the same server, in turns: what an answer costs that asks for nothing."""
    found, memory = [], Memory(server)
    get_token = forms(scratch, "get-token", ["grant_type=client_credentials"])
    found += posts(server, "clients' tokens, opaque", "/oauth/token", clients.opaque, get_token, rounds, seconds, 5000)
    found += posts(server, "clients' tokens, ES256", "/oauth/token", clients.signed, get_token, rounds, seconds, 2000)
    for name, client in (("opaque", clients.opaque), ("ES256", clients.signed)):
        lines = [f"token={client.token(server)}" for _ in range(TOKENS)]
        asked = forms(scratch, f"asked-{name}", lines)
        found += posts(
            server, f"introspections, {name}", "/oauth/introspect", client, asked, rounds, seconds, 10_000)
    found += flows(server, clients.visited, rounds, seconds, memory)
    memory.note()
    return found + [
        Figure("resident at most, the hashes of logins left out", [memory.most], mebibytes, at_most=60e6 / 2**20),
        Figure("what those have left beside it", [memory.left], mebibytes),
    ]


class Memory:
    """The most that the server has held, but for the hashes of passwords: each takes 19 MiB for a moment, and once for each worker the
    C library keeps these. They are measured with the accounts."""

    def __init__(self, server):
        self.server, self.most, self.left = server, 0, 0

    def note(self):
        self.most = max(self.most, self.server.memory("VmHWM") - self.left)

    def without(self, login):
        self.note()
        before = self.server.memory()
        result = login()
        self.server.settle()
        self.left += max(0, self.server.memory() - before)
        self.server.forget_most_memory()
        return result


def forms(scratch, name, lines):
    path = pathlib.Path(scratch) / f"{name}.forms"
    path.write_text("\n".join(lines) + "\n")
    return path


class Saturated:
    """Rates and processor times of rounds, each beside `/healthz` with as many connections."""

    def __init__(self, server, connections, seconds):
        self.server, self.connections = server, connections
        # Its answers are many more: less time shows as much.
        self.seconds = max(1, seconds // 2)
        self.rates, self.costs, self.of_rate, self.of_cost = [], [], [], []

    def round(self, run, healthz_first):
        """`run` starts wrk and returns what it says, looked at. The two take turns at who is first.
        Returns how many answers there were a second."""
        found = {}
        for what in (self.healthz, run) if healthz_first else (run, self.healthz):
            self.server.settle()
            before = self.server.processor_seconds()
            done = what()
            found[what] = done.rate(200), (self.server.processor_seconds() - before) / done.answers
        (speed, cost), (bare_speed, bare_cost) = found[run], found[self.healthz]
        self.rates.append(speed)
        self.costs.append(cost * 1e6)
        self.of_rate.append(speed / bare_speed)
        # The other way round: who takes less time is the better one.
        self.of_cost.append(bare_cost / cost)
        return speed

    def healthz(self):
        arguments = ["a token that nobody looks at", 0]
        return wrk.run(
            self.server, "asking.lua", arguments, self.connections, self.seconds, path="/healthz").check("/healthz", 200)

    def figures(self, name, aim):
        return [
            Figure(name, self.rates, rate, at_least=aim),
            Figure("of /healthz, requests", self.of_rate, percent),
            Figure("of /healthz, processor time", self.of_cost, percent),
            Figure("processor time of one", self.costs, microseconds),
        ]


def posts(server, name, path, client, file, rounds, seconds, aim):
    saturated, p99s = Saturated(server, CLIENTS, seconds), []

    def run(pause=0):
        return wrk.run(
            server, "form.lua", [file, client.basic, pause], CLIENTS, seconds, path=path).check(path, 200)

    for turn in range(rounds):
        speed = saturated.round(run, healthz_first=turn % 2)
        server.settle()
        # So long between a connection's requests that half as many come.
        p99s.append(run(round(CLIENTS / (speed / 2) * 1000)).p99)
    return saturated.figures(name, aim) + [Figure("p99 at half of that", p99s, milliseconds, at_most=20)]


def flows(server, client, rounds, seconds, memory):
    """Authorization request with a login, code and exchange, with PKCE, for an ID token."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
    target = "/oauth/authorize?" + urlencode({
        "response_type": "code", "client_id": client.id, "redirect_uri": CALLBACK, "scope": "openid", "state": "s",
        "nonce": "n", "code_challenge": challenge, "code_challenge_method": "S256"})
    rest = urlencode({"grant_type": "authorization_code", "redirect_uri": CALLBACK, "code_verifier": VERIFIER})
    saturated, p99s = Saturated(server, VISITORS, seconds), []

    def visit(cookie, pause=0):
        run = wrk.run(server, "flow.lua", [target, cookie, client.basic, rest, pause], VISITORS, seconds)
        return run.check("/oauth/token after a code", 200)

    for turn in range(rounds):
        # Another user each time: of each no more than so many grants go on at a time.
        cookie, other = (
            memory.without(lambda: log_in(server, target, f"user{turn * USERS_OF_A_ROUND + number}"))
            for number in range(USERS_OF_A_ROUND))
        speed = saturated.round(lambda: visit(cookie), healthz_first=turn % 2)
        server.settle()
        # A flow has two requests, so that at half as many flows there are as many requests as there were flows.
        p99s.append(visit(other, round(VISITORS / speed * 1000)).p99)
    return saturated.figures("code flows with a login: request, code, tokens", aim=800) + [
        Figure("p99 of its requests at half of that", p99s, milliseconds)]


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

