"""The pictures: the counts of the events, all within the frame, no label upon another, and nothing in it acts."""

import builtins
import random
import struct
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
import resvg_py
from samples import KATAIB, UNITED_STATES, event

from kb.errors import QueryError
from kb.export import FORMATS, PANELS, About, parts
from kb.export.draw import SIZE, fit, wide
from kb.export.png import _ZOOM
from kb.model import Event, Participant

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>x</script> " & ]]> \x1b[31m \ufffe \ud800'
NAMES = [HOSTILE, "\u202egnirts", "A" * 300, "W" * 40, "محمد بن سلمان", "国务院新闻办公室" * 9, "o" + "\u0301" * 99]


def picture(*events: Event, title: str = "T", by: str = "") -> ElementTree.Element:
    return ElementTree.fromstring("".join(FORMATS["svg"](list(events), About(title, panel=by))))


def tips(*events: Event, by: str = "") -> set[str]:
    return {one.text or "" for one in picture(*events, by=by).iter(f"{SVG}title")}


def told(found: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in found.iter(f"{SVG}text")]


def crowd(dates: list[str], names: list[str] = NAMES) -> list[Event]:
    """Three hundred events of these dates, each of two actors."""
    chance = random.Random(1)
    return [
        event(
            chance.choice(dates),
            type=chance.choice(["ASSAULT", "STATEMENT", "FLOOD"]),
            participants=tuple(Participant(name, "source", "person") for name in chance.sample(names, 2)),
            id=f"e{number}",
        )
        for number in range(300)
    ]


def spans(found: ElementTree.Element) -> Iterator[tuple[float, float, float, float]]:
    """Left, right, top and bottom of all level text, as wide as kb takes it to be."""
    for group in found.iter(f"{SVG}g"):
        down = float(group.attrib["transform"].split(",")[1].rstrip(")"))
        for one in group.iter(f"{SVG}text"):
            if "x" in one.attrib:
                size = float(one.attrib["font-size"])
                width = wide(one.text or "", size)
                left = float(one.attrib["x"]) - width * {"start": 0, "middle": 0.5, "end": 1}[one.attrib["text-anchor"]]
                base = down + float(one.attrib["y"])
                yield left, left + width, base - size * 0.8, base


DAYS = [f"2019-{month}-{day:02}" for month in (11, 12) for day in range(1, 29)]
SPANS = {
    "a week": [f"2019-12-{day}" for day in range(27, 32)],
    "days over the new year": [*DAYS, "2020-01-03"],
    "months": [f"{year}-{month:02}" for year in range(2004, 2018) for month in range(1, 13)],
    "years": [f"{year}" for year in range(1880, 2020)],
    "decades": [f"{year:04}" for year in range(900, 2000, 7)],
    "centuries": [f"{year}" for year in range(-4000, 2000, 100) if abs(year) > 999],
}


def test_bars_and_squares_tell_how_many() -> None:
    days = [event(f"2019-12-{day}", id=f"e{day}") for day in (27, 27, 28, 29, 30)]
    protest = event("2019-12-28", type="STATEMENT", participants=(KATAIB,), id="s")
    assert {"27 Dec: 2 conflict", "28 Dec: 1 conflict", "28 Dec: 1 words"} <= tips(*days, protest, by="type")
    assert tips(*days, protest, by="pairs") == {
        "Kataib Hizbullah, United States: 5",
        "United States, Kataib Hizbullah: 5",
    }


def test_rows_tell_how_many_events_each_actor_has() -> None:
    days = [event(f"2019-12-{day}", id=f"e{day}", participants=(KATAIB,)) for day in (27, 27, 28, 29, 30)]
    other = event("2019-12-28", type="STATEMENT", participants=(UNITED_STATES,), id="s")
    found = picture(*days, other, by="actor")
    words = told(found)
    assert words[words.index("Kataib Hizbullah") + 1] == "5"
    assert words[words.index("United States") + 1] == "1"
    bars = [
        (one[0].text, float(one.attrib["height"]), float(one.attrib["y"]))
        for one in found.iter(f"{SVG}rect")
        if len(one)
    ]
    assert [said for said, _, _ in bars].count("28 Dec: 1 conflict") == 1
    tall = {said: height for said, height, _ in bars}
    assert tall["27 Dec: 2 conflict"] == pytest.approx(2 * tall["28 Dec: 1 words"], abs=0.2)  # one scale for all rows
    assert min(y for said, _, y in bars if said == "28 Dec: 1 words") > max(
        y for said, _, y in bars if said and said.endswith("conflict")
    )


@pytest.mark.parametrize("by", ["", *PANELS])
def test_it_draws_what_is_asked(by: str) -> None:
    heads = {"type": "Events over time", "actor": "Who, and when", "pairs": "Who takes part together"}
    shown = told(picture(*crowd(DAYS), by=by))
    assert {head for head in heads.values() if head in shown} == ({heads[by]} if by else set(heads.values()))


@pytest.mark.parametrize(
    ("events", "bys"),
    [
        ((), ["", *PANELS]),
        ((event(None),), ["type", "actor"]),
        ((event("2019-12-27", participants=()),), ["", *PANELS]),
    ],
)
def test_a_picture_of_little_says_so(events: tuple[Event, ...], bys: list[str]) -> None:
    for by in bys:
        assert "Too few events to draw." in told(picture(*events, by=by))
    assert "Too few events to draw." not in told(picture(event(None), by="pairs"))


def test_it_says_whence() -> None:
    documents = {"a.txt": SimpleNamespace(title="", publisher="The Herald", author="", url="", published_basis="none")}
    events = [event(certainty="alleged"), event(id="x")]
    shown = told(ElementTree.fromstring("".join(FORMATS["svg"](events, About(documents=documents)))))
    assert "2 events, 1 of them not told as facts" in shown
    assert "Source: 1 document (The Herald 1)" in shown


@pytest.mark.parametrize("dates", SPANS.values(), ids=SPANS)
def test_nothing_lies_upon_another_nor_leaves_the_frame(dates: list[str]) -> None:
    found = picture(*crowd(dates), title="W" * 300)
    width, height = float(found.attrib["width"]), float(found.attrib["height"])
    places = list(spans(found))
    assert len(places) > 30
    assert all(left >= 0 and right <= width and top >= 0 and bottom <= height for left, right, top, bottom in places)
    for number, (left, right, top, bottom) in enumerate(places):
        for other in places[number + 1 :]:
            assert right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top
    for one in found.iter(f"{SVG}rect"):
        assert float(one.attrib["x"]) + float(one.attrib["width"]) <= width


def test_labels_of_days_name_each_year_once() -> None:
    shown = told(picture(*crowd(SPANS["days over the new year"]), by="type"))
    assert "1 Nov 2019" in shown
    assert [one for one in shown if one.endswith(" 2019")] == ["1 Nov 2019"]


def test_hostile_names_are_text() -> None:
    found = picture(*crowd(DAYS), title=HOSTILE)
    assert {one.tag for one in found.iter()} <= {f"{SVG}{tag}" for tag in ("svg", "g", "rect", "text", "title", "line")}
    assert not any("\u202e" in one or "\x1b" in one for one in told(found))


@pytest.mark.parametrize("name", NAMES)
def test_names_are_cut_to_the_room(name: str) -> None:
    assert wide(fit(name, 200), SIZE) <= 200
    assert fit("Kataib Hizbullah", 200) == "Kataib Hizbullah"
    assert fit(name, 200).count("\u0301") <= 2


def drawn(*events: Event, by: str = "") -> bytes:
    (image,) = parts("png", events, About(panel=by))
    assert isinstance(image, bytes)
    return image


def test_png_is_the_picture_at_the_size_of_print() -> None:
    events = crowd(DAYS)
    image, frame = drawn(*events), picture(*events)
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    size = [round(float(frame.attrib[side])) * _ZOOM for side in ("width", "height")]
    assert list(struct.unpack(">II", image[16:24])) == size
    assert drawn(*events, by="type") != image


def test_png_without_a_font_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resvg_py, "svg_to_bytes", lambda **options: b"blank")
    with pytest.raises(QueryError, match="no font is installed"):
        parts("png", [event()], About())


def test_png_without_its_extra_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    load = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "resvg_py":
            raise ImportError(name)
        return load(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(QueryError, match=r"pip install 'kb-timeline\[plot\]'"):
        parts("png", [event()], About())
