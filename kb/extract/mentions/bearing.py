"""Days on which people bear what befell them, learn of it, tell of it, wait for it or are in some state: none of it was
then."""

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers

_LEARNING = frozenset(
    """learn learns learning learned learnt hear hears hearing heard told informed notified aware news word reading read
    talking talked talks spoke speaking""".split()
)
_OF, _STIRRING = ("of", "about"), ("with", "from", "over", "by", "at", "about", "for", "of")
_ABOUT = ("who", "where")
_STATE = frozenset("was were is are remained remains remain stayed".split())
_WITHIN = frozenset("in of for with over behind".split())
_PEOPLE = frozenset("people men women children policemen those others fishermen".split())
_REACH, _FAR, _SOURCE = 7, 40, 14  # tokens
_MARKET = ("closing", "opening", "share", "stock", "market", "offer")


def is_of_news(clauses: Clauses, told: Candidate, first: int, last: int) -> bool:
    """Whether the date at tokens first..last is that on which somebody learned of what a noun names, bore it or made
    ready for it: "are hearing today of the death of Said", "were coping on Tuesday with the attack"."""
    verb = clauses.low(clauses.undated(last)) if first > 0 else ""
    of = last + 1
    led = told.noun and clauses.introducing(told.first) == of
    if clauses.low(of) in _STIRRING and verb in grammar.load().stirred:
        here = clauses.segment[told.first]  # "were reeling on Monday from a fire that destroyed the mill"
        return led or (here == clauses.segment[of] + 1 and clauses.opener[here] in grammar.load().relative)
    return led and clauses.low(of) in _OF and verb in _LEARNING


def is_of_source(clauses: Clauses, first: int) -> bool:
    """Whether a date is only that of the words by which something is known that has a date of its own: "was hit on
    Monday, according to the firm's blog on Friday"."""
    row = range(first - 1, max(0, first - _SOURCE), -1)
    at = next((j for j in row if clauses.lows(j, j + 2) == ("according", "to")), 0)
    between = clauses.lows(at + 2, first)
    words = grammar.load()
    loose = (words.auxiliaries - {"'s"}).union(words.openers, ("and", "but", ";", ","))
    told = at > 0 and any(map(clauses.is_date, range(at)))
    return told and loose.isdisjoint(between) and not any(map(triggers.load().is_past, between))


def is_own_source(clauses: Clauses, told: Candidate, date: int) -> bool:
    """Whether a trigger only names the source with which a sentence opens, and a date stands behind that: "according
    to evidence presented at trial, on May 3 he robbed a bank"."""
    opens = clauses.index_at(clauses.body)
    if clauses.lows(opens, opens + 2) != ("according", "to"):
        return False
    return clauses.segment[told.first] == clauses.segment[opens] < clauses.segment[date]


def tells_who(clauses: Clauses, told: Candidate, date: int) -> bool:
    """Whether a trigger only tells which people were in some state on a date behind it: "a man wanted in a robbery was
    still at large on Monday", "five people hurt in the crash were in hospital on Monday"."""
    begin = clauses.begin(told.first)
    harm = told.harmful or told.group.type in ("JUSTICE", "ACCUSE")
    if not harm or clauses.segment[told.first] != clauses.segment[date]:
        return False
    between = clauses.lows(told.last + 1, min(date, told.last + _FAR))
    if _STATE.isdisjoint(between):
        return False
    led = _led(clauses, told)
    if led < 0 or not any(_is_of_people(low) for low in clauses.lows(begin, led)):
        return False
    after = told.last + 2 + next(n for n, low in enumerate(between) if low in _STATE)
    while clauses.low(after) in grammar.load().adverbs:
        after += 1
    rows = clauses.lows(begin + 1, led + 1)
    reduced = any(triggers.load().is_past(low) or low.endswith("ing") for low in rows)
    return reduced or not told.noun or clauses.low(after) in grammar.load().prepositions


def _led(clauses: Clauses, told: Candidate) -> int:
    """The preposition that leads to a noun or gerund, or a participle that says more of a noun; -1 if it is neither."""
    first = told.first
    if not told.noun and not (clauses.low(first).endswith("ing") and clauses.low(first - 1) in _WITHIN):
        reduced = told.passive or clauses.low(first) == "facing"  # "a man facing charges was in court on Monday"
        return first if reduced and clauses.prior[first] not in grammar.load().auxiliaries else -1
    near = range(first - 1, max(clauses.begin(first), first - _REACH), -1)
    return next((j for j in near if clauses.low(j) in _WITHIN or clauses.low(j) == "facing"), -1)


def _is_of_people(low: str) -> bool:
    return low in _PEOPLE or low.removesuffix("s") in grammar.load().harm.persons


def is_of_state(clauses: Clauses, candidate: Candidate, date: int) -> bool:
    """Whether a date stands in a clause that only tells how somebody was then: "Omar, who was ill on Monday, resigned",
    "was flown to Lima, where he was in stable condition on Monday"."""
    begin = clauses.begin(date)
    if clauses.low(begin) not in _ABOUT or clauses.segment[candidate.first] == clauses.segment[date]:
        return False
    if clauses.opener[clauses.segment[candidate.first]] in ("when", "as", "while"):
        return False  # "who were at sea on Monday when their boat sank"
    if candidate.harmful and candidate.last < begin and clauses.low(begin - 1) != ",":
        return False  # "killed nine who were at prayers on Monday"
    be = next((j for j in range(begin + 1, date) if clauses.low(j) in _STATE), -1)
    if clauses.low(begin) == "who" and clauses.low(be + 1).endswith("ing"):
        return False  # "killed nine who were queuing for bread on Monday"
    return be > 0 and not any(triggers.may_tell(clauses.low(j)) for j in range(begin + 1, date) if j != be)


def is_of_price(clauses: Clauses, first: int) -> bool:
    """Whether a date is that of a price on the market: "20% above the closing price on June 6"."""
    lows = clauses.lows(first - 3, first)
    return bool(lows) and lows[0] in _MARKET and lows[1:] in (("price", "on"), ("price", "of"))
