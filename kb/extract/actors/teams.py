"""Places that stand for their teams, where a text is of sport: "Evansville lost", "a victory over Detroit"."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from kb.extract.actors.scan import Chunk, Scan
from kb.lexicon import grammar

_STATES = ("state", "st", "st.", "tech")
_ROLE = "team"
_SIDES = frozenset(("team", "club", "franchise", "side"))
_LEAGUES = frozenset("nfl nba nhl mlb ncaa fifa uefa league association federation conference".split())
_ALLIED = frozenset("coalition alliance front bloc union movement forces party parties congress".split())
_HOMES = ("of", "downtown", "suburban", "and", "or", ",")
_PHRASE = 7  # tokens between a team and how its match ended: "Denver's June 2, 3-1 win"
_SPORTS = 6  # so many different words of sport make a text of sport


def is_side(scan: Scan, i: int, end: int) -> bool:
    """Whether a plural before a person's name is a team that the text tells of elsewhere: "Otters Peter Lang out",
    where "the Otters" are."""
    word = scan.key(i)
    ahead = end > i + 2 and word.endswith("s") and scan.key(i + 1) in scan.lexicon.given
    return ahead and any(pair == ("the", word) for pair in pairwise(scan.row))


def tells_of_sport(scan: Scan) -> bool:
    return len(scan.lower & scan.lexicon.words.sport) >= _SPORTS


def is_team(scan: Scan, chunk: Chunk) -> bool:
    """Whether a name is that of a team, or of a place that stands for one: "the Otters signed Lang"."""
    plural = chunk.sort == "organisation" and chunk.article == "the" and chunk.keys[-1].endswith("s")
    return chunk.role == _ROLE or (plural and tells_of_sport(scan))


def teams(scan: Scan, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks, with places that play as bodies."""
    sport = tells_of_sport(scan)
    if not sport and scan.lower.isdisjoint(_results()):
        return list(chunks)
    homes = _homes(chunks)
    surnames = {chunk.keys[-1] for chunk in chunks if chunk.sort in ("person", "unknown") and len(chunk.keys) > 1}
    found: list[Chunk] = []
    for chunk in chunks:
        tied = bool(found) and found[-1].role == _ROLE and scan.keys(found[-1].last, chunk.first) == ("and",)
        plays = sport and _plays(scan, chunk, tied=tied, at_home=chunk.keys in homes)
        plays = chunk.keys[-1] not in surnames and (plays or _is_of_match(scan, chunk))
        found.append(_team(scan, chunk, homes.get(chunk.keys)) if plays else chunk)
    return found


def _homes(chunks: Sequence[Chunk]) -> dict[tuple[str, ...], Chunk]:
    """The one team of a text that is called by a place, by the place: the Kansas City Chiefs by "Kansas City"."""
    found: dict[tuple[str, ...], Chunk] = {}
    several: set[tuple[str, ...]] = set()
    for chunk in chunks:
        if chunk.sort != "organisation" or not chunk.keys[-1].endswith(("s", "x")):
            continue
        for home in (chunk.keys[:-1], chunk.keys[:-2]):
            if found.setdefault(home, chunk).keys != chunk.keys:
                several.add(home)  # the Mets and the Yankees
    return {home: team for home, team in found.items() if home and home not in several}


def _team(scan: Scan, chunk: Chunk, named: Chunk | None) -> Chunk:
    """A place as the body that plays there: the team of the text that is called by it, else one of its name."""
    last = _end(scan, chunk)
    name, keys = scan.words(chunk.first, last), scan.keys(chunk.first, last)
    if named is not None and last == chunk.last:
        name, keys = named.name, named.keys
    return replace(chunk, last=last, name=name, keys=keys, sort="organisation", known=False, form="", role=_ROLE)


def _end(scan: Scan, chunk: Chunk) -> int:
    """The token behind the name, over what makes a university of it: "Indiana State"."""
    return chunk.last + (scan.capital(chunk.last, chunk.first) and scan.key(chunk.last) in _STATES)


def _plays(scan: Scan, chunk: Chunk, *, tied: bool, at_home: bool) -> bool:
    """Whether a city or region wins, loses or has a record beside it, has that done to it, or is `tied` to a team; that
    of a team of the text plays wherever no word says that it is a place."""
    words = scan.lexicon.words
    if not _is_town(chunk) or scan.tokens[chunk.first].shut:
        return False
    if tied:
        return True
    last = _end(scan, chunk)
    if scan.same(chunk.first, last + 1):
        after = scan.key(last)
        if after in words.playing or (after == "(" and scan.key(last + 1)[:1].isdigit()):
            return True
    before = chunk.first - 1
    while scan.same(before, chunk.first) and (scan.key(before) in ("the", "no", "no.") or scan.key(before).isdigit()):
        before -= 1
    if not scan.same(before, chunk.first):
        return at_home and not _is_of_place(scan, last)
    led, by = scan.key(before), scan.key(before - 1)
    if led in words.opposing or (led == "to" and by in words.losing) or (led == "by" and by in words.signing):
        return True
    placed = led in words.locative or led in _HOMES
    return at_home and not placed and not scan.capital(before, chunk.first) and not _is_of_place(scan, last)


def _is_town(chunk: Chunk) -> bool:
    """Whether a name is that of a city or region, or of a capital that else would be its state."""
    return (chunk.sort == "place" and chunk.known) or chunk.form == "capital"


def _is_of_match(scan: Scan, chunk: Chunk) -> bool:
    """Whether a city or region is one of two that played, in any text: "Leeds's 3-1 win over Burnley"."""
    if not _is_town(chunk) or scan.tokens[chunk.first].shut:
        return False
    led, by = scan.key(chunk.first - 1), scan.key(chunk.first - 2)
    if (led in ("over", "against", "to", "by") and by in _results()) and scan.same(chunk.first - 2, chunk.first):
        return True
    if scan.key(chunk.last) not in ("s", "'", "’") or not scan.same(chunk.first, chunk.last):
        return False
    for j in range(chunk.last + 1, chunk.last + _PHRASE):
        if not scan.same(chunk.first, j + 1) or scan.key(j) in scan.lexicon.words.functional:
            return False
        if scan.key(j) in _results():
            return scan.key(j + 1) in ("over", "against", "to", "by")
    return False


@cache
def _results() -> frozenset[str]:
    """Nouns for how a match ends."""
    return grammar.load().victories | {"loss", "defeat"}


def _is_of_place(scan: Scan, last: int) -> bool:
    """Whether what stands behind a place tells that it is one: "Detroit, Mich.", "the Detroit Airport"."""
    return scan.same(last - 1, last) and (scan.capital(last, last - 1) or scan.key(last) in (",", "-"))


def may_be_called(chunk: Chunk, noun: str) -> bool:
    """Whether a body may be meant by a noun: a league is no "team", and not every body a "coalition"."""
    if noun == "coalition":
        return not _ALLIED.isdisjoint(chunk.keys)
    return noun not in _SIDES or chunk.keys[-1] not in _LEAGUES
