"""The servers that are looked at."""
import concurrent.futures
import contextlib
from functools import cached_property
import pathlib
import ssl
import tempfile

from provider import Provider

from .certificates import certificates
from .clock import Clock
from .site import Site


class Replica(Provider):
    """Another process on the data of a server that runs."""

    def __enter__(self):
        self.start()
        return self


class World:
    def __init__(self, program, folder, stack):
        self.program, self.folder, self.stack = program, pathlib.Path(folder), stack

    def place(self, name):
        folder = self.folder / name
        folder.mkdir()
        return folder

    def start(self, provider):
        return self.stack.enter_context(provider)

    @cached_property
    def site(self):
        """A server as it is when nobody has set anything."""
        return Site(self.start(Provider(self.program, self.place("plain"))))

    @cached_property
    def later(self):
        """A server whose clock can be moved on, with access tokens of ten minutes."""
        folder = self.place("later")
        clock = Clock(folder)
        settings = {**clock.settings, "MAPAE_ACCESS_TOKEN_LIFETIME": "600"}
        return Site(self.start(Provider(self.program, folder, settings=settings)), clock)

    @cached_property
    def secure(self):
        """A server with TLS."""
        folder = self.place("secure")
        chain, key, root = certificates(folder)
        provider = Provider(self.program, folder, settings={"MAPAE_TLS_CERT": chain, "MAPAE_TLS_KEY": key})
        provider.trust = ssl.create_default_context(cafile=root)
        return Site(self.start(provider), trust=root)

    @cached_property
    def pair(self):
        """Two processes that answer for one issuer, with one store."""
        folder = self.place("pair")
        first = Provider(self.program, folder)
        first.environment["MAPAE_ISSUER"] = first.address
        second = Replica(self.program, self.place("second of the pair"), settings={
            "MAPAE_ISSUER": first.address, "MAPAE_DATA_DIR": first.environment["MAPAE_DATA_DIR"]})
        return Site(self.start(first)), Site(self.start(second))


@contextlib.contextmanager
def world(program):
    with tempfile.TemporaryDirectory(prefix="mapae-oauch-") as folder, contextlib.ExitStack() as stack:
        servers = World(program, folder, stack)
        with concurrent.futures.ThreadPoolExecutor() as pool:
            list(pool.map(lambda name: getattr(servers, name), ["site", "later", "secure", "pair"]))
        yield servers
