"""Refine, fourth part: "today" in a quotation is the day on which it was said, where the sentence names that day."""

import re
from collections.abc import Sequence

from kb.extract.dates.join import is_day
from kb.extract.dates.match import Found
from kb.lexicon.tense import load
from kb.model import Span

_OPEN = re.compile("[“„]|``")
_CLOSE = re.compile("”|''")
# How far from the quotation the words that name its day may stand, in characters and in expressions.
_REACH, _NEIGHBOURS = 80, 6


def day_of_saying(low: str, sentence: Span, row: Sequence[Found], place: int) -> Found | None:
    """The expression that names the day on which the quotation around a "today" or "yesterday" was said, or None."""
    found = row[place]
    if found.rule.build != "shift" or "count" not in found.rule.args or found.rule.args.get("from") == "told":
        return None
    quotation = _around(low, sentence, found.span)
    if quotation is None:
        return None
    for other in row[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1]:
        between = _between(other.span, quotation)
        if is_day(other) and between is not None and load().saying.search(low, *between):
            return other
    return None


def _around(low: str, sentence: Span, span: Span) -> Span | None:
    """The quotation within a sentence that holds the span."""
    opening = -1
    for mark in _OPEN.finditer(low, sentence.start, span.start):
        opening = mark.start()
    if opening < 0:
        straight = low.count('"', sentence.start, span.start)
        opening = low.rfind('"', sentence.start, span.start) if straight % 2 else -1
        end = low.find('"', span.end, sentence.end) if opening >= 0 else -1
    elif _CLOSE.search(low, opening, span.start):
        return None
    else:
        closing = _CLOSE.search(low, span.end, sentence.end)
        end = closing.start() if closing else -1
    return Span(opening, end) if 0 <= opening < end else None


def _between(span: Span, quotation: Span) -> tuple[int, int] | None:
    """The stretch between a quotation and words near it, before or after."""
    if span.start > quotation.end and span.start - quotation.end < _REACH:
        return quotation.end, span.start
    if span.end < quotation.start and quotation.start - span.end < _REACH:
        return max(0, span.start - _REACH), quotation.start
    return None
