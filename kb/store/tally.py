"""How often each actor takes part in events, and when first and last: kept beside it, for counting a million takes
seconds."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from kb.store.rows import in_chunks, marks
from kb.when import restored, sort_key

# What an event with a date that nothing anchors, or with none, has for a date here.
UNPLACED = ""

_THEIRS = "FROM participants p JOIN events e ON e.key = p.event WHERE p.actor = actors.key AND NOT e.hidden"
_PLACED = f"{_THEIRS} AND e.first_day IS NOT NULL ORDER BY"
_COUNT = (
    f"UPDATE actors SET events = (SELECT count(*) {_THEIRS}), "
    f"first_date = (SELECT e.date {_PLACED} e.first_day, e.last_day, e.date LIMIT 1), "
    f"last_date = (SELECT e.date {_PLACED} e.last_day DESC, e.first_day DESC, e.date DESC LIMIT 1)"
)


def keep(db: Database, gone: Iterable[tuple[int, str]], come: Iterable[tuple[int, str]]) -> None:
    """Count in what came and went, each an actor and the date (EDTF, or UNPLACED) of an event that shows it."""
    before, after = _by_actor(gone), _by_actor(come)
    kept: list[tuple[Any, ...]] = []
    anew: list[tuple[int]] = []
    for chunk in in_chunks(before.keys() | after.keys()):
        sql = f"SELECT key, events, first_date, last_date FROM actors WHERE key IN ({marks(chunk)})"
        for key, events, *edges in db.execute(sql, chunk).fetchall():
            lost, new = before.get(key, Counter()), after.get(key, Counter())
            if any(edge in lost - new for edge in edges):
                anew.append((key,))
                continue
            dates = {date for date in (*edges, *(new - lost)) if date}
            first, last = min(dates, key=_early, default=None), max(dates, key=_late, default=None)
            kept.append((events + new.total() - lost.total(), first, last, key))
    db.conn.executemany("UPDATE actors SET events = ?, first_date = ?, last_date = ? WHERE key = ?", kept)
    db.conn.executemany(f"{_COUNT} WHERE key = ?", anew)


def _by_actor(parts: Iterable[tuple[int, str]]) -> Mapping[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    for actor, date in parts:
        found.setdefault(actor, Counter())[date] += 1
    return found


def _early(date: str) -> tuple[Any, ...]:
    return sort_key(restored(date))


def _late(date: str) -> tuple[Any, ...]:
    _, first, last, words = sort_key(restored(date))
    return last, first, words
