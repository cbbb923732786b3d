"""Events over time as bars; the script lets one choose a period in them."""

from kb.export.html.parts import plain
from kb.say import date_words, total
from kb.spread import Spread, label
from kb.when import When

_HIGH, _BAR = 80, 10
_LABELS = 6


def chart(found: Spread) -> str:
    """A figure: one bar for each unit of the calendar, labels below, and what is left out."""
    most, count = max(found.counts), len(found.bins)
    bars = "".join(_bar(number, found, most) for number in range(count))
    wide = count * _BAR
    caption = ", ".join((f"At most {total(most, 'event')} a {found.grain}", *found.notes))
    return (
        '<figure class="over-time">\n'
        f'<svg viewBox="0 0 {wide} {_HIGH}" preserveAspectRatio="none" role="img" aria-label="Events over time">{bars}'
        f'</svg>\n<div class="axis" aria-hidden="true">{_axis(found)}</div>\n'
        f"<figcaption>{plain(caption)}.</figcaption>\n</figure>\n"
    )


def _bar(number: int, found: Spread, most: int) -> str:
    unit, count = found.bins[number], found.counts[number]
    high = round(count / most * (_HIGH - 4)) or (2 if count else 0)
    first, last = unit.bounds
    box = f'x="{number * _BAR + 1}" y="{_HIGH - high}" width="{_BAR - 2}" height="{high}"'
    back = f'<rect class="slot" x="{number * _BAR}" y="0" width="{_BAR}" height="{_HIGH}"/>'
    title = f"<title>{plain(date_words(unit))}: {total(count, 'event')}</title>"
    return f'<g data-d="{first} {last}">{title}{back}<rect class="all" {box}/><rect class="now" {box}/></g>'


def _axis(found: Spread) -> str:
    """A few labels, evenly apart, each in a cell as wide as the bars that it stands for."""
    step = -(-len(found.bins) // _LABELS)
    shown = [found.bins[number] for number in range(0, len(found.bins), step)]
    return "".join(f"<span>{plain(_label(unit, number, found))}</span>" for number, unit in enumerate(shown))


def _label(unit: When, number: int, found: Spread) -> str:
    """The label of a day names its year where it is the first."""
    said = label(unit)
    return f"{said} {unit.year}" if found.grain == "day" and not number else said
