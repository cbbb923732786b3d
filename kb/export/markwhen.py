"""markwhen (https://markwhen.com): a timeline that is written as text."""

import re
from collections.abc import Iterable, Iterator

from kb.export.about import About
from kb.export.calendar import extent, iso_parts, within
from kb.export.prose import facts, sentences
from kb.model import Event
from kb.say import date_words, visible

_TAG = re.compile(r"#(?=\w)")
_FULL_WIDTH = "＃"


def takes(event: Event) -> bool:
    """A year has four digits there."""
    return within(event, 1, 9999) is not None


def write(events: Iterable[Event], about: About) -> Iterator[str]:
    """A header, then the events: date, headline, tags; below each its id, its facts and its sentences."""
    yield f"title: {_text(about.title)}\n"
    for event in events:
        if takes(event):
            yield f"\n{_event(event, about)}"


def _event(event: Event, about: About) -> str:
    assert event.date is not None
    first, last = extent(event.date)
    span = "/".join(iso_parts(parts) for parts in dict.fromkeys((first, last)) if parts)
    tags = f"#{event.type.lower()}" + (f" #{event.certainty}" if event.certainty != "asserted" else "")
    said = (date_words(event.date), facts(event), *sentences(event, about))
    # A dash before each line, as one that begins like a date would be an event.
    body = "".join(f"— {_text(line)}\n" for line in said if line)
    return f"{span}: {_text(event.headline)} {tags}\nid: e{event.id}\n{body}"


def _text(text: str) -> str:
    """Text on one line, with no tag but ours and no link."""
    return _TAG.sub(_FULL_WIDTH, visible(text).strip()).replace("](", "] (")
