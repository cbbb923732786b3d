"""One event on a terminal: who, where, what each source says in its own words, and where they differ."""

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kb.model import Event, Mention
from kb.say import by_hand, claims, date_words, details, figure_words, total, visible
from kb.view.plain import implied
from kb.view.rows import DocumentRow
from kb.view.timeline import legend, marks, tag
from kb.when import from_edtf

BASIS = {
    "explicit": "in the sentence",
    "context": "from a neighbouring sentence",
    "document": "only the day the article appeared",
}
PUBLISHED_BASIS = {
    "given": "as given",
    "metadata": "from the file's metadata",
    "dateline": "from its dateline",
    "inferred": "inferred from its text",
}
_ID_SHOWN = 8
ROLES = {"source": "does it", "target": "has it done to it", "other": "takes part"}
_DISPUTED = ("date", "place", "killed", "injured", "certainty")


def page(event: Event, documents: Mapping[str, DocumentRow]) -> Iterator[RenderableType]:
    """The event's page; `documents` gives the titles of the documents that tell it."""
    type_ = Text(" ").join(tag(event).split("\n"))
    yield Text.assemble(type_, "  ", (date_words(event.date), "bold"), ("  " + event.id, "dim"))
    certainty = "" if event.certainty == "asserted" else f"{event.certainty}: "
    yield Text.assemble((certainty, "italic"), visible(event.headline), (f" {marks(event)}".rstrip(), "dim"))
    yield Text(" · ".join(details(event)))
    yield ""
    yield from _roles(event)
    yield from _edited(event)
    yield from _differences(event)
    yield Text(extent(event), style="bold")
    for number, mention in enumerate(event.mentions):
        yield Padding(_mention(mention, documents.get(mention.document)), (1 if number else 0, 0, 0, 2))
    if signs := marks(event):
        yield ""
        yield legend(set(signs))


def extent(event: Event) -> str:
    """How many mentions in how many documents, and how many of these wrote for themselves."""
    documents = len(event.documents)
    alone = "" if event.sources == documents else f", {event.sources} of them independent"
    return f"{total(len(event.mentions), 'mention')} in {total(documents, 'document')}{alone}"


def _roles(event: Event) -> Iterator[RenderableType]:
    """Each actor with what it does here and the words that name it."""
    if not event.participants:
        return
    grid = Table.grid(padding=(0, 2, 0, 0))
    for participant in event.participants:
        name = participant.name
        words = ", ".join(f"“{visible(one)}”" for one in called(event, name))
        grid.add_row(
            Text(visible(name)), Text(ROLES[participant.role]), Text(participant.kind), Text(words, style="dim")
        )
    yield Padding(grid, (0, 0, 1, 2))


def called(event: Event, name: str) -> list[str]:
    """The words other than its name by which the mentions of an event call an actor."""
    words = {one.words for mention in event.mentions for one in mention.participants if one.name == name}
    return sorted(words - {name, ""})


def _edited(event: Event) -> Iterator[RenderableType]:
    """What a person says of the event, when it was said, and what was derived instead."""
    if event.accepted:
        yield Padding(Text("Accepted by hand", style="bold"), (0, 0, 0 if event.edited else 1, 0))
    if not event.edited:
        return
    yield Text("Edited by hand", style="bold")
    grid = Table.grid(padding=(0, 2, 0, 0))
    for one in event.edited:
        field, without = by_hand(one)
        grid.add_row(
            Text(visible(field)), Text(visible(one.made[:10])), Text(visible(without), style="dim", overflow="fold")
        )
    yield Padding(grid, (0, 0, 1, 2))


def differences(event: Event) -> list[tuple[str, str, tuple[str, ...]]]:
    """Every field on which mentions do not say the same: the field, what is said of it, and by which documents."""
    rows = []
    for field in _DISPUTED:
        said = claims(event.mentions, field)
        if len(said) > 1:
            rows += [(field, words, documents) for words, documents in said.items()]
    return rows


def _differences(event: Event) -> Iterator[RenderableType]:
    rows = differences(event)
    if not rows:
        return
    yield Text("Sources differ", style="bold yellow")
    grid = Table.grid(padding=(0, 2, 0, 0))
    for index, (field, words, documents) in enumerate(rows):
        first = index == 0 or rows[index - 1][0] != field
        told = Text("; ".join(map(visible, documents)), style="dim", overflow="fold")
        grid.add_row(Text(field if first else ""), Text(visible(words)), told)
    yield Padding(grid, (0, 0, 1, 2))


def _mention(mention: Mention, document: DocumentRow | None) -> RenderableType:
    title = document.title if document else ""
    facts = [document.author, document.publisher] if document else []
    facts += [mention.document if title else "", published(document)]
    facts.append(f"mention {mention.founds[:_ID_SHOWN]}")
    return Group(
        Text(visible(title or mention.document), style="underline"),
        Text(" · ".join(visible(fact) for fact in facts if fact), style="dim", overflow="fold"),
        Text.assemble("“", marked(mention), "”"),
        Text(reading(mention), style="dim"),
    )


def published(document: DocumentRow | None) -> str:
    """When a document was published and how that is known."""
    if document is None or not document.published:
        return "publication date unknown"
    basis = PUBLISHED_BASIS.get(document.published_basis, document.published_basis)
    return f"published {date_words(from_edtf(document.published))} ({basis})"


def marked(mention: Mention) -> Text:
    """The sentence with its trigger marked."""
    text = Text(visible(mention.evidence))
    start = mention.trigger.start - mention.sentence.start
    end = start + len(mention.trigger)
    if mention.evidence[start:end] == mention.word:
        text.stylize("bold reverse", start, end)
    return text


def reading(mention: Mention) -> str:
    """How the sentence was read: its date and where that came from, its figures, its certainty."""
    given = " ".join(implied(mention.date))
    parts = [
        f"dated {date_words(mention.date)} ({BASIS[mention.basis]}{f'; {given} implied' if given else ''})",
        *(f"{field} {figure_words(figure)}" for field in ("killed", "injured") if (figure := getattr(mention, field))),
        mention.certainty if mention.certainty != "asserted" else "",
    ]
    return " · ".join(part for part in parts if part)
