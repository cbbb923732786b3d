"""Builders of dates that lean on the day of saying or on what the text told last."""

from dataclasses import replace

from kb.extract.dates.absolute import holiday, last_full_quarter
from kb.extract.dates.lengths import MULTIPLES, duration, duration_of, duration_value
from kb.extract.dates.match import Found
from kb.extract.dates.reading import GRAINS, Reading, Reference, base_of, point, reference_only
from kb.when import Grain, Interval, When, containing, month_length

# "A week ago" and "two weeks ago" count to the day, "six weeks ago" to the week.
COUNTED_WEEKS = 2
_YEAR = 12  # months
_MONTH = 31  # days
_SATURDAY = 5
_PAST = ("past", "over")
_RUNS = {"last": -1, "past": -1, "next": 1, "coming": 1}
_CALENDAR = {"year": Grain.YEAR, "decade": Grain.YEAR, "month": Grain.MONTH}


def shift(found: Found, reference: Reference) -> Reading | None:
    """So many units before or after the day of saying, or what was told."""
    args = found.rule.args
    unit = str(args.get("unit") or found.get("unit"))
    count = _signed_count(found)
    if count is None:
        return reference_only(args["sign"])
    if unit not in GRAINS and unit not in MULTIPLES:
        return duration_of(count, unit)
    if reference.story and "count" in args and args.get("from") != "told":
        return _some_day(found, count)
    base = base_of(found, reference)
    when = moved_by(base, count, unit) if base and base.anchored else None
    if when is None:
        return reference_only(count)
    clock = str(args.get("clock") or found.get("part") or "")
    return point(replace(when, clock=clock or when.clock), str(found.get("about") or ""))


def _some_day(found: Found, count: float) -> Reading:
    """Today, yesterday, tonight in a narrative: of a day that nobody knows, the writer's or a quoted speaker's."""
    clock = str(found.rule.args.get("clock") or found.get("part") or "")
    return Reading("TIME", f"XXXX-XX-XXT{clock}") if clock else reference_only(count)


def _signed_count(found: Found) -> float | None:
    """How many units forward (or back, below zero); None when the words give no number."""
    args = found.rule.args
    count = args.get("count", found.get("number", 1))
    if count == "X":
        return None
    half = 0.5 if "and a half" in found.words.lower() else 0
    return float((count + half) * args.get("sign", 1))


def moved_by(base: When, count: float, unit: str) -> When | None:
    """The base moved by units, at the precision that the unit and the base allow."""
    if unit == "fortnight":
        unit, count = "week", count * 2
    if unit in ("decade", "century", "millennium"):
        unit, count = "year", count * MULTIPLES[unit]
    if count != int(count):
        unit, count = {"year": ("month", count * 12), "month": ("day", count * 30), "week": ("day", count * 7)}.get(
            unit, (unit, count)
        )
    grain, steps = GRAINS[unit], int(count)
    if not steps and base.grain > grain:
        return replace(base, clock="").to(grain)
    if grain is Grain.DAY and base.grain is not Grain.DAY:
        return None if steps else base
    if grain is Grain.WEEK and base.grain is Grain.DAY and 0 < abs(steps) <= COUNTED_WEEKS:
        return replace(base, clock="").shift(7 * steps, Grain.DAY)
    if base.grain in (Grain.QUARTER, Grain.HALF, Grain.SEASON) and grain is Grain.YEAR:
        return base.shift(steps, grain)
    if base.grain < grain:
        return base if not steps else None
    moved = replace(base, clock="").shift(steps, grain)
    return moved.to(grain) if abs(moved.year or 0) < 9000 else None


def step(found: Found, reference: Reference) -> Reading | None:
    """Last, this, next, the following: a neighbour of the period that holds the base, or that period itself."""
    unit = str(found.rule.args.get("unit") or found.get("unit"))
    steps = found.get("told_step", found.get("step", found.rule.args.get("steps")))
    base = base_of(found, reference)
    if (str(found.get("step_words")) == "past" or _is_up_to_now(found)) and unit not in ("day",):
        return replace(Reading("DURATION", duration_value(1, unit)), when=_until_now(reference, unit))
    if base is None or base.year is None:
        return reference_only(steps)
    if unit == "period":
        return point(base)
    grain = GRAINS[unit]
    if base.grain < grain:
        return reference_only(steps) if steps else point(base)
    if grain is Grain.WEEKEND:
        # "Two climbers died this weekend", on a Monday.
        just = steps == 0 and base.grain is Grain.DAY and base.weekday < _SATURDAY and reference.tense in _PAST
        return point(_weekend(base, steps - just))
    return point(replace(base, clock="").to(grain).shift(steps))


def _is_up_to_now(found: Found) -> bool:
    """Whether words tell of a time that ends now, "in the last month"; "last month" is the one before this."""
    return found.words.lower() in ("the last week", "the last month")


def _until_now(reference: Reference, unit: str) -> Interval | None:
    """In news the week or month up to the day of saying; longer ones are told of what goes on in them."""
    said = reference.said
    if said is None or reference.story or unit not in ("week", "month") or said.grain is not Grain.DAY:
        return None
    now = replace(said, clock="")
    return Interval(now.shift(-1, GRAINS[unit]), now) if said.anchored else None


def run(found: Found, reference: Reference) -> Reading | None:
    """The last two weeks, the next three months: a length, and in news the days from then until now or from now on."""
    reading, said, count = duration(found, reference), reference.said, found.get("number")
    sign = _RUNS.get(next(word for word in found.words.lower().split() if word != "the"), 0)
    grain = GRAINS.get(str(found.get("unit")))
    if reading is None or said is None or reference.story or not sign or not isinstance(count, int) or grain is None:
        return reading
    # Longer runs are told in round numbers, and of what goes on in them.
    counted = grain in (Grain.DAY, Grain.WEEK) or (grain is Grain.MONTH and count <= _YEAR)
    if not counted or not said.anchored or said.grain is not Grain.DAY:
        return reading
    now = replace(said, clock="")
    then = now.shift(sign * count, grain)
    return replace(reading, when=Interval(then, now) if sign < 0 else Interval(now, then))


def from_holiday(found: Found, reference: Reference) -> Reading | None:
    """The day after Thanksgiving, a week before Easter."""
    feast = holiday(found, reference)
    count = found.get("number") or 1
    if feast is None or not isinstance(feast.when, When) or not feast.when.anchored:
        return None
    when = moved_by(feast.when, -count if found.get("side") == "before" else count, str(found.get("unit")))
    return point(when) if when else None


def from_event(found: Found, reference: Reference) -> Reading | None:
    """Three weeks after the attack: counted from the day that the text gave the attack, or nothing."""
    day = found.get("event_day")
    count = found.get("number") or 1
    when = moved_by(day, -count if found.get("side") == "before" else count, str(found.get("unit"))) if day else None
    return point(when) if when else None


def two_steps(found: Found, reference: Reference) -> Reading | None:
    """The week before last, the year after next: two steps from the period of saying."""
    base, steps = reference.said, -2 if found.get("back") else 2
    grain = GRAINS[str(found.get("unit"))]
    if base is None or base.year is None or base.grain < grain:
        return reference_only(steps)
    return point(_weekend(base, steps) if grain is Grain.WEEKEND else replace(base, clock="").to(grain).shift(steps))


def ago_today(found: Found, reference: Reference) -> Reading | None:
    """Forty years ago today, exactly forty years ago: to the day or month that "today" or "this month" names."""
    base, count = reference.said, found.get("number")
    unit = str(found.words.lower().split(" ago")[0].split()[-1]).rstrip("s")
    grain = {"today": Grain.DAY, "this week": Grain.WEEK, "this month": Grain.MONTH}[str(found.get("exact") or "today")]
    if base is None or base.year is None or not isinstance(count, int) or base.grain < grain:
        return reference_only(-1)
    return point(replace(base, clock="").shift(-count * MULTIPLES.get(unit, 1), _CALENDAR[unit]).to(grain))


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
    """A bare weekday: today, or back where the clause tells of the past and ahead where it tells of the future; that
    of any week ("on a Friday") is none of a known one.

    Where it tells of neither, tomorrow, else back (measured on news: 95 in 100 right).
    """
    number = found.get("weekday")
    base = reference.told if reference.onward and reference.told else reference.said
    if base is None or base.year is None or base.grain is not Grain.DAY or found.rule.args.get("any"):
        return Reading("DATE", f"XXXX-WXX-{number + 1}")
    ahead = (number - base.weekday) % 7
    told = reference.onward or reference.tense in ("future", "ahead")
    forward = told or ahead == 0 or (ahead == 1 and not reference.tense)
    days = ahead if forward else ahead - 7
    return point(replace(When.of_day(base.bounds[0] + days), implied=("year", "month", "day")))


def step_weekday(found: Found, reference: Reference) -> Reading | None:
    """Last Tuesday, next Monday: strictly before or after the base."""
    number, base = found.get("weekday"), base_of(found, reference)
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


def weekdays_ago(found: Found, reference: Reference) -> Reading | None:
    """Two Sundays ago: today counts for none."""
    number, base, count = found.get("weekdays"), reference.said, found.get("number")
    if base is None or base.year is None or base.grain is not Grain.DAY or not isinstance(count, int):
        return reference_only(-1)
    return point(When.of_day(base.bounds[0] + (number - base.weekday) % 7 - 7 * count))


def step_month(found: Found, reference: Reference) -> Reading | None:
    """Last August, next January 3, the following June."""
    base, month, day = base_of(found, reference), found.get("month"), found.get("day")
    try:
        when = When.on(None, month, day) if day else When.of_month(None, month)
    except ValueError:
        return None
    if base is None or base.year is None:
        return point(when)
    steps = found.rule.args.get("step", found.get("step"))
    if "past" in found.words.lower().split():
        steps = -1
    elif steps is None:
        steps = 0 if found.words.lower().startswith("that") else 1
    last = _stepped(when, base, steps)
    # "Last August" said in September is that of last year: the one just over is "in August".
    just = not day and steps < 0 and found.get("step") == -1 and base is reference.said and last.year == base.year
    return point(last.shift(-1, Grain.YEAR) if just and base.bounds[0] - last.bounds[1] <= _MONTH else last)


def _stepped(when: When, base: When, steps: int) -> When:
    """The nearest recurrence before or after the base; for neither the one that holds it, else that of its year."""
    low, high = base.bounds
    year = base.year or 0
    # A winter ends in the year after its own: the last one before January began two years back.
    years = [year - 2, year - 1, year, year + 1]
    if (when.number, when.day) == (2, 29):
        years = [leap for leap in range(year - 8, year + 9) if month_length(leap, 2) == 29]
    recurrences = [replace(when, year=one) for one in years]
    if steps < 0:
        return [one for one in recurrences if one.bounds[1] < low][-1]
    if steps > 0:
        return next(one for one in recurrences if one.bounds[0] > high)
    under_way = (one for one in recurrences if one.bounds[0] <= low <= one.bounds[1])
    return next(under_way, None) or min(recurrences, key=lambda one: abs((one.year or 0) - year))


def month_of_year(found: Found, reference: Reference) -> Reading | None:
    """A month, or a day of it, of last, this, next, that year."""
    base = base_of(found, reference)
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
    base = base_of(found, reference)
    season_number = found.get("season")
    if base is None or base.year is None:
        return point(When(Grain.SEASON, None, season_number))
    steps = found.rule.args.get("step", found.get("step"))
    if found.rule.args.get("year"):
        return point(When(Grain.SEASON, base.year + steps, season_number))
    if "past" in found.words.lower().split():
        steps = -1
    elif steps is None:
        steps = 0 if found.words.lower().startswith(("that", "the same")) else 1
    return point(_stepped(When(Grain.SEASON, base.year, season_number), base, steps))


def _lies_ahead(when: When, said: When) -> bool:
    return when.anchored and said.anchored and when.bounds[0] > said.bounds[1]


def part_of_told(found: Found, reference: Reference) -> Reading | None:
    """The end of the year, later that month, earlier in the week: the period that holds the base, with a modifier."""
    words = found.words.lower()
    grain = GRAINS[found.get("unit")]
    # "Earlier in the day" is said of a day that was just told, "earlier in the week" of the week of publication.
    told = reference.story or "that" in words or "same" in words or grain is Grain.DAY
    base = (reference.told or reference.said) if told else reference.said
    early = "earl" in words and grain is Grain.DAY and not reference.story
    if early and base is not None and reference.said is not None:
        base = reference.said if _lies_ahead(base, reference.said) else base  # of a day to come nobody says "earlier"
    edges = {"START": ("earl", "start", "begin"), "MID": ("middle",), "END": ("end", "close", "late")}
    mod = next((mod for mod, stems in edges.items() if any(stem in words for stem in stems)), "")
    if base is None or base.year is None or base.grain < grain:
        return reference_only(0)
    when = replace(base, clock="").to(grain) if grain is not Grain.WEEKEND else _weekend(base, 0)
    return point(when, mod)


def year_end(found: Found, reference: Reference) -> Reading | None:
    """The last day of the year."""
    base = reference.said
    return point(When.on(base.year, 12, 31)) if base and base.year is not None else None


def quarter_of_year(found: Found, reference: Reference) -> Reading | None:
    """The 1988 period: the quarter that a report of results speaks of, in that year; else the year."""
    quarter, year = reference.quarter, found.get("year")
    return point(replace(quarter, year=year) if quarter else When.of_year(year))


def year_earlier(found: Found, reference: Reference) -> Reading | None:
    """A year ago in a report of results: the same quarter of the year before; else the year before."""
    said = reference.said
    if said is None or said.year is None:
        return reference_only(-1)
    quarter, told = reference.quarter, reference.told
    if not quarter and told and told.year is not None and told.year < said.year - 1:
        moved = moved_by(told, -1, "year")  # a story about another year, no report of results
        return point(moved) if moved else reference_only(-1)
    if "quarter" in found.words.lower():
        quarter = quarter or last_full_quarter(reference)
    return point(quarter.shift(-1, Grain.YEAR) if quarter else When.of_year(said.year - 1))
