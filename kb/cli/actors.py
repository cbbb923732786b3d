"""kb actors: who acts, or one actor's page."""

from dataclasses import replace
from typing import Annotated

from typer import Argument, Option

from kb.cli.options import STORE, Db, Filters, takes_filters
from kb.cli.out import complain, console, on_terminal, show, write


@takes_filters
def actors(
    name: Annotated[str | None, Argument(metavar="NAME", help="An actor, by any of its names.")] = None,
    *,
    filters: Filters,
    limit: Annotated[
        int | None, Option(metavar="N", min=1, help="At most this many actors, those of most events.")
    ] = None,
    db: Db = STORE,
) -> None:
    """List the actors, or show one: whom it meets, its timeline.

    In a pipe: one actor a line, tab-separated: name, kind, events, first date, last date, aliases; with a NAME, that
    line, then its events as kb timeline prints them.
    """
    from kb.say import total
    from kb.store import open_store
    from kb.typed.query import asked
    from kb.view import plain

    with open_store(db) as store:
        wanted = asked(store, filters, "", complain)
        rows = [store.actor(name)] if name else store.actors(wanted, slice(limit and limit + 1))
        events = store.select(replace(wanted, actor=rows[0].name)) if name else []
    if not rows:
        complain("no actor matches; kb actors without filters lists all")
    if limit and len(rows) > limit:
        complain(f"the first {total(limit, 'actor')}; leave out --limit to see all")
        rows = rows[:limit]
    if not on_terminal():
        write(plain.actors(rows))
        write(plain.timeline(events))
        return
    from kb.view import actors as view

    terminal = console()
    show(terminal, view.page(rows[0], events, width=terminal.width) if name else [view.table(rows)])
