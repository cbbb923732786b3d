"""Who and where goes with which date of a list: "admitted Greece in 1952, Germany in 1955 and Spain in 1982"."""

from collections.abc import Sequence

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.figures import Harm
from kb.extract.mentions.nested import Spot
from kb.extract.mentions.numbers import hedged, number_at
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import Reference
from kb.model import Role

_HEDGED = 5  # tokens of ", and at least nine"
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


def harm_of_item(clauses: Clauses, candidate: Candidate, harm: Harm) -> Harm:
    """The dead or hurt of one item that has a number of its own: "two were killed on Saturday and three on Sunday"."""
    ends, begin, end = candidate.item
    numbers = (number_at(clauses, j) for j in range(begin, min(end, begin + _HEDGED)))
    number = next(filter(None, numbers), None) if ends != end else None
    if number is None or candidate.group.harm not in ("killed", "injured"):
        return harm
    own = hedged(clauses, number)
    return Harm(own, None) if candidate.group.harm == "killed" else Harm(None, own)


def place_of_item(candidate: Candidate, place: str, spots: Sequence[Spot]) -> str:
    """The place of one item, where that which the sentence names for the verb is of the first: "struck Aden in May and
    Taiz in June"."""
    ends, begin, end = candidate.item
    if not any(spot.name == place for spot in spots if candidate.last < spot.first < ends):
        return place
    return next((spot.name for spot in spots if begin <= spot.first < end), "")
