"""Users of a server: they log in, refresh and log out, and remember what they were answered."""
import http.client
import json
import threading
import time

PASSWORD = "a good password of ada"


class Dead(Exception):
    """Nobody has answered."""


def ask(port, method, path, token=None, body=None, headers=None):
    """The status of an answer, and what it says."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    fields = {"Connection": "close", **(headers or {})}
    if token:
        fields["Authorization"] = f"Bearer {token}"
    if body is not None:
        fields["Content-Type"] = "application/json"
    try:
        connection.request(method, path, None if body is None else json.dumps(body), fields)
        answer = connection.getresponse()
        data = answer.read()
        return answer.status, json.loads(data) if data else {}
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Dead from error
    finally:
        connection.close()


def login(port, name="ada", password=PASSWORD, headers=None):
    return ask(port, "POST", "/login", body={"username": name, "password": password}, headers=headers)


class User:
    """A session: its tokens are what was answered last."""

    def __init__(self, answer):
        self.take(answer)

    def take(self, answer):
        self.access, self.refresh, self.unanswered = answer["access_token"], answer["refresh_token"], None

    def renew(self, port):
        """The status of a refresh."""
        self.unanswered = self.unanswered or time.monotonic()
        status, answer = ask(port, "POST", "/refresh", self.refresh)
        if status == 200:
            self.take(answer)
        return status

    def goes_on(self, port):
        """Whether the session is as it was answered last; `None` where too much time has passed to tell."""
        if ask(port, "GET", "/me", self.access)[0] != 200:
            return False
        since = self.unanswered
        if self.renew(port) == 200:
            return True
        # Its lost answer is repeated for ten seconds; later the token counts as stolen.
        return None if since and time.monotonic() - since > 8 else False


class Ledger:
    """What a server has answered, which it has to stand by."""

    def __init__(self):
        self.users, self.ended, self.names, self.answers = [], [], [], 0
        self.lock = threading.Lock()

    def fill(self, port, count):
        while len(self.users) < count:
            status, answer = login(port)
            if status != 200:
                raise SystemExit(f"faults: a login got {status}: {answer}")
            self.users.append(User(answer))

    def note(self):
        with self.lock:
            self.answers += 1

    def work(self, port, user, number, until):
        """Refreshes until the server is dead; every eighth logs out once, and every eighth signs others up."""
        try:
            for step in range(10_000):
                if until.is_set():
                    return
                if number % 8 == 0 and step == 9:
                    with self.lock:
                        # Whether a logout without an answer has happened nobody knows.
                        self.users.remove(user)
                    if ask(port, "POST", "/logout", user.access)[0] == 204:
                        with self.lock:
                            self.ended.append(user)
                    return
                if number % 8 == 1:
                    with self.lock:
                        name = f"user{len(self.names)}x{number}x{self.answers}"
                    if ask(port, "POST", "/users", body={"username": name, "password": PASSWORD})[0] == 201:
                        with self.lock:
                            self.names.append(name)
                        self.note()
                if user.renew(port) == 200:
                    self.note()
        except Dead:
            pass

    def load(self, port, goal, seconds, kill):
        """Has all work at once until there are so many answers, then calls `kill`."""
        self.answers, until = 0, threading.Event()
        threads = [
            threading.Thread(target=self.work, args=(port, user, number, until)) for number, user in enumerate(list(self.users))
        ]
        for thread in threads:
            thread.start()
        deadline = time.monotonic() + seconds
        while self.answers < goal and time.monotonic() < deadline:
            time.sleep(0.002)
        kill()
        until.set()
        for thread in threads:
            thread.join()
        return self.answers

    def audit(self, port):
        """How many answers the server does not stand by, and of how many."""
        lost, checked = [], 0
        for user in list(self.users):
            stands = user.goes_on(port)
            checked += stands is not None
            if not stands:
                self.users.remove(user)
            if stands is False:
                lost.append("a refresh")
        for user in self.ended:
            checked += 1
            if ask(port, "GET", "/me", user.access)[0] != 401 or ask(port, "POST", "/refresh", user.refresh)[0] != 401:
                lost.append("a logout")
        for name in self.names[-3:]:
            checked += 1
            if login(port, name)[0] != 200:
                lost.append("a sign-up")
        return lost, checked
