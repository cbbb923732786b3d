"""What a sentence opens with and only tells on what occasion its main verb's deed was done: "at a meeting in Lima on
Friday, ministers agreed"."""

from collections.abc import Sequence

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.tokens import Clauses

_LEADS = ("in", "at", "during", "on")
_THEN = ("after", "following")  # where people met: "after talks on Friday, they agreed"
_OCCASIONS = frozenset(("CONSULT", "JUSTICE", "STATEMENT", "COERCE", "ASSAULT", "AGREE", "PROTEST", "REQUEST"))
_PHRASE = 6  # tokens from the head of the sentence to the noun


def is_occasion(clauses: Clauses, noun: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether an event noun heads the phrase that opens a sentence, behind whose comma a verb tells what was done."""
    here = clauses.segment[noun.first]
    led = clauses.low(0) in _LEADS or (clauses.low(0) in _THEN and noun.group.type == "CONSULT")
    told = noun.noun and noun.group.type in _OCCASIONS
    if not (led and told) or noun.first > _PHRASE or clauses.begin(noun.first) != 0:
        return False
    if any(c is not noun and clauses.segment[c.first] == here for c in candidates):
        return False
    end = clauses.clause(here).stop
    if clauses.low(end - 1) != "," or here + 1 >= len(clauses.opener) or clauses.opener[here + 1]:
        return False
    main = (c for c in candidates if clauses.segment[c.first] == here + 1 and c.finite)
    first = next(main, None)
    if first is None or first.reporting or first.unreal:
        return False
    return {noun.group.type, first.group.type} != {"STATEMENT"}  # "in his speech on Friday, the king voiced regret"


def sets_occasion(clauses: Clauses, noun: int, date: int) -> bool:
    """Whether a noun and a date behind it stand in a phrase that opens its sentence."""
    return clauses.low(0) in _LEADS + _THEN and clauses.segment[noun] == clauses.segment[date] == 0
