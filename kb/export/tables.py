"""Events, mentions, actors and sources as rows under named columns, for formats that have tables."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kb.export.about import About
from kb.model import ROLES, Event, Mention, numbers
from kb.say import visible
from kb.when import sort_key

Row = tuple[Any, ...]

MENTIONS = (
    *("event", "id", "document", "title", "published", "date", "basis", "certainty", "type", "trigger", "place"),
    *("killed_low", "killed_best", "killed_high", "injured_low", "injured_best", "injured_high", "confidence"),
    *("actors", "evidence"),
)
ACTORS = ("name", "kind", "events", "as_source", "as_target", "as_other", "first", "last")
SOURCES = ("document", "title", "publisher", "link", "published", "mentions", "events")


def mention(event: Event, one: Mention, about: About) -> Row:
    """The values of MENTIONS: what one sentence says."""
    return (
        *(event.id, one.founds, one.document, about.name(one), one.published, one.date, one.basis, one.certainty),
        *(one.type, one.word, one.place, *numbers(one.killed), *numbers(one.injured), one.confidence),
        "; ".join(f"{visible(actor.name)} ({actor.role})" for actor in one.participants),
        one.evidence,
    )


def actors(events: Iterable[Event]) -> Iterator[Row]:
    """The rows of ACTORS, those of most events first."""
    parts: dict[tuple[str, str], dict[str, list[Event]]] = {}
    for event in events:
        for one in event.participants:
            parts.setdefault((one.name, one.kind), {}).setdefault(one.role, []).append(event)
    rows: list[Row] = []
    for (name, kind), roles in parts.items():
        all_ = {event.id: event for told in roles.values() for event in told}
        dates = sorted((event.date for event in all_.values() if event.date), key=sort_key)
        counts = (len(roles.get(role, ())) for role in ROLES)
        rows.append((name, kind, len(all_), *counts, dates[0] if dates else None, dates[-1] if dates else None))
    return iter(sorted(rows, key=lambda row: (-row[2], row[0], row[1])))


def sources(events: Sequence[Event], about: About) -> Iterator[Row]:
    """The rows of SOURCES: the documents that tell of the events, by name."""
    told: dict[str, list[tuple[Event, Mention]]] = {}
    for event in events:
        for one in event.mentions:
            told.setdefault(one.document, []).append((event, one))
    for document, pairs in sorted(told.items()):
        one = pairs[0][1]
        ids = {event.id for event, _ in pairs}
        yield (
            *(document, about.name(one), about.publisher(one), about.link(one), one.published),
            *(len(pairs), len(ids)),
        )
