"""A person's own words beside ours: one TOML file of triggers, actors and places, in the terms of the files here.

`use` makes it the lexicon of this process; what was built from another is forgotten, so that none leaks into the next.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from kb.errors import LexiconError
from kb.model import ROLES
from kb.pickles import by_parts

NAME = "kb.lexicon.toml"
ACTOR_KINDS = ("organisation", "company", "armed group", "state")
PLACE_KINDS = ("city", "region", "facility", "u.s. state")
_HARMS = ("killed", "injured")
_TRIGGER: dict[str, type] = {
    **dict.fromkeys(("name", "type", "mode", "subject", "object", "harm"), str),
    **dict.fromkeys(("verbs", "nouns", "unless", "examples", "not"), list),
    "weak": bool,
}
_NAMED: dict[str, type] = {"name": str, "kind": str, "aliases": list}
_TABLES: dict[str, dict[str, type]] = {"trigger": _TRIGGER, "actor": _NAMED, "place": _NAMED}
_SAID = {str: "text in quotation marks", list: 'a list of texts, like ["one", "two"]', bool: "true or false"}
_CHOICES = {
    ("trigger", "subject"): ROLES,
    ("trigger", "object"): ROLES,
    ("trigger", "harm"): _HARMS,
    ("actor", "kind"): ACTOR_KINDS,
    ("place", "kind"): PLACE_KINDS,
}


@dataclass(frozen=True, slots=True)
class Own:
    """What a file adds: trigger tables as in triggers_*.toml, and rows of name, kind and aliases."""

    path: str = ""
    mark: str = ""
    triggers: tuple[tuple[str, dict[str, Any]], ...] = ()
    irregular: tuple[tuple[str, tuple[str, ...]], ...] = ()
    actors: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    places: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


by_parts(Own)

_Built = TypeVar("_Built")
_NONE = Own()
_FORGET: list[Callable[[], None]] = []
_current = _NONE


def of_lexicon(function: Callable[[], _Built]) -> Callable[[], _Built]:
    """functools.cache for what is built from words that a person's own lexicon may add to."""
    kept = cache(function)
    _FORGET.append(kept.cache_clear)
    return kept


def current() -> Own:
    """The own lexicon of this process; an empty one when there is none."""
    return _current


def use(own: Own | None) -> None:
    """Make an own lexicon that of this process, or none; raises LexiconError, and keeps the last, when it is wrong."""
    from kb.lexicon import actors, triggers

    before = _current
    _put(own or _NONE)
    try:
        if own:
            triggers.load()
            actors.load()
    except LexiconError:
        _put(before)
        raise


def _put(own: Own) -> None:
    global _current
    if own != _current:
        _current = own
        for forget in _FORGET:
            forget()


def parse(text: str, path: str) -> Own:
    """The text of a file as an own lexicon, its entries checked; raises LexiconError that says where and what to do."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: {error}; mend that line, see docs/lexicon.md") from error
    for name, entries in tables.items():
        if name != "irregular" and (name not in _TABLES or not isinstance(entries, list)):
            raise LexiconError(f"{path}: {name!r} is no table; write [[trigger]], [[actor]], [[place]] or [irregular]")
    rows = {name: _entries(path, text, name, tables.get(name, [])) for name in _TABLES}
    return Own(
        path=path,
        mark=hashlib.sha256(text.encode()).hexdigest()[:16],
        triggers=tuple(rows["trigger"]),
        irregular=tuple(_irregular(path, tables.get("irregular", {}))),
        actors=tuple(_named(entry) for _, entry in rows["actor"]),
        places=tuple(_named(entry) for _, entry in rows["place"]),
    )


def _entries(path: str, text: str, name: str, entries: list[Any]) -> list[tuple[str, dict[str, Any]]]:
    """Each entry of a table with where it stands, its keys and their values checked."""
    lines = [text.count("\n", 0, m.start()) + 1 for m in re.finditer(rf"(?m)^[ \t]*\[\[[ \t]*{name}[ \t]*\]\]", text)]
    found = []
    for number, entry in enumerate(entries):
        line = f":{lines[number]}" if number < len(lines) else ""
        where = f"{path}{line}: {name} {entry.get('name', '?')!r}" if isinstance(entry, dict) else f"{path}: {name}"
        _check(where, name, entry)
        found.append((where, entry))
    return found


def _check(where: str, name: str, entry: Any) -> None:
    known = _TABLES[name]
    if not isinstance(entry, dict) or not entry.get("name"):
        raise LexiconError(f'{where}: has no name; write name = "…"')
    for key, value in entry.items():
        if key not in known:
            raise LexiconError(f"{where}: unknown key {key!r}; the keys are {', '.join(known)}")
        texts = value if isinstance(value, list) else [value] if known[key] is str else []
        blank = any(not isinstance(text, str) or not text.strip() for text in texts)
        if not isinstance(value, known[key]) or (blank and value != ""):
            raise LexiconError(f"{where}: {key} = {value!r}; write {_SAID[known[key]]}")
        allowed = _CHOICES.get((name, key))
        if allowed and value not in allowed:
            raise LexiconError(f"{where}: unknown {key} {value!r}; write one of {', '.join(allowed)}")
    if name != "trigger" and "kind" not in entry:
        raise LexiconError(f"{where}: has no kind; write one of {', '.join(_CHOICES[name, 'kind'])}")


def _irregular(path: str, table: Any) -> list[tuple[str, tuple[str, ...]]]:
    rows = table.items() if isinstance(table, dict) else [("?", table)]
    for verb, forms in rows:
        if not isinstance(forms, list) or not 1 <= len(forms) <= 3 or not all(isinstance(f, str) and f for f in forms):
            raise LexiconError(f'{path}: irregular {verb!r}: write the past forms, like fly = ["flew", "flown"]')
    return [(verb, tuple(forms)) for verb, forms in rows]


def _named(entry: dict[str, Any]) -> tuple[str, str, tuple[str, ...]]:
    return entry["name"], entry["kind"], tuple(entry.get("aliases", ()))
