"""Events over time in one row of blocks, by day, month, year or decade as the time they span asks."""

from collections import Counter
from collections.abc import Sequence
from math import ceil

from rich.text import Text

from kb.model import Event
from kb.say import MONTHS, total, year_words
from kb.when import Grain, When, containing

_BLOCKS = "▁▂▃▄▅▆▇█"
_GRAINS = {Grain.DAY: 1, Grain.MONTH: 30.4, Grain.YEAR: 365.2, Grain.DECADE: 3652, Grain.CENTURY: 36524}
_FEWEST_EVENTS = 5
_MOST_BINS = 62
_WIDEST_BIN = 7
_LEAST_REACH = 14  # days


def histogram(events: Sequence[Event], width: int) -> Text | None:
    """Two lines of at most `width` columns and a third for what they leave out; None where that would tell nothing.

    Events far from the rest (Tukey's fences: beyond the middle half by one and a half of its length) are counted, not
    drawn, so that one glance back to 2012 does not flatten a week in 2019; so are events dated less finely than a
    column.
    """
    spans = [event.date.bounds for event in events if event.date and event.date.anchored]
    if len(spans) < _FEWEST_EVENTS:
        return None
    low, high = _fences(sorted(first for first, _ in spans))
    inside = [span for span in spans if low <= span[0] <= high]
    grain = _grain(min(first for first, _ in inside), max(first for first, _ in inside), width)
    counts = Counter(unit for first, last in inside if (unit := containing(first, grain)).bounds[1] >= last)
    if not counts:
        return None
    bins = _bins(min(counts, key=_first), max(counts, key=_first))
    if not 2 <= len(bins) <= width:
        return None
    notes = [
        f"{total(sum(first < low for first, _ in spans), 'event')} earlier",
        f"{total(sum(first > high for first, _ in spans), 'event')} later",
        f"{len(inside) - sum(counts.values())} not dated to the {grain.name.lower()}",
        f"{len(events) - len(spans)} without a place on the calendar",
    ]
    return _draw(bins, counts, width, [note for note in notes if not note.startswith("0 ")])


def _fences(firsts: list[int]) -> tuple[int, int]:
    quarter = len(firsts) // 4
    low, high = firsts[quarter], firsts[-1 - quarter]
    reach = max((high - low) * 3 // 2, _LEAST_REACH)
    return low - reach, high + reach


def _grain(low: int, high: int, width: int) -> Grain:
    """The finest unit that needs no more columns than there are."""
    fits = (grain for grain, days in _GRAINS.items() if (high - low) / days < min(width, _MOST_BINS) - 1)
    return next(fits, Grain.CENTURY)


def _first(unit: When) -> int:
    return unit.bounds[0]


def _bins(first: When, last: When) -> list[When]:
    bins = [first]
    while bins[-1] != last:
        bins.append(bins[-1].shift(1))
    return bins


def _draw(bins: list[When], counts: Counter[When], width: int, notes: list[str]) -> Text:
    cell = min(_WIDEST_BIN, width // len(bins))
    most = max(counts.values())
    bars = Text()
    for unit in bins:
        block = _BLOCKS[ceil(counts[unit] / most * 8) - 1] if counts[unit] else " "
        bars.append(block * max(cell - 1, 1) + (" " if cell > 1 else ""), style="cyan")
    grain = bins[0].grain.name.lower()
    notes.insert(0, f"at most {total(most, 'event')} a {grain}")
    return Text("\n").join([bars, Text(_labels(bins, cell, width), style="dim"), Text(", ".join(notes), style="dim")])


def _labels(bins: list[When], cell: int, width: int) -> str:
    """Labels under the first column and as many after it as there is room for."""
    out = ""
    for index, unit in enumerate(bins):
        label, column = _label(unit), index * cell
        if (not out or column > len(out)) and column + len(label) <= width:
            out = out.ljust(column) + label
    return out


def _label(unit: When) -> str:
    month = MONTHS[(unit.number or 1) - 1][:3]
    year = year_words(unit.year or 0)
    return {Grain.DAY: f"{unit.day} {month}", Grain.MONTH: f"{month} {year}"}.get(unit.grain, year)
