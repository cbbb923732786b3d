"""Dates that a verb has behind it and that are those of something else: a crime judged, an inquiry taken up again."""

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import triggers

_OF_DEED, _SPANNING = ("of", "for", "with"), frozenset(("from", "between", "-", "–"))
_LENGTHS = frozenset(("days", "weeks", "months", "years", "decades"))
_AT_FIRST = ("originally", "initially")
_REOPENING = frozenset("reopen reopened reopening re-opened reviewing re-examining re-examined".split())
_CRIMES = frozenset(
    """death deaths murder murders killing killings fire crash shooting shootings disappearance attack bombing bombings
    rape sinking abduction kidnapping massacre stabbing arson robbery""".split()
)
_PLANNED = frozenset("scheduled planned set slated due booked fixed".split())


def is_of_other(clauses: Clauses, candidate: Candidate, date: tuple[int, int], *, old: bool) -> bool:
    """Whether a date, from its first to its last token, behind a candidate is that of what the candidate is about;
    `old` says that it lies years back."""
    if _is_of_crime(clauses, candidate, date) or _has_lasted(clauses, candidate.first):
        return True
    return (old and _is_reopened(clauses, candidate, date)) or (
        candidate.noun and _is_of_level(clauses, candidate, date)
    )


def _is_of_crime(clauses: Clauses, candidate: Candidate, date: tuple[int, int]) -> bool:
    """Whether a span of time is that of what somebody is tried for: "was convicted of taking bribes from 1995 to
    2003"."""
    if candidate.noun or candidate.group.type != "JUSTICE":
        return False
    spans = not _SPANNING.isdisjoint(clauses.lows(date[0] - 1, date[1] + 1))
    told = range(candidate.last, date[0] - 1)
    if not {"times", "twice"}.isdisjoint(clauses.lows(candidate.last, date[0])):
        return False  # "was found guilty of drunk driving twice from 1991 to 1997"
    return spans and any(clauses.low(j) in _OF_DEED and clauses.low(j + 1).endswith("ing") for j in told)


def _has_lasted(clauses: Clauses, verb: int) -> bool:
    """Whether a verb tells what has gone on for long, on no day: "has been hinting for months at a change on May 5"."""
    going = clauses.low(verb).endswith("ing") and clauses.prior[verb] == "been"
    return going and clauses.low(verb + 1) == "for" and clauses.low(verb + 2) in _LENGTHS


def _is_reopened(clauses: Clauses, candidate: Candidate, date: tuple[int, int]) -> bool:
    """Whether a date is that of the crime that is looked into again: "reopened the inquiry into the death of a boy in
    1999"."""
    between = clauses.lows(candidate.last + 1, date[0])
    return clauses.low(candidate.first) in _REOPENING and any(
        low in _CRIMES and between[n + 1 : n + 2] in (("of",), ("at",), ("in",)) for n, low in enumerate(between)
    )


def _is_of_level(clauses: Clauses, noun: Candidate, date: tuple[int, int]) -> bool:
    """Whether a date is that of a clause about what a market move is against: "its first increase in years, to curb
    inflation that hit 9 percent in May"."""
    begin = clauses.begin(date[0])
    told = clauses.low(begin) in ("that", "which") and triggers.load().is_past(clauses.low(begin + 1))
    return told and noun.group.type == "BUSINESS" and noun.last < begin - 2


def was_due(clauses: Clauses, date: int) -> bool:
    """Whether a date is but the one first set: "the vote, originally due in August, was put off"."""
    return clauses.low(date - 3) in _AT_FIRST and clauses.low(date - 2) in _PLANNED
