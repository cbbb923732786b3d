"""Builders of dates that name their place on the calendar, in full or in part."""

from dataclasses import replace

from kb.extract.dates.feasts import falls_on, nth_weekday
from kb.extract.dates.match import Found
from kb.extract.dates.reading import GRAINS, Reading, Reference, nearest, point, with_near_year
from kb.when import Grain, Interval, When, containing, month_length

# Before this a year has fewer than four figures.
_EARLY = 1000


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
        when = with_near_year(when, reference)
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


def named_day(found: Found, reference: Reference) -> Reading | None:
    """A day of history by its name."""
    year, month, day = (int(part) for part in str(found.get("named_day")).split("-"))
    return point(When.on(year, month, day))


def september_11(found: Found, reference: Reference) -> Reading | None:
    """A day by its attacks: "the Sept. 11 attacks" are those of 2001 for whoever writes later."""
    attacks, said = When.on(2001, 9, 11), reference.said
    early = said is not None and said.anchored and said.bounds[1] < attacks.bounds[0]
    if early or (found.get("month"), found.get("day")) != (9, 11):
        return calendar(found, reference)
    return point(replace(attacks, implied=("year",)))


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
    """A year with its era, or in that of an early year told before; 1 BC is year 0."""
    year, era = int(found.get("erayear")), str(found.get("era") or "")
    told = reference.told.year if reference.told else None
    if not era and (told is None or told >= _EARLY):
        return None
    before = era.startswith("b") if era else told is not None and told <= 0
    return point(When.of_year(1 - year if before else year)) if year else None


def decade(found: Found, reference: Reference) -> Reading | None:
    """A decade by four figures, two figures or words; without a century it is the last one before the reference."""
    tens = found.get("tens") or found.get("tens_decade")
    if found.get("decade"):
        first = int(found.get("decade"))
        if str(found.get("era") or "").startswith("b"):
            return Reading("DATE", f"BC{first // 10:03d}", _years_before(first + 9, first))
        return point(When(Grain.DECADE, first))
    century = found.get("teen_century")
    if century is None:
        base = reference.told if reference.story and reference.told else reference.said
        century = (base.year - base.year % 100) if base and base.year is not None else 1900
        if base and base.year is not None and century + tens > base.year:
            century -= 100
    return point(When(Grain.DECADE, century + tens)) if century + tens >= 0 else None


def _years_before(first: int, last: int) -> Interval:
    """From one year BC to another: EDTF has no decades and centuries there."""
    return Interval(When.of_year(1 - first), When.of_year(1 - last))


def century(found: Found, reference: Reference) -> Reading | None:
    """A century by its ordinal: the 20th begins, as TIMEX3 writes it, with 1900."""
    if found.get("hundreds"):
        return point(When(Grain.CENTURY, int(found.get("hundreds"))))
    number = found.get("ordinal")
    if not number or number < 1:
        return None
    if str(found.get("era") or "").startswith("b"):
        return Reading("DATE", f"BC{number - 1:02d}", _years_before(100 * number, 100 * number - 99))
    return point(When(Grain.CENTURY, 100 * (number - 1)))


def season(found: Found, reference: Reference) -> Reading | None:
    """A season of a given year, else the one closest to the reference."""
    when = When(Grain.SEASON, found.get("year"), found.get("season"))
    return point(when if when.anchored else with_near_year(when, reference))


def quarter(found: Found, reference: Reference) -> Reading | None:
    """A quarter of a given year; without a year the last that had begun, or the next when the tense is future."""
    number = int(found.get("qnum")) if found.get("qnum") else found.get("ordinal")
    year, base = found.get("year"), reference.said
    if found.rule.args.get("latest"):
        latest = reference.quarter or last_full_quarter(reference)
        return point(latest) if latest else None
    number = 4 if number == -1 else number
    if number is None or not 1 <= number <= 4:
        return None
    steps = -1 if found.get("back") else found.get("step")
    if steps is not None and base and base.year is not None:
        return point(When(Grain.QUARTER, base.year + steps, number))
    if year is None and base and base.year is not None:
        candidates = [When(Grain.QUARTER, base.year + step, number) for step in (-1, 0, 1)]
        if reference.tense == "future":
            return point(nearest(candidates, base, replace(reference, tense="")))
        return point([when for when in candidates if when.bounds[0] <= base.bounds[0]][-1])
    if year is None:
        return Reading("DATE", f"XXXX-Q{number}")
    return point(When(Grain.QUARTER, year, number))


def last_full_quarter(reference: Reference) -> When | None:
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
        year = base.year + (found.get("step") or 0)
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
        return point(falls_on(code, year)[0])
    if base is None or base.year is None:
        fixed = code[:2].isdigit() and len(code) == 5
        return point(When.on(None, int(code[:2]), int(code[3:]))) if fixed else None
    near = (when for offset in (-1, 0, 1) for when in falls_on(code, base.year + offset))
    candidates = [replace(when, implied=("year",)) for when in near]
    low, high = base.bounds
    if step == -1:
        candidates = [when for when in candidates if when.bounds[1] < low][-1:]
    elif step == 1:
        candidates = [when for when in candidates if when.bounds[0] > high][:1]
    return point(nearest(candidates, base, reference)) if candidates else None


def nth_unit(found: Found, reference: Reference) -> Reading | None:
    """The nth day, week, weekend, month or weekday of a year or month."""
    nth, year, month = found.get("ordinal"), found.get("year"), found.get("month")
    if year is None and month is not None:
        year = with_near_year(When.of_month(None, month), reference).year
    if year is None:
        return None
    if found.get("weekday") is not None:
        when = nth_weekday(year, month, found.get("weekday"), nth)
        return point(when) if when else None
    whole = When.of_month(year, month) if month else When.of_year(year)
    grain = GRAINS[found.get("within")]
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
