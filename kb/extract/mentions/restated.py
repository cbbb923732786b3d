"""Dates that only say the one before them again: "on Monday (Dec 12)"."""

from collections.abc import Sequence

from kb.extract.mentions.tokens import Clauses
from kb.model import DateMention
from kb.when import overlap

_CLOCKED = frozenset((",", "at", "around", "about", "approximately", "shortly", "just", "before", "after", "past"))


def says_again(clauses: Clauses, first: int, dates: Sequence[DateMention]) -> bool:
    """Whether a date only says the one before it again: "on Monday (Dec 12)", "on Monday, at around noon"."""
    before = first - 1
    while before > 0 and clauses.low(before) in _CLOCKED:
        before -= 1
    timed = before < first - 1 and "T" in dates[clauses.tokens[first].date].value
    before = before if timed else first - 2
    if before < 0 or not (timed or clauses.low(first - 1) == "(") or clauses.tokens[before].date < 0:
        return False
    one, other = dates[clauses.tokens[first].date].when, dates[clauses.tokens[before].date].when
    return one is not None and other is not None and overlap(one, other)
