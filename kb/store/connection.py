"""Opening the file: what is missing, foreign, locked or from a newer release is said in one line and left unharmed."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database

from kb.errors import StoreError
from kb.store.migrations import MIGRATIONS

WAIT = 30.0  # seconds for another process to finish writing
_CACHE = 32 * 1024  # KiB of pages at most
_REPACKED = 2**30  # bytes at most: a larger file would keep another process waiting too long


def connect(path: Path, *, create: bool, wait: float = WAIT) -> Database:
    """Open (or create) the store and bring its tables up to date; raises StoreError."""
    _check_path(path, create=create)
    with speaking(path):
        db = _connection(path, create=create, wait=wait)
        try:
            _check_contents(db, path, create=create)
            _migrate(db, path)
        except BaseException:
            db.close()
            raise
    return db


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Turn an error of SQLite into a StoreError that says what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path}: {_advice(str(error))}") from error


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """One transaction that takes the writer's place at once, so that two processes never undo each other's reading."""
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        # A full disk may have rolled back already; the first error is the one to tell.
        with suppress(sqlite3.Error):
            db.rollback()
        raise


def repack(db: Database) -> None:
    """Write the whole file anew without the room that pages keep for more, a fifth of one that grew. Where a disk has
    no room for it, or another process is at work, the store stays as it is."""
    pages, size = (db.execute(f"PRAGMA {what}").fetchone()[0] for what in ("page_count", "page_size"))
    if pages * size <= _REPACKED:
        with suppress(sqlite3.OperationalError):
            db.conn.execute("VACUUM")


def _check_path(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a file in it, as in --db {path / 'kb.db'}")
    if not path.parent.is_dir():
        raise StoreError(f"{path}: there is no folder {path.parent}; create it first")
    if not create and not path.exists():
        raise StoreError(f"there is no store at {path}; make one with kb add, or name another with --db")


def _connection(path: Path, *, create: bool, wait: float) -> Database:
    uri = path.absolute().as_uri()
    try:
        conn = sqlite3.connect(f"{uri}?mode={'rwc' if create else 'rw'}", uri=True, timeout=wait, isolation_level=None)
        conn.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if create or not _at_rest(path, str(error)):
            raise
        # A store on a read-only medium: SQLite reads it only when told that nobody will write.
        conn = sqlite3.connect(f"{uri}?mode=ro&immutable=1", uri=True, timeout=wait, isolation_level=None)
    db = Database(conn, execute_plugins=False)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute(f"PRAGMA cache_size = -{_CACHE}")
    return db


def reader(path: Path) -> sqlite3.Connection:
    """A bare connection that can do nothing but read, for another library to use in its threads."""
    uri = path.absolute().as_uri()
    try:
        conn = sqlite3.connect(f"{uri}?mode=ro", uri=True, check_same_thread=False)
        conn.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if not _at_rest(path, str(error)):
            raise
        conn = sqlite3.connect(f"{uri}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    conn.execute("PRAGMA query_only = ON")
    return conn


def _at_rest(path: Path, message: str) -> bool:
    """Whether the file cannot be written, and is whole: no log of an interrupted writer beside it."""
    log = path.with_name(f"{path.name}-wal")
    return ("readonly" in message or "unable to open" in message) and not (log.exists() and log.stat().st_size)


def _check_contents(db: Database, path: Path, *, create: bool) -> None:
    applied = {migration.name for migration in MIGRATIONS.applied(db)}
    known = {migration.name for migration in MIGRATIONS.pending(db)} | applied
    if not applied and (db.table_names() or not create):
        raise StoreError(f"{path} is no store of kb; name another file with --db")
    newer = applied - {migration.name for migration in MIGRATIONS._migrations}
    if newer and known:
        raise StoreError(f"{path} was written by a newer kb ({max(newer)}); install that release to read it")
    if not applied:
        # Only a file without tables can be told to give back pages; to others this would write.
        db.execute("PRAGMA auto_vacuum = INCREMENTAL")


def _migrate(db: Database, path: Path) -> None:
    if not MIGRATIONS.pending(db):
        return
    if db.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise StoreError(f"{path} is of an older kb and cannot be brought up to date here: it is read-only")
    with writing(db):
        MIGRATIONS.apply(db)


def _advice(message: str) -> str:
    for sign, advice in (
        ("not a database", "this is no store of kb; name another file with --db"),
        ("locked", "another process is writing to this store; run the command again when it is done"),
        ("readonly", "this store is read-only; make it writable or copy it first"),
        ("unable to open", "this store cannot be opened; check who may read and write it and its folder"),
        ("disk is full", "the disk is full; nothing of this step was stored, make room and run the command again"),
        ("malformed", "this store is damaged; restore it from a copy, or build it anew with kb add"),
    ):
        if sign in message:
            return advice
    return f"SQLite says: {message}"
