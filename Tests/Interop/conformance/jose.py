"""Keys and signed tokens by hand, so that each part can be wrong."""
import base64
import hashlib
import json

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def digest(text):
    """SHA-256 in base64url: of a code verifier its challenge, of an access token its `ath`."""
    return b64(hashlib.sha256(text.encode()).digest())


def part(value):
    return b64(json.dumps(value, separators=(",", ":")).encode())


def read(token, index=1):
    """A part of a token as JSON, unverified: 0 for the header, 1 for the claims."""
    text = token.split(".")[index]
    return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


class Key:
    """A private key for ES256, or RS256."""

    def __init__(self, algorithm="ES256", kid=None):
        self.algorithm = algorithm
        if algorithm == "ES256":
            self.private = ec.generate_private_key(ec.SECP256R1())
            numbers = self.private.public_key().public_numbers()
            self.public = {"kty": "EC", "crv": "P-256", "x": self.number(numbers.x), "y": self.number(numbers.y)}
        else:
            self.private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
            numbers = self.private.public_key().public_numbers()
            self.public = {"kty": "RSA", "n": self.number(numbers.n, 256), "e": self.number(numbers.e, 3)}
        self.kid = kid or self.thumbprint

    @staticmethod
    def number(value, count=32):
        return b64(value.to_bytes(count, "big"))

    @property
    def thumbprint(self):
        """RFC 7638."""
        return digest(json.dumps(dict(sorted(self.public.items())), separators=(",", ":")))

    @property
    def jwk(self):
        return {**self.public, "kid": self.kid, "alg": self.algorithm, "use": "sig"}

    @property
    def private_jwk(self):
        """With the private number, which no proof may show."""
        return {**self.public, "d": self.number(self.private.private_numbers().private_value)}

    def sign(self, data):
        if self.algorithm == "RS256":
            return self.private.sign(data, padding.PKCS1v15(), hashes.SHA256())
        first, second = decode_dss_signature(self.private.sign(data, ec.ECDSA(hashes.SHA256())))
        return first.to_bytes(32, "big") + second.to_bytes(32, "big")


def compact(header, claims, key):
    """A token of these parts without those that are None; unsigned without a key."""
    text = ".".join(part({name: value for name, value in side.items() if value is not None}) for side in (header, claims))
    return f"{text}.{b64(key.sign(text.encode())) if key else ''}"


def spoiled(token):
    """The same token with another signature."""
    text, signature = token.rsplit(".", 1)
    return f"{text}.{'B' if signature[0] == 'A' else 'A'}{signature[1:]}"
