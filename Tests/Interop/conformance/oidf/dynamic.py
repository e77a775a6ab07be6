"""The Dynamic OpenID Provider plan: clients that register themselves."""
import contextlib
import http.server
import json
import threading
import time

from checks import check
from jose import Key, read
from party import REDIRECT, Party, refusal
from served import nobody, until

from .registry import check_of

# A key that is not known has a client's keys fetched again, 30 seconds after the last time at the earliest.
PAUSE = 31


@check_of("oidcc-idtoken-rs256")
def id_token_rs256(site):
    party = Party(site, id_token_signed_response_alg="RS256")
    check(party.client["id_token_signed_response_alg"] == "RS256")
    check(read(party.flow()["id_token"], 0)["alg"] == "RS256")


@check_of("oidcc-ensure-redirect-uri-in-authorization-request")
def redirect_uri_missing(site):
    party = Party(site, redirect_uris=[REDIRECT, "https://rp.example.com/second"])
    party.page(redirect_uri=None)


@check_of("oidcc-redirect-uri-query-OK")
def query_right(site):
    party = Party(site, redirect=f"{REDIRECT}?foo=bar")
    party.claims(party.flow())


@check_of("oidcc-redirect-uri-query-mismatch")
def query_other(site):
    Party(site, redirect=f"{REDIRECT}?foo=bar").page(redirect_uri=f"{REDIRECT}?bar=foo")


@check_of("oidcc-redirect-uri-query-added")
def query_added(site):
    Party(site).page(redirect_uri=f"{REDIRECT}?foo=bar")


@check_of("oidcc-redirect-uri-regfrag")
def fragment(site):
    refusal(site.register(redirect_uris=[f"{REDIRECT}#foobar"]), "invalid_redirect_uri", statuses=(400,))


def consent_page(site, **metadata):
    """The page that asks the user for a client with this metadata, which its registration repeats."""
    party = Party(site, **metadata)
    check(all(party.client[name] == value for name, value in metadata.items()), party.client)
    party.flow()
    return next(page for page in party.visitor.read if 'value="yes"' in page)


@check_of(
    "oidcc-registration-logo-uri",
    stricter="no page loads what a stranger names, so no logo is shown and the name stands as unchecked")
def logo(site):
    page = consent_page(site, logo_uri="https://rp.example.com/logo.png")
    check("logo.png" not in page and "A relying party" in page and "Nobody has checked it" in page, page)


@check_of("oidcc-registration-policy-uri")
def policy(site):
    check('href="https://rp.example.com/policy"' in consent_page(site, policy_uri="https://rp.example.com/policy"))


@check_of("oidcc-registration-tos-uri")
def terms(site):
    check('href="https://rp.example.com/terms"' in consent_page(site, tos_uri="https://rp.example.com/terms"))


@contextlib.contextmanager
def key_set(*keys):
    """An address with a client's keys, which may be others later, those keys, and when they were fetched."""
    class Handler(http.server.BaseHTTPRequestHandler):
        published, fetches = list(keys), []

        def log_message(self, *_):
            pass

        def do_GET(self):
            self.fetches.append(time.time())
            body = json.dumps({"keys": [key.jwk for key in self.published]}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/jwks", Handler.published, Handler.fetches
        finally:
            server.shutdown()


@check_of("oidcc-registration-jwks-uri")
def jwks_uri(site):
    key = Key()
    with key_set(key) as (address, _, fetches):
        party = Party(site, method="private_key_jwt", key=key, jwks_uri=address)
        party.claims(party.flow())
        check(len(fetches) == 1, fetches)


@check_of("oidcc-refresh-token-rp-key-rotation")
def client_key_rotation(site):
    key = Key()
    with key_set(key) as (address, published, fetches):
        party = Party(site, method="private_key_jwt", key=key, jwks_uri=address)
        tokens = party.flow(scope="openid offline_access", prompt="consent")
        party.key = Key()
        published[:] = [party.key]
        # The original waits for a minute.
        until(fetches[0] + PAUSE)
        party.claims(party.tokens(party.refresh(tokens["refresh_token"]), nonce=False))
        check(len(fetches) == 2, fetches)


@check_of(
    "oidcc-registration-sector-bad",
    stricter="subjects are the same for all clients, so pairwise ones are refused whatever the document says, which nobody fetches")
def sector_bad(site):
    with nobody() as address:
        refusal(site.register(
            redirect_uris=[REDIRECT], subject_type="pairwise", sector_identifier_uri=f"{address}/sector"),
            "invalid_client_metadata")
        Party(site, sector_identifier_uri=f"{address}/sector")


@check_of("oidcc-server-rotate-keys")
def rotation(site):
    before = {key["kid"] for key in site.keys()}
    for algorithm in ("RS256", "ES256"):
        site.provider.command("keys", "rotate", "--alg", algorithm)
    # The server looks for what an operator does every second.
    deadline = time.time() + 10
    while len({key["kid"] for key in site.keys()} - before) < 2 and time.time() < deadline:
        until(time.time() + 0.1)
    after = {key["kid"] for key in site.keys()}
    check(len(after - before) == 2, "no new key for each algorithm", before, after)
    check(before <= after, "a key that has signed is gone", before, after)
    party = Party(site)
    party.claims(party.flow())


@check_of("oidcc-ensure-client-assertion-with-iss-aud-succeeds")
def assertion_for_issuer(site):
    party = Party(site, method="private_key_jwt")
    party.claims(party.flow())
