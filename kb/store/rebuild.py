"""Forgetting what is derived, so that all of it can be derived anew, and documents as they came."""

from collections.abc import Iterator
from dataclasses import replace

from sqlite_utils import Database

from kb.model import Document
from kb.store import naming, read, rows
from kb.store.write import Touched, recount


def unmake(db: Database) -> Touched:
    """Drop events, hooks, actors, names and places, count those of the documents again, and let every mention stand by
    itself, under the id that it would be given now."""
    for table in ("events", "hooks", "places"):
        db.execute(f"DELETE FROM {table}")
    naming.forget(db)
    touched = Touched()
    for (document,) in db.execute("SELECT id FROM documents WHERE status = 'read' ORDER BY id").fetchall():
        found = [(row["key"], mention) for row, mention in read.mentions(db, "d.id = ?", (document,))]
        db.conn.executemany(
            "UPDATE mentions SET id = ?, founds = ?, home = NULL WHERE key = ?",
            ((mention.id, mention.founds, key) for key, mention in found),
        )
        touched.add(recount(db, document))
    naming.drop_unused(db)
    return touched


def originals(db: Database) -> Iterator[Document]:
    """Each document as it came: a publication date that its text gave is for the engine to find again."""
    for (id,) in db.execute(
        "SELECT id FROM documents WHERE status = 'read' AND NOT note AND text <> '' ORDER BY id"
    ).fetchall():
        if document := original(db, id):
            yield document


def original(db: Database, document: str) -> Document | None:
    """One document as it came."""
    columns = "id, text, title, published, published_basis, url, publisher, author"
    sql = f"SELECT {columns} FROM documents WHERE id = ? AND status = 'read' AND NOT note AND text <> ''"
    row = db.execute(sql, (document,)).fetchone()
    if row is None:
        return None
    id, text, title, published, basis, url, publisher, author = row
    found = Document(id, rows.unpacked(text), title, url=url, publisher=publisher, author=author)
    told = basis in ("given", "metadata")
    return replace(found, published=rows.published(published), published_basis=basis) if told else found
