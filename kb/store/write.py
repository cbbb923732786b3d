"""Writing documents, mentions, actors and events; every function expects an open transaction."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
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
    for item in reversed(distinct.values()):
        _insert_mention(db, item, key)
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


def regroup(db: Database, groups: Iterable[ActorGroup]) -> set[str]:
    """Let each group be one actor; returns the blocks whose mentions name someone who is another actor than before."""
    taken: set[int] = set()
    left: set[int] = set()
    blocks: set[str] = set()
    for group in groups:
        before = _actors_of(db, group)
        key = _actor_key(db, group, [actor for actor in before.values() if actor and actor not in taken])
        taken.add(key)
        for member, actor in before.items():
            if actor != key:
                blocks |= _move(db, member, actor, key)
                left.add(actor or key)
            sql = "UPDATE aliases SET actor = ? WHERE name = ? AND kind = ? AND actor IS NOT ?"
            db.execute(sql, (key, *member, key))
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


def save_events(db: Database, block: str, events: Iterable[Event]) -> None:
    """Put these events in place of those of the block."""
    mentions = _block_mentions(db, block)
    actors = _block_actors(db, block)
    db.execute("DELETE FROM events WHERE block = ?", (block,))
    sql = rows.insert_sql("events", rows.EVENT_COLUMNS)
    for event in events:
        key = db.conn.execute(sql, rows.event_row(event, block)).lastrowid
        told = [(key, mentions[rows.same_mention(mention)]) for mention in event.mentions]
        db.conn.executemany("UPDATE mentions SET event = ? WHERE key = ?", told)
        db.conn.executemany(
            "INSERT INTO participants (event, position, actor, role, words) VALUES (?, ?, ?, ?, ?)",
            (
                (key, position, actors[one.name, one.kind], one.role, one.words)
                for position, one in enumerate(event.participants)
            ),
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


def _insert_mention(db: Database, item: Filed, document: int) -> None:
    values = rows.mention_row(item.mention, document, block=item.block, founds=item.founds)
    key = db.conn.execute(rows.insert_sql("mentions", rows.MENTION_COLUMNS), values).lastrowid
    db.conn.executemany(
        "INSERT INTO mention_actors (mention, position, name, kind, role, words, actor) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT actor FROM aliases WHERE name = ?3 AND alias = ?3 AND kind = ?4))",
        (
            (key, position, one.name, one.kind, one.role, one.words)
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


def _actors_of(db: Database, group: ActorGroup) -> dict[tuple[str, Kind], int | None]:
    """Which actor each member is now, in the order of the keys, new names last."""
    sql = "SELECT actor FROM aliases WHERE name = ? AND kind = ? ORDER BY actor IS NULL LIMIT 1"
    found = {member: db.execute(sql, member).fetchone()[0] for member in sorted(group.members)}
    return dict(sorted(found.items(), key=lambda item: (item[1] is None, item[1] or 0)))


def _actor_key(db: Database, group: ActorGroup, free: Sequence[int]) -> int:
    values = (group.name, group.kind, fold(group.name), rows.last_word(group.name, group.kind))
    if free:
        sql = "UPDATE actors SET name = ?, kind = ?, fold = ?, last = ? WHERE key = ? AND (name <> ? OR kind <> ?)"
        db.execute(sql, (*values, free[0], group.name, group.kind))
        return free[0]
    return int(
        db.conn.execute("INSERT INTO actors (name, kind, fold, last) VALUES (?, ?, ?, ?)", values).lastrowid or 0
    )


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


def _block_mentions(db: Database, block: str) -> dict[tuple[Any, ...], int]:
    sql = (
        "SELECT d.id, m.trigger_start, m.trigger_end, m.type, ifnull(m.date, ''), m.key "
        "FROM mentions m JOIN documents d ON d.key = m.document WHERE m.block = ?"
    )
    return {tuple(row[:-1]): row[-1] for row in db.execute(sql, (block,))}


def _block_actors(db: Database, block: str) -> dict[tuple[str, str], int]:
    sql = (
        "SELECT DISTINCT a.name, ma.kind, a.key FROM mentions m JOIN mention_actors ma ON ma.mention = m.key "
        "JOIN actors a ON a.key = ma.actor WHERE m.block = ?"
    )
    return {(name, kind): key for name, kind, key in db.execute(sql, (block,))}


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
