"""What is measured: each case gives lines of the table. What is compared takes turns: what slows one slows both."""
import pathlib
import subprocess
import sys

import wrk
from data import PASSWORD
from figures import Figure, microseconds, milliseconds, percent, rate, times
from server import WORKERS

CLIENTS = 64
# Enough to keep both workers busy, and fewer than the queue takes.
LOGIN_CLIENTS = 16
FLOODING_CLIENTS = 200
# Who asks for /me meanwhile: each of these clients every few milliseconds.
ASKING_CLIENTS, PAUSE = 8, 5
# What the server says to one who may come again later.
RETRY_AFTER = 1000


def bare_argon2(seconds):
    """Checks of passwords a second by libargon2 alone, on as many threads as the server has workers."""
    program = pathlib.Path(__file__).with_name("argon2.py")
    answer = subprocess.run(
        [sys.executable, str(program), str(WORKERS), str(seconds)], check=True, stdout=subprocess.PIPE, text=True)
    return float(answer.stdout)


def login(server, users, connections, seconds, wrong=0, patience=0):
    return wrk.Load(server, "login.lua", [users, PASSWORD, wrong, patience], connections, seconds)


def access_token(server):
    status, body = server.ask("POST", "/login", {"username": "user0", "password": PASSWORD})
    if status != 200:
        raise SystemExit(f"load: status {status} for a login")
    return body.decode().partition('"access_token":"')[2].partition('"')[0]


def logins(server, users, rounds, seconds):
    """As many logins as there can be, against the hashes alone."""
    ratios, rates, costs = [], [], []
    for turn in range(rounds):
        measured = {}
        for what in ("bare", "server") if turn % 2 else ("server", "bare"):
            server.settle()
            if what == "bare":
                measured[what] = bare_argon2(seconds)
                continue
            before = server.processor_seconds() - server.hashing_seconds()
            run = login(server, users, LOGIN_CLIENTS, seconds).result().check("/login", 200, hashes=True)
            server.settle()
            measured[what] = run.rate(200)
            costs.append((server.processor_seconds() - server.hashing_seconds() - before) / max(1, run.answers) * 1e6)
        rates.append(measured["server"])
        ratios.append(measured["server"] / measured["bare"])
    return [
        Figure("logins at saturation, of the hashes alone", ratios, percent, at_least=0.95),
        Figure("logins at saturation", rates, rate),
        Figure("processor time of a login beside its hash", costs, microseconds),
    ]


def flood(server, users, rounds, seconds):
    """How long /me takes while 200 clients log in, half of them with wrong passwords, and how long when nobody does."""
    token = access_token(server)

    def asking():
        return wrk.run(server, "asking.lua", [token, PAUSE], ASKING_CLIENTS, seconds, path="/me").check("/me", 200)

    figures = []
    for name, patience in (("heed Retry-After", RETRY_AFTER), ("do not", 0)):
        ratios, rest, flooded, refused = [], [], [], []
        for _ in range(rounds):
            server.settle()
            rest.append(asking().p99)
            flooding = login(server, users, FLOODING_CLIENTS, seconds + 1, wrong=50, patience=patience)
            try:
                flooded.append(asking().p99)
                run = flooding.result().check("/login", 200, 401, 503, hashes=True)
            finally:
                flooding.stop()
            refused.append(run.rate(503))
            ratios.append(flooded[-1] / rest[-1])
        figures += [
            Figure(f"p99 of /me in a flood by clients that {name}, of its p99 at rest", ratios, times, at_most=3),
            Figure("its p99 at rest", rest, milliseconds),
            Figure("its p99 in the flood", flooded, milliseconds),
            Figure("logins that were told to come again", refused, rate),
        ]
    return figures


def refresh(server, tokens):
    """Exchanges each token of a file once."""
    count = len(pathlib.Path(tokens).read_text().split())
    run = wrk.run(server, "refresh.lua", [tokens], CLIENTS, 60).check("/refresh", 200)
    left = len(pathlib.Path(tokens).read_text().split())
    if run.answers != count or left != count:
        raise SystemExit(f"load: {count} sessions were refreshed and {left} have a next token")
    return run


def refreshes(server, tokens, rounds):
    """Refreshes a second, of sessions that are all refreshed once."""
    rates, costs, loads = [], [], []
    for _ in range(rounds):
        server.settle()
        before = server.processor_seconds()
        run = refresh(server, tokens)
        rates.append(run.rate(200))
        costs.append((server.processor_seconds() - before) / max(1, run.answers) * 1e6)
        loads.append(run.load_seconds / max(1, run.answers) * 1e6)
    return [
        Figure("refreshes", rates, rate, at_least=2000),
        Figure("processor time of a refresh", costs, microseconds),
        Figure("beside it, that of who asks", loads, microseconds),
    ]


def routes(server, hello, token, rounds, seconds):
    """A route that asks for a session's token, against one that asks for none; and that against Hummingbird alone."""
    asked = [("/me", server), ("/healthz", server)] + ([("/hello", hello)] if hello else [])
    rates, costs = {path: [] for path, _ in asked}, {path: [] for path, _ in asked}
    for turn in range(rounds):
        for path, which in asked[turn % len(asked):] + asked[:turn % len(asked)]:
            with which.on_one_processor() as other:
                before = which.processor_seconds()
                requests, rate_of_run = wrk.get(which, path, token, CLIENTS, seconds, other)
                rates[path].append(rate_of_run)
                costs[path].append((which.processor_seconds() - before) / requests)

    def ratios(values, others):
        return [value / other for value, other in zip(values, others)]

    def against(name, path, base, aim):
        return [
            Figure(f"{name}, requests", ratios(rates[path], rates[base]), percent, at_least=aim),
            # The other way round: who takes less time is the better one.
            Figure(f"{name}, processor time", ratios(costs[base], costs[path]), percent),
        ]

    figures = against("/me, of /healthz", "/me", "/healthz", 0.9)
    if hello:
        figures += against("/healthz, of a bare Hummingbird server's /hello", "/healthz", "/hello", None)
    return figures + [Figure("/healthz, the server on one processor", rates["/healthz"], rate)]


def scale(few, many, users, rounds, seconds, start):
    """What a refresh and a login cost beside a million of users and sessions, against a thousand.

    `few` and `many` are pairs of a server and the file of its tokens; `start()` starts a server beside and stops it, while
    the windows pass in which a token that was used is still answered.
    """
    refreshes, logins, starts = [], [], []
    for turn in range(rounds):
        cost = {}
        for which in (few, many) if turn % 2 else (many, few):
            server, tokens = which
            server.settle()
            before = server.processor_seconds()
            run = refresh(server, tokens)
            server.settle()
            cost[which] = (server.processor_seconds() - before) / max(1, run.answers)
        refreshes.append(cost[many] / cost[few])
        starts += start()
        for which in (few, many) if turn % 2 else (many, few):
            server, _ = which
            before = server.processor_seconds() - server.hashing_seconds()
            run = login(server, users, LOGIN_CLIENTS, seconds).result().check("/login", 200, hashes=True)
            server.settle()
            cost[which] = (server.processor_seconds() - server.hashing_seconds() - before) / max(1, run.answers)
        logins.append(cost[many] / cost[few])
    return [
        Figure(
            "processor time of a refresh beside a million, of that beside a thousand", refreshes, times, at_most=1.2),
        Figure("the same of a login, its hash left out", logins, times),
        Figure("start beside a million, with ES256 and RS256 keys", starts, milliseconds, at_most=80),
    ]
