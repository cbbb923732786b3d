"""iCalendar (RFC 5545): all-day events for any calendar; what is not known to the day is a span that says so."""

from collections.abc import Iterable, Iterator

from kb.export.about import About
from kb.export.calendar import known_to, within
from kb.export.prose import facts, sentences
from kb.model import Event
from kb.say import date_words, visible
from kb.when import Date, Interval, civil

_FOLD = 75  # octets a line may have


def takes(event: Event) -> bool:
    """A calendar has the years 1 to 9999, and the day after the last needs one too."""
    return within(event, 1, 9998) is not None


def write(events: Iterable[Event], about: About) -> Iterator[str]:
    """One calendar; the same event has the same UID each time, so that importing again doubles nothing."""
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kb-timeline//kb//EN", "CALSCALE:GREGORIAN")
    yield _lines((*head, f"NAME:{_text(about.title)}", f"X-WR-CALNAME:{_text(about.title)}"))
    for event in events:
        if takes(event):
            yield _lines(_event(event, about))
    yield _lines(("END:VCALENDAR",))


def _event(event: Event, about: About) -> Iterator[str]:
    assert event.date is not None
    low, high = _days(event.date)
    known = known_to(event.date)
    said = (f"{date_words(event.date)}{f' ({known})' if known else ''}", facts(event), *sentences(event, about))
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}@kb-timeline"
    yield f"DTSTAMP:{_stamp(event)}"
    yield f"DTSTART;VALUE=DATE:{_day(low)}"
    yield f"DTEND;VALUE=DATE:{_day(high + 1)}"  # the day after the last
    yield f"SUMMARY:{_text(event.headline)}{_text(f' [{date_words(event.date)}]') if known else ''}"
    yield "DESCRIPTION:" + "\\n".join(_text(line) for line in said if line)
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    if links := list(filter(None, map(about.link, event.mentions))):
        yield f"URL:{links[0]}"
    yield f"CATEGORIES:{_text(event.type)}"
    yield "STATUS:TENTATIVE" if event.certainty != "asserted" else "STATUS:CONFIRMED"
    yield "TRANSP:TRANSPARENT"
    yield f"X-KB-EDTF:{_text(event.date.edtf)}"
    yield "END:VEVENT"


def _days(date: Date) -> tuple[int, int]:
    """First and last day; of a period with an open end, the end that is known."""
    if isinstance(date, Interval) and not (date.first and date.last):
        end = date.first or date.last
        assert end is not None
        return end.bounds
    return date.bounds


def _stamp(event: Event) -> str:
    """When the event was last told, as no clock is asked: the latest day that one of its documents appeared."""
    days = [one.published.bounds[1] for one in event.mentions if one.published and one.published.anchored]
    return f"{_day(max(days))}T000000Z" if days else "19700101T000000Z"


def _day(number: int) -> str:
    return "{:04d}{:02d}{:02d}".format(*civil(number))


def _text(text: str) -> str:
    plain = visible(text).replace("\\", "\\\\")
    return plain.replace(";", "\\;").replace(",", "\\,")


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, none of which cuts a character."""
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _FOLD:
            pieces.append(piece)
            piece, size = "", 1
        piece, size = piece + character, size + width
    return "\r\n ".join((*pieces, piece))
