"""Writing what mentions were merged into: events by block, and the hooks; needs an open transaction."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from kb.model import Block, Mention, fold
from kb.store import rows, tally
from kb.store.rows import in_chunks


def save(
    db: Database, before: Sequence[str], blocks: Sequence[Block], hooks: Iterable[tuple[Mention, Iterable[str]]]
) -> None:
    """Put these blocks in place of those before, and note the hooks of mentions; what has not changed is not written
    again.

    An event may hold mentions of several of the blocks, and is kept in that of its founder.
    """
    mentions, actors, stored = _block_mentions(db, before), _Actors(db, before), _block_events(db, before)
    free = itertools.count(db.execute("SELECT ifnull(max(key), 0) + 1 FROM events").fetchone()[0])
    new: list[tuple[Any, ...]] = []
    told: list[tuple[int, int]] = []
    taking_part: list[tuple[Any, ...]] = []
    gone: list[tuple[int, str]] = []
    come: list[tuple[int, str]] = []
    for block in blocks:
        for event in block.events:
            cast = enumerate(event.participants)
            parts = [(position, actors.key(one.name, one.kind), one.role, one.words) for position, one in cast]
            known = [mentions[rows.same_mention(mention)] for mention in event.mentions]
            row = rows.event_row(event, block.name, [key for key, *_ in known])
            key, *same = stored.pop(event.id, (None, None, None))
            if same == [row, parts] and all(home == key for _, home, _ in known):
                continue
            if key is not None:
                db.execute("DELETE FROM events WHERE key = ?", (key,))
                gone += _shown(*same)
            key = key or next(free)
            come += _shown(row, parts)
            new.append((key, *row))
            told += [(key, mention) for mention, *_ in known]
            taking_part += [(key, *part) for part in parts]
    db.conn.executemany("DELETE FROM events WHERE key = ?", ((key,) for key, *_ in stored.values()))
    gone += (part for _, row, parts in stored.values() for part in _shown(row, parts))
    db.conn.executemany(rows.insert_sql("events", ["key", *rows.EVENT_COLUMNS]), new)
    db.conn.executemany("UPDATE mentions SET event = ? WHERE key = ?", told)
    db.conn.executemany(
        "INSERT INTO participants (event, position, actor, role, words) VALUES (?, ?, ?, ?, ?)", taking_part
    )
    tally.keep(db, gone, come)
    _keep_places(db, [event.place for block in blocks for event in block.events if event.edited])
    _rehouse(db, blocks, mentions)
    _hang(db, hooks, mentions)


def _shown(row: Sequence[Any], parts: Iterable[Sequence[Any]]) -> Iterator[tuple[int, str]]:
    """Whom an event shows, and its date, as `tally` has it; one that a person hid shows nobody."""
    event = dict(zip(rows.EVENT_COLUMNS, row, strict=True))
    date = tally.UNPLACED if event["first_day"] is None else event["date"]
    return iter(()) if event["hidden"] else ((actor, date) for _, actor, *_ in parts)


def _rehouse(db: Database, blocks: Iterable[Block], mentions: Mapping[tuple[Any, ...], tuple[Any, ...]]) -> None:
    """Let each mention know its block."""
    homes = ((block.name, *mentions[rows.same_mention(one)]) for block in blocks for one in block.mentions)
    moved = ((name, key) for name, key, _, before in homes if name != before)
    db.conn.executemany("UPDATE mentions SET home = nullif(?, founds) WHERE key = ?", moved)


def _hang(
    db: Database, hooks: Iterable[tuple[Mention, Iterable[str]]], mentions: Mapping[tuple[Any, ...], tuple[Any, ...]]
) -> None:
    """Note the hooks by which mentions are found. One that a mention had before may still lead to it: who follows a
    hook looks whether it hangs there."""
    hung = ((rows.hook(name), mentions[rows.same_mention(mention)][0]) for mention, names in hooks for name in names)
    db.conn.executemany("INSERT OR IGNORE INTO hooks (hook, mention) VALUES (?, ?)", sorted(hung))


def _keep_places(db: Database, given: Sequence[str]) -> None:
    """Let places that a person gave an event be found, and those go that neither a mention nor an event has."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO places (name, fold, mentions) VALUES (?, ?, 0)",
        ((place, fold(place)) for place in given if place),
    )
    unused = "mentions <= 0 AND NOT EXISTS (SELECT 1 FROM events WHERE place = places.name)"
    db.execute(f"DELETE FROM places WHERE {unused}")


def _block_mentions(db: Database, blocks: Sequence[str]) -> dict[tuple[Any, ...], tuple[int, int | None, str]]:
    """The keys of the mentions of these blocks, of the events they belong to, and their blocks."""
    found: dict[tuple[Any, ...], tuple[int, int | None, str]] = {}
    for chunk in in_chunks(blocks):
        sql = (
            "SELECT d.id, m.trigger_start, m.trigger_end, m.type, ifnull(m.date, ''), m.key, m.event, m.block "
            f"FROM mentions m JOIN documents d ON d.key = m.document WHERE {rows.in_blocks('m.founds', chunk)}"
        )
        found |= {tuple(row[:-3]): tuple(row[-3:]) for row in db.execute(sql, chunk)}
    return found


class _Actors:
    """The keys of actors by the name that they are shown under and the kind that a mention gives them."""

    def __init__(self, db: Database, blocks: Sequence[str]) -> None:
        self._db = db
        self._known: dict[tuple[str, str], int] = {}
        for chunk in in_chunks(blocks):
            sql = (
                "SELECT DISTINCT a.name, n.kind, a.key FROM mentions m "
                "CROSS JOIN mention_actors ma ON ma.mention = m.key CROSS JOIN names n ON n.key = ma.name "
                f"JOIN actors a ON a.key = n.actor WHERE {rows.in_blocks('m.founds', chunk)}"
            )
            self._known |= {(name, kind): key for name, kind, key in db.execute(sql, chunk)}

    def key(self, name: str, kind: str) -> int:
        """One that the mentions name, else one that a person put there, by the name itself or by another of a kind of
        its own, for which a person said that it stands ("protesters" for Iraq)."""
        if (name, kind) not in self._known:
            sql = "SELECT a.key FROM namings l JOIN actors a ON a.key = l.actor WHERE l.fold = ? AND a.name = ?"
            found = self._db.execute(f"{sql} AND l.kind = ?", (fold(name), name, kind)).fetchone()
            other = "SELECT a.key FROM names n JOIN actors a ON a.key = n.actor WHERE a.name = ? AND n.kind = ?"
            found = found or self._db.execute(other, (name, kind)).fetchone()
            self._known[name, kind] = int((found or self._db.execute(sql, (fold(name), name)).fetchone())[0])
        return self._known[name, kind]


def _block_events(db: Database, blocks: Sequence[str]) -> dict[str, tuple[int, tuple[Any, ...], list[Any]]]:
    """The key, row and participants of each event of these blocks, by id."""
    found: dict[str, tuple[int, tuple[Any, ...], list[Any]]] = {}
    for chunk in in_chunks(blocks):
        here = rows.in_blocks("e.id", chunk)
        parts: dict[int, list[Any]] = {}
        sql = (
            "SELECT p.event, p.position, p.actor, p.role, p.words FROM events e "
            f"CROSS JOIN participants p ON p.event = e.key WHERE {here} ORDER BY p.event, p.position"
        )
        for event, *part in db.execute(sql, chunk):
            parts.setdefault(event, []).append(tuple(part))
        sql = f"SELECT key, {', '.join(rows.EVENT_COLUMNS)} FROM events e WHERE {here}"
        for key, *row in db.execute(sql, chunk).fetchall():
            found[row[0]] = key, tuple(row), parts.get(key, [])
    return found
