"""The figures as a file for programs, as a page to read and as a picture."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from math import log10
from pathlib import Path

from figure import Figure

from kb.export.draw import FONTS, INK, LINE, PALE, box, caption, fit, rule

OURS, OTHERS, MISSED = "#0072b2", "#bbbbbb", "#d55e00"
# What is drawn: figures that stand beside one another in one unit.
DRAWN = ("start-up", "beside others", "a million events")
_SAYS = (
    "Written by `make bench`: whole commands from start to end, or the store alone, each figure that of the best of",
    "several runs. The bar is what kb wants to hold; what is of other tools stands in italics.",
)
WIDTH, NAMES, NUMBERS, ROW, HEAD = 900, 400, 110, 22, 34


def write(folder: Path, machine: Mapping[str, str], figures: Sequence[Figure]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    found = {"machine": machine, "figures": [asdict(one) for one in figures]}
    (folder / "figures.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    (folder / "chart.svg").write_text("".join(_chart(figures)), encoding="utf-8")
    (folder / "README.md").write_text("\n".join(_page(machine, figures)) + "\n", encoding="utf-8")


def _page(machine: Mapping[str, str], figures: Sequence[Figure]) -> Iterator[str]:
    yield from ("# How fast kb is", "", *_SAYS, "")
    yield from ("| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in machine.items()), "")
    yield "![Figures of kb beside those of other tools](chart.svg)"
    for part, some in groupby(figures, key=lambda one: one.part):
        yield from ("", f"## {part[0].upper()}{part[1:]}", "", "| | | bar |", "|---|---:|---:|")
        for one in some:
            what = f"*{one.what}*" if one.peer else one.what
            yield f"| {what} | {_number(one)} {one.unit} | {_bar(one)} |"


def _number(one: Figure) -> str:
    return f"{one.value:,.0f}" if one.value >= 100 else f"{one.value:.3g}"


def _bar(one: Figure) -> str:
    if one.bar is None:
        return ""
    return f"{'≥' if one.more else '≤'} {one.bar:,g}{', missed' if one.missed else ''}"


def _chart(figures: Sequence[Figure]) -> Iterator[str]:
    panels = [[one for one in figures if one.part == part] for part in DRAWN]
    panels = [panel for panel in panels if panel]
    height = sum(HEAD + ROW * len(panel) + 14 for panel in panels)
    yield f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
    yield f'font-family="{FONTS}" font-size="13">\n<rect width="100%" height="100%" fill="#fff"/>\n'
    top = 0
    for panel in panels:
        yield from _panel(panel, top)
        top += HEAD + ROW * len(panel) + 14
    yield "</svg>\n"


def _panel(panel: Sequence[Figure], top: float) -> Iterator[str]:
    """Bars to one scale, which goes by powers of ten where the figures lie far apart."""
    values = [one.value for one in panel]
    wide = max(values) > 30 * min(values)
    low = min(values) / 3 if wide else 0

    def length(value: float) -> float:
        share = log10(value / low) / log10(max(values) / low) if wide else value / max(values)
        return max(1, share * (WIDTH - NAMES - NUMBERS))

    scale = ", each ten times the last" if wide else ""
    better = "longer is better" if panel[0].more else "shorter is better"
    yield caption(10, top + 22, f"{panel[0].part}: {panel[0].unit}, {better}{scale and '; powers of ten'}", bold=True)
    yield rule(10, WIDTH - 10, top + HEAD - 4, LINE)
    for number, one in enumerate(panel):
        y = top + HEAD + ROW * number
        colour = OTHERS if one.peer else MISSED if one.missed else OURS
        yield caption(NAMES - 8, y + 15, fit(one.what, NAMES - 20), anchor="end", ink=PALE if one.peer else INK)
        yield box(NAMES, y + 3, length(one.value), ROW - 6, fill=colour)
        yield caption(NAMES + length(one.value) + 6, y + 15, _number(one))
