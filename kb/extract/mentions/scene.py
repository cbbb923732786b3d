"""Places that a sentence does not name itself: told elsewhere of the same event, or of the scene that goes on."""

from collections.abc import Sequence
from itertools import pairwise

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.form import conjoined
from kb.extract.mentions.known import stem
from kb.extract.mentions.readings import Reading
from kb.extract.mentions.spots import finest
from kb.extract.mentions.status import own_start
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.where import SCENES
from kb.lexicon import grammar
from kb.when import Grain, When

_BESIDE = 3  # tokens
_LIVING = ("bear", "live", "grow")
_TALKS = frozenset(("CONSULT", "AGREE", "COOPERATE"))
_HURT = frozenset(("ASSAULT", "DEATH", "ACCIDENT", "DISASTER", "AID"))


def places_of(readings: Sequence[Reading], said: Sequence[str]) -> list[str]:
    """The place of every reading: what its sentence says, else what the document says of the same event, else where it
    puts all that hurt anybody that day."""
    by_event: dict[tuple[str, str], set[str]] = {}
    by_day: dict[str, set[str]] = {}
    for reading, place in zip(readings, said, strict=True):
        if place:
            by_event.setdefault((stem(reading.candidate), reading.date.edtf), set()).add(place)
            if reading.type in _HURT and _is_day(reading):
                by_day.setdefault(reading.date.edtf, set()).add(place)
    found = []
    for reading, place in zip(readings, said, strict=True):
        same = by_event.get((stem(reading.candidate), reading.date.edtf), set())
        hurt = reading.type in _HURT or reading.candidate.lemma in grammar.load().incidents
        near = by_day.get(reading.date.edtf, set()) if hurt and not reading.read.spots else set()
        found.append(place or finest(same) or (finest(near) if len(near) == 1 else ""))
    return _going_on(readings, _there(readings, _tied(readings, found)))


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
    told: dict[int, dict[str, set[str]]] = {}
    for reading, place in zip(readings, places, strict=True):
        if place and reading.type in SCENES | _TALKS:
            told.setdefault(reading.read.number, {}).setdefault(reading.date.edtf, set()).add(place)
    found = []
    for reading, place in zip(readings, places, strict=True):
        scene = told.get(reading.read.number - 1, {}).get(reading.date.edtf, set())
        follows = reading.type in SCENES | _TALKS and not reading.read.spots and reading.basis != "explicit"
        found.append(place or (finest(scene) if follows else ""))
    return found


def _is_day(reading: Reading) -> bool:
    date = reading.date
    return isinstance(date, When) and date.anchored and date.grain is Grain.DAY
