"""idpyoidc: the whole of a relying party, with discovery: code with PKCE and nonce, ID token, userinfo, refresh, introspection, revocation,
a key of its own (private_key_jwt), the client for itself, logout, also from behind. Its PAR, DPoP and registration are not what the RFCs say."""
import json
import logging
import pathlib
from urllib.parse import parse_qs, parse_qsl, urlsplit

from cryptojwt.key_jar import build_keyjar
from idpyoidc.client.exception import OidcServiceError, ResponseError
from idpyoidc.client.oauth2.stand_alone_client import backchannel_logout
from idpyoidc.client.rp_handler import RPHandler
from idpyoidc.message.oauth2 import VerificationError

from checks import check, refused
from provider import CALLBACK
from receiver import Receiver

HOME = CALLBACK.replace("callback", "home")
ADD_ONS = "idpyoidc.client.oauth2.add_on."
PKCE = {"pkce": {
    "function": ADD_ONS + "pkce.add_support", "kwargs": {"code_challenge_length": 64, "code_challenge_method": "S256"}}}
SERVICES = {
    name: {"class": f"idpyoidc.client.{path}"} for name, path in {
        "discovery": "oidc.provider_info_discovery.ProviderInfoDiscovery",
        "registration": "oidc.registration.Registration",
        "authorization": "oidc.authorization.Authorization",
        "access_token": "oidc.access_token.AccessToken",
        "refresh_access_token": "oidc.refresh_access_token.RefreshAccessToken",
        "client_credentials": "oauth2.client_credentials.CCAccessTokenRequest",
        "userinfo": "oidc.userinfo.UserInfo",
        "introspection": "oauth2.introspection.Introspection",
        "token_revocation": "oauth2.token_revocation.TokenRevocation",
        "end_session": "oidc.end_session.EndSession"}.items()}


def connect(provider, client=None, keyjar=None, **add_ons):
    """The library with a client that was added, or one that registers itself."""
    client = client or {"token_endpoint_auth_method": "client_secret_basic"}
    method = client["token_endpoint_auth_method"]
    known = {name: client[name] for name in ("client_id", "client_secret") if name in client}
    return RPHandler(
        # Where it says that its keys are. Nobody asks there.
        base_url="https://orders.example.com", services=SERVICES, keyjar=keyjar,
        client_configs={"mapae": {
            "issuer": provider.issuer, "redirect_uris": [CALLBACK], "post_logout_redirect_uris": [HOME],
            **known, "client_type": "oidc", "services": SERVICES, "grant_types_supported": ["authorization_code", "refresh_token"],
            "scope": ["openid", "email", "offline_access"], "scopes_supported": ["openid", "email", "offline_access"],
            "response_types_supported": ["code"], "response_types": ["code"],
            "token_endpoint_auth_method": method, "token_endpoint_auth_methods_supported": [method],
            "client_authn_methods": [method],
            "add_ons": {**PKCE, **add_ons}}})


def log_in(provider, visitor, handler):
    """Returns the client, what it holds of this login, and what it was told at the end."""
    begun = handler.begin("mapae")
    address = begun if isinstance(begun, str) else begun["url"]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    check(asked["code_challenge_method"] == "S256" and asked["nonce"], asked.keys())
    response = dict(parse_qsl(visitor.back(address).partition("?")[2]))
    # RFC 9207: the answer of another issuer.
    refused(lambda: handler.finalize(provider.issuer, {**response, "iss": "https://other.example.com"}), VerificationError)
    done = handler.finalize(provider.issuer, response)
    check("error" not in done, done)
    check(done["id_token"]["iss"] == provider.issuer and done["id_token"]["nonce"] == asked["nonce"], done["id_token"])
    check(done["userinfo"]["sub"] == done["id_token"]["sub"], done["userinfo"])
    check(done["userinfo"]["email"] == "ada@example.com", done["userinfo"])
    return handler.get_client_from_session_key(done["state"]), done


def later(provider, visitor, handler, client, done):
    """Refresh, introspection, revocation."""
    state = done["state"]
    renewed = handler.refresh_access_token(state)
    check(renewed["access_token"] != done["token"] and renewed["refresh_token"], renewed.keys())

    def ask(service, token):
        return client.do_request(
            service, request_args={"token": token}, state=state, authn_method=client.get_client_authn_method(client, "token_endpoint"))

    told = ask("introspection", renewed["access_token"])
    check(told["active"] and told["client_id"] == client.get_client_id() and told["sub"] == done["id_token"]["sub"], told)
    # The answer has no body, in which RFC 7009 §2.2 has clients read nothing; the library misses one.
    check("Missing" in str(refused(lambda: ask("token_revocation", renewed["refresh_token"]), ResponseError)))
    check(ask("introspection", renewed["access_token"])["active"] is False, "its grant has ended")
    refused(lambda: handler.refresh_access_token(state), OidcServiceError)


def run(provider, visitor):
    # It logs each refusal, and here they are wanted.
    logging.getLogger("idpyoidc").setLevel(logging.CRITICAL)
    for arguments in ([], ["--auth-method", "client_secret_post"]):
        with Receiver() as receiver:
            metadata = provider.web_client(
                "--post-logout-redirect-uri", HOME, "--backchannel-logout-uri", receiver.address, *arguments)
            handler = connect(provider, metadata)
            client, done = log_in(provider, visitor, handler)
            later(provider, visitor, handler, client, done)
            client, done = log_in(provider, visitor, handler)
            gone = visitor.visit(handler.logout(done["state"], post_logout_redirect_uri=HOME)["url"])
            check(gone.startswith(HOME), gone)
            _, _, form = receiver.next()
            check(backchannel_logout(client, request_args=form) == done["state"], "the client knows who has logged out")
    own = provider.client("--grant", "client_credentials", "--scope", "orders.read")
    handler = connect(provider, own)
    handler.begin("mapae")
    tokens = handler.issuer2rp[provider.issuer].do_request(
        "client_credentials", request_args={"scope": "orders.read"}, authn_method="client_secret_basic", state="of its own")
    check(tokens["scope"] == ["orders.read"] and "refresh_token" not in tokens, tokens.keys())
    private_key(provider, visitor)
    drafts(provider, visitor, provider.web_client())


def private_key(provider, visitor):
    keys = build_keyjar([{"type": "RSA", "size": 2048, "use": ["sig"]}])
    file = pathlib.Path("keys.json")
    file.write_text(json.dumps(keys.export_jwks()))
    metadata = provider.web_client("--auth-method", "private_key_jwt", "--jwks", str(file.resolve()))
    handler = connect(provider, metadata, keyjar=keys)
    begun = handler.begin("mapae")
    response = dict(parse_qsl(visitor.back(begun if isinstance(begun, str) else begun["url"]).partition("?")[2]))
    client, state = handler.get_client_from_session_key(response["state"]), response["state"]
    client.finalize_auth(response)

    def ask(service, request, **told):
        return client.do_request(service, request_args=request, state=state, authn_method="private_key_jwt", algorithm="RS256", **told)

    code = {"grant_type": "authorization_code", "code": response["code"], "redirect_uri": CALLBACK, "state": state}
    # Unless told it signs for the address that it asks, which RFC 7523bis §4 forbids, and for ten minutes.
    check(ask("accesstoken", code)["error"] == "invalid_client")
    lately = {"audience": provider.issuer, "lifetime": 60}
    tokens = ask("accesstoken", code, **lately)
    check(tokens["__verified_id_token"]["iss"] == provider.issuer, tokens.keys())
    renewed = ask("refresh_token", {}, **lately)
    check(renewed["access_token"] != tokens["access_token"], renewed.keys())
    told = ask("introspection", {"token": renewed["access_token"]}, **lately)
    check(told["active"] and told["client_id"] == metadata["client_id"], told)


def drafts(provider, visitor, metadata):
    """What the library has and the RFCs have not."""
    # It takes the scopes that it is told for one word (RFC 7591 §2: spaces are between them).
    error = refused(lambda: connect(provider).begin("mapae"), ValueError)
    check("the OPs choice: scope=openid" in str(error), error)
    # A signed request alone, for which a status 200 is to come.
    pushing = connect(provider, metadata, par={
        "function": ADD_ONS + "par.add_support", "kwargs": {"authn_method": "client_secret_basic"}})
    refused(lambda: pushing.begin("mapae"), ConnectionError)
    # A proof that cannot hold the server's nonce.
    proving = connect(provider, metadata, dpop={
        "function": ADD_ONS + "dpop.add_support", "kwargs": {"dpop_signing_alg_values_supported": ["ES256"]}})
    begun = proving.begin("mapae")
    back = visitor.back(begun if isinstance(begun, str) else begun["url"])
    error = refused(lambda: proving.finalize(provider.issuer, dict(parse_qsl(back.partition("?")[2]))), OidcServiceError)
    check("use_dpop_nonce" in str(error), error)
