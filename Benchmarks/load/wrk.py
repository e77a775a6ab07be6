"""wrk with the scripts beside this file."""
import json
import os
import pathlib
import re
import resource
import subprocess

HERE = pathlib.Path(__file__).parent


class Run:
    """What wrk says of a run."""

    def __init__(self, text, processor_seconds):
        found = re.search(r"^result (.*)$", text, re.M)
        if not found:
            raise SystemExit(f"load: wrk gave no result: {text[-500:]}")
        values = json.loads(found[1])
        self.statuses = {int(status): number for status, number in values["statuses"].items()}
        self.seconds = values["seconds"]
        self.p50, self.p99 = (values.get(name, 0) / 1000 for name in ("p50", "p99"))
        self.broken = values.get("broken", 0)
        self.answers = sum(self.statuses.values())
        # What the load itself takes of the two processors.
        self.load_seconds = processor_seconds

    def rate(self, *statuses):
        return sum(self.statuses.get(status, 0) for status in statuses) / self.seconds

    def check(self, what, *expected, hashes=False):
        """Nothing but what is expected may have been answered, and nothing may have been cut off.

        That nothing was answered is an error too, but for `hashes`: a machine that has other things to do may let no hash of a
        password end in a second.
        """
        if not self.answers and not hashes:
            raise SystemExit(f"load: {what}: no answer in {self.seconds:.1f} seconds")
        others = {status: number for status, number in self.statuses.items() if status not in expected}
        if others or self.broken:
            raise SystemExit(f"load: {what}: answers {self.statuses}, {self.broken} broken connections")
        return self


class Load:
    """A run that goes on."""

    def __init__(self, server, script, arguments, connections, seconds, path="/"):
        self.limit = seconds + 60
        self.process = subprocess.Popen(
            ["wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s",
             "--timeout", "60s", "--script", str(HERE / script), f"http://127.0.0.1:{server.port}{path}", "--", *map(str, arguments)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def result(self):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        text, _ = self.process.communicate(timeout=self.limit)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return Run(text, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)

    def stop(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()


def run(*arguments, **options):
    return Load(*arguments, **options).result()


def get(server, path, token, connections, seconds, processor):
    """The requests of a run against a route that is asked as fast as it answers, and how many these are a second."""
    text = subprocess.run(
        ["wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s",
         "--header", f"Authorization: Bearer {token}", f"http://127.0.0.1:{server.port}{path}"],
        check=True, capture_output=True, text=True, timeout=seconds + 30,
        preexec_fn=lambda: os.sched_setaffinity(0, {processor})).stdout
    for fault in re.findall(r"^\s*(Non-2xx.*|Socket errors.*)$", text, re.M):
        raise SystemExit(f"load: {path}: {fault}")
    return int(re.search(r"(\d+) requests in", text)[1]), float(re.search(r"Requests/sec:\s*([\d.]+)", text)[1])
