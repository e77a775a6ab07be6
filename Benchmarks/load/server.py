"""The server that is measured, as an operator starts it: `mapae serve` with a data folder."""
import contextlib
import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import time

WORKERS = 2
# All logins come through one proxy, this machine, which says for whom.
ISSUER = "http://127.0.0.1:8080"
SETTINGS = {"MAPAE_TRUSTED_PROXIES": "127.0.0.1", "MAPAE_ISSUER": ISSUER, "MAPAE_HASHING_WORKERS": str(WORKERS)}
LOWEST_PRIORITY = 19


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A running process that listens on 127.0.0.1."""

    def __init__(self, arguments, port, log, first="/healthz"):
        self.port, self.log = port, log
        start = time.monotonic()
        with open(log, "ab") as output:
            self.process = subprocess.Popen(arguments, stdout=output, stderr=output, env={**os.environ, **SETTINGS})
        self._wait(first, start + 20)
        self.start_seconds = time.monotonic() - start

    @classmethod
    def mapae(cls, program, folder, log):
        port = free_port()
        return cls([program, "serve", "--port", str(port), "--data-dir", str(folder)], port, log)

    @classmethod
    def bare(cls, program, database, log):
        """Hummingbird alone: `throughput-server`, of which only /hello is asked."""
        port = free_port()
        return cls([program, "--port", str(port), "--database", database], port, log, first="/hello")

    def _wait(self, path, deadline):
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
                    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
                    if connection.recv(64).startswith(b"HTTP/1.1 200 "):
                        return
            except OSError:
                pass
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                wrote = pathlib.Path(self.log).read_text()[-2000:]
                raise SystemExit(f"load: the server does not answer; it wrote {wrote}")
            time.sleep(0.0005)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def ask(self, method, path, body=None, headers=None):
        """The status and the body of one request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            text = None if body is None else json.dumps(body)
            fields = {} if body is None else {"Content-Type": "application/json"}
            connection.request(method, path, text, {**fields, **(headers or {})})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def processor_seconds(self):
        """How long all its threads have run, those that have ended too: the kernel's own clock of the process."""
        return time.clock_gettime((~self.process.pid << 3) | 2)

    def hashing_seconds(self):
        """How long the threads have run that hash passwords, which are those of the lowest priority."""
        total = 0
        for task in pathlib.Path(f"/proc/{self.process.pid}/task").iterdir():
            # The name in parentheses may hold spaces; the nice value is the 19th field.
            if int((task / "stat").read_text().rpartition(")")[2].split()[16]) == LOWEST_PRIORITY:
                total += int((task / "schedstat").read_text().split()[0])
        return total / 1e9

    @contextlib.contextmanager
    def on_one_processor(self):
        """Holds it to one processor meanwhile, and gives another one for who asks."""
        allowed = sorted(os.sched_getaffinity(0))
        if len(allowed) < 2:
            raise SystemExit("load: two processors are needed")
        self._hold_to({allowed[0]})
        try:
            yield allowed[-1]
        finally:
            self._hold_to(set(allowed))

    def _hold_to(self, processors):
        for task in pathlib.Path(f"/proc/{self.process.pid}/task").iterdir():
            os.sched_setaffinity(int(task.name), processors)

    def memory(self, name="VmRSS"):
        """What it holds of memory in MiB: VmRSS now, VmHWM at most since it began."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(name + ":"):
                return int(line.split()[1]) / 1024
        raise SystemExit(f"load: /proc tells no {name}")

    def forget_most_memory(self):
        """Lets VmHWM begin again with what it holds now."""
        pathlib.Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def settle(self):
        """Waits until it does nothing more: clients that have gone leave work behind."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            before = self.processor_seconds()
            time.sleep(0.1)
            if self.processor_seconds() - before < 0.005:
                return
        raise SystemExit("load: the server does not come to rest")
