"""A server, its clients, and the steps that they take with each other."""
import concurrent.futures
from functools import cached_property
import http.client
import json
import secrets
import threading
import time
from urllib.parse import parse_qs, urlencode, urlsplit

import requests

from checks import check
from provider import CALLBACK, PASSWORD, USER
from visitor import Visitor

from .signing import Key, challenge, changed

SCOPE = "openid offline_access orders.read"
WEB = ["--name", "Orders", "--redirect-uri", CALLBACK]
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"

# How clients of each kind are added.
KINDS = {
    "web": WEB,
    "other": WEB,
    "post": [*WEB, "--auth-method", "client_secret_post"],
    "public": [*WEB, "--public"],
    "without pkce": [*WEB, "--pkce-optional"],
    "pushing": [*WEB, "--require-par"],
    "bound": [*WEB, "--dpop"],
    "service": ["--grant", "client_credentials", "--scope", "orders.read"],
    "opaque": ["--grant", "client_credentials", "--scope", "orders.read", "--token-format", "opaque"],
    "device": ["--public", "--name", "TV", "--grant", "device_code", "--grant", "refresh_token"],
    "signing": ["--grant", "client_credentials", "--scope", "orders.read", "--auth-method", "private_key_jwt"],
}


class Client:
    """A client as the server knows it; without one, a stranger who names nobody."""

    def __init__(self, metadata=None, key=None):
        metadata = metadata or {}
        self.id, self.secret = metadata.get("client_id"), metadata.get("client_secret")
        self.method, self.key = metadata.get("token_endpoint_auth_method"), key

    def authenticated(self, site, fields):
        """The fields with what shows who it is, and name and password for the header."""
        if self.method == "client_secret_basic":
            return fields, (self.id, self.secret)
        own = {"client_id": self.id}
        if self.method == "client_secret_post":
            own["client_secret"] = self.secret
        elif self.method == "private_key_jwt":
            own |= {"client_assertion": self.key.assertion(site, self.id), "client_assertion_type": ASSERTION_TYPE}
        return changed(own, fields), None

    @property
    def named(self):
        """Who only says who it is."""
        return Client({"client_id": self.id, "token_endpoint_auth_method": "none"})


NOBODY = Client()


class Site:
    def __init__(self, provider, clock=None, trust=True):
        self.provider, self.clock, self.trust = provider, clock, trust
        self.visitor, self.clients = self.new_visitor(), {}

    def new_visitor(self):
        visitor = Visitor()
        visitor.session.verify = self.trust
        return visitor

    @cached_property
    def metadata(self):
        return self.provider.metadata

    def endpoint(self, name):
        name = {"par": "pushed_authorization_request", "device": "device_authorization"}.get(name, name)
        # A second process that answers for the same issuer is asked at its own address.
        return self.metadata[f"{name}_endpoint"].replace(self.provider.issuer, self.provider.address, 1)

    def now(self):
        return int(time.time()) + (self.clock.ahead if self.clock else 0)

    def client(self, kind):
        if kind not in self.clients:
            key, keys = None, []
            if kind == "signing":
                key, file = Key(), self.provider.folder / "keys.json"
                file.write_text(json.dumps({"keys": [key.jwk]}))
                keys = ["--jwks", str(file)]
            self.clients[kind] = Client(self.provider.client(*KINDS[kind], *keys), key)
        return self.clients[kind]

    def post(self, endpoint, fields, client=NOBODY, headers=None):
        fields, login = client.authenticated(self, fields)
        return requests.post(
            self.endpoint(endpoint), data=fields, auth=login, headers=headers, timeout=30, verify=self.trust)

    def post_pairs(self, endpoint, pairs, client=NOBODY):
        """A form in which a parameter may come twice."""
        _, login = client.authenticated(self, {})
        return requests.post(self.endpoint(endpoint), data=pairs, auth=login, timeout=30, verify=self.trust)

    def refresh(self, token, client, **changes):
        return self.post("token", changed({"grant_type": "refresh_token", "refresh_token": token}, changes), client)

    def for_itself(self, client, headers=None, **changes):
        """The answer to a client that wants a token without a user."""
        return self.post("token", changed({"grant_type": "client_credentials"}, changes), client, headers)

    def userinfo(self, token, scheme="Bearer", headers=None, query=""):
        authorization = {"Authorization": f"{scheme} {token}"} if scheme else {}
        return requests.get(
            self.endpoint("userinfo") + query, headers={**authorization, **(headers or {})}, timeout=30,
            verify=self.trust)

    def opens(self, token):
        """Whether an access token is good for something."""
        status = self.userinfo(token).status_code
        check(status in (200, 401), status)
        return status == 200

    def register(self, **members):
        return requests.post(
            self.endpoint("registration"), json={"redirect_uris": [CALLBACK], **members}, timeout=30,
            verify=self.trust)

    def user_call(self, method, path):
        """What the user does here without a client, after a login."""
        answer = requests.post(
            self.provider.address + "/login", json={"username": USER, "password": PASSWORD}, timeout=30,
            verify=self.trust)
        token = answer.json()["access_token"]
        return requests.request(
            method, self.provider.address + path, headers={"Authorization": f"Bearer {token}"}, timeout=30,
            verify=self.trust)

    @property
    def nonce(self):
        """The nonce that proofs of a key must have now. It is told to whoever comes without."""
        key, address = Key(), self.endpoint("token")
        parts = ({"typ": "dpop+jwt", "jwk": key.jwk}, {
            "jti": secrets.token_urlsafe(16), "htm": "POST", "htu": address, "iat": self.now()})
        answer = self.for_itself(self.client("service"), {"DPoP": key.sign(*parts)})
        check(answer.json().get("error") == "use_dpop_nonce", answer.text)
        return answer.headers["DPoP-Nonce"]

    def raw(self, address):
        """A GET with the address exactly as it is written; libraries would tidy it up."""
        parts = urlsplit(address)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
        try:
            connection.request("GET", f"{parts.path}?{parts.query}")
            answer = connection.getresponse()
            answer.text = answer.read().decode()
            return answer
        finally:
            connection.close()


class Flow:
    """One request for authorization, and what comes of it. A change that is None leaves its parameter out."""

    def __init__(self, site, client, visitor=None, **changes):
        self.site, self.client, self.visitor = site, client, visitor or site.visitor
        self.verifier = secrets.token_urlsafe(32)
        self.fields = changed({
            "response_type": "code", "client_id": client.id, "redirect_uri": CALLBACK, "scope": SCOPE,
            "state": secrets.token_urlsafe(16), "nonce": secrets.token_urlsafe(16),
            "code_challenge": challenge(self.verifier), "code_challenge_method": "S256"}, changes)

    @property
    def address(self):
        return f"{self.site.endpoint('authorization')}?{urlencode(self.fields)}"

    def push(self, client=None, **changes):
        """The answer to the request that is pushed."""
        client = self.client if client is None else client
        fields = {name: value for name, value in self.fields.items() if name != "client_id"}
        return self.site.post("par", changed({**fields, "client_id": client.id}, changes), client)

    def pushed(self, uri, client=None):
        """Where the browser goes with what was pushed."""
        query = urlencode({"client_id": (client or self.client).id, "request_uri": uri})
        return f"{self.site.endpoint('authorization')}?{query}"

    def outcome(self, address=None, allow=True):
        """What the client is told; where nobody is led back to it, the text of the page."""
        target = self.visitor.visit(address or self.address, allow)
        if not target.startswith(CALLBACK + "?"):
            return {"page": target}
        answer = parse_qs(urlsplit(target).query, keep_blank_values=True)
        check(all(len(values) == 1 for values in answer.values()), "a parameter of the answer comes twice")
        return {name: values[0] for name, values in answer.items()}

    def code(self, address=None):
        outcome = self.outcome(address)
        check("code" in outcome, "no code", outcome)
        return outcome["code"]

    def redeem(self, code=None, client=None, headers=None, **changes):
        """The answer to the code."""
        fields = changed({
            "grant_type": "authorization_code", "code": code or self.code(), "redirect_uri": CALLBACK,
            "code_verifier": self.verifier}, changes)
        return self.site.post("token", fields, self.client if client is None else client, headers)

    def tokens(self):
        return granted(self.redeem())


def granted(answer):
    """The tokens of an answer."""
    check(answer.status_code == 200 and answer.json().get("access_token"), answer.status_code, answer.text)
    return answer.json()


def denied(answer, *errors):
    """An answer without tokens, for the right reason."""
    check(answer.status_code in (400, 401), answer.status_code, answer.text)
    members = answer.json()
    check("access_token" not in members and "id_token" not in members, "there are tokens")
    check(members["error"] in errors, members)


def together(calls):
    """The results of calls that are made at the same moment."""
    barrier = threading.Barrier(len(calls))

    def make(call):
        barrier.wait(timeout=30)
        return call()

    with concurrent.futures.ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(make, calls))
