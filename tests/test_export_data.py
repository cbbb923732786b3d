"""ACLED, PLOVER and GraphML: what analysts load."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import networkx
import pytest
from samples import KATAIB, UNITED_STATES, disputed, event, mention

from kb.export import FORMATS, About
from kb.export.acled import COLUMNS
from kb.export.plover import takes
from kb.model import PLOVER_TYPES, Event, Participant

HOSTILE = "=1+1 \x1b[31m <data key='x'> & ]]> \ufffe\u202egnp\ud800"


def written(name: str, *events: Event) -> str:
    return "".join(FORMATS[name](list(events), About()))


def rows(*events: Event) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written("acled", *events))))


def records(*events: Event) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written("plover", *events).splitlines()]


def test_acled_has_its_31_columns() -> None:
    assert len(COLUMNS) == 31
    (row,) = rows(disputed())
    assert tuple(row) == COLUMNS
    assert (row["actor1"], row["actor2"], row["location"]) == ("Kataib Hizbullah", "United States", "Kirkuk")
    assert (row["source"], row["fatalities"]) == ("a.txt; b.txt", "25")
    assert row["tags"] == "kb ASSAULT; 2019-12-29; at least 25 killed (19-31 by source); 12 injured"


@pytest.mark.parametrize(
    ("date", "day", "precision"),
    [
        ("2019-12-27", "2019-12-27", "1"),
        ("2019-12-23/2019-12-29", "2019-12-26", "2"),
        ("2019-12", "2019-12-16", "3"),
    ],
)
def test_acled_codes_how_far_a_date_is_known(date: str, day: str, precision: str) -> None:
    (row,) = rows(event(date))
    assert (row["event_date"], row["year"], row["time_precision"]) == (day, "2019", precision)


@pytest.mark.parametrize(
    "other", [event("2019"), event("XXXX-12-27"), event(certainty="planned"), event(type="STATEMENT"), event(None)]
)
def test_acled_leaves_out_what_it_does_not_code(other: Event) -> None:
    assert rows(other) == []


@pytest.mark.parametrize(
    ("type_", "mode", "said"),
    [
        ("ASSAULT", "aerial", ("Political violence", "Explosions/Remote violence", "Air/drone strike")),
        ("PROTEST", "demo", ("Demonstrations", "Protests", "")),
        ("ASSAULT", "", ("", "", "")),
    ],
)
def test_acled_type_is_blank_where_the_mode_leaves_doubt(type_: str, mode: str, said: tuple[str, ...]) -> None:
    (row,) = rows(event(type=type_, mode=mode))
    assert (row["disorder_type"], row["event_type"], row["sub_event_type"]) == said


def test_acled_has_the_point_of_a_place_that_the_gazetteer_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    (row,) = rows(event(place="Kirkuk"))
    assert (row["country"], row["iso"], row["geo_precision"]) == ("Iraq", "368", "1")
    assert (round(float(row["latitude"]), 1), round(float(row["longitude"]), 1)) == (35.5, 44.4)
    about = About(nearby={"a.txt": ("Lebanon", "Tripoli")})
    (told,) = csv.DictReader(io.StringIO("".join(FORMATS["acled"]([event(place="Tripoli")], about))))
    assert told["country"] == "Lebanon"
    for unsure in (event(place="Hyderabad"), event(place="Nowhereville"), event(place="")):
        (row,) = rows(unsure)
        assert {row[name] for name in ("latitude", "longitude", "geo_precision", "country", "iso")} == {""}
    monkeypatch.setattr("kb.gazetteer.find_spec", lambda name: None)
    assert rows(event(place="Kirkuk"))[0]["latitude"] == ""


def test_plover_record_has_its_fields() -> None:
    (found,) = records(disputed())
    assert found["date"] == "2019-12-29"
    assert "enddate" not in found
    assert (found["actor"], found["recipient"]) == (["Kataib Hizbullah"], ["United States"])
    assert (found["event"], found["quad_code"], found["event_scale"]) == (["ASSAULT"], 4, -9)
    assert {"id", "has_event", "actor", "event"} <= set(found)


def test_plover_span_says_what_is_known() -> None:
    (found,) = records(event("2019-12", certainty="planned", mode="aerial"))
    assert (found["date"], found["enddate"]) == ("2019-12-01", "2019-12-31")
    assert found["comment"].startswith("December 2019 (known to the month, 2019-12)")
    assert found["mode"] == ["aerial", "future"]


def test_plover_meeting_has_actors_alone_and_other_types_have_no_record() -> None:
    (found,) = records(event(type="CONSULT"), event(type="STATEMENT"), event(certainty="denied"))
    assert found["actor"] == ["Kataib Hizbullah", "United States"]
    assert found["recipient"] == []
    assert all(takes(event(type=type_)) for type_ in PLOVER_TYPES)


def test_graph_has_who_does_what_to_whom(tmp_path: Path) -> None:
    third = Participant("Iraq", "other", "state")
    one = event("2019-12-29", participants=(KATAIB, UNITED_STATES, third), id="one")
    other = event("2019-12-27", participants=(KATAIB, UNITED_STATES), id="two")
    file = tmp_path / "actors.graphml"
    file.write_text(written("graphml", one, other), encoding="utf-8")
    graph = networkx.read_graphml(file, force_multigraph=True)
    name = {data["name"]: node for node, data in graph.nodes(data=True)}
    assert {data["name"]: data["events"] for _, data in graph.nodes(data=True)} == {
        "Iraq": 1,
        "Kataib Hizbullah": 2,
        "United States": 2,
    }
    (told,) = graph.get_edge_data(name["Kataib Hizbullah"], name["United States"]).values()
    expected = {"relation": "acts", "type": "ASSAULT", "weight": 2, "first": "2019-12-27", "last": "2019-12-29"}
    assert expected.items() <= told.items()
    (beside,) = graph.get_edge_data(name["Iraq"], name["United States"]).values()
    assert beside["relation"] == "with"


def test_graph_and_table_hold_hostile_names(tmp_path: Path) -> None:
    who = Participant(HOSTILE, "source", "person")
    told = mention(HOSTILE, evidence=HOSTILE, word="x")
    hostile = event(participants=(who, UNITED_STATES), place=HOSTILE, mentions=(told,))
    file = tmp_path / "actors.graphml"
    file.write_text(written("graphml", hostile), encoding="utf-8")
    assert len(networkx.read_graphml(file).nodes) == 2
    (row,) = rows(hostile)
    assert row["actor1"].startswith("'=1+1")
    assert row["location"].startswith("'=1+1")
