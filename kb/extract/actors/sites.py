"""Buildings and vessels without a name that something is done to: "a clinic was bombed", "the raid on a bank".

Elsewhere they only tell where something is, and are no actors.
"""

from dataclasses import replace

from kb.extract.actors.scan import Chunk, Scan, run_end
from kb.extract.actors.vessels import is_vessel, read_named
from kb.lexicon.actors import Noun, is_site

_BODIES = ("organisation", "company")
_STEPS = 5
_TIED = 3
_TYING = ("and", ",")
_PARTICLES = ("down", "up")
_ALIGHT = ("fire", "to")
_HIT = ("on", "at", "of", "against", "in", "into", "outside", "inside", "near", "through")


def read_site(scan: Scan, noun: Noun, i: int, found: list[Chunk]) -> list[Chunk]:
    """The phrase of a site whose noun begins at token i, when it is struck, with the place or name that tells which."""
    end = i + len(noun.words)
    if is_vessel(scan, end - 1) and scan.same(end - 1, end) and read_named(scan, end, run_end(scan, end)):
        return []
    start = _start(scan, i, found)
    if start == i and noun.words[-1] in scan.lexicon.words.facility_nouns and scan.key(i - 1) == "the":
        return []  # "the compound" takes up the embassy
    if not (_compound(scan, end) or (ends_phrase(scan, end) and (_struck(scan, start, found) or _suffers(scan, end)))):
        return []
    inside = [chunk for chunk in found[-2:] if chunk.first >= start]
    own = inside[-1] if inside and inside[-1].last == i and inside[-1].sort in _BODIES else None
    if own and not own.known:  # "the SYL hotel"
        found.pop()
        return [replace(own, last=end, name=scan.words(own.first, end), keys=(*own.keys, scan.key(i)))]
    named = any(chunk.sort in _BODIES and scan.key(i) in chunk.keys for chunk in found)
    if named or any(chunk.sort in _BODIES for chunk in inside):
        return []  # "the clinic" of a clinic with a name
    del found[len(found) - len(inside) :]
    name = scan.words(start, end)
    keys = (noun.plural, *(scan.key(j) for j in range(start, i)))
    return [Chunk(start, end, name, "collective", keys, role=noun.words[-1], article=scan.key(start - 1))]


def _start(scan: Scan, i: int, found: list[Chunk]) -> int:
    """Where the words begin that tell which site: "upmarket jewellery store", "Harry Winston jewellery store"."""
    words, start = scan.lexicon.words, i
    while i - start < _STEPS and scan.same(start - 1, i):
        token = scan.tokens[start - 1]
        if found and found[-1].last == start and found[-1].sort != "collective":
            return found[-1].first
        plain = token.text.islower() and token.text.replace("-", "").isalpha() and not token.shut
        verbal = token.key in words.irregular or token.key in words.striking or token.key.endswith(("ed", "ly"))
        if not plain or verbal or token.key in words.functional or token.key in words.determiners:
            break
        start -= 1
    return start


def ends_phrase(scan: Scan, end: int) -> bool:
    """Whether the phrase ends here: no further noun follows."""
    if not scan.same(end - 1, end):
        return True
    token, words = scan.tokens[end], scan.lexicon.words
    small = token.key in words.functional or token.key in words.irregular
    return not token.word or token.shut or token.capital or small or token.key.endswith(("ed", "ing"))


def _compound(scan: Scan, end: int) -> bool:
    """ "A clinic bombing": what is done stands behind."""
    return scan.same(end - 1, end) and scan.key(end) in scan.lexicon.words.strikes


def _struck(scan: Scan, start: int, found: list[Chunk]) -> bool:
    """Whether a word before the phrase strikes it: "bombed a clinic", "the attack on a Leeds, England, clinic"."""
    words, j = scan.lexicon.words, start - 1
    for place in reversed(found[-2:]):
        if place.sort in ("place", "state") and j - place.last < 2 and (scan.key(j) == "," or place.last == j + 1):
            j = place.first - 1
    while scan.key(j) != "of" and (scan.key(j) in words.determiners | words.counted or scan.key(j).isdigit()):
        j -= 1
    if not scan.same(j, start):
        return False
    if scan.key(j) in _TYING and any(chunk.last == j and is_site(chunk.keys[0]) for chunk in found[-_TIED:]):
        return True  # "bombed two churches and three hotels", "freed a Greek tanker and a Saudi yacht"
    if scan.key(j - (scan.key(j) in _PARTICLES)) in words.striking or scan.keys(j - 1, j + 1) == _ALIGHT:
        return True  # "burned down a church", "set fire to a church"
    near = scan.keys(max(0, j - _TIED), j)
    return scan.key(j) in _HIT and any(key in words.striking or key in words.strikes for key in near)


def _suffers(scan: Scan, end: int) -> bool:
    """ "A clinic was bombed"."""
    words = scan.lexicon.words
    be = scan.key(end) in ("was", "were", "been")
    return be and scan.same(end, end + 1) and scan.key(end + 1) in words.striking
