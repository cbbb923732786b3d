"""The period that an event's date stands for, where the words around it make more of it than a calendar unit."""

from collections.abc import Sequence
from dataclasses import replace

from kb.model import DateMention, Document, Span
from kb.when import Date, Grain, Interval, When

_SUNDAY = 6
_JOINTS = {"and", "to", "-", "–", "through", "until", "till"}


def join_days(text: str, dates: Sequence[DateMention]) -> list[DateMention]:
    """Dates of one sentence, two days that follow each other ("on April 24 and 25") made one interval."""
    joined: list[DateMention] = []
    for mention in dates:
        if joined and (interval := _interval(text, joined[-1], mention)):
            span = Span(joined[-1].span.start, mention.span.end)
            joined[-1] = replace(joined[-1], span=span, text=span.of(text), when=interval)
        else:
            joined.append(mention)
    return joined


def _interval(text: str, one: DateMention, two: DateMention) -> Interval | None:
    first, last = one.when, two.when
    if not isinstance(first, When) or not isinstance(last, When):
        return None
    if first.grain is not Grain.DAY or last.grain is not Grain.DAY or not (first.anchored and last.anchored):
        return None
    joint = text[one.span.end : two.span.start].strip().lower()
    gap = last.bounds[0] - first.bounds[0]
    return Interval(first, last) if joint in _JOINTS and (gap == 1 if joint == "and" else gap > 0) else None


def period(text: str, mention: DateMention, document: Document) -> Date | None:
    """The calendar date of an event: "since Tuesday" reaches to the publication, "this week" ends there."""
    when, published = mention.when, document.published
    if when is None or published is None or not published.anchored or not when.anchored:
        return when
    if not isinstance(when, When) or published.grain is not Grain.DAY:
        return when
    low, high = when.bounds
    today = published.bounds[0]
    before = text[max(0, mention.span.start - 7) : mention.span.start].lower().split()
    if before[-1:] == ["since"] or mention.text.lower().startswith("since "):
        return Interval(when, published) if high < today else when
    if when.grain is Grain.WEEK and low < today <= high and mention.text.lower() == "this week":
        return Interval(When.of_day(low), published)
    if when.grain is Grain.WEEK and published.weekday == _SUNDAY and "last week" in mention.text.lower():
        # On a Sunday "last week" is the one that has just ended, not the one before; today is no part of it.
        return Interval(When.of_day(today - 7), When.of_day(today - 1)) if high + 7 == today else when
    return when
