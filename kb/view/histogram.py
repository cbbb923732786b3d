"""Events over time in one row of blocks."""

from collections.abc import Sequence
from math import ceil

from rich.text import Text

from kb.model import Event
from kb.say import total, year_words
from kb.spread import Spread, label, spread

_BLOCKS = "▁▂▃▄▅▆▇█"
_MOST_BINS = 62
_WIDEST_BIN = 7


def histogram(events: Sequence[Event], width: int) -> Text | None:
    """Two lines of at most `width` columns and a third for what they leave out; None where that would tell nothing."""
    found = spread(events, min(width, _MOST_BINS))
    return _draw(found, width) if found else None


def _draw(found: Spread, width: int) -> Text:
    cell = min(_WIDEST_BIN, width // len(found.bins))
    most = max(found.counts)
    bars = Text()
    for count in found.counts:
        block = _BLOCKS[ceil(count / most * 8) - 1] if count else " "
        bars.append(block * max(cell - 1, 1) + (" " if cell > 1 else ""), style="cyan")
    notes = (f"{_years(found)}at most {total(most, 'event')} a {found.grain}", *found.notes)
    return Text("\n").join([bars, Text(_labels(found, cell, width), style="dim"), Text(", ".join(notes), style="dim")])


def _years(found: Spread) -> str:
    """The years of days, as their labels name none: "2019 and 2020: "."""
    if found.grain != "day":
        return ""
    return " and ".join(dict.fromkeys(year_words(unit.year or 0) for unit in found.bins)) + ": "


def _labels(found: Spread, cell: int, width: int) -> str:
    """Labels under the first column and as many after it as there is room for."""
    out = ""
    for index, unit in enumerate(found.bins):
        words, column = label(unit), index * cell
        if (not out or column > len(out)) and column + len(words) <= width:
            out = out.ljust(column) + words
    return out
