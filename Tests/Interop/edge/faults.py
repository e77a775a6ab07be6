"""Few files, many connections of one client, and SIGTERM while requests run."""
import socket
import threading
import time

from server import check, connect, everything, is_healthy, say, serving, statuses

GET = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"


def few_files(program):
    with serving(program, prefix=("prlimit", "--nofile=64")) as server:
        idle = []
        for number in range(200):
            try:
                idle.append(connect(server.port, f"127.0.0.{2 + number % 50}", timeout=0.5))
            except OSError:
                break
        time.sleep(0.5)
        check(server.files < 64, f"{server.files} files are open (H27)")
        for raw in idle:
            raw.close()
        deadline = time.monotonic() + 15
        while not is_healthy(server.port)[0] and time.monotonic() < deadline:
            time.sleep(0.2)
        check(all(is_healthy(server.port)[0] for _ in range(20)), "the server recovers (H27)")
        say(f"faults: {len(idle)} connections with 64 files; the server answers afterwards")


def one_client(program):
    with serving(program, environment={"MAPAE_CONNECTIONS_PER_CLIENT": "20", "MAPAE_TRUSTED_PROXIES": "127.0.0.9", "MAPAE_OAUTH": "off"}) as server:
        open_ones = [connect(server.port, "127.0.0.2") for _ in range(20)]
        time.sleep(0.3)
        check(not is_healthy(server.port, "127.0.0.2")[0], "the connection beyond the limit is closed (H4)")
        check(is_healthy(server.port, "127.0.0.3")[0], "another client is served")
        proxies = [connect(server.port, "127.0.0.9") for _ in range(60)]
        check(is_healthy(server.port, "127.0.0.9")[0], "a trusted proxy has no such limit")
        for raw in open_ones + proxies:
            raw.close()
        time.sleep(0.3)
        check(is_healthy(server.port, "127.0.0.2")[0], "a client may connect again")
        check(server.logged().count("too many connections") == 1, "the log warns once")
        say("faults: a client has 20 connections and no more, a trusted proxy any number")


class Caller(threading.Thread):
    """Asks on one connection as fast as it is answered, until the server says that it was the last one."""

    def __init__(self, port):
        super().__init__()
        self.raw = connect(port)
        self.asked = self.answered = 0
        self.unclean = None

    def run(self):
        data = b""
        try:
            while True:
                self.asked += 1
                self.raw.sendall(GET)
                while b'{"status":"ok"}' not in data:
                    part = self.raw.recv(4096)
                    if not part:
                        self.unclean = f"closed after {data!r}"
                        return
                    data += part
                self.answered += 1
                if statuses(data) != [200]:
                    self.unclean = f"{data!r}"
                    return
                if b"Connection: close" in data:
                    return
                data = b""
        except OSError as error:
            self.unclean = f"{error}"


def stopping(program):
    with serving(program) as server:
        idle = [connect(server.port) for _ in range(50)]
        half = connect(server.port)
        half.sendall(b"POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{")
        callers = [Caller(server.port) for _ in range(32)]
        for caller in callers:
            caller.start()
        time.sleep(1)
        threading.Timer(0.3, lambda: half.sendall(b"}")).start()
        code, seconds = server.stop()
        for caller in callers:
            caller.join()
        data, _ = everything(half)
        asked, answered = sum(caller.asked for caller in callers), sum(caller.answered for caller in callers)
        check(code == 0, f"exit code {code}")
        check(seconds < 10, f"stopping took {seconds:.1f} s")
        check(asked == answered, f"{asked - answered} of {asked} requests had no answer (H28)")
        check(not any(caller.unclean for caller in callers), f"{[caller.unclean for caller in callers if caller.unclean][:3]}")
        check(statuses(data) == [400] and b"Connection: close" in data, f"a request whose body was on its way: {data!r}")
        for raw in idle:
            raw.close()
        say(f"faults: SIGTERM under load: {answered} of {asked} requests answered, exit {code} after {seconds:.2f} s")
    with serving(program, environment={"MAPAE_SHUTDOWN_TIMEOUT": "2"}) as server:
        slow = [connect(server.port) for _ in range(20)]
        for raw in slow:
            raw.sendall(b"POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{")
        time.sleep(0.3)
        code, seconds = server.stop()
        check(code == 0 and seconds < 8, f"with bodies that never end (H28): exit {code} after {seconds:.1f} s")
        for raw in slow:
            raw.close()
        say(f"faults: SIGTERM with bodies that never end: exit {code} after {seconds:.2f} s")


def run(program):
    few_files(program)
    one_client(program)
    stopping(program)
