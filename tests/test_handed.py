"""A timeline handed on as JSON lines shows the same in another store."""

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from kb import curate, handed, ingest
from kb.cli import app
from kb.cli.export import about_store
from kb.curate import Cast
from kb.export import FORMATS, NAMES
from kb.ingest import Report
from kb.read import Failure, Handed, read_source
from kb.store import Filter, Store, open_store

ARTICLES = Path(__file__).parent.parent / "data" / "articles"
EVERYTHING = Filter(hidden=True)


@pytest.fixture(scope="module")
def giver(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the sample articles in which a person did each kind of act."""
    path = tmp_path_factory.mktemp("giver") / "kb.db"
    with open_store(path, create=True) as store:
        list(ingest.add(store, [str(ARTICLES)]))
        ids = [event.id for event in store.select(Filter())]
        curate.edit(store, ids[3], fields={"killed": [25, 25, None], "place": "Kirkuk", "date": "2019-12"})
        curate.edit(store, ids[4], fields={}, actors=[Cast("Anna Sousa", "source", "person")])
        curate.merge(store, ids[10:12])
        curate.hide(store, ids[20:21])
        curate.accept(store, ids[21])
        (told,) = [event for event in store.select(Filter()) if len(event.mentions) > 1][-1:]
        curate.split(store, told.id, [told.mentions[-1].founds])
        curate.rename(store, "united states", "America")
        curate.add_event(store, "Guards counted nine rockets", fields={"date": "2019-12-27"}, actors=[])
    return path


def exported(store: Store, name: str = "jsonl", wanted: Filter = EVERYTHING) -> str:
    return "".join(FORMATS[name](store.select(wanted), about_store(store, name)))


def handed_on(giver: Path, to: Path, wanted: Filter = EVERYTHING) -> Path:
    with open_store(giver) as store:
        file = to / "events.jsonl"
        file.write_text(exported(store, wanted=wanted), encoding="utf-8")
    return file


def taken(store: Store, file: Path) -> list[Report]:
    for found in read_source(str(file)):
        assert isinstance(found, Handed)
        return list(handed.take(store, found))
    raise AssertionError


def test_every_export_is_the_same_in_the_other_store(giver: Path, tmp_path: Path) -> None:
    file = handed_on(giver, tmp_path)
    with open_store(giver) as one, open_store(tmp_path / "kb.db", create=True) as other:
        assert {report.outcome for report in taken(other, file)} == {"added"}
        for name in sorted(set(FORMATS) - {"acled", "geojson", "kml"}):
            assert exported(other, name) == exported(one, name), name
        for event in one.select(EVERYTHING):
            assert other.event(event.id) == event


def test_taking_it_again_changes_nothing_even_after_edits(giver: Path, tmp_path: Path) -> None:
    file = handed_on(giver, tmp_path)
    with open_store(tmp_path / "kb.db", create=True) as store:
        taken(store, file)
        first = store.select(Filter())[0]
        curate.edit(store, first.id, fields={"headline": "Mine"})
        before, acts = exported(store), store.edits()
        assert {report.outcome for report in taken(store, file)} == {"unchanged"}
        assert (exported(store), store.edits()) == (before, acts)


def test_what_it_brought_can_be_undone_and_removed_and_survives_a_rebuild(giver: Path, tmp_path: Path) -> None:
    file = handed_on(giver, tmp_path)
    with open_store(tmp_path / "kb.db", create=True) as store:
        taken(store, file)
        before = exported(store)
        curate.rebuild(store)
        assert exported(store) == before
        list(ingest.reread(store))
        assert exported(store) == before
        pins = [edit.key for edit in store.edits()]
        for key in pins:
            curate.undo(store, key)
        assert not any(event.hidden or event.edited for event in store.select(EVERYTHING))
        for key in pins:
            curate.redo(store, key)
        assert exported(store) == before
        curate.remove(store, [row.id for row in store.documents()])
        assert store.select(EVERYTHING) == []


def test_the_articles_themselves_take_the_place_of_their_sentences(giver: Path, tmp_path: Path) -> None:
    file = handed_on(giver, giver.parent, Filter(type="ASSAULT"))
    with open_store(giver.parent / "other.db", create=True) as store:
        taken(store, file)
        few = len(store.select(Filter()))
        outcomes = {report.outcome for report in ingest.add(store, [str(ARTICLES)])}
        assert outcomes <= {"changed", "added"}
        assert len(store.select(Filter())) > few
        assert {report.outcome for report in taken(store, file)} <= {"unchanged"}


def test_two_parts_of_one_timeline_are_the_whole(giver: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "kb.db", create=True) as store:
        for type_ in ("ASSAULT", "PROTEST"):
            taken(store, handed_on(giver, tmp_path, Filter(type=type_)))
        with open_store(giver) as one:
            wanted = {event.id for type_ in ("ASSAULT", "PROTEST") for event in one.select(Filter(type=type_))}
        assert {event.id for event in store.select(Filter())} == wanted


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "<script>"),
        ("killed", {"low": "x", "best": 1, "high": 1}),
        ("date", "soon"),
        ("headline", 7),
        ("actors", [{}]),
        ("mentions", [{"around": ["basra"]}]),
    ],
)
def test_a_value_that_kb_does_not_know_is_refused(giver: Path, tmp_path: Path, field: str, value: object) -> None:
    file = handed_on(giver, tmp_path, Filter(type="PROTEST"))
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    lines[0][field] = value
    lines[1]["headline"] = lines[1]["mentions"][0]["text"] = "\ud800 \0 \x1b[31m ok"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with open_store(tmp_path / "kb.db", create=True) as store:
        assert [one.document for one in taken(store, file) if one.outcome == "failed"] == [f"{file}:1"]
        assert len(store.select(Filter())) == len(lines) - 1


@pytest.mark.parametrize(
    "bad",
    ["[]", "{", '{"id": 1}', '{"headline": "x", "mentions": []}', "null", '{"mentions": [{}]}', '{"mentions": [7]}'],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(giver: Path, tmp_path: Path, bad: str) -> None:
    file = handed_on(giver, tmp_path, Filter(type="PROTEST"))
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join((*lines, bad)), encoding="utf-8")
    with open_store(tmp_path / "kb.db", create=True) as store:
        failed = [report for report in taken(store, file) if report.outcome == "failed"]
        assert [report.document for report in failed] == [f"{file}:{len(lines) + 1}"]
        assert "is no event of kb export" in failed[0].reason
        assert len(store.select(Filter())) == len(lines)


@pytest.mark.parametrize(
    "line",
    [
        json.dumps({"id": "a", "text": "Rebels attacked Basra on 3 May 2019."}),
        json.dumps({"id": "a", "text": "x", "headline": "x", "mentions": [], "basis": "y"}),
        '{"mentions": ',
        '"headline mentions basis"',
        'The word "mentions" stands in this text.',
    ],
)
@pytest.mark.parametrize("name", ["a.jsonl", "a.txt"])
def test_other_lines_are_no_export(tmp_path: Path, line: str, name: str) -> None:
    file = tmp_path / name
    file.write_text(line + "\n", encoding="utf-8")
    assert not any(isinstance(one, Handed) for one in read_source(str(file)))


@pytest.mark.parametrize("name", ["events.jsonl", "events.ndjson", "events.json", "events.txt", "events"])
def test_a_folder_with_it_among_articles_is_the_whole(giver: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    handed_on(giver, tmp_path).rename(folder / name)
    (folder / "own.txt").write_text("Rebels killed 3 people in Basra on 3 May 2011.\n", encoding="utf-8")
    with open_store(giver) as one, open_store(tmp_path / "kb.db", create=True) as other:
        reports = list(ingest.add(other, [str(folder)], take=handed.take))
        assert {report.outcome for report in reports} == {"added"}
        assert {event.id for event in one.select(EVERYTHING)} < {event.id for event in other.select(EVERYTHING)}
        assert {report.outcome for report in ingest.add(other, [str(folder)], take=handed.take)} == {"unchanged"}


def test_ones_own_export_beside_ones_articles_changes_nothing(giver: Path, tmp_path: Path) -> None:
    file = handed_on(giver, tmp_path)
    with open_store(giver) as store:
        before, acts = exported(store), store.edits()
        assert {report.outcome for report in taken(store, file)} == {"unchanged"}
        assert (exported(store), store.edits()) == (before, acts)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_kb_add_takes_what_kb_export_writes_to_a_pipe(giver: Path, tmp_path: Path, encoding: str) -> None:
    runner, other = CliRunner(), str(tmp_path / "kb.db")
    written = runner.invoke(app, ["export", "--db", str(giver), "--format", "jsonl", "-"]).stdout
    # A shell may write a pipe in an encoding of its own; a broken line is named by its number.
    run = runner.invoke(app, ["add", "--db", other, "-"], input=(written + "{}\n").encode(encoding))
    assert run.exit_code == 1
    assert f"failed: <stdin>:{len(written.splitlines()) + 1}: is no event of kb export" in run.output
    assert runner.invoke(app, ["export", "--db", other, "--format", "jsonl", "-"]).stdout == written


@pytest.mark.parametrize("arguments", [["extract"], ["extract", "--jsonl"], ["dates", "--jsonl", "--file"]])
def test_where_articles_are_wanted_one_line_says_what_it_is(giver: Path, tmp_path: Path, arguments: list[str]) -> None:
    file = handed_on(giver, tmp_path)
    run = CliRunner().invoke(app, [*arguments, str(file)])
    assert (run.exit_code, run.stdout) == (1, "")
    assert run.stderr.splitlines() == [
        f"failed: {file}: is a timeline of kb export, without articles; kb add takes its events into a store"
    ]


def test_one_array_of_events_says_what_to_do(giver: Path, tmp_path: Path) -> None:
    file = tmp_path / "events.json"
    with open_store(giver) as store:
        file.write_text(exported(store, "json"), encoding="utf-8")
    (failure,) = read_source(str(file))
    assert isinstance(failure, Failure)
    assert "kb export events.jsonl" in failure.reason


def test_what_an_archive_brings_is_not_taken(giver: Path, tmp_path: Path) -> None:
    handed_on(giver, tmp_path)
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(tmp_path / "events.jsonl", "events.jsonl")
    (failure,) = read_source(str(tmp_path / "a.zip"))
    assert isinstance(failure, Failure)
    assert not isinstance(failure, Handed)
    assert "save it, look at it and add that" in failure.reason


def test_kb_add_takes_it(giver: Path, tmp_path: Path) -> None:
    file = handed_on(giver, tmp_path)
    run = CliRunner().invoke(app, ["add", str(file), "--db", str(tmp_path / "kb.db")])
    assert run.exit_code == 0
    assert re.search(r"16 documents: 16 added, 0 changed, 0 unchanged, 0 failed", run.output)
    assert len(NAMES) > 10
