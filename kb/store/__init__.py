"""The store: one SQLite file with documents, mentions, events and actors. It knows SQL, and nothing of rules."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlite_utils import Database

from kb.errors import QueryError
from kb.fetch import Visit
from kb.model import ActorGroup, Block, Document, Edit, Event, Extraction, Kind, Mention, Naming, Ref
from kb.store import events, hand, log, naming, read, rebuild, visits, write
from kb.store.connection import WAIT, connect, repack, speaking, writing
from kb.store.find import find_actors, find_event
from kb.store.migrations import UNMERGED
from kb.store.query import Condition, Filter, conditions
from kb.store.read import ActorRow, DocumentRow
from kb.store.rows import marks, published, unpacked
from kb.store.write import Touched
from kb.when import When

__all__ = ["UNMERGED", "ActorRow", "DocumentRow", "Filter", "Store", "Touched", "open_store"]


def open_store(path: Path, *, create: bool = False, read_only: bool = False, wait: float = WAIT) -> "Store":
    """Open a store, or with `create` make it where there is none; raises StoreError and leaves the file unharmed.

    `read_only` bars all writing but that of bringing an older store up to date; `wait` is how many seconds to wait for
    another process that is writing.
    """
    db = connect(path, create=create, wait=wait)
    if read_only:
        db.execute("PRAGMA query_only = ON")
    return Store(path, db)


class Store:
    """An open store; use it in a `with` statement, or close it."""

    def __init__(self, path: Path, db: Database) -> None:
        self.path = path
        self._db = db

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    def select(self, wanted: Filter, window: slice | None = None) -> list[Event]:
        """The events that meet the filter, or those in a window of them (the first hundred: `slice(0, 100)`), complete,
        in order of time, then of id; raises QueryError."""
        with speaking(self.path):
            return read.events(self._db, conditions(self._db, wanted), window)

    def days(self, wanted: Filter) -> list[tuple[int, int] | None]:
        """The first and last day of each event that meets the filter, None for one without, in no order; raises
        QueryError."""
        with speaking(self.path):
            return read.days(self._db, conditions(self._db, wanted))

    def roles(self, wanted: Filter) -> dict[str, int]:
        """In how many of the events that meet the filter its actor has each role; raises QueryError."""
        with speaking(self.path):
            return read.roles(self._db, conditions(self._db, wanted), find_actors(self._db, wanted.actor))

    def event(self, wanted: str) -> Event:
        """The event with this id, or the only one whose id begins so; raises QueryError."""
        with speaking(self.path):
            return read.events(self._db, Condition("e.key = ?", (find_event(self._db, wanted),)))[0]

    def actors(self, wanted: Filter, window: slice | None = None) -> list[ActorRow]:
        """The actors of the events that meet the filter, or those in a window of them, the most frequent first, without
        a filter also those that are named in no event; raises QueryError."""
        with speaking(self.path):
            return read.actors(self._db, conditions(self._db, wanted), window or slice(None))

    def count_actors(self) -> int:
        """How many actors there are to list without a filter."""
        with speaking(self.path):
            return read.count_actors(self._db)

    def actor(self, name: str) -> ActorRow:
        """The actor with this name, alias or last name; raises QueryError when none or several have it."""
        with speaking(self.path):
            return read.actor(self._db, find_actors(self._db, name)[0])

    def documents(self, *, failed: bool = False, removed: bool = False) -> list[DocumentRow]:
        """All documents, or only those that could not be read or that were removed, by publication date and id."""
        with speaking(self.path):
            return read.documents(self._db, failed=failed, removed=removed)

    def mentions(self, document: str) -> list[Mention]:
        """What was read in a document."""
        with speaking(self.path):
            return [mention for _, mention in read.mentions(self._db, "d.id = ?", (document,))]

    def nearby(self) -> dict[str, tuple[str, ...]]:
        """The states and places that each document names, by its id."""
        with speaking(self.path):
            return read.nearby(self._db)

    def titles(self, documents: Iterable[str]) -> dict[str, DocumentRow]:
        """The documents of these ids that there are, by id; removed ones too."""
        with speaking(self.path):
            return {row.id: row for row in read.named_documents(self._db, documents)}

    def floating(self) -> set[str]:
        """The documents that tell of an event whose date has no place on the calendar."""
        with speaking(self.path):
            return read.floating(self._db)

    def text(self, document: str) -> str:
        """The text of a document; raises QueryError when there is none of this id."""
        with speaking(self.path):
            row = self._db.execute("SELECT text FROM documents WHERE id = ?", (document,)).fetchone()
        if row is None:
            raise QueryError(f"no document {document!r} in this store; kb sources lists them")
        return unpacked(row[0])

    def last_date(self) -> When | None:
        """The latest day that an event has which is not merely planned: where dates without a year are looked for."""
        sql = (
            "SELECT last_day FROM events WHERE first_day = last_day AND certainty <> 'planned' AND NOT hidden "
            "ORDER BY first_day DESC LIMIT 1"
        )
        with speaking(self.path):
            day = self._db.execute(sql).fetchone()
        return When.of_day(day[0]) if day else None

    def count(self, wanted: Filter | None = None) -> int:
        """How many events meet the filter, or are there that nobody hid; raises QueryError."""
        with speaking(self.path):
            condition = conditions(self._db, wanted or Filter())
            sql = f"SELECT count(*) FROM events e WHERE {condition.sql}"
            return int(self._db.execute(sql, condition.values).fetchone()[0])

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of what is written inside is kept, or nothing of it. Raises StoreError."""
        with speaking(self.path), writing(self._db):
            yield

    def fingerprints(self, documents: Sequence[str]) -> dict[str, str]:
        """The fingerprint that each of these documents had when it was read; none for one that failed or is new."""
        sql = f"SELECT id, fingerprint FROM documents WHERE status = 'read' AND id IN ({marks(documents)})"
        with speaking(self.path):
            return dict(self._db.execute(sql, documents).fetchall())

    def tidy(self, documents: int | None = None) -> None:
        """Let the index of words be quick again and the file small, when so many documents that were written, or all,
        are many among all."""
        with speaking(self.path):
            every = self._db.execute("SELECT count(*) FROM documents").fetchone()[0]
            documents = every if documents is None else documents
            if 10 * documents < every:
                return
            with writing(self._db):
                self._db.execute("DELETE FROM hooks WHERE mention NOT IN (SELECT key FROM mentions)")
                self._db.execute("INSERT INTO mentions_fts (mentions_fts) VALUES ('optimize')")
            if 2 * documents >= every:
                repack(self._db)
            else:
                # A script, since a statement alone is taken one step only, which gives back one page.
                self._db.executescript("PRAGMA incremental_vacuum")

    def visit(self, url: str) -> Visit | None:
        """The visit of an address of the web, if what it led to is kept."""
        with speaking(self.path):
            return visits.visit(self._db, url)

    def save_visit(self, visit: Visit) -> None:
        """Note that an address of the web was fetched. Needs `writing`."""
        visits.save(self._db, visit)

    def given(self, document: str) -> When | None:
        """The publication date that a person gave for this document before."""
        sql = "SELECT published FROM documents WHERE id = ? AND published_basis = 'given'"
        with speaking(self.path):
            row = self._db.execute(sql, (document,)).fetchone()
        return published(row[0]) if row else None

    def save(self, extraction: Extraction, *, fingerprint: str) -> Touched:
        """Keep what was read in a document, in place of what was read in it before. Needs `writing`."""
        return write.save_document(self._db, extraction, fingerprint=fingerprint)

    def fail(self, document: str, reason: str) -> None:
        """Note that a document could not be read; what was read of it before stays. Needs `writing`."""
        write.save_failure(self._db, document, reason)

    def connected(self, names: Iterable[str], joins: Callable[[Naming], bool]) -> list[Naming]:
        """All namings that bear on who these names are; `joins` says which aliases may unite two. Needs `writing`."""
        return naming.connected(self._db, names, joins)

    def regroup(self, groups: Sequence[ActorGroup], loose: Iterable[tuple[str, Kind]] = ()) -> set[str]:
        """Let each group be one actor, and the loose names be none; returns blocks to merge again. Needs `writing`."""
        return naming.regroup(self._db, groups, loose)

    def blocks(self, names: Sequence[str]) -> dict[str, list[Mention]]:
        """The mentions of these blocks, their actors under the names that the whole store has for them."""
        return read.blocks(self._db, names)

    def meeting(self, hooks: Iterable[str], *, apart_from: set[str]) -> Iterator[tuple[str, Mention]]:
        """The mentions to which one of these hooks leads, each with its block; none of the blocks to leave out. A hook
        may lead to one that does not hang there."""
        return read.meeting(self._db, hooks, apart_from=apart_from)

    def save_events(
        self, before: Sequence[str], blocks: Sequence[Block], hooks: Iterable[tuple[Mention, Iterable[str]]] = ()
    ) -> None:
        """Put these blocks in place of those before, and note the hooks of mentions. Needs `writing`."""
        events.save(self._db, before, blocks, hooks)

    def edits(self) -> list[Edit]:
        """The log of what persons did, in order, with the acts that undo and redo others."""
        with speaking(self.path):
            return log.edits(self._db)

    def log(self, act: str, target: str, change: Mapping[str, Any]) -> int:
        """Add an act to the log; returns its number. Needs `writing`."""
        return log.append(self._db, act, target, change)

    def mark(self, edits: Iterable[int], *, undone: bool) -> None:
        """Note in the log whether acts are undone. Needs `writing`."""
        log.mark(self._db, edits, undone=undone)

    def give(self, namings: Iterable[Naming]) -> set[str]:
        """Let these be all that a person says of names; returns the names on which that changed. Needs `writing`."""
        return naming.give(self._db, namings)

    def take_out(self, documents: Iterable[str]) -> Touched:
        """Let these be all the documents that are removed. Needs `writing`."""
        return hand.take_out(self._db, documents)

    def barred(self, document: str) -> str:
        """Why a document stays out although it is read, in words; "" where nothing bars it."""
        with speaking(self.path):
            return hand.barred(self._db, document)

    def notes(self) -> set[str]:
        """The documents that are a person's own words."""
        with speaking(self.path):
            return hand.notes(self._db)

    def save_note(self, note: Extraction) -> Touched:
        """Keep a person's own words as a document. Needs `writing`."""
        touched = write.save_document(self._db, note, fingerprint="")
        hand.mark_note(self._db, note.document.id)
        return touched

    def forget(self, document: str) -> Touched:
        """Remove a document for good, with all that was read in it. Needs `writing`."""
        return write.forget_document(self._db, document)

    def refs(self, blocks: Iterable[str]) -> set[Ref]:
        """The mentions of blocks, as edits name them."""
        return hand.refs(self._db, blocks)

    def blocks_of(self, mentions: Iterable[Ref]) -> set[str]:
        """The blocks of mentions that edits name; what is gone has none."""
        return hand.blocks_of(self._db, mentions)

    def shown(self, name: str, kind: str) -> str | None:
        """The name that the actor goes by whom documents call so; None when there is none."""
        return hand.shown(self._db, name, kind)

    def called(self, name: str) -> set[int]:
        """What tells apart all actors that have this very name or alias."""
        with speaking(self.path):
            return hand.called(self._db, name)

    def names(self, actor: str) -> list[tuple[str, Kind]]:
        """The names and kinds under which documents know an actor, the most frequent first; raises QueryError."""
        with speaking(self.path):
            return hand.names(self._db, find_actors(self._db, actor)[0])

    def unmake(self) -> Touched:
        """Forget all that is derived but the names' own counts; all of it is to be settled. Needs `writing`."""
        return rebuild.unmake(self._db)

    def originals(self) -> Iterator[Document]:
        """The documents as they came, without what was read in them, by id; notes and failures are none."""
        with speaking(self.path):
            yield from rebuild.originals(self._db)

    def original(self, document: str) -> Document | None:
        """The document of this id as it came, if it was read."""
        with speaking(self.path):
            return rebuild.original(self._db, document)
