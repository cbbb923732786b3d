"""FollowTheMoney entities (https://followthemoney.tech), one JSON object a line: for Aleph, OpenAleph and yente."""

from collections.abc import Iterable, Iterator
from typing import Any

from kb.export.about import About
from kb.export.calendar import extent, iso_parts, within
from kb.export.prose import facts, sentences
from kb.model import Event, Kind, Mention, Participant, digest
from kb.say import as_json, date_words, visible
from kb.when import Grain, When

_SCHEMAS: dict[Kind, str] = {
    "person": "Person",
    "organisation": "Organization",
    "armed group": "Organization",
    "state": "PublicBody",
    "collective": "LegalEntity",
}
_FIRST_YEAR, _LAST_YEAR = 1000, 2999  # FollowTheMoney reads no others


def write(events: Iterable[Event], about: About) -> Iterator[str]:
    """An Event, before it those who are involved and the Articles that tell of it, each once; then who took which part.

    An entity has the same id in every export, so that loading again, or another timeline, doubles nothing.
    """
    known: set[str] = set()
    for event in events:
        for entity in _entities(event, about):
            if entity["id"] not in known:
                known.add(entity["id"])
                yield as_json(entity) + "\n"


def _entities(event: Event, about: About) -> Iterator[dict[str, Any]]:
    told = {mention.document: mention for mention in reversed(event.mentions)}
    for document in event.documents:
        yield _article(told[document], about)
    for one in event.participants:
        yield _entity(_actor(one), _SCHEMAS[one.kind], name=one.name, classification=one.kind)
    yield _event(event, about)
    for one in event.participants:
        link = digest("ftm", event.id, _actor(one), one.role)
        times = _times(event)
        yield _entity(f"kb-l-{link}", "UnknownLink", subject=_actor(one), object=_id(event), role=one.role, **times)


def _event(event: Event, about: About) -> dict[str, Any]:
    said = (date_words(event.date), facts(event))
    return _entity(
        _id(event),
        "Event",
        name=event.headline,
        **_times(event),
        summary=" · ".join(part for part in said if part),
        description=list(sentences(event, about)),
        location=event.place,
        involved=[_actor(one) for one in event.participants],
        keywords=[event.type.lower(), event.mode, event.certainty],
        recordId=event.id,
        proof=[_document(document) for document in event.documents],
    )


def _article(mention: Mention, about: About) -> dict[str, Any]:
    published = mention.published
    day = published.edtf if published and published.grain is Grain.DAY and published.anchored else ""
    return _entity(
        _document(mention.document),
        "Article",
        title=about.name(mention),
        publishedAt=day.rstrip("~"),
        publisher=about.publisher(mention),
        sourceUrl=about.link(mention),
    )


def _times(event: Event) -> dict[str, str]:
    """A day, month or year as such, anything else from its first to its last; none for what has no place there."""
    date = within(event, _FIRST_YEAR, _LAST_YEAR)
    if date is None:
        return {}
    first, last = map(iso_parts, extent(date))
    if isinstance(date, When) and first == last:
        return {"date": first}
    return {"startDate": first, "endDate": last}


def _id(event: Event) -> str:
    return f"kb-e-{event.id}"


def _actor(one: Participant) -> str:
    return f"kb-a-{digest('ftm', one.name, one.kind)}"


def _document(document: str) -> str:
    return f"kb-d-{digest('ftm', document)}"


def _entity(id: str, schema: str, **values: str | list[str]) -> dict[str, Any]:
    """An entity as FollowTheMoney writes it: every value a list of texts, each once, none empty."""
    properties = {}
    for name, value in values.items():
        texts = [" ".join(visible(text).split()) for text in ([value] if isinstance(value, str) else value)]
        if kept := list(dict.fromkeys(text for text in texts if text)):
            properties[name] = kept
    return {"id": id, "schema": schema, "properties": properties}
