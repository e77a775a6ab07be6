"""FAPI 2.0: tokens and codes that are bound to a key (RFC 9449)."""
import time
from urllib.parse import urlsplit

from checks import check
from jose import Key, b64, compact, part, spoiled
from party import refusal

from .fapi import PREFIX, fapi_party, flow
from .registry import check_of


@check_of(f"{PREFIX}check-dpop-proof-nbf-exp")
def times_in_proof(site):
    party, now = fapi_party(site), int(time.time())
    claims = {"nbf": now, "exp": now + 300}
    tokens = party.tokens(party.exchange(party.code(party.pushed()), proof={"key": party.dpop, "claims": claims}))
    check(party.user_info(tokens["access_token"], claims=claims).status_code == 200)


def shifted(site, seconds):
    """Proofs of a clock that is wrong by some seconds, at each endpoint."""
    party = fapi_party(site)

    def proof():
        return {"key": party.dpop, "claims": {"iat": int(time.time()) + seconds}}

    code = party.code(party.pushed(proof=proof()))
    tokens = party.tokens(party.exchange(code, proof=proof()))
    answer = party.user_info(tokens["access_token"], claims=proof()["claims"])
    check(answer.status_code == 200, answer.text)


@check_of(f"{PREFIX}ensure-dpopproof-with-iat-10seconds-before-succeeds")
def ten_seconds_ago(site):
    shifted(site, -10)


@check_of(f"{PREFIX}ensure-dpopproof-with-iat-10seconds-after-succeeds")
def in_ten_seconds(site):
    shifted(site, 10)


@check_of(f"{PREFIX}ensure-mismatched-dpop-jkt-fails")
def other_thumbprint(site):
    party = fapi_party(site)
    answer = party.push(proof={"key": party.dpop}, dpop_jkt=Key().thumbprint)
    refusal(answer, "invalid_request", "invalid_dpop_proof", statuses=(400,))


@check_of(f"{PREFIX}ensure-token-endpoint-fails-with-mismatched-dpop-proof-jkt")
def other_key_for_code(site):
    party = fapi_party(site)
    code = party.code(party.pushed(proof={"key": party.dpop}))
    refusal(party.exchange(code, proof={"key": Key()}), "invalid_grant", "invalid_dpop_proof", "invalid_request", statuses=(400,))


@check_of(f"{PREFIX}ensure-token-endpoint-fails-with-mismatched-dpop-jkt")
def other_key_than_named(site):
    party = fapi_party(site)
    code = party.code(party.pushed(dpop_jkt=Key().thumbprint))
    refusal(party.exchange(code), "invalid_grant", "invalid_dpop_proof", "invalid_request", statuses=(400,))


@check_of(f"{PREFIX}ensure-dpopproof-at-par-endpoint-binding-success")
def bound_by_proof(site):
    party = fapi_party(site)
    party.claims(party.tokens(party.exchange(party.code(party.pushed(proof={"key": party.dpop})))))


@check_of(f"{PREFIX}ensure-dpop-auth-code-binding-success")
def bound_by_thumbprint(site):
    party = fapi_party(site)
    pushed = party.pushed(proof={"key": party.dpop}, dpop_jkt=party.dpop.thumbprint)
    party.claims(party.tokens(party.exchange(party.code(pushed))))


def unnamed_algorithm(proof):
    """The proof without alg, its signature as it was: as the original makes it."""
    header, claims, signature = proof.split(".")
    return f"{part({'typ': 'dpop+jwt'})}.{claims}.{signature}"


@check_of(
    f"{PREFIX}dpop-negative-tests",
    stricter="a nonce of the server does not make a proof good whose iat is an hour away")
def wrong_proofs(site):
    party = fapi_party(site)
    token, key, now = flow(party)["access_token"], party.dpop, int(time.time())
    address = site.endpoint("userinfo")
    at = urlsplit(address)
    cases = {
        "no JWT": {"change": lambda proof: proof.replace(".", "")},
        "without typ": {"header": {"typ": None}},
        "another typ": {"header": {"typ": "JWT"}},
        "without alg": {"change": unnamed_algorithm},
        "without jwk": {"header": {"jwk": None}},
        "without jti": {"claims": {"jti": None}},
        "without htm": {"claims": {"htm": None}},
        "without htu": {"claims": {"htu": None}},
        "without iat": {"claims": {"iat": None}},
        "without ath": {"claims": {"ath": None}},
        "another signature": {"change": spoiled},
        "a private key": {"header": {"jwk": key.private_jwk}},
        "another htm": {"claims": {"htm": "PUT"}},
        "another htu": {"claims": {"htu": "https://rp.example.com/userinfo"}},
        "an hour ago": {"claims": {"iat": now - 3600}},
        "in an hour": {"claims": {"iat": now + 3600}},
        "another ath": {"claims": {"ath": b64(b"0" * 32)}},
        "unsigned": {"header": {"alg": "none"}, "change": lambda proof: proof.rsplit(".", 1)[0] + "."},
    }
    for name, how in cases.items():
        answer = party.user_info(token, **how)
        check(answer.status_code in (400, 401) and "DPoP" in answer.headers["WWW-Authenticate"], name, answer.status_code)
        check("use_dpop_nonce" not in answer.headers["WWW-Authenticate"], name, "only the nonce was looked at")
    # Another key signs, and shows itself.
    check(site.proved("GET", address, Key(), token).status_code == 401, "another key")
    # The key of the token stands there, and another signs.
    foreign = Key()
    text = compact(
        {"typ": "dpop+jwt", "alg": "ES256", "jwk": key.public},
        {"jti": "1", "htm": "GET", "htu": address, "iat": now, "nonce": site.nonce}, foreign)
    check(site.send("GET", address, headers={"Authorization": f"DPoP {token}", "DPoP": text}).status_code == 401)
    for name, claims in {
            "a query and a fragment": {"htu": f"{address}?query=1#fragment"},
            "an upper-case host and scheme": {"htu": f"{at.scheme.upper()}://{at.netloc.upper()}{at.path}"},
            "more claims": {"foo": "bar", "list": [1, 2]}}.items():
        check(party.user_info(token, claims=claims).status_code == 200, name)
    check(party.user_info(token, header={"foo": "bar"}).status_code == 200, "more in the header")
    # What the address of the request itself has behind its path does not count either.
    proof = site.proof("GET", address, key, token)
    headers = {"Authorization": f"DPoP {token}", "DPoP": proof}
    check(site.send("GET", f"{address}?query=1", headers=headers).status_code == 200, "a query in the request")
    check(site.send("GET", address, headers=headers).status_code == 401, "the same proof again")
    fresh = site.proof("GET", address, key, token)
    check(site.send("GET", address, headers={"Authorization": headers["Authorization"], "DPOP": fresh}).status_code == 200)
    # Two proofs, none, and the token as if it were not bound.
    two = f"{site.proof('GET', address, key, token)}, {site.proof('GET', address, key, token)}"
    check(site.send("GET", address, headers=headers | {"DPoP": two}).status_code in (400, 401), "two proofs")
    check(site.send("GET", address, headers={"Authorization": f"DPoP {token}"}).status_code in (400, 401), "no proof")
    for more in ({}, {"DPoP": site.proof("GET", address, key, token)}):
        check(site.send("GET", address, headers={"Authorization": f"Bearer {token}", **more}).status_code == 401, "Bearer")
    check(party.user_info(token).status_code == 200, "a right proof")
