"""kb extract: what is read in documents, as JSON lines, without a store."""

from typing import Annotated

from typer import Argument, Option

from kb.cli.inputs import documents, with_lexicon, write_lines
from kb.cli.options import Glob, Jobs, Lexicon, Private, Published


def extract(
    files: Annotated[
        list[str] | None, Argument(metavar="FILES", help="Files, folders, addresses of the web; else stdin.")
    ] = None,
    *,
    jsonl: Annotated[
        bool, Option("--jsonl", help='Input is JSON lines: {"id", "text", "title"?, "published"?, "url"?}.')
    ] = False,
    published: Published = "",
    lexicon: Lexicon = None,
    jobs: Jobs = 1,
    glob: Glob = "",
    allow_private: Private = False,
) -> None:
    """Print what documents hold, one JSON record a line.

    A record has the dates, actors and events of a document with their places in its text; no store is needed.
    What cannot be read is named on stderr and the rest goes on; the exit code is then 1.
    """
    from kb.batch import extract_lines
    from kb.typed.query import day

    with_lexicon(lexicon)
    given = day(published) if published else None
    found = documents(files or ["-"], jsonl=jsonl, published=given, private=allow_private, glob=glob)
    write_lines(extract_lines(found, jobs=jobs))
