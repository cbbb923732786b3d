"""Whom a word concerns that is said, asked or ruled: named in what is told, without a part in the saying."""

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.verbs import Reference

_TOLD = frozenset(("STATEMENT", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "AGREE", "JUSTICE", "PROTEST"))
_KINDS = frozenset(("person", "organisation"))
_ENDS = frozenset((",", ";", ":", ".", "!", "?", "''", "”", '"'))


def concerned(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """The people and bodies named behind a word of saying up to the next mark: "said that Omar would be released"."""
    if candidate.group.type == "BUSINESS":
        return [ref for ref in syntax.refs if ref.last < candidate.first and ref.actor.kind == "organisation"]
    if candidate.group.type not in _TOLD:
        return []
    clauses = syntax.clauses
    end = next((j for j in range(candidate.last + 1, len(clauses.tokens)) if _parts(syntax, j)), len(clauses.tokens))
    behind = [ref for ref in syntax.refs if candidate.last < ref.first < end]
    return [ref for ref in behind if ref.actor.kind in _KINDS]


def _parts(syntax: Syntax, j: int) -> bool:
    """Whether a mark ends what is told; one inside a date or a name does not."""
    clauses = syntax.clauses
    return clauses.low(j) in _ENDS and clauses.tokens[j].date < 0 and j not in syntax.at
