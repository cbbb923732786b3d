"""Refine, first part: neighbours in a sentence that name one date. Sees the expressions and the words between them.

A weekday and its date, a day and its hour become one expression; "early" and "the end of" join the date that follows.
"""

import re
from dataclasses import replace
from functools import cache

from kb.extract.dates.match import Found, clock_of
from kb.extract.dates.share import linked, with_numbers
from kb.lexicon.dates import alternation, load
from kb.model import Span

_CALENDAR = frozenset({"calendar", "iso", "numeric", "era_year"})
_DAYS = frozenset({"weekday", "step_weekday", "weekday_of_week", "holiday"})
_SAYS_DAY = frozenset({"today", "yesterday", "tomorrow", "day before yesterday", "day after tomorrow"})
_COUNTED = frozenset({"number of units", "a unit"})
_OFFSETS = {" after ": 1, " before ": -1, " following ": 1, " prior to ": -1}
_MOVES = frozenset({"day", "week", "fortnight", "month", "year", "decade"})
_TIME_FIRST = re.compile(r",? (?:on |of |of the )?(?:the )?")
_DAY_FIRST = re.compile(r",? (?:(?:at|around|about|by|in|near|after|before) )?(?:the )?")
_MODIFIER_REACH = 30
# "Earlier Friday" is before something else on that day, no part of it.
_COMPARED = ("earlier", "later")


def join(text: str, low: str, sentence: Span, found: list[Found]) -> list[Found]:
    """The expressions of a sentence after they have looked at one another."""
    if not found:
        return found
    found = _one_expression(low, found)
    found = [piece for each in found for piece in with_numbers(low, sentence, each)]
    found = _apart(_one_expression(low, found))
    found = [_modified(text, low, sentence, found, place) for place in range(len(found))]
    return linked(low, sentence, found)


def _apart(found: list[Found]) -> list[Found]:
    """Without the expressions that one before them has taken in."""
    kept = found[:1]
    for one in found[1:]:
        if one.span.start >= kept[-1].span.end:
            kept.append(one)
    return kept


def is_day(found: Found) -> bool:
    """Whether an expression names a day of the calendar."""
    builder = found.rule.build
    return (
        builder in _DAYS
        or (builder in _CALENDAR and ("day" in found.fields or builder in ("iso", "numeric")))
        or found.rule.name in _SAYS_DAY
        or (builder in ("step", "shift") and found.get("unit") == "day")
    )


def _is_time(found: Found) -> bool:
    return found.rule.build in ("clock", "part") and not found.clock


def _one_expression(low: str, found: list[Found]) -> list[Found]:
    """Weekday with date, clock or part of day with day: two neighbours that name one time."""
    joined: list[Found] = []
    for one in found:
        if joined:
            both = _pair(low[joined[-1].span.end : one.span.start], joined[-1], one)
            if both is not None:
                joined[-1] = both
                continue
        joined.append(one)
    return joined


def _pair(gap: str, first: Found, second: Found) -> Found | None:
    span = Span(first.span.start, second.span.end)
    if len(gap) > 12:
        return None
    if (
        first.rule.build == "weekday"
        and is_day(second)
        and second.rule.build in _CALENDAR
        and gap in (" ", ", ", ", the ", " the ")
    ):
        return replace(second, span=span, clock=first.clock or second.clock)
    if first.rule.name == "this morning" and second.rule.build in _CALENDAR and is_day(second) and gap == " ":
        return replace(second, span=span, clock=str(first.get("part") or ""))
    if second.rule.build == "weekday" and is_day(first) and first.rule.build in _CALENDAR and gap in (", ", " (", ","):
        return None if gap == " (" else replace(first, span=span)
    if first.rule.build == "duration" and gap in _OFFSETS and is_day(second):
        count, unit = first.get("number") or 1, str(first.get("unit"))
        if count != "X" and "a half" not in first.words and first.rule.name in _COUNTED and unit in _MOVES:
            return replace(second, span=span, offset=(_OFFSETS[gap] * count, unit))
    if _is_time(first) and _is_time(second):
        return None
    if _is_time(first) and is_day(second) and _TIME_FIRST.fullmatch(gap):
        return replace(second, span=span, clock=_clock(first))
    if first.clock[:1].isdigit() and gap == " " and second.rule.build == "part" and not second.clock:
        return replace(first, span=span, clock=_in_half(first.clock, str(second.get("part"))))
    if is_day(first) and not first.clock and _is_time(second) and _DAY_FIRST.fullmatch(gap):
        if second.rule.build == "part" and gap not in (
            " ",
            " in the ",
            ", in the ",
            " at ",
            " around ",
            " before ",
            " after ",
        ):
            return None
        return replace(first, span=span, clock=_clock(second))
    return None


def _in_half(clock: str, part: str) -> str:
    """The hour in the half of the day that a part of it names: "9:30 on Monday night" is 21:30."""
    hour, minute = clock.split(":")
    later = (part in ("AF", "EV", "NI") and 4 < int(hour) < 12) or (part == "AF" and int(hour) < 12)
    return f"{int(hour) + 12}:{minute}" if later else clock


def _clock(found: Found) -> str:
    return clock_of(found) if found.rule.build == "clock" else str(found.get("part") or "")


_OWNING = ("'s", "’s")
_MODIFIED = frozenset(
    "calendar iso numeric era_year decade century season quarter half fiscal holiday shift step step_month step_season "
    "step_weekday month_of_year weekday weekend".split()
)


@cache
def _modifier_pattern() -> re.Pattern[str]:
    words = alternation(load().tables["modifier"])
    return re.compile(rf"(?<![a-z-])(?P<mod>(?:the )?(?:very )?{words})(?:-| (?:the )?|, )$")


def _modified(text: str, low: str, sentence: Span, found: list[Found], place: int) -> Found:
    """The date with the words before it that pick its beginning, middle or end."""
    one = found[place]
    if one.rule.build not in _MODIFIED or one.mod or one.follows:
        return one
    floor = max(sentence.start, one.span.start - _MODIFIER_REACH, found[place - 1].span.end if place else 0)
    hit = _modifier_pattern().search(low, floor, one.span.start)
    if hit is None:
        return one
    table = load().tables["modifier"]
    surface = hit["mod"]
    if one.rule.build == "weekday" and surface.startswith(_COMPARED):
        return one
    mod = table.get(surface) or table.get(surface.removeprefix("the ")) or ""
    counted = one.rule.build in ("calendar", "decade", "era_year")
    if surface == "about" and not (counted and hit[0] == "about " and text[one.span.end :][:2] not in _OWNING):
        return one  # "talks about Monday's vote", "asked about the May 3 attack"
    if mod == "APPROX" and not counted:
        return replace(one, mod=mod)
    words = text[hit.start() : one.span.end]
    return replace(one, span=Span(hit.start(), one.span.end), words=words, mod=mod)
