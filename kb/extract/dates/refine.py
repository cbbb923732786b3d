"""Refine, second half: the reference that moves as the text goes on, ranges as one extent."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kb.extract.dates.match import Found
from kb.extract.dates.reading import Reading, Reference, Tense
from kb.extract.dates.tenses import END_MARKS, OPENING, REACH
from kb.extract.entries import is_line
from kb.lexicon.tense import load
from kb.model import DateMention, Span
from kb.when import Grain, Interval, When, month_length

# A narrative of the past names many years, most of them not its own, months together with years, and seldom a bare
# weekday or "last week"; of 247 news texts measured none does, of 11 histories all do.
STORY_YEARS = 8
STORY_DATES = 3
# "A year earlier", "the previous year" compare; they do not take the narrative there.
COMPARING = frozenset({"shift", "step"})
# News says within so many characters on what weekday it happened, though it looks back on a whole life.
LEAD = 400
# Half-year and nine-month results: what is compared with "a year earlier" after them is no quarter.
RESULT_PERIODS = frozenset({"P6M", "P9M", "P12M"})
# How many years back a year alone begins a look back, in a text that speaks of no weekday.
HISTORY_YEARS = 25
DEICTIC = frozenset({"today", "yesterday", "tomorrow", "step period"})

# A heading is at most so long, in characters, and may have these beside its year: "2008:", "— 2008 —".
HEADING = 80
HEADING_MARKS = " :.#*=-–—[]()"

# Dates that go on in the year that the sentence before has told, and those that an entry of a chronology may say too.
YEARLESS = frozenset({"calendar", "season"})
_WITHIN = YEARLESS | {"weekday"}

# From which day another one is counted: "the day before Tuesday's vote", "two days after the May 3 raid".
_COUNTED = re.compile(r"(?P<one>\b(?:the|a|one) day)? (?P<side>before|after) (?:the )?$")

# What puts a month before or behind a full date: "resigned on July 9, 2011, after a vote in January".
_LED = re.compile(r"\b(after|following|before)\s+(?:an?|the|his|her|its|their)\s[^,;.]*\bin\s+$")
# What ties a date to one before it in the sentence: "pleaded guilty on May 1, 2015, and was sentenced on June 2".
_JOINT = re.compile(r",? (?:and|then|but) [^,;]*|[^;]*;[^;]*")
_NEWS_DAYS = 31
_HEADS = ("head", "entry")

Standing = Literal["head", "aside", "body", "joined", "told", "entry", "back", "within", "past", "next"]
ENTRY: Mapping[int, Standing] = {1: "entry", -1: "back"}  # by the way that a chronology goes on


@dataclass(frozen=True, slots=True)
class Story:
    """Where the text stands: when it was published, what it told of last, and whether it is a narrative.

    `told` is the last date told; `spine` the last that carries the narrative, which an aside to another year does not
    move; `quarter` the quarter that a report of results speaks of. `back` is a date of another time that a news text
    goes back to, until a sentence passes that does not go on from it; `held` says that this sentence has told it, and
    `going` that it went on from one before. `section` are the first and last year that the heading above names,
    `covered` those of which the whole text tells; `timeless` says that the text has no weekday and no "last week";
    `entry` is the date of the last entry of a chronology, or that at which it begins.
    """

    published: When | None
    told: When | None = None
    spine: When | None = None
    quarter: When | None = None
    narrative: bool = False
    back: When | None = None
    held: bool = False
    going: bool = False
    section: tuple[int, int] | None = None
    covered: tuple[int, int] | None = None
    timeless: bool = False
    entry: When | None = None

    def turned(self) -> "Story":
        """The story as the next sentence finds it."""
        if self.back is None:
            return self
        return replace(self, back=self.back if self.held else None, held=False, going=False)

    def under(self, heading: str, found: Sequence[Found], *, chronicled: bool) -> "Story":
        """The story below a heading: in a narrative any that names a year, in news a year that stands alone, and above
        the entries of a chronology (`chronicled`) one year, "2014 in Europe"."""
        years = [year for one in found if isinstance(year := one.get("year"), int)]
        alone = heading.lower().strip(HEADING_MARKS).removeprefix("year ") == str(years[0]) if years else False
        if chronicled and not self.narrative and len(years) == 1 and "month" not in found[0].fields:
            return replace(self, section=(years[0], years[0]), covered=(years[0], years[0]))
        if years and (self.narrative or alone):
            return replace(self, section=(min(years), max(years)))
        return self if self.narrative else replace(self, section=self.covered)

    def covering(self, year: int) -> "Story":
        """The story of a report on a year, unless it speaks of weekdays and last week."""
        return replace(self, section=(year, year), covered=(year, year)) if self.timeless else self

    def reference(self, tense: Tense, standing: Standing, found: Found) -> Reference:
        """What the next expression, which stands so in its sentence, leans on."""
        if standing in ("past", "next") and self.told and "year" not in found.fields:
            side: Tense = "over" if standing == "past" else "future"
            return Reference(said=self.told, told=self.told, story=True, tense=side)
        opens = standing in ENTRY.values() and "year" not in found.fields
        if opens and not (self.section and not self.narrative):
            if (own := self._next_year(found, onward=standing == "entry")) is not None:
                return Reference(said=When.of_year(own), told=self.told, story=True, years=(own, own))
            if self.entry is None and tense in ("", "past", "ahead"):
                # What a chronology begins with is seldom ahead, though it is told in the present.
                return Reference(said=self.published, told=self.told, onward=found.follows, tense="past")
        if self.section and not self.narrative and found.rule.build in YEARLESS and "year" not in found.fields:
            year = When.of_year(self.section[0])
            return Reference(said=year, told=self.told or year, onward=found.follows, story=True, years=self.section)
        if standing == "within" and self.entry and "year" not in found.fields:
            if found.words.lower() == "today":
                return Reference(said=self.entry, told=self.told)
            if found.rule.build in _WITHIN:
                day = self.told or self.entry if found.rule.build in YEARLESS else self.entry
                ahead: Tense = tense if tense in ("future", "ahead") else ""
                return Reference(said=day, told=self.told, onward=found.follows, story=True, tense=ahead)
        goes_on = standing == "joined" and self.held and tense != "future" and not self._is_news(found)
        stands = self.going or goes_on or (standing in _HEADS and not self.held)
        if self.back and self._is_history(self.back) and not self.held and standing != "aside":
            stands = tense in ("past", "over") and not self._is_news(found)
        if self.back and stands and found.rule.build in YEARLESS and "year" not in found.fields:
            return Reference(said=self.back, told=self.told, onward=found.follows, story=True)
        if self.narrative:
            said = self.spine or self.told or self.published
            years = self.section if standing != "aside" and _within(self.section, said) else None
            return Reference(said=said, told=self.told, onward=found.follows, story=True, years=years)
        return Reference(said=self.published, told=self.told, quarter=self.quarter, tense=tense, onward=found.follows)

    def _next_year(self, found: Found, *, onward: bool) -> int | None:
        """The year in which a day of a chronology comes next behind the entry before, not beyond the publication, or
        before it in one that tells the latest first."""
        month, day, last = found.get("month"), found.get("day"), self.entry
        if last is None or last.year is None or not isinstance(month, int):
            return None
        ends = self.published.bounds[1] if self.published and self.published.anchored else None
        for year in (last.year, last.year + 1) if onward else (last.year, last.year - 1):
            if isinstance(day, int) and day > month_length(year, month):
                continue
            when = When.on(year, month, day) if isinstance(day, int) else When.of_month(year, month)
            if onward and when.bounds[1] >= last.bounds[0]:
                return year if ends is None or when.bounds[0] <= ends else None
            if not onward and when.bounds[0] <= last.bounds[1]:
                return year
        return None

    def _is_news(self, found: Found) -> bool:
        """Whether a month or day without a year may be one of the weeks before the publication."""
        if self.published is None or not self.published.anchored or self.published.year is None:
            return False
        month, day = found.get("month"), found.get("day")
        if not isinstance(month, int):
            return False
        first, last = self.published.bounds[0] - _NEWS_DAYS, self.published.bounds[1]
        for year in (self.published.year - 1, self.published.year):
            if isinstance(day, int) and day > month_length(year, month):
                continue
            when = When.on(year, month, day) if isinstance(day, int) else When.of_month(year, month)
            if when.bounds[0] <= last and when.bounds[1] >= first:
                return True
        return False

    def after(self, found: Found, reading: Reading, standing: Standing) -> "Story":
        """The story once it has told of this date, which stands so in its sentence."""
        when = reading.when
        if reading.type == "DURATION" and reading.value in RESULT_PERIODS:
            return replace(self, quarter=None)
        if not isinstance(when, When) or not when.anchored or when.grain < Grain.YEAR or found.rule.args.get("aside"):
            return self
        if found.rule.name == "overnight" and self._is_old():
            return self
        # Made anew, field by field: for every date of a text `replace` takes its time.
        when = When(when.grain, when.year, when.number, when.day, implied=when.implied)
        quarter = when if self._reports(found, when) else self.quarter
        if self.narrative and standing == "aside" and self.spine:
            return self
        if not self.narrative and self._goes_back(found, when, standing):
            entry = when if standing in ENTRY.values() else self.entry
            return replace(self, told=when, back=when, held=True, going="year" not in found.fields, entry=entry)
        aside = self._aside(found, when, opens=standing in _HEADS) or self._compares(when, standing)
        spine = self.spine if aside else when
        section, covered, timeless = self.section, self.covered, self.timeless
        entry = when if standing in ENTRY.values() else self.entry
        return Story(
            *(self.published, when, spine, quarter, self.narrative),
            section=section,
            covered=covered,
            timeless=timeless,
            entry=entry,
        )

    def _is_old(self) -> bool:
        """Whether the text tells of a day so long ago that a night without a date may be the one behind it."""
        told, published = self.told, self.published
        if told is None or published is None or told.grain < Grain.DAY:
            return False
        return published.anchored and published.bounds[0] - told.bounds[1] > _NEWS_DAYS

    def _reports(self, found: Found, when: When) -> bool:
        """Whether a quarter is the one that results are told of: the latest that is over, or a fiscal one."""
        if when.grain is not Grain.QUARTER or "year" in found.fields:
            return False
        if self.quarter is None or self.published is None or "fiscal" in found.words.lower():
            return True
        return self.quarter.bounds[0] < when.bounds[0] and when.bounds[1] < self.published.bounds[0]

    def _goes_back(self, found: Found, when: When, standing: Standing) -> bool:
        """Whether a news text tells of another time from here on: a full date long past, or what goes on from one."""
        if self.published is None or self.published.year is None or when.year is None or standing == "aside":
            return False
        if self.back and "year" not in found.fields:
            return found.rule.build in YEARLESS and when.year < self.published.year - 1
        far = abs(when.year - self.published.year) > 1 and "year" in found.fields
        opens = standing in _HEADS or (standing == "told" and self._is_history(when))
        return far and (when.grain > Grain.YEAR or opens)

    def _is_history(self, when: When) -> bool:
        """Whether a text without a weekday or "last week" speaks of a year long past: what it tells of then in the past
        is of that year, wherever its date stands ("He landed in December")."""
        if not self.timeless or self.published is None or self.published.year is None or when.year is None:
            return False
        return self.published.year - when.year > HISTORY_YEARS

    def _compares(self, when: When, standing: Standing) -> bool:
        """Whether a date within a sentence looks out of the years that the heading names: "from 904 in 2007"."""
        inside = standing != "aside" and standing not in _HEADS
        return inside and _within(self.section, self.spine) and not _within(self.section, when)

    def _aside(self, found: Found, when: When, *, opens: bool) -> bool:
        """Whether a date leaves the narrative where it is.

        So do the end of a range of years, a bare year that adds nothing or stands within a sentence, and "the year
        before".
        """
        if self.spine is None or self.spine.year is None or when.year is None or when.grain is not Grain.YEAR:
            return False
        return not opens or found.follows or when.year == self.spine.year or found.rule.build in COMPARING


def counted_day(low: str, row: Sequence[Found], place: int, reading: Reading) -> When | None:
    """The day that a sentence tells of by counting from another: Monday for "the day before Tuesday's vote"."""
    when, start = reading.when, row[place].span.start
    if not isinstance(when, When) or when.grain is not Grain.DAY or not when.anchored:
        return None
    hit = _COUNTED.search(low, max(0, start - REACH), start)
    if hit is None:
        return None
    before = row[place - 1] if place and row[place - 1].span.end == hit.start("side") - 1 else None
    counts = before is not None and before.rule.build == "duration" and before.get("unit") == "day"
    number = before.get("number") if before and counts else 1 if hit["one"] else None
    if not isinstance(number, int):
        return None
    return replace(when, clock="").shift(-number if hit["side"] == "before" else number)


def _within(section: tuple[int, int] | None, when: When | None) -> bool:
    """Whether a date lies in the years of a section."""
    return bool(section and when and when.year is not None and section[0] <= when.year <= section[1])


def is_heading(text: str, sentence: Span) -> bool:
    """Whether a sentence is a heading: a short line of its own without an end mark."""
    return (
        is_line(text, sentence) and sentence.end - sentence.start <= HEADING and text[sentence.end - 1] not in END_MARKS
    )


def begin(published: When | None, found: Sequence[Found]) -> Story:
    """The story before its first sentence: a narrative when its years are many and far from the publication.

    News of the day, with a long look back, names that day and is none. A text that nothing dates is a narrative unless
    it speaks of weekdays, yesterday or last week: then its days without a year stay without one.
    """
    years = [year for one in found if isinstance(year := one.get("year") or one.get("erayear"), int)]
    spoken = [one for one in found if one.rule.build == "weekday" or one.rule.name in DEICTIC]
    spoken = [one for one in spoken if one.words.lower() != "this day"]  # "on this day in 1865"
    deictic = len(spoken)
    if deictic * 4 >= max(1, len(years)) or (published is None and spoken and spoken[0].span.start < LEAD):
        return Story(published)
    if published is None or published.year is None:
        return Story(None, narrative=True)
    full = sum("year" in one.fields and "month" in one.fields for one in found)
    near = sum(abs(year - published.year) <= 1 for year in years)
    tells = len(years) >= STORY_YEARS and full >= STORY_DATES and near * 2 < len(years)
    tells = tells or (not deictic and _is_chronicle(found, near, full))
    narrative = tells and not any(_is_day(one, published) for one in found)
    return Story(published, narrative=narrative, timeless=not deictic)


def _is_chronicle(found: Sequence[Found], near: int, full: int) -> bool:
    """Whether a text that never says "Monday" or "last week" begins with a full date and tells of nothing near the
    publication, or gives full dates as a rule."""
    dates = [one for one in found if "month" in one.fields or "year" in one.fields]
    if not dates or not {"month", "year"} <= set(dates[0].fields):
        return False
    return not near or (full >= STORY_DATES and full * 2 >= len(dates))


def _is_day(found: Found, day: When) -> bool:
    """Whether an expression names this very day: a text that names the day of its publication is news of that day."""
    said = (found.get("year"), found.get("month"), found.get("day"))
    return day.grain is Grain.DAY and said == (day.year, day.number, day.day)


def standing_of(low: str, sentence: Span, row: Sequence[Found], place: int) -> Standing:
    """Whether a date of a sentence's row stands at its head, in an aside (since, until) or in its body, where "and"
    may join it to a full date before it, "after a vote in January" lie before that, and "before a" one behind it."""
    found = row[place]
    if load().aside.search(low, max(sentence.start, found.span.start - REACH), found.span.start):
        return "aside"
    full = next((one for one in reversed(row[:place]) if "month" in one.fields), None)
    if full and "year" in full.fields and _JOINT.fullmatch(low, full.span.end, found.span.start):
        return "body" if load().saying.search(low, full.span.end, found.span.start) else "joined"
    led = _LED.search(low, full.span.end, found.span.start) if full and "year" in full.fields else None
    if led:
        return "next" if led[1] == "before" else "past"
    before = low[sentence.start : min(found.span.start, sentence.start + REACH)]
    if len(before.split(None, OPENING + 1)) <= OPENING:
        return "head"
    start = max(sentence.start, found.span.start - REACH)
    told = low.endswith(" in ", start, found.span.start) and not load().origins.search(low, start, found.span.start)
    return "told" if told else "body"


def as_extents(mentions: list[DateMention], ranges: set[int]) -> list[DateMention]:
    """Both ends of a range denote the whole of it: an event from Dec. 29 to 31 has that extent."""
    row = list(mentions)
    for place in ranges:
        first, last = row[place].when, row[place + 1].when
        if (
            isinstance(first, When)
            and isinstance(last, When)
            and first.anchored
            and last.anchored
            and first.bounds[0] <= last.bounds[1]
        ):
            whole = Interval(replace(first, clock=""), replace(last, clock=""))
            row[place], row[place + 1] = replace(row[place], when=whole), replace(row[place + 1], when=whole)
    return row
