"""The SDK of the Model Context Protocol: 401, RFC 9728, RFC 8414, registration, PKCE with `resource`, 200.

The protected server is written with nothing but Python: it asks the provider about tokens (RFC 7662).
"""
import asyncio
import http.server
import json
import threading
from urllib.parse import parse_qs, urlsplit

import httpx2
import requests
from mcp.client.auth import OAuthClientProvider
from mcp.shared.auth import AuthorizationCodeResult, OAuthClientMetadata

from checks import check
from provider import CALLBACK


class Storage:
    tokens = client = None

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
    seen = []

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
        self.seen.append(self.path)
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
        asyncio.run(visit(provider, visitor, home))
    finally:
        server.shutdown()


async def visit(provider, visitor, home):
    storage, led = Storage(), {}

    async def redirect(address):
        check(parse_qs(urlsplit(address).query)["resource"] == [home], address)
        led["back"] = await asyncio.to_thread(visitor.back, address)

    async def callback():
        fields = {name: values[0] for name, values in parse_qs(urlsplit(led["back"]).query).items()}
        check(fields["iss"] == provider.issuer, fields.keys())
        return AuthorizationCodeResult(code=fields["code"], state=fields.get("state"), iss=fields["iss"])

    auth = OAuthClientProvider(
        server_url=home, storage=storage, redirect_handler=redirect, callback_handler=callback,
        client_metadata=OAuthClientMetadata(
            client_name="An agent", redirect_uris=[CALLBACK], grant_types=["authorization_code", "refresh_token"],
            response_types=["code"], token_endpoint_auth_method="none"))
    async with httpx2.AsyncClient(auth=auth, timeout=60) as client:
        answer = await client.get(home)
        check(answer.status_code == 200 and "orders.read" in answer.json()["scope"].split(), answer.status_code, answer.text)
        check("login" in visitor.pages and "decision" in visitor.pages, visitor.pages)
        # With the token that it has.
        check((await client.get(home)).status_code == 200)
    check(storage.client.client_id and storage.tokens.refresh_token)
