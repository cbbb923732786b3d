"""What a sentence names in passing: sources in brackets, the land that a line is about, who is glad or sorry of it."""

from kb.extract.mentions.tokens import Clauses
from kb.lexicon import actors as names

_MOST = 24  # tokens
_BETWEEN = frozenset((",", ";", "/", "and", "the", "of", "via"))
_ACRONYM = 2  # letters
_FEELINGS = frozenset(
    """delight relief horror dismay surprise anger joy disappointment fury annoyance amusement astonishment shock alarm
    consternation chagrin embarrassment satisfaction irritation distress regret""".split()
)
_TO_THE = ("to", "the")


def is_cited(clauses: Clauses, i: int) -> bool:
    """Whether a token stands in brackets that hold only bodies, by their acronyms or known names, and the days on
    which they wrote: "500 people fled (OCHA 09/03/2017, UN 12/03)"."""
    if "(" not in clauses.words:
        return False
    begin = next((j for j in range(i, max(-1, i - _MOST), -1) if clauses.low(j) in ("(", ")")), -1)
    if begin <= 0 or clauses.low(begin) != "(":
        return False
    end = next((j for j in range(i, min(len(clauses.tokens), i + _MOST)) if clauses.low(j) == ")"), -1)
    inner = range(begin + 1, end)
    days = [j for j in inner if clauses.tokens[j].date >= 0 or clauses.low(j).isdigit()]  # "09/03/2017" of two readings
    return bool(days) and days[0] > begin + 1 and all(j in days or _is_of_source(clauses, j) for j in inner)


def _is_of_source(clauses: Clauses, j: int) -> bool:
    token, known = clauses.tokens[j], names.load().names
    if token.low in _BETWEEN:
        return True
    if names.place_kinds().get(token.low):
        return False
    acronym = token.text.isupper() and len(token.text) >= _ACRONYM
    body = any(one.kind in names.BODIES and len(one.words) == 1 for one in known.get(token.low, ()))
    return acronym or (token.capital and body)


def is_label(clauses: Clauses, first: int, last: int) -> bool:
    """Whether the name at tokens first..last opens a line with a colon, as lands do to say where: "Mali: nine people
    were kidnapped"."""
    return clauses.low(last + 1) == ":" and not any(token.word for token in clauses.tokens[:first])


def is_moved(clauses: Clauses, first: int) -> bool:
    """Whether somebody named at a token is only said to be glad or sorry of it: "fled, to the delight of Omar"."""
    of = clauses.introducing(first)
    return clauses.low(of) == "of" and clauses.low(of - 1) in _FEELINGS and clauses.lows(of - 3, of - 1) == _TO_THE
