"""Places that a sentence does not name itself: told elsewhere of the same event, or of the scene that goes on."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.form import conjoined
from kb.extract.mentions.known import stem
from kb.extract.mentions.nested import finest, rank_of, whole
from kb.extract.mentions.readings import Read, Reading
from kb.extract.mentions.status import own_start
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.where import SCENES, stated
from kb.lexicon import actors as names
from kb.lexicon import grammar
from kb.when import Date, Grain, When

_BESIDE = 3  # tokens
_BACK = 2  # sentences
_WIDE = 2  # ranks of regions and states
_KNOWN = frozenset(("the", "this", "that", "these", "those"))
_BODIES = frozenset(("body", "remains", "corpse"))
_LIVING = ("bear", "live", "grow")
_TALKS = frozenset(("CONSULT", "AGREE", "COOPERATE"))
_HURT = frozenset(("ASSAULT", "DEATH", "ACCIDENT", "DISASTER", "AID"))
_MONTH = 31  # days


def places_of(readings: Sequence[Reading], said: Sequence[str], reads: Sequence[Read]) -> list[str]:
    """The place of every reading: what its sentence says, else what the document says of the same event, else where it
    puts all that hurt anybody that day; `reads` are all sentences, those without events too."""
    by_event: dict[tuple[str, str, str], set[str]] = {}
    by_day: dict[tuple[str, str], set[str]] = {}
    for reading, place in zip(readings, said, strict=True):
        if place:
            by_event.setdefault((stem(reading.candidate), *_when(reading)), set()).add(place)
            if reading.type in _HURT and _is_day(reading) and not _is_deathbed(reading, place):
                by_day.setdefault(_when(reading), set()).add(place)
    numbered = {read.number: read for read in reads}
    found = []
    for reading, place in zip(readings, said, strict=True):
        same = by_event.get((stem(reading.candidate), *_when(reading)), set())
        if reading.type in _HURT and _is_long(reading.date):
            same = set()  # within a year two may be killed in two places
        hurt = reading.type in _HURT or reading.candidate.lemma in grammar.load().incidents
        near = whole(by_day.get(_when(reading), ())) if hurt and not reading.read.spots else set()
        found.append(place or finest(same) or (finest(near) if len(near) == 1 else "") or _of_named(reading, numbered))
    found = [_nearer(reading, place, numbered) for reading, place in zip(readings, found, strict=True)]
    return _going_on(readings, _there(readings, _tied(readings, found)))


def _when(reading: Reading) -> tuple[str, str]:
    """The part of a report and the date: no part says where what another tells of happened."""
    return reading.read.section, reading.date.edtf


def _nearer(reading: Reading, place: str, reads: Mapping[int, Read]) -> str:
    """The town or site that one of the sentences right behind gives what happened in a land: "an earthquake hit Iran.
    The quake was centred near Bam"; else the land, or what other place there is."""
    candidate, number = reading.candidate, reading.read.number
    wide = place != "" and rank_of(place) >= _WIDE and candidate.lemma != "aftershock"
    if not wide or not candidate.noun or reading.type not in _HURT:
        return place
    for read in (reads[n] for n in range(number + 1, number + 1 + _BACK) if n in reads):
        for one in read.candidates:
            alike = stem(one) == stem(candidate) or reading.type == "DISASTER"
            if one.noun and alike and one.group == candidate.group and _is_known(read.clauses, one):
                told = stated(read.clauses, one, read.candidates, read.spots, (), kind=one.group.type, refs=())
                return told if told and rank_of(told) < _WIDE else place
    return place


def _of_named(reading: Reading, reads: Mapping[int, Read]) -> str:
    """The place that one of the sentences right before gives what is told of again, without a date there: "the bombings
    of embassies in Lima. The bombings on May 7 killed nine"; else ""."""
    candidate, clauses, number = reading.candidate, reading.read.clauses, reading.read.number
    if not candidate.noun or reading.type not in SCENES or reading.read.spots or not _is_known(clauses, candidate):
        return ""
    for read in (reads[n] for n in range(number - 1, number - 1 - _BACK, -1) if n in reads):
        alike = [c for c in read.candidates if c.noun and stem(c) == stem(candidate) and c.group == candidate.group]
        if alike:
            told = (stated(read.clauses, c, read.candidates, read.spots, (), kind=c.group.type, refs=()) for c in alike)
            return finest({place for place in told if place})
    return ""


def _is_known(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether an event noun says that its event has been told of: "the Aug. 7 bombings", no "bombing of"."""
    begin = candidate.first
    while begin > 0 and (clauses.tokens[begin - 1].date >= 0 or clauses.low(begin - 1) in (",", "'s")):
        begin -= 1
    before = clauses.lows(begin - _BESIDE, candidate.first)
    return not _KNOWN.isdisjoint(before) and clauses.low(candidate.last + 1) != "of"


def _there(readings: Sequence[Reading], places: Sequence[str]) -> list[str]:
    """What is told to have happened "there" happened where the last place named is: "came to Leeds. There he married",
    "recalled to Rome in 1874, he died there"."""
    found, last = list(places), ""
    number = -1
    for n in _as_told(readings):
        read, candidate = readings[n].read, readings[n].candidate
        if read.number > number + 1:
            last = ""
        before = [spot.name for spot in read.spots if spot.last < candidate.first and spot.preposition not in ("?", "")]
        last = before[-1] if before else last
        if not found[n] and last and _says_there(read.clauses, candidate):
            found[n] = last
        last = read.spots[-1].name if read.spots and read.spots[-1].preposition != "?" else last
        number = read.number
    return found


def _as_told(readings: Sequence[Reading]) -> list[int]:
    """The positions of readings in the order in which the text tells them."""
    return sorted(range(len(readings)), key=lambda n: (readings[n].read.number, readings[n].candidate.first))


def _says_there(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether "there" stands beside a verb as where it is done: "died there", "There he married", no "there were"."""
    be, head = grammar.load().auxiliaries, clauses.index_at(clauses.body)
    behind = range(candidate.last + 1, candidate.last + _BESIDE)
    told = any(clauses.low(i) == "there" and clauses.low(i + 1) not in be for i in behind)
    opens = clauses.low(head) == "there" and clauses.low(head + 1) in grammar.load().subjects
    return candidate.finite and (told or (opens and clauses.segment[candidate.first] == clauses.segment[head]))


def _tied(readings: Sequence[Reading], places: Sequence[str]) -> list[str]:
    """What "and" or "only to" ties to a verb of the same day, without a subject and a place of its own, happened where
    that did: "stormed the embassy in Lima and set it on fire"; where somebody was born says nothing of it."""
    found = list(places)
    for last, n in pairwise(_as_told(readings)):
        before, reading = readings[last], readings[n]
        first, clauses = reading.candidate.first, reading.read.clauses
        if found[n] or before.read is not reading.read or before.date.edtf != reading.date.edtf:
            continue
        moved = clauses.low(first) in grammar.load().where.moves or before.candidate.lemma in _LIVING
        tied = conjoined(clauses, first) or _ends_in(clauses, first)
        if reading.candidate.finite and before.candidate.finite and not moved and tied:
            other = _begins_clause(clauses, before.candidate.first, first)
            found[n] = "" if other or own_start(clauses, first) else found[last]
    return found


def _ends_in(clauses: Clauses, first: int) -> bool:
    """Whether a verb tells what became of it: "went back to Lima, only to be jailed"."""
    to = first - 1 - (clauses.low(first - 1) == "be")
    return clauses.lows(to - 1, to + 1) == ("only", "to")


def _begins_clause(clauses: Clauses, first: int, end: int) -> bool:
    """Whether a clause of others begins between two verbs: "were in Lima when boys broke away and looted a shop"."""
    segments = range(clauses.segment[first] + 1, clauses.segment[end] + 1)
    return any(clauses.opener[segment] in ("when", "while") for segment in segments)


def _going_on(readings: Sequence[Reading], places: Sequence[str]) -> list[str]:
    """What is told in the next sentence of the same day, without a place of its own, happened where the last did."""
    told: dict[tuple[int, str, str], set[str]] = {}
    for reading, place in zip(readings, places, strict=True):
        if place and reading.type in SCENES | _TALKS and not _is_deathbed(reading, place):
            told.setdefault((reading.read.number, *_when(reading)), set()).add(place)
    found = []
    for reading, place in zip(readings, places, strict=True):
        scene = told.get((reading.read.number - 1, *_when(reading)), set())
        follows = reading.type in SCENES | _TALKS and not reading.read.spots
        follows = follows and (reading.basis != "explicit" or _has_clock(reading)) and not _goes_into(reading)
        found.append(place or (finest(scene) if follows else ""))
    return _found_dead(readings, found)


def _goes_into(reading: Reading) -> bool:
    """Whether somebody is brought into another place, which has no name: "was booked into county jail"."""
    last = reading.candidate.last
    return "into" in reading.read.clauses.lows(last, last + 2)


def _has_clock(reading: Reading) -> bool:
    """Whether an event has a time of its own, by which the story of a day goes on: "at 9.25 a.m. on Thursday"."""
    own = (dated.mention.value for dated in reading.read.dated if dated.candidate is reading.candidate)
    return any(value and ":" in value for value in own)


def _found_dead(readings: Sequence[Reading], places: Sequence[str]) -> list[str]:
    """Who was found dead somewhere died there, if the next sentence tells of another day and of no place: "his body was
    found in Lima. He died on Monday"."""
    found, last = list(places), dict[int, set[str]]()
    for n in _as_told(readings):
        reading, number = readings[n], readings[n].read.number
        if reading.type != "DEATH":
            continue
        if not found[n] and not reading.read.spots and reading.candidate.lemma == "die":
            found[n] = finest(last.get(number - 1, ()))
        if found[n] and not _BODIES.isdisjoint(reading.read.clauses.words):
            last.setdefault(number, set()).add(found[n])
    return found


def _is_deathbed(reading: Reading, place: str) -> bool:
    """Whether somebody died in hospital, where nothing else happened."""
    return reading.candidate.group.type == "DEATH" and names.treats(place)


def _is_day(reading: Reading) -> bool:
    date = reading.date
    return isinstance(date, When) and date.anchored and date.grain is Grain.DAY


def _is_long(date: Date) -> bool:
    """Whether a date is longer than a month, so that not all within it is one event."""
    low, high = date.bounds if date.anchored else (0, 0)
    return high - low > _MONTH
