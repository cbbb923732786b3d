"""Names that only tell where something is: the land behind a town, a coast, somebody's house, what lies between."""

from collections.abc import Sequence

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import Reference
from kb.lexicon import actors as names
from kb.lexicon import grammar

VIOLENT = frozenset(("ASSAULT", "PROTEST", "DEATH", "ACCIDENT", "DISASTER", "COERCE"))
_LANDMARK = 4  # tokens before a name in which the preposition stands: "near the house of Omar"
_BESIDE = frozenset(("outside", "near", "opposite", "beside", "behind"))
_AGAINST = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "CONSULT"))
_MOUNTAINS = frozenset(
    "alps pyrenees andes himalayas riviera sahara caribbean antarctic arctic gulf amazon rockies".split()
)
_EDGES = frozenset(
    "border borders coast coastline frontier shore shores capital city town desert waters territory soil".split()
)
_DATELINE = 5  # tokens before its brackets
_DEED = 6  # tokens from whose it is
_SHORTEST = 4  # letters of a superlative
_RANKS = frozenset("first only main last top premier leading second-largest third-largest second-biggest".split())
_THERE = frozenset(("in", "at", "near", "outside", "off"))


def is_its_land(clauses: Clauses, ref: Reference, refs: Sequence[Reference]) -> bool:
    """Whether a state only tells where a town is: "the embassy in Baghdad, Iraq, on Monday"; not "in Baghdad, Iraq
    condemned it"."""
    after = ref.last + 1
    ends = after >= len(clauses.tokens) or clauses.tokens[after].date >= 0 or not clauses.tokens[after].word
    ends = ends or clauses.low(after) in grammar.load().prepositions
    if not ends or ref.actor.kind != "state" or clauses.low(ref.first - 1) != ",":
        return False
    if any(one.last == ref.first - 2 and one.actor.kind == "state" for one in refs):
        return False  # "in Syria, Jordan and Egypt"
    town = ref.first - 2
    while town > 0 and clauses.tokens[town].text[:1].isupper():
        town -= 1
    return town < ref.first - 2 and clauses.low(town) in _THERE


def has_thing(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a state only tells where the thing is that is its first or largest, "Peru's oldest bridge collapsed"; not
    whose a deed is, "Russia's worst raid so far"."""
    if candidate.noun and 0 < candidate.first - ref.last < _DEED:
        return False
    rank = clauses.low(ref.last + 2)
    ranks = (rank.endswith("est") and len(rank) > _SHORTEST) or rank in _RANKS
    return ref.actor.kind == "state" and clauses.low(ref.last + 1) == "'s" and ranks


def _is_bound(clauses: Clauses, ref: Reference) -> bool:
    """Whether a name only tells between what an area or a road lies: "hit a stretch between Lima, Cusco and Puno"."""
    between = ref.first - 1
    while between > 0 and (clauses.tokens[between].capital or clauses.low(between) in (",", "and", "the")):
        between -= 1
    if clauses.low(between) != "between":
        return False
    where = grammar.load().where
    return clauses.low(between - 1) in where.spans | where.nouns | where.facilities


def only_places(clauses: Clauses, ref: Reference) -> bool:
    """Whether a name only tells between what something lies, or from where a report comes."""
    return _is_bound(clauses, ref) or _is_of_agency(clauses, ref)


def is_landmark(clauses: Clauses, ref: Reference) -> bool:
    """Whether somebody's name only tells where: "near the house of Omar"."""
    before = clauses.lows(ref.first - _LANDMARK, ref.first)
    return ref.actor.kind == "person" and before[-1:] == ("of",) and before[0] in grammar.load().beside


def is_ground(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a state is only where one goes or what a land belongs to: "left Cuba for Mexico", "off the coast of
    Kenya", "near the Kenyan border"; not where one goes against it, or to see it."""
    if ref.actor.kind != "state" or (candidate.group.type in _AGAINST and not candidate.passive):
        return False
    where, before = grammar.load().where, clauses.introducing(ref.first)
    led = clauses.low(before) in grammar.load().prepositions - {"of", "against", "from"} and candidate.last < before
    if led and (clauses.low(ref.last + 1) in _EDGES or _is_part_of_land(clauses, ref)):
        return True  # "sent ships to the Libyan coast"
    if clauses.low(before) == "of":
        return clauses.low(before - 1) in where.nouns and candidate.last < before
    goes = clauses.low(candidate.last) in where.moves | where.visited
    return goes and (before == candidate.last or (candidate.last < before and clauses.low(before) == "for"))


def _is_part_of_land(clauses: Clauses, ref: Reference) -> bool:
    """Whether a state's adjective only tells which mountains or river are meant: "crashed in the French Alps"."""
    behind = ref.last + 1
    named = behind < len(clauses.tokens) and clauses.tokens[behind].capital and clauses.tokens[behind].date < 0
    return named and clauses.low(behind) in _MOUNTAINS


def is_site(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a body is only where something happens: "at Westminster College", "on the New York Stock Exchange",
    "outside the Defence Ministry"."""
    words = names.load().words
    if ref.actor.kind != "organisation":
        return False
    at = clauses.introducing(ref.first)
    before, last = clauses.low(at), clauses.low(ref.last)
    if before in ("in", "on") and last in words.exchanges:
        return True
    beside = before in _BESIDE and clauses.low(at - 1) != "from"
    housed = beside or (before in words.housing and (last in words.buildings or last in words.sites))
    return housed and candidate.group.type not in VIOLENT


def _is_of_agency(clauses: Clauses, ref: Reference) -> bool:
    """Whether a name stands in the brackets of a dateline, beside its day: "Dakar, (APP - Peru Today - 5 Feb 2024)"."""
    opens = next((j for j in range(ref.first - 1, -1, -1) if clauses.low(j) in ("(", ")")), -1)
    if not 0 <= opens < _DATELINE or clauses.low(opens) != "(":
        return False
    end = next((j for j in range(ref.last + 1, len(clauses.tokens)) if clauses.low(j) == ")"), -1)
    return any(map(clauses.is_date, range(opens, end)))
