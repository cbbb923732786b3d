"""Places that stand for those who rule them, where they do what only these can: "Texas executed a man"."""

from collections.abc import Sequence
from dataclasses import replace

from kb.extract.actors.scan import Chunk, Scan

_HELPING = ("has", "have", "had", "also", "then", "later", "today", "yesterday")
_LEADING = ("that", "and", "but", "as", "after", "when", "said")
_LAWS = frozenset("law laws bill bills measure measures act ban resolution budget rule rules ordinance reform".split())
_DECLARED = frozenset("independence emergency bankruptcy war disaster".split())
_FILED = frozenset("lawsuit suit bankruptcy complaint appeal charges".split())
_OBJECTS = {"passed": _LAWS, "adopted": _LAWS, "approved": _LAWS, "declared": _DECLARED, "filed": _FILED}
_PHRASE = 6  # tokens


def ruling(scan: Scan, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks, with places that rule as states."""
    if scan.lower.isdisjoint(scan.lexicon.words.ruling):
        return list(chunks)
    found = list(chunks)
    for n, chunk in enumerate(chunks):
        first = _first_of(scan, chunks, n)
        named = chunk.sort == "place" and chunk.known and chunk.keys[-1] not in scan.surnames
        if named and _acts(scan, chunk) and first >= 0 and _is_free(scan, chunks[first]):
            found[first : n + 1] = [replace(c, sort="state") if c.sort == "place" else c for c in chunks[first : n + 1]]
    return found


def _first_of(scan: Scan, chunks: Sequence[Chunk], n: int) -> int:
    """The first of the places that a list ends with, by their positions: "Texas, Ohio and Utah"; -1 where a comma only
    says where the last one lies, "Austin, Texas"."""
    first, ties = n, set[str]()
    while first and chunks[first - 1].sort in ("place", "state"):
        tie = scan.keys(chunks[first - 1].last, chunks[first].first)
        if tie not in ((",",), ("and",), (",", "and")):
            break
        ties |= {*tie}
        first -= 1
    return -1 if ties == {","} else first


def _is_free(scan: Scan, chunk: Chunk) -> bool:
    """Whether a name may begin a clause: at the head of a sentence, behind a date or a word that leads to a clause; not
    "a clerk from Ohio sued"."""
    before = chunk.first - 1
    dated = before - (scan.key(before) == ",")
    free = not scan.same(before, chunk.first) or scan.key(before) in _LEADING
    return free or scan.lexicon.ordinary.get(scan.key(dated)) == "calendar" or scan.key(dated).isdigit()


def _acts(scan: Scan, chunk: Chunk) -> bool:
    """Whether a place stands before a verb of ruling: "Ohio banned the drug", "Leeds has sued the firm"."""
    verb = chunk.last
    while scan.key(verb) in _HELPING:
        verb += 1
    low, ahead = scan.key(verb), frozenset(scan.keys(verb + 1, verb + 1 + _PHRASE))
    if low not in scan.lexicon.words.ruling or not scan.same(chunk.first, verb):
        return False
    return low not in _OBJECTS or not _OBJECTS[low].isdisjoint(ahead)
