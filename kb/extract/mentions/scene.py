"""Places that a sentence does not name itself: told elsewhere of the same event, or of the scene that goes on."""

from collections.abc import Sequence

from kb.extract.mentions.known import stem
from kb.extract.mentions.readings import Reading
from kb.extract.mentions.spots import finest
from kb.extract.mentions.where import SCENES
from kb.when import Grain, When

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
        near = by_day.get(reading.date.edtf, set()) if reading.type in _HURT and not reading.read.spots else set()
        found.append(place or finest(same) or (finest(near) if len(near) == 1 else ""))
    return _going_on(readings, found)


def _going_on(readings: Sequence[Reading], places: Sequence[str]) -> list[str]:
    """What is told in the next sentence of the same day, without a place of its own, happened where the last did."""
    told: dict[int, dict[str, set[str]]] = {}
    for reading, place in zip(readings, places, strict=True):
        if place and reading.type in SCENES:
            told.setdefault(reading.read.number, {}).setdefault(reading.date.edtf, set()).add(place)
    found = []
    for reading, place in zip(readings, places, strict=True):
        scene = told.get(reading.read.number - 1, {}).get(reading.date.edtf, set())
        follows = reading.type in SCENES and not reading.read.spots and reading.basis != "explicit"
        found.append(place or (finest(scene) if follows else ""))
    return found


def _is_day(reading: Reading) -> bool:
    date = reading.date
    return isinstance(date, When) and date.anchored and date.grain is Grain.DAY
