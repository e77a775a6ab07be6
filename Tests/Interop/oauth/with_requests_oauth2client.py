"""requests_oauth2client: PAR, DPoP with the server's nonce, code with PKCE and nonce, iss in the response, ID token, userinfo, refresh, a
device, introspection, revocation, private_key_jwt, and the client for itself."""
import json
import pathlib
import time

from jwskate import Jwk
from requests_oauth2client import (
    AuthorizationPending, DPoPToken, InvalidGrant, OAuth2Client, PrivateKeyJwt, UnauthorizedClient)

from checks import check, refused
from provider import CALLBACK
from with_authlib import id_token

SCOPE = "openid offline_access orders.read"


def connect(provider, client, key=None, **more):
    if key:
        # For the issuer, as RFC 7523bis wants it.
        who = {"auth": PrivateKeyJwt(client["client_id"], key, aud=provider.issuer)}
    else:
        who = {name: client[name] for name in ("client_id", "client_secret") if name in client}
    return OAuth2Client.from_discovery_endpoint(issuer=provider.issuer, redirect_uri=CALLBACK, testing=True, **who, **more)


def code_flow(provider, visitor, client, pushed, dpop=False, key=None):
    app = connect(provider, client, key)
    request = app.authorization_request(scope=SCOPE, dpop=dpop)
    address = app.pushed_authorization_request(request).uri if pushed else request.uri
    # It looks at `iss` itself (RFC 9207).
    response = request.validate_callback(visitor.back(address))
    # The library loses the key of a bound token when it looks at the ID token that comes with it: others look.
    tokens = app.authorization_code(response, validate=not dpop)
    check(isinstance(tokens, DPoPToken) is dpop, type(tokens))
    claims = id_token(provider, client, str(tokens.id_token), request.nonce)
    check(app.userinfo(tokens)["sub"] == claims["sub"])
    renewed = app.refresh_token(tokens)
    check(renewed.access_token != tokens.access_token)
    public = client["token_endpoint_auth_method"] == "none"
    if not public:
        told = app.introspect_token(renewed)
        check(told["active"] and told["sub"] == claims["sub"] and ("jkt" in told.get("cnf", {})) is dpop, told)
    check(app.revoke_refresh_token(renewed.refresh_token))
    refused(lambda: app.refresh_token(renewed), InvalidGrant)
    if not public:
        check(app.introspect_token(renewed)["active"] is False, "its grant has ended")


def run(provider, visitor):
    # With a secret it sends it in the body.
    secret = ["--auth-method", "client_secret_post"]
    for arguments in (secret, ["--public"], ["--require-par", *secret]):
        client = provider.web_client(*arguments)
        code_flow(provider, visitor, client, pushed="--require-par" in arguments)
        code_flow(provider, visitor, client, pushed=True)
        code_flow(provider, visitor, client, pushed=True, dpop=True)
    private_key(provider, visitor)
    device(provider, visitor)
    own = provider.client("--grant", "client_credentials", "--scope", "orders.read", "--auth-method", "client_secret_post")
    app = connect(provider, own)
    tokens = app.client_credentials(scope="orders.read")
    check(tokens.scope == "orders.read" and not tokens.refresh_token and app.introspect_token(tokens)["active"], tokens.scope)


def private_key(provider, visitor):
    for algorithm in ("ES256", "PS256"):
        key = Jwk.generate(alg=algorithm).with_kid_thumbprint()
        file = pathlib.Path(f"{algorithm}.json")
        file.write_text(json.dumps({"keys": [dict(key.public_jwk())]}))
        client = provider.web_client("--auth-method", "private_key_jwt", "--jwks", str(file.resolve()))
        code_flow(provider, visitor, client, pushed=False, key=key)
        code_flow(provider, visitor, client, pushed=True, dpop=True, key=key)


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
