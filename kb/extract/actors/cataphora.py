"""Whom a pronoun means that stands before the name of its bearer."""

from collections.abc import Sequence

from kb.extract.actors.pronouns import BODIES_AND_STATES, Named
from kb.extract.actors.scan import Identity, Scan

_FRONTING = frozenset(("during", "in", "at", "after", "before", "since", "throughout", "upon", "following", "with"))
_HANGING = frozenset(("as", "after", "before", "when", "while", "because", "since", "though", "although", "once"))
_OF_NOBODY = frozenset("rained rains snowed snows is was seems seemed appears appeared emerged became took".split())
_GOING_ON = (",", "and", "s", "'", "’")  # behind a name that is no subject by itself
# Before the name that somebody has or gets: "he was born Omar Said".
_NAMING = frozenset("is was be been being became born named called known as himself herself renamed".split())
_FRONTED = 16  # tokens of a phrase that opens a sentence
# "In his absence Omar spoke", "in her place Lang was named": somebody else then.
_APART = frozenset("absence place stead name memory honor honour defense defence wake behalf view".split())


def ahead(scan: Scan, i: int, following: Sequence[Named]) -> tuple[int, Identity]:
    """Whose "his" is in a phrase that opens a sentence, where its subject stands right behind the comma: "In his speech
    on Monday, Omar said"; and the token there, since it may be "he", or -1."""
    words = scan.lexicon.words
    if scan.key(i) not in ("his", "her") or not scan.tokens[i - 1].first or scan.key(i - 1) not in _FRONTING:
        return -1, ()
    if scan.key(i + 1) in _APART or not scan.same(i, i + 1):
        return -1, ()
    own = words.male if scan.key(i) == "his" else words.female
    for comma in range(i + 2, min(i + _FRONTED, len(scan.tokens) - 2)):
        if not scan.same(i, comma) or scan.tokens[comma].key in words.communication:
            break
        if scan.key(comma) != ",":
            continue
        if scan.key(comma + 1) in ("he", "she") and scan.key(comma + 1) in own:
            return comma + 1, ()
        chunk, who = next((one for one in following if one[0].first == comma + 1), (None, ()))
        if chunk is not None and who[0] == "person":
            fits = chunk.gender != ("f" if scan.key(i) == "his" else "m")
            return (comma + 1, who) if fits and scan.key(chunk.last) not in _GOING_ON else (-1, ())
    return -1, ()


def of_main_clause(scan: Scan, i: int, following: Sequence[Named]) -> Identity:
    """Who "he" or "it" is in a clause that opens a sentence, where nobody was named before: the subject behind its
    comma, "As it had promised, Harlow closed two mills"."""
    words, low = scan.lexicon.words, scan.key(i)
    gender = "m" if low in words.male else "f" if low in words.female else ""
    if low not in ("he", "she", "it") or not scan.tokens[i - 1].first or scan.key(i - 1) not in _HANGING:
        return ()
    if low == "it" and scan.key(i + 1) in _OF_NOBODY:
        return ()  # "as it rained", "when it was clear"
    comma = next((j for j in range(i + 2, min(i + _FRONTED, len(scan.tokens))) if scan.key(j) == ","), 0)
    if not comma or not scan.same(i, comma + 1):
        return ()
    first = comma + 1 + (scan.key(comma + 1) == "the")
    chunk, who = next((one for one in following if one[0].first in (comma + 1, first)), (None, ()))
    if chunk is None or scan.key(chunk.last) in _GOING_ON:
        return ()
    fits = who[0] in ("person", "description") if gender else chunk.sort in BODIES_AND_STATES
    return who if fits and (not gender or chunk.gender in ("", gender)) else ()


def named_behind(scan: Scan, i: int, following: Sequence[Named]) -> set[Identity]:
    """Who is named behind a "he" that opens a sentence, before any mark, and so is somebody else: "He shot Berg", "in
    2005, he was charged with an attack on Berg"; not "he was born Omar Berg"."""
    others: set[Identity] = set()
    opens = scan.tokens[i].first or scan.key(i - 1) in ("and", "but", "then") or _is_fronted(scan, i)
    if scan.key(i) not in ("he", "she") or not opens:
        return others
    for chunk, who in following:
        between = scan.keys(i + 1, chunk.first)
        if not scan.same(i, chunk.first) or any(not k[:1].isalnum() for k in between):
            break
        if between and who[0] == "person" and chunk.sort in ("person", "unknown") and between[-1] not in _NAMING:
            others.add(who)
    return others


def _is_fronted(scan: Scan, i: int) -> bool:
    """Whether only a phrase that names nobody stands before a pronoun in its sentence: "in 2005, he"."""
    if scan.key(i - 1) != "," or not scan.same(i - 1, i):
        return False
    j = i - 2
    while j > 0 and scan.same(j, i) and not scan.tokens[j].first and not scan.tokens[j].capital and i - j < _FRONTED:
        j -= 1
    return scan.tokens[j].first and scan.same(j, i)
