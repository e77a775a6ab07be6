"""TokenEndpoint: how clients show who they are, and how strong that is."""
import requests

from cryptography.hazmat.primitives.asymmetric import rsa

from checks import check

from .entropy import varying_bits
from .registry import suite
from .signing import Key, base64url
from .site import NOBODY, Flow, denied, granted


@suite.check("TokenEndpoint.IsClientAuthenticationRequiredTest")
def required(world):
    site = world.site
    for kind in ("web", "post", "without pkce"):
        flow = Flow(site, site.client(kind))
        code = flow.code()
        for stranger in (NOBODY, flow.client.named):
            denied(flow.redeem(code, stranger), "invalid_client")
        granted(flow.redeem(code))
    for kind in ("service", "signing"):
        denied(site.for_itself(site.client(kind).named), "invalid_client")


@suite.check("TokenEndpoint.IsClientIdRequiredTest")
def client_id(world):
    flow = Flow(world.site, world.site.client("public"))
    code = flow.code()
    denied(flow.redeem(code, NOBODY), "invalid_client", "invalid_request")
    granted(flow.redeem(code))


@suite.check("TokenEndpoint.IsAuthInUriAllowedTest")
def in_address(world):
    site = world.site
    for kind in ("web", "post"):
        flow = Flow(site, site.client(kind))
        fields = {
            "grant_type": "authorization_code", "code": flow.code(), "redirect_uri": flow.fields["redirect_uri"],
            "code_verifier": flow.verifier}
        secret = {"client_id": flow.client.id, "client_secret": flow.client.secret}
        for query in (secret, {"client_secret": flow.client.secret}):
            answer = requests.post(site.endpoint("token"), params=query, data=fields, timeout=30)
            denied(answer, "invalid_request", "invalid_client")
        granted(site.post("token", fields, flow.client))


@suite.check("TokenEndpoint.IsBasicAuthenticationSupportedTest")
def basic(world):
    site = world.site
    check("client_secret_basic" in site.metadata["token_endpoint_auth_methods_supported"])
    client = site.client("service")
    check(client.method == "client_secret_basic")
    granted(site.for_itself(client))
    answer = requests.post(
        site.endpoint("token"), data={"grant_type": "client_credentials"}, auth=(client.id, client.secret + "x"), timeout=30)
    denied(answer, "invalid_client")
    check(answer.status_code == 401 and answer.headers["WWW-Authenticate"].startswith("Basic"), answer.headers)


@suite.check("TokenEndpoint.IsAsymmetricClientAuthenticationUsedTest")
def asymmetric(world):
    site = world.site
    check("private_key_jwt" in site.metadata["token_endpoint_auth_methods_supported"])
    granted(site.for_itself(site.client("signing")))


@suite.check("TokenEndpoint.ClientKeySecureTest", stricter="the original looks at its own key; here a weak one is not taken")
def key(world):
    def registered(jwk):
        return world.site.register(
            grant_types=["authorization_code"], token_endpoint_auth_method="private_key_jwt", jwks={"keys": [jwk]})

    def numbers(bits):
        public = rsa.generate_private_key(public_exponent=65537, key_size=bits).public_key().public_numbers()
        return {
            "kty": "RSA", "alg": "RS256", "e": "AQAB", "n": base64url(public.n.to_bytes((bits + 7) // 8, "big"))}

    for jwk in (numbers(1024), numbers(1536), {"kty": "oct", "k": base64url(b"x" * 32)}):
        answer = registered(jwk)
        check(answer.status_code == 400 and answer.json()["error"] == "invalid_client_metadata", answer.text)
    for jwk in (numbers(2048), Key().jwk):
        check(registered(jwk).status_code == 201, jwk)


@suite.check(
    "TokenEndpoint.ClientSecretEntropyMinReqTest", "TokenEndpoint.ClientSecretEntropySugReqTest",
    "IdTokens.ClientSecretLongEnoughTest")
def secret(world):
    """At least 160 bits, and as long as HS256 would want it, although no ID token is signed with one."""
    secrets = [world.site.register().json()["client_secret"] for _ in range(20)]
    check(varying_bits(secrets) >= 160, varying_bits(secrets))
    check(all(len(text) >= 32 for text in secrets))
