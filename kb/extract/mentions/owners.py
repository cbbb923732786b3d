"""Who does what something of theirs does: "Russian missiles hit the town", "NATO warplanes bombed it"; and whose
plan it is none of: "marched against plans to close the mill"."""

from collections.abc import Sequence

from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import Line, Reference
from kb.lexicon import actors as names
from kb.lexicon import grammar

_POWERS = ("state", "armed group")
_ARMED = ("organisation", "collective")
_PLANS = frozenset(("plan", "plans", "proposal", "proposals", "scheme", "schemes"))
_ABOUT = frozenset(("at", "against", "over", "about"))


def acting_for(line: Line, owners: Sequence[Reference]) -> list[Reference]:
    """The states and groups among those whose the head of a phrase is, and other bodies whose arms it names; of
    "Harlow's German unit" it is Harlow."""
    clauses, harm = line.clauses, grammar.load().harm
    found: list[Reference] = []
    for ref in owners:
        behind = clauses.low(ref.last + 1)
        arms = behind in harm.aircraft | harm.weapons | harm.craft
        if ref.actor.kind not in _POWERS and not (arms and ref.actor.kind in _ARMED):
            continue
        unit = behind in names.load().words.units and clauses.low(ref.first - 1) == "'s"
        whose = line.at.get(ref.first - 2) if unit else None
        found.append(whose if whose is not None and whose.actor.kind == "organisation" else ref)
    return found


def is_others_plan(clauses: Clauses, to: int) -> bool:
    """Whether the plan that an infinitive tells is none of those who do what the verb before it tells."""
    if clauses.low(to - 1) not in _PLANS:
        return False
    return clauses.low(clauses.introducing(to - 1)) in _ABOUT
