"""Where engine and store meet: read, extract, store, merge; in one process or several, with one writer."""

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from kb.batch import extracted, in_order
from kb.fetch import Visit
from kb.lexicon import own
from kb.model import Document, Extraction
from kb.read import Failure, Handed, Web, is_web, read_source
from kb.read.web import Complete, same
from kb.settle import settle
from kb.store import Store, Touched
from kb.when import Date, Interval, When

Outcome = Literal["added", "changed", "unchanged", "failed", "no news"]

# Where a document stands in a file: the line of a table, the place in an archive.
_WITHIN = re.compile(r"!/.*|:\d+$", re.DOTALL)
# A batch is one transaction: large enough to spare the disk, small enough to lose little and to report soon.
_BATCH_DOCUMENTS = 64
_BATCH_CHARACTERS = 500_000
_BATCH_SECONDS = 1.0
# Where it takes long to merge what is written, because a store has much to tell of the same, more is gathered first:
# writing takes no longer than reading.
_MOST_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one document, or of a feed without news; `reason` says why it failed, or what of it could not be
    read. One that was `kept` was not fetched again.
    """

    document: str
    outcome: Outcome
    mentions: int
    reason: str = ""
    published: str = ""
    published_basis: str = ""
    kept: bool = False


Take = Callable[[Store, Handed], Iterator[Report]]


@dataclass(frozen=True, slots=True)
class _Task:
    """A document on its way into the store, or the reason why it has none; `stored` is its fingerprint there.

    One that is to be read anew is read although nothing of it has changed; one that was `kept` was not fetched. A visit
    is no document but what is noted once those before it are stored.
    """

    id: str
    document: Document | None
    reason: str = ""
    stored: str = ""
    anew: bool = False
    kept: bool = False
    visit: Visit | None = None
    complete: Complete | None = None  # adds to a document of this run, once it is stored
    report: Report | None = None  # of what was handed on, and is stored

    @property
    def fingerprint(self) -> str:
        return _fingerprint(self.document) if self.document else ""

    @property
    def work(self) -> Document | None:
        """The document if it must be read by the engine: nothing is extracted twice."""
        return None if self.fingerprint == self.stored and not self.anew else self.document


def _fingerprint(document: Document) -> str:
    """What a document was read from: its words, and the own lexicon that it was read with, if any."""
    mark = own.current().mark
    return f"{document.fingerprint}+{mark}" if mark else document.fingerprint


def add(
    store: Store,
    sources: Iterable[str],
    *,
    published: Date | None = None,
    jobs: int = 1,
    private: bool = False,
    seen: Callable[[int], None] = lambda size: None,
    glob: str = "",
    take: Take | None = None,
) -> Iterator[Report]:
    """Read sources into the store; yields a report a document, in the order of the sources, once it is safely stored.

    `published` is the publication date of all of them. A date given so stays with its document when it is added again
    without one. `jobs` is the number of processes that extract; `private` lets pages of local networks be fetched;
    `seen` is told what of the files has been read. `take` keeps the events of a source that has no articles.
    """
    given = published.first if isinstance(published, Interval) else published
    yield from _read(store, _tasks(store, sources, given, seen, private=private, glob=glob, take=take), jobs)


def reread(store: Store, *, jobs: int = 1) -> Iterator[Report]:
    """Read all documents of the store anew, from the text that it keeps; yields a report a document."""
    yield from _read(store, (_Task(one.id, one, anew=True) for one in store.originals()), jobs)


def _read(store: Store, tasks: Iterable[_Task], jobs: int) -> Iterator[Report]:
    batch: list[tuple[_Task, Extraction | str | None]] = []
    size, began, patience = 0, time.monotonic(), 0.0
    stored = 0
    for task, result in in_order(extracted, tasks, lambda task: task.work, jobs=jobs):
        batch.append((task, result))
        stored += isinstance(result, Extraction)
        size += len(task.document.text) if task.document else 0
        waited = time.monotonic() - began
        full = waited > _BATCH_SECONDS or len(batch) >= _BATCH_DOCUMENTS or size >= _BATCH_CHARACTERS
        if full and (waited >= patience or size >= _MOST_CHARACTERS):
            done = time.monotonic()
            reports = _write(store, batch)
            took = time.monotonic() - done
            yield from reports
            batch, size, began, patience = [], 0, time.monotonic(), took if took > _BATCH_SECONDS else 0.0
    yield from _write(store, batch)
    if stored:
        store.tidy(stored)


def _tasks(
    store: Store,
    sources: Iterable[str],
    given: When | None,
    seen: Callable[[int], None],
    *,
    private: bool,
    glob: str,
    take: Take | None,
) -> Iterator[_Task]:
    """Everything that the sources hold, under the names it has in the store."""
    visits = _Visits(store, given)
    web = Web(visits, private=private)
    for source in sources:
        note = ""
        for item in read_source(source, glob=glob, web=web, seen=seen):
            yield from visits.tasks()
            if isinstance(item, Handed) and take:
                yield from (_Task(one.document, None, report=one) for one in take(store, item))
            elif isinstance(item, Failure) and item.partial:
                note = item.reason
            elif isinstance(item, Failure):
                yield _Task(_name(item.source, source, store.path), None, item.reason)
            else:
                document = _dated(store, replace(item, id=_name(item.id, source, store.path)), given)
                stored = store.fingerprints([document.id]).get(document.id, "")
                if is_web(source) and stored != _fingerprint(document):
                    document = _remembered(store, document)
                yield _Task(document.id, document, note, stored)
                note = ""
        yield from visits.tasks()


class _Visits:
    """The visits of the store and of this run, and what is to be done about them behind the documents before them."""

    def __init__(self, store: Store, given: When | None) -> None:
        self._store = store
        self._given = given
        self._new: dict[str, Visit] = {}
        self._waiting: list[_Task] = []

    def of(self, url: str) -> Visit | None:
        return self._new.get(url) or self._store.visit(url)

    def note(self, visit: Visit) -> None:
        self._new[visit.url] = visit
        self._waiting.append(_Task(visit.url, None, visit=visit))

    def unchanged(self, visit: Visit, complete: Complete = same) -> None:
        """What was kept is read anew only where something else is known of it now: a date, or a person's words."""
        if visit.feed:
            reason = "is a feed with nothing new since it was last read"
            self._waiting.append(_Task(visit.url, None, reason, kept=True))
            return
        before = self._store.original(visit.page)
        if before is None:  # it was read in this run, and is about to be stored
            self._waiting.append(_Task(visit.page, None, kept=True, complete=complete))
        else:
            document = _dated(self._store, complete(before), self._given)
            stored = self._store.fingerprints([visit.page]).get(visit.page, "")
            if document == before and stored.partition("+")[2] == own.current().mark:
                self._waiting.append(_Task(visit.page, None, stored=stored, kept=True))
            else:
                self._waiting.append(_Task(visit.page, document, stored=stored, anew=True))

    def tasks(self) -> list[_Task]:
        """What waits, once."""
        waiting, self._waiting = self._waiting, []
        return waiting


def _name(name: str, source: str, store: Path) -> str:
    """The name that a document has in the store: a path as seen from the store's folder, anything else as it is."""
    path = name if os.path.lexists(name) else _WITHIN.sub("", name)
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


def _remembered(store: Store, document: Document) -> Document:
    """A page with the date that a feed gave it before, where it says none itself."""
    before = None if document.published else store.original(document.id)
    if before is None:
        return document
    return replace(document, published=before.published, published_basis=before.published_basis)


def _write(store: Store, batch: Sequence[tuple[_Task, Extraction | str | None]]) -> list[Report]:
    """One transaction: the documents, their mentions, and every event and actor that they touch."""
    if not batch:
        return []
    with store.writing():
        touched = Touched()
        kept = [_keep(store, task, result, touched) for task, result in batch]
        reports = [report for report in kept if report]
        if any(report.outcome in ("added", "changed") for report in reports):
            settle(store, touched)
    return reports


def _keep(store: Store, task: _Task, result: Extraction | str | None, touched: Touched) -> Report | None:
    if task.visit:
        store.save_visit(task.visit)
        return None
    if task.report:
        return task.report
    if task.kept:
        return _keep_known(store, task, touched)
    reason = result if isinstance(result, str) else task.reason
    if task.document is None or isinstance(result, str):
        store.fail(task.id, reason)
        return Report(task.id, "failed", 0, reason)
    if task.id in store.notes():
        return Report(task.id, "failed", 0, "its id is that of a person's note; give the document another one")
    stored = store.fingerprints([task.id]).get(task.id, "")
    reason = reason or store.barred(task.id)
    if stored == task.fingerprint and not task.anew:
        return Report(task.id, "unchanged", 0, reason)
    if result is None:  # unchanged when it was read, but this very batch holds another version of it
        return _keep(store, task, extracted(task.document), touched)
    touched.add(store.save(result, fingerprint=task.fingerprint))
    published = result.document.published.edtf if result.document.published else ""
    outcome: Outcome = "changed" if stored else "added"
    return Report(task.id, outcome, len(result.mentions), reason, published, result.document.published_basis)


def _keep_known(store: Store, task: _Task, touched: Touched) -> Report | None:
    """What becomes of a document that was not fetched again, or of a feed without news."""
    before = store.original(task.id) if task.complete else None
    if before and task.complete and (document := task.complete(before)) != before:
        return _keep(store, _Task(task.id, document, anew=True), extracted(document), touched)
    outcome: Outcome = "unchanged" if task.stored or task.complete else "no news"
    return Report(task.id, outcome, 0, task.reason or store.barred(task.id), kept=True)
