"""Keys that are the same in every run, so that a token that one run reports can be made again."""

import hashlib
import hmac
import random

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
from joserfc import jwk as joserfc_jwk

CURVES = {"ES256": ec.SECP256R1(), "ES384": ec.SECP384R1(), "ES512": ec.SECP521R1()}
ORDERS = {
    "ES256": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "ES384": int("F" * 48 + "C7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973", 16),
    "ES512": int("01" + "F" * 65 + "A51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409", 16),
}
HASHES = {"256": hashes.SHA256(), "384": hashes.SHA384(), "512": hashes.SHA512()}
SMALL_PRIMES = [n for n in range(3, 2000, 2) if all(n % d for d in range(3, int(n**0.5) + 1, 2))]


def prime(rng):
    """A probable prime of 1024 bits with both top bits set."""
    while True:
        number = rng.getrandbits(1024) | (3 << 1022) | 1
        if all(number % small for small in SMALL_PRIMES) and number % 65537 != 1:
            if all(pow(base, number - 1, number) == 1 for base in (2, 3, 5, 7)):
                return number


def rsa_key(rng):
    p, q = prime(rng), prime(rng)
    d = pow(65537, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(65537, p * q)
    numbers = rsa.RSAPrivateNumbers(
        p, q, d, rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q), public
    )
    return numbers.private_key()


def sign_pss(numbers, digest, data):
    """RFC 8017, section 9.1.1, with a salt that is made from the data: the library's own would differ in each run."""

    def digest_of(*parts):
        return hashlib.new(digest, b"".join(parts)).digest()

    hashed = digest_of(data)
    salt, size = digest_of(b"salt", data), len(hashed)
    modulus = numbers.public_numbers.n
    length = (modulus.bit_length() + 7) // 8
    block = bytes(length - 2 * size - 2) + b"\1" + salt
    check = digest_of(bytes(8), hashed, salt)
    mask = b"".join(digest_of(check, count.to_bytes(4, "big")) for count in range(-(-len(block) // size)))
    masked = bytes(left ^ right for left, right in zip(block, mask))
    # The modulus has all of its bits, so one bit of the encoded message is left unused.
    encoded = bytes([masked[0] & 0x7F]) + masked[1:] + check + b"\xbc"
    message = int.from_bytes(encoded, "big")
    of_p, of_q = pow(message, numbers.dmp1, numbers.p), pow(message, numbers.dmq1, numbers.q)
    signature = of_q + numbers.q * ((numbers.iqmp * (of_p - of_q)) % numbers.p)
    return signature.to_bytes(length, "big")


class Key:
    """A private key of one algorithm, as JWK for those who judge and as numbers for who forges."""

    def __init__(self, algorithm, seed, shared_rsa):
        self.algorithm = algorithm
        secret = hashlib.sha512(f"{seed} {algorithm}".encode()).digest()
        if algorithm.startswith("HS"):
            self.private, made = secret, joserfc_jwk.OctKey.import_key(secret)
        elif algorithm in CURVES:
            scalar = int.from_bytes(secret, "big") % (ORDERS[algorithm] - 1) + 1
            self.private = ec.derive_private_key(scalar, CURVES[algorithm])
            made = joserfc_jwk.ECKey.import_key(self.pem())
        elif algorithm.startswith("Ed"):
            self.private = ed25519.Ed25519PrivateKey.from_private_bytes(secret[:32])
            made = joserfc_jwk.OKPKey.import_key(self.pem())
        else:
            self.private = shared_rsa
            made = joserfc_jwk.RSAKey.import_key(self.pem())
        about = {"alg": algorithm, "use": "sig", "kid": "k1"}
        self.jwk = {**made.as_dict(private=True), **about}
        # A shared secret is all there is.
        self.public_jwk = self.jwk if algorithm.startswith("HS") else {**made.as_dict(private=False), **about}

    def pem(self):
        form = serialization.PrivateFormat.PKCS8
        return self.private.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())

    def public_pem(self):
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        return self.private.public_key().public_bytes(serialization.Encoding.PEM, form)

    def sign(self, data):
        name = self.algorithm
        if name.startswith("HS"):
            return hmac.digest(self.private, data, "sha" + name[2:])
        if name.startswith("Ed"):
            return self.private.sign(data)
        digest = HASHES[name[2:]]
        if name in CURVES:
            der = self.private.sign(data, ec.ECDSA(digest, deterministic_signing=True))
            r, s = utils.decode_dss_signature(der)
            size = (self.private.curve.key_size + 7) // 8
            return r.to_bytes(size, "big") + s.to_bytes(size, "big")
        if name.startswith("PS"):
            return sign_pss(self.private.private_numbers(), "sha" + name[2:], data)
        return self.private.sign(data, padding.PKCS1v15(), digest)


def all_keys(algorithms, seed):
    """For each algorithm the right key and a wrong one."""
    rng = random.Random(f"rsa {seed}")
    right, wrong = rsa_key(rng), rsa_key(rng)
    return {name: (Key(name, f"right {seed}", right), Key(name, f"wrong {seed}", wrong)) for name in algorithms}
