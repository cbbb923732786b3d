"""How two names of places speak for or against one event there."""

from kb.lexicon.actors import capitals, place_kinds

_SHARED, _WITHIN, _UNKNOWN, _UNTOLD, _APART = 0.5, 0.5, -0.25, -0.5, -1.5
_SPOTS = ("city", "facility")  # what holds no other place that news names
# In names of many places: sharing one of these says nothing.
_COMMON = frozenset(
    "new old north south east west northern southern eastern western central upper lower great greater little saint san"
    " santa st los las el al port fort mount mt lake river island islands city town county province state district"
    " region valley beach park street avenue road square airport base camp hospital school university center centre"
    " court house hotel building church mosque prison republic united kingdom states".split()
)


def agreement(one: str, other: str) -> float:
    """The weight of two folded names of which none holds all words of the other.

    A state and its capital agree, and so do "Mount Sefton" and "Mt Sefton hut". Two cities or two states do not. Of a
    region and what may lie in it nothing is known, and little of a place that the lexicon does not have: it may lie in
    the other one.
    """
    if (set(one.split()) & set(other.split())) - _COMMON:
        return _SHARED
    capital, kinds = capitals(), place_kinds()
    if capital.get(one) == other or capital.get(other) == one:
        return _WITHIN
    a, b = kinds.get(one, ""), kinds.get(other, "")
    if "region" in (a, b):
        return _UNKNOWN
    narrow, wide = (other, one) if a not in ("", *_SPOTS) else (one, other)
    if kinds.get(wide, "") in ("", *_SPOTS):
        return _APART if bool(a) is bool(b) else _UNTOLD
    apart = kinds.get(narrow, "") not in ("", *_SPOTS) or (narrow in capital and wide in capital.values())
    return _APART if apart else _UNKNOWN
