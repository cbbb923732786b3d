"""Properties of the whole engine, and what it must tell of the reference article where that is at hand."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.batch import record
from kb.extract import extract
from kb.model import Document, Extraction
from kb.when import from_edtf

SHARED = Path(__file__).parent.parent.parent / "shared"
needs_article = pytest.mark.skipif(not (SHARED / "articles").is_dir(), reason="the reference article is not at hand")

WORDS = (
    "Rebels The U.S. army police attacked killed 12 people on Friday December 31 , . 2019 in Baghdad said that had "
    "been arrested Mike Pompeo ( ) “ ” to withdraw after a day the strikes one of at least \n\n last week May May's # "
    "-- not if would 1998 ' \" 5,000 were wounded by Kataib Hizbullah and"
).split(" ")
CORPORA = Path(__file__).parent / "corpora" / "mentions"
# What once broke the engine where it breaks off.
BROKEN = ("Friday arrested in", "She is the president of a commission of vow", "The Russian and")


def _document(text: str, published: str = "2020-01-02") -> Document:
    return Document("d", text, published=from_edtf(published), published_basis="given")  # type: ignore[arg-type]


def _spans_hold(extraction: Extraction) -> None:
    text = extraction.document.text
    for mention in extraction.mentions:
        assert mention.sentence.of(text) == mention.evidence
        assert mention.trigger.of(text) == mention.word
        assert mention.sentence.holds(mention.trigger)
    for date in extraction.dates:
        assert date.span.of(text) == date.text


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str) -> None:
    _spans_hold(extract(_document(text)))


@given(st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_any_words_are_read_the_same_each_time(text: str) -> None:
    extraction = extract(_document(text))
    _spans_hold(extraction)
    assert record(extraction) == record(extract(_document(text)))
    json.dumps(record(extraction))


def test_what_breaks_off_is_read() -> None:
    """Captions, tables and bad copies end and begin anywhere."""
    cases = [
        case["text"]
        for path in CORPORA.glob("*.toml")
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]
    for words in [*(text.split(" ") for text in cases), *(text.split(" ") for text in BROKEN)]:
        for at in range(1, len(words) + 1):
            _spans_hold(extract(_document(" ".join(words[:at]))))
            _spans_hold(extract(_document(" ".join(words[at:]))))


@needs_article
@pytest.mark.parametrize("published", ["2020-01-02", None])
def test_the_reference_article(published: str | None) -> None:
    text = next((SHARED / "articles").glob("*.txt")).read_text(encoding="utf-8")
    given_date = {"published": from_edtf(published), "published_basis": "given"} if published else {}
    told = record(extract(Document("reference", text, **given_date)))  # type: ignore[arg-type]

    def found(date: str, type_: str, word: str) -> dict[str, object]:
        events = [
            event
            for event in told["events"]
            if event["date"] == date
            and event["type"] == type_
            and any(word in mention["trigger"]["text"] for mention in event["mentions"])
        ]
        assert len(events) == 1, (date, type_, word)
        names = {(actor["name"], actor["role"]) for actor in events[0]["actors"]}
        return {"who": names, "killed": events[0]["killed"], "injured": events[0]["injured"]}

    rockets = found("2019-12-27", "ASSAULT", "one")
    assert ("Kataib Hizbullah", "source") in rockets["who"]
    assert rockets["killed"] == 1
    strikes = found("2019-12-29", "ASSAULT", "air strikes")
    assert ("United States", "source") in strikes["who"]
    assert (strikes["killed"], strikes["injured"]) == (25, 12)
    assert found("2019-12-31", "ASSAULT", "breached")
    assert found("2020-01-01", "RETREAT", "withdrawn")
    # What the tweet of the next sentence dates; the embassy is only what it is about.
    blamed = found("2019-12-31", "ACCUSE", "blamed")["who"]
    assert {("Donald Trump", "source"), ("Iran", "target"), ("U.S. Embassy in Baghdad", "other")} == blamed
    assert not any(name == "Iraq" for name, _ in found("2020-01-01", "ASSAULT", "set fire to")["who"])
    assert ("Ali Khamenei", "source") in found("2020-01-01", "ACCUSE", "condemned")["who"]
    assert found("2012", "ASSAULT", "assault")["killed"] == 4
    assert not any("enter" in m["trigger"]["text"] for event in told["events"] for m in event["mentions"])
    names = [actor["name"] for actor in told["actors"]]
    for name in ("Mike Pompeo", "Mark Esper", "Donald Trump", "Popular Mobilization Forces", "United States"):
        assert names.count(name) == 1
