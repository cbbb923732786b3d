"""Where an event was on the map, by its place and by what its documents name beside it."""

from kb import gazetteer
from kb.export.about import About
from kb.gazetteer import UNKNOWN, Location
from kb.model import Event


def location(event: Event, about: About) -> Location:
    """The point of an event's place, the same whatever else is exported; unknown where it names none."""
    if not event.place:
        return UNKNOWN
    named = (name for document in event.documents for name in about.nearby.get(document, ()))
    return gazetteer.locate(event.place, named)
