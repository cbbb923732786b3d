"""Words that are read as others, before anything is told by them.

A paper that opens a sentence with the day it came out only dates what its writer does in it: "In a ruling issued on
Monday, the court annulled the law", "By letter dated October 4, the tenant gave notice". A last will is no verb, and
the fire of an army burns nothing: "killed by Israeli fire".
"""

from collections.abc import Sequence

from kb.extract.mentions.dashes import Token
from kb.lexicon import actors

_WHOSE, _WILL = frozenset(("the", "a", "his", "her", "their")), "testament"
_FROM, _GUNS = ("by", "from"), "guns"
_SHOOTING = ("army", "police", "rebel", "government", "enemy", "taliban", "nato", "militant", "naval", "ground")
_LEADS, _LED, _OUT = ("in", "by", "through"), "in", "out"
_NOUN = 9  # tokens from the head of the sentence
_DAY = 4  # tokens from the participle: "handed down late on Monday"
_PAPERS = frozenset(
    """letter letters e-mail email memo memorandum report statement communique judgment judgement ruling decision
    order opinion decree verdict resolution notice directive circular edict proclamation fatwa declaration
    message note telegram cable fax affidavit filing article editorial column essay post posting video recording
    study paper audit interview release""".split()
)
_CAME_OUT = frozenset(
    """dated issued released published posted filed sent written signed handed delivered made distributed circulated
    broadcast aired televised recorded printed e-mailed emailed faxed tweeted""".split()
)
_HOW = frozenset("on in late early down out public online here to and".split())


def set_wording(tokens: Sequence[Token]) -> None:
    """Makes an adverb of the participle that dates the paper a sentence opens with, a noun of "will" where it is no
    verb, and guns of the fire of those who shoot."""
    for i, token in enumerate(tokens):
        if token.low == "will" and i and tokens[i - 1].low in _WHOSE:
            token.low = _WILL
        elif token.low == "fire" and i > 1 and tokens[i - 2].low in _FROM and _shoots(tokens[i - 1].low):
            token.low = _GUNS
    _set_opening(tokens)


def _shoots(low: str) -> bool:
    """Whether a word before "fire" says who shoots: "army fire", "Israeli fire"."""
    of_land = any(name.form == "adjective" and len(name.words) == 1 for name in actors.load().names.get(low, ()))
    return of_land or low in _SHOOTING


def _set_opening(tokens: Sequence[Token]) -> None:
    if not tokens or tokens[0].low not in _LEADS:
        return
    end = min(_NOUN, len(tokens) - 1)
    noun = next((i for i in range(1, end) if tokens[i].low in _PAPERS and tokens[i + 1].low in _CAME_OUT), 0)
    if not noun or any(tokens[i].date >= 0 or not tokens[i].word for i in range(1, noun)):
        return
    day = next((i for i in range(noun + 2, len(tokens)) if tokens[i].low not in _HOW), len(tokens))
    last = day
    while last < len(tokens) and tokens[last].date >= 0:
        last += 1
    if not day < last < len(tokens) or day > noun + _DAY or tokens[last].low != ",":
        return
    tokens[0].low = _LED
    tokens[noun + 1].low = _OUT
