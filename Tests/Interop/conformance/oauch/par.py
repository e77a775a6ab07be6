"""ParEndpoint: RFC 9126. Whether it wants HTTPS is among the checks of transport."""
from checks import check
from provider import CALLBACK

from .registry import suite
from .site import NOBODY, Flow, denied


def pushed(flow):
    answer = flow.push()
    check(answer.status_code == 201, answer.status_code, answer.text)
    members = answer.json()
    check(0 < members["expires_in"] <= 600, members)
    return members["request_uri"]


@suite.check("ParEndpoint.IsParSupportedTest")
def supported(world):
    for kind in ("web", "post", "public"):
        flow = Flow(world.site, world.site.client(kind))
        code = flow.code(flow.pushed(pushed(flow)))
        check(flow.redeem(code).status_code == 200)


@suite.check("ParEndpoint.IsParRequiredTest")
def required(world):
    """Of a client that was added so."""
    flow = Flow(world.site, world.site.client("pushing"))
    outcome = flow.outcome()
    check(outcome.get("error") == "invalid_request" and "code" not in outcome, outcome)
    check(flow.code(flow.pushed(pushed(flow))))


@suite.check("ParEndpoint.IsParAuthenticationRequiredTest")
def authenticated(world):
    for kind in ("web", "post", "pushing"):
        flow = Flow(world.site, world.site.client(kind))
        denied(flow.push(flow.client.named), "invalid_client")
        denied(flow.push(NOBODY), "invalid_client")


@suite.check("ParEndpoint.IsClientBoundToUriTest")
def bound(world):
    site = world.site
    flow = Flow(site, site.client("web"))
    uri = pushed(flow)
    for kind in ("other", "public", "without pkce"):
        outcome = flow.outcome(flow.pushed(uri, site.client(kind)))
        check("page" in outcome, kind, outcome)
    check("code" in flow.outcome(flow.pushed(uri)), "its own client has it")


@suite.check("ParEndpoint.IsRequestUriRevokedTest")
def revoked(world):
    flow = Flow(world.site, world.site.client("web"))
    uri = pushed(flow)
    check(flow.code(flow.pushed(uri)))
    outcome = flow.outcome(flow.pushed(uri))
    check("page" in outcome, outcome)


@suite.check("ParEndpoint.RequestUriTimeoutTest")
def timeout(world):
    site = world.later
    flow = Flow(site, site.client("web"))
    first, second = pushed(flow), pushed(flow)
    site.clock.advance(30)
    check(flow.code(flow.pushed(first)), "it is good until its end")
    site.clock.advance(31)
    outcome = flow.outcome(flow.pushed(second))
    check("page" in outcome, outcome)


@suite.check(
    "ParEndpoint.AcceptsNewRedirectUriTest", "ParEndpoint.RequiresNewRedirectUriAuthTest",
    stricter="RFC 9126 section 2.4 lets a server take addresses that are not registered; none is taken, from nobody")
def new_addresses(world):
    for kind in ("web", "post", "public", "pushing"):
        client = world.site.client(kind)
        for address in (CALLBACK + "/Wrong", CALLBACK + "?a=b", "https://client.example.com/callback"):
            denied(Flow(world.site, client, redirect_uri=address).push(), "invalid_request", "invalid_redirect_uri")
        check(pushed(Flow(world.site, client)))
