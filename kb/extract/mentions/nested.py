"""Places within places: a street, a building or a quarter with the town that it is in, told as one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kb.extract.mentions.lands import PHRASE
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import actors as names
from kb.lexicon import grammar

RANKS = {"facility": 0, "city": 1, "": 1, "region": 2, "u.s. state": 3, "state": 4}
TOWN, _LAND = 1, 2
_TAIL = 6  # tokens
_PUT = ("in", "at", "inside", "outside")
_LOOSE = ("", "?", "of", "from")
_RULED = ("-administered", "-held", "-controlled", "-occupied", "-ruled")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place named at tokens first..last: the preposition that puts something there at token `at`, or -1 for a bare
    name; `host` is the token of the event noun that it says the place of ("the blast in Cairo"), or -1."""

    first: int
    last: int
    name: str
    rank: int
    preposition: str
    at: int
    host: int


def is_wider(clauses: Clauses, named: tuple[int, str], begin: int, before: Spot) -> bool:
    """Whether a name, by its first token and itself, says of what the quarter named before it is one: "the Tottenham
    district of London"; not "the Athens district of Exarchia"."""
    where, kinds, (first, name) = grammar.load().where, names.load().kinds, named
    if kinds.get(before.name) == "city" and name not in kinds:
        return False
    first -= clauses.low(first - 1) in where.directions or clauses.low(first - 1).endswith(_RULED)
    link, near = clauses.low(first - 1), first - 3 <= before.last
    noun, plain = clauses.low(first - 2), clauses.low(begin) not in grammar.load().determiners
    quarter = noun in where.quarters or (plain and noun in where.regions)  # "Umo village of Biu"
    return quarter and ((link == "of" and before.first == begin) or (link == "in" and near))


def follows_place(clauses: Clauses, first: int, found: Sequence[Spot]) -> bool:
    """Whether the name only says where the place before it lies: "Grasse, near Nice", "Zanzibar, off the Tanzanian
    coast"."""
    before = found[-1] if found else None
    if before is not None and before.rank == 0 and clauses.low(first - 1) == "on" and before.last == first - 2:
        return True  # "in his apartment on Elm Street"
    beside, at = grammar.load().beside | {"off"}, first - 1
    at -= clauses.low(at) == "the" and clauses.low(at - 1) in beside
    at -= clauses.low(at) in beside and clauses.low(at - 1) == ","
    end = at - 1 - (clauses.low(at - 1) in grammar.load().where.land)  # "the Comoros archipelago"
    return before is not None and before.last in (end, at - 1) and clauses.low(at) in (",", "(")


def _lies_there(clauses: Clauses, before: Spot, preposition: str, at: int) -> bool:
    """Whether a phrase only says where the place right before it lies: "in Umo village in Enga province", "in Bam,
    some 30 miles south of Kerman"."""
    if before.first < at <= before.last + 1:
        if before.preposition in ("on", "at") and is_street(before.name):
            return preposition in ("in", "near")
        where = grammar.load().where
        site = _head(before) in where.sites | where.facilities and before.preposition not in _LOOSE
        return preposition == "in" and (site or before.preposition in _PUT)
    far = preposition == "near" and clauses.low(at) not in grammar.load().beside
    between = clauses.tokens[before.last + 2 : at]
    return (
        far
        and clauses.low(before.last + 1) in (",", "(")
        and len([t for t in between if t.word]) <= PHRASE + 1
        and all(t.word or t.text in ("(", ")") for t in between)
    )


def goes_on(clauses: Clauses, before: Spot, preposition: str, at: int) -> bool:
    """Whether a name only tells more of the place before it."""
    return _lies_there(clauses, before, preposition, at) or _is_edge(clauses, before, at)


def is_street(name: str) -> bool:
    return name.rpartition(" ")[2].lower().removesuffix("s") in grammar.load().where.streets


def _is_small(spot: Spot) -> bool:
    """Whether a place is a street or a building."""
    return spot.rank == 0 or _head(spot) in grammar.load().where.streets | grammar.load().where.sites


def _head(spot: Spot) -> str:
    """The last word of a place before its town: "hotel" of "Ritz hotel in Leeds"."""
    return spot.name.partition(" in ")[0].rpartition(" ")[2].lower()


def placed_in(text: str, clauses: Clauses, before: Spot, named: tuple[int, int, str]) -> Spot:
    """A street or building with the street or town behind it: "Elm Street, Leeds", "Diaz's flat on Elm Street"; another
    place as it is: "Leeds, Yorkshire"."""
    first, last, name = named
    behind = before.last == first - 2 and rank_of(name) <= TOWN
    told = clauses.low(first - 1) == "on" or not is_street(name)
    return _with_town(text, clauses, before, last) if _is_small(before) and behind and told else before


def grown(text: str, clauses: Clauses, before: Spot, named: tuple[int, int, str], *, wider: bool) -> Spot:
    """A place with what more is told of it, which is the town of a street, a building or a quarter: "on Elm Street in
    Leeds", "in the Bahri area of Khartoum", which is `wider`; not "in Bahri, north of Khartoum"."""
    _, last, name = named
    kinds = names.load().kinds
    quarter = wider and before.name not in kinds and kinds.get(name) == "city"
    close = clauses.low(before.last + 1) not in (",", "(") and last - before.last <= _TAIL
    close = close and not any(map(clauses.is_date, range(before.last + 1, last + 1)))
    town = (_is_small(before) or quarter) and rank_of(name) <= TOWN and close
    return _with_town(text, clauses, before, last) if town else replace(before, last=last)


def _with_town(text: str, clauses: Clauses, before: Spot, last: int) -> Spot:
    """A place as the text names it up to a token, at which its town ends."""
    end = before.name.split()[-1]
    own = next((j for j in range(before.last, before.first, -1) if clauses.tokens[j].text == end), before.last)
    more = text[clauses.tokens[own].end : clauses.tokens[last].end]
    return replace(before, last=last, name=" ".join((before.name + more).split()))


def _is_edge(clauses: Clauses, before: Spot, at: int) -> bool:
    """ "A mill in Bhiwandi, on the outskirts of the city of Mumbai"."""
    edge = clauses.lows(at, at + 4) in (("on", "the", "outskirts", "of"), ("on", "the", "edge", "of"))
    return edge and clauses.low(at - 1) == "," and before.last == at - 2


def rank_of(place: str) -> int:
    """How wide the place of a name is, a building 0; of two that "and" ties it is that of the second."""
    kinds = names.load().kinds
    return RANKS.get(kinds.get(place) or kinds.get(place.rpartition(" and ")[2], ""), TOWN)


def whole(places: Iterable[str]) -> set[str]:
    """The places without those that another one names with its town: "the Ritz" beside "the Ritz in Leeds"."""
    told = set(places)
    return {one for one in told if not any(one != other and f" {one} " in f" {other} " for other in told)}


def finest(places: Iterable[str]) -> str:
    """The one place of several that is a town or a building while the others are the wider land; else ""."""
    ranked = sorted((rank_of(place), place) for place in whole(places))
    if not ranked or (len(ranked) > 1 and (ranked[0][0] > TOWN or ranked[1][0] < _LAND)):
        return ""
    return ranked[0][1]
