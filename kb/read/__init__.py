"""Sources of articles in, documents out; what cannot be read is named, and the rest goes on."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from stat import S_ISFIFO, S_ISREG

from kb.errors import InputError
from kb.model import Document
from kb.read.failure import STDIN, Failure, Handed, unread
from kb.read.folder import place_name, walk
from kb.read.jsonl import read_jsonl
from kb.read.source import Source
from kb.read.table import guarded, is_article, may_hold_articles, read
from kb.read.web import Visits, Web
from kb.read.web import read as read_web

__all__ = [
    "STDIN",
    "Failure",
    "Handed",
    "Source",
    "Visits",
    "Web",
    "is_web",
    "read",
    "read_jsonl",
    "read_source",
    "unread",
    "weigh",
]

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def _unseen(size: int) -> None:
    """Nobody looks on."""


def read_source(
    source: str, *, glob: str = "", web: Web | None = None, seen: Callable[[int], None] = _unseen
) -> Iterator[Document | Failure]:
    """The documents of a file, of a folder and all folders in it, of standard input ("-"), or of an address of the web;
    nothing raises.

    A document's id is its path as given, its place in an archive (`a.zip!/b.txt`), or the id that it came with. Its
    text is what offsets refer to: of a text file, the whole of it with every line end as `\\n`. `glob` picks files of a
    folder by name ("*.md"). `seen` is told how many more bytes of files have been read, of all that `weigh` counts.
    """
    if source == "-":
        yield from read(Source(sys.stdin.buffer, STDIN, suffix=""))
    elif is_web(source):
        yield from read_web(source, web or Web())
    elif not source.strip():
        yield Failure(repr(source), "an empty name is no source; give a file, a folder or - for standard input")
    else:
        yield from guarded(place_name(Path(source)), _path(Path(source), glob, seen))


def is_web(source: str) -> bool:
    """Whether a source is an address, of whatever scheme, and no path."""
    return bool(_ADDRESS.match(source))


def weigh(source: str, *, glob: str = "") -> int:
    """The bytes of all files of a source, 0 where nobody knows how many will come."""
    try:
        path = Path(source)
        found = walk(path, glob, may_hold_articles) if path.is_dir() else [path]
        return sum(file.stat().st_size for file in found if isinstance(file, Path) and file.is_file())
    except (OSError, ValueError):
        return 0


def _path(path: Path, glob: str, seen: Callable[[int], None]) -> Iterator[Document | Failure]:
    yield from _folder(path, glob, seen) if path.is_dir() else _file(path, seen)


def _folder(folder: Path, glob: str, seen: Callable[[int], None]) -> Iterator[Document | Failure]:
    nothing = True
    for found in walk(folder, glob, may_hold_articles):
        if isinstance(found, Failure):
            yield found
        elif found.suffix or glob or _is_article(found):
            yield from guarded(place_name(found), _file(found, seen))
        else:
            continue
        nothing = False
    if nothing:
        wanted = f"that matches {glob!r}" if glob else "that is read"
        yield Failure(place_name(folder), f"holds no file {wanted}; check the folder")


def _is_article(path: Path) -> bool:
    """Whether a file without suffix is of a kind that is read; what cannot be opened is worth a message."""
    try:
        with path.open("rb") as file:
            return is_article(Source(file, path.name))
    except OSError:
        return True


def _file(path: Path, seen: Callable[[int], None]) -> Iterator[Document | Failure]:
    mode, size = path.stat().st_mode, path.stat().st_size
    if not (S_ISREG(mode) or S_ISFIFO(mode)):
        raise InputError("is neither a file nor a folder; give a file, a folder or - for standard input")
    done = 0
    with path.open("rb") as file:
        for outcome in read(Source(file, place_name(path))):
            yield outcome
            if S_ISREG(mode) and not file.closed and (at := file.tell()) > done:
                seen(at - done)
                done = at
    seen(max(size - done, 0))
