"""Descriptions that only tell as what somebody acts, or what they are called."""

from kb.extract.mentions.verbs import Line, Reference
from kb.extract.mentions.walks import new_clause

_CALLED = frozenset("called named labelled labeled branded dubbed declared deemed considered".split())


def is_capacity(line: Line, ref: Reference) -> bool:
    """Whether a description only tells as what somebody acts, "hired as the head coach", "to be trade secretary", or
    what they are called: "was called a witness"."""
    clauses = line.clauses
    joint, called = clauses.introducing(ref.first), ref.first - 1 - (clauses.low(ref.first - 1) in ("a", "an"))
    described = ref.actor.kind == "person" and ref.actor.name[0].islower()
    acts = clauses.low(joint) == "as" and not new_clause(line, joint + 1)
    told = clauses.low(called) in _CALLED and clauses.has_be(called)
    return described and (acts or told or clauses.low(ref.first - 1) == "be")
