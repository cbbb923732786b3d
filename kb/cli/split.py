"""kb split: one event is two."""

from typing import Annotated

from typer import Argument

from kb.cli.acts import EventId, tell, titled
from kb.cli.options import STORE, Db
from kb.cli.out import write


def split(
    event: EventId,
    mentions: Annotated[list[str], Argument(metavar="MENTION", help="Mentions of it, by the ids in kb show.")],
    *,
    db: Db = STORE,
) -> None:
    """Take mentions out of an event; together they are an event of their own.

    Prints the new event's id. The two stay apart whatever is added.
    """
    from kb import curate
    from kb.store import open_store

    with open_store(db) as store:
        number, out, rest = curate.split(store, event, mentions)
    write([f"{out.id}\n"])
    tell(number, f"split {titled(out)} from {titled(rest)}")
