"""How two names of places speak for or against one event there."""

from kb.lexicon.actors import capitals, wide_places

_WITHIN, _UNKNOWN, _APART = 0.5, -0.25, -1.5


def agreement(one: str, other: str) -> float:
    """The weight of two folded names that share no words: a state and its capital agree, two cities or two states do
    not; of a region and what may lie in it nothing is known."""
    capital, state = capitals(), wide_places()
    if capital.get(one) == other or capital.get(other) == one:
        return _WITHIN
    a, b = state.get(one, ""), state.get(other, "")
    if "region" in (a, b):
        return _UNKNOWN
    if bool(a) is bool(b):
        return _APART
    city, wide = (other, one) if a else (one, other)
    return _APART if city in capital and wide in capital.values() else _UNKNOWN
