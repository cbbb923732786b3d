"""Whose what somebody gets is, whom somebody follows in a post, and what goes off by nobody's deed."""

from collections.abc import Sequence

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import Reference
from kb.lexicon import grammar

_OF_POWER = ("LEADERSHIP", "COERCE")  # "seized power" among them
_GETTING = frozenset(("get", "win", "accept", "land", "secure", "earn", "gain", "obtain"))
_GOING_OFF = frozenset(("explode", "detonate", "go off", "blow up", "burst"))
_CHARGES = frozenset("device devices explosive explosives mine mines charge charges landmine fireworks".split())
_NEAR = 3  # tokens
BIDS = frozenset(("bid", "bids", "offer", "offers", "bidder", "bidders"))
_GUILT = frozenset(("verdict", "verdicts", "sentence", "sentences", "execution", "penalty"))
_GIFTS = frozenset(
    """grant grants loan loans award awards prize prizes contract contracts order medal scholarship fellowship subsidy
    subsidies bailout licence license""".split()
)


def followed(syntax: Syntax, candidate: Candidate, verbs: Sequence[str]) -> list[Reference]:
    """Whom somebody follows in a post or puts out of it: "named Omar chief, replacing Ann", "won, ousting Ann"."""
    behind = syntax.refs if candidate.group.type in _OF_POWER else ()
    before = syntax.clauses.introducing
    return [r for r in behind if r.first > candidate.last and syntax.clauses.low(before(r.first)) in verbs]


def gives(syntax: Syntax, candidate: Candidate, ref: Reference) -> bool:
    """Whether a name tells whose what somebody gets is: "received a Harlow grant", "won an Army contract"."""
    gets = not candidate.passive and candidate.lemma.split()[0] in grammar.load().getting | _GETTING
    near = syntax.clauses.lows(ref.last + 1, ref.last + 1 + _NEAR)
    given = next((low for low in near if low in _GIFTS or low in grammar.load().prepositions), "")
    gets = gets and grammar.load().prepositions.isdisjoint(syntax.clauses.lows(candidate.last + 1, ref.first))
    return gets and given in _GIFTS and syntax.clauses.low(ref.last + 1) != "'s"


def goes_off(syntax: Syntax, candidate: Candidate) -> bool:
    """Whether a bomb or the like is the subject of a verb, and so nobody who is named: "Omar was speaking when a bomb
    exploded"."""
    clauses = syntax.clauses
    led = clauses.low(clauses.before[syntax.start(candidate.first)])
    return candidate.lemma in _GOING_OFF and led in grammar.load().harm.weapons | _CHARGES


def is_bid_for(clauses: Clauses, first: int) -> bool:
    """Whether a name is what somebody bids for: "extended its offer for Dunlin", "a $15-a-share bid for all Dunlin
    shares"."""
    return _for_which(clauses, first) in BIDS


def is_aimed_for(clauses: Clauses, first: int) -> bool:
    """Whether a name is what somebody bids for, or for whom a verdict is: "a guilty verdict for Omar"."""
    return is_bid_for(clauses, first) or _for_which(clauses, first) in _GUILT


def _for_which(clauses: Clauses, first: int) -> str:
    """The noun that "for" ties a name to, before a date there: "its offer on Monday for Dunlin"; else ""."""
    j = clauses.introducing(first)
    noun = j - 1
    while noun > 0 and (clauses.tokens[noun].date >= 0 or (clauses.low(noun) == "on" and noun < j - 1)):
        noun -= 1
    return clauses.low(noun) if clauses.low(j) == "for" else ""


def in_theirs(clauses: Clauses, last: int, first: int) -> bool:
    """Whether a name behind a verb stands behind what has its day before it, of which it tells more, or only tells
    against whom somebody played: "tore a ligament in Sunday's loss to Dunlin", "hurt his knee against Dunlin"."""
    if any(clauses.is_date(j) and clauses.low(j + 1) == "'s" for j in range(last + 1, first)):
        return True
    played = clauses.low(clauses.introducing(first)) == "against"
    return played and not grammar.load().harm.body.isdisjoint(clauses.lows(last + 1, first))
