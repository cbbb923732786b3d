"""When: a point or period on the calendar, as precise as the text made it and no more.

Years are astronomical as in EDTF: 1 is 1 CE, 0 is 1 BCE, -43 is 44 BCE. `None` is a year that nobody gave.
"""

import re
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import lru_cache

from kb.errors import QueryError
from kb.pickles import by_parts


class Grain(IntEnum):
    """How fine a date is, coarse to fine."""

    CENTURY = 1
    DECADE = 2
    YEAR = 3
    HALF = 4
    QUARTER = 5
    SEASON = 6
    MONTH = 7
    WEEK = 8
    WEEKEND = 9
    DAY = 10


SEASONS = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEARS = {Grain.CENTURY: 100, Grain.DECADE: 10, Grain.YEAR: 1}
# How EDTF and TIMEX3 write a date of each grain: {0} is the year, the other parts have their names.
_EDTF = {
    Grain.CENTURY: "{century}XX",
    Grain.DECADE: "{decade}X",
    Grain.YEAR: "{0}",
    Grain.SEASON: "{0}-{number}",
    Grain.MONTH: "{0}-{number:02d}",
}
_TIMEX = {
    Grain.CENTURY: "{century}",
    Grain.DECADE: "{decade}",
    Grain.YEAR: "{0}",
    Grain.HALF: "{0}-H{number}",
    Grain.QUARTER: "{0}-Q{number}",
    Grain.SEASON: "{0}-{season}",
    Grain.MONTH: "{0}-{number:02d}",
    Grain.WEEK: "{0}-W{number:02d}",
    Grain.WEEKEND: "{0}-W{number:02d}-WE",
}
_MONTHS = {Grain.HALF: 6, Grain.QUARTER: 3, Grain.SEASON: 3, Grain.MONTH: 1}


def month_length(year: int | None, month: int) -> int:
    """Days in a month; February of an unknown year has 29, so that no day of it is refused."""
    if month == 2:
        leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
        return 29 if leap else 28
    return _MONTH_DAYS[month - 1]


def ordinal(year: int, month: int, day: int) -> int:
    """Day number in the proleptic Gregorian calendar, equal to `date.toordinal` and defined before year 1.

    The method is Howard Hinnant's days_from_civil.
    """
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 305


def civil(number: int) -> tuple[int, int, int]:
    """The (year, month, day) of a day number: the inverse of `ordinal`."""
    era, rest = divmod(number + 305, 146097)
    of_era = (rest - rest // 1460 + rest // 36524 - rest // 146096) // 365
    of_year = rest - (365 * of_era + of_era // 4 - of_era // 100)
    shifted = (5 * of_year + 2) // 153
    month = (shifted + 2) % 12 + 1
    return era * 400 + of_era + (month <= 2), month, of_year - (153 * shifted + 2) // 5 + 1


def year_text(year: int | None) -> str:
    """Four digits as EDTF writes a year, `XXXX` when unknown, a leading minus before year 0."""
    if year is None:
        return "XXXX"
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def iso(number: int) -> str:
    """The ISO day of a day number: `2019-12-31`, `-0043-03-15`."""
    year, month, day = civil(number)
    return f"{year_text(year)}-{month:02d}-{day:02d}"


@dataclass(frozen=True, slots=True)
class When:
    """One calendar unit: a day, a week, a month, a season … a century.

    `number` is the half, quarter, season (21-24), month or ISO week within the year, by `grain`; `day` is set for
    DAY only. A decade or century stands in `year` by its first year (1990, 1900). `clock` is the time of day as
    TIMEX3 writes it after the day, without the `T` ("14:30", "MO", "NI"), "" for none. `implied` names the parts that
    the text did not give ("year", "month", "day", "weekday"); it does not count in comparisons.
    """

    grain: Grain
    year: int | None = None
    number: int | None = None
    day: int | None = None
    clock: str = ""
    approximate: bool = False
    implied: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def of_day(cls, number: int, **more: object) -> "When":
        """The day with this day number."""
        year, month, day = civil(number)
        return cls(Grain.DAY, year, month, day, **more)  # type: ignore[arg-type]

    @classmethod
    def of_year(cls, year: int | None) -> "When":
        return cls(Grain.YEAR, year)

    @classmethod
    def of_month(cls, year: int | None, month: int) -> "When":
        return cls(Grain.MONTH, year, month)

    @classmethod
    def on(cls, year: int | None, month: int, day: int) -> "When":
        """A day by its parts; raises ValueError when the calendar has no such day."""
        if not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
            raise ValueError(f"no such day: {year_text(year)}-{month:02d}-{day:02d}")
        return cls(Grain.DAY, year, month, day)

    @property
    def anchored(self) -> bool:
        """Whether the year is known, so that the date has a place on the calendar."""
        return self.year is not None

    @property
    def bounds(self) -> tuple[int, int]:
        """First and last day number; raises ValueError for a date without a year."""
        if self.year is None:
            raise ValueError(f"{self.edtf} has no year")
        return _bounds(self.grain, self.year, self.number or 1, self.day or 1)

    @property
    def month(self) -> int | None:
        """The month when the grain is a month or a day, else None."""
        return self.number if self.grain in (Grain.MONTH, Grain.DAY) else None

    @property
    def weekday(self) -> int:
        """0 for Monday to 6 for Sunday, of the first day."""
        return (self.bounds[0] - 1) % 7

    @property
    def edtf(self) -> str:
        """The EDTF level 0 or 1 form; halves, quarters, weeks and weekends become intervals of months or days, and
        decades and centuries before year 0 intervals of years."""
        # X stands for the last digits of a year, and before year 0 these run the other way: -048X is -0489 to -0480.
        before = self.year is not None and self.year < 0 and self.grain in (Grain.DECADE, Grain.CENTURY)
        if before or self.grain in (Grain.WEEK, Grain.WEEKEND, Grain.HALF, Grain.QUARTER):
            return _as_interval(self)
        year = year_text(self.year)
        if self.grain is Grain.DAY:
            return f"{year}-{self.number or 0:02d}-{self.day or 0:02d}{'~' if self.approximate else ''}"
        text = _EDTF[self.grain].format(year, century=year[:-2], decade=year[:-1], number=self.number or 0)
        return text + "~" if self.approximate else text

    @property
    def timex(self) -> str:
        """The TIMEX3 value as TempEval-3 writes it: `1998-W07`, `1998-Q2`, `1998-SU`, `199`, `2019-12-31T14:30`."""
        year = year_text(self.year)
        if self.year is not None and self.year <= 0:
            year = f"BC{1 - self.year:04d}"
        if self.grain is Grain.DAY:
            text = f"{year}-{self.number or 0:02d}-{self.day or 0:02d}"
        else:
            season = SEASONS.get(self.number or 0)
            parts = {"century": year[:-2], "decade": year[:-1], "number": self.number or 0, "season": season}
            text = _TIMEX[self.grain].format(year, **parts)
        return f"{text}T{self.clock}" if self.clock else text

    def __str__(self) -> str:
        return self.edtf

    def shift(self, count: int, grain: Grain | None = None) -> "When":
        """This date moved by `count` units of `grain` (its own by default), kept at its own grain.

        A day moved by months that falls beyond a month's end becomes its last day, as `relativedelta` has it.
        """
        grain = grain or self.grain
        if self.year is None:
            raise ValueError(f"{self.edtf} has no year")
        if grain in (Grain.WEEK, Grain.WEEKEND, Grain.DAY):
            days = count if grain is Grain.DAY else 7 * count
            return containing(self.bounds[0] + days, self.grain, clock=self.clock)
        months = count * (_YEARS[grain] * 12 if grain in _YEARS else _MONTHS[grain])
        year, month, day = civil(self.bounds[0])
        year, month = year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
        return containing(ordinal(year, month, min(day, month_length(year, month))), self.grain, clock=self.clock)

    def to(self, grain: Grain) -> "When":
        """The unit of a coarser (or equal) grain that holds the first day of this one."""
        return self if grain is self.grain else containing(self.bounds[0], grain)

    def with_year(self, year: int) -> "When":
        """The same date in a year that the text did not give."""
        implied = (*self.implied, "year")
        return When(self.grain, year, self.number, self.day, self.clock, self.approximate, implied)


@dataclass(frozen=True, slots=True)
class Interval:
    """From one date to another, both ends included; `None` is an open end."""

    first: When | None
    last: When | None

    @property
    def anchored(self) -> bool:
        return all(end.anchored for end in (self.first, self.last) if end)

    @property
    def approximate(self) -> bool:
        return any(end.approximate for end in (self.first, self.last) if end)

    @property
    def grain(self) -> Grain:
        """The finer grain of the two ends."""
        return max(end.grain for end in (self.first, self.last) if end)

    @property
    def bounds(self) -> tuple[int, int]:
        """First and last day number; an open end is bounded by the other end."""
        low, high = self.first or self.last, self.last or self.first
        assert low is not None
        assert high is not None
        return low.bounds[0], high.bounds[1]

    @property
    def clock(self) -> str:
        """A span has no time of day."""
        return ""

    @property
    def edtf(self) -> str:
        ends = [_interval_end(self.first, 0), _interval_end(self.last, 1)]
        return "/".join(ends)

    @property
    def timex(self) -> str:
        """TIMEX3 has no interval value; the EDTF form stands in."""
        return self.edtf

    def __str__(self) -> str:
        return self.edtf


by_parts(When, Interval)


Date = When | Interval


def containing(number: int, grain: Grain, clock: str = "") -> When:
    """The unit of `grain` that holds the day with this day number."""
    year, month, day = civil(number)
    if grain is Grain.DAY:
        return When(grain, year, month, day, clock)
    if grain in (Grain.WEEK, Grain.WEEKEND):
        return When(grain, *_iso_week(number))
    if grain is Grain.SEASON:
        return When(grain, year - (month <= 2), 24 if month in (12, 1, 2) else 20 + month // 3)
    if grain in _YEARS:
        return When(grain, year - year % _YEARS[grain])
    return When(grain, year, (month - 1) // _MONTHS[grain] + 1)


def overlap(one: Date, other: Date) -> bool:
    """Whether two anchored dates share a day; dates without a year overlap when they are equal."""
    if not (one.anchored and other.anchored):
        return one == other
    (a, b), (c, d) = one.bounds, other.bounds
    return a <= d and c <= b


def sort_key(date: Date | None) -> tuple[int, int, int, str]:
    """Chronological order: first day, then the finer date, with undated and yearless dates last."""
    if date is None or not date.anchored:
        return (1, 0, 0, date.edtf if date else "")
    low, high = date.bounds
    return (0, low, high, date.edtf)


_PART = re.compile(
    r"(?P<year>-?\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<about>[~?%]?)", re.ASCII
)


@lru_cache(maxsize=4096)
def from_edtf(text: str) -> Date:
    """Read an EDTF level 0 or 1 date or interval; raises QueryError for anything else."""
    if "/" in text:
        ends = text.split("/")
        if len(ends) != 2:
            raise QueryError(f"{text!r} is no EDTF interval; write it as 2019-12-29/2019-12-31")
        first, last = (None if end in ("", "..") else _part(end, text) for end in ends)
        if first is None and last is None:
            raise QueryError(f"{text!r} has no end that is a date")
        if first and last and first.anchored and last.anchored and first.bounds[0] > last.bounds[1]:
            raise QueryError(f"{text!r} ends before it begins")
        return Interval(first, last)
    return _part(text, text)


def restored(text: str | None, clock: str = "") -> Date | None:
    """A date that was kept as EDTF, and beside it the time of day, which EDTF has no place for; None for no date."""
    found = from_edtf(text) if text else None
    return replace(found, clock=clock) if clock and isinstance(found, When) else found


def _part(text: str, whole: str) -> When:
    found = _PART.fullmatch(text)
    if not found:
        raise QueryError(f"{whole!r} is no EDTF date; write 2019, 2019-12, 2019-12-31, 199X or a range with /")
    year_part, month, day = found["year"], found["month"], found["day"]
    approximate = bool(found["about"])
    if year_part.endswith("X") and year_part != "XXXX":
        if month:
            raise QueryError(f"{whole!r} has a month in an unspecified year")
        grain = Grain.CENTURY if year_part.endswith("XX") else Grain.DECADE
        return When(grain, int(year_part.replace("X", "0")), approximate=approximate)
    year = None if year_part == "XXXX" else int(year_part)
    if not month:
        return When(Grain.YEAR, year, approximate=approximate)
    if not day and int(month) in SEASONS:
        return When(Grain.SEASON, year, int(month), approximate=approximate)
    try:
        when = When.on(year, int(month), int(day or 1))
    except ValueError:
        raise QueryError(f"{whole!r} is no date of the calendar") from None
    if not day:
        when = When.of_month(year, int(month))
    return replace(when, approximate=approximate)


@lru_cache(maxsize=4096)
def _bounds(grain: Grain, year: int, number: int, day: int) -> tuple[int, int]:
    if grain is Grain.DAY:
        here = ordinal(year, number, day)
        return here, here
    if grain in (Grain.WEEK, Grain.WEEKEND):
        fourth = ordinal(year, 1, 4)
        monday = fourth - (fourth - 1) % 7 + 7 * (number - 1)
        return (monday, monday + 6) if grain is Grain.WEEK else (monday + 5, monday + 6)
    if grain in _YEARS:
        return ordinal(year, 1, 1), ordinal(year + _YEARS[grain] - 1, 12, 31)
    length = _MONTHS[grain]
    first = 3 * (number - 20) if grain is Grain.SEASON else (number - 1) * length + 1
    last_year, last = year + (first + length - 2) // 12, (first + length - 2) % 12 + 1
    return ordinal(year, first, 1), ordinal(last_year, last, month_length(last_year, last))


def _iso_week(number: int) -> tuple[int, int]:
    thursday = number - (number - 1) % 7 + 3
    year = civil(thursday)[0]
    return year, (thursday - ordinal(year, 1, 1)) // 7 + 1


def _as_interval(when: When) -> str:
    if when.year is None:
        raise ValueError("a week, quarter or half needs a year")
    low, high = (iso(number) for number in when.bounds)
    if when.grain in (Grain.HALF, Grain.QUARTER):
        low, high = low[:-3], high[:-3]
    elif when.grain in (Grain.DECADE, Grain.CENTURY):
        low, high = low[:-6], high[:-6]
    about = "~" if when.approximate else ""
    return f"{low}{about}/{high}{about}"


def _interval_end(end: When | None, side: int) -> str:
    if end is None:
        return ".."
    text = end.edtf
    return text.split("/")[side] if "/" in text else text
