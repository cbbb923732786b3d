"""Who has, faces or awaits a day in court."""

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.verbs import Reference
from kb.lexicon import grammar

_HAVING = frozenset("has have had having face faces faced facing await awaits awaited awaiting".split())
_SITTING = frozenset("judge judges justice justices magistrate magistrates prosecutor prosecutors jury jurors".split())
_RULINGS = frozenset("ruling rulings decision decisions judgment judgement order orders".split())
_PHRASE = 6  # tokens


def tried(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Who has a day in court: "Omar, who denies it, has a hearing on Monday", "is due in court"; not who holds it ("the
    judge has a hearing on Monday")."""
    clauses, words = syntax.clauses, grammar.load()
    if candidate.group.type != "JUSTICE" or clauses.low(candidate.last) in _RULINGS:
        return []
    near = range(candidate.first - 1, max(-1, candidate.first - _PHRASE), -1)
    verb = next((j for j in near if clauses.low(j) in _HAVING), -1)
    if clauses.low(candidate.first) == "due" and clauses.prior[candidate.first] in words.be:
        verb = clauses.before[candidate.first]
    between = range(verb + 1, candidate.first)
    if verb < 0 or any(syntax.form(j) or clauses.low(j) in words.prepositions for j in between):
        return []  # "had obtained restraining orders", "has a house near the trial"
    sitting = _SITTING | words.where.courts
    folk = (ref for ref in syntax.subjects(verb) if ref.actor.kind in ("person", "collective"))
    return [ref for ref in folk if ref.noun.lower() not in sitting]
