"""Writing documents, mentions, actors and events; every function expects an open transaction."""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from kb.model import ActorGroup, Document, Extraction, Kind, Mention, Naming, Ref, fold
from kb.store import rows


@dataclass(slots=True)
class Touched:
    """What a write has left to be merged again: blocks of mentions, the mentions that came or went, names of actors."""

    blocks: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    mentions: set[Ref] = field(default_factory=set)

    def add(self, other: "Touched") -> None:
        """Count in what another write has left."""
        self.blocks |= other.blocks
        self.names |= other.names
        self.mentions |= other.mentions


def save_document(db: Database, extraction: Extraction, *, fingerprint: str) -> Touched:
    """Store what was read in a document, in place of anything stored of it before."""
    touched = forget_document(db, extraction.document.id)
    namings = _namings(extraction)
    key = _insert_document(db, extraction.document, fingerprint, namings)
    distinct = {rows.same_mention(mention): mention for mention in reversed(extraction.mentions)}
    _count_namings(db, namings, 1)
    _insert_mentions(db, reversed(distinct.values()), key)
    _count_places(db, [mention.place for mention in distinct.values()], 1)
    touched.blocks.update(mention.founds for mention in distinct.values())
    touched.names.update(naming.name for naming in namings)
    touched.mentions.update((mention.founds, mention.id) for mention in distinct.values())
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
    touched = discount(db, document)
    unhook(db, document)
    db.execute("DELETE FROM documents WHERE id = ?", (document,))
    return touched


def unhook(db: Database, document: str) -> None:
    """Let no hook lead to the mentions of a document."""
    theirs = (
        "SELECT h.mention, h.hooks FROM documents d JOIN mentions m ON m.document = d.key "
        "JOIN mention_hooks h ON h.mention = m.key WHERE d.id = ?"
    )
    found = db.execute(theirs, (document,)).fetchall()
    db.conn.executemany(
        "DELETE FROM hooks WHERE hook = ? AND mention = ?",
        ((hook, key) for key, kept in found for hook in rows.hooks_unpacked(kept)),
    )
    db.conn.executemany("DELETE FROM mention_hooks WHERE mention = ?", ((key,) for key, _ in found))


def discount(db: Database, document: str) -> Touched:
    """Count a document's names and places no more; its rows stay. One that is removed counts for nothing already."""
    row = db.execute("SELECT key, actors FROM documents WHERE id = ? AND NOT removed", (document,)).fetchone()
    return _recount(db, *row, step=-1) if row else Touched()


def recount(db: Database, document: str) -> Touched:
    """Count a document's names and places again."""
    row = db.execute("SELECT key, actors FROM documents WHERE id = ? AND NOT removed", (document,)).fetchone()
    return _recount(db, *row, step=1) if row else Touched()


def _recount(db: Database, key: int, actors: bytes | str, *, step: int) -> Touched:
    namings = _from_json(actors)
    told = db.execute("SELECT block, place, founds, id FROM mentions WHERE document = ?", (key,)).fetchall()
    _count_namings(db, namings, step)
    _count_places(db, [place for _, place, *_ in told], step)
    blocks = {block for block, *_ in told}
    return Touched(blocks, {naming.name for naming in namings}, {(founds, id) for *_, founds, id in told})


def regroup(db: Database, groups: Sequence[ActorGroup], loose: Iterable[tuple[str, Kind]] = ()) -> set[str]:
    """Let each group be one actor; returns the blocks whose mentions or events name someone who is another actor, or
    goes by another name, than before. The `loose` names are only given by a person, to no actor that there is."""
    before = _actors_of(db, {name for group in groups for name, _ in group.members})
    shown = _shown(db, {actor for actor, _ in before.values() if actor})
    taken: set[int] = set()
    left: set[int] = set()
    blocks: set[str] = set()
    new: dict[tuple[str, Kind], int] = {}
    for group in groups:
        free = sorted({before[member][0] or 0 for member in group.members} - taken - {0})
        key = _actor_key(db, group, free[0] if free else None, shown)
        taken.add(key)
        if key in shown and shown[key][0] != group.name:
            blocks |= _blocks_naming(db, key)
        for member in sorted(group.members):
            actor, complete = before[member]
            if actor is None:
                new[member] = key
            elif actor != key:
                blocks |= _move(db, member, actor, key)
                left.add(actor)
            if actor != key or not complete:
                db.execute("UPDATE aliases SET actor = ? WHERE name = ? AND kind = ?", (key, *member))
    blocks |= _introduce(db, new)
    for name in loose:
        left |= {row[0] for row in db.execute("SELECT actor FROM aliases WHERE name = ? AND kind = ? AND actor", name)}
        db.execute("UPDATE aliases SET actor = NULL WHERE name = ? AND kind = ?", name)
    for actor in left - taken:
        blocks |= _blocks_naming(db, actor)
    _drop_unnamed(db, left)
    return blocks


def _blocks_naming(db: Database, actor: int) -> set[str]:
    sql = (
        "SELECT block FROM mentions WHERE key IN (SELECT mention FROM mention_actors WHERE actor = ?1) UNION "
        "SELECT block FROM events WHERE key IN (SELECT event FROM participants WHERE actor = ?1)"
    )
    return {row[0] for row in db.execute(sql, (actor,))}


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
    return [naming for naming in found if naming.documents > 0 or naming.given]


def _insert_document(db: Database, document: Document, fingerprint: str, namings: Sequence[Naming]) -> int:
    values = (
        *(document.id, document.title, document.published.edtf if document.published else None),
        *(document.published_basis, document.publisher, document.author, document.url, fingerprint),
        *(rows.document_source(document), rows.packed(_to_json(namings))),
        *(rows.packed(document.text), len(document.text.encode())),
    )
    sql = (
        "INSERT INTO documents (id, title, published, published_basis, publisher, author, url, fingerprint, source, "
        "actors, text, size, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'read')"
    )
    return int(db.conn.execute(sql, values).lastrowid or 0)


def _insert_mentions(db: Database, mentions: Iterable[Mention], document: int) -> None:
    free = itertools.count(db.execute("SELECT ifnull(max(key), 0) + 1 FROM mentions").fetchone()[0])
    keyed = [(next(free), mention) for mention in mentions]
    db.conn.executemany(
        rows.insert_sql("mentions", ["key", *rows.MENTION_COLUMNS]),
        ((key, *rows.mention_row(mention, document)) for key, mention in keyed),
    )
    db.conn.executemany(
        "INSERT INTO mention_actors (mention, position, name, kind, role, words, actor) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT max(actor) FROM aliases WHERE name = ?3 AND kind = ?4))",
        (
            (key, position, one.name, one.kind, one.role, one.words)
            for key, mention in keyed
            for position, one in enumerate(mention.participants)
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
    """Who a document names, as [name, kind, [other name, ...]]."""
    actors: dict[tuple[str, str], list[str]] = {(naming.name, naming.kind): [] for naming in namings}
    for naming in namings:
        if naming.alias != naming.name:
            actors[naming.name, naming.kind].append(naming.alias)
    return json.dumps([[*actor, others] for actor, others in actors.items()], ensure_ascii=False, separators=(",", ":"))


def _from_json(kept: bytes | str) -> list[Naming]:
    actors = json.loads(rows.unpacked(kept))
    return [Naming(name, kind, alias) for name, kind, others in actors for alias in (name, *others)]


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


def _introduce(db: Database, new: Mapping[tuple[str, Kind], int]) -> set[str]:
    """Lead the mentions that name someone who was nobody to the actor; returns their blocks."""
    sql = (
        "SELECT ma.mention, ma.position, ma.name, ma.kind, m.block FROM mention_actors ma "
        "CROSS JOIN mentions m ON m.key = ma.mention WHERE ma.actor IS NULL"
    )
    found = [(key, *row) for row in db.execute(sql).fetchall() if (key := new.get((row[2], row[3])))] if new else []
    db.conn.executemany(
        "UPDATE mention_actors SET actor = ? WHERE mention = ? AND position = ?",
        ((key, mention, position) for key, mention, position, *_ in found),
    )
    return {row[-1] for row in found}


def _move(db: Database, member: tuple[str, Kind], before: int, key: int) -> set[str]:
    named = "actor = ? AND name = ? AND kind = ?"
    # Whom a person put into an event no mention of it may name.
    sql = (
        f"SELECT block FROM mentions WHERE key IN (SELECT mention FROM mention_actors WHERE {named}) UNION "
        "SELECT block FROM events WHERE edited <> '[]' AND key IN (SELECT event FROM participants WHERE actor = ?)"
    )
    found = {row[0] for row in db.execute(sql, (before, *member, before))}
    db.execute(f"UPDATE mention_actors SET actor = ? WHERE {named}", (key, before, *member))
    return found


def _drop_uncounted(db: Database, names: Iterable[str]) -> None:
    left: set[int] = set()
    for chunk in in_chunks(names):
        gone = f"documents <= 0 AND given = '' AND name IN ({rows.marks(chunk)})"
        left |= {row[0] for row in db.execute(f"SELECT actor FROM aliases WHERE actor IS NOT NULL AND {gone}", chunk)}
        db.execute(f"DELETE FROM aliases WHERE {gone}", chunk)
    _drop_unnamed(db, left)


def _drop_unnamed(db: Database, actors: Iterable[int]) -> None:
    sql = "DELETE FROM actors WHERE key = ? AND NOT EXISTS (SELECT 1 FROM aliases WHERE actor = actors.key)"
    db.conn.executemany(sql, ((actor,) for actor in actors))


def _namings_near(db: Database, folds: Iterable[str]) -> Iterator[Naming]:
    for chunk in in_chunks(folds):
        for column in ("name_fold", "alias_fold"):
            sql = (
                f"SELECT name, kind, alias, documents, given, edit FROM aliases WHERE {column} IN ({rows.marks(chunk)})"
            )
            yield from (Naming(*row) for row in db.execute(sql, chunk).fetchall())


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
