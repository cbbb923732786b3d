"""E-mail, and pages that a browser saved as one file (.mhtml): both are MIME messages, read by the standard library."""

import io
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from itertools import chain

from kb.errors import InputError
from kb.model import Document
from kb.read import html, table
from kb.read.archive import harmless
from kb.read.decode import decode
from kb.read.failure import Failure, document_id
from kb.read.limits import MOST_DEPTH
from kb.read.metadata import one_line, read_published
from kb.read.source import Source
from kb.read.text import title

# What the library raises on messages that no mail program would write.
_BROKEN = (MessageError, OverflowError, AttributeError, IndexError, KeyError, TypeError, ValueError)
_NO_TEXT = "is a message without text; add what is attached to it"


def read(source: Source) -> Iterator[Document | Failure]:
    """The message itself, then each attachment that is of a kind that is read, called `a.eml!/name`."""
    message = _parsed(source.whole())
    if message.get("Snapshot-Content-Location") or source.suffix in (".mht", ".mhtml"):
        yield _saved_page(message, source)
        return
    held = chain.from_iterable(_attachment(part, source, number) for number, part in enumerate(_attached(message), 1))
    first = next(held, None)
    try:
        yield _letter(message, source)
    except InputError as error:
        if first is None or str(error) != _NO_TEXT:
            yield Failure(source.name, str(error))
    if first is not None:
        yield from chain([first], held)


def _parsed(raw: bytes) -> EmailMessage:
    try:
        message = message_from_bytes(raw.lstrip(), policy=policy.default)
    except _BROKEN as error:
        raise InputError(f"is a damaged message ({error}); save its text as .txt and add that") from error
    assert isinstance(message, EmailMessage)
    return message


def _attached(message: EmailMessage) -> list[EmailMessage]:
    try:
        return [part for part in message.iter_attachments() if isinstance(part, EmailMessage)]
    except _BROKEN:
        return []


def _letter(message: EmailMessage, source: Source) -> Document:
    """The text of a message; its subject is the title, its date the day on which it was published."""
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise InputError(_NO_TEXT)
    words = _text(body)
    if body.get_content_type() == "text/html":
        words = html.article(words, source.name).text if words.strip() else ""
    if not words.strip():
        raise InputError(_NO_TEXT)
    published = read_published(_header(message, "Date"))
    sender, address = parseaddr(_header(message, "From"))
    return Document(
        id=document_id(source.name, source.name, words),
        text=words,
        title=_header(message, "Subject") or title(words),
        published=published,
        published_basis="metadata" if published else "none",
        author=one_line(sender) or address,
    )


def _saved_page(message: EmailMessage, source: Source) -> Document:
    """The page of a browser's archive; the date of the message is that of the saving."""
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise InputError("is a saved page without a page; save it as .html and add that")
    address = _header(message, "Snapshot-Content-Location") or one_line(str(page.get("Content-Location", "")))
    return html.article(_text(page), source.name, url=address if address.startswith(("http://", "https://")) else "")


def _attachment(part: EmailMessage, source: Source, number: int) -> Iterator[Document | Failure]:
    name = harmless(part.get_filename() or "") or f"attachment {number}"
    if part.get_content_type() == "message/rfc822":
        name = name if name.endswith(".eml") else f"{name}.eml"
        raw = part.get_content().as_bytes()
    else:
        raw = part.get_payload(decode=True)
    place = f"{source.name}!/{name}"
    if not isinstance(raw, bytes) or not table.suffix_of(name) or not table.may_hold_articles(name):
        return
    if source.depth >= MOST_DEPTH:
        yield Failure(place, "lies in an archive in an archive in an archive; save it by itself and add that")
    else:
        yield from table.read(source.inside(io.BytesIO(raw), place, suffix=table.suffix_of(name)))


def _text(part: MIMEPart) -> str:
    """The text of a part, whatever is wrong with what it says of its encoding."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes) or not raw.strip():
        return ""
    return decode(raw, part.get_content_charset() or "", mend=True)


def _header(message: EmailMessage, name: str) -> str:
    """A header in one line; one that is damaged is none."""
    try:
        return one_line(str(message.get(name, "")))
    except _BROKEN:
        return ""
