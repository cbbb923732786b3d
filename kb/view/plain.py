"""Plain lines for a pipe: one record a line, cells parted by tabs, no header, no colour, the same every time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kb.model import DateMention, Event, Figure, Mention
from kb.say import claims, names, visible
from kb.view.rows import ActorRow, DocumentRow
from kb.when import Date, Interval, When

TIMELINE = "date, type, certainty, headline, source actors, target actors, place, killed, injured, sources, basis, id"
ACTORS = "name, kind, events, first date, last date, aliases"
SOURCES = "id, title, published, its basis, mentions, events, publisher, author"
DATES = "start, end, words, type, value, edtf, rule, implied"


def line(*cells: object) -> str:
    """One record; a tab or line break inside a cell becomes a space."""
    return "\t".join(visible(str(cell)).strip() for cell in cells) + "\n"


def timeline(events: Iterable[Event]) -> Iterator[str]:
    """A line an event, with the columns of `TIMELINE`."""
    for event in events:
        yield line(
            edtf(event.date),
            event.type,
            event.certainty,
            event.headline,
            "; ".join(names(event, "source")),
            "; ".join(names(event, "target")),
            event.place,
            event.killed or "",
            event.injured or "",
            event.sources,
            event.basis,
            event.id,
        )


def event_page(event: Event, documents: Mapping[str, DocumentRow]) -> Iterator[str]:
    """One event, a fact a line: its name, then its values; a line "mention" for each sentence that tells of it."""
    for field in ("id", "type", "mode", "certainty", "headline", "place", "confidence", "basis"):
        yield line(field, getattr(event, field))
    yield line("date", edtf(event.date))
    for flag in ("hidden", "accepted"):
        if getattr(event, flag):
            yield line(flag)
    for one in event.edited:
        yield line("edited", one.field, one.made, one.derived)
    for participant in event.participants:
        yield line("actor", participant.role, participant.name, participant.kind)
    for field in ("killed", "injured"):
        yield from _figures(event, field)
    for mention in event.mentions:
        yield _mention(mention, documents.get(mention.document))


def _figures(event: Event, field: str) -> Iterator[str]:
    figure: Figure | None = getattr(event, field)
    if figure:
        low, best, high = ("" if value is None else value for value in (figure.low, figure.best, figure.high))
        yield line(field, low, best, high)
    for words, documents in claims(event.mentions, field).items():
        yield line(f"{field} by source", words, "; ".join(documents))


def _mention(mention: Mention, document: DocumentRow | None) -> str:
    return line(
        "mention",
        mention.document,
        document.published if document else edtf(mention.published),
        document.published_basis if document else "",
        edtf(mention.date),
        mention.basis,
        mention.certainty,
        f"{mention.trigger.start}-{mention.trigger.end}",
        mention.word,
        mention.evidence,
        mention.founds,
    )


def actors(rows: Iterable[ActorRow]) -> Iterator[str]:
    """A line an actor, with the columns of `ACTORS`."""
    for row in rows:
        yield line(row.name, row.kind, row.events, edtf(row.first), edtf(row.last), "; ".join(row.aliases))


def sources(rows: Iterable[DocumentRow]) -> Iterator[str]:
    """A line a document, with the columns of `SOURCES`."""
    for row in rows:
        yield line(
            row.id, row.title, row.published, row.published_basis, row.mentions, row.events, row.publisher, row.author
        )


def failures(rows: Iterable[DocumentRow]) -> Iterator[str]:
    """A line a document that could not be read: its id and the reason."""
    for row in rows:
        yield line(row.id, row.reason)


def dates(mentions: Sequence[DateMention]) -> Iterator[str]:
    """A line a date expression, with the columns of `DATES`."""
    for one in mentions:
        cells = (one.span.start, one.span.end, one.text, one.type, one.value, edtf(one.when), one.rule)
        yield line(*cells, " ".join(implied(one.when)))


def edtf(date: Date | None) -> str:
    """The EDTF form, "" for none."""
    return date.edtf if date else ""


def implied(date: Date | None) -> tuple[str, ...]:
    """The parts that the text did not give, each once."""
    ends = (date.first, date.last) if isinstance(date, Interval) else (date,)
    return tuple(dict.fromkeys(part for end in ends if isinstance(end, When) for part in end.implied))
