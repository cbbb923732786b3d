"""kb merge: several events are one."""

from kb.cli.acts import EventIds, tell, titled
from kb.cli.options import STORE, Db
from kb.cli.out import write


def merge(events: EventIds, *, db: Db = STORE) -> None:
    """Make one event of several that tell of the same.

    Prints its id; the ids of all of them lead to it. It stays one whatever is added.
    """
    from kb import curate
    from kb.say import total
    from kb.store import open_store

    with open_store(db) as store:
        number, merged = curate.merge(store, events)
    write([f"{merged.id}\n"])
    tell(number, f"merged into {titled(merged)}, told by {total(len(merged.mentions), 'mention')}")
