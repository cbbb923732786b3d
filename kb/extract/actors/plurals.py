"""Whom "they", "the pair" and "both" mean: people whom the sentences before name in one list, or count as two."""

from collections.abc import Sequence
from itertools import pairwise

from kb.extract.actors.entities import Identity
from kb.extract.actors.scan import Chunk, Scan
from kb.lexicon import grammar

_TWO = ("two", "2")
_BACK = 3  # sentences


def several(scan: Scan, sentence: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> list[Identity]:
    """The persons whom the sentence before joins by "and", when it names nobody else: "Ann Lee and Omar Sayed fled.
    They …"."""
    if any(number == sentence for number, _, _ in recent):
        return []
    people = [(chunk, who) for number, chunk, who in recent if number == sentence - 1 and chunk.sort != "pronoun"]
    people = [(chunk, who) for chunk, who in people if who[0] not in ("known", "place", "organisation")]
    if len(people) < 2 or any(who[0] != "person" or chunk.sort != "person" for chunk, who in people):
        return []
    return [who for _, who in people] if _tied(scan, people) else []


def _tied(scan: Scan, people: Sequence[tuple[Chunk, Identity]]) -> bool:
    """Whether "and" makes one list of names, over ages and kin: "Omar Sayed, 34, and his wife Ann Lee"."""
    words = scan.lexicon.words
    ties = [scan.keys(one.last, other.first) for (one, _), (other, _) in pairwise(people)]
    own = words.possessive | words.kinsfolk | {",", "and"}
    return "and" in ties[-1] and all(all(k in own or k.isdigit() for k in tie) for tie in ties)


def is_pair(scan: Scan, i: int) -> bool:
    """Whether "the two", "the pair" or "both" are the subject of a verb, and no "both sides" or "the pair of shoes"."""
    words, before, after = grammar.load(), scan.key(i - 1), scan.key(i + 1)
    opens = scan.tokens[i].first or not scan.same(i - 1, i) or before == "and"
    verb = after in words.auxiliaries or after in scan.lexicon.words.irregular or after.endswith("ed")
    return scan.same(i, i + 1) and verb and (opens if scan.key(i) == "both" else before == "the")


def pair(scan: Scan, i: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> list[Identity]:
    """The two whom the sentences before name together or count: "Ann Lee and Omar Sayed", "two men"."""
    for back in range(1, _BACK + 1):
        here = [(chunk, who) for number, chunk, who in recent if number == scan.tokens[i].sentence - back]
        people = [(chunk, who) for chunk, who in here if chunk.sort == "person"]
        if len(people) == 2 and people[0][1] != people[1][1] and _tied(scan, people):
            return [who for _, who in people]
        counted = {who: None for chunk, who in here if chunk.sort == "collective" and chunk.article in _TWO}
        if counted:
            return list(counted) if len(counted) == 1 else []
    return []
