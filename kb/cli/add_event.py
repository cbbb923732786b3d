"""kb add-event: an event that no article tells."""

from typing import Annotated

from typer import Argument, Option

from kb.cli.acts import Actors, Date, Injured, Killed, Place, Type, tell, titled
from kb.cli.options import STORE, Db
from kb.cli.out import complain, write


def add_event(
    headline: Annotated[str, Argument(metavar="HEADLINE", help="What happened, in one sentence.")],
    *,
    date: Date = None,
    type: Type = None,
    place: Place = None,
    killed: Killed = None,
    injured: Injured = None,
    actor: Actors = None,
    source: Annotated[str | None, Option(metavar="TEXT", help="Where you have it from: a file, a talk.")] = None,
    note: Annotated[str | None, Option(metavar="TEXT", help="Anything else to note of it.")] = None,
    db: Db = STORE,
) -> None:
    """Note an event that no article tells.

    Prints its id. It is kept as a note of yours beside the articles, shown as a person's, and merged with what articles
    tell of the same event.
    """
    from kb import curate
    from kb.store import open_store
    from kb.typed.values import casts, fields

    with open_store(db, create=True) as store:
        typed = {"date": date, "type": type, "place": place, "killed": killed, "injured": injured}
        given = fields(store, complain, **typed, source=source, text=note)
        number, added = curate.add_event(store, headline, fields=given, actors=casts(actor))
    write([f"{added.id}\n"])
    others = len(added.mentions) - 1
    tell(number, f"noted {titled(added)}" + (f", which {others} other mentions tell of too" if others else ""))
