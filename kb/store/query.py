"""A filter becomes SQL: only values travel as parameters, and no text of a user can break the query."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any

from sqlite_utils import Database

from kb.errors import QueryError
from kb.model import CERTAINTIES, EVENT_TYPES, fold
from kb.store.find import find_actors
from kb.store.rows import fold_source, marks
from kb.when import Date, Interval


@dataclass(frozen=True, slots=True)
class Filter:
    """What to select; every field that is set must hold.

    `on`, `start` and `end` are dates with a year. An event with an interval for its date matches when it overlaps
    them; one with a coarse date ("2019-12") only when it lies wholly inside. `actor` is a name, an alias or an
    unambiguous last name; `place` a part of a place's name; `source` a part of a document's publisher, URL, title or
    id; `document` a whole id; `words` words and "quoted phrases" that the headlines or sentences of an event hold.
    `hidden` lets events in that a person hid.
    """

    on: Date | None = None
    start: Date | None = None
    end: Date | None = None
    actor: str = ""
    place: str = ""
    type: str = ""
    source: str = ""
    document: str = ""
    certainty: str = ""
    min_sources: int = 0
    words: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of a WHERE clause over `events e`, and its parameters."""

    sql: str
    values: tuple[Any, ...] = ()


ALL = Condition("NOT e.hidden")  # where nothing is asked for in particular
EVERY = Condition("1")  # what is hidden as well


def conditions(db: Database, wanted: Filter) -> Condition:
    """The whole WHERE clause; raises QueryError for what means nothing in this store."""
    wanted = _printable(wanted)
    parts = [
        *_period(wanted.on, wanted.on),
        *_period(wanted.start, wanted.end),
        *_named("type", wanted.type.upper(), EVENT_TYPES),
        *_named("certainty", wanted.certainty.lower(), CERTAINTIES),
        *_place(wanted.place),
        *_document(db, wanted),
    ]
    if wanted.min_sources > 1:
        parts.append(Condition("e.sources >= ?", (wanted.min_sources,)))
    if not wanted.hidden:
        parts.append(ALL)
    parts += _actor(db, wanted.actor, _all_of(parts))
    parts += _words(db, wanted.words, _all_of(parts))
    return _all_of(parts)


def _all_of(parts: Sequence[Condition]) -> Condition:
    sql = " AND ".join(part.sql for part in parts)
    return Condition(sql, tuple(value for part in parts for value in part.values)) if parts else EVERY


def one_of(word: str, allowed: Sequence[str], what: str) -> str:
    """The word if it is allowed; raises QueryError with the nearest ones otherwise."""
    if word in allowed:
        return word
    near = get_close_matches(word, allowed, n=3, cutoff=0.5)
    raise QueryError(f"no {what} {word!r}; " + (f"did you mean {', '.join(near)}?" if near else " ".join(allowed)))


def _printable(wanted: Filter) -> Filter:
    """The filter without what SQLite cannot take: NUL, and halves of surrogate pairs."""
    clean = {}
    for part in fields(wanted):
        value = getattr(wanted, part.name)
        if isinstance(value, str):
            value = value.encode("utf-8", "replace").decode().replace("\0", " ").strip()
        clean[part.name] = value
    return Filter(**clean)


def _edges(date: Date | None) -> tuple[int | None, int | None]:
    """First and last day number; None for an open end."""
    if date is None:
        return None, None
    if not date.anchored:
        raise QueryError(f"{date.edtf} has no year; give one, as in 2019-12-27")
    first, last = date.bounds
    if isinstance(date, Interval):
        return first if date.first else None, last if date.last else None
    return first, last


def _period(start: Date | None, end: Date | None) -> list[Condition]:
    first, last = _edges(start)[0], _edges(end)[1]
    if first is not None and last is not None:
        if first > last:
            raise QueryError(f"the period ends ({end}) before it begins ({start})")
        # Two index scans: what begins within the period, and the extents that reach into it from before.
        inside = "e.first_day BETWEEN ? AND ? AND (e.extent OR e.last_day <= ?)"
        reaching = "e.extent = 1 AND e.last_day >= ? AND e.first_day < ?"
        return [Condition(f"(({inside}) OR ({reaching}))", (first, last, last, first, first))]
    if first is not None:
        return [Condition("(e.first_day >= ? OR (e.extent = 1 AND e.last_day >= ?))", (first, first))]
    if last is not None:
        return [Condition("(e.first_day <= ? AND (e.extent OR e.last_day <= ?))", (last, last))]
    return []


_RARE = 5000  # so many events are looked at one by one before a longer list is gathered


def _many(db: Database, sql: str, values: Sequence[object]) -> bool:
    return db.execute(f"{sql} LIMIT 1 OFFSET {_RARE}", values).fetchone() is not None


def _events(condition: Condition) -> tuple[str, tuple[Any, ...]]:
    return f"SELECT 1 FROM events e WHERE {condition.sql}", condition.values


def _named(column: str, word: str, allowed: Sequence[str]) -> list[Condition]:
    return [Condition(f"e.{column} = ?", (one_of(word, allowed, column),))] if word else []


def _actor(db: Database, name: str, others: Condition) -> list[Condition]:
    """Whatever is rarer is looked up first: the events of the actor, or those that meet the `others`."""
    if not name:
        return []
    keys = find_actors(db, name)
    theirs = f"FROM participants p WHERE p.actor IN ({marks(keys)})"
    if _many(db, f"SELECT 1 {theirs}", keys) and not _many(db, *_events(others)):
        return [Condition(f"EXISTS (SELECT 1 {theirs} AND p.event = e.key)", keys)]
    return [Condition(f"e.key IN (SELECT p.event {theirs})", keys)]


def _place(name: str) -> list[Condition]:
    if not name:
        return []
    return [Condition("e.place IN (SELECT name FROM places WHERE instr(fold, ?))", (fold(name),))]


def _document(db: Database, wanted: Filter) -> list[Condition]:
    told = "e.key IN (SELECT m.event FROM mentions m JOIN documents d ON d.key = m.document WHERE {})"
    found = []
    if wanted.source:
        found.append(Condition(told.format("instr(d.source, ?)"), (fold_source(wanted.source),)))
    if wanted.document:
        if not db.execute("SELECT 1 FROM documents WHERE id = ?", (wanted.document,)).fetchone():
            raise QueryError(f"no document {wanted.document!r} in this store; kb sources lists them")
        found.append(Condition(told.format("d.id = ?"), (wanted.document,)))
    return found


_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')


def _words(db: Database, words: str, others: Condition) -> list[Condition]:
    """One condition a term, so that an event matches when its mentions together hold all of them.

    Whatever is rarer is looked up first: the mentions that hold a term, or the events that meet the `others`.
    """
    if not words:
        return []
    quoted = [_quoted(phrase or word) for phrase, word in _TERM.findall(words)]
    terms = [term for term in quoted if term]
    if not terms:
        return [Condition("0")]
    mentions = "SELECT 1 FROM mentions_fts WHERE mentions_fts MATCH ?"
    few = not _many(db, *_events(others))
    found = []
    for term in terms:
        held = _HELD if few and _many(db, mentions, (term,)) else _HOLDING
        given = "e.key IN (SELECT rowid FROM headlines_fts WHERE headlines_fts MATCH ?)"
        found.append(Condition(f"({held} OR {given})", (term, term)))
    return found


_HOLDING = (
    "e.key IN (SELECT event FROM mentions WHERE key IN (SELECT rowid FROM mentions_fts WHERE mentions_fts MATCH ?))"
)
_HELD = (
    "EXISTS (SELECT 1 FROM mentions m CROSS JOIN mentions_fts f ON f.rowid = m.key "
    "WHERE m.event = e.key AND f.mentions_fts MATCH ?)"
)


def _quoted(term: str) -> str:
    """The term as an FTS5 string, which has no syntax inside; a star at its end stands for any ending."""
    if not any(letter.isalnum() for letter in term):
        return ""
    star = "*" if term.endswith("*") else ""
    return f'"{term.rstrip("*")}"{star}'
