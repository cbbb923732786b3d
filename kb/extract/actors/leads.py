"""Whom a report tells of before it names them: "A former editor was jailed. Leonard Marsh, 52, admitted fraud"."""

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise, takewhile

from kb.extract.actors.scan import Chunk, Identity, Scan

_FIRST = 3  # sentences in which a report says whom it is about
_OPENS = 3  # tokens
_TELLING = ("accused", "suspected", "charged", "convicted", "who")  # "the man accused of shooting a guard"
_TOLD = 8  # tokens behind a name that tell what its bearer is: "Omar Said, former minister of land,"
_TRYING = frozenset(
    "arrested charged jailed sentenced convicted indicted fined detained remanded acquitted executed".split()
)
_BENCH = ("judge", "magistrate", "prosecutor", "coroner", "sheriff", "justice")
_UNDERGOING = ("was", "died", "accused", "who")
_SUFFERING = ("was", "were", "died", "suffered")
_LOOKING_ON = frozenset("saw heard witnessed watched witness neighbour neighbor lawyer spokesman spokeswoman".split())
_NEXT = 3  # sentences until "the man" is named


def introduced(scan: Scan, named: Sequence[tuple[Chunk, Identity]]) -> dict[int, Identity]:
    """The one described as the subject of a sentence, for whom the next sentence begins with: a new name and an age,
    a home or "who" behind it, of whom nothing is told that does not go with what the first says."""
    first = scan.tokens[named[0][0].first].sentence if named else 0
    early = takewhile(lambda one: scan.tokens[one[0].first].sentence <= first + _FIRST + 1, named)
    rows = {n: list(row) for n, row in groupby(early, key=lambda one: scan.tokens[one[0].first].sentence)}
    found: dict[int, Identity] = {}
    for one, other in pairwise(sorted(rows)):
        if other != one + 1:
            continue
        (lead, what), (name, who) = _lead(scan, rows[one]), rows[other][0]
        known = any(who == before for n in rows if n < other for _, before in rows[n])
        alone = [chunk for chunk, of in rows[one] if of[0] == "description" and chunk.article in ("a", "an")]
        alone = [chunk for chunk in alone if chunk.role not in _BENCH]
        tries = lead.role in _BENCH and scan.key(lead.last) not in _UNDERGOING
        told = what[0] == "description" and not tries and _are_one(scan, lead, name)
        if not told and len(alone) == 1:
            lead, told = alone[0], _is_held(scan, alone[0], name)
        if told and who[0] == "person" and not known:
            found[lead.first] = who
    return found


def _lead(scan: Scan, row: Sequence[tuple[Chunk, Identity]]) -> tuple[Chunk, Identity]:
    """Whom a sentence is about: its first name, or who has no name and is tried in it, "Iraq jailed a minister"."""
    tried = (one for one in row if one[0].sort == "description" and _is_tried(scan, one[0]))
    return next(tried, row[0])


def _is_tried(scan: Scan, chunk: Chunk) -> bool:
    """Whether a newcomer is the object of a verb that says that he was arrested or tried: "police arrested a clerk"."""
    verb = chunk.first - (scan.key(chunk.first) not in ("a", "an"))
    return chunk.article in ("a", "an") and scan.key(verb - 1) in scan.lexicon.words.tried and scan.same(verb - 1, verb)


def named_later(
    scan: Scan, named: Sequence[tuple[Chunk, Identity]], told: Mapping[int, Identity]
) -> dict[int, Identity]:
    """The only man of the sentences before one that opens with "The man, Omar Said,": "Police arrested a man. The man,
    Omar Said, had fled"."""
    found: dict[int, Identity] = {}
    for n, (chunk, _) in enumerate(named):
        who = told.get(chunk.first, ())
        opens = chunk.article == "the" and not scan.same(chunk.first - 2, chunk.first)
        if not opens or who[:1] != ("person",) or scan.key(chunk.last) != ",":
            continue
        here, row = scan.tokens[chunk.first].sentence, named[:n]
        if any(name == who for _, name in row):
            continue
        near = [one for one, _ in row if here - _NEXT <= scan.tokens[one.first].sentence < here]
        alike = [one for one in near if one.sort == chunk.sort and one.keys[0] == chunk.keys[0]]
        one = alike[:1] and alike[0].article in ("a", "an", "the") and all(c.article == "the" for c in alike[1:])
        if one and not any(c.first in told for c in alike):
            found.update((c.first, who) for c in alike)
    return found


def _is_held(scan: Scan, lead: Chunk, name: Chunk) -> bool:
    """Whether the only one whom a sentence describes is tried by what it tells, and the next names him with his age:
    "a jury convicted a Leeds man. Tom Reed, 51, had shot a guard"; not "Ann Berg, 51, was shot", "…, saw it"."""
    first = lead.first
    while scan.same(first - 1, lead.first):
        first -= 1
    words, second = scan.lexicon.words, _words(scan, name.first)
    if not _LOOKING_ON.isdisjoint(second):
        return False
    suffered = scan.key(name.last + 3) in _SUFFERING and not words.harmed.isdisjoint(second)
    tried = not _TRYING.isdisjoint(_words(scan, first))
    aged = (
        scan.key(name.last) == "," and scan.key(name.last + 1).isdigit() and not scan.same(name.first - 1, name.first)
    )
    return tried and aged and not (suffered or name.role) and len(name.keys) > 1 and _fits(scan, lead, name)


def _are_one(scan: Scan, lead: Chunk, name: Chunk) -> bool:
    # The first word of a sentence may stand behind a dateline.
    opens = any(scan.tokens[j].first for j in range(max(0, lead.first - _OPENS), lead.first + 1))
    opens = (opens or _is_tried(scan, lead)) and not scan.same(name.first - 1, name.first)
    some = scan.keys(lead.last, lead.last + 2) in (("of", "a"), ("of", "an"))  # "the mayor of a small town"
    told = lead.article in ("a", "an") or (lead.article == "the" and (scan.key(lead.last) in _TELLING or some))
    if not told or name.role or len(name.keys) < 2 or not opens or not _fits(scan, lead, name):
        return False
    words, role = scan.lexicon.words, lead.role.split()[-1] if lead.role else ""
    age = scan.key(name.last + 1) if scan.key(name.last) == "," else ""
    if age.isdigit() and "year-old" in lead.keys:
        return True
    if not (age.isdigit() or age in ("of", "from", "who") or (age and role in scan.keys(name.last, name.last + _TOLD))):
        return False
    first, second = _words(scan, lead.first), _words(scan, name.first)
    tried = _is_tried(scan, lead) or not words.tried.isdisjoint(first), not words.tried.isdisjoint(second)
    if _is_tried(scan, lead) and not tried[1]:
        return False  # "police arrested a clerk. Ann Berg, 45, saw it"
    hurt = not words.harmed.isdisjoint(second)
    return not tried[1] or tried[0] if not hurt else tried[0] == tried[1]


def _fits(scan: Scan, lead: Chunk, name: Chunk) -> bool:
    """Whether the sex and age that a description tells are those of a name."""
    words, role = scan.lexicon.words, lead.role.split()[-1] if lead.role else ""
    gender = "m" if role in words.male_nouns else "f" if role in words.female_nouns else ""
    age = scan.key(name.last + 1) if scan.key(name.last) == "," else ""
    if age.isdigit() and "year-old" in lead.keys and age not in lead.keys:
        return False
    return not (gender and name.gender in ("m", "f") and gender != name.gender)


def _words(scan: Scan, i: int) -> set[str]:
    """The words of the sentence of a token from there on."""
    end = next((j for j in range(i, len(scan.tokens)) if not scan.same(i, j)), len(scan.tokens))
    return set(scan.row[i:end])
