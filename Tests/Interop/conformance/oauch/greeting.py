"""The first message of TLS, byte by byte, so that a server can be asked for what no library speaks any more."""
import os
import socket
import struct

SSL_3, TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3 = range(0x0300, 0x0305)

# All suites before TLS 1.3 that servers are known to offer.
SUITES = [
    *range(0x0001, 0x001C), *range(0x002C, 0x003B), *range(0x003B, 0x0047), *range(0x0067, 0x006E),
    *range(0x0084, 0x00A8), *range(0x00A8, 0x00C6), *range(0xC001, 0xC03C), *range(0xC072, 0xC07A),
    *range(0xC09C, 0xC0B0), *range(0xCCA8, 0xCCAF)]
SUITES_1_3 = [0x1301, 0x1302, 0x1303]


def agreed(port, version, suites):
    """The version and the suite that the server takes, or None where it wants none of that."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as raw:
        raw.sendall(message(version, suites))
        try:
            kind, _, length = struct.unpack("!BHH", exactly(raw, 5))
            data = exactly(raw, length)
        except OSError:
            return None
    # A handshake message, and of those the server's greeting; else it is an alert.
    if kind != 22 or data[0] != 2:
        return None
    chosen, rest = int.from_bytes(data[4:6], "big"), data[38:]
    rest = rest[1 + rest[0]:]
    suite, extensions = int.from_bytes(rest[:2], "big"), rest[5:]
    while len(extensions) >= 4:
        number, size = struct.unpack("!HH", extensions[:4])
        if number == 43:
            chosen = int.from_bytes(extensions[4:6], "big")
        extensions = extensions[4 + size:]
    return chosen, suite


def exactly(raw, count):
    data = b""
    while len(data) < count:
        part = raw.recv(count - len(data))
        if not part:
            raise OSError("closed")
        data += part
    return data


def message(version, suites):
    codes = b"".join(struct.pack("!H", suite) for suite in suites)
    body = struct.pack("!H", min(version, TLS_1_2)) + os.urandom(32) + b"\0" + sized(codes) + b"\1\0"
    if version > SSL_3:
        body += sized(extensions(version))
    hello = b"\1" + len(body).to_bytes(3, "big") + body
    return b"\x16" + struct.pack("!H", min(version, TLS_1_0)) + sized(hello)


def extensions(version):
    groups, signatures = [29, 23, 24, 256], [
        0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201]
    found = [(10, sized(numbers(groups))), (11, b"\1\0"), (13, sized(numbers(signatures))), (23, b""), (0xFF01, b"\0")]
    if version == TLS_1_3:
        found += [(43, b"\2\3\4"), (51, sized(struct.pack("!HH", 29, 32) + os.urandom(32)))]
    return b"".join(struct.pack("!H", number) + sized(data) for number, data in found)


def numbers(values):
    return b"".join(struct.pack("!H", value) for value in values)


def sized(data):
    return struct.pack("!H", len(data)) + data
