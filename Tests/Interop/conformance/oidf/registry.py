"""Where the checks of this suite enter their names."""
import pathlib

from suite import Suite

suite = Suite(pathlib.Path(__file__).parent)
check_of = suite.check
