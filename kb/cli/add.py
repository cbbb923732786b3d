"""kb add: read sources, extract, store, merge."""

import os
import shlex
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Exit, Option

from kb.cli.inputs import with_lexicon
from kb.cli.options import STORE, AllCores, Db, Glob, Lexicon, Private, Published, cores
from kb.cli.out import complain, on_terminal

if TYPE_CHECKING:
    from kb.ingest import Report
    from kb.read import Handed
    from kb.store import Store

_OUTCOMES = ("added", "changed", "unchanged", "failed")
_MOST_NOTES = 5


def add(
    sources: Annotated[
        list[str], Argument(metavar="SOURCE", help="Files, folders, web pages and feeds by address, or - for stdin.")
    ],
    *,
    published: Published = "",
    lexicon: Lexicon = None,
    jobs: AllCores = None,
    quiet: Annotated[bool, Option("--quiet", "-q", help="No progress bar and no summary; failures are named.")] = False,
    glob: Glob = "",
    allow_private: Private = False,
    db: Db = STORE,
) -> None:
    """Read articles and add what they tell to the store.

    Adding the same article again changes nothing; a changed article replaces its own mentions. What cannot be read is
    named on stderr and the rest goes on; the exit code is then 1. A kb.lexicon.toml beside the store adds your own
    words; when they change, adding again reads anew. The JSON lines that kb export writes are taken in as they are: the
    events, with their sentences and what persons made of them. So is a CSV with the columns date and title, and if you
    like actors, source, type, place, killed, injured, note: each row is an event of your own.
    """
    from kb import ingest
    from kb.store import open_store
    from kb.typed.query import day

    with_lexicon(lexicon, db)
    given = day(published) if published else None
    with open_store(db, create=True) as store:
        with shown_progress(sources, shown=not quiet) as bar:
            add_to = partial(ingest.add, store, sources, published=given, jobs=jobs or cores(), seen=bar.seen)
            counts, undated = watch(add_to(private=allow_private, glob=glob, take=_take), bar)
        if not quiet:
            print(summary(counts, events=store.count()))
            _advise(store, undated)
    if counts["failed"]:
        raise Exit(1)


def _take(store: "Store", found: "Handed") -> "Iterator[Report]":
    """Take events in that are handed on, or those of a table of one's own."""
    from kb import handed
    from kb.typed import rows

    return rows.take(store, found, complain) if found.delimiter else handed.take(store, found)


def summary(counts: Counter[str], *, events: int) -> str:
    """What became of the documents, in one line."""
    from kb.say import total

    kept = f" ({counts['kept']} of them not fetched again)" if counts["kept"] else ""
    outcomes = ", ".join(
        f"{counts[outcome]} {outcome}" + (kept if outcome == "unchanged" else "") for outcome in _OUTCOMES
    )
    documents = total(sum(counts[outcome] for outcome in _OUTCOMES), "document")
    return f"{documents}: {outcomes}; {total(counts['mentions'], 'mention')}, {total(events, 'event')}"


def watch(reports: "Iterable[Report]", bar: "Bar") -> tuple[Counter[str], list[str]]:
    """Count outcomes, name failures as they come, and gather the documents that have no publication date."""
    counts: Counter[str] = Counter()
    undated = []
    for report in reports:
        counts[report.outcome] += 1
        counts["mentions"] += report.mentions
        counts["kept"] += report.kept and report.outcome == "unchanged"
        if report.outcome == "failed":
            complain(f"failed: {report.document}: {report.reason}")
        elif report.reason:
            complain(f"note: {report.document}: {report.reason}")
        if not report.published and report.outcome not in ("unchanged", "no news"):
            undated.append(report.document)
        bar.done()
    return counts, undated


class Bar:
    """What a person sees of the work while it goes on; by itself nothing."""

    def seen(self, size: int) -> None:
        """So many more bytes of the files have been read."""

    def done(self) -> None:
        """One more document is in the store."""


@contextmanager
def shown_progress(sources: list[str], *, shown: bool) -> Iterator[Bar]:
    """A moving bar on a terminal, nothing elsewhere."""
    if not shown or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield Bar()
        return
    from kb.cli.progress import progress
    from kb.read import weigh

    sizes = [weigh(source) for source in sources]
    with progress(sum(sizes) if all(sizes) else 0) as bar:
        yield bar


def _advise(store: "Store", undated: list[str]) -> None:
    """Say how to anchor the dates that stayed without a year, and what to do next."""
    unanchored = store.floating() if undated else set()
    floating = [document for document in undated if document in unanchored]
    for document in floating[:_MOST_NOTES]:
        complain(f"note: {document} has dates without a year; anchor them: {_again(store.path.parent, document)}")
    if len(floating) > _MOST_NOTES:
        complain(f"note: {len(floating) - _MOST_NOTES} more documents have dates without a year")
    if on_terminal():
        complain("next: kb timeline")


def _again(folder: Path, document: str) -> str:
    """How to say when a document appeared: a file, a page, or what came in JSON lines or from standard input."""
    if (folder / document).is_file():
        return f"kb add --published DATE {shlex.quote(os.path.relpath(folder / document))}"
    if document.startswith(("http://", "https://")):
        return f"kb add --published DATE {shlex.quote(document)}"
    return 'add it again with --published DATE, or with a "published" in its JSON line'
