"""Buildings and roads that a sentence names, told by their nouns: "at Riva's home", "on State Route 94"."""

from functools import cache

from kb.extract.mentions.lands import LANDS, PHRASE, inside_name, is_nation
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import actors as names
from kb.lexicon import grammar

_SIDES = ("e", "w", "n", "s", "east", "west", "north", "south")
_ANY = ("a", "an", "his", "her")
_STYLED = ("state", "county", "federal", "national", "u.s.")
_CROSSING = ("streets", "avenues", "roads", "boulevards")
_BACKED = ("-backed", "-led", "-run", "-based", "-owned", "-held", "-sponsored", "-funded")


def buildings_of(
    text: str, clauses: Clauses, nouns: set[int], struck: set[int], known: frozenset[int]
) -> list[tuple[int, int, str]]:
    """Buildings that a name tells apart, with the town behind: "Kenyatta hospital in Nairobi", "at Riva's home", "the
    Karl Marx Theater", "stormed the Ritz hotel"; `known` are the tokens of places that are named by themselves,
    `struck` the verbs of attacking."""
    words, where = grammar.load(), grammar.load().where
    found, reached = [], _reached()
    verbs = {i for i, low in enumerate(clauses.words) if low in reached} | struck
    for i, token in enumerate(clauses.tokens):
        site = token.capital and i not in known and token.date < 0
        if token.low not in (where.sites if site else where.facilities) or i in nouns or (token.capital and not site):
            continue
        if _is_begun(clauses, i, site=site):
            continue
        j = i
        court = token.low == "court"
        owned = ("'s", "'", "’") if court else ("'s",)  # "Leeds Magistrates' Court"
        while j > 0 and i - j < PHRASE and (clauses.low(j - 1) in owned or inside_name(clauses, j - 1)):
            if j - 1 in verbs:
                break  # "Rebels attacked Goma's airport"
            j -= 1
        if any(low.endswith(_BACKED) for low in clauses.lows(j, i)):
            continue  # "a UN-backed court"
        while j < i and (not clauses.tokens[j].capital or (not site and is_nation(clauses.low(j)))):
            j += 1  # "a Shiite mosque", but "the British Museum"
        j -= 2 * _is_ordinal(clauses, j - 1)  # "the 67th Precinct station"
        ahead = range(j - 1, max(-1, j - 4), -1)
        hit = (k for k in ahead if k in verbs or not inside_name(clauses, k, articles=True))
        before, ship = next(hit, -1), clauses.low(j - 1) in names.load().words.vessel_nouns  # "tanker Mercer Street"
        placed = clauses.low(before) in words.locative | where.also | reached or before in struck
        placed = placed or clauses.low(j - 1) in ("its", "their") or (court and clauses.low(before) == "before")
        if clauses.low(j - 1) in _ANY and all(k in known for k in range(j, i)):
            continue  # "in a Lima park", "at his Lima home": Lima
        if j == i or ship or not placed or (clauses.tokens[j].text.isupper() and before not in struck):
            continue
        last = i + 2 * _is_linked(clauses, i)  # "the Grand Hotel du Cap"
        last += site and clauses.low(last + 1) in where.facilities  # "the Ritz Hotel car park"
        town = clauses.tokens[min(last + 2, len(clauses.tokens) - 1)]
        if clauses.low(last + 1) in ("in", "at") and town.capital and town.date < 0:
            last += 2
            while _goes_by(clauses, last + 1) or _is_linked(clauses, last):
                last += 1
        found.append((j, last, " ".join(text[clauses.tokens[j].start : clauses.tokens[last].end].split())))
    return found


def _is_begun(clauses: Clauses, i: int, *, site: bool) -> bool:
    """Whether a noun of a building is but the first of two, "a Detroit office building", or in a body's name, "seized
    Calder Valley Bank"."""
    if not site:
        return clauses.low(i + 1) in grammar.load().where.facilities
    return _goes_by(clauses, i + 1) and clauses.low(i + 1) in names.load().heads


def owned_of(text: str, clauses: Clauses) -> list[tuple[int, int, str]]:
    """Buildings told by who has them, with the town behind: "at the headquarters of the Democratic Party", "outside the
    home of Ann Berg in Leeds"; not "the offices of Lima"."""
    words, found = grammar.load(), []
    led = words.locative | words.where.also | _reached() | {"to", "from"}
    for i, low in enumerate(clauses.words):
        if low not in words.where.owned or clauses.tokens[i].capital or clauses.low(i + 1) != "of":
            continue
        first = last = i + 2 + (clauses.low(i + 2) == "the")
        while _goes_by(clauses, last) or (last > first and clauses.low(last) == "of" and _goes_by(clauses, last + 1)):
            last += 1
        whose = " ".join(token.text for token in clauses.tokens[first:last])
        if last == first or clauses.low(last) in ("'s", "'", "’") or names.load().kinds.get(whose) in LANDS:
            continue
        begin = i
        while begin > 0 and inside_name(clauses, begin - 1, articles=True):
            begin -= 1
        if clauses.low(begin - 1) not in led:
            continue
        if clauses.low(last) == "in" and _goes_by(clauses, last + 1):
            last += 2
            while _goes_by(clauses, last):
                last += 1
        name = text[clauses.tokens[i].start : clauses.tokens[last - 1].end]
        found.append((i, last - 1, " ".join(name.split())))
    return found


@cache
def _reached() -> frozenset[str]:
    """Verbs whose object is a place, as that of attacking is."""
    where = grammar.load().where
    return where.visited | where.reaching | where.hitting | where.invaded


def _goes_by(clauses: Clauses, i: int) -> bool:
    """Whether a word can go on the name of a town: "South Richmond Hill", no "Friday"."""
    return i < len(clauses.tokens) and clauses.tokens[i].capital and clauses.tokens[i].date < 0


def _is_ordinal(clauses: Clauses, i: int) -> bool:
    """Whether a token ends a number in digits that counts in a row: "67th", of two tokens."""
    return i > 0 and clauses.low(i) in ("st", "nd", "rd", "th") and clauses.low(i - 1).isdigit()


def _is_linked(clauses: Clauses, i: int) -> bool:
    """Whether a name goes on behind "de" or the like: "Mocímboa da Praia"."""
    tied = clauses.low(i + 1) in names.load().words.linking and i + 2 < len(clauses.tokens)
    return tied and clauses.tokens[i + 2].capital


def _past_side(clauses: Clauses, first: int) -> int:
    """Where a street with a number begins, the side of the town before it: "E. 52nd Street", "West 3rd Street"."""
    side = first - 1 - (clauses.low(first - 1) == ".")
    return side if side >= 0 and clauses.tokens[side].capital and clauses.low(side) in _SIDES else first


def roads_of(text: str, clauses: Clauses) -> list[tuple[int, int, str]]:
    """Roads with a number: "on State Route 94", "at 117th Street", "on highway 94"."""
    tokens, found, where = clauses.tokens, [], grammar.load().where
    for i, token in enumerate(tokens):
        if token.low in where.streets and token.capital and _is_ordinal(clauses, i - 1):
            first = _past_side(clauses, i - 2)
            found.append((first, i, " ".join(text[tokens[first].start : token.end].split())))
        if token.low not in where.roads or not clauses.low(i + 1).isdigit():
            continue
        styled = clauses.low(i - 1) in _STYLED or (tokens[i - 1].capital and tokens[i - 1].date < 0)
        first = i - (i > 1 and styled)
        if token.capital or clauses.low(first - 1) in ("on", "along", "off"):
            found.append((first, i + 1, " ".join(text[tokens[first].start : tokens[i + 1].end].split())))
    return found


def corners_of(text: str, clauses: Clauses) -> list[tuple[int, int, str]]:
    """Where two streets cross that share their noun: "at Elm and Oak Streets", "near 5th and Main streets"."""
    tokens, found = clauses.tokens, []
    for i, low in enumerate(clauses.words):
        second = _past_names(clauses, i) if low in _CROSSING else i
        first = _past_names(clauses, second - 1) if second < i and clauses.low(second - 1) == "and" else second
        if first < second - 1 and clauses.low(first - 1) in grammar.load().prepositions:
            found.append((first, i, " ".join(text[tokens[first].start : tokens[i].end].split())))
    return found


def _past_names(clauses: Clauses, end: int) -> int:
    """Where the names and numbers of streets begin that stand right before a token."""
    first = end
    while first > 0 and (_goes_by(clauses, first - 1) or _is_ordinal(clauses, first - 1)):
        first -= 1 + _is_ordinal(clauses, first - 1)
    return first
