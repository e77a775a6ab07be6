"""Measures accounts, sessions and the authorization server under load. Started by scripts/load, which says how."""
import argparse
import json
import pathlib
import tempfile

import cases
import figures
import oauth
from data import Folder
from figures import Figure, mebibytes
from server import Server

# Of the whole run, and of --quick. In a run each session is refreshed once: one that is refreshed again within seconds
# keeps the answers of all these refreshes, which is not what clients do.
FULL = dict(
    users=1000, sessions=1000, refreshed=20_000, million=1_000_000, rounds=5, refresh_rounds=3, scale_rounds=6,
    seconds=6, start_rounds=3)
QUICK = dict(
    users=200, sessions=200, refreshed=500, million=10_000, rounds=1, refresh_rounds=1, scale_rounds=1, seconds=1,
    start_rounds=1)


class Measuring:
    """The servers, which all end however it goes."""

    def __init__(self, options, scratch):
        self.options, self.scratch = options, pathlib.Path(scratch)
        self.plan = QUICK if options.quick else FULL
        self.running = []

    def path(self, name):
        return str(self.scratch / name)

    def start(self, folder):
        server = Server.mapae(self.options.mapae, folder.path, self.path("server.log"))
        self.running.append(server)
        return server

    def stop(self, server):
        server.stop()
        self.running.remove(server)

    def prepare(self):
        """A folder with a thousand users and sessions, one with a million, and one with many sessions to refresh."""
        plan, program = self.plan, self.options.sessions
        self.few = Folder.create(self.path("few"), self.options.mapae, plan["users"])
        # The first start makes the keys, which happens once in a server's life.
        self.stop(self.start(self.few))
        self.few.begin_sessions(program, plan["sessions"], self.path("few.tokens"))
        self.many = self.few.grown_copy(self.path("many"), plan["million"])
        # The same tokens: the keys and the sessions were copied.
        pathlib.Path(self.path("many.tokens")).write_text(pathlib.Path(self.path("few.tokens")).read_text())
        self.busy = Folder.create(self.path("busy"), self.options.mapae, plan["users"])
        self.stop(self.start(self.busy))
        self.busy.begin_sessions(program, plan["refreshed"], self.path("busy.tokens"))

    def busy_server(self):
        """All that one server has to bear."""
        plan, found = self.plan, []
        server = self.start(self.busy)
        server.settle()
        idle = server.memory()
        check_keys(server)
        found += cases.logins(server, plan["users"], plan["rounds"], plan["seconds"])
        found += cases.flood(server, plan["users"], plan["rounds"], plan["seconds"])
        found += cases.refreshes(server, self.path("busy.tokens"), plan["refresh_rounds"])
        hello = None
        if self.options.bare:
            hello = Server.bare(self.options.bare, self.path("bare.sqlite"), self.path("bare.log"))
            self.running.append(hello)
        token = cases.access_token(server)
        found += cases.routes(server, hello, token, plan["rounds"], max(1, plan["seconds"] // 3))
        found += [
            Figure("resident when idle", [idle], mebibytes, at_most=50),
            Figure("resident at most, in all of this", [server.memory("VmHWM")], mebibytes, at_most=100),
        ]
        self.stop(server)
        if hello:
            self.stop(hello)
        return found

    def authorization_server(self):
        """Clients and users of the authorization server, in a process that has borne nothing else."""
        plan = self.plan
        folder = Folder.create(self.path("oauth"), self.options.mapae, plan["rounds"] * oauth.USERS_OF_A_ROUND)
        clients = oauth.Clients(self.options.mapae, folder.path)
        self.stop(self.start(folder))
        server = self.start(folder)
        found = oauth.cases(server, clients, self.scratch, plan["rounds"], max(1, plan["seconds"] // 2))
        self.stop(server)
        return found

    def beside_a_million(self):
        plan = self.plan
        few = (self.start(self.few), self.path("few.tokens"))
        many = (self.start(self.many), self.path("many.tokens"))
        # The first requests find nothing in memory, which happens once in a server's life.
        for server, tokens in (few, many):
            cases.refresh(server, tokens)
        return cases.scale(
            few, many, plan["users"], plan["scale_rounds"], max(1, plan["seconds"] - 2), self.starts)

    def starts(self):
        times = []
        for _ in range(self.plan["start_rounds"]):
            # A second server on the folder, as at a restart without a pause.
            server = self.start(self.many)
            times.append(server.start_seconds * 1000)
            self.stop(server)
        return times


def check_keys(server):
    status, body = server.ask("GET", "/.well-known/jwks.json")
    algorithms = sorted(key["alg"] for key in json.loads(body)["keys"])
    if status != 200 or algorithms != ["ES256", "RS256"]:
        raise SystemExit(f"load: the server's keys are {algorithms}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mapae", required=True)
    parser.add_argument("--sessions", required=True)
    parser.add_argument("--bare")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--part", choices=("accounts", "oauth"))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        measuring = Measuring(options, scratch)
        try:
            found = []
            if options.part != "oauth":
                measuring.prepare()
                found += measuring.busy_server() + measuring.beside_a_million()
            if options.part != "accounts":
                found += measuring.authorization_server()
        finally:
            for server in measuring.running:
                server.stop()
    print(json.dumps([figure.object() for figure in found], indent=2) if options.json else figures.table(found))
    # What a program holds of memory hardly depends on who else uses the machine; all else is only told. A quarter more than is aimed
    # at is no accident any more.
    grown = [
        figure.name for figure in found
        if figure.text is mebibytes and figure.at_most is not None and figure.median > figure.at_most * 1.25]
    if grown:
        raise SystemExit(f"load: far more memory than is aimed at: {', '.join(grown)}")


main()
