"""kb undo, kb redo: acts taken back, and done again."""

from typing import Annotated

from typer import Argument

from kb.cli.options import STORE, Db
from kb.cli.out import complain


def undo(
    number: Annotated[int | None, Argument(metavar="N", min=1, help="The act of this number in kb log.")] = None,
    *,
    db: Db = STORE,
) -> None:
    """Take back the last act that is not undone, or the one of a number.

    The store is then as if it had never been done; acts after it stay.
    """
    from kb import curate
    from kb.store import open_store
    from kb.view.log import said

    with open_store(db) as store:
        edit = curate.undo(store, number)
    complain(f"undone: {edit.act} {said(edit)}; to do it again: kb redo {edit.key}")


def redo(
    number: Annotated[int | None, Argument(metavar="N", min=1, help="The act of this number in kb log.")] = None,
    *,
    db: Db = STORE,
) -> None:
    """Do again what was undone last, or the act of a number.

    Without a number only what was undone since the last new act.
    """
    from kb import curate
    from kb.store import open_store
    from kb.view.log import said

    with open_store(db) as store:
        edit = curate.redo(store, number)
    complain(f"done again: {edit.act} {said(edit)}; to undo it: kb undo {edit.key}")
