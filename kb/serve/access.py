"""Who may ask for what: the names this server answers to, the token, and no request from another site."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from kb.errors import QueryError
from kb.serve.http import Refused, Request

_SHORTEST = 12
_READING = ("GET", "HEAD")


@dataclass(frozen=True)
class Access:
    """The rules of one run of the server. Where there is a token, nothing is answered without it.

    `name` is the host that a person named; `key` tells this server's cookie from those of others on the same host.
    """

    token: str = ""
    name: str = "localhost"
    key: str = "kb"
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    @property
    def cookie(self) -> str:
        return f"kb-{hashlib.sha256(self.key.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"

    @property
    def session(self) -> str:
        """What the cookie holds: not the token, and good for this run alone."""
        return self._sign("session")

    @property
    def proof(self) -> str:
        """What a form of ours carries, and none of another site can."""
        return self._sign("form")

    def check(self, request: Request) -> None:
        """Raise Refused unless the request is for this server and comes from no other site."""
        host = request.headers.get("host", "")
        if not self._known(host):
            raise Refused(400, "This server does not answer to that host name. Use the address that kb serve printed.")
        site, mode = request.headers.get("sec-fetch-site", ""), request.headers.get("sec-fetch-mode", "")
        if site in ("cross-site", "same-site") and (mode != "navigate" or request.method not in _READING):
            raise Refused(403, "This request comes from another site.")
        if request.method not in _READING and not _from(request.headers.get("origin", ""), host, site):
            raise Refused(403, "This request comes from another site.")

    def admits(self, request: Request) -> bool:
        """Whether the request may read: it has the cookie, or the token as a header."""
        if not self.token:
            return True
        return _same(request.cookie(self.cookie), self.session) or self.bears(request)

    def bears(self, request: Request) -> bool:
        """Whether the request has the token as a header, as a program sends it and no browser does by itself."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        return bool(self.token) and scheme.lower() == "bearer" and self.opens(given.strip())

    def opens(self, given: str) -> bool:
        """Whether this is the token."""
        return bool(self.token) and _same(given, self.token)

    def proven(self, request: Request) -> bool:
        """Whether a form was sent from a page of ours."""
        return _same(request.sent("proof"), self.proof) or self.bears(request)

    def _sign(self, what: str) -> str:
        return hmac.new(self.secret, what.encode(), "sha256").hexdigest()

    def _known(self, host: str) -> bool:
        """Whether a Host header names this server; an address by numbers cannot be another site's name for it."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name in ("localhost", self.name.lower()) or is_address(name)


def checked(token: str) -> str:
    """A token that a person chose; raises QueryError for one that is easily guessed or cannot be sent."""
    if len(token) < _SHORTEST or not token.isascii() or not token.isprintable() or " " in token:
        wanted = f"{_SHORTEST} characters of ASCII or more, without spaces"
        raise QueryError(f"a token is {wanted}; leave it out to have one made")
    return token


def is_address(host: str) -> bool:
    """Whether a host is an IP address."""
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach a host."""
    return host == "localhost" or (is_address(host) and ip_address(host.partition("%")[0]).is_loopback)


def _from(origin: str, host: str, site: str) -> bool:
    """Whether what writes comes from this very server: by its Origin, else by what the browser says of the site; what
    has neither is no browser."""
    if origin:
        return origin.partition("://")[2].lower() == host.lower()
    return site in ("", "same-origin")


def _same(one: str, other: str) -> bool:
    """Whether two texts are the same, in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())
