"""JSON: one array of event records, indented."""

from collections.abc import Iterable, Iterator

from kb.export.about import About
from kb.export.record import record
from kb.model import Event
from kb.say import as_json


def write(events: Iterable[Event], about: About) -> Iterator[str]:
    """The events as one JSON array; an event at a time, so that a long timeline is not held twice."""
    opening = "["
    for event in events:
        body = as_json(record(event, about), indent=1)
        yield f"{opening}\n{body}"
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"
