"""Chronologies: the days that open their entries, and days that stand alone below the line of their month."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Literal

from kb.extract.dates.match import Found
from kb.extract.entries import BULLETS, LEAST, LINE, Way, common, is_line, opening
from kb.lexicon.dates import Rule, alternation, load
from kb.lexicon.openings import DIGIT
from kb.model import Sentence, Span
from kb.when import When

# "– 15: First protests", "18-27: Crackdowns", "3rd - The king leaves".
_DAY = re.compile(
    rf"[{re.escape(BULLETS)}]{{0,4}}(?P<day>\d{{1,2}}(?:st|nd|rd|th)?)"
    r"(?:(?P<gap> ?[-–/] ?| and |, )(?P<last>\d{1,2}(?:st|nd|rd|th)?))? ?(?::|[-–—])(?= ?\D)"
)
_YEAR = 12 * 31
# "1874: It merges with a rival", "- 1874:"; a year of the last hundred is read as one anywhere.
_OLD_YEAR = re.compile(rf"[{re.escape(BULLETS)}]{{0,4}}(?P<year>1[0-8]\d\d)(?= ?(?::|[-–—])(?: |$))", re.MULTILINE)
_BULLET = 4  # characters
_NUMERIC = ("numeric", "iso")  # "25.03.2020: Rebels shell a school"


def entries(
    text: str, sentences: Sequence[Sentence], rows: Sequence[Sequence[Found]]
) -> tuple[frozenset[int], Literal[1, -1]]:
    """The numbers of the sentences that open an entry of a chronology, by a day or month: "July 10: the envoy is held",
    "March 3 - Talks begin", "March 3 Talks begin"; or a line that is a day or month, with what happened below. With
    them the way in which it goes on: 1, or -1 where it tells the latest first."""
    ways: dict[int, Way] = {}
    for number, (sentence, row) in enumerate(zip(sentences, rows, strict=True)):
        dated = row and ("month" in row[0].fields or row[0].rule.build in _NUMERIC)
        if dated and (way := opening(text, sentence.span, [one.span for one in row])):
            ways[number] = way
    opened = common(ways)
    named = [rows[number][0] for number in opened if "month" in rows[number][0].fields]
    days = [31 * (one.get("month") or 0) + (one.get("day") or 0) for one in named]
    # From December to March it is three months on, and from March to December three back.
    turns = [(b - a) % _YEAR for a, b in pairwise(days)]
    ahead = sum((0 < turn <= _YEAR // 2) - (turn > _YEAR // 2) for turn in turns)
    return frozenset(opened), 1 if ahead >= 0 else -1


def first_month(rows: Sequence[Sequence[Found]], opened: Sequence[int], published: When | None) -> When | None:
    """The month that a chronology of months without years begins with, so late as its last is not ahead of the
    publication: of a year in review published on 2 January it is that of the year before."""
    months = [rows[number][0].fields for number in opened]
    if not months or published is None or published.year is None or published.month is None:
        return None
    if any("day" in one or "year" in one or "month" not in one for one in months):
        return None
    row = [int(one["month"] or 0) for one in months]
    turns = sum(a > b for a, b in pairwise(row))
    return When.of_month(published.year - turns - (row[-1] > published.month), row[0])


def with_openings(text: str, low: str, sentences: Sequence[Sentence], rows: list[list[Found]]) -> list[list[Found]]:
    """The expressions of each sentence with those that only a chronology has: days alone below the line of their month,
    "– 15: First protests", months below that of their year, "May: It sells a mill", and years long past, "1874: It
    merges with a rival"."""
    found = _days_below(text, low, sentences, rows) | _old_years(text, low, sentences, rows)
    found |= _months_below(text, low, sentences, [found.get(number, row) for number, row in enumerate(rows)])
    return [found.get(number, row) for number, row in enumerate(rows)] if found else rows


def _days_below(
    text: str, low: str, sentences: Sequence[Sentence], rows: Sequence[list[Found]]
) -> dict[int, list[Found]]:
    """The days below the lines of months and those lines, by the number of their sentence; one day makes none. Without
    days the lines of several months are such."""
    month: Found | None = None
    months: dict[int, list[Found]] = {}
    below: dict[int, list[Found]] = {}
    for number, (sentence, row) in enumerate(zip(sentences, rows, strict=True)):
        if head := _month_line(text, low, sentence.span, row):
            month, months[number] = head, [head]
        elif month and (found := _days_of(month, _DAY.match(low, sentence.span.start, sentence.span.end), low)):
            below[number] = found + [one for one in row if one.span.start >= found[-1].span.end]
    if len(below) >= LEAST["marked"]:
        return months | below
    alone = all("year" not in row[0].fields for row in months.values())
    return months if alone and len(months) >= LEAST["line"] else {}


def _months_below(
    text: str, low: str, sentences: Sequence[Sentence], rows: Sequence[list[Found]]
) -> dict[int, list[Found]]:
    """The months that open entries below the lines of years, be they words that else are read as none ("May:"), by the
    number of their sentence; one makes none."""
    year: Found | None = None
    below: dict[int, list[Found]] = {}
    for number, (sentence, row) in enumerate(zip(sentences, rows, strict=True)):
        start, end = sentence.span.start, sentence.span.end
        first = row[0] if row else None
        if first is not None and first.rule.name == "year" and opening(text, sentence.span, [first.span]) == "line":
            year = first
            continue
        hit = _opening_month().match(low, start, end) if year is not None else None
        if year is not None and hit is not None and text[hit.start("month")].isupper():
            span, words = Span(*hit.span("month")), hit["month"]
            fields = {**year.fields, "month": load().tables["month"][words], "month_words": words}
            rest = [one for one in row if one.span.start >= span.end]
            below[number] = [Found(span, _rule("month"), words, fields), *rest]
    return below if len(below) >= LEAST["marked"] else {}


def _old_years(
    text: str, low: str, sentences: Sequence[Sentence], rows: Sequence[list[Found]]
) -> dict[int, list[Found]]:
    """Years long past that open lines as others do, by the number of their sentence; one makes none."""
    old: dict[int, list[Found]] = {}
    others = 0
    for number, (sentence, row) in enumerate(zip(sentences, rows, strict=True)):
        start, end = sentence.span.start, sentence.span.end
        if start and text[start - 1] not in "\n \t":
            continue
        if row and row[0].span.start - start <= _BULLET:
            others += "year" in row[0].fields and opening(text, sentence.span, [row[0].span]) in ("marked", "line")
        elif hit := _OLD_YEAR.match(low, start, end):
            span, words = Span(*hit.span("year")), hit["year"]
            old[number] = [Found(span, _rule("year"), words, {"year": int(words), "year_words": words}), *row]
    return old if len(old) + others >= LEAST["marked"] else {}


def _month_line(text: str, low: str, sentence: Span, row: Sequence[Found]) -> Found | None:
    """The month that a line is, be it a word that alone is read as none: "MARCH, 2011", "August"."""
    if sentence.end - sentence.start > LINE or (len(row) != 1 if row else not is_line(text, sentence)):
        return None
    if row:
        alone = opening(text, sentence, [row[0].span]) == "line" and row[0].rule.build == "calendar"
        return row[0] if alone and "month" in row[0].fields and "day" not in row[0].fields else None
    hit = _month_words().match(low, sentence.start, sentence.end)
    if hit is None or opening(text, sentence, [span := Span(*hit.span("month"))]) != "line":
        return None
    words = hit["month"]
    return Found(span, _rule("month"), words, {"month": load().tables["month"][words], "month_words": words})


@cache
def _month_words() -> re.Pattern[str]:
    return re.compile(rf"[{re.escape(BULLETS)}]{{0,4}}(?P<month>{alternation(load().tables['month'])})(?![a-z])")


@cache
def _opening_month() -> re.Pattern[str]:
    return re.compile(
        rf"[{re.escape(BULLETS)}]{{0,4}}(?P<month>{alternation(load().tables['month'])})\.?(?= ?(?::|[-–—] ))"
    )


@cache
def _rule(name: str) -> Rule:
    heads = ("january", DIGIT)
    return next(rule for head in heads for rule in load().by_head[head].rules if rule.name == name)


def _days_of(month: Found, hit: re.Match[str] | None, low: str) -> list[Found]:
    """One day of the month, or two and how the first goes on to the second; none when the month has no such day."""
    days = {name: int(hit[name].rstrip("stndrh")) for name in ("day", "last") if hit[name]} if hit else {}
    if hit is None or not all(1 <= day <= 31 for day in days.values()):
        return []
    kind = "" if len(days) < 2 else "list" if "a" in hit["gap"] or "," in hit["gap"] else "range"
    found = []
    for name, day in days.items():
        fields = {**month.fields, "day": day, "day_words": hit[name]}
        span = Span(*hit.span(name))
        found.append(replace(month, span=span, words=low[span.start : span.end], fields=fields, clock="", mod=""))
    if len(found) == 2:
        found = [replace(found[0], link=kind), replace(found[1], follows=True)]
    return found
