"""Instructions a request, counted by callgrind: what does not depend on how busy the machine is."""
import glob
import os
import re
import subprocess
import tempfile
import time

import load
import servers

# Two numbers of rounds: what is the same in both, such as opening the connections, is not in their difference.
FEW, MANY = 20, 60


class Counter:
    """throughput-server under callgrind."""

    def __init__(self, program):
        self.folder = tempfile.TemporaryDirectory()
        # Valgrind gives up on the debug information that Swift writes.
        stripped = os.path.join(self.folder.name, "throughput-server")
        subprocess.run(["strip", "-o", stripped, program], check=True)
        self.output = os.path.join(self.folder.name, "callgrind.out")
        self.server = servers.start_mapae(
            stripped, ["valgrind", "--quiet", "--tool=callgrind", f"--callgrind-out-file={self.output}"])

    def close(self):
        self.server.stop()
        self.folder.cleanup()

    def per_request(self, route, token, body):
        load.send(self.server, route, token, FEW, body)
        self._taken()
        few = self._after(route, token, FEW, body)
        many = self._after(route, token, MANY, body)
        return (many - few) / ((MANY - FEW) * load.CONNECTIONS)

    def _after(self, route, token, rounds, body):
        load.send(self.server, route, token, rounds, body)
        # Connections are closed by the server after the last answer has been read.
        time.sleep(0.3)
        return self._taken()

    def _taken(self):
        """The instructions since the last call."""
        subprocess.run(
            ["callgrind_control", "--dump", str(self.server.process.pid)], check=True, capture_output=True, timeout=60)
        total = 0
        for name in glob.glob(self.output + ".*"):
            with open(name) as file:
                total += next(int(m[1]) for line in file if (m := re.match(r"(?:summary|totals): (\d+)", line)))
            os.remove(name)
        if not total:
            raise SystemExit("throughput: callgrind has counted nothing")
        return total
