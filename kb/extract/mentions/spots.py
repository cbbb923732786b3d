"""The places that a sentence names, each with the preposition and the event noun that it hangs on."""

from collections.abc import Iterable, Sequence
from functools import cache

from kb.extract.mentions.buildings import buildings_of, corners_of, owned_of, roads_of
from kb.extract.mentions.candidates import STRICKEN, Candidate
from kb.extract.mentions.lands import (
    LANDS,
    PHRASE,
    before_noun,
    capitals_of,
    inside_name,
    is_nation,
    is_part,
    lands_of,
    parts,
    regions_of,
    towns_of,
)
from kb.extract.mentions.nested import (
    RANKS,
    Spot,
    follows_place,
    goes_on,
    grown,
    is_street,
    is_wider,
    placed_in,
)
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import actors as names
from kb.lexicon import grammar, triggers
from kb.model import PlaceMention

# What a building or town is like, before its name: "destroyed the old Harlow warehouse".
_LIKE = frozenset("old new former original historic main busy famous disused abandoned derelict crowded".split())
_STRIKING = STRICKEN | {"COERCE"}
_LEARNED = frozenset(
    "prize award degree doctorate diploma medal professor lecturer lecture chair bachelor master masters".split()
)


def spots_of(
    text: str, clauses: Clauses, candidates: Sequence[Candidate], places: Sequence[PlaceMention]
) -> tuple[Spot, ...]:
    """The places of a sentence that something can be at."""
    where, kinds = grammar.load().where, names.load().kinds
    if not places and _telling().isdisjoint(clauses.words):
        return ()
    hosts = [c for c in candidates if c.noun or (c.group.harm == "" and not (c.finite or c.passive))]
    nouns = {i for c in hosts for i in range(c.first, c.last + 1)}
    verbs = {i for c in candidates if c.finite or _is_bare(clauses, c) for i in range(c.first, c.last + 1)}
    struck = {c.last for c in candidates if c.finite and not c.passive and c.group.type in _STRIKING}
    named, buildings = _names(text, clauses, nouns, struck, places)
    found: list[Spot] = []
    for first, last, name in _told(clauses, candidates, [*named, *buildings]):
        if follows_place(clauses, first, found):
            found[-1] = placed_in(text, clauses, found[-1], (first, last, name))
            continue
        begin, preposition, at, host = _governor(clauses, first, nouns, verbs)
        if clauses.low(at) == "to" and preposition == "near" and kinds.get(name) == "state":
            continue  # who is close to a state is its friend
        standing = (first, last, name) in buildings
        wider = bool(found) and is_wider(clauses, (first, name), begin, found[-1])
        if wider or (found and not standing and goes_on(clauses, found[-1], preposition, at)):
            found[-1] = grown(text, clauses, found[-1], (first, last, name), wider=wider)
            continue
        more = last + 1 not in verbs and before_noun(clauses, last)
        modified = next((j for j in range(last + 1, last + 4) if j in nouns), -1) if more else -1
        owns = clauses.low(last + 1) == "'s"
        if not preposition and _is_own_site(clauses, first, last):
            preposition, at, more = "at", first - 1, False
        loose = preposition in ("", "?") or clauses.low(at) in where.reaching
        whose = owns and (loose or (kinds.get(name) == "state" and not _has_part(clauses, last)))
        if modified >= 0:
            # "Killed in the Nairobi bombing", "at a Tel Aviv rally": the preposition is that of the noun.
            preposition, host = "" if preposition == "?" else preposition, modified
        elif whose or (more and (loose or _is_of_nation(clauses, last, name))):
            continue  # what says whose or which something is: "in Israel's position", "Cairo police"
        kin = more and clauses.low(last + 1) in where.kin and clauses.low(last + 2) not in ("'", "’", "'s")
        if (kin and modified < 0) or (owns and any(item[0] == last + 2 for item in named)):
            continue  # "lashed out at his Lima relatives"; "Havana's Palace of Conventions" is the owned one
        rank = 0 if standing else RANKS.get(kinds.get(name, ""), 1)
        if found and found[-1].first == begin and clauses.low(first - 1) == "of":
            found.pop()  # "the Gulf island of Qeshm" is Qeshm
        found.append(Spot(begin, last, name, rank, preposition, at, host))
    return tuple(found)


@cache
def _telling() -> frozenset[str]:
    """Words of which a sentence has one that names a place which nobody need know."""
    where = grammar.load().where
    return (
        where.facilities
        | where.owned
        | where.streets
        | where.sites
        | where.nouns
        | where.roads
        | where.extremes
        | parts()
    )


def _is_bare(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether a verb has an object and no subject: "managed to capture Basra", "after capturing Basra"."""
    before = clauses.low(candidate.first - 1)
    gerund = clauses.low(candidate.first).endswith("ing") and before in ("after", "before", "by", "while", "since")
    return not candidate.noun and not candidate.passive and (before == "to" or gerund)


def _is_of_nation(clauses: Clauses, last: int, name: str) -> bool:
    """Whether a name of two words says whose something is: "over their North American possessions"."""
    return " " in name and is_nation(clauses.low(last))


def _told(
    clauses: Clauses, candidates: Sequence[Candidate], named: Iterable[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """The names behind the dateline, in their order; quoted ones only where an event is quoted too, and none of a field
    of learning: "the Nobel Prize in Chemistry"."""
    quoting = any(clauses.quoted[c.first] for c in candidates)
    behind = (item for item in named if clauses.tokens[item[0]].start >= clauses.body)
    kinds = names.load().kinds
    behind = (i for i in behind if i[2] in kinds or not _is_of_learning(clauses.lows(i[0] - 2, i[0])))
    return _crossed(clauses, sorted(item for item in behind if quoting or not clauses.quoted[item[0]]))


def _is_of_learning(before: tuple[str, ...]) -> bool:
    return before[-1:] == ("in",) and before[0] in _LEARNED


def _crossed(clauses: Clauses, named: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The names, those of two streets that cross as one: "at Elm Street and Oak Avenue"."""
    found: list[tuple[int, int, str]] = []
    for first, last, name in named:
        before = found[-1] if found else None
        end = first - 2 - (clauses.low(first - 2) == ".")
        tied = before is not None and before[1] == end and clauses.low(first - 1) in ("and", "&")
        if before and tied and is_street(before[2]) and is_street(name):
            found[-1] = (before[0], last, f"{before[2]} {clauses.tokens[first - 1].text} {name}")
        else:
            found.append((first, last, name))
    return found


def _names(
    text: str, clauses: Clauses, nouns: set[int], struck: set[int], places: Sequence[PlaceMention]
) -> tuple[list[tuple[int, int, str]], list[tuple[int, int, str]]]:
    """The names of places of a sentence by their tokens, and those of buildings."""
    named = [(clauses.index_at(p.span.start), clauses.index_at(p.span.end - 1), p.name) for p in places]
    named = [item for item in named if item[1] < len(clauses.tokens)]
    known = frozenset(i for first, last, _ in named for i in range(first, last + 1))
    buildings = buildings_of(text, clauses, nouns, struck, known)
    inside = {i for first, last, _ in buildings for i in range(first, last + 1)}
    roads = [
        item
        for item in roads_of(text, clauses) + owned_of(text, clauses) + corners_of(text, clauses)
        if item[0] not in inside
    ]
    buildings += roads
    inside |= {i for first, last, _ in roads for i in range(first, last + 1)}
    named = [item for item in named if item[0] not in inside]
    named += towns_of(text, clauses, named, inside | known, struck)
    named += lands_of(clauses, known)
    named += capitals_of(clauses) if "capital" in clauses.words else []
    named += regions_of(text, clauses, inside | {i for first, last, _ in named for i in range(first, last + 1)})
    # "The Derna valley", "the camp in Derna province": the noun is part of the phrase.
    whole = [[(one, last + is_part(clauses, last + 1), name) for one, last, name in row] for row in (named, buildings)]
    shops = [item for item in whole[0] if _is_shop(clauses, item[1], item[2])]
    stores = [(first, last + 1, f"{name} {clauses.tokens[last + 1].text}") for first, last, name in shops]
    return [item for item in whole[0] if item not in shops], whole[1] + stores


def _is_shop(clauses: Clauses, last: int, name: str) -> bool:
    """Whether a noun of a building and its town stand behind an unknown name: "outside a Tamba Club store in Lima"."""
    noun = clauses.low(last + 1) in grammar.load().where.facilities and not clauses.tokens[last + 1].capital
    town = noun and clauses.low(last + 2) == "in" and clauses.tokens[min(last + 3, len(clauses.tokens) - 1)].capital
    return town and names.load().kinds.get(name) not in LANDS


def _is_own_site(clauses: Clauses, first: int, last: int) -> bool:
    """Whether a name ends in, or stands before, what somebody has there: "closed its Genk plant", "its Utah mines"."""
    sites, behind = grammar.load().where.facilities, clauses.lows(last, last + 2)
    return clauses.low(first - 1) in ("its", "their") and any(low.removesuffix("s") in sites for low in behind)


@cache
def _led() -> frozenset[str]:
    """Words that lead to a part of a land: "in the east of Iran", "to northern Iran"."""
    words = grammar.load()
    return words.prepositions | words.determiners | words.where.also | words.where.measures


def _governor(clauses: Clauses, first: int, nouns: set[int], verbs: set[int]) -> tuple[int, str, int, int]:
    """Where the phrase of a name begins, the preposition before it, its token, and the event noun before that or of
    which its clause says where it was; "?" for a name that says nothing of that ("the president of Peru")."""
    begin, preposition, at, host = _leading(clauses, first, nouns, verbs)
    if preposition == "before" and "court" in clauses.lows(first, first + PHRASE):
        preposition = "at"
    return begin, preposition, at, _happening(clauses, at, nouns) if host < 0 <= at else host


def _leading(clauses: Clauses, first: int, nouns: set[int], verbs: set[int]) -> tuple[int, str, int, int]:
    """Where the phrase of a name begins, the preposition before it, its token, and the event noun before that."""
    words, where = grammar.load(), grammar.load().where
    begin = mark = first
    while begin > 0 and mark - begin < PHRASE:
        j, low = begin - 1, clauses.low(begin - 1)
        if low == "of" and j in verbs and (begin == first or clauses.low(j + 1) in words.determiners):
            break  # "took control of the town"
        if low == "of" and j - 1 in verbs and clauses.low(j - 1) in where.nouns:
            return begin, "in", j, -1  # "took to the streets of Oslo"
        if low == "with" and clauses.low(j - 1) in where.bounds and clauses.low(clauses.introducing(j - 1)) != "over":
            begin = mark = j - 1  # "at the border with Peru"
        elif low == "of" and clauses.low(j - 1) in where.nouns | where.grounds | where.shares:
            begin = mark = j - 1
            if clauses.low(begin) in where.directions and clauses.low(begin - 1) not in _led():
                return begin, "near", j, _host(clauses, begin, nouns)  # "a bomb east of Mosul"
        elif low == "of" or (low == "for" and clauses.low(j - 1) in where.battles):
            return begin, *_behind_of(clauses, j, nouns)
        elif (low == "between" and _is_span(clauses, j)) or (low == "to" and _is_close(clauses, j)):
            # "On the road between Djibo and Arbinda", "close to Djibo".
            return begin, "near", j, _host(clauses, j - (low == "to"), nouns)
        elif low in words.prepositions or low in where.also:
            far = low == "from" and clauses.low(j - 1) in where.measures  # "30 miles from Quito"
            away = low == "off" and clauses.low(j - 1) in where.off  # "fever carried off Omar"
            if far or away or clauses.low(j - 1) in (where.pressed if low == "on" else where.stakes):
                return begin, "near" if far else "?", j, -1
            return begin, low, j, _host(clauses, j, nouns)
        elif low in where.reaching:
            return begin, "in", j, -1
        elif low in where.measures and mark < first:
            return begin, "near", j, -1  # "30 miles west of Quito"
        elif _owns(clauses, j, first) or (j not in verbs and inside_name(clauses, j, articles=True)):
            begin = j
            mark = j if low in where.nouns else mark  # "in Nigeria's southern commercial capital Lagos"
        elif low == "," and begin == first and clauses.low(j - 1) in where.nouns:
            # "In the capital, Oslo".
            begin = mark = j - 1
        else:
            break
    small = where.nouns | where.directions | where.shares | words.determiners | _LIKE | {"of"}
    while begin < first and (clauses.low(first - 1) in small or _nation(clauses, first - 1)):
        first -= 1
    if clauses.low(first) in where.nouns and clauses.low(begin) in ("a", "an", "the"):
        first = begin  # "shook a sparsely populated area of Iran"
    return first, "", -1, -1


def _behind_of(clauses: Clauses, j: int, nouns: set[int]) -> tuple[str, int, int]:
    """What "of", or the "for" of a battle, is as a preposition, its token, and the event noun before it."""
    if clauses.lows(j - 2, j) == ("for", "control"):
        return "at", j, _host(clauses, j - 2, nouns)
    host = j - 1 if j - 1 in nouns else -1
    if clauses.low(j - 1) in grammar.load().where.battles:
        return "at", j, host
    if clauses.low(j - 1) == "out":
        return "from", j, -1  # "drove the rebels out of Mosul"
    return "of" if host >= 0 else "?", j, host


def _is_span(clauses: Clauses, j: int) -> bool:
    """Whether "between" at a token says which two places something lies or goes between: "the road between Djibo and
    Arbinda", "a cable was cut on Tuesday between Cadiz and Genoa"."""
    spans = grammar.load().where.spans
    k = j - 1
    while k > 0 and clauses.is_date(k):
        k -= 1
    k -= k < j - 1 and clauses.low(k) in ("on", "in")
    passive = triggers.load().is_past(clauses.low(k)) and clauses.has_be(k)
    return clauses.low(k) in spans or (passive and not spans.isdisjoint(clauses.lows(clauses.begin(k), k)))


def _is_close(clauses: Clauses, j: int) -> bool:
    return clauses.low(j - 1) in grammar.load().where.close


def _owns(clauses: Clauses, j: int, first: int) -> bool:
    """Whether a token is an owner's mark, or the "and" between two owners: "in Jammu and Kashmir's Kulgam district"."""
    joined = clauses.low(j) == "and" and clauses.tokens[j + 1].capital and "'s" in clauses.lows(j, first)
    return clauses.low(j) == "'s" or joined


def _has_part(clauses: Clauses, last: int) -> bool:
    """Whether what a land has is a part of it: "in Guatemala's highlands", "off Somalia's northern coast", or
    the most of its kind: "in one of Peru's worst fires"."""
    where = grammar.load().where
    return clauses.low(last + 2) in where.land | where.nouns | where.directions | where.extremes


def _nation(clauses: Clauses, i: int) -> bool:
    """ "The Iranian city of Bam", "the southern Iranian city of Bam": whose a town is, between its article and its
    noun."""
    where = grammar.load().where
    begin = i - (clauses.low(i - 1) in where.directions)
    named = clauses.tokens[i].capital and clauses.low(i + 1) in where.nouns
    return named and clauses.low(begin - 1) in ("the", "a", "an")


def _host(clauses: Clauses, at: int, nouns: set[int]) -> int:
    """The event noun before a preposition, a date between them or not: "a robbery in July at"."""
    j = at - 1
    while j > 0 and clauses.tokens[j].date >= 0:
        j -= 1
    j -= j < at - 1 and clauses.low(j) in grammar.load().prepositions
    return j if j in nouns else -1


def _happening(clauses: Clauses, at: int, nouns: set[int]) -> int:
    """The event noun that the clause of a preposition puts somewhere: "a blast that took place near"; or -1."""
    begin = clauses.begin(at)
    told = clauses.low(begin) in ("that", "which") and clauses.low(begin + 1) in ("took", "occurred", "happened")
    return begin - 1 if told and begin - 1 in nouns else -1
