"""Whether two sentences of a document can tell of one event, by whom they name in it."""

from dataclasses import dataclass

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.figures import count_harm
from kb.extract.mentions.nested import TOWN, rank_of
from kb.extract.mentions.reach import reach
from kb.extract.mentions.readings import Read
from kb.extract.mentions.roles import parties
from kb.lexicon import grammar
from kb.lexicon.actors import nation_of
from kb.model import Kind, Role

_PHRASE = 5  # tokens
_ANYBODY = frozenset(("people", "persons", "others", "victims", "civilians"))
_TRIED = ("attempted", "attempt")
_VICTIM: tuple[Role, Kind] = ("target", "person")
_SURE: tuple[tuple[Role, Kind], ...] = (_VICTIM, ("source", "person"), ("source", "state"))


@dataclass(frozen=True, slots=True)
class Traits:
    """What tells an event from others of its kind: whether it was but tried, whether it kills, how many its sentence
    counts dead (0 for none), whom it names, by role and kind in the order of `_SURE`, which towns its sentence
    does, of what states those are who do it, whether its noun tells of something new ("a blast", not "the blast"),
    between whom a fight was, and which people of a sort it is done to ("nine rebels")."""

    tried: bool
    kills: bool
    dead: int
    named: tuple[frozenset[str], ...]
    towns: frozenset[str]
    lands: frozenset[str]
    new: bool
    between: frozenset[str]
    people: frozenset[str]


def traits(sentence: Read, candidate: Candidate) -> Traits:
    """The traits of an event, whatever its date."""
    killed = count_harm(sentence.clauses, *reach(sentence, candidate), own=candidate.first).killed
    found = [(role, ref.actor) for ref, role in parties(sentence.clauses, candidate, sentence.refs)]
    kills = candidate.group.harm == "killed" or candidate.lemma.endswith(" death")  # "fell to his death"
    tried = candidate.lemma.startswith(_TRIED)
    if kills and candidate.noun and candidate.group.type == "DEATH":  # "Omar's death"
        found = [("target" if role == "other" else role, actor) for role, actor in found]
    named = tuple(frozenset(actor.name for role, actor in found if (role, actor.kind) == key) for key in _SURE)
    towns = frozenset(spot.name for spot in sentence.spots if rank_of(spot.name) == TOWN)
    doers = (actor for role, actor in found if role == "source" and actor.kind not in ("person", "state"))
    lands = frozenset(land for actor in doers if (land := nation_of(actor.name)))
    new = candidate.noun and not is_definite(sentence, candidate)
    fought = candidate.noun and sentence.clauses.low(candidate.last + 1) == "between"
    between = frozenset(actor.name for role, actor in found if role == "source" and fought)
    people = frozenset(actor.name for role, actor in found if role != "source" and actor.kind == "collective")
    people = frozenset() if people & _ANYBODY else people
    return Traits(tried, kills, (killed and killed.best) or 0, named, towns, lands, new, between, people)


def may_be_one(one: Traits, other: Traits) -> bool:
    """Whether an event may be another one: not where each names somebody else whom it was done to or who did it ("Omar
    was arrested on Monday. Said was arrested after a chase"), nor where one was but tried, or people were killed in
    another town."""
    if one.tried != other.tried or other_toll(one, other):
        return False
    if one.lands and other.lands and one.lands.isdisjoint(other.lands):
        return False  # "the Indian navy captured 23 men", "Somali pirates captured a boat"
    if _is_apart(one, other) and not died_there(one, other):
        return False
    return not any(
        mine and theirs and mine.isdisjoint(theirs) for mine, theirs in zip(one.named, other.named, strict=True)
    )


def _is_apart(one: Traits, other: Traits) -> bool:
    """Whether two events have towns of their own and kill, or are both told as something new, or were fights between
    others: "a shooting in Leeds", "a shooting in Lima"; "clashes between Peru and Chile", "clashes between miners"."""
    new = one.new and other.new
    towns = bool(one.towns) and bool(other.towns) and one.towns.isdisjoint(other.towns)
    fights = len(one.between) > 1 < len(other.between) and one.between.isdisjoint(other.between)
    return (towns and (new or (one.kills and other.kills))) or (fights and new)


def is_definite(sentence: Read, noun: Candidate) -> bool:
    """Whether "the" opens the phrase of a noun."""
    words = grammar.load()
    for low in reversed(sentence.clauses.lows(noun.first - _PHRASE, noun.first)):
        if low == "the" or not low[0].isalpha() or low in words.prepositions | words.auxiliaries | words.openers:
            return low == "the"
    return False


def share_name(one: Traits, other: Traits) -> bool:
    """Whether two events may be one and name somebody alike: whom it was done to or who did it."""
    pairs = zip(one.named, other.named, strict=True)
    return may_be_one(one, other) and any(not mine.isdisjoint(theirs) for mine, theirs in pairs)


def other_toll(one: Traits, other: Traits) -> bool:
    """Whether an event counts more than twice the dead of another one: "killed 58", "killing 19 in 2015"; who counts
    less may tell of a part."""
    return one.kills and bool(other.dead) and one.dead > 2 * other.dead


def other_people(one: Traits, other: Traits) -> bool:
    """Whether two events kill people of other sorts, counted as others: "31 rebels died", "20 children died"."""
    sorts = bool(one.people) and bool(other.people) and one.people.isdisjoint(other.people)
    return sorts and bool(one.dead) and bool(other.dead) and one.dead != other.dead


def did_by_victim(one: Traits, other: Traits) -> bool:
    """Whether somebody does something, by name, to whom the other event was done."""
    return not one.named[_SURE.index(("source", "person"))].isdisjoint(other.named[_SURE.index(_VICTIM)])


def died_there(one: Traits, other: Traits) -> bool:
    """Whether both tell that one person died, by name: nobody dies twice."""
    at = _SURE.index(_VICTIM)
    return one.kills and other.kills and not one.named[at].isdisjoint(other.named[at])
