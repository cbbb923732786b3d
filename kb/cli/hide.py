"""kb hide: leave events out of what is shown."""

from typing import Annotated

from typer import Option

from kb.cli.acts import EventIds, tell, titled
from kb.cli.options import STORE, Db


def hide(
    events: EventIds,
    *,
    back: Annotated[bool, Option("--back", help="Let them be shown again.")] = False,
    db: Db = STORE,
) -> None:
    """Hide events from timelines, lists and exports; --hidden shows them there.

    kb show still finds them by id.
    """
    from kb import curate
    from kb.say import total
    from kb.store import open_store

    with open_store(db) as store:
        number, found = curate.hide(store, events, back=back)
    what = titled(found[0]) if len(found) == 1 else total(len(found), "event")
    tell(number, f"{what} {'shown again' if back else 'hidden'}")
