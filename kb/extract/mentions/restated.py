"""Dates that another of the sentence says again: "on Monday (Dec 12)", "1938: On May 3, 1938, the mill burns down"."""

from collections.abc import Sequence

from kb.extract.mentions.tokens import Clauses
from kb.model import DateMention
from kb.when import Grain, When, overlap

_CLOCKED = frozenset((",", "at", "around", "about", "approximately", "shortly", "just", "before", "after", "past"))


def says_again(clauses: Clauses, first: int, dates: Sequence[DateMention]) -> bool:
    """Whether a date only says the one before it again, "on Monday (Dec 12)", "on Monday, at around noon", or is that
    of an entry whose sentence says it again or more closely."""
    if clauses.tokens[first].start < clauses.body and _is_told_finer(clauses, first, dates):
        return True
    before = first - 1
    while before > 0 and clauses.low(before) in _CLOCKED:
        before -= 1
    timed = before < first - 1 and "T" in dates[clauses.tokens[first].date].value
    before = before if timed else first - 2
    if before < 0 or not (timed or clauses.low(first - 1) == "(") or clauses.tokens[before].date < 0:
        return False
    one, other = dates[clauses.tokens[first].date].when, dates[clauses.tokens[before].date].when
    return one is not None and other is not None and overlap(one, other)


def _is_told_finer(clauses: Clauses, first: int, dates: Sequence[DateMention]) -> bool:
    """Whether the sentence that a year opens has another date in that year: "1955 In 1955 the firm buys a mill"."""
    own = clauses.tokens[first].date
    when = dates[own].when
    if not isinstance(when, When) or when.grain is not Grain.YEAR or not when.anchored:
        return False
    others = (dates[token.date].when for token in clauses.tokens if token.date not in (-1, own))
    return any(isinstance(other, When) and other.anchored and overlap(when, other) for other in others)
