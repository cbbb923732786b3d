"""Whether two sentences of a document can tell of one event, by whom they name in it."""

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.figures import count_harm
from kb.extract.mentions.readings import Read, Reading
from kb.extract.mentions.roles import parties
from kb.model import Kind, Role

_TRIED = ("attempted", "attempt")
_VICTIM: tuple[Role, Kind] = ("target", "person")
_SURE: tuple[tuple[Role, Kind], ...] = (_VICTIM, ("source", "person"), ("source", "state"))


def may_be_one(sentence: Read, candidate: Candidate, other: Reading) -> bool:
    """Whether an event may be the one of another reading: not where each names somebody else whom it was done to or who
    did it ("Omar was arrested on Monday. Said was arrested after a chase"), nor where one was but tried."""
    if _is_tried(candidate) != _is_tried(other.candidate) or other_toll(sentence, candidate, other):
        return False
    mine, theirs = _named(sentence, candidate), _named(other.read, other.candidate)
    return not any(mine[key] and theirs[key] and mine[key].isdisjoint(theirs[key]) for key in _SURE)


def other_toll(sentence: Read, candidate: Candidate, other: Reading) -> bool:
    """Whether an event counts more than twice the dead of another reading: "killed 58", "killing 19 in 2015"; who
    counts less may tell of a part."""
    if candidate.group.harm != "killed":
        return False
    mine = count_harm(sentence.clauses, *Reading(sentence, candidate, other.date, "context").reach).killed
    theirs = count_harm(other.read.clauses, *other.reach).killed
    return bool(mine and theirs and mine.best and theirs.best and mine.best > 2 * theirs.best)


def died_there(sentence: Read, candidate: Candidate, other: Reading) -> bool:
    """Whether both tell that one person died, by name: nobody dies twice."""
    harms = candidate.group.harm, other.candidate.group.harm
    mine, theirs = _named(sentence, candidate), _named(other.read, other.candidate)
    return harms == ("killed", "killed") and not mine[_VICTIM].isdisjoint(theirs[_VICTIM])


def _is_tried(candidate: Candidate) -> bool:
    return candidate.lemma.startswith(_TRIED)


def _named(sentence: Read, candidate: Candidate) -> dict[tuple[Role, Kind], set[str]]:
    found: dict[tuple[Role, Kind], set[str]] = {key: set() for key in _SURE}
    for ref, role in parties(sentence.clauses, candidate, sentence.refs):
        if (role, ref.actor.kind) in found:
            found[role, ref.actor.kind].add(ref.actor.name)
    return found
