"""Every date that kb finds or can hold is EDTF: the edtf package reads it, it comes back, its bounds are sane."""

import re
from collections import defaultdict

import date_corpora
import edtf
import gate
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import QueryError
from kb.extract.dates import find_dates
from kb.extract.sentences import split
from kb.lexicon.dates import load
from kb.model import DateMention, Document
from kb.when import SEASONS, Date, Grain, Interval, When, containing, from_edtf, ordinal, overlap, sort_key

ANNOTATED = [pin for pin in gate.load() if not pin.judge and not pin.place.is_dir()]
# No text of the corpora tells of a day outside these.
FIRST, LAST = ordinal(-3000, 1, 1), ordinal(2200, 12, 31)
OF_A_SHAPE = 12
days = st.integers(ordinal(-3000, 1, 1), ordinal(9990, 1, 1))
about = st.booleans()


def _in_unit(number: int, grain: Grain, approximate: bool) -> When:
    unit = containing(number, grain)
    return When(unit.grain, unit.year, unit.number, unit.day, approximate=approximate)


points = st.builds(_in_unit, days, st.sampled_from(Grain), about)
yearless = st.one_of(
    st.builds(lambda month: When.of_month(None, month), st.integers(1, 12)),
    st.builds(lambda month, day: When.on(None, month, day), st.integers(1, 12), st.integers(1, 28)),
    st.builds(lambda season: When(Grain.SEASON, None, season), st.sampled_from(sorted(SEASONS))),
)
ends = st.builds(_in_unit, days, st.sampled_from([Grain.YEAR, Grain.SEASON, Grain.MONTH, Grain.DAY]), about)
closed = st.builds(lambda a, b: Interval(*sorted((a, b), key=sort_key)), ends, ends)
opened = st.one_of(st.builds(Interval, ends, st.none()), st.builds(Interval, st.none(), ends))
anchored = st.one_of(points, closed, opened)


def _beyond_the_package(date: Date) -> bool:
    """Whether the edtf package cannot read a form that kb writes and reads back.

    It knows a year that nobody gave in months and days only, not in seasons ("the summer" in a text that nothing
    anchors) or intervals, nor with a sign of approximation; it has no approximate season; of intervals none with an
    open beginning, and none of decades or centuries that is approximate or
    has an open end.
    """
    if isinstance(date, Interval):
        masked = any(end and end.grain in (Grain.CENTURY, Grain.DECADE) for end in (date.first, date.last))
        return not date.anchored or date.first is None or (masked and (date.last is None or date.approximate))
    if not date.anchored:
        return date.approximate or date.grain is Grain.SEASON
    return date.approximate and date.grain is Grain.SEASON


def check(date: Date) -> None:
    """What must hold of each date: kb reads back what it writes, to the same days in the right order."""
    back = from_edtf(date.edtf)
    assert back.edtf == date.edtf
    if date.anchored:
        low, high = date.bounds
        assert low <= high
        assert back.bounds == date.bounds


def check_with_package(date: Date) -> None:
    """That the edtf package reads a date too, and means the same days."""
    if _beyond_the_package(date):
        return
    parsed = edtf.parse_edtf(date.edtf)
    assert str(parsed) == date.edtf
    if date.anchored and not _ends_in_winter(date) and not _is_open(date):
        assert ordinal(*tuple(parsed.lower_strict())[:3]) == date.bounds[0]
        assert ordinal(*tuple(parsed.upper_strict())[:3]) == date.bounds[1]


def _ends_in_winter(date: Date) -> bool:
    """A winter goes on into the next year for kb; the edtf package ends it with its December."""
    last = date if isinstance(date, When) else date.last
    return last is not None and last.grain is Grain.SEASON and last.number == 24


def _is_open(date: Date) -> bool:
    """The edtf package has infinite bounds for an open end, kb those of the other end."""
    return isinstance(date, Interval) and None in (date.first, date.last)


def found_in(text: str, said: str | None) -> list[DateMention]:
    published = from_edtf(said) if said else None
    assert not isinstance(published, Interval)
    document = Document("test", text, published=published, published_basis="given" if said else "none")
    return [one for one in find_dates(document, split(text)) if one.when is not None]


def check_all(rows: list[DateMention]) -> None:
    """Checks each date, and of each shape (all full days are of one) some with the package, which is slow."""
    shapes = defaultdict(list)
    for date in {one.when for one in rows if one.when is not None}:
        check(date)
        shapes[re.sub(r"\d", "0", date.edtf)].append(date)
        if date.anchored:
            assert date.bounds[0] >= FIRST, date.edtf
            assert date.bounds[1] <= LAST, date.edtf
    for alike in shapes.values():
        for date in sorted(alike, key=sort_key)[:: max(1, len(alike) // OF_A_SHAPE)]:
            check_with_package(date)


def test_dates_of_our_corpora() -> None:
    rows = [one for case in date_corpora.every() for one in found_in(case.text, case.said)]
    assert len(rows) > 500
    check_all(rows)


def test_dates_of_the_examples_of_the_rules() -> None:
    lexicon = load()
    check_all([one for rule in lexicon.rules for words, _ in rule.examples for one in found_in(words, lexicon.said)])


@pytest.mark.parametrize("pin", ANNOTATED, ids=lambda pin: pin.name)
def test_dates_of_annotated_texts(pin: gate.Pin) -> None:
    if not pin.at_hand:
        pytest.skip("the annotated corpora are not at hand")
    rows = [one for document in gate.lines(pin.place) for one in found_in(document["text"], document["published"])]
    assert len(rows) > 100
    check_all(rows)


@settings(max_examples=80, deadline=None)
@given(anchored | yearless)
def test_every_date_is_edtf(date: Date) -> None:
    check(date)
    check_with_package(date)


@given(anchored, anchored)
def test_overlap_and_order_agree(one: Date, other: Date) -> None:
    assert overlap(one, other) is overlap(other, one)
    assert overlap(one, one)
    if one.bounds[1] < other.bounds[0]:
        assert not overlap(one, other)
        assert sort_key(one) < sort_key(other)


@given(points)
def test_a_unit_lies_in_the_coarser_units_that_hold_it(when: When) -> None:
    year = containing(when.bounds[0], Grain.YEAR)
    assert overlap(when, year)
    assert overlap(year, year.to(Grain.DECADE))
    assert overlap(year.to(Grain.DECADE), year.to(Grain.CENTURY))


PART = r"(-?[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)(-[0-3][0-9](-[0-3][0-9])?)?[~?%]?"


@given(st.from_regex(rf"({PART}|\.\.)(/({PART}|\.\.))?", fullmatch=True))
def test_what_kb_reads_as_edtf_it_writes_again(text: str) -> None:
    try:
        date = from_edtf(text)
    except QueryError:
        return
    check(date)


@pytest.mark.parametrize(
    ("decade", "edtf_text"),
    [
        (When(Grain.DECADE, -480), "-0480/-0471"),
        (When(Grain.CENTURY, -500), "-0500/-0401"),
        (When(Grain.DECADE, 0), "000X"),
    ],
)
def test_decades_and_centuries_before_year_zero_are_intervals(decade: When, edtf_text: str) -> None:
    assert decade.edtf == edtf_text
