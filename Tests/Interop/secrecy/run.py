"""Nothing secret in any log (G1): drives `mapae serve` and the command line at the lowest log level through all that they can do, and
searches all that they printed, answered and stored for every secret that was used, in every spelling.

usage: run.py PROGRAM
"""
import base64
import json
import os
import pathlib
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

sys.path.append(str(pathlib.Path(__file__).parent.parent / "edge"))

from applications import ISSUER, Applications  # noqa: E402
from commands import PASSWORDS, Commands  # noqa: E402
from outside import Outside  # noqa: E402
from partners import Partners  # noqa: E402
from search import Secrets, self_test  # noqa: E402
from server import VERDICTS, check, say, serving  # noqa: E402
from story import Story  # noqa: E402
from tls import certificate  # noqa: E402

TRACE = {"MAPAE_LOG_LEVEL": "trace", "SWIFT_BACKTRACE": "enable=yes,color=no,interactive=no,symbolicate=off"}


def learn(data, secrets):
    """Opens what the database has sealed, and notes it and what else it alone may have."""
    master = base64.urlsafe_b64decode((data / "master.key").read_text().strip() + "=")
    secrets.add("the master key", base64.urlsafe_b64encode(master).rstrip(b"="))
    secrets.add("the bytes of the master key", master)
    with sqlite3.connect(data / "mapae.sqlite") as database:
        for key, algorithm, sealed in database.execute("SELECT id, algorithm, sealed_material FROM signing_keys").fetchall():
            label = f"mapae signing key\0{key}\0{algorithm}".encode()
            jwk = json.loads(AESGCM(master).decrypt(sealed[:12], sealed[12:], label))
            for member in ("d", "p", "q", "dp", "dq", "qi", "k"):
                if member in jwk:
                    secrets.add(f"{member} of a signing key", jwk[member])
                    secrets.add(f"the bytes of {member} of a signing key", base64.urlsafe_b64decode(jwk[member] + "=="))
            secrets.add_stored("a sealed signing key", sealed)
        for query in ("SELECT password_hash FROM users", "SELECT current_digest FROM sessions",
                      "SELECT digest FROM refresh_replays", "SELECT sealed_successor FROM refresh_replays",
                      "SELECT digest FROM client_secrets", "SELECT digest FROM opaque_tokens", "SELECT digest FROM authorization_codes",
                      "SELECT digest FROM device_codes", "SELECT user_code_digest FROM device_codes",
                      "SELECT digest FROM pushed_requests", "SELECT digest FROM used_once"):
            for (value,) in database.execute(query).fetchall():
                if value:
                    secrets.add_stored(query.split()[1], value)


def keep(folder, name, secrets):
    """The bytes of all files that the server has made, but for the master key."""
    for file in sorted(folder.iterdir()):
        if file.is_file() and file.name != "master.key":
            secrets.store(f"{name}: {file.name}", file.read_bytes())


def damage(data, story, secrets):
    """Faults inside: what a library says of them quotes statements and values."""
    secrets.add_stored("a damaged hash", "damaged-hash-of-emil")
    _, tokens = story.login("ada")
    with sqlite3.connect(data / "mapae.sqlite", timeout=5) as database:
        database.execute("UPDATE users SET password_hash = 'damaged-hash-of-emil' WHERE username = 'emil'")
    story.login("emil", PASSWORDS["imported"])
    for table in ("users", "sessions", "revocations", "signing_keys", "audit"):
        with sqlite3.connect(data / "mapae.sqlite", timeout=5) as database:
            database.execute(f"ALTER TABLE {table} RENAME TO elsewhere")
        time.sleep(1.2)
        story.login("ada")
        story.ask("POST", "/refresh", tokens["refresh_token"])
        story.ask("POST", "/users", body={"username": f"new-{table}", "password": PASSWORDS["ada"]})
        story.ask("POST", "/password", tokens["access_token"], {"current_password": PASSWORDS["ada"], "new_password": PASSWORDS["ada"]})
        story.ask("GET", "/readyz")
        with sqlite3.connect(data / "mapae.sqlite", timeout=5) as database:
            database.execute(f"ALTER TABLE elsewhere RENAME TO {table}")


def crash(program, data, secrets):
    """Dies in the middle of logins: neither the report nor a file of its memory has a password (G4)."""
    there = set(pathlib.Path.cwd().glob("core*"))
    unlimited = resource.getrlimit(resource.RLIMIT_CORE)[1]
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (unlimited, unlimited))
    try:
        with serving(program, data=str(data), environment=TRACE) as server:
            limits = pathlib.Path(f"/proc/{server.process.pid}/limits").read_text()
            check(re.search(r"Max core file size +0 ", limits), "the server allows itself no core file (G4)")
            story = Story(server.address, secrets)
            threads = [threading.Thread(target=story.login, args=(name,)) for name in ("ada", "root") * 8]
            for thread in threads:
                thread.start()
            time.sleep(0.1)
            # As a failed check in the program: Swift's runtime reports it, if it can, and has the next one end the process.
            server.process.send_signal(signal.SIGILL)
            deadline = time.monotonic() + 20
            while server.process.poll() is None and "Backtrace took" not in server.logged() and time.monotonic() < deadline:
                time.sleep(0.1)
            if server.process.poll() is None:
                server.process.send_signal(signal.SIGILL)
            code = server.process.wait(timeout=20)
            for thread in threads:
                thread.join()
            check(code != 0, "the server has died (G4)")
            secrets.print("the last words of a server", server.logged())
            cores = set(pathlib.Path.cwd().glob("core*")) - there
            check(not cores, f"no core file is written (G4): {cores}")
            for core in cores:
                core.unlink()
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)


def plain(program, commands, secrets):
    """The longest part: a server without TLS, and the commands while it runs."""
    data = commands.folder / "data"
    environment = {**TRACE, "MAPAE_ISSUER": ISSUER, "MAPAE_CLIENT_DOCUMENTS": "on"}
    with Outside() as outside, serving(program, data=str(data), environment=environment) as server:
        story = Story(server.address, secrets)
        applications = Applications(story, commands)
        partners = Partners(applications, outside)
        applications.everyday()
        partners.everyday()
        admin, tokens = story.everyday()
        learn(data, secrets)
        keep(data, "while the server runs", secrets)
        story.wrong_places(admin, tokens)
        partners.wrong_places(applications.wrong_places())
        applications.end()
        partners.end()
        check(story.ask("GET", "/me", tokens["access_token"])[0] == 200, "the session has lived through it")
        commands.looks()
        commands.inspections([tokens["access_token"], tokens["refresh_token"]])
        commands.keys()
        learn(data, secrets)
        commands.run("backup", str(commands.folder / "backup.sqlite"), expected=0)
        secrets.add("a password from an operator", "a password from an operator")
        commands.run("users", "password", "grace", given="a password from an operator\n")
        for change in (("disable", "dora"), ("enable", "dora"), ("roles", "dora", "auditor"), ("delete", "dora", "--yes")):
            commands.run("users", *change)
        sessions = json.loads(commands.run("sessions", "list", "--user", "ada", "--json", expected=0).splitlines()[0])
        commands.run("sessions", "revoke", sessions["id"])
        commands.run("sessions", "revoke", "--user", "root")
        check(story.reuse() == 401, "a refresh token that was used is refused")
        damage(data, story, secrets)
        check(story.flood() == 429, "guesses are limited in the end")
        learn(data, secrets)
        keys = [json.loads(line) for line in commands.run("keys", "list", "--json", expected=0).splitlines()]
        commands.run("keys", "revoke", next(value for name, value in keys[0].items() if name in ("id", "kid")), "--yes", expected=0)
        time.sleep(2.2)
        story.login("ada")
        keep(data, "before the end", secrets)
        learn(data, secrets)
        code, _ = server.stop()
        check(code == 0, f"the server has ended with {code}")
        secrets.print("the log of a server", server.logged())
        log = server.logged()
    keep(data, "after the end", secrets)
    for word in ("token refused", "login_failed", "the keys have changed", "password_changed", "refresh_reused", "the store failed",
                 "accounts failed", "login_throttled", "client_refused", "code_reused", "consent_given",
                 "consent_withdrawn", "client_logout_delayed", "client_logout_told"):
        check(word in log, f"the log tells of what has happened: {word}")
    return story


def secure(program, commands, secrets):
    """A server with TLS, whose master key comes from its environment; and who speaks no TLS to it."""
    data, kept = commands.folder / "data", commands.folder / "kept.key"
    master = (data / "master.key").read_text().strip()
    (data / "master.key").rename(kept)
    chain, key = certificate(str(commands.folder), "first")
    pem = "".join(pathlib.Path(key).read_text().splitlines()[1:-1])
    secrets.add("the key of a certificate", pem)
    with serving(program, "--tls-cert", chain, "--tls-key", key, data=str(data),
                 environment={**TRACE, "MAPAE_MASTER_KEY": master}) as server:
        secrets.print("the environment of a server", pathlib.Path(f"/proc/{server.process.pid}/environ").read_bytes())
        story = Story(server.address, secrets)
        _, tokens = story.login("ada")
        story.ask("POST", "/refresh", tokens["refresh_token"])
        story.login("ada", "quite a wrong password")
        body = json.dumps({"username": "ada", "password": PASSWORDS["ada"]})
        story.raw(f"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
        story.raw(b"\x16\x03\x01\x02\x00" + PASSWORDS["ada"].encode())
        pathlib.Path(chain).write_text(tokens["access_token"])
        server.process.send_signal(signal.SIGHUP)
        time.sleep(0.5)
        commands.run("keys", "list", environment={"MAPAE_MASTER_KEY": master}, expected=0)
        server.stop()
        secrets.print("the log of a server with TLS", server.logged())
    wrong = commands.folder / "wrong.key"
    wrong.write_text(f"-----BEGIN PRIVATE KEY-----\n{pem[:-9]}\n-----END PRIVATE KEY-----\n")
    wrong.chmod(0o600)
    commands.run("config", "check", environment={"MAPAE_TLS_CERT": chain, "MAPAE_TLS_KEY": str(wrong), "MAPAE_MASTER_KEY": master})
    kept.rename(data / "master.key")


def restored(commands, secrets):
    commands.run("restore", str(commands.folder / "backup.sqlite"), "--yes", expected=0)
    commands.looks()
    commands.run("migrate", expected=0)
    keep(commands.folder / "data", "after a restore", secrets)
    secrets.store("the backup", (commands.folder / "backup.sqlite").read_bytes())


def main(program):
    start = time.monotonic()
    missed = self_test()
    check(not missed, f"the search finds what is planted: not {missed}")
    secrets = Secrets()
    with tempfile.TemporaryDirectory(prefix="mapae-secrecy-") as folder:
        commands = Commands(program, pathlib.Path(folder), secrets)
        commands.add_users()
        commands.imported()
        commands.mistakes()
        story = plain(program, commands, secrets)
        secure(program, commands, secrets)
        crash(program, commands.folder / "data", secrets)
        restored(commands, secrets)
    hits = secrets.search()
    for name, spelling, source, before in sorted(set(hits)):
        check(False, f"{name} stands in {source} ({spelling}), behind {before!r} (G1)")
    check(not hits, f"{len(hits)} secrets were found (G1)")
    # What is printed and stored by design is found by the same search, or it would show nothing.
    control = Secrets()
    control.texts, control.files = secrets.texts, secrets.files
    control.add("the word of a device", "the word of a device")
    control.add("the id of a user", story.subject)
    places = {source for _, _, source, _ in control.search()}
    for kind in ("while the server runs: mapae.sqlite", "the answer to GET /sessions", "mapae audit tail", "mapae sessions list",
                 "the log of a server", "the last words of a server", "the backup"):
        check(any(place.startswith(kind) for place in places), f"a word that is no secret is found in {kind}: {sorted(places)[:9]}")
    printed, stored = secrets.size()
    say(f"secrecy: {len(secrets.everywhere)} secrets and {len(secrets.printed)} that are stored only; {story.count} requests "
        f"({', '.join(f'{status}: {count}' for status, count in sorted(story.statuses.items()))}) and {commands.count} commands; "
        f"searched {printed // 1024} KiB that were printed and {stored // 1024} KiB of files")
    say(f"secrecy: {VERDICTS['passed']} checks passed, {VERDICTS['failed']} failed, in {time.monotonic() - start:.0f} s")
    sys.exit(1 if VERDICTS["failed"] else 0)


if len(sys.argv) != 2:
    sys.exit("usage: run.py PROGRAM")
os.umask(0o077)
main(str(pathlib.Path(sys.argv[1]).absolute()))
