"""The SDK of the Model Context Protocol: 401, RFC 9728, RFC 8414, registration or a metadata document, PKCE with `resource`, 200, refresh;
and clients for themselves, with a secret and with a key (private_key_jwt).

The protected server is written with nothing but Python: it asks the provider about tokens (RFC 7662).
"""
import asyncio
import http.server
import json
import pathlib
import threading
import time
from urllib.parse import parse_qs, urlsplit

import httpx2
import requests
from joserfc.jwk import ECKey
from mcp.client.auth import OAuthClientProvider
from mcp.client.auth.extensions.client_credentials import (
    ClientCredentialsOAuthProvider, PrivateKeyJWTOAuthProvider, SignedJWTParameters)
from mcp.client.auth.utils import create_client_info_from_metadata_url, should_use_client_metadata_url
from mcp.shared.auth import AuthorizationCodeResult, OAuthClientMetadata, OAuthMetadata

from checks import check
from provider import CALLBACK

GRANTS = ["authorization_code", "refresh_token"]


class Storage:
    tokens = None

    def __init__(self, client=None):
        self.client = client

    async def get_tokens(self):
        return self.tokens

    async def set_tokens(self, tokens):
        self.tokens = tokens

    async def get_client_info(self):
        return self.client

    async def set_client_info(self, client):
        self.client = client


class Resource(http.server.BaseHTTPRequestHandler):
    provider = client = home = None

    def log_message(self, *_):
        pass

    def answer(self, status, body, **headers):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        if self.path == "/client.json":
            return self.answer(200, {
                "client_id": document(self.home), "client_name": "An agent of its own", "redirect_uris": [CALLBACK],
                "grant_types": GRANTS, "token_endpoint_auth_method": "none"})
        if self.path.startswith("/.well-known/oauth-protected-resource"):
            return self.answer(200, {
                "resource": self.home, "authorization_servers": [self.provider.issuer],
                "scopes_supported": ["orders.read"], "bearer_methods_supported": ["header"]})
        token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        state = requests.post(
            self.provider.metadata["introspection_endpoint"], data={"token": token or "none"},
            auth=(self.client["client_id"], self.client["client_secret"]), timeout=20).json()
        audience = state.get("aud", [])
        if state["active"] and self.home in ([audience] if isinstance(audience, str) else audience):
            return self.answer(200, {"scope": state["scope"]})
        self.answer(401, {}, WWW_Authenticate=f'Bearer resource_metadata="{self.home.removesuffix("/mcp")}/.well-known/oauth-protected-resource/mcp"')


def prepare():
    """The port is part of the resource, which the provider must know before it starts."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Resource)
    home = f"http://127.0.0.1:{server.server_port}/mcp"
    return server, home


def run(provider, visitor, server, home):
    Resource.provider, Resource.home = provider, home
    Resource.client = provider.client("--grant", "client_credentials", "--resource", home, "--scope", "orders.read")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        asyncio.run(registered(provider, visitor, home))
        asyncio.run(documented(provider, visitor, home))
        asyncio.run(alone(provider, home))
    finally:
        server.shutdown()


def document(home):
    """The address of a client's metadata document, on the same server."""
    return home.removesuffix("/mcp") + "/client.json"


async def registered(provider, visitor, home):
    storage = Storage()
    legs = await visit(provider, visitor, home, storage)
    issuer = provider.issuer
    resource = home.removesuffix("/mcp")
    # It asks and is refused; it is led to the metadata of what it asks, and from there to the server's; it registers, and has a token.
    check(legs == [
        (401, "GET", home), (200, "GET", resource + "/.well-known/oauth-protected-resource/mcp"),
        (200, "GET", issuer + "/.well-known/oauth-authorization-server"), (201, "POST", provider.metadata["registration_endpoint"]),
        (200, "POST", provider.metadata["token_endpoint"]), (200, "GET", home), (200, "GET", home),
        (200, "POST", provider.metadata["token_endpoint"]), (200, "GET", home)], legs)
    check(storage.client.client_id)


async def documented(provider, visitor, home):
    # The SDK takes no address but https, for which a test has no certificate that the server believes. So it is given what it
    # makes of an address itself.
    metadata = OAuthMetadata.model_validate(provider.metadata)
    check(should_use_client_metadata_url(metadata, document(home)), "the metadata says that documents are taken")
    storage = Storage(create_client_info_from_metadata_url(document(home), [CALLBACK]))
    legs = await visit(provider, visitor, home, storage)
    check((201, "POST", provider.metadata["registration_endpoint"]) not in legs and len(legs) == 8, legs)
    check("127.0.0.1" in " ".join(visitor.read) and "An agent of its own" in " ".join(visitor.read), "the page says who asks")
    check(storage.client.client_id == document(home))


async def alone(provider, home):
    """Clients for themselves."""
    def added(*arguments):
        # The resource's own scope.
        return provider.client("--grant", "client_credentials", "--scope", "orders.read", *arguments)

    secret = added()
    key = ECKey.generate_key("P-256", {"kid": "one", "use": "sig", "alg": "ES256"})
    file = pathlib.Path("agent.json")
    file.write_text(json.dumps({"keys": [key.as_dict(private=False)]}))
    signing = added("--auth-method", "private_key_jwt", "--jwks", str(file.resolve()))["client_id"]
    assertions = SignedJWTParameters(
        issuer=signing, subject=signing, signing_key=key.as_pem(private=True).decode(), signing_algorithm="ES256", lifetime_seconds=60)
    for auth in (
        ClientCredentialsOAuthProvider(
            home, Storage(), secret["client_id"], secret["client_secret"], scope="orders.read", issuer=provider.issuer),
        PrivateKeyJWTOAuthProvider(
            home, Storage(), signing, assertions.create_assertion_provider(), scope="orders.read", issuer=provider.issuer),
    ):
        async with httpx2.AsyncClient(auth=auth, timeout=60) as client:
            answer = await client.get(home)
            check(answer.status_code == 200 and answer.json()["scope"] == "orders.read", answer.status_code, answer.text)


async def visit(provider, visitor, home, storage):
    """Asks, is led round, and is answered. Returns all answers on the way: status, method and address."""
    led, legs = {}, []

    async def redirect(address):
        check(parse_qs(urlsplit(address).query)["resource"] == [home], address)
        led["back"] = await asyncio.to_thread(visitor.back, address)

    async def callback():
        fields = {name: values[0] for name, values in parse_qs(urlsplit(led["back"]).query).items()}
        check(fields["iss"] == provider.issuer, fields.keys())
        return AuthorizationCodeResult(code=fields["code"], state=fields.get("state"), iss=fields["iss"])

    async def note(answer):
        legs.append((answer.status_code, answer.request.method, str(answer.url)))

    auth = OAuthClientProvider(
        server_url=home, storage=storage, redirect_handler=redirect, callback_handler=callback,
        client_metadata=OAuthClientMetadata(
            client_name="An agent", redirect_uris=[CALLBACK], grant_types=GRANTS, response_types=["code"],
            token_endpoint_auth_method="none"))
    async with httpx2.AsyncClient(auth=auth, timeout=60, event_hooks={"response": [note]}) as client:
        answer = await client.get(home)
        check(answer.status_code == 200 and "orders.read" in answer.json()["scope"].split(), answer.status_code, answer.text)
        check("decision" in visitor.pages, visitor.pages)
        # With the token that it has.
        check((await client.get(home)).status_code == 200)
        # The clock has gone on, as far as the SDK knows.
        first = storage.tokens
        check(first.refresh_token)
        auth.context.token_expiry_time = time.time() - 1
        check((await client.get(home)).status_code == 200)
        check(storage.tokens.access_token != first.access_token and storage.tokens.refresh_token != first.refresh_token, "refreshed")
    return legs
