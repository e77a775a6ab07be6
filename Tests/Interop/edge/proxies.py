"""nginx and Caddy in front, with the configurations of deploy/."""
import contextlib
import pathlib
import re
import socket
import subprocess
import tempfile
import time

from server import check, say, serving
from tls import agreed, certificate

DEPLOY = pathlib.Path(__file__).parents[3] / "deploy"
NAME = "login.example.com"


def free_port():
    with socket.socket() as raw:
        raw.bind(("127.0.0.1", 0))
        return raw.getsockname()[1]


@contextlib.contextmanager
def running(command, port, folder):
    log = pathlib.Path(folder) / f"{command[0]}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, cwd=folder, env={"HOME": folder, "PATH": "/usr/sbin:/usr/bin:/bin"})
    try:
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            if process.poll() is not None:
                break
            time.sleep(0.05)
        check(process.poll() is None, f"{command[0]} did not start: {log.read_text()[-500:]}")
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


@contextlib.contextmanager
def nginx(folder, backend, chain, key):
    secure, plain = free_port(), free_port()
    text = (DEPLOY / "nginx.conf").read_text()
    for old, new in [("127.0.0.1:8080", f"127.0.0.1:{backend}"), ("listen 80", f"listen 127.0.0.1:{plain}"),
                     ("listen 443", f"listen 127.0.0.1:{secure}"), (f"/etc/ssl/{NAME}/chain.pem", chain), (f"/etc/ssl/{NAME}/key.pem", key)]:
        check(old in text, f"nginx.conf has {old}")
        text = text.replace(old, new)
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    pathlib.Path(f"{folder}/nginx.conf").write_text(
        f"daemon off;\nmaster_process off;\npid {folder}/nginx.pid;\nerror_log {folder}/nginx.errors;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}{text}\n}}\n")
    with running(["nginx", "-p", folder, "-e", f"{folder}/nginx.errors", "-c", f"{folder}/nginx.conf"], secure, folder):
        yield secure, plain


@contextlib.contextmanager
def caddy(folder, backend, chain, key):
    secure, plain = free_port(), free_port()
    text = (DEPLOY / "Caddyfile").read_text()
    for old, new in [("127.0.0.1:8080", f"127.0.0.1:{backend}"), (f"{NAME} {{", f"{NAME} {{\n\tbind 127.0.0.1\n\ttls {chain} {key}")]:
        check(old in text, f"Caddyfile has {old}")
        text = text.replace(old, new)
    pathlib.Path(f"{folder}/Caddyfile").write_text(f"{{\n\tadmin off\n\thttp_port {plain}\n\thttps_port {secure}\n}}\n{text}")
    with running(["caddy", "run", "--adapter", "caddyfile", "--config", f"{folder}/Caddyfile"], secure, folder):
        yield secure, plain


def curl(port, path, *options, name=NAME, scheme="https", body=None):
    done = subprocess.run(
        ["curl", "-s", "-k", "-m", "10", "--path-as-is", "--interface", "127.0.0.5", "-w", "\n%{http_version} %{http_code}",
         "--resolve", f"{name}:{port}:127.0.0.1", *options, f"{scheme}://{name}:{port}{path}"], capture_output=True, input=body)
    text, _, status = done.stdout.decode().rpartition("\n")
    return status, text


def front(kind, make, program, folder, chain, key):
    environment = {"MAPAE_TRUSTED_PROXIES": "127.0.0.1", "MAPAE_ISSUER": "https://login.example.com", "MAPAE_LOG_LEVEL": "debug"}
    with serving(program, environment=environment) as server, make(folder, server.port, chain, key) as (secure, plain):
        for options, version in [([], "2"), (["--http1.1"], "1.1")]:
            status, text = curl(secure, "/healthz", *options)
            check((status, text) == (f"{version} 200", '{"status":"ok"}'), f"{kind} {options}: {status} {text}")
        for option, version in [("-tls1_1", None), ("-tls1_2", "TLSv1.2"), ("-tls1_3", "TLSv1.3")]:
            got = agreed(secure, option, "-servername", NAME)
            check(got == version, f"{kind} {option}: {got}")
        # nginx closes the connection; Caddy answers itself, with nothing.
        for options in [("-H", "Host: evil.example"), ("-H", "Host: 127.0.0.1")]:
            status, text = curl(secure, "/healthz", *options)
            check(text == "", f"{kind}, {options}: {status} {text}")
        status, text = curl(secure, "/healthz", name="evil.example")
        check(text == "", f"{kind}, another name: {status} {text}")
        status, _ = curl(plain, "/healthz", "--http1.1", scheme="http")
        check(status == "1.1 308", f"{kind}, without TLS: {status}")
        for path, expected in [("//healthz", "404"), ("/healthz/", "404"), ("/%68ealthz", "404"), ("/x/../healthz", "404"), ("/nothing", "404")]:
            status, _ = curl(secure, path)
            check(status == f"2 {expected}", f"{kind} {path}: {status}")
        status, _ = curl(secure, "/login", "-d", '{"username": "a", "password": "b"}', "-H", "Content-Type: application/json")
        check(status == "2 401", f"{kind}, a login: {status}")
        status, _ = curl(secure, "/login", "-H", "Content-Type: application/json", "-H", "Expect:", "--data-binary", "@-", body=b" " * 2_000_000)
        # A proxy may end the stream while the body still comes; then curl has seen no answer.
        check(status.split(" ")[-1] in ("413", "000"), f"{kind}, a body of 2 MB: {status}")
        status, _ = curl(secure, "/healthz", "-H", f"X: {'a' * 20_000}")
        # nginx ends a connection of HTTP/2 with such a head.
        check(status.split(" ")[-1] in ("400", "431", "000"), f"{kind}, a head of 20 KB: {status}")
        for header in ["X-Forwarded-For: 203.0.113.7", "Forwarded: for=203.0.113.7", "X-Real-IP: 203.0.113.7", "X-Forwarded-For: x"]:
            curl(secure, "/healthz", "-H", header)
        clients = set(re.findall(r"mapae\.client=(\S+)", server.logged()))
        check(clients == {"127.0.0.5"}, f"{kind}: the clients are {clients}")
        say(f"proxies: {kind} passes on the host and the client's address, and nothing that a client says of itself")


def run(program):
    with tempfile.TemporaryDirectory(prefix="mapae-proxies-") as folder:
        chain, key = certificate(folder, "first")
        for kind, make in [("nginx", nginx), ("caddy", caddy)]:
            front(kind, make, program, folder, chain, key)
