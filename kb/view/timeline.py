"""The timeline on a terminal: a histogram, then events under the words of their date."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kb.model import Event
from kb.say import by_date, details, sense, total, visible
from kb.view.histogram import histogram

COLOURS = {"conflict": "red", "cooperation": "green", "words": "yellow", "disaster": "magenta", "other": "blue"}
SURE = 0.5
_MARKS = {
    "°": "dated by a neighbouring sentence",
    "*": "dated only by the day its article appeared",
    "?": "less sure than not",
    "†": "edited by hand",
}
_TAG_WIDTH = 13
_ID_SHOWN = 8


def timeline(events: Sequence[Event], *, width: int) -> Iterator[RenderableType]:
    """Chronological events, day by day, for a terminal `width` columns wide."""
    chart = histogram(events, width)
    if chart is not None:
        yield chart
    used: set[str] = set()
    for number, (words, group) in enumerate(by_date(events)):
        if number or chart is not None:
            yield ""
        yield Text(words, style="bold")
        yield listing(group)
        used.update(mark for event in group for mark in marks(event))
    if used:
        yield ""
        yield legend(used)


def listing(events: Sequence[Event]) -> RenderableType:
    """Events one below the other, each with its type before it."""
    grid = Table.grid(padding=(0, 1, 0, 0), expand=True)
    grid.add_column(width=_TAG_WIDTH, no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    for event in events:
        grid.add_row(tag(event), body(event))
    return Padding(grid, (0, 0, 0, 2))


def tag(event: Event) -> Text:
    """The type in the colour of what it means (conflict, cooperation, words, disaster, other), its mode below."""
    colour = COLOURS[sense(event.type)]
    return Text.assemble((event.type, colour), (f"\n{visible(event.mode)}" if event.mode else "", f"dim {colour}"))


def marks(event: Event) -> str:
    """One sign for each reason to read the event with care; `legend` says what they mean."""
    basis = {"context": "°", "document": "*"}.get(event.basis, "")
    doubt = "?" if event.confidence < SURE and not event.accepted else ""
    return basis + doubt + ("†" if event.edited else "")


def legend(used: set[str]) -> Text:
    """What the signs mean that were used."""
    return Text("   ".join(f"{mark} {words}" for mark, words in _MARKS.items() if mark in used), style="dim")


def body(event: Event) -> Text:
    """Headline with its marks, and below it actors, place, figures, sources and the id."""
    text = Text()
    if event.hidden:
        text.append("hidden: ", style="italic")
    if event.certainty != "asserted":
        text.append(f"{event.certainty}: ", style="italic")
    text.append(visible(event.headline))
    if signs := marks(event):
        text.append(f" {signs}", style="dim")
    text.append("\n" + "".join(f"{part} · " for part in details(event)))
    text.append(f"{total(event.sources, 'source')} · {event.id[:_ID_SHOWN]}", style="dim")
    return text
