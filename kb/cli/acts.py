"""What commands that change a store share: their options, questions, and how an act is told."""

import sys
from typing import TYPE_CHECKING, Annotated

from typer import Abort, Argument, Option

from kb.cli.out import complain

if TYPE_CHECKING:
    from kb.model import Event

EventId = Annotated[str, Argument(metavar="EVENT", help="The event's id, or the beginning of it.")]
EventIds = Annotated[list[str], Argument(metavar="EVENT", help="Ids of events, or the beginnings of them.")]
Yes = Annotated[bool, Option("--yes", "-y", help="Do not ask.")]
Date = Annotated[str | None, Option(metavar="DATE", help='When: 2019-12-29, "dec 2019"; none for unknown.')]
Type = Annotated[str | None, Option(metavar="TYPE", help="Of which type: assault, protest, statement ...")]
Place = Annotated[str | None, Option(metavar="NAME", help="Where; none for unknown.")]
Killed = Annotated[str | None, Option(metavar="N", help="How many died: 25, 25+ (at least), 19-31; none for unknown.")]
Injured = Annotated[str | None, Option(metavar="N", help="How many were injured, in the same way.")]
Actors = Annotated[
    list[str] | None,
    Option(
        "--actor",
        metavar="NAME:ROLE",
        help="Who takes part as source (does it), target (has it done to it) or other. Of one that no article names "
        "also the kind: 'Anna Sousa:source:person' (person, organisation, state, armed group, collective). Repeatable.",
    ),
]

_HEADLINE = 60


def tell(number: int, words: str) -> None:
    """Say what an act did, and how to take it back."""
    complain(f"{words}; to undo it: kb undo {number}")


def titled(event: "Event") -> str:
    """An event by its id and the beginning of its headline."""
    headline = event.headline
    return f"{event.id} “{headline if len(headline) <= _HEADLINE else headline[: _HEADLINE - 1].rstrip() + '…'}”"


def ask(question: str, *, yes: bool) -> None:
    """Go on when a person at a terminal says so, when `yes` was given, or when nobody is there to ask; else Abort."""
    if yes or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    import typer

    if not typer.confirm(question, err=True):
        raise Abort
