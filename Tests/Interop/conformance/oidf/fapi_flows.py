"""FAPI 2.0: whole authorizations, right ones and such that must end."""
import json

from checks import check
from jose import Key
from party import refusal
from tls import agreed

from .fapi import PREFIX, fapi_party, flow
from .registry import check_of


@check_of(f"{PREFIX}happy-flow")
def happy(site):
    for redirect in ("https://rp.example.com/callback", "https://rp.example.com/callback?dummy1=lorem&dummy2=ipsum"):
        party = fapi_party(site, redirect=redirect)
        tokens = flow(party)
        check(tokens["token_type"] == "DPoP", tokens["token_type"])
        party.claims(tokens)


@check_of(f"{PREFIX}user-rejects-authentication")
def rejected(site):
    party = fapi_party(site)
    check(party.error(party.pushed(), allow=False) == "access_denied")
    check("decision" in party.visitor.pages, party.visitor.pages)


@check_of(f"{PREFIX}ensure-authorization-request-without-state-success")
def without_state(site):
    # Where none was sent, none may come back, which all answers are checked for.
    check("s_hash" not in flow(fapi_party(site), state=None)["claims"])


@check_of(f"{PREFIX}ensure-authorization-request-without-nonce-success")
def without_nonce(site):
    check("nonce" not in flow(fapi_party(site), nonce=None)["claims"])


@check_of(f"{PREFIX}ensure-authorization-request-with-64-char-nonce-success")
def nonce_64(site):
    check(len(flow(fapi_party(site), nonce="n" * 64)["claims"]["nonce"]) == 64)


@check_of(f"{PREFIX}ensure-authorization-request-with-long-nonce")
def nonce_384(site):
    check(len(flow(fapi_party(site), nonce="n" * 384)["claims"]["nonce"]) == 384)


@check_of(f"{PREFIX}ensure-authorization-request-with-long-state")
def state_1000(site):
    # It comes back as it was, which all answers are checked for.
    flow(fapi_party(site), state="s" * 1000)


@check_of(f"{PREFIX}ensure-other-scope-order-succeeds")
def scope_order(site):
    party = fapi_party(site)
    party.claims(flow(party, scope="offline_access email openid", prompt="consent"))


@check_of(f"{PREFIX}test-claims-parameter-identity-claims")
def identity_claims(site):
    check(site.metadata["claims_parameter_supported"] is True)
    party = fapi_party(site)
    wish = {"preferred_username": {"essential": True}, "email": {"essential": True}}
    tokens = flow(party, claims=json.dumps({"id_token": wish, "userinfo": wish}))
    for claims in (tokens["claims"], party.claims(tokens)):
        name = party.visitor.username
        check(claims["preferred_username"] == name and claims["email"] == f"{name}@example.com", claims)


@check_of(f"{PREFIX}test-essential-acr-sca-claim")
def essential_acr(site):
    party = fapi_party(site)
    wish = {"id_token": {"acr": {"essential": True, "values": ["urn:openbanking:psd2:sca"]}}}
    # Nobody logs in that strongly here.
    error = party.error(party.pushed(claims=json.dumps(wish)))
    check(error in ("access_denied", "unmet_authentication_requirements"), error)


@check_of(f"{PREFIX}access-token-type-header-case-sensitivity")
def scheme_case(site):
    party = fapi_party(site)
    token = flow(party)["access_token"]
    for scheme in ("dpop", "DPOP", "dPoP"):
        check(party.user_info(token, scheme=scheme).status_code == 200, scheme)


@check_of(f"{PREFIX}ensure-authorization-code-is-bound-to-client")
def code_of_another(site):
    party, other = fapi_party(site), fapi_party(site)
    code = party.code(party.pushed())
    other.verifier, other.redirect = party.verifier, party.redirect
    refusal(other.exchange(code, proof={"key": party.dpop}), "invalid_grant", statuses=(400,))
    # It stays good for its own.
    party.tokens(party.exchange(code))


@check_of(f"{PREFIX}ensure-holder-of-key-required")
def key_required(site):
    party = fapi_party(site)
    code = party.code(party.pushed())
    refusal(party.exchange(code, proof=False), "invalid_request", "invalid_dpop_proof", "invalid_grant")
    port = site.provider.port
    for options, version in [
            (["-tls1"], None), (["-tls1_1"], None), (["-tls1_3"], "TLSv1.3"),
            # FAPI 2.0 §5.2.2 and BCP 195: with TLS 1.2 only suites with forward secrecy and authenticated encryption.
            (["-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256"], "TLSv1.2"),
            (["-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-SHA"], None),
            (["-tls1_2", "-cipher", "ECDHE-ECDSA-AES256-SHA384"], None),
            (["-tls1_2", "-cipher", "AES128-GCM-SHA256:AES256-SHA:DES-CBC3-SHA:NULL:aNULL@SECLEVEL=0"], None)]:
        check(agreed(port, *options) == version, options, agreed(port, *options))


@check_of(
    f"{PREFIX}refresh-token",
    differs="refresh tokens are used once; a former one gets the same successor for ten seconds, and not after thirty")
def refresh_token(site):
    scope = "openid offline_access"
    party, other = fapi_party(site), fapi_party(site)
    for each in (party, other):
        first = flow(each, scope=scope, prompt="consent")
        # With a new key: the refresh token of a client that authenticates is bound to the client (RFC 9449 §5).
        each.dpop = Key()
        second = each.tokens(each.refresh(first["refresh_token"]), nonce=False)
        check(second["access_token"] != first["access_token"])
        before, after = first["claims"], second["claims"]
        check(all(before.get(name) == after.get(name) for name in ("iss", "sub", "aud", "auth_time")), before, after)
        # An answer that was lost on its way is asked for again.
        again = each.tokens(each.refresh(first["refresh_token"]), nonce=False)
        check(again["refresh_token"] == second["refresh_token"], "another successor")
        each.claims(again)
        answer = each.refresh(second["refresh_token"], proof=False)
        refusal(answer, "invalid_request", "invalid_grant", "invalid_client", "invalid_dpop_proof", statuses=(400,))
    refusal(party.refresh(second["refresh_token"]), "invalid_grant", statuses=(400,))
    # What the other client holds is still good.
    other.claims(other.tokens(other.refresh(second["refresh_token"]), nonce=False))
