"""TimelineJS, iCalendar, markwhen and Mermaid, each read back as its own consumer reads it."""

import json
from typing import Any

import pytest
from samples import disputed, event, mention

from kb.export import FORMATS, About
from kb.model import Event

HOSTILE = "\x1b[31m <script>x</script> %%{init: {}}%% : #tag\n2020: ;BEGIN:VEVENT\r\n,\\ \u202egnp"
UNKNOWN = [event("XXXX-12-27"), event(None)]


def written(name: str, events: list[Event], **about: Any) -> str:
    return "".join(FORMATS[name](events, About(**about)))


def slides(*events: Event) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written("timelinejs", list(events)))["events"]
    return found


@pytest.mark.parametrize(
    ("date", "start", "end", "words"),
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
    date: str, start: tuple[int, ...], end: tuple[int, ...] | None, words: str
) -> None:
    (slide,) = slides(event(date))
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
