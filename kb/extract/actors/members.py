"""Whom "the men" and "the agents" take up: people counted before, or the body whose people they are."""

from collections.abc import Sequence
from itertools import pairwise

from kb.extract.actors.pronouns import REACH, Named
from kb.extract.actors.scan import Identity, Scan
from kb.lexicon import grammar

_THOSE = (("men",), ("women",), ("boys",), ("girls",), ("youths",))
_MEMORY = 60
_PARTS = 3  # tokens of "seven of the"


def the_men(scan: Scan, n: int, named: Sequence[Named]) -> Identity:
    """The people counted before for whom "the men" stands: "Two fishermen were freed. The men were well"."""
    chunk, here = named[n][0], scan.tokens[named[n][0].first].sentence
    if chunk.keys not in _THOSE or scan.key(chunk.last) in ("who", "of", "in"):
        return ()
    counted, numbers = scan.lexicon.words.counted, grammar.load().numbers
    before = pairwise(scan.keys(max(0, chunk.first - _PARTS), chunk.last))
    some = next((numbers.get(number, 0) for number, of in before if of == "of"), 0)
    found: dict[Identity, None] = {}
    for one, who in named[max(0, n - _MEMORY) : n]:
        if one.keys == chunk.keys:
            return ()
        if numbers.get(one.article, some) < some:
            continue  # "two guards were hurt; police caught seven of the men"
        near = one.sort == "collective" and here - scan.tokens[one.first].sentence <= REACH
        if near and (one.article in counted or one.article in numbers or one.article.isdigit()):
            found[who] = None
    return next(iter(found)) if len(found) == 1 else ()


def of_body(scan: Scan, n: int, named: Sequence[Named]) -> Identity:
    """The one body whose people the text has called so, for "the" and their noun alone: "FBI agents came. The agents
    left"; nobody where it has told of others by that noun."""
    chunk = named[n][0]
    if len(chunk.keys) > 1 or chunk.last - chunk.first > 2 or scan.key(chunk.last) in ("who", "of", "from"):
        return ()
    found: dict[Identity, None] = {}
    for one, who in named[max(0, n - _MEMORY) : n]:
        if one.form == "members" and scan.key(one.last - 1) == chunk.keys[0]:
            found[who] = None
        elif one.sort == "collective" and one.keys[0] == chunk.keys[0] and who not in found:
            return ()
    return next(iter(found)) if len(found) == 1 else ()
