"""Where output goes: data to stdout, as a rich view on a terminal and plain in a pipe; messages to stderr."""

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_WIDEST = 120


def on_terminal() -> bool:
    """Whether a person reads stdout: it is a terminal, or $FORCE_COLOR says to write as for one."""
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))


def write(parts: "Iterable[str] | Iterable[bytes]") -> None:
    """Data, as it is."""
    for part in parts:
        if isinstance(part, str):
            sys.stdout.write(part)
        else:
            sys.stdout.buffer.write(part)


def console() -> "Console":
    """The terminal, no wider than reads well; rich itself honours $NO_COLOR, $COLUMNS and TERM=dumb."""
    from rich.console import Console

    found = Console(highlight=False, markup=False, emoji=False)
    found.width = min(found.width, _WIDEST)
    return found


def show(to: "Console", parts: "Iterable[RenderableType]") -> None:
    """A view, part by part."""
    for part in parts:
        to.print(part)


def await_stdin() -> None:
    """Say that kb waits for words when a person would have to type them."""
    if sys.stdin.isatty():
        complain("reading from the terminal; end with Ctrl-D on a line of its own")


def complain(message: str) -> None:
    """One line to stderr, with what articles and file names hold made harmless."""
    from kb.say import visible

    print(visible(message), file=sys.stderr)
