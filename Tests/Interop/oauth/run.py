"""Other people's clients, unmodified, against `mapae serve`.

usage: run.py PROGRAM [NAME...]
"""
import importlib
import os
import pathlib
import sys
import tempfile

import checks
from provider import Provider
from visitor import Visitor

CLIENTS = [
    "authlib", "requests_oauthlib", "requests_oauth2client", "simple_openid_connect", "oic", "idpyoidc", "mcp",
    "chromium"]


def main():
    program, wanted = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2:] or CLIENTS
    for name in wanted:
        module = importlib.import_module(f"with_{name}")
        before = checks.checks
        # What a client needs that the server has to know before it starts.
        prepared = module.prepare() if hasattr(module, "prepare") else ()
        with tempfile.TemporaryDirectory() as folder, Provider(program, folder, *prepared[1:]) as provider:
            # Some of the libraries keep their keys where they are started.
            os.chdir(folder)
            try:
                module.run(provider, Visitor(), *prepared)
            except BaseException:
                print(provider.printed(), file=sys.stderr)
                raise
            finally:
                os.chdir("/")
        print(f"oauth: {name}: {checks.checks - before} checks", flush=True)


main()
