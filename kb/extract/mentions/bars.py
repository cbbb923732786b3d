"""Which dates of a sentence cannot be a trigger's, however near they stand."""

from dataclasses import dataclass
from itertools import pairwise

from kb.extract.mentions.bearing import is_of_news, is_of_state, is_own_source, tells_who
from kb.extract.mentions.bygone import is_of_other, was_due
from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.carriers import HARMING, is_inner, is_scene
from kb.extract.mentions.dating import is_counted_off
from kb.extract.mentions.doubts import is_due, is_not_until, remembering
from kb.extract.mentions.fronted import only_leads_up, tells_where_harmed
from kb.extract.mentions.put_off import is_put_for, is_put_off, is_set_for_day
from kb.extract.mentions.reduced import is_of_relative, owner
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.up_to import is_up_to
from kb.extract.mentions.voice import is_tried
from kb.lexicon import grammar, triggers

_PHASES = frozenset("begin start resume continue finish complete end".split())
_OCCASIONS = frozenset("incident accident mishap tragedy case episode affair event occasion".split())
_PLANNED = frozenset("scheduled planned set slated due booked fixed".split())
_LONG_AWAITED = frozenset("expected awaited anticipated rumoured rumored feared".split())
_AWAITED = _PLANNED | {"expected", "awaited"}
_PERFECT = frozenset(("has", "have"))
_LEADING = ("given", "after", "following")
_REASONS = (("because", "of"), ("due", "to"), ("thanks", "to"), ("owing", "to"))
_BY_NOW = ("now", "since")
_SUBJECT = 8  # tokens
_STARTING = frozenset("opens starts begins ends closes expires kicks runs".split())
_MEASURES = frozenset("average mean median".split())
_FORECASTS = frozenset(
    """forecast forecasts outlook outlooks guidance estimate estimates projection projections prediction predictions
    expectations target targets budget budgets""".split()
)
_CLEFTS = (("it", "is"), ("it", "was"), ("i", "am"), ("we", "are"))
_OPENING, _LED = (("while",), ("whereas",), ("but",), ("although",), ("though",)), (("in",), ("on",))
_DEADLINE, _PHRASE = 8, 4  # tokens
_RANKED = frozenset(("worst", "best", "most"))
_CONTRASTS = ("but", "whereas")
_NOT = ("not", "never", "nobody", "failed")
_HEARD = frozenset("appear appears appeared appearing trial court magistrates tribunal".split())
_LASTING = frozenset("last continue remain stay rule reign serve run hold live work lead govern occupy".split())
LIMIT = 6.0  # a date that costs more is none of a candidate's


@dataclass(frozen=True, slots=True)
class Place:
    """Where a date expression stands: its first and last token, whether it modifies the noun behind it or stands in
    a name, the first token that can tell of an event on it, whether it stands in the phrase that opens the sentence,
    on which side of the publication it lies (-1 before, 1 after it, 0 within) and whether long before it; `owner` is
    the event noun of which it is said to be ("the raids of May 3"), or -1; `ahead` says that it surely lies after the
    publication, as one without a year may not, `resumes` that it stands behind a relative clause that is no part of
    what it dates."""

    date: int
    first: int
    last: int
    modifier: bool
    named: bool
    earliest: int
    opening: bool
    side: int
    old: bool
    owner: int
    ahead: bool
    resumes: bool


def is_barred(clauses: Clauses, candidate: Candidate, place: Place) -> bool:
    """Whether a date is none of a candidate's."""
    behind = place.first > candidate.last
    if not behind and (place.last < remembering(clauses, candidate.first) or _is_measure(clauses, candidate)):
        return True
    if place.owner >= 0 and not place.modifier:
        return candidate.first != place.owner
    if candidate.last < place.earliest or (place.modifier and not _modified(clauses, candidate, place)):
        return True
    if behind and _is_in_brackets(clauses, candidate.first) and not _is_in_brackets(clauses, place.first):
        return True  # "was jailed for two years (one suspended) on Monday"
    here, there = clauses.segment[candidate.first], clauses.segment[place.first]
    if (place.resumes and here == there - 1) or (clauses.opener[there] in ("if", "unless") and there != here):
        return True  # "if talks fail on Friday, they will strike"
    before = clauses.lows(place.first - 2, place.first)
    since = before[-1:] == ("since",) and before[0] in _MEASURES | _LONG_AWAITED
    if since or (not place.modifier and is_up_to(clauses, candidate, place.first)):
        return True  # "twice the average since 2006", "a move that had been expected since March"
    bears = is_of_news(clauses, candidate, place.first, place.last) or is_of_state(clauses, candidate, place.first)
    if bears or _only_names(clauses, candidate, place.first) or was_due(clauses, place.first):
        return True
    later = _is_foreseen(clauses, candidate, place) or _is_of_later(clauses, candidate, place)
    if later or ";" in clauses.lows(candidate.last + 1, place.first):
        return True  # "troops will leave; on Monday, three had been killed"
    if (candidate.noun or candidate.reporting) and before == ("as", "of"):
        return True  # "nine deaths as of Monday"
    if before[-1:] in (("through",), ("thru",)) and not (_is_late(clauses, candidate) or _is_counted(clauses, place)):
        return True  # "through Sept. 29, it had bought nine", no day of the buying
    if not behind:
        if before[-1:] in (("until",), ("till",)) and before[:1] != ("not",) and not _leads(clauses, place.last):
            return True  # "until last May, one had to ask for approval"
        if _is_of_hearing(clauses, candidate, place) or _is_of_reason(clauses, candidate, place):
            return True
        if place.ahead and _is_told_over(clauses, candidate):
            return True  # "in the vote on Sunday, more than half run for a party created in 1991"
        if _is_of_participle(clauses, candidate, place) or _has_come_since(clauses, candidate, place):
            return True  # "a man arrested on Monday said", "tipped for the job on Monday, she has declined it"
        if not place.opening and clauses.lows(place.last + 1, place.last + 3) == (",", "after"):
            # "Fled to Lima, a port, on Monday, after rebels seized it".
            return clauses.segment[candidate.first] == clauses.segment[place.last + 2]
        if before[-1:] in (("from",), ("to",)) and clauses.opener[clauses.segment[candidate.first]] == "after":
            return True  # "was in prison from 2003 to 2007 after a conviction"
        idle = candidate.unreal and candidate.fallback and _tells_of_noun(clauses, candidate, place)
        return idle or is_counted_off(clauses, place.last, candidate.first) or _is_planned(clauses, candidate, place)
    return _is_barred_behind(clauses, candidate, place, before)


def _is_barred_behind(clauses: Clauses, candidate: Candidate, place: Place, before: tuple[str, ...]) -> bool:
    """Whether a date behind a candidate is none of its; `before` are the two words before the date."""
    if is_put_off(clauses, candidate, place.first):
        return False
    begin = clauses.begin(place.first)
    if candidate.last < begin and clauses.lows(begin, begin + 2) in _CLEFTS and not candidate.reporting:
        return True  # "for those killed, it is an honour today to speak"
    if tells_where_harmed(clauses, candidate):
        return True
    if _is_set_for(clauses, candidate, place) or tells_who(clauses, candidate, place.first):
        return True
    if is_put_for(clauses, place.first) or _is_awaited(clauses, candidate, place):
        return True
    if before[-1:] in (("until",), ("till",)) and not _is_late(clauses, candidate):
        return True  # "has cancelled flights until Friday"
    if candidate.noun and _is_of_later_verb(clauses, candidate, place):
        return True
    if is_of_other(clauses, candidate, (place.first, place.last), old=place.old):
        return True
    if candidate.noun and _is_left_undone(clauses, candidate, place):
        return True
    if before[:1] in (("due",), ("scheduled",)) and candidate.last < place.first - 3 and not candidate.noun:
        # "Postponed elections due in August", but "is due in August".
        return clauses.low(place.first - 3) not in grammar.load().be | grammar.load().adverbs
    if candidate.noun and before[-1:] == ("by",) and _is_object_of_due(clauses, candidate, place):
        return True
    if place.side > 0 and is_over(clauses, candidate, place.first) and before[-1:] != ("to",):
        return True
    return place.side >= 0 and _looks_ahead(clauses, candidate, candidate.last + 1, place.first)


def _has_come_since(clauses: Clauses, candidate: Candidate, place: Place) -> bool:
    """Whether a verb tells what has been so by now, after a date before it: "the road was under water on Friday, though
    traffic has now resumed"; not "since Friday, nine have now fled"."""
    if clauses.low(place.first - 1) in ("since", "by", "of"):
        return False
    near = clauses.lows(max(place.last + 1, candidate.first - _PHRASE), candidate.first)
    return not candidate.noun and any(one in _PERFECT and other in _BY_NOW for one, other in pairwise(near))


def _is_of_reason(clauses: Clauses, candidate: Candidate, place: Place) -> bool:
    """Whether a time that is over is that of what led to something: "given his poor form last week, the club fired
    him", "after a quiet summer last year, Harlow hired nine clerks"."""
    begin = clauses.begin(place.first)
    led = clauses.low(begin) in _LEADING or clauses.lows(begin, begin + 2) in _REASONS
    told = led and clauses.low(place.first) == "last" and clauses.low(place.last + 1) == ","
    return told and place.first > begin + 2 and clauses.segment[candidate.first] > clauses.segment[place.first]


def _is_awaited(clauses: Clauses, candidate: Candidate, place: Place) -> bool:
    """Whether a date is that for which a clause says that a noun is awaited, which is no trigger itself: "blocked the
    results, which were expected on Friday"; "elections, which are due in May" are held then."""
    begin = clauses.begin(place.first)
    led = clauses.low(begin) in ("which", "that") and clauses.low(begin + 1) in grammar.load().be
    awaited = led and not _AWAITED.isdisjoint(clauses.lows(begin + 2, begin + 4)) and candidate.last < begin - 2
    return awaited and not candidate.noun


def _is_of_anniversary(clauses: Clauses, noun: Candidate) -> bool:
    """Whether a noun is only what a day is the anniversary of: "on the anniversary of the raid on Monday"."""
    of = clauses.introducing(noun.first)
    return noun.noun and clauses.low(of) == "of" and clauses.low(of - 1) == "anniversary"


def _is_of_later_verb(clauses: Clauses, noun: Candidate, place: Place) -> bool:
    """Whether a date behind a noun within the subject is that of the verb behind it: "a law banning the protests took
    effect on Monday", "an inquiry into the crash opened on Monday"."""
    same = (j for j in range(noun.last + 1, place.first) if clauses.segment[j] == clauses.segment[noun.first])
    verb = next((j for j in same if triggers.load().is_past(clauses.low(j))), -1)
    return verb == noun.last + 1 and is_inner(clauses, noun)


def _is_set_for(clauses: Clauses, candidate: Candidate, place: Place) -> bool:
    """Whether a day is what somebody sets, and not when: "on Thursday set May 30 for its ruling"."""
    fixed = clauses.low(candidate.last) in grammar.load().fixing and place.first == candidate.last + 1
    return fixed and clauses.low(place.last + 1) == "for"


def _is_of_hearing(clauses: Clauses, candidate: Candidate, place: Place) -> bool:
    """Whether a date is that of somebody's day in court, and not of the charge told right behind it: "will appear in
    court on Friday charged with arson"."""
    charge = place.side > 0 and not candidate.noun and is_tried(clauses, candidate.first)
    charge = charge and place.last == candidate.first - 1
    return charge and not _HEARD.isdisjoint(clauses.lows(clauses.begin(candidate.first), place.first))


def _is_of_participle(clauses: Clauses, candidate: Candidate, place: Place) -> bool:
    """Whether a date is that of a participle behind a noun, or of one that opens a sentence whose perfect tells news of
    another day."""
    if not candidate.noun and owner(clauses, place.first, candidate.first) >= 0:
        return True
    if candidate.finite and is_of_relative(clauses, place.first, candidate.first):
        return True
    low = clauses.low(0)
    led = low.endswith("ed") and low not in grammar.load().prepositions and "," not in clauses.lows(0, place.first)
    apart = clauses.low(place.last + 1) == "," and clauses.segment[place.first] != clauses.segment[candidate.first]
    return led and apart and not _PERFECT.isdisjoint(clauses.lows(place.last + 2, place.last + 2 + _SUBJECT))


def _is_told_over(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether a past form tells as a fact what no day ahead can be that of."""
    told = not candidate.noun and candidate.certainty == "asserted" and not clauses.has_be(candidate.first)
    return told and triggers.load().is_past(clauses.low(candidate.first))


def _is_measure(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether a noun is only what something else is measured against: "net was $9 million, compared with a loss"."""
    led = clauses.introducing(candidate.first) if candidate.noun else -1
    return clauses.low(led) in ("with", "to") and clauses.low(led - 1) == "compared"


def _is_foreseen(clauses: Clauses, candidate: Candidate, place: Place) -> bool:
    """Whether a time is only what a forecast is for: "withdrew its forecasts for the third quarter"."""
    led = clauses.introducing(place.first)
    return clauses.low(led) == "for" and clauses.low(led - 1) in _FORECASTS and candidate.first < led


def _is_of_later(clauses: Clauses, candidate: Candidate, place: Place) -> bool:
    """Whether a date is that of a clause behind a trigger: "many copied her style, while in 2006 a film starred Ann";
    whoever was harmed is so, and a later verb before the date tells what is to come: "the trial of a man who shot a
    nurse begins on Friday"."""
    before = clauses.lows(place.first - 2, place.first)
    if before[:1] in _OPENING and before[1:] in _LED and candidate.last < place.first - 2:
        return True
    if only_leads_up(clauses, candidate, (place.first, place.last), opening=place.opening):
        return True
    if _is_of_contrast(clauses, candidate, place):
        return True
    if place.side <= 0 or candidate.noun or candidate.unreal or candidate.group.type not in HARMING:
        return False
    over = triggers.load().is_past(clauses.low(candidate.first)) and candidate.certainty == "asserted"
    between = clauses.lows(candidate.last + 1, place.first)
    return over and any("third" in triggers.load().forms(low) for low in between)


def _is_of_contrast(clauses: Clauses, candidate: Candidate, place: Place) -> bool:
    """Whether a date is that of a clause of its own behind a "but": "started a firm, but her last deal was in 2005",
    "it hit all lines, however the firm was able to mend them by Friday"; not of "was held but freed on"."""
    for j, low in enumerate(clauses.lows(candidate.last + 1, place.first - 1), candidate.last + 1):
        however = low == "however" and clauses.low(j - 1) == "," != clauses.low(j + 1)
        if low in _CONTRASTS or however:
            verbs = [k for k in range(j + 1, place.first) if triggers.may_tell(clauses.low(k))]
            return bool(verbs) and verbs[0] > j + 1
    return False


def _is_left_undone(clauses: Clauses, noun: Candidate, place: Place) -> bool:
    """Whether a date is that by which nothing was done about what a noun names: "did not reply to the offer by Friday",
    "by the close of business on Friday"."""
    if clauses.low(noun.last + 1) != "by" or place.first - noun.last >= _DEADLINE:
        return False
    before = clauses.lows(clauses.begin(noun.first), noun.first)
    denied = any(low in _NOT or low.endswith("n't") for low in before)
    return denied and clauses.segment[noun.first] == clauses.segment[place.first]


def _is_object_of_due(clauses: Clauses, noun: Candidate, place: Place) -> bool:
    """Whether a noun is but the object of what is to be done by a day: "must reply to the allegations by July 26",
    "requires banks to sell their investments by 1994"; "ordered it to hold a vote by May" tells of the vote."""
    if place.side > 0 and clauses.low(clauses.introducing(noun.first)) == "to":
        return True
    bidden = (j + 1 for j in range(clauses.begin(noun.first), noun.first) if clauses.low(j) == "to")
    return noun.light < 0 and any(is_due(clauses, verb) and clauses.low(verb) not in _PHASES for verb in bidden)


def _is_late(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether what a trigger tells lasts to a date or happened at last on it: "stayed", "did not meet him until"."""
    return candidate.lemma in _LASTING or (not candidate.noun and is_not_until(clauses, candidate.first))


def _only_names(clauses: Clauses, noun: Candidate, date: int) -> bool:
    """Whether a noun only tells of what a day is the anniversary, where something was, or among which it ranks, or a
    trigger by whom it is known."""
    if is_own_source(clauses, noun, date):
        return True
    return _is_of_anniversary(clauses, noun) or is_scene(clauses, noun) or _is_foremost(clauses, noun, date)


def _is_foremost(clauses: Clauses, noun: Candidate, date: int) -> bool:
    """Whether a time only tells among which a noun is the most of its kind: "the biggest deal this year"."""
    near = clauses.lows(noun.first - _PHRASE, noun.first)
    ranked = any(low in _RANKED or (low.endswith("est") and len(low) > _PHRASE) for low in near)
    return noun.noun and ranked and clauses.low(date) == "this" and noun.last < date


def _is_counted(clauses: Clauses, place: Place) -> bool:
    """Whether a date is that of months counted: "through the first nine months"."""
    return "months" in clauses.lows(place.first, place.last + 1)


def _is_planned(clauses: Clauses, candidate: Candidate, place: Place) -> bool:
    """Whether a day is that for which something is planned, as a participle behind the noun for it says, "talks
    scheduled for Friday were postponed", or one behind it is: "March 1: The verdict is set for June 2"."""
    if clauses.entry and place.opening and is_set_for_day(clauses, candidate.last):
        return True
    led = clauses.low(place.first - 1) == "for" and clauses.low(place.first - 2) in _PLANNED
    return led and place.first > 2 and clauses.low(place.first - 3) not in grammar.load().be


def _leads(clauses: Clauses, last: int) -> bool:
    """Whether a clause behind a date tells what was then: "until May, when he left", "not until May, that he left"."""
    after = last + 1 + (clauses.low(last + 1) == ",")
    return clauses.low(after) in ("when", "that")


def _tells_of_noun(clauses: Clauses, idle: Candidate, place: Place) -> bool:
    """Whether a phrase that tells of nothing says more of a noun behind a mark, and a date before it has a phrase of
    its own: "in 1972 the committee, known as the Creep, met", "Ann came, in 1983, followed by Omar"."""
    alone = place.opening or clauses.begin(place.first) >= place.first - 1
    return alone and "," in clauses.lows(idle.first - 2, idle.first)


def is_over(clauses: Clauses, candidate: Candidate, date: int) -> bool:
    """Whether a verb tells of what was done for a date ahead: "ordered him to appear on Monday", "adjourned to May"."""
    to = (j for j in range(candidate.last + 1, date) if clauses.low(j) == "to")
    if all(clauses.low(j + 1) in grammar.load().determiners for j in to):  # "changed to a new plan in May"
        return False
    past = triggers.load().is_past(clauses.low(candidate.first)) and candidate.certainty == "asserted"
    return past and candidate.finite and not (candidate.fallback or candidate.reporting or candidate.passive)


def _looks_ahead(clauses: Clauses, candidate: Candidate, low: int, high: int) -> bool:
    """Whether a verb that lies ahead is nearer to a date than a past one: "was denied bail and will appear today", "was
    sent to the court, where he is due to appear on May 5", "pulled out of a show that opens on May 5"."""
    if candidate.certainty == "planned":
        return False
    words, between = grammar.load(), clauses.lows(low, high)
    opens = any(a in words.relative and b in _STARTING for a, b in pairwise(between))
    if "will" in between or (opens and not candidate.lemma.startswith("call")):
        return True
    if candidate.noun or {"is", "are"}.isdisjoint(between):
        return False
    rows = zip(between, between[1:], between[2:], strict=False)
    return any(a not in words.relative and b in ("is", "are") and c in words.plans for a, b, c in rows)


def _modified(clauses: Clauses, candidate: Candidate, place: Place) -> bool:
    """Whether a date before a noun is the candidate's: it is that noun, or says what an issue or letter holds ("in its
    Friday issue, the paper quoted")."""
    if candidate.reporting:
        if place.first > candidate.last:  # "wrote in his Monday column", "told him in an April 1973 letter"
            led = clauses.low(clauses.introducing(place.first)) == "in"
            return led and clauses.low(place.last + 1) in grammar.load().spoken
        return place.opening and clauses.low(place.last + 1) != "'s" and not _has_verb(clauses, candidate, place)
    if not candidate.noun:
        return candidate.finite and _is_told_of(clauses, candidate, place.last + 1)
    between = clauses.lows(place.last + 1, candidate.first)
    score = sum(low == "-" or low.isdigit() for low in between)  # "Friday's 88-72 loss"
    return 0 < candidate.first - place.last <= _PHRASE + score


def _has_verb(clauses: Clauses, report: Candidate, place: Place) -> bool:
    """Whether what a date names has a verb of its own before one of saying: "the 2008 results were poor, he said"."""
    segment = clauses.segment[place.last]
    row = [clauses.low(j) for j in range(place.last + 2, report.first) if clauses.segment[j] == segment]
    return any(map(triggers.may_tell, row))


def _is_told_of(clauses: Clauses, verb: Candidate, noun: int) -> bool:
    """Whether a verb tells what happened in what a date names: "a 1999 incident in which he shot a guard"."""
    noun += clauses.low(noun + 1) in _OCCASIONS  # "a 1999 shooting incident"
    behind = noun + 1 + (clauses.low(noun + 1) == "in")
    led = clauses.low(noun) in _OCCASIONS and clauses.low(behind) in ("which", "where", "when", "that")
    return led and clauses.segment[verb.first] == clauses.segment[behind]


def _is_in_brackets(clauses: Clauses, i: int) -> bool:
    """Whether a token stands in brackets."""
    if "(" not in clauses.words:
        return False
    row = clauses.lows(0, i)
    return "(" in row and ")" not in row[len(row) - 1 - row[::-1].index("(") :]
