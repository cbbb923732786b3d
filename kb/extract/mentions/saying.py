"""What a date costs for a verb of saying: little right beside it, none where it is that of what is said."""

from kb.extract.mentions.bars import LIMIT, Place
from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.rivals import Verbs
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers

RESULTS = frozenset(
    "results earnings figures numbers sales profit profits accounts guidance outlook forecast forecasts".split()
)
_NEAR, _FAR = 3, 4
_FRAME = 8
_PERIODS = ("quarter", "half")
_RETOLD = frozenset(("described", "describes", "recalled", "recalls", "recounted", "recounts", "remembered", "relived"))
_BESIDE = frozenset(("late", "early", ",", "here", "there", "today"))


def saying_cost(clauses: Clauses, report: Candidate, place: Place, cost: float, between: tuple[int, int]) -> float:
    """The cost of a date for a verb of saying, given what it costs any: little right beside it."""
    behind, (low, high) = place.first > report.last, between
    if behind and _in_complement(clauses, report, place):
        return LIMIT + 1
    if not behind and not place.opening and clauses.low(report.first).endswith("ing"):
        # "Filed a brief on Monday arguing …".
        cost += 2.0
    if _adjacent(clauses, low, high) and (behind or "," not in clauses.lows(low, high)):
        return cost + 0.1
    if not behind and _in_speech(clauses, report, place):
        return 0.1
    if place.side > 0 and triggers.load().is_past(clauses.low(report.first)):
        return LIMIT + 1  # "said they would stop on Thursday"
    if _told(clauses, report, place):
        return cost + 0.4
    # What is said of a day is not said on it: "they may leave on Tuesday, the envoy said".
    apart = not behind and clauses.segment[report.first] != clauses.segment[place.first] and not place.opening
    return LIMIT + 1 if apart else cost + 1.6


def tells_deed(clauses: Clauses, report: Candidate, verbs: Verbs) -> bool:
    """Whether what is said tells of an event, whose the day of an entry then is: "May 3: The army says rebels captured
    Lima"."""
    there = clauses.segment[report.first] + 1
    if there >= len(clauses.opener) or clauses.opener[there] != "that":
        return False
    return any(v in verbs.telling for v in clauses.clause(there))


def _in_complement(clauses: Clauses, report: Candidate, place: Place) -> bool:
    """Whether a date stands in what is said: "said that on Monday troops left", "told Omar that he fled on Monday"."""
    there = clauses.segment[place.first]
    if clauses.low(place.last + 1) in RESULTS and grew(clauses, place.last + 2):
        return place.first - report.last <= _NEAR  # "said third-quarter profit fell"
    if clauses.low(place.last).endswith(_PERIODS) and place.first == report.last + 1 and grew(clauses, place.last + 1):
        return True  # "said third-quarter net income fell"
    told = clauses.low(report.first) in grammar.load().telling and 1 < clauses.begin(place.first) - report.last <= _FAR
    that = told or clauses.low(report.last + 1) == "that"
    if that and place.first == report.last + 2 and clauses.low(place.last + 1) != ",":
        return True  # "said that last week a guard fled"
    return that and there > clauses.segment[report.first] and clauses.opener[there] == "that"


def in_retold(clauses: Clauses, report: Candidate, place: Place) -> bool:
    """Whether a date is that of what somebody describes or recalls: "described the panic at the station on May 3"; not
    "described the man to jurors on Monday", "described the talks on Monday as useful"."""
    if clauses.low(report.first) not in _RETOLD or report.group.type != "STATEMENT":
        return False
    words, row = grammar.load(), clauses.lows(report.last + 1, place.first)
    if clauses.low(place.last + 1) == "as" and clauses.low(place.last + 2) not in words.pronouns:
        return False
    at = next((n for n, low in enumerate(row) if low in words.determiners), -1)
    led = at == 0 or (at > 0 and row[0] == "to")
    return led and "to" not in row[at:] and clauses.low(clauses.before[report.first]) not in words.be


def _told(clauses: Clauses, candidate: Candidate, place: Place) -> bool:
    """ "told reporters on Monday": between the two nobody but who was told."""
    apart = place.first - candidate.last - 1
    words = grammar.load()
    between = clauses.lows(candidate.last + 1, place.first)
    return clauses.low(candidate.first) in words.telling and 0 <= apart <= 4 and words.auxiliaries.isdisjoint(between)


def _adjacent(clauses: Clauses, low: int, high: int) -> bool:
    """Whether nothing stands between a verb of saying and a date but small words and where it was said: "said on",
    "said here late on", "said in Geneva on", "said in an editorial on"."""
    if high - low > _FRAME:
        return False
    words = grammar.load()
    inner = clauses.lows(low, high)
    small = [i for i, w in enumerate(inner) if w in words.prepositions or w in words.adverbs or w in _BESIDE]
    if len(inner) <= _NEAR:
        return len(small) == len(inner)
    if inner[0] in ("in", "at", "during") and len(inner) <= _FRAME and not words.spoken.isdisjoint(inner):
        return not any(not low[0].isalnum() or low in words.auxiliaries for low in inner)
    named = all(i in small or clauses.tokens[low + i].capital for i in range(len(inner)))
    return len(inner) <= 2 * _NEAR and named and inner[0] in words.locative


def _in_speech(clauses: Clauses, report: Candidate, place: Place) -> bool:
    """Whether a date is that of the speech or letter told between commas right before a verb of saying: "the minister,
    in an interview on Sunday, said"."""
    if report.first != place.last + 2 or clauses.low(place.last + 1) != ",":
        return False
    near = range(place.first - 1, max(0, place.first - _FRAME - _NEAR), -1)
    comma = next((j for j in near if clauses.low(j) == ","), -1)
    inside = clauses.lows(comma + 1, place.first)
    led = comma > 0 and inside[:1] in (("in",), ("at",), ("during",))
    return led and not grammar.load().spoken.isdisjoint(inside)


def grew(clauses: Clauses, i: int) -> bool:
    """Whether a verb stands behind what results are told of, before any preposition: "third-quarter profit fell"."""
    near = clauses.lows(i, i + _NEAR)
    end = next((n for n, low in enumerate(near) if low in grammar.load().prepositions), len(near))
    return any(map(triggers.may_tell, near[:end]))
