"""Addresses of the web: the one way to write each, what may be shown of it, and where it may lead."""

import re
import socket
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from kb.fetch.errors import FetchError

Resolver = Callable[..., Sequence[tuple[Any, ...]]]  # of the form of socket.getaddrinfo

_PORTS = {"http": 80, "https": 443}
# What newsletters and social networks hang on an address to follow who reads it; the page is the same without it.
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi)(?:=|$)",
    re.IGNORECASE,
)
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_PATH_SAFE = "/:@!$&'()*+,;=~%"
_QUERY_SAFE = _PATH_SAFE + "?[]|^"
_LONGEST = 2_000  # characters; what is longer is no address that a server takes
_TRANSLATED = IPv6Network("64:ff9b::/96")  # an IPv4 address behind a translator
_LOCAL_NAMES = (".localhost", ".local", ".internal", ".home.arpa")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: what is needed to reach its server."""

    scheme: str
    host: str
    port: int

    @property
    def secure(self) -> bool:
        return self.scheme == "https"

    @property
    def origin(self) -> str:
        """Scheme, host and port, as an address writes them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + (f":{self.port}" if self.port != _PORTS[self.scheme] else "")


def canonical(url: str) -> str:
    """The address in the one form by which a page is known: tidy, and without marks that only tell who reads it."""
    head, mark, query = tidy(url).partition("?")
    kept = [one for one in query.split("&") if not _TRACKING.match(one)] if mark else []
    return head + ("?" + "&".join(kept) if kept else "")


def tidy(url: str) -> str:
    """The address without login, fragment and default port, the host in lower case, escapes only where they are
    needed. Raises FetchError for what is no address of the web."""
    parts = _split(url)
    query = f"?{_escaped(parts.query, _QUERY_SAFE)}" if parts.query else ""
    written = _place(parts).origin + _dotless(_escaped(parts.path, _PATH_SAFE)) + query
    if len(written) > _LONGEST:
        raise FetchError(f"is an address of more than {_LONGEST} characters; check it", lasting=True)
    return written


def beyond(url: str, location: str) -> str:
    """Where a page leads that says so in its own terms; raises FetchError for what is no address of the web."""
    try:
        return tidy(urljoin(url, location))
    except ValueError:
        raise FetchError("leads to what is no address; check it in a browser", lasting=True) from None


def place(url: str) -> Place:
    """The server of an address; raises FetchError for what is no address of the web."""
    return _place(_split(url))


def login(url: str) -> str:
    """The header that an address with `user:password@` asks for, "" for any other."""
    return basic(_split(url))


def basic(parts: SplitResult) -> str:
    """The value of the header that logs in with the user and password of an address, "" where it has none."""
    if parts.username is None:
        return ""
    words = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return "Basic " + b64encode(words.encode()).decode("ascii")


def shown(url: str) -> str:
    """An address as messages name it: tidy where it is one, and without a login in any case."""
    try:
        return tidy(url)
    except FetchError:
        return re.sub(r"(?<=//).*@", "", url, flags=re.DOTALL)[:_LONGEST]


def addresses(host: str, port: int, *, private: bool, resolver: Resolver = socket.getaddrinfo) -> list[str]:
    """The IP addresses of a host, each of them public unless `private` allows any. Raises FetchError."""
    try:
        found = resolver(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        again = 1.0 if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN else None
        raise FetchError(f"there is no host {host} (DNS); check the address and the connection", again=again) from None
    ips = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not private:
        for ip in ips:
            check_public(host, ip)
    return ips


def check_public(host: str, ip: str) -> None:
    """Raises FetchError for an address of this machine, of a local network or of no public use."""
    if not _is_public(ip_address(ip.partition("%")[0])):
        raise _not_public(ip if ip == host else f"{host} ({ip})")


def check_name(host: str) -> None:
    """What `check_public` does, as far as it can be told from the name alone. Raises FetchError."""
    try:
        ip_address(host)
    except ValueError:
        # Names of one label, and numbers in the ways that only resolvers read, are never those of public servers.
        if host.endswith(_LOCAL_NAMES) or re.fullmatch(r"[^.]*|(?:0x[\da-f]*|\d+|\.)+", host):
            raise _not_public(host) from None
    else:
        check_public(host, host)


def _not_public(where: str) -> FetchError:
    return FetchError(
        f"{where} is not of the public web but of this machine or a local network; --allow-private fetches it",
        lasting=True,
    )


def _is_public(ip: IPv4Address | IPv6Address) -> bool:
    if isinstance(ip, IPv6Address):
        inner = _within(ip)
        if inner and not _is_public(inner):
            return False
        if ip.ipv4_mapped:
            return True
        if ip.is_site_local:  # deprecated, and not counted as private
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _within(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for."""
    if ip in _TRANSLATED:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _split(url: str) -> SplitResult:
    text = re.sub(r"[\t\r\n]", "", url.strip())
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  (reading it checks it)
    except ValueError:
        raise FetchError("is no address that can be read; check it", lasting=True) from None
    if parts.scheme not in _PORTS:
        raise FetchError(
            f"{parts.scheme or 'this'}: is no address of the web; only http and https are fetched", lasting=True
        )
    return parts


def _place(parts: SplitResult) -> Place:
    host = (parts.hostname or "").rstrip(".")
    try:
        if ":" not in host:
            host = host.encode("idna").decode("ascii") if not host.isascii() else host
        if not re.fullmatch(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+", host):
            raise ValueError
    except ValueError:
        raise FetchError("is an address without a host that can be read; check it", lasting=True) from None
    return Place(parts.scheme, host.lower(), parts.port or _PORTS[parts.scheme])


def _escaped(text: str, safe: str) -> str:
    def tidy(found: re.Match[str]) -> str:
        char = chr(int(found[1], 16))
        return char if _UNRESERVED.fullmatch(char) else found[0].upper()

    stray = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    return quote(_ESCAPE.sub(tidy, stray), safe=safe, errors="replace")


def _dotless(path: str) -> str:
    """The path without `.` and `..` (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    parts = path.split("/")[1:]
    for number, part in enumerate(parts, 1):
        if part == "..":
            del kept[-1:]
        if part not in (".", ".."):
            kept.append(part)
        elif number == len(parts):
            kept.append("")
    return "/" + "/".join(kept)
