"""Excel (.xlsx): sheets of events, mentions, actors and sources; needs the extra `xlsx`."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from kb.errors import QueryError
from kb.export import csv, tables
from kb.export.about import About
from kb.model import Event
from kb.say import visible
from kb.when import Grain, Interval, When

_FIRST_YEAR, _LAST_YEAR = 1901, 9999  # Excel counts a day in 1900 that never was, and has none before
_LONGEST = 32_767  # characters of a cell
_MOST_ROWS = 1_048_575
_WIDE = {"headline": 60, "evidence": 80, "title": 40, "link": 40, "name": 30, "document": 30, "documents": 30}
_WIDE |= {"source": 24, "target": 24, "other": 24, "actors": 40, "id": 14, "event": 14}
_WIDTH = 12


def write(events: Iterable[Event], about: About) -> bytes:
    """The workbook. Texts are texts: none is run as a formula or made a link."""
    try:
        import xlsxwriter
    except ImportError:
        raise QueryError("Excel files need a library: pip install 'kb-timeline[xlsx]'") from None

    told, out = list(events), io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        # Excel wants a time of making; ours is fixed, so that the same events are the same file.
        book.set_properties({"title": visible(about.title), "created": datetime(2000, 1, 1)})
        _sheet(book, "events", csv.COLUMNS, [csv.row(event) for event in told])
        mentions = [tables.mention(event, one, about) for event in told for one in event.mentions]
        _sheet(book, "mentions", tables.MENTIONS, mentions)
        _sheet(book, "actors", tables.ACTORS, list(tables.actors(told)))
        _sheet(book, "sources", tables.SOURCES, list(tables.sources(told, about)))
    return out.getvalue()


def _sheet(book: Any, name: str, columns: Sequence[str], rows: Sequence[tables.Row]) -> None:
    """A sheet with a header that stays in sight and filters."""
    if len(rows) > _MOST_ROWS:
        raise QueryError(f"{len(rows):,} {name} are more than a sheet of Excel holds; pick fewer, or export to parquet")
    sheet = book.add_worksheet(name)
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    for number, column in enumerate(columns):
        sheet.set_column(number, number, _WIDE.get(column, _WIDTH))
        sheet.write_string(0, number, column, bold)
    for line, row in enumerate(rows, 1):
        for number, value in enumerate(row):
            _write(sheet, line, number, value, day)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)


def _write(sheet: Any, line: int, number: int, value: object, day: Any) -> None:
    if isinstance(value, (When, Interval)):
        exact = _exact(value)
        if exact:
            sheet.write_datetime(line, number, exact, day)
        else:
            sheet.write_string(line, number, value.edtf)
    elif isinstance(value, (int, float)):
        sheet.write_number(line, number, value)
    elif value not in (None, ""):
        text = visible(str(value))
        sheet.write_string(line, number, text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")


def _exact(value: When | Interval) -> date | None:
    """The day of a date that is one; anything else stands as text."""
    if not isinstance(value, When) or value.grain is not Grain.DAY or value.approximate or value.year is None:
        return None
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        return None
    return date(value.year, value.number or 1, value.day or 1)
