"""The command line as a whole: data to stdout, messages to stderr, exit codes, pipes and terminals."""

import contextlib
import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from kb.cli import main
from kb.errors import QueryError
from kb.extract.sentences import split
from kb.model import Sentence
from kb.typed.query import day, period
from kb.when import When

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "data" / "articles"
LAST = When.on(2020, 1, 2)
HOSTILE = (
    "Militants \x1b]0;owned\x07attacked a \x9b31mbase [bold]in Kirkuk[/bold] on 27 December 2019, killing 3 men.\n"
)


@dataclass(frozen=True)
class Done:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str


class _Bytes(io.TextIOWrapper):
    """A pipe in memory."""

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode()  # type: ignore[attr-defined,no-any-return]


Kb = Callable[..., Done]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the sample articles."""
    made = tmp_path_factory.mktemp("store") / "kb.db"
    _run("add", str(ARTICLES), "--quiet", "--db", str(made))
    return made


@pytest.fixture
def kb(store: Path, monkeypatch: pytest.MonkeyPatch) -> Kb:
    """Run a command in this process, on the store of the sample articles unless it names another."""
    monkeypatch.setenv("KB_DB", str(store))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return _run


def _run(*arguments: str, stdin: str = "") -> Done:
    out, err = _Bytes(io.BytesIO(), "utf-8"), _Bytes(io.BytesIO(), "utf-8")
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8")
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), pytest.raises(SystemExit) as ended:
            main(arguments)
    finally:
        sys.stdin = before
    return Done(int(ended.value.code or 0), out.text(), err.text())


def jsons(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def cells(out: str) -> list[list[str]]:
    return [line.split("\t") for line in out.splitlines()]


# add


def test_add_sums_up_and_adds_nothing_twice(kb: Kb, tmp_path: Path) -> None:
    db = str(tmp_path / "kb.db")
    first = kb("add", str(ARTICLES), "--db", db)
    assert (first.code, first.err) == (0, "")
    found = re.fullmatch(
        r"(\d+) documents: \1 added, 0 changed, 0 unchanged, 0 failed; \d+ mentions, (\d+) events\n", first.out
    )
    assert found
    again = kb("add", str(ARTICLES), "--db", db)
    wanted = (
        f"{found[1]} documents: 0 added, 0 changed, {found[1]} unchanged, 0 failed; 0 mentions, {found[2]} events\n"
    )
    assert again.out == wanted


def test_add_names_what_failed_and_goes_on(kb: Kb, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Two men were killed in Kirkuk on 27 December 2019.\n")
    (tmp_path / "bad.txt").write_bytes(b"\0\1\2" * 100)
    done = kb(
        "add", str(tmp_path / "bad.txt"), str(good), str(tmp_path / "missing.txt"), "--db", str(tmp_path / "kb.db")
    )
    assert done.code == 1
    assert "3 documents: 1 added, 0 changed, 0 unchanged, 2 failed" in done.out
    assert "failed: bad.txt: " in done.err
    assert "failed: missing.txt: " in done.err
    listed = kb("sources", "--failed", "--db", str(tmp_path / "kb.db"))
    assert [row[0] for row in cells(listed.out)] == ["bad.txt", "missing.txt"]


def test_add_tells_how_to_anchor_dates_without_a_year(kb: Kb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Militants attacked the base in Kirkuk on 27 December, killing three soldiers.\n")
    db = str(tmp_path / "kb.db")
    monkeypatch.chdir(tmp_path.parent)
    assert f"kb add --published DATE {tmp_path.name}/a.txt" in kb("add", str(article), "--db", db).err
    assert [row[0] for row in cells(kb("timeline", "--db", db).out)] == ["XXXX-12-27"]
    told = kb("add", str(article), "--published", "2 jan 2020", "--db", db)
    assert "1 changed" in told.out
    assert told.err == ""
    assert [row[0] for row in cells(kb("timeline", "--db", db).out)] == ["2019-12-27"]


def test_quiet_add_says_nothing(kb: Kb, tmp_path: Path) -> None:
    assert kb("add", str(ARTICLES), "-q", "--db", str(tmp_path / "kb.db")) == Done(0, "", "")


def test_add_reads_standard_input(kb: Kb, tmp_path: Path) -> None:
    done = kb("add", "-", "--db", str(tmp_path / "kb.db"), stdin="Two men died in Kirkuk on 27 December 2019.\n")
    assert done.out.startswith("1 document: 1 added")


# timeline and its filters


def test_timeline_in_a_pipe_is_one_event_a_line(kb: Kb) -> None:
    done = kb("timeline")
    assert (done.code, done.err) == (0, "")
    assert {len(row) for row in cells(done.out)} == {12}
    assert "\x1b" not in done.out
    assert done == kb("timeline")


def test_timeline_without_filters_shows_every_event(kb: Kb) -> None:
    ids = [row[-1] for row in cells(kb("timeline").out)]
    assert len(ids) == len(set(ids)) > 20
    assert [json.loads(line)["id"] for line in kb("timeline", "--format", "jsonl").out.splitlines()] == ids


def test_on_finds_the_events_of_a_day_however_it_is_written(kb: Kb) -> None:
    written = ("2019-12-29", "dec 29 2019", "29 December 2019", "Dec. 29, 2019", "29 december")
    (found,) = {kb("timeline", "--on", date).out for date in written}
    assert any(row[0] == "2019-12-29" for row in cells(found))


def test_from_and_to_take_the_first_and_the_last_day(kb: Kb) -> None:
    wanted = kb("timeline", "--from", "2019-12-01", "--to", "2019-12-31").out
    assert kb("timeline", "--from", "dec 2019", "--to", "dec 2019").out == wanted != ""


def test_reading_of_a_date_is_said_when_part_of_it_was_implied(kb: Kb) -> None:
    assert kb("timeline", "--on", "27 december").err == "reading '27 december' as 2019-12-27\n"
    assert kb("timeline", "--on", "27 december 2019").err == ""


@pytest.mark.parametrize(
    ("option", "value", "column", "cell"),
    [
        ("--type", "assault", 1, "ASSAULT"),
        ("--type", "STATEMENT", 1, "STATEMENT"),
        ("--certainty", "planned", 2, "planned"),
    ],
)
def test_filter_picks_by_a_field(kb: Kb, option: str, value: str, column: int, cell: str) -> None:
    every = kb("timeline")
    picked = kb("timeline", option, value)
    assert cells(picked.out) == [row for row in cells(every.out) if row[column] == cell] != []


def test_actor_is_found_by_its_alias(kb: Kb) -> None:
    assert (
        kb("timeline", "--actor", "hezbollah brigades").out == kb("timeline", "--actor", "Kataib Hizbullah").out != ""
    )


def test_limit_shows_the_first_and_says_so(kb: Kb) -> None:
    every, some = kb("timeline"), kb("timeline", "--limit", "3")
    assert some.out == "".join(every.out.splitlines(keepends=True)[:3])
    assert some.err == f"the first 3 of {len(cells(every.out))} events; leave out --limit to see all\n"


def test_words_must_all_be_there(kb: Kb) -> None:
    both, one = kb("timeline", "embassy", "baghdad").out, kb("timeline", "embassy").out
    assert set(both.splitlines()) <= set(one.splitlines())
    assert both


def test_nothing_found_is_said_on_stderr(kb: Kb) -> None:
    done = kb("timeline", "xylophone")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("no event matches")


def test_dates_without_a_year_say_how_to_anchor_them(kb: Kb) -> None:
    open_, anchored = kb("dates", "On 27 December."), kb("dates", "On 27 December.", "--published", "2020-01-02")
    assert "--published DATE" in open_.err
    assert (open_.code, anchored.err) == (0, "")


@pytest.mark.parametrize("position", ["before", "after", "environment"])
def test_store_is_named_by_option_or_environment(
    kb: Kb, position: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = str(tmp_path / "other.db")
    kb("add", "-", "--db", other, stdin="Two men were killed in Oslo on 3 March 2021.\n")
    if position == "environment":
        monkeypatch.setenv("KB_DB", other)
    before, after = (["--db", other] if position == place else [] for place in ("before", "after"))
    assert [row[0] for row in cells(kb(*before, "timeline", *after).out)] == ["2021-03-03"]


# dates in filters


@pytest.mark.parametrize(
    ("text", "edtf", "said"),
    [
        ("2019-12-27", "2019-12-27", False),
        ("27 december", "2019-12-27", True),
        ("1 january", "2020-01-01", True),
        ("3 january", "2019-01-03", True),
        ("29 february", "2016-02-29", True),
        ("december", "2019-12", True),
        ("dec 2019", "2019-12", False),
        ("christmas", "2019-12-25", True),
        ("yesterday", "2020-01-01", True),
        ("27 to 31 december", "2019-12-27/2019-12-31", True),
        ("27 december to 1 january", "2019-12-27/2020-01-01", True),
        ("27 december..1 january", "2019-12-27/2020-01-01", True),
        ("2019-12-27..2020-01-01", "2019-12-27/2020-01-01", False),
        ("2019-12-27/2020-01-01", "2019-12-27/2020-01-01", False),
        ("2018..2019", "2018-01-01/2019-12-31", False),
        ("2019-12-27..", "2019-12-27/9999", False),
        ("..2019", "-9999/2019-12-31", False),
    ],
)
def test_date_of_a_filter(text: str, edtf: str, said: bool) -> None:
    heard: list[str] = []
    assert period(text, LAST, heard.append).edtf == edtf
    assert heard == ([f"reading {text!r} as {edtf}"] if said else [])


@pytest.mark.parametrize("text", ["", "foo", "2019-13-45", "to", "..", "27 december..foo", "31 june"])
def test_words_that_are_no_date_are_refused_with_examples(text: str) -> None:
    with pytest.raises(QueryError, match=r"is no date; write 2019-12-27"):
        period(text, LAST, print)


def test_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(QueryError, match="ends before it begins"):
        period("2020..2019", LAST, print)


def test_date_without_a_year_needs_an_event_to_take_it_from() -> None:
    with pytest.raises(QueryError, match="has no year"):
        period("27 december", None, print)


@pytest.mark.parametrize("text", ["2020-01-02", "2 January 2020", "Jan 2, 2020"])
def test_publication_date_is_a_day(text: str) -> None:
    assert day(text) == LAST


@pytest.mark.parametrize("text", ["2020", "january 2020", "2 january", "yesterday", "soon"])
def test_publication_date_that_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="is no day with its month and year"):
        day(text)


# show, actors, sources, export


def test_show_takes_the_beginning_of_an_id(kb: Kb) -> None:
    event = cells(kb("timeline", "--type", "assault").out)[0][-1]
    shown = kb("show", event[:10])
    assert shown.code == 0
    facts = {row[0]: row[1:] for row in cells(shown.out)}
    assert facts["id"] == [event]
    assert len(facts["mention"]) == 10
    assert kb("show", event).out == shown.out


def test_show_says_why_mentions_are_one_event(kb: Kb) -> None:
    event = cells(kb("timeline", "--type", "assault", "--min-sources", "3").out)[0][-1]
    facts = cells(kb("show", "--why", event).out)
    why = [row for row in facts if row[0] == "why"]
    assert len(why) == sum(row[0] == "mention" for row in facts) - 1 >= 2
    for _, *pair, total, weights, _ in why:
        assert pair[:2] != pair[2:]
        said = [float(weight.rpartition(" ")[2]) for weight in weights.split("; ")]
        assert sum(said) == pytest.approx(float(total))


def test_actors_lists_and_shows_one(kb: Kb) -> None:
    rows = cells(kb("actors").out)
    assert {len(row) for row in rows} <= {5, 6}
    assert ["United States", "state"] in [row[:2] for row in rows]
    page = cells(kb("actors", "hezbollah brigades").out)
    assert page[0][0] == "Kataib Hezbollah"
    assert page[1:] == cells(kb("timeline", "--actor", "Kataib Hezbollah").out)


def test_the_most_frequent_actors_alone(kb: Kb) -> None:
    every, some = kb("actors"), kb("actors", "--limit", "2")
    assert some.out.splitlines() == every.out.splitlines()[:2]
    assert some.err == "the first 2 actors; leave out --limit to see all\n"
    assert kb("actors", "--limit", "1000").err == every.err == ""


def test_actors_who_share_events_with_one(kb: Kb) -> None:
    names = {row[0] for row in cells(kb("actors", "--actor", "United States").out)}
    assert "United States" in names
    assert names < {row[0] for row in cells(kb("actors").out)}


def test_sources_lists_the_documents(kb: Kb) -> None:
    rows = cells(kb("sources").out)
    assert len(rows) == 15
    assert all(re.fullmatch(r"2020-01-\d\d|2019-12-\d\d|", row[2]) for row in rows)
    assert {"metadata", "dateline"} <= {row[3] for row in rows} <= {"metadata", "dateline", "inferred", "none"}
    assert kb("sources", "--failed") == Done(0, "", "nothing failed\n")


@pytest.mark.parametrize("suffix", ["json", "jsonl", "csv", "md", "html"])
def test_export_writes_what_the_filters_pick(kb: Kb, suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"timeline.{suffix}"
    file.write_text("old")
    done = kb("export", str(file), "--on", "2019-12-29")
    assert (done.code, done.out) == (0, "")
    assert file.read_text() == kb("timeline", "--on", "2019-12-29", "--format", suffix).out
    assert file.read_text() == kb("export", "-", "--format", suffix, "--on", "2019-12-29").out
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_export_that_cannot_be_written_leaves_the_old_file(kb: Kb, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    done = kb("export", str(tmp_path / "folder.csv"))
    assert done.code == 1
    assert done.err.startswith(f"kb: {tmp_path}/folder.csv cannot be written: ")
    missing = kb("export", str(tmp_path / "no" / "timeline.csv"))
    assert f"there is no folder {tmp_path}/no; create it first" in missing.err


# extract and dates


def test_extract_writes_a_record_a_line(kb: Kb) -> None:
    done = kb("extract", str(ARTICLES))
    records = [json.loads(line) for line in done.out.splitlines()]
    assert (done.code, len(records)) == (0, 15)
    record = next(one for one in records if one["id"].endswith("embassy-wall-breached.txt"))
    text = (ARTICLES / "embassy-wall-breached.txt").read_text()
    assert record["dates"]
    assert all(text[date["start"] : date["end"]] == date["text"] for date in record["dates"])
    triggers = [mention["trigger"] for event in record["events"] for mention in event["mentions"]]
    assert all(text[one["start"] : one["end"]] == one["text"] for one in triggers)


def test_extract_in_two_processes_gives_the_same_in_the_same_order(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.batch._ALONE", 1000)
    assert kb("extract", str(ARTICLES), "--jobs", "2") == kb("extract", str(ARTICLES))


LINES = """{"id": "a", "text": "It began on May 3."}
{broken
{"text": "Two."}
{"id": "b", "text": "On May 4.", "published": "2021-06-01"}
"""


def test_extract_names_bad_lines_and_goes_on(kb: Kb) -> None:
    done = kb("extract", "--jsonl", stdin=LINES)
    records = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 1
    assert [one["id"] for one in records if one["id"] in "ab"] == ["a", "b"]
    assert [date["edtf"] for one in records for date in one["dates"]] == ["XXXX-05-03", "2021-05-04"]
    assert "failed: <stdin>:2: " in done.err


def test_published_goes_before_what_the_document_says(kb: Kb) -> None:
    done = kb("extract", "--jsonl", "--published", "2019-06-01", stdin=LINES)
    records = [json.loads(line) for line in done.out.splitlines()]
    assert {(one["published"], one["published_basis"]) for one in records} == {("2019-06-01", "given")}


def test_extract_reads_files_of_json_lines(kb: Kb, tmp_path: Path) -> None:
    file = tmp_path / "lines.data"
    file.write_text(LINES)
    from_file, from_stdin = kb("extract", "--jsonl", str(file)), kb("extract", "--jsonl", stdin=LINES)
    first, last = 0, -1  # the one between them has no id of its own
    assert from_file.out.splitlines()[first] == from_stdin.out.splitlines()[first]
    assert from_file.out.splitlines()[last] == from_stdin.out.splitlines()[last]
    assert f"{file}:2: " in from_file.err
    missing = kb("extract", "--jsonl", str(tmp_path / "none"))
    assert (missing.code, missing.out) == (1, "")
    assert missing.err.startswith(f"failed: {tmp_path}/none: ")


def test_dates_reads_argument_file_and_standard_input(kb: Kb, tmp_path: Path) -> None:
    text = "It began on 3 March 2021."
    (tmp_path / "a.txt").write_text(text)
    outputs = {
        kb("dates", text).out,
        kb("dates", stdin=text).out,
        kb("dates", "--file", str(tmp_path / "a.txt")).out,
    }
    ((row,),) = (cells(out) for out in outputs)
    assert row[:6] == ["12", "24", "3 March 2021", "DATE", "2021-03-03", "2021-03-03"]
    assert kb("dates", "--file", str(tmp_path / "none")).code == 1


def test_dates_of_json_lines_are_those_of_extract(kb: Kb) -> None:
    whole, dates = kb("extract", "--jsonl", stdin=LINES), kb("dates", "--jsonl", stdin=LINES)
    assert (dates.code, dates.err) == (whole.code, whole.err) == (1, whole.err)
    kept = [{name: one[name] for name in ("id", "published", "published_basis", "dates")} for one in jsons(whole.out)]
    assert jsons(dates.out) == kept
    assert [date["implied"] for one in kept for date in one["dates"] if "implied" in date] == [["year"]]


def test_dates_of_json_lines_come_from_a_file_too_and_take_published(kb: Kb, tmp_path: Path) -> None:
    file = tmp_path / "lines.data"
    file.write_text(LINES)
    done = kb("dates", "--jsonl", "--file", str(file), "--published", "2 june 2019")
    assert [date["edtf"] for one in jsons(done.out) for date in one["dates"]] == ["2019-05-03", "2019-05-04"]
    assert {one["published_basis"] for one in jsons(done.out)} == {"given"}
    assert f"failed: {file}:2: " in done.err


def test_dates_of_json_lines_take_no_text(kb: Kb) -> None:
    done = kb("dates", "--jsonl", "On 3 March 2021.")
    assert (done.code, done.out) == (2, "")
    assert "leave out TEXT" in done.err


def test_document_that_the_engine_fails_on_is_named_and_the_rest_goes_on(
    kb: Kb, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(text: str) -> tuple[Sentence, ...]:
        if "May 3" in text:
            raise RecursionError("too deep")
        return split(text)

    monkeypatch.setattr("kb.extract.sentences.split", fails)
    done = kb("dates", "--jsonl", stdin=LINES)
    assert done.code == 1
    assert "failed: a: cannot be read by kb (RecursionError: too deep)" in done.err
    assert [one["id"] for one in jsons(done.out)][-1] == "b"


def test_explain_reads_argument_file_and_standard_input(kb: Kb, tmp_path: Path) -> None:
    text = "It began on 3 March."
    (tmp_path / "a.txt").write_text(text)
    published = ("--published", "1 april 2021")
    (out,) = {
        kb("explain", text, *published).out,
        kb("explain", *published, stdin=text).out,
        kb("explain", "--file", str(tmp_path / "a.txt"), *published).out,
    }
    facts = cells(out)
    assert facts[0] == ["published", "2021-04-01", "given", "news"]
    assert ["implied", "12", "19", "year", "2021"] in facts


def test_every_fact_of_an_explanation_is_documented(kb: Kb) -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8").split("## kb explain")[1]
    told = {
        row[0] for article in sorted(ARTICLES.iterdir()) for row in cells(kb("explain", "--file", str(article)).out)
    }
    assert {"published", "date", "given", "leans", "implied", "event", "actor", "no event"} <= told
    assert {fact for fact in told if f"\n| `{fact}` |" not in page} == set()


# terminals


@pytest.fixture
def terminal(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> Kb:
    """Run a command as on a terminal of 80 columns."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    return kb


VIEWS = [
    ["timeline"],
    ["timeline", "--on", "dec 2019"],
    ["actors"],
    ["actors", "kataib hizbullah"],
    ["sources"],
    ["dates", "The talks of 3 March 2021 " + "went on " * 30],
    ["explain", "The Sunday Times said rebels did not attack on June 31 or from 3 to 5 March 2021, " + "went on " * 30],
]
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("arguments", VIEWS, ids=" ".join)
def test_view_fits_the_terminal(terminal: Kb, arguments: list[str]) -> None:
    done = terminal(*arguments)
    assert done.code == 0
    assert "\x1b[" in done.out
    assert max(cell_len(_STYLE.sub("", line)) for line in done.out.splitlines()) <= 80


def test_event_page_fits_the_terminal(terminal: Kb, kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCE_COLOR")
    events = [row[-1] for row in cells(kb("timeline").out)]
    monkeypatch.setenv("FORCE_COLOR", "1")
    for event in events[:10]:
        lines = terminal("show", event).out.splitlines()
        assert max(cell_len(_STYLE.sub("", line)) for line in lines) <= 80


def test_no_color_is_honoured(terminal: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    coloured = re.compile(r"\x1b\[[0-9;]*3[0-7]m")
    assert coloured.search(terminal("timeline").out)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not coloured.search(terminal("timeline").out)


@pytest.mark.parametrize("view", [False, True])
def test_nothing_an_article_wrote_acts_on_the_terminal(
    kb: Kb, tmp_path: Path, view: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if view:
        monkeypatch.setenv("FORCE_COLOR", "1")
    name = "evil\x1b[2J.txt"
    (tmp_path / name).write_text(HOSTILE)
    db = ("--db", str(tmp_path / "kb.db"))
    done = [
        kb("add", str(tmp_path / name), str(tmp_path / "gone\x1b[2J"), *db),
        kb("timeline", *db),
        kb("sources", *db),
    ]
    done += [kb("timeline", "--format", name, *db) for name in ("json", "jsonl", "csv", "md")]
    done += [
        kb("extract", str(tmp_path / name)),
        kb("dates", HOSTILE),
        kb("explain", HOSTILE),
        kb("actors", *db),
        kb("sources", "--failed", *db),
    ]
    for one in done:
        assert not set("\x07\x9b") & set(one.out + one.err)
        assert "\x1b" not in _STYLE.sub("", one.out + one.err)


# processes


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


def test_help_imports_nothing_heavy() -> None:
    """So that `kb --help` takes no more than twice the time of `import typer`."""
    code = (
        "import sys, typer\n"
        "before = set(sys.modules)\n"
        "from kb.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = ('rich', 'sqlite_utils', 'sqlite3', 'kb.extract', 'kb.ingest', 'kb.store', 'kb.model', 'dateutil', "
        "'datasette', 'uvicorn', 'jinja2', 'secrets')\n"
        "loaded = [name for name in heavy if name in sys.modules and name not in before]\n"
        "print(*loaded, end='', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], env=_environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Commands:" in done.stdout


STORE_ROOMS = ("kb.store", "kb.settle", "kb.ingest", "kb.pool", "sqlite3", "rich", "pydantic")
EVENT_ROOMS = ("kb.extract.actors", "kb.extract.mentions", "kb.merge")


@pytest.mark.parametrize(("command", "idle"), [("extract", STORE_ROOMS), ("dates", (*EVENT_ROOMS, *STORE_ROOMS))])
def test_command_loads_no_room_that_it_does_not_need(command: str, idle: tuple[str, ...]) -> None:
    code = (
        "import sys\n"
        "from kb.cli import main\n"
        f"try: main(['{command}', '--jsonl'])\n"
        "except SystemExit: pass\n"
        f"print(*[name for name in {idle} if name in sys.modules], end='', file=sys.stderr)"
    )
    line = '{"id": "a", "text": "On 3 March 2021.", "published": "2021-03-04"}'
    done = subprocess.run(
        [sys.executable, "-c", code], env=_environment(), input=line, capture_output=True, text=True, check=False
    )
    assert json.loads(done.stdout)["dates"][0]["edtf"] == "2021-03-03"
    assert done.stderr == ""


def test_command_that_does_not_exist_is_a_usage_error(kb: Kb) -> None:
    done = kb("timelime")
    assert (done.code, done.out) == (2, "")
    assert "timeline" in done.err


def test_version() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kb", "--version"], env=_environment(), capture_output=True, text=True, check=False
    )
    assert re.fullmatch(r"kb \d+\.\d+\.\d+\n", done.stdout)


def test_reader_that_goes_away_is_no_error(store: Path) -> None:
    command = f'"{sys.executable}" -m kb timeline --format json | head -n 1'
    done = subprocess.run(
        command, shell=True, env=_environment(KB_DB=str(store)), capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[\n", "")


def test_interrupt_ends_with_130() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kb", "extract", "--jsonl"],
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # What a shell runs in the background has it ignored, and hands that on.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b'{"id": "a", "text": "On 3 March 2021."}\n' * 500)
    process.stdin.flush()
    process.stdout.read(1)  # it is at work
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, b"")


COMMAND = Path(sys.executable).parent / "kb"


@pytest.mark.skipif(not COMMAND.exists(), reason="the command is not installed beside this Python")
def test_processes_run_no_module_of_the_current_folder(tmp_path: Path) -> None:
    (tmp_path / "kb").mkdir()
    (tmp_path / "kb/__init__.py").write_text("open('ran', 'w').close()", encoding="utf-8")
    lines = "".join(
        json.dumps({"id": str(n), "text": "Police shot two men in Leeds. " * 300}) + "\n" for n in range(30)
    )
    done = subprocess.run(
        [COMMAND, "extract", "--jsonl", "--jobs", "2"],
        cwd=tmp_path,
        env=_environment(),
        input=lines,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 30
    assert not (tmp_path / "ran").exists()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_no_process_outlives_a_killed_command() -> None:
    """What still held the pipe would keep it from ending."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kb", "extract", "--jsonl", "--jobs", "2"],
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b'{"id": "a", "text": "On 3 March 2021."}\n' * 500)
    process.stdin.flush()
    process.stdout.read(1)  # they are at work
    process.kill()
    process.communicate(timeout=30)


@pytest.fixture
def screen(store: Path) -> Callable[..., str]:
    """Run a command on a real terminal of 80 columns and give what it shows."""
    pty = pytest.importorskip("pty")

    def run(*arguments: str, **more: str) -> str:
        master, slave = pty.openpty()
        environment = _environment(KB_DB=str(store), COLUMNS="80", TERM="xterm-256color", **more)
        process = subprocess.Popen(
            [sys.executable, "-m", "kb", *arguments], env=environment, stdin=slave, stdout=slave, stderr=slave
        )
        os.close(slave)
        shown = b""
        with contextlib.suppress(OSError):  # Linux ends a terminal that nobody holds with an error
            while part := os.read(master, 65536):
                shown += part
        os.close(master)
        process.wait()
        return shown.decode()

    return run


def test_terminal_gets_the_view_and_the_next_step(screen: Callable[..., str], tmp_path: Path) -> None:
    assert "\x1b[1mSunday 29 December 2019\x1b[0m" in screen("timeline")
    added = screen("add", str(ARTICLES), "--db", str(tmp_path / "kb.db"))
    assert "15 added" in added
    assert re.search(r"documents, [\d,]+ a second", added)
    assert "15 added" not in screen("add", str(ARTICLES), "--quiet", "--db", str(tmp_path / "quiet.db"))
    assert "next: kb timeline" in added
