"""Jwt: assertions with which clients show who they are (RFC 7523 section 3)."""
from checks import check

from .registry import suite
from .signing import Key, base64url, unsigned
from .site import ASSERTION_TYPE, NOBODY, denied, granted

YEAR = 365 * 86_400


def ask(site, assertion):
    """The answer to a client that shows an assertion and nothing else."""
    fields = {
        "grant_type": "client_credentials", "client_assertion": assertion, "client_assertion_type": ASSERTION_TYPE}
    return site.post("token", fields, NOBODY)


def refused(world, **changes):
    site = world.site
    client = site.client("signing")
    denied(ask(site, client.key.assertion(site, client.id, **changes)), "invalid_client")
    granted(ask(site, client.key.assertion(site, client.id)))


@suite.check("Jwt.SupportsJwtClientAuthenticationTest", "DocumentSupport.RFC7523SupportedTest")
def supported(world):
    site = world.site
    client = site.client("signing")
    check("private_key_jwt" in site.metadata["token_endpoint_auth_methods_supported"])
    granted(ask(site, client.key.assertion(site, client.id)))


@suite.check(
    "Jwt.HasAudienceClaimTest",
    stricter="the aud is the issuer alone: neither the token endpoint nor a second one (CVE-2025-27370)")
def audience(world):
    issuer = world.site.provider.issuer
    endpoint = world.site.endpoint("token")
    for value in (None, "https://other.example.com", endpoint, [issuer, endpoint], [], issuer + "/"):
        refused(world, aud=value)


@suite.check("Jwt.HasIssuerClaimTest")
def issuer(world):
    for value in (None, "other", world.site.provider.issuer):
        refused(world, iss=value)


@suite.check("Jwt.HasSubjectClaimTest")
def subject(world):
    for value in (None, "other", world.site.client("service").id):
        refused(world, sub=value)


@suite.check("Jwt.IsExpirationCheckedTest")
def expiration(world):
    now = world.site.now()
    for value in (None, now - YEAR, now - 60, now + YEAR):
        refused(world, exp=value)


@suite.check("Jwt.IsIssuedAtCheckedTest")
def issued_at(world):
    now = world.site.now()
    for value in (now - YEAR, now - 400, now + YEAR):
        refused(world, iat=value)


@suite.check("Jwt.IsNotBeforeCheckedTest")
def not_before(world):
    refused(world, nbf=world.site.now() + 120)
    refused(world, nbf=world.site.now() + YEAR)


@suite.check("Jwt.IsJwtReplayDetectedTest")
def replay(world):
    site = world.site
    client = site.client("signing")
    assertion = client.key.assertion(site, client.id)
    granted(ask(site, assertion))
    denied(ask(site, assertion), "invalid_client")
    refused(world, jti=None)


@suite.check("Jwt.IsSignatureCheckedTest")
def signature_checked(world):
    site = world.site
    client = site.client("signing")
    denied(ask(site, Key().assertion(site, client.id)), "invalid_client")
    text, signature = client.key.assertion(site, client.id).rsplit(".", 1)
    denied(ask(site, f"{text}.{signature[::-1]}"), "invalid_client")


@suite.check("Jwt.IsSignatureRequiredTest")
def signature_required(world):
    site = world.site
    client = site.client("signing")
    bare = unsigned({"typ": "JWT"}, client.key.assertion_claims(site, client.id))
    text = client.key.assertion(site, client.id).rsplit(".", 1)[0]
    for assertion in (bare, bare[:-1], bare + base64url(b"x" * 64), text + ".", text):
        denied(ask(site, assertion), "invalid_client", "invalid_request")
