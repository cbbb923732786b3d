"""How two names of places speak for or against one event there."""

from collections.abc import Iterable
from functools import cache

from kb.lexicon import grammar, read_rows
from kb.lexicon.actors import capitals, load, place_kinds
from kb.model import fold

_SHARED, _WITHIN, _UNKNOWN, _UNTOLD, _STRANGE, _APART = 0.75, 0.75, -0.25, -0.5, -4.0, -5.0
_SPOTS = ("", "city", "facility")  # what holds no other place that news names, or is no known place


@cache
def _common() -> frozenset[str]:
    return frozenset(row[0] for row in read_rows("common_places.tsv", 1)).union(load().heads)


@cache
def _parts() -> frozenset[str]:
    return frozenset(fold(row[0]) for row in read_rows("regions.tsv", 3))


def width(name: str) -> int:
    """How wide a place of a folded name is: a town or building 0, a part of a state 1, a state or a continent 2."""
    kind = place_kinds().get(name, "")
    part = kind == "u.s. state" or name in _parts()
    return 0 if kind in _SPOTS else 1 if part else 2


def _head(name: str) -> str:
    """The word that says what a place is, "street" or "mount", or ""."""
    first, *_, last = name.split() * 2
    return next((word for word in (last, first) if load().heads.get(word) == "place"), "")


def several(name: str) -> list[str]:
    """The places of a folded name of several: "lima and cusco"; [] for one, "trinidad and tobago"."""
    if " and " not in name or name in place_kinds():
        return []
    return name.split(" and ")


def in_town(place: str, others: Iterable[str]) -> str:
    """A street or building with the one town that other sentences put the event in: "Place Vendôme, Paris"; another
    place, and one that tells its town, as it is."""
    if not _is_small(place) or any(mark in place for mark in (",", " in ", "'s ")):
        return place
    towns = {other for other in others if place_kinds().get(fold(other)) == "city"}
    town = towns.pop() if len(towns) == 1 else ""
    return f"{place}, {town}" if town and fold(town) not in fold(place) else place


def _is_small(place: str) -> bool:
    """Whether a place is a street or a building."""
    name, kinds, where = fold(place.partition(" in ")[0]), place_kinds(), grammar.load().where
    return kinds.get(name) == "facility" or (
        name not in kinds and name.rpartition(" ")[2] in where.streets | where.sites | where.facilities
    )


def agreement(one: str, other: str) -> float:
    """The weight of two folded names of which none holds all words of the other.

    What happened at one of several places that "and" ties may be a part of what happened at all: that says nothing. A
    state and its capital agree, and so do "Mount Sefton" and "Mt Sefton hut". Two cities or two states do not. Of a
    region, a street or a mountain and what may lie in it or around it nothing is known, and little of places that the
    lexicon does not have.
    """
    parts, others = several(one), several(other)
    if parts or others:
        best = max(agreement(part, name) for part in parts or [one] for name in others or [other])
        return best if parts and others else min(best, 0.0)
    if (set(one.split()) & set(other.split())) - _common():
        return _SHARED
    capital, kinds = capitals(), place_kinds()
    if capital.get(one) == other or capital.get(other) == one:
        return _WITHIN
    a, b = kinds.get(one, ""), kinds.get(other, "")
    if "region" in (a, b) or ("facility" in (a, b) and a != b) or (not (a and b) and _head(one) != _head(other)):
        return _UNKNOWN
    if not a and not b:
        return _STRANGE
    narrow, wide = (other, one) if a not in _SPOTS else (one, other)
    if kinds.get(wide, "") in _SPOTS:
        return _APART if bool(a) is bool(b) else _UNTOLD
    apart = kinds.get(narrow, "") not in _SPOTS or (narrow in capital and wide in capital.values())
    return _APART if apart else _UNKNOWN
