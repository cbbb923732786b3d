"""Whatever is added, in whatever order and however often: the store is the same."""

import random
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stories import KINDS, dump, read_facts, story, write_lines

from kb import batch, ingest
from kb.merge import merge
from kb.model import Document
from kb.store import open_store

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ALIASES = {
    "Kataib Hizbullah": ["Hezbollah Brigades", "KH"],
    "Kata'ib Hezbollah": ["Hezbollah Brigades"],
    "Mike Pompeo": ["Pompeo"],
    "Michael Pompeo": ["Mike Pompeo", "Secretary Pompeo"],
    "George W. Bush": ["George Bush", "President Bush"],
    "George H. W. Bush": ["George Bush", "President Bush"],
}
SENTENCES = [
    ("Rockets attacked the base near Kirkuk, killing a contractor.", "attacked", "ASSAULT"),
    ("The attack on the base near Kirkuk killed a contractor.", "attack", "ASSAULT"),
    ("Air strikes on five targets killed at least 25 fighters.", "strikes", "ASSAULT"),
    ("Crowds stormed the embassy.", "stormed", "PROTEST"),
    ("The minister condemned the strikes in a statement.", "condemned", "STATEMENT"),
    ("Police arrested the man.", "arrested", "COERCE"),
]


@st.composite
def facts(draw: st.DrawFn) -> dict[str, object]:
    says, word, kind = draw(st.sampled_from(SENTENCES))
    names = draw(st.lists(st.sampled_from(sorted(KINDS)), max_size=3, unique=True))
    return {
        "says": says,
        "word": word,
        "type": kind,
        "date": draw(
            st.sampled_from(["2019-12-27", "2019-12-27", "2019-12", "2019-12-27/2019-12-29", "XXXX-12-27", None])
        ),
        "basis": draw(st.sampled_from(["explicit", "context", "document"])),
        "certainty": draw(st.sampled_from(["asserted", "alleged", "planned", "denied"])),
        "confidence": draw(st.sampled_from([0.3, 0.5, 0.9])),
        "who": [[name, draw(st.sampled_from(["source", "target", "other"]))] for name in names],
        "aliases": {name: draw(st.sampled_from([[], ALIASES.get(name, [])])) for name in names},
        "place": draw(st.sampled_from(["", "Kirkuk", "Baghdad", "U.S. Embassy in Baghdad"])),
        "killed": draw(st.sampled_from([None, [1, 1, 1], [25, 25, None]])),
    }


@st.composite
def stories(draw: st.DrawFn) -> list[dict[str, object]]:
    return [
        story(f"doc{number}", found, published=draw(st.sampled_from(["2019-12-28", "2020-01-02"])))
        for number, found in enumerate(draw(st.lists(st.lists(facts(), max_size=3), min_size=1, max_size=6)))
    ]


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "extract", read_facts)


def filled(*batches: Sequence[dict[str, object]]) -> dict[str, Sequence[tuple[object, ...]]]:
    """What a new store holds after these batches, each added by a command of its own."""
    with TemporaryDirectory() as folder:
        for number, batch in enumerate(filter(None, batches)):
            with open_store(Path(folder, "kb.db"), create=True) as store:
                list(ingest.add(store, [write_lines(Path(folder, f"{number}.jsonl"), batch)]))
        with open_store(Path(folder, "kb.db")) as store:
            return dump(store)


@SLOW
@given(stories(), st.randoms(use_true_random=False))
def test_order_and_batches_do_not_matter(documents: list[dict[str, object]], chance: random.Random) -> None:
    shuffled = chance.sample(documents, len(documents))
    cut = chance.randrange(len(documents) + 1)
    assert filled(shuffled[:cut], shuffled[cut:]) == filled(documents)


@SLOW
@given(stories(), st.randoms(use_true_random=False))
def test_adding_twice_is_adding_once(documents: list[dict[str, object]], chance: random.Random) -> None:
    again = chance.sample(documents, chance.randrange(len(documents) + 1))
    assert filled(documents, again, documents) == filled(documents)


@SLOW
@given(stories(), stories())
def test_a_changed_document_leaves_no_trace(before: list[dict[str, object]], after: list[dict[str, object]]) -> None:
    changed = {document["id"]: document for document in [*before, *after]}
    assert filled(before, after) == filled(list(changed.values()))


@SLOW
@given(st.lists(facts(), max_size=8), st.randoms(use_true_random=False))
def test_merging_is_blind_to_order_and_keeps_every_mention(
    found: list[dict[str, object]], chance: random.Random
) -> None:
    mentions = []
    for number, fact in enumerate(found):
        document = story(f"doc{number % 3}", [fact])
        mentions += read_facts(Document(str(document["id"]), str(document["text"]))).mentions
    events = merge(mentions)
    assert merge(chance.sample(mentions, len(mentions))) == events
    assert sorted(map(repr, mentions)) == sorted(repr(mention) for event in events for mention in event.mentions)
    again = [event for one in events for event in merge(one.mentions)]
    assert sorted(again, key=lambda event: event.id) == sorted(events, key=lambda event: event.id)
