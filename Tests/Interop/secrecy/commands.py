"""The command line: each command once and more, right and wrong, with secrets on its standard input."""
import base64
import hashlib
import json
import os
import subprocess

PASSWORDS = {
    "ada": "a good password of ada", "grace": "a good password of grace", "root": "a good password of root",
    "imported": "a good password from elsewhere",
}


class Commands:
    def __init__(self, program, folder, secrets):
        self.program, self.folder, self.secrets = program, folder, secrets
        self.count = 0

    def run(self, *arguments, given="", environment=None, data=None, shows=False, expected=None, refused=False):
        """Runs a command, keeps all that it prints, and returns its output. `shows`: it is asked for a secret; `refused`: it must
        not do it."""
        where = ("--data-dir", data or f"{self.folder}/data") if data is not False else ()
        done = subprocess.run(
            [self.program, *arguments, *where], input=given, capture_output=True, text=True, cwd=self.folder, timeout=60,
            env={"HOME": str(self.folder), "PATH": os.environ["PATH"], "MAPAE_LOG_LEVEL": "trace", **(environment or {})})
        self.count += 1
        # Not the arguments: whoever types them sees them.
        name = f"mapae {' '.join(arguments[:2])}"
        self.secrets.print(f"{name}, standard error", done.stderr)
        if not shows:
            self.secrets.print(f"{name}, standard output", done.stdout)
        if (expected is not None and done.returncode != expected) or (refused and done.returncode == 0):
            raise SystemExit(f"secrecy: {name} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def add_users(self):
        for name in ("ada", "grace"):
            self.run("users", "add", name, given=PASSWORDS[name] + "\n", expected=0)
        self.run("users", "add", "root", "--role", "admin", given=PASSWORDS["root"] + "\n", expected=0)
        for password in PASSWORDS.values():
            self.secrets.add("a password", password)

    def imported(self):
        """Hashes of other programs: two that are taken, and lines that are not."""
        salt, key = "c2FsdC1vZi1pbXBvcnQ", PASSWORDS["imported"].encode()
        scrypt = hashlib.scrypt(key, salt=salt.encode(), n=32768, r=8, p=1, maxmem=64 * 1024 * 1024).hex()
        pbkdf2 = hashlib.pbkdf2_hmac("sha256", key, salt.encode(), 600_000).hex()
        hashes = {"dora": f"scrypt:32768:8:1${salt}${scrypt}", "emil": f"pbkdf2:sha256:600000${salt}${pbkdf2}"}
        bad = "unknown$a-hash-that-nobody-can-check"
        lines = [json.dumps({"username": name, "password_hash": value}) for name, value in hashes.items()]
        wrong = [
            json.dumps({"username": "frida", "password_hash": bad}),
            json.dumps({"username": "a password in the name's place!", "password_hash": hashes["dora"]}),
            json.dumps({"username": "gustav", "password": "a password in a file of users"}),
            '{"username": "hanna", "password_hash": "cut off in the mid',
        ]
        self.secrets.add("a password in the name's place", "a password in the name's place!")
        self.secrets.add("a password in a file of users", "a password in a file of users")
        self.secrets.add("a line that was cut off", "cut off in the mid")
        self.secrets.add("a hash of no known kind", bad)
        for value in (scrypt, pbkdf2):
            self.secrets.add_stored("an imported hash", value)
        file = self.folder / "users.ndjson"
        file.write_text("\n".join(lines + wrong) + "\n")
        self.run("users", "import", str(file), "--dry-run")
        self.run("users", "import", str(file))
        file.write_text("\n".join(lines) + "\n")
        self.run("users", "import", str(file), expected=0)

    def mistakes(self):
        """Secrets where none belong."""
        for given in ("short 7\n", "two passwords\nin two lines\n", "with a NUL\0 in it\n", "", "x" * 5000 + "\n"):
            self.run("users", "add", "nobody", given=given)
            self.run("users", "password", "ada", given=given)
        for text in ("two passwords", "in two lines", "with a NUL"):
            self.secrets.add("a password that was refused", text)
        key = "bm90LWEtbWFzdGVyLWtleS1idXQtYS1zZWNyZXQ"
        self.secrets.add("a master key of the wrong length", key)
        for command in (("keys", "list"), ("config", "check"), ("users", "list")):
            self.run(*command, environment={"MAPAE_MASTER_KEY": key})
        other = base64.urlsafe_b64encode(bytes(range(100, 132))).decode().rstrip("=")
        self.secrets.add("another master key", other)
        self.run("keys", "rotate", environment={"MAPAE_MASTER_KEY": other})
        config = self.folder / "wrong.json"
        config.write_text(json.dumps({"masterKey": other, "port": 1}))
        self.run("config", "check", "--config", str(config))
        config.write_text('{"port": "' + other)
        self.run("config", "check", "--config", str(config))

    def looks(self):
        """All that only looks."""
        for command in (
            ("users", "list"), ("sessions", "list"), ("audit", "tail", "-n", "10000"), ("audit", "search"), ("keys", "list"),
            ("config", "check"), ("migrate", "--dry-run"),
        ):
            self.run(*command, expected=0)
            self.run(*command, "--json", expected=0)

    def keys(self):
        """Private keys in files, and what is said of them."""
        for algorithm in ("ES256", "EdDSA", "RS256", "HS256"):
            jwk, pem = self.folder / f"{algorithm}.json", self.folder / f"{algorithm}.pem"
            self.run("keys", "generate", "--alg", algorithm, "--out", str(jwk), data=False, expected=0)
            text = jwk.read_text()
            for member, value in json.loads(text).items():
                if member in ("d", "p", "q", "dp", "dq", "qi", "k"):
                    self.secrets.add(f"the member {member} of a private key", value)
                    self.secrets.add(f"the bytes of {member} of a private key", base64.urlsafe_b64decode(value + "=="))
            self.run("keys", "show", str(jwk), data=False, expected=0)
            self.run("keys", "show", "-", data=False, given=text, expected=0)
            self.run("keys", "show", "-", data=False, given=text[:-20])
            if algorithm != "HS256":
                self.run("keys", "show", str(jwk), "--json", data=False, expected=0)
                self.run("keys", "convert", str(jwk), "--to", "pem", data=False, expected=0)
                self.run("keys", "convert", str(jwk), "--to", "pem", "--private", "--out", str(pem), data=False, expected=0)
                body = "".join(pem.read_text().splitlines()[1:-1])
                self.secrets.add("a private key in PEM", body)
                self.run("keys", "show", str(pem), "--alg", algorithm, data=False)
        self.run("keys", "rotate", expected=0)
        self.run("keys", "rotate", "--now", expected=0)
        self.run("keys", "rotate", "--alg", "RS256", expected=0)

    def inspections(self, tokens):
        """A look at tokens: good ones, damaged ones, and what is none."""
        for token in tokens:
            for text in (token, token[:-6] + "AAAAAA", token[:40], token.replace(".", ":")):
                self.run("token", "inspect", "-", data=False, given=text)
                self.run("token", "inspect", "-", given=text)
        self.run("token", "inspect", "-", data=False, given=PASSWORDS["ada"])
