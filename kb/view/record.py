"""What was read in a document as JSON-ready records: the terms that all commands that write them share."""

from typing import Any

from kb.model import DateMention, Document, Span
from kb.view.plain import implied


def head(document: Document) -> dict[str, Any]:
    """What begins every record of a document: its id, and when it was published as far as anything says so."""
    return {
        "id": document.id,
        "published": document.published.edtf if document.published else None,
        "published_basis": document.published_basis,
    }


def date(mention: DateMention) -> dict[str, Any]:
    """One date expression; `mod` and `implied` are there when it has any."""
    return {
        **span(mention.span),
        "text": mention.text,
        "type": mention.type,
        "value": mention.value,
        **({"mod": mention.mod} if mention.mod else {}),
        "edtf": mention.when.edtf if mention.when else None,
        "rule": mention.rule,
        **({"implied": list(parts)} if (parts := implied(mention.when)) else {}),
    }


def span(place: Span) -> dict[str, int]:
    """Characters of the document's text, the end excluded."""
    return {"start": place.start, "end": place.end}
