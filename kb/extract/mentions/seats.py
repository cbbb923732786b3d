"""Places told by who does something, by whom it is done to, or by whose office it is about."""

from collections.abc import Sequence

from kb.extract.mentions.candidates import STRICKEN, Candidate
from kb.extract.mentions.lands import is_nation, land_after, land_before
from kb.extract.mentions.nested import Spot
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import actors as names
from kb.lexicon import grammar
from kb.model import Mention, Participant

_SPOKEN = frozenset(("ACCUSE", "SUPPORT", "STATEMENT", "REJECT", "REQUEST", "THREATEN"))
_ABROAD = ("CONSULT", "STATEMENT", "AID")
_TWO, _LONGEST = 2, 3
_TITLE = 6  # tokens
_LOOKING = frozenset(
    "identified named investigating investigate seeking searching responded found hunting according".split()
)
_VOTING = ("vote", "go", "cast")
_BALLOTS = frozenset("election elections referendum plebiscite polls ballot ballots".split())
_LOCAL = ("police", "prosecutors", "detectives", "authorities")
_BEFALLING = ("JUSTICE", "ASSAULT", "DEATH", "ACCIDENT")
_SEATS = ("city", "region", "u.s. state")


def of_law(actors: Sequence[Participant]) -> str:
    """The town or land whose police or court does what is done: "Cairo police", "a Manhattan federal jury", "a Georgia
    judge", "Tamba police"; else ""."""
    words, kinds = grammar.load(), names.load().kinds
    for actor in actors:
        *town, noun = actor.name.split()
        if actor.role == "source" and noun.lower() in words.law | words.where.courts:
            found = (" ".join(town[:size]) for size in range(len(town), 0, -1))
            if place := next((name for name in found if kinds.get(name) in _SEATS), ""):
                return place
            if kinds.get(" ".join(town)) == "state" or (noun.lower() in _LOCAL and _may_be_town(town)):
                return " ".join(town)
    return ""


def _may_be_town(words: Sequence[str]) -> bool:
    """Whether the words before "police" can be a town that nobody need know: "Tamba police", no "Riot Police"."""
    lows = tuple(word.lower() for word in words)
    if not 0 < len(words) <= _TWO or any(one.words == lows for one in names.load().names.get(lows[0], ())):
        return False
    sorts = grammar.load().where.forces
    return all(word.istitle() and word.lower() not in sorts and not is_nation(word.lower()) for word in words)


def land_of_law(mention: Mention) -> str:
    """The state whose police or court does what is done, when nothing nearer is told: "a Tunisian court"; else ""."""
    words = grammar.load()
    for actor in mention.participants if mention.type == "JUSTICE" else ():
        *town, noun = actor.name.lower().split()
        if actor.role == "source" and town and noun in words.law | words.where.courts:
            known = (n for n in names.load().names.get(town[0], ()) if n.words == tuple(town))
            if land := next((n.name for n in known if n.form == "adjective" and n.kind == "state"), ""):
                return land
    return ""


def town_of_whom(mention: Mention, spots: Sequence[Spot]) -> str:
    """The town of an unnamed man or woman who is hurt or tried, when nothing else says where: "a Leeds man was
    charged"; else ""."""
    kinds = names.load().kinds
    if mention.type not in _BEFALLING or any(spot.preposition for spot in spots):
        return ""
    for actor in mention.participants:
        *town, noun = actor.name.split()
        if noun.lower() not in grammar.load().where.folk or not town or actor.role != "target":
            continue
        found = (" ".join(town[i:j]) for i in range(len(town)) for j in range(len(town), i, -1))
        if place := next((name for name in found if kinds.get(name) in _SEATS), ""):
            return place
    return ""


def of_struck(clauses: Clauses, candidate: Candidate, actors: Sequence[Participant], kind: str) -> str:
    """The place that what is attacked or befallen names or is: "the U.S. Embassy in Baghdad", a land that is invaded,
    and what has one name and is shelled or flooded, which nobody is; else ""."""
    where, low = grammar.load().where, clauses.low(candidate.last)
    struck = [actor for actor in actors if actor.role == "target"]
    attacked = low in where.attacked and candidate.group.type in STRICKEN and not candidate.noun
    beset = kind == "DISASTER" and low in where.ravages and not candidate.passive  # "the storm battered Ireland"
    land = attacked or low in where.invaded or beset or (candidate.group.type == "DISASTER" and candidate.noun)
    states = [a for a in struck if a.kind == "state" and not (attacked and is_nation(a.words.lower()))]
    spoken = candidate.group.type in _SPOKEN  # "blamed Lima for the attack on the embassy in Quito"
    hurt = candidate.group.type in STRICKEN and not spoken
    found = (
        _site_or_town(a.name)
        for a in struck
        if (" in " in a.name and not spoken) or (land and a in states) or (hurt and _is_building(a.name))
    )
    hit = low in where.shelled or (
        kind == "DISASTER" and not candidate.passive and low in where.attacked | where.ravages
    )
    alone = (a.name for a in struck if hit and a.kind == "person" and " " not in a.words)
    both = _both(clauses, states) if land else ""
    return both or next(found, next(alone, ""))


def _both(clauses: Clauses, states: Sequence[Participant]) -> str:
    """Two states that "and" ties: "a quake hit Spain and Portugal"; else ""."""
    if len(states) != _TWO or "and" not in clauses.words:
        return ""
    told = " ".join(token.text for token in clauses.tokens)
    pairs = ((one, other) for one in states for other in states if f"{one.words} and {other.words}" in told)
    return next((f"{one.name} and {other.name}" for one, other in pairs), "")


def _is_building(name: str) -> bool:
    """Whether a name is that of a building which a name or a town tells apart: "Tamba Hotel", "Leeds mosque", "Eva's
    Tea Shop"; not "General Diaz's headquarters"."""
    where = grammar.load().where
    words = name.split()
    owned = "'s " in name and words[-1].islower()
    told = len(words) > 1 and words[0][:1].isupper() and not owned
    return told and words[-1].lower() in where.facilities | where.sites


def _site_or_town(name: str) -> str:
    """What is attacked by its place where it is a building, else the place alone: "U.S. Embassy in Baghdad", "Darfur"
    of the "Mission in Darfur"."""
    head, _, town = name.partition(" in ")
    return name if names.is_site(head) or not town else town


def of_office(clauses: Clauses, candidate: Candidate, others: Sequence[Candidate]) -> str:
    """The one land whose office or assembly somebody gets, holds or loses: "was elected president of Haiti", "Spain's
    prime minister, Omar Ruiz, resigned", "the Thai government fell", "Mali's elections"; else ""."""
    where, found = grammar.load().where, set()
    for i, low in enumerate(clauses.words):
        own = candidate.noun and candidate.first <= i <= candidate.last
        if own or (low in where.offices and not _parted(clauses, candidate, others, i)):
            found.add(land_after(clauses, i + 1, any_name=low in where.thrones) or land_before(clauses, i - 1))
    found -= {""}
    return found.pop() if len(found) == 1 else ""


def of_own_act(
    clauses: Clauses, candidate: Candidate, others: Sequence[Candidate], actors: Sequence[Participant]
) -> str:
    """The one state that does at home what states do there: "Kenya adopted a constitution", "Mali held elections",
    "Turkey's parliament ratified the protocol", "Peruvians voted in a referendum"."""
    held = candidate.light >= 0 if candidate.noun else candidate.lemma.startswith("hold ")
    votes = held and candidate.group.type == "LEADERSHIP"
    votes = votes or (candidate.lemma.split()[0] in _VOTING and not _BALLOTS.isdisjoint(clauses.words))
    if not votes and (candidate.passive or clauses.low(candidate.first) not in grammar.load().where.domestic):
        return ""
    states = [land for actor in actors if actor.role == "source" and (land := _land_of(actor))]
    return states[0] if len(states) == 1 else "" if states else of_office(clauses, candidate, others)


def _land_of(actor: Participant) -> str:
    """The state that acts, or whose people do: "Kenyans"; else ""."""
    if actor.kind == "state":
        return actor.name
    people = (n for n in names.load().names.get(actor.words.lower(), ()) if n.kind == "state" and n.form == "people")
    return next((name.name for name in people), "")


def of_body(
    clauses: Clauses, candidate: Candidate, spots: Sequence[Spot], actors: Sequence[Participant], kind: str
) -> str:
    """The place whose council or people do something, which they do there: "the Chicago City Council approved", "the
    council of Leeds rejected", "residents of Sderot threw stones"; else ""."""
    where, kinds = grammar.load().where, names.load().kinds
    if candidate.noun or candidate.passive or kind in _ABROAD or clauses.low(candidate.first) in where.moves:
        return ""
    for actor in actors:
        *town, noun = actor.name.split()
        if actor.role != "source":
            continue
        if noun.lower() in where.bodies:
            found = (" ".join(town[:size]) for size in range(len(town), 0, -1))
            if place := next((name for name in found if kinds.get(name) in _SEATS), ""):
                return place
        head = actor.words.lower().split()[-1]
        whose = (s for s in spots if s.last < candidate.first and s.preposition == "?" and clauses.low(s.at) == "of")
        if place := next((s.name for s in whose if clauses.low(s.at - 1) == head in where.bodies), ""):
            return place
    return ""


def of_teller(clauses: Clauses, spots: Sequence[Spot], kind: str) -> str:
    """The town whose police say or look into what befell somebody, where the sentence tells of no place: "Leeds police
    said a man was shot", "said Leeds police spokesman Omar Diaz", "Leeds police identified the victim of the blast";
    else ""."""
    if kind not in _BEFALLING or any(spot.preposition for spot in spots):
        return ""
    kinds, telling = names.load().kinds, names.load().words.communication | _LOOKING
    for i, low in enumerate(clauses.words):
        if low != "police" or not clauses.tokens[i - 1].capital:
            continue
        for first in range(max(0, i - _LONGEST), i):
            town = " ".join(token.text for token in clauses.tokens[first:i])
            told = {*clauses.lows(first - 2, first), *clauses.lows(i + 1, i + 1 + _TITLE)}
            if kinds.get(town) in _SEATS and not telling.isdisjoint(told):
                return town
    return ""


def _parted(clauses: Clauses, candidate: Candidate, others: Sequence[Candidate], i: int) -> bool:
    """Whether an office is told of with another act than the event: "the Kenyan president congratulated Omar, who was
    elected", "resigned last year to seek a seat in the Kenyan parliament"."""
    begin, end = sorted((i, candidate.first))
    here, there = clauses.segment[candidate.first], clauses.segment[i]
    if here != there and clauses.opener[there] not in ("", "as"):
        return True
    if begin < i and "to" in clauses.lows(candidate.last + 2, i):
        return True
    told = (c for c in others if begin < c.first < end and (c.finite or c.reporting))
    return any(c.group.type != "LEADERSHIP" for c in told)
