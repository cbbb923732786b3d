"""kb remove: take documents out of the store."""

from typing import Annotated

from typer import Argument

from kb.cli.acts import Yes, ask, tell
from kb.cli.options import STORE, Db


def remove(
    documents: Annotated[list[str], Argument(metavar="DOCUMENT", help="Ids of documents; kb sources lists them.")],
    *,
    yes: Yes = False,
    db: Db = STORE,
) -> None:
    """Take documents out, with all that they tell.

    They stay out when their folder is added again. At a terminal kb asks first. The text stays in the file for kb undo;
    kb sources --removed lists them.
    """
    from kb import curate
    from kb.say import total
    from kb.store import open_store

    with open_store(db) as store:
        what = documents[0] if len(documents) == 1 else total(len(documents), "document")
        ask(f"Take {what} out of {store.path}?", yes=yes)
        number, mentions = curate.remove(store, documents)
    tell(number, f"removed {what} with {total(mentions, 'mention')}")
