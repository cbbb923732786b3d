"""What commands that change a store share: values as people write them, questions, and how an act is told."""

import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

from typer import Abort, Argument, Option

from kb.cli.out import complain
from kb.errors import QueryError

if TYPE_CHECKING:
    from kb.curate import Cast
    from kb.model import Event
    from kb.store import Store

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

_FIGURE = re.compile(r"(\d+)(?:(\+)|\s*-\s*(\d+))?")
_CAST = re.compile(r"(.+?):\s*(source|target|other)\s*(?::\s*(.+?)\s*)?", re.IGNORECASE | re.DOTALL)
_HEADLINE = 60


def fields(store: "Store", **typed: str | None) -> dict[str, Any]:
    """The fields of an event that were typed, as they are kept; raises QueryError."""
    return {name: _READ[name](store, text.strip()) for name, text in typed.items() if text is not None}


def casts(typed: Iterable[str] | None, dropped: Iterable[str] | None = None) -> "list[Cast]":
    """The actors that were typed with their roles, and those that are to go; raises QueryError."""
    from kb.curate import Cast
    from kb.model import KINDS
    from kb.store.query import one_of

    found = []
    for text in typed or ():
        read = _CAST.fullmatch(text.strip())
        if not read:
            raise QueryError(f"{text!r} is no actor with a role; write NAME:source, NAME:target or NAME:other")
        kind = one_of(read[3].lower(), KINDS, "kind of actor") if read[3] else None
        found.append(Cast(read[1].strip(), read[2].lower(), kind))  # type: ignore[arg-type]
    return [*found, *(Cast(name, None) for name in dropped or ())]


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


def _date(store: "Store", text: str) -> str | None:
    from kb.cli.query import period

    return None if _unknown(text) else period(text, store.last_date()).edtf


def _type(store: "Store", text: str) -> str:
    from kb.model import EVENT_TYPES
    from kb.store.query import one_of

    return one_of(text.upper(), EVENT_TYPES, "type")


def _text(store: "Store", text: str) -> str:
    return " ".join(text.split())


def _headline(store: "Store", text: str) -> str:
    if not text:
        raise QueryError("a headline needs words")
    return _text(store, text)


def _place(store: "Store", text: str) -> str:
    return "" if _unknown(text) else _text(store, text)


def _figure(store: "Store", text: str) -> tuple[int | None, int | None, int | None] | None:
    if _unknown(text):
        return None
    read = _FIGURE.fullmatch(text)
    if not read or (read[3] and int(read[3]) < int(read[1])):
        raise QueryError(f"{text!r} is no figure; write 25, 25+ for at least 25, 19-31, or none")
    low = int(read[1])
    if read[3]:
        return low, None, int(read[3])
    return low, low, None if read[2] else low


def _unknown(text: str) -> bool:
    return text.lower() in ("", "none", "unknown")


_READ = {
    "date": _date,
    "type": _type,
    "headline": _headline,
    "place": _place,
    "killed": _figure,
    "injured": _figure,
    "source": _text,
    "text": _text,
}
