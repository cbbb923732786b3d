"""kb show: one event with all that is known of it."""

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from kb.cli.options import STORE, Db
from kb.cli.out import console, on_terminal, write
from kb.cli.out import show as show_parts

if TYPE_CHECKING:
    from kb.model import Event


def show(
    event: Annotated[str, Argument(metavar="EVENT", help="The event's id, or the beginning of it.")],
    *,
    why: Annotated[bool, Option("--why", help="Say why its mentions are one event.")] = False,
    db: Db = STORE,
) -> None:
    """Show one event: what each source says, and where they differ.

    With --why also, for each mention, the other that it is nearest to and the weight of every sign of one event.

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
    if why:
        _say_why(found)


def _say_why(event: "Event") -> None:
    from kb.merge.compare import ENOUGH
    from kb.merge.why import joined
    from kb.view.why import lines, page

    if on_terminal():
        show_parts(console(), page(joined(event), ENOUGH))
    else:
        write(lines(joined(event)))
