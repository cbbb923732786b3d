"""JSON lines: one event record a line, https://jsonlines.org."""

import json
from collections.abc import Iterable, Iterator

from kb.export.record import record
from kb.model import Event


def write(events: Iterable[Event]) -> Iterator[str]:
    """The events, one JSON object a line."""
    for event in events:
        yield json.dumps(record(event), ensure_ascii=False) + "\n"
