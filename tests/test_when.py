"""The date value type: EDTF both ways, day numbers against datetime, years before our era, shifts, overlap, order."""

from datetime import date, timedelta

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import QueryError
from kb.when import (
    Grain,
    Interval,
    When,
    civil,
    containing,
    from_edtf,
    iso,
    month_length,
    ordinal,
    overlap,
    sort_key,
    year_text,
)

numbers = st.integers(-1_500_000, 3_600_000)
dates = st.dates()
days = numbers.map(When.of_day)
years = st.integers(-3000, 9999).map(When.of_year)
months = st.builds(When.of_month, st.integers(-3000, 9999), st.integers(1, 12))
seasons = st.builds(When, st.just(Grain.SEASON), st.integers(0, 9998), st.integers(21, 24))
decades = st.integers(0, 999).map(lambda decade: When(Grain.DECADE, 10 * decade))
centuries = st.integers(0, 99).map(lambda century: When(Grain.CENTURY, 100 * century))
units = st.one_of(days, years, months, seasons, decades, centuries)
spans = st.builds(lambda a, b: Interval(*sorted((a, b), key=lambda when: when.bounds)), days | months, days | months)

GOOD = [
    "2019-12-31", "2019-12", "2019", "199X", "19XX", "2013-21", "2019~", "2019-12~", "XXXX-12-27", "XXXX-05", "-0043",
    "-0043-03-15", "0000", "2019-12-29/2019-12-31", "2011-06/..", "../2011-06", "2019/2020", "2020-02-29", "XXXX-02-29",
]  # fmt: skip
BAD = {
    "2019-13": "no month 13",
    "2019-02-29": "no leap year",
    "2019-00": "no month 0",
    "2019-25": "no season 25",
    "199X-05": "a month in a decade",
    "2019-12-31/2019-12-29": "ends before it begins",
    "../..": "no end at all",
    "2019/2020/2021": "two slashes",
    "19": "two digits",
    "hello": "no date",
    "": "nothing",
    "2019-12-31T10:00": "a time",
}


@pytest.mark.parametrize("text", GOOD)
def test_edtf_comes_back_as_it_was(text: str) -> None:
    assert str(from_edtf(text)) == text


@pytest.mark.parametrize("text", [text for text in GOOD if not text.startswith(("../", "XXXX"))])
def test_edtf_is_what_the_edtf_package_reads(text: str) -> None:
    assert str(edtf.parse_edtf(text)) == text


@pytest.mark.parametrize("text", BAD, ids=BAD.values())
def test_what_is_no_edtf_is_refused_with_its_words(text: str) -> None:
    with pytest.raises(QueryError, match=r"EDTF|date|month|end"):
        from_edtf(text)


def test_uncertain_dates_are_read_as_approximate() -> None:
    assert str(from_edtf("2019?")) == str(from_edtf("2019%")) == "2019~"


@given(units | spans)
def test_edtf_round_trip(when: When | Interval) -> None:
    assert from_edtf(when.edtf) == when


@given(st.one_of(days, months, seasons).filter(lambda when: 0 < when.year < 9999))
def test_bounds_agree_with_the_edtf_package(when: When) -> None:
    parsed = edtf.parse_edtf(when.edtf)
    if when.grain is not Grain.SEASON:
        low, high = (tuple(bound)[:3] for bound in (parsed.lower_strict(), parsed.upper_strict()))
        assert (ordinal(*low), ordinal(*high)) == when.bounds


@given(dates)
def test_day_numbers_are_those_of_datetime(day: date) -> None:
    assert ordinal(day.year, day.month, day.day) == day.toordinal()
    assert civil(day.toordinal()) == (day.year, day.month, day.day)
    assert iso(day.toordinal()) == day.isoformat()
    assert When.of_day(day.toordinal()).weekday == day.weekday()


@given(dates)
def test_weeks_are_those_of_datetime(day: date) -> None:
    year, week, _ = day.isocalendar()
    assert containing(day.toordinal(), Grain.WEEK) == When(Grain.WEEK, year, week)


@given(numbers)
def test_days_count_on_through_year_zero(number: int) -> None:
    assert ordinal(*civil(number)) == number
    assert When.of_day(number).shift(1) == When.of_day(number + 1)


@given(numbers, st.sampled_from(list(Grain)))
def test_a_unit_contains_its_day(number: int, grain: Grain) -> None:
    when = containing(number, grain)
    low, high = when.bounds
    if grain is not Grain.WEEKEND:
        assert low <= number <= high
    assert when.grain is grain


@given(numbers, st.sampled_from([grain for grain in Grain if grain is not Grain.WEEKEND]), st.integers(-50, 50))
def test_units_follow_one_another_without_gap(number: int, grain: Grain, count: int) -> None:
    when = containing(number, grain)
    assert when.shift(1).bounds[0] == when.bounds[1] + 1
    assert when.shift(count).shift(-count) == when


@given(st.dates(date(2, 1, 1), date(9990, 1, 1)), st.integers(-300, 300))
def test_days_shift_like_timedelta(day: date, count: int) -> None:
    moved = When.of_day(day.toordinal()).shift(count)
    assert moved.edtf == (day + timedelta(days=count)).isoformat()


def test_a_day_shifted_by_months_stays_in_the_month() -> None:
    assert str(When.on(2020, 1, 31).shift(1, Grain.MONTH)) == "2020-02-29"
    assert str(When.on(2020, 2, 29).shift(1, Grain.YEAR)) == "2021-02-28"
    assert str(When.on(2020, 1, 15).shift(-2, Grain.WEEK)) == "2020-01-01"


@pytest.mark.parametrize(
    ("when", "edtf_text", "timex"),
    [
        (When(Grain.WEEK, 2020, 1), "2019-12-30/2020-01-05", "2020-W01"),
        (When(Grain.WEEKEND, 2020, 1), "2020-01-04/2020-01-05", "2020-W01-WE"),
        (When(Grain.QUARTER, 2019, 4), "2019-10/2019-12", "2019-Q4"),
        (When(Grain.HALF, 2019, 1), "2019-01/2019-06", "2019-H1"),
        (When(Grain.SEASON, 2013, 24), "2013-24", "2013-WI"),
        (When(Grain.DECADE, 1990), "199X", "199"),
        (When(Grain.CENTURY, 1900), "19XX", "19"),
        (When(Grain.DAY, 2019, 12, 31, "14:30"), "2019-12-31", "2019-12-31T14:30"),
        (When.on(-43, 3, 15), "-0043-03-15", "BC0044-03-15"),
        (When.of_year(0), "0000", "BC0001"),
        (When.on(None, 12, 27), "XXXX-12-27", "XXXX-12-27"),
        (When(Grain.YEAR, 1850, approximate=True), "1850~", "1850"),
    ],
)
def test_forms(when: When, edtf_text: str, timex: str) -> None:
    assert (when.edtf, when.timex) == (edtf_text, timex)


def test_a_winter_ends_in_the_year_after_its_own() -> None:
    low, high = When(Grain.SEASON, 2013, 24).bounds
    assert (iso(low), iso(high)) == ("2013-12-01", "2014-02-28")


def test_a_date_without_a_year_has_no_place() -> None:
    yearless = When.on(None, 2, 29)
    assert not yearless.anchored
    with pytest.raises(ValueError, match="no year"):
        _ = yearless.bounds
    assert yearless.with_year(2020) == When.on(2020, 2, 29)
    assert yearless.with_year(2020).implied == ("year",)


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2019, 2, 29), (2019, 13, 1), (2019, 4, 31), (1900, 2, 29), (2019, 1, 0)]
)
def test_no_such_day(year: int, month: int, day: int) -> None:
    with pytest.raises(ValueError, match="no such day"):
        When.on(year, month, day)


def test_month_lengths() -> None:
    assert [month_length(year, 2) for year in (2020, 2019, 2000, 1900, 0, None)] == [29, 28, 29, 28, 29, 29]
    assert [year_text(year) for year in (2020, 79, -43, None)] == ["2020", "0079", "-0043", "XXXX"]


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        ("2019-12-31", "2019-12", True),
        ("2019-12-31", "2020", False),
        ("2019-12-29/2019-12-31", "2019-12-31/2020-01-02", True),
        ("2011-06/..", "2011-06-15", True),
        ("XXXX-12-27", "XXXX-12-27", True),
        ("XXXX-12-27", "2019-12-27", False),
    ],
)
def test_overlap(one: str, other: str, meets: bool) -> None:
    assert overlap(from_edtf(one), from_edtf(other)) is overlap(from_edtf(other), from_edtf(one)) is meets


def test_order_is_that_of_the_calendar_with_the_undated_last() -> None:
    texts = ["-0043", "1998", "1998-01-01", "1998-12", "2019-12-29/2019-12-31", "2019-12-31", "XXXX-12-27"]
    in_order = sorted((from_edtf(text) for text in reversed(texts)), key=sort_key)
    assert [str(when) for when in in_order] == ["-0043", "1998-01-01", "1998", *texts[3:]]
    assert sort_key(None) > sort_key(from_edtf("9999"))


def test_intervals() -> None:
    interval = from_edtf("2019-12-29~/2019-12")
    assert isinstance(interval, Interval)
    assert interval.approximate
    assert interval.anchored
    assert interval.grain is Grain.DAY
    assert interval.timex == interval.edtf == "2019-12-29~/2019-12"
