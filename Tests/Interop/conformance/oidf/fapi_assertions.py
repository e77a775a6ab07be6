"""FAPI 2.0: client assertions (RFC 7523), at the token endpoint and for requests that are pushed."""
import time

from checks import check
from jose import Key
from party import refusal

from .fapi import PREFIX, fapi_party
from .registry import check_of


def exchange_refused(site, *codes, party=None, authenticate=True, header=None, key=None, **claims):
    """A right code with an assertion that is wrong in one thing; with a right one it is good."""
    party = party or fapi_party(site)
    code = party.code(party.pushed())
    assertion = party.assertion(header, key, **claims)
    refusal(party.exchange(code, assertion=assertion, authenticate=authenticate), *codes)
    party.tokens(party.exchange(code))


def push_refused(site, **claims):
    party = fapi_party(site)
    refusal(party.push(assertion=party.assertion(**claims)), "invalid_client", "invalid_request")
    check(party.push().status_code == 201)


@check_of(f"{PREFIX}ensure-client-assertion-in-token-endpoint")
def missing(site):
    party = fapi_party(site)
    code = party.code(party.pushed())
    for fields in ({}, {"client_id": party.id}):
        refusal(party.exchange(code, authenticate=False, **fields), "invalid_client", "invalid_request")
    party.tokens(party.exchange(code))


@check_of(f"{PREFIX}ensure-client-id-in-token-endpoint")
def other_client_id(site):
    party, other = fapi_party(site), fapi_party(site)
    code = party.code(party.pushed())
    refusal(party.exchange(code, client_id=other.id), "invalid_client", "invalid_request")
    party.tokens(party.exchange(code))


@check_of(f"{PREFIX}ensure-client-assertion-with-exp-is-5-minutes-in-past-fails")
def expired(site):
    exchange_refused(site, "invalid_client", exp=int(time.time()) - 300, iat=int(time.time()) - 360)


@check_of(f"{PREFIX}ensure-client-assertion-with-wrong-aud-fails")
def for_another(site):
    exchange_refused(site, "invalid_client", aud="https://login.example.com")


@check_of(f"{PREFIX}ensure-client-assertion-with-no-sub-fails")
def without_subject(site):
    exchange_refused(site, "invalid_client", sub=None)


@check_of(
    f"{PREFIX}ensure-signed-client-assertion-with-RS256-fails",
    differs="RS256 is offered beside ES256; a client that has registered ES256 is held to it, also with an RSA key of its own")
def rs256(site):
    signing, other = Key(), Key("RS256")
    party = fapi_party(
        site, key=signing, jwks={"keys": [signing.jwk, other.jwk]}, token_endpoint_auth_signing_alg="ES256")
    exchange_refused(site, "invalid_client", party=party, key=other)


@check_of(f"{PREFIX}par-ensure-jwt-client-assertions-nbf-8-seconds-in-the-future-is-accepted")
def soon(site):
    party, now = fapi_party(site), int(time.time())
    answer = party.push(assertion=party.assertion(iat=now + 8, nbf=now + 8, exp=now + 68))
    check(answer.status_code == 201, answer.text)


@check_of(f"{PREFIX}par-ensure-jwt-client-assertions-nbf-over-60-seconds-in-the-future-fails")
def too_soon(site):
    now = int(time.time())
    push_refused(site, iat=now + 70, nbf=now + 70, exp=now + 130)
    push_refused(site, nbf=now + 70, exp=now + 130)


@check_of(f"{PREFIX}par-test-array-as-audience-fails")
def several(site):
    push_refused(site, aud=[site.issuer, "https://login.example.com"])


@check_of(f"{PREFIX}par-test-par-endpoint-url-as-audience-fails")
def for_pushing(site):
    push_refused(site, aud=site.endpoint("pushed_authorization_request"))


@check_of(f"{PREFIX}par-test-token-endpoint-url-as-audience-fails")
def for_tokens(site):
    push_refused(site, aud=site.endpoint("token"))
