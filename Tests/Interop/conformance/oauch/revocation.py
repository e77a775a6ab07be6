"""Revocation: RFC 7009. What it says of TLS is among the checks of transport."""
from checks import check

from .registry import suite
from .site import NOBODY, Flow, denied


def revoke(site, token, client):
    answer = site.post("revocation", {"token": token}, client)
    check(answer.status_code == 200, answer.status_code, answer.text)


@suite.check("Revocation.CanAccessTokensBeRevokedTest")
def access(world):
    site = world.site
    for kind in ("web", "public"):
        tokens = Flow(site, site.client(kind)).tokens()
        check(site.opens(tokens["access_token"]))
        revoke(site, tokens["access_token"], site.client(kind))
        check(not site.opens(tokens["access_token"]), kind)


@suite.check("Revocation.CanRefreshTokensBeRevokedTest")
def refresh(world):
    site = world.site
    for kind in ("web", "public"):
        tokens = Flow(site, site.client(kind)).tokens()
        revoke(site, tokens["refresh_token"], site.client(kind))
        denied(site.refresh(tokens["refresh_token"], site.client(kind)), "invalid_grant")


@suite.check("Revocation.RefreshRevokesAccessTest")
def refresh_with_access(world):
    site, client = world.site, world.site.client("web")
    first = Flow(site, client).tokens()
    second = site.refresh(first["refresh_token"], client).json()
    check(site.opens(first["access_token"]) and site.opens(second["access_token"]))
    revoke(site, second["refresh_token"], client)
    check(not site.opens(first["access_token"]) and not site.opens(second["access_token"]))


@suite.check(
    "Revocation.AccessRevokesRefreshTest",
    differs="an access token ends alone; RFC 7009 section 2.1 leaves it open, and a refresh token ends all")
def access_alone(world):
    site, client = world.site, world.site.client("web")
    tokens = Flow(site, client).tokens()
    revoke(site, tokens["access_token"], client)
    check(site.refresh(tokens["refresh_token"], client).status_code == 200)


@suite.check("Revocation.IsBoundToClientTest")
def bound(world):
    site, client = world.site, world.site.client("web")
    tokens = Flow(site, client).tokens()
    for kind in ("other", "post", "public"):
        for name in ("access_token", "refresh_token"):
            site.post("revocation", {"token": tokens[name]}, site.client(kind))
    check(site.opens(tokens["access_token"]))
    check(site.refresh(tokens["refresh_token"], client).status_code == 200)


@suite.check("Revocation.IsClientAuthRequiredTest")
def authenticated(world):
    site, client = world.site, world.site.client("web")
    tokens = Flow(site, client).tokens()
    for name in ("access_token", "refresh_token"):
        for stranger in (NOBODY, client.named):
            denied(site.post("revocation", {"token": tokens[name]}, stranger), "invalid_client")
    check(site.opens(tokens["access_token"]))
    check(site.refresh(tokens["refresh_token"], client).status_code == 200)
