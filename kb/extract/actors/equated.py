"""Names that the text itself equates: "X, or Y,", "X (Y)", "X, also known as Y"."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kb.extract.actors.scan import ORGANISED, Chunk, Identity, Scan

_CALLED = ("also known as", "also called", "known as", "formerly known as", "or", "better known as")
_ALSO = tuple(tuple(one.split()) for one in _CALLED)
_NAMED = (*ORGANISED, "unknown", "person")


def appositions(scan: Scan, found: Sequence[tuple[Chunk, Identity]]) -> dict[Identity, Identity]:
    """Names that the text itself equates: "X, or Y,", "X (Y)", "X, also known as Y"."""
    merged: dict[Identity, Identity] = {}
    for (one, who), (other, name) in pairwise(found):
        if who == name or one.sort == "collective" or not scan.same(one.last - 1, other.first):
            continue
        named = [c.sort in _NAMED for c in (one, other)]
        if all(named) and _equated(scan, one, other):
            merged.setdefault(root(name, merged), root(who, merged))
    return {a: b for a, b in merged.items() if a != b}


def _equated(scan: Scan, one: Chunk, other: Chunk) -> bool:
    between = [k for k in scan.keys(one.last, other.first) if k not in ("the", '"', "“", "`")]
    if between == ["("] and scan.key(other.last) == ")":
        short = scan.words(other.first, other.last)
        bodies = len(one.keys) > 1 and one.sort in ORGANISED and other.sort in ORGANISED  # in another language
        return short.isupper() and (bodies or one.keys[0][0] in other.keys[0])
    if between[:1] == [","]:
        between = between[1:]
    elif between == ["or"]:
        return one.sort == other.sort == "armed group"
    if one.sort == "person" and between == ["or"]:
        return False
    return tuple(between) in _ALSO


def root(who: Identity, merged: Mapping[Identity, Identity]) -> Identity:
    for _ in range(4):
        if who not in merged:
            break
        who = merged[who]
    return who
