"""kb extract: what is read in documents, as JSON lines, without a store."""

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Exit, Option

from kb.cli.options import Jobs, Published
from kb.cli.out import await_stdin, complain

if TYPE_CHECKING:
    from kb.model import Document
    from kb.read import Failure
    from kb.when import When


def extract(
    files: Annotated[list[str] | None, Argument(metavar="FILES", help="Files or folders; else stdin.")] = None,
    *,
    jsonl: Annotated[
        bool, Option("--jsonl", help='Input is JSON lines: {"id", "text", "title"?, "published"?, "url"?}.')
    ] = False,
    published: Published = "",
    jobs: Jobs = 1,
) -> None:
    """Print what documents hold, one JSON record a line.

    A record has the dates, actors and events of a document with their places in its text; no store is needed.
    What cannot be read is named on stderr and the rest goes on; the exit code is then 1.
    """
    from kb.cli.query import day
    from kb.ingest import extract_records
    from kb.read import Failure
    from kb.say import as_json

    given = day(published) if published else None
    failed = False
    for record in extract_records(_documents(files or ["-"], jsonl=jsonl, published=given), jobs=jobs):
        if isinstance(record, Failure):
            failed = failed or not record.partial
            complain(f"{'note' if record.partial else 'failed'}: {record.source}: {record.reason}")
        else:
            sys.stdout.write(as_json(record) + "\n")
    if failed:
        raise Exit(1)


def _documents(sources: list[str], *, jsonl: bool, published: "When | None") -> "Iterator[Document | Failure]":
    """The documents of all sources; a publication date given on the command line goes before their own."""
    from kb.model import Document
    from kb.read import read_source

    for source in sources:
        if source == "-":
            await_stdin()
        for document in _lines(source) if jsonl else read_source(source):
            if published and isinstance(document, Document):
                document = replace(document, published=published, published_basis="given")
            yield document


def _lines(source: str) -> "Iterator[Document | Failure]":
    """The documents of a file of JSON lines, or of standard input, as they come."""
    from kb.read import STDIN, Failure, read_jsonl

    if source == "-":
        yield from read_jsonl(io.TextIOWrapper(sys.stdin.buffer, "utf-8", "surrogateescape"), STDIN)
        return
    try:
        with Path(source).open(encoding="utf-8", errors="surrogateescape") as lines:
            yield from read_jsonl(lines, source)
    except OSError as error:
        yield Failure(source, f"{error.strerror}; check the name")
