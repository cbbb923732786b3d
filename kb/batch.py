"""Documents through the engine, in order: in this process or in several, and without a store."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from kb.extract import extract
from kb.merge import merge
from kb.model import Actor, Document, Event, Extraction
from kb.read import Failure, unread
from kb.view import record as records

# A book has a million or two. Reading ten takes a minute and two gigabytes of memory at the worst.
MOST_CHARACTERS = 10_000_000

_ALONE = 100_000  # characters that one process reads before others are started

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def extract_records(documents: Iterable[Document | Failure], jobs: int = 1) -> Iterator[dict[str, Any] | Failure]:
    """The record of each document, in the order they come; a Failure passes through, and none ends the rest."""
    for item, result in in_order(
        _record, documents, lambda item: None if isinstance(item, Failure) else item, jobs=jobs
    ):
        if isinstance(item, Failure):
            yield item
        elif isinstance(result, str):
            yield Failure(item.id, result)
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


def _record(document: Document) -> dict[str, Any] | str:
    extraction = extracted(document)
    return extraction if isinstance(extraction, str) else record(extraction)


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
        if jobs > 1 and alone >= _ALONE:
            # Not before: the machinery of processes takes longer to import than a few short articles to read.
            from kb.pool import in_processes

            yield from in_processes(function, rest, work, jobs=jobs)
            return


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
