"""The date reader as a row of steps, one for each expression of a text: found, what it leans on, how it was read.

`find_dates` and the trace take the same steps, so that what is explained is what happened.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from kb.extract.dates.build import build
from kb.extract.dates.chronology import entries, first_month, with_openings
from kb.extract.dates.covered import year_covered
from kb.extract.dates.events import BUILD, Dated
from kb.extract.dates.join import join
from kb.extract.dates.match import Found, lowered, match
from kb.extract.dates.names import without_names
from kb.extract.dates.quotes import day_of_saying
from kb.extract.dates.reading import Reading, Reference
from kb.extract.dates.refine import ENTRY, as_extents, begin, counted_day, is_heading, standing_of
from kb.extract.dates.tenses import tense_of
from kb.model import DateMention, Document, Sentence
from kb.when import Grain, When

# "Did not play on Sunday after surgery on Tuesday"; what stands behind another joint has a day of its own.
_LED = re.compile(r",? after (?:(?!\b(?:and|but|before|until|when|as|while|that|which|said)\b)[^;:.\n]){1,80}")
_WEEKDAYS = ("weekday", "step_weekday")


class Step(NamedTuple):  # a tuple, since one is made for every date and tuples are the quickest to make
    """One expression with the reference that it was read on; `reading` is None where its words make no date."""

    sentence: Sentence
    found: Found
    reference: Reference
    reading: Reading | None


def expressions(text: str, sentences: Sequence[Sentence], kept: list[Found] | None = None) -> list[list[Found]]:
    """The date expressions of each sentence; `kept` takes what rules kept from being read as dates."""
    return _expressions(text, tuple(sentences)) if kept is None else _find(text, sentences, kept)


@lru_cache(maxsize=1)
def _expressions(text: str, sentences: tuple[Sentence, ...]) -> list[list[Found]]:
    """Those of the last text are kept: its day of publication is looked for in them before its dates are read."""
    return _find(text, sentences, None)


def _find(text: str, sentences: Sequence[Sentence], kept: list[Found] | None) -> list[list[Found]]:
    low = lowered(text)
    rows = []
    for sentence in sentences:
        found = match(text, low, sentence.span, kept)
        rows.append(join(text, low, sentence.span, without_names(text, sentence.span, found, kept)) if found else found)
    return with_openings(text, low, sentences, rows)


def steps(document: Document, sentences: Sequence[Sentence], kept: list[Found] | None = None) -> Iterator[Step]:
    """Reads the expressions of a document one after the other, the reference moving as the text goes on."""
    low = lowered(document.text)
    rows = expressions(document.text, sentences, kept)
    story = begin(document.published, [found for row in rows for found in row])
    if (year := year_covered(document.title, document.published)) is not None:
        story = story.covering(year)
    dated, (opened, onward) = Dated(rows), entries(document.text, sentences, rows)
    if (first := first_month(rows, sorted(opened), document.published)) is not None and onward > 0:
        story = replace(story, entry=first)
    entry = -1
    for number, (sentence, row) in enumerate(zip(sentences, rows, strict=True)):
        read: list[tuple[Found, Reading]] = []
        story = story.turned()
        entry = sentence.paragraph if number in opened else entry
        if is_heading(document.text, sentence.span):
            above = bool(opened) and number < min(opened)
            story = story.under(sentence.span.of(document.text), row, chronicled=above)
        for place, found in enumerate(row):
            found = dated.settle(found) if found.rule.build == BUILD else found
            standing = standing_of(low, sentence.span, row, place)
            if not place and number in opened:
                standing = ENTRY[onward]
            elif entry == sentence.paragraph and standing not in ("past", "next"):
                standing = "within"
            reference = story.reference(tense_of(low, sentence.span, found), standing, found)
            day = day_of_saying(low, sentence.span, row, place)
            if day is not None:
                spoken = replace(reference, tense=tense_of(low, sentence.span, day) or "past")
                reference = _said_on(build(day, spoken), reference)
            reading = build(found, _before_end(row, place, reference))
            if reading is not None and (end := _day_it_led_to(low, found, reading, read)):
                reading = build(found, replace(reference, said=end, tense="past"))
            yield Step(sentence, found, reference, reading)
            if reading is not None:
                story = story.after(found, reading, standing)
                if (counted := counted_day(low, row, place, reading)) is not None:
                    story = replace(story, told=counted)
                read.append((found, reading))
        if dated.needed:
            dated.tell(low, sentence.span, read)


def _before_end(row: Sequence[Found], place: int, reference: Reference) -> Reference:
    """The reference of the first weekday of two that bound what is over: the last one, "between Monday and Friday, nine
    people died"."""
    pair = row[place : place + 2]
    bound = len(pair) == 2 and pair[0].link == "range" and all(one.rule.build == "weekday" for one in pair)
    if not bound or reference.onward or reference.tense not in ("past", "over"):
        return reference
    end = build(pair[1], reference)
    when = end.when if end is not None else None
    return replace(reference, said=when) if isinstance(when, When) and when.grain is Grain.DAY else reference


def _day_it_led_to(low: str, found: Found, reading: Reading, read: Sequence[tuple[Found, Reading]]) -> When | None:
    """The day that "after" counts from, where a weekday behind it would lie after that day: "did not play on Sunday
    after surgery last Tuesday", said on a Wednesday."""
    if not read or found.rule.build not in _WEEKDAYS or not isinstance(reading.when, When):
        return None
    before, day = read[-1][0], read[-1][1].when
    is_day = isinstance(day, When) and day.anchored and day.grain is Grain.DAY and reading.when.anchored
    if not is_day or not isinstance(day, When) or reading.when.bounds[0] <= day.bounds[0]:
        return None
    between = low[before.span.end : found.span.start]
    return replace(day, clock="", approximate=False) if _LED.fullmatch(between) else None


def _said_on(day: Reading | None, reference: Reference) -> Reference:
    """The reference of words that were said on a day; in no narrative, since that day is known."""
    if day is None or not isinstance(day.when, When) or not day.when.anchored or day.when.grain is not Grain.DAY:
        return reference
    return replace(reference, said=replace(day.when, clock="", approximate=False), story=False)


def mentions_of(text: str, taken: Iterable[Step]) -> list[DateMention]:
    """The date mentions that the steps make: one for each that has a reading, both ends of a range with its extent."""
    mentions: list[DateMention] = []
    ranges: set[int] = set()
    before: Step | None = None
    for step in taken:
        if step.reading is not None:
            if before and before.reading and before.found.link == "range" and before.sentence is step.sentence:
                ranges.add(len(mentions) - 1)
            mentions.append(_mention(text, step.found, step.reading))
        before = step
    return as_extents(mentions, ranges)


def _mention(text: str, found: Found, reading: Reading) -> DateMention:
    words = found.span.of(text)
    return DateMention(found.span, words, reading.type, reading.value, reading.when, reading.mod, found.rule.name)
