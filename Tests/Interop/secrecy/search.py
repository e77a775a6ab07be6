"""Looks for secrets in what was printed and stored, in every spelling that a program may give them."""
import base64
import json
import urllib.parse

# What is shorter stands in any text by chance.
SHORTEST = 10


def aligned(secret, encode):
    """The middle of the base64 of a secret wherever it may stand within other bytes."""
    for before in range(3):
        text = encode(b"\0" * before + secret).rstrip(b"=")
        # The first and the last characters depend on the neighbours.
        yield text[(0, 2, 3)[before]:len(text) - (1 if (before + len(secret)) % 3 else 0)]


def spellings(secret):
    """How a secret may be written: as it is, in hex, base64, base64url, percent-encoded, as JSON and as a list of bytes."""
    found = {"as it is": [secret], "hex": [secret.hex().encode(), secret.hex(" ").encode()]}
    found["base64"] = list(aligned(secret, base64.b64encode))
    found["base64url"] = list(aligned(secret, base64.urlsafe_b64encode))
    found["percent-encoded"] = [urllib.parse.quote(secret, safe="").encode(), b"".join(b"%%%02x" % byte for byte in secret)]
    found["a form"] = [urllib.parse.quote_plus(secret, safe="").encode()]
    found["a list of bytes"] = [b", ".join(b"%d" % byte for byte in secret), b",".join(b"%d" % byte for byte in secret)]
    try:
        text = secret.decode()
        found["JSON"] = [json.dumps(text)[1:-1].encode(), "".join(f"\\u{ord(c):04x}" for c in text).encode()]
        found["UTF-16"] = [text.encode("utf-16-le"), text.encode("utf-16-be")]
    except UnicodeDecodeError:
        pass
    return {name: [needle.lower() for needle in needles if len(needle) >= SHORTEST] for name, needles in found.items()}


class Secrets:
    """Secrets with names, and texts and files in which none of them may stand."""

    def __init__(self):
        self.everywhere, self.printed, self.texts, self.files = {}, {}, [], []
        self.found = []

    def add(self, name, secret):
        """A secret that may stand nowhere, such as a password or a token."""
        self.put(self.everywhere, name, secret)

    def add_stored(self, name, secret):
        """A secret that the database has, and nothing prints, such as a hash."""
        self.put(self.printed, name, secret)

    @staticmethod
    def put(table, name, secret):
        data = secret.encode() if isinstance(secret, str) else bytes(secret)
        if len(data) < SHORTEST:
            raise ValueError(f"{name} is too short to be looked for")
        table[data] = name

    def token(self, name, token):
        """A JWT: also its claims and its signature by themselves."""
        self.add(name, token)
        _, body, signature = token.split(".")
        self.add(f"{name}, its claims", body)
        self.add(f"{name}, its signature", signature)
        self.add(f"{name}, its signature's bytes", base64.urlsafe_b64decode(signature + "=="))

    def print(self, source, text):
        """Something that was printed or answered."""
        self.texts.append((source, text.encode() if isinstance(text, str) else bytes(text)))

    def store(self, source, data):
        """The bytes of a file."""
        self.files.append((source, bytes(data)))

    def hits(self, secrets, haystacks):
        places = [(source, data.lower()) for source, data in haystacks]
        for secret, name in secrets.items():
            for spelling, needles in spellings(secret).items():
                for needle in needles:
                    for source, data in places:
                        at = data.find(needle)
                        if at >= 0:
                            yield name, spelling, source, data[max(0, at - 60):at]

    def search(self):
        """Every secret that stands where it may not: its name, its spelling, the place, and what stands before it."""
        return list(self.hits(self.everywhere, self.texts + self.files)) + list(self.hits(self.printed, self.texts))

    def size(self):
        return sum(len(data) for _, data in self.texts), sum(len(data) for _, data in self.files)


def self_test():
    """What the search misses: each spelling of a secret within other bytes, planted one at a time."""
    missed = []
    for secret in (b"correct horse battery staple \xc3\xa9", bytes(range(200, 232))):
        for spelling, needles in spellings(secret).items():
            for number, needle in enumerate(needles):
                for case in (bytes, bytes.upper):
                    secrets = Secrets()
                    secrets.add("planted", secret)
                    secrets.print("a log", b"before " + case(needle) + b" after")
                    if not secrets.search():
                        missed.append(f"{spelling} {number}")
        for before in range(4):
            for encode in (base64.b64encode, base64.urlsafe_b64encode):
                secrets = Secrets()
                secrets.add("planted", secret)
                secrets.store("a file", encode(b"x" * before + secret + b"yy"))
                if not secrets.search():
                    missed.append(f"{encode.__name__} behind {before} bytes")
    secrets = Secrets()
    secrets.add_stored("planted", "$argon2id$v=19$planted")
    secrets.store("a database", b"$argon2id$v=19$planted")
    if secrets.search():
        missed.append("a hash may stand in the database")
    return missed
