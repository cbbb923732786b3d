"""Events as the records of `kb timeline --format json`, and what is known of the documents that tell of them."""

from collections.abc import Sequence
from typing import Any

from kb.export import About
from kb.export.record import record
from kb.model import Event
from kb.store import Store


def about(store: Store, events: Sequence[Event]) -> About:
    return About(documents=store.titles({one.document for event in events for one in event.mentions}))


def records(store: Store, events: Sequence[Event]) -> list[dict[str, Any]]:
    known = about(store, events)
    return [record(event, known) for event in events]
