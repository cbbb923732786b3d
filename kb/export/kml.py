"""KML 2.2 (https://www.ogc.org/standard/kml): placemarks with their time, for Google Earth, QGIS; needs `geo`."""

from collections.abc import Iterable, Iterator
from html import escape

from kb import gazetteer
from kb.export.about import About
from kb.export.calendar import extent, iso_parts, within
from kb.export.prose import facts, sentences
from kb.export.where import location
from kb.export.xml import text
from kb.model import Event
from kb.say import date_words, sense, visible

# Colours of pins by what an event means, as KML writes them: alpha, blue, green, red.
_COLOURS = {
    "conflict": "ff2b39c0",
    "cooperation": "ff60ae27",
    "words": "ff129cf3",
    "disaster": "ffad448e",
    "other": "ffb98029",
}
_STAND_IN = {
    "region": "the pin is the middle of the region, as no town is named",
    "country": "the pin is the middle of the country, as no town is named",
    "ambiguous": "no pin, as there are several places of this name",
    "unknown": "no pin, as the place is not known to the gazetteer",
}


def write(events: Iterable[Event], about: About) -> Iterator[str]:
    """One document with a placemark an event; what has no point is listed without a pin."""
    gazetteer.need()
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
    yield f"<name>{text(about.title)}</name>\n"
    for name, colour in _COLOURS.items():
        yield f'<Style id="{name}"><IconStyle><color>{colour}</color></IconStyle></Style>\n'
    for event in events:
        yield "".join(_placemark(event, about))
    yield "</Document>\n</kml>\n"


def _placemark(event: Event, about: About) -> Iterator[str]:
    found = location(event, about)
    yield f'<Placemark id="e-{event.id}">\n<name>{text(event.headline)}</name>\n'
    said = (date_words(event.date), event.type.capitalize(), facts(event), *sentences(event, about))
    note = _STAND_IN.get(found.precision, "") if event.place else ""
    page = "".join(f"<p>{escape(visible(line))}</p>" for line in (*said, note) if line)
    yield f"<description>{text(page)}</description>\n"
    yield _time(event)
    yield f"<styleUrl>#{sense(event.type)}</styleUrl>\n<ExtendedData>\n"
    data = {
        "date": event.date.edtf if event.date else "",
        "type": event.type,
        "certainty": event.certainty,
        "place": event.place,
        "precision": found.precision if event.place else "",
        "located": found.name,
        "sources": event.sources,
    }
    for name, value in data.items():
        if value:
            yield f'<Data name="{name}"><value>{text(str(value))}</value></Data>\n'
    yield "</ExtendedData>\n"
    if point := found.point:
        yield f"<Point><coordinates>{point[1]:.5f},{point[0]:.5f}</coordinates></Point>\n"
    yield "</Placemark>\n"


def _time(event: Event) -> str:
    """A day, month or year as such, anything else as a span; none for what KML has no years for."""
    date = within(event, 1, 9999)
    if date is None:
        return ""
    first, last = map(iso_parts, extent(date))
    if first == last:
        return f"<TimeStamp><when>{first}</when></TimeStamp>\n"
    begin, end = (f"<{name}>{at}</{name}>" if at else "" for name, at in (("begin", first), ("end", last)))
    return f"<TimeSpan>{begin}{end}</TimeSpan>\n"
