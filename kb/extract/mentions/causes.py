"""Where a sentence turns to what was before a deed and moved people to it: "in revenge for the killing of nine"."""

from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar

_ANSWERS = frozenset("revenge retaliation response reply reprisal reprisals retribution protest answer".split())
_TO = frozenset(("for", "to", "at", "over", "against"))
_LED = {"of": ("in", "for", "over"), "by": ("at", "over", "against")}


def is_answer(clauses: Clauses, j: int) -> bool:
    """Whether a token begins what says that a deed answers another one: "in retaliation for"."""
    return clauses.low(j) == "in" and clauses.low(j + 1) in _ANSWERS and clauses.low(j + 2) in _TO


def turns_back(clauses: Clauses, j: int) -> bool:
    """Whether a token begins a phrase for what was before: "following the death of nine", no "the following day"."""
    if is_answer(clauses, j):
        return True
    if clauses.low(j) == "over" and clauses.low(j + 3) == "of":
        return clauses.low(j + 2) in grammar.load().undergone  # "over the death of a boy"
    led = clauses.low(j) == "following" and clauses.low(j - 1) not in grammar.load().determiners
    return led and not clauses.is_date(j) and clauses.low(j + 1) not in ("", ",", ".")


def is_of_deed(clauses: Clauses, j: int, preposition: str) -> bool:
    """Whether a preposition begins whom a deed behind another one was done to or by: "arrested Omar in the 1967 murder
    of Ann", "a protest at the killing by police of a boy"."""
    led = _LED.get(clauses.low(j), ())
    return preposition in led and clauses.low(j - 1) in grammar.load().undergone


def is_done_to(clauses: Clauses, doer: int, of: int) -> bool:
    """Whether "of" behind who did something begins whom it was done to: "the killing by police of Omar"; not "the raid
    by soldiers of the junta", "the killing by soldiers of the junta of nine"."""
    by = clauses.introducing(doer)
    led = clauses.low(by) == "by" and clauses.low(by - 1) in grammar.load().undergone
    return led and clauses.lows(of, clauses.clause(clauses.segment[of]).stop).count("of") == 1
