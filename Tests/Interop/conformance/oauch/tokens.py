"""Tokens: how hard they are to guess, and how long they are good."""
import json
from functools import lru_cache

from checks import check

from .device import asked
from .entropy import varying_bits
from .par import pushed
from .registry import suite
from .signing import decoded
from .site import Flow, granted

SAMPLES = 20


@lru_cache
def codes_and_tokens(site):
    found = []
    for _ in range(SAMPLES):
        flow = Flow(site, site.client("web"))
        code = flow.code()
        found.append((code, granted(flow.redeem(code))))
    return found


def strong(texts, least=160):
    check(varying_bits(texts) >= least, varying_bits(texts))


@suite.check("Tokens.AuthorizationCodeEntropyMinReqTest", "Tokens.AuthorizationCodeEntropySugReqTest")
def codes(world):
    strong([code for code, _ in codes_and_tokens(world.site)])


@suite.check("Tokens.RefreshTokenEntropyMinReqTest", "Tokens.RefreshTokenEntropySugReqTest")
def refresh_tokens(world):
    strong([tokens["refresh_token"] for _, tokens in codes_and_tokens(world.site)])


@suite.check("Tokens.AccessTokenEntropyMinReqTest", "Tokens.AccessTokenEntropySugReqTest")
def access_tokens(world):
    """Opaque ones; of JWTs the signature and the number."""
    site = world.site
    strong([granted(site.for_itself(site.client("opaque")))["access_token"] for _ in range(SAMPLES)])
    tokens = [tokens["access_token"].split(".") for _, tokens in codes_and_tokens(site)]
    strong([signature for _, _, signature in tokens])
    numbers = [json.loads(decoded(claims))["jti"] for _, claims, _ in tokens]
    check(len(set(numbers)) == len(numbers), numbers)


@suite.check("Tokens.DeviceCodeEntropyTest")
def device_codes(world):
    strong([asked(world.site).json()["device_code"] for _ in range(SAMPLES)], 128)


@suite.check("ParEndpoint.RequestUriEntropyMinReqTest", "ParEndpoint.RequestUriEntropySugReqTest")
def request_uris(world):
    flow = Flow(world.site, world.site.client("web"))
    prefix, uris = "urn:ietf:params:oauth:request_uri:", [pushed(flow) for _ in range(SAMPLES)]
    check(all(uri.startswith(prefix) for uri in uris), uris)
    strong([uri.removeprefix(prefix) for uri in uris])


@suite.check("Tokens.TokenTimeoutTest")
def timeout(world):
    """No longer than an hour, as it is told and as it is."""
    tokens = Flow(world.site, world.site.client("web")).tokens()
    check(0 < tokens["expires_in"] <= 3600, tokens["expires_in"])
    dies(world.later, 3600)


@suite.check(
    "Tokens.ShortTokenTimeoutTest", differs="fifteen minutes unless told; run with access_token_lifetime = 600")
def short_timeout(world):
    site = world.later
    tokens = Flow(site, site.client("web")).tokens()
    check(0 < tokens["expires_in"] <= 600, tokens["expires_in"])
    # Clocks may differ by a minute.
    dies(site, 660)


def dies(site, seconds):
    token = Flow(site, site.client("web")).tokens()["access_token"]
    check(site.opens(token))
    site.clock.advance(seconds)
    check(not site.opens(token), "it lives on")
