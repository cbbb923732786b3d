"""PLOVER JSON lines: political events in the record of https://github.com/openeventdata/PLOVER."""

from collections.abc import Iterable, Iterator
from typing import Any

from kb.export.about import About
from kb.export.calendar import known_to, within
from kb.export.prose import facts
from kb.model import PLOVER_TYPES, Event
from kb.say import as_json, date_words, names
from kb.when import iso

_QUADS = (
    ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    ("COOPERATE", "AID", "RETREAT"),
    ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
_QUAD = {type_: number for number, types in enumerate(_QUADS, start=1) for type_ in types}
_SCALE = {
    "AGREE": 2.5,
    "CONSULT": 2.5,
    "SUPPORT": 5,
    "CONCEDE": 4.5,
    "COOPERATE": 9.5,
    "AID": 10,
    "RETREAT": 6.5,
    "REQUEST": 0,
    "REJECT": -2,
    "THREATEN": -3.5,
    "PROTEST": -5,
    "SANCTION": -6,
    "MOBILIZE": -5.5,
    "COERCE": -7,
    "ASSAULT": -9,  # none for ACCUSE: the manual gives it 3, and its modes -2 and -3.5
}
_MUTUAL = ("AGREE", "CONSULT")  # all who take part are actors, there is no recipient


def takes(event: Event) -> bool:
    """PLOVER has sixteen types of event, and days in the years 1 to 9999; what is denied is none."""
    return event.type in PLOVER_TYPES and event.certainty != "denied" and within(event, 1, 9999) is not None


def write(events: Iterable[Event], about: About) -> Iterator[str]:
    """One record a line; a date that is not known to the day is a span, and the comment says what is known."""
    for event in events:
        if takes(event):
            yield as_json(_record(event, about)) + "\n"


def _record(event: Event, about: About) -> dict[str, Any]:
    assert event.date is not None
    first, last = (iso(edge) for edge in event.date.bounds)
    actors, recipients = names(event, "source"), names(event, "target")
    if event.type in _MUTUAL:
        actors, recipients = (*actors, *recipients), ()
    known = known_to(event.date)
    exact = not known and not event.date.approximate
    comment = ("" if exact else f"{date_words(event.date)} ({known or 'not exact'}, {event.date.edtf})", facts(event))
    links = dict.fromkeys(link for one in event.mentions if (link := about.link(one)))
    found = {
        "id": event.id,
        "has_event": True,
        "date": first,
        "enddate": last if last != first else "",
        "actor": list(actors),
        "recipient": list(recipients),
        "event": [event.type],
        "event_loc": event.place,
        "event_text": " ".join(dict.fromkeys(one.evidence for one in event.mentions)),
        "quad_code": _QUAD[event.type],
        "event_scale": _SCALE.get(event.type),
        "mode": [mode for mode in (event.mode, "future" if event.certainty == "planned" else "") if mode],
        "context": [],
        "link": next(iter(links), ""),
        "cite_info": "; ".join(dict.fromkeys(about.name(one) for one in event.mentions)),
        "coder": "kb",
        "comment": "; ".join(part for part in comment if part),
    }
    return {name: value for name, value in found.items() if value not in ("", None)}
