"""A real browser visits a site whose tokens are in cookies, and pages of other sites that want to use them.

usage: python Tests/Interop/browser.py MAPAE-BROWSER-PEER
"""

import json
import subprocess
import sys

from webdriver import Browser

checks = 0


def check(truth, *context):
    global checks
    checks += 1
    if not truth:
        raise AssertionError(" | ".join(str(part) for part in context))


class Visit:
    """What the browser does at one of the two sites. localhost and 127.0.0.1 are two sites to it, two ports of localhost one."""

    def __init__(self, browser, port, other_port, name):
        self.browser = browser
        self.home = f"http://localhost:{port}"
        self.neighbour = f"http://localhost:{other_port}"
        self.stranger = f"http://127.0.0.1:{other_port}"
        self.path = f"/{name}"
        self.is_open = name == "none"
        self.access = "__Host-none_access" if self.is_open else "__Host-access_token"
        self.refresh = "__Host-none_refresh" if self.is_open else "__Host-refresh_token"
        self.csrf = "csrf_none_access" if self.is_open else "csrf_access_token"
        self.refresh_csrf = "csrf_none_refresh" if self.is_open else "csrf_refresh_token"

    def go(self, site):
        self.browser.visit(site + "/page")

    def fetch(self, method, path, headers=None, to=None):
        """Status and JSON, as a script of the page sees them; None when the browser lets it see nothing."""
        return self.browser.run("""
            const [address, method, headers] = args;
            let answer;
            try { answer = await fetch(address, { method, headers, credentials: 'include' }) } catch { return null }
            return [answer.status, await answer.json()];
        """, (to or "") + self.path + path, method, headers or {})

    def readable(self):
        """The cookies that a script can read."""
        text = self.browser.run("return document.cookie")
        return dict(pair.split("=", 1) for pair in text.split("; ") if pair)

    def transfers(self):
        self.go(self.home)
        return self.fetch("GET", "/transfers")[1]["transfers"]

    def log_in(self):
        self.go(self.home)
        status, body = self.fetch("POST", "/login")
        check(status == 200 and set(body) == {"expires_in", "csrf_token", "refresh_csrf_token"}, body)

    def what_scripts_see(self):
        """C13, C3: no token where a script could read it, and the flags as the browser has understood them."""
        seen = self.readable()
        check(set(seen) == {self.csrf, self.refresh_csrf}, "document.cookie", seen)
        stored = self.browser.run("return [Object.entries(localStorage), Object.entries(sessionStorage)]")
        check(stored == [[], []], "storage", stored)
        cookies = self.browser.cookies
        check({self.access, self.refresh, self.csrf, self.refresh_csrf} == set(cookies), sorted(cookies))
        for name, cookie in cookies.items():
            is_token = name in (self.access, self.refresh)
            check(cookie["httpOnly"] == is_token and cookie["secure"], name, cookie)
            check(cookie["sameSite"] == ("None" if self.is_open else "Lax"), name, cookie)
            check(cookie["path"] == "/" and cookie["domain"] == "localhost" and "expiry" in cookie, name, cookie)
            if is_token:
                check(cookie["value"] not in json.dumps(seen), name)
        # A script cannot put its own in place of a cookie that it cannot read.
        self.browser.run("document.cookie = args[0] + '=x; Secure; Path=/'", self.access)
        check(self.fetch("GET", "/me") == [200, {"sub": "ada"}], "a script replaced the cookie")

    def own_pages(self):
        """The site's own pages: with the value, by header or form field, and not without."""
        values = self.readable()
        before = self.transfers()
        check(self.fetch("POST", "/transfer", {"X-CSRF-Token": values[self.csrf]}) == [200, {"transfers": before + 1}])
        for headers, code in [
            ({}, "csrf_token_missing"), ({"X-CSRF-Token": ""}, "csrf_token_missing"),
            ({"X-CSRF-Token": "x"}, "csrf_token_mismatch"),
            ({"X-CSRF-Token": values[self.refresh_csrf]}, "csrf_token_mismatch"),
        ]:
            status, body = self.fetch("POST", "/transfer", headers)
            check((status, body.get("error")) == (403, code), headers, status, body)
        text = self.browser.submit(self.home + self.path + "/transfer", {"csrf_token": values[self.csrf]})
        check(json.loads(text) == {"transfers": before + 2}, text)
        self.go(self.home)
        text = self.browser.submit(self.home + self.path + "/transfer", {"amount": "1"})
        check(json.loads(text).get("error") == "csrf_token_missing", text)
        check(self.transfers() == before + 2)

    def other_sites(self):
        """C5: forms and scripts of another site, and of another origin of the same site."""
        before = self.transfers()
        value = self.readable()[self.csrf]
        target = self.home + self.path + "/transfer"
        for fields in [{}, {"csrf_token": "x"}, {"csrf_token": value}]:
            self.go(self.stranger)
            check(self.readable() == {}, "another site reads cookies", self.readable())
            body = json.loads(self.browser.submit(target, fields))
            # Lax cookies stay at home; open ones come, and the browser itself says from where.
            check(body.get("error") == ("cross_site_request" if self.is_open else "missing_token"), fields, body)
        for headers in [{}, {"X-CSRF-Token": value}]:
            self.go(self.stranger)
            check(self.fetch("POST", "/transfer", headers, to=self.home) is None, "a script of another site sees an answer")
        # Another port is another origin, but the same site: its requests carry every cookie.
        for fields, error in [({}, "csrf_token_missing"), ({"csrf_token": "x"}, "csrf_token_mismatch")]:
            self.go(self.neighbour)
            body = json.loads(self.browser.submit(target, fields))
            check(body.get("error") == error, "the neighbour", fields, body)
        check(self.transfers() == before, "a forged transfer was made")
        # Following a link is no forgery: it changes nothing.
        self.go(self.stranger)
        self.browser.visit(self.home + self.path + "/me")
        check(json.loads(self.browser.run("return document.body.innerText")) == {"sub": "ada"})

    def renew_and_leave(self):
        self.go(self.home)
        token = self.browser.cookies[self.access]["value"]
        values = self.readable()
        check(self.fetch("POST", "/refresh", {"X-CSRF-Token": values[self.csrf]})[0] == 403, "the wrong value refreshes")
        check(self.fetch("POST", "/refresh", {"X-CSRF-Token": values[self.refresh_csrf]})[0] == 200)
        renewed = self.readable()
        check(renewed[self.csrf] != values[self.csrf] and renewed[self.refresh_csrf] == values[self.refresh_csrf])
        check(self.browser.cookies[self.access]["value"] != token)
        check(self.fetch("POST", "/transfer", {"X-CSRF-Token": values[self.csrf]})[0] == 403, "the old value still counts")
        check(self.fetch("POST", "/transfer", {"X-CSRF-Token": renewed[self.csrf]})[0] == 200)
        check(self.fetch("POST", "/logout") == [200, {}])
        check(self.readable() == {} and self.browser.cookies == {}, "after the logout", self.browser.cookies)
        check(self.fetch("GET", "/me")[0] == 401)


def serve(program):
    process = subprocess.Popen([program], stdout=subprocess.PIPE, text=True)
    line = process.stdout.readline()
    if not line:
        raise AssertionError(f"the peer ended with {process.wait()}")
    return process, int(line)


def main(program):
    (site, port), (other, other_port) = serve(program), serve(program)
    try:
        with Browser() as browser:
            for name in ["lax", "none"]:
                visit = Visit(browser, port, other_port, name)
                visit.log_in()
                visit.what_scripts_see()
                visit.own_pages()
                visit.other_sites()
                visit.renew_and_leave()
            print(f"browser: {checks} checks with Chromium {browser.version}")
    finally:
        for process in (site, other):
            process.terminate()
            process.wait(timeout=30)


if __name__ == "__main__":
    main(*sys.argv[1:])
