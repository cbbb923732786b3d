"""Date reading takes time in proportion to the text, hostile or not: twice the text, twice the time."""

from time import process_time

import pytest
from growth import LIMIT, growth, is_linear

from kb.extract.dates import find_dates, publication
from kb.extract.sentences import split
from kb.model import Document
from kb.when import from_edtf

# Texts that a reader with one bad pattern or loop takes the square of their length for; the long ones hold no date, so
# that a megabyte is quick.
MEGABYTES = {
    "digits": "7",
    "spaces": " ",
    "newlines": "\n",
    "quotes": "'",
    "the": "the ",
    "a": "a ",
    "letters": "x",
}
HOSTILE = {
    "may": "May ",
    "ones": "1 ",
    "third of": "on the 3rd of ",
    "between": "between 3 and 5 ",
    "nineteen": "nineteen ",
    "weekdays": "Monday, ",
    "slashes": "12/12/",
    "years": "1998-",
    "range": "May 3-",
    "hours": "10:30 ",
    "ago": "two weeks ago ",
    "after": "two days after the attack ",
    "quoted": "“today ",
    "said": "“today” he said on May 3 ",
    "capitals": "Winter May ",
    "sentences": "It fell on May 3. ",
}
PUBLISHED = from_edtf("2020-01-02")
SIZE = {**dict.fromkeys(MEGABYTES, 250000), **dict.fromkeys(HOSTILE, 4000)}


def _seconds(text: str) -> float:
    document = Document("d", text, published=PUBLISHED, published_basis="given")  # type: ignore[arg-type]
    start = process_time()
    sentences = split(document.text)
    find_dates(publication(document, sentences), sentences)
    return process_time() - start


@pytest.mark.parametrize("name", [*MEGABYTES, *HOSTILE])
def test_twice_the_text_takes_twice_the_time(name: str) -> None:
    assert is_linear(_seconds, {**MEGABYTES, **HOSTILE}[name], SIZE[name])


@pytest.mark.parametrize("name", MEGABYTES)
def test_a_megabyte_without_a_date_is_read_in_seconds(name: str) -> None:
    unit = MEGABYTES[name]
    assert _seconds(unit * (1_000_000 // len(unit))) < 10


def test_the_proof_can_fail() -> None:
    """A reader that takes the square of the length would not pass: the measure sees it."""

    def square(text: str) -> float:
        start = process_time()
        for end in range(0, len(text), 50):
            text.count("7", 0, end)
        return process_time() - start

    assert growth(square, "7", 40_000) > LIMIT
