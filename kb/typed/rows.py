"""A person's own table of events: CSV with columns date and title, each row an event that no article tells."""

import csv
from collections.abc import Iterator, Mapping

from kb import curate
from kb.curate import Cast
from kb.errors import QueryError
from kb.ingest import Report
from kb.lexicon.actors import called, key, load
from kb.model import ROLES, Kind
from kb.read import Handed
from kb.store import Store
from kb.typed.query import Hear
from kb.typed.values import casts, fields

_COLUMNS = ("date", "title", "actors", "source", "type", "place", "killed", "injured", "note")
# The columns that are fields of an event, and how these are called there.
_FIELDS = {**{name: name for name in ("source", "date", "type", "place", "killed", "injured")}, "note": "text"}


def take(store: Store, table: Handed, hear: Hear) -> Iterator[Report]:
    """Note each row as an event of one's own; yields a report a row. A row that was noted before, also one that was
    undone since, is left alone; one that cannot be read is named."""
    name = table.source
    reader = csv.reader(table.lines, delimiter=table.delimiter)
    filled = (row for row in reader if any(cell.strip() for cell in row))
    try:
        head = [column.strip("\ufeff ").lower() for column in next(filled)]
        unknown = [column for column in head if column and column not in _COLUMNS]
        if unknown:
            hear(f"{name}: not read, as kb has no such columns: {', '.join(unknown)}")
        nothing = True
        for row in filled:
            nothing = False
            cells = {column: cell.strip() for column, cell in zip(head, row, strict=False)}
            yield _row(store, f"{name}:{reader.line_num}", cells, hear)
        if nothing:
            yield Report(name, "failed", 0, "is a table without rows; nothing was added")
    except csv.Error as error:
        place = f"{name}:{reader.line_num}"
        yield Report(place, "failed", 0, f"is no row of a table ({error}); mend it there and add it again")


def _row(store: Store, place: str, cells: Mapping[str, str], hear: Hear) -> Report:
    try:
        if not cells.get("title"):
            raise QueryError("has no title; say what happened in one sentence")
        typed = {field: cells[name] for name, field in _FIELDS.items() if cells.get(name)}
        given = fields(store, hear, **typed)
        cast = [_cast(store, name) for name in cells.get("actors", "").split(";") if name.strip()]
        noted = curate.noted(store, cells["title"], fields=given, actors=cast)
        if noted:
            return Report(noted, "unchanged", 0, published=" ")
        _, event = curate.add_event(store, cells["title"], fields=given, actors=cast)
    except QueryError as error:
        return Report(place, "failed", 0, str(error))
    return Report(event.id, "added", 1, published=" ")


def _cast(store: Store, text: str) -> Cast:
    """An actor as typed: a name, or a name with its role and kind ("Anna Sousa:source:person")."""
    lowered = text.replace(" ", "").lower()
    typed = text if any(f":{role}" in lowered for role in ROLES) else f"{text.strip()}:other"
    (found,) = casts([typed])
    if found.kind or store.called(found.name):
        return found
    return Cast(found.name, found.role, _kind(found.name))


def _kind(name: str) -> Kind:
    """What a name that no article has stands for: a state, else a person where it begins with a first name."""
    known = called(name) or name
    if load().kinds.get(known) == "state":
        return "state"
    return "person" if key(name.split()[0]) in load().given else "organisation"
