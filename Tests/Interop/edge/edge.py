"""Plays clients and proxies against `mapae serve`: slow ones, wrong ones, many at once, with TLS, behind nginx and Caddy.

usage: edge.py PROGRAM [PART...]
"""
import resource
import sys
import time

import faults
import http2
import messages
import proxies
import slow
import tls
from server import VERDICTS, say

PARTS = {"messages": messages, "slow": slow, "faults": faults, "tls": tls, "http2": http2, "proxies": proxies}

if len(sys.argv) < 2 or any(part not in PARTS for part in sys.argv[2:]):
    sys.exit(f"usage: edge.py PROGRAM [{'] ['.join(PARTS)}]")
_, most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, most), most))
start = time.monotonic()
for name in sys.argv[2:] or PARTS:
    PARTS[name].run(sys.argv[1])
say(f"edge: {VERDICTS['passed']} checks passed, {VERDICTS['failed']} failed, in {time.monotonic() - start:.0f} s")
sys.exit(1 if VERDICTS["failed"] else 0)
