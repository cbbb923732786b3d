"""Clauses with a subject of their own about what is done to somebody: "a nurse whom rebels kidnapped in May"."""

from kb.extract.mentions.dashes import Token
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers

_OPENING = frozenset(("whom", "who", "that", "which"))
_SUBJECT, _TOLD = 6, 5  # tokens of a subject, and of who is told something


def undergoer(clauses: Clauses, verb: int) -> int:
    """The "whom", or the "who", "that" or "which" for it, to whom is done what a verb with its own subject says; -1
    where its clause is none such: "rebels who kidnapped a nurse", "said that rebels kidnapped a nurse"."""
    words, who = grammar.load(), clauses.begin(verb)
    opener = clauses.low(who)
    if who == 0 or opener not in _OPENING or clauses.opener[clauses.segment[verb]] != opener:
        return -1
    if clauses.low(verb) in triggers.load().guards.reporting or clauses.low(verb) in words.intransitive:
        return -1
    end = verb
    while clauses.low(end - 1) in words.auxiliaries | words.adverbs:
        end -= 1
    if not 0 < end - who - 1 <= _SUBJECT or clauses.is_date(who + 1):
        return -1
    small = words.prepositions | words.auxiliaries | words.adverbs | words.openers
    telling = (triggers.may_tell(token.low) for token in _plain(clauses, who + 1, end))
    if clauses.low(who + 1) in small or any(telling) or not words.be.isdisjoint(clauses.lows(end, verb)):
        return -1
    return who if opener == "whom" or _is_alone(clauses, who, verb) else -1


def _plain(clauses: Clauses, begin: int, end: int) -> list[Token]:
    """The tokens from one to another that are part of no name."""
    return [token for token in clauses.tokens[begin:end] if not token.capital]


def _is_alone(clauses: Clauses, who: int, verb: int) -> bool:
    """Whether a noun stands before a clause, of whom nobody is told it, and no object behind its verb."""
    words, guards = grammar.load(), triggers.load().guards
    before = clauses.tokens[who - 1 - (who > 1 and clauses.low(who - 1) == ",")]
    if not before.word or before.date >= 0 or triggers.load().is_past(before.low) or before.low in guards.states:
        return False
    if not words.telling.isdisjoint(clauses.lows(who - _TOLD, who)) or before.low in guards.reporting:
        return False
    named = clauses.tokens[verb + 1].capital if verb + 1 < len(clauses.tokens) else False
    objects = words.determiners | words.pronouns | words.subjects | frozenset(words.numbers)
    after = clauses.low(verb + 1)
    return clauses.is_date(verb + 1) or not (after in objects or after[:1].isdigit() or named)
