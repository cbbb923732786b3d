"""A person's own table of events."""

from pathlib import Path

import pytest

from kb import curate
from kb.ingest import Report
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
    assert rows.is_table(str(file))
    return list(rows.take(store, str(file), heard.append)), heard


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


def test_a_table_of_articles_is_none_of_events(tmp_path: Path) -> None:
    file = tmp_path / "articles.csv"
    file.write_text("date,title,text\n2019,A,B\n", encoding="utf-8")
    assert not rows.is_table(str(file))
    assert not rows.is_table(str(tmp_path / "none.csv"))
