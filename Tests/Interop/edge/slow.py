"""Clients that take their time: 500 slow heads, 300 slow bodies, slow readers, while honest requests are answered."""
import selectors
import socket
import threading
import time

from server import check, connect, is_healthy, say, serving, statuses

HEADS, BODIES, READERS, SECONDS = 500, 300, 10, 16
HEAD = b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-" + b"a" * 200
BODY = (b"POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n", b" " * 200)


class Trickle:
    """A connection on which a byte goes out now and then, until it is closed."""

    def __init__(self, port, number, first, rest):
        # Of several clients, as none may have more than 256 connections.
        self.raw = connect(port, f"127.0.0.{2 + number % 8}")
        self.raw.sendall(first)
        self.raw.setblocking(False)
        self.rest, self.sent, self.begun, self.closed, self.answer = rest, 0, time.monotonic(), None, b""

    def trickle(self):
        if self.closed is None and self.sent < len(self.rest):
            try:
                self.sent += self.raw.send(self.rest[self.sent:self.sent + 1])
            except OSError:
                self.close()

    def read(self):
        try:
            part = self.raw.recv(4096)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        self.answer += part
        if not part:
            self.close()

    def close(self):
        if self.closed is None:
            self.closed = time.monotonic() - self.begun


def attack(port, until):
    clients = [Trickle(port, number, HEAD[:20], HEAD[20:]) for number in range(HEADS)]
    clients += [Trickle(port, number, *BODY) for number in range(BODIES)]
    selector = selectors.DefaultSelector()
    for client in clients:
        selector.register(client.raw, selectors.EVENT_READ, client)
    most = len(clients)
    while time.monotonic() < until:
        for key, _ in selector.select(0.2):
            key.data.read()
            if key.data.closed is not None:
                selector.unregister(key.fileobj)
        for client in clients:
            client.trickle()
        time.sleep(0.3)
    for client in clients:
        client.raw.close()
    return most, clients


def slow_readers(port):
    """Ask for far more than the buffers between hold, and read nothing."""
    readers = [connect(port, "127.0.0.20", receive_buffer=4096) for _ in range(READERS)]
    request = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n" * 1000
    until = time.monotonic() + 4
    for raw in readers:
        raw.setblocking(False)
    while time.monotonic() < until:
        for raw in readers:
            try:
                # A part of a request at the end does no harm: nothing of it is read any more.
                raw.send(request)
            except BlockingIOError:
                time.sleep(0.01)
    return readers


def is_gone(raw):
    """Whether the server has given up a connection: sending to it fails."""
    try:
        raw.send(b"x")
        time.sleep(0.05)
        raw.send(b"x")
    except BlockingIOError:
        return False
    except OSError:
        return True
    return False


def run(program):
    with serving(program) as server:
        before, begun = server.memory, time.monotonic()
        readers = slow_readers(server.port)
        result = {}
        until = time.monotonic() + SECONDS + 3
        thread = threading.Thread(target=lambda: result.update(clients=attack(server.port, until)[1]))
        thread.start()
        time.sleep(2)
        held = server.files
        check(held > HEADS + BODIES, f"the slow connections are there: {held} files")
        honest = []
        while time.monotonic() < until - 2:
            honest.append(is_healthy(server.port))
            time.sleep(0.05)
        thread.join()
        times = sorted(seconds for _, seconds in honest)
        check(all(right for right, _ in honest), f"{sum(not right for right, _ in honest)} honest requests failed (H1, H2, H3)")
        check(times[int(len(times) * 0.99)] < 1, f"honest requests took {times[-1]:.2f} s")
        heads, bodies = result["clients"][:HEADS], result["clients"][HEADS:]
        for name, clients in [("heads", heads), ("bodies", bodies)]:
            kept = [client for client in clients if client.closed is None]
            check(not kept, f"{len(kept)} slow {name} were still held after {SECONDS} s")
            check(all(statuses(client.answer) == [408] for client in clients), f"slow {name} were told so")
        say(f"slow: {HEADS} heads and {BODIES} bodies held, {len(honest)} honest requests answered in "
            f"{times[len(times) // 2] * 1000:.1f} ms (median), {times[-1] * 1000:.1f} ms (most); "
            f"heads closed after {max(client.closed or 99 for client in heads):.1f} s at most")
        while time.monotonic() < begun + 45 and not all(is_gone(raw) for raw in readers):
            time.sleep(1)
        check(all(is_gone(raw) for raw in readers), f"{sum(not is_gone(raw) for raw in readers)} slow readers are held (H3)")
        for raw in readers:
            raw.close()
        grown = server.memory - before
        check(grown < 120 * 1024 * 1024, f"the memory grew by {grown // 1024} KiB")
        check(is_healthy(server.port)[0], "the server answers afterwards")
        say(f"slow: {READERS} readers that read nothing closed; memory grew by {grown // 1024} KiB")
