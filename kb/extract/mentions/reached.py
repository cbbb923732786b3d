"""Whether a place is what something struck, visited or befell, by the verb beside its bare name."""

from kb.extract.mentions.candidates import STRICKEN, Candidate
from kb.extract.mentions.nested import Spot
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar

HELD = STRICKEN | {"COERCE", "LEADERSHIP"}
FALLING = frozenset(("fall", "surrender", "capitulate", "erupt"))
_REACHED = STRICKEN | {"RETREAT", "CONSULT", "COERCE"}
_PHRASE = 5


def reached(clauses: Clauses, candidate: Candidate, spot: Spot) -> int | None:
    """ "Rockets hit Basra", "visited Cairo", "Basra was shelled": what is struck or reached is the place."""
    kind = candidate.group.type
    if candidate.noun and clauses.low(candidate.last) in grammar.load().where.visited:
        return 0 if spot.first == candidate.last + 1 else None  # "Omar visits Basra"
    if candidate.noun and candidate.last < spot.first:
        # "A quake hit the southern town of Bam": what a verb of striking before the name says of the noun.
        near = clauses.segment[spot.first] - clauses.segment[candidate.last] <= 1
        return 0 if near and _is_hit(clauses, spot.first - 1) else None
    if candidate.noun and clauses.segment[spot.first] == clauses.segment[candidate.first]:
        # "Lima saw its worst riots".
        behind = clauses.lows(spot.last + 1, candidate.first)
        verb = next((low for low in behind if low not in grammar.load().adverbs | grammar.load().auxiliaries), "")
        where = grammar.load().where
        by = next((i for i in range(candidate.first - 1, spot.last, -1) if clauses.low(i) == "by"), 0)
        if by and clauses.has_be(by - 1):  # "Lima was hit by a quake"
            return 0 if verb in where.ravages | where.hitting | grammar.load().harm.strikes else None
        return 0 if verb in where.hosts and grammar.load().prepositions.isdisjoint(behind) else None
    if candidate.noun or clauses.segment[spot.first] != clauses.segment[candidate.first]:
        return None
    between = clauses.tokens[candidate.last + 1 : spot.first]
    where = grammar.load().where
    taken = kind in _REACHED or clauses.low(candidate.last) in where.visited | where.ravages | where.invaded
    if not candidate.passive and spot.first > candidate.last and taken:
        return 0 if all(t.word and t.low not in grammar.load().prepositions for t in between[:_PHRASE]) else None
    before = clauses.lows(spot.last + 1, candidate.first)
    auxiliary = grammar.load().auxiliaries | grammar.load().adverbs
    if candidate.passive:
        return 0 if kind in HELD and before and auxiliary.issuperset(before) else None
    score = clauses.low(candidate.last + 1) == "to" and clauses.low(candidate.last + 2)[:1].isdigit()
    return 0 if candidate.lemma in FALLING and auxiliary.issuperset(before) and not score else None


def _is_hit(clauses: Clauses, i: int) -> bool:
    """Whether a token ends what quakes and blasts do to the place behind it, or to that of the owner behind it: "hit",
    "tore through", "shook Turkey's"."""
    words = grammar.load()
    if clauses.low(i) == "'s":
        i -= 1
        while clauses.tokens[i].capital:
            i -= 1
    i -= clauses.low(i) == "through"
    verbs = (words.happens, words.harm.strikes, words.where.ravages, words.where.hitting)
    return any(clauses.low(i) in some for some in verbs)
