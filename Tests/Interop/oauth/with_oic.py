"""oic (pyoidc): discovery, dynamic registration, code with PKCE, nonce and state, ID token, userinfo, refresh, logout, the client for itself; and
with the library's own extensions introspection and revocation."""
from oic.extension.client import Client as ExtendedClient
from oic.oauth2.exception import VerificationError
from oic.oauth2.message import AccessTokenResponse, CCAccessTokenRequest, ErrorResponse
from oic.oic import Client
from oic.oic.message import AuthorizationResponse
from oic.utils.authn.client import CLIENT_AUTHN_METHOD

from checks import check, refused
from provider import CALLBACK

HOME = CALLBACK.replace("callback", "home")


def run(provider, visitor):
    app = Client(client_authn_method=CLIENT_AUTHN_METHOD, config={"code_challenge": {"length": 64, "method": "S256"}})
    found = app.provider_config(provider.issuer)
    check(found["issuer"] == provider.issuer)
    registered = app.register(
        found["registration_endpoint"], redirect_uris=[CALLBACK], scope="openid email offline_access",
        grant_types=["authorization_code", "refresh_token"], application_type="native", post_logout_redirect_uris=[HOME])
    check(registered["client_id"] and registered["client_secret"])
    app.redirect_uris = [CALLBACK]
    # It leaves it to its user to keep the verifier.
    challenge, verifier = app.add_code_challenge()

    def code():
        request = app.construct_AuthorizationRequest(request_args={
            "response_type": "code", "scope": ["openid", "email", "offline_access"], "state": "a state", "nonce": "a nonce",
            "redirect_uri": CALLBACK, "client_id": app.client_id, "prompt": "consent", **challenge})
        back = visitor.back(request.request(app.authorization_endpoint))
        answer = app.parse_response(AuthorizationResponse, info=back.partition("?")[2], sformat="urlencoded")
        check(answer["state"] == "a state" and "code" in answer, answer)
        # RFC 9207: the answer of another issuer.
        other = back.partition("?")[2].replace("iss=http", "iss=https")
        refused(lambda: app.parse_response(AuthorizationResponse, info=other, sformat="urlencoded"), VerificationError)
        return answer["code"]

    def redeem(verifier):
        return app.do_access_token_request(
            state="a state", request_args={"code": code(), "code_verifier": verifier}, authn_method="client_secret_basic")

    other = redeem("v" * 64)
    check(isinstance(other, ErrorResponse) and other["error"] == "invalid_grant", other.to_dict().keys())
    tokens = redeem(verifier)
    check(tokens["id_token"]["nonce"] == "a nonce", tokens.to_dict().keys())
    user = app.do_user_info_request(state="a state")
    check(user["sub"] == tokens["id_token"]["sub"] and user["email"] == "ada@example.com", user.to_dict())
    renewed = app.do_access_token_refresh(state="a state", authn_method="client_secret_basic")
    check(renewed["access_token"] != tokens["access_token"], renewed.to_dict().keys())
    later(found, registered, renewed)
    ended = app.do_access_token_refresh(state="a state", authn_method="client_secret_basic")
    check(isinstance(ended, ErrorResponse) and ended["error"] == "invalid_grant", ended.to_dict().keys())
    leaving = app.construct_EndSessionRequest(state="a state", request_args={"post_logout_redirect_uri": HOME, "state": "a state"})
    gone = visitor.visit(leaving.request(app.end_session_endpoint))
    check(gone.startswith(HOME) and "state=a" in gone, gone)
    alone(provider, found)


def alone(provider, found):
    """The client for itself."""
    own = provider.client("--grant", "client_credentials", "--scope", "orders.read")
    app = ExtendedClient(own["client_id"], client_authn_method=CLIENT_AUTHN_METHOD, config={})
    app.client_secret, app.token_endpoint = own["client_secret"], found["token_endpoint"]
    tokens = app.do_op(
        CCAccessTokenRequest, body_type="json", method="POST", request_args={"scope": "orders.read"}, response_cls=AccessTokenResponse,
        authn_method="client_secret_basic", state="of its own")
    check(tokens["scope"] == ["orders.read"] and "refresh_token" not in tokens, tokens.to_dict().keys())


def later(found, registered, tokens):
    """Introspection and revocation, which are a client of their own in the library."""
    app = ExtendedClient(registered["client_id"], client_authn_method=CLIENT_AUTHN_METHOD, config={})
    app.client_secret = registered["client_secret"]
    app.introspection_endpoint, app.revocation_endpoint = found["introspection_endpoint"], found["revocation_endpoint"]

    def state():
        return app.do_token_introspection(
            request_args={"token": tokens["access_token"], "token_type_hint": "access_token"}, authn_method="client_secret_basic")

    told = state()
    check(told["active"] and told["client_id"] == registered["client_id"], told.to_dict())
    check(app.do_token_revocation(
        request_args={"token": tokens["refresh_token"], "token_type_hint": "refresh_token"}, authn_method="client_secret_basic") == 200)
    check(state()["active"] is False, "its grant has ended")
