"""Whose place it is that a sentence names: not that of an event, but of somebody or something else."""

from collections.abc import Sequence

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.nested import Spot
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.voice import is_aside
from kb.lexicon import grammar, triggers

_CAUSES = frozenset(("reply", "response", "retaliation", "revenge", "reprisal", "anger", "outrage", "fury"))
_REASONS = frozenset(("because", "despite", "due", "owing"))  # "put off because of the siege of the embassy in Lima"
_ANSWERING = frozenset(("response", "reaction", "reply", "answer"))  # "said in response to the raids in Lima"
_ALSO = frozenset(("and", "also", "across", "far"))  # "hit Bam and was felt in Dubai", "felt as far away as Dubai"
_JUDGING = ("JUSTICE", "ACCUSE", "SUPPORT")
_SPEAKING = ("ACCUSE", "SUPPORT", "STATEMENT", "REJECT", "REQUEST", "THREATEN")
_DEEMING = ("ACCUSE", "SUPPORT", "REJECT")
_PHRASE, _YEAR = 5, 4  # tokens
_FOLLOWING = frozenset(("follow", "follows", "followed"))
_CATCHING = ("catch", "capture", "seize", "intercept", "nab", "detain")
_TREMORS = frozenset(("tremor", "earthquake", "quake", "temblor", "shake", "feel"))
_BRED = ("born", "raised", "educated")
_UNITS = ("minute", "hour", "day", "week", "month", "year")


def may_be_there(clauses: Clauses, candidate: Candidate, spot: Spot, kind: str) -> bool:
    """Whether an event may be where a place is: quoted as that is, and not what somebody argued "before the Supreme
    Court"."""
    heard = clauses.quoted[candidate.first] or not clauses.quoted[spot.first]
    heard = heard and (kind == "JUSTICE" or clauses.low(clauses.introducing(spot.first)) != "before")
    return heard and not (spot.first > candidate.last and is_of_its_year(clauses, candidate))


def is_of_its_year(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether a noun with its year only tells who does what the verb right behind it says, and where: "survivors of the
    2004 tsunami met in Oslo", "a guard hurt in the 2016 raid died in Lima"; not "the 2004 tsunami killed nine"."""
    year = next((j for j in range(candidate.first - 1, candidate.first - _YEAR, -1) if clauses.is_date(j)), -1)
    if not candidate.noun or year < 0 or not clauses.low(year).isdigit():
        return False
    led = clauses.introducing(year)
    verb = clauses.low(candidate.last + 1)
    return led > 0 and clauses.low(led) in grammar.load().prepositions and triggers.may_tell(verb)


def past_aside(clauses: Clauses, candidate: Candidate, spot: Spot) -> bool:
    """Whether a comma closes the clause in which an event is told of somebody before a place: "Omar, who was held in
    2015, lives in Oslo", "Omar, shot in the neck, remained in Oslo"."""
    here, there, first = clauses.segment[candidate.last], clauses.segment[spot.first], candidate.first
    aside = clauses.opener[here] in grammar.load().relative - {"that"}
    if not candidate.noun and clauses.prior[first] == ",":
        aside = aside or is_aside(clauses, clauses.before[first], candidate.last)
    return aside and there > here and not clauses.opener[there] and clauses.low(clauses.begin(spot.first) - 1) == ","


def of_another(clauses: Clauses, candidate: Candidate, others: Sequence[Candidate], spot: Spot) -> bool:
    """ "Condemned the bombings of embassies in Kenya": the place of what the noun before "of" is done to."""
    nouns = [c for c in others if c.noun and candidate.last < c.first < spot.first and c.light != candidate.first]
    nouns = [c for c in nouns if clauses.low(c.last) not in grammar.load().where.battles | grammar.load().where.stays]
    between = clauses.lows(candidate.last + 1, spot.first)
    caused = not candidate.noun and not candidate.group.harm and not _REASONS.isdisjoint(between)
    near = clauses.lows(max(candidate.last + 1, spot.first - 2 * _PHRASE), spot.first)
    felt = "felt" in near and candidate.harmful and not _ALSO.isdisjoint(near)
    answer = candidate.group.type in _SPEAKING and not _ANSWERING.isdisjoint(between)
    shaken = candidate.lemma in _TREMORS and any(_comes_before(clauses, c) for c in nouns)
    if "connection" in between or caused or felt or answer or shaken or _of_crime(clauses, candidate, others, spot):
        return True
    if clauses.low(spot.at - 1) in grammar.load().where.kin and not candidate.harmful:
        bare = grammar.load().determiners | grammar.load().possessive
        goal = (j for j in range(candidate.last + 1, spot.at - 2) if clauses.low(j) == "to")
        if any(clauses.low(j + 1) not in bare for j in goal):
            return True  # "lifted the ban to give his relatives in Lima a chance", but "born to a family in Lima"
    if candidate.lemma == "attend":
        return False  # "attended the funeral of the singer in Lima"
    # "Condemned attacks at embassies in Kenya" deems what was done there.
    deemed = candidate.group.type in _DEEMING or (bool(nouns) and clauses.low(nouns[-1].last + 1) == "of")
    return bool(nouns) and not candidate.noun and not candidate.group.harm and deemed


def _comes_before(clauses: Clauses, noun: Candidate) -> bool:
    """Whether a quake was before a tremor elsewhere: "Lima felt a tremor after a more serious earthquake in Iran"."""
    led = clauses.lows(noun.first - _PHRASE, noun.first)
    return noun.lemma in _TREMORS and not {"after", "following"}.isdisjoint(led)


def _of_crime(clauses: Clauses, candidate: Candidate, others: Sequence[Candidate], spot: Spot) -> bool:
    """Whether a place is that of the crime for which somebody is tried, or of what one is blamed or thanked for:
    "jailed for murdering a nurse in Leeds", "criticized the police for the raid on a school in Leeds"."""
    if candidate.group.type not in _JUDGING or candidate.noun:
        return False
    deeds = [c for c in others if candidate.last < c.first < spot.first and not c.finite]
    if candidate.group.type == "JUSTICE":
        deeds = [c for c in deeds if c.harmful]
    return any(clauses.low(clauses.introducing(c.first)) in ("for", "of", "with") for c in deeds)


def dated_apart(clauses: Clauses, candidate: Candidate, spot: Spot) -> bool:
    """Whether a place has a date of its own: "after touring Lima on Monday and meeting him on Friday", "was caught in
    Lima in 2008 and his trial opened in 2009", "who shot a girl in Lima in 1988 was executed on Friday", "the firm,
    founded in Lima in 1901, closed in 1950"."""
    between, behind = range(spot.last, candidate.first), range(candidate.last, len(clauses.tokens))
    joined = clauses.low(clauses.introducing(candidate.first) if candidate.noun else candidate.first - 1) == "and"
    relative = clauses.opener[clauses.segment[spot.first]] in grammar.load().relative
    here, there = clauses.segment[candidate.first], clauses.segment[spot.first]
    parted = clauses.low(clauses.begin(spot.first) - 1) == "," and "," in clauses.lows(spot.last, candidate.first)
    apart = (joined or relative or (parted and here > there)) and any(clauses.is_date(j) for j in between)
    return apart and any(clauses.is_date(j) for j in behind)


def of_later(clauses: Clauses, candidate: Candidate, others: Sequence[Candidate], spot: Spot) -> bool:
    """Whether a place stands behind a verb with a date of its own, of whom another thing is told before: "a man accused
    of killing a guard in 2011 went on trial in Lima in May", "who killed a guard in 2011 was hanged in Lima in May"."""
    verbs = (c for c in others if c.finite and not c.reporting and candidate.last < c.first < spot.first)
    verb = next(verbs, None) if not candidate.noun else None
    hung = verb is not None and clauses.opener[clauses.segment[verb.first]] not in ("", "who", "that", "which")
    if verb is None or hung or "," in clauses.lows(candidate.last, verb.first):
        return False
    before, behind = range(candidate.last + 1, verb.first), range(verb.last + 1, len(clauses.tokens))
    return any(map(clauses.is_date, before)) and any(map(clauses.is_date, behind))


def fronts_next(clauses: Clauses, candidate: Candidate, others: Sequence[Candidate], spot: Spot) -> bool:
    """Whether a place opens what is told next: "in Lima, nine died on Monday, and in Cusco, a bomb exploded"."""
    at, comma = spot.at, spot.last + 1
    led = clauses.low(at - 1) in ("and", "but", "while", ";") and clauses.low(comma) == ","
    behind = (c for c in others if c.first > comma and c.finite and not c.reporting and c is not candidate)
    verb = next(behind, None) if led and candidate.last < at else None
    return verb is not None and not clauses.opener[clauses.segment[verb.first]]


def is_open(clauses: Clauses, candidate: Candidate, spot: Spot) -> bool:
    """Whether a place stands in a clause of what may be: "vote on whether a school in Lima can move"."""
    there = clauses.segment[spot.first]
    return clauses.opener[there] in ("whether", "if", "unless") and clauses.segment[candidate.first] != there


def before_since(clauses: Clauses, candidate: Candidate, spot: Spot) -> bool:
    """Whether a place stands in what has been so since an event, or was so long before it: "the first to see him in
    Lima since the trial opened", "was seen in Lima ten days before the raid"."""
    here = clauses.segment[candidate.first]
    opener = clauses.opener[here]
    if opener == "before" and candidate.noun:
        unit = clauses.low(clauses.before[clauses.begin(candidate.first)])
        return unit.removesuffix("s") in _UNITS and clauses.segment[spot.first] != here
    return opener == "since" and clauses.segment[spot.first] != here


def of_whom(clauses: Clauses, candidate: Candidate, spot: Spot) -> bool:
    """Whether a place is told of somebody of whom something else is told: "Omar, who was born in Lima, was arrested",
    "his relatives in Lima filed a suit", "the firm, based in Lima, cut 300 jobs"."""
    there = clauses.segment[spot.first]
    where, of = grammar.load().where, clauses.low(spot.at - 1)
    kin = of in where.kin and clauses.low(spot.at) in grammar.load().prepositions
    if kin and (spot.first < candidate.first or not candidate.harmful):
        return True
    lives = of == "living" and clauses.low(spot.at - 2) in (",", "but", "and")  # "Omar, of Leeds but living in Lima"
    if spot.first < candidate.first and (lives or of in _BRED or (of in where.seated and not candidate.harmful)):
        return True
    if clauses.opener[there] not in ("who", "whose", "whom"):
        return False
    if clauses.segment[candidate.first] <= there:
        # "Met to denounce those who kept him in Lima", but "killed nine who slept in Lima", "found by a man who slept".
        doer = clauses.low(clauses.introducing(clauses.begin(spot.first) - 1)) == "by" or _is_caught(
            clauses, candidate, spot
        )
        return clauses.segment[candidate.last] < there and not doer and not candidate.harmful
    begin = clauses.begin(spot.first)
    end = clauses.clause(there).stop - 1
    return clauses.low(begin - 1) == "," and clauses.low(end) == ","


def _is_caught(clauses: Clauses, candidate: Candidate, spot: Spot) -> bool:
    """Whether somebody is caught at what the clause behind "who" tells without a date near: "caught nine pirates who
    attacked a ship off Aden"."""
    there = clauses.segment[spot.first]
    dated = any(map(clauses.is_date, range(clauses.clause(there).start, spot.last + _PHRASE)))
    return candidate.lemma in _CATCHING and not candidate.passive and not dated


def is_seat(clauses: Clauses, candidate: Candidate, spot: Spot) -> bool:
    """Whether a place behind an event is where a firm has its seat: "sold the unit to Tamba Ltd, a firm based in Lima";
    not "troops based in Lima were hit", where they are."""
    seated = clauses.low(spot.at - 1) in grammar.load().where.seated and candidate.last < spot.at - 1
    return seated and not candidate.harmful


def was_left(clauses: Clauses, candidate: Candidate, spot: Spot) -> bool:
    """Whether a place is where somebody was before they went: "came home after a year in Lima"."""
    there, verb = clauses.segment[spot.first], clauses.low(candidate.first)
    goes = verb in grammar.load().where.moves or candidate.lemma.split()[0] in ("come", "go", "get")
    behind = candidate.last < spot.first and clauses.segment[candidate.last] < there
    return goes and not candidate.noun and behind and clauses.opener[there] == "after"


def of_followed(clauses: Clauses, candidate: Candidate, spot: Spot) -> bool:
    """Whether a place is that of what an event noun follows or is followed by: "the raid follows two in Lima"."""
    between = clauses.words[candidate.last + 1 : spot.first]
    return candidate.noun and not _FOLLOWING.isdisjoint(between)


def is_cause(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether an event noun is only what something else was done for: "set fires in anger at the air strikes"."""
    return candidate.noun and not _CAUSES.isdisjoint(clauses.lows(candidate.first - _PHRASE, candidate.first))


def of_apposition(clauses: Clauses, spot: Spot) -> bool:
    """ "Soleimani, a general in Iran, was killed": the place of an apposition is not that of the event."""
    begin = clauses.segment.index(clauses.segment[spot.first])
    named = any(t.word and t.date < 0 for t in clauses.tokens[clauses.index_at(clauses.body) + 1 : begin])
    return named and (clauses.low(begin) in grammar.load().determiners or clauses.tokens[begin].capital)
