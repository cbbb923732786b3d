"""An event: what is known of it, what each source says, where they differ, and what a person made of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kb.errors import QueryError
from kb.export import About
from kb.export.html.event import facts, kind, marked
from kb.export.prose import care
from kb.merge.compare import ENOUGH
from kb.merge.why import joined
from kb.model import EVENT_TYPES, KINDS, Event, Mention
from kb.say import by_hand, date_words, sense, total
from kb.serve import urls
from kb.serve.http import Form, Refused, Request, Response
from kb.serve.links import Pages
from kb.serve.records import records
from kb.serve.site import Site, as_data
from kb.store import DocumentRow, Filter, Store
from kb.view.event import ROLES, called, differences, extent, published, reading

_NEAR = 12


@dataclass(frozen=True, slots=True)
class Told:
    """A mention with what its page shows of it."""

    mention: Mention
    title: str
    publisher: str
    published: str
    link: str  # on the web
    words: Markup  # the sentence with its trigger marked
    reading: str


def page(site: Site, request: Request, id: str, *, typed: Form | None = None, problem: str = "") -> Response:
    """The event's page; `typed` is what a person sent of it that could not be taken, `problem` says why."""
    with site.reading() as store:
        event = found(store, id)
        documents = store.titles(event.documents)
        near = _near(store, event) if site.edit else []
    about = About(documents=documents)
    doubts = "; ".join(care(event)) if event.basis != "explicit" or event.confidence < 0.5 else ""
    return site.page(
        "event.html",
        request,
        status=400 if problem else 200,
        event=event,
        when=date_words(event.date),
        tone=sense(event.type),
        kind=Markup(kind(event)),
        facts=Markup(facts(event, Pages())),
        care=doubts,
        extent=extent(event),
        cast=[(one, ROLES[one.role], called(event, one.name)) for one in event.participants],
        told=[_told(mention, documents.get(mention.document), about) for mention in event.mentions],
        differences=_differences(event, about),
        edited=[(*by_hand(one), one.made) for one in event.edited],
        joined=list(_joined(event, about)),
        enough=ENOUGH,
        near=near,
        types=EVENT_TYPES,
        kinds=KINDS,
        values=values(event),
        typed=typed or {},
        problem=problem,
        act=request.asked("act"),
        data=f"{urls.event(event.id)}.json",
    )


def data(site: Site, request: Request, id: str) -> Response:
    """The record of `kb timeline --format json`."""
    with site.reading() as store:
        (one,) = records(store, [found(store, id)])
    return as_data(one)


def found(store: Store, id: str) -> Event:
    """The event with this id; raises Refused when there is none."""
    try:
        return store.event(id)
    except QueryError as error:
        raise Refused(404, f"{error}") from error


def values(event: Event) -> dict[str, str]:
    """What an event shows, as a person would type it."""
    return {
        "date": event.date.edtf if event.date else "",
        "type": event.type,
        "headline": event.headline,
        "place": event.place,
        "killed": str(event.killed or ""),
        "injured": str(event.injured or ""),
    }


def _told(mention: Mention, document: DocumentRow | None, about: About) -> Told:
    return Told(
        mention,
        about.name(mention),
        about.publisher(mention),
        published(document),
        about.link(mention),
        Markup(marked(mention)),
        reading(mention),
    )


def _differences(event: Event, about: About) -> list[tuple[str, list[tuple[str, list[tuple[str, str]]]]]]:
    """By field what is said of it, and by whom: the title of each document, and where it says so."""
    first = {one.document: one for one in reversed(event.mentions)}
    fields: dict[str, list[tuple[str, list[tuple[str, str]]]]] = {}
    for field, words, documents in differences(event):
        said = [(about.name(first[one]), urls.sentence(first[one])) for one in documents]
        fields.setdefault(field, []).append((words, said))
    return list(fields.items())


def _joined(event: Event, about: About) -> Iterator[dict[str, Any]]:
    """For each mention but the first the one that it is nearest to, and what speaks for one event."""
    for one in joined(event):
        yield {
            "words": Markup(marked(one.mention)),
            "title": about.name(one.mention),
            "other": Markup(marked(one.other)),
            "other_title": about.name(one.other),
            "total": one.total,
            "weights": one.weights,
            "against": one.against,
        }


def _near(store: Store, event: Event) -> list[tuple[str, str]]:
    """Other events of the same days, to merge with: their ids and what they are called."""
    if event.date is None or not event.date.anchored:
        return []
    others = store.select(Filter(on=event.date), slice(0, _NEAR + 1))
    return [(one.id, f"{one.headline} ({total(one.sources, 'source')})") for one in others if one.id != event.id][
        :_NEAR
    ]
