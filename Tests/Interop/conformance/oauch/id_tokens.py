"""IdTokens: OpenID Connect Core sections 2 and 3.1.3."""
import base64
import hashlib
import json
from functools import lru_cache

from joserfc import jwt
from joserfc.jwk import KeySet
import requests

from checks import check

from .registry import suite
from .signing import base64url, decoded
from .site import Flow


@lru_cache
def flow_and_tokens(site):
    flow = Flow(site, site.client("web"))
    return flow, flow.tokens()


@lru_cache
def key_set(site):
    return requests.get(site.metadata["jwks_uri"], timeout=30).json()


def parts(site):
    """Header and claims of an ID token, not checked."""
    header, claims, _ = flow_and_tokens(site)[1]["id_token"].split(".")
    return json.loads(decoded(header)), json.loads(decoded(claims))


@suite.check("IdTokens.IsSignedTest", "Features.CanSignatureBeVerifiedTest")
def signed(world):
    site = world.site
    token, keys = flow_and_tokens(site)[1]["id_token"], KeySet.import_key_set(key_set(site))
    check(jwt.decode(token, keys, algorithms=["RS256"]).claims["sub"])
    text, signature = token.rsplit(".", 1)
    try:
        jwt.decode(f"{text}.{signature[::-1]}", keys, algorithms=["RS256"])
    except Exception:
        return
    raise AssertionError("the keys check nothing")


@suite.check("IdTokens.HasRequiredClaimsTest")
def claims(world):
    found = parts(world.site)[1]
    check(found.keys() >= {"iss", "sub", "aud", "exp", "iat"}, found)
    check(0 < found["exp"] - found["iat"] <= 3600, found)


@suite.check("IdTokens.HasCorrectIssuerTest")
def issuer(world):
    check(parts(world.site)[1]["iss"] == world.site.provider.issuer == world.site.metadata["issuer"])


@suite.check("IdTokens.HasCorrectAudienceTest")
def audience(world):
    check(parts(world.site)[1]["aud"] in (world.site.client("web").id, [world.site.client("web").id]))


@suite.check("IdTokens.NoncePresentInTokenTest")
def nonce(world):
    flow, _ = flow_and_tokens(world.site)
    check(parts(world.site)[1]["nonce"] == flow.fields["nonce"])


@suite.check("IdTokens.IsAccessTokenHashPresentTest", "IdTokens.IsAccessTokenHashCorrectTest")
def access_token_hash(world):
    """The original looks for it in the implicit flow; here it comes with each code."""
    token = flow_and_tokens(world.site)[1]["access_token"]
    half = hashlib.sha256(token.encode()).digest()[:16]
    check(parts(world.site)[1]["at_hash"] == base64url(half))


@suite.check("IdTokens.KeyReferencesTest")
def key_references(world):
    header, _ = parts(world.site)
    check(not header.keys() & {"x5u", "x5c", "jku", "jwk"}, header)
    check(header["kid"] in [key["kid"] for key in key_set(world.site)["keys"]], header)


@suite.check("IdTokens.SigningKeySecureTest")
def signing_key(world):
    kid = parts(world.site)[0]["kid"]
    for key in key_set(world.site)["keys"]:
        check(not key.keys() & {"d", "p", "q", "k"}, "a private key is published")
        if key["kty"] == "RSA":
            bits = int.from_bytes(base64.urlsafe_b64decode(key["n"] + "=="), "big").bit_length()
            check(bits >= 2048 and int.from_bytes(decoded(key["e"]), "big") >= 65537, bits)
        else:
            check(key["kty"] == "EC" and key["crv"] in ("P-256", "P-384", "P-521"), key)
    check(kid)
