"""JSON: one array of event records, indented."""

import json
from collections.abc import Iterable, Iterator

from kb.export.record import record
from kb.model import Event


def write(events: Iterable[Event]) -> Iterator[str]:
    """The events as one JSON array; an event at a time, so that a long timeline is not held twice."""
    opening = "["
    for event in events:
        body = json.dumps(record(event), ensure_ascii=False, indent=1)
        yield f"{opening}\n{body}"
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"
