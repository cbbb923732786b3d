"""kb log: what was done by hand."""

from kb.cli.options import STORE, Db
from kb.cli.out import complain, console, on_terminal, show, write


def log(*, db: Db = STORE) -> None:
    """List every act, the first one first, with its number for kb undo and kb redo.

    An act that no longer applies, since what it was done to is gone, is kept: it applies again when that comes back.
    In a pipe: one act a line, tab-separated: number, time (UTC), act, on what, its change, and undone or no longer
    applies.
    """
    from kb import curate
    from kb.store import open_store
    from kb.view import log as view

    with open_store(db) as store:
        acts = curate.log(store)
    if not acts:
        complain("nothing was done by hand yet")
    if on_terminal():
        show(console(), [view.table(acts)] if acts else [])
    else:
        write(view.lines(acts))
