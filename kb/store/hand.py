"""What a person's acts change in the tables, beside events: names, documents; and where their mentions are."""

from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from kb.model import Kind, Naming, Ref, fold
from kb.store import rows
from kb.store.write import Touched, discount, in_chunks, recount, unhook


def give(db: Database, wanted: Iterable[Naming]) -> set[str]:
    """Let these be all that a person says of names; returns the names on which that has changed."""
    now = set(wanted)
    sql = "SELECT name, kind, alias, 0, given, edit FROM aliases WHERE given <> ''"
    before = {Naming(*row) for row in db.execute(sql)}
    gone, new = before - now, now - before
    db.conn.executemany(
        "UPDATE aliases SET given = '', edit = 0 WHERE name = ? AND alias = ? AND kind = ?",
        ((one.name, one.alias, one.kind) for one in gone),
    )
    db.conn.executemany(
        "INSERT INTO aliases (name, alias, kind, documents, name_fold, alias_fold, given, edit) "
        "VALUES (?, ?, ?, 0, ?, ?, ?, ?) ON CONFLICT (name, alias, kind) "
        "DO UPDATE SET given = excluded.given, edit = excluded.edit",
        ((one.name, one.alias, one.kind, fold(one.name), fold(one.alias), one.given, one.edit) for one in new),
    )
    return {name for one in gone | new for name in (one.name, one.alias)}


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
        _link(db, document)
    return touched


def barred(db: Database, document: str) -> str:
    """Why a document stays out although it is read, in words; "" where nothing bars it."""
    removed = db.execute("SELECT 1 FROM documents WHERE id = ? AND removed", (document,)).fetchone()
    return "was removed by hand and stays out; kb log shows which act to undo" if removed else ""


def _known(db: Database, documents: Sequence[str]) -> list[str]:
    sql = f"SELECT id FROM documents WHERE id IN ({rows.marks(documents)})"
    return [row[0] for row in db.execute(sql, documents).fetchall()]


def _unlink(db: Database, document: str) -> None:
    """Leave the mentions of a document without event, block and actors, so that nothing leads to them."""
    theirs = "(SELECT m.key FROM mentions m JOIN documents d ON d.key = m.document WHERE d.id = ?)"
    db.execute(f"UPDATE mentions SET event = NULL, block = founds WHERE key IN {theirs}", (document,))
    unhook(db, document)
    db.execute(f"UPDATE mention_actors SET actor = NULL WHERE mention IN {theirs}", (document,))


def _link(db: Database, document: str) -> None:
    """Lead a document's names to the actors that there are; the others are found when the names are grouped."""
    db.execute(
        "UPDATE mention_actors SET actor = (SELECT max(l.actor) FROM aliases l WHERE l.name = mention_actors.name "
        "AND l.kind = mention_actors.kind) WHERE mention IN "
        "(SELECT m.key FROM mentions m JOIN documents d ON d.key = m.document WHERE d.id = ?)",
        (document,),
    )


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
        found |= set(db.execute(f"SELECT founds, id FROM mentions WHERE block IN ({rows.marks(chunk)})", chunk))
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
    sql = "SELECT a.name FROM aliases l JOIN actors a ON a.key = l.actor WHERE l.name = ? AND l.kind = ? LIMIT 1"
    row = db.execute(sql, (name, kind)).fetchone()
    return str(row[0]) if row else None


def called(db: Database, name: str) -> set[int]:
    """The keys of all actors with this very name or alias."""
    wanted = fold(name)
    found: set[int] = set()
    for column in ("name_fold", "alias_fold"):
        sql = f"SELECT actor FROM aliases WHERE {column} = ? AND given <> 'apart' AND actor IS NOT NULL"
        found |= {row[0] for row in db.execute(sql, (wanted,))}
    return found


def names(db: Database, actor: int) -> list[tuple[str, Kind]]:
    """The names under which documents, or else a person, know an actor, that of most documents first."""
    sql = (
        "SELECT name, kind FROM aliases WHERE actor = ? AND alias = name AND (documents > 0 OR given = 'actor') "
        "ORDER BY documents DESC, name, kind"
    )
    return [(name, kind) for name, kind in db.execute(sql, (actor,)).fetchall()]
