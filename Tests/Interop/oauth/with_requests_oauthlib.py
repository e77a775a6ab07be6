"""requests-oauthlib: code with PKCE, refresh, the client for itself, and a device."""
import os

from oauthlib.oauth2 import BackendApplicationClient
from oauthlib.oauth2.rfc6749.errors import InvalidGrantError, MismatchingStateError
from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session

from checks import check, refused
from provider import CALLBACK


def run(provider, visitor):
    # The library refuses http, which the test's server speaks on this machine.
    os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
    server = provider.metadata
    client = provider.web_client()
    basic = HTTPBasicAuth(client["client_id"], client["client_secret"])
    app = OAuth2Session(client["client_id"], redirect_uri=CALLBACK, scope=["openid", "orders.read"], pkce="S256")
    address, _ = app.authorization_url(server["authorization_endpoint"], nonce="n-0S6_WzA2Mj")
    back = visitor.back(address)
    refused(lambda: OAuth2Session(client["client_id"], state="another").fetch_token(
        server["token_endpoint"], authorization_response=back, auth=basic), MismatchingStateError)
    tokens = app.fetch_token(server["token_endpoint"], authorization_response=back, auth=basic)
    check(app.get(server["userinfo_endpoint"]).json()["sub"])
    renewed = app.refresh_token(server["token_endpoint"], refresh_token=tokens["refresh_token"], auth=basic)
    check(renewed["access_token"] != tokens["access_token"])
    refused(lambda: app.refresh_token(server["token_endpoint"], refresh_token="mapae_rt_nothing", auth=basic), InvalidGrantError)

    own = provider.client("--grant", "client_credentials", "--scope", "orders.read", "--token-format", "opaque")
    app = OAuth2Session(client=BackendApplicationClient(own["client_id"], scope=["orders.read"]))
    tokens = app.fetch_token(server["token_endpoint"], client_id=own["client_id"], client_secret=own["client_secret"])
    check("." not in tokens["access_token"], "opaque")
