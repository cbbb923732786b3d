"""What is put off to another day or set for it: "postponed the trial until Friday", "the verdict is set for June 2"."""

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.dating import SET
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar

_PUTTING = frozenset(
    """postponed postpone postpones postponing adjourned adjourn adjourns adjourning deferred defer defers deferring
    delayed delay delays delaying rescheduled reschedule reschedules rescheduling""".split()
)
_PAIRS = frozenset((("put", "off"), ("putting", "off"), ("pushed", "back"), ("pushing", "back"), ("moved", "back")))
_UNTIL = ("until", "till", "to")
_REACH = 9  # tokens


def is_put_off(clauses: Clauses, noun: Candidate, date: int) -> bool:
    """Whether an event noun is what a verb puts off to a date that begins at a token."""
    led = clauses.low(date - 1) in _UNTIL or is_put_for(clauses, date)
    if not noun.noun or not led or not 0 < date - noun.last < 2 * _REACH:
        return False
    verb = _verb(clauses, date)
    if verb < 0 or clauses.segment[verb] != clauses.segment[noun.first]:
        return False
    low, high = (verb, noun.first) if verb < noun.first else (noun.last, verb)
    between = clauses.lows(low + 1, high)
    if verb < noun.first:
        return not clauses.has_be(verb) and (grammar.load().prepositions - {"off", "back"}).isdisjoint(between)
    words = grammar.load()
    return clauses.has_be(verb) and all(one in words.auxiliaries or one in words.adverbs for one in between)


def is_put_for(clauses: Clauses, date: int) -> bool:
    """Whether a date is that for which something is put off, right behind the verb: "was adjourned for Friday"."""
    return clauses.low(date - 1) == "for" and clauses.low(date - 2) in _PUTTING


def _verb(clauses: Clauses, date: int) -> int:
    """The verb of putting off that stands before a date, or -1."""
    for j in range(date - 2, max(-1, date - _REACH), -1):
        if clauses.low(j) in _PUTTING or clauses.lows(j, j + 2) in _PAIRS:
            return j
        if not (clauses.tokens[j].word or clauses.low(j) == "'s") or clauses.is_date(j):
            return -1
    return -1


def is_set_for_day(clauses: Clauses, last: int) -> bool:
    """Whether what is told at a token is set for a day behind it: "the verdict in his trial is set for June 2"."""
    for j in range(last, min(last + _REACH, clauses.clause(clauses.segment[last]).stop)):
        if clauses.low(j) in SET and clauses.low(j + 1) == "for" and clauses.is_date(j + 2):
            return True
    return False
