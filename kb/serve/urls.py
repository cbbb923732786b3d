"""The addresses of our pages; names and ids of articles travel in them as values only."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from kb.model import Mention

DATA = "/data"  # where Datasette is
STORE = "store"  # what the store is called there


def event(id: str) -> str:
    return f"/event/{quote(id, safe='')}"


def actor(name: str, page: int = 1, *, suffix: str = "") -> str:
    return _with(f"/actor{suffix}", [("name", name), *_page(page)])


def source(document: str, *, suffix: str = "") -> str:
    return _with(f"/source{suffix}", [("id", document)])


def sources(words: str = "", which: str = "", page: int = 1) -> str:
    return _with("/sources", [("q", words), ("which", which), *_page(page)])


def actors(words: str = "", page: int = 1) -> str:
    return _with("/actors", [("q", words), *_page(page)])


def sentence(mention: Mention) -> str:
    """Where a sentence stands in its document."""
    return f"{source(mention.document)}#s{mention.sentence.start}"


def act(path: str, number: int) -> str:
    """A page that says which act was done."""
    return f"{path}{'&' if '?' in path else '?'}{urlencode({'act': number})}"


def timeline(asked: Iterable[tuple[str, str]], page: int = 1, *, suffix: str = "") -> str:
    """The timeline with these filters."""
    return _with(f"/timeline{suffix}" if suffix else "/", [*asked, *_page(page)])


def _page(page: int) -> list[tuple[str, str]]:
    return [("page", str(page))] if page > 1 else []


def _with(path: str, values: Iterable[tuple[str, str]]) -> str:
    given = [(name, value) for name, value in values if value]
    return f"{path}?{urlencode(given, errors='replace')}" if given else path
