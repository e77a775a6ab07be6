"""requests-oauthlib: code with PKCE, refresh, revocation, the client for itself, and a device. It reads no ID token: joserfc and Authlib look
at the one that comes."""
import os
import time
from urllib.parse import parse_qsl

from oauthlib.oauth2 import BackendApplicationClient, DeviceClient
from oauthlib.oauth2.rfc6749.errors import CustomOAuth2Error, InvalidGrantError, MismatchingStateError
import requests
from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session

from checks import check, refused
from provider import CALLBACK
from with_authlib import id_token

NONCE = "n-0S6_WzA2Mj"


def run(provider, visitor):
    # The library refuses http, which the test's server speaks on this machine.
    os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
    server = provider.metadata
    client = provider.web_client()
    basic = HTTPBasicAuth(client["client_id"], client["client_secret"])
    app = OAuth2Session(client["client_id"], redirect_uri=CALLBACK, scope=["openid", "orders.read"], pkce="S256")
    address, _ = app.authorization_url(server["authorization_endpoint"], nonce=NONCE)
    back = visitor.back(address)
    refused(lambda: OAuth2Session(client["client_id"], state="another").fetch_token(
        server["token_endpoint"], authorization_response=back, auth=basic), MismatchingStateError)
    tokens = app.fetch_token(server["token_endpoint"], authorization_response=back, auth=basic)
    subject = id_token(provider, client, tokens["id_token"], NONCE)["sub"]
    check(app.get(server["userinfo_endpoint"]).json()["sub"] == subject)
    renewed = app.refresh_token(server["token_endpoint"], refresh_token=tokens["refresh_token"], auth=basic)
    check(renewed["access_token"] != tokens["access_token"])
    refused(lambda: app.refresh_token(server["token_endpoint"], refresh_token="mapae_rt_nothing", auth=basic), InvalidGrantError)
    # The library makes the request, and its user sends it.
    address, headers, body = app._client.prepare_token_revocation_request(
        server["revocation_endpoint"], renewed["refresh_token"], token_type_hint="refresh_token")
    check(requests.post(address, body, headers=headers, auth=basic, timeout=20).status_code == 200)
    refused(lambda: app.refresh_token(
        server["token_endpoint"], refresh_token=renewed["refresh_token"], auth=basic), InvalidGrantError)
    check(app.get(server["userinfo_endpoint"]).status_code == 401)

    own = provider.client("--grant", "client_credentials", "--scope", "orders.read", "--token-format", "opaque")
    app = OAuth2Session(client=BackendApplicationClient(own["client_id"], scope=["orders.read"]))
    tokens = app.fetch_token(server["token_endpoint"], client_id=own["client_id"], client_secret=own["client_secret"])
    check("." not in tokens["access_token"], "opaque")
    device(provider, visitor)


def device(provider, visitor):
    server = provider.metadata
    client = provider.client(
        "--public", "--name", "TV", "--grant", "device_code", "--grant", "refresh_token", "--scope", "openid", "--scope", "orders.read")
    made = DeviceClient(client["client_id"], scope=["openid", "orders.read"])
    # The library writes the fields behind a question mark; RFC 8628 §3.1 wants them in a form.
    address, _, fields = made.prepare_request_uri(server["device_authorization_endpoint"]).partition("?")
    asked = requests.post(address, dict(parse_qsl(fields)), timeout=20).json()
    app = OAuth2Session(client=made)

    def poll():
        return app.fetch_token(server["token_endpoint"], device_code=asked["device_code"], include_client_id=True)

    check(refused(poll, CustomOAuth2Error).error == "authorization_pending")
    said = visitor.visit(asked["verification_uri_complete"])
    check("decision" in visitor.pages, visitor.pages, said)
    # The device waits as it was told to.
    time.sleep(asked["interval"])
    tokens = poll()
    check("orders.read" in tokens["scope"], tokens["scope"])
    check(app.get(server["userinfo_endpoint"]).json()["sub"])
    refused(poll, InvalidGrantError)
