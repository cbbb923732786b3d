"""Sentences and the events that are read in them, no more and no less."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kb.extract import extract
from kb.model import Document, Mention
from kb.when import from_edtf

FOLDER = Path(__file__).parent / "corpora" / "mentions"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['text'][:60]}")
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def _read(case: dict[str, Any]) -> tuple[Mention, ...]:
    published = from_edtf(case.get("published", "2020-01-02"))
    document = Document("case", case["text"], published=published, published_basis="given")  # type: ignore[arg-type]
    return tuple(extract(document).mentions)


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    mentions = _read(case)
    assert [f"{m.date} {m.basis} {m.word}" for m in mentions] == case["events"]
    if "types" in case:
        assert [m.type for m in mentions] == case["types"]
    if "who" in case:
        assert {f"{p.name} {p.role}" for p in mentions[-1].participants} == set(case["who"])
    if request.node.callspec.id.startswith("people"):
        for field in ("killed", "injured"):
            figure = getattr(mentions[-1], field)
            assert (str(figure) if figure else None) == case.get(field)
    if mentions:
        assert mentions[-1].certainty == case.get("certainty", "asserted")
    if "place" in case:
        assert mentions[-1].place == case["place"]
    if "places" in case:
        assert [mention.place for mention in mentions] == case["places"]


@pytest.mark.parametrize("case", CASES)
def test_words_are_the_text_s_own(case: dict[str, Any]) -> None:
    text = case["text"]
    plain = " ".join(text.split())
    for mention in _read(case):
        assert mention.sentence.of(text) == mention.evidence
        assert mention.trigger.of(text) == mention.word
        assert mention.sentence.holds(mention.trigger)
        for piece in mention.headline.removeprefix("… ").removesuffix(" …").split(" … "):
            assert piece in plain
        assert 0 < mention.confidence <= 1


@pytest.mark.parametrize(("title", "who"), [("The life of Li", [("Li", "target")]), ("Libya since the war", [])])
def test_a_title_names_the_protagonist_with_a_word_of_its_own(title: str, who: list[tuple[str, str]]) -> None:
    text = "1990: Freed from prison.\n1994: Police arrest Li in Lima.\n1995: Police free Li in Lima.\n"
    first = extract(Document("x", text, title=title)).mentions[0]
    assert [(one.name, one.role) for one in first.participants] == who
