"""Texts that are not English are named, not turned into nonsense; English is read, however short, foreign its names."""

import io
import json
import timeit
from pathlib import Path

import pytest

from kb.model import Document
from kb.read import Failure, Source, read
from kb.read.language import foreign

CORPUS = Path(__file__).parent / "corpora" / "languages.tsv"
TEXTS = dict(line.split("\t") for line in CORPUS.read_text(encoding="utf-8").splitlines() if "\t" in line)
ENGLISH = (
    "The government signed an agreement with the opposition on Tuesday after long talks. A man was killed and four "
    "soldiers were wounded on Friday in the attack on the base."
)


@pytest.mark.parametrize("language", TEXTS)
def test_other_languages_are_named(language: str) -> None:
    assert foreign(TEXTS[language]) == language
    assert foreign(TEXTS[language] * 30) == language
    (failure,) = read(Source(io.BytesIO(TEXTS[language].encode()), "a.txt"))
    assert failure == Failure("a.txt", f"is in {language}, which kb does not read yet")


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "ROCKETS HIT BASE IN KIRKUK",
        "De Gaulle to visit La Paz; El Al strike",
        "1. Real Madrid 2. Atlético de Madrid 3. Paris Saint-Germain 4. Olympique de Marseille 5. Ajax",
        "Police arrest 14 suspects, seize weapons, vehicles, cash; raids follow killings, official says",
        f"{ENGLISH} He said: “{TEXTS['French']}” {ENGLISH}",
        f"{ENGLISH} {TEXTS['Russian'][:60]} {ENGLISH}",
        "http: / / www. harbour. example / 2019 / 12 / de / la / en / que / el / las / los / para",
        "12 7 2019 44 % 1,000 - 17",
        "Two men were killed in Ki" + "\u0483\u0489" * 5000 + "rkuk on 27 December 2019.",
        "\u0489\u0591\u064b\u093f\u0e34" * 500,
        "",
    ],
)
def test_english_headlines_and_what_tells_nothing_are_read(text: str) -> None:
    assert foreign(text) == ""


def test_a_document_of_a_corpus_is_named_by_its_id_and_the_rest_goes_on() -> None:
    lines = "\n".join(json.dumps({"id": id, "text": text}) for id, text in (("a", TEXTS["German"]), ("b", ENGLISH)))
    failure, document = read(Source(io.BytesIO(lines.encode()), "a.jsonl"))
    assert isinstance(failure, Failure)
    assert failure.source == "a"
    assert isinstance(document, Document)


def test_telling_a_language_costs_the_same_for_any_length() -> None:
    short, long = ENGLISH * 20, ENGLISH * 20_000
    assert min(timeit.repeat(lambda: foreign(long), number=50)) < 5 * min(
        timeit.repeat(lambda: foreign(short), number=50)
    )
