"""TimelineJS, iCalendar, markwhen and Mermaid, each read back as its own consumer reads it."""

import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from samples import disputed, event, mention

from kb.export import FORMATS, About
from kb.model import Event
from kb.say import visible

HOSTILE = "\x1b[31m <script>x</script> %%{init: {}}%% : #tag\n2020: ;BEGIN:VEVENT\r\n,\\ \u202egnp"
UNKNOWN = [event("XXXX-12-27"), event(None)]


def written(name: str, events: list[Event], **about: Any) -> str:
    return "".join(FORMATS[name](events, About(**about)))


def slides(*events: Event) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written("timelinejs", list(events)))["events"]
    return found


@pytest.mark.parametrize(
    ("given", "start", "end", "words"),
    [
        ("2019-12-27", (2019, 12, 27), None, "Friday 27 December 2019"),
        ("2019-12", (2019, 12), None, "December 2019"),
        ("2019~", (2019,), None, "about 2019"),
        ("199X", (1990,), (1999,), "the 1990s"),
        ("2019-23", (2019, 9), (2019, 11), "autumn 2019"),
        ("2019-12-29/2019-12-31", (2019, 12, 29), (2019, 12, 31), "between 29 and 31 December 2019"),
        ("2019-10/..", (2019, 10), None, "since October 2019"),
        ("-0043-03-15", (-44, 3, 15), None, "15 March 44 BCE"),
    ],
)
def test_timelinejs_date_has_the_parts_that_are_known(
    given: str, start: tuple[int, ...], end: tuple[int, ...] | None, words: str
) -> None:
    (slide,) = slides(event(given))
    assert tuple(slide["start_date"].values()) == start
    assert list(slide["start_date"]) == ["year", "month", "day"][: len(start)]
    assert tuple(slide.get("end_date", {}).values()) == (end or ())
    assert slide["display_date"] == words


def test_timelinejs_has_a_slide_an_event_with_its_sentences() -> None:
    (slide,) = slides(disputed(), *UNKNOWN)
    assert slide["unique_id"] == "e-d15b0ed00000"
    assert slide["group"] == "Conflict"
    assert slide["text"]["text"].count("<p>“The strikes on December 29 killed") == 2
    assert "at least 25 killed (19-31 by source)" in slide["text"]["text"]


def test_timelinejs_reads_no_markup_of_an_article() -> None:
    told = mention(HOSTILE, evidence=HOSTILE, word="x")
    page = written("timelinejs", [event(headline=HOSTILE, place=HOSTILE, mentions=(told,))], title=HOSTILE)
    assert "<script" not in page


# iCalendar


def calendar(*events: Event, **about: Any) -> Any:
    return Calendar.from_ical(written("ics", list(events), **about))


@pytest.mark.parametrize(
    ("given", "first", "after", "summary"),
    [
        ("2019-12-27", (2019, 12, 27), (2019, 12, 28), ""),
        ("2019-12", (2019, 12, 1), (2020, 1, 1), " [December 2019]"),
        ("2020-02-27/2020-02-29", (2020, 2, 27), (2020, 3, 1), " [between 27 and 29 February 2020]"),
        ("2019-10-01/..", (2019, 10, 1), (2019, 10, 2), " [since Tuesday 1 October 2019]"),
        ("0079-08-24", (79, 8, 24), (79, 8, 25), ""),
    ],
)
def test_calendar_day_is_whole_and_a_span_says_so(
    given: str, first: tuple[int, ...], after: tuple[int, ...], summary: str
) -> None:
    (found,) = calendar(event(given)).walk("VEVENT")
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(*first), date(*after))
    assert str(found["SUMMARY"]) == "Rockets hit the base" + summary
    assert str(found["X-KB-EDTF"]) == given
    assert str(found["UID"]) == "a1b2c3d4e5f6@kb-timeline"


def test_calendar_leaves_out_what_it_has_no_day_for() -> None:
    assert calendar(*UNKNOWN, event("-0043-03-15")).walk("VEVENT") == []


def test_calendar_holds_text_as_text() -> None:
    told = mention(HOSTILE, evidence=HOSTILE * 9, word="x")
    page = written("ics", [event(headline=HOSTILE, place=HOSTILE, mentions=(told,))], title=HOSTILE)
    (found,) = Calendar.from_ical(page).walk("VEVENT")
    assert str(found["LOCATION"]) == visible(HOSTILE)
    assert str(found["SUMMARY"]) == visible(HOSTILE)
    assert all(len(line.encode()) <= 75 for line in page.split("\r\n"))
    assert "\n" not in page.replace("\r\n", "")


# markwhen and Mermaid: as written here, and by their own parsers where tests/consumers has them (`make consumers`).


def test_markwhen_has_no_line_that_reads_as_an_event_but_events() -> None:
    told = mention(HOSTILE, evidence="2020-01-01: x", word="x")
    page = written("markwhen", [event("2019-12", headline=HOSTILE, mentions=(told,)), *UNKNOWN], title="A: b")
    lines = page.splitlines()
    assert lines[0] == "title: A: b"
    assert [line for line in lines[1:] if line and line[0] not in "—i"] == [lines[2]]
    assert lines[2].startswith("2019-12: ")
    assert lines[2].endswith(" ＃tag 2020: ;BEGIN:VEVENT  ,\\ \ufffdgnp #assault")
    assert "— “2020-01-01: x”" in page
    assert "](" not in written("markwhen", [event(headline="[x](y)")])


@pytest.mark.parametrize(
    ("given", "written_as"),
    [
        ("2019-12-29/2019-12-31", "2019-12-29/2019-12-31"),
        ("199X", "1990/1999"),
        ("2019-12-27~", "2019-12-27"),
        ("2019-10/..", "2019-10"),
        ("../2019-10", "2019-10"),
    ],
)
def test_markwhen_date_is_as_fine_as_known(given: str, written_as: str) -> None:
    assert written("markwhen", [event(given)]).splitlines()[2].startswith(f"{written_as}: Rockets")


def test_mermaid_has_a_section_a_year_and_a_period_a_date() -> None:
    page = written("mermaid", [event("2019-12-27"), event("2019-12-27"), event("2020-01"), *UNKNOWN], title="A week")
    assert [line.strip() for line in page.splitlines()] == [
        *("timeline", "title A week", "section 2019", "Friday 27 December 2019", ": Rockets hit the base"),
        *(": Rockets hit the base", "section 2020", "January 2020", ": Rockets hit the base"),
        *("section Year unknown", "27 December, year unknown", ": Rockets hit the base"),
        *("section Date unknown", "Date unknown", ": Rockets hit the base"),
    ]


def test_mermaid_reads_no_directive_and_no_second_field_in_a_headline() -> None:
    line = written("mermaid", [event(headline=HOSTILE)]).splitlines()[-1].strip()
    assert line.count(": ") == 1
    assert not {"%", "<", "{", "#t"} & set(line)


CONSUMERS = Path(__file__).parent / "consumers"


@pytest.mark.skipif(not (CONSUMERS / "node_modules").is_dir(), reason="make consumers installs what reads these")
@pytest.mark.parametrize("name", ["markwhen", "mermaid"])
def test_its_own_parser_reads_every_event(name: str, tmp_path: Path) -> None:
    told = mention(HOSTILE, evidence=HOSTILE, word="x")
    events = [event("2019-12"), event("2019-12-29/2020-01-02", headline=HOSTILE, mentions=(told,)), disputed()]
    file = tmp_path / "timeline"
    file.write_text(written(name, events, title=HOSTILE), encoding="utf-8")
    command = ["node", str(CONSUMERS / f"{name}.mjs"), str(file)]
    read = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert len(read) == 3
    if name == "markwhen":
        assert [one[:2] for one in read] == [
            ["2019-12-01", "2020-01-01"],
            ["2019-12-29", "2020-01-03"],
            ["2019-12-29", "2019-12-30"],
        ]
