"""The client of the FAPI 2.0 plans: pushed requests, PKCE, a signed assertion and tokens that are bound to its key."""
import json
import tempfile

from jose import Key
from party import REDIRECT, Party

PREFIX = "fapi2-security-profile-final-"


def fapi_party(site, visitor=None, **more):
    return Party(
        site, visitor, **{
            "method": "private_key_jwt", "pkce": True, "dpop": True, "scope": "openid", "dpop_bound_access_tokens": True,
            "require_pushed_authorization_requests": True, **more})


def flow(party, **changes):
    """Tokens of a request that was pushed."""
    return party.flow(party.pushed(**changes))


def added_party(site):
    """The same client, added by an operator: PKCE is required of it."""
    key = Key()
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"keys": [key.jwk]}, file)
        file.flush()
        client = site.provider.client(
            "--name", "A bank's client", "--redirect-uri", REDIRECT, "--auth-method", "private_key_jwt", "--jwks", file.name,
            "--dpop", "--require-par")
    return fapi_party(site, key=key, client=client)
