"""Markdown (CommonMark): a heading per date, a bullet per event, its sources quoted below."""

import re
from collections.abc import Iterable, Iterator

from kb.export.about import About
from kb.export.prose import BASIS
from kb.model import Event, Mention
from kb.say import by_date, date_words, details, visible

_SPECIAL = re.compile(r"([\\`*_\[\]<>~$&])")
_OPENING = re.compile(r"^(\d{0,9})([-+=#.)])")
_LINK = re.compile(r"https?://[^\s\x00-\x20]+", re.IGNORECASE)


def write(events: Iterable[Event], about: About) -> Iterator[str]:
    """The timeline as one page; nothing an article wrote can make a heading, link, image, formula or HTML."""
    yield f"# {escape(about.title)}\n"
    for words, group in by_date(events):
        yield f"\n## {words[0].upper()}{words[1:]}\n\n"
        for event in group:
            yield _bullet(event)


def escape(text: str) -> str:
    """The text on one line with all that Markdown reads as markup escaped, there or where a line begins."""
    return _OPENING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", visible(text).strip()))


def _bullet(event: Event) -> str:
    tag = event.type + (f"/{visible(event.mode)}" if event.mode else "")
    status = "" if event.certainty == "asserted" else f", {event.certainty}"
    if event.edited:
        status += f", edited by hand: {', '.join(one.field for one in event.edited)}"
    lines = [f"- **{escape(event.headline)}** ({escape(tag)}{escape(status)})"]
    lines += [f"  {escape(' · '.join(facts))}"] if (facts := details(event)) else []
    lines.append("")
    for mention in event.mentions:
        lines += [f"  > “{escape(mention.evidence)}”", "  >", f"  > {_origin(mention)}", ""]
    return "\n".join(lines) + "\n"


def _origin(mention: Mention) -> str:
    """Where the sentence stands: the document, its publication date, and how the event was dated there."""
    published = f", published {date_words(mention.published)}" if mention.published else ""
    basis = f", {BASIS[mention.basis]}" if BASIS[mention.basis] else ""
    return f"{_link(mention.document)}{escape(published)}{basis}"


def _link(document: str) -> str:
    if not _LINK.fullmatch(document):
        return escape(document)
    target = re.sub(r'[<>\\"`()\[\]]|[^\x21-\x7e]', lambda found: _percent(found[0]), document)
    return f"[{escape(document)}](<{target}>)"


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
