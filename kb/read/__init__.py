"""Sources of articles in, documents out; what cannot be read is named, and the rest goes on."""

import re
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from stat import S_ISFIFO, S_ISREG
from typing import IO

from kb.errors import InputError
from kb.model import Document
from kb.read.decode import decode
from kb.read.failure import STDIN, Failure, unread
from kb.read.folder import ARTICLES, place_name, unreadable, walk
from kb.read.jsonl import is_json, is_json_line, read_json, read_jsonl
from kb.read.text import read_text
from kb.read.web import is_page, refuse_page

__all__ = ["STDIN", "Failure", "read_jsonl", "read_source", "unread"]

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Reader:
    """A kind of text, told by its content, else by the suffix of its file."""

    is_this: Callable[[str], bool]
    suffixes: tuple[str, ...]
    read: Callable[[str, str], Iterator[Document | Failure]]


_JSON_LINES = _Reader(
    lambda text: is_json_line(text.lstrip().split("\n", 1)[0]),
    (".jsonl", ".ndjson"),
    lambda text, name: read_jsonl(text.split("\n"), name),
)
_TEXT = _Reader(lambda text: False, (".txt", ".text", ".md", ".markdown"), read_text)
READERS = (
    _JSON_LINES,
    _Reader(is_json, (".json",), read_json),
    _Reader(is_page, (".html", ".htm", ".xhtml"), refuse_page),
    _TEXT,
)


def read_source(source: str, *, glob: str = "") -> Iterator[Document | Failure]:
    """The documents of a file, of a folder and all folders in it, or of standard input ("-"); nothing raises.

    A document's id is its path as given, or the `id` of its JSON line. Its text is the whole decoded file with every
    line end as `\\n`, and offsets refer to that. `glob` picks files of a folder by name ("*.md").
    """
    if source == "-":
        yield from _guarded(STDIN, _content(sys.stdin.buffer, STDIN, ""))
    elif _ADDRESS.match(source):
        yield Failure(source, "web pages are not read in this release; save the page as text (.txt) and add that file")
    elif not source.strip():
        yield Failure(repr(source), "an empty name is no source; give a file, a folder or - for standard input")
    else:
        yield from _guarded(place_name(Path(source)), _path(Path(source), glob))


def _guarded(name: str, outcomes: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
    """The outcomes, and the error that ends them as a Failure."""
    try:
        yield from outcomes
    except InputError as error:
        yield Failure(name, str(error))
    except (OSError, ValueError) as error:
        yield Failure(name, unreadable(error))


def _path(path: Path, glob: str) -> Iterator[Document | Failure]:
    yield from _folder(path, glob) if path.is_dir() else _file(path)


def _folder(folder: Path, glob: str) -> Iterator[Document | Failure]:
    nothing = True
    for found in walk(folder, glob):
        if isinstance(found, Failure):
            yield found
        elif found.suffix or glob or _is_text(found):
            yield from _guarded(place_name(found), _file(found))
        else:
            continue
        nothing = False
    if nothing:
        wanted = f"that matches {glob!r}" if glob else f"of text ({' '.join(sorted(filter(None, ARTICLES)))})"
        yield Failure(place_name(folder), f"holds no file {wanted}; check the folder")


def _is_text(path: Path) -> bool:
    """Whether a file without suffix is text; programs and data are not, what cannot be opened is worth a message."""
    try:
        decode(path.read_bytes())
    except InputError:
        return False
    except OSError:
        return True
    return True


def _file(path: Path) -> Iterator[Document | Failure]:
    mode = path.stat().st_mode
    if not (S_ISREG(mode) or S_ISFIFO(mode)):
        raise InputError("is neither a file nor a folder; give a file, a folder or - for standard input")
    with path.open("rb") as file:
        yield from _content(file, place_name(path), path.suffix.lower())


def _content(file: IO[bytes], name: str, suffix: str) -> Iterator[Document | Failure]:
    """JSON lines as they come, so that a corpus need not fit in memory; anything else as a whole."""
    first = file.readline()
    told = first.removeprefix(BOM_UTF8).strip()
    if is_json_line(first) or (told and suffix in _JSON_LINES.suffixes and b"\0" not in first):
        lines = (line.decode("utf-8", "surrogateescape") for line in chain([first], file))
        yield from read_jsonl(lines, name)
    else:
        text = decode(first + file.read())
        yield from _reader(text, suffix).read(text, name)


def _reader(text: str, suffix: str) -> _Reader:
    by_content = (reader for reader in READERS if reader.is_this(text))
    by_suffix = (reader for reader in READERS if suffix in reader.suffixes)
    return next(chain(by_content, by_suffix), _TEXT)
