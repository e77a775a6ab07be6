"""The ways in which a token is made wrong, or odd. Each changes a draft in one way."""
import json

from cryptography.hazmat.primitives.asymmetric import utils

from drafts import AUDIENCE, ISSUER, LEEWAY, NOW, POLICIES, Draft
from keys import CURVES, ORDERS, Key

NAMES = ["HS256", "HS384", "HS512", "RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA", "Ed25519", "none", "None",
    "ES256K"]


def algorithm(draft):
    own = draft.key.algorithm
    odd = [own.lower(), own.upper(), own + " ", own + "\0", "", own.replace("S", "\u017f")]
    texts = [json.dumps(name) for name in NAMES + odd] + ["null", "5", "[]", "{}", "true", json.dumps([own]), None]
    draft.set("header", "alg", draft.rng.choice(texts + [f'"\\u{ord(own[0]):04x}{own[1:]}"'] * 4))


def media_type(draft):
    texts = ['"jwt"', '"application/jwt"', '"APPLICATION/JWT"', '"at+jwt"', '"JOSE"', '""', "null", "5", '["JWT"]',
        None]
    draft.set("header", "typ", draft.rng.choice(texts + ['"J\\u0057T"', '"text/JWT"', '"JWT "']))


def key_id(draft):
    texts = ['"k2"', '"K1"', '"\u212a1"', '""', json.dumps("k" * 256), json.dumps("k" * 257), "null", "5", '["k1"]',
        "{}"]
    texts += ['"k1\\u0000"', '"k1 "', '"../k1"', '"\\u006b1"', '"\\u006B1"', '"k1\\ud800"']
    draft.set("header", "kid", draft.rng.choice(texts))


def critical(draft):
    texts = ['["b64"]', "[]", '"b64"', "null", '["exp"]', '["x"]', '["kid"]', '["b64","b64"]', "[5]", '["alg"]', "{}",
        "true"]
    draft.set("header", "crit", draft.rng.choice(texts))
    if draft.rng.random() < 0.5:
        draft.set("header", draft.rng.choice(["b64", "x", "exp"]), draft.rng.choice(["true", "false", '"x"', "5"]))


def demands(draft):
    name, values = draft.rng.choice(
        [
            ("b64", ["true", "false", "null", "1"]),
            ("zip", ['"DEF"', "null"]),
            ("enc", ['"A128GCM"']),
            ("cty", ['"JWT"', '"json"', '""', "5"]),
        ]
    )
    draft.set("header", name, draft.rng.choice(values))


def key_sources(draft):
    name = draft.rng.choice(["jku", "x5u", "x5c", "jwk", "x5t", "x5t#S256"])
    values = ['"https://a.example/keys"', '"file:///etc/passwd"', '["MIIB"]', '{"kty":"oct","k":"AAAA"}', '"AAAA"',
        "null", "5"]
    draft.set("header", name, draft.rng.choice(values))


def unknown_parameter(draft):
    draft.set("header", draft.rng.choice(["x", "iat", "\u00e9", "ALG", "svt"]), draft.rng.choice(["1", '"HS256"',
        "null", "{}"]))


def long_header(draft):
    draft.set("header", "jku", json.dumps("https://a.example/" + "k" * draft.rng.choice([100, 300, 320, 360, 500,
        3000])))


DATES = [NOW - 1, NOW, NOW + 1, NOW - LEEWAY, NOW - LEEWAY + 1, NOW - LEEWAY - 1, NOW + LEEWAY, NOW + LEEWAY + 1, 0]
DATE_TEXTS = [str(date) for date in DATES] * 3
DATE_TEXTS += [f"{date}{fraction}" for date in DATES for fraction in (".5", ".25", ".000001", ".999", ".0", "e0",
    ".0E+0")]
DATE_TEXTS += ["1.7e9", "1.7E+9", "17e8", "1700000000000e-3", "170000000000.5e-2", "3e9", "0.3e10", "-1", "-0", "-0.0",
    "-1e300"]
DATE_TEXTS += ["253402300799", "253402300800", "1e300", "1e400", "9223372036854775807", "9223372036854775808", "1e-400"]
DATE_TEXTS += ["9" * 400, "NaN", "Infinity", "-Infinity", "null", "true", "false", "[]", "{}", '""', '"x"',
    "[1800000000]"]
DATE_TEXTS += ['"1800000000"', '"1699999000"', '" 1800000000 "', '"1_800_000_000"', '"1800000000.5"', '"0x6b49d200"',
    None]


def date(draft):
    draft.set("payload", draft.rng.choice(["exp", "exp", "nbf", "iat"]), draft.rng.choice(DATE_TEXTS))


def issuer(draft):
    texts = [ISSUER + "/", ISSUER[:-1], ISSUER.upper(), "", "x", [ISSUER], None, 5, True, {ISSUER: 1}, "e\u0301", [],
        ISSUER + "\0"]
    choices = [json.dumps(text) for text in texts] + [None, json.dumps(ISSUER).replace("h", "\\u0068")] * 2
    draft.set("payload", "iss", draft.rng.choice(choices))


def audience(draft):
    texts = [AUDIENCE, AUDIENCE + "/", AUDIENCE[:-1], "", "x", [AUDIENCE], ["x", AUDIENCE], [], [[AUDIENCE]],
        [AUDIENCE, 5]]
    texts += [None, 5, 0, True, False, {AUDIENCE: 1}, {}, [None], [AUDIENCE, AUDIENCE], ["x"] * 200,
        ["x"] * 200 + [AUDIENCE]]
    draft.set("payload", "aud", draft.rng.choice([json.dumps(text) for text in texts] + [None] * 2))


def subject(draft):
    choices = ['""', "null", "5", "[]", '["ada"]', "true", "{}", None, '"\\u0061da"', '"a\\u0000"', '"\\ud83d\\ude00"',
        '" "', "0"]
    draft.set("payload", "sub", draft.rng.choice(choices))


def token_id(draft):
    draft.set("payload", "jti", draft.rng.choice(['""', "null", "5", "[]", "{}", "true", None, '"\u00e9"']))


def token_type(draft):
    choices = ['"refresh"', '"ACCESS"', "5", "null", '["access"]', None, '"acc\\u0065ss"', '""', '"access "', "true"]
    draft.set("payload", "type", draft.rng.choice(choices))


def duplicate(draft):
    part = draft.rng.choice(["header", "payload"])
    members = getattr(draft, part)
    name, value = draft.rng.choice(members)
    if draft.rng.random() < 0.5:
        # The same name in another spelling.
        name = f'"\\u{ord(name[1]):04x}{name[2:]}'
    members.insert(draft.rng.randint(0, len(members)), [name, draft.rng.choice([value, value, '"x"', "null"])])


def nested_duplicate(draft):
    draft.set("payload", "x", draft.rng.choice(['{"a":1,"a":1}', '[{"a":{"b":1,"\\u0062":2}}]', '{"a":1,"A":2}',
        '{"\u00e9":1,"e\u0301":2}']))


VALUES = ["NaN", "Infinity", "-Infinity", "1e400", "-1e400", "-0", "0e0", "0.1e-999", "9" * 400, "1." + "3" * 300,
    "01", "+1", ".5", "1."]
VALUES += ["1e", "1e+", "-", "- 1", "0x10", "1_000", "True", "None", "nul", "undefined", "'a'", "a", "[1,]", "[,1]",
    "[1 2]", "{a:1}", "{1:1}"]
VALUES += ['{"a":1,}', '{"a"}', '{"a":}', "/**/1", "1//", "[", "]", "{", '"', '"\\x41"', '"\\u12"', '"\\u12G4"',
    '"\\"', '"\\\'"', '"\\/"']
VALUES += ['"\\ud800"', '"\\udc00"', '"\\ud83d\\ude00"', '"\\ude00\\ud83d"', '"\\ud83dx"', '"\\u0000"', '"\\u001f"',
    '"\x01"', '"\x1f"', '"\t"']
VALUES += ['"\n"', '"\x00"', '"\x7f"', '"\u2028"', '"\uffff"', '"\U0010ffff"', '"\ud800"', "", " ", "\u00a01", "\x0b1",
    "\x0c1", "\ufeff1"]
VALUES += ["[" * depth + "]" * depth for depth in (5, 14, 15, 16, 17, 40, 300, 2000)]
VALUES += ['{"a":' * depth + "1" + "}" * depth for depth in (5, 14, 15, 16, 17, 40, 300)]
VALUES += ["{" + ",".join(f'"{index}":1' for index in range(count)) + "}" for count in (100, 240, 249, 250, 256, 300)]
VALUES += ["[" + ",".join(['{"a":1}'] * count) + "]" for count in (100, 260)]
VALUES += [json.dumps("x" * count) for count in (1000, 8000, 11000, 12200, 13000, 20000)]


def odd_value(draft):
    part = "payload" if draft.rng.random() < 0.8 else "header"
    # A parameter that joserfc knows, so that it comes as far as the value.
    draft.set(part, "x" if part == "payload" else "jwk", draft.rng.choice(VALUES))


def odd_bytes(draft):
    part = draft.rng.choice(["header", "payload"])
    bad = draft.rng.choice([b"\xff", b"\x80", b"\xc0\xaf", b"\xed\xa0\x80", b"\xed\xb0\x80", b"\xf5\x80\x80\x80",
        b"\xf4\x90\x80\x80", b"\xe2\x28\xa1", b"\xc3"])
    end = draft.rng.choice([b"\0", b"{}", b"x", b",", b"\n", b" \t\r\n", b"\x0b", b"\xc2\xa0", b"\xef\xbb\xbf"])
    changes = [
        lambda data: data[:-1] + b',"y":"' + bad + b'"}',
        lambda data: data[:-1] + b',"' + bad + b'":1}',
        lambda data: data + end,
        lambda data: end + data,
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.decode("utf-8", "replace").encode(draft.rng.choice(["utf-16", "utf-16-le", "utf-16-be",
            "utf-32", "utf-32-le"])),
        lambda data: data[: draft.rng.randint(0, len(data))],
        lambda data: draft.rng.choice([b"", b"null", b"[]", b"5", b'"x"', b"true", b"[" + data + b"]", b"{}",
            data + data]),
        lambda data: data.replace(b'"', b"'"),
        lambda data: data.replace(b":", b"=", 1),
        lambda data: flip(draft.rng, data),
    ]
    draft.bytes_changes[part].append(draft.rng.choice(changes))


def flip(rng, data):
    if not data:
        return data
    place = rng.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << rng.randrange(8))]) + data[place + 1 :]


ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def stray_bits(segment):
    """Another last character that stands for the same bytes to whoever is not strict."""
    if len(segment) % 4 < 2 or segment[-1] not in ALPHABET:
        return segment + "A"
    return segment[:-1] + ALPHABET[ALPHABET.index(segment[-1]) | 1]


def segment(draft):
    rng = draft.rng
    place = rng.random()

    def insert(character):
        return lambda text: text[: int(place * len(text))] + character + text[int(place * len(text)) :]

    changes = [
        lambda text: text + "=" * (-len(text) % 4),
        lambda text: text + "=" * (-len(text) % 4),
        lambda text: text + "=",
        lambda text: text + "==",
        lambda text: text + "====",
        lambda text: "=" + text,
        stray_bits,
        stray_bits,
        lambda text: text.replace("-", "+").replace("_", "/"),
        lambda text: text + "A",
        lambda text: text[:-1],
        lambda text: "",
        insert("\n"),
        insert(" "),
        insert("."),
        insert("%"),
        insert("\u00e9"),
        insert("\u212a"),
        insert("\0"),
        insert("\u0301"),
    ]
    part = rng.choice(["header", "payload", "signature"])
    draft.segment_changes[part].append(rng.choice(changes))


def little(number):
    return (number % 256**32).to_bytes(32, "little")


ED_ORDER = 2**252 + 27742317777372353535851937790883648493


def signature(draft):
    rng, name = draft.rng, draft.key.algorithm
    changes = [
        lambda data: flip(rng, data),
        lambda data: data[:-1],
        lambda data: data + b"\0",
        lambda data: b"\0" + data,
        lambda data: b"",
        lambda data: bytes(len(data)),
        lambda data: b"\xff" * len(data),
        lambda data: data[: len(data) // 2],
        lambda data: data + data,
        lambda data: data[::-1],
    ]
    if name in CURVES:
        order, half = ORDERS[name], len(draft.key.sign(b"")) // 2

        def numbers(data):
            return int.from_bytes(data[:half], "big"), int.from_bytes(data[half:], "big")

        def join(r, s):
            # Another change may have come before, so that the numbers are out of all ranges.
            return b"".join((number % 256**half).to_bytes(half, "big") for number in (r, s))

        changes += [
            # The one that all accept: (r, n - s) is as good a signature as (r, s).
            lambda data: join(numbers(data)[0], order - numbers(data)[1]),
            lambda data: join(numbers(data)[0], order - numbers(data)[1]),
            lambda data: join(0, numbers(data)[1]),
            lambda data: join(numbers(data)[0], 0),
            lambda data: join(numbers(data)[0] + order, numbers(data)[1]),
            lambda data: join(order, order),
            lambda data: utils.encode_dss_signature(*numbers(data)),
        ]
    elif name.startswith("Ed"):
        changes += [lambda data: data[:32] + little(int.from_bytes(data[32:], "little") + ED_ORDER)] * 2
        changes += [lambda data: b"\1" + bytes(63), lambda data: data[:32] + bytes(32)]
    elif not name.startswith("HS"):
        modulus = draft.key.private.public_key().public_numbers().n

        def add_modulus(data):
            number = (int.from_bytes(data, "big") + modulus) % 256**257
            return number.to_bytes(257, "big").lstrip(b"\0")

        changes += [add_modulus] * 2
        changes += [lambda data: data.lstrip(b"\0")[1:]]
    draft.signature_changes.append(rng.choice(changes))


def other_signer(draft):
    name = draft.key.algorithm
    if draft.rng.random() < 0.5 or name.startswith("HS"):
        draft.signer = draft.wrong_key.sign
    else:
        # The public key's text as a shared secret (RFC 8725, section 2.1).
        stolen = Key("HS256", "", None)
        stolen.private = draft.key.public_pem()
        draft.signer = stolen.sign
        draft.set("header", "alg", '"HS256"')


def text(draft):
    rng = draft.rng
    changes = [
        lambda text: text + rng.choice([" ", "\n", "\r\n", "\0", ".", "..", "=", "\u00e9"]),
        lambda text: rng.choice([" ", "\n", "Bearer ", "\ufeff", ".", '"']) + text,
        lambda text: text.rsplit(".", 1)[0],
        lambda text: text.rsplit(".", 1)[0] + ".",
        lambda text: text + "." + text.rpartition(".")[2],
        lambda text: text + ".AA.AA",
        lambda text: ".".join(text.split(".")[::-1]),
        lambda text: "." + text.split(".", 1)[-1],
        lambda text: text.replace(".", "..", 1),
        lambda text: text.replace(".", "\u2024", 1),
        lambda text: rng.choice(["", ".", "..", "...", "." * 1000, "a.b.c", "e30.e30.", "null"]),
        lambda text: json.dumps(dict(zip(["protected", "payload", "signature"], text.split(".")))),
        lambda text: text.upper(),
        lambda text: text.swapcase(),
        lambda text: text[: rng.randint(0, len(text))],
        lambda text: changed(rng, text),
        lambda text: changed(rng, text),
        lambda text: changed(rng, text),
    ]
    draft.text_changes.append(rng.choice(changes))


def changed(rng, text):
    if not text:
        return "a"
    place = rng.randrange(len(text))
    return text[:place] + rng.choice(ALPHABET + ".=+/ \u00e9") + text[place + 1 :]


# How often each is taken.
MUTATIONS = {
    algorithm: 5, media_type: 4, key_id: 5, critical: 4, demands: 3, key_sources: 4, unknown_parameter: 2,
        long_header: 2,
    date: 18, issuer: 5, audience: 6, subject: 4, token_id: 2, token_type: 3, duplicate: 5, nested_duplicate: 2,
    odd_value: 16, odd_bytes: 10, segment: 12, signature: 10, other_signer: 3, text: 8,
}  # fmt: skip

ALGORITHMS = {
    "HS256": 34, "HS384": 4, "HS512": 4, "RS256": 4, "RS384": 1, "RS512": 1, "PS256": 3, "PS384": 1, "PS512": 1,
    "ES256": 16, "ES384": 3, "ES512": 3, "EdDSA": 16, "Ed25519": 9,
}  # fmt: skip


def make(rng, keys):
    """A draft with no mutation (one in ten), one, or two."""
    (name,) = rng.choices(list(ALGORITHMS), list(ALGORITHMS.values()))
    draft = Draft(rng, *keys[name], rng.choice(list(POLICIES)))
    count = rng.choices([0, 1, 2], [10, 70, 20])[0]
    mutations = rng.choices(list(MUTATIONS), list(MUTATIONS.values()), k=count)
    for mutation in mutations:
        mutation(draft)
    return draft, [mutation.__name__ for mutation in mutations]
