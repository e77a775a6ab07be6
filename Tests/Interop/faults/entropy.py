"""A system that gives random bytes one by one, or none (D15): nothing predictable comes out."""
import base64
import re
import subprocess
import time

from client import PASSWORD, Dead, User, ask, login
from disk import OPEN, add_user
from server import check, say, serving


def claims(token):
    part = token.split(".")[1]
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def random_parts(answer):
    """The bytes of an answer that nobody may foresee."""
    for name in ("access_token", "refresh_token"):
        text = claims(answer[name]).decode()
        for member in ("jti", "sid"):
            if f'"{member}":"' in text:
                value = text.split(f'"{member}":"')[1].split('"')[0]
                yield member, base64.urlsafe_b64decode(value + "==")


def looks_random(value):
    """Whether bytes have neither a constant in them nor the same again."""
    half = len(value) // 2
    return len(value) == 16 and len(set(value)) > 8 and value[:half] != value[half:2 * half]


def one_by_one(program, shim):
    seen, answers = set(), 0
    with shim.fault("random-short"):
        # Master key, signing keys, ids, salts and tokens all come from there.
        environment = {**shim.environment, **OPEN}
        done = subprocess.run(
            [program, "users", "add", "ada", "--data-dir", shim.data], input=f"{PASSWORD}\n", text=True, capture_output=True,
            env={"HOME": str(shim.folder), "PATH": "/usr/bin:/bin", **environment})
        check(done.returncode == 0, f"a user is added (D15): {done.stderr}")
        with serving(program, data=str(shim.data), environment=environment) as server:
            master = base64.urlsafe_b64decode((shim.data / "master.key").read_text().strip() + "=")
            check(len(master) == 32 and len(set(master)) > 16, "the master key is random (D15)")
            for _ in range(12):
                status, answer = login(server.port)
                check(status == 200, f"a login with few random bytes at a time (D15): {status}")
                user = User(answer)
                parts = list(random_parts(answer))
                check(user.renew(server.port) == 200, "a refresh with few random bytes at a time (D15)")
                parts += [("jti", value) for member, value in random_parts({
                    "access_token": user.access, "refresh_token": user.refresh}) if member == "jti"]
                for member, value in parts:
                    check(looks_random(value), f"{member} is {value.hex()} (D15)")
                    answers += 1
                seen.update(parts)
    check(shim.seen("random-short") > 20, f"random bytes were asked for {shim.seen('random-short')} times")
    # Per login: a session, and two tokens twice; the session's id stands in both tokens of the first answer.
    check(len(seen) == 12 * 5, f"{len(seen)} different ids of {12 * 5} (D15)")
    say(f"entropy: {answers} ids from random bytes that came one by one: none alike")


def none(program, shim):
    add_user(program, shim)
    with serving(program, data=str(shim.data), environment={**shim.environment, **OPEN}) as server:
        users = []
        for _ in range(4):
            users.append(User(login(server.port)[1]))
        seen, statuses = set(), []
        for user in users:
            seen.update(random_parts({"access_token": user.access, "refresh_token": user.refresh}))
        before = len(seen)
        with shim.fault("random-fails"):
            try:
                for number in range(200):
                    user = users[number % 4]
                    status = user.renew(server.port)
                    statuses.append(status)
                    if status == 200:
                        fresh = {part for part in random_parts({
                            "access_token": user.access, "refresh_token": user.refresh}) if part[0] == "jti"}
                        check(len(fresh) == 2 and not fresh & seen, "an id is given out once (D15)")
                        check(all(looks_random(value) for _, value in fresh), "an id is random (D15)")
                        seen |= fresh
                    else:
                        check(status == 503, f"a refresh without random bytes (D15): {status}")
            except Dead:
                pass
            deadline = time.monotonic() + 10
            while server.process.poll() is None and statuses.count(503) < 4 and time.monotonic() < deadline:
                time.sleep(0.05)
        # What was fetched before is given out, and no more than that.
        given = len(seen) - before
        check(given <= 16 * 2, f"{given} ids were given out without random bytes (D15)")
        ended = server.process.poll()
        check(ended is not None or statuses.count(503) > 0, f"nothing is issued without random bytes (D15): {statuses}")
        check(shim.seen("random-fails") > 0, "random bytes were asked for")
        # A stack may name the functions that it was in, those of the database too; no statement and no value of one.
        said = server.logged()
        check(PASSWORD not in said and not re.search(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.* (FROM|VALUES|SET|WHERE)\b", said),
              "its last words tell no secret (D15)")
    with serving(program, data=str(shim.data), environment={**shim.environment, **OPEN}) as server:
        alive = [user for user in users if user.goes_on(server.port) is not False]
        check(len(alive) == len(users), f"{len(users) - len(alive)} sessions were lost with it (D15)")
        server.stop()
    say(f"entropy: without random bytes {given} ids that had been fetched are given out, then "
        f"{'the process ends' if ended is not None else 'requests are 503'}; no session is lost")


def no_start(program, shim):
    with shim.fault("random-fails"):
        done = subprocess.run(
            [program, "serve", "--port", "0", "--data-dir", shim.data], capture_output=True, text=True, timeout=20,
            env={"HOME": str(shim.folder), "PATH": "/usr/bin:/bin", **shim.environment})
    check(done.returncode != 0, "no server starts without random bytes (D15)")
    check("listens" not in done.stdout, f"it has listened (D15): {done.stdout}")
    key = shim.data / "master.key"
    check(not key.exists() or not key.read_text().strip(), "no key was made without random bytes (D15)")
    with serving(program, data=str(shim.data), environment={**shim.environment, **OPEN}) as server:
        check(ask(server.port, "GET", "/readyz")[0] == 200, "the next start is a first one (D15)")
        server.stop()
    say(f"entropy: no start without random bytes (exit {done.returncode}), and nothing is left of it")


def run(program, make):
    one_by_one(program, make())
    none(program, make())
    no_start(program, make())
