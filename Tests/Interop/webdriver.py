"""A real browser: Chromium without a screen, told what to do over the WebDriver protocol (https://www.w3.org/TR/webdriver2)."""

import http.client
import json
import socket
import subprocess
import time


class Browser:
    def __init__(self, program="chromedriver", scripts=True):
        self.scripts = scripts
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.driver = subprocess.Popen(
            [program, f"--port={self.port}", "--silent"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.session = None

    def __enter__(self):
        deadline = time.monotonic() + 30
        while True:
            try:
                if self.call("GET", "/status")["ready"]:
                    break
            except OSError:
                pass
            if time.monotonic() > deadline or self.driver.poll() is not None:
                raise AssertionError("chromedriver does not answer")
            time.sleep(0.05)
        # In a container Chromium's own sandbox cannot be set up, and /dev/shm is small. What is visited here is our own.
        arguments = ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run"]
        chrome = {"args": arguments}
        if not self.scripts:
            chrome["prefs"] = {"profile.managed_default_content_settings.javascript": 2}
        options = {"browserName": "chrome", "goog:chromeOptions": chrome}
        value = self.call("POST", "/session", {"capabilities": {"alwaysMatch": options}})
        self.session = value["sessionId"]
        self.version = value["capabilities"]["browserVersion"]
        self.call("POST", self.at("/timeouts"), {"script": 20_000, "pageLoad": 20_000})
        return self

    def __exit__(self, *_):
        try:
            if self.session:
                self.call("DELETE", self.at(""))
        finally:
            self.driver.terminate()
            self.driver.wait(timeout=30)

    def at(self, path):
        return f"/session/{self.session}{path}"

    def call(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            text = None if method == "GET" else json.dumps(body or {})
            connection.request(method, path, body=text, headers={"Content-Type": "application/json"} if text else {})
            answer = connection.getresponse()
            value = json.loads(answer.read())["value"]
        finally:
            connection.close()
        if answer.status != 200:
            raise AssertionError(f"{method} {path}: {value.get('error')}: {value.get('message')}")
        return value

    def visit(self, address):
        self.call("POST", self.at("/url"), {"url": address})

    @property
    def address(self):
        return self.call("GET", self.at("/url"))

    def run(self, script, *arguments):
        """The value that a script of the page returns; it may await."""
        script = f"const done = arguments[arguments.length - 1];" \
            f"(async (...args) => {{ {script} }})(...Array.from(arguments).slice(0, -1))" \
            f".then(value => done({{ value }}), error => done({{ error: String(error) }}))"
        result = self.call("POST", self.at("/execute/async"), {"script": script, "args": list(arguments)})
        if "error" in result:
            raise AssertionError(result["error"])
        return result.get("value")

    @property
    def cookies(self):
        """All cookies of the page's site, also those that scripts cannot see."""
        return {cookie["name"]: cookie for cookie in self.call("GET", self.at("/cookie"))}

    def submit(self, address, fields):
        """Sends a form as a page can send it anywhere, and returns the text of the page that comes."""
        before = self.run("window.mark = 'before'; return document.location.href")
        self.call("POST", self.at("/execute/sync"), {"args": [address, fields], "script": """
            const [address, fields] = arguments;
            const form = document.createElement('form');
            form.method = 'POST';
            form.action = address;
            for (const [name, value] of Object.entries(fields)) {
                const input = document.createElement('input');
                Object.assign(input, { type: 'hidden', name, value });
                form.append(input);
            }
            document.body.append(form);
            form.submit();
        """})
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if self.address != before and self.run("return document.readyState") == "complete":
                return self.run("return document.body.innerText")
            time.sleep(0.02)
        raise AssertionError(f"the form to {address} led nowhere")

    def find(self, selector):
        """The first element of a selector; None where there is none."""
        found = self.call("POST", self.at("/elements"), {"using": "css selector", "value": selector})
        return next(iter(found[0].values())) if found else None

    def expect(self, selector):
        """The first element of a selector, as soon as there is one."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if element := self.find(selector):
                return element
            time.sleep(0.02)
        raise AssertionError(f"there is no {selector} at {self.address}")

    def type(self, selector, text):
        """Empties a field, and types into it as a user does."""
        element = self.expect(selector)
        self.call("POST", self.at(f"/element/{element}/clear"))
        self.call("POST", self.at(f"/element/{element}/value"), {"text": text})

    def text(self, selector):
        """What is to be read in an element, as soon as there is one."""
        return self.call("GET", self.at(f"/element/{self.expect(selector)}/text"))

    def press(self, selector):
        """Presses a button; what it loads is there afterwards."""
        self.call("POST", self.at(f"/element/{self.expect(selector)}/click"))

    def picture(self):
        """What is to be seen, as PNG in base64."""
        return self.call("GET", self.at("/screenshot"))
