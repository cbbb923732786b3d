"""Fetches pages: robots.txt, redirects, pauses and tries around single requests."""

import socket
from collections.abc import Mapping
from dataclasses import replace
from ipaddress import ip_address

from kb import __version__
from kb.fetch import Visit, address
from kb.fetch.address import Resolver, canonical
from kb.fetch.answer import Answer, speaking, understood
from kb.fetch.body import ENCODINGS
from kb.fetch.connection import Connection, Route, route
from kb.fetch.errors import FetchError
from kb.fetch.limits import Clock, Deadline, Limits
from kb.fetch.robots import NAME, Robots, rules_after

_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/pdf, */*;q=0.8"


class Fetcher:
    """Fetches pages one after the other, with a pause between two from one host; keeps to what robots.txt says.

    `private` allows addresses of this machine and of local networks.
    """

    def __init__(
        self,
        *,
        private: bool = False,
        limits: Limits | None = None,
        clock: Clock | None = None,
        resolver: Resolver = socket.getaddrinfo,
    ) -> None:
        self._private = private
        self._limits = limits or Limits()
        self._clock = clock or Clock()
        self._resolver = resolver
        self._robots: dict[str, Robots | FetchError] = {}
        self._last: dict[str, float] = {}

    def get(self, url: str, known: Visit | None = None) -> Answer:
        """The page at an address, wherever it leads to; with `known`, perhaps only that it has not changed.

        Raises FetchError. The address of the answer is the canonical one of the page.
        """
        answer = self._follow(canonical(url), known, address.login(url))
        return replace(answer, url=canonical(answer.url))

    def _follow(self, url: str, known: Visit | None = None, login: str = "", *, asking: bool = True) -> Answer:
        seen: set[str] = set()
        home = address.place(url)
        while True:
            if asking:
                self._rules(url).check(url)
            headers = {"Authorization": login} if login and address.place(url) == home else {}
            answer = self._patiently(url, headers, _conditions(url, known))
            if not answer.location:
                return answer
            seen.add(url)
            url = address.beyond(url, answer.location)
            if url in seen:
                raise FetchError(
                    "leads in a circle; check the address in a browser", lasting=True, status=answer.status
                )
            if len(seen) > self._limits.redirects:
                reason = f"leads on more than {self._limits.redirects} times; check the address in a browser"
                raise FetchError(reason, lasting=True, status=answer.status)

    def _rules(self, url: str) -> Robots:
        """The robots.txt of a site, asked for once; a site that cannot be reached is not tried again."""
        site = address.place(url).origin
        if site not in self._robots:
            self._robots[site] = self._read_rules(site)
        rules = self._robots[site]
        if isinstance(rules, FetchError):
            raise rules
        return rules

    def _read_rules(self, site: str) -> Robots | FetchError:
        try:
            text = self._follow(f"{site}/robots.txt", asking=False).body
        except FetchError as error:
            return rules_after(error)
        return Robots(text.decode("utf-8", "replace"))

    def _patiently(self, url: str, headers: Mapping[str, str], conditions: Mapping[str, str]) -> Answer:
        """The answer, after as many tries and pauses as a server that is busy may need."""
        tried = 0
        while True:
            try:
                return self._once(url, headers, conditions)
            except FetchError as error:
                tried += 1
                if error.again is None or tried >= self._limits.tries:
                    raise
                wait = max(error.again, 2.0 ** (tried - 1))
                if wait > self._limits.patience:
                    raise
            self._clock.sleep(wait)

    def _once(self, url: str, headers: Mapping[str, str], conditions: Mapping[str, str]) -> Answer:
        place = address.place(url)
        with speaking(place.host):
            way = route(place, private=self._private, resolver=self._resolver)
            self._pause(way)
            connection = Connection(way, Deadline(self._clock, self._limits), self._limits.connect)
            target = url if way.proxy and not place.secure else url.removeprefix(place.origin)
            try:
                connection.request("GET", target, headers={**_own_headers(way), **headers, **conditions})
                response = connection.getresponse()
                return understood(url, response, most=self._limits.most_bytes, conditional=bool(conditions))
            finally:
                connection.hang_up()
                self._last[place.host] = self._clock.now()

    def _pause(self, way: Route) -> None:
        """Let a host rest between two requests; a person's own machine needs none."""
        rules = self._robots.get(way.place.origin)
        delay = min(rules.delay, self._limits.patience) if isinstance(rules, Robots) else 0.0
        if not all(ip_address(ip.partition("%")[0]).is_loopback for ip in way.addresses):
            delay = max(delay, self._limits.pause)
        rest = self._last.get(way.place.host, float("-inf")) + delay - self._clock.now()
        if rest > 0:
            self._clock.sleep(rest)


def _own_headers(way: Route) -> dict[str, str]:
    headers = {
        "User-Agent": _agent(),
        "Accept": _ACCEPT,
        "Accept-Encoding": ENCODINGS,
        "Accept-Language": "en, *;q=0.5",
        "Connection": "close",
    }
    if way.proxy and way.proxy.login and not way.place.secure:
        headers["Proxy-Authorization"] = way.proxy.login
    return headers


def _conditions(url: str, known: Visit | None) -> dict[str, str]:
    if known is None or canonical(url) != known.page:
        return {}
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in asked.items() if value}


def _agent() -> str:
    """Our name and release, with the project's address where it has one, so that a site knows whom to ask."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        homes = metadata("kb-timeline").get_all("Project-URL") or []
    except PackageNotFoundError:
        homes = []
    home = homes[0].partition(",")[2].strip() if homes else ""
    return f"{NAME}/{__version__}" + (f" (+{home})" if home else "")
