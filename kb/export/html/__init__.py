"""HTML: one page that needs nothing else, neither network nor scripts, to be read; a script adds filters and keys."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources import files

from kb.export.about import About
from kb.export.calendar import known_to
from kb.export.html.anchors import Anchors
from kb.export.html.cast import Cast, cast_of
from kb.export.html.chart import chart
from kb.export.html.event import article
from kb.export.html.parts import plain
from kb.model import Event
from kb.say import WEEKDAYS, by_date, date_words, total
from kb.spread import Spread, spread
from kb.when import Date, Grain, Interval, When, sort_key

_MOST_BINS = 190
_COLOURS = {
    "conflict": "conflict",
    "cooperation": "cooperation",
    "words": "words",
    "disaster": "disasters, accidents, deaths",
    "other": "other",
}


def write(events: Iterable[Event], about: About) -> Iterator[str]:
    """The page; nothing an article wrote can become markup, style or script in it."""
    listed = list(events)
    cast, over_time = cast_of(listed), spread(listed, _MOST_BINS)
    yield _head(about)
    yield _opening(listed, about)
    if over_time:
        yield chart(over_time)
    yield '<div class="page">\n<aside>\n' + _filters(listed, cast) + cast.listing() + "</aside>\n"
    yield from _timeline(listed, about, Anchors(about, cast, _places(listed, over_time)))
    yield "</div>\n" + _footer() + f"<script>{file('page.js')}</script>\n</body>\n</html>\n"


def file(name: str) -> str:
    """The style or the script of the page."""
    return (files(__package__) / name).read_text("utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _head(about: About) -> str:
    style = file("page.css")
    allowed = f"style-src '{_hash(style)}'; script-src '{_hash(file('page.js'))}'"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{plain(about.title)}</title>\n<style>{style}</style>\n</head>\n"
    )


def _opening(events: list[Event], about: About) -> str:
    documents = {document for event in events for document in event.documents}
    period = _period([event.date for event in events if event.date and event.date.anchored])
    summary = f"{total(len(events), 'event')}{period}, told by {total(len(documents), 'document')}"
    return (
        '<body>\n<a class="skip" href="#timeline">Skip to the timeline</a>\n'
        f'<header class="top">\n<h1>{plain(about.title)}</h1>\n<p class="lead">{plain(summary)}</p>\n</header>\n'
    )


def _period(dates: list[Date]) -> str:
    """From the earliest date to the latest, as finely as each is known."""
    if not dates:
        return ""
    low, high = min(dates, key=sort_key), max(dates, key=lambda date: date.bounds[1])
    first, last = (_end(date, side) for date, side in ((low, 0), (high, 1)))
    return f", {first}" + (f" to {last}" if last != first else "")


def _end(date: Date, side: int) -> str:
    ends = (date.first or date.last, date.last or date.first) if isinstance(date, Interval) else (date, date)
    words = date_words(ends[side])
    weekday, _, rest = words.partition(" ")
    return rest if weekday in WEEKDAYS else words


def _filters(events: list[Event], cast: Cast) -> str:
    """The form, which the script shows: without it nothing would come of filling it in."""
    types = sorted({event.type for event in events})
    options = "".join(f"<option>{plain(one)}</option>" for one in types)
    most = max((event.sources for event in events), default=1)
    return (
        '<details class="filters" hidden><summary>Filter</summary>\n<form>\n'
        '<label>Words <input type="search" name="words" autocomplete="off"></label>\n'
        '<label>Actor <input type="search" name="actor" list="names" autocomplete="off"></label>\n'
        f'<datalist id="names">{cast.options()}</datalist>\n'
        f'<label>Type <select name="type"><option value="">all</option>{options}</select></label>\n'
        '<label class="half">From <input type="date" name="from"></label>\n'
        '<label class="half">To <input type="date" name="to"></label>\n'
        f'<label>Sources, at least <input type="number" name="sources" min="1" max="{most}" value="1"></label>\n'
        '<p class="acts"><button type="reset">Clear</button> <button type="button" name="open">Show all sentences'
        "</button></p>\n</form></details>\n"
    )


def _places(events: list[Event], over_time: Spread | None) -> dict[str, int]:
    """The bar of the chart that each event is counted in, if it is in one."""
    if over_time is None:
        return {}
    return {event.id: bar for event, bar in zip(events, over_time.places, strict=True) if bar is not None}


def _timeline(events: list[Event], about: About, links: Anchors) -> Iterator[str]:
    yield '<main id="timeline" tabindex="-1">\n<p class="found" role="status"></p>\n'
    for words, group in by_date(events):
        yield f'<section>\n<h2>{heading(words, group[0].date)}</h2>\n<div class="day">\n'
        for event in group:
            yield article(event, about, links)
        yield "</div>\n</section>\n"
    yield "" if events else "<p>No event.</p>\n"
    yield "</main>\n"


def heading(words: str, date: Date | None) -> str:
    """The words of a date, the weekday apart, and how far it is known where that is not to the day."""
    first, _, rest = words.partition(" ")
    if isinstance(date, When) and date.grain is Grain.DAY and first in WEEKDAYS:
        return f'<span class="weekday">{first}</span> {plain(rest)}'
    return f"{plain(words[0].upper() + words[1:])}{_known(date)}"


def _known(date: Date | None) -> str:
    """A note that a date is not known to the day."""
    note = known_to(date) if date and (date.anchored or isinstance(date, Interval)) else ""
    return f' <span class="known">{note}</span>' if note else ""


def _footer() -> str:
    colours = "".join(f'<li class="{name}">{words}</li>' for name, words in _COLOURS.items())
    return (
        "<footer>\n<h2>How to read this page</h2>\n<p>Headlines and quotations are cut from the sources, word for "
        "word. A date is as precise as the sources make it. Where sources differ on figures, the range is given, and "
        "each source with its own.</p>\n"
        f'<ul class="colours">{colours}</ul>\n<p class="keys" hidden>Keys: <kbd>j</kbd> <kbd>k</kbd> next and previous '
        "event, <kbd>o</kbd> its sentences, <kbd>/</kbd> words, <kbd>Esc</kbd> clear. In the chart: <kbd>←</kbd> "
        "<kbd>→</kbd> choose, with <kbd>Shift</kbd> widen.</p>\n</footer>\n"
    )
