"""An explanation on a terminal: each sentence with its dates, and below it how each was read; then the events."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kb.model import Document, Span
from kb.say import date_words, visible
from kb.trace import DateTrace, Explanation, Kept, Lean, MentionTrace
from kb.view.dates import COLOUR
from kb.view.event import BASIS, PUBLISHED_BASIS
from kb.view.plain import edtf

_TENSES = {
    "past": "its clause tells of the past",
    "future": "its clause tells of the future",
    "ahead": "its clause looks ahead",
    "over": "the words before it say that it is over",
    "": "its clause tells neither of the past nor of the future",
}
_LEANS = {
    "published": "the day of publication",
    "narrative": "the date that the text has reached",
    "told": "the last date told",
    "event": "the event that it counts from",
    "quarter": "the quarter that is reported on",
}
_JOINED = {"range": "makes a range with", "list": "is listed with"}
_WHY = {
    "unreal": "not told as something that happened: negated, asked, wished, conditional or habitual",
    "undated": "nothing dates it: no date belongs to it, in its sentence or around it",
}
_NO_DATE = "nothing: its words make no date, or more than one"
_LABEL_WIDTH = 8


def page(found: Explanation) -> Iterator[RenderableType]:
    """What is known of the publication date, the dates sentence by sentence, then the events."""
    yield Text("\n".join(_published(found.document, narrative=found.narrative)), style="dim")
    text = found.document.text
    items: list[DateTrace | Kept] = sorted((*found.dates, *found.kept), key=lambda one: one.span)
    for sentence, group in groupby(items, lambda one: one.sentence):
        inside = list(group)
        yield ""
        yield _marked(text, sentence, inside)
        for one in inside:
            yield _date(found.document, one) if isinstance(one, DateTrace) else _kept(text, one)
    if not items:
        yield from ("", Text("no date, and nothing that a rule kept from being read as one"))
    yield from _events(found)


def _published(document: Document, *, narrative: bool) -> Iterator[str]:
    if document.published:
        yield f"published {date_words(document.published)} ({_basis(document)})"
        if narrative:
            yield "read as a narrative: its dates lean on one another, not on the day of publication"
    else:
        yield "publication date unknown: dates lean on those that the text has told before"


def _marked(text: str, sentence: Span, items: Sequence[DateTrace | Kept]) -> Text:
    """The sentence with its date expressions in the colour of their type, and what was kept struck out."""
    shown = Text(visible(sentence.of(text)))
    for one in items:
        style = "strike dim"
        if isinstance(one, DateTrace) and one.mention:
            style = f"bold {COLOUR[one.mention.type]}"
        shown.stylize(style, one.span.start - sentence.start, one.span.end - sentence.start)
    return shown


def _quoted(text: str, span: Span) -> str:
    return f"“{visible(span.of(text))}”"


def _rule(rule: str, file: str) -> str:
    return f"“{rule}” in lexicon/{file}" if file else f"“{rule}”"


def _kept(text: str, one: Kept) -> RenderableType:
    rows = [("kept", f"from being read as a date, by the rule {_rule(one.rule, one.file)}")]
    return _block(Text(visible(one.span.of(text)), style="dim"), rows)


def _date(document: Document, one: DateTrace) -> RenderableType:
    style = f"bold {COLOUR[one.mention.type]}" if one.mention else "dim"
    return _block(Text(visible(one.span.of(document.text)), style=style), list(_rows(document, one)))


def _rows(document: Document, one: DateTrace) -> Iterator[tuple[str, str]]:
    """Each line of the block of a date: its label and what it says."""
    text = document.text
    settings = f": {_listed(one.settings)}" if one.settings else ""
    yield "rule", _rule(one.rule, one.file) + settings
    if one.given:
        yield "given", _listed(one.given)
    if one.lent:
        yield "lent", f"{_listed(one.lent)}, by {' and '.join(_quoted(text, span) for _, span in one.joined)}"
    if one.joined:
        yield "joined", "; ".join(f"{_JOINED[kind]} {_quoted(text, span)}" for kind, span in one.joined)
    if one.leans:
        yield "leans on", "; ".join(_lean(document, lean) for lean in one.leans)
    if one.implied:
        yield "implied", _listed(one.implied)
    yield "read as", _read(one)


def _listed(parts: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{name} {visible(value)}" for name, value in parts)


def _lean(document: Document, lean: Lean) -> str:
    if lean.kind == "tense":
        return _TENSES[lean.value]
    how = _quoted(document.text, lean.told_by) if lean.told_by else ""
    how = _basis(document) if lean.kind == "published" else how
    return f"{_LEANS[lean.kind]}, {lean.value}" + (f" ({how})" if how else "")


def _basis(document: Document) -> str:
    return PUBLISHED_BASIS.get(document.published_basis, document.published_basis)


def _read(one: DateTrace) -> str:
    mention = one.mention
    if mention is None:
        return _NO_DATE
    mod = f" {mention.mod}" if mention.mod else ""
    said = f"{mention.type} {mention.value}{mod}"
    said += f" · EDTF {edtf(mention.when)}" if mention.when else " · no date on the calendar"
    return f"{said} · to anchor it: --published DATE" if one.anchorable else said


def _block(head: Text, rows: Sequence[tuple[str, str]]) -> RenderableType:
    """Words, and below them labelled lines."""
    grid = Table.grid(padding=(0, 1, 0, 0), expand=True)
    grid.add_column(width=_LABEL_WIDTH, no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    for label, words in rows:
        grid.add_row(Text(label, style="dim"), Text(words))
    outer = Table.grid(expand=True)
    outer.add_column(overflow="fold")
    outer.add_row(head)
    outer.add_row(Padding(grid, (0, 0, 0, 2)))
    return Padding(outer, (0, 0, 0, 2))


def _events(found: Explanation) -> Iterator[RenderableType]:
    """Each mention below its sentence, then the triggers that made none."""
    text = found.document.text
    if found.mentions:
        yield from ("", Text("Events", style="bold"))
    for sentence, told in groupby(found.mentions, lambda one: one.mention.sentence):
        mentions = list(told)
        yield from ("", _triggers(text, sentence, [one.mention.trigger for one in mentions]))
        for one in mentions:
            yield _block(Text(visible(one.mention.word), style="bold"), list(_event(one)))
    if found.untold:
        yield from ("", Text("No events", style="bold"))
    for sentence, left in groupby(found.untold, lambda one: one.sentence):
        triggers = list(left)
        yield from ("", _triggers(text, sentence, [one.span for one in triggers]))
        for trigger in triggers:
            rows = [("rule", _rule(trigger.rule, trigger.file)), ("why", _WHY[trigger.why])]
            yield _block(Text(visible(trigger.span.of(text)), style="bold"), rows)


def _triggers(text: str, sentence: Span, triggers: Sequence[Span]) -> Text:
    shown = Text(visible(sentence.of(text)))
    for one in triggers:
        shown.stylize("bold reverse", one.start - sentence.start, one.end - sentence.start)
    return shown


def _event(one: MentionTrace) -> Iterator[tuple[str, str]]:
    mention = one.mention
    yield "rule", _rule(one.rule, one.file)
    yield "type", f"{mention.type} {mention.mode}".strip()
    yield "dated", f"{date_words(mention.date)} ({BASIS[mention.basis]})"
    if mention.participants:
        yield "actors", ", ".join(f"{visible(actor.name)} ({actor.role})" for actor in mention.participants)
    yield "sure", f"{mention.certainty}, confidence {mention.confidence:g}"
