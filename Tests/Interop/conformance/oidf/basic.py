"""The Basic OpenID Provider plan: requests without PKCE from clients with a secret, as its test client sends them."""
import json
import time

from checks import check
from jose import compact, read
from party import Party, refusal
from served import nobody, until
from suite import NotOffered

from .registry import check_of

# OpenID Connect Core §3.1.2.6: what prompt=none may be answered with.
MUST_ASK = ("login_required", "interaction_required", "consent_required", "account_selection_required")


@check_of("oidcc-server")
def server(site):
    party = Party(site)
    tokens = party.flow()
    check("login" in party.visitor.pages and "decision" in party.visitor.pages, party.visitor.pages)
    party.claims(tokens)


@check_of("oidcc-response-type-missing")
def response_type_missing(site):
    party = Party(site)
    check(party.error(response_type=None) in ("invalid_request", "unsupported_response_type"))
    # RFC 9700 §4.11.2: nobody is led away before a login. There is nothing to agree to.
    check(party.visitor.pages == ["login"], party.visitor.pages)


@check_of("oidcc-idtoken-signature")
def id_token_signature(site):
    tokens = Party(site).flow()
    check(read(tokens["id_token"], 0)["alg"] == "RS256")


@check_of(
    "oidcc-idtoken-unsigned",
    stricter="the original skips it where the metadata names no none; here who asks for it is refused")
def id_token_unsigned(site):
    check("none" not in site.metadata["id_token_signing_alg_values_supported"])
    answer = site.register(redirect_uris=["https://rp.example.com/callback"], id_token_signed_response_alg="none")
    refusal(answer, "invalid_client_metadata")


@check_of("oidcc-userinfo-get")
def user_info_get(site):
    party = Party(site)
    party.claims(party.flow())


@check_of("oidcc-userinfo-post-header")
def user_info_post_header(site):
    party = Party(site)
    tokens = party.flow()
    party.user_claims(party.user_info(tokens["access_token"], "POST"), tokens)


@check_of("oidcc-userinfo-post-body")
def user_info_post_body(site):
    party = Party(site)
    tokens = party.flow()
    answer = site.send("POST", site.endpoint("userinfo"), data={"access_token": tokens["access_token"]})
    party.user_claims(answer, tokens)


@check_of(
    "oidcc-ensure-request-without-nonce-succeeds-for-code-flow",
    stricter="without a nonce PKCE is required, as OAuth 2.1 §7.5.1 says; with it no nonce is needed")
def without_nonce(site):
    party = Party(site, pkce=True)
    check("nonce" not in party.flow(nonce=None)["claims"])
    party.pkce = False
    check(party.error(nonce=None) == "invalid_request")


@check_of("oidcc-scope-profile")
def scope_profile(site):
    party = Party(site)
    claims = party.claims(party.flow(scope="openid profile"))
    check(claims["preferred_username"] == party.visitor.username and "email" not in claims, claims)


@check_of("oidcc-scope-email")
def scope_email(site):
    party = Party(site)
    claims = party.claims(party.flow(scope="openid email"))
    check(claims["email"] == f"{party.visitor.username}@example.com" and "email_verified" in claims, claims)
    check("preferred_username" not in claims, claims)


def scopes(site, *wanted):
    """Where the original skips, as the metadata has no such scope, nothing is to be seen."""
    missing = set(wanted) - set(site.metadata["scopes_supported"])
    if missing:
        raise NotOffered(f"scopes_supported does not have {' and '.join(sorted(missing))}")
    party = Party(site)
    party.claims(party.flow(scope=" ".join(["openid", *wanted])))


@check_of("oidcc-scope-address")
def scope_address(site):
    scopes(site, "address")


@check_of("oidcc-scope-phone")
def scope_phone(site):
    scopes(site, "phone")


@check_of("oidcc-scope-all")
def scope_all(site):
    scopes(site, "address", "email", "phone", "profile")


@check_of("oidcc-alternate-happy-flow")
def alternate(site):
    party = Party(site)
    sent = party.parameters(scope="email profile openid")
    party.claims(party.flow(dict(reversed(sent.items()))))


@check_of("oidcc-display-page")
def display_page(site):
    Party(site).flow(display="page")


@check_of("oidcc-display-popup")
def display_popup(site):
    Party(site).flow(display="popup")


@check_of("oidcc-prompt-login")
def prompt_login(site):
    party = Party(site)
    first = party.flow()["claims"]
    until(first["auth_time"] + 1)
    second = party.flow(prompt="login")["claims"]
    check("login" in party.visitor.pages, "no second login", party.visitor.pages)
    check(second["auth_time"] > first["auth_time"] and second["sub"] == first["sub"], first, second)


@check_of("oidcc-prompt-none-not-logged-in")
def prompt_none_not_logged_in(site):
    party = Party(site)
    check(party.error(prompt="none") in MUST_ASK)
    check(party.visitor.pages == [], "a user was asked")


def twice(site, second=None, first=None):
    """Two authorizations of one browser, of which the second asks nothing: both times it is one login."""
    party = Party(site)
    before = party.flow(**(first or {}))
    after = party.flow(**(second(before) if callable(second) else second))
    check(party.visitor.pages == [], "a user was asked", party.visitor.pages)
    for name in ("sub", "auth_time"):
        check(before["claims"][name] == after["claims"][name], name, before["claims"], after["claims"])


@check_of("oidcc-prompt-none-logged-in")
def prompt_none_logged_in(site):
    twice(site, {"prompt": "none"})


@check_of("oidcc-id-token-hint")
def id_token_hint(site):
    twice(site, lambda before: {"prompt": "none", "id_token_hint": before["id_token"]})


@check_of("oidcc-max-age-10000")
def max_age_10000(site):
    twice(site, {"max_age": 10000}, {"max_age": 15000})


@check_of("oidcc-max-age-1")
def max_age_1(site):
    party = Party(site)
    first = party.flow()["claims"]
    until(first["auth_time"] + 2)
    second = party.flow(max_age=1)["claims"]
    check("login" in party.visitor.pages, "no second login", party.visitor.pages)
    check(first["auth_time"] < second["auth_time"] <= time.time() + 1, first, second)
    check(second["auth_time"] > time.time() - 60, second)


@check_of("oidcc-ensure-request-with-unknown-parameter-succeeds")
def unknown_parameter(site):
    Party(site).flow(extra="foobar")


@check_of("oidcc-login-hint")
def login_hint(site):
    party = Party(site)
    party.flow(login_hint="buffy@127.0.0.1")
    check('value="buffy@127.0.0.1"' in party.visitor.read[0], "the login page does not say who is expected")


@check_of("oidcc-ui-locales")
def ui_locales(site):
    Party(site).flow(ui_locales="se")
    party = Party(site)
    party.flow(ui_locales="se ko en")
    check('<html lang="ko"' in party.visitor.read[0], party.visitor.read[0][:200])


@check_of("oidcc-claims-locales")
def claims_locales(site):
    Party(site).flow(claims_locales="se")


@check_of("oidcc-ensure-request-with-acr-values-succeeds")
def acr_values(site):
    Party(site).flow(acr_values=" ".join(site.metadata.get("acr_values_supported", ["1", "2"])))


@check_of("oidcc-codereuse")
def code_reuse(site):
    party = Party(site)
    code = party.code()
    tokens = party.tokens(party.exchange(code))
    refusal(party.exchange(code), "invalid_grant", statuses=(400,))
    check(party.user_info(tokens["access_token"]).status_code == 401, "what came of the code lives on")


@check_of("oidcc-ensure-registered-redirect-uri")
def registered_redirect_uri(site):
    Party(site).page(redirect_uri="https://rp.example.com/another")


@check_of("oidcc-ensure-post-request-succeeds")
def post_request(site):
    party = Party(site)
    party.claims(party.flow(post=True))


@check_of("oidcc-server-client-secret-post")
def client_secret_post(site):
    party = Party(site, method="client_secret_post")
    party.claims(party.flow())


@check_of("oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported")
def request_uri_unsigned(site):
    check(site.metadata["request_uri_parameter_supported"] is False)
    with nobody() as address:
        check(Party(site).error(request_uri=f"{address}/request.jwt") == "request_uri_not_supported")


@check_of("oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported")
def request_object_unsigned(site):
    check(site.metadata["request_parameter_supported"] is False)
    party = Party(site)
    sent = party.parameters()
    check(party.error(sent | {"request": compact({"alg": "none"}, sent, None)}) == "request_not_supported")


@check_of("oidcc-claims-essential")
def claims_essential(site):
    party = Party(site)
    party.claims(party.flow(claims=json.dumps({"userinfo": {"name": {"essential": True}}})))
    # This server knows no names; of what it knows it tells.
    claims = party.claims(party.flow(claims=json.dumps({"userinfo": {"preferred_username": {"essential": True}}})))
    check(claims["preferred_username"] == party.visitor.username, claims)


@check_of(
    "oidcc-ensure-request-object-with-redirect-uri",
    stricter="request objects are refused; nobody is led to an address that only one of the two places names well")
def request_object_redirect_uri(site):
    party = Party(site)
    sent = party.parameters()
    inside = compact({"alg": "none"}, sent, None)
    party.page(sent | {"request": inside, "redirect_uri": "https://rp.example.com/another"})
    other = compact({"alg": "none"}, sent | {"redirect_uri": "https://rp.example.com/another"}, None)
    check(party.error(sent | {"request": other}) == "request_not_supported")


@check_of("oidcc-refresh-token")
def refresh_token(site):
    scope = "openid offline_access"
    party, other = Party(site), Party(site)
    for each in (party, other):
        first = each.flow(scope=scope, prompt="consent")
        second = each.tokens(each.refresh(first["refresh_token"], scope=scope if each is party else None), nonce=False)
        check(second["access_token"] != first["access_token"], "the same access token")
        before, after = first["claims"], second["claims"]
        # OpenID Connect Core §12.2.
        check(all(before.get(name) == after.get(name) for name in ("iss", "sub", "aud", "auth_time", "azp")), before, after)
        check(after["iat"] >= before["iat"], before, after)
        each.claims(second)
    refusal(party.refresh(second["refresh_token"]), "invalid_grant", statuses=(400,))
    other.claims(other.tokens(other.refresh(second["refresh_token"]), nonce=False))


@check_of("oidcc-ensure-request-with-valid-pkce-succeeds")
def valid_pkce(site):
    party = Party(site, pkce=True)
    party.claims(party.flow())
