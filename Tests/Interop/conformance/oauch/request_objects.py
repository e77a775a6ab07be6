"""AuthEndpoint: request objects (RFC 9101) are not taken, so that nothing in one counts, signed or not."""
from checks import check
from provider import CALLBACK

from .registry import suite
from .signing import Key, unsigned
from .site import Flow, denied

NONE = "request objects are not taken, signed or not (RFC 9101 section 7.3: request_not_supported)"


def ignored(site, request, **changes):
    """The client is told that there is no such thing, and gets no code."""
    check(site.metadata["request_parameter_supported"] is False and site.metadata["request_uri_parameter_supported"] is False)
    flow = Flow(site, site.client("web"), request=request, **changes)
    outcome = flow.outcome()
    check("code" not in outcome and outcome.get("error") == "request_not_supported", outcome)
    del flow.fields["request"]
    flow.fields["request_uri"] = "https://client.example.com/request.jwt"
    outcome = flow.outcome()
    check("code" not in outcome and outcome.get("error") == "request_uri_not_supported", outcome)


def request(site, **changes):
    flow = Flow(site, site.client("web"), **changes)
    return {**flow.fields, "iss": flow.client.id, "aud": site.provider.issuer}


@suite.check("AuthEndpoint.IsJarSignatureRequiredTest", stricter=NONE)
def signature_required(world):
    site = world.site
    ignored(site, unsigned({"typ": "oauth-authz-req+jwt"}, request(site)))


@suite.check("AuthEndpoint.IsJarSignatureCheckedTest", stricter=NONE)
def signature_checked(world):
    site = world.site
    ignored(site, Key().sign({"typ": "oauth-authz-req+jwt"}, request(site)))


@suite.check("AuthEndpoint.JarParametersInRequestTest", stricter=NONE)
def parameters(world):
    """What is outside does not fill in for what is inside, nor the reverse."""
    site = world.site
    inside = Key().sign({"typ": "oauth-authz-req+jwt"}, request(site, scope=None, code_challenge=None))
    ignored(site, inside)
    # With the address inside alone nobody is led to it.
    outcome = Flow(site, site.client("web"), request=inside, redirect_uri=None).outcome()
    check("page" in outcome, outcome)
    answer = Flow(site, site.client("web"), request=inside).push()
    denied(answer, "request_not_supported")


@suite.check("AuthEndpoint.ClientIdsCorrespondTest", stricter=NONE + "; a pushed request has one client_id, the client's own")
def client_ids(world):
    site = world.site
    other = request(site, client_id=site.client("other").id, redirect_uri=CALLBACK)
    ignored(site, Key().sign({"typ": "oauth-authz-req+jwt"}, other))
    flow = Flow(site, site.client("web"))
    denied(flow.push(client_id=site.client("other").id), "invalid_client", "invalid_request")
    check(flow.push().status_code == 201)
