"""Where a command's documents come from: files, folders, standard input, JSON lines; and what is said of bad ones."""

import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from typer import Exit

from kb.cli.out import await_stdin, complain
from kb.errors import InputError, LexiconError

if TYPE_CHECKING:
    from kb.model import Document
    from kb.read import Failure
    from kb.when import When


def with_lexicon(file: Path | None, store: Path | None = None) -> None:
    """Read with a person's own words: those of the file, else of the one that lies beside the store, else with none."""
    from kb.lexicon import own

    beside = store.parent / own.NAME if store else None
    chosen = file or (beside if beside and beside.is_file() else None)
    try:
        text = chosen.read_text(encoding="utf-8-sig") if chosen else ""
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "not in UTF-8"
        raise LexiconError(f"{chosen}: {why}; check the file") from error
    own.use(own.parse(text, str(chosen)) if chosen else None)


def documents(
    sources: Iterable[str], *, jsonl: bool, published: "When | None", private: bool = False, glob: str = ""
) -> "Iterator[Document | Failure]":
    """The documents of all sources; a publication date given on the command line goes before their own."""
    from kb.model import Document
    from kb.read import Web, is_web, read_source

    web = Web(private=private)
    for source in sources:
        if source == "-":
            await_stdin()
        for document in _lines(source) if jsonl and not is_web(source) else read_source(source, glob=glob, web=web):
            yield dated(document, published) if isinstance(document, Document) else document


def dated(document: "Document", published: "When | None") -> "Document":
    """The document with the publication date that was given, if one was."""
    return replace(document, published=published, published_basis="given") if published else document


def one_text(text: str | None, file: str, published: str) -> "Document":
    """The text of an argument, else the first document of a file or of stdin; InputError when there is none."""
    from kb.model import Document
    from kb.typed.query import day

    given = day(published) if published else None
    if text is not None:
        return dated(Document("text", text), given)
    for found in documents([file], jsonl=False, published=given):
        if isinstance(found, Document):
            return found
        if not found.partial:
            raise InputError(f"{found.source}: {found.reason}")
    raise InputError(f"{file}: no text in it")


def write_lines(lines: "Iterable[str | Failure]") -> None:
    """The lines on stdout, each failure named on stderr; exit code 1 when something failed."""
    from kb.read import Failure

    failed = False
    for line in lines:
        if isinstance(line, Failure):
            failed = failed or not line.partial
            complain(f"{'note' if line.partial else 'failed'}: {line.source}: {line.reason}")
        else:
            sys.stdout.write(line + "\n")
    if failed:
        raise Exit(1)


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
