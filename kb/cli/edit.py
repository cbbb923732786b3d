"""kb edit: correct what an event shows."""

from typing import Annotated

from typer import Option

from kb.cli.acts import Actors, Date, EventId, Injured, Killed, Place, Type, tell, titled
from kb.cli.options import STORE, Db
from kb.cli.out import complain, write
from kb.errors import QueryError


def edit(
    event: EventId,
    *,
    date: Date = None,
    type: Type = None,
    headline: Annotated[str | None, Option(metavar="TEXT", help="What happened, in your words.")] = None,
    place: Place = None,
    killed: Killed = None,
    injured: Injured = None,
    actor: Actors = None,
    drop: Annotated[list[str] | None, Option(metavar="NAME", help="Who takes no part in it. Repeatable.")] = None,
    db: Db = STORE,
) -> None:
    """Correct what an event shows; what the articles say stays beside it.

    Prints the event's id. The correction holds when articles are added, changed or read anew, and kb show tells it
    apart from what was derived.
    """
    from kb import curate
    from kb.store import open_store
    from kb.typed.values import casts, fields

    with open_store(db) as store:
        typed = {"date": date, "type": type, "headline": headline, "place": place, "killed": killed, "injured": injured}
        given = fields(store, complain, **typed)
        cast = casts(actor, drop)
        if not given and not cast:
            raise QueryError(
                "say what to correct: --date, --type, --headline, --place, --killed, --injured, --actor, --drop"
            )
        number, changed = curate.edit(store, event, fields=given, actors=cast)
    write([f"{changed.id}\n"])
    what = [*given, *(f"{one.name} {'as ' + one.role if one.role else 'out'}" for one in cast)]
    tell(number, f"edited {titled(changed)}: {', '.join(what)}")
