"""Concurrency: what is good once is used many times at the same moment, at one process and at two."""
from checks import check

from .registry import suite
from .site import Flow, denied, granted, together

MANY = 10


def at_once(sites, call):
    """The answers with tokens to calls that are made at the same moment, at each site in turn."""
    answers = together([lambda site=sites[number % len(sites)]: call(site) for number in range(MANY)])
    # 503 is for who has to come again, with a busy store.
    check(all(answer.status_code in (200, 400, 503) for answer in answers), [answer.text for answer in answers])
    return [answer.json() for answer in answers if answer.status_code == 200]


def exchange(*sites):
    flow = Flow(sites[0], sites[0].client("web"))
    code = flow.code()

    def call(site):
        fields = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": flow.fields["redirect_uri"],
            "code_verifier": flow.verifier}
        return site.post("token", fields, flow.client)

    won = at_once(sites, call)
    check(len(won) == 1, f"{len(won)} got tokens for one code")
    for tokens in won:
        for site in sites:
            check(not site.opens(tokens["access_token"]), "the code was used again, and its tokens live on")
            denied(site.refresh(tokens["refresh_token"], flow.client), "invalid_grant")


@suite.check("Concurrency.SingleFastACExchangeTest")
def single_exchange(world):
    for _ in range(3):
        exchange(world.site)


@suite.check("Concurrency.MultiFastACExchangeTest")
def multiple_exchange(world):
    for _ in range(3):
        exchange(*world.pair)


def refreshed(*sites):
    """The access tokens that come of one refresh token at the same moment, and the one refresh token."""
    client = sites[0].client("web")
    first = Flow(sites[0], client).tokens()
    won = at_once(sites, lambda site: site.refresh(first["refresh_token"], client))
    check(won, "nobody got any")
    successors = {tokens["refresh_token"] for tokens in won}
    check(len(successors) == 1 and first["refresh_token"] not in successors, f"{len(successors)} refresh tokens came of one")
    return [first["access_token"], *(tokens["access_token"] for tokens in won)], successors.pop()


SAME = "who comes at the same moment gets the same successor, as an answer may get lost; it is one grant, and ends as one"


def refresh(*sites):
    client = sites[0].client("web")
    access, token = refreshed(*sites)
    check(all(sites[-1].opens(text) for text in access))
    last = granted(sites[-1].refresh(token, client))
    check(sites[0].post("revocation", {"token": last["refresh_token"]}, client).status_code == 200)
    for site in sites:
        check(not any(site.opens(text) for text in [*access, last["access_token"]]), "one of them lives on")


@suite.check("Concurrency.SingleFastRefreshTest", differs=SAME)
def single_refresh(world):
    refresh(world.site)


@suite.check("Concurrency.MultiFastRefreshTest", differs=SAME)
def multiple_refresh(world):
    refresh(*world.pair)


@suite.check("Concurrency.ConcurrentTokensRevokedTest")
def revoked(world):
    """The original has the user take back what was allowed; here this is done with the user's own token."""
    site, client = world.site, world.site.client("web")
    access, token = refreshed(site)
    check(all(site.opens(text) for text in access))
    answer = site.user_call("DELETE", f"/consents?client_id={client.id}")
    check(answer.status_code == 204, answer.text)
    check(not any(site.opens(text) for text in access), "an access token lives on")
    denied(site.refresh(token, client), "invalid_grant")
