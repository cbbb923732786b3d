"""Names that "and" ties into one list, over what is said of each: "Omar Sayed, 34, Paul Lang, a doctor, and Ann"."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kb.extract.mentions.verbs import BREAKS, Line, Reference
from kb.lexicon import grammar

_JOINTS = ("and", "or", "&")
_TIED = (("along", "with"), ("together", "with"), ("as", "well", "as"))
_ASIDE = 14
_BEFORE = 4


def lists(line: Line) -> Mapping[int, tuple[Reference, ...]]:
    """The list that each name is in, by the first token of the name; names in no list are left out."""
    found: dict[int, tuple[Reference, ...]] = {}
    refs = sorted(line.refs, key=lambda ref: ref.first)
    for one, other in pairwise(refs):
        if one.first == other.first:  # "they", who are several
            found[one.first] = (*found.get(one.first, (one,)), other)
    for ref in refs:
        if ref.first not in found and len(members := _members(line, ref)) > 1:
            members = members[1:] if _is_whose(line, members) else members
            found.update({member.first: members for member in members})
    return found


def _is_whose(line: Line, members: Sequence[Reference]) -> bool:
    """Whether the first name of a list only tells whose people the others are: "aides to Omar, Ann and Zaid, fled"."""
    clauses, first = line.clauses, members[0]
    before = line.at.get(clauses.introducing(first.first) - 1)
    led = clauses.low(clauses.introducing(first.first)) in ("to", "of", "for") and clauses.low(first.last + 1) == ","
    closed = len(members) > 2 and clauses.low(members[-1].last + 1) == "," and clauses.low(members[1].last + 1) == "and"
    return led and closed and before is not None and before.actor.kind == "collective"


def _members(line: Line, ref: Reference) -> tuple[Reference, ...]:
    """The list that a name opens; just the name when no joint closes what follows."""
    members = [ref]
    while True:
        after, joint = _next(line, members[-1])
        if after is None or (joint and _clause_of_its_own(line, ref, after)):
            return (ref,)
        members.append(after)
        if joint:
            return tuple(members)


def _next(line: Line, ref: Reference) -> tuple[Reference | None, bool]:
    """The name behind a comma or joint, and whether a joint stands before it."""
    clauses = line.clauses
    j = _past_aside(line, ref)
    comma = clauses.low(j) == ","
    j += comma
    tie = next((tie for tie in _TIED if clauses.lows(j, j + len(tie)) == tie), (clauses.low(j),))
    joint = tie[0] in _JOINTS or len(tie) > 1
    if not comma and not joint:
        return None, False
    k = j = j + len(tie) if joint else j
    owned = joint and _is_owner(line, j)
    k += owned
    while k < min(len(clauses.tokens), j + _BEFORE + 2 * owned) and k not in line.at and _leads(line, k, owned=owned):
        k += 1
    k += owned and clauses.low(k) == "," and k > j + 1
    after = line.at.get(k)
    return (after, joint) if after is not None and after.first == k else (None, False)


def _is_owner(line: Line, j: int) -> bool:
    """Whether a pronoun tells whose the next of a list is: "Mary and her son Paul", "Dunlin and its unit, Harlow"."""
    behind = line.clauses.tokens[j + 1 : j + 2]
    plain = bool(behind) and behind[0].text.islower() and behind[0].low not in grammar.load().prepositions
    return plain and (line.clauses.low(j) in grammar.load().owners or line.clauses.low(j) == "her")


def _leads(line: Line, k: int, *, owned: bool) -> bool:
    """Whether a word can stand before a name of a list: an article, a number, a plain word ("his brother Omar"); behind
    an owner also one in -ing ("its operating unit, Harlow")."""
    token, words = line.clauses.tokens[k], grammar.load()
    if not token.word or token.date >= 0 or token.low in words.openers | words.harm.killed | words.harm.injured:
        return False  # "slaying Omar, 34, and wounding Ann"
    verb = line.form(k) not in ("", "gerund") if owned else line.form(k)
    return token.low in words.determiners or (token.low not in words.prepositions and not verb)


def _past_aside(line: Line, ref: Reference) -> int:
    """The token behind a name and what is said of it between commas: an age, what it is."""
    clauses, words = line.clauses, grammar.load()
    j = ref.last + 1
    if clauses.low(j) == "(":
        j = next((k + 1 for k in range(j, min(len(clauses.tokens), j + _ASIDE)) if clauses.low(k) == ")"), j)
    if clauses.low(j) == "," and clauses.low(j + 1).isdigit() and len(clauses.low(j + 1)) < 4:
        j += 2
    article = clauses.low(j) == "," and clauses.low(j + 1) in words.definite | {"a", "an"}
    if not article or (j + 2 in line.at and line.at[j + 2].actor not in (ref.actor,) and _named(line.at[j + 2])):
        return j
    for k in range(j + 2, min(len(clauses.tokens), j + _ASIDE)):
        if clauses.low(k) == ",":
            return k
        if clauses.low(k) in BREAKS or clauses.low(k) in words.relative or line.form(k) == "finite":
            break
    return j


def _named(ref: Reference) -> bool:
    return not ref.actor.name[0].islower()


def _clause_of_its_own(line: Line, first: Reference, last: Reference) -> bool:
    """Whether a name behind a joint has a verb of its own, as the first has one before: "shot Omar, and Ann left"."""
    clauses = line.clauses
    behind = _past_aside(line, last)
    behind += clauses.low(behind) == ","
    while line.adverb(behind):
        behind += 1
    if behind >= len(clauses.tokens) or behind in line.at or line.form(behind) != "finite":
        return False
    return any(
        line.form(j) == "finite" for j in range(first.first) if clauses.segment[j] == clauses.segment[first.first]
    )


def spread(refs: Sequence[Reference], known: Mapping[int, tuple[Reference, ...]]) -> list[Reference]:
    """The names with all that stand in one list with any of them, in order."""
    found = {(m.first, m.actor.name): m for ref in refs for m in known.get(ref.first, (ref,))}
    return [found[key] for key in sorted(found)]
