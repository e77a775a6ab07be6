"""TokenEndpoint: the form of requests and answers. Codes, refresh tokens and clients have files of their own."""
import requests

from checks import check
from provider import CALLBACK

from .registry import suite
from .site import Flow, denied, granted


def answers(site):
    """An answer with tokens, and some that are errors."""
    flow = Flow(site, site.client("web"))
    answer = flow.redeem()
    granted(answer)
    yield answer
    yield site.refresh(answer.json()["refresh_token"], flow.client)
    yield site.for_itself(site.client("service"))
    yield flow.redeem(code="x")
    yield site.for_itself(site.client("web").named)


@suite.check("TokenEndpoint.HasCacheControlHeaderTest")
def cache_control(world):
    for answer in answers(world.site):
        check(answer.headers["Cache-Control"] == "no-store", answer.status_code, answer.headers)


@suite.check("TokenEndpoint.HasPragmaHeaderTest")
def pragma(world):
    for answer in answers(world.site):
        check(answer.headers["Pragma"] == "no-cache", answer.status_code, answer.headers)


@suite.check("TokenEndpoint.IsGetSupportedTest")
def get(world):
    site = world.site
    flow = Flow(site, site.client("web"))
    fields = {
        "grant_type": "authorization_code", "code": flow.code(), "redirect_uri": CALLBACK, "code_verifier": flow.verifier}
    login = (flow.client.id, flow.client.secret)
    answer = requests.get(site.endpoint("token"), params=fields, auth=login, timeout=30)
    check(answer.status_code == 405 and "POST" in answer.headers["Allow"], answer.status_code)
    check("access_token" not in answer.text)
    granted(site.post("token", fields, flow.client))


@suite.check("TokenEndpoint.SameParameterTwiceDisallowedTest")
def repeated(world):
    site = world.site
    flow = Flow(site, site.client("web"))
    code = flow.code()
    fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK, "code_verifier": flow.verifier}
    for name, value in {**fields, "oauch_unknown": "1"}.items():
        pairs = [*{**fields, name: value}.items(), (name, value)]
        denied(site.post_pairs("token", pairs, flow.client), "invalid_request")
    granted(site.post("token", fields, flow.client))


@suite.check("TokenEndpoint.UnrecognizedParameterAllowedTest")
def unrecognized(world):
    site = world.site
    tokens = granted(Flow(site, site.client("web")).redeem(oauch_unknown="1"))
    granted(site.refresh(tokens["refresh_token"], site.client("web"), oauch_unknown="1"))
    granted(site.for_itself(site.client("service"), oauch_unknown="1"))
