"""Tokens and keys cross between Mapae, PyJWT, joserfc, cryptography and jwt-kit, in both directions.

usage: python Tests/Interop/round_trips.py JUDGE
"""

import sys
import time
import warnings

import jwt
from cryptography.hazmat.primitives import serialization
from joserfc import jwk as joserfc_jwk
from joserfc import jws as joserfc_jws
from joserfc import jwt as joserfc_jwt

from judge import Judge

ALGORITHMS = ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512"]
ALGORITHMS += ["ES256", "ES384", "ES512", "EdDSA", "Ed25519"]
CURVES = {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521"}
NOW = int(time.time())
CLAIMS = {"sub": "ada", "exp": NOW + 3600, "text": '마패 \U0001f40e "\\\n', "list": ["a", "b"]}
PRIVATE = ["d", "p", "q", "dp", "dq", "qi", "k"]


class PyJWT:
    name = "PyJWT"

    def knows(self, algorithm):
        return algorithm in jwt.api_jws._jws_global_obj.get_algorithms()

    def sign(self, key):
        return jwt.encode(CLAIMS, jwt.PyJWK(key), algorithm=key["alg"], headers={"kid": key["kid"]})

    def verify(self, token, key):
        return jwt.decode(token, jwt.PyJWK(key), algorithms=[key["alg"]])


class Joserfc:
    name = "joserfc"

    def knows(self, algorithm):
        return algorithm in joserfc_jws.JWSRegistry.algorithms

    def sign(self, key):
        header = {"alg": key["alg"], "kid": key["kid"]}
        return joserfc_jwt.encode(header, CLAIMS, joserfc_jwk.import_key(key), algorithms=[key["alg"]])

    def verify(self, token, key):
        return joserfc_jwt.decode(token, joserfc_jwk.import_key(key), algorithms=[key["alg"]]).claims


class JWTKit:
    name = "jwt-kit"

    def __init__(self, judge):
        self.judge = judge

    def knows(self, algorithm):
        return algorithm != "Ed25519"

    def sign(self, key):
        return self.judge.must("jwtkit-sign", jwk=key, payload=CLAIMS)["token"]

    def verify(self, token, key):
        return self.judge.must("jwtkit-verify", token=token, jwk=key)["claims"]


class Mapae:
    name = "Mapae"

    def __init__(self, judge):
        self.judge = judge

    def sign(self, key):
        return self.judge.must("sign", jwk=key, payload=CLAIMS)["token"]

    def verify(self, token, key):
        return self.judge.must("verify", token=token, jwk=key, now=NOW)["claims"]


class Report:
    def __init__(self):
        self.counts = {}
        self.failures = []

    def check(self, group, what, holds):
        self.counts[group] = self.counts.get(group, 0) + 1
        if not holds:
            self.failures.append(f"{group}: {what}")

    def refused(self, group, what, verify, token, key):
        try:
            verify(token, key)
        except Exception:
            self.check(group, what, True)
        else:
            self.check(group, what, False)

    def accepted(self, group, what, verify, token, key):
        try:
            self.check(group, what, verify(token, key) == CLAIMS)
        except Exception as error:
            self.check(group, f"{what}: {type(error).__name__} {error}", False)


def public(key):
    """What who only checks is given; a shared secret is both."""
    return key if key["kty"] == "oct" else {name: value for name, value in key.items() if name not in PRIVATE}


def their_key(algorithm):
    """A private JWK that joserfc made."""
    if algorithm.startswith("HS"):
        key = joserfc_jwk.OctKey.generate_key(int(algorithm[2:]))
    elif algorithm in CURVES:
        key = joserfc_jwk.ECKey.generate_key(CURVES[algorithm])
    elif algorithm.startswith("Ed"):
        key = joserfc_jwk.OKPKey.generate_key("Ed25519")
    else:
        key = joserfc_jwk.RSAKey.generate_key(2048)
    return {**key.as_dict(private=True), "alg": algorithm, "use": "sig", "kid": f"theirs-{algorithm}"}


def changed(token):
    """Tokens that differ in one place: of the payload, of the signature, and in the signature's length."""
    header, payload, signature = token.split(".")
    middle = len(signature) // 2
    other = "A" if signature[middle] != "A" else "B"
    yield f"{header}.{payload[:20]}{'A' if payload[20] != 'A' else 'B'}{payload[21:]}.{signature}"
    yield f"{header}.{payload}.{signature[:middle]}{other}{signature[middle + 1 :]}"
    yield f"{header}.{payload}.{signature[:-4]}"
    yield f"{header}.{payload}."


def tokens(report, ours, peers, algorithm, keys):
    for key, wrong in (keys, keys[::-1]):
        wrong = {**wrong, "kid": key["kid"]}
        for peer in peers:
            if not peer.knows(algorithm):
                continue
            group = f"{peer.name} tokens"
            for maker, reader in ((peer, ours), (ours, peer)):
                what = f"{algorithm}, key {key['kid']}, {maker.name} to {reader.name}"
                token = maker.sign(key)
                report.accepted(group, what, reader.verify, token, public(key))
                report.refused(group, f"{what}, wrong key", reader.verify, token, public(wrong))
                for index, forged in enumerate(changed(token)):
                    report.refused(group, f"{what}, change {index}", reader.verify, forged, public(key))


PRIVATE_FORMS = {"pkcs8": serialization.PrivateFormat.PKCS8, "pkcs1": serialization.PrivateFormat.TraditionalOpenSSL}
PRIVATE_FORMS["sec1"] = PRIVATE_FORMS["pkcs1"]
PUBLIC_FORMS = {"spki": serialization.PublicFormat.SubjectPublicKeyInfo, "pkcs1": serialization.PublicFormat.PKCS1}


def forms_of(algorithm):
    if algorithm[:2] in ("RS", "PS"):
        return ["pkcs8", "pkcs1"], ["spki", "pkcs1"]
    return (["pkcs8", "sec1"], ["spki"]) if algorithm in CURVES else (["pkcs8"], ["spki"])


def numbers(key):
    """What tells two keys apart, whatever they are written as."""
    if hasattr(key, "private_numbers"):
        return key.private_numbers()
    if hasattr(key, "public_numbers"):
        return key.public_numbers()
    return key.private_bytes_raw() if hasattr(key, "private_bytes_raw") else key.public_bytes_raw()


def forms(report, judge, algorithm, key):
    """One key in every form it has, written by them and read by us, and the other way."""
    group, what = "keys", f"{algorithm}, key {key['kid']}"
    theirs = joserfc_jwk.import_key(key)
    if key["kty"] == "oct":
        ours = judge.must("key", jwk=key)
        report.check(group, f"{what}: secret", ours["private_jwk"]["k"] == key["k"])
        report.check(group, f"{what}: refused as PEM", not judge.ask("key", pem="-----BEGIN X-----\n")["ok"])
        return
    ours = judge.must("key", jwk=key)
    report.check(group, f"{what}: thumbprint", ours["thumbprint"] == theirs.thumbprint())
    report.check(group, f"{what}: no private members", not set(PRIVATE) & set(ours["jwk"]))
    # Private numbers in JWK: theirs read here, ours read there.
    again = joserfc_jwk.import_key(ours["private_jwk"])
    report.check(group, f"{what}: private JWK", numbers(again.private_key) == numbers(theirs.private_key))
    for source in (ours["jwk"], public(key)):
        report.check(group, f"{what}: public JWK", judge.must("key", jwk=source)["thumbprint"] == theirs.thumbprint())
        read = joserfc_jwk.import_key(source).public_key
        report.check(group, f"{what}: public JWK", numbers(read) == numbers(theirs.public_key))
        if PyJWT().knows(algorithm):
            report.check(group, f"{what}: PyJWK", numbers(jwt.PyJWK(source).key) == numbers(theirs.public_key))
    private_forms, public_forms = forms_of(algorithm)
    report.check(group, f"{what}: private forms", sorted(ours["private_pem"]) == sorted(private_forms))
    report.check(group, f"{what}: public forms", sorted(ours["pem"]) == sorted(public_forms))
    for form in private_forms:
        pem = ours["private_pem"][form]
        read = serialization.load_pem_private_key(pem.encode(), None)
        report.check(group, f"{what}: {form} to them", numbers(read) == numbers(theirs.private_key))
        written = theirs.private_key.private_bytes(
            serialization.Encoding.PEM, PRIVATE_FORMS[form], serialization.NoEncryption()
        ).decode()
        back = judge.must("key", pem=written, alg=algorithm)
        report.check(group, f"{what}: {form} to us", back["private_jwk"].get("d") == ours["private_jwk"].get("d"))
        report.check(group, f"{what}: {form} thumbprint", back["thumbprint"] == theirs.thumbprint())
        report.check(group, f"{what}: {form} is written as they do", lines(pem) == lines(written))
    for form in public_forms:
        pem = ours["pem"][form]
        read = serialization.load_pem_public_key(pem.encode())
        report.check(group, f"{what}: {form} to them", numbers(read) == numbers(theirs.public_key))
        written = theirs.public_key.public_bytes(serialization.Encoding.PEM, PUBLIC_FORMS[form]).decode()
        back = judge.must("key", pem=written, alg=algorithm)
        report.check(group, f"{what}: {form} to us", back["thumbprint"] == theirs.thumbprint())
        report.check(group, f"{what}: {form} holds nothing private", "private_jwk" not in back)
        report.check(group, f"{what}: {form} is written as they do", lines(pem) == lines(written))


def lines(pem):
    return pem.split()


def sets(report, judge, keys):
    """A published set of all public keys: theirs read here, and tokens find their key in it by kid."""
    published = {"keys": [public(key) for key in keys if key["kty"] != "oct"]}
    report.check("sets", "all keys", judge.must("keyset", jwks=published)["keys"] == len(published["keys"]))
    for key in keys:
        if key["kty"] == "oct":
            continue
        token = Joserfc().sign(key)
        answer = judge.ask("verify", token=token, jwks=published, now=NOW)
        report.check("sets", f"{key['kid']} is found", answer.get("kid") == key["kid"])
        theirs = joserfc_jwk.KeySet.import_key_set(published)
        ours = judge.must("sign", jwk=key, payload=CLAIMS)["token"]
        claims = joserfc_jwt.decode(ours, theirs, algorithms=[key["alg"]]).claims
        report.check("sets", f"{key['kid']} is found by them", claims == CLAIMS)


def main():
    warnings.simplefilter("ignore")
    judge, report = Judge(sys.argv[1]), Report()
    ours, peers = Mapae(judge), [PyJWT(), Joserfc(), JWTKit(judge)]
    every = []
    for algorithm in ALGORITHMS:
        made_here = judge.must("generate", alg=algorithm)["private_jwk"]
        keys = ({**made_here, "kid": f"ours-{algorithm}"}, their_key(algorithm))
        every += keys
        tokens(report, ours, peers, algorithm, keys)
        for key in keys:
            forms(report, judge, algorithm, key)
    sets(report, judge, every)
    judge.close()
    for group, count in report.counts.items():
        print(f"{group:<16} {count:>5} checks")
    for peer in peers:
        print(f"{peer.name} knows {', '.join(name for name in ALGORITHMS if peer.knows(name))}")
    for failure in report.failures:
        print("FAILED", failure, file=sys.stderr)
    sys.exit(1 if report.failures else 0)


main()
