"""Participles that only say what a noun behind them is like: "the accused man", "the beaten and robbed farmer"."""

from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers

_OWNED = ("'s", "'")


def is_adjective(clauses: Clauses, back: int, last: int) -> bool:
    """Whether a participle that ends at a token, behind what stands at `back`, says more of a noun behind it."""
    words, before, follows = grammar.load(), clauses.low(back), clauses.low(last + 1)
    if not follows.isalpha() or follows in words.determiners:
        return False
    if follows in words.prepositions or follows in words.auxiliaries:
        return False
    if before == "and" and triggers.load().is_past(clauses.low(back - 1)):
        opens = clauses.low(back - 2)
        return opens in words.definite or opens in _OWNED or opens in ("a", "an")
    hung = before in words.prepositions and before not in words.openers and before not in ("as", "than")
    named = before in words.determiners and before not in words.counts and before not in words.pointing
    ranked = before in ("most", "more", "least") and clauses.low(back - 1) in words.definite  # "the most publicized"
    # Not "he's sentenced".
    return hung or named or ranked or (before in _OWNED and clauses.low(back - 1) not in words.subjects)
