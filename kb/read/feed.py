"""RSS and Atom feeds: what they say of each article, and their own words of it. The library is feedparser, of the extra
`feeds`."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from urllib.parse import urlsplit

from kb.errors import InputError
from kb.fetch.address import canonical
from kb.fetch.errors import FetchError
from kb.model import Document
from kb.read import html
from kb.read.extra import needs
from kb.read.failure import Failure
from kb.read.metadata import one_line, read_published
from kb.read.source import Source
from kb.when import When


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one article: where it stands, and in `markup` words of its own, which may be a summary."""

    name: str
    address: str  # of its page, "" where it has none on the web
    title: str
    published: When | None
    publisher: str
    markup: str
    summary: bool

    def document(self) -> Document:
        """The article in the feed's own words; InputError where there are none."""
        name = self.address or self.name
        if not self.markup.strip():
            raise InputError("has no words of its own in the feed")
        page = f"<!DOCTYPE html><html><body><article>{self.markup}</article></body></html>"
        return self.completing(replace(html.article(page, name), title="", url=self.address))

    def completing(self, document: Document) -> Document:
        """The document, with what the feed says where the document itself says nothing."""
        published = document.published or self.published
        return replace(
            document,
            title=document.title or self.title,
            published=published,
            published_basis="metadata" if published else document.published_basis,
            publisher=document.publisher or self.publisher,
        )


def read(source: Source) -> Iterator[Document | Failure]:
    """The articles of a feed that was saved as a file, in its own words: nothing is fetched for a file."""
    for entry in entries(source):
        name = entry.address or entry.name
        try:
            document = entry.document()
        except InputError as error:
            yield Failure(name, f"{error}; add the feed by its address to fetch the page")
            continue
        if entry.summary:
            yield Failure(name, "is the summary that the feed has; add the feed by its address to fetch the page", True)
        yield document


def entries(source: Source) -> list[Entry]:
    """What a feed holds, in its order; raises InputError for what is no feed."""
    with needs("feeds", "a feed", "feedparser"):
        from feedparser import parse
    said = {"content-location": source.url} if source.url else {}
    if source.charset:
        said["content-type"] = f"application/xml; charset={source.charset}"
    raw = source.whole(html.MOST_MARKUP)
    try:
        found = parse(io.BytesIO(raw), response_headers=said)
        if found.get("version") or found.entries:
            return [_entry(one, number, found, source) for number, one in enumerate(found.entries, 1)]
    except (ValueError, LookupError):  # of the library, on characters and nesting that it does not expect
        pass
    raise InputError("is a feed that cannot be read; check it in a feed reader")


def _entry(one: Any, number: int, feed: Any, source: Source) -> Entry:
    link = str(one.get("feedburner_origlink") or one.get("link") or "").strip()
    words = (one.get("content") or [{}])[0]
    summary = not words.get("value")
    words = one.get("summary_detail") or {} if summary else words
    return Entry(
        name=f"{source.name}#{one_line(str(one.get('id') or '')) or number}",
        address=_address(link),
        title=_plain(one.get("title_detail") or {}),
        published=_published(one, feed.version.startswith("rss")),
        publisher=_publisher(one, feed.feed, link),
        markup=_markup(words),
        summary=summary,
    )


def _published(one: Any, rss: bool) -> When | None:
    """The day of publication as the feed writes it; Atom's day of the last change is none, RSS has but one day."""
    for field in ("published", "updated") if rss else ("published",):
        if field in one:
            parsed = one.get(f"{field}_parsed")
            return read_published(one[field]) or (When.on(*parsed[:3]) if parsed else None)
    return None


def _publisher(one: Any, feed: Any, link: str) -> str:
    """Who published an article: its source where the feed names one, the feed itself for what stands on its site."""
    if title := (one.get("source") or {}).get("title"):
        return one_line(str(title))
    own = _site(str(feed.get("link") or ""))
    return one_line(str(feed.get("title") or "")) if own and own == _site(link) else ""


def _address(link: str) -> str:
    try:
        return canonical(link)
    except FetchError:
        return ""


def _site(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _markup(words: Any) -> str:
    value = str(words.get("value") or "")
    return escape(value) if words.get("type") == "text/plain" else value


def _plain(words: Any) -> str:
    """A title without the markup that it may have."""
    value = str(words.get("value") or "")
    if words.get("type") != "text/plain" and ("<" in value or "&" in value):
        from lxml.html import fromstring

        value = str(fromstring(f"<p>{html.NOT_XML.sub(' ', value)}</p>").text_content())
    return one_line(value)
