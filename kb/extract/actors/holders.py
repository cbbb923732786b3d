"""Who holds which office or rank, and so is meant by it later: "Ali Zaid, the foreign minister, fled. The minister"."""

from collections.abc import Mapping, Sequence

from kb.extract.actors.pronouns import REACH, Named
from kb.extract.actors.scan import Chunk, Identity, Scan, office

_RANKS = frozenset(
    "constable sergeant detective deputy trooper lieutenant corporal policeman policewoman patrolman".split()
)


def holders_of(scan: Scan, named: Sequence[Named]) -> dict[str, list[tuple[int, Identity]]]:
    """Who holds or is described by which office, and since which token; offices by their noun and in full."""
    holders: dict[str, list[tuple[int, Identity]]] = {}
    for chunk, who in named:
        if who[0] != "person" or not chunk.role:
            continue
        for word in {chunk.role, office(chunk.role), _class(scan, chunk.role), _rank(scan, chunk)}:
            held = holders.setdefault(word, [])
            if all(who != other for _, other in held):
                held.append((chunk.first, who))
    return holders


def _rank(scan: Scan, chunk: Chunk) -> str:
    """What else one with a rank is called, who does not only tell of others: "Constable Amy Reed was shot. The officer
    died"."""
    speaks = {scan.key(chunk.last), scan.key(chunk.first - 1)} & scan.lexicon.words.communication
    return "officer" if chunk.role.split()[-1] in _RANKS and not speaks else chunk.role


def _class(scan: Scan, role: str) -> str:
    """The class of an office whose words differ though its holder is the same: "supreme leader" and "ayatollah"."""
    words = tuple(role.split())
    kinds = [
        kind
        for start in range(len(words))
        for title, kind in scan.lexicon.titles.get(words[start], ())
        if title == words[start:]
    ]
    return "ayatollah" if kinds[:1] == ["ayatollah"] else role


def holder(scan: Scan, item: Named, holders: Mapping[str, Sequence[tuple[int, Identity]]]) -> Identity:
    chunk, who = item
    if chunk.sort != "description" or who[0] != "description" or chunk.article in ("a", "an"):
        return who
    own = _class(scan, chunk.role)
    held = holders.get(chunk.role) or holders.get(own, ())
    before = [person for at, person in held if at < chunk.first]
    if len(before) == 1:
        return before[0]
    if not before and len(held) == 1 and (own == "ayatollah" or " " in chunk.role):
        at, person = held[0]
        near = scan.tokens[at].sentence - scan.tokens[chunk.first].sentence <= REACH
        return person if near else who
    return who
