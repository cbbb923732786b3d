"""Refine, second part: ranges and lists, whose members share what only one of them says.

"Dec. 29-31", "3 and 5 June", "1861-63", "April and June 1955": each member becomes an expression of its own.
"""

import re
from dataclasses import replace

from kb.extract.dates.match import Found
from kb.model import Span

_RANGE = re.compile(r" ?(?:-|–|—|--) ?| (?:to|through|thru|until|till|up to|into) (?:the )?|, (?:to|until) ")
_LIST = re.compile(r", (?:and |or )?| (?:and|or|&) (?:on )?(?:the )?|/")
_NUMBER_AFTER = re.compile(
    r"(?P<gap> ?[-–—/] ?|,? (?:and|or|to|&|through|until) (?:the )?|, )(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"(?P<year>,? \d{4})?(?![\w%])(?!,\d|[:/.]\d|-\w)"
)
_NUMBER_BEFORE = re.compile(
    r"(?<![\w.,:$/-])(?P<day>\d{1,2})(?:st|nd|rd|th)?(?P<gap> ?[-–—/] ?|,? (?:and|or|to|&|through) (?:the )?|, )$"
)
_YEAR_BEFORE = re.compile(r"(?<![\w.,:$/-])(?P<year>\d{1,4})(?P<gap> ?[-–—/] ?| (?:and|or|to|until) )$")
# What may follow a bare number that is a day, so that it does not count the noun after it.
_GOES_ON = re.compile(
    r" ?(?:$|[.,;:)\]–—-]|(?:were|was|is|are|will|would|in|at|when|the|with|by|for|after|as|that|which|this|last|next"
    r"|to|a|of|before|from|has|had|have|said|they|he|she|it|and|but)(?![a-z]))"
)
_YEAR_AFTER = re.compile(r" ?[-–—/] ?(?P<year>\d\d)(?![\w%])(?![.,]\d)")
_AND_THEN = re.compile(
    r",? and (?:was |were |then |only |finally |has been |is to )*"
    r"(?:\w+ed|ran|went|left|won|lost|fell|broke|held|took|sank|began|shut|put|sent|struck|hit|sold|brought|freed)"
    r"(?: (?!\w+ing |with |of |over |for |that |who |which |after |since )[a-z'-]+){0,4}?"
    r" (?:on|in|until|till|through|before|by) (?:early |late |mid-|the )?"
)
_FAR = 60  # letters


def with_numbers(low: str, sentence: Span, found: Found) -> list[Found]:
    """A date with the bare numbers beside it that share its month or century: "May 3 and 4", "3-5 June", "1861-63"."""
    if found.rule.build == "era_year":
        return _era_year_before(low, sentence, found)
    if found.rule.build != "calendar" or found.clock[:1].isdigit():
        return [found]
    if "day" in found.fields and "month" in found.fields:
        month, day = (low.find(str(found.fields[f"{name}_words"]), found.span.start) for name in ("month", "day"))
        return _numbers_after(low, sentence, found) if month < day else _numbers_before(low, sentence, found)
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
        fields = {**last.fields, "day": int(hit["day"]), "day_words": hit["day"]}
        if hit["year"]:
            fields["year_words"] = hit["year"].strip(" ,")
            fields["year"] = int(fields["year_words"])
        kind = "range" if hit["gap"].strip() == "/" else _kind(low, sentence, last.span.start, hit["gap"])
        row[-1] = replace(last, link=kind)
        span = Span(hit.start("day"), hit.end())
        row.append(replace(found, span=span, words=low[span.start : span.end], fields=fields, clock="", follows=True))
    year = row[-1].get("year")
    return [replace(one, fields={**one.fields, "year": year}) for one in row] if year else row


def _day_goes_on(low: str, hit: re.Match[str], last: Found, sentence: Span) -> bool:
    """Whether a number after a date is a day too: it is later, and no noun that it counts comes after it."""
    day = int(hit["day"])
    if not last.fields["day"] < day <= 31:
        return False
    return bool(hit["year"]) or bool(_GOES_ON.match(low, hit.end(), sentence.end)) or hit["gap"].strip() in "-–—/"


def _numbers_before(low: str, sentence: Span, found: Found) -> list[Found]:
    row = [found]
    while len(row) < 8:
        first = row[0]
        start = max(sentence.start, first.span.start - 16)
        hit = _NUMBER_BEFORE.search(low, start, first.span.start)
        if hit is None or not 0 < int(hit["day"]) < first.fields["day"]:
            break
        kind = "range" if hit["gap"] == "/" else _kind(low, sentence, hit.start("day"), hit["gap"])
        row[0] = replace(first, follows=True)
        fields = {**found.fields, "day": int(hit["day"]), "day_words": hit["day"]}
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
    fields = {**found.fields, "erayear": hit["year"], "erayear_words": hit["year"]}
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


def linked(low: str, sentence: Span, found: list[Found]) -> list[Found]:
    """Marks which expressions form a range or list, and lends each the year or month that the other says."""
    row = _under_year(low, sentence, found)
    for place in reversed(range(len(row) - 1)):
        first, second = row[place], row[place + 1]
        if first.link or second.follows:
            continue
        kind = _link(low, sentence, first, second)
        if kind == "list" and _day_back(first, second):
            continue
        if kind:
            row[place], row[place + 1] = _lend(replace(first, link=kind), replace(second, follows=True), kind)
        elif _leads_to(low, first, second):
            row[place] = _lend(first, second, "range")[0]
    return row


def _under_year(low: str, sentence: Span, found: list[Found]) -> list[Found]:
    """The expressions of a sentence with the year that opens it lent to the days and months behind it, up to one that
    has its own or counts from today: "In 1988, a quake struck on December 7"."""
    row = list(found)
    if len(row) < 2 or set(row[0].fields) != {"year", "year_words"} or low[sentence.start : row[0].span.start] != "in ":
        return row
    for place, one in enumerate(row[1:], 1):
        if one.rule.build != "calendar" or "year" in one.fields or "month" not in one.fields:
            break
        row[place] = replace(one, fields={**one.fields, "year": row[0].fields["year"], "lent": True})
    return row


def _leads_to(low: str, first: Found, second: Found) -> bool:
    """Whether "and" and a second verb lead from a day without a year to one with it: "began on 24 February and lasted
    until 20 May 2022", "was arrested on 3 March and released on 9 April 2021"."""
    if "month" not in first.fields or "year" in first.fields or "year" not in second.fields:
        return False
    gap = low[first.span.end : second.span.start]
    return len(gap) < _FAR and _AND_THEN.fullmatch(gap) is not None


def _day_back(first: Found, second: Found) -> bool:
    """Whether a weekday is the day before the one that it is listed after: "said Friday and Thursday" looks back."""
    one, two = first.get("weekday"), second.get("weekday")
    return one is not None and two is not None and (two - one) % 7 == 6


def _link(low: str, sentence: Span, first: Found, second: Found) -> str:
    if second.span.start - first.span.end > 12 or not _alike(first, second):
        return ""
    gap = low[first.span.end : second.span.start]
    if gap == " into " and low.startswith(("'s", "’s"), second.span.end):
        return ""  # "an inquiry on Tuesday into Monday's accident"
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
