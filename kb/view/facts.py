"""An explanation for a pipe: one fact a line, its name first, then the characters that it is about, then its values.

docs/cli.md has the columns of each.
"""

from collections.abc import Iterator

from kb.model import Document, Span
from kb.trace import DateTrace, Explanation, Kept, Lean, MentionTrace, Untold
from kb.view.plain import edtf, line


def explanation(found: Explanation) -> Iterator[str]:
    """The facts of a text: its dates and the words kept from being read in the order of the text, then its events."""
    text = found.document.text
    way = "narrative" if found.narrative else "news"
    yield line("published", edtf(found.document.published), found.document.published_basis, way)
    items: list[DateTrace | Kept] = sorted((*found.dates, *found.kept), key=lambda item: item.span)
    for one in items:
        yield from _date(found.document, one) if isinstance(one, DateTrace) else [_words("kept", text, one)]
    for told in found.mentions:
        yield from _event(told)
    for untold in found.untold:
        yield _words("no event", text, untold, untold.why)


def _words(fact: str, text: str, one: DateTrace | Kept | Untold, *more: str) -> str:
    span = one.span
    return line(fact, span.start, span.end, span.of(text), *more, one.rule, one.file, one.sentence.of(text))


def _date(document: Document, one: DateTrace) -> Iterator[str]:
    text, mention = document.text, one.mention
    if mention is None:
        yield _words("no date", text, one)
    else:
        yield _words("date", text, one, mention.type, mention.value, mention.mod, edtf(mention.when))
    parts = {"setting": one.settings, "given": one.given, "lent": one.lent}
    for fact, pairs in parts.items():
        for name, value in pairs:
            yield _fact(fact, one.span, name, value)
    for kind, neighbour in one.joined:
        yield _fact("joined", one.span, kind, neighbour.of(text))
    for lean in one.leans:
        yield _fact("leans", one.span, lean.kind, lean.value, _teller(document, lean))
    for part, value in one.implied:
        yield _fact("implied", one.span, part, value)
    if one.anchorable:
        yield _fact("open", one.span)


def _teller(document: Document, lean: Lean) -> str:
    """The words that told a date; for that of publication its basis, for a tense nothing."""
    if lean.told_by:
        return lean.told_by.of(document.text)
    return document.published_basis if lean.kind == "published" else ""


def _fact(name: str, about: Span, *values: str) -> str:
    return line(name, about.start, about.end, *values)


def _event(one: MentionTrace) -> Iterator[str]:
    mention = one.mention
    how = (mention.type, mention.mode, edtf(mention.date), mention.basis, mention.certainty, f"{mention.confidence:g}")
    yield _fact("event", mention.trigger, mention.word, *how, one.rule, one.file, mention.evidence)
    for actor in mention.participants:
        yield _fact("actor", mention.trigger, actor.role, actor.name, actor.kind)
