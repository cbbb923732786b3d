"""The log of what a person did; a row is only ever added to it, and marked while it is undone."""

import json
import os
import time
from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from kb.model import Edit


def edits(db: Database) -> list[Edit]:
    """All acts in the order they were made, those that undo and redo others included."""
    sql = "SELECT key, made, act, target, change, undone FROM edits ORDER BY key"
    return [
        Edit(key, made, act, target, json.loads(change), bool(undone))
        for key, made, act, target, change, undone in db.execute(sql)
    ]


def append(db: Database, act: str, target: str, change: Mapping[str, Any]) -> int:
    """Add an act; returns its number. $SOURCE_DATE_EPOCH goes before the clock, for what must come out the same."""
    now = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH") or time.time()))
    values = (time.strftime("%Y-%m-%dT%H:%M:%SZ", now), act, target, json.dumps(change, ensure_ascii=False))
    return int(
        db.conn.execute("INSERT INTO edits (made, act, target, change) VALUES (?, ?, ?, ?)", values).lastrowid or 0
    )


def mark(db: Database, keys: Iterable[int], *, undone: bool) -> None:
    """Note whether acts are undone."""
    db.conn.executemany("UPDATE edits SET undone = ? WHERE key = ?", ((int(undone), key) for key in keys))
