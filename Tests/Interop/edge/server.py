"""Starts the server, and speaks to it byte by byte."""
import contextlib
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time

VERDICTS = {"passed": 0, "failed": 0}


def check(right, text):
    """Notes whether something is as it should be; what is not is printed."""
    VERDICTS["passed" if right else "failed"] += 1
    if not right:
        print(f"FAILED: {text}", flush=True)
    return right


def say(text):
    print(text, flush=True)


class Server:
    """A running `mapae serve`."""

    def __init__(self, process, address, folder, log):
        self.process, self.address, self.folder, self.log = process, address, folder, log
        self.port = int(address.rsplit(":", 1)[1])

    @property
    def memory(self):
        """Resident bytes."""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) * 1024

    @property
    def files(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def open_files(self):
        folder = f"/proc/{self.process.pid}/fd"
        return sorted(os.readlink(f"{folder}/{name}") for name in os.listdir(folder))

    def logged(self):
        return self.log.read_text(errors="replace")

    def stop(self):
        """SIGTERM; returns the exit code and how long it took."""
        start = time.monotonic()
        self.process.terminate()
        code = self.process.wait(timeout=30)
        return code, time.monotonic() - start


@contextlib.contextmanager
def serving(program, *arguments, environment=None, prefix=(), data=None):
    with tempfile.TemporaryDirectory(prefix="mapae-edge-") as folder:
        log = pathlib.Path(folder) / "log"
        with log.open("wb") as errors:
            process = subprocess.Popen(
                [*prefix, program, "serve", "--port", "0", "--data-dir", data or f"{folder}/data", *arguments],
                stdout=subprocess.PIPE, stderr=errors, text=True,
                env={"HOME": folder, "PATH": os.environ["PATH"], **(environment or {})})
        try:
            line = process.stdout.readline()
            match = re.search(r"listens on (\S+)", line)
            if not match:
                sys.exit(f"edge: the server did not start: {line}{log.read_text()}")
            yield Server(process, match[1], pathlib.Path(folder), log)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
            process.stdout.close()


def connect(port, source=None, timeout=5.0, receive_buffer=None):
    raw = socket.socket()
    raw.settimeout(timeout)
    if receive_buffer:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    if source:
        raw.bind((source, 0))
    raw.connect(("127.0.0.1", port))
    return raw


def everything(raw, timeout=5.0):
    """What comes until the other side closes; the second value tells whether it did."""
    raw.settimeout(timeout)
    data = b""
    while True:
        try:
            part = raw.recv(65536)
        except TimeoutError:
            return data, False
        except OSError:
            return data, True
        if not part:
            return data, True
        data += part


def exchange(port, data, timeout=5.0, ends=False):
    with connect(port) as raw:
        try:
            raw.sendall(data)
            if ends:
                raw.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        return everything(raw, timeout)


def statuses(data):
    return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3}) ", data)]


def is_healthy(port, source=None):
    """Whether an honest request is answered, and how long that took."""
    start = time.monotonic()
    try:
        with connect(port, source) as raw:
            raw.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            data, _ = everything(raw)
    except OSError:
        data = b""
    return statuses(data) == [200], time.monotonic() - start
