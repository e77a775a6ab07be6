"""HTTP/2 that no client should send: frames made by hand, over TLS."""
import re
import shutil
import socket
import ssl
import struct
import subprocess
import tempfile
import time

from server import check, say, serving
from tls import certificate, curl

DATA, HEADERS, RESET, SETTINGS, PING, GOAWAY, WINDOW, CONTINUATION = 0, 1, 3, 4, 6, 7, 8, 9
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"


def frame(kind, payload=b"", flags=0, stream=0):
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


def text(value):
    """A string of HPACK without Huffman (RFC 7541 §5.2)."""
    length = len(value)
    if length < 127:
        return bytes([length]) + value
    length -= 127
    rest = b""
    while length >= 128:
        rest += bytes([length % 128 + 128])
        length //= 128
    return b"\x7f" + rest + bytes([length]) + value


def fields(*pairs):
    """Literal fields that are not indexed (RFC 7541 §6.2.2)."""
    return b"".join(b"\0" + text(name) + text(value) for name, value in pairs)


def head(path=b"/healthz", method=b"GET", authority=b"localhost", *more):
    return fields((b":method", method), (b":scheme", b"https"), (b":path", path), (b":authority", authority), *more)


class Connection:
    def __init__(self, port, settings=b""):
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.set_alpn_protocols(["h2"])
        self.raw = context.wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=5))
        self.raw.sendall(PREFACE + frame(SETTINGS, settings))
        self.begun, self.data = time.monotonic(), b""

    def send(self, data):
        """Whether the other side still takes something."""
        try:
            self.raw.sendall(data)
            return True
        except OSError:
            return False

    def frames(self, seconds, stop=lambda kind, stream, payload: False):
        """What comes within a time, or until a frame that is waited for; and whether the connection has ended."""
        found, until = [], time.monotonic() + seconds
        while time.monotonic() < until:
            while len(self.data) >= 9 and len(self.data) >= 9 + int.from_bytes(self.data[:3], "big"):
                length = int.from_bytes(self.data[:3], "big")
                one = (self.data[3], int.from_bytes(self.data[5:9], "big") & 0x7FFFFFFF, self.data[9:9 + length])
                self.data = self.data[9 + length:]
                found.append(one)
                if stop(*one):
                    return found, False
            self.raw.settimeout(max(0.05, until - time.monotonic()))
            try:
                part = self.raw.recv(65536)
            except TimeoutError:
                return found, False
            except OSError:
                return found, True
            if not part:
                return found, True
            self.data += part
        return found, False


def flood(port, make, count=20_000):
    """How many frames a flood gets through before the connection ends."""
    connection = Connection(port)
    for number in range(count):
        if not connection.send(make(number)):
            return number
    return None if not connection.frames(3)[1] else count


def floods(server):
    limits = [
        ("rapid reset (H19)", lambda n: frame(HEADERS, head(), 5, 2 * n + 1) + frame(RESET, b"\0\0\0\x08", 0, 2 * n + 1)),
        ("settings (H21)", lambda n: frame(SETTINGS, b"\0\3\0\0\0\x64")),
        ("ping (H21)", lambda n: frame(PING, b"\0" * 8)),
        ("windows that overflow (H21)", lambda n: frame(HEADERS, head(), 5, 2 * n + 1)
            + frame(WINDOW, b"\x7f\xff\xff\xff", 0, 2 * n + 1) * 2),
    ]
    for name, make in limits:
        got = flood(server.port, make)
        check(got is not None, f"{name}: 20,000 went through")
        check(curl(f"{server.address}/healthz") == "2 200", f"{name}: the server answers afterwards")
    connection = Connection(server.port)
    connection.send(frame(HEADERS, head(), 1, 1))
    sent = 0
    while sent < 1000 and connection.send(frame(CONTINUATION, fields((b"x", b"y" * 1000)), 0, 1)):
        sent += 1
        if connection.frames(0.02)[1]:
            break
    check(sent < 100, f"continuation (H20): {sent} frames went through")
    # An entry of the table that is named over and over (H23): one byte each for 4 KB.
    connection = Connection(server.port)
    before = server.memory
    bomb = b"\x40" + text(b"x") + text(b"y" * 4000) + b"\xbe" * 16_000
    connection.send(frame(HEADERS, head() + bomb, 5, 1))
    found, ended = connection.frames(3, lambda kind, stream, payload: kind in (RESET, GOAWAY))
    check(ended or any(kind in (RESET, GOAWAY) for kind, _, _ in found), f"HPACK bomb (H23): {found[-1:]}")
    check(server.memory - before < 30 * 1024 * 1024, f"HPACK bomb (H23): {(server.memory - before) // 1024} KiB")
    say("http2: floods of resets, settings, pings and continuations, and a bomb of HPACK, end their connections")


def refused(server):
    """Requests that are none: the stream is refused or reset, or the connection ended; never 2xx."""
    table = {
        "no authority (H9)": fields((b":method", b"GET"), (b":scheme", b"https"), (b":path", b"/healthz")),
        "another Host (H9)": head(b"/healthz", b"GET", b"localhost", (b"host", b"b")),
        "a bad authority (H9)": head(b"/healthz", b"GET", b"u@localhost"),
        "no path (H22)": fields((b":method", b"GET"), (b":scheme", b"https"), (b":authority", b"localhost")),
        "an empty path (H22)": head(b""),
        "CRLF in a path (H22)": head(b"/healthz\r\nX: y"),
        "NUL in a path (H22)": head(b"/healthz\0"),
        "a blank in a path (H22)": head(b"/healthz x"),
        "CRLF in a value (H22)": head(b"/healthz", b"GET", b"localhost", (b"x", b"a\r\nb: c")),
        "upper case (H22)": head(b"/healthz", b"GET", b"localhost", (b"X-A", b"a")),
        "a pseudo-header behind (H22)": head(b"/healthz", b"GET", b"localhost", (b"x", b"a"), (b":path", b"/me")),
        "two paths (H22)": fields((b":path", b"/me")) + head(),
        "an unknown pseudo-header (H22)": fields((b":evil", b"x")) + head(),
        "Transfer-Encoding (H22)": head(b"/healthz", b"GET", b"localhost", (b"transfer-encoding", b"chunked")),
        "Connection (H22)": head(b"/healthz", b"GET", b"localhost", (b"connection", b"close")),
        "TRACE (H18)": head(b"/healthz", b"TRACE"),
        "CONNECT (H18)": fields((b":method", b"CONNECT"), (b":authority", b"localhost:443")),
        "gzip (H8)": head(b"/login", b"POST", b"localhost", (b"content-encoding", b"gzip")),
        "a body too long (H7)": head(b"/login", b"POST", b"localhost", (b"content-length", b"2000000")),
        "101 fields (H5)": head(b"/healthz", b"GET", b"localhost", *[(b"x-%d" % n, b"1") for n in range(101)]),
        "a target of 9 KB (H6)": head(b"/" + b"a" * 9000),
    }
    for name, block in table.items():
        connection = Connection(server.port)
        connection.send(frame(HEADERS, block, 5, 1))
        found, ended = connection.frames(4, lambda kind, stream, payload: stream == 1 or kind == GOAWAY)
        answers = [payload for kind, stream, payload in found if kind == HEADERS and stream == 1]
        # 0x88 is :status 200 (RFC 7541, appendix A).
        check(not any(answer.startswith(b"\x88") for answer in answers), f"{name} got 200")
        check(ended or any(stream == 1 or kind == GOAWAY for kind, stream, _ in found), f"{name}: {found}")
    check(curl(f"{server.address}/healthz") == "2 200", "the server answers afterwards")
    say(f"http2: {len(table)} requests that are none refused")


def slow(server):
    """Connections that hold something: each has its time."""
    waits = {
        "without a request (H1)": b"",
        "with half a frame (H1)": frame(HEADERS, head(), 5, 1)[:12],
        "with a head without end (H1, H20)": frame(HEADERS, head(), 1, 1),
        "with a body that does not come (H2)": frame(
            HEADERS, head(b"/login", b"POST", b"localhost", (b"content-type", b"application/json")), 4, 1),
    }
    connections = []
    for name, data in waits.items():
        connections.append((name, Connection(server.port)))
        connections[-1][1].send(data)
    # A window of nothing: the answer cannot leave (H3). SETTINGS_INITIAL_WINDOW_SIZE is 4.
    stuck = Connection(server.port, b"\0\4\0\0\0\0")
    stuck.send(frame(HEADERS, head(), 5, 1))
    for name, connection in connections:
        is_body = "body" in name
        found, ended = connection.frames(
            16 - (time.monotonic() - connection.begun) % 16,
            lambda kind, stream, payload: kind == GOAWAY or (is_body and stream == 1))
        seconds = time.monotonic() - connection.begun
        answered = any(kind == HEADERS and stream == 1 for kind, stream, _ in found)
        check((ended or answered or any(kind == GOAWAY for kind, _, _ in found)) and seconds < 17,
              f"a connection {name}: {seconds:.1f} s, {found[-2:]}")
    found, ended = stuck.frames(35, lambda kind, stream, payload: kind == RESET and stream == 1)
    check(ended or any(kind == RESET for kind, _, _ in found), "an answer that cannot leave (H3) is given up")
    check(curl(f"{server.address}/healthz") == "2 200", "the server answers afterwards")
    say("http2: connections without a request, half a head, a body that does not come, a window of nothing: all have ended")


def load(server):
    done = subprocess.run(
        ["h2load", "-n", "4000", "-c", "20", "-m", "10", f"{server.address}/healthz"], capture_output=True, text=True)
    match = re.search(r"status codes: (\d+) 2xx", done.stdout)
    check(match and match[1] == "4000", f"h2load: {done.stdout[-400:]}")
    say("http2: h2load's 4000 requests on 20 connections answered")


def run(program):
    with tempfile.TemporaryDirectory(prefix="mapae-h2-") as folder:
        chain, key = certificate(folder, "first")
        with serving(program, "--tls-cert", chain, "--tls-key", key) as server:
            if shutil.which("h2load"):
                load(server)
            refused(server)
            floods(server)
            slow(server)
