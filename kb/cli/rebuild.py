"""kb rebuild: derive everything anew."""

from typing import Annotated

from typer import Exit, Option

from kb.cli.inputs import with_lexicon
from kb.cli.options import STORE, AllCores, Db, Lexicon, cores
from kb.cli.out import complain


def rebuild(
    *,
    extract: Annotated[
        bool, Option("--extract", help="First read all documents anew: the engine or the lexicon is newer.")
    ] = False,
    lexicon: Lexicon = None,
    jobs: AllCores = None,
    db: Db = STORE,
) -> None:
    """Derive names and events anew from the documents and from what was done by hand.

    What was done by hand stays. With --extract the documents are read again from the text that the store keeps.
    """
    from kb import curate, ingest
    from kb.cli.add import shown_progress, watch
    from kb.say import total
    from kb.store import open_store

    with_lexicon(lexicon, db)
    with open_store(db) as store:
        with shown_progress([], shown=extract) as bar:
            failed = watch(ingest.reread(store, jobs=jobs or cores()), bar)[0]["failed"] if extract else 0
        curate.rebuild(store)
        notes = store.notes()
        read = [row for row in store.documents() if row.status == "read" and row.id not in notes]
        complain(f"rebuilt {total(store.count(), 'event')} from {total(len(read), 'document')}")
    if failed:
        raise Exit(1)
