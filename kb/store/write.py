"""Writing documents, mentions, actors and events; every function expects an open transaction."""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from kb.model import ActorGroup, Document, Event, Extraction, Kind, Mention, Naming, fold
from kb.store import rows


@dataclass(frozen=True, slots=True)
class Filed:
    """A mention with its place in the store: the block it is merged in, and the id of the event that it would found."""

    mention: Mention
    block: str
    founds: str


@dataclass(slots=True)
class Touched:
    """What a write has left to be merged again: blocks of mentions, and names of actors."""

    blocks: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


def save_document(db: Database, extraction: Extraction, *, fingerprint: str, filed: Sequence[Filed]) -> Touched:
    """Store what was read in a document, in place of anything stored of it before."""
    touched = forget_document(db, extraction.document.id)
    namings = _namings(extraction)
    key = _insert_document(db, extraction.document, fingerprint, namings)
    distinct = {rows.same_mention(item.mention): item for item in reversed(filed)}
    _count_namings(db, namings, 1)
    _insert_mentions(db, reversed(distinct.values()), key)
    _count_places(db, [item.mention.place for item in distinct.values()], 1)
    touched.blocks.update(item.block for item in distinct.values())
    touched.names.update(naming.name for naming in namings)
    return touched


def save_failure(db: Database, document: str, reason: str) -> bool:
    """Note that a document could not be read; what was read of it before stays. Returns whether that is noted now."""
    db.execute(
        "INSERT INTO documents (id, status, reason, source) VALUES (?, 'failed', ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET reason = excluded.reason WHERE status = 'failed'",
        (document, reason, rows.fold_source(document)),
    )
    row = db.execute("SELECT status FROM documents WHERE id = ?", (document,)).fetchone()
    return bool(row[0] == "failed")


def forget_document(db: Database, document: str) -> Touched:
    """Remove a document with its mentions; the events that it told of remain until their blocks are merged again."""
    row = db.execute("SELECT key, actors FROM documents WHERE id = ?", (document,)).fetchone()
    if not row:
        return Touched()
    key, actors = row
    namings = _from_json(actors)
    told = db.execute("SELECT block, place FROM mentions WHERE document = ?", (key,)).fetchall()
    _count_namings(db, namings, -1)
    _count_places(db, [place for _, place in told], -1)
    db.execute("DELETE FROM mentions WHERE document = ?", (key,))
    db.execute("DELETE FROM documents WHERE key = ?", (key,))
    return Touched({block for block, _ in told}, {naming.name for naming in namings})


def regroup(db: Database, groups: Sequence[ActorGroup]) -> set[str]:
    """Let each group be one actor; returns the blocks whose mentions name someone who is another actor than before."""
    before = _actors_of(db, {name for group in groups for name, _ in group.members})
    shown = _shown(db, {actor for actor, _ in before.values() if actor})
    taken: set[int] = set()
    left: set[int] = set()
    blocks: set[str] = set()
    for group in groups:
        free = sorted({before[member][0] or 0 for member in group.members} - taken - {0})
        key = _actor_key(db, group, free[0] if free else None, shown)
        taken.add(key)
        for member in sorted(group.members):
            actor, complete = before[member]
            if actor != key:
                blocks |= _move(db, member, actor, key)
                left.add(actor or key)
            if actor != key or not complete:
                db.execute("UPDATE aliases SET actor = ? WHERE name = ? AND kind = ?", (key, *member))
    _drop_unnamed(db, left)
    return blocks


def connected(db: Database, names: Iterable[str], joins: Callable[[Naming], bool]) -> list[Naming]:
    """All namings that bear on who these names are: theirs, and those of every name that a joining alias leads to.

    `joins` says whether an alias may make two names one actor. Names that no document has any more lead on to those
    that they held together or apart, and are then dropped.
    """
    found: set[Naming] = set()
    seen: set[str] = set()
    frontier = {fold(name) for name in names}
    while frontier:
        seen |= frontier
        near = set(_namings_near(db, frontier)) - found
        new = {naming for naming in near if fold(naming.name) in seen or joins(naming)}
        found |= new
        frontier = {fold(naming.name) for naming in new} | {fold(naming.alias) for naming in new if joins(naming)}
        frontier -= seen
    _drop_uncounted(db, {naming.name for naming in found if naming.documents <= 0})
    return [naming for naming in found if naming.documents > 0]


def save_events(db: Database, blocks: Mapping[str, Sequence[Event]]) -> None:
    """Put these events in place of those of the blocks; what has not changed is not written again."""
    for names in in_chunks(blocks):
        _save_events(db, {name: blocks[name] for name in names})


def _save_events(db: Database, blocks: Mapping[str, Sequence[Event]]) -> None:
    names = list(blocks)
    mentions, actors, before = _block_mentions(db, names), _block_actors(db, names), _block_events(db, names)
    free = itertools.count(db.execute("SELECT ifnull(max(key), 0) + 1 FROM events").fetchone()[0])
    new: list[tuple[Any, ...]] = []
    told: list[tuple[int, int]] = []
    taking_part: list[tuple[Any, ...]] = []
    for block, events in blocks.items():
        for event in events:
            row = rows.event_row(event, block)
            parts = [(actors[one.name, one.kind], one.role, one.words) for one in event.participants]
            known = [mentions[rows.same_mention(mention)] for mention in event.mentions]
            key, *same = before.pop((block, event.id), (None, None, None))
            if same == [row, parts] and all(home == key for _, home in known):
                continue
            if key is not None:
                db.execute("DELETE FROM events WHERE key = ?", (key,))
            key = key or next(free)
            new.append((key, *row))
            told += [(key, mention) for mention, _ in known]
            taking_part += [(key, position, *part) for position, part in enumerate(parts)]
    db.conn.executemany("DELETE FROM events WHERE key = ?", ((key,) for key, *_ in before.values()))
    db.conn.executemany(rows.insert_sql("events", ["key", *rows.EVENT_COLUMNS]), new)
    db.conn.executemany("UPDATE mentions SET event = ? WHERE key = ?", told)
    db.conn.executemany(
        "INSERT INTO participants (event, position, actor, role, words) VALUES (?, ?, ?, ?, ?)", taking_part
    )


def _insert_document(db: Database, document: Document, fingerprint: str, namings: Sequence[Naming]) -> int:
    values = (
        *(document.id, document.title, document.published.edtf if document.published else None),
        *(document.published_basis, document.publisher, document.url, fingerprint),
        *(rows.document_source(document), _to_json(namings), document.text),
    )
    sql = (
        "INSERT INTO documents (id, title, published, published_basis, publisher, url, fingerprint, source, actors, "
        "text, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'read')"
    )
    return int(db.conn.execute(sql, values).lastrowid or 0)


def _insert_mentions(db: Database, filed: Iterable[Filed], document: int) -> None:
    free = itertools.count(db.execute("SELECT ifnull(max(key), 0) + 1 FROM mentions").fetchone()[0])
    keyed = [(next(free), item) for item in filed]
    db.conn.executemany(
        rows.insert_sql("mentions", ["key", *rows.MENTION_COLUMNS]),
        ((key, *rows.mention_row(item.mention, document, block=item.block, founds=item.founds)) for key, item in keyed),
    )
    db.conn.executemany(
        "INSERT INTO mention_actors (mention, position, name, kind, role, words, actor) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT actor FROM aliases WHERE name = ?3 AND alias = ?3 AND kind = ?4))",
        (
            (key, position, one.name, one.kind, one.role, one.words)
            for key, item in keyed
            for position, one in enumerate(item.mention.participants)
        ),
    )


def _namings(extraction: Extraction) -> list[Naming]:
    """Each actor of a document under its name and its aliases, once."""
    found = {}
    for actor in extraction.actors:
        for alias in (actor.name, *actor.aliases):
            found[actor.name, actor.kind, alias] = Naming(actor.name, actor.kind, alias)
    for mention in extraction.mentions:
        for one in mention.participants:
            found.setdefault((one.name, one.kind, one.name), Naming(one.name, one.kind, one.name))
    return list(found.values())


def _to_json(namings: Sequence[Naming]) -> str:
    actors: dict[tuple[str, str], list[str]] = {}
    for naming in namings:
        actors.setdefault((naming.name, naming.kind), []).append(naming.alias)
    return json.dumps([[*actor, aliases] for actor, aliases in actors.items()], ensure_ascii=False)


def _from_json(text: str) -> list[Naming]:
    return [Naming(name, kind, alias) for name, kind, aliases in json.loads(text) for alias in aliases]


def _count_namings(db: Database, namings: Sequence[Naming], step: int) -> None:
    db.conn.executemany(
        "INSERT INTO aliases (name, alias, kind, documents, name_fold, alias_fold) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (name, alias, kind) DO UPDATE SET documents = documents + excluded.documents",
        ((one.name, one.alias, one.kind, step, fold(one.name), fold(one.alias)) for one in namings),
    )


def _count_places(db: Database, places: Sequence[str], step: int) -> None:
    db.conn.executemany(
        "INSERT INTO places (name, fold, mentions) VALUES (?, ?, ?) "
        "ON CONFLICT (name) DO UPDATE SET mentions = mentions + excluded.mentions",
        ((place, fold(place), step) for place in places if place),
    )
    if step < 0:
        db.conn.executemany("DELETE FROM places WHERE name = ? AND mentions <= 0", ((place,) for place in places))


def _actors_of(db: Database, names: Iterable[str]) -> dict[tuple[str, Kind], tuple[int | None, bool]]:
    """Which actor each (name, kind) is now, None for a new one, and whether all its aliases are known to be its."""
    found: dict[tuple[str, Kind], tuple[int | None, bool]] = {}
    for chunk in in_chunks(names):
        sql = (
            f"SELECT name, kind, max(actor), count(actor) = count(*) FROM aliases WHERE name IN ({rows.marks(chunk)}) "
            "GROUP BY name, kind"
        )
        for name, kind, actor, complete in db.execute(sql, chunk):
            found[name, kind] = actor, bool(complete)
    return found


def _shown(db: Database, actors: Iterable[int]) -> dict[int, tuple[str, str]]:
    """The name and kind under which each actor stands."""
    found: dict[int, tuple[str, str]] = {}
    for chunk in in_chunks(actors):
        sql = f"SELECT key, name, kind FROM actors WHERE key IN ({rows.marks(chunk)})"
        found |= {key: (name, kind) for key, name, kind in db.execute(sql, chunk)}
    return found


def _actor_key(db: Database, group: ActorGroup, key: int | None, shown: Mapping[int, tuple[str, str]]) -> int:
    values = (group.name, group.kind, fold(group.name), rows.last_word(group.name, group.kind))
    if key is None:
        sql = "INSERT INTO actors (name, kind, fold, last) VALUES (?, ?, ?, ?)"
        return int(db.conn.execute(sql, values).lastrowid or 0)
    if shown[key] != (group.name, group.kind):
        db.execute("UPDATE actors SET name = ?, kind = ?, fold = ?, last = ? WHERE key = ?", (*values, key))
    return key


def _move(db: Database, member: tuple[str, Kind], before: int | None, key: int) -> set[str]:
    named = "actor IS ? AND name = ? AND kind = ?"
    sql = f"SELECT DISTINCT block FROM mentions WHERE key IN (SELECT mention FROM mention_actors WHERE {named})"
    found = {row[0] for row in db.execute(sql, (before, *member))}
    db.execute(f"UPDATE mention_actors SET actor = ? WHERE {named}", (key, before, *member))
    return found


def _drop_uncounted(db: Database, names: Iterable[str]) -> None:
    left: set[int] = set()
    for chunk in in_chunks(names):
        gone = f"documents <= 0 AND name IN ({rows.marks(chunk)})"
        left |= {row[0] for row in db.execute(f"SELECT actor FROM aliases WHERE actor IS NOT NULL AND {gone}", chunk)}
        db.execute(f"DELETE FROM aliases WHERE {gone}", chunk)
    _drop_unnamed(db, left)


def _drop_unnamed(db: Database, actors: Iterable[int]) -> None:
    sql = "DELETE FROM actors WHERE key = ? AND NOT EXISTS (SELECT 1 FROM aliases WHERE actor = actors.key)"
    db.conn.executemany(sql, ((actor,) for actor in actors))


def _namings_near(db: Database, folds: Iterable[str]) -> Iterator[Naming]:
    for chunk in in_chunks(folds):
        for column in ("name_fold", "alias_fold"):
            sql = f"SELECT name, kind, alias, documents FROM aliases WHERE {column} IN ({rows.marks(chunk)})"
            yield from (Naming(*row) for row in db.execute(sql, chunk).fetchall())


def _block_mentions(db: Database, blocks: Sequence[str]) -> dict[tuple[Any, ...], tuple[int, int | None]]:
    """The keys of the mentions of these blocks, and of the events they belong to."""
    sql = (
        "SELECT d.id, m.trigger_start, m.trigger_end, m.type, ifnull(m.date, ''), m.key, m.event "
        f"FROM mentions m JOIN documents d ON d.key = m.document WHERE m.block IN ({rows.marks(blocks)})"
    )
    return {tuple(row[:-2]): (row[-2], row[-1]) for row in db.execute(sql, blocks)}


def _block_actors(db: Database, blocks: Sequence[str]) -> dict[tuple[str, str], int]:
    sql = (
        "SELECT DISTINCT a.name, ma.kind, a.key FROM mentions m CROSS JOIN mention_actors ma ON ma.mention = m.key "
        f"JOIN actors a ON a.key = ma.actor WHERE m.block IN ({rows.marks(blocks)})"
    )
    return {(name, kind): key for name, kind, key in db.execute(sql, blocks)}


def _block_events(db: Database, blocks: Sequence[str]) -> dict[tuple[str, str], tuple[int, tuple[Any, ...], list[Any]]]:
    """The key, row and participants of each event of these blocks, by block and id."""
    here = f"block IN ({rows.marks(blocks)})"
    parts: dict[int, list[Any]] = {}
    sql = (
        "SELECT p.event, p.actor, p.role, p.words FROM events e CROSS JOIN participants p ON p.event = e.key "
        f"WHERE e.{here} ORDER BY p.event, p.position"
    )
    for event, *part in db.execute(sql, blocks):
        parts.setdefault(event, []).append(tuple(part))
    sql = f"SELECT key, {', '.join(rows.EVENT_COLUMNS)} FROM events WHERE {here}"
    found = ((key, tuple(row)) for key, *row in db.execute(sql, blocks).fetchall())
    return {(row[-1], row[0]): (key, row, parts.get(key, [])) for key, row in found}


def in_chunks(values: Iterable[Any], size: int = 500) -> Iterator[list[Any]]:
    """The values in lists that fit the parameters of one statement."""
    chunk: list[Any] = []
    for value in values:
        chunk.append(value)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
