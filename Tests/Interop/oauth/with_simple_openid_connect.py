"""simple-openid-connect: discovery, code with nonce and PKCE, ID token, userinfo, refresh, introspection, logout, back-channel too."""
import base64
import hashlib
import time

from pydantic import ValidationError
from simple_openid_connect.client import OpenidClient
from simple_openid_connect.data import (
    BackChannelLogoutToken, RpInitiatedLogoutRequest, TokenErrorResponse, TokenIntrospectionSuccessResponse)

from checks import check, refused
from provider import CALLBACK
from receiver import Receiver


def run(provider, visitor):
    # Once it cannot, and is told again.
    with Receiver(503) as receiver:
        story(provider, visitor, receiver)
    own = provider.client("--grant", "client_credentials", "--scope", "orders.read")
    app = OpenidClient.from_issuer_url(
        provider.issuer, authentication_redirect_uri=None, client_id=own["client_id"], client_secret=own["client_secret"],
        scope="orders.read")
    # It wants an ID token there too, where no user is (RFC 6749 §4.4.3).
    check("id_token" in str(refused(app.client_credentials_grant.authenticate, ValidationError)))


def story(provider, visitor, receiver):
    home = CALLBACK.replace("callback", "home")
    client = provider.web_client("--post-logout-redirect-uri", home, "--backchannel-logout-uri", receiver.address)
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
    check(app.provider_config.backchannel_logout_supported and app.provider_config.backchannel_logout_session_supported)
    # The ID token may be a year old by then; what counts is whose it is.
    gone = visitor.visit(app.initiate_logout(RpInitiatedLogoutRequest(
        id_token_hint=tokens.id_token, post_logout_redirect_uri=home, state="bye")))
    check(gone.startswith(home) and "state=bye" in gone, gone)
    check(not app.introspect_token(renewed.access_token).active, "the logout has ended the grant")
    told = [receiver.next(), receiver.next()]
    for path, kind, form in told:
        check(path == "/logout" and kind == "application/x-www-form-urlencoded" and list(form) == ["logout_token"], path, kind)
        logout = BackChannelLogoutToken.parse_jwt(form["logout_token"], app.provider_keys)
        logout.validate_extern(provider.issuer, client["client_id"], min_iat=time.time() - 120)
        check(logout.sid == token.sid and logout.sub == token.sub, logout)
    check(told[0][2] != told[1][2], "each attempt has a token of its own")
