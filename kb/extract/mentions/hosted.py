"""Whether the place of an event noun is that of the verb it stands beside: "killed 12 in an attack in Cairo"."""

from collections.abc import Sequence

from kb.extract.mentions.candidates import STRICKEN, Candidate
from kb.extract.mentions.nested import Spot
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar

_PHRASE = 5  # tokens
_STAYING = ("on", "upon", "during")
_WITHIN = ("in", "during", "at", "by", "without")
_CAUSING = ("after", "following")
_GATHERING = ("meeting", "gathering", "assembling", "training")


def is_shared(clauses: Clauses, candidate: Candidate, others: Sequence[Candidate], spot: Spot) -> bool:
    """Whether the place of an event noun is the candidate's too: "killed 12 in an attack in Cairo", "held talks in
    Oslo"; not "condemned the attack in Cairo", "arrested in connection with the blasts in Kenya"."""
    words = grammar.load()
    host = next((c for c in others if c.noun and c.first <= spot.host <= c.last), None)
    if host is None or host.light == candidate.first:
        return True
    near = range(host.first - 1, max(-1, host.first - _PHRASE), -1)
    led = _leading(clauses, near)
    if led in _STAYING and clauses.low(host.last) in words.where.stays:
        return True  # "Omar, on a short visit to Mexico, asked"
    if candidate.noun and clauses.lows(host.last + 1, host.last + 3) == (",", "including"):
        return candidate.group.type == host.group.type  # "three Atlanta attacks, including a bombing in 1996"
    if spot.first < candidate.first and is_occasion(clauses, host):
        return True
    if spot.first < candidate.first and _are_gathered(clauses, host):
        return clauses.segment[spot.first] == clauses.segment[candidate.first]
    if spot.first < candidate.first:
        return (
            not candidate.reporting
            and clauses.segment[spot.first] == clauses.segment[candidate.first]
            and (candidate.group.harm != "" or clauses.low(candidate.first) in words.happens | words.where.ravages)
        )
    harm = candidate.harmful
    meek = host.group.type not in STRICKEN
    same = harm or meek or clauses.low(host.last) in words.where.battles
    # "Attacked a patrol near Oslo", "opened fire on a protest in Oslo".
    struck = candidate.group.type in STRICKEN and not candidate.noun and meek and host.last < spot.first
    for j in range(host.first - 1, candidate.last, -1):
        low = clauses.low(j)
        if low in words.prepositions:
            return (
                is_caused(clauses, candidate, host.first)
                or (same and low in _WITHIN)
                or (struck and low in words.targeting | {"under"})
                or _is_means(candidate, host, low)
                or (
                    low == "to" and not meek and candidate.passive and clauses.low(candidate.last) in words.where.bidden
                )
            )
        if not clauses.tokens[j].word:
            return False
    # "Crushed a revolt in Hunan", "celebrate their anniversary in Rome", "signed the Rhine Treaty in Bonn".
    kind = candidate.group.type
    return struck or kind == "COERCE" or (meek and kind in ("OTHER", host.group.type))


def _leading(clauses: Clauses, near: Sequence[int]) -> str:
    """The preposition or mark that comes first among tokens, but for a hyphen: "anti - piracy"."""
    loose = grammar.load().prepositions
    found = (clauses.low(j) for j in near if clauses.low(j) in loose or not clauses.tokens[j].word)
    return next((low for low in found if low != "-"), "")


def _is_means(candidate: Candidate, host: Candidate, preposition: str) -> bool:
    """Whether an event noun is what something is done with or for, at its own place: "attacked a patrol with bombs in
    Oslo", "was indicted on charges in Oslo"."""
    if preposition == "on":
        return candidate.group.type == "JUSTICE" and host.lemma in ("charge", "charges")
    return preposition == "with" and candidate.group.type in STRICKEN and host.group.type in STRICKEN


def is_object(clauses: Clauses, verb: Candidate, noun: Candidate) -> bool:
    """Whether an event noun is what a verb right before it is done to: "on patrol in Chad, troops stopped a raid"."""
    between = range(verb.last + 1, noun.first)
    loose = grammar.load().prepositions
    near = noun.noun and len(between) <= _PHRASE + 1
    return (
        near
        and all(clauses.low(j) == "-" or clauses.tokens[j].word for j in between)
        and loose.isdisjoint(clauses.lows(verb.last + 1, noun.first))
    )


def is_caused(clauses: Clauses, candidate: Candidate, host: int) -> bool:
    """Whether an event noun is what hurt or held somebody: "trapped following a cave-in at a mine in Oruro"."""
    harmed = candidate.group.harm != "" or candidate.group.type in STRICKEN | {"COERCE"}
    return harmed and clauses.low(clauses.introducing(host)) in _CAUSING


def _are_gathered(clauses: Clauses, host: Candidate) -> bool:
    """Whether what looks like an event noun says where those are who do something: "ministers meeting in Rome"."""
    low, before = clauses.low(host.last), clauses.low(host.first - 1)
    return low in _GATHERING and before.endswith("s") and before not in grammar.load().determiners | {"'s"}


def is_occasion(clauses: Clauses, host: Candidate) -> bool:
    """Whether an event noun at the head of a sentence is the occasion of what it tells: "at a summit in Rome, …"."""
    at = clauses.introducing(host.first)
    return host.group.type not in STRICKEN and clauses.low(at) in ("at", "during") and opens(clauses, at)


def opens(clauses: Clauses, i: int) -> bool:
    """Whether nothing but dates and small words stands before a token in its sentence."""
    small = grammar.load().determiners | grammar.load().prepositions | {"but", "and", "meanwhile", "also", ",", "early"}
    head = clauses.tokens[clauses.index_at(clauses.body) : max(i, 0)]
    return all(t.date >= 0 or t.low in small for t in head)
