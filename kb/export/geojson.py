"""GeoJSON (RFC 7946): a point an event, for QGIS, Leaflet, geojson.io, GeoPandas; needs the extra `geo`."""

from collections.abc import Iterable, Iterator
from typing import Any

from kb import gazetteer
from kb.export.about import About
from kb.export.calendar import edges
from kb.export.prose import care
from kb.export.where import location
from kb.model import ROLES, Event
from kb.say import as_json, date_words, names, visible
from kb.when import iso

_DIGITS = 5  # of a degree, about a metre


def write(events: Iterable[Event], about: About) -> Iterator[str]:
    """One collection with a feature an event, an event at a time; what has no point has no geometry."""
    gazetteer.need()
    opening = f'{{"type": "FeatureCollection", "name": {as_json(visible(about.title))}, "features": ['
    for event in events:
        yield f"{opening}\n{as_json(_feature(event, about))}"
        opening = ","
    yield f"{opening if opening != ',' else ''}\n]}}\n"


def _feature(event: Event, about: About) -> dict[str, Any]:
    found = location(event, about)
    point = found.point
    at = {"type": "Point", "coordinates": [round(part, _DIGITS) for part in reversed(point)]} if point else None
    facts = _facts(event, about) | {"precision": found.precision if event.place else None, "located": found.name}
    kept = {name: value for name, value in facts.items() if value not in ("", None)}
    return {"type": "Feature", "id": event.id, "geometry": at, "properties": kept}


def _facts(event: Event, about: About) -> dict[str, object]:
    """What a map shows of an event and filters by: flat, as map programs read no deeper."""
    first, last = edges(event.date)
    told = dict.fromkeys(visible(one.evidence) for one in event.mentions)
    figures = {
        f"{field}_{edge}": getattr(figure, edge)
        for field in ("killed", "injured")
        for edge in ("low", "best", "high")
        if (figure := getattr(event, field))
    }
    return {
        "title": visible(event.headline),
        "date": event.date.edtf if event.date else None,
        "date_words": date_words(event.date),
        "start": iso(first) if first is not None else None,
        "end": iso(last) if last is not None else None,
        "type": event.type,
        "mode": visible(event.mode),
        "certainty": event.certainty,
        **{role: "; ".join(names(event, role)) for role in ROLES},
        "place": visible(event.place),
        **figures,
        "basis": event.basis,
        "confidence": event.confidence,
        "sources": event.sources,
        "evidence": " ".join(told),
        "documents": "; ".join(dict.fromkeys(about.name(one) for one in event.mentions)),
        "link": next(filter(None, map(about.link, event.mentions)), ""),
        "care": "; ".join(care(event)),
    }
