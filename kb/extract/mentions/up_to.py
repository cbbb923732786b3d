"""Days that are but the end of the time in which something lies: "had sold nine jets before Monday"."""

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.tokens import Clauses

# How soon before a day something was: hardly another day.
_CLOSELY = frozenset(
    "shortly just soon immediately right hour hours minutes day days night week weeks month months year years".split()
)
_YEAR = 4  # digits


def is_up_to(clauses: Clauses, candidate: Candidate, first: int) -> bool:
    """Whether a date that begins at a token is but the one before which a fact lies: "prior to 1990, he taught"; not
    "shortly before Christmas", "before noon on Tuesday", "must leave before Friday"."""
    before = clauses.lows(first - 2, first)
    led = before == ("prior", "to") or (before[-1:] == ("before",) and before[0] not in _CLOSELY)
    text = clauses.tokens[first].text
    day = text[0].isupper() or (text.isdigit() and len(text) == _YEAR)
    return led and day and candidate.certainty == "asserted" and not candidate.unreal


def has_end(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether a clause, or the phrase that opens its sentence, names such a day, so that its fact is of no day told."""
    here = clauses.segment[candidate.first]
    firsts = (j for j, token in enumerate(clauses.tokens) if token.date >= 0 and not clauses.is_date(j - 1))
    own = (j for j in firsts if clauses.segment[j] == here or clauses.segment[j] == 0)
    return any(clauses.low(j + 1) != "'s" and is_up_to(clauses, candidate, j) for j in own)
