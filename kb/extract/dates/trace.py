"""The steps of the date reader as records to show: what the words gave, what they leaned on, what was implied.

What a date leans on is found by asking the builders again: another tense or another reference date under which the
same words would be read otherwise is something that the reading leans on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from kb.extract.dates.build import build
from kb.extract.dates.match import Found
from kb.extract.dates.reading import Reference, Tense
from kb.extract.dates.steps import Step, mentions_of, steps
from kb.model import DateMention, Document, Sentence, Span
from kb.say import WEEKDAYS
from kb.trace import DateTrace, Kept, Lean
from kb.when import Grain, When

_TENSES: tuple[Tense, ...] = ("past", "ahead", "")  # the others leave no choice: nearly all would lean on them
# Other references to ask the builders with: far enough away that each part of a date that leans on them changes.
_AWAY = (7, 100)
_PROBE = When.on(2000, 6, 15)  # a day of publication, to see whether one would anchor a date

# Parts that the tables of the lexicon name otherwise, and codes that say less than the words themselves.
_PARTS = {
    "isoyear": "year",
    "isomonth": "month",
    "isoday": "day",
    "isoclock": "clock",
    "numyear": "year",
    "one": "first number",
    "two": "second number",
    "qnum": "quarter",
    "hnum": "half",
    "erayear": "year",
    "tens": "decade",
    "tens_decade": "decade",
    "teen_century": "century",
    "told_step": "step",
    "hhmm": "clock",
    "fixed": "clock",
    "ampm": "half of the day",
    "weekdays": "weekday",
    "about": "modifier",
    "within": "unit",
}
_NOT_SHOWN = frozenset({"lent", "core", "mark", "event_day"})
_FOR_EXAMPLES = frozenset({"dated"})  # what a rule says of the text around its examples
_BY_WORDS = frozenset(
    "weekday weekdays season step told_step ordinal ampm teen_century part parts holiday about era".split()
)


def trace(
    document: Document, sentences: Sequence[Sentence]
) -> tuple[tuple[DateMention, ...], tuple[DateTrace, ...], tuple[Kept, ...], bool]:
    """The dates as `find_dates` gives them, how each was read, what was kept from being read, whether it is a story."""
    kept: list[Found] = []
    taken = list(steps(document, sentences, kept))
    mentions = mentions_of(document.text, taken)
    dates = tuple(_traces(document, taken, mentions))
    # News may go back to another time for some sentences; a narrative leans on what it tells from its first date on.
    narrative = bool(taken) and taken[0].reference.story
    return tuple(mentions), dates, tuple(_kept(kept, sentences, taken)), narrative


def _kept(kept: Sequence[Found], sentences: Sequence[Sentence], taken: Sequence[Step]) -> Iterator[Kept]:
    """What rules kept, without the words that a neighbour has taken in after all."""
    read = {place for step in taken for place in range(step.found.span.start, step.found.span.end)}
    at = iter(sentences)
    sentence = next(at, None)
    for one in kept:
        while sentence and sentence.span.end < one.span.end:
            sentence = next(at, None)
        if sentence and read.isdisjoint(range(one.span.start, one.span.end)):
            yield Kept(sentence.span, one.span, one.rule.name, one.rule.file)


def _traces(document: Document, taken: Sequence[Step], mentions: Sequence[DateMention]) -> Iterator[DateTrace]:
    made = iter(mentions)
    tellers = _tellers(taken)
    for place, step in enumerate(taken):
        given, lent = _parts(document.text, step.found)
        rule = step.found.rule
        yield DateTrace(
            sentence=step.sentence.span,
            span=step.found.span,
            rule=rule.name,
            file=rule.file,
            mention=next(made) if step.reading else None,
            settings=tuple((name, str(value)) for name, value in rule.args.items() if name not in _FOR_EXAMPLES),
            given=given,
            lent=lent,
            implied=_implied(step),
            joined=tuple(_joined(taken, place)),
            leans=(*_event(taken, place), *_leans(document, step, tellers)),
            anchorable=_anchorable(step),
        )


def _tellers(taken: Sequence[Step]) -> dict[int, Span]:
    """The expression that told each reference date, by the identity of the date: two may be equal, told twice."""
    tellers: dict[int, Span] = {}
    last: Step | None = None
    for step in taken:
        if last and step.reference.told is not None:
            tellers.setdefault(id(step.reference.told), last.found.span)
        last = step if step.reading else last
    return tellers


def _parts(text: str, found: Found) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """The parts that an expression gives in words of its own, and those that a neighbour lends it."""
    own = found.span.of(text).lower()
    given: list[tuple[str, str]] = []
    lent: list[tuple[str, str]] = []
    for name, value in found.fields.items():
        if value is None or name in _NOT_SHOWN or name.endswith("_words"):
            continue
        words = found.get(f"{name}_words")
        part = (_PARTS.get(name, name.replace("_", " ")), _said(name, value, words))
        (given if words is not None and words in own else lent).append(part)
    if found.offset:
        count, unit = found.offset
        given.append(("moved by", f"{count:+g} {unit}"))
    given += [(name, value) for name, value in (("clock", found.clock), ("modifier", found.mod)) if value]
    return tuple(given), tuple(lent)


def _said(name: str, value: Any, words: str | None) -> str:
    """A part by its value, or in the words that give it where the value is a code."""
    return words if words is not None and (name in _BY_WORDS or value == "X") else str(value)


def _implied(step: Step) -> tuple[tuple[str, str], ...]:
    when = step.reading.when if step.reading else None
    if not isinstance(when, When) or not when.anchored:
        return ()
    values = {"year": when.year, "month": when.month, "day": when.day, "weekday": WEEKDAYS[when.weekday]}
    return tuple((part, str(values[part])) for part in dict.fromkeys(when.implied))


def _joined(taken: Sequence[Step], place: int) -> Iterator[tuple[str, Span]]:
    """The neighbours with which an expression makes a range or list."""
    step = taken[place]
    before = taken[place - 1] if place and taken[place - 1].sentence is step.sentence else None
    if before and before.found.link and step.found.follows:
        yield before.found.link, before.found.span
    after = taken[place + 1] if place + 1 < len(taken) and taken[place + 1].sentence is step.sentence else None
    if after and step.found.link and after.found.follows:
        yield step.found.link, after.found.span


def _event(taken: Sequence[Step], place: int) -> Iterator[Lean]:
    """The day of the event that an expression counts from, with the last words before it that gave it."""
    day = taken[place].found.get("event_day")
    if isinstance(day, When):
        told_by = next((step.found.span for step in reversed(taken[:place]) if _gives(step, day)), None)
        yield Lean("event", day.edtf, told_by)


def _gives(step: Step, day: When) -> bool:
    when = step.reading.when if step.reading else None
    return isinstance(when, When) and replace(when, clock="", approximate=False) == day


def _leans(document: Document, step: Step, tellers: dict[int, Span]) -> Iterator[Lean]:
    """What is not in the words and would, being otherwise, have changed the reading."""
    reference = step.reference
    if (said := reference.said) and any(_differs(step, replace(reference, said=one)) for one in _others(said)):
        yield _said_on(document, said, tellers)
    if (told := reference.told) and any(_differs(step, replace(reference, told=one)) for one in _others(told)):
        yield Lean("told", told.edtf, tellers.get(id(told)))
    if (quarter := reference.quarter) and any(
        _differs(step, replace(reference, quarter=one)) for one in _others(quarter)
    ):
        yield Lean("quarter", quarter.edtf, tellers.get(id(quarter)))
    if any(_differs(step, replace(reference, tense=tense)) for tense in _TENSES):
        yield Lean("tense", reference.tense)


def _said_on(document: Document, said: When, tellers: dict[int, Span]) -> Lean:
    told_by = tellers.get(id(said))
    return Lean("narrative" if told_by else "published", said.edtf, told_by)


def _others(date: When) -> Iterator[When]:
    return (date.shift(years, Grain.YEAR) for years in _AWAY)


def _differs(step: Step, other: Reference) -> bool:
    return build(step.found, other) != step.reading


def _anchorable(step: Step) -> bool:
    """Whether a date without a place on the calendar would have one if the day of publication were known."""
    if step.reading is None or (step.reading.when and step.reading.when.anchored):
        return False
    probed = build(step.found, replace(step.reference, said=_PROBE, story=False))
    return bool(probed and probed.when and probed.when.anchored)
