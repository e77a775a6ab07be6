"""Clients that have something of their own elsewhere: keys, a metadata document, an address that is told of logouts; and what users and
operators take back from them."""
import json
import pathlib
import secrets as chance
import time
import urllib.parse

from cryptography.hazmat.primitives.asymmetric import ec
import jwt

from applications import CALLBACK, ISSUER, VERIFIER
from commands import PASSWORDS

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class Partners:
    def __init__(self, applications, outside):
        self.applications, self.outside = applications, outside
        self.commands, self.secrets = applications.commands, applications.secrets
        self.folder = self.commands.folder

    def everyday(self):
        """What goes right; what has to be taken back at the end is there afterwards."""
        applications = self.applications
        self.told = applications.added(
            "--name", "Told", "--redirect-uri", CALLBACK, "--backchannel-logout-uri", f"{self.outside.address}/logout")
        self.tokens(self.told)
        self.signing()
        self.documented()
        self.edits()
        self.withdrawals()

    def tokens(self, client, **more):
        code = self.applications.code(client_id=client[0], **more)
        return self.applications.json(200, self.applications.exchange(code, client))

    def key(self, name):
        """A new key: its file with the public half, another with the private one, and the key."""
        key = ec.generate_private_key(ec.SECP256R1())
        public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key())) | {"kid": name, "alg": "ES256", "use": "sig"}
        private = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key)) | {"kid": name, "alg": "ES256"}
        self.secrets.add("the private key of a client", private["d"])
        files = self.folder / f"{name}.jwks.json", self.folder / f"{name}.private.json"
        for file, jwk in zip(files, (public, private), strict=True):
            file.write_text(json.dumps({"keys": [jwk]}))
        return *map(str, files), key

    def signed(self, client, key, name):
        now = int(time.time())
        assertion = jwt.encode(
            {"iss": client, "sub": client, "aud": ISSUER, "jti": chance.token_urlsafe(16), "iat": now, "exp": now + 60}, key, "ES256",
            headers={"kid": name})
        self.secrets.token("a client's assertion", assertion)
        return {"client_assertion_type": ASSERTION, "client_assertion": assertion}

    def signing(self):
        """A client that signs; its private key where the public one belongs."""
        applications = self.applications
        public, private, key = self.key("one")
        other_public, _, other = self.key("two")
        arguments = ("clients", "add", "--name", "Signing", "--redirect-uri", CALLBACK, "--auth-method", "private_key_jwt", "--jwks")
        self.commands.run(*arguments, private, refused=True)
        client = json.loads(self.commands.run(*arguments, public, "--json", expected=0))["client_id"]
        code = applications.code(client_id=client)
        redeem = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK, "code_verifier": VERIFIER}
        wrong = self.signed(client, other, "one")
        applications.step(401, "POST", "/oauth/token", {**redeem, **wrong})
        right = self.signed(client, key, "one")
        tokens = applications.json(200, applications.send("POST", "/oauth/token", {**redeem, **right}))
        # The same again.
        applications.step(401, "POST", "/oauth/token", {**redeem, **right})
        for path, token in (("introspect", tokens["access_token"]), ("revoke", tokens["refresh_token"])):
            applications.step(200, "POST", f"/oauth/{path}", {"token": token, **self.signed(client, key, "one")})
        applications.json(201, applications.send(
            "POST", "/oauth/par", {**applications.request(client_id=client), **self.signed(client, key, "one")}))
        self.commands.run("clients", "edit", client, "--jwks", other_public, expected=0)
        applications.step(401, "POST", "/oauth/revoke", {"token": tokens["access_token"], **self.signed(client, key, "one")})
        self.commands.run("clients", "edit", client, "--jwks", private, refused=True)

    def documented(self):
        """Clients whose id is the address of a document, and documents that hold what they must not."""
        applications = self.applications
        more = {"redirect_uris": [CALLBACK], "client_name": "Document", "grant_types": ["authorization_code", "refresh_token"]}
        address = self.outside.serve("/client.json", **more)
        tokens = applications.json(200, applications.exchange(applications.code(client_id=address), public=address))
        applications.json(200, applications.send(
            "POST", "/oauth/token", {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"], "client_id": address}))
        secret = chance.token_urlsafe(24)
        self.secrets.add("a secret in a document", secret)
        private = json.loads(pathlib.Path(self.key("three")[1]).read_text())
        for path, wrong in (("/secret.json", {"client_secret": secret}), ("/name.json", {"client_name": [secret]}),
                            ("/method.json", {"token_endpoint_auth_method": secret}), ("/jwks.json", {"jwks": private})):
            bad = self.outside.serve(path, **{**more, **wrong})
            status, headers, _ = applications.send(
                "GET", "/oauth/authorize?" + urllib.parse.urlencode(applications.request(client_id=bad)))
            if path not in self.outside.asked or status < 400:
                raise SystemExit(f"secrecy: the document {path} was answered with {status} {headers}")
        shown = self.commands.run("clients", "show", address, expected=0)
        if address not in shown:
            raise SystemExit(f"secrecy: the client of the document is not shown: {shown}")

    def edits(self):
        """An operator changes a client, rightly and wrongly."""
        client, secret = self.applications.client
        for change in (("--name", "Orders of today"), ("--add-redirect-uri", CALLBACK + "/other"), ("--dpop",), ("--no-dpop",),
                       ("--remove-redirect-uri", CALLBACK + "/other"), ("--name", "Orders", "--json")):
            self.commands.run("clients", "edit", client, *change, expected=0)
        jwks = self.folder / "wrong.jwks.json"
        for text in (json.dumps({"keys": [{"kty": "oct", "k": secret}]}), json.dumps({secret: secret}), f'{{"keys": "{secret}'):
            jwks.write_text(text)
            self.commands.run("clients", "edit", client, "--jwks", str(jwks), refused=True)
        jwks.unlink()

    def withdrawals(self):
        """A user takes back on the page what a client was allowed, and an operator does at the command line."""
        applications, path = self.applications, "/oauth/consents"
        first = applications.added("--name", "First", "--redirect-uri", CALLBACK)
        second = applications.added("--name", "Second", "--redirect-uri", CALLBACK)
        tokens = [self.tokens(client) for client in (first, second)]
        for more in ((), ("--user", "ada"), ("--client", first[0]), ("--json",)):
            if "openid" not in self.commands.run("consents", "list", *more, expected=0):
                raise SystemExit(f"secrecy: consents list {more} shows no scopes")
        _, _, text = applications.step(200, "GET", path)
        form = next(form for form in text.split("<form")[1:] if first[0] in form)
        action, fields = applications.page("<form" + form)
        applications.step(303, "POST", action, fields)
        self.commands.run("consents", "withdraw", "--user", "ada", "--client", second[0], expected=0)
        self.commands.run("consents", "withdraw", "--user", "nobody", "--client", second[0], refused=True)
        for client, gone in zip((first, second), tokens, strict=True):
            applications.step(400, "POST", "/oauth/token", {
                "grant_type": "refresh_token", "refresh_token": gone["refresh_token"]}, basic=client)
        # Who is not logged in is asked; a password that is wrong is told of, and the right one is taken.
        kept, applications.cookies = applications.cookies, {}
        for password, status in (("quite a wrong password on a page", 400), (PASSWORDS["ada"], 303)):
            _, _, text = applications.step(200, "GET", path)
            action, fields = applications.page(text, username="ada", password=password)
            applications.step(status, "POST", action, fields)
        applications.step(200, "GET", path)
        applications.cookies = kept

    def wrong_places(self, words):
        """Secrets where the routes of these clients read."""
        for word in words:
            for fields in ({"client_id": word}, {"form": word}, {"client_id": self.told[0], "form": word}, {word: word}):
                for path in ("/oauth/consents", "/oauth/consents/login"):
                    self.applications.send("POST", path, fields)
            self.applications.send("GET", f"/oauth/consents?{urllib.parse.quote(word)}")
            for assertion in (word, f"{word}.{word}", f"a.{word}.b"):
                self.applications.send("POST", "/oauth/token", {
                    "grant_type": "client_credentials", "client_assertion_type": ASSERTION, "client_assertion": assertion})

    def end(self):
        """The user has logged out: each try to tell the client has a token of its own, and none of them may stand anywhere."""
        tokens = [self.outside.logout() for _ in range(2)]
        for token in tokens:
            self.secrets.token("a logout token", token)
        if tokens[0] == tokens[1]:
            raise SystemExit("secrecy: a logout token was sent twice")
