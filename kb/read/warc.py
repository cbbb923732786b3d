"""WARC files, in which crawlers keep what servers answered. The library is warcio, of the extra `warc`."""

import io
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from email.message import Message
from typing import Any

from kb.errors import InputError
from kb.model import Document
from kb.read import table
from kb.read.extra import needs
from kb.read.failure import Failure
from kb.read.limits import MOST_DEPTH
from kb.read.packed import DAMAGED, damaged, unpacked
from kb.read.source import Source

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def read(source: Source) -> Iterator[Document | Failure]:
    """The pages and documents that were answered with, each under its address.

    When a page was crawled tells nothing of when it was published. The same address twice is one document where its
    text is the same, else the second is called by its address and the time of the crawl.
    """
    with needs("warc", "a WARC file", "warcio"):
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    if source.depth >= MOST_DEPTH:
        raise InputError("lies in an archive in an archive in an archive; unpack it and add the folder")
    seen: dict[str, set[str]] = {}
    nothing = True
    try:
        records = ArchiveIterator(source.stream(), arc2warc=True)
        while record := _next(records):
            if answer := _answer(record, source):
                crawled = record.rec_headers.get_header("WARC-Date") or ""
                nothing = False
                yield from _new(table.read(answer), crawled, seen)
    except (*DAMAGED, ArchiveLoadFailed) as error:
        raise damaged(error) from error
    if nothing:
        raise InputError("holds no page or document that a server answered with; nothing was added")


def _next(records: Iterator[Any]) -> Any:
    """The next record, None behind the last."""
    try:
        return _muted(lambda: next(records, None))[0]
    except (AttributeError, IndexError, KeyError, TypeError) as error:  # of warcio, where a header is not there
        raise ValueError("a record lacks a header") from error


def _answer(record: Any, source: Source) -> Source | None:
    """What a record holds, where that is a page or document that was asked for and found."""
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    if record.rec_type not in ("response", "resource") or not address.lower().startswith(("http://", "https://")):
        return None
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    said = Message()
    said["Content-Type"] = (record.http_headers or record.rec_headers).get_header("Content-Type") or "text/html"
    suffix = _SUFFIXES.get(said.get_content_type(), "")
    if not suffix or not status.startswith("2") or address.lower().endswith("/robots.txt"):
        return None
    body = unpacked(_Body(record.content_stream()), source.budget)
    return source.inside(body, address, suffix=suffix, url=address, charset=said.get_content_charset() or "")


def _muted(call: Callable[[], Any]) -> tuple[Any, str]:
    """What a call gives, and what warcio wrote of damage meanwhile: it does so on the terminal, with words of pages."""
    said = io.StringIO()
    with redirect_stderr(said):
        return call(), said.getvalue()


class _Body(io.RawIOBase):
    """The body of an answer, in which damage is an error: warcio would end it there."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def read(self, size: int = -1) -> bytes:
        got, said = _muted(lambda: self._body.read(size))
        if said:
            raise ValueError("the answer is damaged")
        return bytes(got)


def _new(
    outcomes: Iterator[Document | Failure], crawled: str, seen: dict[str, set[str]]
) -> Iterator[Document | Failure]:
    for one in outcomes:
        if isinstance(one, Document):
            versions = seen.setdefault(one.id, set())
            if one.fingerprint in versions:
                continue
            yield replace(one, id=f"{one.id} ({crawled})") if versions else one
            versions.add(one.fingerprint)
        else:
            yield one
