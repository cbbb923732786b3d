"""An event in a few lines of plain words, for formats that have one field for all that has no field of its own."""

from collections.abc import Iterator

from kb.export.about import About
from kb.model import Event, Mention
from kb.say import by_hand, date_words, details, figure_words, visible

FIGURES = ("killed", "injured")
_SURE = 0.5
BASIS = {
    "explicit": "",
    "context": "dated by a neighbouring sentence",
    "document": "dated only by the day the article appeared",
    "given": "dated by hand",
}


def care(event: Event) -> Iterator[str]:
    """Each reason to read the event with care."""
    if BASIS[event.basis]:
        yield BASIS[event.basis]
    if event.confidence < _SURE and not event.accepted:
        yield "less sure than not"
    for one in event.edited:
        what, without = by_hand(one)
        yield f"{what} by hand" + (f" ({without})" if without else "")


def facts(event: Event) -> str:
    """Certainty where it is not asserted, actors, place, figures and reasons for care, in one line; "" for nothing."""
    status = [event.certainty] if event.certainty != "asserted" else []
    return " · ".join((*status, *details(event), *care(event)))


def origin(mention: Mention, event: Event, about: About) -> Iterator[str]:
    """The document of a sentence and, where that differs from what the event shows, what the sentence says."""
    yield about.name(mention)
    yield from about.printed(mention)
    yield from claims(mention, event)


def claims(mention: Mention, event: Event) -> Iterator[str]:
    """When the document of a sentence appeared, and the date and figures that the sentence gives."""
    if mention.published:
        yield f"published {date_words(mention.published)}"
    words = date_words(mention.date) if mention.date else ""
    if words and words != date_words(event.date):
        yield f"gives {words}"
    if BASIS[mention.basis]:
        yield BASIS[mention.basis]
    if mention.certainty != event.certainty:
        yield mention.certainty
    for field in FIGURES:
        if figure := getattr(mention, field):
            yield f"{figure_words(figure)} {field}"


def sentences(event: Event, about: About) -> Iterator[str]:
    """Each sentence that tells of the event, in quotation marks, and where it stands."""
    for mention in event.mentions:
        link = about.link(mention)
        where = " · ".join((*origin(mention, event, about), *([link] if link else [])))
        yield f"“{visible(mention.evidence)}” ({where})"
