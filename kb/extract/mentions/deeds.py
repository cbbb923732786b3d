"""Whose a date is that stands behind a charge or a verdict and the deed it is about, or before what it was done in."""

from collections.abc import Sequence, Set

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.rivals import CAUSES, CHARGES, Verbs
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar
from kb.model import DateMention
from kb.when import Grain, When

_BLAMING = frozenset(("accuse", "charge", "indict", "suspect", "arrest"))
_CLAIMS = frozenset("allegation allegations accusation accusations claim claims suspicion suspicions".split())
_CHARGED, _JUDGED = 0.8, 2.5
_OWNING = frozenset("admit admits admitted deny denies denied".split())
_SEEING = frozenset("saw sees see seen seeing heard hears hear watched watches watch witnessed".split())
_MEASURING = frozenset(("recorded", "registered", "detected", "measured"))
_RECENT = 60  # days that a verdict is news
_NOUN = 4
_DOER = 8  # tokens of who did it
# How one comes to do a deed: "shot by a man who walked into a bank on Friday".
_COMING = frozenset(
    "walked burst marched entered stormed barged broke drove climbed sneaked snuck came rode pulled jumped rushed"
    " stepped approached slipped forced charged strode flew sailed arrived travelled traveled crept".split()
)
_ABOUT = ("over", "about")
_OF = frozenset(("of", "on", "against"))
_FOR = frozenset(("in", "for"))
_CRIMES = frozenset(
    "killing killings murder murders slaying slayings shooting shootings stabbing stabbings strangling death deaths"
    " assassination bombing bombings attack attacks beating rape rapes kidnapping kidnappings abduction robbery".split()
)
_THERE = frozenset(("at", "during", "in"))
_INSIDE, _PHRASE = ("in", "at", "during"), 7
_FORCE = ("COERCE", "MOBILIZE", "PROTEST", "JUSTICE")
_PLAYING = frozenset("broke sprained tore dislocated strained twisted fractured scored".split())


def is_old(mention: DateMention, published: When | None) -> bool:
    """Whether a date is no day, weekend or week of the last two months before publication."""
    when = mention.when
    if isinstance(when, When) and when.grain < Grain.WEEK:
        return True
    if when is None or published is None or not (when.anchored and published.anchored):
        return False
    return when.bounds[1] < published.bounds[0] - _RECENT


def judging(clauses: Clauses, candidate: Candidate, verbs: Verbs, date: int, *, old: bool) -> float:
    """What a date at a later token costs a candidate beside a deed: "charged with gunning down a doctor last fall",
    "convicted of killing him in 2019" date the deed, "convicted of killing him on Tuesday" the verdict."""
    if _charges(clauses, candidate):
        return _CHARGED
    if old and clauses.low(candidate.last) in _OWNING and clauses.low(candidate.last + 1).endswith("ing"):
        return _JUDGED  # "admitted killing him in 2019"
    if candidate.last in verbs.verdicts or (candidate.group.type == "ACCUSE" and not candidate.noun):
        named = old and (_names_deed(clauses, candidate.last, date) or _is_in_crime(clauses, candidate.last, date))
        return _JUDGED if named else 0.0
    if old:
        held = _suspicions(clauses, candidate.last + 1, date) and _names_deed(clauses, candidate.last, date)
        return _JUDGED if held or _is_about(clauses, candidate, date) else 0.0
    suspected = _suspicions(clauses, clauses.begin(candidate.first), candidate.first)
    return _JUDGED if suspected or _is_judged(clauses, candidate, verbs) else 0.0


def _charges(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether a deed stands behind a charge: "charged with gunning down", "accused of killing"."""
    if candidate.noun and clauses.low(candidate.last) in _CLAIMS and clauses.low(candidate.last + 1) == "of":
        return clauses.low(candidate.last + 2).endswith("ing")  # "allegations of beating a guard in 2018"
    accused = candidate.lemma in _BLAMING and clauses.low(candidate.last + 1) in CHARGES | {"in"}
    last = candidate.last + accused
    return clauses.low(last + 1).endswith("ing") and (accused or clauses.low(last) in CHARGES)


def _names_deed(clauses: Clauses, last: int, date: int) -> bool:
    """Whether a deed with whom it was done to stands between a verdict and a date."""
    causes = CAUSES | {"to"}
    return any(clauses.low(j) in causes and _has_object(clauses, j + 1, date) for j in range(last, date - 1))


def _is_about(clauses: Clauses, candidate: Candidate, date: int) -> bool:
    """Whether the work of police or courts is about a deed whose date follows: "arrested over the killing of Omar in
    May", "is investigating the murder of Omar in May"."""
    if candidate.noun or candidate.group.type != "JUSTICE":
        return False
    near = (j for j in range(candidate.last + 1, date - 1) if clauses.low(j) in _ABOUT)
    if clauses.low(candidate.last).startswith("investigat"):
        return clauses.low(candidate.last + 1) in grammar.load().determiners  # "investigating a break-in in May"
    about = next(near, -1)
    return (about >= 0 and _has_object(clauses, about + 1, date)) or _is_in_crime(clauses, candidate.last, date)


def _is_in_crime(clauses: Clauses, last: int, date: int) -> bool:
    """Whether what somebody is charged or held in is a crime with whom it was done to: "charged in the killing of Omar
    in May", "charged with murder for the shooting deaths of two in May"; not "arrested in the town of Leeds in May"."""
    led = (j for j in range(last + 1, date - 1) if clauses.low(j) in _FOR and clauses.low(j + 1) == "the")
    ends = (next((i for i in range(j + 2, min(date, j + 2 + _NOUN)) if clauses.low(i) in _OF), -1) for j in led)
    return any(end >= 0 and clauses.low(end - 1) in _CRIMES for end in ends)


def _is_judged(clauses: Clauses, candidate: Candidate, verbs: Verbs) -> bool:
    """Whether a candidate is the deed that a verdict before it is about."""
    segment = clauses.segment[candidate.first]
    judged = any(v < candidate.first and clauses.segment[v] == segment for v in verbs.verdicts)
    return judged and clauses.low(clauses.introducing(candidate.first)) in CAUSES | {"to"}


def _suspicions(clauses: Clauses, first: int, end: int) -> bool:
    """Whether words say what somebody is held for: "arrested two on suspicion of planning an attack on Friday" dates
    the arrest, "on suspicion of killing a guard in 1987" the deed."""
    at = (j for j in range(first, end) if clauses.low(j) == "suspicion")
    return any(clauses.low(j - 1) in ("on", "under") and clauses.low(j + 1) == "of" for j in at)


def _has_object(clauses: Clauses, i: int, date: int) -> bool:
    """Whether a gerund with an object, or a noun with "of" or "on", begins at a token: "killing him", "the murder of
    him", "an attack on the base"."""
    words = grammar.load()
    if clauses.low(i).endswith("ing"):
        return i + 1 < date and clauses.low(i + 1) not in words.prepositions - {"of"}
    return clauses.low(i) in words.determiners and not _OF.isdisjoint(clauses.lows(i + 2, min(date, i + _NOUN)))


def came_to_do(clauses: Clauses, verb: Candidate, candidates: Sequence[Candidate], dated: Set[int]) -> Candidate:
    """The deed that a dated verb only tells the way to, where it has no date of its own: "was shot by a man who walked
    into a bank on Friday"; else the verb itself."""
    begin = clauses.begin(verb.first)
    if clauses.low(verb.first) not in _COMING or clauses.low(begin) != "who" or verb.first != begin + 1:
        return verb
    behind = (c for c in candidates if c.harmful and c.passive and c.first not in dated)
    done_by = (c for c in behind if "by" in clauses.lows(c.last + 1, c.last + 3))  # "shot dead by"
    return next((c for c in done_by if 0 < begin - c.last <= _DOER), verb)


def committed(clauses: Clauses, candidates: Sequence[Candidate], date: int) -> int:
    """The noun of the deed that somebody is told to have done on a date that begins at a token, or -1: "jailed for a
    murder he committed in 1998", "the raid that Omar Said carried out in May"."""
    words = grammar.load()
    inner = range(date - 1, max(0, date - _DOER), -1)
    verb = next((j for j in inner if clauses.low(j) in words.committing), -1)
    between = clauses.tokens[verb + 1 : date]
    if verb < 0 or not all(t.capital or t.low in words.prepositions | {"out", "the"} for t in between):
        return -1
    j = verb - 1
    while clauses.low(j) in words.auxiliaries or clauses.low(j) in words.adverbs:
        j -= 1
    if clauses.low(j) in words.subjects - {"who"}:
        j -= 1
    else:
        begin = j
        while j > 0 and clauses.tokens[j].capital:
            j -= 1
        if j == begin:
            return -1
    j -= clauses.low(j) in ("that", "which")
    return next((c.first for c in candidates if c.noun and c.last == j), -1)


def within(clauses: Clauses, candidates: Sequence[Candidate], noun: Candidate) -> Candidate | None:
    """What was done in or at what a day stands before: "was elected in Sunday's vote", "was shot at Tuesday's rally",
    "scored in Sunday's win"; not "was killed in Sunday's raid", which is one with the killing."""
    if not noun.noun or noun.light >= 0 or noun.harmful:
        return None
    owner = next((j for j in range(noun.first - 1, noun.first - _PHRASE, -1) if clauses.low(j) == "'s"), -1)
    day = owner - 1
    while clauses.is_date(day):
        day -= 1
    if owner < 0 or day == owner - 1 or clauses.low(day) not in _INSIDE:
        return None
    before = [c for c in candidates if c.last < day and clauses.segment[c.first] == clauses.segment[noun.first]]
    verb = before[-1] if before else None
    if verb is None or verb.noun or not verb.finite or verb.unreal or verb.reporting or verb.certainty != "asserted":
        return None
    own = verb.group.type in (noun.group.type, "STATEMENT") or verb.lemma == "vote"  # "voted in Sunday's election"
    own = own or (verb.harmful and noun.group.type in _FORCE and clauses.low(day) == "in")
    return None if own or (verb.fallback and clauses.low(verb.first) not in _PLAYING) else verb


def only_sees(clauses: Clauses, verb: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether a verb only tells who was there when something happened that its clause tells: "saw rebels shoot a man",
    "saw Omar at a meeting", "saw a raid"; not "saw a film about the war"."""
    low, here = clauses.low(verb.first), clauses.segment[verb.first]
    behind = [c for c in candidates if c.first > verb.last and clauses.segment[c.first] == here and not c.unreal]
    if verb.group.type == "OTHER" and low in _MEASURING:  # "recorded another earthquake"
        return any(c.noun and c.group.type == "DISASTER" and c.first - verb.last <= _DOER for c in behind)
    seen = (c for c in behind if not c.noun or clauses.low(clauses.introducing(c.first)) in _THERE | _SEEING)
    return verb.unreal and low in _SEEING and any(seen)
