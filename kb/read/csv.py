"""Tables of articles as CSV or TSV: an article a row, its fields by the names of the columns."""

import csv
import re
from collections.abc import Iterator, Sequence

from kb.errors import InputError
from kb.model import Document
from kb.read.failure import Failure
from kb.read.jsonl import SURROGATE, record
from kb.read.limits import MOST_BYTES
from kb.read.source import Source

TEXT = ("text", "body", "content", "article", "full_text", "fulltext", "article_text", "maintext", "main_text", "story")
# What tables call the fields that JSON lines have.
_NAMES = {
    "id": ("id", "doc_id", "document_id", "article_id", "uuid", "guid"),
    "text": TEXT,
    "title": ("title", "headline", "heading", "subject"),
    "published": ("published", "date", "published_at", "publication_date", "pub_date", "pubdate", "date_published"),
    "url": ("url", "link", "address", "permalink", "web_url"),
    "publisher": ("publisher", "source", "outlet", "newspaper", "publication", "site", "site_name", "source_name"),
    "author": ("author", "byline", "authors", "writer"),
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names}
_DELIMITERS = ",;\t|"
_NAME = re.compile(r"[\w .-]{1,60}")


def read(source: Source) -> Iterator[Document | Failure]:
    """The article of each row, called `name:line` where the row has neither id nor URL; a bad row is named."""
    csv.field_size_limit(MOST_BYTES)
    lines = source.characters()
    first, empty = next(((line, number) for number, line in enumerate(lines) if line.strip()), ("", 0))
    header, delimiter = columns(first)
    fields = [_FIELDS.get(_plain(name), "") for name in header]
    if "text" not in fields:
        found = ", ".join(header)[:200] or "none"
        raise InputError(f"has no column of texts (such as text, body, content); its columns are: {found}")
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    nothing = True
    while True:
        line = empty + 2 + rows.line_num
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            nothing = False
            yield Failure(f"{source.name}:{line}", f"is no row of a table ({error}); mend it there and add it again")
        else:
            if any(cell.strip() for cell in row):
                nothing = False
                yield from _article(row, fields, source.name, line)
    if nothing:
        raise InputError("is a table without rows; nothing was added")


def columns(text: str) -> tuple[list[str], str]:
    """The names of the columns in the first line, and the sign between them."""
    line = text.lstrip("\ufeff\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=line.count)
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])], delimiter
    except csv.Error:
        return [], delimiter


def is_table(text: str) -> bool:
    """Whether the first line names columns, that of the texts among them, as prose never does."""
    names, _ = columns(text)
    known = {_FIELDS[_plain(name)] for name in names if _plain(name) in _FIELDS}
    return "text" in known and len(known) > 1 and all(_NAME.fullmatch(name) for name in names)


def is_events(text: str) -> bool:
    """Whether the first line names date and title of events, and nothing that only a list of articles has; a column of
    actors leaves no doubt.
    """
    names = {_plain(name) for name in columns(text)[0]}
    fields = {_FIELDS.get(name) for name in names}
    articles = {"text"} if "actors" in names else {"text", "url", "author"}
    return names >= {"date", "title"} and not fields & articles and all(_NAME.fullmatch(name) for name in names if name)


def _plain(name: str) -> str:
    return re.sub(r"[\s.-]+", "_", name.strip().casefold())


def _article(row: Sequence[str], fields: Sequence[str], name: str, line: int) -> Iterator[Document | Failure]:
    found = {"text": ""}
    reason = ""
    if any(cell.strip() for cell in row[len(fields) :]):
        reason = f"has {len(row)} cells in {len(fields)} columns; put quotation marks around what holds the delimiter"
    elif SURROGATE.search("".join(row)):
        reason = "is not UTF-8; convert the file, then add it again"
    if reason:
        yield Failure(f"{name}:{line}", reason)
        return
    for field, cell in zip(fields, row, strict=False):
        if field and cell.strip() and not found.get(field):
            found[field] = cell
    yield from record(found, name, line)
