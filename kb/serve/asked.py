"""The filters of a query as an address carries them: the words of the command line, without the dashes."""

from collections.abc import Iterator
from dataclasses import dataclass

from kb.errors import QueryError
from kb.serve.http import Refused, Request

_TEXTS = {
    "on": "on",
    "from": "start",
    "to": "end",
    "actor": "actor",
    "place": "place",
    "type": "type",
    "source": "source",
    "document": "document",
    "certainty": "certainty",
}
_MOST_PAGES = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person typed into the filters."""

    words: str = ""
    on: str = ""
    start: str = ""
    end: str = ""
    actor: str = ""
    place: str = ""
    type: str = ""
    source: str = ""
    document: str = ""
    certainty: str = ""
    sources: str = ""  # how many, as typed
    hidden: bool = False

    @property
    def min_sources(self) -> int:
        """How many documents must tell; raises QueryError for what is no number."""
        if not self.sources:
            return 0
        if not (self.sources.isascii() and self.sources.isdigit() and len(self.sources) < 10):
            raise QueryError(f"{self.sources!r} is no number of sources; write 2")
        return int(self.sources)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The filters as an address has them, without those that are empty."""
        values = {"q": self.words, **{name: getattr(self, field) for name, field in _TEXTS.items()}}
        values |= {"min-sources": self.sources, "hidden": "1" if self.hidden else ""}
        return ((name, value) for name, value in values.items() if value)


def asked(request: Request) -> Asked:
    """The filters of an address."""
    texts = {field: request.asked(name).strip() for name, field in _TEXTS.items()}
    return Asked(
        words=request.asked("q").strip(),
        sources=request.asked("min-sources").strip(),
        hidden=request.asked("hidden") not in ("", "0"),
        **texts,
    )


def page_of(request: Request) -> int:
    """The page that is asked for, the first one is 1; raises Refused for what is no number."""
    typed = request.asked("page") or "1"
    if not (typed.isascii() and typed.isdigit() and 0 < int(typed[:9]) <= _MOST_PAGES):
        raise Refused(404, "There is no such page.")
    return int(typed[:9])
