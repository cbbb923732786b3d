"""The places that a sentence names, each with the preposition and the event noun that it hangs on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import actors as names
from kb.lexicon import grammar
from kb.model import PlaceMention

STRICKEN = frozenset(("ASSAULT", "DISASTER", "ACCIDENT"))
_STRIKING = STRICKEN | {"COERCE"}
_RANKS = {"facility": 0, "city": 1, "": 1, "region": 2, "u.s. state": 3, "state": 4}
_TOWN, _LAND = 1, 2
_PHRASE = 5
_NAME = 3


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


def spots_of(
    text: str, clauses: Clauses, candidates: Sequence[Candidate], places: Sequence[PlaceMention]
) -> tuple[Spot, ...]:
    """The places of a sentence that something can be at."""
    where = grammar.load().where
    telling = (where.facilities, where.sites, where.nouns, where.roads)
    if not places and all(kind.isdisjoint(clauses.words) for kind in telling):
        return ()
    kinds, words = names.load().kinds, grammar.load()
    hosts = [c for c in candidates if c.noun or (c.group.harm == "" and not (c.finite or c.passive))]
    nouns = {i for c in hosts for i in range(c.first, c.last + 1)}
    verbs = {i for c in candidates if c.finite for i in range(c.first, c.last + 1)}
    struck = {c.last for c in candidates if c.finite and not c.passive and c.group.type in _STRIKING}
    named, buildings = _names(text, clauses, nouns, struck, places)
    found: list[Spot] = []
    for first, last, name in _told(clauses, candidates, [*named, *buildings]):
        if _follows_place(clauses, first, found):
            continue
        begin, preposition, at, host = _governor(clauses, first, nouns, verbs)
        more = last + 1 not in verbs and _before_noun(clauses, last)
        modified = next((j for j in range(last + 1, last + 4) if j in nouns), -1) if more else -1
        owns = clauses.low(last + 1) == "'s"
        if not preposition and clauses.low(first - 1) in ("its", "their") and _is_site(clauses, last):
            preposition, at, more = "at", first - 1, False  # "closed its Genk plant"
        loose = preposition in ("", "?") or clauses.low(at) in words.where.reaching
        if modified >= 0:
            # "Killed in the Nairobi bombing", "at a Tel Aviv rally": the preposition is that of the noun.
            preposition, at, host = "" if preposition == "?" else preposition, at, modified
        elif (owns and (loose or (kinds.get(name) == "state" and not _has_part(clauses, last)))) or (loose and more):
            # What says whose or which something is, and not where: "in Israel's position", "Cairo police".
            continue
        if clauses.low(last + 1) == "'s" and any(item[0] == last + 2 for item in named):
            # "Havana's Palace of Conventions": the one that is owned is the place.
            continue
        rank = 0 if (first, last, name) in buildings else _RANKS.get(kinds.get(name, ""), 1)
        if found and _is_wider(clauses, first, begin, found[-1]):
            # "The Tottenham district of London", "the East Flatbush neighborhood in Brooklyn": the narrower one.
            found[-1] = replace(found[-1], last=last)
            continue
        if found and found[-1].first == begin and clauses.low(first - 1) == "of":
            # "The Gulf island of Qeshm" is Qeshm.
            found.pop()
        found.append(Spot(begin, last, name, rank, preposition, at, host))
    return tuple(found)


def _told(
    clauses: Clauses, candidates: Sequence[Candidate], named: Iterable[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """The names behind the dateline, in their order; quoted ones only where an event is quoted too."""
    quoting = any(clauses.quoted[c.first] for c in candidates)
    behind = (item for item in named if clauses.tokens[item[0]].start >= clauses.body)
    return sorted(item for item in behind if quoting or not clauses.quoted[item[0]])


def _names(
    text: str, clauses: Clauses, nouns: set[int], struck: set[int], places: Sequence[PlaceMention]
) -> tuple[list[tuple[int, int, str]], list[tuple[int, int, str]]]:
    """The names of places of a sentence by their tokens, and those of buildings."""
    named = [(clauses.index_at(p.span.start), clauses.index_at(p.span.end - 1), p.name) for p in places]
    named = [item for item in named if item[1] < len(clauses.tokens)]
    known = frozenset(i for first, last, _ in named for i in range(first, last + 1))
    buildings = [*_buildings(text, clauses, nouns, struck, known), *_roads(text, clauses)]
    inside = {i for first, last, _ in buildings for i in range(first, last + 1)}
    named = [item for item in named if item[0] not in inside]
    named += _towns(text, clauses, named, inside | known, struck)
    named += _lands(clauses, known)
    named += _capitals(clauses) if "capital" in clauses.words else []
    named += _regions(text, clauses, inside | {i for first, last, _ in named for i in range(first, last + 1)})
    # "The Derna valley": the noun is part of the phrase.
    return [(first, last + _is_part(clauses, last + 1), name) for first, last, name in named], buildings


def _is_part(clauses: Clauses, i: int) -> bool:
    """Whether a word behind a name says which part of a land it is: "Enga province"."""
    where, low = grammar.load().where, clauses.low(i)
    # "The Gulf island of Qeshm" is Qeshm, "the Wayanad district of Kerala" is Wayanad.
    whole = clauses.low(i + 1) != "of" or low in where.quarters
    return low in where.regions and whole and clauses.tokens[i].text.islower()


def _is_wider(clauses: Clauses, first: int, begin: int, before: Spot) -> bool:
    """Whether a name says of what the quarter named before it is one."""
    where = grammar.load().where
    first -= clauses.low(first - 1) in where.directions
    link, near = clauses.low(first - 1), first - 3 <= before.last
    quarter = clauses.low(first - 2) in where.quarters
    return quarter and ((link == "of" and before.first == begin) or (link == "in" and near))


def _buildings(
    text: str, clauses: Clauses, nouns: set[int], struck: set[int], known: frozenset[int]
) -> list[tuple[int, int, str]]:
    """Buildings that a name tells apart, with the town behind: "Kenyatta hospital in Nairobi", "at Riva's home", "the
    Karl Marx Theater", "stormed the Ritz hotel"; `known` are the tokens of places that are named by themselves,
    `struck` the verbs of attacking."""
    words, where = grammar.load(), grammar.load().where
    found = []
    for i, token in enumerate(clauses.tokens):
        site = token.capital and i not in known and token.date < 0
        if token.low not in (where.sites if site else where.facilities) or i in nouns or (token.capital and not site):
            continue
        if not site and clauses.low(i + 1) in where.facilities:
            continue  # "a Detroit office building"
        j = i
        while j > 0 and i - j < _PHRASE and (clauses.low(j - 1) == "'s" or _inside_name(clauses, j - 1)):
            j -= 1
        while j < i and (not clauses.tokens[j].capital or is_nation(clauses.low(j))):
            j += 1  # "a Shiite mosque"
        ahead = range(j - 1, max(-1, j - 4), -1)
        before = next((k for k in ahead if k in struck or not _inside_name(clauses, k, articles=True)), -1)
        placed = clauses.low(before) in words.locative | where.also or before in struck
        placed = placed or clauses.low(j - 1) in ("its", "their")
        if j == i or not placed or (clauses.tokens[j].text.isupper() and before not in struck):
            continue
        last = i
        town = clauses.tokens[min(i + 2, len(clauses.tokens) - 1)]
        if clauses.low(i + 1) in ("in", "at") and town.capital and town.date < 0:
            last = i + 2
            while last + 1 < len(clauses.tokens) and clauses.tokens[last + 1].capital:
                last += 1
        found.append((j, last, " ".join(text[clauses.tokens[j].start : clauses.tokens[last].end].split())))
    return found


def _is_site(clauses: Clauses, last: int) -> bool:
    """Whether a name ends in, or stands before, what stands somewhere: "its Genk plant", "its Utah mines"."""
    return any(low.removesuffix("s") in grammar.load().where.facilities for low in clauses.lows(last, last + 2))


def _roads(text: str, clauses: Clauses) -> list[tuple[int, int, str]]:
    """Roads with a number: "on State Route 94"."""
    tokens, found = clauses.tokens, []
    for i, token in enumerate(tokens[:-1]):
        if token.low in grammar.load().where.roads and token.capital and tokens[i + 1].text.isdigit():
            first = i - (i > 1 and tokens[i - 1].capital and tokens[i - 1].date < 0)
            found.append((first, i + 1, " ".join(text[tokens[first].start : tokens[i + 1].end].split())))
    return found


def _towns(
    text: str, clauses: Clauses, named: Sequence[tuple[int, int, str]], taken: set[int], struck: set[int]
) -> list[tuple[int, int, str]]:
    """Towns that nobody need know, told by the land behind them: "in Independence, Missouri", "in his Dover, Ohio,
    home"; or by what they are: "attacked Gamboru, a remote town"."""
    words, found = grammar.load(), []
    told = [i for i, low in enumerate(clauses.words) if low in words.where.towns and clauses.low(i + 1) != "'s"]
    told = [i for i in told if not _before_noun(clauses, i)]
    for first in sorted({first for first, _, _ in named} | {_appositive(clauses, i) for i in told}):
        j = last = first - 2
        if last < 1 or clauses.low(first - 1) != ",":
            continue
        while j >= 0 and last - j < _PHRASE and _names_town(clauses, j) and j not in taken:
            j -= 1
        led = clauses.low(clauses.introducing(j + 1)) in words.locative | {"of"} or j in struck
        if j >= 0 and j < last and led:
            found.append((j + 1, last, " ".join(text[clauses.tokens[j + 1].start : clauses.tokens[last].end].split())))
    return found


def _appositive(clauses: Clauses, i: int) -> int:
    """Where the phrase of a noun begins that says what was named before a comma: "Gamboru, a remote town"; or -1."""
    begin = clauses.begin(i)
    within = all(_inside_name(clauses, j) for j in range(begin + 1, i))
    return begin if within and clauses.low(begin) in ("a", "an", "the") else -1


def _regions(text: str, clauses: Clauses, taken: set[int]) -> list[tuple[int, int, str]]:
    """Parts of lands that nobody need know, told by their noun: "in Niger's Tillaberi region", "hit Enga province"."""
    words, found = grammar.load(), []
    for i in range(1, len(clauses.tokens)):
        j = i - 1
        if clauses.tokens[i].capital or not _is_part(clauses, i) or is_nation(clauses.low(j)):
            continue
        while j >= 0 and i - j <= _NAME and clauses.tokens[j].capital and clauses.tokens[j].date < 0 and j not in taken:
            j -= 1
        before = clauses.low(j)
        if clauses.low(j - 1) in ("the", "'s") and clauses.tokens[j].text.islower() and before not in _loose():
            before = "the"  # "in the wealthy Ikoyi district"
        led = before in words.locative | words.where.also | words.happens | words.harm.strikes | {"the", "'s", "of"}
        if j < i - 1 and led and not clauses.tokens[i - 1].text.isupper():
            name = text[clauses.tokens[j + 1].start : clauses.tokens[i - 1].end]
            found.append((j + 1, i - 1, " ".join(name.split())))
    return found


def is_nation(low: str) -> bool:
    """Whether a word says of which nation or people something is: "an Iranian village", "a Catholic church"."""
    known, nouns = names.load().names.get(low, ()), names.load().nouns
    told = any(name.form in ("adjective", "people") and len(name.words) == 1 for name in known)
    return told or low.endswith("ish") or any(noun.kind == "people" for noun in nouns.get(low, ()))


def _lands(clauses: Clauses, known: frozenset[int]) -> list[tuple[int, int, str]]:
    """States of which a part is named: "off the coast of Somalia", "off the Somali coast", "in a suburb of Lima"."""
    where, kinds, found = grammar.load().where, names.load().kinds, []
    land, words = where.land - where.bounds, clauses.words
    for i in range(2, len(words)):
        if words[i] in land and clauses.tokens[i - 1].capital:
            whose = (n for n in names.load().names.get(words[i - 1], ()) if len(n.words) == 1)
            state = next((n.name for n in whose if n.form == "adjective" and n.kind == "state"), "")
            found += [(i - 1, i, state)] if state and i - 1 not in known and not _before_noun(clauses, i) else []
        if words[i - 1] != "of" or words[i - 2] not in where.nouns or i in known:
            continue
        for last in (i + 2, i + 1, i):
            name = " ".join(t.text for t in clauses.tokens[i : last + 1])
            if last < len(clauses.tokens) and kinds.get(name) == "state":
                found.append((i, last, name))
                break
    return found


def _capitals(clauses: Clauses) -> list[tuple[int, int, str]]:
    """Capitals told by whose they are alone: "in the Greek capital", "in Greece's capital"."""
    seats, found = names.seats(), []
    for i in range(1, len(clauses.tokens)):
        behind = next((t for t in clauses.tokens[i + 1 : i + 3] if t.low not in (",", "of")), None)
        if clauses.low(i) != "capital" or (behind is not None and behind.capital):
            continue
        last = i - (clauses.low(i - 1) == "'s")
        whose = next((size for size in (2, 1) if " ".join(clauses.lows(last - size, last)) in seats), 0)
        if whose and (clauses.low(last - whose - 1) == "the" or last < i) and clauses.tokens[last - whose].capital:
            # Behind an owner's mark the capital alone, which the owner's name gives way to.
            found.append((i if last < i else i - whose, i, seats[" ".join(clauses.lows(last - whose, last))]))
    return found


def _names_town(clauses: Clauses, i: int) -> bool:
    """Whether a word can be one of the name of a town."""
    token = clauses.tokens[i]
    return (token.capital and token.date < 0) or (token.text == "." and clauses.low(i - 1) in ("st", "ft", "mt"))


def _inside_name(clauses: Clauses, i: int, *, articles: bool = False) -> bool:
    """Whether a word can stand in the phrase of a name: no preposition, verb or mark, and no article unless said."""
    token = clauses.tokens[i]
    if token.text == "." and clauses.low(i - 1) in ("st", "ft", "mt"):
        return True
    if token.low in grammar.load().determiners:
        return articles
    return token.word and token.date < 0 and token.low not in _loose()


@cache
def _led() -> frozenset[str]:
    """Words that lead to a part of a land: "in the east of Iran", "to northern Iran"."""
    words = grammar.load()
    return words.prepositions | words.determiners | words.where.also | words.where.measures


@cache
def _loose() -> frozenset[str]:
    """Words that end the phrase of a name: no noun, and nothing that stands before one."""
    words = grammar.load()
    return words.prepositions | words.auxiliaries | words.openers | words.say | {"and", "or", "but"}


def _follows_place(clauses: Clauses, first: int, found: Sequence[Spot]) -> bool:
    """Whether the name only says where the place before it lies: "Grasse, near Nice", "Zanzibar, off the Tanzanian
    coast"."""
    before = found[-1] if found else None
    beside, at = grammar.load().beside | {"off"}, first - 1
    at -= clauses.low(at) == "the" and clauses.low(at - 1) in beside
    at -= clauses.low(at) in beside and clauses.low(at - 1) == ","
    end = at - 1 - (clauses.low(at - 1) in grammar.load().where.land)  # "the Comoros archipelago"
    return before is not None and before.last in (end, at - 1) and clauses.low(at) in (",", "(")


def _before_noun(clauses: Clauses, last: int) -> bool:
    """Whether a name stands before a noun that it says more of: "the Nairobi bombing", "its Washington offices"."""
    after = clauses.tokens[last + 1] if last + 1 < len(clauses.tokens) else None
    if after is None or not after.word or after.capital or after.date >= 0 or after.low.endswith(("ed", "ly")):
        return False
    words = grammar.load()
    loose = _loose() | words.where.hosts
    return after.low not in loose and after.low not in words.adverbs and after.low not in words.determiners


def _governor(clauses: Clauses, first: int, nouns: set[int], verbs: set[int]) -> tuple[int, str, int, int]:
    """Where the phrase of a name begins, the preposition before it, its token, and the event noun before that; "?" for
    a name that says nothing of where something is ("the president of Peru", "Syria's army")."""
    words, where = grammar.load(), grammar.load().where
    begin = mark = first
    while begin > 0 and mark - begin < _PHRASE:
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
        elif low in ("of", "for") and clauses.low(j - 1) in where.battles:
            return begin, "at", j, j - 1 if j - 1 in nouns else -1
        elif low == "of" and clauses.low(j - 1) == "out":
            return begin, "from", j, -1  # "drove the rebels out of Mosul"
        elif low == "of":
            return (begin, low, j, j - 1) if j - 1 in nouns else (begin, "?", j, -1)
        elif low in words.prepositions or low in where.also:
            far = low == "from" and clauses.low(j - 1) in where.measures  # "30 miles from Quito"
            if far or clauses.low(j - 1) in where.stakes:
                return begin, "near" if far else "?", j, -1
            return begin, low, j, _host(clauses, j, nouns)
        elif low in where.reaching:
            return begin, "in", j, -1
        elif low in where.measures and mark < first:
            # "30 miles west of Quito".
            return begin, "near", j, -1
        elif _owns(clauses, j, first) or (j not in verbs and _inside_name(clauses, j, articles=True)):
            begin = j
            mark = j if low in where.nouns else mark  # "in Nigeria's southern commercial capital Lagos"
        elif low == "," and begin == first and clauses.low(j - 1) in where.nouns:
            # "In the capital, Oslo".
            begin = mark = j - 1
        else:
            break
    small = where.nouns | where.directions | where.shares | words.determiners | {"of"}
    while begin < first and (clauses.low(first - 1) in small or _nation(clauses, first - 1)):
        first -= 1
    return first, "", -1, -1


def _owns(clauses: Clauses, j: int, first: int) -> bool:
    """Whether a token is an owner's mark, or the "and" between two owners: "in Jammu and Kashmir's Kulgam district"."""
    joined = clauses.low(j) == "and" and clauses.tokens[j + 1].capital and "'s" in clauses.lows(j, first)
    return clauses.low(j) == "'s" or joined


def _has_part(clauses: Clauses, last: int) -> bool:
    """Whether what a land has is a part of it: "in Guatemala's highlands", "off Somalia's northern coast"."""
    where = grammar.load().where
    return clauses.low(last + 2) in where.land | where.nouns | where.directions


def _nation(clauses: Clauses, i: int) -> bool:
    """ "The Iranian city of Bam": whose a town is, between its article and its noun."""
    token = clauses.tokens[i]
    return (
        token.capital and clauses.low(i + 1) in grammar.load().where.nouns and clauses.low(i - 1) in ("the", "a", "an")
    )


def _host(clauses: Clauses, at: int, nouns: set[int]) -> int:
    """The event noun before a preposition, a date between them or not: "a robbery in July at"."""
    j = at - 1
    while j > 0 and clauses.tokens[j].date >= 0:
        j -= 1
    j -= j < at - 1 and clauses.low(j) in grammar.load().prepositions
    return j if j in nouns else -1


def finest(places: Iterable[str]) -> str:
    """The one place of several that is a town or a building while the others are the wider land; else ""."""
    kinds = names.load().kinds
    ranked = sorted((_RANKS.get(kinds.get(place, ""), 1), place) for place in places)
    if not ranked or (len(ranked) > 1 and (ranked[0][0] > _TOWN or ranked[1][0] < _LAND)):
        return ""
    return ranked[0][1]
