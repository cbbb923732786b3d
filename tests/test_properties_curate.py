"""Whatever a person does, in whatever order with adding: it can be undone, and the store is the same for it."""

import random
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from acts import act
from hypothesis import given
from hypothesis import strategies as st
from stories import dump, read_facts, write_lines
from test_properties_store import SLOW, stories

from kb import batch, curate, ingest
from kb.store import Store, open_store

CHANCE = st.integers(0, 2**32).map(random.Random)  # shrinks at once, as no choice depends on the one before
Dump = dict[str, Sequence[tuple[object, ...]]]


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "extract", read_facts)


def add(store: Store, documents: Sequence[dict[str, object]]) -> None:
    if documents:
        list(ingest.add(store, [write_lines(store.path.with_suffix(".jsonl"), documents)]))


def shown(store: Store) -> Dump:
    """All but the log."""
    return {table: rows for table, rows in dump(store).items() if table != "edits"}


def differences(one: Dump, other: Dump) -> list[tuple[str, object]]:
    """The rows that only one of two stores has."""
    return [(table, row) for table in one for row in {*one[table]} ^ {*other[table]}]


def copy_log(store: Store, log: Sequence[tuple[object, ...]]) -> None:
    with store.writing():
        store._db.conn.executemany("INSERT INTO edits VALUES (?, ?, ?, ?, ?, ?)", log)


@SLOW
@given(stories(), CHANCE)
def test_undo_restores_the_store_and_redo_what_was_done(
    documents: list[dict[str, object]], chance: random.Random
) -> None:
    with TemporaryDirectory() as folder, open_store(Path(folder, "kb.db"), create=True) as store:
        add(store, documents)
        states = [shown(store)]
        for _ in range(8):
            if act(store, chance) and store.edits()[-1].act not in ("undo", "redo"):
                states.append(shown(store))
            elif store.edits() and store.edits()[-1].act in ("undo", "redo"):
                return  # another path through the log; the next property follows it
        for before in states[-2::-1]:
            curate.undo(store)
            assert differences(shown(store), before) == []
        for after in states[1:]:
            curate.redo(store)
            assert differences(shown(store), after) == []


@SLOW
@given(stories(), stories(), CHANCE)
def test_order_does_not_matter_with_edits_and_removals_in_between(
    before: list[dict[str, object]], after: list[dict[str, object]], chance: random.Random
) -> None:
    with TemporaryDirectory() as folder:
        with open_store(Path(folder, "a.db"), create=True) as store:
            for document in [*before, *after, *chance.sample(before, len(before) // 2)]:
                add(store, [document])
                act(store, chance)
            add(store, after)
            expected = dump(store)
            curate.rebuild(store)
            assert differences(dump(store), expected) == []
            list(ingest.reread(store))
            assert differences(dump(store), expected) == []
        last = list({document["id"]: document for document in [*before, *after]}.values())
        cut = chance.randrange(len(last) + 1)
        shuffled = chance.sample(last, len(last))
        with open_store(Path(folder, "b.db"), create=True) as store:
            add(store, shuffled[:cut])
            copy_log(store, expected["edits"])
            curate.rebuild(store)
            add(store, shuffled[cut:])
            assert differences(dump(store), expected) == []


@SLOW
@given(stories(), CHANCE)
def test_undoing_all_in_any_order_leaves_what_articles_tell(
    documents: list[dict[str, object]], chance: random.Random
) -> None:
    with TemporaryDirectory() as folder, open_store(Path(folder, "kb.db"), create=True) as store:
        add(store, documents)
        expected = shown(store)
        for _ in range(6):
            act(store, chance)
        done = [edit.key for edit in store.edits() if not edit.undone and edit.act not in ("undo", "redo")]
        for key in chance.sample(done, len(done)):
            curate.undo(store, key)
        assert differences(shown(store), expected) == []
