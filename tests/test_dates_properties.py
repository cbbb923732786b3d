"""What must hold for any text: spans, order, no error, shifts with the reference date, time in proportion."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.extract.dates import find_dates, publication, read_date
from kb.extract.sentences import split
from kb.lexicon.dates import load
from kb.model import DateMention, Document
from kb.when import Grain, Interval, When, from_edtf

WORDS = sorted(
    {surface for table in load().tables.values() for surface in table}
    | {word for rule in load().rules for example, _ in rule.examples for word in re.sub(r"[\[\]]", "", example).split()}
)
EXAMPLES = sorted({re.sub(r"[\[\]]", "", example) for rule in load().rules for example, _ in rule.examples})
JOINTS = [
    " ",
    ", ",
    "-",
    "–",
    " and ",
    " to ",
    ". ",
    "\n\n",
    " of ",
    " (",
    ") ",
    "/",
    " of the ",
    " before ",
    " after ",
]
pieces = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS).map(str.title), st.integers(0, 3000).map(str))
texts = st.lists(st.tuples(pieces, st.sampled_from(JOINTS)), max_size=14).map(
    lambda row: "".join(a + b for a, b in row)
)
days = st.integers(1, 3_000_000).map(When.of_day)
RELATIVE = [
    rule.examples[0][0]
    for rule in load().rules
    if rule.name
    in (
        "today",
        "yesterday",
        "tomorrow",
        "weekday",
        "step weekday",
        "weekday of a week",
        "last night",
        "day before yesterday",
    )
]
FULL = ["December 31, 2019", "31 December 2019", "12/31/2019", "2019-12-31", "March 2021", "the 1990s", "44 BC"]


def read(text: str, published: When | None) -> tuple[DateMention, ...]:
    document = Document("test", text, published=published, published_basis="given" if published else "none")
    return find_dates(document, split(text))


def check(text: str, found: tuple[DateMention, ...]) -> None:
    last = 0
    for one in found:
        assert last <= one.span.start < one.span.end <= len(text)
        assert one.text == text[one.span.start : one.span.end]
        assert one.value
        assert one.rule
        if one.when is not None and one.when.anchored:
            low, high = one.when.bounds
            assert low <= high
            assert isinstance(one.when, Interval) or from_edtf(one.when.edtf)
        last = one.span.end


@settings(max_examples=300, deadline=None)
@given(texts, st.none() | days)
def test_date_like_text(text: str, published: When | None) -> None:
    check(text, read(text, published))


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(EXAMPLES), st.integers(0, 366))
def test_every_example_is_read_on_every_day_of_the_year(words: str, day: int) -> None:
    check(words, read(words, When.of_day(737_400 + day)))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    document = publication(Document("test", text), split(text))
    check(text, find_dates(document, split(text)))


@settings(max_examples=200, deadline=None)
@given(texts | st.text(max_size=60), st.none() | days)
def test_any_query(text: str, reference: When | None) -> None:
    found = read_date(text, reference)
    assert found is None or from_edtf(found.edtf)


@pytest.mark.parametrize("phrase", RELATIVE)
@given(reference=st.integers(700_000, 740_000), weeks=st.integers(-200, 200))
def test_weekday_dates_move_with_the_reference(phrase: str, reference: int, weeks: int) -> None:
    (here,), (there,) = (read(phrase, When.of_day(number)) for number in (reference, reference + 7 * weeks))
    assert isinstance(here.when, When)
    assert there.when == here.when.shift(7 * weeks, Grain.DAY)


@pytest.mark.parametrize("phrase", FULL)
@given(reference=st.integers(700_000, 740_000))
def test_full_dates_do_not_move(phrase: str, reference: int) -> None:
    (here,), (there,) = read(phrase, When.of_day(reference)), read(phrase, None)
    assert (here.value, here.when) == (there.value, there.when)


@given(st.integers(700_000, 740_000))
def test_a_paragraph_put_after_changes_nothing_before_it(reference: int) -> None:
    text = "The raid of December 27 failed. Two days later, on Sunday, jets came."
    more = text + "\n\nIn March 1998 and on Friday, 12 June 2001, nothing happened."
    before, after = read(text, When.of_day(reference)), read(more, When.of_day(reference))
    assert after[: len(before)] == before
