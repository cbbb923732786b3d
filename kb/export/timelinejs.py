"""TimelineJS 3 (Knight Lab): the JSON that its page reads; https://timeline.knightlab.com/docs/json-format.html."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from kb.export.about import About
from kb.export.calendar import Parts, anchored, extent
from kb.export.prose import facts, origin
from kb.model import Event
from kb.say import as_json, date_words, sense, visible


def takes(event: Event) -> bool:
    """TimelineJS has no place for what has no year."""
    return anchored(event) is not None


def write(events: Iterable[Event], about: About) -> Iterator[str]:
    """One object with a slide an event; month and day are left out where they are not known."""
    slides = [_slide(event, about) for event in events if takes(event)]
    title = {"text": {"headline": _text(about.title)}}
    yield as_json({"title": title, "events": slides}, indent=1) + "\n"


def _slide(event: Event, about: About) -> dict[str, Any]:
    assert event.date is not None
    first, last = extent(event.date)
    start = first or last
    assert start is not None
    told = "".join(f"<p>{line}</p>" for line in (_text(_facts(event)), *_quotes(event, about)) if line)
    slide = {
        "unique_id": f"e-{event.id}",
        "start_date": _date(start),
        "display_date": _text(date_words(event.date)),
        "text": {"headline": _text(event.headline), "text": told},
        "group": sense(event.type).capitalize(),
        "autolink": False,
    }
    if last and last != start:
        slide["end_date"] = _date(last)
    return slide


def _quotes(event: Event, about: About) -> Iterator[str]:
    for mention in event.mentions:
        name, *said = (_text(part) for part in origin(mention, event, about))
        if link := about.link(mention):
            name = f'<a href="{_text(link)}">{name}</a>'
        yield f"“{_text(mention.evidence)}” ({' · '.join((name, *said))})"


def _facts(event: Event) -> str:
    said = facts(event)
    return event.type.capitalize() + (f" · {said}" if said else "")


def _date(parts: Parts) -> dict[str, int]:
    """Years before the first are negative there, 44 BCE is -44."""
    year, *rest = parts
    return dict(zip(("year", "month", "day"), (year if year > 0 else year - 1, *rest), strict=False))


def _text(text: str) -> str:
    """Text for a field that TimelineJS reads as HTML."""
    return escape(visible(text), quote=True)
