"""TokenEndpoint: codes, which are used once, soon, and by the client that asked for them."""
from checks import check
from provider import CALLBACK

from .registry import suite
from .site import Flow, denied, granted


@suite.check("TokenEndpoint.AuthorizationCodeTimeoutTest")
def timeout(world):
    """The original waits for ten minutes, as RFC 6749 section 4.1.2 has it; here one is enough."""
    site = world.later
    flow, late = Flow(site, site.client("web")), Flow(site, site.client("web"))
    code, late_code = flow.code(), late.code()
    site.clock.advance(30)
    granted(flow.redeem(code))
    site.clock.advance(31)
    denied(late.redeem(late_code), "invalid_grant")


@suite.check("TokenEndpoint.IsCodeBoundToClientTest")
def bound(world):
    site = world.site
    for kind, thieves in [("web", ["other", "post", "public"]), ("public", ["web", "without pkce"])]:
        flow = Flow(site, site.client(kind))
        code = flow.code()
        for thief in thieves:
            denied(flow.redeem(code, site.client(thief)), "invalid_grant")
        granted(flow.redeem(code))


@suite.check("TokenEndpoint.RedirectUriCheckedTest")
def redirect_uri(world):
    for address in (CALLBACK + "/Wrong", CALLBACK + "?a=b", "https://wrong.example.com/", None):
        denied(Flow(world.site, world.site.client("web")).redeem(redirect_uri=address), "invalid_grant", "invalid_request")


def twice(site, kind):
    """A code that is used twice: the answer to the first time."""
    flow = Flow(site, site.client(kind))
    code = flow.code()
    tokens = granted(flow.redeem(code))
    check(site.opens(tokens["access_token"]))
    denied(flow.redeem(code), "invalid_grant")
    return tokens


@suite.check("TokenEndpoint.MultipleCodeExchangesTest")
def multiple(world):
    for kind in ("web", "public"):
        twice(world.site, kind)


@suite.check("TokenEndpoint.TokenValidAfterMultiExchangeTest")
def access_after(world):
    for kind in ("web", "public"):
        check(not world.site.opens(twice(world.site, kind)["access_token"]), kind)


@suite.check("TokenEndpoint.RefreshTokenValidAfterMultiExchangeTest")
def refresh_after(world):
    for kind in ("web", "public"):
        token = twice(world.site, kind)["refresh_token"]
        denied(world.site.refresh(token, world.site.client(kind)), "invalid_grant")
