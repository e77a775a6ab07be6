"""The suite, in which each group of checks writes itself down."""
import pathlib

from suite import Suite

suite = Suite(pathlib.Path(__file__).parent)
