"""oic (pyoidc): discovery, dynamic registration, code with nonce and state, ID token, userinfo, refresh."""
from oic.oic import Client
from oic.oic.message import AuthorizationResponse
from oic.utils.authn.client import CLIENT_AUTHN_METHOD

from checks import check
from provider import CALLBACK


def run(provider, visitor):
    app = Client(client_authn_method=CLIENT_AUTHN_METHOD)
    found = app.provider_config(provider.issuer)
    check(found["issuer"] == provider.issuer)
    registered = app.register(
        found["registration_endpoint"], redirect_uris=[CALLBACK], scope="openid email offline_access",
        grant_types=["authorization_code", "refresh_token"], application_type="native")
    check(registered["client_id"] and registered["client_secret"])
    app.redirect_uris = [CALLBACK]
    request = app.construct_AuthorizationRequest(request_args={
        "response_type": "code", "scope": ["openid", "email", "offline_access"], "state": "a state", "nonce": "a nonce",
        "redirect_uri": CALLBACK, "client_id": app.client_id, "prompt": "consent"})
    back = visitor.back(request.request(app.authorization_endpoint))
    answer = app.parse_response(AuthorizationResponse, info=back.partition("?")[2], sformat="urlencoded")
    check(answer["state"] == "a state" and "code" in answer, answer)
    tokens = app.do_access_token_request(
        state="a state", request_args={"code": answer["code"]}, authn_method="client_secret_basic")
    check(tokens["id_token"]["nonce"] == "a nonce", tokens.to_dict().keys())
    user = app.do_user_info_request(state="a state")
    check(user["sub"] == tokens["id_token"]["sub"] and user["email"] == "ada@example.com", user.to_dict())
    renewed = app.do_access_token_refresh(state="a state", authn_method="client_secret_basic")
    check(renewed["access_token"] != tokens["access_token"], renewed.to_dict().keys())
