"""The conformance checks of another project's suite, against `mapae serve`.

usage: run.py PROGRAM SUITE [NAME...]
"""
import importlib
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
# What they share with others: the server's start, the user and the counting, and the certificates.
sys.path[:0] = [str(HERE), str(HERE.parent / "oauth"), str(HERE.parent / "edge")]


def main():
    program, name, wanted = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2], sys.argv[3:]
    module = importlib.import_module(name)
    with module.world(program) as world:
        right = module.suite.run(world, wanted)
    sys.exit(0 if right else 1)


main()
