"""The date reader: match (sees the text), build (sees the reference date), refine (sees neighbours)."""

from collections.abc import Sequence
from dataclasses import replace

from kb.errors import QueryError
from kb.extract.dates.build import build
from kb.extract.dates.join import join
from kb.extract.dates.match import Found, lowered, match
from kb.extract.dates.published import publication_of
from kb.extract.dates.reading import Reference
from kb.extract.dates.steps import expressions, mentions_of, steps
from kb.model import DateMention, Document, Sentence, Span
from kb.when import Date, Interval, When, from_edtf

__all__ = ["find_dates", "publication", "read_date"]

# What people write before a date, and what is put there where they write nothing: "May" is a month after "in".
_LEADING = ("in ", "on ", "during ", "at ", "over ", "from ", "between ", "since ", "the ", "around ")
_OPENING = "in "
_LONGEST_QUERY = 200


def publication(document: Document, sentences: Sequence[Sentence]) -> Document:
    """The document with its publication date filled in from its address or text, when it came without one."""
    if document.published is not None:
        return document
    published, basis = publication_of(document, sentences, expressions(document.text, sentences))
    return replace(document, published=published, published_basis=basis) if published else document


def find_dates(document: Document, sentences: Sequence[Sentence]) -> tuple[DateMention, ...]:
    """Every date expression of a document in order, none overlapping; `when` where it denotes a calendar date."""
    return tuple(mentions_of(document.text, steps(document, sentences)))


def read_date(text: str, reference: When | None) -> Date | None:
    """The date that the whole of a short text is ("dec 2019", "27 december", "last week of 2019"), or None.

    Case does not matter. A date without a year takes the year that is closest to the reference, or none.
    """
    words = " ".join(text.split())
    if not words or len(words) > _LONGEST_QUERY:
        return None
    try:
        return from_edtf(words)
    except QueryError:
        return _read_words(lowered(words), reference)


def _read_words(low: str, reference: When | None) -> Date | None:
    low = low if low.startswith(_LEADING) else _OPENING + low
    starts = [len(lead) for lead in _LEADING if low.startswith(lead)]
    upper = low.upper() if len(low.upper()) == len(low) else low
    for start in (0, *starts):
        span = Span(0, len(low))
        row = join(upper, low, span, match(upper, low, Span(start, len(low))))
        if row and row[0].span.start <= max(start, *starts) and row[-1].span.end == len(low):
            return _one_date(row, _dates_of(row, reference))
    return None


def _one_date(row: list[Found], dates: list[Date]) -> Date | None:
    if len(dates) == 1:
        return dates[0]
    if len(dates) == 2 and row[0].link == "range":
        first, last = dates
        if isinstance(first, When) and isinstance(last, When) and _in_order(first, last):
            return Interval(first, last)
    return None


def _in_order(first: When, last: When) -> bool:
    return not (first.anchored and last.anchored) or first.bounds[0] <= last.bounds[1]


def _dates_of(row: list[Found], reference: When | None) -> list[Date]:
    dates: list[Date] = []
    told = reference
    for found in row:
        reading = build(found, Reference(said=reference, told=told, onward=found.follows))
        if reading is None or reading.when is None:
            return []
        dates.append(reading.when)
        told = reading.when if isinstance(reading.when, When) and reading.when.anchored else told
    return dates
