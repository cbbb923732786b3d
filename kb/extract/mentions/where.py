"""Where it happened: the most specific place that the sentence names for an event, by clause and preposition."""

from bisect import bisect_left
from collections.abc import Sequence

from kb.extract.mentions.across import (
    along,
    came_back,
    ensues,
    goes_on,
    goes_with,
    heads,
    is_takeoff,
    shares_subject,
    strikes,
    tells_office,
    tells_time,
)
from kb.extract.mentions.candidates import STRICKEN, Candidate
from kb.extract.mentions.elsewhere import (
    before_since,
    dated_apart,
    fronts_next,
    is_cause,
    is_open,
    is_seat,
    may_be_there,
    of_another,
    of_apposition,
    of_followed,
    of_later,
    of_whom,
    past_aside,
    was_left,
)
from kb.extract.mentions.form import conjoined
from kb.extract.mentions.hosted import is_caused, is_object, is_occasion, is_shared, opens
from kb.extract.mentions.nested import Spot, finest
from kb.extract.mentions.pairs import harmed_alike
from kb.extract.mentions.reached import FALLING, HELD, reached
from kb.extract.mentions.seats import of_body, of_law, of_office, of_own_act, of_struck, of_teller
from kb.extract.mentions.status import own_start
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import Reference
from kb.lexicon import actors as names
from kb.lexicon import grammar
from kb.model import Participant

_LAND = 7  # tokens behind a place in which its land and "where" stand
_MOVING = frozenset(("RETREAT", "CONSULT", "MOBILIZE", "AID", "OTHER", "COOPERATE"))
# What happens at a place, and is likely to have happened at the one place that its sentence or day names.
SCENES = frozenset(
    ("ASSAULT", "DEATH", "ACCIDENT", "DISASTER", "PROTEST", "COERCE", "JUSTICE", "MOBILIZE", "RETREAT", "OTHER")
)
_AT = ("in", "at", "near", "outside", "inside", "off")
_FROM = ("from", "at", "in")
_FLIGHTS = frozenset(("flight", "flights"))
_LATER = ("after", "before", "since")
_PHRASE = 5
_TOWN = 1
_PAST = 2  # tokens of a list whose parts semicolons divide


def stated(
    clauses: Clauses,
    candidate: Candidate,
    others: Sequence[Candidate],
    spots: Sequence[Spot],
    actors: Sequence[Participant],
    *,
    kind: str,
    refs: Sequence[Reference],
) -> str:
    """The place that the sentence names for an event, the most specific of the nearest; else the one in the name of
    what was attacked ("U.S. Embassy in Baghdad"); else ""."""
    ranked: list[tuple[bool, int, int, int, str]] = []
    where = grammar.load().where
    spots = [spot for spot in spots if may_be_there(clauses, candidate, spot, kind)]
    if court := _of_court(clauses, candidate, spots):
        return court
    for spot in spots:
        nearness = _nearness(clauses, candidate, others, spot)
        if nearness is not None:
            origin = (spot.preposition == "from" and _moves(candidate)) or ensues(clauses, candidate, spot, spots)
            ranked.append((origin, nearness, spot.rank, abs(spot.first - candidate.last), spot.name))
    if ranked:
        return min(ranked)[4]  # "flew from Lima to Oslo": where they went before where they came from
    if twin := harmed_alike(clauses, candidate, others):
        return stated(clauses, twin, others, spots, actors, kind=kind, refs=refs)
    if told := came_back(clauses, candidate, spots) or _of_meanwhile(clauses, candidate, others, spots):
        return told
    lying = [s for s in spots if _of_scene(clauses, candidate, s) or _lies_at(clauses, candidate, s)]
    lying += [s for s in spots if not s.preposition and _is_stormed(clauses, candidate, others, s)]
    apart = [spot for spot in spots if not _at_scene(clauses, candidate, spot)]
    alone = {spot.name for spot in lying if spot not in apart or not of_apposition(clauses, spot)}
    alone -= {spot.name for spot in apart if _is_of_other(clauses, candidate, others, spot)}
    if candidate.group.type != "DEATH":  # "officers fired and the man was pronounced dead at Kenyatta hospital"
        alone = {place for place in alone if not names.treats(place)}
    if candidate.group.type in SCENES and not candidate.reporting and (place := finest(alone)):
        return place
    if clauses.low(candidate.last) in where.visited and not candidate.passive:
        gone = (ref for ref in refs if ref.actor.kind == "state" and clauses.introducing(ref.first) == candidate.last)
        if ref := next(gone, None):
            return ref.actor.name
    rule = of_law(actors) if kind == "JUSTICE" else ""
    rule = of_office(clauses, candidate, others) if kind == "LEADERSHIP" else rule
    struck = of_struck(clauses, candidate, actors, kind) or of_own_act(clauses, candidate, others, actors)
    return rule or struck or of_body(clauses, candidate, spots, actors, kind) or of_teller(clauses, spots, kind)


def _moves(candidate: Candidate) -> bool:
    """Whether an event is that of somebody going somewhere."""
    where, low = grammar.load().where, candidate.lemma.split()[0]
    return candidate.group.type == "RETREAT" or low in where.moves - where.takes


def _is_of_other(clauses: Clauses, candidate: Candidate, others: Sequence[Candidate], spot: Spot) -> bool:
    """Whether a place is that of something or somebody else than an event."""
    if of_another(clauses, candidate, others, spot) or _taken(clauses, candidate, others, spot):
        return True
    tests = (past_aside, of_whom, is_open, dated_apart, before_since, is_seat, of_followed, was_left)
    return is_cause(clauses, candidate) or any(test(clauses, candidate, spot) for test in tests)


def is_here(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether an event is said to have been where the report was written: "said here on Friday"."""
    near = range(max(0, candidate.first - _PHRASE), min(len(clauses.tokens), candidate.last + 1 + _PHRASE))
    segment = clauses.segment[candidate.first]
    beside = candidate.last + 1
    return any(
        clauses.words[i] == "here" and not clauses.quoted[i] and (i == beside or clauses.segment[i] == segment)
        for i in near
    )


def _lies_at(clauses: Clauses, candidate: Candidate, spot: Spot) -> bool:
    """Whether the sentence puts something at a place, of which it does not say what: "was on Elm Street in Leeds when
    she was hit"."""
    on = _is_on(clauses, spot) and (spot.first < candidate.first or "island" in clauses.lows(spot.at, spot.last + 1))
    return (spot.preposition in _AT or on) and spot.host < 0


def _is_on(clauses: Clauses, spot: Spot) -> bool:
    """Whether a place is an island or street that something is on: "on Elm Street in Leeds"."""
    ground = grammar.load().where.streets | {"island"}
    return spot.preposition == "on" and not ground.isdisjoint(clauses.lows(spot.at, spot.last + 1))


def _at_scene(clauses: Clauses, candidate: Candidate, spot: Spot) -> bool:
    """Whether a place is that of the scene of what befell somebody: "hit by a car that fled the scene in Leeds"."""
    return (
        candidate.harmful
        and clauses.low(spot.at - 1) == "scene"
        and clauses.segment[candidate.first] <= clauses.segment[spot.first]
    )


def _of_scene(clauses: Clauses, candidate: Candidate, spot: Spot) -> bool:
    """Whether a place is that of how somebody died: "nine were killed when rain set off a landslide in Peru", "a
    landslide in Peru swept away two buses, killing nine"."""
    first, here, there = candidate.first, clauses.segment[candidate.last], clauses.segment[spot.first]
    if spot.preposition == "from" and candidate.group.type == "ACCIDENT":
        return first < spot.first and is_takeoff(clauses, spot.at - 1)
    at = spot.preposition in _AT or _is_on(clauses, spot)
    if candidate.noun or not candidate.group.harm or not at or clauses.quoted[first] != clauses.quoted[spot.first]:
        return False
    begun = 0 <= spot.host < first and grammar.load().prepositions.isdisjoint(clauses.lows(0, spot.host))
    led = begun and clauses.prior[first] == "," and clauses.low(first).endswith("ing")
    return led or (there > here and clauses.opener[there] in ("when", "after", "as", "while"))


def _of_meanwhile(clauses: Clauses, candidate: Candidate, others: Sequence[Candidate], spots: Sequence[Spot]) -> str:
    """The place of what goes on with an event, told right behind its date: "will end the season on Sunday when they
    meet Lyon at Elm Park", "began on Monday, as thousands marched through Lima"; else ""."""
    for spot in spots if goes_with(clauses, candidate) else ():
        verb = next((c for c in others if c.first > clauses.begin(spot.first) and c.finite), None)
        if verb is None or not tells_time(clauses, candidate, verb, spot):
            continue
        if spot.preposition in ("", "from") or spot.first < verb.first:
            continue  # "fled on Monday as he was moved from Lima"
        if _nearness(clauses, verb, others, spot) == 0:
            return spot.name
    return ""


def _is_stormed(clauses: Clauses, candidate: Candidate, others: Sequence[Candidate], spot: Spot) -> bool:
    """Whether a place is what was attacked with what the clause before tells: "stormed the village of Tamba, 60 km from
    Lima, killing nine"."""
    first = candidate.first
    led = candidate.group.harm and clauses.prior[first] == "," and clauses.low(first).endswith("ing")
    return bool(led) and any(
        other.finite and other.first < spot.first < first and reached(clauses, other, spot) == 0 for other in others
    )


def _of_court(clauses: Clauses, candidate: Candidate, spots: Sequence[Spot]) -> str:
    """The place of the court that does what is done: "a court in Split jailed a man for crimes in Knin"; else ""."""
    if candidate.group.type != "JUSTICE" or candidate.noun or candidate.passive:
        return ""
    words, segment = grammar.load(), clauses.segment[candidate.first]
    for spot in spots:
        court = clauses.low(spot.at - 1) in words.where.courts and spot.preposition in words.locative
        if court and spot.first < candidate.first and clauses.segment[spot.first] == segment:
            between = clauses.tokens[spot.last + 1 : candidate.first]
            plain = (t.date >= 0 or t.low in words.auxiliaries | words.adverbs | {"on", "in"} for t in between)
            return spot.name if all(plain) else ""
    return ""


def _taken(clauses: Clauses, candidate: Candidate, others: Sequence[Candidate], spot: Spot) -> bool:
    """Whether a place is surely that of another event of another clause: "voted, two days after a drone killed him in
    Lima", "ended the lease in May and sued in Lima in June"."""
    between = range(candidate.last + 1, spot.first)
    if any(other.first in between and other.finite and conjoined(clauses, other.first) for other in others):
        return any(clauses.tokens[j].date >= 0 for j in between)
    if _told_apart(clauses, candidate, others, spot) or of_later(clauses, candidate, others, spot):
        return True
    apart = clauses.opener[clauses.segment[spot.first]] in _LATER and not candidate.group.harm
    return apart and any(
        other.finite
        and clauses.segment[other.first] == clauses.segment[spot.first] != clauses.segment[candidate.first]
        and _nearness(clauses, other, others, spot) == 0
        for other in others
        if other is not candidate
    )


def _told_apart(clauses: Clauses, candidate: Candidate, others: Sequence[Candidate], spot: Spot) -> bool:
    """Whether a place is that of a later clause with a date or a subject of its own: "pleaded guilty on Tuesday to the
    murder of a guard, who died in Lima in May"."""
    here, there = clauses.segment[candidate.first], clauses.segment[spot.first]
    if there <= here or candidate.harmful:
        return False  # "a fire on Monday destroyed the mill, which was built in Leeds in 1930"
    begin, middle, end = (bisect_left(clauses.segment, s) for s in (here, here + 1, there + 1))
    dated = all(any(map(clauses.is_date, part)) for part in (range(begin, middle), range(middle, end)))
    return any(
        other.finite
        and clauses.segment[other.first] == there
        and (dated or (not other.group.harm and own_start(clauses, other.first) > 0))
        and _nearness(clauses, other, others, spot) == 0
        for other in others
    )


def _nearness(clauses: Clauses, candidate: Candidate, others: Sequence[Candidate], spot: Spot) -> int | None:
    """How surely a place is that of an event, 0 the surest; None when it is another's."""
    if candidate.noun and spot.host in range(candidate.first, candidate.last + 1):
        return 0 if spot.last < spot.host or _leads_there(clauses, candidate, spot) else None
    if _where_clause(clauses, candidate, spot):
        return 0
    if spot.preposition == "?" or (spot.host >= 0 and not is_shared(clauses, candidate, others, spot)):
        return None
    if is_open(clauses, candidate, spot):
        return None
    if not spot.preposition:
        return reached(clauses, candidate, spot)
    if not _leads_there(clauses, candidate, spot):
        return None
    if spot.first > candidate.last:
        return _behind(clauses, candidate, others, spot)
    return _ahead(clauses, candidate, others, spot)


def _leads_there(clauses: Clauses, candidate: Candidate, spot: Spot) -> bool:
    """Whether the preposition is one of place; "to", "from" and "for" say so of those who move only."""
    words, where = grammar.load(), grammar.load().where
    if candidate.group.type in STRICKEN and (spot.preposition == "into" or candidate.lemma.endswith(" siege to")):
        return True
    if spot.preposition == "from" and clauses.low(candidate.first) in where.takes | where.arrives:
        return clauses.low(candidate.first) in where.takes
    ground = spot.preposition == "from" and clauses.low(spot.last + 1) in where.grounds
    if ground and candidate.group.type in STRICKEN and not candidate.noun:
        return True  # "shot two men from a Leeds rooftop"
    if spot.preposition == "against" and candidate.group.type in STRICKEN and spot.rank <= _TOWN:
        return True
    if spot.preposition in where.ways:
        if clauses.low(spot.at - 1) in where.envoys | where.stays:
            return clauses.low(spot.at - 1) in where.stays
        near = clauses.lows(max(candidate.first, spot.at - 3), spot.at)
        if candidate.group.type not in _MOVING and not _FLIGHTS.isdisjoint(near):
            return False  # "fell ill on a flight from Lima to Oslo"
        moving = candidate.group.type in _MOVING and (spot.preposition != "for" or candidate.group.type != "OTHER")
        moving = moving or (
            candidate.passive and spot.preposition == "to" and clauses.low(candidate.last) in where.bidden
        )
        return moving or not where.moves.isdisjoint(near) or clauses.low(candidate.first) in where.moves
    return spot.preposition in words.locative or spot.preposition in where.also or spot.preposition in ("", "of")


def _behind(clauses: Clauses, candidate: Candidate, others: Sequence[Candidate], spot: Spot) -> int | None:
    """A place after the trigger: in its clause, or past marks, while no other verb and no other clause begins."""
    segment, opener, words = clauses.segment, clauses.opener, grammar.load()
    placed = grammar.load().where.placed
    verbs = [c for c in others if c.finite and candidate.last < c.first < spot.first]
    verbs = [c for c in verbs if clauses.low(c.first) not in placed]
    if verbs and spot.preposition not in grammar.load().where.ways and goes_on(clauses, candidate, verbs[0]):
        verbs = verbs[1:]
    if candidate.noun and verbs and not verbs[0].reporting and heads(clauses, candidate, verbs[0]):
        # "The blast tore through a market in Cairo": the verb of which the noun is the subject, and those tied to it.
        verbs = verbs[1:]
        while verbs and verbs[0].group.harm and shares_subject(clauses, verbs[0]):
            verbs = verbs[1:]
    if of_another(clauses, candidate, others, spot) or past_aside(clauses, candidate, spot):
        return None
    if ";" in clauses.lows(candidate.last + 1, spot.first - _PAST):
        return None  # "one was jailed in April; the other is believed to be in Lima"
    if is_seat(clauses, candidate, spot) or of_followed(clauses, candidate, spot):
        return None
    here = (c for c in others if c.finite and c.first > spot.last and segment[c.first] == segment[spot.last])
    starts = (own_start(clauses, c.first) for c in here)
    if any(candidate.last < start <= spot.first for start in starts) or fronts_next(clauses, candidate, others, spot):
        return None  # "doctors in Lagos walked out and nurses in Abuja joined them"
    crossed = {opener[s] for s in range(segment[candidate.last] + 1, segment[spot.first] + 1)} - {""}
    if "as" in crossed and tells_office(clauses, spot):
        crossed -= {"as"}
    if spot.host >= 0 and is_caused(clauses, candidate, spot.host):
        crossed -= {clauses.low(clauses.introducing(spot.host))}
    if strikes(clauses, candidate, others, spot):
        crossed, verbs = crossed - {"that", "which"}, []
    allowed = words.relative if candidate.noun else along(clauses, candidate, spot)
    if 0 <= spot.host == clauses.begin(spot.first) - 1:
        crossed -= {"that", "which"}  # "killed in a blast that took place near Oslo"
        verbs = [c for c in verbs if c.first < spot.host]
    if verbs or not crossed <= allowed:
        return None
    return min(segment[spot.first] - segment[candidate.first], 2)


def _ahead(clauses: Clauses, candidate: Candidate, others: Sequence[Candidate], spot: Spot) -> int | None:
    """A place before the trigger: at the head of the sentence, in the subject, or what a relative clause hangs on."""
    segment, opener = clauses.segment, clauses.opener
    here, there = segment[candidate.first], segment[spot.first]
    if spot.preposition == "from" or is_cause(clauses, candidate):
        return None  # "crews from Serbia arrived"
    if of_whom(clauses, candidate, spot) or dated_apart(clauses, candidate, spot):
        return None
    if conjoined(clauses, candidate.first):
        # "Condemned the siege of a school in Lima and called for calm".
        first = next((c for c in reversed(others) if c.finite and c.first < spot.first), None)
        if first is not None and of_another(clauses, first, others, spot):
            return None
    host = next((c for c in others if c.noun and c.first <= spot.host <= c.last), None)
    if _fronted(clauses, spot) or (host is not None and is_occasion(clauses, host)):
        return 3
    if candidate.reporting and there != here:
        return None  # "the epicenter was in the Banda Sea, officials said"
    told = [c for c in others if spot.last < c.first < candidate.first and c.first != candidate.light]
    if spot.host >= 0 and clauses.low(spot.host) in grammar.load().where.stays:
        told = [c for c in told if not is_object(clauses, c, candidate)]
    if any(c.finite or c.reporting for c in told):
        return 3 if _befalls(clauses, candidate, others, spot) else None
    if any(opener[s] for s in range(there + 1, here + 1)) or _of_aside(clauses, candidate, others, spot):
        return None
    after = spot.last + 2
    named = clauses.low(spot.last + 1) == "," and after < len(clauses.tokens) and clauses.tokens[after].capital
    # "A mobster in Chicago, Vito Sabato, has died": of whom the place is said, not of what.
    apart = of_apposition(clauses, spot) or named
    return 3 if there == here or not apart else None


def _of_aside(clauses: Clauses, candidate: Candidate, others: Sequence[Candidate], spot: Spot) -> bool:
    """Whether a place is that of a clause hung on the one before, past which "and" goes on: "was founded after the army
    had collapsed in Mosul, and parliament recognised it"."""
    segment, there = clauses.segment, clauses.segment[spot.first]
    hung = there > 0 and clauses.opener[there] in _LATER and clauses.low(clauses.begin(candidate.first)) == "and"
    return hung and any(c.finite and c.first < spot.first and segment[c.first] == there for c in others)


def _befalls(clauses: Clauses, candidate: Candidate, others: Sequence[Candidate], spot: Spot) -> bool:
    """Whether an event noun stands behind what it did at a place: "a market in Cairo was hit by a blast"."""
    verbs = [c for c in others if spot.last < c.first < candidate.first and (c.finite or c.reporting)]
    by = clauses.introducing(candidate.first)
    done = candidate.noun and len(verbs) == 1 and clauses.has_be(verbs[0].first) and by == verbs[0].last + 1
    return done and clauses.low(by) == "by" and spot.preposition not in grammar.load().where.ways


def _where_clause(clauses: Clauses, candidate: Candidate, spot: Spot) -> bool:
    """ "Niquero, where the yacht landed", "Niquero, Cuba, where the yacht landed", "Basra, which was shelled", "a Leeds
    firm from which he was sacked"."""
    here = clauses.segment[candidate.first]
    opener = clauses.opener[here]
    held = (candidate.passive and candidate.group.type in HELD) or candidate.lemma in FALLING
    begin = clauses.begin(candidate.first)
    led = opener == "which" and clauses.low(begin - 1) in _FROM and spot.at >= 0
    told = opener == "where" or (opener == "which" and (held or led))
    if not told or not 0 < here - clauses.segment[spot.last] <= 2:
        return False
    behind = clauses.tokens[spot.last + 1 : spot.last + _LAND]
    between = next((behind[:n] for n, token in enumerate(behind) if token.low == opener), None)
    loose = grammar.load().prepositions
    if led and between is not None and between[-1].low in _FROM:
        return all(t.word and t.low not in loose for t in between[:-1])
    return between is not None and all(t.low == "," or t.capital or t.date >= 0 or t.low in loose for t in between)


def _fronted(clauses: Clauses, spot: Spot) -> bool:
    """ "In Cape Town, South Africa, police said …": nothing but the phrase itself and dates at the head."""
    after = spot.last + 1
    ends = clauses.low(after) in (",", "'s") or clauses.is_date(after) or clauses.is_date(after + 1)
    return spot.at >= 0 and opens(clauses, spot.at) and ends
