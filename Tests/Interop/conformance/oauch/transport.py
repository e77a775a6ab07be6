"""What all groups say of TLS, against a server that has a certificate of its own."""
import http.client
from urllib.parse import urlsplit

import requests

from checks import check

from .greeting import SSL_3, SUITES, SUITES_1_3, TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3, agreed
from .registry import suite
from .site import granted

ENDPOINTS = {
    "ApiEndpoint": "userinfo", "AuthEndpoint": "authorization", "DeviceAuthEndpoint": "device", "ParEndpoint": "par",
    "Revocation": "revocation", "TokenEndpoint": "token"}
# What is answered to a GET that asks for nothing, elsewhere than where only a POST is taken.
EMPTY = {"userinfo": 401, "authorization": 400}
# The four that the original lets pass in TLS 1.2, with ECDHE or DHE, AES-GCM and an RSA key.
ALLOWED = {0xC02F, 0xC030, 0x009E, 0x009F}


def each(test, *groups, **more):
    """The same test for the endpoints of several groups."""
    for group in groups:
        suite.check(f"{group}.{test.title}", **more)(lambda world, name=ENDPOINTS[group]: test(world, name))


def port(world, name):
    parts = urlsplit(world.secure.endpoint(name))
    check(parts.scheme == "https" and parts.port == world.secure.provider.port, parts)
    return parts.port


def modern(world, name):
    check(agreed(port(world, name), TLS_1_2, SUITES)[0] == TLS_1_2)
    check(agreed(port(world, name), TLS_1_3, SUITES_1_3)[0] == TLS_1_3)


def strong(world, name):
    where = port(world, name)
    taken = {number for number in SUITES if agreed(where, TLS_1_2, [number])}
    check(taken & ALLOWED, "none of those that the original wants", [f"{number:04x}" for number in taken])
    check(not taken - ALLOWED, "others too", [f"{number:04x}" for number in sorted(taken - ALLOWED)])


def trusted(world, name):
    """Whoever trusts the root of the certificate gets an answer; whoever does not, gets none."""
    address = world.secure.endpoint(name)
    answer = requests.get(address, timeout=30, verify=world.secure.trust, allow_redirects=False)
    check(answer.status_code == EMPTY.get(name, 405), name, answer.status_code)
    try:
        requests.get(address, timeout=30)
    except requests.exceptions.SSLError:
        return
    raise AssertionError("a certificate of nobody is taken: this check shows nothing")


def https(world, name):
    """Without TLS nothing is answered, not even that it is wrong."""
    site = world.secure
    check(site.for_itself(site.client("service")).status_code == 200, "with TLS it is answered")
    for method, body in [("GET", None), ("POST", "grant_type=client_credentials")]:
        connection = http.client.HTTPConnection("127.0.0.1", port(world, name), timeout=10)
        try:
            connection.request(method, urlsplit(site.endpoint(name)).path, body, {
                "Content-Type": "application/x-www-form-urlencoded"})
            answer = connection.getresponse()
        except (http.client.HTTPException, OSError):
            continue
        finally:
            connection.close()
        # An answer that sends to HTTPS would do for the original; there is none of any kind.
        raise AssertionError(f"{method} {name} was answered without TLS: {answer.status}")


modern.title, strong.title = "IsModernTlsSupportedTest", "AreStrongCiphersEnabledTest"
trusted.title, https.title = "HasValidCertificateTest", "IsHttpsRequiredTest"
each(modern, "ApiEndpoint", "AuthEndpoint", "DeviceAuthEndpoint", "Revocation", "TokenEndpoint")
each(strong, "ApiEndpoint", "AuthEndpoint", "TokenEndpoint")
each(trusted, "ApiEndpoint", "AuthEndpoint", "DeviceAuthEndpoint", "TokenEndpoint",
     stricter="who trusts it widely is the operator's choice; with a root of one's own the chain is right and complete")
each(https, "ApiEndpoint", "AuthEndpoint", "DeviceAuthEndpoint", "ParEndpoint", "TokenEndpoint")


@suite.check("Revocation.IsRevocationEndpointSecureTest")
def revocation(world):
    site = world.secure
    check(site.endpoint("revocation").startswith("https://"))
    token = granted(site.for_itself(site.client("service")))["access_token"]
    check(site.post("revocation", {"token": token}, site.client("service")).status_code == 200)
    https(world, "revocation")


@suite.check("Features.IsDeprecatedTlsSupportedTest")
def deprecated(world):
    for version in (SSL_3, TLS_1_0, TLS_1_1):
        found = agreed(port(world, "token"), version, SUITES)
        check(found is None, f"{version:04x}", found)
