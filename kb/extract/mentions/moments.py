"""What the clause tells that a date opens: "on January 1, 1959, when the king fled", "since May 3, the day he fled"."""

from collections.abc import Sequence

from kb.extract.mentions.attach import Link
from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.carriers import event_subject
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar

_LASTED = frozenset("stayed ruled reigned served held lived worked led governed occupied".split())
_DAYS = frozenset(("day", "night", "morning", "evening", "afternoon", "month", "year", "week"))
_HAPPENED = frozenset(("happened", "occurred", "came"))
# What names no event of its own before "happened": "the first", "it".
_NAMELESS = frozenset(
    ("first", "second", "third", "fourth", "other", "latest", "last", "it", "this", "that", "another")
)


def meanwhile(clauses: Clauses, candidates: Sequence[Candidate], item: Link) -> Candidate | None:
    """The verb of a clause that a date opens: "he took power on Jan. 1, 1959, when the general fled". Behind an event
    noun the clause only says more of it: "a robbery on Sunday, when two men stormed the shop", "the crash happened on
    Sunday when a bus hit a wall"."""
    date, after = _when(clauses, item)
    told = item.candidate
    if clauses.low(after) != "when" or (told.first < date and told.noun and told.light < 0):
        return None
    if told.first < date and clauses.low(told.first) in _HAPPENED and event_subject(clauses, candidates, told):
        return None
    segment = clauses.segment[after]
    inside = [c for c in candidates if c.first > after and c.finite and clauses.segment[c.first] == segment]
    inside = [c for c in inside if not (c.unreal or c.reporting or c.first == told.first)]
    best = next((c for c in inside if not c.fallback), inside[0] if inside else None)
    # Behind a date that opens the sentence the clause is often the scene of what follows ("on Monday, when he slept").
    # Of "when talks were held" the talks are told.
    return None if best is None or (told.first > after and (best.fallback or told.noun)) else best


def begun_with(clauses: Clauses, candidates: Sequence[Candidate], item: Link) -> Candidate | None:
    """What "when" tells behind the date of a verb that only says that something of somebody's began with it, "his
    career began in 1950, when he joined the bank", or that one of several happened: "the second happened on Monday when
    a man was shot"."""
    verb = item.candidate.first
    began = clauses.low(verb) in ("began", "started") and not item.candidate.noun
    whose = not grammar.load().possessive.isdisjoint(clauses.lows(clauses.begin(verb), verb))
    happened = clauses.low(verb) in _HAPPENED and not _NAMELESS.isdisjoint(clauses.lows(verb - 2, verb))
    return meanwhile(clauses, candidates, item) if (began and whose) or happened else None


def opened(clauses: Clauses, item: Link) -> bool:
    """Whether a verb stands in the clause that its date opens, so that a "since" before the date is not its own: "since
    May 3, when he fled", "since May 3, the day he fled"."""
    _, after = _when(clauses, item)
    led = clauses.low(after) == "when" or (clauses.low(after) == "the" and clauses.low(after + 1) in _DAYS)
    return led and item.candidate.first > after and clauses.segment[item.candidate.first] == clauses.segment[after]


def lasted_since(clauses: Clauses, item: Link) -> bool:
    """Whether "since" a date only tells when that began which was over before something told then: "who had ruled since
    1887, abdicated"."""
    verb = item.candidate.first
    had = clauses.low(verb) in _LASTED and clauses.prior[verb] == "had"
    return had and clauses.low(clauses.date_at(item.date) - 1) == "since"


def _when(clauses: Clauses, item: Link) -> tuple[int, int]:
    """The first token of a date, and the first word behind it."""
    date = clauses.date_at(item.date)
    after = date + 1
    while after < len(clauses.tokens) and (clauses.tokens[after].date == item.date or not clauses.tokens[after].word):
        after += 1
    return date, after
