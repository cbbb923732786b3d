"""Addresses of the web: pages and whatever else is read, and feeds with the pages that they link to."""

import io
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from kb.errors import InputError
from kb.fetch import Visit
from kb.model import Document
from kb.read.failure import Failure, unread
from kb.read.language import read_yet
from kb.read.source import Source
from kb.read.table import FEED, guarded, kind_of, suffix_of
from kb.read.table import read as read_any

if TYPE_CHECKING:
    from kb.fetch.answer import Answer
    from kb.fetch.fetcher import Fetcher
    from kb.read.feed import Entry

# What servers say of the kinds that are read; of anything else the suffix of the address says more.
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "text/csv": ".csv",
    "text/markdown": ".md",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


Complete = Callable[[Document], Document]


def same(document: Document) -> Document:
    """The document as it is."""
    return document


class Visits(Protocol):
    """What is known of addresses that were fetched before."""

    def of(self, url: str) -> Visit | None:
        """The visit of an address whose document is kept, or of a feed."""

    def note(self, visit: Visit) -> None:
        """All that an address leads to was read."""

    def unchanged(self, visit: Visit, complete: Complete = same) -> None:
        """An address leads to nothing new; `complete` adds what is said of the document elsewhere."""


class NoVisits:
    """Nothing is kept."""

    def of(self, url: str) -> Visit | None:
        return None

    def note(self, visit: Visit) -> None:
        pass

    def unchanged(self, visit: Visit, complete: Complete = same) -> None:
        pass


class Web:
    """The web for one run: what was visited before, and the fetcher, made when it is first needed.

    `private` allows addresses of this machine and of local networks.
    """

    def __init__(self, visits: Visits | None = None, *, private: bool = False) -> None:
        self.visits: Visits = visits or NoVisits()
        self._private = private

    @cached_property
    def fetcher(self) -> "Fetcher":
        from kb.fetch.fetcher import Fetcher

        return Fetcher(private=self._private)


def read(url: str, web: Web) -> Iterator[Document | Failure]:
    """The documents at an address; nothing raises. The id of a page is its address, after all redirects."""
    from kb.fetch.address import shown

    yield from guarded(shown(url), _read(url, web))


def _read(url: str, web: Web) -> Iterator[Document | Failure]:
    from kb.fetch.address import canonical

    asked = canonical(url)
    visit = web.visits.of(asked)
    answer = web.fetcher.get(url, visit)
    if visit and not answer.fresh:
        web.visits.unchanged(visit)
        return
    source = _source(answer)
    if kind_of(source) is FEED:
        yield from _feed(asked, answer, source, web)
    elif (yield from _page(answer, source)):
        web.visits.note(Visit(asked, answer.url, answer.etag, answer.modified))


def _page(answer: "Answer", source: Source) -> Generator[Document | Failure, None, bool]:
    """The documents of an answer; whether all of it was read."""
    complete = True
    for outcome in read_any(source):
        if isinstance(outcome, Failure):
            complete = complete and outcome.partial
            yield outcome
        else:
            yield _found_at(answer.url, outcome)
    return complete


def _found_at(url: str, document: Document) -> Document:
    """The document with an id below its address: what comes from the web replaces nothing from elsewhere."""
    own = document.id == url or document.id.startswith((f"{url}#", f"{url}!/", f"{url}:"))
    return replace(document, id=document.id if own else f"{url}#{document.id}", url=document.url or url)


def _source(answer: "Answer") -> Source:
    """The bytes of an answer, with what its server and its address say of them."""
    suffix = _SUFFIXES.get(answer.type) or suffix_of(urlsplit(answer.url).path)
    return Source(io.BytesIO(answer.body), answer.url, suffix=suffix, url=answer.url, charset=answer.charset)


def _feed(asked: str, answer: "Answer", source: Source, web: Web) -> Iterator[Document | Failure]:
    """The articles that a feed links to, those left out that are kept."""
    from kb.read.feed import entries

    done = True
    for entry in entries(source):
        done = (yield from _entry(entry, web)) and done
    # An unchanged feed is not sent again, and what of it failed could not be tried again.
    etag, modified = (answer.etag, answer.modified) if done else ("", "")
    web.visits.note(Visit(asked, answer.url, etag, modified, feed=True))


def _entry(entry: "Entry", web: Web) -> Generator[Document | Failure, None, bool]:
    """The article of an entry, and whether there is nothing more to be had of it."""
    from kb.fetch.errors import FetchError

    link = entry.address
    name = link or entry.name
    if visit := web.visits.of(name):
        web.visits.unchanged(visit, entry.completing)
        return True
    try:
        if not link:
            raise FetchError("has no link to a page of the web", lasting=True)
        answer = web.fetcher.get(link)
        visit = web.visits.of(answer.url)
        document = None if visit else _one_article(answer)
    except InputError as error:
        if _passes(error):
            yield Failure(name, str(error))
            return False
        return (yield from _own_words(entry, str(error), web))
    if document:
        yield entry.completing(document)
    web.visits.note(Visit(link, answer.url, answer.etag, answer.modified))
    if visit:  # another address leads there, too
        web.visits.unchanged(visit, entry.completing)
    return True


def _passes(error: InputError) -> bool:
    """Whether it may go another time: a server that is busy or away, a library that is not there yet."""
    return isinstance(error.__cause__, ImportError) or not getattr(error, "lasting", True)


def _own_words(entry: "Entry", reason: str, web: Web) -> Generator[Document | Failure, None, bool]:
    """What the feed itself has of an article that cannot be had from its page."""
    name = entry.address or entry.name
    try:
        document = _readable([entry.document()])[0]
    except InputError as error:
        yield Failure(name, reason)
        return not _passes(error)
    yield Failure(name, f"{reason} (read is what the feed has of it)", partial=True)
    yield document
    web.visits.note(Visit(name, name))
    return True


def _readable(outcomes: Iterable[Document | Failure]) -> list[Document]:
    """The documents; InputError where one is in a language that is not read, or failed."""
    found = []
    for one in read_yet(outcomes):
        if isinstance(one, Document):
            found.append(one)
        elif not one.partial:
            raise InputError(one.reason)
    return found


def _one_article(answer: "Answer") -> Document:
    """The one article of a page that a feed links to; InputError where there is none or no end of them."""
    source = _source(answer)
    if kind_of(source) is FEED:
        raise InputError("is a feed itself; add it by its address")
    try:
        documents = _readable(islice(kind_of(source).read(source), 3))
    except InputError:
        raise
    except Exception as error:  # of a library; the other entries are read
        raise InputError(unread(error)) from error
    if len(documents) != 1 or documents[0].id != answer.url:
        raise InputError("is not one article; add it by its address")
    return replace(documents[0], url=documents[0].url or answer.url)
