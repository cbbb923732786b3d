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


def is_of_object(sentence: Read, candidate: Candidate, verb: Candidate) -> bool:
    """Whether a participle says more of whom a verb before it is done to or for, and befell them before: "awarded money
    to a woman injured in a crash", "visited two men wounded there"; not "left a man wounded", "with a man wounded"."""
    clauses, words = sentence.clauses, grammar.load()
    if verb.noun or verb.harmful or not has_no_be(sentence, candidate) or clauses.low(verb.first) in words.harm.left:
        return False
    for j in range(candidate.first - 1, max(verb.last, candidate.first - _PHRASE), -1):
        if clauses.low(j) in words.determiners or is_number(clauses.low(j)):
            before = clauses.low(j - 1)
            return j - 1 == verb.last or (before in words.prepositions and before != "with")
        if not clauses.tokens[j].text.islower() or clauses.is_date(j):
            return False
    return False


def is_of_those(sentence: Read, candidate: Candidate) -> bool:
    """ "Families of those killed in the raid met on Monday": it befell them before."""
    return sentence.clauses.low(candidate.first - 1) == "those"
