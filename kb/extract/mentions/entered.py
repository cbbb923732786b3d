"""Where a sentence of a chronology begins, behind the date that opens its entry."""

from collections.abc import Sequence

from kb.extract.entries import BULLETS, MARKS
from kb.extract.mentions.dashes import Token

_ENTERING = frozenset((*MARKS, "--"))
_WHERE = 6  # tokens


def entered(tokens: Sequence[Token]) -> int:
    """The offset at which a sentence of a chronology begins behind the date that opens it."""
    dated, past = False, _past_bracket(tokens)
    for i, token in enumerate(tokens):
        if i < past:
            dated = dated or token.date >= 0
            continue
        if token.word and token.date < 0:
            return token.start if dated and (token.capital or token.text[0].isdigit()) else tokens[0].start
        dated = dated or token.date >= 0
        if not (token.date >= 0 or token.low in _ENTERING or token.low in BULLETS or not dated):
            break
    return tokens[0].start if tokens else 0


def _past_bracket(tokens: Sequence[Token]) -> int:
    """The token behind a bracket that tells where, between the date of an entry and its mark: "3 May 2020 (Peru): "."""
    opens = next((i for i, token in enumerate(tokens) if token.date < 0 and token.low not in BULLETS), len(tokens))
    begin = next((i for i in range(min(opens, len(tokens))) if tokens[i].low == "("), -1)
    end = next((i for i in range(begin + 1, min(len(tokens), begin + _WHERE)) if tokens[i].low == ")"), -1)
    marked = 0 < begin < end < len(tokens) - 1 and tokens[end + 1].low in _ENTERING
    return end + 1 if marked and tokens[begin - 1].date >= 0 else 0


def opens_entry(tokens: Sequence[Token]) -> bool:
    """Whether a sentence may open an entry of a chronology: "14 April 2022: The Moskva sinks"."""
    first = next((i for i, token in enumerate(tokens) if token.word or token.date >= 0), len(tokens))
    end = next((i for i in range(first, len(tokens)) if tokens[i].date < 0), -1)
    return first < end and tokens[end].low in _ENTERING
