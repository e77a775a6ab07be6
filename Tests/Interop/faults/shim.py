"""Loads the shim of faults into a server, and turns its faults on and off."""
import contextlib
import pathlib
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).parent / "shim.c"


class Shim:
    """Folders of one experiment: the data of a server, what a power cut would leave of it, and the faults that are on."""

    def __init__(self, folder, library):
        self.folder, self.library = pathlib.Path(folder), library
        self.data, self.shadow, self.switches = self.folder / "data", self.folder / "shadow", self.folder / "switches"
        self.switches.mkdir()

    @property
    def environment(self):
        return {
            "LD_PRELOAD": str(self.library), "FAULT_FOLDER": str(self.data), "FAULT_SHADOW": str(self.shadow),
            "FAULT_SWITCHES": str(self.switches),
        }

    @contextlib.contextmanager
    def fault(self, name):
        (self.switches / name).touch()
        try:
            yield
        finally:
            (self.switches / name).unlink()

    def seen(self, name):
        """How often a fault has happened."""
        file = self.switches / f"{name}-seen"
        return file.stat().st_size if file.exists() else 0

    def sync(self):
        """All that is in the folder of the data is on the disk."""
        shutil.rmtree(self.shadow, ignore_errors=True)
        shutil.copytree(self.data, self.shadow)

    def lose_power(self, keeps):
        """Leaves of the data what the disk has. Of each sector that was written and not synced, `keeps` tells whether it
        has got there all the same. Returns how many sectors there were."""
        image, unsynced = self.folder / "image", 0
        shutil.copytree(self.shadow, image)
        for file in self.data.iterdir():
            # The memory that connections share is not read after a restart.
            if not file.is_file() or file.name.endswith("-shm"):
                continue
            live, durable = file.read_bytes(), image / file.name
            there = durable.read_bytes() if durable.exists() else b""
            sectors = []
            for start in range(0, max(len(live), len(there)), 512):
                new, old = live[start:start + 512], there[start:start + 512]
                if new != old:
                    unsynced += 1
                sectors.append(new if new != old and keeps() else old if start < len(there) else b"\0" * len(new))
            if there or any(any(sector) for sector in sectors):
                durable.write_bytes(b"".join(sectors))
                durable.chmod(0o600)
        (image / "mapae.sqlite-shm").unlink(missing_ok=True)
        shutil.rmtree(self.data)
        image.rename(self.data)
        self.data.chmod(0o700)
        self.sync()
        return unsynced


@contextlib.contextmanager
def shims():
    """Compiles the shim; gives a function that makes experiments."""
    with tempfile.TemporaryDirectory(prefix="mapae-faults-") as folder:
        library = pathlib.Path(folder) / "shim.so"
        done = subprocess.run(
            ["gcc", "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-o", library, SOURCE, "-ldl"],
            capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"faults: the shim cannot be compiled: {done.stderr}")
        numbers = iter(range(100))

        def make():
            experiment = pathlib.Path(folder) / f"experiment-{next(numbers)}"
            experiment.mkdir()
            return Shim(experiment, library)

        yield make
