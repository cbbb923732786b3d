"""What befell somebody while they did what a clause behind it tells: "was shot as he left a mosque on Monday"."""

from collections.abc import Sequence

from kb.extract.mentions.attach import Link
from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.kinds import kind_of
from kb.extract.mentions.tokens import Clauses

_WHILE = ("as", "when", "while", "after")
_SUBJECTS = ("he", "she", "they", "it")
_IDLE = frozenset(("OTHER", "RETREAT", "CONSULT"))
_BEFALLING = frozenset(("ASSAULT", "DEATH", "ACCIDENT", "DISASTER", "JUSTICE", "COERCE"))


def befallen(clauses: Clauses, candidates: Sequence[Candidate], item: Link) -> Candidate | None:
    """The verb to which the one date of a sentence belongs, though it stands in the clause that hangs on it and that
    only tells what else its subject did: "a girl was hit by a car as she crossed a street on Monday"."""
    verb = item.candidate
    begin, here = clauses.begin(verb.first), clauses.segment[verb.first]
    hangs = begin > 0 and clauses.low(begin) in _WHILE and clauses.low(begin + 1) in _SUBJECTS
    idle = not (verb.noun or verb.passive or verb.reporting) and kind_of(clauses, verb) in _IDLE
    going = clauses.low(begin) == "when" and clauses.has_be(verb.first)  # "when she was crossing": told too
    if not (hangs and idle) or going or any(map(clauses.is_date, range(verb.first))):
        return None
    before = [c for c in candidates if c.last < begin and clauses.segment[c.first] == here - 1 and c.finite]
    main = before[-1] if before else None
    if main is None or main.noun or main.unreal or main.certainty != "asserted":
        return None
    told = main.group.type in _BEFALLING and (main.passive or main.group.harm == "killed")
    told = told or (main.passive and clauses.low(begin) == "as")  # "was booed as she opened a park"
    if clauses.low(begin) == "after":  # "was shot after he drove at officers", at once
        told = main.passive and main.group.type == "ASSAULT"
    return main if told and not main.reporting else None


def only_befell(clauses: Clauses, told: Candidate, plan: Candidate) -> bool:
    """Whether a clause between commas only tells what befell whom a plan is for, before: "the activists, who were held
    on Monday, will stand trial"."""
    who = clauses.opener[clauses.segment[told.first]] in ("who", "which")
    return who and told.first < plan.first and clauses.segment[told.first] < clauses.segment[plan.first]
