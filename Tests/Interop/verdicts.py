"""What PyJWT and joserfc say of a token, as strict as they can be told: one algorithm, one key, a fixed moment."""

import datetime

import jwt
import jwt.api_jwt
from joserfc import jwk as joserfc_jwk
from joserfc import jws as joserfc_jws
from joserfc import jwt as joserfc_jwt

from drafts import NOW, POLICIES


class FixedClock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(NOW, tz)


class PyJWT:
    name = "PyJWT"

    def __init__(self, keys):
        # It has no parameter for the moment.
        jwt.api_jwt.datetime = FixedClock
        known = jwt.api_jws._jws_global_obj.get_algorithms()
        self.keys = {name: jwt.PyJWK(right.public_jwk) for name, (right, _) in keys.items() if name in known}
        self.options = {"require": ["exp", "sub"], "enforce_minimum_key_length": True}

    def accepts(self, token, algorithm, policy):
        """True or False, or None for an algorithm that it does not know."""
        if algorithm not in self.keys:
            return None
        try:
            jwt.decode(token, self.keys[algorithm], algorithms=[algorithm], options=self.options, **POLICIES[policy])
        except Exception:
            return False
        return True


class Joserfc:
    name = "joserfc"

    def __init__(self, keys):
        self.keys = {}
        for name, (right, _) in keys.items():
            # In a set the key is found by kid, and a token with another kid finds none.
            self.keys[name] = joserfc_jwk.KeySet([joserfc_jwk.import_key(right.public_jwk)])
        self.registries = {name: joserfc_jws.JWSRegistry(algorithms=[name], strict_check_header=True) for name in keys}
        self.claims = {name: self.registry(policy) for name, policy in POLICIES.items()}

    @staticmethod
    def registry(policy):
        rules = {name: {"essential": True} for name in ("exp", "sub")}
        rules["type"] = {"essential": True, "value": "access"}
        for name, member in (("iss", "issuer"), ("aud", "audience")):
            if policy[member]:
                rules[name] = {"essential": True, "value": policy[member]}
        return joserfc_jwt.JWTClaimsRegistry(now=NOW, leeway=policy["leeway"], **rules)

    def accepts(self, token, algorithm, policy):
        try:
            decoded = joserfc_jwt.decode(
                token, self.keys[algorithm], algorithms=[algorithm], registry=self.registries[algorithm]
            )
            self.claims[policy].validate(decoded.claims)
        except Exception:
            return False
        return True
