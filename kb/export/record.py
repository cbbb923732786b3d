"""One merged event as a JSON-ready record, in the terms that `kb extract` writes."""

from typing import Any

from kb.model import Event, Figure, Mention, Participant, Span


def record(event: Event) -> dict[str, Any]:
    """The event with its mentions; `document` is the id that the document came with, else its path or URL."""
    return {
        "id": event.id,
        "date": event.date.edtf if event.date else None,
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
        "mentions": [_mention(mention) for mention in event.mentions],
    }


def figure(value: Figure | None) -> dict[str, int | None] | None:
    """Low, best and high estimate; None stays None, so that "not told" is not "0"."""
    return None if value is None else {"low": value.low, "best": value.best, "high": value.high}


def _actor(participant: Participant) -> dict[str, str]:
    return {"name": participant.name, "role": participant.role, "kind": participant.kind}


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "id": mention.founds,
        "document": mention.document,
        "sentence": _span(mention.sentence),
        "trigger": {**_span(mention.trigger), "text": mention.word},
        "date": mention.date.edtf if mention.date else None,
        "basis": mention.basis,
        "certainty": mention.certainty,
        "killed": figure(mention.killed),
        "injured": figure(mention.injured),
        "text": mention.evidence,
    }
