"""What a sentence only tells that a film, photograph or recording shows: "a video released on Monday shows the moment
the guard was shot"."""

from kb.extract.mentions.tokens import Clauses

_RECORDINGS = frozenset(
    """video videos footage film films tape tapes photo photos photograph photographs picture pictures image images
    recording recordings clip clips cctv camera cameras""".split()
)
_SHOWING = frozenset("show shows showed showing captures captured capturing depicts depicted depicting".split())
_FAR, _NEAR = 14, 12  # tokens


def is_filmed(clauses: Clauses, i: int) -> bool:
    """Whether what a trigger tells is shown by a recording, so that the day of its sentence is not its own."""
    for j in range(i - 1, max(-1, i - _FAR), -1):
        if clauses.low(j) in _SHOWING:
            return not _RECORDINGS.isdisjoint(clauses.lows(max(0, j - _NEAR), j))
        if clauses.low(j) in (";", "and", "but") or clauses.is_date(j):
            return False
    return False
