"""Messages that two servers could read differently, and many of them at once."""
import base64
import json
import os
import pathlib
import socket
import struct
import time

from server import check, connect, everything, exchange, is_healthy, say, serving, statuses

GET = b"GET /healthz HTTP/1.1\r\nHost: a\r\n"
POST = b"POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
BEHIND = b"GET /me HTTP/1.1\r\nHost: a\r\n\r\n"

# A name, the bytes, and the statuses that may come back. A connection that was told 4xx is closed.
TABLE = [
    ("CL.TE", POST + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG", [400]),
    ("TE.CL", POST + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n1\r\nZ\r\n0\r\n\r\n", [400]),
    ("TE.TE, second unknown", POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n", [400]),
    ("TE.TE, first unknown", POST + b"Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", [400]),
    ("TE with a vertical tab", POST + b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n", [400]),
    ("TE with a space before the colon", POST + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", [400]),
    ("TE folded", POST + b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n", [400]),
    ("TE in quotes", POST + b'Transfer-Encoding: "chunked"\r\n\r\n0\r\n\r\n', [400]),
    ("TE behind a bare LF", POST + b"X: y\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", [400]),
    ("TE behind a bare CR", POST + b"X: y\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", [400]),
    ("two CL", POST + b"Content-Length: 0\r\nContent-Length: 40\r\n\r\n", [400]),
    ("CL list", POST + b"Content-Length: 0, 40\r\n\r\n", [400]),
    ("CL with a plus", POST + b"Content-Length: +2\r\n\r\n{}", [400]),
    ("CL with a minus", POST + b"Content-Length: -2\r\n\r\n{}", [400]),
    ("CL in hex", POST + b"Content-Length: 0x2\r\n\r\n{}", [400]),
    ("CL with a blank within", POST + b"Content-Length: 1 2\r\n\r\n{}", [400]),
    ("CL beyond 64 bits", POST + b"Content-Length: 18446744073709551618\r\n\r\n{}", [400, 413]),
    ("CL empty", POST + b"Content-Length: \r\n\r\n{}", [400]),
    ("NUL in a value", GET + b"X: a\0b\r\n\r\n", [400]),
    ("NUL in a name", GET + b"X\0: a\r\n\r\n", [400]),
    ("bare LF for the head's end", b"GET /healthz HTTP/1.1\nHost: a\n\n", [400]),
    ("chunk size with a plus", POST + b"Transfer-Encoding: chunked\r\n\r\n+2\r\n{}\r\n0\r\n\r\n", [400]),
    ("chunk size in 0x", POST + b"Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n", [400]),
    ("chunk size beyond 64 bits", POST + b"Transfer-Encoding: chunked\r\n\r\n10000000000000002\r\n{}\r\n0\r\n\r\n", [400]),
    ("chunk ended by LF", POST + b"Transfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n", [400]),
    ("chunk extension with a bare LF", POST + b"Transfer-Encoding: chunked\r\n\r\n2;\n{}\r\n0\r\n\r\n", [400]),
    ("chunk data too long", POST + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n", [400]),
    ("1 MB chunk extension", POST + b"Transfer-Encoding: chunked\r\n\r\n1;" + b"a" * 1_000_000 + b"\r\n \r\n0\r\n\r\n", [400]),
    ("HTTP/1.0 with chunks", b"POST /login HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", [400]),
    ("two Hosts", b"GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", [400]),
    ("Host behind a fold", b"GET /healthz HTTP/1.1\r\n Host: a\r\n\r\n", [400]),
    ("another authority", b"GET http://b/healthz HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    ("CONNECT", b"CONNECT b:22 HTTP/1.1\r\nHost: b:22\r\n\r\n", [405]),
    ("HTTP/2 without TLS", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0", [400]),
    ("gzip of zeros", POST + b"Content-Encoding: gzip\r\nContent-Length: 10\r\n\r\n\x1f\x8b\x08\0\0\0\0\0\0\0", [415]),
    ("a body of 2 MB", POST + b"Content-Length: 2000000\r\n\r\n" + b" " * 2_000_000, [413]),
    ("a body of 2 MB in chunks", POST + b"Transfer-Encoding: chunked\r\n\r\n" + (b"8000\r\n" + b" " * 0x8000 + b"\r\n") * 61, [413]),
    ("a head of 20 KB", GET + b"X: " + b"a" * 20_000 + b"\r\n\r\n", [431]),
    ("a target of 70 KB", b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", [414]),
]


def refused(server):
    for name, data, allowed in TABLE:
        got, closed = exchange(server.port, data + BEHIND, timeout=4)
        check(len(statuses(got)) == 1 and statuses(got)[0] in allowed and closed,
              f"{name} (H11): {statuses(got)}, closed: {closed}")
        check(b'"error_description"' in got and b"no-store" in got, f"{name}: the answer has another form")
    say(f"messages: {len(TABLE)} that could be read in two ways refused, none of them with a second answer")


def llhttp(server):
    folder = pathlib.Path(os.environ.get("MAPAE_VECTORS", "../shared/vectors"))
    file = folder / "http/llhttp_requests.json"
    if not file.exists():
        say(f"messages: {file} is missing, llhttp's requests were left out")
        return
    strict = [case for case in json.loads(file.read_text())["cases"] if not case["lenient_mode"]]
    bad = 0
    for case in strict:
        data = base64.b64decode(case["raw_base64"])
        got, closed = exchange(server.port, data, timeout=3, ends=True)
        found = statuses(got)
        if case["llhttp"] != "ok":
            bad += 1
            check(closed and (not found or 400 <= found[-1] < 500), f"llhttp, {case['name']}: {found}")
            check(len([one for one in found if one < 400]) <= case["requests_completed"],
                  f"llhttp, {case['name']}: {found}, more answers than requests")
        check(all(status < 500 for status in found), f"llhttp, {case['name']}: {found}")
    say(f"messages: {len(strict)} requests of llhttp, {bad} of them to be refused")


def pipelined(server):
    count = 10_000
    before = server.memory
    with connect(server.port, timeout=20) as raw:
        raw.setblocking(False)
        data = GET + b"\r\n"
        left, got, deadline = data * count, b"", time.monotonic() + 40
        answers = 0
        while answers < count and time.monotonic() < deadline:
            if left:
                try:
                    left = left[raw.send(left[:65536]):]
                except BlockingIOError:
                    pass
            try:
                part = raw.recv(1 << 20)
                if not part:
                    break
                got += part
                answers += got.count(b'{"status":"ok"}')
                got = got[got.rfind(b'{"status":"ok"}') + 15:] if b'{"status":"ok"}' in got else got
            except BlockingIOError:
                time.sleep(0.001)
    grown = server.memory - before
    check(answers == count, f"{answers} of {count} pipelined requests were answered (H25)")
    check(grown < 30 * 1024 * 1024, f"pipelining took {grown // 1024} KiB")
    say(f"messages: {answers} pipelined requests answered; memory grew by {grown // 1024} KiB")


def resets(server):
    count = 3000
    head = POST + b"Content-Length: 1000\r\n\r\n{"
    for _ in range(100):
        exchange(server.port, head, timeout=0.01)
    time.sleep(0.5)
    before, files = server.memory, server.files
    for _ in range(count):
        raw = connect(server.port)
        raw.sendall(head)
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raw.close()
    # Longer than a body may take to come: what has not noticed its reset is closed by then.
    deadline = time.monotonic() + 25
    while server.files > files + 5 and time.monotonic() < deadline:
        time.sleep(0.1)
    grown = server.memory - before
    check(server.files <= files + 5, f"{server.files - files} files were left by {count} resets (H26): {server.open_files()}")
    check(grown < 30 * 1024 * 1024, f"resets took {grown // 1024} KiB")
    say(f"messages: {count} resets in a body left no file; memory grew by {grown // 1024} KiB")


def run(program):
    with serving(program) as server:
        refused(server)
        llhttp(server)
        pipelined(server)
        resets(server)
        check(is_healthy(server.port)[0], "the server answers afterwards")
        log = server.logged()
        check(" error " not in log and " critical " not in log, f"the log calls clients' faults its own: {log[-500:]}")
