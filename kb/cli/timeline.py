"""kb timeline: print the timeline."""

from typing import Annotated

from typer import Option

from kb.cli.options import STORE, Db, Filters, Words, takes_filters
from kb.cli.out import complain, console, on_terminal, show, write


@takes_filters
def timeline(
    words: Words = None,
    *,
    filters: Filters,
    limit: Annotated[int | None, Option(metavar="N", min=1, help="At most this many events, the earliest.")] = None,
    format: Annotated[str, Option(metavar="NAME", help="text, json, jsonl, csv or md.")] = "text",
    db: Db = STORE,
) -> None:
    """Print the timeline, or what the filters pick of it.

    On a terminal: day by day. In a pipe: one event a line, tab-separated: date, type, certainty, headline, source
    actors, target actors, place, killed, injured, number of sources, basis of the date, id.
    """
    from kb.cli.query import asked
    from kb.export import writer
    from kb.store import open_store
    from kb.view import plain

    written = plain.timeline if format == "text" else writer(format)
    with open_store(db) as store:
        found = store.select(asked(store, filters, words))
    events = found[:limit]
    if not found:
        complain("no event matches; kb timeline without filters shows all, kb actors and kb sources what there is")
    elif len(events) < len(found):
        complain(f"the first {len(events)} of {len(found)} events; leave out --limit to see all")
    if format == "text" and on_terminal():
        from kb.view.timeline import timeline as view

        terminal = console()
        show(terminal, view(events, width=terminal.width))
    else:
        write(written(events))
