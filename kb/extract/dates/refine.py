"""Refine, second half: the reference that moves as the text goes on, the tense of a sentence, ranges as one extent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from kb.extract.dates.build import Reading, Reference, Tense
from kb.extract.dates.match import Found
from kb.model import DateMention, Span
from kb.when import Grain, Interval, When

# A text whose own years lie this far from its publication is a narrative of the past, not news.
STORY_YEARS = 3
STORY_DATES = 4

_FUTURE = re.compile(
    r"\b(?:will|won['’]t|shall|would|is to|are to|was to|were to|to be|plans?|planned|planning|scheduled|expected|expects?"
    r"|set (?:to|for)|due|slated|upcoming|going to|deadline|expires?|ll|intends?|hopes?|until|by)\b"
)
_PAST = re.compile(r"\b(?:was|were|had|did|said|told|[a-z]{3,}ed|came|went|took|made|began|won|lost|left|met|killed|fell|rose|since)\b")
_CLAUSE = re.compile(r"[;:]|, (?:and|but|which|who|while|when|after|before)\b|\b(?:but|while|after|that)\b|['\"”“`]")
_REACH = 90


@dataclass(frozen=True, slots=True)
class Story:
    """Where the text stands: when it was published, what it told of last, and whether it is a narrative."""

    published: When | None
    told: When | None = None
    day: When | None = None
    narrative: bool = False

    def reference(self, tense: Tense, found: Found) -> Reference:
        """What the next expression leans on."""
        if self.narrative:
            return Reference(said=self.told or self.published, told=self.told, tense="", onward=found.follows, story=True)
        return Reference(said=self.published, told=self.told, tense=tense, onward=found.follows)

    def after(self, reading: Reading) -> "Story":
        """The story once it has told of this date."""
        when = reading.when
        if not isinstance(when, When) or not when.anchored or when.grain < Grain.YEAR or reading.type == "SET":
            return self
        return replace(self, told=replace(when, clock=""))


def begin(published: When | None, found: Sequence[Found]) -> Story:
    """The story before its first sentence: a narrative when its years are many and far from the publication."""
    years = [one.fields["year"] for one in found if isinstance(one.get("year"), int)]
    if published is None or published.year is None:
        return Story(None, narrative=True)
    far = len(years) >= STORY_DATES and abs(median(years) - published.year) > STORY_YEARS
    recent = sum(abs(year - published.year) <= 1 for year in years)
    bare = sum(one.rule.build == "weekday" or one.rule.name in ("today", "yesterday") for one in found)
    return Story(published, narrative=far and recent * 3 < len(years) and bare * 4 < len(years))


def tense_of(low: str, sentence: Span, found: Found) -> Tense:
    """The tense of the clause that a date stands in: its nearest verb before, else the first after it."""
    start = max(sentence.start, found.span.start - _REACH)
    clause = start
    for cut in _CLAUSE.finditer(low, start, found.span.start):
        clause = cut.end()
    future = _last(_FUTURE, low, clause, found.span.start)
    past = _last(_PAST, low, clause, found.span.start)
    if future < 0 and past < 0:
        end = min(sentence.end, found.span.end + 40)
        ahead, back = _FUTURE.search(low, found.span.end, end), _PAST.search(low, found.span.end, end)
        future = -ahead.start() if ahead else -10**9
        past = -back.start() if back else -10**9
        if future == past:
            return ""
    return "future" if future > past else "past"


def _last(pattern: re.Pattern[str], low: str, start: int, end: int) -> int:
    place = -1
    for hit in pattern.finditer(low, start, end):
        place = hit.start()
    return place


def as_extents(mentions: list[DateMention], ranges: set[int]) -> list[DateMention]:
    """Both ends of a range denote the whole of it: an event from Dec. 29 to 31 has that extent."""
    row = list(mentions)
    for place in ranges:
        first, last = row[place].when, row[place + 1].when
        if isinstance(first, When) and isinstance(last, When) and first.anchored and last.anchored and first.bounds[0] <= last.bounds[1]:
            whole = Interval(replace(first, clock=""), replace(last, clock=""))
            row[place], row[place + 1] = replace(row[place], when=whole), replace(row[place + 1], when=whole)
    return row
