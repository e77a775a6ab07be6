"""The servers that are measured, each held to the one processor that is theirs."""
import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request


def processors():
    """The processor of the servers and the one of the load generator."""
    allowed = sorted(os.sched_getaffinity(0))
    if len(allowed) < 2:
        raise SystemExit("throughput: two processors are needed, one for the server and one for what asks it")
    return allowed[0], allowed[-1]


class Server:
    """A running process, all its threads and children on one processor."""

    def __init__(self, arguments, environment=None):
        self.process = subprocess.Popen(
            arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
            env={**os.environ, **(environment or {})},
            preexec_fn=lambda: os.sched_setaffinity(0, {processors()[0]}))

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate()

    def processor_seconds(self):
        """How long the process and its children have run, in user code and in the kernel."""
        ticks = 0
        for pid in [self.process.pid, *children(self.process.pid)]:
            # The name in parentheses may hold spaces; times are the 14th and the 15th field.
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


def children(pid):
    return [int(child) for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def start_mapae(program, prefix=()):
    """Starts throughput-server. It prints its port and a token when it listens."""
    folder = tempfile.TemporaryDirectory()
    database = os.path.join(folder.name, "sessions.sqlite")
    server = Server([*prefix, program, "--database", database])
    # Kept as long as the server is.
    server.folder, server.database = folder, database
    line = server.process.stdout.readline()
    if not line:
        raise SystemExit(f"throughput: the server has ended: {server.process.communicate()[1].strip()}")
    said = json.loads(line)
    server.port, server.token = said["port"], said["token"]
    server.session_token, server.ended_token = said["session_token"], said["ended_token"]
    return server


def start_flask(python, token_secret):
    """Starts Flask under gunicorn with one process, as there is one processor, and with threads that keep connections."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    here = pathlib.Path(__file__).parent
    server = Server(
        [python, "-m", "gunicorn", "--chdir", str(here), "--bind", f"127.0.0.1:{port}", "--workers", "1",
         "--worker-class", "gthread", "--threads", "4", "--log-level", "error", "flask_app:app"],
        {"THROUGHPUT_SECRET": token_secret, "PYTHONDONTWRITEBYTECODE": "1"})
    server.port = port
    deadline = time.monotonic() + 20
    while True:
        try:
            answer(server, "hello", None)
            return server
        except OSError:
            if server.process.poll() is not None or time.monotonic() > deadline:
                server.stop()
                raise SystemExit("throughput: gunicorn does not answer")
            time.sleep(0.05)


def answer(server, route, token):
    """The status and the body of one request."""
    request = urllib.request.Request(f"http://127.0.0.1:{server.port}/{route}")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
