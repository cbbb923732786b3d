"""Participles that only say what a noun behind them is like: "the accused man", "the beaten and robbed farmer"."""

from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers

_OWNED = ("'s", "'")
_ROLE = 3  # tokens


def is_adjective(clauses: Clauses, back: int, last: int) -> bool:
    """Whether a participle that ends at a token, behind what stands at `back`, says more of a noun behind it."""
    words, before, follows = grammar.load(), clauses.low(back), clauses.low(last + 1)
    if not follows.isalpha() or follows in words.determiners:
        return False
    if follows in words.prepositions or follows in words.auxiliaries:
        return False
    if back == last - 1 and triggers.load().is_past(before) and _names_somebody(clauses, last + 1):
        return True  # "arrested disgraced banker Omar Said"
    if before == "and" and triggers.load().is_past(clauses.low(back - 1)):
        opens = clauses.low(back - 2)
        return opens in words.definite or opens in _OWNED or opens in ("a", "an")
    hung = before in words.prepositions and before not in words.openers and before not in ("as", "than")
    named = before in words.determiners and before not in words.counts and before not in words.pointing
    return hung or named or (before in _OWNED and clauses.low(back - 1) not in words.subjects)  # not "he's sentenced"


def _names_somebody(clauses: Clauses, i: int) -> bool:
    """Whether one to three plain words stand before a name: "presidential hopeful Omar Said"."""
    words = grammar.load()
    for j in range(i, min(i + _ROLE + 1, len(clauses.tokens))):
        token = clauses.tokens[j]
        if token.capital:
            return j > i and token.date < 0
        loose = token.low in words.prepositions or token.low in words.auxiliaries or token.low in words.determiners
        if not token.text.isalpha() or loose or token.low in ("and", "or"):
            return False
    return False
