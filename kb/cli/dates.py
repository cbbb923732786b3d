"""kb dates: the dates of a text, marked and resolved."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from kb.cli.options import Published
from kb.cli.out import await_stdin, console, on_terminal, show, write
from kb.errors import InputError

if TYPE_CHECKING:
    from kb.model import Document


def dates(
    text: Annotated[str | None, Argument(metavar="TEXT", help="The text; else --file, else stdin.")] = None,
    *,
    file: Annotated[str, Option("--file", metavar="PATH", help="Read the text from this file.")] = "-",
    published: Published = "",
) -> None:
    """Show the dates of a text and how each is read.

    On a terminal: the text with its dates marked, then a table of them. In a pipe: one date a line,
    tab-separated: start, end, words, type, value, EDTF, rule, and the parts that the words left open.
    """
    from kb.cli.query import day
    from kb.extract.dates import find_dates, publication
    from kb.extract.sentences import split
    from kb.model import Document
    from kb.view import plain

    document = Document("text", text) if text is not None else _read(file)
    if published:
        document = replace(document, published=day(published), published_basis="given")
    sentences = split(document.text)
    found = find_dates(publication(document, sentences), sentences)
    if on_terminal():
        from kb.view.dates import page

        show(console(), page(document.text, found))
    else:
        write(plain.dates(found))


def _read(source: str) -> "Document":
    """The first document of a file or of standard input; raises InputError when there is none."""
    from kb.model import Document
    from kb.read import read_source

    if source == "-":
        await_stdin()
    for found in read_source(source):
        if isinstance(found, Document):
            return found
        if not found.partial:
            raise InputError(f"{found.source}: {found.reason}")
    raise InputError(f"{source}: no text in it")
