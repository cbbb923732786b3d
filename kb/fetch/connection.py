"""One connection to one server, by the addresses that were checked and within the time that it may take."""

import io
import socket
import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from kb.fetch import address
from kb.fetch.address import Place, Resolver
from kb.fetch.errors import FetchError
from kb.fetch.limits import Deadline


@dataclass(frozen=True, slots=True)
class Proxy:
    """A server that fetches for us, as $http_proxy and $https_proxy name it."""

    host: str
    port: int
    login: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """The way to a server: the IP addresses to try, and the proxy that they are of, if any."""

    place: Place
    addresses: Sequence[str]
    proxy: Proxy | None = None


def route(place: Place, *, private: bool, resolver: Resolver) -> Route:
    """The way to a server; raises FetchError where there is none, or none that may be taken.

    What a proxy connects to is known to it alone: then only what the name itself tells is refused.
    """
    proxy = _proxy(place)
    if proxy is None:
        return Route(place, address.addresses(place.host, place.port, private=private, resolver=resolver))
    if not private:
        address.check_name(place.host)
    return Route(place, address.addresses(proxy.host, proxy.port, private=True, resolver=resolver), proxy)


def _proxy(place: Place) -> Proxy | None:
    url = getproxies().get(place.scheme, "")
    if not url or proxy_bypass(place.host):
        return None
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme != "http" or not parts.hostname:
        raise FetchError(f"the proxy of {place.scheme} in the environment is no http:// address; unset or change it")
    return Proxy(parts.hostname, parts.port or 80, address.basic(parts))


class Connection(HTTPConnection):
    """A connection along a route; its name is not looked up again, so what was checked is what is reached."""

    def __init__(self, route: Route, deadline: Deadline, connect: float) -> None:
        super().__init__(route.place.host, route.place.port)
        self._route = route
        self._deadline = deadline
        self._longest = connect
        self._real: socket.socket | None = None
        if route.proxy and route.place.secure:
            proxy_login = {"Proxy-Authorization": route.proxy.login} if route.proxy.login else {}
            self.set_tunnel(route.place.host, route.place.port, headers=proxy_login)

    def connect(self) -> None:
        """Connect to the first address that answers, through the proxy if there is one, and agree on TLS."""
        place, proxy = self._route.place, self._route.proxy
        self.sock = self._real = self._reach(proxy.port if proxy else place.port)
        self.sock.settimeout(self._deadline.next_byte())
        if proxy and place.secure:
            self._tunnel()  # type: ignore[attr-defined]
        if place.secure:
            self.sock = self._real = _trust().wrap_socket(self.sock, server_hostname=place.host)
        self.sock = _Wire(self._real, self._deadline)

    def close(self) -> None:
        """Nothing: http.client closes before the body is read when a server says that it will; `hang_up` closes."""

    def hang_up(self) -> None:
        if self._real:
            with suppress(OSError):
                self._real.close()

    def _reach(self, port: int) -> socket.socket:
        error: OSError = OSError("no address")
        for ip in self._route.addresses:
            try:
                return socket.create_connection((ip, port), timeout=self._deadline.left(self._longest))
            except OSError as this:
                error = this
        raise error


class _Wire:
    """What http.client needs of a socket; each step takes no longer than the deadline leaves."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def sendall(self, data: Any) -> None:
        self._sock.settimeout(self._deadline.next_byte())
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Incoming(self._sock, self._deadline))

    def close(self) -> None:
        """Nothing; see `Connection.close`."""


class _Incoming(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._deadline.next_byte())
        return self._sock.recv_into(buffer)


def _trust() -> ssl.SSLContext:
    """The certificates of the system ($SSL_CERT_FILE names others); of certifi where the system has none."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    places = ssl.get_default_verify_paths()
    folder = Path(places.capath) if places.capath else None
    if not (context.cert_store_stats()["x509_ca"] or (folder and any(folder.iterdir()))):
        with suppress(ImportError):
            context.load_verify_locations(import_module("certifi").where())
    return context
