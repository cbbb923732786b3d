"""Build: what an expression means, said on a reference date. Sees one expression and the reference, no neighbours.

BUILDERS is the closed table that rules name their builder from. A builder returns None where the words make no date
("June 31", a score of 3:99), and leaves a year open where nothing gives it: never a guess.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from kb.extract.dates.join import clock_of
from kb.extract.dates.match import Found
from kb.when import Date, Grain, When, containing, month_length, ordinal

Tense = Literal["past", "future", ""]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Reference:
    """What a relative date leans on.

    `quarter` is the quarter that a report of results speaks of. `said` is when the words were said: the publication date in news, the last date told in narratives. `told` is the
    last date the text told of. `tense` is that of the sentence. `onward` means the date goes on from `told` (in ranges,
    lists and narratives), so that it is not before it.
    """

    said: When | None = None
    told: When | None = None
    quarter: When | None = None
    tense: Tense = ""
    onward: bool = False
    story: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: the TIMEX3 type and value, and the calendar date when it denotes one."""

    type: TimexType
    value: str
    when: Date | None = None
    mod: str = ""


# How many times further than it is a date counts that lies on the unlikely side (measured on news and histories).
AGAINST_TENSE = 2.0
STORY_BACK = 1.3
ONWARD_BACK = 4.0

Builder = Callable[[Found, Reference], Reading | None]

_GRAINS = {
    "day": Grain.DAY,
    "night": Grain.DAY,
    "week": Grain.WEEK,
    "weekend": Grain.WEEKEND,
    "month": Grain.MONTH,
    "quarter": Grain.QUARTER,
    "year": Grain.YEAR,
    "decade": Grain.DECADE,
    "century": Grain.CENTURY,
}
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
    "quarter": "M",
    "year": "Y",
    "generation": "Y",
    "decade": "Y",
    "century": "Y",
    "millennium": "Y",
}
_VAGUE_LETTERS = {"decade": "DE", "century": "CE", "quarter": "Q"}
_MULTIPLES = {"fortnight": 2, "quarter": 3, "decade": 10, "century": 100, "millennium": 1000}


def build(found: Found, reference: Reference) -> Reading | None:
    """Reads one expression; None when its words make no date."""
    reading = BUILDERS[found.rule.build](found, reference)
    if reading is None:
        return None
    if found.offset and isinstance(reading.when, When):
        moved = _moved(reading.when, *found.offset) if reading.when.anchored else None
        reading = point(moved) if moved else _duration_of(*found.offset)
    if found.clock and isinstance(reading.when, When) and reading.when.grain is Grain.DAY:
        reading = point(replace(reading.when, clock=found.clock), reading.mod)
    elif found.clock and reading.type == "DATE":
        reading = replace(reading, type="TIME", value=f"{reading.value}T{found.clock}")
    if found.mod == "APPROX" and isinstance(reading.when, When):
        reading = replace(reading, when=replace(reading.when, approximate=True))
    return replace(reading, mod=reading.mod or found.mod)


def point(when: When, mod: str = "") -> Reading:
    """A date or time with a place on the calendar, or one that lacks only its year."""
    return Reading("TIME" if when.clock else "DATE", when.timex, when, mod)


def _base(found: Found, reference: Reference) -> When | None:
    """The date that an expression counts from."""
    if found.rule.args.get("from") == "told":
        return reference.told or reference.said
    return reference.said


def _reference_only(count: float) -> Reading:
    """A shift from a date that nobody knows still says in which direction it goes."""
    value = "PRESENT_REF" if count == 0 else "PAST_REF" if count < 0 else "FUTURE_REF"
    return Reading("DATE", value)


def _nearest(candidates: Iterable[When], base: When, reference: Reference) -> When:
    """The candidate closest to the base; the side that tense or narrative speak against counts as further away."""
    low, high = base.bounds
    behind = STORY_BACK if reference.story else AGAINST_TENSE if reference.tense == "future" else 1.0
    ahead = AGAINST_TENSE if reference.tense == "past" and not reference.story else 1.0

    def distance(when: When) -> float:
        first, last = when.bounds
        if first > high:
            return ahead * (first - high)
        if last < low:
            return (ONWARD_BACK if reference.onward else behind) * (low - last)
        return 0

    return min(candidates, key=distance)


def _with_near_year(when: When, reference: Reference) -> When:
    """A date without a year in the year that brings it closest to the reference."""
    base = reference.told if reference.onward and reference.told else reference.said
    if base is None or base.year is None:
        return when
    years = [base.year - 1, base.year, base.year + 1]
    if when.grain is Grain.DAY and when.number == 2 and when.day == 29:
        years = [year for year in range(base.year - 4, base.year + 5) if month_length(year, 2) == 29]
    return _nearest([when.with_year(year) for year in years], base, reference)


def calendar(found: Found, reference: Reference) -> Reading | None:
    """Year, month and day, as far as they are said."""
    year, month, day = found.get("year"), found.get("month"), found.get("day") or found.get("ordinal")
    if month is None and day is None:
        return point(When.of_year(year)) if year is not None else None
    if month is None:
        return _day_of_told_month(day, reference)
    try:
        when = When.on(year, month, day) if day is not None else When.of_month(year, month)
    except ValueError:
        return None
    if year is None:
        when = _with_near_year(when, reference)
    elif found.get("lent"):
        when = replace(when, implied=("year",))
    return point(when)


def _day_of_told_month(day: int, reference: Reference) -> Reading | None:
    base = reference.told or reference.said
    if base is None or base.month is None or base.year is None:
        return None
    if not 1 <= day <= month_length(base.year, base.month):
        return None
    when = replace(When.on(base.year, base.month, day), implied=("year", "month"))
    return point(when)


def iso(found: Found, reference: Reference) -> Reading | None:
    """Figures in the order year, month, day."""
    try:
        when = When.on(int(found.get("isoyear")), int(found.get("isomonth")), int(found.get("isoday")))
    except ValueError:
        return None
    return point(replace(when, clock=found.get("isoclock") or ""))


def numeric(found: Found, reference: Reference) -> Reading | None:
    """12/31/2019, 31.12.2019: read where only one order can be, dots being day first; else nothing."""
    one, two, written = int(found.get("one")), int(found.get("two")), found.get("numyear")
    year = int(written)
    if len(written) == 2:
        if found.get("mark") != "/":
            return None
        year += 1900 if year >= 30 else 2000
    orders = {(one, two), (two, one)} if found.get("mark") != "." else {(two, one)}
    days = set()
    for month, day in orders:
        try:
            days.add(When.on(year, month, day))
        except ValueError:
            continue
    return point(days.pop()) if len(days) == 1 else None


def era_year(found: Found, reference: Reference) -> Reading | None:
    """A year with its era; 1 BC is year 0."""
    year = int(found.get("erayear"))
    before = str(found.get("era")).startswith("b")
    return point(When.of_year(1 - year if before else year)) if year else None


def decade(found: Found, reference: Reference) -> Reading | None:
    """A decade by four figures, two figures or words; without a century it is the last one before the reference."""
    tens = found.get("tens") or found.get("tens_decade")
    if found.get("decade"):
        first = int(found.get("decade"))
        if str(found.get("era") or "").startswith("b"):
            return Reading("DATE", f"BC{first // 10:03d}", When(Grain.DECADE, -first - 9))
        return point(When(Grain.DECADE, first))
    century = found.get("teen_century")
    if century is None:
        base = reference.told if reference.story and reference.told else reference.said
        century = (base.year - base.year % 100) if base and base.year is not None else 1900
        if base and base.year is not None and century + tens > base.year:
            century -= 100
    return point(When(Grain.DECADE, century + tens))


def century(found: Found, reference: Reference) -> Reading | None:
    """A century by its ordinal: the 20th begins, as TIMEX3 writes it, with 1900."""
    number = found.get("ordinal")
    if not number or number < 1:
        return None
    first = 100 * (number - 1)
    if str(found.get("era") or "").startswith("b"):
        first = -100 * number
        return Reading("DATE", f"BC{number - 1:02d}", When(Grain.CENTURY, first))
    return point(When(Grain.CENTURY, first))


def season(found: Found, reference: Reference) -> Reading | None:
    """A season of a given year, else the one closest to the reference."""
    when = When(Grain.SEASON, found.get("year"), found.get("season"))
    return point(when if when.anchored else _with_near_year(when, reference))


def quarter(found: Found, reference: Reference) -> Reading | None:
    """A quarter of a given year; without a year the last that had begun, or the next when the tense is future."""
    number = int(found.get("qnum")) if found.get("qnum") else found.get("ordinal")
    year, base = found.get("year"), reference.said
    if found.rule.args.get("latest"):
        latest = reference.quarter or _last_full_quarter(reference)
        return point(latest) if latest else None
    if number is None or not 1 <= number <= 4:
        return None
    if year is None and base and base.year is not None:
        candidates = [When(Grain.QUARTER, base.year + step, number) for step in (-1, 0, 1)]
        if reference.tense == "future":
            return point(_nearest(candidates, base, replace(reference, tense="")))
        return point([when for when in candidates if when.bounds[0] <= base.bounds[0]][-1])
    if year is None:
        return Reading("DATE", f"XXXX-Q{number}")
    return point(When(Grain.QUARTER, year, number))


def _last_full_quarter(reference: Reference) -> When | None:
    base = reference.said
    return base.to(Grain.QUARTER).shift(-1) if base and base.anchored else None


def half(found: Found, reference: Reference) -> Reading | None:
    """Half of a year."""
    number = int(found.get("hnum")) if found.get("hnum") else found.get("ordinal")
    number = 2 if number == -1 else number
    if number not in (1, 2):
        return None
    year = found.get("year")
    if year is None:
        base = reference.said
        if base is None or base.year is None:
            return None
        year = base.year
    return point(When(Grain.HALF, year, number))


def fixed_year(found: Found, reference: Reference) -> Reading | None:
    """A year that the rule gives."""
    return point(When.of_year(int(found.rule.args["year"])))


def fiscal(found: Found, reference: Reference) -> Reading | None:
    """A fiscal year stands for the year it is named after."""
    return point(When.of_year(found.get("year")))


def holiday(found: Found, reference: Reference) -> Reading | None:
    """A holiday in its year: given, by last/this/next, or the closest."""
    code, year, step = found.get("holiday"), found.get("year"), found.get("step")
    base = reference.said
    if year is not None:
        return point(holiday_in(code, year))
    if base is None or base.year is None:
        fixed = code[:2].isdigit() and len(code) == 5
        return point(When.on(None, int(code[:2]), int(code[3:]))) if fixed else None
    candidates = [replace(holiday_in(code, base.year + offset), implied=("year",)) for offset in (-1, 0, 1)]
    low, high = base.bounds
    if step == -1:
        candidates = [when for when in candidates if when.bounds[1] < low][-1:]
    elif step == 1:
        candidates = [when for when in candidates if when.bounds[0] > high][:1]
    return point(_nearest(candidates, base, reference)) if candidates else None


def holiday_in(code: str, year: int) -> When:
    """The day of a holiday by its code in the lexicon."""
    if code.startswith(("easter", "orthodox")):
        name, offset = code.replace("-", "+-").split("+", 1)
        if not 1583 <= year <= 4099:
            return When.of_year(year)
        method = EASTER_WESTERN if name == "easter" else EASTER_ORTHODOX
        return When.of_day(easter(year, method).toordinal() + int(offset))
    if len(code) == 5:
        return When.on(year, int(code[:2]), int(code[3:]))
    month, weekday, nth = code.split("-", 2)
    return _nth_weekday(year, int(month), _weekday_number(weekday), int(nth)) or When.of_year(year)


def _weekday_number(name: str) -> int:
    return ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday").index(name)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> When | None:
    length = month_length(year, month)
    days = [day for day in range(1, length + 1) if (ordinal(year, month, day) - 1) % 7 == weekday]
    place = nth - 1 if nth > 0 else nth
    return When.on(year, month, days[place]) if -len(days) <= place < len(days) else None


def nth_unit(found: Found, reference: Reference) -> Reading | None:
    """The nth day, week, weekend, month or weekday of a year or month."""
    nth, year, month = found.get("ordinal"), found.get("year"), found.get("month")
    if year is None and month is not None:
        year = _with_near_year(When.of_month(None, month), reference).year
    if year is None:
        return None
    if found.get("weekday") is not None:
        when = _nth_weekday(year, month, found.get("weekday"), nth)
        return point(when) if when else None
    whole = When.of_month(year, month) if month else When.of_year(year)
    grain = _GRAINS[found.get("within")]
    first, last = whole.bounds
    units = [containing(first, grain)]
    while units[-1].shift(1).bounds[0] <= last and len(units) < 400:
        units.append(units[-1].shift(1))
    if grain is Grain.WEEK and len(units) > 1 and units[-1].bounds[1] > last + 3:
        units.pop()
    if grain is Grain.WEEK and len(units) > 1 and units[0].bounds[0] < first - 3:
        units.pop(0)
    place = nth - 1 if nth > 0 else nth
    return point(units[place]) if -len(units) <= place < len(units) else None


def week_of(found: Found, reference: Reference) -> Reading | None:
    """The ISO week that holds a day."""
    day = calendar(found, reference)
    if day is None or not isinstance(day.when, When) or not day.when.anchored:
        return None
    return point(day.when.to(Grain.WEEK))


def shift(found: Found, reference: Reference) -> Reading | None:
    """So many units before or after the day of saying, or what was told."""
    args = found.rule.args
    unit = str(args.get("unit") or found.get("unit"))
    count = args.get("count", found.get("number"))
    count = args.get("sign", 1) * (1 if count is None else count) if count != "X" else "X"
    if "and a half" in found.words.lower() and count != "X":
        count += 0.5 if count > 0 else -0.5
    clock = str(args.get("clock") or found.get("part") or "")
    base = _base(found, reference)
    if count == "X":
        return _reference_only(args.get("sign", 1))
    if unit not in _GRAINS and unit not in _MULTIPLES:
        return _duration_of(count, unit)
    if base is None or base.year is None:
        return _reference_only(count)
    when = _moved(base, count, unit)
    if when is None:
        return _reference_only(count)
    if clock:
        when = replace(when, clock=clock)
    about = str(found.get("about") or "")
    return point(when, about)


def _duration_of(count: float, unit: str) -> Reading:
    return Reading("DURATION", duration_value(abs(count), unit))


def _moved(base: When, count: float, unit: str) -> When | None:
    """The base moved by units, at the precision that the unit and the base allow."""
    if unit == "fortnight":
        unit, count = "week", count * 2
    if unit in ("decade", "century", "millennium"):
        unit, count = "year", count * _MULTIPLES[unit]
    if count != int(count):
        unit, count = {"year": ("month", count * 12), "month": ("day", count * 30), "week": ("day", count * 7)}.get(
            unit, (unit, count)
        )
    grain, steps = _GRAINS[unit], int(count)
    if grain is Grain.DAY and base.grain is not Grain.DAY:
        return None if steps else base
    if grain is Grain.WEEK and base.grain is Grain.DAY and steps:
        return replace(base, clock="").shift(7 * steps, Grain.DAY)
    if base.grain in (Grain.QUARTER, Grain.HALF, Grain.SEASON) and grain is Grain.YEAR:
        return base.shift(steps, grain)
    if base.grain < grain:
        return base if not steps else None
    moved = replace(base, clock="").shift(steps, grain)
    return moved.to(grain) if abs(moved.year or 0) < 9000 else None


def step(found: Found, reference: Reference) -> Reading | None:
    """Last, this, next, the following: a neighbour of the period that holds the base."""
    unit = str(found.rule.args.get("unit") or found.get("unit"))
    steps = found.get("told_step")
    steps = found.get("step") if steps is None else steps
    base = _base(found, reference)
    if str(found.get("step_words")) == "past" and unit not in ("day",):
        return Reading("DURATION", duration_value(1, unit))
    if base is None or base.year is None:
        return _reference_only(steps)
    grain = _GRAINS[unit]
    if base.grain < grain:
        return _reference_only(steps) if steps else point(base)
    if grain is Grain.WEEKEND:
        return point(_weekend(base, steps))
    return point(replace(base, clock="").to(grain).shift(steps))


def _weekend(base: When, steps: int) -> When:
    week = containing(base.bounds[0] + 7 * steps, Grain.WEEK)
    return When(Grain.WEEKEND, week.year, week.number)


def weekend(found: Found, reference: Reference) -> Reading | None:
    """The weekend: the one past, or the one ahead when the tense is future; on a weekend that one."""
    base = reference.said
    if base is None or base.year is None or base.grain is not Grain.DAY:
        return Reading("DATE", "XXXX-WXX-WE")
    steps = 0 if base.weekday >= 5 or reference.tense == "future" else -1
    return point(_weekend(base, steps))


def weekday(found: Found, reference: Reference) -> Reading | None:
    """A bare weekday: today, tomorrow, or up to five days back; ahead where the clause speaks of the future.

    News says "was scheduled for Tuesday" on the Monday before it: tomorrow wins even over a past tense.
    """
    number = found.get("weekday")
    base = reference.told if reference.onward and reference.told else reference.said
    if base is None or base.year is None or base.grain is not Grain.DAY:
        return Reading("DATE", f"XXXX-WXX-{number + 1}")
    ahead = (number - base.weekday) % 7
    if reference.onward or reference.tense == "future":
        days = ahead
    else:
        days = ahead if ahead < 2 else ahead - 7
    return point(replace(When.of_day(base.bounds[0] + days), implied=("year", "month", "day")))


def step_weekday(found: Found, reference: Reference) -> Reading | None:
    """Last Tuesday, next Monday: strictly before or after the base."""
    number, base = found.get("weekday"), _base(found, reference)
    steps = found.rule.args.get("step", found.get("step"))
    weeks = found.rule.args.get("weeks", 0)
    if base is None or base.year is None or base.grain is not Grain.DAY:
        return Reading("DATE", f"XXXX-WXX-{number + 1}")
    ahead = (number - base.weekday) % 7
    if steps == -1 or "past" in found.words.lower():
        days = ahead - 7
    elif steps == 0:
        days = number - base.weekday
    else:
        days = ahead or 7
    return point(When.of_day(base.bounds[0] + days + 7 * weeks))


def weekday_of_week(found: Found, reference: Reference) -> Reading | None:
    """A weekday of last, this or next week, or of the week so many weeks ago."""
    number, base = found.get("weekday"), reference.said
    count = found.get("number")
    weeks = found.get("step") if count is None else -int(count) if count != "X" else None
    if base is None or base.year is None or base.grain is not Grain.DAY or weeks is None:
        return Reading("DATE", f"XXXX-WXX-{number + 1}")
    return point(When.of_day(containing(base.bounds[0], Grain.WEEK).bounds[0] + 7 * weeks + number))


def step_month(found: Found, reference: Reference) -> Reading | None:
    """Last August, next January, the following June."""
    base, month = _base(found, reference), found.get("month")
    if base is None or base.year is None:
        return point(When.of_month(None, month))
    steps = found.rule.args.get("step", found.get("step"))
    if "past" in found.words.lower().split():
        steps = -1
    elif steps is None:
        steps = 0 if found.words.lower().startswith("that") else 1
    return point(_stepped(When.of_month(base.year, month), base, steps))


def _stepped(when: When, base: When, steps: int) -> When:
    """The nearest recurrence before, within the same year as, or after the base."""
    low, high = base.bounds
    year = base.year or 0
    recurrences = [replace(when, year=year + offset) for offset in (-1, 0, 1)]
    if steps < 0:
        return [one for one in recurrences if one.bounds[1] < low][-1]
    if steps > 0:
        return next(one for one in recurrences if one.bounds[0] > high)
    return recurrences[1]


def month_of_year(found: Found, reference: Reference) -> Reading | None:
    """A month, or a day of it, of last, this, next, that year."""
    base = _base(found, reference)
    steps = found.get("told_step")
    steps = found.get("step") if steps is None else steps
    year = base.year + (steps or 0) if base and base.year is not None else None
    try:
        day = found.get("day")
        return point(When.on(year, found.get("month"), day) if day else When.of_month(year, found.get("month")))
    except ValueError:
        return None


def step_season(found: Found, reference: Reference) -> Reading | None:
    """Last fall, next summer, the following spring, the spring of next year."""
    base = _base(found, reference)
    season_number = found.get("season")
    if base is None or base.year is None:
        return point(When(Grain.SEASON, None, season_number))
    steps = found.get("step")
    if found.rule.args.get("year"):
        return point(When(Grain.SEASON, base.year + steps, season_number))
    if "past" in found.words.lower().split():
        steps = -1
    elif steps is None:
        steps = 0 if found.words.lower().startswith(("that", "the same")) else 1
    return point(_stepped(When(Grain.SEASON, base.year, season_number), base, steps))


def part_of_told(found: Found, reference: Reference) -> Reading | None:
    """The end of the year, later that month, earlier in the week: the period that holds the base, with a modifier."""
    words = found.words.lower()
    told = reference.story or "that" in words or "same" in words
    base = (reference.told or reference.said) if told else reference.said
    grain = _GRAINS[found.get("unit")]
    edges = {"START": ("earl", "start", "begin"), "MID": ("middle",), "END": ("end", "close", "late")}
    mod = next((mod for mod, stems in edges.items() if any(stem in words for stem in stems)), "")
    if base is None or base.year is None or base.grain < grain:
        return _reference_only(0)
    when = replace(base, clock="").to(grain) if grain is not Grain.WEEKEND else _weekend(base, 0)
    return point(when, mod)


def year_end(found: Found, reference: Reference) -> Reading | None:
    """The last day of the year."""
    base = reference.said
    return point(When.on(base.year, 12, 31)) if base and base.year is not None else None


def year_earlier(found: Found, reference: Reference) -> Reading | None:
    """A year ago in a report of results: the same quarter of the year before; else the year before."""
    said = reference.said
    if said is None or said.year is None:
        return _reference_only(-1)
    quarter = reference.quarter
    if "quarter" in found.words.lower():
        quarter = quarter or _last_full_quarter(reference)
    return point(quarter.shift(-1, Grain.YEAR) if quarter else When.of_year(said.year - 1))


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
    return point(replace(day, clock=value))


def part(found: Found, reference: Reference) -> Reading | None:
    """A part of the day that the text is at."""
    return _time_of_day(found.get("part"), reference) if found.words.lower().startswith("the ") else None


def duration(found: Found, reference: Reference) -> Reading | None:
    """A length of time: a number of units, X for an unknown number."""
    words = found.words.lower()
    unit = str(found.get("unit"))
    count = found.get("number")
    if count is None:
        count = found.rule.args.get("vague", "X")
    if count != "X" and ("and a half" in words or "and-a-half" in words):
        count += 0.5
    return Reading("DURATION", duration_value(count, unit), mod=str(found.get("about") or ""))


def duration_value(count: Any, unit: str) -> str:
    """P3D, PT90M, PXY as TIMEX3 has them; half hours become minutes, decades years."""
    letter = _LETTERS[unit]
    if count == "X":
        letter = _VAGUE_LETTERS.get(unit, letter)
        return f"P{'T' if letter[0] == 'T' else ''}X{letter.lstrip('T') if letter[0] == 'T' else letter}"
    count = count * _MULTIPLES.get(unit, 1)
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


BUILDERS: Mapping[str, Builder] = {
    builder.__name__: builder
    for builder in (
        calendar,
        iso,
        numeric,
        era_year,
        decade,
        century,
        season,
        quarter,
        half,
        fiscal,
        fixed_year,
        holiday,
        nth_unit,
        week_of,
        shift,
        step,
        weekend,
        weekday,
        step_weekday,
        weekday_of_week,
        step_month,
        month_of_year,
        step_season,
        part_of_told,
        year_end,
        year_earlier,
        clock,
        part,
        duration,
        fixed_duration,
        fixed,
        told_time,
        each,
    )
}
