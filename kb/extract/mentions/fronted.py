"""What a sentence only tells on what occasion, after what or meanwhile its main verb's deed was done: "at a meeting in
Lima on Friday, ministers agreed", "was shot as he left home on Friday"."""

from collections.abc import Sequence

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar

_LEADS = ("in", "at", "during", "on")
_THEN = ("after", "following")  # where people met: "after talks on Friday, they agreed"
_OCCASIONS = frozenset(("CONSULT", "JUSTICE", "STATEMENT", "COERCE", "ASSAULT", "AGREE", "PROTEST", "REQUEST"))
_PHRASE = 6  # tokens from the head of the sentence to the noun
_AFTER_WHAT = ("after", "following", "before", "despite", "amid")
_UPON = (("in", "response", "to"), ("in", "retaliation", "for"), ("in", "reaction", "to"))


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


def tells_where_harmed(clauses: Clauses, verb: Candidate) -> bool:
    """Whether a verb only tells what somebody was about when they were harmed: "was shot as he left home on Monday"."""
    begin, harm = clauses.begin(verb.first), grammar.load().harm
    led = clauses.low(begin) in ("as", "while") and clauses.low(begin + 1) in grammar.load().subjects
    if not led or verb.noun or verb.group.harm or verb.group.type not in ("OTHER", "CONSULT"):
        return False
    told = clauses.clause(clauses.segment[verb.first] - 1) if clauses.segment[verb.first] else range(0)
    struck = harm.killed | harm.injured | harm.wounding | harm.strikes
    return any(clauses.low(j) in struck and clauses.has_be(j) for j in told)


def only_leads_up(clauses: Clauses, noun: Candidate, date: tuple[int, int], *, opening: bool) -> bool:
    """Whether a noun only tells after or upon what something was done on a day that stands in a phrase of its own: "on
    Monday, in response to the raid, the army fled", "after the war, in 1946, he fled"."""
    here, there = clauses.segment[noun.first], clauses.segment[date[0]]
    if not noun.noun:
        return False
    begin, ends = clauses.begin(noun.first), clauses.low(date[1] + 1) == ","
    led = clauses.low(begin) in _AFTER_WHAT or clauses.lows(begin, begin + 3) in _UPON
    if abs(here - there) != 1 or not led or clauses.low(clauses.clause(max(here, there)).stop - 1) != ",":
        return False
    return ends and (opening if there < here else begin == 0)
