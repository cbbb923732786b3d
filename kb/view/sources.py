"""Documents on a terminal, and what came of each."""

from collections.abc import Iterable

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from kb.say import visible
from kb.view.rows import DocumentRow


def table(rows: Iterable[DocumentRow]) -> RenderableType:
    """One row a document."""
    grid = _grid()
    grid.add_column("published", no_wrap=True)
    grid.add_column("mentions", justify="right", no_wrap=True)
    grid.add_column("events", justify="right", no_wrap=True)
    for row in rows:
        dated = Text.assemble(row.published or "unknown", (f"\n{row.published_basis}" if row.published else "", "dim"))
        grid.add_row(_named(row), dated, str(row.mentions), str(row.events))
    return grid


def failures(rows: Iterable[DocumentRow]) -> RenderableType:
    """One row a document that could not be read, with the reason."""
    grid = _grid()
    grid.add_column("why it was not read", ratio=2, overflow="fold")
    for row in rows:
        grid.add_row(_named(row), Text(visible(row.reason), style="red"))
    return grid


def _grid() -> Table:
    grid = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", expand=True)
    grid.add_column("document", ratio=3, overflow="fold")
    return grid


def _named(row: DocumentRow) -> Text:
    printed = " · ".join(visible(one) for one in (row.author, row.publisher) if one)
    below = "\n".join(filter(None, (printed, visible(row.id) if row.title else "")))
    return Text.assemble(visible(row.title or row.id), ("\n" + below if below else "", "dim"))
