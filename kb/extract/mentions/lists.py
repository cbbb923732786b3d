"""Names that "and" ties into one list, over what is said of each: "Omar Sayed, 34, Paul Lang, a doctor, and Ann"."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kb.extract.mentions.verbs import BREAKS, Line, Reference, is_past
from kb.lexicon import grammar, triggers

_JOINTS = ("and", "or", "&")
_TIED = (("along", "with"), ("together", "with"), ("as", "well", "as"))
_ASIDE = 14
_BEFORE = 4
_HOME = 6  # tokens
_OF = ("of", "from")
_SUBJECTS = ("he", "she", "they", "we", "i")
_WHO = ("who", "which", "whose")
_HUNG = 12  # tokens
_SEVERAL = 3  # one that ends the opening phrase, and two behind it


def lists(line: Line) -> Mapping[int, tuple[Reference, ...]]:
    """The list that each name is in, by the first token of the name; names in no list are left out."""
    found: dict[int, tuple[Reference, ...]] = {}
    refs = sorted(line.refs, key=lambda ref: ref.first)
    for one, other in pairwise(refs):
        if one.first == other.first:  # "they", who are several
            found[one.first] = (*found.get(one.first, (one,)), other)
    for ref in refs:
        if ref.first not in found and not _is_home_of(line, ref) and len(members := _members(line, ref)) > 1:
            members = members[1:] if _is_whose(line, members) or ends_opening(line, members) else members
            found.update({member.first: members for member in members})
    for one, other in pairwise(refs):  # "Omar, 40, and his wife, Ann, fled": she is one of them by either
        again = one.actor.name == other.actor.name and line.clauses.lows(one.last + 1, other.first) == (",",)
        if again and one.first in found:
            found.setdefault(other.first, found[one.first])
    return found


def _is_whose(line: Line, members: Sequence[Reference]) -> bool:
    """Whether the first name of a list only tells whose people the others are: "aides to Omar, Ann and Zaid, fled"."""
    clauses, first = line.clauses, members[0]
    before = line.at.get(clauses.introducing(first.first) - 1)
    led = clauses.low(clauses.introducing(first.first)) in ("to", "of", "for") and clauses.low(first.last + 1) == ","
    closed = len(members) > 2 and clauses.low(members[-1].last + 1) == "," and clauses.low(members[1].last + 1) == "and"
    return led and closed and before is not None and before.actor.kind == "collective"


def ends_opening(line: Line, members: Sequence[Reference]) -> bool:
    """Whether the first name of a list ends the phrase that opens the sentence, behind whose comma the others do
    something: "in its fight against Omar, Ann and Zaid bought guns"."""
    if len(members) < _SEVERAL:
        return False
    clauses, first, last = line.clauses, members[0], members[-1]
    opens, words = clauses.index_at(clauses.body), grammar.load()
    led = clauses.low(opens) in words.prepositions or clauses.low(opens) == "as"
    led = led and clauses.low(clauses.introducing(first.first)) in words.prepositions
    if not led or clauses.low(_past_aside(line, first)) != ",":
        return False
    behind = _past_aside(line, last)
    while line.adverb(behind):
        behind += 1
    acts = behind < len(clauses.tokens) and line.form(behind) == "finite"
    return acts and not any(line.form(j) == "finite" for j in range(opens, first.first))


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
    of_them = j > ref.last + 1 and clauses.low(ref.last + 1) in _OF
    comma = clauses.low(j) == ","
    j += comma
    tie = next((tie for tie in _TIED if clauses.lows(j, j + len(tie)) == tie), (clauses.low(j),))
    joint = tie[0] in _JOINTS or len(tie) > 1
    if not comma and not joint:
        return None, False
    k = j = j + len(tie) if joint else j
    owned = joint and _is_owner(line, j) and not _is_described_at(line, j)
    k += owned
    while k < min(len(clauses.tokens), j + _BEFORE + 2 * owned) and k not in line.at and _leads(line, k, owned=owned):
        k += 1
    k += owned and clauses.low(k) == "," and k > j + 1
    after = line.at.get(k)
    if after is None or after.first != k or (of_them and after.actor.kind != "person"):
        return None, False  # "Omar Sayed of Harlow and Dunlin"
    return after, joint


def _is_home_of(line: Line, ref: Reference) -> bool:
    """Whether a name only tells of where or of which body the person before it is: "Ann Brandt of Harlow"."""
    led = line.clauses.introducing(ref.first)
    before = line.at.get(led - 1) if line.clauses.low(led) in _OF else None
    return before is not None and before.actor.kind == "person" and _named(before)


def _is_owner(line: Line, j: int) -> bool:
    """Whether a pronoun tells whose the next of a list is: "Mary and her son Paul", "Dunlin and its unit, Harlow"."""
    behind = line.clauses.tokens[j + 1 : j + 2]
    plain = bool(behind) and behind[0].text.islower() and behind[0].low not in grammar.load().prepositions
    return plain and (line.clauses.low(j) in grammar.load().owners or line.clauses.low(j) == "her")


def _is_described_at(line: Line, j: int) -> bool:
    """Whether an owner opens what stands for a name: "and his deputy, Ann Brandt," where the deputy is she."""
    ref = line.at.get(j)
    return ref is not None and ref.first == j < ref.last


def _leads(line: Line, k: int, *, owned: bool) -> bool:
    """Whether a word can stand before a name of a list: an article, a number, a plain word ("his brother Omar"); behind
    an owner also one in -ing ("its operating unit, Harlow")."""
    token, words = line.clauses.tokens[k], grammar.load()
    if not token.word or token.date >= 0 or token.low in words.openers | words.harm.killed | words.harm.injured:
        return False  # "slaying Omar, 34, and wounding Ann"
    verb = line.form(k) not in ("", "gerund") if owned else line.form(k)
    return token.low in words.determiners or (token.low not in words.prepositions and not verb)


def _past_aside(line: Line, ref: Reference) -> int:
    """The token behind a name and what is said of it between commas: of what body, an age, who it is or what it did."""
    clauses, words = line.clauses, grammar.load()
    j = _past_home(line, ref, ref.last + 1)
    if clauses.low(j) == "(":
        j = next((k + 1 for k in range(j, min(len(clauses.tokens), j + _ASIDE)) if clauses.low(k) == ")"), j)
    if clauses.low(j) == "," and clauses.low(j + 1).isdigit() and len(clauses.low(j + 1)) < 4:
        j += 2
    if clauses.low(j) == "," and clauses.low(j + 1) in _OF:
        home = _past_home(line, ref, j + 1)
        j = home if home > j + 1 else j
    if clauses.low(j) != ",":
        return j
    if clauses.low(j + 1) in _WHO:
        closed = next((k for k in range(j + 2, min(len(clauses.tokens), j + _ASIDE)) if clauses.low(k) == ","), j)
        return closed if clauses.low(closed + 1) in _JOINTS else j
    article = clauses.low(j + 1) in words.definite | {"a", "an"}
    if not article or (j + 2 in line.at and line.at[j + 2].actor not in (ref.actor,) and _named(line.at[j + 2])):
        return j
    for k in range(j + 2, min(len(clauses.tokens), j + _ASIDE)):
        if clauses.low(k) == ",":
            return k
        if clauses.low(k) in BREAKS or clauses.low(k) in words.relative:
            break
        if line.form(k) == "finite" and not _tells_more(line, k):
            break
    return j


def _tells_more(line: Line, verb: int) -> bool:
    """Whether a past form only tells more of the noun before it: "a drug company based in Basel"."""
    low, words = line.clauses.low, grammar.load()
    said = low(verb) in triggers.load().guards.reporting or low(verb) in words.auxiliaries
    return is_past(low(verb)) and not said and low(verb + 1) in words.prepositions and not line.clauses.has_be(verb)


def _past_home(line: Line, ref: Reference, of: int) -> int:
    """The token behind a person and the body or land they are of, told by token `of`: "Omar Sayed of Harlow, Ann Brandt
    of Peru and", "Omar Sayed, 34, of Leeds, Alabama, and"; that token itself where there is none."""
    clauses = line.clauses
    if ref.actor.kind != "person" or not _named(ref) or clauses.low(of) not in _OF:
        return of
    j = of + 1 + (clauses.low(of + 1) == "the")
    end = j
    while end < min(len(clauses.tokens), j + _HOME) and (clauses.tokens[end].capital or end in line.at):
        end += 1
    state = end + 1
    while of > ref.last + 1 and state < min(len(clauses.tokens), end + _BEFORE) and clauses.tokens[state].capital:
        state += 1
    if state > end + 1 and clauses.low(state) == "," and end + 1 not in line.at:
        return state
    return end if end > j and (clauses.low(end) == "," or clauses.low(end) in _JOINTS) else of


def _named(ref: Reference) -> bool:
    return not ref.actor.name[0].islower()


def _clause_of_its_own(line: Line, first: Reference, last: Reference) -> bool:
    """Whether a name behind a joint has a verb of its own, as the first has one before: "shot Omar, and Ann left"; not
    "explained how she and Ann left", as "she" is no object."""
    clauses = line.clauses
    if first.first == first.last and clauses.low(first.first) in _SUBJECTS:
        return False
    behind = _past_aside(line, last)
    behind += clauses.low(behind) == ","
    while line.adverb(behind):
        behind += 1
    if behind >= len(clauses.tokens) or behind in line.at or line.form(behind) != "finite":
        return False
    same = (j for j in range(first.first) if clauses.segment[j] == clauses.segment[first.first])
    return ends_clause(line, last.first - 2) or any(line.form(j) == "finite" for j in same)


def ends_clause(line: Line, comma: int) -> bool:
    """Whether a comma before "and" ends a clause on which a participle hangs, so that who is named behind it acts in
    one more: "the boat sank, killing nine, and police arrested Omar"; not "Omar, joined by aides, and Ann left"."""
    clauses = line.clauses
    if clauses.low(comma) != "," or clauses.low(comma + 1) not in ("and", "but"):
        return False
    for j in range(comma - 1, max(0, comma - _HUNG), -1):
        form = line.form(j)
        if form in ("gerund", "participle") and clauses.low(j - 1) == "," and not clauses.tokens[j].capital:
            return any(line.form(k) == "finite" for k in range(j - 1))
        if form in ("finite", "infinitive"):
            return False
    return False


def spread(refs: Sequence[Reference], known: Mapping[int, tuple[Reference, ...]]) -> list[Reference]:
    """The names with all that stand in one list with any of them, in order."""
    found = {(m.first, m.actor.name): m for ref in refs for m in known.get(ref.first, (ref,))}
    return [found[key] for key in sorted(found)]
