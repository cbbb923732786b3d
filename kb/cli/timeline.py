"""kb timeline: print the timeline."""

from typing import Annotated

from typer import Option

from kb.cli.export import about_store
from kb.cli.options import FORMATS, STORE, Db, Filters, Words, takes_filters
from kb.cli.out import complain, console, on_terminal, show, write


@takes_filters
def timeline(
    words: Words = None,
    *,
    filters: Filters,
    limit: Annotated[int | None, Option(metavar="N", min=1, help="At most this many events, the earliest.")] = None,
    format: Annotated[str, Option(metavar="NAME", help=f"text, {FORMATS}.")] = "text",
    db: Db = STORE,
) -> None:
    """Print the timeline, or what the filters pick of it.

    On a terminal: day by day. In a pipe: one event a line, tab-separated: date, type, certainty, headline, source
    actors, target actors, place, killed, injured, number of sources, basis of the date, id.
    """
    from kb.export import About, writer
    from kb.store import open_store
    from kb.typed.query import asked
    from kb.view import plain

    written = None if format == "text" else writer(format)
    with open_store(db) as store:
        wanted = asked(store, filters, " ".join(words or ()), complain)
        events = store.select(wanted, slice(limit))
        all_of_them = store.count(wanted) if limit else len(events)
        about = about_store(store, format) if written else About()
    if not events:
        complain("no event matches; kb timeline without filters shows all, kb actors and kb sources what there is")
    elif len(events) < all_of_them:
        complain(f"the first {len(events)} of {all_of_them} events; leave out --limit to see all")
    if written:
        write(written(events, about))
    elif on_terminal():
        from kb.view.timeline import timeline as view

        terminal = console()
        show(terminal, view(events, width=terminal.width))
    else:
        write(plain.timeline(events))
