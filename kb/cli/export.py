"""kb export: the timeline as a file for other tools."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from kb.cli.options import FILES, STORE, Db, Filters, Words, takes_filters
from kb.cli.out import complain, write
from kb.errors import KbError, QueryError

if TYPE_CHECKING:
    from kb.export import About
    from kb.store import Store


@takes_filters
def export(
    file: Annotated[str, Argument(metavar="FILE", help="The file to write, or - for stdout (with --format).")],
    words: Words = None,
    *,
    filters: Filters,
    title: Annotated[str, Option(metavar="TEXT", help="What the timeline is called.")] = "Timeline",
    format: Annotated[str, Option(metavar="NAME", help=f"Else told by FILE's suffix: {FILES}.")] = "",
    by: Annotated[str, Option(metavar="NAME", help="Of a picture, one part: type, actor or pairs; else all.")] = "",
    db: Db = STORE,
) -> None:
    """Write the events that the filters pick to a file.

    The file appears complete or not at all.
    """
    from kb.export import NAMES, PANELS, PICTURES, format_of, left_out, parts, writer
    from kb.say import total
    from kb.store import open_store
    from kb.typed.query import asked

    if file == "-" and not format:
        raise QueryError("name the format to write to stdout: kb export - --format csv")
    name = format or format_of(file)
    if name not in NAMES:
        writer(name)  # says which there are
    if by and name not in PICTURES:
        raise QueryError(f"--by is for pictures ({', '.join(PICTURES)}), not for {name}; leave it out")
    if by and by not in PANELS:
        raise QueryError(f"no picture by {by!r}; pick one of {', '.join(PANELS)}, or leave --by out for all")
    with open_store(db) as store:
        events = store.select(asked(store, filters, " ".join(words or ()), complain))
        about = replace(about_store(store, name, title), panel=by)
    missing = left_out(name, events)
    written = parts(name, events, about)
    if file == "-":
        write(written)
    else:
        save(file, written)
        complain(f"{total(len(events) - missing, 'event')} in {file}")
    if missing:
        complain(f"{total(missing, 'event')} left out, as {name} has no place for them")


def about_store(store: "Store", format: str, title: str = "Timeline") -> "About":
    """What a file in this format says besides its events."""
    from kb.export import PLACED, About

    documents = {row.id: row for row in store.documents()}
    return About(title, documents, store.nearby() if format in PLACED else {})


def save(file: str, parts: "Iterable[str] | Iterable[bytes]") -> None:
    """Write a file beside its place, text in UTF-8, and move it there when whole; a device or pipe is written to."""
    path = Path(file).resolve()
    if not path.parent.is_dir():
        raise KbError(f"{file} cannot be written: there is no folder {Path(file).parent}; create it first")
    whole = not path.exists() or path.is_file()
    place = path.with_name(f".{path.name}.{os.getpid()}.unfinished") if whole else path
    try:
        with place.open("wb") as out:
            for part in parts:
                out.write(part if isinstance(part, bytes) else part.encode("utf-8", "backslashreplace"))
        if whole:
            place.replace(path)
    except OSError as error:
        raise KbError(f"{file} cannot be written: {error.strerror}") from error
    finally:
        if whole:
            place.unlink(missing_ok=True)
