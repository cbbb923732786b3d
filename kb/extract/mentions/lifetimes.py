"""Years that say when somebody lived, and of nothing told besides."""

from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar
from kb.model import DateMention
from kb.when import Interval

_LIFE = 20  # years
_OPENING = 4  # tokens
_BRACKET = 9  # tokens from a bracket to the years in it
_YEAR = 4  # digits


def spans_life(clauses: Clauses, last: int, mention: DateMention) -> bool:
    """Whether years that open a sentence say only when somebody lived: "1870-1924 Russian leader"."""
    first, final = (mention.when.first, mention.when.last) if isinstance(mention.when, Interval) else (None, None)
    opens = clauses.tokens[last].end <= clauses.body or last < _OPENING
    if first is None or final is None or not opens or first.year is None or final.year is None:
        return False
    return final.year - first.year > _LIFE and clauses.low(last + 1) not in (",", ":")


def is_lifetime(clauses: Clauses, first: int, told: frozenset[int]) -> bool:
    """ "Omar Said (1820-1891) was killed", "(born 1950)": years in brackets behind the name that a sentence
    begins with."""
    words, opening = grammar.load(), first
    while opening >= 0 and clauses.low(opening) not in ("(", ")") and first - opening < _BRACKET:
        opening -= 1
    if opening < 1 or clauses.low(opening) != "(" or any(j < opening for j in told):
        return False
    inside = clauses.tokens[opening + 1 : opening + _BRACKET]
    inside = inside[: next((i for i, token in enumerate(inside) if token.text == ")"), 0)]
    years = [token for token in inside if token.date >= 0 and token.text.isdigit() and len(token.text) == _YEAR]
    rest = [token.low for token in inside if token.date < 0 and token.word]
    lived = not words.lived.isdisjoint(rest) or (len(years) > 1 and not rest)
    return lived and clauses.tokens[opening - 1].capital
