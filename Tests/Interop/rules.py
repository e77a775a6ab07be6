"""The disagreements that are meant, each with what tells its tokens from others. docs/differential.md gives reasons."""

import dataclasses
import sys
import typing

from drafts import NOW

BOTH = ("PyJWT", "joserfc")
LAST_SECOND = 253_402_300_799
ACCEPTED = None


@dataclasses.dataclass(frozen=True)
class Rule:
    name: str
    # The peers that may say something else than Mapae.
    peers: tuple
    # What Mapae then says: codes of its errors, or ACCEPTED.
    codes: tuple
    # Whether the token is one that the rule is about.
    holds: typing.Callable


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_text_list(value):
    return isinstance(value, list) and all(isinstance(element, str) for element in value)


def has_lone_surrogate(text):
    return any(0xD800 <= ord(character) <= 0xDFFF for character in text)


def is_utf8(data):
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_odd_type(view):
    """A registered claim of a type that RFC 7519 does not give it, which a peer does not look at."""
    payload = view.payload
    texts = any(name in payload and not isinstance(payload[name], str) for name in ("iss", "sub", "jti"))
    audience = payload.get("aud", "")
    return texts or not (isinstance(audience, str) or is_text_list(audience))


def is_jwt(value):
    return isinstance(value, str) and value.lower() in ("jwt", "application/jwt")


def cuts_fraction(view, name, allowed):
    value = view.payload.get(name)
    return isinstance(value, float) and abs(value) < 1e18 and value != int(value) and allowed(int(value), value)


def is_beyond_double(value):
    """A number that is infinite as a double; Python has whole numbers of any size."""
    return not isinstance(value, bool) and isinstance(value, (int, float)) and abs(value) > sys.float_info.max


STRICTER_HERE = [
    # The peers see the last of the two alone; here a first one of a wrong type is refused before the second is met.
    Rule(
        "duplicate-member", BOTH, ("duplicate_member", "invalid_header", "invalid_claim", "missing_algorithm"),
        lambda view: view.duplicates,
    ),
    Rule("nul-in-text", BOTH, ("invalid_utf8",), lambda view: any("\0" in text for text in view.texts)),
    Rule(
        "lone-surrogate", BOTH, ("invalid_utf8",),
        lambda view: any(has_lone_surrogate(text) for text in view.texts)
        or not (is_utf8(view.header_bytes) and is_utf8(view.payload_bytes)),
    ),
    Rule("not-a-number", BOTH, ("invalid_json",), lambda view: view.constants),
    Rule("beyond-double", BOTH, ("invalid_json",), lambda view: any(is_beyond_double(value) for value, _ in view.values)),
    Rule("other-encoding", BOTH, ("invalid_json", "json_not_an_object"), lambda view: view.encodings != {"utf-8"}),
    Rule("depth", BOTH, ("json_too_deep",), lambda view: view.depth > 16),
    Rule(
        "members", BOTH, ("json_too_many_members",),
        lambda view: max(view.members(view.header), view.members(view.payload)) > 256,
    ),
    Rule("token-size", BOTH, ("token_too_large",), lambda view: len(view.token.encode()) > 16 * 1024),
    Rule("padding", ("PyJWT",), ("invalid_base64url",), lambda view: "=" in view.token),
    Rule("crit", BOTH, ("critical_header",), lambda view: "crit" in view.header),
    Rule(
        "demanding-header", BOTH, ("unsupported_header",),
        lambda view: any(name in view.header for name in ("b64", "zip", "enc", "cty")),
    ),
    Rule(
        "header-types", ("PyJWT",), ("invalid_header",),
        lambda view: not all(isinstance(view.header.get(name, ""), str) for name in ("typ", "kid"))
        or not 1 <= len(view.header.get("kid", "k").encode("utf-8", "surrogatepass")) <= 256,
    ),
    Rule("unknown-kid", ("PyJWT",), ("unknown_key",), lambda view: view.header.get("kid", "k1") != "k1"),
    Rule("typ", BOTH, ("wrong_media_type",), lambda view: not is_jwt(view.header.get("typ"))),
    Rule("empty-subject", ("PyJWT",), ("missing_claim",), lambda view: view.payload.get("sub") == ""),
    Rule("claim-types", ("PyJWT",), ("invalid_claim",), is_odd_type),
    Rule(
        "date-types", ("PyJWT",), ("invalid_claim",),
        lambda view: any(not is_number(value) for value in view.dates.values()),
    ),
    Rule(
        "date-range", BOTH, ("invalid_claim",),
        lambda view: view.has_minus_zero_date
        or any(is_number(value) and not 0 <= value <= LAST_SECOND for value in view.dates.values()),
    ),
    Rule(
        "early-by-a-fraction", ("PyJWT",), ("token_not_yet_valid",),
        lambda view: any(
            cuts_fraction(view, name, lambda cut, value: cut <= NOW + view.policy["leeway"] < value)
            for name in ("nbf", "iat")
        ),
    ),
    Rule(
        "unwanted-audience", BOTH, ("wrong_audience",),
        lambda view: view.policy["audience"] is None and "aud" in view.payload,
    ),
    Rule("token-type", BOTH, ("wrong_token_type",), lambda view: view.payload.get("type") != "access"),
]  # fmt: skip

KNOWN_PARAMETERS = ("alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit", "b64")


def has_odd_key_source(view):
    """A parameter that Mapae steps over unread, and that joserfc reads although nothing is done with it."""
    header = view.header
    urls = [header[name] for name in ("jku", "x5u") if name in header]
    texts = [header[name] for name in ("x5t", "x5t#S256") if name in header]
    return (
        any(not (isinstance(url, str) and url.startswith(("http://", "https://"))) for url in urls)
        or any(not isinstance(text, str) for text in texts)
        or not is_text_list(header.get("x5c", []))
        or not isinstance(header.get("jwk", {}), dict)
    )


STRICTER_THERE = [
    Rule(
        "late-by-a-fraction", ("PyJWT",), (ACCEPTED,),
        lambda view: cuts_fraction(view, "exp", lambda cut, value: cut <= NOW - view.policy["leeway"] < value),
    ),
    Rule(
        "unknown-parameter", ("joserfc",), (ACCEPTED,),
        lambda view: any(name not in KNOWN_PARAMETERS for name in view.header),
    ),
    Rule("key-sources", ("joserfc",), (ACCEPTED,), has_odd_key_source),
    Rule("header-size", ("joserfc",), (ACCEPTED,), lambda view: len(view.token.split(".")[0]) > 512),
]  # fmt: skip

RULES = STRICTER_HERE + STRICTER_THERE
