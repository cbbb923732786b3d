"""Chronologies, which tell in the present: paragraphs that a date opens ("Dec. 29: Jets strike five bases"), and those
below a line that is a date."""

from bisect import bisect_left
from collections.abc import Sequence

from kb.model import DateMention, Sentence
from kb.when import Grain, When

_BULLETS = " \t#-–—*•·(:"
_BULLET = 6  # characters before the date that opens a line
_LINE = 40  # characters of a date that is a line
MARKS = (":", "-", "–", "—")  # what stands behind the date of an entry


def _is_day(date: DateMention) -> bool:
    return isinstance(date.when, When) and date.when.grain is Grain.DAY


def entries_of(text: str, sentences: Sequence[Sentence], dates: Sequence[DateMention]) -> frozenset[int]:
    """The numbers of the paragraphs that a date opens, or that stand below lines of a date; one is no chronology."""
    if len(dates) < 2:
        return frozenset()
    starts = [date.span.start for date in dates]
    opened: set[int] = set()
    below: set[int] = set()
    heads, headed = 0, False
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        own = dates[bisect_left(starts, start) : bisect_left(starts, end)]
        if own and not text[start : min(own[0].span.start, start + _BULLET)].strip(_BULLETS):
            rest = text[own[-1].span.end : end].strip(_BULLETS)
            if not rest.strip(".") and own[-1].span.end - own[0].span.start <= _LINE:
                headed = _is_day(own[0])  # below a year stand whole chapters, in the past
                heads += headed
                continue
            if text[own[0].span.end : own[0].span.end + 2].lstrip().startswith(MARKS):
                opened.add(sentence.paragraph)
        if text[start] == "#":
            headed = False
        elif headed:
            below.add(sentence.paragraph)
    return frozenset((opened if len(opened) > 1 else set()) | (below if heads > 1 else set()))
