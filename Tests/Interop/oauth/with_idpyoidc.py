"""idpyoidc: the whole of a relying party, with discovery and PKCE, and in requests that it reads strictly."""
from urllib.parse import parse_qsl

from idpyoidc.client.rp_handler import RPHandler

from checks import check
from provider import CALLBACK


def run(provider, visitor):
    client = provider.web_client()
    handler = RPHandler(
        # Where it says that its keys are. Nobody asks there.
        base_url="https://orders.example.com",
        client_configs={"mapae": {
            "issuer": provider.issuer, "redirect_uris": [CALLBACK],
            "client_id": client["client_id"], "client_secret": client["client_secret"],
            "client_type": "oidc", "scope": ["openid", "email"], "scopes_supported": ["openid", "email"],
            "response_types_supported": ["code"], "response_types": ["code"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "add_ons": {"pkce": {
                "function": "idpyoidc.client.oauth2.add_on.pkce.add_support",
                "kwargs": {"code_challenge_length": 64, "code_challenge_method": "S256"}}}}})
    address = handler.begin("mapae")
    back = visitor.back(address if isinstance(address, str) else address["url"])
    done = handler.finalize(provider.issuer, dict(parse_qsl(back.partition("?")[2])))
    check("error" not in done, done)
    check(done["id_token"]["iss"] == provider.issuer, done["id_token"])
    check(done["userinfo"]["sub"] == done["id_token"]["sub"], done["userinfo"])
    check(done["userinfo"]["email"] == "ada@example.com", done["userinfo"])
