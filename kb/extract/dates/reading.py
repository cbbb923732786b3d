"""What builders share: the reference that a date leans on, the reading they give, and the choice of a missing year."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from kb.extract.dates.match import Found
from kb.when import Date, Grain, When, month_length

Tense = Literal["past", "over", "ahead", "future", ""]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Reference:
    """What a relative date leans on.

    `said` is when the words were said: the publication date in news, the last date told in narratives (`story`). `told`
    is the last date that the text told of, `quarter` the quarter that a report of results speaks of, `tense` that of
    the clause; "ahead" is that of a past verb that looks ahead or a present one by appointment: weekdays follow.
    `onward` means that the date goes on from `told`, in a range or list. `years` are the first and last year of the
    section that the date stands in.
    """

    said: When | None = None
    told: When | None = None
    quarter: When | None = None
    tense: Tense = ""
    onward: bool = False
    story: bool = False
    years: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: the TIMEX3 type and value, and the calendar date when it denotes one."""

    type: TimexType
    value: str
    when: Date | None = None
    mod: str = ""


# How much further away the side counts that speaks against the tense; "over" and "will" leave no choice.
AGAINST = {"past": 2.0, "over": 1000.0}
AGAINST_FUTURE = {"ahead": 4.0, "future": 1000.0}
STORY_BACK = 1.3
ONWARD_BACK = 4.0

Builder = Callable[[Found, Reference], Reading | None]

GRAINS = {
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


def point(when: When, mod: str = "") -> Reading:
    """A date or time with a place on the calendar, or one that lacks only its year."""
    return Reading("TIME" if when.clock else "DATE", when.timex, when, mod)


def base_of(found: Found, reference: Reference) -> When | None:
    """The date that an expression counts from."""
    if found.rule.args.get("from") == "told":
        return reference.told or reference.said
    return reference.said


def reference_only(count: float) -> Reading:
    """A shift from a date that nobody knows still says in which direction it goes."""
    value = "PRESENT_REF" if count == 0 else "PAST_REF" if count < 0 else "FUTURE_REF"
    return Reading("DATE", value)


def nearest(candidates: Iterable[When], base: When, reference: Reference) -> When:
    """The candidate closest to the base; the side that tense or narrative speak against counts as further away."""
    low, high = base.bounds
    behind = STORY_BACK if reference.story and reference.tense != "future" else AGAINST_FUTURE.get(reference.tense, 1.0)
    ahead = 1.0 if reference.story and reference.tense != "over" else AGAINST.get(reference.tense, 1.0)

    def distance(when: When) -> float:
        first, last = when.bounds
        if first > high:
            return ahead * (first - high)
        if last < low:
            return (ONWARD_BACK if reference.onward else behind) * (low - last)
        return 0

    return min(candidates, key=distance)


def with_near_year(when: When, reference: Reference) -> When:
    """A date without a year in the year that brings it closest to the reference."""
    base = reference.told if reference.onward and reference.told else reference.said
    if base is None or base.year is None:
        return when
    years = [base.year - 1, base.year, base.year + 1]
    if when.grain is Grain.DAY and when.number == 2 and when.day == 29:
        years = [year for year in range(base.year - 4, base.year + 5) if month_length(year, 2) == 29]
    if reference.years and not reference.onward:
        first, last = reference.years
        years = [year for year in years if first <= year <= last] or years
    return nearest([when.with_year(year) for year in years], base, reference)
