"""Options that commands share, each written once."""

import inspect
import os
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import Annotated

from typer import Argument, Context, Option


def _store(context: Context, here: Path) -> Path:
    """`kb --db PATH COMMAND` is the same as `kb COMMAND --db PATH`; the latter goes before."""
    source = context.get_parameter_source("db")
    before = context.find_root().params.get("db")
    return before if before and (source is None or source.name != "COMMANDLINE") else here


_DB_HELP = "The store, one SQLite file."
Db = Annotated[Path, Option("--db", metavar="PATH", envvar="KB_DB", callback=_store, help=_DB_HELP)]
DbBefore = Annotated[Path | None, Option("--db", metavar="PATH", help=f"{_DB_HELP} Also after the command.")]
Jobs = Annotated[int, Option("--jobs", "-j", min=1, metavar="N", help="Processes that read at the same time.")]
AllCores = Annotated[
    int | None,
    Option("--jobs", "-j", min=1, metavar="N", help="Processes that read at the same time; else one a core."),
]
Published = Annotated[
    str, Option("--published", metavar="DATE", help="The day the articles appeared, when they do not say it.")
]
Lexicon = Annotated[
    Path | None,
    Option("--lexicon", metavar="FILE", envvar="KB_LEXICON", help="Your own triggers, actors and places, a TOML file."),
]
Glob = Annotated[str, Option("--glob", metavar="PATTERN", help='Of folders only the files of this name: "*.html".')]
Private = Annotated[
    bool, Option("--allow-private", help="Also fetch from this machine and from local networks.", show_default=False)
]
TextFile = Annotated[str, Option("--file", metavar="PATH", help="Read the text from this file.")]
Words = Annotated[
    list[str] | None, Argument(metavar="WORDS", help='Words, or "phrases", that the headline or evidence holds.')
]
STORE = Path("kb.db")
FORMATS = (  # of kb.export
    "json, jsonl, csv, md, html, timelinejs, ics, markwhen, mermaid, geojson, kml, acled, plover, ftm, graphml, svg"
)
FILES = f"{FORMATS}, png, xlsx, parquet"  # those that are no text too


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, kw_only=True)
class Filters:
    """The filters that all queries share, as typed; a date is written as people write dates."""

    on: Annotated[str, Option(metavar="DATE", help='On a day or in a period: 2019-12-29, "dec 2019", 2019.')] = ""
    start: Annotated[str, Option("--from", metavar="DATE", help="On this day or later; of a period, its first.")] = ""
    end: Annotated[str, Option("--to", metavar="DATE", help="On this day or earlier; of a period, its last.")] = ""
    actor: Annotated[str, Option(metavar="NAME", help="With this actor, by any of its names.")] = ""
    place: Annotated[str, Option(metavar="NAME", help="At this place.")] = ""
    type: Annotated[str, Option(metavar="TYPE", help="Of this type: assault, protest, statement ...")] = ""
    source: Annotated[str, Option(metavar="TEXT", help="Told by a source whose name or address holds this.")] = ""
    document: Annotated[str, Option(metavar="ID", help="Told by this document; kb sources shows the ids.")] = ""
    certainty: Annotated[str, Option(metavar="WORD", help="asserted, planned, alleged or denied.")] = ""
    min_sources: Annotated[int, Option(metavar="N", min=0, show_default=False, help="Told by N documents or more.")] = 0
    hidden: Annotated[bool, Option("--hidden", help="Also what a person hid.")] = False


def takes_filters(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command whose last parameter is `filters` the options of `Filters` in its place."""
    own = inspect.signature(command)
    plain = [one for name, one in own.parameters.items() if name != "filters"]
    shared = list(inspect.signature(Filters).parameters.values())
    named = [field.name for field in fields(Filters)]

    @wraps(command)
    def wrapped(*arguments: object, **options: object) -> None:
        filters = Filters(**{name: options.pop(name) for name in named})  # type: ignore[arg-type]
        command(*arguments, filters=filters, **options)

    positional = [one for one in plain if one.kind is not one.KEYWORD_ONLY]
    keywords = [one for one in plain if one.kind is one.KEYWORD_ONLY]
    wrapped.__signature__ = own.replace(parameters=[*positional, *shared, *keywords])  # type: ignore[attr-defined]
    return wrapped
