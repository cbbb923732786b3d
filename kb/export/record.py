"""One merged event as a JSON-ready record, in the terms that `kb extract` writes."""

from typing import Any

from kb.export.about import About
from kb.model import Event, Figure, Mention, Participant, Span

_UNKNOWN = About()


def record(event: Event, about: About = _UNKNOWN) -> dict[str, Any]:
    """The event with its mentions; `document` is the id that the document came with, else its path or URL. It holds all
    that `kb add` needs to show the same event in another store."""
    return {
        "id": event.id,
        "date": event.date.edtf if event.date else None,
        "time": event.date.clock if event.date else "",
        "basis": event.basis,
        "type": event.type,
        "mode": event.mode,
        "certainty": event.certainty,
        "headline": event.headline,
        "confidence": event.confidence,
        "actors": [_actor(participant) for participant in event.participants],
        "place": event.place,
        "killed": figure(event.killed),
        "injured": figure(event.injured),
        "edited": [{"field": one.field, "made": one.made, "derived": one.derived} for one in event.edited],
        "hidden": event.hidden,
        "accepted": event.accepted,
        "mentions": [_mention(mention, about) for mention in event.mentions],
    }


def figure(value: Figure | None) -> dict[str, int | None] | None:
    """Low, best and high estimate; None stays None, so that "not told" is not "0"."""
    return None if value is None else {"low": value.low, "best": value.best, "high": value.high}


def _actor(participant: Participant) -> dict[str, str]:
    return {
        "name": participant.name,
        "role": participant.role,
        "kind": participant.kind,
        "words": participant.words,
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _mention(mention: Mention, about: About) -> dict[str, Any]:
    found = about.documents.get(mention.document)
    return {
        "id": mention.founds,
        "document": mention.document,
        "title": found.title if found else "",
        "publisher": found.publisher if found else "",
        "author": found.author if found else "",
        "url": found.url if found else "",
        "published": mention.published.edtf if mention.published else None,
        "published_basis": found.published_basis if found else "none",
        "sentence": _span(mention.sentence),
        "trigger": {**_span(mention.trigger), "text": mention.word},
        "date": mention.date.edtf if mention.date else None,
        "time": mention.date.clock if mention.date else "",
        "basis": mention.basis,
        "type": mention.type,
        "mode": mention.mode,
        "certainty": mention.certainty,
        "confidence": mention.confidence,
        "headline": mention.headline,
        "actors": [_actor(participant) for participant in mention.participants],
        "place": mention.place,
        "killed": figure(mention.killed),
        "injured": figure(mention.injured),
        "text": mention.evidence,
        "around": list(mention.around),
    }
