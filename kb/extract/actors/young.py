"""Whom a text means by an age: by "the boy" the one whom it calls by the first name alone, as it does only children, by
"the 16-year-old" the one whose age it has told."""

from collections.abc import Sequence

from kb.extract.actors.scan import Chunk, Identity, Scan

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


def of_age(scan: Scan, named: Sequence[tuple[Chunk, Identity]]) -> dict[int, Identity]:
    """ "The 16-year-old" for the one person whose name that age stands behind, "Omar Said, 16, was arrested", else for
    whom the sentence before begins with."""
    aged: dict[str, set[Identity]] = {}
    for chunk, who in named:
        if who[0] == "person" and scan.key(chunk.last) == "," and scan.key(chunk.last + 2) in (",", "."):
            aged.setdefault(scan.key(chunk.last + 1), set()).add(who)
    by_age = [chunk for chunk, _ in named if chunk.keys[0] == "year-old" and chunk.article == "the"]
    told = {chunk.first: next(iter(aged[chunk.keys[1]])) for chunk in by_age if len(aged.get(chunk.keys[1], ())) == 1}
    first = {scan.tokens[chunk.first].sentence: (chunk, who) for chunk, who in reversed(named)} if by_age else {}
    for chunk in by_age:
        before, who = first.get(scan.tokens[chunk.first].sentence - 1, (chunk, ()))
        if chunk.first not in told and who[:1] == ("person",) and scan.tokens[before.first].first and not aged:
            told[chunk.first] = who
    return told
