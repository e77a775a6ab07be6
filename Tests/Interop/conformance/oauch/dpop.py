"""DPoP: RFC 9449, at the token endpoint and, as the API, at the userinfo endpoint."""
import json

from checks import check

from .registry import suite
from .signing import Key, base64url, decoded, unsigned
from .site import Flow, granted


def grant(site, client, proof):
    return site.for_itself(client, {"DPoP": proof})


def refused(answer, *context):
    """The nonce is right, so that it is not for want of it."""
    check(answer.status_code == 400 and answer.json()["error"] == "invalid_dpop_proof", answer.text, *context)


def bound(site, kind="web"):
    """A key, and an access token of a user that is bound to it."""
    key = Key()
    tokens = granted(Flow(site, site.client(kind)).redeem(
        headers={"DPoP": key.proof(site, "POST", site.endpoint("token"))}))
    return key, tokens


@suite.check("DPoP.IsDPoPSupportedTest", "DocumentSupport.RFC9449SupportedTest")
def supported(world):
    site = world.site
    check("ES256" in site.metadata["dpop_signing_alg_values_supported"])
    key, tokens = bound(site)
    check(tokens["token_type"] == "DPoP", tokens["token_type"])
    claims = json.loads(decoded(tokens["access_token"].split(".")[1]))
    check(claims["cnf"] == {"jkt": key.thumbprint}, claims)
    address, token = site.endpoint("userinfo"), tokens["access_token"]
    answer = site.userinfo(token, "DPoP", {"DPoP": key.proof(site, "GET", address, token)})
    check(answer.status_code == 200 and answer.json()["sub"], answer.text)


@suite.check("DPoP.HasRequiredClaimsTest")
def claims(world):
    site, key = world.site, Key()
    client, address = site.client("service"), site.endpoint("token")
    for name in ("jti", "htm", "htu", "iat"):
        refused(grant(site, client, key.proof(site, "POST", address, **{name: None})), name)
    check(grant(site, client, key.proof(site, "POST", address)).status_code == 200)
    key, tokens = bound(site)
    address, token = site.endpoint("userinfo"), tokens["access_token"]
    for ath in (None, "x" * 43):
        answer = site.userinfo(token, "DPoP", {"DPoP": key.proof(site, "GET", address, token, ath=ath)})
        check(answer.status_code == 401 and "invalid_dpop_proof" in answer.headers["WWW-Authenticate"], answer.text)


@suite.check("DPoP.IsDPoPTokenRequiredTest", "ApiEndpoint.AreBearerTokensDisabledTest")
def required(world):
    """Of what is bound to a key, which all tokens of a client are that was added so."""
    site = world.site
    key, tokens = bound(site, "bound")
    check(tokens["token_type"] == "DPoP")
    token, address = tokens["access_token"], site.endpoint("userinfo")
    check(not site.opens(token), "a bound token goes as bearer")
    check(site.userinfo(token, "DPoP").status_code == 401, "a bound token goes without a proof")
    other = Key().proof(site, "GET", address, token)
    check(site.userinfo(token, "DPoP", {"DPoP": other}).status_code == 401, "a bound token goes with another key")
    own = key.proof(site, "GET", address, token)
    check(site.userinfo(token, "DPoP", {"DPoP": own}).status_code == 200)
    refusal = Flow(site, site.client("bound")).redeem()
    check(refusal.status_code == 400 and "access_token" not in refusal.json(), refusal.text)


@suite.check("DPoP.IsExplicitTypingRequired")
def typed(world):
    site, key = world.site, Key()
    for kind in (None, "JWT", "jwt", "at+jwt", "dpop"):
        proof = key.proof(site, "POST", site.endpoint("token"), header={"typ": kind})
        refused(grant(site, site.client("service"), proof), kind)


@suite.check("DPoP.IsSignatureRequiredTest")
def signed(world):
    site, key, address = world.site, Key(), world.site.endpoint("token")
    bare = unsigned(*key.proof_parts(site, "POST", address))
    spoilt = key.proof(site, "POST", address).rsplit(".", 1)[0]
    mine, theirs = Key(), key.proof_parts(site, "POST", address)
    for proof in (bare, bare + base64url(b"x" * 64), spoilt + ".", spoilt + "." + base64url(b"x" * 64), mine.sign(*theirs)):
        refused(grant(site, site.client("service"), proof), proof)
