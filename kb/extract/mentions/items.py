"""Who and where goes with which date of a list: "admitted Greece in 1952, Germany in 1955 and Spain in 1982"."""

from collections.abc import Sequence

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.spots import Spot
from kb.extract.mentions.verbs import Reference
from kb.model import Role

Pair = tuple[Reference, Role]


def parties_of_item(candidate: Candidate, pairs: Sequence[Pair], refs: Sequence[Reference]) -> list[Pair]:
    """The parties of one item: those named before the verb, and those of its own phrase in the part that the first item
    has; all of them where the items name nobody of their own."""
    ends, begin, end = candidate.item
    first = [(ref, role) for ref, role in pairs if candidate.last < ref.first < ends]
    if not ends or not first:
        return list(pairs)
    kept = [(ref, role) for ref, role in pairs if ref.last < candidate.first]
    if end == ends:
        return kept + first
    own = [ref for ref, _ in pairs if begin <= ref.first < end]
    own = own or [ref for ref in refs if begin <= ref.first < end]
    return kept + [(ref, first[0][1]) for ref in own]


def place_of_item(candidate: Candidate, place: str, spots: Sequence[Spot]) -> str:
    """The place of one item, where that which the sentence names for the verb is of the first: "struck Aden in May and
    Taiz in June"."""
    ends, begin, end = candidate.item
    if not any(spot.name == place for spot in spots if candidate.last < spot.first < ends):
        return place
    return next((spot.name for spot in spots if begin <= spot.first < end), "")
