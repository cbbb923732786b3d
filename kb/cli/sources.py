"""kb sources: the documents and what came of each."""

from typing import Annotated

from typer import Option

from kb.cli.options import STORE, Db
from kb.cli.out import complain, console, on_terminal, show, write


def sources(
    *,
    failed: Annotated[bool, Option("--failed", help="Only what could not be read, with the reasons.")] = False,
    removed: Annotated[bool, Option("--removed", help="Only what a person removed.")] = False,
    db: Db = STORE,
) -> None:
    """List the documents and what came of each.

    In a pipe: one document a line, tab-separated: id, title, published, its basis, mentions, events,
    publisher, author; with --failed: id, reason.
    """
    from kb.store import open_store
    from kb.view import plain

    with open_store(db) as store:
        rows = store.documents(failed=failed, removed=removed)
    if not rows:
        nothing = "nothing failed" if failed else "nothing is removed" if removed else ""
        complain(nothing or "no documents yet; kb add FOLDER adds some")
    if on_terminal():
        from kb.view import sources as view

        show(console(), [view.failures(rows) if failed else view.table(rows)])
    else:
        write(plain.failures(rows) if failed else plain.sources(rows))
