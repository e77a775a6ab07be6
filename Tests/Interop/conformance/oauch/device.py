"""DeviceAuthEndpoint: RFC 8628. What it says of TLS is among the checks of transport."""
from checks import check

from .registry import suite
from .site import DEVICE_GRANT, denied, granted


def asked(site, **more):
    return site.post("device", {"scope": "openid orders.read", **more}, site.client("device"))


def poll(site, device_code, **more):
    fields = {"grant_type": DEVICE_GRANT, "device_code": device_code, **more}
    return site.post("token", fields, site.client("device"))


def approve(site, answer):
    said = site.visitor.visit(answer["verification_uri_complete"])
    check("decision" in site.visitor.pages, site.visitor.pages, said)


@suite.check("DeviceAuthEndpoint.UnrecognizedParameterAllowedTest")
def unrecognized(world):
    site = world.site
    answer = asked(site, oauch_unknown="1")
    check(answer.status_code == 200, answer.text)
    approve(site, answer.json())
    granted(poll(site, answer.json()["device_code"], oauch_unknown="1"))


@suite.check("DeviceAuthEndpoint.SameParameterTwiceDisallowedTest")
def repeated(world):
    site = world.site
    fields = [("scope", "openid"), ("client_id", site.client("device").id)]
    for name, value in [*fields, ("oauch_unknown", "1")]:
        twice = [*dict([*fields, (name, value)]).items(), (name, value)]
        answer = site.post_pairs("device", twice)
        denied(answer, "invalid_request")
        check("device_code" not in answer.json(), name)
    check(site.post_pairs("device", fields).status_code == 200)


@suite.check("DocumentSupport.RFC8628SupportedTest")
def supported(world):
    site = world.site
    answer = asked(site).json()
    denied(poll(site, answer["device_code"]), "authorization_pending")
    # Of another one, which need not wait between two questions.
    answer = asked(site).json()
    approve(site, answer)
    granted(poll(site, answer["device_code"]))
    denied(poll(site, answer["device_code"]), "invalid_grant")
