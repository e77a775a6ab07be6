"""A flood of logins and refreshes (D14): the memory has a limit, whatever is asked."""
import pathlib
import re
import threading
import time

from client import Dead, User, login
from disk import add_user
from server import check, is_healthy, say, serving

LIMIT, CLIENTS, SECONDS = 128, 64, 5


def highest(process):
    """The most memory that a process has had, in MiB."""
    text = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", text)[1]) // 1024


def run(program, make):
    shim, statuses = make(), {}
    add_user(program, shim)
    lock, until = threading.Lock(), time.monotonic() + SECONDS

    def flood(number):
        step = 0
        try:
            user = None
            while time.monotonic() < until:
                step += 1
                if user and step % 4:
                    kind, status = "refresh", user.renew(server.port)
                else:
                    # Each from a network of its own, so that the throttle lets them through to the hash.
                    network = {"X-Forwarded-For": f"10.{number}.{step % 250}.{step // 250 + 1}"}
                    status, answer = login(server.port, headers=network) if step % 2 else login(
                        server.port, f"nobody{number}x{step}", headers=network)
                    user, kind = User(answer) if status == 200 else user, "login"
                with lock:
                    statuses[kind, status] = statuses.get((kind, status), 0) + 1
        except Dead:
            with lock:
                statuses["dead", 0] = statuses.get(("dead", 0), 0) + 1

    with serving(program, data=str(shim.data), environment={"MAPAE_TRUSTED_PROXIES": "127.0.0.1", "MAPAE_ISSUER": "http://127.0.0.1:8080"}) as server:
        threads = [threading.Thread(target=flood, args=(number,)) for number in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        check(is_healthy(server.port)[0], "the server answers after a flood (D14)")
        peak = highest(server.process)
        check(peak < LIMIT, f"a flood took {peak} MiB (D14)")
        check(all(status in (200, 401, 429, 503) for _, status in statuses), f"{statuses}")
        check(statuses.get(("login", 200), 0) + statuses.get(("login", 401), 0) > 20, f"hashes were computed: {statuses}")
        server.stop()
    say(f"memory: {sum(statuses.values())} answers to {CLIENTS} clients in {SECONDS} s, and {peak} MiB at most")
