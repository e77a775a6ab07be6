"""ApiEndpoint: the userinfo endpoint is the API that is asked with an access token (RFC 6750)."""
import json

from checks import check

from .registry import suite
from .signing import decoded, unsigned
from .site import Flow


@suite.check(
    "ApiEndpoint.SupportsAuthorizationHeaderTest", "Features.TestUriSupportedTest", "DocumentSupport.RFC6750SupportedTest")
def header(world):
    site = world.site
    token = Flow(site, site.client("web")).tokens()["access_token"]
    check(site.userinfo(token).json()["sub"])
    for wrong in (site.userinfo(None, None), site.userinfo(token[:-4] + "AAAA"), site.userinfo(token, "Basic")):
        check(wrong.status_code == 401 and "Bearer" in wrong.headers["WWW-Authenticate"], wrong.status_code, wrong.headers)


@suite.check("ApiEndpoint.TokenAsQueryParameterDisabledTest", "Features.TokenAsQueryParameterTest")
def query(world):
    site = world.site
    token = Flow(site, site.client("web")).tokens()["access_token"]
    check(site.opens(token))
    for name in ("access_token", "token", "bearer_token"):
        check(site.userinfo(None, None, query=f"?{name}={token}").status_code == 401, name)


@suite.check(
    "ApiEndpoint.CacheControlTest", stricter="a token in the address is refused; no answer to one in a header is kept either")
def cache_control(world):
    site = world.site
    token = Flow(site, site.client("web")).tokens()["access_token"]
    for answer, status in [(site.userinfo(token), 200), (site.userinfo(None, None, query=f"?access_token={token}"), 401)]:
        check(answer.status_code == status and "no-store" in answer.headers["Cache-Control"], answer.headers)


@suite.check("Jwt.AcceptsNoneSignatureTest")
def none(world):
    site = world.site
    token = Flow(site, site.client("web")).tokens()["access_token"]
    header, claims, signature = token.split(".")
    check(site.opens(token))
    bare = unsigned(json.loads(decoded(header)), json.loads(decoded(claims)))
    for forged in (bare, bare + signature, bare[:-1], f"{header}.{claims}.", f"{header}.{claims}"):
        check(not site.opens(forged), forged)
