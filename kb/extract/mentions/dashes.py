"""The words of a sentence, and hyphens with blanks around them that stand for dashes."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.lexicon import grammar, triggers

_DASH = "–"
_LEADING = frozenset("a an the one which who whose including mostly his her its their not nor and but or".split())


@dataclass(slots=True)  # not frozen: one is made for every word of a text, and a frozen one takes four times as long
class Token:
    """A word or mark. `low` is in lower case, "june" for May and March in a date, where they are no "may" and no
    "march"; `date` is the index of the date expression that it is part of, or -1; `word` tells a word from a mark,
    `capital` one that begins with a capital."""

    start: int
    end: int
    text: str
    low: str
    date: int
    word: bool
    capital: bool


def set_dashes(tokens: Sequence[Token]) -> None:
    """Makes dashes of two hyphens between which a phrase tells more of who stands before: "the council - a body of
    elders - voted", "Omar - who denies it - was charged"; not "a state - owned firm", as some pages set it."""
    apart = [i for i in range(1, len(tokens) - 2) if tokens[i].low == "-" and _is_apart(tokens, i)]
    opening = next((i for i in apart if tokens[i + 1].low in _LEADING and _is_alone(tokens, i)), -1)
    closing = next((i for i in apart if i > opening + 2 and _goes_on(tokens, i + 1)), -1)
    if 0 < opening < closing:
        for i in (opening, closing):
            tokens[i].text = tokens[i].low = _DASH


def _is_apart(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i - 1].end < tokens[i].start and tokens[i].end < tokens[i + 1].start and tokens[i - 1].word


def _is_alone(tokens: Sequence[Token], i: int) -> bool:
    """Whether no other hyphen stands a word away, as in "one - of - a - kind"."""
    return tokens[i + 2].low != "-" and (i < 2 or tokens[i - 2].low != "-")


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb stands at a token with what only a verb has behind it: "was", "voted to", "sacked its head"."""
    words = grammar.load()
    if tokens[i].low in words.auxiliaries:
        return True
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or not triggers.load().is_past(tokens[i].low):
        return False
    behind = words.determiners | words.possessive | words.prepositions | words.pronouns | {"to", "that"}
    return after.low in behind or after.date >= 0 or after.capital
