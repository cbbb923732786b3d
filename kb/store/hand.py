"""What a person's acts change in the tables, beside events and names: documents; and where their mentions are."""

from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from kb.model import Kind, Ref, fold
from kb.store import rows
from kb.store.rows import in_chunks
from kb.store.write import Touched, discount, recount


def take_out(db: Database, wanted: Iterable[str]) -> Touched:
    """Let these be all the documents that are removed; one that is not in the store is passed over."""
    known = {row[0] for row in db.execute("SELECT id FROM documents WHERE removed")}
    now = {id for chunk in in_chunks(wanted) for id in _known(db, chunk)}
    touched = Touched()
    for document in sorted(now - known):
        touched.add(discount(db, document))
        db.execute("UPDATE documents SET removed = 1 WHERE id = ?", (document,))
        _unlink(db, document)
    for document in sorted(known - now):
        db.execute("UPDATE documents SET removed = 0 WHERE id = ?", (document,))
        touched.add(recount(db, document))
    return touched


def barred(db: Database, document: str) -> str:
    """Why a document stays out although it is read, in words; "" where nothing bars it."""
    removed = db.execute("SELECT 1 FROM documents WHERE id = ? AND removed", (document,)).fetchone()
    return "was removed by hand and stays out; kb log shows which act to undo" if removed else ""


def _known(db: Database, documents: Sequence[str]) -> list[str]:
    sql = f"SELECT id FROM documents WHERE id IN ({rows.marks(documents)})"
    return [row[0] for row in db.execute(sql, documents).fetchall()]


def _unlink(db: Database, document: str) -> None:
    """Leave the mentions of a document without event and block, so that nothing leads to them."""
    theirs = "(SELECT m.key FROM mentions m JOIN documents d ON d.key = m.document WHERE d.id = ?)"
    db.execute(f"UPDATE mentions SET event = NULL, home = NULL WHERE key IN {theirs}", (document,))


def notes(db: Database) -> set[str]:
    """The documents that are a person's own words."""
    return {row[0] for row in db.execute("SELECT id FROM documents WHERE note")}


def mark_note(db: Database, document: str) -> None:
    """Let a document be known as a person's own words."""
    db.execute("UPDATE documents SET note = 1 WHERE id = ?", (document,))


def refs(db: Database, blocks: Iterable[str]) -> set[Ref]:
    """The mentions of these blocks."""
    found: set[Ref] = set()
    for chunk in in_chunks(blocks):
        sql = f"SELECT founds, id FROM mentions m WHERE {rows.in_blocks('m.founds', chunk)}"
        found |= set(db.execute(sql, chunk))
    return found


def blocks_of(db: Database, mentions: Iterable[Ref]) -> set[str]:
    """The blocks that mentions are in, found as edits name them; none for what is gone or removed."""
    found: set[str] = set()
    for chunk in in_chunks(mentions):
        for column, values in (("founds", [one for one, _ in chunk]), ("id", [one for _, one in chunk])):
            sql = (
                "SELECT m.block FROM mentions m JOIN documents d ON d.key = m.document "
                f"WHERE m.{column} IN ({rows.marks(values)}) AND NOT d.removed"
            )
            found |= {row[0] for row in db.execute(sql, values)}
    return found


def shown(db: Database, name: str, kind: str) -> str | None:
    """The name that an actor goes by whom some documents call so."""
    sql = "SELECT a.name FROM names n JOIN actors a ON a.key = n.actor WHERE n.fold = ? AND n.name = ? AND n.kind = ?"
    row = db.execute(sql, (fold(name), name, kind)).fetchone()
    return str(row[0]) if row else None


def called(db: Database, name: str) -> set[int]:
    """The keys of all actors with this very name or alias."""
    sql = "SELECT actor FROM namings WHERE fold = ? AND given <> 'apart' AND actor IS NOT NULL"
    return {row[0] for row in db.execute(sql, (fold(name),))}


def names(db: Database, actor: int) -> list[tuple[str, Kind]]:
    """The names under which documents, or else a person, know an actor, that of most documents first."""
    sql = (
        "SELECT name, kind FROM names WHERE actor = ? AND (documents > 0 OR given = 'actor') "
        "ORDER BY documents DESC, name, kind"
    )
    return [(name, kind) for name, kind in db.execute(sql, (actor,)).fetchall()]
