"""Verbs that only say what the toll of an event came to: "on Friday the death toll of Monday's quake rose to 268"."""

from collections.abc import Sequence, Set

from kb.extract.mentions.attach import Link
from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.tokens import Clauses

_TOLLS = frozenset(("toll", "tolls", "count"))
_OF = frozenset(("in", "from", "of", "for"))
_REACH = 24  # tokens
_OWN = 8  # tokens from a toll to that of which it is


def but_tolls(clauses: Clauses, links: Sequence[Link]) -> tuple[Link, ...]:
    """The links of a sentence without those of verbs that say how many died in an event with a date of its own."""
    if _TOLLS.isdisjoint(clauses.words):
        return tuple(links)
    counted = [item.candidate for item in links if item.candidate.noun and has_toll(clauses, item.candidate)]
    return tuple(item for item in links if not any(_counts(item.candidate, noun) for noun in counted))


def with_tolled(
    clauses: Clauses, candidates: Sequence[Candidate], chosen: Sequence[Candidate], taken: Set[int]
) -> tuple[Candidate, ...]:
    """What a sentence tells without a date, with the event whose toll it gives instead of the verb that gives it: "the
    death toll from the quake has risen to 1,000"."""
    if _TOLLS.isdisjoint(clauses.words):
        return tuple(chosen)
    nouns = [c for c in candidates if c.noun and c.harmful and has_toll(clauses, c) and c.first not in taken]
    nouns = [c for c in nouns if c not in chosen]
    kept = [c for c in chosen if not any(_counts(c, noun) for noun in nouns)]
    return tuple(sorted([*nouns, *kept], key=lambda c: c.first))


def has_toll(clauses: Clauses, noun: Candidate) -> bool:
    """Whether an event noun stands in "the death toll of the quake" or "the quake's death toll"."""
    before = range(max(0, noun.first - _OWN), noun.first)
    toll = next((j for j in before if _is_toll(clauses, j)), -1)
    of = toll >= 0 and clauses.low(toll + 1) in _OF
    owned = clauses.low(noun.last + 1) == "'s"
    return noun.noun and (of or (owned and any(_is_toll(clauses, j) for j in range(noun.last + 2, noun.last + 5))))


def _is_toll(clauses: Clauses, j: int) -> bool:
    low = clauses.low(j)
    return low in _TOLLS and (low != "count" or clauses.low(j - 1) == "death")


def _counts(verb: Candidate, noun: Candidate) -> bool:
    """Whether a verb of no event of its own stands behind the noun."""
    return not (verb.noun or verb.harmful or verb.reporting) and 0 < verb.first - noun.last < _REACH
