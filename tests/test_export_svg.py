"""The picture: well-formed, with the counts of the events, and nothing of an article that acts."""

from xml.etree import ElementTree

import pytest
from samples import KATAIB, UNITED_STATES, event

from kb.export import FORMATS, About
from kb.model import Event, Participant

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>x</script> " & ]]> \x1b[31m \ufffe \ud800'


def picture(*events: Event, title: str = "T") -> ElementTree.Element:
    return ElementTree.fromstring("".join(FORMATS["svg"](list(events), About(title))))


def tips(*events: Event) -> set[str]:
    return {one.text or "" for one in picture(*events).iter(f"{SVG}title")}


def test_bars_and_squares_tell_how_many() -> None:
    days = [event(f"2019-12-{day}", id=f"e{day}") for day in (27, 27, 28, 29, 30)]
    protest = event("2019-12-28", type="STATEMENT", participants=(KATAIB,), id="s")
    found = tips(*days, protest)
    assert {"27 Dec: 2 conflict", "28 Dec: 1 conflict", "28 Dec: 1 words", "30 Dec: 1 conflict"} <= found
    assert "Kataib Hizbullah, United States: 5" in found


@pytest.mark.parametrize("events", [(), (event(None),), (event("2019-12-27", participants=()),)])
def test_a_picture_of_little_is_one_too(events: tuple[Event, ...]) -> None:
    assert picture(*events).tag == f"{SVG}svg"


def test_hostile_names_are_text() -> None:
    who = Participant(HOSTILE, "source", "person")
    found = picture(event(participants=(who, UNITED_STATES)), title=HOSTILE)
    assert {one.tag for one in found.iter()} <= {f"{SVG}{tag}" for tag in ("svg", "rect", "text", "title", "line")}
