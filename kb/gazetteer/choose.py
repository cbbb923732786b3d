"""Which of the places of one name is meant, by the names that stand beside it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.gazetteer import AMBIGUOUS, UNKNOWN, Location
from kb.gazetteer.towns import Region, Town, known, load, middle
from kb.lexicon.actors import called
from kb.model import fold

_FAMOUS = 50  # a town so many times larger than all others of its name is meant, whatever countries are named
_LEADING = 10  # so many times larger is meant where nothing else tells
_SMALL = 100_000  # a town smaller than this is not looked for in a country that the article does not name


@dataclass(frozen=True, slots=True)
class Hints:
    """The countries and regions that an article is about, as far as its names tell."""

    countries: frozenset[str] = frozenset()
    regions: frozenset[Region] = frozenset()


def hints(names: Iterable[str]) -> Hints:
    """What names tell: countries and regions named, and those of towns that need no context."""
    gazetteer = load()
    countries, regions = set(), set()
    for name in names:
        if region := gazetteer.region(name):
            regions.add(region)
        if country := gazetteer.country(name):
            countries.add(country)
        elif not region:
            town = _town(name.partition(",")[0], Hints(), ())
            countries |= {town.country} if town else set()
    doubtful = {region for region in regions if gazetteer.country(gazetteer.region_names[region])}
    regions -= doubtful  # "Georgia" tells of neither
    return Hints(frozenset(countries | {country for country, _ in regions}), frozenset(regions))


def choose(name: str, near: Hints, *, only_known: bool = False) -> Location:
    """The place that a name means beside these hints; "Paris, Texas" tells itself where to look.

    With `only_known` only a town that the lexicon has.
    """
    gazetteer = load()
    head, *within = (part.strip() for part in name.split(","))
    kind = known(head)
    if within:
        return _settled(_town(head, near, within, kind), head, within)
    country, region = gazetteer.country(head), gazetteer.region(head)
    if country and region and ("US" in near.countries):
        return AMBIGUOUS
    if country:
        return _country(country)
    if region and kind != "city":
        return _region(region)
    if kind not in ("", "city") or (not kind and (only_known or called(head))):
        return UNKNOWN
    return _settled(_town(head, near, (), kind), head)


def _settled(town: Town | None, name: str, within: Sequence[str] = ()) -> Location:
    if town is None:
        return AMBIGUOUS if len(_within(name, within)) > 1 else UNKNOWN
    gazetteer = load()
    country = gazetteer.country_names[town.country]
    region = gazetteer.region_names.get((town.country, town.region), "")
    label = ", ".join(part for part in (town.name, region, country) if part)
    return Location("city", town.latitude, town.longitude, label, country, gazetteer.numbers[town.country])


def _country(code: str) -> Location:
    gazetteer, point = load(), middle(code)
    name = gazetteer.country_names[code]
    return Location("country", *point, name, name, gazetteer.numbers[code]) if point else UNKNOWN


def _region(region: Region) -> Location:
    gazetteer, point = load(), middle(*region)
    country = gazetteer.country_names[region[0]]
    name = f"{gazetteer.region_names[region]}, {country}"
    return Location("region", *point, name, country, gazetteer.numbers[region[0]]) if point else UNKNOWN


def _within(name: str, within: Sequence[str]) -> list[Town]:
    """The towns of a name, in the country or region that stands behind it, if one does."""
    gazetteer = load()
    found = list(gazetteer.towns.get(fold(name), ()))
    for region, country in _parts(within):
        if region or country:
            found = [one for one in found if one.country == country or (one.country, one.region) == region]
    return found


def _town(name: str, near: Hints, within: Sequence[str], kind: str = "") -> Town | None:
    """The town of a name that hints, or its size, leave little doubt about; None where they do not."""
    found = _within(name, within)
    if within and not any(region or country for region, country in _parts(within)):
        return None
    closest = [one for one in found if (one.country, one.region) in near.regions]
    if closest:
        return _leader(closest, name, _LEADING)
    if famous := _leader(found, name, _FAMOUS):
        small = famous.people < _SMALL and not (within or kind)
        return None if small and near.countries and famous.country not in near.countries else famous
    close = [one for one in found if one.country in near.countries]
    capital = [one for one in found if load().capitals.get(one.country) == fold(one.name)]
    return _leader(close or capital or found, name, _LEADING)


def _parts(within: Sequence[str]) -> Iterator[tuple[Region | None, str]]:
    """For each part that stands behind a name the region ("Texas", "TX") and the country that it is."""
    gazetteer = load()
    for part in within:
        code = ("US", part)
        yield gazetteer.region(part) or (code if code in gazetteer.region_names else None), gazetteer.country(part)


def _leader(towns: Sequence[Town], name: str, times: int) -> Town | None:
    """The one town, or the one that is so many times larger than every other; one that only others call so counts for
    less than one that calls itself so."""
    own = {one for one in towns if fold(one.name) == fold(name)}
    ranked = sorted(((one.people // (1 if one in own else _LEADING), one.name, one) for one in towns), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] < times * max(ranked[1][0], 1)):
        return None
    return ranked[0][2]
