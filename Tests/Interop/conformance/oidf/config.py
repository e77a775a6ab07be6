"""What the metadata must say."""
import re

from checks import check

from .registry import check_of


def document(site, name="openid-configuration"):
    answer = site.send("GET", f"{site.issuer}/.well-known/{name}")
    check(answer.status_code == 200 and answer.headers["Content-Type"].split(";")[0] == "application/json", answer.headers)
    found = answer.json()
    check(found["issuer"] == site.issuer, found["issuer"])
    return found


def keys(found, site):
    """Public keys alone, each with its name (RFC 7517, RFC 7518 §6.3.2)."""
    answer = site.send("GET", found["jwks_uri"])
    check(answer.status_code == 200, answer.status_code)
    all_keys = answer.json()["keys"]
    check(len({key["kid"] for key in all_keys}) == len(all_keys) > 0, "keys without a name of their own")
    for key in all_keys:
        check(key["kty"] in ("RSA", "EC", "OKP") and not {"d", "p", "q", "dp", "dq", "qi", "oth", "k"} & set(key), key["kid"])
        check(key.get("use", "sig") == "sig" and "alg" in key, key["kid"])
    return all_keys


def addresses(found, *names):
    """Endpoints are https and have no fragment."""
    for name in names:
        check(name in found, name)
    for name, value in found.items():
        if name.endswith(("_endpoint", "_uri")):
            check(value.startswith("https://") and "#" not in value, name, value)


@check_of(
    "oidcc-discovery-endpoint-verification",
    stricter="of the response types that Discovery §3 wants where clients register there is code alone, as RFC 9700 §2.1.2 wants it")
def discovery(site):
    found = document(site)
    addresses(found, "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri", "registration_endpoint")
    keys(found, site)
    check(found["response_types_supported"] == ["code"], found["response_types_supported"])
    grants = found["grant_types_supported"]
    check("authorization_code" in grants and not {"implicit", "password"} & set(grants), grants)
    check(found["subject_types_supported"] == ["public"], found["subject_types_supported"])
    check("RS256" in found["id_token_signing_alg_values_supported"])
    check("none" not in found.get("userinfo_signing_alg_values_supported", []))
    for name in ("request_parameter_supported", "request_uri_parameter_supported", "claims_parameter_supported"):
        check(type(found[name]) is bool, name, found[name])
    check({"sub", "iss", "preferred_username", "email"} <= set(found["claims_supported"]), found["claims_supported"])
    check("openid" in found["scopes_supported"])
    check(all(re.fullmatch(r"[\x21\x23-\x5b\x5d-\x7e]+", scope) for scope in found["scopes_supported"]))
    check(found["ui_locales_supported"] and all(
        re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", tag) for tag in found["ui_locales_supported"]))
    check(found["code_challenge_methods_supported"] == ["S256"])


@check_of("oidcc-rp-initiated-logout-discovery-endpoint-verification")
def logout_discovery(site):
    addresses(document(site), "end_session_endpoint")


@check_of("fapi2-security-profile-final-discovery-end-point-verification")
def fapi_discovery(site):
    for name in ("openid-configuration", "oauth-authorization-server"):
        found = document(site, name)
        addresses(found, "authorization_endpoint", "token_endpoint", "jwks_uri", "pushed_authorization_request_endpoint")
        # FAPI 2.0 Security Profile §5.4.1.
        for member in ("dpop_signing_alg", "id_token_signing_alg", "token_endpoint_auth_signing_alg"):
            offered = found[f"{member}_values_supported"]
            check({"PS256", "ES256", "EdDSA"} & set(offered), member, offered)
            check(not [algorithm for algorithm in offered if algorithm == "none" or algorithm.startswith("HS")], member, offered)
        check("private_key_jwt" in found["token_endpoint_auth_methods_supported"])
        check("S256" in found["code_challenge_methods_supported"])
        check(found["authorization_response_iss_parameter_supported"] is True)
        keys(found, site)
