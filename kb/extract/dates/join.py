"""Refine, first half: what neighbours in a sentence say together. Sees the expressions and the words between them.

A weekday and its date, a day and its hour become one expression; "early" and "the end of" join the date that follows;
in ranges and lists ("Dec. 29-31", "3 and 5 June", "1861-63") the parts share what only one of them says.
"""

import re
from dataclasses import replace

from kb.extract.dates.match import Found
from kb.lexicon.dates import alternation, load
from kb.model import Span

_CALENDAR = frozenset({"calendar", "iso", "numeric", "era_year"})
_DAYS = frozenset({"weekday", "step_weekday", "weekday_of_week", "holiday"})
_SAYS_DAY = frozenset({"today", "yesterday", "tomorrow", "day before yesterday", "day after tomorrow"})
_COUNTED = frozenset({"number of units", "a unit"})
_OFFSETS = {" after ": 1, " before ": -1, " following ": 1, " prior to ": -1}
_MOVES = frozenset({"day", "week", "fortnight", "month", "year", "decade"})
_RANGE = re.compile(r" ?(?:-|–|—|--) ?| (?:to|through|thru|until|till|up to|into) (?:the )?|, (?:to|until) ")
_LIST = re.compile(r", (?:and |or )?| (?:and|or|&) (?:on )?(?:the )?|/")
_TIME_FIRST = re.compile(r",? (?:on |of |of the )?(?:the )?")
_DAY_FIRST = re.compile(r",? (?:(?:at|around|about|by|in|near|after|before) )?(?:the )?")
_NUMBER_AFTER = re.compile(
    r"(?P<gap> ?[-–—] ?|,? (?:and|or|to|&|through|until) (?:the )?|, )(?P<day>\d{1,2})(?:st|nd|rd|th)?(?P<year>,? \d{4})?(?![\w%])(?!,\d|[:/.]\d|-\w)"
)
_NUMBER_BEFORE = re.compile(
    r"(?<![\w.,:$/-])(?P<day>\d{1,2})(?:st|nd|rd|th)?(?P<gap> ?[-–—/] ?|,? (?:and|or|to|&|through) (?:the )?|, )$"
)
_YEAR_BEFORE = re.compile(r"(?<![\w.,:$/-])(?P<year>\d{1,4})(?P<gap> ?[-–—/] ?| (?:and|or|to|until) )$")
_GOES_ON = re.compile(
    r" ?(?:$|[.,;:)\]–—-]|(?:were|was|is|are|will|would|in|at|when|the|with|by|for|after|as|that|which|this|last|next|to|a|of|before|from|has|had|have|said|they|he|she|it|and|but)(?![a-z]))"
)
_YEAR_AFTER = re.compile(r" ?[-–—/] ?(?P<year>\d\d)(?![\w,%])(?!\.\d)")
_MODIFIER_REACH = 30


def join(text: str, low: str, sentence: Span, found: list[Found]) -> list[Found]:
    """The expressions of a sentence after they have looked at one another."""
    if not found:
        return found
    found = _one_expression(low, found)
    found = [piece for each in found for piece in _with_numbers(low, sentence, each)]
    found = _apart(found)
    found = [_modified(text, low, sentence, found, place) for place in range(len(found))]
    return _linked(low, sentence, found)


def _apart(found: list[Found]) -> list[Found]:
    """Without the expressions that one before them has taken in."""
    kept = found[:1]
    for one in found[1:]:
        if one.span.start >= kept[-1].span.end:
            kept.append(one)
    return kept


def _is_day(found: Found) -> bool:
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
        and _is_day(second)
        and second.rule.build in _CALENDAR
        and gap in (" ", ", ", ", the ", " the ")
    ):
        return replace(second, span=span, clock=first.clock or second.clock)
    if second.rule.build == "weekday" and _is_day(first) and first.rule.build in _CALENDAR and gap in (", ", " (", ","):
        return None if gap == " (" else replace(first, span=span)
    if first.rule.build == "duration" and gap in _OFFSETS and _is_day(second):
        count, unit = first.get("number") or 1, str(first.get("unit"))
        if count != "X" and "a half" not in first.words and first.rule.name in _COUNTED and unit in _MOVES:
            return replace(second, span=span, offset=(_OFFSETS[gap] * count, unit))
    if _is_time(first) and _is_time(second):
        return None
    if _is_time(first) and _is_day(second) and _TIME_FIRST.fullmatch(gap):
        return replace(second, span=span, clock=_clock(first))
    if _is_day(first) and not first.clock and _is_time(second) and _DAY_FIRST.fullmatch(gap):
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


def _clock(found: Found) -> str:
    return clock_of(found) if found.rule.build == "clock" else str(found.get("part") or "")


def clock_of(found: Found) -> str:
    """The time of day as TIMEX3 writes it ("14:30"), "" when there is no such time."""
    if found.get("fixed"):
        return "24:00" if found.get("fixed") == "midnight" else "12:00"
    if found.get("hhmm"):
        hour, minute = int(found.fields["hhmm"][:2]), int(found.fields["hhmm"][2:])
    else:
        hour, minute = found.get("hour"), found.get("minute") or 0
        hour = found.get("number") if hour is None else hour
    half = found.get("ampm")
    if hour is None or not isinstance(hour, int) or hour > 24 or (half is not None and not 1 <= hour <= 12):
        return ""
    if half is not None:
        hour = hour % 12 + half
    return f"{hour:02d}:{minute:02d}"


def _with_numbers(low: str, sentence: Span, found: Found) -> list[Found]:
    """A date with the bare numbers beside it that share its month or century: "May 3 and 4", "3-5 June", "1861-63"."""
    if found.rule.build == "era_year":
        return _era_year_before(low, sentence, found)
    if found.rule.build != "calendar" or found.clock:
        return [found]
    if "day" in found.fields and "month" in found.fields:
        if found.fields.get("month_words") and low.startswith(str(found.fields["month_words"]), found.span.start):
            return _numbers_after(low, sentence, found)
        return _numbers_before(low, sentence, found)
    if set(found.fields) == {"year", "year_words"}:
        return _year_after(low, sentence, found)
    return [found]


def _numbers_after(low: str, sentence: Span, found: Found) -> list[Found]:
    row = [found]
    while "year" not in row[-1].fields and len(row) < 8:
        last = row[-1]
        hit = _NUMBER_AFTER.match(low, last.span.end, sentence.end)
        if hit is None or not _day_goes_on(low, hit, last, sentence):
            break
        fields = {**last.fields, "day": int(hit["day"])}
        if hit["year"]:
            fields["year"] = int(hit["year"].strip(" ,"))
        row[-1] = replace(last, link=_kind(low, sentence, last.span.start, hit["gap"]))
        span = Span(hit.start("day"), hit.end())
        row.append(replace(found, span=span, words=low[span.start : span.end], fields=fields, follows=True))
    year = row[-1].get("year")
    return [replace(one, fields={**one.fields, "year": year}) for one in row] if year else row


def _day_goes_on(low: str, hit: re.Match[str], last: Found, sentence: Span) -> bool:
    """Whether a number after a date is a day too: it is later, and no noun that it counts comes after it."""
    day = int(hit["day"])
    if not last.fields["day"] < day <= 31:
        return False
    return bool(hit["year"]) or bool(_GOES_ON.match(low, hit.end(), sentence.end)) or hit["gap"].strip() in "-–—"


def _numbers_before(low: str, sentence: Span, found: Found) -> list[Found]:
    row = [found]
    while len(row) < 8:
        first = row[0]
        start = max(sentence.start, first.span.start - 16)
        hit = _NUMBER_BEFORE.search(low, start, first.span.start)
        if hit is None or not 0 < int(hit["day"]) < first.fields["day"]:
            break
        kind = _kind(low, sentence, hit.start("day"), hit["gap"])
        row[0] = replace(first, follows=True)
        fields = {**found.fields, "day": int(hit["day"])}
        span = Span(hit.start("day"), hit.start("gap"))
        row.insert(0, replace(found, span=span, words=low[span.start : span.end], fields=fields, link=kind))
    return row


def _era_year_before(low: str, sentence: Span, found: Found) -> list[Found]:
    """The first year of "499-493 BC", which has no era of its own."""
    hit = _YEAR_BEFORE.search(low, max(sentence.start, found.span.start - 12), found.span.start)
    if hit is None or not found.words[:1].isdigit():
        return [found]
    if int(hit["year"]) <= int(found.fields["erayear"]) and str(found.fields["era"]).startswith("b"):
        return [found]
    span = Span(hit.start("year"), hit.end("year"))
    fields = {**found.fields, "erayear": hit["year"]}
    kind = _kind(low, sentence, span.start, hit["gap"])
    first = replace(found, span=span, words=hit["year"], fields=fields, link=kind)
    return [first, replace(found, follows=True)]


def _year_after(low: str, sentence: Span, found: Found) -> list[Found]:
    hit = _YEAR_AFTER.match(low, found.span.end, sentence.end)
    year = found.get("year")
    if hit is None or year is None or int(hit["year"]) <= year % 100 or "'" in found.words:
        return [found]
    fields = {"year": year - year % 100 + int(hit["year"]), "year_words": hit["year"]}
    span = Span(hit.start("year"), hit.end("year"))
    second = replace(found, span=span, words=hit["year"], fields=fields, follows=True)
    return [replace(found, link="range"), second]


_MODIFIED = frozenset(
    {
        "calendar",
        "decade",
        "century",
        "season",
        "quarter",
        "half",
        "fiscal",
        "step",
        "step_month",
        "step_season",
        "shift",
        "weekday",
        "iso",
        "numeric",
        "era_year",
        "holiday",
        "weekend",
        "month_of_year",
        "step_weekday",
    }
)
_modifier: dict[str, str] = {}


def _modifier_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![a-z-])(?P<mod>(?:the )?(?:very )?{alternation(load().tables['modifier'])[: -len('(?![a-z])')]})(?:-| (?:the )?|, )$"
    )


_MODIFIER = _modifier_pattern()


def _modified(text: str, low: str, sentence: Span, found: list[Found], place: int) -> Found:
    """The date with the words before it that pick its beginning, middle or end."""
    one = found[place]
    if one.rule.build not in _MODIFIED or one.mod or one.follows:
        return one
    floor = max(sentence.start, one.span.start - _MODIFIER_REACH, found[place - 1].span.end if place else 0)
    hit = _MODIFIER.search(low, floor, one.span.start)
    if hit is None:
        return one
    table = load().tables["modifier"]
    surface = hit["mod"]
    mod = table.get(surface) or table.get(surface.removeprefix("the ")) or ""
    if mod == "APPROX" and one.rule.build not in ("calendar", "decade", "era_year"):
        return replace(one, mod=mod)
    words = text[hit.start() : one.span.end]
    return replace(one, span=Span(hit.start(), one.span.end), words=words, mod=mod)


def _linked(low: str, sentence: Span, found: list[Found]) -> list[Found]:
    """Marks which expressions form a range or list, and lends each the year or month that the other says."""
    row = list(found)
    for place in reversed(range(len(row) - 1)):
        first, second = row[place], row[place + 1]
        if first.link or second.follows:
            continue
        kind = _link(low, sentence, first, second)
        if kind:
            row[place], row[place + 1] = _lend(replace(first, link=kind), replace(second, follows=True), kind)
    return row


def _link(low: str, sentence: Span, first: Found, second: Found) -> str:
    if second.span.start - first.span.end > 12 or not _alike(first, second):
        return ""
    gap = low[first.span.end : second.span.start]
    if _RANGE.fullmatch(gap):
        return "range"
    return _kind(low, sentence, first.span.start, gap) if _LIST.fullmatch(gap) else ""


def _kind(low: str, sentence: Span, start: int, gap: str) -> str:
    """How the words between two dates join them: "and" makes a range only after "between"."""
    words = gap.replace(" the", "").strip()
    if words == "and" and low[max(sentence.start, start - 12) : start].rstrip("the ").endswith("between"):
        return "range"
    return "list" if words in ("", ",", "and", ", and", "or", "&", ", or", "/", "and on", "or on") else "range"


def _alike(first: Found, second: Found) -> bool:
    kinds = {first.rule.build, second.rule.build}
    return (
        kinds <= {"calendar", "season"}
        or (kinds <= {"weekday"})
        or (kinds <= {"iso", "numeric", "decade", "era_year"} and len(kinds) == 1)
    )


def _lend(first: Found, second: Found, kind: str) -> tuple[Found, Found]:
    if first.rule.build != "calendar" or second.rule.build != "calendar":
        return first, second
    one, two = dict(first.fields), dict(second.fields)
    if "month" in one and "month" in two and "year" in two and "year" not in one:
        earlier = one["month"] > two["month"] and kind == "range"
        one["year"] = two["year"] - earlier
        one["lent"] = True
    return replace(first, fields=one), replace(second, fields=two)
