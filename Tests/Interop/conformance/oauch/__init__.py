"""The test cases of OAuch (DistriNet, KU Leuven): what RFC 6749, 6750, 6819, 7009, 7523, 7636, 8628, 9126, 9449 and 9700 want.

Written anew from what each of them looks for, with the same names. Nothing sleeps: where time has to go by, a shim moves the
clock of the server on.
"""
from . import (
    api_endpoint, auth_endpoint, concurrency, device, documents, dpop, features, id_tokens, jwt, par, pkce, redirects,
    request_objects, revocation, token_clients, token_codes, token_endpoint, token_refresh, tokens, transport)
from .registry import suite
from .world import world

__all__ = ["suite", "world"]
