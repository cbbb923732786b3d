"""One event of a page: what, who, where, how many; then the sentences that say so, with their sources."""

from kb.export.about import About
from kb.export.html.cast import Cast
from kb.export.html.parts import plain
from kb.export.prose import FIGURES, care, claims
from kb.model import Event, Mention, Role
from kb.say import clock_words, sense, toll, total
from kb.when import Interval

_NAMED = 3


def article(event: Event, about: About, cast: Cast, place: int | None) -> str:
    """The event, with what the script filters by in its data."""
    doubts = "; ".join(care(event))
    return (
        f'<article id="e-{event.id}" class="{sense(event.type)}"{_data(event, cast, place)}>\n'
        f'<p class="kind">{_kind(event)}<a class="link" href="#e-{event.id}" title="Link to this event" '
        f'aria-label="Link to this event">#</a></p>\n<h3>{plain(event.headline)}</h3>\n'
        f"{_facts(event, cast)}"
        + (f'<p class="care">{plain(doubts[0].upper() + doubts[1:])}.</p>\n' if doubts else "")
        + _told(event, about)
        + "</article>\n"
    )


def _data(event: Event, cast: Cast, place: int | None) -> str:
    numbers = dict.fromkeys(str(cast.number[one.name]) for one in event.participants)
    found = {"t": event.type, "s": str(event.sources), "a": " ".join(numbers)}
    if event.date and event.date.anchored:
        found["d"] = "{} {}".format(*event.date.bounds)
        if isinstance(event.date, Interval):
            found["x"] = "1"
    if place is not None:
        found["b"] = str(place)
    return "".join(f' data-{name}="{plain(value)}"' for name, value in found.items())


def _kind(event: Event) -> str:
    mode = f' <span class="mode">{plain(event.mode)}</span>' if event.mode else ""
    status = f' <span class="status">{event.certainty}</span>' if event.certainty != "asserted" else ""
    return f'<span class="type">{plain(event.type.lower())}</span>{mode}{status}'


def _facts(event: Event, cast: Cast) -> str:
    parts = [
        _who(event, cast),
        f'<span class="place">{plain(event.place)}</span>' if event.place else "",
        plain(clock_words(event.date)),
        *(f'<strong class="toll">{plain(said)}</strong>' for field in FIGURES if (said := toll(event, field))),
    ]
    said = "".join(f"<li>{part}</li>" for part in parts if part)
    return f'<ul class="facts">{said}</ul>\n' if said else ""


def _who(event: Event, cast: Cast) -> str:
    """The actors in one line, as `kb.say.who` has it, each name a link."""
    source, target, other = (_links(event, role, cast) for role in ("source", "target", "other"))
    arrow = ' <span class="arrow" role="img" aria-label="to">→</span> ' if target else ""
    sides = f"{source}{arrow}{target}".strip()
    if not other:
        return sides
    return f"{sides} (with {other})" if sides else other


def _links(event: Event, role: Role, cast: Cast) -> str:
    names = dict.fromkeys(one.name for one in event.participants if one.role == role)
    return ", ".join(
        f'<a class="name" href="#e-{cast.first[name]}" data-a="{cast.number[name]}">{plain(name)}</a>' for name in names
    )


def _told(event: Event, about: About) -> str:
    """The sentences, folded up under how many sources tell of it and what these are called."""
    called = list(dict.fromkeys(about.publisher(one) or about.name(one) for one in event.mentions))
    more = f" and {len(called) - _NAMED} more" if len(called) > _NAMED else ""
    quotes = "".join(_quote(one, event, about) for one in event.mentions)
    return (
        f'<details class="told"><summary>{total(event.sources, "source")}<span>: {plain(", ".join(called[:_NAMED]))}'
        f"{more}</span></summary>\n{quotes}</details>\n"
    )


def _quote(mention: Mention, event: Event, about: About) -> str:
    return f"<blockquote><p>{_marked(mention)}</p>\n<footer>{_origin(mention, event, about)}</footer></blockquote>\n"


def _marked(mention: Mention) -> str:
    """The sentence with its trigger marked, where the trigger stands in it."""
    start, end = (edge - mention.sentence.start for edge in (mention.trigger.start, mention.trigger.end))
    said = mention.evidence
    if not 0 <= start < end <= len(said):
        return plain(said)
    return f"{plain(said[:start])}<mark>{plain(said[start:end])}</mark>{plain(said[end:])}"


def _origin(mention: Mention, event: Event, about: About) -> str:
    """Where the sentence stands and, where that differs from what the event shows, what it says."""
    name, link = plain(about.name(mention)), about.link(mention)
    cited = f'<a href="{plain(link)}" rel="noreferrer noopener">{name}</a>' if link else f"<cite>{name}</cite>"
    parts = (cited, plain(about.publisher(mention)), *map(plain, claims(mention, event)))
    return " · ".join(part for part in parts if part)
