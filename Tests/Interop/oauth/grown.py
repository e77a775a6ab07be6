"""Somebody else's application, unmodified (Authlib), against the last of the growing examples: it registers itself, its user logs in and
agrees on the pages, and it gets tokens of its own.

usage: grown.py ISSUER USER PASSWORD SUBJECT
"""
import sys
from types import SimpleNamespace

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
import requests

import checks
from checks import check, refused
from provider import CALLBACK
from visitor import Visitor
from with_authlib import id_token

SCOPE = "openid profile offline_access"
VERIFIER = "v" * 64


def main(issuer, user, password, subject):
    metadata = requests.get(issuer + "/.well-known/openid-configuration", timeout=20).json()
    check(metadata["issuer"] == issuer, metadata)
    client = requests.post(metadata["registration_endpoint"], timeout=20, json={
        "client_name": "Notes", "redirect_uris": [CALLBACK], "token_endpoint_auth_method": "none", "scope": SCOPE,
        "grant_types": ["authorization_code", "refresh_token"]}).json()
    check("client_secret" not in client, client)

    def session():
        return OAuth2Session(
            client["client_id"], scope=SCOPE, redirect_uri=CALLBACK, code_challenge_method="S256",
            token_endpoint_auth_method="none")

    def redeem(app, back, verifier=VERIFIER):
        return app.fetch_token(metadata["token_endpoint"], authorization_response=back, code_verifier=verifier)

    def address(app, **more):
        return app.create_authorization_url(metadata["authorization_endpoint"], code_verifier=VERIFIER, **more)[0]

    # The user says no; then yes, and is asked for the password once in all.
    visitor = Visitor(user, password)
    app = session()
    check("error=access_denied" in visitor.back(address(app), allow=False))
    check(visitor.pages == ["login", "decision"], visitor.pages)
    back = visitor.back(address(app, nonce="a nonce"))
    check(visitor.pages == ["decision"], visitor.pages)
    tokens = redeem(app, back)
    check(set(tokens["scope"].split()) == set(SCOPE.split()), tokens["scope"])
    provider = SimpleNamespace(metadata=metadata, issuer=issuer)
    check(id_token(provider, client, tokens["id_token"], "a nonce")["sub"] == subject)
    who = app.get(metadata["userinfo_endpoint"]).json()
    check(who["sub"] == subject and who["preferred_username"] == user, who)
    renewed = app.refresh_token(metadata["token_endpoint"], refresh_token=tokens["refresh_token"])
    check(renewed["refresh_token"] != tokens["refresh_token"])
    # What the application may do it may do there. The user's own routes are no business of its.
    check(app.get(issuer + "/protected").status_code == 401)
    # Who has seen the code has not the verifier.
    stolen = visitor.back(address(session()))
    check(refused(lambda: redeem(session(), stolen, "w" * 64), OAuthError).error == "invalid_grant")
    # The page slows guesses down, as the login of the program itself does.
    guesser, statuses = Visitor(user, "a wrong guess"), []
    guesser.session.hooks["response"].append(lambda answer, **_: statuses.append(answer.status_code))
    refused(lambda: guesser.visit(address(session())), AssertionError)
    check(429 in statuses, statuses)
    print(f"grown: {checks.checks} checks")


main(*sys.argv[1:])
