"""Measures what a token costs a request. Started by scripts/throughput, which says how."""
import argparse
import json
import sqlite3
import statistics
import sys

import instructions
import load
import servers

SECRET = "benchmarks only: every reader of this file knows it"
BODY = b"user-7f3a91c05be2"
# Name, route, and whether a request without a token is refused there.
MAPAE_ROWS = [
    ("Hummingbird, no token looked at", "hello", False),
    ("Mapae: `protected(by: auth)`", "protected", True),
    ("The same, its cache switched off", "uncached", True),
    ("jwt-kit in a middleware", "jwt-kit", True),
]
SESSION_ROWS = [
    ("Hummingbird, a session's token not looked at", "hello", False),
    ("Mapae: `protected(by: sessions)`", "sessions", True),
]
LOCKED_ROW = ("The same, its database locked", "sessions", True)
FLASK_ROWS = [
    ("Flask + gunicorn, no token looked at", "hello", False),
    ("Flask-JWT-Extended: `@jwt_required()`", "protected", True),
]


class Row:
    """One guarded or unguarded route."""

    def __init__(self, server, token, name, route, guarded):
        self.server, self.token, self.name, self.route, self.guarded = server, token, name, route, guarded
        self.bad_tokens = [None, token[:-2]]
        self.runs = []
        self.instructions = None
        self._check()

    def _check(self):
        """What is measured must do what it says: the same answer with a token, and none without."""
        status, body = servers.answer(self.server, self.route, self.token)
        if (status, body) != (200, BODY):
            sys.exit(f"throughput: {self.name}: status {status} with a token")
        if self.guarded:
            for token in self.bad_tokens:
                status, _ = servers.answer(self.server, self.route, token)
                if status not in (401, 422):
                    sys.exit(f"throughput: {self.name}: status {status} for a request that is to be refused")

    def run(self, seconds):
        self.runs.append(load.Run(self.server, self.route, self.token, seconds))

    def summary(self, hello):
        """Medians, and ratios to the neighbouring runs of `hello`, so that what slows the machine slows both."""
        counted = {} if self.instructions is None else {
            "instructions": round(self.instructions),
            "instructions_above_hello": round(self.instructions - hello.instructions),
        }
        if not self.runs:
            return {"name": self.name, "route": self.route, **counted}
        rates = [run.rate / other.rate for run, other in zip(self.runs, hello.runs)]
        costs = [other.microseconds / run.microseconds for run, other in zip(self.runs, hello.runs)]
        quarters = statistics.quantiles(rates, n=4) if len(rates) > 1 else [rates[0]] * 3
        return {
            "name": self.name, "route": self.route,
            "requests_per_second": round(statistics.median(run.rate for run in self.runs)),
            "ratio": statistics.median(rates), "ratio_quarters": [quarters[0], quarters[2]],
            "microseconds": statistics.median(run.microseconds for run in self.runs),
            "processor_ratio": statistics.median(costs), **counted,
        }


class SessionRow(Row):
    """A route behind sessions, which also refuses what has ended."""

    def __init__(self, server, *row):
        super().__init__(server, server.session_token, *row)

    def _check(self):
        if self.guarded:
            self.bad_tokens.append(self.server.ended_token)
        super()._check()


class LockedRow(SessionRow):
    """The same while another connection holds the database's write lock."""

    def run(self, seconds):
        with sqlite3.connect(self.server.database, isolation_level=None, timeout=10) as holder:
            holder.execute("BEGIN IMMEDIATE")
            try:
                with sqlite3.connect(self.server.database, isolation_level=None, timeout=0) as other:
                    other.execute("BEGIN IMMEDIATE")
                sys.exit("throughput: the database is not locked")
            except sqlite3.OperationalError:
                super().run(seconds)
            holder.execute("ROLLBACK")


def measure(rows, runs, seconds):
    """Lets the rows take turns, each time in another order, after one run that does not count."""
    for row in rows:
        load.Run(row.server, row.route, row.token, 1)
    for turn in range(runs):
        for row in rows[turn % len(rows):] + rows[:turn % len(rows)]:
            row.run(seconds)


def count(rows, program):
    counter = instructions.Counter(program)
    try:
        for row in rows:
            # The tokens are this process's: the key is the same.
            token = counter.server.session_token if isinstance(row, SessionRow) else counter.server.token
            row.instructions = counter.per_request(row.route, token, BODY)
    finally:
        counter.close()


def table(groups):
    lines = [
        "| | requests/s | of hello | middle half | processor time | of hello | instructions | above hello |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for rows in groups:
        for row in rows:
            cells = [row["name"]] + [""] * 7
            if "ratio" in row:
                cells[1] = f"{row['requests_per_second']:,}"
                cells[4] = f"{row['microseconds']:.1f} µs"
            if "ratio" in row and row is not rows[0]:
                cells[2] = f"{row['ratio']:.1%}"
                cells[3] = "{:.1%} to {:.1%}".format(*row["ratio_quarters"])
                cells[5] = f"{row['processor_ratio']:.1%}"
            if "instructions" in row:
                cells[6] = f"{row['instructions']:,}"
                cells[7] = "" if row is rows[0] else f"{row['instructions_above_hello']:,}"
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def check_limits(path, groups):
    """Holds the build to its limits. Only instructions have any: times depend on who else uses the machine."""
    counted = {
        row["route"]: row["instructions_above_hello"]
        for rows in groups for row in rows if "instructions_above_hello" in row
    }
    checked, failed = 0, False
    for line in open(path):
        fields = line.split()
        if not fields or fields[0] != "request":
            continue
        route, most = fields[1], int(fields[2])
        if route not in counted:
            sys.exit(f"throughput: {route} has a limit but was not counted")
        checked += 1
        if counted[route] > most:
            print(f"throughput: /{route} takes {counted[route]:,} instructions more than /hello; {path} allows {most:,}",
                  file=sys.stderr)
            failed = True
    if not checked:
        sys.exit(f"throughput: {path} holds no limit of requests")
    if failed:
        sys.exit(1)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", required=True)
    parser.add_argument("--python")
    parser.add_argument("--runs", type=int, required=True)
    parser.add_argument("--seconds", type=int, required=True)
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--limits")
    options = parser.parse_args()

    running, groups = [], []
    try:
        mapae = servers.start_mapae(options.server)
        running.append(mapae)
        groups.append([Row(mapae, mapae.token, *row) for row in MAPAE_ROWS])
        groups.append([SessionRow(mapae, *row) for row in SESSION_ROWS])
        if options.runs:
            groups[1].append(LockedRow(mapae, *LOCKED_ROW))
            for rows in groups:
                measure(rows, options.runs, options.seconds)
        if options.python and options.runs:
            flask = servers.start_flask(options.python, SECRET)
            running.append(flask)
            groups.append([Row(flask, mapae.token, *row) for row in FLASK_ROWS])
            measure(groups[2], options.runs, options.seconds)
    finally:
        for server in running:
            server.stop()
    if options.instructions:
        count([row for rows in groups[:2] for row in rows if not isinstance(row, LockedRow)], options.server)
    summaries = [[row.summary(rows[0]) for row in rows] for rows in groups]
    print(json.dumps(summaries, indent=2) if options.json else table(summaries))
    if options.limits:
        check_limits(options.limits, summaries)


main()
