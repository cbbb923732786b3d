"""kb rename, kb alias: what actors are called, and which names are one actor."""

from typing import Annotated

from typer import Argument, Option

from kb.cli.acts import tell
from kb.cli.options import STORE, Db

_Actor = Annotated[str, Argument(metavar="ACTOR", help="An actor, by any of its names.")]


def rename(
    actor: _Actor, name: Annotated[str, Argument(metavar="NAME", help="The name to show.")], *, db: Db = STORE
) -> None:
    """Show an actor under another name; it is still found by those it had."""
    from kb import curate
    from kb.store import open_store

    with open_store(db) as store:
        number, before = curate.rename(store, actor, name)
    tell(number, f"{before} goes by {name}")


def alias(
    actor: _Actor,
    alias: Annotated[str, Argument(metavar="ALIAS", help="Another name, of an actor in the store or a new one.")],
    *,
    apart: Annotated[bool, Option("--apart", help="The two names are two actors.")] = False,
    db: Db = STORE,
) -> None:
    """Say that two names are one actor, or with --apart that they are two."""
    from kb import curate
    from kb.store import open_store

    with open_store(db) as store:
        number, name = curate.alias(store, actor, alias, apart=apart)
    tell(number, f"{name} and {alias} are {'two actors' if apart else 'one actor'}")
