"""Schemathesis asks `mapae serve` what its own OpenAPI document says: no 500, no status or body that the document does not name.

USAGE: api.py PROGRAM [EXAMPLES]
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

CHECKS = ",".join(
    [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "negative_data_rejection",
        "unsupported_method",
    ]
)
PASSWORD = "a passphrase of the tests"
# These can end the session with whose token everything is asked, so each of them has one of its own.
LAST = ["endSession", "endAnySession", "endUserSessions", "logout", "logoutAll", "deleteMe"]


def start(program, folder):
    """A server on a free port, with an administrator."""
    subprocess.run(
        [program, "users", "add", "root", "--role", "admin", "--data-dir", folder],
        input=PASSWORD + "\n", text=True, check=True, stdout=subprocess.DEVNULL,
    )
    server = subprocess.Popen(
        [program, "serve", "--port", "0", "--data-dir", folder], stdout=subprocess.PIPE, text=True
    )
    for line in server.stdout:
        if "listens on" in line:
            return server, line.split()[-1]
    raise SystemExit("api: the server did not start")


def token(address, device=[None]):
    """A token of the administrator's; the device is known after the first, so that wrong guesses do not get in the way."""
    body = {"username": "root", "password": PASSWORD, "scope": "admin:users admin:sessions admin:audit"}
    if device[0]:
        body["device_token"] = device[0]
    request = urllib.request.Request(
        address + "/login", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        tokens = json.load(answer)
    device[0] = tokens["device_token"]
    return tokens["access_token"]


def ask(address, examples, *options):
    command = [
        str(pathlib.Path(sys.executable).parent / "st"), "run", address + "/openapi.json",
        "--url", address, "--header", "Authorization: Bearer " + token(address), "--checks", CHECKS,
        "--max-examples", examples, "--seed", "1", "--phases", "examples,coverage,fuzzing", "--no-color",
        "--suppress-health-check", "all", "--request-timeout", "30", "--continue-on-failure",
        "--generation-database", "none", *options,
    ]
    # It keeps a folder of its own where it runs.
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(command, cwd=folder).returncode


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    examples = sys.argv[2] if len(sys.argv) > 2 else "40"
    failed = False
    with tempfile.TemporaryDirectory(prefix="mapae-api-") as folder:
        server, address = start(program, folder)
        try:
            without = [part for name in LAST for part in ("--exclude-operation-id", name)]
            failed |= ask(address, examples, *without) != 0
            for name in LAST:
                failed |= ask(address, examples, "--include-operation-id", name) != 0
            with urllib.request.urlopen(address + "/healthz", timeout=30) as answer:
                failed |= answer.status != 200
        finally:
            server.terminate()
            failed |= server.wait(timeout=30) != 0
    if failed:
        raise SystemExit("api: the server and its document disagree, see above")
    print("api: the server answers as its document says")


main()
