"""Of what nation a body is, as the words before its name tell: "Danish rival Dunlin", "Denmark's Dunlin"."""

from collections.abc import Sequence

from kb.extract.actors.scan import Chunk, Identity, Scan, match_name

_BODIES = ("organisation", "company", "unknown")
_BEFORE = 5  # tokens in which a nation stands before a name


def of_nation(
    scan: Scan, words: range, recent: Sequence[tuple[int, Chunk, Identity]]
) -> tuple[Identity, Sequence[tuple[int, Chunk, Identity]]]:
    """The body last named that is of the nation which the tokens of a phrase name, "the Danish firm"; and those that
    are told to be of none, or everybody where the phrase names no nation."""
    nation = _named(scan, words)
    if not nation:
        return (), recent
    told: dict[Identity, set[str]] = {}
    for _, chunk, who in recent:
        told.setdefault(who, set()).update({_nation(scan, chunk)} - {""})
    its = [who for _, chunk, who in recent if nation in told[who] and chunk.sort in _BODIES]
    return its[-1] if its else (), [row for row in recent if not told[row[2]]]


def _nation(scan: Scan, chunk: Chunk) -> str:
    """The nation that stands before a name with small words alone between."""
    first = chunk.first - 1
    while first > chunk.first - _BEFORE and scan.same(first, chunk.first):
        token = scan.tokens[first]
        if nation := _named(scan, range(first, first + 1)):
            return nation
        if not token.text.islower() or not token.word or token.shut:
            return ""
        first -= 1
    return ""


def _named(scan: Scan, words: range) -> str:
    """The first state at the tokens, by its adjective or as an owner."""
    for j in words:
        name = match_name(scan, j) if scan.tokens[j].capital else None
        if name and name.kind == "state" and (name.form == "adjective" or scan.key(j + len(name.words)) == "s"):
            return name.name
    return ""
