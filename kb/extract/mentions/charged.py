"""Who was killed in what somebody is charged with or tried for, where only another sentence names them."""

from collections.abc import Sequence

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.readings import Read, Reading
from kb.extract.mentions.roles import parties
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import Reference
from kb.model import Participant

_REACH = 14  # tokens
_KILLING = ("ASSAULT", "DEATH")
_SHOOTING = ("shoot", "stab", "strangle")
_DEEDS = frozenset("murder murders killing killings slaying slayings shooting stabbing assassination death".split())


class Killed:
    """Whom a document tells by name to be killed; it is asked once, and only when a charge needs it."""

    def __init__(self, read: Sequence[Read], text: str) -> None:
        self._read, self._text = read, text
        self._victims: dict[str, Reference] | None = None

    def charged(self, reading: Reading, known: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """The participants of a charge or trial, with the one whom the text tells to be killed, where it is for "the
        murder": "Omar Sayed was shot dead. Paul Lang was charged with the murder"."""
        if reading.type != "JUSTICE" or not known or not _is_for_killing(reading.read.clauses, reading.candidate):
            return known
        if self._victims is None:
            self._victims = _victims(self._read)
        if len(self._victims) != 1 or any(one.name in self._victims for one in known):
            return known
        ref = next(iter(self._victims.values()))
        return (*known, Participant(ref.actor.name, "other", ref.actor.kind, ref.span.of(self._text)))


def _victims(read: Sequence[Read]) -> dict[str, Reference]:
    """Those whom sentences tell by name to be killed or shot."""
    victims: dict[str, Reference] = {}
    for sentence in read:
        for one in sentence.candidates:
            killed = one.group.type in _KILLING and one.group.harm == "killed"
            if killed or one.lemma.split()[0] in _SHOOTING:
                told = parties(sentence.clauses, one, sentence.refs)
                victims |= {ref.actor.name: ref for ref, role in told if role == "target" and _is_named(ref)}
    return victims


def _is_named(ref: Reference) -> bool:
    return ref.actor.kind == "person" and not ref.actor.name[0].islower()


def _is_for_killing(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether what stands behind a charge is "the murder", without a word of whose."""
    for j in range(candidate.last + 1, min(candidate.last + _REACH, len(clauses.tokens) - 1)):
        if clauses.segment[j] != clauses.segment[candidate.last]:
            return False
        if clauses.low(j) in _DEEDS and clauses.low(j + 1) not in ("of", "trial", "case", "charge", "charges"):
            return "the" in clauses.lows(j - 3, j)
    return False
