"""Who was shot or stabbed, and told to be dead by another sentence of the document."""

from collections.abc import Sequence
from dataclasses import replace

from kb.extract.mentions.readings import Read, Reading
from kb.extract.mentions.roles import parties
from kb.model import Figure, Mention

_ONE = Figure(1, 1, 1)


def with_dead(readings: Sequence[Reading], mentions: Sequence[Mention], read: Sequence[Read]) -> list[Mention]:
    """The mentions, with the one whom an assault struck as its dead, where the document tells of the killing of that
    person with no other date: "Omar Diaz was shot in the back on Friday. His killing shocked the town"."""
    found = list(mentions)
    for n, mention in enumerate(mentions):
        hurt = mention.type == "ASSAULT" and mention.injured is not None and mention.injured.best == 1
        victims = {one.name for one in mention.participants if one.role == "target" and one.kind == "person"}
        if not hurt or mention.killed or len(victims) != 1 or not victims.pop()[0].isupper():
            continue
        if _is_killed(readings[n], mention, readings, read):
            found[n] = replace(mention, killed=_ONE, injured=None)
    return found


def _is_killed(reading: Reading, mention: Mention, readings: Sequence[Reading], read: Sequence[Read]) -> bool:
    """Whether the victim of a mention is killed in any sentence, and not on another day."""
    victim = next(one.name for one in mention.participants if one.role == "target" and one.kind == "person")
    dated = {(r.read.number, r.candidate.first): r.date.edtf for r in readings}
    for one in read:
        for c in one.candidates:
            if c.group.harm != "killed" or c.unreal or c.certainty != "asserted":
                continue
            if dated.get((one.number, c.first), reading.date.edtf) != reading.date.edtf:
                continue
            if any(role == "target" and ref.actor.name == victim for ref, role in parties(one.clauses, c, one.refs)):
                return True
    return False
