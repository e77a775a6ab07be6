"""A disk whose syncs fail (D3), and one that loses its power (D5): what was answered stays, and nothing else is answered."""
import random
import sqlite3
import subprocess

from client import PASSWORD, Ledger, ask, login
from server import check, say, serving

CLIENTS, ANSWERS = 16, 400
# The throttle counts sign-ups and logins of one client; here they come from a proxy.
OPEN = {"MAPAE_TRUSTED_PROXIES": "127.0.0.9", "MAPAE_OAUTH": "off", "MAPAE_HASHING_WORKERS": "2"}


def add_user(program, shim, name="ada"):
    subprocess.run(
        [program, "users", "add", name, "--data-dir", shim.data], input=f"{PASSWORD}\n", text=True, check=True,
        capture_output=True)


def is_whole(shim):
    """Whether SQLite finds nothing wrong with the database."""
    with sqlite3.connect(shim.data / "mapae.sqlite") as database:
        return database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def failing_syncs(program, shim):
    add_user(program, shim)
    shim.sync()
    ledger = Ledger()
    with serving(program, data=str(shim.data), environment={**shim.environment, **OPEN}) as server:
        ledger.fill(server.port, CLIENTS)
        ledger.load(server.port, 100, 10, lambda: None)
        tried = list(ledger.users)
        with shim.fault("fsync-fails"):
            found = {}
            for number, user in enumerate(tried):
                kind = ("a refresh", "a logout", "a login", "a sign-up")[number % 4]
                if kind == "a refresh":
                    status = user.renew(server.port)
                elif kind == "a logout":
                    status = ask(server.port, "POST", "/logout", user.access)[0]
                elif kind == "a login":
                    status = login(server.port)[0]
                else:
                    status = ask(server.port, "POST", "/users", body={"username": f"new{number}", "password": PASSWORD})[0]
                found.setdefault(kind, []).append(status)
                check(ask(server.port, "GET", "/me", user.access)[0] == 200, f"a token is checked after {kind}")
            for kind, statuses in found.items():
                check(set(statuses) == {503}, f"{kind} without a sync (D3): {statuses}")
            check(ask(server.port, "GET", "/healthz")[0] == 200, "the process lives")
        check(shim.seen("fsync-fails") >= len(tried), f"{shim.seen('fsync-fails')} syncs failed")
        lost, checked = ledger.audit(server.port)
        check(not lost, f"after syncs that failed (D3): {lost}")
        for number, user in enumerate(tried):
            if number % 4 == 1 and user in ledger.users:
                check(ask(server.port, "POST", "/logout", user.access)[0] == 204, "a logout goes through again (D3)")
                ledger.users.remove(user)
                ledger.ended.append(user)
        ledger.load(server.port, 100, 10, lambda: (server.process.kill(), server.process.wait()))
    # Linux calls pages clean that a failed sync has not written: what came after must not rest on them.
    shim.lose_power(lambda: False)
    with serving(program, data=str(shim.data), environment=OPEN) as server:
        lost, more = ledger.audit(server.port)
        check(not lost, f"of what was answered after syncs that failed, a power cut takes nothing (D3): {lost}")
        server.stop()
    check(is_whole(shim), "the database is whole (D3)")
    say(f"disk: {shim.seen('fsync-fails')} syncs failed: 503 for {len(tried)} of {len(tried)} writes, and {checked + more} answers stand")


def power(program, shim, chance, rounds=2):
    """Rounds of load that a power cut ends; a sector that was not synced is kept by chance."""
    add_user(program, shim)
    shim.sync()
    ledger, unsynced, checked = Ledger(), 0, 0
    for number in range(rounds + 1):
        with serving(program, data=str(shim.data), environment={**shim.environment, **OPEN}) as server:
            lost, count = ledger.audit(server.port)
            checked += count
            check(not lost, f"after {number} power cuts (D5): {lost}")
            if number == rounds:
                server.stop()
                break
            ledger.fill(server.port, CLIENTS)
            answers = ledger.load(server.port, ANSWERS, 15, lambda: (server.process.kill(), server.process.wait()))
            check(answers >= CLIENTS, f"there were {answers} answers")
        unsynced += shim.lose_power(lambda: random.random() < chance)
    check(is_whole(shim), "the database is whole (D5)")
    check(unsynced > 0, "something was there to be lost (D5)")
    say(f"disk: {rounds} power cuts, {unsynced} unsynced sectors of which {chance:.0%} were kept: {checked} answers stand")


def lying_disk(program, shim):
    """The same with a disk that only says that it has synced: were nothing lost, all of this would show nothing."""
    add_user(program, shim)
    shim.sync()
    ledger = Ledger()
    with shim.fault("fsync-lies"):
        with serving(program, data=str(shim.data), environment={**shim.environment, **OPEN}) as server:
            ledger.fill(server.port, CLIENTS)
            ledger.load(server.port, 200, 10, lambda: (server.process.kill(), server.process.wait()))
    shim.lose_power(lambda: False)
    with serving(program, data=str(shim.data), environment=OPEN) as server:
        lost, checked = ledger.audit(server.port)
    check(len(lost) > 0, f"a disk that lies loses something (D5): {checked} answers stand")
    say(f"disk: a disk that lies about its syncs loses {len(lost)} of {checked} answers, as it must")


def run(program, make):
    random.seed(5)
    failing_syncs(program, make())
    power(program, make(), 0)
    power(program, make(), 0.5)
    lying_disk(program, make())
