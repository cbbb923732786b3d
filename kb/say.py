"""How records are said: dates, figures and actors in words for people, and article text made harmless to show."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from kb.model import ROLES, Edited, Event, Figure, Mention, Role
from kb.when import Date, Grain, Interval, When, civil

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_GREGORIAN = 1583  # before it, sources count by another calendar, and a weekday would be ours, not theirs
_ORDINALS = ("first", "second", "third", "fourth")
_CLOCKS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night"}

# What kind of thing an event of a type is, as colours tell it.
_SENSES = {
    "conflict": ("ASSAULT", "COERCE", "PROTEST", "SANCTION", "MOBILIZE"),
    "cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"),
    "words": ("STATEMENT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "disaster": ("DISASTER", "ACCIDENT", "DEATH"),
}
_SENSE = {type_: sense for sense, types in _SENSES.items() for type_ in types}

# C0 and C1 controls drive terminals, bidirectional controls reorder what is seen, tags and marks of annotations hide
# text, lone surrogates cannot be written.
_BEYOND_ASCII = (
    "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
)
_UNSAFE = re.compile(f"[\x00-\x1f{_BEYOND_ASCII}]")
_UNSAFE_IN_JSON = re.compile(f"[{_BEYOND_ASCII}]")


def visible(text: str) -> str:
    """The text on one line, each character that could act on a terminal replaced by one that shows; same length."""
    return _UNSAFE.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code in (9, 10, 11, 12, 13, 0x85, 0x2028, 0x2029):
        return " "
    if code < 32:
        return chr(0x2400 + code)
    return "\u2421" if code == 127 else "\ufffd"


def as_json(value: object, *, indent: int | None = None) -> str:
    """The value as JSON that is UTF-8 to read and harmless to show: what could act on a terminal stands as \\uXXXX."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE_IN_JSON.sub(lambda found: json.dumps(found[0])[1:-1], text)


def date_words(date: Date | None) -> str:
    """A date as a heading says it, no finer than it is known: "Friday 27 December 2019", "December 2019", "2012"."""
    if date is None:
        return "date unknown"
    if isinstance(date, Interval):
        return _interval_words(date)
    about = "about " if date.approximate else ""
    return about + (_unanchored_words(date) if date.year is None else _unit_words(date, date.year))


def clock_words(date: Date | None) -> str:
    """The time of day of a date, "14:30" or "evening", or ""."""
    clock = date.clock if isinstance(date, When) else ""
    return _CLOCKS.get(clock, visible(clock))


def year_words(year: int) -> str:
    """A year as people write it: 2019, 44 BCE (EDTF's -0043)."""
    return str(year) if year > 0 else f"{1 - year} BCE"


def _unit_words(when: When, year: int) -> str:
    number, said = when.number or 1, year_words(year)
    if when.grain is Grain.DAY:
        weekday = f"{WEEKDAYS[when.weekday]} " if year >= _GREGORIAN else ""
        return f"{weekday}{when.day} {MONTHS[number - 1]} {said}"
    if when.grain is Grain.MONTH:
        return f"{MONTHS[number - 1]} {said}"
    if when.grain is Grain.SEASON:
        return f"{_SEASONS[number]} {said}" + (f"-{(year + 1) % 100:02d}" if number == 24 else "")
    if when.grain in (Grain.WEEK, Grain.WEEKEND):
        return f"{when.grain.name.lower()} of {_span_words(*when.bounds)}"
    if when.grain in (Grain.HALF, Grain.QUARTER):
        return f"{_ORDINALS[number - 1]} {when.grain.name.lower()} of {said}"
    if when.grain is Grain.DECADE:
        return f"the {year}s"
    if when.grain is Grain.CENTURY:
        return f"the {_ordinal(year // 100 + 1)} century"
    return said


def _ordinal(number: int) -> str:
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _unanchored_words(when: When) -> str:
    month = MONTHS[when.number - 1] if when.month and when.number else ""
    words = f"{when.day} {month}" if when.day else month or _SEASONS.get(when.number or 0, "date")
    return f"{words}, year unknown"


def _interval_words(date: Interval) -> str:
    first, last = date.first, date.last
    if first is None or last is None:
        return f"since {date_words(first)}" if first else f"until {date_words(last)}"
    if first.grain is last.grain is Grain.DAY and date.anchored:
        low, high = date.bounds
        if high - low == 6 and first.weekday == 0:
            return f"week of {_span_words(low, high)}"
        return f"between {_span_words(low, high, ' and ')}"
    return f"between {_end_words(first)} and {_end_words(last)}"


def _end_words(end: When) -> str:
    return date_words(end).removeprefix(f"{WEEKDAYS[end.weekday]} ") if end.anchored else date_words(end)


def _span_words(low: int, high: int, joint: str = "-") -> str:
    """Two days with what they share said once: "29-31 December 2019", "29 December 2019 and 2 January 2020"."""
    (year, month, day), (last_year, last_month, last_day) = civil(low), civil(high)
    end = f"{last_day} {MONTHS[last_month - 1]} {year_words(last_year)}"
    if year != last_year:
        return f"{day} {MONTHS[month - 1]} {year_words(year)}{joint if len(joint) > 1 else ' - '}{end}"
    if month != last_month:
        return f"{day} {MONTHS[month - 1]}{joint if len(joint) > 1 else ' - '}{end}"
    return f"{day}{joint}{end}"


def by_date(events: Iterable[Event]) -> Iterator[tuple[str, list[Event]]]:
    """Events grouped under the words of their date, in the order given; the time of day does not part a day."""
    for words, group in groupby(events, lambda event: date_words(event.date)):
        yield words, list(group)


def figure_words(figure: Figure) -> str:
    """ "25", "at least 25", "up to 31", "19-31"."""
    low, best, high = figure.low, figure.best, figure.high
    if low == best == high:
        return str(best)
    if high is None:
        return f"at least {low}"
    return f"up to {high}" if not low else f"{low}-{high}"


def claims(mentions: Iterable[Mention], field: str) -> dict[str, tuple[str, ...]]:
    """What the sources say of one field of a mention, in words, with the documents that say it; nothing for silence."""
    found: dict[str, list[str]] = {}
    for mention in mentions:
        value = getattr(mention, field)
        if value is None or value == "":
            continue
        words = figure_words(value) if isinstance(value, Figure) else str(value)
        said = found.setdefault(words, [])
        if mention.document not in said:
            said.append(mention.document)
    return {words: tuple(documents) for words, documents in found.items()}


def toll(event: Event, field: str) -> str:
    """Killed or injured in words, with the range when sources differ: "at least 25 killed (19-31 by source)"; where a
    person set it, as it was set."""
    figure: Figure | None = getattr(event, field)
    if figure is None:
        return ""
    if any(one.field == field for one in event.edited):
        return f"{figure_words(figure)} {field}"
    told: list[Figure] = [value for mention in event.mentions if (value := getattr(mention, field))]
    numbers = sorted({number for one in told for number in (one.low, one.best, one.high) if number is not None})
    bests = {one.best for one in told}
    if len(bests) < 2:
        return f"{figure_words(figure)} {field}"
    best = next((one for one in told if one.best == figure.best), figure)
    return f"{figure_words(best)} {field} ({numbers[0]}-{numbers[-1]} by source)"


def by_hand(one: Edited) -> tuple[str, str]:
    """What a person did to an event, in a word or two, and what would be without."""
    if one.field in _ACTS:
        done, without = _ACTS[one.field]
        return done, without.format(", ".join(one.derived.split()))
    return f"{one.field} set", f"else {one.derived}" if one.derived else "else unknown"


_ACTS = {
    "merge": ("merged", "else apart: {}"),
    "split": ("split", "else one with {}"),
    "added": ("noted", "else untold"),
    "hidden": ("hidden", ""),
}


def names(event: Event, role: Role) -> tuple[str, ...]:
    """The names of the actors in a role, each once, made harmless to show."""
    return tuple(dict.fromkeys(visible(one.name) for one in event.participants if one.role == role))


def sense(type_: str) -> str:
    """ "conflict", "cooperation", "words" or "disaster" by the type of an event, else "other"."""
    return _SENSE.get(type_, "other")


def who(event: Event) -> str:
    """The actors in one line: "A → B", "A", "→ B", with those of no clear role after a "with"."""
    source, target, other = (", ".join(names(event, role)) for role in ROLES)
    sides = f"{source} → {target}".strip() if target else source
    if not other:
        return sides
    return f"{sides} (with {other})" if sides else other


def details(event: Event) -> list[str]:
    """What stands under a headline: actors, place, time of day, figures; what is not known is left out."""
    parts = (who(event), visible(event.place), clock_words(event.date), toll(event, "killed"), toll(event, "injured"))
    return [part for part in parts if part]


def total(count: int, noun: str) -> str:
    """ "1 event", "34 events"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
