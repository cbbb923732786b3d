"""The command line: one file a command, one table of them, one place where errors become a line and an exit code.

Nothing heavy is imported here or at the top of a command's file, so that `kb --help` starts at once.
"""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, NoReturn

import typer

from kb import __version__
from kb.cli.actors import actors
from kb.cli.add import add
from kb.cli.add_event import add_event
from kb.cli.dates import dates
from kb.cli.edit import edit
from kb.cli.explain import explain
from kb.cli.export import export
from kb.cli.extract import extract
from kb.cli.hide import hide
from kb.cli.log import log
from kb.cli.merge import merge
from kb.cli.names import alias, rename
from kb.cli.options import DbBefore
from kb.cli.out import complain
from kb.cli.rebuild import rebuild
from kb.cli.remove import remove
from kb.cli.review import review
from kb.cli.serve import serve
from kb.cli.show import show
from kb.cli.sources import sources
from kb.cli.split import split
from kb.cli.timeline import timeline
from kb.cli.undo import redo, undo
from kb.errors import KbError

INTERRUPTED = 130
# A command makes many small objects and next to no cycles; to look for them every 700 takes a twentieth of its time.
_OBJECTS_UNTIL_CYCLES = 50_000

# Each command with the example that its help ends with; the documentation's test runs them in this order.
COMMANDS: tuple[tuple[Callable[..., None], str], ...] = (
    (add, "kb add data/articles"),
    (timeline, 'kb timeline --from "27 dec 2019" --to 2020-01-01 --actor "united states"'),
    (show, "kb show $(kb timeline --type assault --limit 1 | cut -f12)"),
    (actors, 'kb actors "hezbollah brigades"'),
    (sources, "kb sources"),
    (serve, "kb serve --edit"),
    (export, "kb export timeline.md --on 'dec 2019'"),
    (edit, "kb edit $(kb timeline --type assault --limit 1 | cut -f12) --place Kirkuk --killed 25+"),
    (merge, "kb merge $(kb timeline --on 2019-12-31 --limit 2 | cut -f12)"),
    (split, "kb split $(kb timeline --min-sources 2 --limit 1 | awk -F'\\t' '{print $12, $12}')"),
    (hide, "kb hide $(kb timeline --type statement --limit 1 | cut -f12)"),
    (rename, 'kb rename "hezbollah brigades" "Kata\'ib Hezbollah"'),
    (alias, 'kb alias "united states" Washington'),
    (add_event, 'kb add-event "Guards counted nine rockets" --date 2019-12-27 --source "duty log, base K1" --killed 1'),
    (remove, "kb remove --yes data/articles/congress-asks-questions.txt"),
    (review, "kb review --below 0.4"),
    (log, "kb log"),
    (undo, "kb undo"),
    (redo, "kb redo"),
    (rebuild, "kb rebuild"),
    (extract, "kb extract data/articles --jobs 2 > articles.jsonl"),
    (dates, 'kb dates "The strikes of December 29 came two days later." --published 2020-01-02'),
    (explain, 'kb explain "The Sunday Times said rebels struck on December 29." --published 2020-01-02'),
)

app = typer.Typer(
    name="kb",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kb {__version__}")
        raise typer.Exit


@app.callback(epilog="Begin with: kb add FOLDER, then: kb timeline")
def kb(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    db: DbBefore = None,
) -> None:
    """Turn articles into a sourced timeline: who did what to whom, when, where, and the sentence that says so.

    Works offline on one file, the store: --db PATH, else $KB_DB, else kb.db in the current folder.
    """


for _command, _example in COMMANDS:
    app.command(epilog=f"\b\nExample:\n  {_example}")(_command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and exit: 0, 1 (something failed, the rest was done), 2 (usage), 130 (interrupted)."""
    _write_utf8()
    gc.set_threshold(_OBJECTS_UNTIL_CYCLES)
    try:
        try:
            app(args=arguments, prog_name="kb")
        finally:
            sys.stdout.flush()
    except KbError as error:
        complain(f"kb: {error}")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader has gone; with nothing behind stdout, the interpreter's own last flush is quiet too.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        complain(f"kb: {f'{error.filename}: ' if error.filename else ''}{error.strerror or error}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    sys.exit(0)


def _write_utf8() -> None:
    """A pipe or file gets UTF-8 everywhere; half a surrogate pair becomes the escape that JSON has for it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
