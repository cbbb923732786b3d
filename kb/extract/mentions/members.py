"""Who is named as one of those that a clause tells of: "nine leaders met on Friday, including Omar"."""

from collections.abc import Sequence

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.numbers import number_at
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.verbs import Reference, is_among
from kb.model import Role


def among(syntax: Syntax, objects: Sequence[tuple[Reference, str]]) -> frozenset[int]:
    """The first tokens of those behind a verb who are named as some of others, with whom "and" ties to them."""
    named = [ref for ref, _ in objects if is_among(syntax.clauses, ref)]
    return frozenset(one.first for ref in named for one in (ref, *syntax.lists.get(ref.first, ())))


def members(
    syntax: Syntax, candidate: Candidate, known: Sequence[tuple[Reference, Role]], roles: tuple[Role, Role]
) -> list[tuple[Reference, Role]]:
    """Those named behind a comma and "including" or "among them", each with the role of the ones before; `known` are
    the parties so far, `roles` those of the subject and the objects of the verb."""
    found: list[tuple[Reference, Role]] = []
    for ref, _ in syntax.objects(candidate.last):
        if _comma(syntax, ref) >= 0 and all(ref is not other for other, _ in found):
            role = _role(syntax, candidate, ref, known, roles)
            found += [(one, role) for one in (ref, *syntax.lists.get(ref.first, ())) if one.first >= ref.first]
    return found


def _comma(syntax: Syntax, ref: Reference) -> int:
    """The comma before "including" and a name, -1 where there is none."""
    clauses = syntax.clauses
    comma = clauses.introducing(ref.first) - 1 - (clauses.low(ref.first - 1) == "them")
    return comma if is_among(clauses, ref) and clauses.low(comma) == "," else -1


def _role(
    syntax: Syntax,
    candidate: Candidate,
    ref: Reference,
    known: Sequence[tuple[Reference, Role]],
    roles: tuple[Role, Role],
) -> Role:
    """The role of those of whom one is named: those behind the verb, or who is counted there, else the subject."""
    behind = [role for other, role in known if candidate.last < other.first < ref.first]
    if behind:
        return behind[-1]
    clauses = syntax.clauses
    inner = range(candidate.last + 1, _comma(syntax, ref))
    counted = any(number_at(clauses, j) and not clauses.is_date(j) for j in inner)
    return roles[counted and not candidate.passive]
