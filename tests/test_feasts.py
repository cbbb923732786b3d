"""The days of feasts that move, against those on which they were kept."""

import pytest

from kb.extract.dates.feasts import falls_on
from kb.when import from_edtf

KEPT = [
    ("tishri+0", 1948, "1948-10-04"),
    ("tishri+0", 2023, "2023-09-16"),
    ("tishri+9", 1973, "1973-10-06"),
    ("tishri+9", 2019, "2019-10-09"),
    ("tishri-163", 2002, "2002-03-28"),
    ("tishri-163", 2024, "2024-04-23"),
    ("tishri-193", 1994, "1994-02-25"),
    ("tishri-113", 2019, "2019-06-09"),
    ("tishri+83", 2019, "2019-12-23"),
    ("tishri+83", 2021, "2021-11-29"),
    ("tishri+83", 2024, "2024-12-26"),
    ("easter+0", 1916, "1916-04-23"),
    ("orthodox+0", 2018, "2018-04-08"),
    ("11-thursday-4", 1963, "1963-11-28"),
    ("11-monday-1+1", 2016, "2016-11-08"),
    ("12-25", 800, "0800-12-25"),
    ("tishri+9", 70, "0070"),
]
SEEN = [
    ("islamic-10-01", 2019, ["2019-06-04"]),
    ("islamic-10-01", 2023, ["2023-04-21"]),
    ("islamic-10-01", 2000, ["2000-01-08", "2000-12-27"]),
    ("islamic-12-10", 2006, ["2006-01-10", "2006-12-31"]),
    ("islamic-12-10", 1990, ["1990-07-02"]),
    ("islamic-01-10", 2004, ["2004-03-02"]),
    ("islamic-01-10", 2008, ["2008-01-19"]),
]


@pytest.mark.parametrize(("code", "year", "day"), KEPT)
def test_a_feast_falls_on_its_day(code: str, year: int, day: str) -> None:
    assert [when.edtf for when in falls_on(code, year)] == [day]


@pytest.mark.parametrize(("code", "year", "days"), SEEN)
def test_a_feast_by_the_moon_is_approximate_and_not_a_day_off(code: str, year: int, days: list[str]) -> None:
    found = falls_on(code, year)
    assert [when.approximate for when in found] == [True] * len(days)
    for when, day in zip(found, days, strict=True):
        assert abs(when.bounds[0] - from_edtf(day).bounds[0]) <= 1


def test_every_year_has_its_feasts() -> None:
    for code in ("tishri+9", "tishri-163", "islamic-10-01", "islamic-12-10"):
        for year in range(1583, 2500):
            found = falls_on(code, year)
            assert 1 <= len(found) <= 2
            assert "islamic" in code or [when.year for when in found] == [year]
