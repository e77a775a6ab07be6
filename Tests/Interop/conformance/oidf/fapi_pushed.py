"""FAPI 2.0: requests that are pushed, and PKCE."""
from checks import check
from jose import compact, digest
from party import refusal

from .fapi import PREFIX, added_party, fapi_party, flow
from .registry import check_of

ELSEWHERE = "https://rp.example.com/another"


def push_refused(party, *codes, **changes):
    refusal(party.push(**changes), *codes, statuses=(400,))


@check_of(f"{PREFIX}ensure-registered-redirect-uri", f"{PREFIX}plain-fapi-tolerate-unregistered-redirect-uri")
def unregistered_redirect_uri(site):
    push_refused(fapi_party(site), "invalid_request", redirect_uri=ELSEWHERE)


@check_of(f"{PREFIX}ensure-redirect-uri-in-authorization-request", f"{PREFIX}ensure-request-object-without-redirect-uri-fails")
def without_redirect_uri(site):
    push_refused(fapi_party(site), "invalid_request", redirect_uri=None)


@check_of(f"{PREFIX}ensure-response-type-code-idtoken-fails")
def code_id_token(site):
    push_refused(fapi_party(site), "unsupported_response_type", "invalid_request", response_type="code id_token")


@check_of(f"{PREFIX}ensure-response-type-token-fails")
def implicit(site):
    push_refused(fapi_party(site), "unsupported_response_type", "invalid_request", response_type="token")


@check_of(f"{PREFIX}ensure-unsigned-authorization-request-without-using-par-fails")
def not_pushed(site):
    party = fapi_party(site)
    check(party.error() == "invalid_request")
    # RFC 9700 §4.11.2: nobody is led away before a login. There is nothing to agree to.
    check(party.visitor.pages == ["login"], party.visitor.pages)


@check_of(f"{PREFIX}ensure-different-nonce-inside-and-outside-request-object")
def other_nonce_outside(site):
    """In the form for requests that are pushed without a signature: what was pushed counts."""
    party = fapi_party(site)
    pushed = party.pushed()
    check(party.flow(pushed | {"nonce": "another"})["claims"]["nonce"] == party.nonce)


@check_of(f"{PREFIX}ensure-different-state-inside-and-outside-request-object")
def other_state_outside(site):
    party = fapi_party(site)
    party.flow(party.pushed() | {"state": "another"})


@check_of(f"{PREFIX}state-only-outside-request-object-not-used")
def state_outside(site):
    party = fapi_party(site)
    party.flow(party.pushed(state=None) | {"state": "outside"})


@check_of(f"{PREFIX}ensure-request-object-signature-algorithm-is-not-none")
def unsigned_request_object(site):
    party = fapi_party(site)
    inside = compact({"alg": "none"}, party.parameters(), None)
    push_refused(party, "request_not_supported", "invalid_request_object", "invalid_request", request=inside)


@check_of(f"{PREFIX}par-without-duplicate-parameters")
def two_parameters(site):
    """The address has nothing but client_id and request_uri: what was pushed decides, down to state and nonce."""
    party = fapi_party(site)
    pushed = party.pushed(scope="openid email")
    check("email" in party.claims(party.flow(pushed)))


@check_of(f"{PREFIX}par-attempt-reuse-request_uri")
def used_again(site):
    party = fapi_party(site)
    pushed = party.pushed()
    party.flow(pushed)
    check("invalid_request_uri" in party.page(pushed))


@check_of(
    f"{PREFIX}par-ensure-reused-request-uri-prior-to-auth-completion-succeeds",
    differs="the first visit uses a request_uri up; what a user can look at again is the address of the page")
def opened_again(site):
    party = fapi_party(site)
    pushed = party.pushed()
    session, endpoint = party.visitor.session, site.endpoint("authorization")
    first = session.get(endpoint, params=pushed, timeout=30)
    check(first.status_code == 200 and "password" in first.text and "request_uri" not in first.url, first.url)
    check("invalid_request_uri" in party.page(pushed))
    party.tokens(party.exchange(party.answer(party.visitor.visit(first.url))["code"]))


@check_of(f"{PREFIX}par-attempt-to-use-request_uri-for-different-client")
def of_another_client(site):
    party, other = fapi_party(site), fapi_party(site)
    pushed = party.pushed()
    check("invalid_request_uri" in other.page(pushed | {"client_id": other.id}))
    # It stays good for its own.
    party.flow(pushed)


@check_of(f"{PREFIX}par-authorization-request-containing-request_uri-form-param")
def pushed_request_uri(site):
    push_refused(
        fapi_party(site), "invalid_request", "invalid_request_uri", "request_uri_not_supported",
        request_uri="urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c")


@check_of(f"{PREFIX}par-attempt-invalid-http-method")
def method(site):
    party = fapi_party(site)
    for name in ("PUT", "GET"):
        answer = site.send(name, site.endpoint("pushed_authorization_request"), data=party.parameters())
        check(answer.status_code == 405, name, answer.status_code)


@check_of(f"{PREFIX}par-ensure-pkce-required")
def pkce_required(site):
    """Of a client that an operator has added. One that registers itself may leave it out where OAuth 2.1 §7.5.1 lets it."""
    party = added_party(site)
    flow(party)
    party.pkce = False
    push_refused(party, "invalid_request")
    push_refused(fapi_party(site, pkce=False), "invalid_request", nonce=None)


@check_of(f"{PREFIX}par-plain-pkce-rejected")
def plain(site):
    party = fapi_party(site)
    push_refused(party, "invalid_request", code_challenge="c" * 43, code_challenge_method="plain")
    push_refused(party, "invalid_request", code_challenge="c" * 43, code_challenge_method=None)


@check_of(f"{PREFIX}ensure-pkce-code-verifier-required")
def verifier_missing(site):
    party = fapi_party(site)
    refusal(party.exchange(party.code(party.pushed()), code_verifier=None), "invalid_grant", "invalid_request", statuses=(400,))


@check_of(f"{PREFIX}incorrect-pkce-code-verifier-rejected")
def verifier_wrong(site):
    party = fapi_party(site)
    code = party.code(party.pushed())
    # The challenge is no verifier either.
    for verifier in (digest(party.verifier), "v" * 64):
        refusal(party.exchange(code, code_verifier=verifier), "invalid_grant", statuses=(400,))
        code = party.code(party.pushed())
    flow(party)
