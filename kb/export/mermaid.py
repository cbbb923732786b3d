"""Mermaid timeline (https://mermaid.js.org/syntax/timeline.html): a small diagram within a Markdown page."""

import re
from collections.abc import Iterable, Iterator

from kb.export.about import About
from kb.export.prose import care
from kb.model import Event
from kb.say import by_date, date_words, visible, year_words
from kb.when import civil

# What Mermaid reads as comment, directive, entity, markup, formula or the next field stands as an entity.
_SPECIAL = re.compile(r"[#;%<>&`$\\{}]|:(?=\s|$)")


def write(events: Iterable[Event], about: About) -> Iterator[str]:
    """A section a year, a period a date, an event a headline; what asks for care says so."""
    yield f"timeline\n    title {_text(about.title)}\n"
    section = ""
    for words, group in by_date(events):
        if (year := _year(group[0])) != section:
            section = year
            yield f"    section {_text(section)}\n"
        yield f"        {_text(words[0].upper() + words[1:])}\n"
        for event in group:
            yield f"            : {_headline(event)}\n"


def _year(event: Event) -> str:
    if event.date is None or not event.date.anchored:
        return "Year unknown" if event.date else date_words(None).capitalize()
    return year_words(civil(event.date.bounds[0])[0])


def _headline(event: Event) -> str:
    status = "" if event.certainty == "asserted" else f"{event.certainty} - "
    doubts = "; ".join(care(event))
    return _text(f"{status}{event.headline}" + (f" ({doubts})" if doubts else ""))


def _text(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", visible(text).strip())
