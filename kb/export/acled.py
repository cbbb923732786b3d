"""CSV with the 31 columns of ACLED (https://acleddata.com), for what reads those; blank where kb does not know."""

from collections.abc import Iterable, Iterator

from kb import gazetteer
from kb.export.about import About
from kb.export.calendar import within
from kb.export.csv import cell, line
from kb.export.prose import care
from kb.export.where import location
from kb.model import Event, Role
from kb.say import names, toll
from kb.when import When

COLUMNS = tuple(
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp".split()
)
_REMOTE, _CIVILIANS = "Explosions/Remote violence", "Violence against civilians"
_STRATEGIC, _RIOTS, _PROTESTS = "Strategic developments", "Riots", "Protests"
# Event and sub-event type by kb's type and mode, where the mode leaves no doubt.
_KINDS = {
    "ASSAULT/aerial": (_REMOTE, "Air/drone strike"),
    "ASSAULT/drone": (_REMOTE, "Air/drone strike"),
    "ASSAULT/suicide-attack": (_REMOTE, "Suicide bomb"),
    "ASSAULT/heavy-weapons": (_REMOTE, "Shelling/artillery/missile attack"),
    "ASSAULT/explosives": (_REMOTE, ""),
    "ASSAULT/abduct": (_CIVILIANS, "Abduction/forced disappearance"),
    "ASSAULT/sexual": (_CIVILIANS, "Sexual violence"),
    "ASSAULT/destroy": (_STRATEGIC, "Looting/property destruction"),
    "COERCE/arrest": (_STRATEGIC, "Arrests"),
    "RETREAT/ceasefire": (_STRATEGIC, "Agreement"),
    "PROTEST/riot": (_RIOTS, ""),
    "PROTEST": (_PROTESTS, ""),
    "ASSAULT": ("", ""),
}
_DISORDER = {
    _REMOTE: "Political violence",
    _CIVILIANS: "Political violence",
    _STRATEGIC: "Strategic developments",
    _PROTESTS: "Demonstrations",
}
_HAPPENED = ("asserted", "alleged")
_GEO_PRECISION = {"city": 1, "region": 2, "country": 3}
_WEEK, _MONTH = 7, 31  # the longest that ACLED dates by a day within it


def takes(event: Event) -> bool:
    """ACLED has violence, protest and a few kinds more that happened, dated to the month at least."""
    if event.certainty not in _HAPPENED or _kind(event) is None or (date := within(event, 1, 9999)) is None:
        return False
    low, high = date.bounds
    return high - low < _MONTH


def write(events: Iterable[Event], about: About) -> Iterator[str]:
    """A header row, then a row an event."""
    yield line(COLUMNS)
    for event in events:
        if takes(event):
            row = _row(event, about)
            yield line(cell(row.get(column)) for column in COLUMNS)


def _kind(event: Event) -> tuple[str, str] | None:
    return _KINDS.get(f"{event.type}/{event.mode}", _KINDS.get(event.type))


def _row(event: Event, about: About) -> dict[str, object]:
    kind, sub = _kind(event) or ("", "")
    day, precision = _day(event)
    told = [about.publisher(one) or about.name(one) for one in event.mentions]
    tolls = (toll(event, field) for field in ("killed", "injured"))
    tags = (
        f"kb {event.type}{'/' if event.mode else ''}{event.mode}",
        event.certainty,
        event.date,
        *tolls,
        *care(event),
    )
    return {
        "event_id_cnty": event.id,
        "event_date": day.edtf,
        "year": day.year,
        "time_precision": precision,
        "disorder_type": _DISORDER.get(kind),
        "event_type": kind,
        "sub_event_type": sub,
        **_side(event, "source", 1),
        **_side(event, "target", 2),
        "location": event.place,
        **_where(event, about),
        "source": "; ".join(dict.fromkeys(told)),
        "notes": " ".join(dict.fromkeys(one.evidence for one in event.mentions)),
        "fatalities": event.killed.best if event.killed else None,
        "tags": "; ".join(str(tag) for tag in tags if tag and tag != "asserted"),
    }


def _side(event: Event, role: Role, number: int) -> dict[str, str]:
    first, *rest = names(event, role) or ("",)
    return {f"actor{number}": first, f"assoc_actor_{number}": "; ".join(rest)}


def _where(event: Event, about: About) -> dict[str, object]:
    """The columns of a map, where the gazetteer is there and knows the place."""
    found = location(event, about) if gazetteer.installed() else gazetteer.UNKNOWN
    return {
        "iso": found.iso,
        "country": found.country,
        "latitude": found.latitude,
        "longitude": found.longitude,
        "geo_precision": _GEO_PRECISION.get(found.precision),
    }


def _day(event: Event) -> tuple[When, int]:
    """The middle day, and what it stands for: 1 the day itself, 2 within a week, 3 within a month."""
    assert event.date is not None
    low, high = event.date.bounds
    return When.of_day((low + high) // 2), 1 if low == high else 2 if high - low < _WEEK else 3
