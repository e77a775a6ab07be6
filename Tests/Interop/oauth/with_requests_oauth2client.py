"""requests_oauth2client: PAR, DPoP with the server's nonce, code with PKCE, iss in the response, refresh, a device, revocation."""
import time

from requests_oauth2client import (
    AuthorizationPending, DPoPToken, InvalidGrant, OAuth2Client, UnauthorizedClient)

from checks import check, refused
from provider import CALLBACK

SCOPE = "openid offline_access orders.read"


def connect(provider, client, **more):
    secret = client.get("client_secret")
    return OAuth2Client.from_discovery_endpoint(
        issuer=provider.issuer, client_id=client["client_id"], **({"client_secret": secret} if secret else {}),
        redirect_uri=CALLBACK, testing=True, **more)


def code_flow(provider, visitor, client, pushed, dpop=False):
    app = connect(provider, client)
    request = app.authorization_request(scope=SCOPE, dpop=dpop)
    address = app.pushed_authorization_request(request).uri if pushed else request.uri
    # It looks at `iss` itself (RFC 9207).
    response = request.validate_callback(visitor.back(address))
    # The library cannot look at the ID token that comes with a bound token: it loses the key on the way.
    tokens = app.authorization_code(response, validate=not dpop)
    check(isinstance(tokens, DPoPToken) is dpop, type(tokens))
    check(app.userinfo(tokens)["sub"] == tokens.id_token.sub)
    renewed = app.refresh_token(tokens)
    check(renewed.access_token != tokens.access_token)
    check(app.revoke_refresh_token(renewed.refresh_token))
    refused(lambda: app.refresh_token(renewed), InvalidGrant)


def run(provider, visitor):
    # With a secret it sends it in the body.
    secret = ["--auth-method", "client_secret_post"]
    for arguments in (secret, ["--public"], ["--require-par", *secret]):
        client = provider.web_client(*arguments)
        code_flow(provider, visitor, client, pushed="--require-par" in arguments)
        code_flow(provider, visitor, client, pushed=True)
        code_flow(provider, visitor, client, pushed=True, dpop=True)
    device(provider, visitor)


def device(provider, visitor):
    # The library does not read this one from the metadata.
    endpoint = provider.metadata["device_authorization_endpoint"]
    client = provider.client(
        "--public", "--name", "TV", "--grant", "device_code", "--grant", "refresh_token", "--scope", "openid", "--scope", "orders.read")
    app = connect(provider, client, device_authorization_endpoint=endpoint)
    asked = app.authorize_device(scope="openid orders.read")
    refused(lambda: app.device_code(asked), AuthorizationPending)
    said = visitor.visit(asked.verification_uri_complete)
    check("decision" in visitor.pages, visitor.pages, said)
    # The device waits as it was told to.
    time.sleep(asked.interval)
    tokens = app.device_code(asked)
    check(tokens.scope and "orders.read" in tokens.scope, tokens.scope)
    refused(lambda: app.device_code(asked), InvalidGrant)
    other = connect(provider, provider.web_client("--public"), device_authorization_endpoint=endpoint)
    refused(lambda: other.authorize_device(scope="openid"), UnauthorizedClient)
