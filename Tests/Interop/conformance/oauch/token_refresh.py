"""TokenEndpoint: refresh tokens, which each use replaces."""
from checks import check

from .registry import suite
from .site import NOBODY, Flow, denied, granted


@suite.check("TokenEndpoint.UsesTokenRotationTest")
def rotation(world):
    site = world.site
    for kind in ("web", "public"):
        tokens = Flow(site, site.client(kind)).tokens()
        renewed = granted(site.refresh(tokens["refresh_token"], site.client(kind)))
        check(renewed["refresh_token"] != tokens["refresh_token"])
        check(renewed["access_token"] != tokens["access_token"])


def used(site, kind, later):
    """A refresh token that was used, its successor, and the answer to who uses it again."""
    client = site.client(kind)
    old = Flow(site, client).tokens()["refresh_token"]
    new = granted(site.refresh(old, client))["refresh_token"]
    site.clock.advance(later)
    return old, new, site.refresh(old, client)


WINDOW = "for ten seconds the same token gets the same successor, as its answer may have got lost; after that "


@suite.check("TokenEndpoint.RefreshTokenRevokedAfterUseTest", differs=WINDOW + "it is refused")
def revoked(world):
    site = world.later
    for kind in ("web", "public"):
        _, new, answer = used(site, kind, 0)
        check(granted(answer)["refresh_token"] == new, "a third token came of one")
        denied(used(site, kind, 11)[2], "invalid_grant")


@suite.check("TokenEndpoint.InvalidatedRefreshTokenTest", differs=WINDOW + "the grant ends")
def invalidated(world):
    site = world.later
    for kind in ("web", "public"):
        _, new, answer = used(site, kind, 11)
        denied(answer, "invalid_grant")
        denied(site.refresh(new, site.client(kind)), "invalid_grant")


@suite.check("TokenEndpoint.IsRefreshAuthenticationRequiredTest")
def authenticated(world):
    site = world.site
    for kind in ("web", "post"):
        client = site.client(kind)
        token = Flow(site, client).tokens()["refresh_token"]
        for stranger in (NOBODY, client.named):
            denied(site.refresh(token, stranger), "invalid_client")
        granted(site.refresh(token, client))


@suite.check("TokenEndpoint.IsRefreshBoundToClientTest")
def bound(world):
    site = world.site
    for kind, thieves in [("web", ["other", "post", "public"]), ("public", ["web", "without pkce"])]:
        token = Flow(site, site.client(kind)).tokens()["refresh_token"]
        for thief in thieves:
            denied(site.refresh(token, site.client(thief)), "invalid_grant")
        granted(site.refresh(token, site.client(kind)))


@suite.check("TokenEndpoint.RefreshTokenPresentTest")
def client_credentials(world):
    """A client that acts for itself gets none (RFC 6749 section 4.4.3)."""
    for kind in ("service", "opaque"):
        check("refresh_token" not in granted(world.site.for_itself(world.site.client(kind))))
