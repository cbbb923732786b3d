"""Clauses with a subject of their own about what is done to somebody: "a nurse whom rebels kidnapped in May"."""

from kb.extract.mentions.dashes import Token
from kb.extract.mentions.numbers import is_number
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers

_OPENING = frozenset(("whom", "who", "that", "which"))
_PRONOUNS, _LEAST = ("they", "he", "she", "it", "we", "i"), 2
_TIMES = frozenset(
    "day days time moment year years week weeks month months night hour minute way reason place first".split()
)
_SUBJECT, _TOLD = 6, 5  # tokens of a subject, and of who is told something


def undergoer(clauses: Clauses, verb: int) -> int:
    """The "whom", "who", "that" or "which" to whom is done what a verb with its own subject says; -1 where its clause
    is none such: "rebels who kidnapped a nurse", "said that rebels kidnapped a nurse". Where none opens the clause it
    is its pronoun: "a nurse they kidnapped in May"."""
    words, who = grammar.load(), clauses.begin(verb)
    if (pronoun := _unopened(clauses, verb)) > 0:
        return pronoun
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


def _unopened(clauses: Clauses, verb: int) -> int:
    """The pronoun that is the subject of a clause that nothing opens behind a noun: "released a nun they had abducted";
    -1 where there is none, as in "the day they fled", "told a nun they abducted"."""
    words, first = grammar.load(), verb
    while clauses.low(first - 1) in words.auxiliaries | words.adverbs:
        first -= 1
    pronoun, noun = first - 1, clauses.low(first - 2)
    if pronoun < _LEAST or clauses.low(pronoun) not in _PRONOUNS or noun in _TIMES or not clauses.tokens[pronoun].word:
        return -1
    if clauses.low(verb) in triggers.load().guards.reporting or clauses.low(verb) in words.intransitive:
        return -1
    small = (
        words.prepositions | words.auxiliaries | words.adverbs | words.openers | words.pronouns | {"and", "or", "but"}
    )
    plain = noun.isalpha() and noun not in small and clauses.tokens[pronoun - 1].text.islower()
    begin = pronoun - 2
    while begin > 0 and pronoun - begin < _SUBJECT and clauses.low(begin).isalpha():
        if clauses.low(begin) in words.determiners or is_number(clauses.low(begin)):
            break
        plain = plain and clauses.low(begin) not in small and not triggers.may_tell(clauses.low(begin))
        begin -= 1
    led = clauses.low(begin) in words.determiners or is_number(clauses.low(begin))
    active = words.be.isdisjoint(clauses.lows(first, verb)) and triggers.load().is_past(clauses.low(verb))
    return pronoun if led and plain and active and _is_alone(clauses, pronoun, verb) else -1
