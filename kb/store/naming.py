"""Names, their other names, and the actors they stand for; every function expects an open transaction.

A name with its kind has one row, to which documents and mentions lead; whom it stands for is found with the whole
store in view, and said in that row alone.
"""

import itertools
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from kb.model import ActorGroup, Extraction, Kind, Naming, fold
from kb.store import rows
from kb.store.rows import in_chunks, marks

Named = tuple[str, Kind]  # a name and the kind of actor that documents give it


def of(extraction: Extraction) -> dict[Named, list[str]]:
    """Who a document names, each with the other names it has there."""
    found: dict[Named, list[str]] = {}
    for actor in extraction.actors:
        others = found.setdefault((actor.name, actor.kind), [])
        others += (alias for alias in actor.aliases if alias != actor.name and alias not in others)
    for mention in extraction.mentions:
        for one in mention.participants:
            found.setdefault((one.name, one.kind), [])
    return found


def count(db: Database, named: Mapping[Named, Sequence[str]]) -> dict[Named, list[int]]:
    """Count names for one document more; returns their `keys`, which it is to keep."""
    kept = keys(db, named)
    recount(db, kept.values(), 1)
    return kept


def keys(db: Database, named: Mapping[Named, Sequence[str]]) -> dict[Named, list[int]]:
    """The keys of each name and then of its other names; what is new is noted."""
    kept = {one: [key] for one, key in _keys(db, named).items()}
    others = _other_keys(db, [(kept[one][0], alias) for one, aliases in named.items() for alias in aliases])
    for one, aliases in named.items():
        kept[one] += (others[kept[one][0], alias] for alias in aliases)
    return kept


def recount(db: Database, kept: Collection[Sequence[int]], step: int) -> None:
    """Count the names that a document keeps so often more, or less."""
    db.conn.executemany("UPDATE names SET documents = documents + ? WHERE key = ?", ((step, name) for name, *_ in kept))
    others = [(step, key) for _, *aliases in kept for key in aliases]
    db.conn.executemany("UPDATE aliases SET documents = documents + ? WHERE key = ?", others)


def to_json(kept: Iterable[Sequence[int]]) -> str:
    return json.dumps(list(kept), separators=(",", ":"))


def from_json(kept: str) -> list[list[int]]:
    found: list[list[int]] = json.loads(kept)
    return found


def called(db: Database, kept: Iterable[Sequence[int]]) -> set[str]:
    """The names of a document."""
    found: set[str] = set()
    for chunk in in_chunks(name for name, *_ in kept):
        found |= {row[0] for row in db.execute(f"SELECT name FROM names WHERE key IN ({marks(chunk)})", chunk)}
    return found


def give(db: Database, wanted: Iterable[Naming]) -> set[str]:
    """Let these be all that a person says of names; returns the names on which that has changed."""
    now = set(wanted)
    sql = "SELECT name, kind, alias, 0, given, edit FROM namings WHERE given <> ''"
    before = {Naming(*row) for row in db.execute(sql)}
    gone, new = before - now, now - before
    _say(db, [Naming(one.name, one.kind, one.alias) for one in gone])
    _say(db, new)
    return {name for one in gone | new for name in (one.name, one.alias)}


def _say(db: Database, namings: Collection[Naming]) -> None:
    """Note what a person says of a name and another name of it, or of the name itself."""
    keys = _keys(db, {(one.name, one.kind) for one in namings})
    of_names = [one for one in namings if one.alias == one.name]
    of_others = [(keys[one.name, one.kind], one) for one in namings if one.alias != one.name]
    others = _other_keys(db, [(key, one.alias) for key, one in of_others])
    db.conn.executemany(
        "UPDATE names SET given = ?, edit = ? WHERE key = ?",
        ((one.given, one.edit, keys[one.name, one.kind]) for one in of_names),
    )
    db.conn.executemany(
        "UPDATE aliases SET given = ?, edit = ? WHERE key = ?",
        ((one.given, one.edit, others[key, one.alias]) for key, one in of_others),
    )


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
        near = _namings_near(db, frontier) - found
        new = {naming for naming in near if fold(naming.name) in seen or joins(naming)}
        found |= new
        frontier = {fold(naming.name) for naming in new} | {fold(naming.alias) for naming in new if joins(naming)}
        frontier -= seen
    _drop_uncounted(db, {naming.name for naming in found if naming.documents <= 0})
    return [naming for naming in found if naming.documents > 0 or naming.given]


def regroup(db: Database, groups: Sequence[ActorGroup], loose: Iterable[Named] = ()) -> set[str]:
    """Let each group be one actor; returns the blocks whose mentions or events name someone who is another actor, or
    goes by another name, than before. The `loose` names are only given by a person, to no actor that there is."""
    before = _known(db, {member for group in groups for member in group.members} | set(loose))
    shown = _shown(db, {actor for _, actor in before.values() if actor})
    taken: set[int] = set()
    left: set[int] = set()
    blocks: set[str] = set()
    led: dict[int, int | None] = {before[name][0]: None for name in loose if name in before}
    for group in groups:
        members = [before[member] for member in sorted(group.members)]
        free = sorted({actor for _, actor in members if actor} - taken)
        key = _actor_key(db, group, free[0] if free else None, shown)
        taken.add(key)
        if key in shown and shown[key][0] != group.name:
            blocks |= _blocks_naming(db, key)
        led |= {name: key for name, actor in members if actor != key}
    left = {actor for name, actor in before.values() if actor and name in led}
    for actor in left:
        blocks |= _blocks_edited(db, actor) if actor in taken else _blocks_naming(db, actor)
    for chunk in in_chunks(led):
        told = f"SELECT mention FROM mention_actors WHERE name IN ({marks(chunk)})"
        blocks |= {row[0] for row in db.execute(f"SELECT block FROM mentions WHERE key IN ({told})", chunk)}
    db.conn.executemany("UPDATE names SET actor = ? WHERE key = ?", ((actor, name) for name, actor in led.items()))
    _drop_unnamed(db, left)
    return blocks


def _blocks_naming(db: Database, actor: int) -> set[str]:
    sql = (
        "SELECT block FROM mentions WHERE key IN (SELECT ma.mention FROM names n "
        "CROSS JOIN mention_actors ma ON ma.name = n.key WHERE n.actor = ?1) UNION "
        "SELECT block FROM events WHERE key IN (SELECT event FROM participants WHERE actor = ?1)"
    )
    return {row[0] for row in db.execute(sql, (actor,))}


def _blocks_edited(db: Database, actor: int) -> set[str]:
    """The blocks of events into which a person may have put an actor: no mention of them may name it."""
    sql = "SELECT block FROM events WHERE edited <> '[]' AND key IN (SELECT event FROM participants WHERE actor = ?)"
    return {row[0] for row in db.execute(sql, (actor,))}


def _known(db: Database, wanted: Collection[Named]) -> dict[Named, tuple[int, int | None]]:
    """The key of each of these names that there is, and the actor that it stands for now."""
    found: dict[Named, tuple[int, int | None]] = {}
    for chunk in in_chunks({fold(name) for name, _ in wanted}):
        sql = f"SELECT name, kind, key, actor FROM names WHERE fold IN ({marks(chunk)})"
        found |= {(name, kind): (key, actor) for name, kind, key, actor in db.execute(sql, chunk)}
    return {one: found[one] for one in wanted if one in found}


def _keys(db: Database, wanted: Collection[Named]) -> dict[Named, int]:
    """The key of each of these names, which are noted if they are new."""
    keys = {one: key for one, (key, _) in _known(db, wanted).items()}
    free = itertools.count(db.execute("SELECT ifnull(max(key), 0) + 1 FROM names").fetchone()[0])
    new = {one: next(free) for one in wanted if one not in keys}
    db.conn.executemany(
        "INSERT INTO names (key, name, kind, folded) VALUES (?, ?, ?, ?)",
        ((key, name, kind, rows.folded(name)) for (name, kind), key in new.items()),
    )
    return keys | new


def _other_keys(db: Database, wanted: Collection[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """The key of each of these other names, each of a name of that key; they are noted if they are new."""
    keys: dict[tuple[int, str], int] = {}
    for chunk in in_chunks({name for name, _ in wanted}):
        sql = f"SELECT name, alias, key FROM aliases WHERE name IN ({marks(chunk)})"
        keys |= {(name, alias): key for name, alias, key in db.execute(sql, chunk)}
    free = itertools.count(db.execute("SELECT ifnull(max(key), 0) + 1 FROM aliases").fetchone()[0])
    new = {one: next(free) for one in dict.fromkeys(wanted) if one not in keys}
    db.conn.executemany(
        "INSERT INTO aliases (key, name, alias, folded) VALUES (?, ?, ?, ?)",
        ((key, name, alias, rows.folded(alias)) for (name, alias), key in new.items()),
    )
    return keys | new


def _shown(db: Database, actors: Iterable[int]) -> dict[int, Named]:
    """The name and kind under which each actor stands."""
    found: dict[int, Named] = {}
    for chunk in in_chunks(actors):
        sql = f"SELECT key, name, kind FROM actors WHERE key IN ({marks(chunk)})"
        found |= {key: (name, kind) for key, name, kind in db.execute(sql, chunk)}
    return found


def _actor_key(db: Database, group: ActorGroup, key: int | None, shown: Mapping[int, Named]) -> int:
    values = (group.name, group.kind, rows.folded(group.name), rows.last_word(group.name, group.kind))
    if key is None:
        sql = "INSERT INTO actors (name, kind, folded, last) VALUES (?, ?, ?, ?)"
        return int(db.conn.execute(sql, values).lastrowid or 0)
    if shown[key] != (group.name, group.kind):
        db.execute("UPDATE actors SET name = ?, kind = ?, folded = ?, last = ? WHERE key = ?", (*values, key))
    return key


def _drop_uncounted(db: Database, names: Iterable[str]) -> None:
    """Let names go that neither a document nor a person has any more; one that is removed may be put back, and leads to
    its names all the while."""
    removed = db.execute("SELECT 1 FROM documents WHERE removed LIMIT 1").fetchone()
    left: set[int] = set()
    for chunk in in_chunks({fold(name) for name in names}):
        theirs = f"(SELECT key FROM names WHERE fold IN ({marks(chunk)}))"
        if not removed:
            db.execute(f"DELETE FROM aliases WHERE documents <= 0 AND given = '' AND name IN {theirs}", chunk)
        gone = (
            f"key IN {theirs} AND documents <= 0 AND given = '' AND NOT EXISTS "
            "(SELECT 1 FROM aliases a WHERE a.name = names.key AND (a.documents > 0 OR a.given <> ''))"
        )
        left |= {row[0] for row in db.execute(f"SELECT actor FROM names WHERE actor IS NOT NULL AND {gone}", chunk)}
        db.execute(f"{'UPDATE names SET actor = NULL' if removed else 'DELETE FROM names'} WHERE {gone}", chunk)
    _drop_unnamed(db, left)


def _drop_unnamed(db: Database, actors: Iterable[int]) -> None:
    sql = "DELETE FROM actors WHERE key = ? AND NOT EXISTS (SELECT 1 FROM names WHERE actor = actors.key)"
    db.conn.executemany(sql, ((actor,) for actor in actors))


def _namings_near(db: Database, folds: Iterable[str]) -> set[Naming]:
    """What is said of these names, and of those that have one of them for another name."""
    found: set[Naming] = set()
    for chunk in in_chunks(folds):
        these = marks(chunk)
        of_others = "SELECT n.name, n.kind, a.alias, a.documents, a.given, a.edit FROM"
        for sql in (
            f"SELECT name, kind, name, documents, given, edit FROM names WHERE fold IN ({these})",
            f"{of_others} names n CROSS JOIN aliases a ON a.name = n.key WHERE n.fold IN ({these})",
            f"{of_others} aliases a CROSS JOIN names n ON n.key = a.name WHERE a.fold IN ({these})",
        ):
            found |= {Naming(*row) for row in db.execute(sql, chunk)}
    return found


def forget(db: Database) -> None:
    """Let all names be counted for nothing and stand for nobody, as if no document had come; those of removed ones
    stay, uncounted."""
    db.execute("UPDATE names SET documents = 0, actor = NULL, given = '', edit = 0")
    db.execute("UPDATE aliases SET documents = 0, given = '', edit = 0")
    db.execute("DELETE FROM actors")


def drop_unused(db: Database) -> None:
    """Let the names go that no document leads to, removed or not."""
    kept: list[Sequence[Any]] = db.execute("SELECT names FROM documents WHERE status = 'read'").fetchall()
    lists = [one for (some,) in kept for one in from_json(some)]
    for table, used in (("names", {one[0] for one in lists}), ("aliases", {key for one in lists for key in one[1:]})):
        gone = {row[0] for row in db.execute(f"SELECT key FROM {table}")} - used
        db.conn.executemany(f"DELETE FROM {table} WHERE key = ?", ((key,) for key in gone))
