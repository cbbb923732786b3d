"""Events over time, counted by day, month, year or decade as the time they span asks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kb.model import Event
from kb.say import MONTHS, total, year_words
from kb.when import Grain, When, containing

Days = tuple[int, int] | None  # the first and last day of an event, as numbers

_GRAINS = {Grain.DAY: 1, Grain.MONTH: 30.4, Grain.YEAR: 365.2, Grain.DECADE: 3652, Grain.CENTURY: 36524}
_FEWEST_EVENTS = 5
_LEAST_REACH = 14  # days


@dataclass(frozen=True, slots=True)
class Spread:
    """Neighbouring units of the calendar, the events in each, the unit of each event if it has one, and in words what
    is left out."""

    bins: tuple[When, ...]
    counts: tuple[int, ...]
    places: tuple[int | None, ...]
    notes: tuple[str, ...]

    @property
    def grain(self) -> str:
        return self.bins[0].grain.name.lower()


def spread(events: Sequence[Event], most: int) -> Spread | None:
    """Events in at most `most` bins; None where that would tell nothing."""
    return spread_days([event.date.bounds if event.date and event.date.anchored else None for event in events], most)


def spread_days(spans: Sequence[Days], most: int) -> Spread | None:
    """The same for events of which the first and last day are known, or none.

    Events far from the rest (Tukey's fences: beyond the middle half by one and a half of its length) are counted, not
    placed, so that one glance back to 2012 does not flatten a week in 2019; so are events dated less finely than a bin.
    """
    dated = [span for span in spans if span]
    if len(dated) < _FEWEST_EVENTS:
        return None
    low, high = _fences(sorted(first for first, _ in dated))
    inside = [span for span in dated if low <= span[0] <= high]
    grain = _grain(min(first for first, _ in inside), max(first for first, _ in inside), most)
    unit_of = {span: _unit(span, grain) for span in set(inside)}
    units = [unit_of.get(span) if span else None for span in spans]
    counts = Counter(unit for unit in units if unit)
    if not counts:
        return None
    bins = _bins(min(counts, key=_first), max(counts, key=_first))
    if not 2 <= len(bins) <= most:
        return None
    index = {unit: number for number, unit in enumerate(bins)}
    notes = (
        f"{total(sum(first < low for first, _ in dated), 'event')} earlier",
        f"{total(sum(first > high for first, _ in dated), 'event')} later",
        f"{len(inside) - sum(counts.values())} not dated to the {grain.name.lower()}",
        f"{len(spans) - len(dated)} without a place on the calendar",
    )
    return Spread(
        bins=tuple(bins),
        counts=tuple(counts[unit] for unit in bins),
        places=tuple(index[unit] if unit else None for unit in units),
        notes=tuple(note for note in notes if not note.startswith("0 ")),
    )


def label(unit: When) -> str:
    """A unit as an axis names it: "27 Dec", "Dec 2019", "2019"."""
    month = MONTHS[(unit.number or 1) - 1][:3]
    year = year_words(unit.year or 0)
    return {Grain.DAY: f"{unit.day} {month}", Grain.MONTH: f"{month} {year}"}.get(unit.grain, year)


def _unit(span: tuple[int, int], grain: Grain) -> When | None:
    """The unit that holds the whole span, if one does."""
    unit = containing(span[0], grain)
    return unit if unit.bounds[1] >= span[1] else None


def _fences(firsts: list[int]) -> tuple[int, int]:
    quarter = len(firsts) // 4
    low, high = firsts[quarter], firsts[-1 - quarter]
    reach = max((high - low) * 3 // 2, _LEAST_REACH)
    return low - reach, high + reach


def _grain(low: int, high: int, most: int) -> Grain:
    """The finest unit that needs no more bins than there may be."""
    fits = (grain for grain, days in _GRAINS.items() if (high - low) / days < most - 1)
    return next(fits, Grain.CENTURY)


def _first(unit: When) -> int:
    return unit.bounds[0]


def _bins(first: When, last: When) -> list[When]:
    bins = [first]
    while bins[-1] != last:
        bins.append(bins[-1].shift(1))
    return bins
