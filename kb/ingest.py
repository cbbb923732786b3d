"""Where engine and store meet: read, extract, store, merge; in one process or several, with one writer."""

import os
import re
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any, Literal, TypeVar

from kb.errors import InputError
from kb.extract import extract
from kb.lexicon import own
from kb.merge import merge
from kb.model import Actor, Document, Event, Extraction
from kb.read import Failure, read_source, unread
from kb.settle import filed, settle
from kb.store import Store, Touched
from kb.view import record as records
from kb.when import Date, Interval, When

Outcome = Literal["added", "changed", "unchanged", "failed"]

# A batch is one transaction: large enough to spare the disk, small enough to lose little and to report soon.
_BATCH_DOCUMENTS = 64
_BATCH_CHARACTERS = 500_000
_BATCH_SECONDS = 1.0
_AHEAD = 4  # documents in work for each process

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one document; `reason` says why it failed, or what of it could not be read."""

    document: str
    outcome: Outcome
    mentions: int
    reason: str = ""
    published: str = ""
    published_basis: str = ""


@dataclass(frozen=True, slots=True)
class _Task:
    """A document on its way into the store, or the reason why it has none; `stored` is its fingerprint there."""

    id: str
    document: Document | None
    reason: str = ""
    stored: str = ""

    @property
    def fingerprint(self) -> str:
        return _fingerprint(self.document) if self.document else ""

    @property
    def work(self) -> Document | None:
        """The document if it must be read by the engine: nothing is extracted twice."""
        return None if self.fingerprint == self.stored else self.document


def _fingerprint(document: Document) -> str:
    """What a document was read from: its words, and the own lexicon that it was read with, if any."""
    mark = own.current().mark
    return f"{document.fingerprint}+{mark}" if mark else document.fingerprint


def add(store: Store, sources: Iterable[str], *, published: Date | None = None, jobs: int = 1) -> Iterator[Report]:
    """Read sources into the store; yields a report a document, in the order of the sources, once it is safely stored.

    `published` is the publication date of all of them. A date given so stays with its document when it is added again
    without one. `jobs` is the number of processes that extract.
    """
    given = published.first if isinstance(published, Interval) else published
    tasks = _tasks(store, sources, given)
    batch: list[tuple[_Task, Extraction | str | None]] = []
    size, began = 0, time.monotonic()
    for task, result in _in_order(_extract, tasks, lambda task: task.work, jobs=jobs):
        batch.append((task, result))
        size += len(task.document.text) if task.document else 0
        late = time.monotonic() - began > _BATCH_SECONDS
        if late or len(batch) >= _BATCH_DOCUMENTS or size >= _BATCH_CHARACTERS:
            yield from _write(store, batch)
            batch, size, began = [], 0, time.monotonic()
    yield from _write(store, batch)


def extract_records(documents: Iterable[Document | Failure], jobs: int = 1) -> Iterator[dict[str, Any] | Failure]:
    """The record of each document, in the order they come; a Failure passes through, and none ends the rest."""
    for item, result in _in_order(
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


def _tasks(store: Store, sources: Iterable[str], given: When | None) -> Iterator[_Task]:
    """Everything that the sources hold, under the names it has in the store."""
    for source in sources:
        note = ""
        for item in read_source(source):
            if isinstance(item, Failure) and item.partial:
                note = item.reason
            elif isinstance(item, Failure):
                yield _Task(_name(item.source, source, store.path), None, item.reason)
            else:
                document = _dated(store, replace(item, id=_name(item.id, source, store.path)), given)
                stored = store.fingerprints([document.id]).get(document.id, "")
                yield _Task(document.id, document, note, stored)
                note = ""


def _name(name: str, source: str, store: Path) -> str:
    """The name that a document has in the store: a path as seen from the store's folder, anything else as it is."""
    path = re.sub(r":\d+$", "", name)
    inside = source != "-" and Path(path).is_relative_to(source) and os.path.lexists(path)
    if not inside and (path != source or "://" in source):
        return name
    # The folder of a link is where the link stands, so that its own name stays.
    real = Path(os.path.realpath(Path(path).parent), Path(path).name)
    try:
        found = Path(os.path.relpath(real, os.path.realpath(store.parent)))
    except ValueError:  # another drive
        found = real
    return found.as_posix() + name[len(path) :]


def _dated(store: Store, document: Document, given: When | None) -> Document:
    given = given or store.given(document.id)
    return replace(document, published=given, published_basis="given") if given else document


def _extract(document: Document) -> Extraction | str:
    """The extraction, or in words why there is none: one document must never end a batch."""
    try:
        return extract(document)
    except Exception as error:
        return unread(error)


def _record(document: Document) -> dict[str, Any] | str:
    extraction = _extract(document)
    return extraction if isinstance(extraction, str) else record(extraction)


_Result = TypeVar("_Result")


def _in_order(
    function: Callable[[Document], _Result],
    items: Iterable[_Item],
    work: Callable[[_Item], Document | None],
    *,
    jobs: int,
) -> Iterator[tuple[_Item, _Result | None]]:
    """Each item with what the function makes of its document, in order, with only a few of them in memory."""
    if jobs <= 1:
        for item in items:
            document = work(item)
            yield item, None if document is None else function(document)
        return
    waiting: deque[tuple[_Item, Future[_Result] | None]] = deque()
    with _pool(jobs) as pool:
        for item in items:
            document = work(item)
            waiting.append((item, None if document is None else pool.submit(function, document)))
            yield from _finished(waiting, keep=jobs * _AHEAD)
        yield from _finished(waiting, keep=0)


def _finished(
    waiting: deque[tuple[_Item, Future[_Result] | None]], *, keep: int
) -> Iterator[tuple[_Item, _Result | None]]:
    while len(waiting) > keep:
        item, future = waiting.popleft()
        try:
            result = future.result() if future else None
        except BrokenProcessPool:
            what = "a process that extracts was ended from outside"
            raise InputError(f"{what}; run the command again, or with --jobs 1") from None
        yield item, result


def _begin(words: own.Own) -> None:
    """What a process does first: leave an interrupt to the one that started it, and take its words."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    own.use(words)


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that share nothing with this one, as an open SQLite file must not be shared; an interrupt ends them."""
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    begin = partial(_begin, own.current())
    pool = ProcessPoolExecutor(jobs, mp_context=get_context(method), initializer=begin)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _write(store: Store, batch: Sequence[tuple[_Task, Extraction | str | None]]) -> list[Report]:
    """One transaction: the documents, their mentions, and every event and actor that they touch."""
    if not batch:
        return []
    with store.writing():
        touched = Touched()
        reports = [_keep(store, task, result, touched) for task, result in batch]
        if touched.names or touched.blocks:
            settle(store, touched)
    return reports


def _keep(store: Store, task: _Task, result: Extraction | str | None, touched: Touched) -> Report:
    reason = result if isinstance(result, str) else task.reason
    if task.document is None or isinstance(result, str):
        store.fail(task.id, reason)
        return Report(task.id, "failed", 0, reason)
    stored = store.fingerprints([task.id]).get(task.id, "")
    if stored == task.fingerprint:
        return Report(task.id, "unchanged", 0, reason)
    if result is None:  # unchanged when it was read, but this very batch holds another version of it
        return _keep(store, task, _extract(task.document), touched)
    mentions = filed(result.mentions)
    touched.add(store.save(result, fingerprint=task.fingerprint, filed=mentions))
    published = result.document.published.edtf if result.document.published else ""
    outcome: Outcome = "changed" if stored else "added"
    return Report(task.id, outcome, len(mentions), reason, published, result.document.published_basis)


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
