"""A real browser, Chromium, walks login and consent: once for a code, once for a device; and takes back what was allowed. Scripts are
switched off."""
import base64
import hashlib
import http.server
import os
import pathlib
import sys
import threading
import time
from urllib.parse import parse_qs, urlencode, urlsplit

import requests

sys.path.append(str(pathlib.Path(__file__).parent.parent))

from checks import check  # noqa: E402
from provider import PASSWORD, USER  # noqa: E402
from webdriver import Browser  # noqa: E402


class Callback(http.server.BaseHTTPRequestHandler):
    """The client's page: it says only that the user has come back."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        body = b"<!doctype html><title>back</title><h1>Back at the client</h1>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Walk:
    def __init__(self, browser):
        self.browser = browser
        # Where pictures of the pages go, to be looked at.
        self.folder = os.environ.get("SCREENSHOTS")

    def picture(self, name):
        if self.folder:
            (pathlib.Path(self.folder) / f"{name}.png").write_bytes(base64.b64decode(self.browser.picture()))

    def log_in(self, name):
        check(self.browser.expect("#username") and self.browser.find("#password"), self.browser.address)
        self.picture(f"{name}-login")
        self.browser.type("#username", USER)
        self.browser.type("#password", "not the password")
        self.browser.press("form button:not([name])")
        check(self.browser.expect("[role=alert]"), "a wrong password is told")
        self.picture(f"{name}-wrong-password")
        # The name is still there.
        self.browser.type("#password", PASSWORD)
        self.browser.press("form button:not([name])")

    def press(self, decision):
        self.browser.press(f"button[name=decision][value={decision}]")


def run(provider, visitor):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Callback)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    callback = f"http://127.0.0.1:{server.server_port}/callback"
    try:
        with Browser(scripts=False) as browser:
            redeemed = code(provider, Walk(browser), callback)
        with Browser(scripts=False) as browser:
            consents(provider, Walk(browser), redeemed)
        with Browser(scripts=False) as browser:
            device(provider, Walk(browser))
    finally:
        server.shutdown()


def code(provider, walk, callback):
    client = provider.client("--name", "Orders", "--redirect-uri", callback, "--auth-method", "client_secret_post")
    verifier = "a-verifier-that-is-at-least-forty-three-bytes-long"
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    request = {
        "client_id": client["client_id"], "redirect_uri": callback, "response_type": "code", "scope": "openid email orders.read",
        "state": "a state", "nonce": "a nonce", "code_challenge": challenge, "code_challenge_method": "S256"}
    metadata = provider.metadata
    browser = walk.browser
    browser.visit(metadata["authorization_endpoint"] + "?" + urlencode(request))
    walk.log_in("code")
    check(browser.expect("button[name=decision][value=yes]") and browser.find("html[lang=en]"), browser.address)
    walk.picture("code-consent")
    walk.press("yes")
    arrive(browser, callback)
    fields = {name: values[0] for name, values in parse_qs(urlsplit(browser.address).query).items()}
    check(fields["state"] == "a state" and fields["iss"] == provider.issuer, fields.keys())
    tokens = requests.post(metadata["token_endpoint"], timeout=20, data={
        "grant_type": "authorization_code", "code": fields["code"], "redirect_uri": callback, "code_verifier": verifier,
        "client_id": client["client_id"], "client_secret": client["client_secret"]}).json()
    check("access_token" in tokens and "id_token" in tokens, tokens.keys())
    # Logged in and agreed: nothing is asked again, not even where nothing may be asked.
    browser.visit(metadata["authorization_endpoint"] + "?" + urlencode({**request, "prompt": "none"}))
    check("code=" in browser.address, browser.address)
    # In Korean, and a page that says what is wrong.
    browser.visit(metadata["authorization_endpoint"] + "?" + urlencode({**request, "prompt": "consent", "ui_locales": "ko"}))
    check(browser.find("html[lang=ko]") and "허용할까요" in browser.text("h1"), browser.text("body"))
    walk.picture("code-consent-ko")
    walk.press("no")
    arrive(browser, callback)
    check("error=access_denied" in browser.address, browser.address)
    browser.visit(metadata["authorization_endpoint"] + "?" + urlencode({**request, "redirect_uri": callback + "/other"}))
    check(browser.address.startswith(provider.issuer), "an address that is not registered is never gone to")
    check(browser.text("[role=alert] code") == "invalid_request", browser.text("body"))
    walk.picture("code-error")
    return client, tokens


def consents(provider, walk, redeemed):
    """The user looks at what has access, and takes it back."""
    client, tokens = redeemed
    browser, metadata = walk.browser, provider.metadata

    def user():
        return requests.get(
            metadata["userinfo_endpoint"], timeout=20, headers={"Authorization": f"Bearer {tokens['access_token']}"}).status_code

    browser.visit(provider.issuer + "/oauth/consents")
    walk.log_in("consents")
    check(browser.text("section h2") == "Orders" and "orders.read" in browser.text("section"), browser.text("body"))
    check(user() == 200)
    walk.picture("consents-list")
    browser.press("section form button")
    deadline = time.monotonic() + 20
    while browser.find("section") and time.monotonic() < deadline:
        time.sleep(0.02)
    check(not browser.find("section") and "No application has access" in browser.text("body"), browser.text("body"))
    walk.picture("consents-none")
    check(user() == 401, "what the user has taken back has ended")
    renewed = requests.post(metadata["token_endpoint"], timeout=20, data={
        "grant_type": "refresh_token", "refresh_token": tokens["refresh_token"],
        "client_id": client["client_id"], "client_secret": client["client_secret"]})
    check(renewed.status_code == 400 and renewed.json()["error"] == "invalid_grant", renewed.text)


def arrive(browser, address):
    """Waits until the browser is at the client's."""
    deadline = time.monotonic() + 20
    while not browser.address.startswith(address) and time.monotonic() < deadline:
        time.sleep(0.02)
    check(browser.address.startswith(address), browser.address)


def device(provider, walk):
    client = provider.client(
        "--public", "--name", "Television", "--grant", "device_code", "--scope", "openid", "--scope", "orders.read")
    metadata = provider.metadata
    asked = requests.post(metadata["device_authorization_endpoint"], timeout=20, data={
        "client_id": client["client_id"], "scope": "openid orders.read"}).json()
    browser = walk.browser
    browser.visit(asked["verification_uri"])
    walk.log_in("device")
    browser.expect("#user_code")
    walk.picture("device-code")
    browser.type("#user_code", asked["user_code"].lower())
    browser.press("form button")
    browser.expect("button[name=decision]")
    walk.picture("device-confirm")
    walk.press("yes")
    # The page that says that it is done has no button.
    deadline = time.monotonic() + 20
    while browser.find("button") and time.monotonic() < deadline:
        time.sleep(0.02)
    walk.picture("device-done")
    tokens = requests.post(metadata["token_endpoint"], timeout=20, data={
        "grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": asked["device_code"],
        "client_id": client["client_id"]}).json()
    check("access_token" in tokens, tokens)
