"""A user with a browser that runs no script: follows addresses, reads pages, fills in forms and presses buttons."""
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import requests

from provider import CALLBACK, PASSWORD, USER


class Page(HTMLParser):
    """The forms of a page: where each goes, its hidden fields, and the names of what can be typed and pressed."""

    def __init__(self, text):
        super().__init__()
        self.forms, self.words = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.forms.append({"action": attributes["action"], "hidden": {}, "inputs": {}, "buttons": []})
        elif tag == "input" and self.forms:
            kind = "hidden" if attributes.get("type") == "hidden" else "inputs"
            self.forms[-1][kind][attributes["name"]] = attributes.get("value", "")
        elif tag == "button" and self.forms:
            self.forms[-1]["buttons"].append((attributes.get("name"), attributes.get("value")))

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


class Visitor:
    def __init__(self, username=USER, password=PASSWORD):
        self.username, self.password = username, password
        self.session = requests.Session()
        # What each page was for, in the order in which they came, what was read, and the last status.
        self.pages, self.read, self.status = [], [], None

    def visit(self, address, allow=True, data=None):
        """Logs in and decides wherever a page asks, until the browser is led away from the server.
        It comes with a GET, or with `data` by the form of another site.
        Returns the address that it is led to, and the text of the last page where it is led nowhere."""
        self.pages, self.read = [], []
        home = urlsplit(address).netloc
        if data is None:
            answer = self.session.get(address, allow_redirects=False, timeout=30)
        else:
            # From another site a browser sends no cookies that are for this site alone.
            answer = requests.post(
                address, data=data, allow_redirects=False, timeout=30, headers={"Origin": "https://rp.example.com"})
        for _ in range(12):
            self.status = answer.status_code
            self.read.append(answer.text)
            if answer.is_redirect:
                target = urljoin(answer.url, answer.headers["Location"])
                if urlsplit(target).netloc != home:
                    return target
                answer = self.session.get(target, allow_redirects=False, timeout=30)
                continue
            page = Page(answer.text)
            form = page.forms[0] if page.forms else None
            if form is None:
                return page.text
            fields = dict(form["hidden"])
            if "password" in form["inputs"]:
                self.pages.append("login")
                fields |= {"username": self.username, "password": self.password}
            elif ("decision", "yes") in form["buttons"]:
                self.pages.append("decision")
                fields["decision"] = "yes" if allow else "no"
            elif "user_code" in form["inputs"]:
                self.pages.append("code")
                fields["user_code"] = form["inputs"]["user_code"]
            else:
                return page.text
            answer = self.session.post(
                urljoin(answer.url, form["action"]), data=fields, allow_redirects=False, timeout=30,
                headers={"Origin": f"{urlsplit(address).scheme}://{home}"})
        raise AssertionError(f"the pages never end: {self.pages}")

    def back(self, address, allow=True):
        """The same, where it must lead to the client."""
        target = self.visit(address, allow)
        if not target.startswith(CALLBACK):
            raise AssertionError(f"not led back to the client, but: {target}")
        return target
