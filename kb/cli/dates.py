"""kb dates: the dates of a text, marked and resolved; or of many, as JSON lines."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from kb.cli.inputs import documents, one_text, write_lines
from kb.cli.options import Published, TextFile
from kb.cli.out import complain, console, on_terminal, show, write
from kb.errors import QueryError

if TYPE_CHECKING:
    from kb.model import Document
    from kb.read import Failure


def dates(
    text: Annotated[str | None, Argument(metavar="TEXT", help="The text; else --file, else stdin.")] = None,
    *,
    file: TextFile = "-",
    jsonl: Annotated[
        bool, Option("--jsonl", help='Input is JSON lines: {"id", "text", "title"?, "published"?, "url"?}.')
    ] = False,
    published: Published = "",
) -> None:
    """Show the dates of a text and how each is read.

    On a terminal: the text with its dates marked, then a table of them. In a pipe: one date a line,
    tab-separated: start, end, words, type, value, EDTF, rule, and the parts that the words left open.
    With --jsonl: one record a line, as kb extract writes it, with the dates alone; that is the faster way to them.
    """
    if jsonl:
        _write_lines(text, file, published)
        return
    from kb.extract.dates import find_dates, publication
    from kb.extract.sentences import split
    from kb.view import plain
    from kb.when import When

    document = one_text(text, file, published)
    sentences = split(document.text)
    found = find_dates(publication(document, sentences), sentences)
    if on_terminal():
        from kb.view.dates import page

        show(console(), page(document.text, found))
    else:
        write(plain.dates(found))
    if any(isinstance(one.when, When) and not one.when.anchored for one in found):
        complain("nothing gives the year of the dates with XXXX: say when the text appeared, --published DATE")


def _write_lines(text: str | None, file: str, published: str) -> None:
    from kb.typed.query import day

    if text is not None:
        raise QueryError("--jsonl reads its lines from --file or stdin; leave out TEXT")
    given = day(published) if published else None
    write_lines(_lines(documents([file], jsonl=True, published=given)))


def _lines(found: "Iterable[Document | Failure]") -> "Iterator[str | Failure]":
    """The record of each document as JSON; a Failure passes through, and none ends the rest."""
    from kb.extract.dates import find_dates, publication
    from kb.extract.sentences import split
    from kb.read import Failure, unread
    from kb.say import as_json
    from kb.view import record

    for document in found:
        if isinstance(document, Failure):
            yield document
            continue
        try:
            sentences = split(document.text)
            dated = publication(document, sentences)
            dates = [record.date(one) for one in find_dates(dated, sentences)]
            yield as_json({**record.head(dated), "dates": dates})
        except Exception as error:  # one document must never end a batch
            yield Failure(document.id, unread(error))
