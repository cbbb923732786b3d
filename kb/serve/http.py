"""A request and a response, as much of them as our pages need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

Form = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Request:
    """What a browser asks; header names are in lower case, `query` and `form` have all values of each name."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Form = field(default_factory=dict)
    form: Form = field(default_factory=dict)

    def asked(self, name: str) -> str:
        """The first value of this name in the address, "" for none."""
        return _first(self.query, name)

    def sent(self, name: str) -> str:
        """The first value of this name in the form, "" for none."""
        return _first(self.form, name)

    def cookie(self, name: str) -> str:
        """The value of a cookie, "" for none."""
        try:
            found = SimpleCookie(self.headers.get("cookie", "")).get(name)
        except CookieError:
            return ""
        return found.value if found else ""


@dataclass(frozen=True, slots=True)
class Response:
    """What goes back to a browser."""

    body: str
    type: str = "text/html"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def content(self) -> bytes:
        return self.body.encode("utf-8", "replace")


class Refused(Exception):
    """A request that is not answered, with the status that tells why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def fields(text: str) -> Form:
    """The values of each name in a query or a form; a field that is there but empty counts."""
    return parse_qs(text, keep_blank_values=True, errors="replace", max_num_fields=2000)


def redirect(place: str, *, headers: tuple[tuple[str, str], ...] = ()) -> Response:
    """Go on to another page of ours, by GET."""
    return Response("", status=303, headers=(("Location", place), *headers))


def _first(values: Form, name: str) -> str:
    found = values.get(name)
    return found[0] if found else ""
