"""Dates as formats take them that know years, months and days only."""

from kb.model import Event
from kb.when import Date, Grain, Interval, When, civil

Parts = tuple[int, ...]  # a year, with a month, with a day: as many as are known

# A unit without a notation of its own is a span of what it is made of: days, months or years.
_SIZE = {Grain.WEEK: 3, Grain.WEEKEND: 3, Grain.HALF: 2, Grain.QUARTER: 2, Grain.SEASON: 2}
_OWN = {Grain.DAY: 3, Grain.MONTH: 2, Grain.YEAR: 1}


def extent(date: Date) -> tuple[Parts | None, Parts | None]:
    """The first and last part of a date, as finely as it is known; equal for one unit, None for an open end."""
    if isinstance(date, Interval):
        return (_first(date.first) if date.first else None), (_last(date.last) if date.last else None)
    return _first(date), _last(date)


def iso_parts(parts: Parts | None) -> str:
    """As ISO 8601 writes what is known: "0800", "2019-12", "2019-12-27"; "" for an open end."""
    if parts is None:
        return ""
    year, *rest = parts
    return "-".join((f"{year:04d}", *(f"{part:02d}" for part in rest)))


def edges(date: Date | None) -> tuple[int | None, int | None]:
    """The first and last day number of a date; None for an open end, and where it has no year."""
    if date is None or not date.anchored:
        return None, None
    first, last = date.bounds
    if isinstance(date, Interval):
        return (first if date.first else None), (last if date.last else None)
    return first, last


def anchored(event: Event) -> Date | None:
    """The date of an event if it has a place on the calendar."""
    return event.date if event.date and event.date.anchored else None


def within(event: Event, first: int, last: int) -> Date | None:
    """The date of an event if all of it lies in these years."""
    date = anchored(event)
    if date is None:
        return None
    low, high = (civil(edge)[0] for edge in date.bounds)
    return date if first <= low and high <= last else None


def known_to(date: Date) -> str:
    """How far a date is known where that is not to the day: "known to the month", "a period"; else ""."""
    if isinstance(date, Interval):
        return "a period"
    return "" if date.grain is Grain.DAY else f"known to the {date.grain.name.lower()}"


def _parts(when: When, edge: int) -> Parts:
    return civil(edge)[: _OWN.get(when.grain, _SIZE.get(when.grain, 1))]


def _first(when: When) -> Parts:
    return _parts(when, when.bounds[0])


def _last(when: When) -> Parts:
    return _parts(when, when.bounds[1])
