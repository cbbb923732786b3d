"""Builders of times of day, lengths of time, sets, and references that name no date."""

from dataclasses import replace
from typing import Any

from kb.extract.dates.match import Found, amount, clock_of
from kb.extract.dates.reading import Reading, Reference, point
from kb.lexicon.dates import load
from kb.when import Grain, When

_LETTERS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "weekend": "WE",
    "fortnight": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "generation": "Y",
    "decade": "Y",
    "century": "Y",
    "millennium": "Y",
}
_VAGUE_LETTERS = {"decade": "DE", "century": "CE"}
MULTIPLES = {"fortnight": 2, "decade": 10, "century": 100, "millennium": 1000}


def clock(found: Found, reference: Reference) -> Reading | None:
    """A time of day on the day that the text is at."""
    value = clock_of(found)
    if not value:
        return None
    return _time_of_day(value, reference)


def _time_of_day(value: str, reference: Reference) -> Reading:
    day = reference.told if reference.told and reference.told.grain is Grain.DAY else reference.said
    if day is None or day.year is None or day.grain is not Grain.DAY:
        return Reading("TIME", f"XXXX-XX-XXT{value}")
    return point(replace(day, clock=value, implied=("year", "month", "day", "weekday")))


def part(found: Found, reference: Reference) -> Reading | None:
    """A part of the day that the text is at."""
    return _time_of_day(found.get("part"), reference) if found.words.lower().startswith("the ") else None


def duration(found: Found, reference: Reference) -> Reading | None:
    """A length of time: a number of units, X for an unknown number."""
    words = found.words.lower()
    unit = str(found.get("unit"))
    count = found.get("number")
    if count is None:
        count = "X" if found.get("vague") else found.rule.args.get("vague", "X")
    if words.startswith("half-"):
        count = 0.5
    if count != "X" and ("and a half" in words or "and-a-half" in words):
        count += 0.5
    return Reading("DURATION", duration_value(count, unit), mod=str(found.get("about") or ""))


def two_lengths(found: Found, reference: Reference) -> Reading | None:
    """Three years and two months."""
    years, months = (amount(str(found.get(name)), load()) for name in ("years", "months"))
    return Reading("DURATION", f"P{years}Y{months}M", mod=str(found.get("about") or ""))


def spoken_clock(found: Found, reference: Reference) -> Reading | None:
    """Half past six, quarter to nine: on the hour of the morning, since the words do not say which half of the day."""
    minutes = 30 if not found.get("quarter") else 15 if found.get("side") == "past" else -15
    hour, minute = divmod(60 * int(found.get("oclock")) + minutes, 60)
    return _time_of_day(f"{hour:02d}:{minute:02d}", reference)


def duration_of(count: float, unit: str) -> Reading:
    return Reading("DURATION", duration_value(abs(count), unit))


def duration_value(count: Any, unit: str) -> str:
    """P3D, PT90M, PXY as TIMEX3 has them; half hours become minutes, decades years."""
    letter = _LETTERS[unit]
    if count == "X":
        letter = _VAGUE_LETTERS.get(unit, letter)
        return f"P{'T' if letter[0] == 'T' else ''}X{letter.lstrip('T') if letter[0] == 'T' else letter}"
    count = count * MULTIPLES.get(unit, 1)
    if letter[0] == "T":
        if count != int(count):
            whole, rest = int(count), round((count - int(count)) * 60)
            low = {"TH": "M", "TM": "S", "TS": "S"}[letter]
            return "PT" + (f"{whole}{letter[1]}" if whole else "") + f"{rest}{low}"
        return f"PT{int(count)}{letter[1]}"
    text = str(int(count)) if count == int(count) else f"{count:g}"
    return f"P{text}{letter}"


def fixed_duration(found: Found, reference: Reference) -> Reading | None:
    """A length whose value the rule gives."""
    return Reading("DURATION", str(found.rule.args["value"]))


def fixed(found: Found, reference: Reference) -> Reading | None:
    """PAST_REF, PRESENT_REF, FUTURE_REF."""
    return Reading("DATE", str(found.rule.args["value"]))


def fixed_time(found: Found, reference: Reference) -> Reading | None:
    """A part of some day or other: "at night"."""
    return Reading("TIME", str(found.rule.args["value"]))


def told_time(found: Found, reference: Reference) -> Reading | None:
    """ "At the time": somewhere in the past."""
    return Reading("DATE", "PAST_REF")


_EACH = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "annually": "P1Y",
    "annual": "P1Y",
    "yearly": "P1Y",
}


def each(found: Found, reference: Reference) -> Reading | None:
    """A set of times: each unit, or each weekday, month, season, part of day."""
    words = found.words.lower()
    value = _each_named(found)
    if value is None:
        count = found.get("number") if words.startswith(("each", "every")) else None
        count = 2 if "other" in words.split() or "second" in words.split() else 1 if count is None else count
        if found.get("unit") is None:
            return None
        value = duration_value("X" if "few" in words.split() else count, str(found.get("unit")))
    return Reading("SET", value)


def _each_named(found: Found) -> str | None:
    part = found.get("part") or found.get("parts")
    weekday = found.get("weekday") if found.get("weekday") is not None else found.get("weekdays")
    if found.get("each"):
        return _EACH[found.get("each")]
    if found.get("holiday"):
        code = str(found.get("holiday"))
        return f"XXXX-{code}" if len(code) == 5 and code[:2].isdigit() else "P1Y"
    if found.words.lower() == "weekends":
        return "XXXX-WXX-WE"
    if weekday is not None:
        return f"XXXX-WXX-{weekday + 1}" + (f"T{part}" if part else "")
    if part:
        return f"XXXX-XX-XXT{part}"
    if found.get("month"):
        return f"XXXX-{found.get('month'):02d}"
    if found.get("season"):
        return When(Grain.SEASON, None, found.get("season")).timex
    if found.words.lower() == "weekdays":
        return "XXXX-WXX-XX"
    return "PT1H" if "hour" in found.words.lower() else None
