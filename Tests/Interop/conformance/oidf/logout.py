"""The plans for logouts that clients begin."""
import contextlib
import http.server
import secrets
import threading
import time
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet

from checks import check
from jose import Key, compact, part, read
from party import AFTER_LOGOUT, Party

from .basic import MUST_ASK
from .config import addresses, document
from .registry import check_of


def end_session(party, allow=True, **fields):
    """Where the browser is led, or what the last page says."""
    query = urlencode({name: value for name, value in fields.items() if value is not None})
    return party.visitor.visit(f"{party.site.endpoint('end_session')}?{query}", allow)


def is_logged_out(party):
    check(party.error(prompt="none") in MUST_ASK, "the user is still logged in")


def is_logged_in(party):
    party.flow(prompt="none")


def usual(tokens):
    return {
        "id_token_hint": tokens["id_token"], "post_logout_redirect_uri": AFTER_LOGOUT, "state": secrets.token_urlsafe(96)}


def led_back(led, state):
    """To the registered address, with the state and nothing else."""
    at = urlsplit(led)
    check(f"{at.scheme}://{at.netloc}{at.path}" == AFTER_LOGOUT and not at.fragment, led)
    check(dict(parse_qsl(at.query, keep_blank_values=True)) == ({"state": state} if state else {}), led)


def refused(party, **fields):
    """The browser stays, and the page tells of an error."""
    page = end_session(party, **fields)
    check(party.visitor.status == 400 and "invalid_request" in page, party.visitor.status, page)
    check(party.visitor.pages == [], party.visitor.pages)
    # A logout that nobody has shown to be wanted does not happen.
    is_logged_in(party)


@check_of("oidcc-rp-initiated-logout")
def logout(site):
    party = Party(site)
    fields = usual(party.flow())
    led_back(end_session(party, **fields), fields["state"])
    is_logged_out(party)


@check_of("oidcc-rp-initiated-logout-bad-post-logout-redirect-uri")
def bad_address(site):
    party = Party(site)
    refused(party, **usual(party.flow()) | {"post_logout_redirect_uri": "https://rp.example.com/another"})


@check_of("oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri")
def query_added(site):
    party = Party(site)
    refused(party, **usual(party.flow()) | {"post_logout_redirect_uri": f"{AFTER_LOGOUT}?foo=bar"})


@check_of("oidcc-rp-initiated-logout-modified-id-token-hint")
def modified_hint(site):
    party = Party(site)
    tokens = party.flow()
    unsigned = f"{part({'alg': 'none'})}.{tokens['id_token'].split('.')[1]}."
    refused(party, **usual(tokens) | {"id_token_hint": unsigned})


@check_of("oidcc-rp-initiated-logout-bad-id-token-hint")
def bad_hint(site):
    party = Party(site)
    tokens = party.flow()
    header = read(tokens["id_token"], 0)
    foreign = compact(header, read(tokens["id_token"]), Key("RS256"))
    refused(party, **usual(tokens) | {"id_token_hint": foreign})


@check_of("oidcc-rp-initiated-logout-no-id-token-hint")
def no_hint(site):
    party = Party(site)
    fields = usual(party.flow()) | {"id_token_hint": None}
    refused(party, **fields)
    # A client that names itself is not believed either: the user is asked.
    page = end_session(party, allow=False, client_id=party.id, **fields)
    check(party.visitor.pages == ["decision"] and "://" not in page, party.visitor.pages, page)
    is_logged_in(party)


@check_of("oidcc-rp-initiated-logout-no-params")
def no_parameters(site):
    confirmed(Party(site))


@check_of("oidcc-rp-initiated-logout-only-state")
def only_state(site):
    confirmed(Party(site), state=secrets.token_urlsafe(96))


def confirmed(party, **fields):
    """The user is asked, and then logged out, and led nowhere."""
    party.flow()
    page = end_session(party, **fields)
    check(party.visitor.pages == ["decision"], party.visitor.pages)
    check("You are logged out." in page and party.visitor.status == 200, page)
    is_logged_out(party)


@check_of("oidcc-rp-initiated-logout-no-post-logout-redirect-uri")
def no_address(site):
    party = Party(site)
    page = end_session(party, **usual(party.flow()) | {"post_logout_redirect_uri": None})
    check("You are logged out." in page and party.visitor.status == 200, page)
    is_logged_out(party)


@check_of("oidcc-rp-initiated-logout-no-state")
def no_state(site):
    party = Party(site)
    led_back(end_session(party, **usual(party.flow()) | {"state": None}), None)
    is_logged_out(party)


# Back-channel


@check_of("oidcc-backchannel-logout-discovery-endpoint-verification")
def backchannel_discovery(site):
    found = document(site)
    for name in ("backchannel_logout_supported", "backchannel_logout_session_supported"):
        check(found.get(name) is True, name, found.get(name))
    addresses(found, "end_session_endpoint")


@check_of("oidcc-backchannel-rp-initiated-logout")
def backchannel(site):
    with receiver() as (address, came):
        party = Party(site, backchannel_logout_uri=address, backchannel_logout_session_required=True)
        tokens = party.flow()
        fields = usual(tokens)
        led_back(end_session(party, **fields), fields["state"])
        is_logged_out(party)
        check(came.acquire(timeout=10), "nobody came to the backchannel_logout_uri")
        check(len(came.bodies) == 1 and list(came.bodies[0]) == ["logout_token"], came.bodies)
        logout_token(site, party, tokens, came.bodies[0]["logout_token"][0])


def logout_token(site, party, tokens, text):
    """OpenID Connect Back-Channel Logout §2.4, §2.6."""
    decoded = jwt.decode(
        text, KeySet.import_key_set({"keys": site.keys()}), algorithms=[party.client["id_token_signed_response_alg"]])
    header, claims, now = decoded.header, decoded.claims, time.time()
    # So that it is taken for no other token, and no other for it.
    check(header.get("typ") == "logout+jwt", header)
    check(claims["iss"] == site.issuer and claims["aud"] in (party.id, [party.id]), claims)
    check(now - 60 < claims["iat"] <= now + 1 and now < claims["exp"] <= now + 3600 and claims["jti"], claims)
    check(claims["events"] == {"http://schemas.openid.net/event/backchannel-logout": {}}, claims)
    check("nonce" not in claims and "sid" in claims, claims)
    for name in {"sub", "sid"} & set(claims):
        check(claims[name] == tokens["claims"][name], name, claims)


@contextlib.contextmanager
def receiver():
    """The client's own server: its address, and what comes."""
    came = threading.Semaphore(0)
    came.bodies = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            came.bodies.append(parse_qs(body.decode()))
            self.send_response(200)
            self.send_header("Cache-Control", "no-store")
            self.send_header("Content-Length", "0")
            self.end_headers()
            came.release()

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/logout", came
        finally:
            server.shutdown()
