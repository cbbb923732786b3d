"""SVG to print: events over time by what they mean, and which actors take part together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from kb.export.about import About
from kb.export.xml import text
from kb.model import Event
from kb.say import sense, total, visible
from kb.spread import Spread, label, spread

_WIDTH, _LEFT, _RIGHT = 960, 64, 24
_CHART, _MOST_BINS = 260, 62
_MOST_ACTORS, _CELL, _NAME = 18, 26, 230
_LONGEST = 32
# Hues that stay apart in print and for the colour-blind (Okabe and Ito).
_COLOURS = {
    "conflict": "#d55e00",
    "cooperation": "#009e73",
    "words": "#e69f00",
    "disaster": "#cc79a7",
    "other": "#0072b2",
}
_INK, _PALE, _LINE = "#222", "#666", "#ddd"


def write(events: Iterable[Event], about: About) -> Iterator[str]:
    """One picture: bars over time, and a square for each two of the most frequent actors."""
    told = list(events)
    found = spread(told, _MOST_BINS)
    names = _frequent(told)
    top = 84
    chart = _CHART + 80 if found else 0
    height = top + chart + (_NAME + 40 + len(names) * _CELL if len(names) > 1 else 0) + 30
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
    yield 'font-family="Helvetica, Arial, sans-serif" font-size="13">\n'
    yield f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>\n'
    yield _words(_LEFT, 36, about.title, size=22, weight="bold")
    yield _words(
        _LEFT, 58, total(len(told), "event") + (f", {', '.join(found.notes)}" if found and found.notes else "")
    )
    if found:
        yield from _bars(told, found, top)
    if len(names) > 1:
        yield from _matrix(told, names, top + chart)
    yield "</svg>\n"


def _bars(events: Sequence[Event], found: Spread, top: int) -> Iterator[str]:
    """A bar a unit of time, in pieces by what its events mean."""
    counts = Counter(
        (place, sense(event.type)) for event, place in zip(events, found.places, strict=True) if place is not None
    )
    most, bottom = max(found.counts), top + 34 + _CHART
    step = (_WIDTH - _LEFT - _RIGHT) / len(found.bins)
    yield from _key(counts, top)
    for mark in _marks(most):
        y = bottom - _CHART * mark / most
        yield f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{_LINE}"/>\n'
        yield _words(_LEFT - 8, y + 4, str(mark), anchor="end", ink=_PALE)
    free = 0.0
    for number, unit in enumerate(found.bins):
        x, y = _LEFT + number * step, float(bottom)
        for name, colour in _COLOURS.items():
            size = _CHART * counts[number, name] / most
            if size:
                y -= size
                box = f'x="{x + step * 0.1:.1f}" y="{y:.1f}" width="{step * 0.8:.1f}" height="{size:.1f}"'
                said = text(f"{label(unit)}: {counts[number, name]} {name}")
                yield f'<rect {box} fill="{colour}"><title>{said}</title></rect>\n'
        words = label(unit)
        if x >= free and x + 7 * len(words) <= _WIDTH:
            free = x + 7 * len(words) + 12
            yield _words(x + step * 0.1, bottom + 18, words, ink=_PALE)
    yield f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{bottom}" y2="{bottom}" stroke="{_INK}"/>\n'


def _key(counts: Counter[tuple[int, str]], top: int) -> Iterator[str]:
    x = float(_LEFT)
    for name, colour in _COLOURS.items():
        number = sum(count for (_, meant), count in counts.items() if meant == name)
        if number:
            words = f"{name} {number}"
            yield f'<rect x="{x}" y="{top}" width="12" height="12" fill="{colour}"/>\n'
            yield _words(x + 18, top + 11, words)
            x += 40 + 7.5 * len(words)


def _marks(most: int) -> list[int]:
    """Round numbers up to the most, five at most."""
    step = next(size for size in (one * 10**power for power in range(9) for one in (1, 2, 5)) if most / size <= 5)
    return list(range(step, most + 1, step))


def _matrix(events: Sequence[Event], names: Sequence[str], top: int) -> Iterator[str]:
    """A square for each two actors, darker with the events that they share."""
    together: Counter[tuple[str, str]] = Counter()
    for event in events:
        here = sorted({one.name for one in event.participants} & set(names), key=names.index)
        together.update(combinations(here, 2))
    most = max(together.values(), default=1)
    left, first = _LEFT + _NAME, top + _NAME - 20
    yield _words(_LEFT, top + 20, "Who takes part together", size=16, weight="bold")
    yield _words(_LEFT, top + 40, "number of events that two actors share", ink=_PALE)
    for row, one in enumerate(names):
        y = first + row * _CELL
        yield _words(left - 8, y + 18, _short(one), anchor="end")
        at = f'transform="translate({left + row * _CELL + 17},{first - 8}) rotate(-60)"'
        yield f'<text {at} fill="{_INK}">{text(_short(one))}</text>\n'
        for column, other in enumerate(names):
            x = left + column * _CELL
            pair = (names[min(row, column)], names[max(row, column)])
            count = together[pair] if row != column else 0
            shade = f'fill="#0072b2" fill-opacity="{0.15 + 0.85 * count / most:.2f}"' if count else 'fill="#f4f4f4"'
            if row == column:
                shade = f'fill="{_LINE}"'
            said = text(f"{one}, {other}: {count}")
            yield f'<rect x="{x}" y="{y}" width="24" height="24" {shade}><title>{said}</title></rect>\n'
            if count:
                ink = "#fff" if count / most > 0.5 else _INK
                yield _words(x + 12, y + 17, str(count), anchor="middle", ink=ink, size=11)


def _frequent(events: Iterable[Event]) -> list[str]:
    """The actors of most events that share one with another."""
    counts: Counter[str] = Counter()
    for event in events:
        here = {one.name for one in event.participants}
        counts.update(here if len(here) > 1 else ())
    return [name for name, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_MOST_ACTORS]]


def _short(name: str) -> str:
    shown = visible(name)
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1].rstrip() + "…"


def _words(
    x: float, y: float, words: str, *, size: int = 13, weight: str = "normal", anchor: str = "start", ink: str = _INK
) -> str:
    look = f'font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" fill="{ink}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{text(words)}</text>\n'
