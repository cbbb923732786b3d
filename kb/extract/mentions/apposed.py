"""Descriptions beside the names of those whom they describe, who take part by their names alone."""

from collections.abc import Mapping, Sequence

from kb.extract.mentions.lists import lists, spread
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import Line, Reference
from kb.lexicon import grammar
from kb.model import Role

_TITLED = 4  # tokens before a name: "his lawyer, the painter Omar Sayed"
_HOMES = frozenset(("of", "to", "for", "in"))
_HOME = 4  # tokens
_SOURCE = 5  # tokens
_LEADING = frozenset(("", ",", "and", "by", "--", "—", "–", ":", "that"))
_NAMING = frozenset(("named", "called", "nicknamed", "identified", "known"))
_CLOSING = frozenset(("", ",", ".", ";", ")", "--", "—", "–"))

# Who acts for a state, so that it acts.
_ENVOYS = frozenset("ambassadors ministers presidents premiers leaders envoys negotiators diplomats".split())
_OWNERS = frozenset("owner owners publisher publishers maker makers manager managers employer employers".split())

Pair = tuple[Reference, Role]


def by_name(clauses: Clauses, trigger: int, pairs: Sequence[Pair]) -> list[Pair]:
    """The parties without descriptions of those who stand beside them by name: "the two men, Omar and Zaid, fled"."""
    if len(pairs) < 2:
        return list(pairs)
    named = {ref.first: ref for ref, _ in pairs if not _is_description(ref)}
    pairs = _called(clauses, trigger, pairs, named)
    return [pair for pair in pairs if not (_is_description(pair[0]) and _is_named(clauses, pair[0], named))]


def _called(clauses: Clauses, trigger: int, pairs: Sequence[Pair], named: dict[int, Reference]) -> list[Pair]:
    """The parties with the name in the place of a description that a participle gives it to: "a man called Omar fled";
    not where that is the verb at token `trigger`, "deputies identified Omar"."""
    parts: dict[int, Role] = {}
    for ref, role in pairs:
        gives = ref.last + 1 + (clauses.low(ref.last + 1) == ",")
        name = _past_title(clauses, _past_source(clauses, gives + 1), named)
        told = clauses.low(gives) in _NAMING and gives != trigger and name in named
        told = told and clauses.low(named[name].last + 1) != "'s"  # "named as Ann Berg's successor"
        if told and _is_description(ref) and clauses.tokens[name].capital:
            parts[ref.first] = parts[name] = parts.get(ref.first, role)
    return [(ref, parts.get(ref.first, role)) for ref, role in pairs if ref.first not in parts or ref.first in named]


def _past_source(clauses: Clauses, j: int) -> int:
    """Behind the "as" before a name, and who gives it: "identified by police as Omar", "named locally as Omar"."""
    near = range(j, min(len(clauses.tokens), j + _SOURCE))
    return next((k + 1 for k in near if clauses.low(k) == "as"), j)


def _is_description(ref: Reference) -> bool:
    return ref.actor.kind in ("person", "collective") and ref.noun.islower()


def _is_named(clauses: Clauses, ref: Reference, named: dict[int, Reference]) -> bool:
    """Whether right behind a description the names follow that it stands for."""
    behind = ref.last + 1
    if clauses.low(ref.last) in _OWNERS and _firm(clauses, ref, named) is not None:
        return True
    if ref.actor.kind == "collective":
        if clauses.low(behind) == ",":
            last, count = _listed(clauses, _past_title(clauses, behind + 1, named), named)
            return count > 1 and clauses.low(last + 1) in _CLOSING
        plural = clauses.low(ref.last).endswith("s") and clauses.low(ref.first - 1) in _LEADING
        return plural and _listed(clauses, behind, named)[1] > 1
    if clauses.low(behind) in _HOMES:
        # "The envoy to Kenya Ann Brandt", "the mayor of Leeds, Ann Brandt,".
        behind = _past_home(clauses, behind, named)
        if behind in named and named[behind].actor.kind == "person":
            return True
    if clauses.low(behind) != ",":
        return False
    one = named.get(_past_title(clauses, behind + 1, named))
    return one is not None and one.actor.kind != "state" and clauses.low(one.last + 1) in _CLOSING


def _past_home(clauses: Clauses, of: int, named: dict[int, Reference]) -> int:
    """The token behind the place that tells whose an office is."""
    j = of + 1 + (clauses.low(of + 1) == "the")
    begin = j
    while j < min(len(clauses.tokens), of + _HOME) and clauses.tokens[j].capital and (j == begin or j not in named):
        j += 1
    return j


def _past_title(clauses: Clauses, j: int, named: dict[int, Reference]) -> int:
    """The token of the name that plain words lead up to."""
    words = grammar.load()
    for k in range(j, min(len(clauses.tokens), j + _TITLED)):
        if k in named:
            return k
        token = clauses.tokens[k]
        if not token.word or token.date >= 0 or token.low in words.prepositions | words.auxiliaries | words.openers:
            break
    return -1


def _listed(clauses: Clauses, j: int, named: dict[int, Reference]) -> tuple[int, int]:
    """The last token of the names of people that "and" ties, from a token on, and how many they are; none without
    "and"."""
    count, last, joint = 0, -1, False
    while (one := named.get(j)) is not None and one.actor.kind == "person":
        count, last = count + 1, one.last
        if joint:
            return last, count
        j = last + 1
        if clauses.low(j) == "," and clauses.low(j + 1).isdigit():
            j += 2  # "Omar Sayed, 34, and Ann Berg"
        joint = clauses.low(j) == "and" or clauses.lows(j, j + 2) == (",", "and")
        j = _past_title(clauses, j + 1 + (joint and clauses.low(j) == ","), named)
    return (last, count) if joint else (last, 0)


def _firm(clauses: Clauses, owner: Reference, named: Mapping[int, Reference]) -> Reference | None:
    """The firm between commas behind the owner that it is; None where there is none."""
    firm = named.get(owner.last + 2) if clauses.low(owner.last + 1) == "," else None
    closed = firm is not None and firm.actor.kind in ("company", "organisation")
    return firm if firm is not None and closed and clauses.low(firm.last + 1) in _CLOSING else None


def represented(clauses: Clauses, known: Sequence[Pair], refs: Sequence[Reference]) -> list[Pair]:
    """The states for which those act together who take part, "the ambassadors of Peru and Chile signed"; and the firm
    that an owner is, "the ship's owners, Tamba Lines, said"."""
    envoys = [(ref, role) for ref, role in known if clauses.low(ref.last) in _ENVOYS]
    owners = [(ref, role) for ref, role in known if clauses.low(ref.last) in _OWNERS]
    if not envoys and not owners:
        return []
    line = Line(clauses, refs)
    found = [(firm, role) for ref, role in owners if (firm := _firm(clauses, ref, line.at)) is not None]
    for ref, role in envoys:
        j = ref.last + 2 + (clauses.low(ref.last + 2) == "the")
        land = line.at.get(j) if clauses.low(ref.last + 1) == "of" else None
        states = [one for one in spread([land], lists(line)) if one.actor.kind == "state"] if land is not None else []
        found += [(one, role) for one in states if len(states) > 1]
    return found
