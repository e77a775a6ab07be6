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
        self.shadow.mkdir()
        names = ""
        for file in self.data.iterdir():
            (self.shadow / str(file.stat().st_ino)).write_bytes(file.read_bytes())
            names += f"{file.stat().st_ino} {file.name}\n"
        (self.shadow / "names").write_text(names)

    def lose_power(self, keeps):
        """Leaves of the data what the disk has. Of each sector, and each name, that was not synced `keeps` tells whether it
        has got there all the same. Returns how many there were."""
        image, unsynced = self.folder / "image", 0
        image.mkdir(mode=0o700)
        live = {file.name: (str(file.stat().st_ino), file.read_bytes()) for file in self.data.iterdir()}
        contents = dict(live.values())
        durable = {name: inode for inode, name in (line.split(" ", 1) for line in (self.shadow / "names").read_text().splitlines())}
        for name in sorted(live.keys() | durable.keys()):
            # The memory that connections share is not read after a restart.
            if name.endswith("-shm"):
                continue
            inode = live[name][0] if name in live else None
            if inode != durable.get(name):
                unsynced += 1
                inode = inode if keeps() else durable.get(name)
            if inode is None:
                continue
            synced = self.shadow / inode
            old = synced.read_bytes() if synced.exists() else b""
            new, sectors = contents.get(inode, old), []
            for start in range(0, max(len(new), len(old)), 512):
                there, written = old[start:start + 512], new[start:start + 512]
                if there != written:
                    unsynced += 1
                    there = written if keeps() else there or b"\0" * len(written)
                sectors.append(there)
            # Without a sync of any kind not even the length is there.
            (image / name).write_bytes(b"".join(sectors) if any(any(sector) for sector in sectors) else old)
            (image / name).chmod(0o600)
        shutil.rmtree(self.data)
        image.rename(self.data)
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
