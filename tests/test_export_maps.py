"""GeoJSON and KML, each read back as its own consumer reads it."""

import io
import json
from typing import Any

import geojson
import pytest
from fastkml import Placemark
from fastkml.kml import KML
from fastkml.utils import find_all
from samples import disputed, event, mention

from kb.errors import QueryError
from kb.export import FORMATS, About
from kb.model import Event

HOSTILE = "\x1b[31m ]]> <script>x</script> & \"' \ufffe \u202egnp \ud800 &lt;b&gt;"


def written(name: str, *events: Event, **about: Any) -> str:
    return "".join(FORMATS[name](list(events), About(**about)))


def features(*events: Event, **about: Any) -> list[dict[str, Any]]:
    found = geojson.loads(written("geojson", *events, **about))
    assert found.is_valid, found.errors()
    return list(found["features"])


def placemarks(*events: Event, **about: Any) -> list[Placemark]:
    return list(find_all(KML.parse(io.BytesIO(written("kml", *events, **about).encode())), of_type=Placemark))


def test_geojson_has_a_point_an_event_longitude_first() -> None:
    (found,) = features(disputed())
    assert found["id"] == "d15b0ed00000"
    assert found["geometry"]["coordinates"] == pytest.approx([44.392, 35.468], abs=0.05)
    facts = found["properties"]
    assert (facts["precision"], facts["located"]) == ("city", "Kirkuk, Kirkuk province, Iraq")
    assert (facts["date"], facts["start"], facts["end"]) == ("2019-12-29", "2019-12-29", "2019-12-29")
    assert (facts["killed_low"], facts["killed_best"], facts["killed_high"]) == (19, 25, 31)
    assert (facts["source"], facts["target"]) == ("Kataib Hizbullah", "United States")
    assert "mode" not in facts


@pytest.mark.parametrize("place", ["", "Nowhereville", "Hyderabad"])
def test_event_without_a_point_stays_without_geometry(place: str) -> None:
    (found,) = features(event(place=place))
    assert found["geometry"] is None
    assert found["properties"].get("precision") == {"": None, "Hyderabad": "ambiguous"}.get(place, "unknown")
    (mark,) = placemarks(event(place=place))
    assert mark.geometry is None


def test_what_a_document_names_decides_between_places_of_one_name() -> None:
    about = {"nearby": {"a.txt": ("Pakistan",)}}
    (found,) = features(event(place="Hyderabad"), **about)
    assert found["properties"]["located"] == "Hyderabad, Sindh, Pakistan"
    (mark,) = placemarks(event(place="Hyderabad"), **about)
    assert mark.geometry.coords[0] == pytest.approx((68.37, 25.39), abs=0.05)


@pytest.mark.parametrize("count", range(3))
def test_geojson_is_one_collection(count: int) -> None:
    assert len(features(*[event()] * count)) == count
    assert json.loads(written("geojson"))["type"] == "FeatureCollection"


@pytest.mark.parametrize(
    ("given", "start", "end"),
    [
        ("2019-12", "2019-12-01", "2019-12-31"),
        ("2019-10/..", "2019-10-01", None),
        ("../2019-10", None, "2019-10-31"),
        ("XXXX-12-27", None, None),
        (None, None, None),
    ],
)
def test_geojson_has_the_days_that_are_known(given: str | None, start: str | None, end: str | None) -> None:
    (found,) = features(event(given))
    assert (found["properties"].get("start"), found["properties"].get("end")) == (start, end)
    assert found["properties"].get("date") == given


@pytest.mark.parametrize(
    ("given", "time"),
    [
        ("2019-12-27", "<TimeStamp><when>2019-12-27</when></TimeStamp>"),
        ("2019-12", "<TimeStamp><when>2019-12</when></TimeStamp>"),
        ("2019~", "<TimeStamp><when>2019</when></TimeStamp>"),
        ("199X", "<TimeSpan><begin>1990</begin><end>1999</end></TimeSpan>"),
        ("2019-12-29/2019-12-31", "<TimeSpan><begin>2019-12-29</begin><end>2019-12-31</end></TimeSpan>"),
        ("2019-10/..", "<TimeSpan><begin>2019-10</begin></TimeSpan>"),
        ("../2019-10", "<TimeSpan><end>2019-10</end></TimeSpan>"),
        ("-0043-03-15", ""),
        ("XXXX-12-27", ""),
    ],
)
def test_kml_time_is_as_fine_as_it_is_known(given: str, time: str) -> None:
    out = written("kml", event(given))
    assert time in out
    assert ("<Time" in out) == bool(time)
    (mark,) = placemarks(event(given))
    assert (mark.times is not None) == bool(time)


def test_kml_says_that_a_pin_is_a_stand_in() -> None:
    assert "the pin is the middle of the country" in written("kml", event(place="Iraq"))
    assert "several places of this name" in written("kml", event(place="Hyderabad"))


@pytest.mark.parametrize("name", ["geojson", "kml"])
def test_maps_hold_hostile_texts(name: str) -> None:
    hostile = event(headline=HOSTILE, place=HOSTILE, mentions=(mention(HOSTILE, evidence=HOSTILE, word="x"),))
    if name == "geojson":
        assert "<script>" in features(hostile, title=HOSTILE)[0]["properties"]["title"]
    else:
        (mark,) = placemarks(hostile, title=HOSTILE)
        assert "<script>" in str(mark.name)
        assert "<script>" not in str(mark.description)
        assert "&lt;script&gt;" in str(mark.description)


@pytest.mark.parametrize("name", ["geojson", "kml"])
def test_without_the_extra_maps_say_what_to_install(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.gazetteer.find_spec", lambda name: None)
    with pytest.raises(QueryError, match=r"kb-timeline\[geo\]"):
        written(name, event())
