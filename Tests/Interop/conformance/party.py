"""A relying party by hand, so that each parameter can be left out, changed or added."""
import hashlib
import secrets
import time
from urllib.parse import parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet

from checks import check
from jose import Key, b64, compact, digest
from visitor import Visitor

REDIRECT, AFTER_LOGOUT = "https://rp.example.com/callback", "https://rp.example.com/after"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ANSWERS = {"code", "state", "iss", "error", "error_description", "error_uri"}


class Party:
    """A client that has registered itself, or `client`, which an operator has added. `pkce` and `dpop` say whether it uses them,
    unless a call says otherwise."""

    def __init__(self, site, visitor=None, method="client_secret_basic", scope="openid", redirect=REDIRECT, key=None,
                 pkce=False, dpop=False, client=None, **metadata):
        self.site, self.visitor = site, visitor or Visitor(next(site.users))
        self.method, self.scope, self.redirect, self.pkce = method, scope, redirect, pkce
        self.key = key or (Key() if method == "private_key_jwt" else None)
        self.dpop = Key() if dpop else None
        self.state = self.nonce = self.verifier = None
        self.client = client or self.registered(metadata)
        self.id = self.client["client_id"]

    def registered(self, metadata):
        if self.key and not {"jwks", "jwks_uri"} & set(metadata):
            metadata["jwks"] = {"keys": [self.key.jwk]}
        answer = self.site.register(**{
            "client_name": "A relying party", "redirect_uris": [self.redirect], "token_endpoint_auth_method": self.method,
            "grant_types": ["authorization_code", "refresh_token"], "post_logout_redirect_uris": [AFTER_LOGOUT], **metadata})
        check(answer.status_code == 201, answer.status_code, answer.text)
        return answer.json()

    # The authorization request and its answer

    def parameters(self, **changes):
        """An authorization request with new values; None leaves a parameter out."""
        self.verifier = secrets.token_urlsafe(48)
        sent = {
            "response_type": "code", "client_id": self.id, "redirect_uri": self.redirect, "scope": self.scope,
            "state": secrets.token_urlsafe(24), "nonce": secrets.token_urlsafe(24)}
        if self.pkce:
            sent |= {"code_challenge": digest(self.verifier), "code_challenge_method": "S256"}
        sent = {name: value for name, value in (sent | changes).items() if value is not None}
        self.state, self.nonce = sent.get("state"), sent.get("nonce")
        return sent

    def visit(self, sent, allow=True, post=False):
        """Where a browser is led with these parameters: an address of the client's, or the text of a page."""
        endpoint = self.site.endpoint("authorization")
        if post:
            return self.visitor.visit(endpoint, allow, data=sent)
        return self.visitor.visit(f"{endpoint}?{urlencode(sent)}", allow)

    def answer(self, led):
        """The parameters that have come to the client's address, each known and once, with the client's own state."""
        at, own = urlsplit(led), urlsplit(self.redirect)
        check((at.scheme, at.netloc, at.path, at.fragment) == (own.scheme, own.netloc, own.path, ""), "not led back:", led)
        fields = parse_qsl(at.query, keep_blank_values=True)
        for pair in parse_qsl(own.query):
            check(pair in fields, "the query of the redirect URI is lost", led)
            fields.remove(pair)
        check(len(dict(fields)) == len(fields) and set(dict(fields)) <= ANSWERS, "unexpected parameters", led)
        fields = dict(fields)
        check(fields.get("state") == self.state, "another state", led)
        check(fields.get("iss") == self.site.issuer, "another iss", led)
        return fields

    def code(self, sent=None, allow=True, post=False, **changes):
        fields = self.answer(self.visit(sent or self.parameters(**changes), allow, post))
        check("code" in fields and "error" not in fields, fields)
        return fields["code"]

    def error(self, sent=None, allow=True, **changes):
        """The error with which the browser is led back."""
        fields = self.answer(self.visit(sent or self.parameters(**changes), allow))
        check("error" in fields and "code" not in fields, fields)
        return fields["error"]

    def page(self, sent=None, **changes):
        """What the page says where nobody may be led anywhere."""
        text = self.visit(sent or self.parameters(**changes))
        check("://" not in text.split(" ")[0] and self.visitor.status == 400, self.visitor.status, text)
        check(self.visitor.pages == [], "a user was asked", self.visitor.pages)
        return text

    def push(self, proof=None, assertion=None, **changes):
        """A pushed authorization request (RFC 9126)."""
        return self.call("pushed_authorization_request", self.parameters(**changes), proof=proof, assertion=assertion)

    def pushed(self, **changes):
        """The parameters that stand for a request which was pushed."""
        answer = self.push(**changes)
        check(answer.status_code == 201, answer.status_code, answer.text)
        body = answer.json()
        check(body["request_uri"].startswith("urn:ietf:params:oauth:request_uri:"), body)
        check(isinstance(body["expires_in"], int) and 5 < body["expires_in"] < 600, body)
        check("no-store" in answer.headers["Cache-Control"], answer.headers)
        return {"client_id": self.id, "request_uri": body["request_uri"]}

    # What the client asks for itself

    def assertion(self, header=None, key=None, **changes):
        """A client assertion (RFC 7523 §3); None leaves a claim out."""
        key, now = key or self.key, int(time.time())
        claims = {
            "iss": self.id, "sub": self.id, "aud": self.site.issuer, "jti": secrets.token_urlsafe(16), "iat": now,
            "exp": now + 60, **changes}
        return compact({"alg": key.algorithm, "kid": key.kid, **(header or {})}, claims, key)

    def call(self, endpoint, fields, proof=None, assertion=None, authenticate=True):
        """A form, from this client. `proof` has what a DPoP proof is made with, `assertion` a client assertion."""
        fields, auth = dict(fields), None
        if authenticate:
            if self.method == "client_secret_basic":
                auth = (self.id, self.client["client_secret"])
            elif self.method == "client_secret_post":
                fields |= {"client_id": self.id, "client_secret": self.client["client_secret"]}
            elif self.method == "private_key_jwt":
                fields |= {"client_assertion_type": ASSERTION, "client_assertion": assertion or self.assertion()}
            else:
                fields["client_id"] = self.id
        address = self.site.endpoint(endpoint)
        fields = {name: value for name, value in fields.items() if value is not None}
        if proof is None:
            return self.site.send("POST", address, data=fields, auth=auth)
        for again in (True, False):
            # An assertion is used once, also where the server only tells a nonce.
            answer = self.site.send(
                "POST", address, data=fields, auth=auth, headers={"DPoP": self.site.proof("POST", address, **proof)})
            self.site.nonce = answer.headers.get("DPoP-Nonce", self.site.nonce)
            if not again or "use_dpop_nonce" not in answer.text:
                return answer
            if "client_assertion" in fields and not assertion:
                fields["client_assertion"] = self.assertion()

    def exchange(self, code, proof=None, assertion=None, authenticate=True, **changes):
        """A code for tokens. None leaves a parameter out."""
        fields = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": self.redirect,
            "code_verifier": self.verifier if self.pkce else None, **changes}
        if proof is None and self.dpop:
            proof = {"key": self.dpop}
        return self.call("token", fields, proof or None, assertion, authenticate)

    def refresh(self, token, proof=None, **changes):
        fields = {"grant_type": "refresh_token", "refresh_token": token, **changes}
        if proof is None and self.dpop:
            proof = {"key": self.dpop}
        return self.call("token", fields, proof or None)

    def tokens(self, answer, nonce=True):
        """The tokens of a right answer, with the claims of the ID token. Without `nonce` it is the answer to a refresh."""
        check(answer.status_code == 200, answer.status_code, answer.text)
        check(answer.headers["Content-Type"].split(";")[0] == "application/json", answer.headers)
        check("no-store" in answer.headers["Cache-Control"], answer.headers)
        check(answer.headers.get("Pragma", "no-cache") == "no-cache", answer.headers)
        body = answer.json()
        check(body["token_type"].lower() == ("dpop" if self.dpop else "bearer"), body["token_type"])
        check(type(body["expires_in"]) is int and body["expires_in"] > 0, body["expires_in"])
        for name in {"access_token", "refresh_token"} & set(body):
            # RFC 6749 appendix A.12 and A.17; RFC 6749 §10.10: 128 bits, which base64 writes with 22 characters.
            check(len(body[name]) >= 22 and all("\x20" <= c <= "\x7e" for c in body[name]), name)
        if "id_token" in body:
            body["claims"] = self.id_token(body["id_token"], body["access_token"], self.nonce if nonce else None)
        return body

    def id_token(self, text, access_token, nonce):
        """The claims of an ID token, verified (OpenID Connect Core §3.1.3.7)."""
        keys = self.site.keys()
        algorithm = self.client["id_token_signed_response_alg"]
        decoded = jwt.decode(text, KeySet.import_key_set({"keys": keys}), algorithms=[algorithm])
        header, claims, now = decoded.header, decoded.claims, time.time()
        check(header["alg"] == algorithm, header)
        check([key["alg"] for key in keys if key["kid"] == header["kid"]] == [algorithm], "the key of the kid", header)
        check(claims["iss"] == self.site.issuer, claims["iss"])
        check(claims["aud"] in (self.id, [self.id]) and claims.get("azp", self.id) == self.id, claims["aud"])
        check(isinstance(claims["sub"], str) and 0 < len(claims["sub"]) <= 255 and claims["sub"].isascii(), claims["sub"])
        check(type(claims["iat"]) is int and now - 60 < claims["iat"] <= now + 1, claims["iat"])
        check(type(claims["exp"]) is int and now < claims["exp"] < now + 86400, claims["exp"])
        check(claims.get("nonce") == nonce, "another nonce", claims)
        half = hashlib.sha256(access_token.encode()).digest()[:16]
        check(claims.get("at_hash", b64(half)) == b64(half), "another at_hash")
        return claims

    def flow(self, sent=None, post=False, allow=True, **changes):
        """Tokens of an authorization, all of them looked at."""
        return self.tokens(self.exchange(self.code(sent, allow, post, **changes)))

    def user_info(self, token, method="GET", **more):
        """The answer of the userinfo endpoint to a request with the token in its header."""
        address = self.site.endpoint("userinfo")
        if self.dpop:
            return self.site.proved(method, address, self.dpop, token, **more)
        return self.site.send(method, address, headers={"Authorization": f"Bearer {token}"}, **more)

    def claims(self, tokens):
        """What the userinfo endpoint tells, of the user of the ID token."""
        answer = self.user_info(tokens["access_token"])
        return self.user_claims(answer, tokens)

    @staticmethod
    def user_claims(answer, tokens):
        check(answer.status_code == 200, answer.status_code, answer.text)
        check(answer.headers["Content-Type"].split(";")[0] == "application/json", answer.headers)
        claims = answer.json()
        check(claims["sub"] == tokens["claims"]["sub"], claims)
        for name, value in claims.items():
            kind = bool if name.endswith("_verified") else int if name == "updated_at" else dict if name == "address" else str
            check(type(value) is kind, name, value)
        return claims


def refusal(answer, *codes, statuses=(400, 401)):
    """An error in JSON, of one of these codes."""
    check(answer.status_code in statuses, answer.status_code, answer.text)
    check(answer.headers["Content-Type"].split(";")[0] == "application/json", answer.headers)
    body = answer.json()
    check(body["error"] in codes, body)
    check(set(body) <= {"error", "error_description", "error_uri"}, body)
    # RFC 6749 §5.2: no line end and nothing beyond ASCII.
    check(all("\x20" <= c <= "\x7e" and c not in '"\\' for c in body.get("error_description", "")), body)
    return body
