"""Where "as" leads to the post that somebody is given, and opens no clause."""

from collections.abc import Sequence

from kb.extract.mentions.dashes import Token
from kb.lexicon import grammar, triggers

_MAKING = frozenset(
    """name names named naming appoint appoints appointed appointing choose chooses chose chosen choosing pick picks
    picked nominate nominated nominating hire hires hired hiring elect elects elected re-elected
    install installed select selects selected designate designated recruit recruited introduce introduced
    sworn""".split()
)
_MADE, _AUXILIARIES = 8, 3  # tokens


def is_post(tokens: Sequence[Token], i: int) -> bool:
    """Whether "as" leads to what somebody is made: "named Ann as his deputy at", not "was named as the storm hit"."""
    words = grammar.load()
    if tokens[i].low != "as" or tokens[i - 1].low in words.relative or tokens[i - 1].low == "serve":
        return False
    made = next((j for j in range(i - 1, max(-1, i - _MADE), -1) if tokens[j].low in _MAKING), -1)
    undergone = not words.be.isdisjoint(token.low for token in tokens[max(0, made - _AUXILIARIES) : made])
    if made < 0 or (undergone and any(triggers.load().is_past(token.low) for token in tokens[i + 1 :])):
        return False  # "was hired as the head coach and moved to Oslo"
    for token in tokens[i + 1 : i + 1 + _MADE]:
        if not token.word or token.date >= 0 or token.low in words.prepositions or token.low in words.relative:
            return True
        if token.low in words.subjects | words.auxiliaries or triggers.load().is_past(token.low):
            return False
    return True
