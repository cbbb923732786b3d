"""Whom "the boy" and "the child" mean: the one whom a text calls by the first name alone, as it calls only children."""

from collections.abc import Sequence

from kb.extract.actors.entities import Identity
from kb.extract.actors.scan import Chunk, Scan

_ROLES = frozenset("boy girl child kid youngster toddler baby infant schoolboy schoolgirl".split())
_BOYS, _GIRLS = frozenset(("boy", "schoolboy")), frozenset(("girl", "schoolgirl"))


def young(scan: Scan, named: Sequence[tuple[Chunk, Identity]]) -> dict[int, Identity]:
    """Later "the boy", "the six-year-old boy" for the one person with two names who has been called by the first alone
    ("Elias Omar was found. Elias is six"), by their first tokens."""
    called: dict[Identity, int] = {}
    for chunk, who in named:
        if who[0] == "person" and len(who) > 2 and chunk.keys == who[1:2] and not chunk.role:
            called.setdefault(who, chunk.first)
    if len(called) != 1:
        return {}
    who, since = next(iter(called.items()))
    genders = {chunk.gender for chunk, one in named if one == who}
    other = _GIRLS if "m" in genders else _BOYS if "f" in genders else frozenset[str]()
    return {
        chunk.first: who
        for chunk, one in named
        if one[0] == "description" and chunk.article == "the" and chunk.role in _ROLES - other and chunk.first > since
    }
