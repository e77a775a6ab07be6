"""Makes tokens: mostly right ones with one thing wrong, and signed rightly so that the signature does not hide it."""

import base64
import json

NOW = 1_700_000_000
ISSUER, AUDIENCE, LEEWAY = "https://login.example", "https://api.example", 30
# What the verifiers demand: nothing, issuer and audience, or those with some leeway.
POLICIES = {
    "plain": {"issuer": None, "audience": None, "leeway": 0},
    "named": {"issuer": ISSUER, "audience": AUDIENCE, "leeway": 0},
    "lenient": {"issuer": ISSUER, "audience": AUDIENCE, "leeway": LEEWAY},
}


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Draft:
    """A token in the making. Members are pairs of JSON texts, so that they can be written in any odd way."""

    def __init__(self, rng, key, wrong_key, policy):
        self.rng, self.key, self.wrong_key, self.policy_name = rng, key, wrong_key, policy
        self.policy = POLICIES[policy]
        self.header = [['"alg"', json.dumps(key.algorithm)], ['"typ"', '"JWT"']]
        if rng.random() < 0.5:
            self.header.append(['"kid"', '"k1"'])
        self.payload = [
            ['"sub"', json.dumps(rng.choice(["ada", "에이다", "\u00e9", "a b"]))],
            ['"iat"', str(NOW - 10)],
            ['"exp"', str(NOW + 900)],
            ['"jti"', '"x"'],
            ['"type"', '"access"'],
            ['"fresh"', "true"],
        ]
        if rng.random() < 0.5:
            self.payload.append(['"nbf"', str(NOW - 10)])
        if self.policy["issuer"]:
            self.payload.append(['"iss"', json.dumps(ISSUER)])
        if self.policy["audience"]:
            self.payload.append(['"aud"', json.dumps(rng.choice([AUDIENCE, [AUDIENCE], ["x", AUDIENCE]]))])
        if rng.random() < 0.3:
            self.payload.append(['"roles"', '["admin",{"a":-1.5e3,"b":[null,true]}]'])
        rng.shuffle(self.header)
        rng.shuffle(self.payload)
        # What is done to the bytes of header and payload, to the three segments before and after signing, to the
        # signature's bytes, and to the whole text.
        self.bytes_changes = {"header": [], "payload": []}
        self.segment_changes = {"header": [], "payload": [], "signature": []}
        self.signature_changes, self.text_changes = [], []
        self.signer = key.sign

    def set(self, part, name, value):
        """Sets a member to a JSON text, or removes it."""
        members = [member for member in getattr(self, part) if member[0] != f'"{name}"']
        if value is not None:
            members.insert(self.rng.randint(0, len(members)), [f'"{name}"', value])
        setattr(self, part, members)

    def text(self):
        parts = []
        for part in ("header", "payload"):
            space = self.rng.choice(["", "", " ", "\r\n "])
            members = getattr(self, part)
            data = ("{" + ",".join(f"{space}{name}:{space}{value}" for name, value in members) + space + "}").encode(
                "utf-8", "surrogatepass"
            )
            for change in self.bytes_changes[part]:
                data = change(data)
            segment = encode(data)
            for change in self.segment_changes[part]:
                segment = change(segment)
            parts.append(segment)
        signature = self.signer(".".join(parts).encode("utf-8"))
        for change in self.signature_changes:
            signature = change(signature)
        segment = encode(signature)
        for change in self.segment_changes["signature"]:
            segment = change(segment)
        text = ".".join(parts + [segment])
        for change in self.text_changes:
            text = change(text)
        return text
