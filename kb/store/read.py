"""Reading events with all their mentions, actors and documents."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from kb.model import Event, Kind, Mention, Participant
from kb.store import naming, rows
from kb.store.query import ALL, EVERY, Condition
from kb.store.rows import in_chunks
from kb.when import Date, restored, sort_key


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor with the other names it has, and how often and when it takes part in events. `given`, known of one that
    is asked for alone, are the names that a person gave it, or said to be its."""

    name: str
    kind: Kind
    aliases: tuple[str, ...]
    events: int
    first: Date | None
    last: Date | None
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document and what came of it; `published` is EDTF or "", `status` is "read" or "failed"."""

    id: str
    title: str
    published: str
    published_basis: str
    publisher: str
    author: str
    url: str
    mentions: int
    events: int
    status: str
    reason: str


_EARLIEST = "min(e.first_day * 100000000 + e.last_day)"  # of those that begin at once the finer
_LATEST = "max(e.last_day * 100000000 + e.first_day)"
_FEW = 500  # actors that one statement can ask for by their keys
_IN_TIME = "e.first_day IS NULL, e.first_day, e.last_day, ifnull(e.date, ''), e.id"  # as `sort_key` has it


def events(db: Database, condition: Condition, window: slice | None = None) -> list[Event]:
    """The events that meet a condition, or those in a window of them, in order of time, then of id."""
    where = condition.sql
    if window is not None:  # keys alone are sorted, not whole rows
        ordered = f"ORDER BY {_IN_TIME} LIMIT {_length(window)} OFFSET {window.start or 0:d}"
        where = f"e.key IN (SELECT e.key FROM events e WHERE {condition.sql} {ordered})"
    found = _rows(db, f"SELECT * FROM events e WHERE {where}", condition.values)
    loaded = [event for chunk in in_chunks(found) for event in _events(db, chunk)]
    return sorted(loaded, key=lambda event: (sort_key(event.date), event.id))


def _length(window: slice) -> int:
    """How many rows a window holds, as LIMIT has it: -1 for all."""
    return -1 if window.stop is None else max(0, int(window.stop) - (window.start or 0))


def days(db: Database, condition: Condition) -> list[tuple[int, int] | None]:
    """The first and last day of each event that meets a condition, in no order; None for one without."""
    found = db.execute(f"SELECT first_day, last_day FROM events e WHERE {condition.sql}", condition.values)
    return [None if first is None else (first, last) for first, last in found]


def roles(db: Database, condition: Condition, actors: Sequence[int]) -> dict[str, int]:
    """In how many of the events that meet a condition these actors have each role."""
    sql = (
        "SELECT p.role, count(DISTINCT p.event) FROM events e CROSS JOIN participants p ON p.event = e.key "
        f"WHERE {condition.sql} AND p.actor IN ({rows.marks(actors)}) GROUP BY p.role"
    )
    return dict(db.execute(sql, (*condition.values, *actors)).fetchall())


def blocks(db: Database, names: Sequence[str]) -> dict[str, list[Mention]]:
    """The mentions of each of these blocks."""
    found: dict[str, list[Mention]] = {name: [] for name in names}
    for chunk in in_chunks(names):
        for row, mention in mentions(db, f"{rows.in_blocks('m.founds', chunk)} AND NOT d.removed", chunk):
            found[row["block"]].append(mention)
    return found


def meeting(db: Database, hooks: Iterable[str], *, apart_from: set[str]) -> Iterator[tuple[str, Mention]]:
    """The mentions to which one of these hooks leads, with their blocks, without those of the blocks to leave out."""
    seen: set[int] = set()
    for chunk in in_chunks(map(rows.hook, hooks)):
        sql = (
            "SELECT DISTINCT m.key, m.block FROM hooks h CROSS JOIN mentions m ON m.key = h.mention "
            f"WHERE h.hook IN ({rows.marks(chunk)})"
        )
        keys = [key for key, block in db.execute(sql, chunk) if block not in apart_from and key not in seen]
        seen.update(keys)
        for some in in_chunks(keys):
            for row, mention in mentions(db, f"m.key IN ({rows.marks(some)}) AND NOT d.removed", some):
                yield row["block"], mention


def actors(db: Database, condition: Condition, window: slice) -> list[ActorRow]:
    """The actors of the events that meet a condition, or those in a window of them, the most frequent first.

    Where all events are asked for, also those that the documents name more than once but in no event.
    """
    found = _kept(db, window) if condition == ALL else _counted(db, condition, window)
    if condition in (ALL, EVERY):
        found += _without_events(db, condition, window, len(found))
    names = {key: (name, kind, aliases) for key, name, kind, aliases in _named_actors(db, (key for key, *_ in found))}
    return [ActorRow(*names[key], events, restored(first), restored(last)) for key, events, first, last in found]


def count_actors(db: Database) -> int:
    """How many actors there are to list where all events are asked for."""
    return _in_events(db, ALL) + len(_idle(db))


def _in_events(db: Database, condition: Condition) -> int:
    which = "events > 0" if condition == ALL else "key IN (SELECT actor FROM participants)"
    return int(db.execute(f"SELECT count(*) FROM actors WHERE {which}").fetchone()[0])


_Counted = tuple[int, int, str | None, str | None]  # key of an actor, number of events, first and last date (EDTF)


def _kept(db: Database, window: slice) -> list[_Counted]:
    sql = (
        "SELECT key, events, first_date, last_date FROM actors WHERE events > 0 "
        "ORDER BY events DESC, name, kind LIMIT ? OFFSET ?"
    )
    return db.execute(sql, (_length(window), window.start or 0)).fetchall()


def _counted(db: Database, condition: Condition, window: slice) -> list[_Counted]:
    """Actors by the events that meet a condition alone."""
    # SQLite gives the other columns of a min() or max() query from the row that has the minimum or maximum.
    picked = f"FROM events e CROSS JOIN participants p ON p.event = e.key WHERE {condition.sql}"
    sql = (
        f"SELECT a.key, c.told, c.day, c.date FROM (SELECT p.actor, count(*) AS told, e.date, {_EARLIEST} AS day "
        f"{picked} GROUP BY p.actor) c JOIN actors a ON a.key = c.actor "
        "ORDER BY c.told DESC, a.name, a.kind LIMIT ? OFFSET ?"
    )
    found = db.execute(sql, (*condition.values, _length(window), window.start or 0)).fetchall()
    keys = [key for key, *_ in found] if len(found) <= _FEW else []
    these = f"AND p.actor IN ({rows.marks(keys)})" if keys else ""
    sql = f"SELECT p.actor, e.date, {_LATEST} {picked} {these} GROUP BY p.actor"
    last = {key: date for key, date, day in db.execute(sql, (*condition.values, *keys)) if day is not None}
    return [(key, told, None if day is None else date, last.get(key)) for key, told, day, date in found]


def _without_events(db: Database, condition: Condition, window: slice, shown: int) -> list[_Counted]:
    """Those without events that follow the ones shown in a window of the list."""
    length = _length(window)
    if 0 <= length <= shown:
        return []
    before = max(0, (window.start or 0) - _in_events(db, condition))
    return [(key, 0, None, None) for key in _idle(db)[before:][: None if length < 0 else length - shown]]


def _idle(db: Database) -> list[int]:
    """Named actors in no event; one name in one document is not worth a line."""
    sql = (
        "SELECT a.key, a.name FROM actors a CROSS JOIN namings l ON l.actor = a.key WHERE a.events = 0 "
        "AND l.kind <> 'collective' AND NOT EXISTS (SELECT 1 FROM participants WHERE actor = a.key) "
        "GROUP BY a.key HAVING count(DISTINCT l.alias) > 1 OR max(l.documents) > 1 ORDER BY a.name, a.kind"
    )
    return [key for key, name in db.execute(sql) if name[0].isupper()]


def actor(db: Database, key: int) -> ActorRow:
    """One actor, in events or not."""
    events, first, last = db.execute(
        "SELECT events, first_date, last_date FROM actors WHERE key = ?", (key,)
    ).fetchone()
    ((_, name, kind, aliases),) = _named_actors(db, [key])
    said = db.execute("SELECT DISTINCT alias FROM namings WHERE actor = ? AND given IN ('alias', 'name')", (key,))
    given = tuple(sorted(alias for (alias,) in said))
    return ActorRow(name, kind, aliases, events, restored(first), restored(last), given)


def documents(db: Database, *, failed: bool, removed: bool) -> list[DocumentRow]:
    """All documents that nobody removed, or those that failed or that were removed, by publication date and id."""
    which = "removed" if removed else "status = 'failed' AND NOT removed" if failed else "NOT removed"
    return _documents(db, which, ())


def named_documents(db: Database, ids: Iterable[str]) -> list[DocumentRow]:
    """The documents of these ids that there are, removed ones too."""
    return [row for chunk in in_chunks(ids) for row in _documents(db, f"d.id IN ({rows.marks(chunk)})", chunk)]


def _documents(db: Database, which: str, values: Sequence[object]) -> list[DocumentRow]:
    sql = (
        "SELECT d.id, title, ifnull(published, '') AS published, published_basis, publisher, author, url, status, "
        "reason, count(m.key) AS mentions, count(DISTINCT m.event) AS events "
        "FROM documents d LEFT JOIN mentions m ON m.document = d.key "
        f"WHERE {which} GROUP BY d.key ORDER BY d.published IS NULL, d.published, d.id"
    )
    return [DocumentRow(**row) for row in _rows(db, sql, values)]


def nearby(db: Database) -> dict[str, tuple[str, ...]]:
    """The states that each document names, and the places of its mentions."""
    found: dict[str, dict[str, None]] = {}
    states = dict(db.execute("SELECT key, name FROM names WHERE kind = 'state'").fetchall())
    for id, named in db.execute("SELECT id, names FROM documents WHERE NOT removed"):
        found[id] = {states[key]: None for key, *_ in naming.from_json(named) if key in states}
    sql = "SELECT DISTINCT d.id, m.place FROM mentions m JOIN documents d ON d.key = m.document WHERE NOT d.removed"
    for id, place in db.execute(f"{sql} AND m.place <> ''"):
        found[id][place] = None
    return {id: tuple(sorted(names)) for id, names in found.items()}


def floating(db: Database) -> set[str]:
    """The documents that tell of an event with a date that nothing anchors."""
    sql = (
        "SELECT DISTINCT d.id FROM events e CROSS JOIN mentions m ON m.event = e.key "
        "CROSS JOIN documents d ON d.key = m.document WHERE e.first_day IS NULL AND e.date IS NOT NULL"
    )
    return {row[0] for row in db.execute(sql)}


def _rows(db: Database, sql: str, values: Sequence[object]) -> list[sqlite3.Row]:
    cursor = db.conn.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(sql, values).fetchall()


def _events(db: Database, found: Sequence[sqlite3.Row]) -> Iterator[Event]:
    keys = [row["key"] for row in found]
    participants = _participants(
        db,
        "SELECT p.event, a.name, p.role, a.kind, p.words FROM participants p JOIN actors a ON a.key = p.actor "
        f"WHERE p.event IN ({rows.marks(keys)}) ORDER BY p.event, p.position",
        keys,
    )
    said: dict[int, dict[int, Mention]] = {}
    for told, mention in mentions(db, f"m.event IN ({rows.marks(keys)})", keys):
        said.setdefault(told["event"], {})[told["key"]] = mention
    for row in found:
        yield rows.event(row, participants.get(row["key"], ()), said.get(row["key"], {}))


def mentions(db: Database, where: str, values: Sequence[object]) -> Iterator[tuple[sqlite3.Row, Mention]]:
    """The mentions with their rows, by publication date, document and place in the text."""
    found = _rows(
        db,
        "SELECT m.*, d.id AS document_id, d.published FROM mentions m JOIN documents d ON d.key = m.document "
        f"WHERE {where} ORDER BY d.published IS NULL, d.published, d.id, m.sentence_start, m.trigger_start, m.type",
        values,
    )
    for chunk in in_chunks(found):
        keys = [row["key"] for row in chunk]
        participants = _participants(
            db,
            "SELECT ma.mention, ifnull(a.name, n.name), ma.role, n.kind, ifnull(ma.words, n.name) "
            "FROM mention_actors ma CROSS JOIN names n ON n.key = ma.name "
            f"LEFT JOIN actors a ON a.key = n.actor WHERE ma.mention IN ({rows.marks(keys)}) "
            "ORDER BY ma.mention, ma.position",
            keys,
        )
        for row in chunk:
            yield row, rows.mention(row, participants.get(row["key"], ()))


def _participants(db: Database, sql: str, values: Sequence[object]) -> dict[int, list[Participant]]:
    found: dict[int, list[Participant]] = {}
    for key, name, role, kind, words in db.execute(sql, values):
        found.setdefault(key, []).append(Participant(name, role, kind, words))
    return found


def _named_actors(db: Database, keys: Iterable[int]) -> Iterator[tuple[int, str, Kind, tuple[str, ...]]]:
    for chunk in in_chunks(keys):
        known = rows.marks(chunk)
        aliases: dict[int, list[str]] = {}
        sql = (
            f"SELECT actor, alias FROM namings WHERE actor IN ({known}) AND given <> 'apart' "
            "GROUP BY actor, alias ORDER BY actor, sum(documents) DESC, alias"
        )
        for actor, alias in db.execute(sql, chunk):
            aliases.setdefault(actor, []).append(alias)
        for key, name, kind in db.execute(
            f"SELECT key, name, kind FROM actors WHERE key IN ({known})", chunk
        ).fetchall():
            yield key, name, kind, tuple(alias for alias in aliases.get(key, ()) if alias != name)
