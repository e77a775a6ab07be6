"""What clients sign: assertions about themselves (RFC 7523) and proofs of a key (RFC 9449), right or spoilt on purpose."""
import base64
import hashlib
import json
import secrets

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def challenge(text):
    """The hash of a verifier (RFC 7636 section 4.2), and of an access token (RFC 9449 section 4.2)."""
    return base64url(hashlib.sha256(text.encode()).digest())


def unsigned(header, claims):
    """A token without a signature, whose second dot is its end."""
    return ".".join(base64url(json.dumps(part).encode()) for part in ({**header, "alg": "none"}, claims)) + "."


def changed(members, changes):
    """With changes; what is None there is left out."""
    return {name: value for name, value in {**members, **changes}.items() if value is not None}


class Key:
    """A key for ES256."""

    def __init__(self):
        self.private = ec.generate_private_key(ec.SECP256R1())
        numbers = self.private.public_key().public_numbers()
        x, y = (base64url(number.to_bytes(32, "big")) for number in (numbers.x, numbers.y))
        self.jwk = {"crv": "P-256", "kty": "EC", "x": x, "y": y}

    @property
    def thumbprint(self):
        return challenge(json.dumps(self.jwk, separators=(",", ":"), sort_keys=True))

    def sign(self, header, claims):
        text = ".".join(base64url(json.dumps(part).encode()) for part in ({**header, "alg": "ES256"}, claims))
        r, s = decode_dss_signature(self.private.sign(text.encode(), ec.ECDSA(SHA256())))
        return text + "." + base64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))

    def assertion_claims(self, site, client_id, **changes):
        now = site.now()
        return changed({
            "iss": client_id, "sub": client_id, "aud": site.provider.issuer, "iat": now, "exp": now + 120,
            "jti": secrets.token_urlsafe(16)}, changes)

    def assertion(self, site, client_id, **changes):
        return self.sign({"typ": "JWT"}, self.assertion_claims(site, client_id, **changes))

    def proof_parts(self, site, method, address, token=None, header=None, **changes):
        claims = {
            "jti": secrets.token_urlsafe(16), "htm": method, "htu": address, "iat": site.now(), "nonce": site.nonce,
            "ath": challenge(token) if token else None}
        return changed({"typ": "dpop+jwt", "jwk": self.jwk}, header or {}), changed(claims, changes)

    def proof(self, site, method, address, token=None, header=None, **changes):
        return self.sign(*self.proof_parts(site, method, address, token, header, **changes))
