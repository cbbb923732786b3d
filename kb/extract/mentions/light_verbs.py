"""The light verb that carries an event noun: "launched a raid", "carried out an attack"."""

from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers

_JUDGED = frozenset("over finished complete ended illegal void invalid unlawful unconstitutional".split())
_BACK = 7  # tokens


def light_verb(clauses: Clauses, i: int) -> int:
    """Token of a light verb ("launched", "carried" of "carried out") that has the noun at i for its object, or -1; not
    one that says what the noun is ("declared the war over", "declared the flood a disaster")."""
    light = triggers.load().guards.light
    words = grammar.load()
    if clauses.low(i + 1) in _JUDGED:
        return -1
    for j in range(i - 1, max(-1, i - _BACK), -1):
        if clauses.segment[j] != clauses.segment[i]:
            return -1
        low = clauses.low(j)
        if low == "and" and clauses.is_date(j - 1):
            return -1  # "lift the ban issued on Monday and order"
        after = clauses.low(j + 1)
        if low in light and low.endswith("ing") and clauses.low(j - 1) in words.determiners:
            continue  # "won her opening game"
        if low.startswith("declar") and (_names(clauses, i) or _is_named(clauses, j, i)):
            return -1
        if f"{low} {after}" in light or (low in light and after not in words.particles):
            return j  # "gave a warning", not "gave up the strike"
        if low in words.prepositions and f"{clauses.low(j - 1)} {low}" not in light:
            return -1
    return -1


def _names(clauses: Clauses, i: int) -> bool:
    """Whether something is declared to be something: "declared the outbreak in Zarif a global emergency"."""
    near = range(i + 1, min(i + _BACK, len(clauses.tokens)))
    behind = (j for j in near if clauses.segment[j] == clauses.segment[i] and clauses.low(j) in ("a", "an"))
    return any(clauses.low(j - 1) not in grammar.load().prepositions | {","} for j in behind)


def _is_named(clauses: Clauses, verb: int, i: int) -> bool:
    """Whether a noun is what something is declared to be: "declared the flood a national disaster"."""
    one = next((j for j in range(i - 1, verb + 1, -1) if clauses.low(j) in ("a", "an")), -1)
    return one > 0 and clauses.low(one - 1) not in grammar.load().prepositions | {","}
