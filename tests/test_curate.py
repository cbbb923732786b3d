"""Acts of a person on a store: what they show, what they survive, and what they refuse."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from stories import dump, read_facts, story, write_lines

from kb import batch, curate, ingest
from kb.curate import Cast
from kb.errors import QueryError, StoreError
from kb.export import FORMATS, About, left_out, record
from kb.model import Event, Kind
from kb.store import Filter, Store, open_store

ROCKETS: dict[str, object] = {
    "says": "Rockets attacked the base near Kirkuk.",
    "word": "attacked",
    "date": "2019-12-27",
    "who": [["Kataib Hizbullah", "source"]],
    "place": "Kirkuk",
    "killed": [1, 1, 1],
}
CROWD: dict[str, object] = {
    "says": "Crowds stormed the embassy.",
    "word": "stormed",
    "date": "2019-12-31",
    "type": "PROTEST",
    "who": [["protesters", "source"], ["Iran", "target"]],
}
ARREST: dict[str, object] = {
    "says": "Police arrested the man.",
    "word": "arrested",
    "date": "2020-01",
    "type": "COERCE",
}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(batch, "extract", read_facts)
    with open_store(tmp_path / "kb.db", create=True) as made:
        add(made, story("a", [ROCKETS, CROWD]), story("b", [ROCKETS]), story("c", [ARREST]))
        yield made


def add(store: Store, *documents: dict[str, object]) -> list[ingest.Report]:
    return list(ingest.add(store, [write_lines(store.path.with_suffix(".jsonl"), documents)]))


def one(store: Store, type_: str) -> Event:
    (event,) = store.select(Filter(type=type_, hidden=True))
    return event


def test_an_edit_survives_a_changed_article_and_rereading_and_goes_with_its_event(store: Store) -> None:
    number, event = curate.edit(
        store, one(store, "ASSAULT").id, fields={"headline": "Nine rockets", "killed": [2, 2, 2]}
    )
    add(store, story("a", [CROWD, ROCKETS]), story("b", [{**ROCKETS, "date": "2019-12-28"}]))
    (kept,) = [event for event in store.select(Filter()) if event.headline == "Nine rockets"]
    assert kept.killed is not None
    assert kept.killed.best == 2
    assert {one.field for one in kept.edited} == {"headline", "killed"}
    list(ingest.reread(store))
    curate.rebuild(store)
    assert kept in store.select(Filter())
    curate.undo(store, number)
    assert all(event.headline != "Nine rockets" for event in store.select(Filter()))
    assert event.id


def test_the_words_of_a_given_headline_are_found(store: Store) -> None:
    number, event = curate.edit(store, one(store, "COERCE").id, fields={"headline": "Officers seized a smuggler"})
    assert store.select(Filter(words="smugglers seize")) == store.select(Filter(words="police")) == [event]
    curate.undo(store, number)
    assert store.select(Filter(words="smugglers")) == []


def test_an_edit_of_what_is_gone_is_kept_and_applies_again_when_it_comes_back(store: Store) -> None:
    curate.hide(store, [one(store, "COERCE").id])
    add(store, story("c", []))
    assert [row.applies for row in curate.log(store)] == [False]
    add(store, story("c", [ARREST]))
    assert [row.applies for row in curate.log(store)] == [True]
    assert one(store, "COERCE").hidden


def test_an_old_id_leads_to_the_event_when_its_mention_is_read_otherwise(store: Store) -> None:
    before = one(store, "COERCE")
    curate.accept(store, before.id)
    add(store, story("c", [{**ARREST, "says": str(ARREST["says"]), "type": "JUSTICE"}]))
    after = one(store, "JUSTICE")
    assert before.id != after.id
    assert after.mentions[0].id == before.mentions[0].id
    assert store.event(before.id) == after
    assert after.accepted


def test_merge_and_split_are_kept_whatever_is_added(store: Store) -> None:
    crowd, arrest = one(store, "PROTEST"), one(store, "COERCE")
    _, merged = curate.merge(store, [crowd.id[:8], arrest.id])
    assert {store.event(crowd.id), store.event(arrest.id)} == {merged}
    rockets = one(store, "ASSAULT")
    _, out, rest = curate.split(store, rockets.id, [rockets.mentions[1].founds[:8]])
    assert (out.documents, rest.documents) == (("b",), ("a",))
    assert [(one.field, one.derived) for one in out.edited] == [("split", rest.id)]
    assert [(one.field, one.derived) for one in rest.edited] == [("split", out.id)]
    add(store, story("d", [ROCKETS, ARREST]))
    assert len(store.event(crowd.id).mentions) == len(merged.mentions)
    assert store.event(out.id) != store.event(rest.id)
    with pytest.raises(QueryError, match="one already"):
        curate.merge(store, [crowd.id, arrest.id])


def test_hidden_events_are_shown_nowhere_but_on_demand(store: Store) -> None:
    event = one(store, "PROTEST")
    curate.hide(store, [event.id])
    assert event.id not in {event.id for event in store.select(Filter())}
    assert store.count() == len(store.select(Filter()))
    assert "Iran" not in {row.name for row in store.actors(Filter()) if row.events}
    assert store.actor("Iran").events == 0
    db = sqlite3.connect(store.path)
    for view, column in (("timeline", "id"), ("evidence", "event")):
        assert db.execute(f"SELECT count(*) FROM {view} WHERE {column} = ?", (event.id,)).fetchone() == (0,)
    db.close()
    assert record.record(store.event(event.id))["hidden"] is True
    with pytest.raises(QueryError, match="hide --back"):
        curate.merge(store, [event.id, one(store, "COERCE").id])
    curate.hide(store, [event.id], back=True)
    assert store.event(event.id) == event


def test_every_export_tells_what_is_a_persons(store: Store) -> None:
    _, event = curate.edit(store, one(store, "COERCE").id, fields={"place": "=Basra [x](y) <b>"}, actors=[])
    for name, write in FORMATS.items():
        text = "".join(write([event], About()))
        # A graph of actors has no edge for an event with one of them, and a picture of all events words for none.
        assert "place" in text or left_out(name, [event]) or name in ("graphml", "svg"), name
        markup = name not in ("json", "jsonl", "csv", "acled", "plover", "ics", "markwhen", "geojson", "ftm")
        assert "<b>" not in text or not markup, name
    assert json.loads("".join(FORMATS["jsonl"]([event], About())))["edited"][0]["derived"] == ""
    assert "'=Basra" in "".join(FORMATS["csv"]([event], About()))


def test_actors_get_names_and_are_united_and_parted(store: Store) -> None:
    curate.rename(store, "kataib hizbullah", "The Battalions")
    assert one(store, "ASSAULT").participants[0].name == "The Battalions"
    assert store.actor("Kataib Hizbullah").name == "The Battalions"
    curate.alias(store, "the battalions", "Brigade 45")
    assert store.actor("brigade 45").name == "The Battalions"
    assert store.actor("brigade 45").given == ("Brigade 45", "The Battalions")
    add(store, story("e", [{**ROCKETS, "date": "2019-12-30", "who": [["Brigade 45", "source"]]}]))
    assert store.actor("brigade 45").events == 2
    curate.alias(store, "kataib hizbullah", "Brigade 45", apart=True)
    assert store.actor("brigade 45").events == 1
    with pytest.raises(QueryError, match="kb alias"):
        curate.rename(store, "Iran", "Brigade 45")


def test_an_actor_of_an_event_that_no_article_names(store: Store) -> None:
    cast = Cast("Anna Sousa", "target", "person")
    number, event = curate.edit(store, one(store, "ASSAULT").id, fields={}, actors=[cast])
    assert ("Anna Sousa", "target") in {(one.name, one.role) for one in event.participants}
    assert store.actor("sousa").events == 1
    with pytest.raises(QueryError, match="no actor"):
        curate.edit(store, event.id, fields={}, actors=[Cast("Nobody", "source")])
    curate.undo(store, number)
    with pytest.raises(QueryError, match="no actor"):
        store.actor("sousa")


def test_who_is_taken_out_of_an_event_stays_out_under_another_name(store: Store) -> None:
    crowd = one(store, "PROTEST")
    curate.edit(store, crowd.id, fields={}, actors=[Cast("The Base", "target", "state")])
    curate.edit(store, crowd.id, fields={}, actors=[Cast("The Base", None, "state")])
    curate.alias(store, "Iran", "The Base")
    assert [one.name for one in one(store, "PROTEST").participants] == ["protesters"]
    told = dump(store)
    curate.rebuild(store)
    assert dump(store) == told


def test_a_noted_event_is_a_source_of_its_own(store: Store) -> None:
    fields = {"date": "2019-12-28", "place": "Basra", "source": "duty log", "text": "page 3"}
    _, event = curate.add_event(store, "Guards counted nine rockets", fields=fields, actors=[Cast("Iran", "source")])
    assert store.select(Filter(words="guards rockets", place="basra", source="duty log")) == [event]
    assert [one.field for one in event.edited] == ["added"]
    (document,) = event.documents
    (report,) = add(store, story(document, [ARREST]))
    assert (report.outcome, "note" in report.reason) == ("failed", True)
    with pytest.raises(QueryError, match="note"):
        curate.remove(store, [document])
    before = dump(store)
    curate.rebuild(store)
    assert dump(store) == before
    curate.undo(store)
    assert document not in {row.id for row in store.documents()}


def test_a_removed_document_stays_out_until_it_is_undone(store: Store) -> None:
    before = {table: rows for table, rows in dump(store).items() if table != "edits"}
    curate.remove(store, ["b"])
    assert one(store, "ASSAULT").documents == ("a",)
    (report,) = add(store, story("b", [ROCKETS]))
    assert (report.outcome, "kb log" in report.reason) == ("unchanged", True)
    add(store, story("b", [ROCKETS, ARREST]))
    assert one(store, "ASSAULT").documents == ("a",)
    assert [row.id for row in store.documents(removed=True)] == ["b"]
    add(store, story("b", [ROCKETS]))
    curate.undo(store)
    assert {table: rows for table, rows in dump(store).items() if table != "edits"} == before


def test_undo_and_redo_follow_the_log_and_never_lose_it(store: Store) -> None:
    first, _ = curate.accept(store, one(store, "COERCE").id)
    second, _ = curate.hide(store, [one(store, "COERCE").id])
    assert [curate.undo(store).key, curate.undo(store).key] == [second, first]
    with pytest.raises(QueryError, match="nothing to undo"):
        curate.undo(store)
    assert curate.redo(store).key == first
    third, _ = curate.accept(store, one(store, "PROTEST").id)
    with pytest.raises(QueryError, match="nothing to redo"):
        curate.redo(store)
    assert curate.redo(store, second).key == second
    assert curate.undo(store, first).key == first
    with pytest.raises(QueryError, match="already undone"):
        curate.undo(store, first)
    assert [(edit.key, edit.act) for edit in store.edits() if not edit.undone] == [
        (second, "hide"),
        *((key, act) for key, act in zip(range(3, 6), ("undo", "undo", "redo"), strict=True)),
        (third, "accept"),
        (third + 1, "redo"),
        (third + 2, "undo"),
    ]


HOSTILE = ("'; DROP TABLE events; --", "[bold]x[/bold]", "a\x1b[31mb", "\0", "\ud800", "<script>")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_person_breaks_anything(store: Store, text: str) -> None:
    try:
        curate.rename(store, "Iran", text)
        curate.alias(store, "kataib hizbullah", text + " too")
        curate.add_event(store, text, fields={"place": text, "source": text}, actors=[Cast(text, "source", "person")])
    except QueryError:
        assert text == "\0"
    dump(store)


def test_another_writer_is_waited_for_and_named(store: Store) -> None:
    event = one(store, "COERCE").id
    with open_store(store.path, wait=0.05) as other, store.writing():
        store.fail("x", "y")
        with pytest.raises(StoreError, match="another process"):
            curate.accept(other, event)
    assert store.edits() == []


def terminal(folder: Path, command: str, keys: list[str]) -> str:
    """What a command at a terminal shows, given these keys one after the other."""
    pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "dumb", "COLUMNS": "100", "KB_DB": "kb.db"}
    environment.pop("FORCE_COLOR", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "kb", *command.split()],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(Path(__file__).parent.parent)},
        stdin=slave,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    seen = ""
    for key in [*keys, ""]:
        said = ""
        while not (key and said.rstrip().endswith(("[q]uit", "drop):", "[y/N]:"))):
            try:
                said += os.read(master, 1 << 16).decode("utf-8", "replace")
            except OSError:
                break
        seen += said
        if key:
            # A single key goes out once it is waited for: what is typed ahead is not read.
            while len(key) == 1 and termios.tcgetattr(master)[3] & termios.ICANON:
                time.sleep(0.01)
            os.write(master, key.encode())
    process.wait(30)
    os.close(master)
    return f"{seen}\n[exit {process.returncode}]"


def test_review_goes_through_unsure_events_with_single_keys(store: Store) -> None:
    seen = terminal(store.path.parent, "review --below 0.9", ["a", "e", "place Basra\n", "h", "u", "m", "u", "s", "q"])
    assert "3 left" in seen
    assert "1 left; kb log lists what was decided" in seen
    assert seen.endswith("[exit 0]")
    acts = [edit.act for edit in store.edits()]
    assert acts == ["accept", "edit", "hide", "undo", "merge", "undo"]
    again = terminal(store.path.parent, "review --below 0.9", ["x", "q"])
    assert "2 left" in again
    assert "3 left" not in again


def test_removing_at_a_terminal_asks_first(store: Store) -> None:
    assert terminal(store.path.parent, "remove a", ["n\n"]).endswith("[exit 1]")
    assert store.edits() == []
    assert terminal(store.path.parent, "remove a", ["y\n"]).endswith("[exit 0]")
    assert terminal(store.path.parent, "remove b --yes", []).endswith("[exit 0]")
    assert [edit.act for edit in store.edits()] == ["remove", "remove"]


@pytest.mark.parametrize("kind", ["collective", "person", "armed group"])
@pytest.mark.parametrize("order", [("Iran", "The Base"), ("The Base", "Iran")])
def test_an_actor_put_there_may_be_of_another_kind_than_who_it_stands_for(
    store: Store, kind: Kind, order: tuple[str, str]
) -> None:
    crowd = one(store, "PROTEST")
    curate.edit(store, crowd.id, fields={}, actors=[Cast("The Base", "target", kind)])
    curate.alias(store, *order)
    shown = {actor.name for actor in one(store, "PROTEST").participants}
    assert shown & {*order}
    curate.rebuild(store)
    assert {actor.name for actor in one(store, "PROTEST").participants} == shown
