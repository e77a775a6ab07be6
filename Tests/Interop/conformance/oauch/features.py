"""Features: what there is at all."""
from checks import check

from .device import approve, asked, poll
from .registry import suite
from .site import Flow, granted


@suite.check("Features.HasSupportedFlowsTest", "DocumentSupport.RFC6749SupportedTest", "DocumentSupport.RFC6819SupportedTest")
def flows(world):
    """Each grant that the metadata names gives tokens, and the password's is none of them."""
    site = world.site
    tokens = Flow(site, site.client("web")).tokens()
    granted(site.refresh(tokens["refresh_token"], site.client("web")))
    granted(site.for_itself(site.client("service")))
    answer = asked(site).json()
    approve(site, answer)
    granted(poll(site, answer["device_code"]))
    check(set(site.metadata["grant_types_supported"]) == {
        "authorization_code", "refresh_token", "client_credentials", "urn:ietf:params:oauth:grant-type:device_code"})
    password = {"grant_type": "password", "username": "ada", "password": "x"}
    answer = site.post("token", password, site.client("web"))
    check(answer.status_code == 400 and answer.json()["error"] == "unsupported_grant_type", answer.text)
