"""The type of an event: that of its trigger, unless the words around it make something else of it."""

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import kinds

_BEFORE = 8


def kind_of(clauses: Clauses, candidate: Candidate) -> str:
    """The type of a candidate by the first rule of the lexicon that its sentence fits."""
    table = kinds.load()
    known = table.of_form if candidate.fallback else table.of_lemma
    numbers = known.get(candidate.lemma, ()) + table.of_type.get(candidate.group.type, ())
    if not numbers:
        return candidate.group.type
    first, last = candidate.first, candidate.last
    before = clauses.lows(first - _BEFORE, first)
    after = clauses.lows(last + 1, last + 1 + kinds.REACH)
    near = clauses.words
    for number in sorted(numbers):
        rule = table.rules[number]
        if rule.types and candidate.group.type not in rule.types:
            continue
        if rule.before and rule.before.isdisjoint(before):
            continue
        if rule.after and rule.after.isdisjoint(after[: rule.within]):
            continue
        if rule.near and len(rule.near.intersection(near)) < rule.least:
            continue
        if rule.without.isdisjoint(near):
            return rule.type
    return candidate.group.type
