"""A person's own table of events."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kb import curate
from kb.cli import app
from kb.ingest import Report
from kb.read import Handed, read_source
from kb.store import Filter, Store, open_store
from kb.typed import rows

TABLE = """\ufeffDate,Title,Actors,Source,type,place,killed,colour
29 dec 2019,Bases were hit,United States:source; Kataib Hizbullah:target:armed group,a log,assault,al-Qaim,25+,red
2019-12,"A meeting, long planned",Anna Sousa; Iraq,a talk,,,,
,,,,,,,
2019-12-27/2019-12-29,Somebody counted rockets,,,,,,
"""


def take(store: Store, file: Path) -> tuple[list[Report], list[str]]:
    heard: list[str] = []
    for found in read_source(str(file)):
        assert isinstance(found, Handed)
        return list(rows.take(store, found, heard.append)), heard
    raise AssertionError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_each_row_is_an_event_of_ones_own(file: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "kb.db", create=True) as store:
        reports, heard = take(store, file)
        assert [one.outcome for one in reports] == ["added"] * 3
        assert "colour" in heard[0]
        events = {event.headline: event for event in store.select(Filter())}
        struck = events["Bases were hit"]
        assert (str(struck.date), struck.type, struck.place, str(struck.killed)) == (
            *("2019-12-29", "ASSAULT", "al-Qaim", "25+"),
        )
        assert {(one.name, one.role, one.kind) for one in struck.participants} == {
            ("United States", "source", "state"),
            ("Kataib Hizbullah", "target", "armed group"),
        }
        met = events["A meeting, long planned"]
        assert {(one.name, one.kind) for one in met.participants} == {("Anna Sousa", "person"), ("Iraq", "state")}
        assert str(events["Somebody counted rockets"].date) == "2019-12-27/2019-12-29"
        assert all(event.edited for event in events.values())


def test_the_same_rows_again_add_nothing_not_even_what_was_undone(file: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "kb.db", create=True) as store:
        take(store, file)
        curate.undo(store)
        reports, _ = take(store, file)
        assert [one.outcome for one in reports] == ["unchanged"] * 3
        assert len(store.select(Filter())) == 2


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("soon,X,,,,,", "'soon' is no date"),
        ("2019,,Iraq,,,,", "has no title"),
        ("2019,X,,,quarrel,,", "no type 'QUARREL'"),
        ("2019,X,,,,,many", "'many' is no figure"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_goes_on(tmp_path: Path, row: str, why: str) -> None:
    file = tmp_path / "own.csv"
    file.write_text(f"date,title,actors,source,type,place,killed\n{row}\n2019,Y,,,,,\n", encoding="utf-8")
    with open_store(tmp_path / "kb.db", create=True) as store:
        (failed, added), _ = take(store, file)
        assert (failed.document, failed.outcome, added.outcome) == (f"{file}:2", "failed", "added")
        assert why in failed.reason


@pytest.mark.parametrize(
    "head",
    ["date,title,text", "date,title,body", "date,title,url", "date,title,byline", "date,headline", "title,actors"],
)
@pytest.mark.parametrize("name", ["articles.csv", "articles.txt"])
def test_a_table_of_articles_is_none_of_events(tmp_path: Path, head: str, name: str) -> None:
    file = tmp_path / name
    file.write_text(f"{head}\n2019,A,B\n", encoding="utf-8")
    assert not any(isinstance(one, Handed) for one in read_source(str(file)))


@pytest.mark.parametrize("head", ["date;title;url;actors", "Title;DATE", "\ndate;title;note"])
@pytest.mark.parametrize("name", ["own.csv", "own.tsv", "own"])
def test_a_table_is_known_by_its_columns_also_in_a_folder(tmp_path: Path, head: str, name: str) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    (folder / name).write_text(f"{head}\n2019;2019\n", encoding="utf-8")
    run = CliRunner().invoke(app, ["add", "--db", str(tmp_path / "kb.db"), str(folder)])
    assert run.exit_code == 0, run.output
    assert "1 added" in run.output


@pytest.mark.parametrize(
    ("row", "why"),
    [("", "is a table without rows"), ('2019,"' + "x" * 70_000_000 + '"\n', "is no row of a table (field larger than")],
    ids=["no rows", "a cell without end"],
)
def test_a_table_without_rows_and_a_row_that_is_none_say_so(tmp_path: Path, row: str, why: str) -> None:
    file = tmp_path / "own.csv"
    file.write_text(f"date,title\n{row}", encoding="utf-8")
    with open_store(tmp_path / "kb.db", create=True) as store:
        (report,), _ = take(store, file)
        assert (report.outcome, why in report.reason) == ("failed", True)


def test_a_table_comes_from_standard_input_too(tmp_path: Path) -> None:
    runner, db = CliRunner(), str(tmp_path / "kb.db")
    run = runner.invoke(app, ["add", "--db", db, "-"], input=TABLE.replace("2019-12,", "soon,"))
    assert "failed: <stdin>:3: 'soon' is no date" in run.output
    assert "3 documents: 2 added, 0 changed, 0 unchanged, 1 failed" in run.output


def test_where_articles_are_wanted_one_line_says_what_it_is(file: Path) -> None:
    run = CliRunner().invoke(app, ["extract", str(file)])
    assert (run.exit_code, run.stdout) == (1, "")
    (said,) = run.stderr.splitlines()
    assert "kb add takes each row as an event of your own" in said
