"""Commas that end no clause: beside an age, and between words that tell of what kind a noun is: "a seven-year,
$161-million deal"."""

from collections.abc import Sequence

from kb.extract.mentions.dashes import Token
from kb.lexicon import grammar

_AGE = 3  # digits
_SUMS = ("$", "£", "€", "¥", "C$", "A$", "US$")


def is_within(tokens: Sequence[Token], comma: int) -> bool:
    """Whether a comma stands between compounds that tell more of the noun behind them: "a seven-year, $161-million
    deal", "a long-awaited, court-backed merger"; not "in a follow-up, Omar said"."""
    begin = comma - 1
    if tokens[begin - 1].low == "-" and tokens[begin - 2].text.isdigit():
        begin -= 2
    if begin < 1 or comma + 2 >= len(tokens) or tokens[begin - 1].low not in grammar.load().determiners:
        return False
    after, joint = tokens[comma + 1 : comma + 3]
    leads = after.low in _SUMS or _is_compound(after) or (after.text.isdigit() and joint.low == "-")
    return (begin < comma - 1 or _is_compound(tokens[begin])) and leads


def _is_compound(token: Token) -> bool:
    return "-" in token.text[1:] and token.text.islower()


def is_age(tokens: Sequence[Token], comma: int) -> bool:
    """Whether a comma stands before or behind the age in "Omar Haddad, 34, was held"."""
    for i in (comma, comma - 2):
        row = tokens[max(i - 1, 0) : i + 3]
        if i > 0 and len(row) == 4 and row[0].capital and row[1].low == "," == row[3].low:
            return row[2].text.isdigit() and len(row[2].text) <= _AGE and row[2].date < 0
    return False
