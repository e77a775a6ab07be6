"""Variables as Flask's `from_prefixed_env` and Flask-JWT-Extended read them, and as Mapae does."""

import datetime
import os

import flask
import flask_jwt_extended as fje

# Values of every kind, right and wrong for each setting.
VALUES = """
true|false|True|False|TRUE|null|None|0|1|2|-1|30|60|3600|600|601|1.5|1e3|060|+5|"60"|""|"x"|x| x | "x" |x,y|a b|마패|"\\u00e9"
"\\u0000"|"\\ud83d\\udc0e"|[]|["a"]|["a", "b"]|[1]|{"a": 1}|{"a": 1, "a": 2}|['a']|('a',)|NaN|Infinity|1e999|[|"|"x
headers|cookies|query_string|json|header|["headers"]|["cookies", "headers"]|"headers"|headers,cookies|['headers']|["x"]
HS256|HS512|RS256|none|hs256|"HS512"|["HS512"]|["HS384", "HS512"]|HS384,HS512|["none"]|POST|["POST"]|["GET", "POST"]|post
Lax|Strict|"Strict"|lax|example.com|.example.com|/|/api/v1|api|X-Token|X Token|Bearer |my_cookie|a;b|https://issuer.example/a,b
""".strip().replace("\n", "|").split("|") + [""]

FLAGS = {
    "JWT_ENCODE_NBF", "JWT_VERIFY_SUB", "JWT_COOKIE_SECURE", "JWT_SESSION_COOKIE", "JWT_COOKIE_CSRF_PROTECT",
    "JWT_CSRF_IN_COOKIES", "JWT_CSRF_CHECK_FORM",
}
NAMES = {"JWT_ENCODE_AUDIENCE", "JWT_DECODE_AUDIENCE", "JWT_DECODE_ISSUER"}
LISTS = {"JWT_TOKEN_LOCATION", "JWT_CSRF_METHODS", "JWT_DECODE_ALGORITHMS"}
# Flask-JWT-Extended tells nothing from an empty text here.
OPTIONAL = {"JWT_ENCODE_AUDIENCE", "JWT_ENCODE_ISSUER", "JWT_COOKIE_DOMAIN", "JWT_COOKIE_SAMESITE"}
LIFETIMES = {"JWT_ACCESS_TOKEN_EXPIRES", "JWT_REFRESH_TOKEN_EXPIRES"}
KEYS = {"JWT_SECRET_KEY", "JWT_PRIVATE_KEY", "JWT_PUBLIC_KEY"}


def of_flask(name, value):
    """The setting's value in a Flask application, in the peer's form."""
    app = flask.Flask("settings")
    os.environ["FLASK_" + name] = value
    try:
        app.config.from_prefixed_env()
    finally:
        del os.environ["FLASK_" + name]
    fje.JWTManager(app)
    raw = app.config[name]
    if name in FLAGS:
        return bool(raw)
    if name in LIFETIMES:
        # What it makes of a number; it fails for anything but numbers and False.
        with app.app_context():
            config = fje.config.config
            end = config.access_expires if "ACCESS" in name else config.refresh_expires
            return int(end.total_seconds()) if isinstance(end, datetime.timedelta) else end
    if name in OPTIONAL and not raw:
        return None
    if name in NAMES:
        return [raw] if isinstance(raw, str) else raw
    if name in LISTS:
        return [raw] if isinstance(raw, str) and raw else list(raw or [])
    return raw


def compare(peer, check):
    """What Mapae accepts, Flask must read as the same value. Returns how many values both read, and how many Mapae refused."""
    names = sorted(set(peer.post("/settings", [{}])["settings"][0]))
    check(len(names) + len(KEYS) == 43, names)
    cases = [(name, value) for name in names for value in VALUES]
    answers = []
    for name in names:
        answers += peer.post("/settings", [{"FLASK_" + name: value} for value in VALUES])["settings"]
    agreed, refused = 0, 0
    for (name, value), ours in zip(cases, answers):
        if "refused" in ours:
            refused += 1
            check(ours["setting"] == name, name, value, ours)
            continue
        theirs = of_flask(name, value)
        if name in LISTS and theirs == [value] != ours[name]:
            # A text that is a list to us; Flask-JWT-Extended fails with it, or finds methods in it by luck.
            check("," in value or value.startswith(("[", "(")), name, value, ours[name], theirs)
            continue
        check(ours[name] == theirs, name, value, ours[name], theirs)
        agreed += 1
    return agreed, refused
