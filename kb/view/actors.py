"""Actors on a terminal: the list, and one actor's page with whom it meets and its timeline."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from kb.model import Event
from kb.say import date_words, total, visible
from kb.view.plain import edtf
from kb.view.rows import ActorRow
from kb.view.timeline import timeline

_MOST_MET = 10


def table(rows: Iterable[ActorRow]) -> RenderableType:
    """One row an actor."""
    grid = Table(box=None, padding=(0, 1, 0, 0), header_style="bold", expand=True)
    grid.add_column("actor", ratio=3, overflow="fold")
    grid.add_column("kind", no_wrap=True)
    grid.add_column("events", justify="right", no_wrap=True)
    grid.add_column("first", no_wrap=True)
    grid.add_column("last", no_wrap=True)
    grid.add_column("also called", ratio=3, overflow="fold", style="dim")
    for row in rows:
        aliases = ", ".join(visible(alias) for alias in row.aliases)
        dates = (Text(edtf(date).split("/")[0]) for date in (row.first, row.last))
        grid.add_row(Text(visible(row.name)), Text(row.kind), str(row.events), *dates, Text(aliases))
    return grid


def page(actor: ActorRow, events: Sequence[Event], *, width: int) -> Iterator[RenderableType]:
    """The actor, the actors that take part in its events, and its own timeline."""
    yield Text.assemble((visible(actor.name), "bold"), (f"  {actor.kind}", "dim"))
    if actor.aliases:
        yield Text(f"also called {', '.join(visible(alias) for alias in actor.aliases)}", style="dim")
    if actor.given:
        yield Text(f"named by hand: {', '.join(visible(name) for name in actor.given)}", style="dim")
    roles = Counter(one.role for event in events for one in event.participants if one.name == actor.name)
    sides = [f"{roles['source']} as source, {roles['target']} as target"] if events else []
    span = dict.fromkeys(date_words(date) for date in (actor.first, actor.last) if date)
    yield Text(" · ".join([total(actor.events, "event"), *sides, " to ".join(span)]), style="dim")
    if met := met_by(actor.name, events):
        yield Text.assemble(("\nmeets ", "bold"), ", ".join(f"{visible(name)} ({count})" for name, count in met))
    yield ""
    yield from timeline(events, width=width)


def met_by(name: str, events: Iterable[Event]) -> list[tuple[str, int]]:
    """The actors that share events with one, most often first, then by name."""
    counts = Counter(one for event in events for one in {p.name for p in event.participants} if one != name)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_MET]
