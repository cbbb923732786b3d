"""From what a person typed to a filter of the store, saying how dates were understood."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kb.errors import QueryError

if TYPE_CHECKING:
    from kb.store import Filter, Store
    from kb.when import Date, When

Hear = Callable[[str], None]  # where to say how words were understood

_EXAMPLES = "write 2019-12-27, '27 december', 'dec 2019', 2019 or 2019-12-27..2020-01-01"
_BETWEEN = re.compile(r"\s*(?:\.\.|/)\s*|\s+(?:to|until|till)\s+", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = -9999, 9999
_LEAP_CYCLE = 8  # 29 February is never longer away than from 1896 to 1904.


class Filters(Protocol):
    """The filters that all queries share, as typed."""

    @property
    def on(self) -> str: ...
    @property
    def start(self) -> str: ...
    @property
    def end(self) -> str: ...
    @property
    def actor(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def document(self) -> str: ...
    @property
    def certainty(self) -> str: ...
    @property
    def min_sources(self) -> int: ...
    @property
    def hidden(self) -> bool: ...


def asked(store: "Store", filters: Filters, words: str, hear: Hear) -> "Filter":
    """The filter that typed words mean in this store; raises QueryError for words that are no date."""
    from kb.store import Filter

    dated = {name: text for name in ("on", "start", "end") if (text := getattr(filters, name))}
    last = store.last_date() if dated else None
    when = {name: period(text, last, hear) for name, text in dated.items()}
    return Filter(
        on=when.get("on"),
        start=when.get("start"),
        end=when.get("end"),
        actor=filters.actor,
        place=filters.place,
        type=filters.type,
        source=filters.source,
        document=filters.document,
        certainty=filters.certainty,
        min_sources=filters.min_sources,
        hidden=filters.hidden,
        words=words,
    )


def period(text: str, last: "When | None", hear: Hear) -> "Date":
    """The date or range that words mean; what they leave open is taken from `last`, the store's newest day."""
    read = _date(text, last) or _range(text, last)
    if read is None:
        raise QueryError(f"{text!r} is no date; {_EXAMPLES}")
    if read.implied:
        hear(f"reading {text!r} as {read.date.edtf}")
    return read.date


def day(text: str) -> "When":
    """The one day that words name by day, month and year; for a publication date."""
    from kb.extract.dates import read_date
    from kb.when import Grain, When

    found = read_date(text, None)
    if not isinstance(found, When) or found.grain is not Grain.DAY or not found.anchored:
        raise QueryError(f"{text!r} is no day with its month and year; write 2020-01-02 or '2 January 2020'")
    return found


@dataclass(frozen=True, slots=True)
class _Read:
    """A date, and whether the words left open where on the calendar it is."""

    date: "Date"
    implied: bool


def _date(text: str, last: "When | None") -> _Read | None:
    from kb.extract.dates import read_date

    found = read_date(text, None)
    if found and found.anchored:
        return _Read(found, implied=False)
    if last is None:
        if found:
            raise QueryError(f"{text!r} has no year, and the store has no date to take one from; {_EXAMPLES}")
        return None
    found = _latest(found, last) if found else read_date(text, last)
    return _Read(found, implied=True) if found and found.anchored else None


def _latest(date: "Date", last: "When") -> "Date | None":
    """A date without a year in the latest year in which it does not begin after `last`."""
    from kb.when import Interval, When, month_length

    if isinstance(date, Interval):
        final = _latest(date.last, last) if date.last else None
        first = _latest(date.first, final if isinstance(final, When) else last) if date.first else None
        return Interval(first, final) if isinstance(first, When) and isinstance(final, When) else first or final
    if date.anchored:
        return date
    newest = last.bounds[1]
    for year in range(last.year or 0, (last.year or 0) - _LEAP_CYCLE - 1, -1):
        exists = date.day is None or date.day <= month_length(year, date.number or 1)
        if exists and (dated := date.with_year(year)).bounds[0] <= newest:
            return dated
    return None


def _range(text: str, last: "When | None") -> _Read | None:
    """Two dates with "..", "/" or "to" between them; one of them may be left out."""
    from kb.when import Interval, When

    before, after = (*_BETWEEN.split(text.strip(), maxsplit=1), "")[:2]
    final = _date(after, last) if after else None
    first = _date(before, When.of_day(final.date.bounds[1]) if final else last) if before else None
    if (before and not first) or (after and not final) or not _BETWEEN.search(text) or not (first or final):
        return None
    low = When.of_day(first.date.bounds[0]) if first else When.of_year(_FIRST_YEAR)
    high = When.of_day(final.date.bounds[1]) if final else When.of_year(_LAST_YEAR)
    if low.bounds[0] > high.bounds[1]:
        raise QueryError(f"{text!r} ends before it begins")
    return _Read(Interval(low, high), implied=any(one.implied for one in (first, final) if one))
