"""Tokens, cookies and passwords cross between a real Flask application and services in Swift, in both directions.

usage: python Tests/Interop/flask_interop.py MAPAE-FLASK-PEER

Three services share one site's `.env` file or its key: Flask itself, Mapae's Flask face, and Mapae's default face. Each
checks what each has issued.
"""

import base64
import hashlib
import hmac
import json
import secrets
import sys
import tempfile

from werkzeug.security import check_password_hash, generate_password_hash

import flask_settings
from flask_services import USER, FlaskApp, Face, Keys, Peer

ALGORITHMS = ["HS256", "RS256", "ES256", "EdDSA"]
ROUTES = ["/protected", "/fresh", "/refresh"]
checks = 0


def check(truth, *context):
    global checks
    checks += 1
    if not truth:
        raise AssertionError(" | ".join(str(part) for part in context))


# What is issued, and which of the three routes it opens.
TOKENS = {
    "access": (dict(), {"/protected"}),
    "fresh access": (dict(fresh=True), {"/protected", "/fresh"}),
    "access that is fresh for an hour": (dict(fresh_seconds=3600), {"/protected", "/fresh"}),
    "access that was fresh until a minute ago": (
        dict(fresh_seconds=60, lifetime=7200, ago=120), {"/protected"}),
    "refresh": (dict(kind="refresh"), {"/refresh"}),
    "access that has expired": (dict(fresh=True, lifetime=60, ago=120), set()),
    "refresh that has expired": (dict(kind="refresh", lifetime=60, ago=120), set()),
}


def judge(services, token, opened, *context):
    """Every service must open these routes to the token and no others; Flask's face must answer as Flask does."""
    for route in ROUTES:
        for method in ["GET", "POST"]:
            answers = {s.name: s.request(method, route, {"Authorization": f"Bearer {token}"}) for s in services}
            for name, answer in answers.items():
                where = (*context, f"{method} {route} at {name}", answer)
                if route in opened:
                    kind = "refresh" if route == "/refresh" else "access"
                    check(answer.status == 200, *where)
                    check(answer.json == {"sub": USER, "type": kind, "location": "header"}, *where)
                else:
                    check_refusal(name, answer, where)
            flask, face = answers["Flask"], answers["Mapae /flask"]
            check((flask.status, flask.json) == (face.status, face.json), *context, method, route, flask, face)


def check_refusal(name, answer, where):
    if name == "Mapae /default":
        check(answer.status in (401, 403) and "error" in answer.json, *where)
        check(answer.status != 401 or answer.header("www-authenticate").startswith("Bearer "), *where)
    else:
        check(answer.status in (401, 422) and list(answer.json) == ["msg"], *where)


def tokens(services, strangers, keys):
    for issuer in services:
        for name, (wish, opened) in TOKENS.items():
            judge(services, issuer.token(**wish), opened, keys.algorithm, issuer.name, name)
    for stranger in strangers:
        for wish in [dict(fresh=True), dict(kind="refresh")]:
            judge(services, stranger.token(**wish), set(), keys.algorithm, f"another key: {stranger.name}", wish)
    good = services[0].token(fresh=True)
    for name, token in forgeries(good, keys).items():
        judge(services, token, set(), keys.algorithm, name)


def forgeries(token, keys):
    """What nobody who has no key can be let through with."""
    def part(value):
        return base64.urlsafe_b64encode(value).rstrip(b"=").decode()

    head, payload, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    other = part(json.dumps({**claims, "sub": "grace"}).encode())
    none = part(b'{"alg":"none","typ":"JWT"}')
    forged = {
        "other claims": f"{head}.{other}.{signature}",
        "another signature": f"{head}.{payload}.{part(bytes(len(base64.urlsafe_b64decode(signature + '=='))))}",
        "alg none": f"{none}.{payload}.",
        "alg none and the signature": f"{none}.{payload}.{signature}",
    }
    if keys.public:
        signed = part(b'{"alg":"HS256","typ":"JWT"}') + "." + payload
        for name, secret in [("PEM", keys.public), ("PEM without its last line's end", keys.public.rstrip())]:
            mac = hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest()
            forged[f"HS256 with the public key's {name}"] = f"{signed}.{part(mac)}"
    return forged


def cookies(services, algorithm):
    for issuer in services:
        login = issuer.request("POST", "/login", {})
        given = login.set_cookies
        where = (algorithm, f"login at {issuer.name}", login)
        check(set(given) == {
            "access_token_cookie", "refresh_token_cookie", "csrf_access_token", "csrf_refresh_token"}, *where)
        for name, (_, attributes) in given.items():
            check(("httponly" in attributes) == name.endswith("_cookie"), *where, name)
        check_cookies(services, {name: value for name, (value, _) in given.items()}, algorithm, issuer.name)


def check_cookies(services, jar, algorithm, issuer):
    """What a browser would send, and what a page of another site could have it send."""
    access, refresh = jar["csrf_access_token"], jar["csrf_refresh_token"]
    planted = {**jar, "csrf_access_token": "planted", "csrf_refresh_token": "planted"}
    no_refresh = {name: value for name, value in jar.items() if "refresh" not in name}
    no_access = {name: value for name, value in jar.items() if "access" not in name}
    cases = [
        # Route, method, cookies, CSRF value, whether it is let in.
        ("/protected", "GET", jar, None, True), ("/fresh", "GET", jar, None, True),
        ("/refresh", "GET", jar, None, True),
        ("/protected", "POST", jar, access, True), ("/fresh", "POST", jar, access, True),
        ("/refresh", "POST", jar, refresh, True),
        ("/protected", "POST", no_refresh, access, True), ("/refresh", "POST", no_access, refresh, True),
        ("/protected", "POST", jar, None, False), ("/protected", "POST", jar, "", False),
        ("/protected", "POST", jar, "wrong", False), ("/protected", "POST", jar, refresh, False),
        ("/protected", "POST", jar, access + "x", False), ("/protected", "POST", jar, access[:-1], False),
        ("/protected", "POST", jar, access.upper() + ".", False),
        # The naive check compares the cookie with the header; another subdomain can set the cookie.
        ("/protected", "POST", planted, "planted", False), ("/refresh", "POST", planted, "planted", False),
        ("/protected", "POST", planted, access, True),
        ("/refresh", "POST", jar, None, False), ("/refresh", "POST", jar, access, False),
        ("/protected", "GET", no_access, None, False), ("/refresh", "GET", no_refresh, None, False),
        ("/protected", "GET", {"access_token_cookie": jar["refresh_token_cookie"]}, None, False),
        ("/refresh", "GET", {"refresh_token_cookie": jar["access_token_cookie"]}, None, False),
        ("/protected", "GET", {"access_token_cookie": ""}, None, False), ("/protected", "GET", {}, None, False),
    ]
    for route, method, sent, csrf, is_let_in in cases:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in sent.items())} if sent else {}
        if csrf is not None:
            headers["X-CSRF-TOKEN"] = csrf
        answers = {service.name: service.request(method, route, headers) for service in services}
        for name, answer in answers.items():
            where = (algorithm, f"cookies of {issuer}", f"{method} {route} at {name}", sorted(sent), csrf, answer)
            if is_let_in:
                kind = "refresh" if route == "/refresh" else "access"
                check(answer.status == 200, *where)
                check(answer.json == {"sub": USER, "type": kind, "location": "cookie"}, *where)
            else:
                check_refusal(name, answer, where)
        flask, face = answers["Flask"], answers["Mapae /flask"]
        check((flask.status, flask.json) == (face.status, face.json), algorithm, issuer, method, route, flask, face)
    # What the browser itself says of the page; the default face alone asks.
    headers = {"Cookie": f"access_token_cookie={jar['access_token_cookie']}", "X-CSRF-TOKEN": access}
    for site, status in [("same-origin", 200), ("same-site", 200), ("none", 200), ("cross-site", 403)]:
        answer = services[-1].request("POST", "/protected", {**headers, "Sec-Fetch-Site": site})
        check(answer.status == status, algorithm, issuer, site, answer)


METHODS = [
    "scrypt", "scrypt:16384:8:1", "scrypt:1024:16:2", "pbkdf2", "pbkdf2:sha1:1000", "pbkdf2:sha224:1000",
    "pbkdf2:sha256:1000", "pbkdf2:sha384:1000", "pbkdf2:sha512:210000",
]


def passwords(peer):
    def matches(pwhash, password):
        return peer.post("/password", {"hash": pwhash, "password": password})["matches"]

    for method in METHODS:
        password = secrets.token_urlsafe(16) + " 마패"
        pwhash = generate_password_hash(password, method, salt_length=secrets.choice([8, 16, 32]))
        for tried in [password, password[:-1], password + " ", ""]:
            check(matches(pwhash, tried) == check_password_hash(pwhash, tried), pwhash, tried)
        check(matches(pwhash, password), pwhash, password)
    cheap = "pbkdf2:sha256:10"
    for password in ["", " ", "\u00e9", "e\u0301", "x" * 64, "x" * 65, "x" * 1024, *map(str, range(50))]:
        pwhash = generate_password_hash(password, cheap)
        check(matches(pwhash, password), pwhash, password)
        check(not matches(pwhash, password + "x"), pwhash, password)


def main(program):
    for algorithm in ALGORITHMS:
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as elsewhere:
            keys, other_keys = Keys(folder, algorithm), Keys(elsewhere, algorithm)
            with Peer(program, keys) as peer, Peer(program, other_keys) as other:
                services = [FlaskApp(keys), Face(peer, "flask"), Face(peer, "default")]
                strangers = [FlaskApp(other_keys), Face(other, "flask"), Face(other, "default")]
                tokens(services, strangers, keys)
                cookies(services, algorithm)
                if algorithm == "HS256":
                    passwords(peer)
                    agreed, refused = flask_settings.compare(peer, check)
    print(f"flask: {checks} checks, {len(ALGORITHMS)} algorithms, tokens, cookies and passwords both ways; "
          f"of the variables {agreed} are read alike and {refused} refused")


if __name__ == "__main__":
    main(*sys.argv[1:])
