import csv
import io
import json

import pytest
from markdown_it import MarkdownIt
from samples import disputed, event, mention

from kb.errors import QueryError
from kb.export import FORMATS, NAMES, SUFFIXES, About, format_of, writer
from kb.export.csv import COLUMNS
from kb.export.markdown import escape
from kb.model import Event

EVENTS = [event(), disputed(), event("XXXX-12-27"), event(None)]
HOSTILE = "\x1b]0;owned\x07 \x9b31m <script>x</script> [l](javascript:x) ![i](//e) \u202egnp\ud800"


def written(name: str, events: list[Event]) -> str:
    return "".join(FORMATS[name](events, About()))


def table(events: list[Event]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written("csv", events))))


def test_json_lines_hold_the_record_of_each_event() -> None:
    line = json.loads(written("jsonl", [disputed()]))
    assert line["date"] == "2019-12-29"
    assert line["killed"] == {"low": 19, "best": 25, "high": 31}
    assert line["actors"][0] == {
        "name": "Kataib Hizbullah",
        "role": "source",
        "kind": "armed group",
        "words": "the militia",
    }
    told = line["mentions"][0]
    assert told["document"] == "a.txt"
    assert told["text"][slice(*(told["trigger"][key] - 100 for key in ("start", "end")))] == "killed"
    assert told["killed"] == {"low": 25, "best": 25, "high": None}


@pytest.mark.parametrize("count", range(3))
def test_json_is_the_array_of_json_lines(count: int) -> None:
    lines = [json.loads(line) for line in written("jsonl", EVENTS[:count]).splitlines()]
    assert json.loads(written("json", EVENTS[:count])) == lines


def test_csv_has_a_row_an_event_under_its_columns() -> None:
    rows = table(EVENTS)
    assert tuple(rows[0]) == COLUMNS
    assert [row["date"] for row in rows] == ["2019-12-27", "2019-12-29", "XXXX-12-27", ""]
    assert (rows[1]["killed_low"], rows[1]["killed_best"], rows[1]["killed_high"]) == ("19", "25", "31")
    assert (rows[1]["sources"], rows[1]["documents"]) == ("2", "a.txt; b.txt")


def test_figure_not_told_is_an_empty_cell_not_a_zero() -> None:
    assert table([event()])[0]["killed_best"] == ""


@pytest.mark.parametrize("opening", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_csv_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(opening: str) -> None:
    row = table([event(headline=opening, place=opening)])[0]
    assert row["headline"].startswith("'")
    assert row["place"].startswith("'")


def test_markdown_has_a_heading_a_date_and_quotes_each_source() -> None:
    page = written("md", [event(), disputed()])
    assert "## Friday 27 December 2019" in page
    assert "at least 25 killed (19-31 by source)" in page
    assert page.count("> “The strikes on December 29 killed at least 25 fighters") == 2


def test_markdown_links_a_web_address_and_nothing_else() -> None:
    told = (mention("https://example.org/a b"), mention("https://example.org/(a)"), mention("javascript:alert(1)"))
    html = MarkdownIt().render(written("md", [event(mentions=told)]))
    assert html.count("<a ") == 1
    assert 'href="https://example.org/%28a%29"' in html


MARKUP = [
    "# heading",
    "1. item",
    "- item",
    "===",
    "<b>x</b>",
    "[a](b)",
    "![a](b)",
    "`c`",
    "**b**",
    "&lt;",
    "\\",
    "~~s~~",
]


@pytest.mark.parametrize("text", MARKUP)
def test_escaped_markdown_reads_as_the_text(text: str) -> None:
    html = MarkdownIt("commonmark").enable("strikethrough").render(f"before\n{escape(text)}")
    shown = html.removeprefix("<p>before\n").removesuffix("</p>\n")
    for sign, entity in ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"):
        text = text.replace(sign, entity)
    assert shown == text


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_hostile_reaches_the_output(name: str) -> None:
    told = mention(HOSTILE, evidence=HOSTILE, word="script")
    out = written(name, [event(headline=HOSTILE, place=HOSTILE, mentions=(told,))])
    assert not set("\x1b\x07\x9b\u202e\ud800") & set(out)
    out.encode()
    if name == "html":
        assert not any(opening in out for opening in ("<script>x", "<img", 'href="javascript'))
    if name == "md":
        html = MarkdownIt().render(out)
        assert not any(opening in html for opening in ("<script", "<a ", "<img"))


@pytest.mark.parametrize(("file", "name"), [("a.MD", "md"), ("x/timeline.jsonl", "jsonl"), ("a.b.csv", "csv")])
def test_suffix_tells_the_format(file: str, name: str) -> None:
    assert format_of(file) == name


@pytest.mark.parametrize("file", ["timeline.xyz", "timeline", ".md"])
def test_unknown_suffix_is_refused_with_those_known(file: str) -> None:
    with pytest.raises(QueryError, match=r"\.json, \.jsonl"):
        format_of(file)


def test_unknown_format_is_refused_with_those_known() -> None:
    with pytest.raises(QueryError, match="json, jsonl, csv, md"):
        writer("docx")


def test_every_suffix_has_its_format() -> None:
    assert set(SUFFIXES.values()) == set(NAMES)
