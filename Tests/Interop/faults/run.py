"""Breaks what `mapae serve` rests on: syncs that fail, a power cut, a system without random bytes, many clients at once.

usage: run.py PROGRAM [PART...]
"""
import pathlib
import sys
import time

sys.path.append(str(pathlib.Path(__file__).parent.parent / "edge"))

import disk  # noqa: E402
import entropy  # noqa: E402
import memory  # noqa: E402
from server import VERDICTS, say  # noqa: E402
from shim import shims  # noqa: E402

PARTS = {"disk": disk, "entropy": entropy, "memory": memory}

if len(sys.argv) < 2 or any(part not in PARTS for part in sys.argv[2:]):
    sys.exit(f"usage: run.py PROGRAM [{'] ['.join(PARTS)}]")
start = time.monotonic()
with shims() as make:
    for name in sys.argv[2:] or PARTS:
        begun = time.monotonic()
        PARTS[name].run(str(pathlib.Path(sys.argv[1]).absolute()), make)
        say(f"{name}: {time.monotonic() - begun:.0f} s")
say(f"faults: {VERDICTS['passed']} checks passed, {VERDICTS['failed']} failed, in {time.monotonic() - start:.0f} s")
sys.exit(1 if VERDICTS["failed"] else 0)
