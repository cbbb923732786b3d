"""Participles that tell of no event of their sentence's time, but say more of the noun that they stand behind."""

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.form import conjoined
from kb.extract.mentions.numbers import is_number
from kb.extract.mentions.readings import Read
from kb.lexicon import grammar

_PHRASE = 5
_ARTICLES = ("a", "an", "the")


def is_participle(sentence: Read, candidate: Candidate) -> bool:
    """Whether a trigger is a participle behind the noun it says more of; not of a count ("nine killed in a raid")."""
    near = sentence.clauses.lows(candidate.first - _PHRASE, candidate.first)
    return has_no_be(sentence, candidate) and not any(map(is_number, near))


def has_no_be(sentence: Read, candidate: Candidate) -> bool:
    """Whether a trigger is a participle without "be": "a sentence imposed", "nine killed", "was an envoy sent"."""
    clauses, first = sentence.clauses, candidate.first
    if candidate.noun or not candidate.passive or conjoined(clauses, first):
        return False
    be = next(
        (j for j in range(first - 1, max(-1, first - _PHRASE - 1), -1) if clauses.low(j) in grammar.load().be), -1
    )
    return be < 0 or any(clauses.low(j) in _ARTICLES and not clauses.is_date(j + 1) for j in range(be + 1, first))


def is_of_those(sentence: Read, candidate: Candidate) -> bool:
    """ "Families of those killed in the raid met on Monday": it befell them before."""
    return sentence.clauses.low(candidate.first - 1) == "those"
