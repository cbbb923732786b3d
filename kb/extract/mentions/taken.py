"""Who takes part in what a sentence takes up from the ones before without a name: "Harlow agreed to buy Dunlin. The
deal will close in May"."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kb.extract.mentions.candidates import STRICKEN, Candidate
from kb.extract.mentions.known import heads_clause, stem
from kb.extract.mentions.readings import Read, Reading, says
from kb.extract.mentions.roles import participants
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers
from kb.model import Participant

_BACK = 2  # sentences
_SAME = frozenset("latest planned proposed resulting ensuing entire whole same actual".split())
_GOING_ON = frozenset("takes comes goes begins starts ends expires follows marks will would".split())
_DEFINITE = ("the", "this", "that")
# What any deed may be called by who goes on to tell of it, and the types of what is called a deal.
_MOVES = frozenset("move step decision action measure".split())
_DEALS = frozenset(
    "deal transaction accord agreement merger takeover acquisition purchase sale buyout buy-out pact".split()
)
_DEALT = frozenset(("AGREE", "BUSINESS"))
_JUDGING = frozenset("AGREE REJECT JUSTICE SUPPORT ACCUSE STATEMENT COERCE CONSULT".split())
# What happens again, on another day and by others: only merging says which is one.
_AGAIN = STRICKEN | {"COERCE", "DEATH"}
_LOOSE = frozenset(("OTHER", "STATEMENT"))


def taken_up(
    read: Sequence[Read], reading: Reading, named: tuple[Participant, ...], text: str
) -> tuple[Participant, ...]:
    """Who did what the definite noun that opens a sentence takes up, and to whom, beside whom the sentence itself names
    behind its verb: those of the event of that kind in the sentences before."""
    here, candidate = reading.read, reading.candidate
    noun = _opening_noun(here.clauses)
    begins = noun == candidate.last or (not candidate.noun and _is_of(here.clauses, candidate, noun))
    again = candidate.noun and candidate.group.type in _AGAIN and candidate.certainty != "planned"
    segment = here.clauses.segment
    others = [ref for ref in here.refs if ref.first < candidate.first]
    begins = begins and all(segment[ref.first] != segment[candidate.first] for ref in others)
    open_ = reading.type not in _LOOSE and all(one.role != "source" for one in named)
    acting = bool(named) and not candidate.passive and not open_
    if noun < 0 or not begins or again or acting:
        return ()
    at = bisect_left(read, here.number, key=lambda sentence: sentence.number)
    for sentence in reversed(read[max(0, at - _BACK) : at]):
        if here.number - sentence.number > _BACK:
            break
        for told in _alike(here.clauses.low(noun), sentence, near=here.number - sentence.number == 1):
            who = participants(sentence.clauses, told, sentence.refs, text)
            if any(one.role == "source" for one in who):
                return _parts(who, candidate, {one.name for one in named})
    return ()


def _parts(who: Sequence[Participant], candidate: Candidate, named: set[str]) -> tuple[Participant, ...]:
    """The parts that they have in what is told now: their own, but of what others do about their deed ("the move was
    approved", "criticised") another."""
    mine = [one for one in who if one.role != "other" and one.name not in named]
    if candidate.noun or not candidate.passive or not (named or candidate.group.type in _JUDGING):
        return tuple(mine)
    blamed = candidate.group.type == "ACCUSE"
    return tuple(replace(one, role="target" if blamed and one.role == "source" else "other") for one in mine)


def _is_of(clauses: Clauses, verb: Candidate, noun: int) -> bool:
    """Whether a verb tells of the noun that opens the sentence: its own verb, or that of its relative clause."""
    segment = clauses.segment[verb.first]
    return segment == 0 or (clauses.opener[segment] == "which" and clauses.begin(verb.first) <= noun + 2)


def _opening_noun(clauses: Clauses) -> int:
    """The noun of "the deal", "this latest move" where a sentence opens so, -1 where it does not."""
    noun = 1 + (clauses.low(1) in _SAME)
    if clauses.low(0) not in _DEFINITE or noun >= len(clauses.tokens) or not clauses.tokens[noun].text.islower():
        return -1
    low, entries = clauses.low(noun), triggers.load().entries
    known = low in _MOVES or low in _DEALS or any("noun" in entry.forms for entry in entries.get(low, ()))
    return noun if known and _is_whole(clauses, noun) else -1


def _is_whole(clauses: Clauses, noun: int) -> bool:
    """Whether a verb, a date or nothing stands behind a noun: not "the deal with Omar", "the sale price"."""
    words, after = grammar.load(), clauses.low(noun + 1)
    dated = any(token.date >= 0 for token in clauses.tokens[noun + 1 : noun + 3])
    verb = after in words.be | words.auxiliaries | words.future | words.modals or after.endswith("ed")
    return dated or verb or not after.isalpha() or after in _GOING_ON or triggers.load().is_past(after)


def _alike(noun: str, sentence: Read, *, near: bool) -> list[Candidate]:
    """What a sentence tells that a noun may take up, the last first; a "move" only what the sentence before tells."""
    groups = [entry.group for entry in triggers.load().entries.get(noun, ()) if "noun" in entry.forms]
    types = {group.type for group in groups} - _LOOSE - _AGAIN | (_DEALT if noun in _DEALS else set())
    told = [c for c in reversed(sentence.candidates) if not c.unreal]
    found = [c for c in told if stem(c) == noun[:6]] or [c for c in told if c.group in groups or c.group.type in types]
    if not found and noun in _MOVES and near:
        found = [c for c in sentence.candidates if not (c.unreal or says(c)) and heads_clause(sentence, c)]
    return found
