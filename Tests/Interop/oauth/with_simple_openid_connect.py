"""simple-openid-connect: discovery, code with nonce and PKCE, ID token, userinfo, refresh, introspection, logout."""
import base64
import hashlib

from simple_openid_connect.client import OpenidClient
from simple_openid_connect.data import RpInitiatedLogoutRequest, TokenErrorResponse, TokenIntrospectionSuccessResponse

from checks import check
from provider import CALLBACK


def run(provider, visitor):
    home = CALLBACK.replace("callback", "home")
    client = provider.web_client("--post-logout-redirect-uri", home)
    app = OpenidClient.from_issuer_url(
        provider.issuer, authentication_redirect_uri=CALLBACK, client_id=client["client_id"],
        client_secret=client["client_secret"], scope="openid email")
    verifier = "simple-openid-connect-verifier-of-more-than-43-bytes"
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    flow = app.authorization_code_flow
    back = visitor.back(flow.start_authentication(
        state="s", nonce="n", code_challenge=challenge, code_challenge_method="S256"))
    tokens = flow.handle_authentication_result(
        back, state="s", code_verifier=verifier, code_challenge=challenge, code_challenge_method="S256")
    check(not isinstance(tokens, TokenErrorResponse), tokens)
    token = app.decode_id_token(tokens.id_token, nonce="n")
    check(token.iss == provider.issuer and token.sub)
    check(app.fetch_userinfo(tokens.access_token).sub == token.sub)
    renewed = app.exchange_refresh_token(tokens.refresh_token)
    check(not isinstance(renewed, TokenErrorResponse), renewed)
    state = app.introspect_token(renewed.access_token)
    check(isinstance(state, TokenIntrospectionSuccessResponse) and state.active, state)
    # The ID token may be a year old by then; what counts is whose it is.
    gone = visitor.visit(app.initiate_logout(RpInitiatedLogoutRequest(
        id_token_hint=tokens.id_token, post_logout_redirect_uri=home, state="bye")))
    check(gone.startswith(home) and "state=bye" in gone, gone)
    check(not app.introspect_token(renewed.access_token).active, "the logout has ended the grant")
