"""Sources: the documents and what came of each, and the text of one with its sentences linked to their events."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from markupsafe import Markup

from kb.errors import QueryError
from kb.export import About
from kb.export.html.parts import plain
from kb.model import Event, Mention, Span, fold
from kb.say import visible
from kb.serve import urls
from kb.serve.asked import page_of
from kb.serve.http import Refused, Request, Response
from kb.serve.paging import Paging
from kb.serve.records import records
from kb.serve.site import Site, as_data, as_text
from kb.store import DocumentRow, Filter, Store
from kb.view.event import published

_SIZE = 200  # documents a page
_WHICH = ("", "failed", "removed")


def listing(site: Site, request: Request) -> Response:
    """The documents, by publication date."""
    words, which = request.asked("q").strip(), request.asked("which")
    rows = _rows(site, words, which)
    paging = Paging(page_of(request), len(rows), _SIZE)
    return site.page(
        "sources.html",
        request,
        rows=rows[paging.window],
        paging=paging,
        words=words,
        which=which,
        address=lambda number: urls.sources(words, which, number),
        data="/sources.json",
    )


def listing_data(site: Site, request: Request) -> Response:
    return as_data([asdict(row) for row in _rows(site, request.asked("q").strip(), request.asked("which"))])


def page(site: Site, request: Request) -> Response:
    """A document's text, each sentence that tells of an event with a link to it."""
    with site.reading() as store:
        row, text, events = _document(store, request.asked("id"))
        removed = any(one.id == row.id for one in store.documents(removed=True))
    return site.page(
        "source.html",
        request,
        document=row,
        removed=removed,
        published=published(row),
        link=About(documents={row.id: row}).address(row.id),
        cut=list(_parts(text, events, row.id)),
        events=events,
        act=request.asked("act"),
        data=urls.source(row.id, suffix=".json"),
        words=urls.source(row.id, suffix=".txt"),
    )


def data(site: Site, request: Request) -> Response:
    """The document, its text, and the records of the events that it tells of."""
    with site.reading() as store:
        row, text, events = _document(store, request.asked("id"))
        timeline = records(store, events)
    return as_data({**asdict(row), "text": text, "timeline": timeline})


def words(site: Site, request: Request) -> Response:
    """The text as it was read, as text."""
    with site.reading() as store:
        return as_text(_document(store, request.asked("id"))[1])


def _document(store: Store, id: str) -> tuple[DocumentRow, str, list[Event]]:
    """The document of this id, its text and its events; raises Refused when there is none."""
    row = store.titles([id]).get(id)
    if row is None:
        raise Refused(404, f"no document {id!r} in this store")
    try:
        return row, store.text(id), store.select(Filter(document=id, hidden=True))
    except QueryError as error:
        raise Refused(404, str(error)) from error


def _rows(site: Site, words: str, which: str) -> list[DocumentRow]:
    if which not in _WHICH:
        raise Refused(404, "There is no such list of sources.")
    with site.reading() as store:
        rows = store.documents(failed=which == "failed", removed=which == "removed")
    wanted = fold(words) if words else ""
    return [row for row in rows if wanted in fold(f"{row.title} {row.publisher} {row.id}")] if wanted else rows


def _parts(text: str, events: Sequence[Event], document: str) -> Iterator[dict[str, Any]]:
    """The text cut where sentences that tell of events begin and end; each part with the events it tells of."""
    told: dict[Span, list[tuple[Event, Mention]]] = {}
    for event in events:
        for mention in event.mentions:
            if mention.document == document and mention.sentence.end <= len(text):
                told.setdefault(mention.sentence, []).append((event, mention))
    at = 0
    for span in sorted(told):
        if span.start < at:  # within what is shown already
            continue
        yield {"words": lines(text[at : span.start]), "events": []}
        triggers = sorted({mention.trigger for _, mention in told[span]})
        yield {
            "start": span.start,
            "words": Markup(_marked(text, span, triggers)),
            "events": [event for event, _ in told[span]],
        }
        at = span.end
    yield {"words": lines(text[at:]), "events": []}


def _marked(text: str, span: Span, triggers: Sequence[Span]) -> str:
    """A sentence with its triggers marked."""
    out, at = [], span.start
    for trigger in triggers:
        if at <= trigger.start and trigger.end <= span.end:
            out += [lines(text[at : trigger.start]), f"<mark>{lines(text[trigger.start : trigger.end])}</mark>"]
            at = trigger.end
    return "".join([*out, lines(text[at : span.end])])


def lines(text: str) -> Markup:
    """Text with its own line breaks, and nothing that acts."""
    return Markup("".join(part if part == "\n" else plain(visible(part)) for part in re.split("(\n)", text)))
