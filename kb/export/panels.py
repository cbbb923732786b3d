"""The panels of a picture: events over time by what they mean and by actor, and who takes part together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil

from kb.export.draw import INK, LINE, PALE, SLOT, box, caption, fit, rule, slanted, wide
from kb.model import Event
from kb.say import sense, year_words
from kb.spread import Spread, label, spread
from kb.when import Grain, When

WIDTH, MARGIN = 960, 40
_LEFT, _RIGHT = 80, WIDTH - MARGIN
_MOST_BINS, _MOST_ACTORS, _MOST_PAIRED = 180, 12, 18
_CHART, _ROW, _CELL, _NAME = 240, 38, 36, 220
_LEAST = 2  # of height, so that one event among hundreds is seen
_HEAD, _AXIS = 56, 52  # above and below what is drawn
_PAIRS = "number of events that two actors share, of those who share most"
# How many bins lie between two labels.
_APART = {"day": (1, 2, 7, 14, 28, 56), "month": (1, 3, 6, 12, 24, 60)}
_ROUND = tuple(one * 10**power for power in range(9) for one in (1, 2, 5))
# Hues that stay apart in print and for the colour-blind (Okabe and Ito).
COLOURS = {
    "conflict": "#d55e00",
    "cooperation": "#009e73",
    "words": "#e69f00",
    "disaster": "#cc79a7",
    "other": "#0072b2",
}


@dataclass(frozen=True, slots=True)
class Panel:
    """Marks, placed from the panel's own top, and how high they stand; none where there is nothing to draw."""

    marks: str
    height: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Where squares stand, and how large they are."""

    left: float
    top: float
    cell: float


def by_type(events: Sequence[Event]) -> Panel | None:
    """A bar a unit of time, in pieces by what its events mean."""
    found = spread(events, _MOST_BINS)
    return Panel("".join(_bars(events, found)), _HEAD + 30 + _CHART + _AXIS) if found else None


def by_actor(events: Sequence[Event]) -> Panel | None:
    """The same for each of the actors of most events, one row each, to one scale."""
    found = spread(events, _MOST_BINS)
    names = _frequent(events, _MOST_ACTORS)
    if not (found and names):
        return None
    return Panel("".join(_rows(events, found, names)), _HEAD + 30 + len(names) * _ROW + _AXIS)


def by_pair(events: Sequence[Event]) -> Panel | None:
    """A square for each two actors, darker with the events that they share."""
    together: Counter[tuple[str, str]] = Counter()
    for event in events:
        together.update(combinations(sorted(_cast(event)), 2))
    names = _closest(together)
    if not names:
        return None
    room = min(_NAME, max(wide(name) for name in names))
    top, left = _HEAD + room * 0.87 + 14, MARGIN + room + 8
    cell = min(_CELL, (_RIGHT - left - room / 2) / len(names))
    squares = "".join(_squares(together, names, Grid(left, top, cell)))
    return Panel("".join(_head("Who takes part together", _PAIRS)) + squares, top + len(names) * cell)


PANELS = {"type": by_type, "actor": by_actor, "pairs": by_pair}


def _bars(events: Sequence[Event], found: Spread) -> Iterator[str]:
    counts = _counts(events, found)
    most, bottom = max(found.counts), _HEAD + 30 + _CHART
    yield from _head("Events over time", f"events a {found.grain}, by what they mean")
    yield from _key(counts)
    for mark in _marks(most):
        y = bottom - _CHART * mark / most
        yield rule(_LEFT, _RIGHT, y)
        yield caption(_LEFT - 8, y + 4, f"{mark:,}", anchor="end", ink=PALE)
    yield from _stacks(counts, found, _LEFT, bottom, _CHART / most)
    yield from _axis(found, _LEFT, bottom)


def _rows(events: Sequence[Event], found: Spread, names: Sequence[str]) -> Iterator[str]:
    theirs = {name: [name in _cast(event) for event in events] for name in names}
    counts = {name: _counts(events, found, here) for name, here in theirs.items()}
    most = max(_tallest(one) for one in counts.values()) or 1
    left = MARGIN + 16 + min(_NAME, max(wide(name) for name in names)) + 8 + wide(f"{len(events):,}")
    said = f"events a {found.grain}, for the actors of most events; the highest bar is {most:,}"
    yield from _head("Who, and when", f"{said}; beside each name the number of its events")
    yield from _key(sum(counts.values(), Counter()), numbers=False)
    for number, name in enumerate(names):
        base = _HEAD + 30 + (number + 1) * _ROW
        yield rule(MARGIN, _RIGHT, base)
        yield caption(MARGIN, base - 9, fit(name, _NAME))
        yield caption(left - 8, base - 9, f"{sum(theirs[name]):,}", anchor="end", ink=PALE)
        yield from _stacks(counts[name], found, left, base, (_ROW - 6) / most)
    yield from _axis(found, left, base)


def _squares(together: Counter[tuple[str, str]], names: Sequence[str], grid: Grid) -> Iterator[str]:
    most, size = max(together.values()), grid.cell
    for row, one in enumerate(names):
        y = grid.top + row * size
        yield caption(grid.left - 8, y + size / 2 + 4, fit(one, _NAME), anchor="end")
        yield slanted(grid.left + row * size + size / 2 + 4, grid.top - 6, fit(one, _NAME))
        for column, other in enumerate(names):
            count = together[min(one, other), max(one, other)]
            fill = LINE if row == column else _shade(count / most)
            x = grid.left + column * size
            yield box(x, y, size - 2, size - 2, fill=fill, said="" if row == column else f"{one}, {other}: {count}")
            if count:
                ink = "#fff" if count / most > 0.5 else INK
                yield caption(x + size / 2 - 1, y + size / 2 + 3, f"{count:,}", anchor="middle", ink=ink, size=11)


def _head(title: str, said: str) -> Iterator[str]:
    yield caption(MARGIN, 20, title, size=16, bold=True)
    yield caption(MARGIN, 40, said, ink=PALE)


def _key(counts: Counter[tuple[int, str]], *, numbers: bool = True) -> Iterator[str]:
    """What the colours mean; an event of two actors is one, so that numbers are for bars of all events."""
    x = float(MARGIN)
    for name, colour in COLOURS.items():
        number = sum(count for (_, meant), count in counts.items() if meant == name)
        if number:
            words = f"{name} {number:,}" if numbers else name
            yield box(x, _HEAD, 12, 12, fill=colour)
            yield caption(x + 18, _HEAD + 11, words)
            x += 40 + wide(words)


def _stacks(counts: Counter[tuple[int, str]], found: Spread, left: float, bottom: float, unit: float) -> Iterator[str]:
    """For each bin its pieces, one upon the other, `unit` high an event."""
    step = (_RIGHT - left) / len(found.bins)
    for number, when in enumerate(found.bins):
        y = bottom
        here = [(name, counts[number, name]) for name in COLOURS if counts[number, name]]
        scale = max(unit, _LEAST / sum(count for _, count in here)) if here else 0
        for name, count in here:
            y -= count * scale
            said = f"{label(when)}: {count} {name}"
            yield box(left + (number + 0.1) * step, y, step * 0.8, count * scale, fill=COLOURS[name], said=said)


def _axis(found: Spread, left: float, bottom: float) -> Iterator[str]:
    """A line, labels of evenly spaced bins under it, and what has no place there."""
    step = (_RIGHT - left) / len(found.bins)
    yield rule(left, _RIGHT, bottom, INK)
    for number, words in _labels(found, step):
        middle = left + (number + 0.5) * step
        yield box(middle - 0.5, bottom, 1, 5, fill=INK)
        if middle + wide(words) / 2 <= WIDTH - 4:
            yield caption(middle, bottom + 20, words, anchor="middle", ink=PALE)
    if found.notes:
        yield caption(MARGIN, bottom + 44, f"Not shown: {', '.join(found.notes)}", ink=PALE, size=12)


def _labels(found: Spread, step: float) -> Iterator[tuple[int, str]]:
    """Bins to name, as far apart as the words need; of days the first of each year says which year."""
    room = max(wide(label(when)) for when in found.bins) + 14
    every = next((size for size in _APART.get(found.grain, _ROUND) if size * step >= room), len(found.bins))
    year, free = None, 0
    for number, when in enumerate(found.bins):
        if (number if found.grain == "day" else _ordinal(when)) % every or number < free:
            continue
        words = label(when)
        if found.grain == "day" and when.year != year:
            words, year = f"{words} {year_words(when.year or 0)}", when.year
            free = number + ceil((wide(words) + room) / 2 / step)
        yield number, words


def _ordinal(when: When) -> int:
    """Which month, year, decade or century it is, counted from the year 0, so that labels stand on round ones."""
    year = when.year or 0
    months = year * 12 + (when.number or 1) - 1
    return {Grain.MONTH: months, Grain.DECADE: year // 10, Grain.CENTURY: year // 100}.get(when.grain, year)


def _marks(most: int) -> list[int]:
    """Round numbers up to the most, five at most."""
    step = next(size for size in _ROUND if most / size <= 5)
    return list(range(step, most + 1, step))


def _counts(events: Sequence[Event], found: Spread, taken: Iterable[bool] | None = None) -> Counter[tuple[int, str]]:
    """How many events of each meaning lie in each bin; only of those that are taken, if it is told which."""
    here = taken if taken is not None else [True] * len(events)
    return Counter(
        (place, sense(event.type))
        for event, place, take in zip(events, found.places, here, strict=True)
        if take and place is not None
    )


def _tallest(counts: Counter[tuple[int, str]]) -> int:
    bars: Counter[int] = Counter()
    for (place, _), count in counts.items():
        bars[place] += count
    return max(bars.values(), default=0)


def _shade(part: float) -> str:
    """White to deep blue."""
    if not part:
        return SLOT
    mixed = (round(255 + (deep - 255) * (0.15 + 0.85 * part)) for deep in (0x00, 0x72, 0xB2))
    return "#" + "".join(f"{one:02x}" for one in mixed)


def _cast(event: Event) -> set[str]:
    return {one.name for one in event.participants}


def _closest(together: Counter[tuple[str, str]]) -> list[str]:
    """The actors of the pairs that share most events, as many as there is room for, those of most shares first."""
    found: Counter[str] = Counter()
    for pair, count in sorted(together.items(), key=lambda one: (-one[1], one[0])):
        if len(found.keys() | set(pair)) <= _MOST_PAIRED:
            found.update(dict.fromkeys(pair, count))
    return sorted(found, key=lambda name: (-found[name], name))


def _frequent(events: Iterable[Event], most: int) -> list[str]:
    """The actors of most events."""
    counts = Counter(name for event in events for name in _cast(event))
    return [name for name, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:most]]
