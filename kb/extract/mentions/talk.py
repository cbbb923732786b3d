"""Whose figures a sentence of a business report tells, where it names nobody: those of the firm that the talk is of."""

from bisect import bisect_left
from collections.abc import Sequence

from kb.extract.mentions.readings import Read, Reading
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.verbs import Reference
from kb.lexicon import actors as names
from kb.model import Participant, Role

_BACK = 2  # sentences
_REPORTED = frozenset("results charge charges write-off write-down expenditure expenditures dividend dividends".split())
_NO_FIRM = frozenset(
    "exchange commission department ministry court congress senate board committee association union".split()
)


def owner(read: Sequence[Read], reading: Reading, text: str) -> tuple[Participant, ...]:
    """The firm whose sales, profit or loss a sentence without any name tells: "Harlow posted a loss. Sales fell"."""
    here = reading.read
    if reading.type != "BUSINESS" or any(ref.actor.kind == "organisation" for ref in here.refs):
        return ()
    words, clauses, candidate = names.load().words, here.clauses, reading.candidate
    near = clauses.lows(clauses.begin(candidate.first), candidate.last + 3)
    own = not (words.figures | _REPORTED).isdisjoint(near)
    shares = "the" in near and not words.traded.isdisjoint(near)  # "since Tuesday the shares have gained 4%"
    if not (own or shares) or _names_somebody(here, candidate.last):
        return ()
    at = bisect_left(read, here.number, key=lambda sentence: sentence.number)
    for sentence in reversed(read[max(0, at - _BACK) : at]):
        if here.number - sentence.number > _BACK:
            break
        firms = _firms(sentence)
        if firms:
            ref = firms[0]
            one = len({firm.actor.name for firm in firms}) == 1 or ref.first <= 1
            role: Role = "source" if own else "other"
            return (Participant(ref.actor.name, role, ref.actor.kind, ref.span.of(text)),) if one else ()
    return ()


def _names_somebody(sentence: Read, last: int) -> bool:
    """Whether a word with a capital stands before a token, which may be a name that was not read."""
    tokens = sentence.clauses.tokens[sentence.clauses.index_at(sentence.clauses.body) + 1 : last]
    return any(token.capital and token.date < 0 for token in tokens)


def _firms(sentence: Read) -> list[Reference]:
    """The firms of a sentence that are more than part of a name or phrase."""
    syntax = Syntax(sentence.clauses, sentence.refs)
    bodies = [ref for ref in sentence.refs if ref.actor.kind == "organisation" and not syntax.modifies(ref)]
    return [ref for ref in bodies if _NO_FIRM.isdisjoint(ref.actor.name.lower().split())]
