"""kb show: one event with all that is known of it."""

from typing import Annotated

from typer import Argument

from kb.cli.options import STORE, Db
from kb.cli.out import console, on_terminal, write
from kb.cli.out import show as show_parts


def show(
    event: Annotated[str, Argument(metavar="EVENT", help="The event's id, or the beginning of it.")], *, db: Db = STORE
) -> None:
    """Show one event: what each source says, and where they differ.

    In a pipe: one fact a line, its name first, tab-separated.
    """
    from kb.store import open_store
    from kb.view import plain

    with open_store(db) as store:
        found = store.event(event)
        documents = {row.id: row for row in store.documents() if row.id in found.documents}
    if on_terminal():
        from kb.view.event import page

        show_parts(console(), page(found, documents))
    else:
        write(plain.event_page(found, documents))
