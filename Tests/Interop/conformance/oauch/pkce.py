"""Pkce: RFC 7636, and what RFC 9700 section 4.8 says of taking it out again."""
from checks import check

from .registry import suite
from .signing import challenge
from .site import Flow, denied, granted


@suite.check("Pkce.HashedPkceDisabledTest")
def hashed(world):
    """In spite of its name, the original asks whether S256 works."""
    site = world.site
    check("S256" in site.metadata["code_challenge_methods_supported"], site.metadata)
    granted(Flow(site, site.client("public")).redeem())


@suite.check("Pkce.IsPkceImplementedTest")
def implemented(world):
    for kind in ("web", "public"):
        flow = Flow(world.site, world.site.client(kind))
        denied(flow.redeem(code_verifier="x" * 43), "invalid_grant")
        flow.tokens()


@suite.check("Pkce.IsPkceDowngradeDetectedTest")
def downgraded_request(world):
    """The challenge is taken out of the request, and the verifier comes all the same."""
    site = world.site
    without = {"code_challenge": None, "code_challenge_method": None}
    check("code" not in Flow(site, site.client("public"), **without).outcome(), "a code without a challenge")
    client = site.client("without pkce")
    denied(Flow(site, client, **without).redeem(), "invalid_grant")
    # It is the verifier that was too much.
    granted(Flow(site, client, **without).redeem(code_verifier=None))


@suite.check("Pkce.IsPkcePlainDowngradeDetectedTest")
def downgraded_method(world):
    """With S256 in the request, the challenge is shown as if it were the verifier of plain."""
    flow = Flow(world.site, world.site.client("public"))
    seen = flow.fields["code_challenge"]
    denied(flow.redeem(code_verifier=seen, code_challenge_method="plain"), "invalid_grant")
    flow = Flow(world.site, world.site.client("public"))
    denied(flow.redeem(code_verifier=flow.fields["code_challenge"]), "invalid_grant")


@suite.check("Pkce.IsPkceTokenDowngradeDetectedTest")
def downgraded_exchange(world):
    for kind in ("web", "public", "without pkce"):
        denied(Flow(world.site, world.site.client(kind)).redeem(code_verifier=None), "invalid_grant")


@suite.check("Pkce.IsPkceRequiredTest")
def required(world):
    for kind in ("web", "public"):
        flow = Flow(world.site, world.site.client(kind), code_challenge=None, code_challenge_method=None)
        outcome = flow.outcome()
        check(outcome.get("error") == "invalid_request" and "code" not in outcome, kind, outcome)


@suite.check("Pkce.PlainPkceDisabledTest", "Features.PlainPkceTest")
def plain(world):
    site = world.site
    check(site.metadata["code_challenge_methods_supported"] == ["S256"], site.metadata)
    verifier = "a" * 43
    for method in ("plain", None, "none", "s256"):
        for kind in ("web", "public", "without pkce"):
            outcome = Flow(
                site, site.client(kind), code_challenge=verifier, code_challenge_method=method).outcome()
            check(outcome.get("error") == "invalid_request" and "code" not in outcome, method, kind, outcome)


@suite.check("Pkce.ShortVerifierTest")
def short(world):
    """The original tries abc; RFC 7636 section 4.1 wants 43 to 128 characters."""
    for verifier in ("abc", "a" * 33, "a" * 42, "a" * 129):
        flow = Flow(world.site, world.site.client("public"), code_challenge=challenge(verifier))
        denied(flow.redeem(code_verifier=verifier), "invalid_request", "invalid_grant")
    for verifier in ("a" * 43, "a" * 128):
        flow = Flow(world.site, world.site.client("public"), code_challenge=challenge(verifier))
        granted(flow.redeem(code_verifier=verifier))
