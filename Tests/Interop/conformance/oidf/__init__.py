"""The checks of the OpenID Foundation's conformance suite: what `run.py` needs of them."""
from served import served as world

from . import basic, config, dynamic, fapi_assertions, fapi_dpop, fapi_flows, fapi_pushed, logout
from .registry import suite
