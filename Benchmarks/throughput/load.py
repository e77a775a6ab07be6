"""The load: wrk for times, and a fixed number of requests where instructions are counted."""
import os
import re
import socket
import subprocess

import servers

CONNECTIONS = 64


class Run:
    """One run of wrk against one route."""

    def __init__(self, server, route, token, seconds):
        before = server.processor_seconds()
        text = subprocess.run(
            ["wrk", "--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{seconds}s",
             "--header", f"Authorization: Bearer {token}", f"http://127.0.0.1:{server.port}/{route}"],
            check=True, capture_output=True, text=True, timeout=seconds + 30,
            preexec_fn=lambda: os.sched_setaffinity(0, {servers.processors()[1]})).stdout
        processor = server.processor_seconds() - before
        # A server that refuses is fast: such a run is no measurement.
        for fault in re.findall(r"^\s*(Non-2xx.*|Socket errors.*)$", text, re.M):
            raise SystemExit(f"throughput: /{route}: {fault}")
        requests = int(re.search(r"(\d+) requests in", text)[1])
        if not requests:
            raise SystemExit(f"throughput: /{route} answered nothing")
        self.rate = float(re.search(r"Requests/sec:\s*([\d.]+)", text)[1])
        self.microseconds = processor / requests * 1e6


def send(server, route, token, rounds, body):
    """Sends `rounds` requests on each of the connections, all at once, and reads the answers."""
    request = (
        f"GET /{route} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAuthorization: Bearer {token}\r\n\r\n").encode()
    connections = [socket.create_connection(("127.0.0.1", server.port), timeout=60) for _ in range(CONNECTIONS)]
    try:
        for _ in range(rounds):
            for connection in connections:
                connection.sendall(request)
            for connection in connections:
                received = b""
                while not received.endswith(b"\r\n\r\n" + body):
                    part = connection.recv(65536)
                    if not part:
                        raise SystemExit(f"throughput: /{route} closed a connection")
                    received += part
    finally:
        for connection in connections:
            connection.close()
