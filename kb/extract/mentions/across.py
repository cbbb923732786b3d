"""Whether the place of one clause is that of an event of another: what may stand between the two."""

from collections.abc import Sequence

from kb.extract.mentions.candidates import STRICKEN, Candidate
from kb.extract.mentions.form import conjoined
from kb.extract.mentions.nested import Spot
from kb.extract.mentions.status import own_start
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar

_BACK = frozenset(("return", "come back", "go back"))
_TOLD = frozenset(("BUSINESS", "STATEMENT", "ACCUSE", "SUPPORT", "REJECT", "REQUEST", "THREATEN", "JUSTICE"))
_NEAR = ("in", "at", "near", "outside", "off")
_SOON = 4  # tokens


def heads(clauses: Clauses, noun: Candidate, verb: Candidate) -> bool:
    """Whether a verb behind an event noun tells of it: "the blast, on Monday, tore through a market", "in a raid on
    Monday, police seized guns"; not "a day before the trial, Omar went home"."""
    here, there = clauses.segment[noun.first], clauses.segment[verb.first]
    told = clauses.opener[there] in grammar.load().relative or clauses.prior[verb.first] == ","
    return there == here or told or clauses.low(clauses.begin(noun.first)) in ("in", "during")


def dates_both(clauses: Clauses, noun: Candidate, verb: Candidate) -> bool:
    """Whether a date that opens a sentence is that of what a noun names and of a verb that "and" ties to it with a
    subject of its own: "on Monday, a quake hit Lima and gunmen attacked a bank"."""
    start = own_start(clauses, verb.first)
    alone = not any(map(clauses.is_date, range(noun.first, verb.first)))
    opens = alone and any(map(clauses.is_date, range(noun.first)))
    return noun.noun and noun.first < start and clauses.low(start - 1) == "and" and opens


def tells_office(clauses: Clauses, spot: Spot) -> bool:
    """Whether "as" leads to what somebody becomes and to no clause: "sworn in as president in Abuja"."""
    words, begin = grammar.load(), clauses.begin(spot.first)
    free = clauses.low(begin + 1) not in words.pronouns | words.determiners
    free = free or clauses.low(begin + 2) in words.where.offices  # "as its leader"
    plain = free and words.auxiliaries.isdisjoint(clauses.lows(begin, spot.first))
    return clauses.low(begin) == "as" and plain


def strikes(clauses: Clauses, candidate: Candidate, others: Sequence[Candidate], spot: Spot) -> bool:
    """Whether a place is where what hurt somebody struck: "killed by a bomb that exploded in Oslo"; not "by a bomb that
    was made in Oslo"."""
    there = clauses.segment[spot.first]
    told = clauses.opener[there] in ("that", "which") and clauses.segment[candidate.last] < there
    if not told or not (candidate.passive and candidate.harmful):
        return False
    begin = clauses.begin(spot.first)
    led = (
        clauses.low(clauses.introducing(begin - 1)) in ("by", "from")
        and clauses.introducing(begin - 1) > candidate.last
    )
    verb = next((c for c in others if begin < c.first < spot.first), None)
    striking = clauses.low(begin + 1) in grammar.load().where.falling or (verb and verb.group.type in STRICKEN)
    return bool(led and striking) and not any(map(clauses.is_date, range(begin, spot.first)))


def ensues(clauses: Clauses, candidate: Candidate, spot: Spot, spots: Sequence[Spot]) -> bool:
    """Whether a place is only where what befell something at a place of its own was felt: "cables near Leeds were cut,
    disrupting trade in India"."""
    there = clauses.segment[spot.first]
    begin = clauses.begin(spot.first)
    felt = candidate.passive and clauses.segment[candidate.last] < there and clauses.low(begin).endswith("ing")
    at = clauses.begin(candidate.first)
    own = (s for s in spots if at < s.at and s.first < candidate.first and s.preposition in _NEAR)
    return felt and any(s.rank <= spot.rank for s in own)


def goes_on(clauses: Clauses, candidate: Candidate, other: Candidate) -> bool:
    """Whether a verb stands beside another with what follows in common: "shot and killed his father in Canada", "were
    killed and another two badly wounded in a strike on Gaza", "shot a woman and wounded two men in Leeds"."""
    if candidate.noun:
        return False
    harms = other.group.harm != "" and candidate.harmful
    if harms and conjoined(clauses, other.first):
        return shares_subject(clauses, other)
    if clauses.low(candidate.last + 1) != "and":
        return False
    between = clauses.tokens[candidate.last + 2 : other.first]
    harmed = candidate.passive and candidate.group.harm != "" and other.group.harm != ""
    loose = grammar.load().prepositions | grammar.load().auxiliaries
    return not between or (harmed and all(t.word and t.date < 0 and t.low not in loose for t in between))


def shares_subject(clauses: Clauses, verb: Candidate) -> bool:
    """Whether "and" ties a verb to one before with the same subject: "a shooting that hurt two and killed one"."""
    return conjoined(clauses, verb.first) and not own_start(clauses, verb.first)


def along(clauses: Clauses, candidate: Candidate, spot: Spot) -> frozenset[str]:
    """The words that may open a clause without a subject in which the place of a verb stands: "fell while climbing near
    Oslo", "died after slipping on a ridge near Oslo", "said before leaving Oslo"."""
    if not clauses.low(clauses.begin(spot.first) + 1).endswith("ing"):
        return frozenset()
    if candidate.group.type == "STATEMENT":
        return frozenset(("while", "after", "before"))
    # "Made off with £900 after robbing a shop in Nice"
    return frozenset(("while", "after") if candidate.harmful else ("while",))


def is_takeoff(clauses: Clauses, last: int) -> bool:
    """Whether the words up to a token tell of a flight that has hardly begun: "shortly after taking off"."""
    first = last - (clauses.lows(last - 1, last + 1) == ("taking", "off"))
    flying = first < last or clauses.low(last) in ("takeoff", "take-off")
    return flying and clauses.low(first - 1) == "after" and clauses.low(first - 2) in grammar.load().where.soon


def goes_with(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether what goes on with an event is told right behind it or its date: "began on Monday, as", "ended when"."""
    if candidate.reporting or candidate.group.type in _TOLD:
        return False
    end = clauses.clause(clauses.segment[candidate.last]).stop
    return end < len(clauses.tokens) and clauses.opener[clauses.segment[end]] in ("when", "as")


def tells_time(clauses: Clauses, candidate: Candidate, verb: Candidate, spot: Spot) -> bool:
    """Whether the clause of a verb and a place tells when an event was: right behind it and without a date."""
    here, there = clauses.segment[candidate.last], clauses.segment[verb.first]
    apart = clauses.quoted[candidate.first] != clauses.quoted[spot.first]
    if clauses.segment[spot.first] != there or there != here + 1 or verb.reporting or apart:
        return False
    own = clauses.clause(there)
    dated = any(map(clauses.is_date, range(candidate.last, own.start)))
    return dated and not any(map(clauses.is_date, own))


def came_back(clauses: Clauses, candidate: Candidate, spots: Sequence[Spot]) -> str:
    """Where somebody came back to without a word of where, which was told before: "a clerk at the Tamba mill in Leeds,
    she returned with a gun"; else ""."""
    ways = grammar.load().where.ways
    if candidate.lemma not in _BACK or not ways.isdisjoint(clauses.lows(candidate.last + 1, candidate.last + _SOON)):
        return ""
    before = [s for s in spots if s.last < candidate.first and s.preposition in ("in", "at", "inside")]
    return before[-1].name if before else ""
