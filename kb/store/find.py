"""Finding an actor or an event by what people call it."""

from difflib import get_close_matches

from sqlite_utils import Database

from kb.errors import QueryError
from kb.model import fold

_SHOWN = 5


def find_actors(db: Database, name: str) -> tuple[int, ...]:
    """The keys of the actor with this name, alias or last name; raises QueryError when none or several have it.

    A name goes before an alias, an alias before a last name, and that before a part of a name in whole words. Who is
    only known by a last name is taken to be the one person with that last name, if there is but one: both keys, the
    full name's first.
    """
    key = _one_actor(db, name)
    fuller = db.execute(
        "SELECT key FROM actors WHERE last = ? AND last <> '' AND fold <> last LIMIT 2", (fold(name),)
    ).fetchall()
    return (int(fuller[0][0]), key) if len(fuller) == 1 and fuller[0][0] != key else (key,)


def _one_actor(db: Database, name: str) -> int:
    wanted = fold(name)
    for sql in (
        # An actor is shown under one of its names.
        "SELECT DISTINCT a.key, a.name FROM namings l JOIN actors a ON a.key = l.actor "
        "WHERE l.fold = ? AND a.fold = l.fold",
        "SELECT DISTINCT a.key, a.name FROM names n JOIN actors a ON a.key = n.actor WHERE n.fold = ?",
        "SELECT DISTINCT a.key, a.name FROM namings l JOIN actors a ON a.key = l.actor "
        "WHERE l.fold = ? AND given <> 'apart'",
        "SELECT key, name FROM actors WHERE last = ? AND last <> ''",
        "SELECT key, name FROM actors WHERE instr(' ' || fold || ' ', ' ' || ? || ' ')",
    ):
        found = db.execute(f"{sql} LIMIT 50", (wanted,)).fetchall()
        if len(found) == 1:
            return int(found[0][0])
        if found:
            names = sorted({row[1] for row in found})
            more = ", …" if len(names) > _SHOWN else ""
            raise QueryError(f"{name!r} may be {', '.join(names[:_SHOWN])}{more}; give more of the name")
    raise QueryError(f"no actor {name!r} in this store; {_near_actors(db, wanted)}")


def find_event(db: Database, wanted: str) -> int:
    """The key of the event whose id begins so.

    The id of any mention that could have founded an event leads to the event that tells of it now, so that an id once
    written down stays good when an earlier article is added.
    """
    low = wanted.strip().lower()
    if not low or not low.isalnum():
        raise QueryError(f"{wanted!r} is no event; kb timeline shows their ids")
    span = (low, low + "\x7f")
    for sql in (
        "SELECT DISTINCT key, id FROM events WHERE id >= ? AND id < ? ORDER BY id LIMIT 6",
        "SELECT DISTINCT event, founds FROM mentions WHERE founds >= ? AND founds < ? AND event IS NOT NULL LIMIT 6",
        # An id that a person's act names, of a mention that is read otherwise since.
        "SELECT DISTINCT m.event, m.founds FROM edits e, json_tree(e.change) one JOIN mentions m "
        "ON m.id = json_extract(e.change, one.path || '[1]') WHERE one.type = 'text' AND one.key = 0 "
        "AND one.value >= ? AND one.value < ? AND m.event IS NOT NULL LIMIT 6",
    ):
        found = db.execute(sql, span).fetchall()
        if len({row[0] for row in found}) == 1:
            return int(found[0][0])
        if found:
            raise QueryError(f"{wanted!r} may be {', '.join(row[1] for row in found[:_SHOWN])}; give more of the id")
    raise QueryError(f"no event {wanted!r} in this store; kb timeline shows their ids")


def _near_actors(db: Database, wanted: str) -> str:
    names: dict[str, str] = dict(db.execute("SELECT fold, name FROM actors LIMIT 20000").fetchall())
    near = get_close_matches(wanted, names, n=3, cutoff=0.6)
    return f"did you mean {', '.join(names[word] for word in near)}?" if near else "kb actors lists them"
