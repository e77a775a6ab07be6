"""TLS as openssl and curl see it: versions, protocols, a renewed certificate, and what no greeting gets."""
import os
import pathlib
import re
import signal
import socket
import ssl
import subprocess
import tempfile
import time

from server import check, connect, everything, say, serving


def certificate(folder, name, *more):
    """A certificate for localhost and login.example.com that signs itself, and its key."""
    chain, key = f"{folder}/{name}.pem", f"{folder}/{name}.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", f"/CN={name}", "-addext", "subjectAltName=DNS:localhost,DNS:login.example.com,IP:127.0.0.1",
         "-keyout", key, "-out", chain, *more], check=True, capture_output=True)
    os.chmod(key, 0o600)
    return chain, key


def agreed(port, *options):
    """The version that openssl agrees on with the server, if any."""
    done = subprocess.run(
        ["openssl", "s_client", "-connect", f"127.0.0.1:{port}", "-cipher", "DEFAULT@SECLEVEL=0", *options],
        input="", capture_output=True, text=True, timeout=10)
    match = re.search(r"^\s*(?:New, |Protocol *: )(TLSv[\d.]+|SSLv3)", done.stdout, re.M)
    return match[1] if match and "Cipher is (NONE)" not in done.stdout else None


def curl(address, *options):
    done = subprocess.run(
        ["curl", "-s", "-k", "-m", "10", "-o", "/dev/null", "-w", "%{http_version} %{http_code}", *options, address],
        capture_output=True, text=True)
    return done.stdout


def subject(port):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with context.wrap_socket(socket.create_connection(("127.0.0.1", port))) as raw:
        return re.search(rb"(first|second)", raw.getpeercert(binary_form=True))[1].decode()


def run(program):
    with tempfile.TemporaryDirectory(prefix="mapae-tls-") as folder:
        chain, key = certificate(folder, "first")
        with serving(program, "--tls-cert", chain, "--tls-key", key) as server:
            check(server.address.startswith("https://"), f"the address is {server.address}")
            for option, version in [("-tls1", None), ("-tls1_1", None), ("-tls1_2", "TLSv1.2"), ("-tls1_3", "TLSv1.3")]:
                check(agreed(server.port, option) == version, f"{option} (H24): {agreed(server.port, option)}")
            url = f"{server.address}/healthz"
            for options, expected in [([], "2 200"), (["--http1.1"], "1.1 200"), (["--no-alpn"], "1.1 200"), (["-0"], "1.1 200")]:
                check(curl(url, *options) == expected, f"curl {options}: {curl(url, *options)}")
            # Who speaks no TLS, and who says nothing, is not kept.
            for name, data, most in [("HTTP without TLS", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", 3), ("silence", b"", 13)]:
                with connect(server.port) as raw:
                    start = time.monotonic()
                    raw.sendall(data)
                    got, closed = everything(raw, timeout=15)
                    seconds = time.monotonic() - start
                    check(closed and seconds < most and b"HTTP/1.1 2" not in got, f"{name}: {seconds:.1f} s, {got[:60]}")
            # A renewed certificate, and then files that are of no use: those change nothing.
            second = certificate(folder, "second")
            check(subject(server.port) == "first", "the first certificate is shown")
            for source, target in zip(second, (chain, key)):
                os.replace(source, target)
            server.process.send_signal(signal.SIGHUP)
            deadline = time.monotonic() + 5
            while subject(server.port) != "second" and time.monotonic() < deadline:
                time.sleep(0.05)
            check(subject(server.port) == "second", "SIGHUP reads the files anew")
            pathlib.Path(chain).write_text("nothing")
            server.process.send_signal(signal.SIGHUP)
            time.sleep(0.5)
            check(subject(server.port) == "second", "files of no use change nothing")
            check("stays as it was" in server.logged(), "the log tells of them")
            code, seconds = server.stop()
            check(code == 0 and seconds < 10, f"exit {code} after {seconds:.1f} s")
            say("tls: 1.2 and 1.3 with HTTP/2 and HTTP/1.1, no 1.0 and 1.1; a renewed certificate is taken on SIGHUP")
