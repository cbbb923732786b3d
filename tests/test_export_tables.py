"""Excel and Parquet, read back by openpyxl and pyarrow."""

import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook
from pyarrow import parquet
from samples import KATAIB, READ, disputed, event, mention

from kb.errors import QueryError
from kb.export import BINARY, About, writer
from kb.model import Event, Figure

HOSTILE = "=cmd|' /C calc'!A0 https://example.org \x1b[31m <b> \ud800 \u202egnp _x000D_"


def sheets(*events: Event) -> dict[str, list[dict[str, Any]]]:
    book = load_workbook(io.BytesIO(BINARY["xlsx"](events, About())))
    found = {}
    for sheet in book:
        head, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(head, row, strict=True)) for row in rows]
    return found


def rows(*events: Event) -> list[dict[str, Any]]:
    return list(parquet.read_table(io.BytesIO(BINARY["parquet"](events, About()))).to_pylist())


def test_workbook_has_its_four_sheets() -> None:
    found = sheets(disputed(), event("2019-12", participants=(KATAIB,)))
    assert list(found) == ["events", "mentions", "actors", "sources"]
    assert [(row["killed_low"], row["killed_best"], row["killed_high"]) for row in found["events"]] == [
        (19, 25, 31),
        (None, None, None),
    ]
    assert [row["document"] for row in found["mentions"]] == ["a.txt", "b.txt", "a.txt"]
    assert [(row["name"], row["events"], row["as_source"]) for row in found["actors"]] == [
        ("Kataib Hizbullah", 2, 2),
        ("United States", 1, 0),
    ]
    assert [(row["document"], row["mentions"], row["events"]) for row in found["sources"]] == [
        ("a.txt", 2, 2),
        ("b.txt", 1, 1),
    ]


@pytest.mark.parametrize(
    ("given", "cell"),
    [
        ("2019-12-27", datetime(2019, 12, 27)),
        ("2019-12-27~", "2019-12-27~"),
        ("2019-12", "2019-12"),
        ("2019-12-29/2019-12-31", "2019-12-29/2019-12-31"),
        ("1899-12-31", "1899-12-31"),
        ("-0043-03-15", "-0043-03-15"),
        ("XXXX-12-27", "XXXX-12-27"),
        (None, None),
    ],
)
def test_excel_dates_only_what_is_known_to_the_day(given: str | None, cell: object) -> None:
    (row,) = sheets(event(given))["events"]
    assert row["date"] == cell


def test_a_text_is_no_formula_and_no_link() -> None:
    told = mention(HOSTILE, evidence=HOSTILE, word="calc")
    hostile = event(headline=HOSTILE, place="=1+1", mentions=(told,))
    book = load_workbook(io.BytesIO(BINARY["xlsx"]([hostile], About(HOSTILE))))
    for sheet in book:
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
    assert sheets(hostile)["events"][0]["place"] == "=1+1"
    assert not set("\x1b\u202e\ud800") & set(READ["xlsx"](BINARY["xlsx"]([hostile], About())))
    assert not set("\x1b\u202e\ud800") & set(READ["parquet"](BINARY["parquet"]([hostile], About())))


def test_a_text_too_long_for_a_cell_says_so() -> None:
    long = "x" * 40_000
    (row,) = sheets(event(mentions=(mention(evidence=long, word="x"),)))["mentions"]
    assert len(row["evidence"]) == 32_767
    assert row["evidence"].endswith("…")


def test_parquet_nests_actors_and_mentions() -> None:
    (row,) = rows(disputed())
    assert row["actors"][0] == {"name": "Kataib Hizbullah", "role": "source", "kind": "armed group"}
    assert [(told["document"], told["killed_high"]) for told in row["mentions"]] == [("a.txt", None), ("b.txt", 31)]
    assert (row["date"], row["date_min"], row["date_max"]) == ("2019-12-29", date(2019, 12, 29), date(2019, 12, 29))


@pytest.mark.parametrize(
    ("given", "low", "high"),
    [
        ("2019-12", date(2019, 12, 1), date(2019, 12, 31)),
        ("2019-10/..", date(2019, 10, 1), None),
        ("-0043-03-15", None, None),
        ("XXXX-12-27", None, None),
        (None, None, None),
    ],
)
def test_parquet_days_are_null_where_there_is_none(given: str | None, low: date | None, high: date | None) -> None:
    (row,) = rows(event(given))
    assert (row["date"], row["date_min"], row["date_max"]) == (given, low, high)


@pytest.mark.parametrize("name", BINARY)
def test_no_events_are_a_file_too_and_the_same_events_the_same_file(name: str) -> None:
    assert READ[name](BINARY[name]([], About()))
    again = [BINARY[name]([disputed(), event(killed=Figure(0, 0, 0))], About()) for _ in range(2)]
    assert again[0] == again[1]


def test_what_is_no_text_goes_to_a_file() -> None:
    with pytest.raises(QueryError, match=r"kb export timeline\.xlsx"):
        writer("xlsx")


@pytest.mark.parametrize(("name", "module"), [("xlsx", "xlsxwriter"), ("parquet", "pyarrow")])
def test_without_the_extra_it_says_what_to_install(name: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(QueryError, match=rf"pip install 'kb-timeline\[{name}\]'"):
        BINARY[name]([], About())
