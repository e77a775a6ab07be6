"""`mapae serve` as an OpenID provider, with a user and clients that the command line adds."""
import json
import os
import pathlib
import socket
import subprocess
import time
import urllib.error
import urllib.request

USER, PASSWORD = "ada", "a password of Ada's own"
SCOPES, RESOURCE = "orders.read orders.write", "https://api.example.com"
# Nothing listens there: a visitor stops before it goes.
CALLBACK = "http://127.0.0.1:1/callback"


class Provider:
    # For a server with TLS: what its certificate is checked with.
    trust = None

    def __init__(self, program, folder, *resources, scopes=SCOPES, resource=RESOURCE, settings=None):
        self.program, self.folder, settings = program, pathlib.Path(folder), settings or {}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http{'s' if 'MAPAE_TLS_CERT' in settings else ''}://127.0.0.1:{self.port}"
        self.issuer = settings.get("MAPAE_ISSUER", self.address)
        self.environment = {
            **os.environ, "MAPAE_PORT": str(self.port), "MAPAE_SCOPES": scopes,
            "MAPAE_RESOURCES": " ".join([resource, *resources]).strip(), "MAPAE_DATA_DIR": str(self.folder / "data"), **settings}

    def __enter__(self):
        self.start()
        self.command("users", "add", USER, "--email", "ada@example.com", text=PASSWORD + "\n")
        return self

    def start(self):
        self.log = (self.folder / "log").open("w+")
        self.process = subprocess.Popen([self.program, "serve"], stdout=self.log, stderr=self.log, env=self.environment)
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(self.address + "/healthz", timeout=5, context=self.trust).read()
                break
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise AssertionError("the server does not answer: " + self.printed()) from None
                time.sleep(0.05)

    def __exit__(self, kind, *_):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.log.close()

    def printed(self):
        return (self.folder / "log").read_text()

    def command(self, *arguments, text=""):
        done = subprocess.run(
            [self.program, *arguments], input=text, capture_output=True, text=True, env=self.environment, timeout=60)
        if done.returncode:
            raise AssertionError(f"mapae {' '.join(arguments)}: {done.stderr}")
        return done.stdout

    def client(self, *arguments):
        """A client's metadata, with its secret."""
        return json.loads(self.command("clients", "add", "--json", *arguments))

    def web_client(self, *arguments):
        return self.client("--name", "Orders", "--redirect-uri", CALLBACK, *arguments)

    @property
    def metadata(self):
        address = self.address + "/.well-known/openid-configuration"
        return json.load(urllib.request.urlopen(address, timeout=20, context=self.trust))
