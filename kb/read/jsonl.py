"""JSON lines, one article a line; and the same objects in one JSON array or alone."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from typing import Any

from kb.errors import InputError
from kb.model import Document
from kb.read.failure import Failure, document_id
from kb.read.limits import MOST_BYTES, megabytes
from kb.read.metadata import metadata
from kb.read.source import Source
from kb.read.text import title

SURROGATE = re.compile("[\ud800-\udfff]")
EXPORTED = "is a timeline of kb export, without articles; kb add takes its events into a store"


def read_jsonl(lines: Iterable[str], name: str) -> Iterator[Document | Failure]:
    """One document a line: `text`, and where given `id`, `title`, `published`, `url`, `publisher` (or `source`),
    `author`.

    The text is taken as given, line ends too, so that offsets are those of the giver. A line without `id` or `url` is
    called `name:line`, on standard input by its content. A bad line is a Failure that names it, and the rest goes on.
    """
    first = True
    for number, line in enumerate(lines, 1):
        if not line.strip("\ufeff \t\r\n"):
            continue
        try:
            value = _parse_line(line)
        except InputError as error:
            yield Failure(f"{name}:{number}", str(error))
        else:
            if first and is_event(value):
                yield Failure(name, EXPORTED)
                return
            yield from record(value, name, number)
        first = False


def is_event(value: Any) -> bool:
    """Whether a value is an event as `kb export` writes it, and no article."""
    return isinstance(value, dict) and value.keys() >= {"headline", "mentions", "basis"} and "text" not in value


def read(source: Source) -> Iterator[Document | Failure]:
    """JSON lines as they come, so that a corpus need not fit in memory."""
    yield from read_jsonl(characters(source), source.name)


def characters(source: Source) -> Iterable[str]:
    """Line by line as they come where the encoding allows, with bytes that are no UTF-8 kept apart."""
    if source.first.strip(BOM_UTF8 + b" \t\r\n") and b"\0" not in source.first:
        return (line.decode("utf-8", "surrogateescape") for line in source.lines())
    return source.text().split("\n")


def read_json(source: Source) -> Iterator[Document | Failure]:
    """The documents of one JSON value: an array of the objects that JSON lines have, or one such object."""
    value = _parse(source.text())
    items = value if isinstance(value, list) else [value]
    if not any(isinstance(item, dict) for item in items):
        raise InputError('is JSON without articles; write [{"id": …, "text": …}, …]')
    if is_event(items[0]):
        raise InputError(
            "is a timeline of kb export in one piece; kb add takes it as JSON lines: kb export events.jsonl"
        )
    for number, item in enumerate(items, 1):
        yield from record(item, source.name, number)


def _parse_line(line: str) -> Any:
    if len(line) > MOST_BYTES:
        raise InputError(f"is longer than {megabytes(MOST_BYTES)}, too long for one article; split it")
    if SURROGATE.search(line):  # bytes that were no UTF-8, kept apart by the `surrogateescape` of whoever read the line
        raise InputError("is not UTF-8; convert the file, then add it again")
    return _parse(line)


def _parse(text: str) -> Any:
    try:
        return json.loads(text.strip("\ufeff \t\r\n"))
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise InputError(f"is not JSON ({error.msg.lower()} at {where}); put one object on each line") from None
    except (ValueError, RecursionError):
        raise InputError("is not JSON that can be read (nested too deep, or a number too long)") from None


def record(value: Any, name: str, number: int) -> Iterator[Document | Failure]:
    """The document of one object or row, which stands in a line of that number."""
    place = f"{name}:{number}"
    try:
        text = _text(value)
        found = metadata({str(key).lower(): field for key, field in value.items()})
        identity = _identity(value.get("id")) or found.url or document_id(name, place, text)
    except InputError as error:
        yield Failure(place, str(error))
        return
    if found.note:
        yield Failure(place, found.note, partial=True)
    yield Document(
        id=identity,
        text=text,
        title=_clean(found.title) or title(text),
        published=found.published,
        published_basis="metadata" if found.published else "none",
        url=_clean(found.url),
        publisher=_clean(found.publisher),
        author=_clean(found.author),
    )


def _text(value: Any) -> str:
    if not isinstance(value, dict):
        raise InputError('is not a JSON object; write {"id": …, "text": …}')
    text = value.get("text")
    if not isinstance(text, str):
        raise InputError('has no "text" that is a string; nothing was read of it')
    if not text.strip():
        raise InputError('has an empty "text"; nothing was read of it')
    if "\0" in text:
        raise InputError('has NUL characters in its "text"; take them out')
    return _clean(text)


def _identity(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise InputError('has an "id" that is neither text nor a number')
    return _clean(str(value)) if str(value).strip() else ""


def _clean(text: str) -> str:
    """Text without lone surrogates, which no output can write; each becomes one character, so offsets stay."""
    return SURROGATE.sub("\ufffd", text)
