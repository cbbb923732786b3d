"""The type of an event: that of its trigger, unless the words around it make something else of it."""

from collections.abc import Sequence

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.form import resumes
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, kinds

_BEFORE = 8
_PHRASE = 4  # so many tokens may a subject have behind its head: "the court in The Hague ruled"
_OF_THINGS = frozenset(("ASSAULT", "MOBILIZE"))  # what is done with what is fired: shots, missiles
_PERSONS = frozenset(("he", "she", "i", "we", "you", "who"))
_TELLING_MORE = frozenset(("of", "in", "at", "from", "near", "into"))
_WEATHER = frozenset("storm hail flood rain avalanche surge tsunami wave tide tornado hurricane".split())
# What makes news by itself, whatever its verb.
NEWS = frozenset(("JUSTICE", "LEADERSHIP", "ACCUSE", "SANCTION", "AGREE", "REJECT", "CONCEDE", "RETREAT", "MOBILIZE"))


def kind_of(clauses: Clauses, candidate: Candidate) -> str:
    """The type of a candidate by the first rule of the lexicon that its sentence fits."""
    table = kinds.load()
    known = table.of_form if candidate.fallback or candidate.reporting else table.of_lemma
    numbers = known.get(candidate.lemma, ()) + table.of_type.get(candidate.group.type, ())
    if not numbers:
        return candidate.group.type
    first, last = candidate.first, candidate.last
    head = "" if candidate.noun or candidate.passive else _head(clauses, first)
    before = clauses.lows(first - _BEFORE, first)
    after = clauses.lows(last + 1, last + 1 + kinds.REACH)
    near = _words(clauses)
    lets_go = candidate.passive and candidate.group.type == "LEADERSHIP" and _is_somebody(clauses, first)
    for number in sorted(numbers):
        rule = table.rules[number]
        if rule.types and candidate.group.type not in rule.types:
            continue
        if rule.subject and head not in rule.subject:
            continue
        if rule.before and rule.before.isdisjoint(before):
            continue
        if rule.after and rule.after.isdisjoint(after[: rule.within]):
            continue
        if rule.near and len(rule.near.intersection(near)) < rule.least:
            continue
        if lets_go and rule.type in _OF_THINGS:
            continue  # "shot at the bank from which he was fired"
        if rule.without.isdisjoint(near):
            return rule.type
    return candidate.group.type


def _words(clauses: Clauses) -> Sequence[str]:
    """The words of a sentence but for what only speaks of weather: "a hail of bullets", "tried to storm the palace"."""
    if _WEATHER.isdisjoint(clauses.words):
        return clauses.words
    figures = (clauses.low(i + 1) == "of" or clauses.low(i - 1) == "to" for i in range(len(clauses.words)))
    pairs = zip(clauses.words, figures, strict=True)
    return [low for low, figure in pairs if not (figure and low in _WEATHER)]


def _is_somebody(clauses: Clauses, verb: int) -> bool:
    """Whether a person stands right before the "was" of a passive verb: "he was fired", "who was fired"."""
    be = clauses.before[verb]
    at = clauses.before[be] if clauses.low(be) in grammar.load().be else -1
    return clauses.low(at) in _PERSONS or (at > 0 and clauses.tokens[at].capital)


def _head(clauses: Clauses, verb: int) -> str:
    """The word that heads the subject before a verb: "court" of "the court in Lima on Monday rejected"."""
    at = clauses.undated(clauses.before[verb])
    if clauses.low(at) in grammar.load().auxiliaries:
        at = clauses.undated(clauses.before[at])
    at = _before_clause(clauses, verb, at)
    while (led := _led(clauses, at)) > 0:
        at = led - 1  # "the toll from the floods in the state of Rio Grande do Sul reached 107"
    return clauses.low(at)


def _before_clause(clauses: Clauses, verb: int, at: int) -> int:
    """The last token of whom a clause tells more that ends before a verb, or of which it is the verb: "the rebels, who
    were led by Omar, took", "the rebels who took"; else the token."""
    inner = at - (clauses.low(at) == ",")
    begin = clauses.begin(inner)
    if clauses.opener[clauses.segment[inner]] not in ("who", "which") or begin == 0:
        return at
    closed = inner < at or clauses.low(at) in ("who", "which") or resumes(clauses, verb)
    return begin - 1 - (clauses.low(begin - 1) == ",") if closed else at


def _led(clauses: Clauses, at: int) -> int:
    """The preposition of the phrase that ends at a token, 0 where it is none that tells more of a noun."""
    j = at - 1
    while j > 0 and (at - j < _PHRASE or clauses.tokens[j + 1].capital) and clauses.segment[j] == clauses.segment[at]:
        if clauses.low(j) in _TELLING_MORE:
            return j
        j -= 1
    return 0
