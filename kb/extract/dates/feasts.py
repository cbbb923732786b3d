"""On which days of our calendar feasts fall, by their codes in the lexicon: fixed, by weekday, or of other calendars.

The arithmetic of the Hebrew and the tabular Islamic calendar is that of Reingold and Dershowitz, Calendrical
Calculations. The Islamic months begin by the sight of the moon, a day sooner or later from land to land, so that their
days are approximate.
"""

from dataclasses import replace

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from kb.when import When, month_length, ordinal

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MOVING = frozenset(("easter", "orthodox", "tishri", "islamic"))
_HEBREW_EPOCH = -1_373_427  # the first of Tishri of the year 1, counted as date.toordinal does
_HEBREW = 3761  # the Hebrew year that begins in the autumn of the year 0
_HESHVAN_29 = 58  # days from the first of Tishri; a complete year has a 30th
_COMPLETE = (355, 385)
_ISLAMIC_EPOCH = 227_014  # July 15, 622, of the Julian calendar: astronomers begin a day before the civil count
_GREGORIAN = (1583, 4099)


def falls_on(code: str, year: int) -> tuple[When, ...]:
    """The days of a feast in a year, most often one; the year itself where nobody can say."""
    if len(code) == 5:
        return (When.on(year, int(code[:2]), int(code[3:])),)
    name, _, offset = code.replace("-", "+-").partition("+")
    if name in _MOVING:
        if not _GREGORIAN[0] <= year <= _GREGORIAN[1]:
            return (When.of_year(year),)
        if name == "tishri":
            return (When.of_day(_from_tishri(int(offset), year)),)
        if name == "islamic":
            return _islamic(code, year)
        sunday = easter(year, EASTER_WESTERN) if name == "easter" else easter(year, EASTER_ORTHODOX)
        return (When.of_day(sunday.toordinal() + int(offset)),)
    month, weekday, rest = code.split("-", 2)
    nth, _, later = rest.partition("+")
    day = nth_weekday(year, int(month), _WEEKDAYS.index(weekday), int(nth))
    return (day.shift(int(later or 0)) if day else When.of_year(year),)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> When | None:
    """The nth Monday (0) … Sunday (6) of a month, -1 for the last."""
    length = month_length(year, month)
    days = [day for day in range(1, length + 1) if (ordinal(year, month, day) - 1) % 7 == weekday]
    place = nth - 1 if nth > 0 else nth
    return When.on(year, month, days[place]) if -len(days) <= place < len(days) else None


def _from_tishri(offset: int, year: int) -> int:
    """So many days from the Hebrew new year of an autumn; from spring to it they are always as many."""
    first, following = _hebrew_new_year(year + _HEBREW), _hebrew_new_year(year + _HEBREW + 1)
    return first + offset + (offset > _HESHVAN_29 and following - first in _COMPLETE)


def _hebrew_new_year(year: int) -> int:
    before, now, after = (_elapsed(one) for one in (year - 1, year, year + 1))
    late = 2 if after - now == 356 else 1 if now - before == 382 else 0
    return _HEBREW_EPOCH + now + late


def _elapsed(year: int) -> int:
    """The days from the epoch to the mean new moon of a new year, put off from a forbidden weekday."""
    months = (235 * year - 234) // 19
    day = 29 * months + (12_084 + 13_753 * months) // 25_920
    return day + (3 * (day + 1) % 7 < 3)


def _islamic(code: str, year: int) -> tuple[When, ...]:
    """The days of a month and day of the Islamic calendar, of which a year of ours may have two, or none: then the
    nearest."""
    _, month, day = code.split("-")
    about = (year - 622) * 33 // 32
    years = range(about - 1, about + 3)
    days = [When.of_day(_islamic_day(one, int(month), int(day))) for one in years if one > 0]
    found = [one for one in days if one.year == year] or days[:1]
    return tuple(replace(one, approximate=True) for one in found)


def _islamic_day(year: int, month: int, day: int) -> int:
    return _ISLAMIC_EPOCH - 1 + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
