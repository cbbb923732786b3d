"""How far the dates of two mentions speak against one event."""

from kb.merge.signs import Signs
from kb.when import Date, Grain, When

NEAR = 3  # days by which two articles may date one event apart
# What a date of so many days leaves open, between two articles and within one.
_MONTH = 31
_VAGUE = ((1, (0.0, 0.0)), (3, (0.25, 0.25)), (10, (0.25, 0.5)), (_MONTH, (0.5, 1.5)))
_VAGUEST, _SAME_YEAR = (2.5, 2.5), 2.0  # in a year much happens to the same actors, less where two articles name it
_APART = 0.9
_YEARLESS, _YEARLESS_MONTH = 0.25, 0.75


def doubt(one: Signs, other: Signs) -> float | None:
    """What the dates take from the weight for one event; None where by their dates they cannot be one."""
    same = one.mention.document == other.mention.document
    if one.days is None or other.days is None:
        return _without_year(one.mention.date, other.mention.date, same=same)
    (first, last), (low, high) = one.days, other.days
    if same and (first, last) == (low, high):
        return 0.0
    gap = max(first, low) - min(last, high)
    length = max(last - first, high - low) + 1
    if gap <= 0:
        named = (first, last) == (low, high) and length > _MONTH
        return _SAME_YEAR if named else _vagueness(length)[same]
    # Two that name their days mean two days, and so do two of one article to which its other sentences gave a day each,
    # unless it only counts the dead; else a day of publication or of a neighbouring sentence may be beside the day.
    sure = ("explicit", "context") if same and not (one.toll or other.toll) else ("explicit",)
    if one.mention.basis == other.mention.basis in sure or length > NEAR or gap > NEAR:
        return None
    return gap * _APART


def _vagueness(days: int) -> tuple[float, float]:
    return next((vague for most, vague in _VAGUE if days <= most), _VAGUEST)


def _without_year(a: Date | None, b: Date | None, *, same: bool) -> float | None:
    """Of one document, only the very same date; of two, a day or month without a year may be that of any year."""
    if same:
        return 0.0 if (a and a.edtf) == (b and b.edtf) else None
    one, other = _day(a), _day(b)
    if one is None or one != other:
        return None
    return _YEARLESS if one[1] else _YEARLESS_MONTH


def _day(date: Date | None) -> tuple[int | None, int | None] | None:
    """Month and day of a day, the month alone of a month."""
    return (date.number, date.day) if isinstance(date, When) and date.grain in (Grain.DAY, Grain.MONTH) else None
