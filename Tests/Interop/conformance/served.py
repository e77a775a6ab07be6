"""The server as its clients see it, over TLS as the standards want it."""
import contextlib
import itertools
import os
import pathlib
import secrets
import socket
import tempfile
import time

import requests

from jose import compact, digest
from provider import PASSWORD, USER, Provider
from tls import certificate

# Several, as the logins of one account are limited, right ones too.
USERS = [USER, "grace", "joan", "mary"]


class Site:
    def __init__(self, provider):
        self.users = itertools.cycle(USERS)
        self.provider, self.issuer = provider, provider.issuer
        self.http = requests.Session()
        self.metadata = provider.metadata
        # The DPoP nonce that the server told last.
        self.nonce = None

    def endpoint(self, name):
        return self.metadata[f"{name}_endpoint"]

    def send(self, method, address, **more):
        return self.http.request(method, address, allow_redirects=False, timeout=30, **more)

    def register(self, **metadata):
        return self.send("POST", self.endpoint("registration"), json=metadata)

    def keys(self):
        return self.send("GET", self.metadata["jwks_uri"]).json()["keys"]

    def proof(self, method, address, key, token=None, header=None, claims=None):
        """A DPoP proof (RFC 9449 §4.2), with what is to be otherwise in its header and claims; None leaves a member out."""
        return compact(
            {"typ": "dpop+jwt", "alg": key.algorithm, "jwk": key.public, **(header or {})},
            {"jti": secrets.token_urlsafe(16), "htm": method, "htu": address, "iat": int(time.time()),
             "ath": token and digest(token), "nonce": self.nonce, **(claims or {})}, key)

    def proved(self, method, address, key, token=None, scheme="DPoP", change=None, header=None, claims=None, **more):
        """A request with a DPoP proof, made once more where the server tells a nonce. `change` makes other text of the proof.
        As clients do, a nonce is used until there is a newer one."""
        for _ in range(2):
            proof = self.proof(method, address, key, token, header, claims)
            headers = {"DPoP": change(proof) if change else proof}
            if token:
                headers["Authorization"] = f"{scheme} {token}"
            answer = self.send(method, address, headers=headers, **more)
            asks = "use_dpop_nonce" in answer.text + answer.headers.get("WWW-Authenticate", "")
            self.nonce = answer.headers.get("DPoP-Nonce", self.nonce)
            if not asks:
                break
        return answer


@contextlib.contextmanager
def served(program):
    """A server with a fresh folder, in which all trust its certificate."""
    with tempfile.TemporaryDirectory(prefix="mapae-conformance-") as folder:
        chain, key = certificate(folder, "server")
        # urllib and requests look there.
        os.environ |= {"SSL_CERT_FILE": chain, "REQUESTS_CA_BUNDLE": chain}
        data = pathlib.Path(folder) / "provider"
        data.mkdir()
        with Provider(program, data, settings={"MAPAE_TLS_CERT": chain, "MAPAE_TLS_KEY": key}) as provider:
            for name in USERS[1:]:
                provider.command("users", "add", name, "--email", f"{name}@example.com", text=PASSWORD + "\n")
            yield Site(provider)


@contextlib.contextmanager
def nobody():
    """An address that nobody must fetch: whoever comes is noticed."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        try:
            listener.accept()
        except BlockingIOError:
            return
    raise AssertionError("the server has fetched what a stranger named")


def until(instant):
    """Waits until the clock, which is the server's too, has reached an instant: what tokens say of time is in whole seconds."""
    while time.time() < instant:
        time.sleep(0.02)
