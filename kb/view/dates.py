"""A text on a terminal with its dates marked, and a table of how each was read."""

import re
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from kb.model import DateMention
from kb.say import visible
from kb.view.plain import edtf, implied

COLOUR = {"DATE": "green", "TIME": "cyan", "DURATION": "yellow", "SET": "magenta"}


def page(text: str, mentions: Sequence[DateMention]) -> Iterator[RenderableType]:
    """The text, marked, then the table."""
    yield marked(text.rstrip(), mentions)
    if mentions:
        yield ""
        yield table(mentions)


def marked(text: str, mentions: Sequence[DateMention]) -> Text:
    """The text with its own line breaks and each date expression in the colour of its type."""
    shown = Text("".join(part if part == "\n" else visible(part) for part in re.split("(\n)", text)))
    for one in mentions:
        shown.stylize(f"bold {COLOUR[one.type]}", one.span.start, one.span.end)
    return shown


def table(mentions: Sequence[DateMention]) -> RenderableType:
    """One row a date expression; "implied" names what the words did not give."""
    grid = Table(box=None, padding=(0, 1, 0, 0), header_style="bold", expand=True)
    grid.add_column("words", ratio=3, overflow="fold")
    grid.add_column("type", no_wrap=True)
    for name in ("value", "EDTF", "rule", "implied"):
        grid.add_column(name, ratio=2, overflow="fold")
    for one in mentions:
        words, kind = Text(visible(one.text)), Text(one.type, style=COLOUR[one.type])
        cells = (Text(cell) for cell in (one.value, edtf(one.when), one.rule, ", ".join(implied(one.when))))
        grid.add_row(words, kind, *cells)
    return grid
