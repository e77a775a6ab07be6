"""AuthEndpoint: to where nobody is led, whatever the request calls the client's address."""
from urllib.parse import urlencode

from checks import check
from provider import CALLBACK

from .registry import suite
from .site import Flow


def stays(site, address):
    """Nobody is led anywhere, and no page goes somewhere by itself."""
    answer = site.raw(address)
    check(answer.status == 400 and answer.getheader("Location") is None, answer.status, address)
    check(answer.getheader("Refresh") is None and "http-equiv" not in answer.text.lower(), address)


def all_stay(site, addresses):
    for kind in ("web", "public", "without pkce"):
        for address in addresses:
            stays(site, Flow(site, site.client(kind), redirect_uri=address).address)


@suite.check("AuthEndpoint.InvalidRedirectTest")
def invalid(world):
    all_stay(world.site, [
        "https://wrong.example.com/callback", "//wrong.example.com", "javascript:alert(1)", "data:text/html,x", "x", "/callback"])


@suite.check("AuthEndpoint.RedirectUriFullyMatchedTest")
def full(world):
    all_stay(world.site, [CALLBACK + "?oauch=1", CALLBACK + "?", CALLBACK + "#x", CALLBACK + "&oauch=1", CALLBACK.upper()])


@suite.check("AuthEndpoint.RedirectUriPathMatchedTest")
def path(world):
    all_stay(world.site, [
        CALLBACK + "/Wrong", CALLBACK + "/", CALLBACK[:-1], CALLBACK.replace("callback", "Callback"),
        CALLBACK.replace("127.0.0.1", "127.0.0.2"), CALLBACK.replace("127.0.0.1", "localhost"),
        CALLBACK.replace("127.0.0.1:1", "127.0.0.1.example.com"), CALLBACK.replace("http", "https")])


# Behind the registered address, written into the query exactly so (doi 10.1145/3627106.3627140).
CONFUSING = [
    "/FAKE", "%2FFAKE", "/..%2FFAKE", "/%2e%2e%2FFAKE", "/..%252FFAKE", "/%252e%252e%252FFAKE", "/FAKE/..", "%2FFAKE%2F..",
    "%2FFAKE%2F%2e%2e", "%252FFAKE%252F..", "%252FFAKE%252F%252e%252e", "/;/../../FAKE", "/%3B/../../FAKE",
    "%3B%2F..%2F..%2FFAKE", "%3B%2F%2e%2e%2F%2F%2e%2eFAKE", "%253B%252F..%252F..%252FFAKE", "%0A%0D/../../FAKE",
    "%0A%0D%2F..%2F..%2FFAKE", "%0A%0D%2F%2e%2e%2F%2F%2e%2eFAKE", "%250A%250D%252F..%252F..%252FFAKE",
]


@suite.check("AuthEndpoint.RedirectUriConfusionTest")
def confusion(world):
    site = world.site
    flow = Flow(site, site.client("web"), redirect_uri=None)
    check(site.raw(f"{flow.address}&redirect_uri={CALLBACK}").status != 400, "without anything behind it, it is right")
    for text in CONFUSING:
        stays(site, f"{flow.address}&redirect_uri={CALLBACK}{text}")


@suite.check("AuthEndpoint.CodePollutionTest", stricter="also where addresses are compared as a whole; and none is registered")
def pollution(world):
    """A code in the client's address would come beside the one of the answer."""
    polluted = [CALLBACK + "?code=attackercode", CALLBACK + "?" + urlencode({"code": "a", "state": "b"})]
    all_stay(world.site, polluted)
    for address in polluted:
        answer = world.site.register(redirect_uris=[address])
        check(answer.status_code == 400 and answer.json()["error"] == "invalid_redirect_uri", answer.text)


@suite.check("AuthEndpoint.RedirectUriRequiredTest")
def required(world):
    """As the original, with OpenID Connect; and with two addresses, of which nobody could know which is meant."""
    site = world.site
    stays(site, Flow(site, site.client("web"), redirect_uri=None).address)
    registered = site.register(redirect_uris=[CALLBACK, CALLBACK + "/2"], token_endpoint_auth_method="none")
    check(registered.status_code == 201, registered.text)
    flow = Flow(site, site.client("web"), client_id=registered.json()["client_id"], redirect_uri=None, scope="orders.read")
    stays(site, flow.address)
