"""Who takes part in an event by a clause that hangs on it: who did the harm of which it tells the outcome."""

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.guesses import does_harm
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.verbs import Reference

_HARMFUL = frozenset(("ASSAULT", "DEATH"))
_HANGING = ("when", "after", "as")
_ACTING = ("person", "collective", "armed group", "state")
_SHOOTING = frozenset(("opened", "fired", "emptied", "threw", "hurled", "rammed", "drove", "crashed"))


def harmers(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Who does the harm that a verb only tells the outcome of: "was killed on Monday when two robbers opened fire"."""
    clauses, here = syntax.clauses, syntax.clauses.segment[candidate.first]
    outcome = candidate.passive or candidate.lemma == "die"
    hangs = here + 1 < len(clauses.opener) and clauses.opener[here + 1] in _HANGING
    if not outcome or not hangs or candidate.group.type not in _HARMFUL:
        return []
    inside = (j for j in range(candidate.last + 1, len(clauses.tokens)) if clauses.segment[j] == here + 1)
    verb = next((j for j in inside if syntax.form(j) == "finite"), -1)
    low = clauses.low(verb) if verb > 0 else ""
    if not (does_harm(low) or low in _SHOOTING) or clauses.has_be(verb):
        return []
    hurt = {ref.actor.name for ref in syntax.subjects(candidate.first)}
    did = [ref for ref in syntax.subjects(verb) if clauses.segment[ref.first] == here + 1]
    return [ref for ref in did if ref.actor.kind in _ACTING and ref.actor.name not in hurt]
