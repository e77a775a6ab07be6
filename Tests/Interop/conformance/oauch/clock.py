"""A clock that a server is started with, and that can be moved on."""
import pathlib
import struct
import subprocess

SOURCE = pathlib.Path(__file__).parent / "clock.c"


class Clock:
    def __init__(self, folder):
        self.file, library = pathlib.Path(folder) / "ahead", pathlib.Path(folder) / "clock.so"
        self.ahead = 0
        self.file.write_bytes(struct.pack("q", 0))
        done = subprocess.run(
            ["gcc", "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-o", library, SOURCE, "-ldl"],
            capture_output=True, text=True)
        if done.returncode:
            raise AssertionError(f"the shim of the clock cannot be compiled: {done.stderr}")
        self.settings = {"LD_PRELOAD": str(library), "CLOCK_FILE": str(self.file)}

    def advance(self, seconds):
        self.ahead += seconds
        # In place: the server has the file in its memory.
        with self.file.open("r+b") as file:
            file.write(struct.pack("q", self.ahead))
