"""Actors and places: small texts with exactly what must be found, texts that must yield nothing, and properties."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.extract.actors import find_actors
from kb.extract.dates import find_dates
from kb.extract.sentences import split
from kb.lexicon import actors as lexicon
from kb.model import Actor, Document, PlaceMention

CORPORA = Path(__file__).parent / "corpora" / "actors"
NAMES = ("people", "states", "groups", "organisations", "collectives", "places", "headlines")


def read(text: str) -> tuple[tuple[Actor, ...], tuple[PlaceMention, ...]]:
    document, sentences = Document("x", text), split(text)
    return find_actors(document, sentences, find_dates(document, sentences))


def cases(*names: str) -> list[Any]:
    found = []
    for name in names:
        for case in tomllib.loads((CORPORA / f"{name}.toml").read_text(encoding="utf-8"))["case"]:
            marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
            found.append(pytest.param(case, id=f"{name}: {case['text'][:40]}", marks=marks))
    return found


def negative() -> list[str]:
    return list(tomllib.loads((CORPORA / "negative.toml").read_text(encoding="utf-8"))["texts"])


@pytest.mark.parametrize("case", cases(*NAMES))
def test_exactly_these_actors_and_places(case: dict[str, Any]) -> None:
    actors, places = read(case["text"])
    assert [[actor.name, actor.kind, *actor.aliases] for actor in actors] == case["actors"]
    assert [place.name for place in places] == case.get("places", [])


@pytest.mark.parametrize("case", cases("references"))
def test_every_mention_of_an_actor(case: dict[str, Any]) -> None:
    actors = {actor.name: actor for actor in read(case["text"])[0]}
    assert [span.of(case["text"]) for span in actors[case["actor"]].mentions] == case["mentions"]


@pytest.mark.parametrize("text", negative())
def test_nobody_and_nowhere(text: str) -> None:
    assert read(text) == ((), ())


WORDS = st.sampled_from(
    "the The U.S. Iran Iraqi troops police President Smith John ’s , . ( ) or and of in Bank Corp. AP \n\n he They "
    "Ministry al-Qaida Washington said 12 “ ” - “Death Jr. IRA Embassy who – 31".split(" ")
)


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
@settings(max_examples=200, deadline=None)
def test_spans_are_sorted_inside_and_of_one_actor(text: str) -> None:
    actors, places = read(text)
    for actor in actors:
        assert actor.name
        assert actor.mentions
        assert list(actor.mentions) == sorted(set(actor.mentions))
        assert actor.name not in actor.aliases
        assert all(0 <= span.start < span.end <= len(text) for span in actor.mentions)
    spans = [span for actor in actors for span in actor.mentions]
    assert len(spans) == len(set(spans))
    assert not any(a.start < b.start < a.end < b.end for a in spans for b in spans)
    assert len({actor.name for actor in actors}) == len(actors)
    assert [place.span for place in places] == sorted({place.span for place in places})
    assert read(text) == (actors, places)


def test_a_paragraph_more_leaves_the_places_before_it() -> None:
    text = "Shells fell in Basra. Iran protested."
    assert read(text + "\n\nRain fell in Oslo.")[1][:1] == read(text)[1]


def test_every_known_name_is_found_as_it_is_written() -> None:
    filed = lexicon.load().names
    assert all(name.words[0] == first for first, names in filed.items() for name in names)
    assert len(filed) > 2000


@pytest.mark.parametrize("file", ["states", "places", "organisations", "titles", "heads", "collectives", "ordinary"])
def test_lexicon_files_are_sorted_and_say_where_they_come_from(file: str) -> None:
    path = Path(lexicon.__file__).parent / f"{file}.tsv"
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    assert "written for kb" in first
    entries = [line.split("\t") for line in lines]
    assert entries == sorted(entries)
    assert len({entry[0] for entry in entries}) == len(entries)
