"""Documents through the engine, in order: in this process or in several, and without a store."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from kb.extract import extract
from kb.merge import merge
from kb.model import Actor, Document, Event, Extraction
from kb.read import Failure, unread
from kb.say import as_json
from kb.view import record as records

# A book has a million or two. Reading ten takes a minute and two gigabytes of memory at the worst.
MOST_CHARACTERS = 10_000_000

_ALONE = 100_000  # characters that one process reads before others are started ...
_SOON = 30_000  # ... and before what they are forked from makes ready

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def extract_lines(documents: Iterable[Document | Failure], jobs: int = 1) -> Iterator[str | Failure]:
    """The record of each document as a line of JSON, in the order they come; a Failure passes through, and none ends
    the rest."""
    for item, result in in_order(_line, documents, lambda item: None if isinstance(item, Failure) else item, jobs=jobs):
        if isinstance(item, Failure):
            yield item
        elif result is not None:
            yield result


def record(extraction: Extraction) -> dict[str, Any]:
    """What was read in one document, as `kb extract` writes it: JSON-ready, its mentions merged into events."""
    return {
        **records.head(extraction.document),
        "dates": [records.date(date) for date in extraction.dates],
        "actors": [_actor_record(actor) for actor in extraction.actors],
        "events": [_event_record(event) for event in merge(extraction.mentions)],
    }


def extracted(document: Document) -> Extraction | str:
    """The extraction, or in words why there is none: one document must never end a batch."""
    if len(document.text) > MOST_CHARACTERS:
        return f"holds {len(document.text):,} characters, and one article at most {MOST_CHARACTERS:,}; split it"
    try:
        return extract(document)
    except Exception as error:
        return unread(error)


def _line(document: Document) -> str | Failure:
    """Written where it is read: a line goes from one process to another faster than a record."""
    extraction = extracted(document)
    return Failure(document.id, extraction) if isinstance(extraction, str) else as_json(record(extraction))


def in_order(
    function: Callable[[Document], _Result],
    items: Iterable[_Item],
    work: Callable[[_Item], Document | None],
    *,
    jobs: int,
) -> Iterator[tuple[_Item, _Result | None]]:
    """Each item with what the function makes of its document, in order, with only a few of them in memory."""
    alone = 0
    rest = iter(items)
    for item in rest:
        document = work(item)
        yield item, None if document is None else function(document)
        alone += len(document.text) if document else 0
        if jobs > 1 and alone >= _SOON:
            # Not before: the machinery of processes takes longer to import than a few short articles to read.
            from kb import pool

            if alone >= _ALONE:
                yield from pool.in_processes(function, rest, work, jobs=jobs)
                return
            pool.prepare()


def _actor_record(actor: Actor) -> dict[str, Any]:
    mentions = [records.span(span) for span in actor.mentions]
    return {"name": actor.name, "kind": actor.kind, "aliases": list(actor.aliases), "mentions": mentions}


def _event_record(event: Event) -> dict[str, Any]:
    return {
        "date": event.date.edtf if event.date else None,
        "basis": event.basis,
        "type": event.type,
        "mode": event.mode,
        "certainty": event.certainty,
        "headline": event.headline,
        "confidence": event.confidence,
        "actors": [{"name": one.name, "role": one.role} for one in event.participants],
        "place": event.place or None,
        "killed": event.killed.best if event.killed else None,
        "injured": event.injured.best if event.injured else None,
        "mentions": [
            {
                "sentence": records.span(mention.sentence),
                "trigger": {**records.span(mention.trigger), "text": mention.word},
            }
            for mention in event.mentions
        ],
    }
