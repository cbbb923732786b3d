"""Which date of a sentence belongs to which trigger: the cheapest pairs by clause structure, each taken once.

Costs are small numbers that order the readings of English word order; they were chosen on annotated news, where
moving any of them by a quarter changes little. A pair that costs more than `LIMIT` is no pair.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kb.extract.mentions.attributive import is_in_name, modifies
from kb.extract.mentions.bars import LIMIT, Place, is_barred, is_over
from kb.extract.mentions.bearing import is_of_price, is_of_source
from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.causes import is_answer
from kb.extract.mentions.claims import noun_cost, out_of_tense, tells_itself
from kb.extract.mentions.dating import dates_events, describes, earliest
from kb.extract.mentions.deeds import came_to_do, committed, is_old, judging, only_sees
from kb.extract.mentions.form import conjoined, leads_on
from kb.extract.mentions.fronted import is_occasion, sets_occasion
from kb.extract.mentions.restated import says_again
from kb.extract.mentions.resumed import resumes
from kb.extract.mentions.rivals import Verbs
from kb.extract.mentions.saying import RESULTS, grew, in_retold, saying_cost, tells_deed
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.voice import is_set_off
from kb.lexicon import grammar, triggers
from kb.model import DateMention
from kb.when import Grain, When

_TOKEN = 0.1
_CROSSING = 1.0
_SUBORDINATE = 0.8
_STAGE = 0.03
_STAGE_SUBORDINATE = 2.5
_VERB_BETWEEN = 1.2
_JOINED = 1.5
_TIED = 0.7  # "last year it staked out a date and pursued a writer"
_WISHED = 2.2
_YEARS = frozenset(("full-year", "annual", "fiscal", "third-quarter", "second-quarter", "fourth-quarter"))
_PROMISED = frozenset(("agreed", "promised", "pledged", "vowed", "decided", "volunteered"))
_PUT_OFF = 1.5  # "adjourned to Monday the hearing"
_REDUCED = 2.0
_OCCASION = 1.5  # "at a meeting on Friday, ministers agreed"
_NAMED = 1.0
_OWN = 0.1  # "the raids of May 3"
_NO_DOING = frozenset(("having", "being", "king", "according", "morning", "evening", "nothing", "something"))
_BEHIND = 1.5
_ANSWERED, _ANSWER = 1.5, 14  # tokens
# Not "when": "was asleep on Monday when it hit".
_THEN = frozenset(("after", "before", "as", "while", "because", "until"))
_MOMENTS = frozenset(("moment", "time", "day", "night", "morning", "evening", "hour", "way", "minute"))
_PHRASE = 0.8
_MEANWHILE = ("while", "when", "as")


@dataclass(frozen=True, slots=True)
class Link:
    """A date expression (index into the document's dates) that belongs to a candidate, at a cost from 0 to LIMIT."""

    candidate: Candidate
    date: int
    cost: float


def link(
    clauses: Clauses, candidates: Sequence[Candidate], dates: Sequence[DateMention], published: When | None = None
) -> tuple[Link, ...]:
    """Pairs of candidates and calendar dates of this sentence, in the order of the candidates."""
    places = _places(clauses, candidates, dates, published) if dates else []
    if not places:
        return ()
    verbs = Verbs.of(clauses, candidates)
    pairs = (
        sorted(
            (cost, place.date, candidate.first, candidate)
            for place in places
            for candidate in candidates
            if not (candidate.unreal and candidate.first in verbs.reduced)
            and not (_is_begun(clauses, candidate, candidates) or only_sees(clauses, candidate, candidates))
            and (cost := _cost(clauses, candidate, place, verbs)) <= LIMIT
        )
        if len(places) * len(candidates) <= 4000
        else []
    )
    taken_dates: set[int] = set()
    taken: set[int] = set()
    links = []
    for cost, date, first, candidate in pairs:
        if date not in taken_dates and first not in taken:
            taken_dates.add(date)
            taken.add(first)
            links.append(Link(candidate, date, cost))
    at = {place.date: place.first for place in places}
    links = [replace(one, candidate=came_to_do(clauses, one.candidate, candidates, taken)) for one in links]
    return _uncrossed(sorted(links, key=lambda item: item.candidate.first), at)


def _is_begun(clauses: Clauses, verb: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether a verb only begins what the next one tells, so that the date before it is that of what its subject is
    told by: "officers probing a murder in 1991 began digging on Monday"."""
    begins = clauses.low(verb.first) in ("began", "started") and clauses.is_date(verb.first - 1)
    return begins and any(c.first == verb.last + 1 and not c.noun for c in candidates)


def _uncrossed(links: list[Link], at: Mapping[int, int]) -> tuple[Link, ...]:
    """Of "who robbed a bank in May shot a guard on Monday" each verb has the date behind it, though "shot" is nearer to
    May."""
    for n, (one, other) in enumerate(pairwise(links)):
        crossed = one.candidate.last < at[other.date] < other.candidate.first < at[one.date]
        if crossed and other.candidate.finite:
            links[n] = replace(one, date=other.date)
            links[n + 1] = replace(other, date=one.date)
    return tuple(links)


def _places(
    clauses: Clauses, candidates: Sequence[Candidate], dates: Sequence[DateMention], published: When | None
) -> list[Place]:
    spread: dict[int, list[int]] = {}
    for i, token in enumerate(clauses.tokens):
        if token.date >= 0 and dates[token.date].when is not None:
            spread.setdefault(token.date, []).append(i)
    told = {clauses.segment[c.first] for c in candidates if not is_occasion(clauses, c, candidates)}
    nouns = frozenset(c.first for c in candidates if c.noun)
    verbs = frozenset(c.first for c in candidates if c.finite)
    words = frozenset(i for c in candidates for i in range(c.first, c.last + 1))
    return [
        Place(
            date,
            found[0],
            found[-1],
            found[-1] + 1 not in verbs and modifies(clauses, found[0], found[-1], dates[date], nouns),
            is_in_name(clauses, found[0], found[-1]),
            earliest(clauses, found[0]),
            _opens(clauses, found[0], told),
            _side(dates[date], published),
            is_old(dates[date], published),
            next((c.first for c in candidates if c.noun and c.last == found[0] - 2), -1)
            if clauses.low(found[0] - 1) == "of"
            else committed(clauses, candidates, found[0]),
            _side(dates[date], published) > 0 and not _may_be_past(dates[date]),
            resumes(clauses, found[0], found[-1], verbs),
        )
        for date, found in spread.items()
        if dates_events(clauses, found[0], found[-1], dates[date])
        and not describes(clauses, found[0], words)
        and not says_again(clauses, found[0], dates)
        and not is_of_source(clauses, found[0])
        and not _is_of_results(clauses, found[-1], dates, published)
        and not is_of_price(clauses, found[0])
    ]


def _is_of_results(clauses: Clauses, first: int, dates: Sequence[DateMention], published: When | None) -> bool:
    """Whether a time is only that of results told on a day that the sentence gives: "last week it reported
    third-quarter earnings", "reports third-quarter results on Thursday"."""
    last = first
    while last + 3 < len(clauses.tokens) and clauses.low(last + 1) == "and" and clauses.low(last + 2) in _YEARS:
        last += 2  # "its second-quarter and full-year guidance"
    if clauses.low(last + 1) not in RESULTS or grew(clauses, last + 2):
        return False
    here, own = clauses.segment[last], clauses.tokens[first].date
    for token, segment in zip(clauses.tokens, clauses.segment, strict=True):
        when = dates[token.date].when if token.date not in (-1, own) else None
        if isinstance(when, When) and when.grain in (Grain.DAY, Grain.WEEK):
            behind = token.start > clauses.tokens[last].start
            if segment in (here - 1, here) or (behind and _side(dates[token.date], published) > 0):
                return True
    return False


def _opens(clauses: Clauses, first: int, told: set[int]) -> bool:
    """Whether a date stands at the head of the sentence, or in a phrase there or behind "that" which tells nothing
    itself: "in composite trading on Friday, …"."""
    segment = clauses.segment[first]
    begin = clauses.begin(first)
    leads = clauses.low(begin) in ("that", "but") and clauses.opener[segment] == clauses.low(begin)
    head = begin + leads  # "but in 2005, at the age of 91, she told"
    opens = (begin == 0 or leads) and clauses.low(head) in grammar.load().prepositions
    return first <= 2 or (opens and segment not in told and clauses.segment[-1] != segment)


def _side(mention: DateMention, published: When | None) -> int:
    """Where a date lies: -1 before the publication, 1 after it, 0 within it or where either is not known."""
    when = mention.when
    if when is None or published is None or not (when.anchored and published.anchored):
        return 0
    return (when.bounds[0] > published.bounds[1]) - (when.bounds[1] < published.bounds[0])


def _may_be_past(mention: DateMention) -> bool:
    """Whether a date without a year may be that of the year before."""
    when = mention.when
    return isinstance(when, When) and "year" in when.implied and "month" not in when.implied


def _cost(clauses: Clauses, candidate: Candidate, place: Place, verbs: Verbs) -> float:
    if is_barred(clauses, candidate, place) or (place.first > candidate.last and in_retold(clauses, candidate, place)):
        return LIMIT + 1
    if place.owner >= 0 and not place.modifier:
        return _OWN
    behind = place.first > candidate.last
    low, high = (candidate.last + 1, place.first) if behind else (place.last + 1, candidate.first)
    over = behind and place.side > 0 and is_over(clauses, candidate, place.first)
    if behind and place.resumes:
        high = clauses.clause(clauses.segment[place.first] - 1).start  # as if the clause between were not there
    gap = max(0, high - low)
    judged = judging(clauses, candidate, verbs, place.first, old=place.old) if behind else 0.0
    cost = _TOKEN * gap + _VERB_BETWEEN * sum(low <= v < high for v in verbs.all)
    if _sets_stage(clauses, candidate, place, verbs):
        cost = _STAGE * gap
    if place.named:
        # "Hosted the 2007 Academy Awards": another date of the clause is the verb's, and this one no other clause's.
        cost += _NAMED if clauses.segment[candidate.first] == clauses.segment[place.first] else LIMIT
    cost += judged + (_PUT_OFF if over else 0.0) + _crossings(clauses, candidate, place, verbs)
    if behind and any(is_answer(clauses, j) for j in range(max(low, high - _ANSWER), high)):
        cost += _ANSWERED  # "fled in response to a raid on Friday"
    cost += 2.0 * (clauses.quoted[candidate.first] != clauses.quoted[place.first])
    if place.side < 0 and _is_wished(clauses, candidate):
        # What was asked or wished lies ahead: "invited them in July 1997 to join" and "to join in July 1997" are one.
        cost += _WISHED
    cost += (
        0.0 if place.side >= 0 else out_of_tense(clauses, candidate, (place.first, place.last), opening=place.opening)
    )
    if candidate.reporting:
        of_deed = clauses.entry and place.opening and tells_deed(clauses, candidate, verbs)
        return LIMIT + 1 if of_deed else saying_cost(clauses, candidate, place, cost, (low, high))
    if candidate.noun:
        cost += _OCCASION * (behind and place.opening and sets_occasion(clauses, candidate.first, place.first))
        return cost + noun_cost(clauses, candidate, verbs, behind=behind, between=(low, high))
    cost += _REDUCED if candidate.first in verbs.reduced else 0.0
    cost += 0.6 if behind else 0.8
    if not (behind or place.opening) and (conjoined(clauses, candidate.first) or leads_on(clauses, place.last + 1)):
        cost += _JOINED
    if place.opening and conjoined(clauses, candidate.first) and _follows(clauses, candidate, place, verbs):
        cost += _TIED
    if not candidate.finite:
        # "Was chosen in 2002, becoming the first": what hangs on a clause has its date before it seldom.
        cost += 0.5 if behind or place.opening else 1.0
    cost += _BEHIND if behind and _is_background(clauses, candidate) else 0.0
    return cost + (0.7 if candidate.fallback else 0.1 if candidate.group.weak else 0.0)


def _follows(clauses: Clauses, candidate: Candidate, place: Place, verbs: Verbs) -> bool:
    """Whether a verb that tells something by itself stands between a date and the clause-mate that "and" ties to it."""
    segment, light = clauses.segment[candidate.first], triggers.load().guards.light
    between = (v for v in verbs.all if place.last < v < candidate.first and clauses.segment[v] == segment)
    return any(clauses.low(v) not in light for v in between)


def _is_wished(clauses: Clauses, candidate: Candidate) -> bool:
    """ "To join", "would hold", "agreed to be tried": what is no fact of a date that is over."""
    to = clauses.before[candidate.first]
    before = clauses.low(to)
    if not candidate.unreal:
        to = clauses.before[to] if before == "be" else to
        return clauses.low(to) == "to" and candidate.status == "planned" and clauses.prior[to] in _PROMISED
    return before == "to" or before in grammar.load().unreal


def _sets_stage(clauses: Clauses, candidate: Candidate, place: Place, verbs: Verbs) -> bool:
    """Whether the date opens the sentence and the candidate is a verb of a later main clause."""
    here, there = clauses.segment[candidate.first], clauses.segment[place.first]
    return place.opening and there < here and candidate.finite and not _hangs(clauses, candidate, verbs)


def _hangs(clauses: Clauses, candidate: Candidate, verbs: Verbs) -> bool:
    """Whether a verb stands in a clause that hangs on another one, and does not go on with the main clause behind it:
    "officers who had looked for him concluded"."""
    segment = clauses.segment[candidate.first]
    apart = candidate.passive and is_set_off(clauses, candidate.first, candidate.last)
    apart = apart or _is_bracketed(clauses, candidate.first)
    if apart or _is_contact(clauses, candidate):
        return True
    if clauses.opener[segment] not in ("who", "which", "that"):
        return clauses.opener[segment] in _dependent()
    begin = clauses.begin(candidate.first)
    inner = any(begin < verb < candidate.first for verb in verbs.all)
    relative = clauses.low(begin - 1) not in triggers.load().guards.reporting
    return not (relative and inner and candidate.finite and not conjoined(clauses, candidate.first))


def _is_bracketed(clauses: Clauses, i: int) -> bool:
    """Whether a word stands in brackets: "the Heights (later renamed the Hill) is founded"."""
    before = clauses.words[:i]
    return "(" in before and before[::-1].index("(") < (before[::-1].index(")") if ")" in before else i)


def _is_contact(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether a verb only tells more of a time, without a word that says so: "recalled the moment she was hit"."""
    words, j = grammar.load(), candidate.first - 1
    while clauses.low(j) in words.auxiliaries or clauses.low(j) in words.adverbs:
        j -= 1
    return clauses.low(j) in words.pronouns and clauses.low(j - 1) in _MOMENTS


def _crossings(clauses: Clauses, candidate: Candidate, place: Place, verbs: Verbs) -> float:
    here = clauses.segment[candidate.last if place.first > candidate.last else candidate.first]
    there = clauses.segment[place.first]
    if here == there:
        return 0.0
    if place.opening and there < here:
        # A date that opens the sentence sets the stage for its main verb, past whatever comma follows it.
        return 0.1 * (here - there) + (_STAGE_SUBORDINATE if _hangs(clauses, candidate, verbs) else 0.0)
    if here < there and _is_meanwhile(clauses, place):
        # "Fell while climbing the ridge on Monday".
        return 0.0
    if _closes_aside(clauses, candidate, place, verbs) or (place.resumes and there == here + 2):
        return 0.0
    told = clauses.clause(there)
    if there == here + 1 and tells_itself(clauses, candidate, range(told.start, place.first), verbs):
        return 0.0
    if there == 0 and here == 1 and _is_doing_first(clauses) and candidate.finite and not clauses.opener[here]:
        return 0.0
    if there == here + 1 and clauses.opener[there] == "after" and not any(verb in told for verb in verbs.all):
        return _PHRASE  # "crashed shortly after takeoff from Lima on Monday, killing nine": no clause
    cost = _CROSSING * max(0, abs(here - there) - _bracketed(clauses, candidate, place))
    if there < here and clauses.opener[here] in _THEN:
        # "Shot him on Saturday after he drew a gun", "anger has been growing this week after he shot a boy".
        cost += LIMIT if _goes_on(clauses, place) else _BEHIND
    own = (clauses.tokens[j] for j in clauses.clause(there))
    if all(t.date >= 0 or not t.word or t.low in grammar.load().prepositions for t in own):
        cost -= 0.6
    elif clauses.opener[max(here, there)] in _dependent():
        cost += _SUBORDINATE
    return cost


def _bracketed(clauses: Clauses, candidate: Candidate, place: Place) -> int:
    """The borders of clauses that brackets make between a candidate and a date behind it: "was jailed for a year (half
    of it suspended) on Monday"."""
    if "(" not in clauses.words or place.first < candidate.last:
        return 0
    row = clauses.lows(candidate.last, place.first)
    opened = [j for j, low in enumerate(row, candidate.last) if low == "("]
    closed = [j for j, low in enumerate(row, candidate.last) if low == ")"]
    if not closed or len(opened) != len(closed):
        return 0
    pairs = zip(opened, closed, strict=True)
    return sum(clauses.segment[min(b + 1, place.first)] - clauses.segment[max(a - 1, 0)] for a, b in pairs)


def _closes_aside(clauses: Clauses, candidate: Candidate, place: Place, verbs: Verbs) -> bool:
    """Whether only commas with a name or a few words stand between a verb and its date, behind which "and" or "after"
    goes on: "fired his minister, Omar Said, on Monday and named Ann Brandt"."""
    here, there, behind = clauses.segment[candidate.last], clauses.segment[place.first], place.last + 1
    comma = place.first - 1 - (clauses.low(place.first - 1) in ("on", "in"))
    on = leads_on(clauses, behind) or clauses.low(behind) in _THEN | {"when"}
    if not candidate.finite or there != here + 2 or clauses.low(comma) != "," or not on:
        return False
    aside = clauses.clause(here + 1)
    return clauses.low(aside.start - 1) == "," and not any(verb in aside for verb in verbs.all)


def _is_meanwhile(clauses: Clauses, place: Place) -> bool:
    """Whether a date stands in a clause of a gerund that tells what was done at the same time, or in one that tells
    what somebody was doing: "was hit when she was crossing a road on Monday"."""
    begin = clauses.begin(place.first)
    if clauses.low(begin) in ("while", "when") and clauses.low(begin + 1).endswith("ing"):
        return True
    return clauses.low(begin) in _MEANWHILE and _doing(clauses, begin, place.first) >= 0


def _goes_on(clauses: Clauses, place: Place) -> bool:
    """Whether a date is that of what has been going on in its clause."""
    row = clauses.lows(clauses.begin(place.first), place.first)
    return any(be == "been" and low.endswith("ing") for be, low in pairwise(row))


def _doing(clauses: Clauses, begin: int, end: int) -> int:
    """The token of what somebody was doing, of those from one to another; -1 if there is none."""
    rows = zip(range(begin + 2, end), clauses.lows(begin + 1, end), clauses.lows(begin + 2, end), strict=False)
    return next((j for j, be, low in rows if be in ("was", "were") and low.endswith("ing")), -1)


def _is_doing_first(clauses: Clauses) -> bool:
    """Whether what somebody was doing opens a sentence: "driving home on Monday, Omar was shot"."""
    low = clauses.low(0)
    return low.endswith("ing") and low not in grammar.load().prepositions | _NO_DOING and clauses.segment[-1] > 0


def _is_background(clauses: Clauses, verb: Candidate) -> bool:
    """Whether a verb tells what was going on "when" or "as" something happened that a clause before it tells."""
    begin = clauses.begin(verb.first)
    if verb.first == begin + 1 and begin > 0 and clauses.low(begin) == "while":
        return clauses.low(verb.first).endswith("ing")  # "fell 200 feet while climbing to a hut on Monday"
    if verb.first == 0 and _is_doing_first(clauses):
        return verb.fallback or verb.group.weak  # but "fleeing Cuba in 1961, he settled in Miami" tells of the flight
    led = begin > 0 and clauses.low(begin) in _MEANWHILE and clauses.low(verb.first).endswith("ing")
    return led and _doing(clauses, begin, verb.first + 1) == verb.first


def _dependent() -> frozenset[str]:
    return grammar.load().openers
