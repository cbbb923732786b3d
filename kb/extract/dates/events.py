"""Refine, third part: dates that count from an event which the text has dated ("three weeks after the attack")."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kb.extract.dates.match import Found
from kb.extract.dates.reading import Reading
from kb.lexicon.dates import Rule, alternation, load
from kb.model import Span
from kb.when import Grain, When

LENGTH = "number of units"
BUILD = "from_event"
# How far before a date its event may stand, in characters and in words between them.
_REACH, _WORDS = 60, 5
# Units that can be counted from a date of this grain or a finer one.
UNITS = {
    "day": Grain.DAY,
    "week": Grain.DAY,
    "fortnight": Grain.DAY,
    "month": Grain.MONTH,
    "year": Grain.YEAR,
    "decade": Grain.YEAR,
    "century": Grain.YEAR,
}


class Dated:
    """The events that the sentences so far have dated, by what they tell: an attack is that of the latest sentence."""

    def __init__(self, rows: Sequence[Sequence[Found]]) -> None:
        self.needed = any(found.rule.build == BUILD for row in rows for found in row)
        self._days: dict[str, When] = {}

    def tell(self, low: str, sentence: Span, read: Sequence[tuple[Found, Reading]]) -> None:
        """Takes in a sentence: an event word with a date right beside it happened then."""
        for found, reading in read:
            day = reading.when
            if not isinstance(day, When) or not day.anchored or day.grain < Grain.MONTH:
                continue
            day = replace(day, clock="", approximate=False)
            before = _before().search(low, max(sentence.start, found.span.start - _REACH), found.span.start)
            after = _after().match(low, found.span.end, sentence.end)
            for hit in filter(None, (before, after)):
                self._days[load().tables["event"][hit["event"]]] = day

    def settle(self, found: Found) -> Found:
        """The expression with the day of its event; where nothing dated it, the length of time alone, if it has one."""
        day = self._days.get(str(found.get("event")))
        if day is not None and day.grain >= UNITS.get(str(found.get("unit")), Grain.DAY + 1):
            return replace(found, fields={**found.fields, "event_day": day})
        side = re.search(rf"\s+{found.get('side')}\s", found.words, re.IGNORECASE)
        if not side or not found.get("number") or found.get("number") == 1:
            return found
        end = side.start()
        span = Span(found.span.start, found.span.start + end)
        fields = {name: found.fields[name] for name in ("number", "number_words", "unit", "unit_words")}
        return replace(found, span=span, words=found.words[:end], rule=_length(), fields=fields)


@cache
def _before() -> re.Pattern[str]:
    """An event word and at most a few words, in no other clause, up to the date: "the attack on the base on May 3"."""
    return re.compile(rf"\b(?P<event>{alternation(load().tables['event'])})(?: [a-z’'-]+){{0,{_WORDS}}},? $")


@cache
def _after() -> re.Pattern[str]:
    """An event word right after the date: "the May 3 attack"."""
    return re.compile(rf"(?:['’]s)? (?:[a-z-]+ )?(?P<event>{alternation(load().tables['event'])})")


@cache
def _length() -> Rule:
    return next(rule for rule in load().rules if rule.name == LENGTH)
