"""Authlib: discovery, code with PKCE and nonce, ID token, userinfo, refresh, introspection, revocation, private_key_jwt, and the tokens of a
device."""
import json
import tempfile
import time

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
import requests

from checks import check, refused
from provider import CALLBACK

SCOPE = "openid profile email offline_access orders.read"


def id_token(provider, client, text, nonce):
    keys = KeySet.import_key_set(requests.get(provider.metadata["jwks_uri"], timeout=20).json())
    decoded = jwt.decode(text, keys, algorithms=["RS256"])
    claims = CodeIDToken(decoded.claims, decoded.header, {
        "iss": {"essential": True, "value": provider.issuer}, "aud": {"essential": True, "value": client["client_id"]}},
        {"nonce": nonce, "client_id": client["client_id"]})
    claims.validate(leeway=5)
    return claims


def session(client, **more):
    return OAuth2Session(
        client["client_id"], client.get("client_secret"), scope=SCOPE, redirect_uri=CALLBACK,
        code_challenge_method="S256", **more)


def code_flow(provider, visitor, client, **more):
    server = provider.metadata
    method = client["token_endpoint_auth_method"]
    app = session(client, token_endpoint_auth_method=method, revocation_endpoint_auth_method=method, **more)
    verifier, nonce = "v" * 64, "a nonce of its own"
    address, state = app.create_authorization_url(server["authorization_endpoint"], code_verifier=verifier, nonce=nonce)
    back = visitor.back(address)
    check(f"state={state}" in back, back)
    tokens = app.fetch_token(server["token_endpoint"], authorization_response=back, code_verifier=verifier)
    check(set(SCOPE.split()) == set(tokens["scope"].split()), tokens["scope"])
    claims = id_token(provider, client, tokens["id_token"], nonce)
    user = app.get(server["userinfo_endpoint"]).json()
    check(user["sub"] == claims["sub"] and user["preferred_username"] == "ada" and user["email"] == "ada@example.com", user)
    return app, tokens, back, verifier


def run(provider, visitor):
    server = provider.metadata
    for arguments in ([], ["--auth-method", "client_secret_post"], ["--public"]):
        client = provider.web_client(*arguments)
        app, tokens, back, verifier = code_flow(provider, visitor, client)
        renewed = app.refresh_token(server["token_endpoint"], refresh_token=tokens["refresh_token"])
        check(renewed["refresh_token"] != tokens["refresh_token"])
        if "--public" not in arguments:
            answer = app.introspect_token(server["introspection_endpoint"], token=renewed["access_token"]).json()
            check(answer["active"] and answer["client_id"] == client["client_id"], answer)
        gone = app.revoke_token(server["revocation_endpoint"], token=renewed["refresh_token"], token_type_hint="refresh_token")
        check(gone.status_code == 200, gone.status_code)
        error = refused(lambda: app.refresh_token(server["token_endpoint"], refresh_token=renewed["refresh_token"]), OAuthError)
        check(error.error == "invalid_grant", error)
        check(app.get(server["userinfo_endpoint"]).status_code == 401)
    # The same code again.
    client = provider.web_client()
    app, tokens, back, verifier = code_flow(provider, visitor, client)
    error = refused(lambda: session(client).fetch_token(
        server["token_endpoint"], authorization_response=back, code_verifier=verifier), OAuthError)
    check(error.error == "invalid_grant", error)
    check(app.get(server["userinfo_endpoint"]).status_code == 401, "what a code gave that is used again has ended")
    # The user says no.
    address, _ = session(client).create_authorization_url(
        server["authorization_endpoint"], code_verifier=verifier, prompt="consent")
    check("error=access_denied" in visitor.back(address, allow=False))
    private_key(provider)
    device(provider, visitor)


def private_key(provider):
    """A client for itself, that signs with its own key."""
    key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"keys": [key.as_dict(private=False)]}, file)
        file.flush()
        client = provider.client(
            "--grant", "client_credentials", "--auth-method", "private_key_jwt", "--jwks", file.name, "--scope", "orders.read")
    endpoint = provider.metadata["token_endpoint"]
    app = OAuth2Session(client["client_id"], key.as_dict(private=True), token_endpoint_auth_method="private_key_jwt")
    # For the issuer, as RFC 7523bis wants it, and not for an hour.
    app.register_client_auth_method(
        PrivateKeyJWT(provider.issuer, claims={"exp": int(time.time()) + 60}, headers={"kid": "one"}))
    tokens = app.fetch_token(endpoint, grant_type="client_credentials", scope="orders.read")
    check(tokens["scope"] == "orders.read" and "refresh_token" not in tokens, tokens.keys())


def device(provider, visitor):
    """Authlib has the second half of a device's way; the first is a form."""
    server = provider.metadata
    client = provider.client(
        "--public", "--name", "TV", "--grant", "device_code", "--grant", "refresh_token", "--scope", "openid", "--scope", "orders.read")
    asked = requests.post(server["device_authorization_endpoint"], timeout=20, data={
        "client_id": client["client_id"], "scope": "openid orders.read"}).json()
    app = OAuth2Session(client["client_id"], token_endpoint_auth_method="none")

    def poll():
        return app.fetch_token(
            server["token_endpoint"], grant_type="urn:ietf:params:oauth:grant-type:device_code", device_code=asked["device_code"])

    check(refused(poll, OAuthError).error == "authorization_pending")
    said = visitor.visit(asked["verification_uri_complete"], allow=False)
    check("decision" in visitor.pages, visitor.pages, said)
    # The device waits as it was told to, and learns that the user has said no.
    time.sleep(asked["interval"])
    check(refused(poll, OAuthError).error == "access_denied")
