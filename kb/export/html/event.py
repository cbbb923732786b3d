"""One event of a page: what, who, where, how many; then the sentences that say so, with their sources."""

from typing import Protocol

from kb.export.about import About
from kb.export.html.parts import plain
from kb.export.prose import FIGURES, care, claims
from kb.model import ROLES, Event, Mention, Role
from kb.say import clock_words, sense, toll, total

_NAMED = 3


class Links(Protocol):
    """Where a page leads from an event, as markup."""

    def headline(self, event: Event) -> str:
        """The headline, which may be a link."""

    def tools(self, event: Event) -> str:
        """What one can do with the event, at the end of its first line."""

    def data(self, event: Event) -> str:
        """The attributes by which a script knows the event."""

    def actor(self, name: str) -> str:
        """The attributes of a link to an actor."""

    def source(self, mention: Mention) -> str:
        """The attributes of a link to where a sentence stands, or ""."""


def article(event: Event, about: About, links: Links) -> str:
    """The event in short, with its sentences folded up."""
    doubts = "; ".join(care(event))
    return (
        f'<article id="e-{event.id}" class="{sense(event.type)}"{links.data(event)}>\n'
        f'<p class="kind">{kind(event)}{links.tools(event)}</p>\n<h3>{links.headline(event)}</h3>\n'
        f"{facts(event, links)}"
        + (f'<p class="care">{plain(doubts[0].upper() + doubts[1:])}.</p>\n' if doubts else "")
        + _told(event, about, links)
        + "</article>\n"
    )


def kind(event: Event) -> str:
    """Type and mode, and its certainty where it is not told as a fact."""
    mode = f' <span class="mode">{plain(event.mode)}</span>' if event.mode else ""
    said = [*(["hidden"] if event.hidden else []), *([event.certainty] if event.certainty != "asserted" else [])]
    status = "".join(f' <span class="status">{word}</span>' for word in said)
    return f'<span class="type">{plain(event.type.lower())}</span>{mode}{status}'


def facts(event: Event, links: Links) -> str:
    """Who, where, when on the day, how many."""
    parts = [
        _who(event, links),
        f'<span class="place">{plain(event.place)}</span>' if event.place else "",
        plain(clock_words(event.date)),
        *(f'<strong class="toll">{plain(said)}</strong>' for field in FIGURES if (said := toll(event, field))),
    ]
    said = "".join(f"<li>{part}</li>" for part in parts if part)
    return f'<ul class="facts">{said}</ul>\n' if said else ""


def _who(event: Event, links: Links) -> str:
    """The actors in one line, as `kb.say.who` has it, each name a link."""
    source, target, other = (_named(event, role, links) for role in ROLES)
    arrow = ' <span class="arrow" role="img" aria-label="to">→</span> ' if target else ""
    sides = f"{source}{arrow}{target}".strip()
    if not other:
        return sides
    return f"{sides} (with {other})" if sides else other


def _named(event: Event, role: Role, links: Links) -> str:
    names = dict.fromkeys(one.name for one in event.participants if one.role == role)
    return ", ".join(f'<a class="name" {links.actor(name)}>{plain(name)}</a>' for name in names)


def _told(event: Event, about: About, links: Links) -> str:
    """The sentences, folded up under how many sources tell of it and what these are called."""
    called = list(dict.fromkeys(about.publisher(one) or about.name(one) for one in event.mentions))
    more = f" and {len(called) - _NAMED} more" if len(called) > _NAMED else ""
    quotes = "".join(_quote(one, event, about, links) for one in event.mentions)
    return (
        f'<details class="told"><summary>{total(event.sources, "source")}<span>: {plain(", ".join(called[:_NAMED]))}'
        f"{more}</span></summary>\n{quotes}</details>\n"
    )


def _quote(mention: Mention, event: Event, about: About, links: Links) -> str:
    where = _origin(mention, event, about, links)
    return f"<blockquote><p>{marked(mention)}</p>\n<footer>{where}</footer></blockquote>\n"


def marked(mention: Mention) -> str:
    """The sentence with its trigger marked, where the trigger stands in it."""
    start, end = (edge - mention.sentence.start for edge in (mention.trigger.start, mention.trigger.end))
    said = mention.evidence
    if not 0 <= start < end <= len(said):
        return plain(said)
    return f"{plain(said[:start])}<mark>{plain(said[start:end])}</mark>{plain(said[end:])}"


def _origin(mention: Mention, event: Event, about: About, links: Links) -> str:
    """Where the sentence stands and, where that differs from what the event shows, what it says."""
    name, link = plain(about.name(mention)), links.source(mention)
    cited = f"<a {link}>{name}</a>" if link else f"<cite>{name}</cite>"
    parts = (cited, *map(plain, about.printed(mention)), *map(plain, claims(mention, event)))
    return " · ".join(part for part in parts if part)
