"""CSV: one event a row (RFC 4180, line feeds), safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator

from kb.export.about import About
from kb.model import ROLES, Event, numbers
from kb.say import names, visible

COLUMNS = (
    *("id", "date", "type", "mode", "certainty", "headline", "source", "target", "other", "place"),
    *("killed_low", "killed_best", "killed_high", "injured_low", "injured_best", "injured_high"),
    *("basis", "confidence", "sources", "documents", "evidence", "edited"),
)
# A spreadsheet runs a cell that begins with one of these (OWASP, "CSV Injection"), some also behind spaces; the last
# four are full-width.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def write(events: Iterable[Event], about: About) -> Iterator[str]:
    """A header row, then the events, a row each; several values in one cell stand apart with "; "."""
    yield line(COLUMNS)
    for event in events:
        yield line(cell(value) for value in row(event))


def row(event: Event) -> tuple[object, ...]:
    """The values of COLUMNS."""
    return (
        event.id,
        event.date,
        event.type,
        event.mode,
        event.certainty,
        event.headline,
        *("; ".join(names(event, role)) for role in ROLES),
        event.place,
        *numbers(event.killed),
        *numbers(event.injured),
        event.basis,
        round(event.confidence, 2),
        event.sources,
        "; ".join(event.documents),
        event.mentions[0].evidence if event.mentions else "",
        "; ".join(one.field for one in event.edited),
    )


def cell(value: object) -> str:
    """A value on one line that no spreadsheet runs."""
    text = "" if value is None else visible(str(value))
    return ("'" if text.lstrip().startswith(_FORMULA) else "") + text


def line(cells: Iterable[str]) -> str:
    """One row."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
