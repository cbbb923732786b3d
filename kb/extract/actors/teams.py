"""Places that stand for their teams, where a text is of sport: "Evansville lost", "a victory over Detroit"."""

from collections.abc import Sequence
from dataclasses import replace

from kb.extract.actors.scan import Chunk, Scan

_STATES = ("state", "st", "st.", "tech")
_ROLE = "team"
_SPORTS = 6  # so many different words of sport make a text of sport


def teams(scan: Scan, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks, with places that play as bodies."""
    words = scan.lexicon.words
    if len(scan.lower & words.sport) < _SPORTS:
        return list(chunks)
    surnames = {chunk.keys[-1] for chunk in chunks if chunk.sort in ("person", "unknown") and len(chunk.keys) > 1}
    found: list[Chunk] = []
    for chunk in chunks:
        tied = bool(found) and found[-1].role == _ROLE and scan.keys(found[-1].last, chunk.first) == ("and",)
        plays = chunk.keys[-1] not in surnames and _plays(scan, chunk, tied=tied)
        found.append(_team(scan, chunk) if plays else chunk)
    return found


def _team(scan: Scan, chunk: Chunk) -> Chunk:
    last = _end(scan, chunk)
    name, keys = scan.words(chunk.first, last), scan.keys(chunk.first, last)
    return replace(chunk, last=last, name=name, keys=keys, sort="organisation", known=False, form="", role=_ROLE)


def _end(scan: Scan, chunk: Chunk) -> int:
    """The token behind the name, over what makes a university of it: "Indiana State"."""
    return chunk.last + (scan.capital(chunk.last, chunk.first) and scan.key(chunk.last) in _STATES)


def _plays(scan: Scan, chunk: Chunk, *, tied: bool) -> bool:
    """Whether a city or region wins, loses or has a record beside it, has that done to it, or is `tied` to a team."""
    words = scan.lexicon.words
    if chunk.sort != "place" or not chunk.known or scan.tokens[chunk.first].shut:
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
    return scan.same(before, chunk.first) and scan.key(before) in words.opposing
