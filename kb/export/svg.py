"""SVG to print: events over time by what they mean and by actor, and which actors take part together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kb.export.about import About
from kb.export.draw import FONTS, PALE, SIZE, box, caption, fit, rule
from kb.export.panels import MARGIN, PANELS, WIDTH
from kb.model import Event
from kb.say import total

_TOP, _GAP, _FOOT = 84, 30, 44
_MOST_PUBLISHERS = 5


def write(events: Iterable[Event], about: About) -> Iterator[str]:
    """One picture: the panel that is asked for, or all, one below the other."""
    told = list(events)
    asked = [about.panel] if about.panel else list(PANELS)
    panels = [panel for name in asked if (panel := PANELS[name](told))]
    height = _TOP + sum(panel.height + _GAP for panel in panels) + _FOOT + (0 if panels else _GAP)
    room = WIDTH - 2 * MARGIN
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" '
    yield f'height="{height:.0f}" font-family="{FONTS}" font-size="{SIZE}">\n'
    yield box(0, 0, WIDTH, height, fill="#fff")
    yield caption(MARGIN, 44, fit(about.title, room, 26), size=24, bold=True)
    yield caption(MARGIN, 66, _counted(told), ink=PALE)
    y = float(_TOP)
    for panel in panels:
        yield f'<g transform="translate(0,{y:.1f})">\n{panel.marks}</g>\n'
        y += panel.height + _GAP
    if not panels:
        yield caption(MARGIN, y + 20, "Too few events to draw.")
    yield rule(MARGIN, WIDTH - MARGIN, height - _FOOT)
    yield caption(MARGIN, height - _FOOT + 22, fit(_source(told, about), room, 12), size=12, ink=PALE)
    yield "</svg>\n"


def _counted(events: Sequence[Event]) -> str:
    unsure = sum(event.certainty != "asserted" for event in events)
    return total(len(events), "event") + (f", {unsure:,} of them not told as facts" if unsure else "")


def _source(events: Sequence[Event], about: About) -> str:
    """How many documents tell of the events, and who printed most of them."""
    printed = {one.document: about.publisher(one) for event in events for one in event.mentions}
    counts = Counter(name for name in printed.values() if name)
    most = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_MOST_PUBLISHERS]
    rest = len(printed) - sum(count for _, count in most)
    named = [f"{name} {count:,}" for name, count in most] + [f"others {rest:,}"] * bool(rest)
    return f"Source: {total(len(printed), 'document')}" + (f" ({', '.join(named)})" if most else "")
