"""Writing documents and mentions, and counting what they name; every function expects an open transaction."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlite_utils import Database

from kb.model import Document, Extraction, Mention, Ref, fold
from kb.store import naming, rows
from kb.store.naming import Named


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
    named = naming.count(db, naming.of(extraction))
    key = _insert_document(db, extraction.document, fingerprint, named.values())
    distinct = {rows.same_mention(mention): mention for mention in reversed(extraction.mentions)}
    _insert_mentions(db, reversed(distinct.values()), key, named)
    _count_places(db, [mention.place for mention in distinct.values()], 1)
    touched.blocks.update(mention.founds for mention in distinct.values())
    touched.names.update(name for name, _ in named)
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
    db.execute("DELETE FROM documents WHERE id = ?", (document,))
    return touched


def discount(db: Database, document: str) -> Touched:
    """Count a document's names and places no more; its rows stay. One that is removed counts for nothing already."""
    return _recount(db, document, -1)


def recount(db: Database, document: str) -> Touched:
    """Count a document's names and places again."""
    return _recount(db, document, 1)


def _recount(db: Database, document: str, step: int) -> Touched:
    row = db.execute("SELECT key, names FROM documents WHERE id = ? AND NOT removed", (document,)).fetchone()
    if row is None:
        return Touched()
    named = naming.from_json(row[1])
    told = db.execute("SELECT block, place, founds, id FROM mentions WHERE document = ?", (row[0],)).fetchall()
    naming.recount(db, named, step)
    _count_places(db, [place for _, place, *_ in told], step)
    blocks = {block for block, *_ in told}
    return Touched(blocks, naming.called(db, named), {(founds, id) for *_, founds, id in told})


def _insert_document(db: Database, document: Document, fingerprint: str, named: Iterable[Sequence[int]]) -> int:
    values = (
        *(document.id, document.title, document.published.edtf if document.published else None),
        *(document.published_basis, document.publisher, document.author, document.url, fingerprint),
        *(rows.document_source(document), naming.to_json(named)),
        *(rows.packed(document.text), len(document.text.encode())),
    )
    sql = (
        "INSERT INTO documents (id, title, published, published_basis, publisher, author, url, fingerprint, source, "
        "names, text, size, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'read')"
    )
    return int(db.conn.execute(sql, values).lastrowid or 0)


def _insert_mentions(
    db: Database, mentions: Iterable[Mention], document: int, named: Mapping[Named, Sequence[int]]
) -> None:
    free = itertools.count(db.execute("SELECT ifnull(max(key), 0) + 1 FROM mentions").fetchone()[0])
    keyed = [(next(free), mention) for mention in mentions]
    db.conn.executemany(
        rows.insert_sql("mentions", ["key", *rows.MENTION_COLUMNS]),
        ((key, *rows.mention_row(mention, document)) for key, mention in keyed),
    )
    db.conn.executemany(
        "INSERT INTO mention_actors (mention, position, name, role, words) VALUES (?, ?, ?, ?, ?)",
        (
            (key, position, named[one.name, one.kind][0], one.role, None if one.words == one.name else one.words)
            for key, mention in keyed
            for position, one in enumerate(mention.participants)
        ),
    )


def _count_places(db: Database, places: Sequence[str], step: int) -> None:
    db.conn.executemany(
        "INSERT INTO places (name, fold, mentions) VALUES (?, ?, ?) "
        "ON CONFLICT (name) DO UPDATE SET mentions = mentions + excluded.mentions",
        ((place, fold(place), step) for place in places if place),
    )
