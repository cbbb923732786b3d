"""JSON lines: one event record a line, https://jsonlines.org."""

from collections.abc import Iterable, Iterator

from kb.export.about import About
from kb.export.record import record
from kb.model import Event
from kb.say import as_json


def write(events: Iterable[Event], about: About) -> Iterator[str]:
    """The events, one JSON object a line."""
    for event in events:
        yield as_json(record(event, about)) + "\n"
