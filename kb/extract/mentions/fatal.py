"""Who was shot or stabbed, and told to be dead by another sentence of the document."""

from collections.abc import Sequence
from dataclasses import replace

from kb.extract.mentions.readings import Read, Reading
from kb.extract.mentions.roles import parties
from kb.extract.mentions.victims import ONE
from kb.model import Mention


def with_dead(readings: Sequence[Reading], mentions: Sequence[Mention], read: Sequence[Read]) -> list[Mention]:
    """The mentions, with the one whom an assault struck as its dead, where the document tells of the killing of that
    person with no other date: "Omar Diaz was shot in the back on Friday. His killing shocked the town"."""
    hurt = {n: victim for n, mention in enumerate(mentions) if (victim := _victim(mention))}
    killings = _killings(readings, read) if hurt else {}
    found = list(mentions)
    for n, victim in hurt.items():
        days = killings.get(victim, ())
        if "" in days or readings[n].date.edtf in days:
            found[n] = replace(mentions[n], killed=ONE, injured=None)
    return found


def _victim(mention: Mention) -> str:
    """The name of the one person whom an assault hurt, if it has one."""
    if mention.type != "ASSAULT" or mention.killed or mention.injured is None or mention.injured.best != 1:
        return ""
    victims = {one.name for one in mention.participants if one.role == "target" and one.kind == "person"}
    victim = victims.pop() if len(victims) == 1 else ""
    return victim if victim[:1].isupper() else ""


def _killings(readings: Sequence[Reading], read: Sequence[Read]) -> dict[str, set[str]]:
    """Who is killed in the document, with the dates (EDTF) of it, "" for what has none."""
    dated = {(r.read.number, r.candidate.first): r.date.edtf for r in readings}
    found: dict[str, set[str]] = {}
    for one in read:
        for c in one.candidates:
            if c.group.harm == "killed" and not c.unreal and c.certainty == "asserted":
                date = dated.get((one.number, c.first), "")
                for ref, role in parties(one.clauses, c, one.refs):
                    if role == "target":
                        found.setdefault(ref.actor.name, set()).add(date)
    return found
