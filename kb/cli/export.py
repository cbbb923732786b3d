"""kb export: the timeline as a file for other tools."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from kb.cli.options import STORE, Db, Filters, Words, takes_filters
from kb.cli.out import complain, write
from kb.errors import QueryError


@takes_filters
def export(
    file: Annotated[str, Argument(metavar="FILE", help="The file to write, or - for stdout (with --format).")],
    words: Words = None,
    *,
    filters: Filters,
    format: Annotated[str, Option(metavar="NAME", help="json, jsonl, csv or md; else told by FILE's suffix.")] = "",
    db: Db = STORE,
) -> None:
    """Write the events that the filters pick to a file.

    The file appears complete or not at all.
    """
    from kb.cli.query import asked
    from kb.export import format_of, writer
    from kb.say import total
    from kb.store import open_store

    if file == "-" and not format:
        raise QueryError("name the format to write to stdout: kb export - --format csv")
    written = writer(format or format_of(file))
    with open_store(db) as store:
        events = store.select(asked(store, filters, words))
    if file == "-":
        write(written(events))
        return
    save(Path(file), written(events))
    complain(f"{total(len(events), 'event')} in {file}")


def save(path: Path, parts: Iterable[str]) -> None:
    """Write a text file (UTF-8) beside its place and move it there when it is whole; a device or pipe is written to."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.writelines(parts)
        return
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("x", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.writelines(parts)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
