"""Extraction takes time in proportion to the text, hostile or not: twice the text, twice the time."""

from time import process_time

import pytest
from growth import is_linear

from kb.extract import extract
from kb.model import Document
from kb.when import from_edtf

# What a reader with one bad loop takes the square of its length for: endless sentences of one kind of word, and text
# that is news again and again.
HOSTILE = {
    "digits": "7",
    "numbers": "12 ",
    "may": "May ",
    "names": "Ann Brandt, Omar Sayed, ",
    "capitals": "John Smith Kofi Annan ",
    "states": "Iran and ",
    "titles": "deputy President Mr. ",
    "bodies": "the Bank of ",
    "triggers": "attack killed bombed said strike ",
    "plans": "agreed to refuse to ",
    "killed": "killed 12 and ",
    "dates": "on Friday ",
    "after": "two days after the attack ",
    "places": "in Baghdad, ",
    "pronouns": "they ",
    "owners": "’s ",
    "commas": ",",
    "quotes": '" ',
    "brackets": "(",
    "quotes in quotes": "“‘\"'",
    "brackets in brackets": "(a [b {c ",
    "what they said": "“He said, ‘they ",
    "and": "and ",
    "initials": "U.S. A. B. ",
    "days": "2019-12-27 ",
    "ranges": "from 3 to 5 March and ",
    "years": "2019 ",
    "clocks": "12:30 ",
    "dots": "...",
    "accents": "\u0301",
    "letters with accents": "e\u0301\u0336",
    "letters": "x",
    "newlines": "\n",
    "lines": "Basra fell\n",
    "list": "- 3 March 2021: Rebels attacked Basra\n",
    "killings": "On 3 March 2021 gunmen killed Omar Sayed.\n\nAnn Brandt was killed by gunmen.\n\n",
    "wounds": "Omar Sayed was shot in the leg on Friday. Police killed Omar Sayed in May.\n\n",
    "held": "Police said on Monday they had arrested Omar Sayed on suspicion of planning a raid. ",
    "lists of dates": "it joined Peru in 1952, Chile in 1955, ",
    "hurt when": "Ann was killed and Omar was hurt when a bus crashed and ",
    "deals": "Harlow Ltd. agreed to buy Dunlin Ltd. The deal will close in May. ",
    "sums": "fined it ($2 billion) ",
    "surnames": "Presidents Said, Brandt and ",
    "news": "Rebels attacked Basra on Friday. ",
    "paragraphs": "U.S. Secretary of State Ann Brandt told Iraqi police that he, Omar Sayed, had left Basra.\n\n",
}
PUBLISHED = from_edtf("2020-01-02")
# Longer than the longest sentence there is, and quick to read.
SIZE = 8000
MEGABYTE = 1_000_000
ENDLESS = "the rebels attacked Basra, (“Ann Brandt” said) killing 12 people on 27 December 2019 while "
CHARGES = "Gunmen killed Omar Sayed on Friday. Ann Brandt was charged with the murder on Monday.\n\n"


def _seconds(text: str) -> float:
    document = Document("d", text, published=PUBLISHED, published_basis="given")  # type: ignore[arg-type]
    start = process_time()
    extract(document)
    return process_time() - start


@pytest.fixture(scope="module", autouse=True)
def _lexicon_is_loaded() -> None:
    _seconds("Rebels attacked Basra on Friday, police said.")


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_text_takes_twice_the_time(name: str) -> None:
    assert is_linear(_seconds, HOSTILE[name], SIZE)


def test_a_hostile_megabyte_is_read_in_seconds() -> None:
    """By the square of its length, even a nanosecond for each pair of characters would take a quarter of an hour."""
    units = [HOSTILE[name] for name in ("digits", "may", "names", "triggers", "commas")]
    share = MEGABYTE // len(units)
    assert _seconds("\n\n".join(unit * (share // len(unit)) for unit in units)) < 60


def test_news_in_one_long_document_takes_its_share() -> None:
    """What is looked up in the whole document must not be gone through again for every sentence."""
    short, long = (min(_seconds(HOSTILE["news"] * count) for _ in range(2)) for count in (150, 1200))
    assert long < 8 * 2 * short


@pytest.mark.parametrize(
    ("unit", "count"),
    [(ENDLESS, 240), ("It.\n", 10_000), (HOSTILE["wounds"], 60), (CHARGES, 60)],
    ids=["one sentence", "100,000 lines", "hundreds of wounds", "hundreds of charges"],
)
def test_ten_times_the_text_takes_ten_times_the_time(unit: str, count: int) -> None:
    """What shows in long texts alone; by the square of the length, it would be a hundred times. The shorter ones are
    long enough to be cut up as the longer ones are: what is in pieces has more that lends it a date."""
    short = min(_seconds(unit * count) for _ in range(2))
    assert _seconds(unit * count * 10) < 10 * 2.5 * short
