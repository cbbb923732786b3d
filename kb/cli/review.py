"""kb review: unsure events one by one, a key for each decision."""

import sys
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated

from typer import Option

from kb.cli.acts import titled
from kb.cli.options import STORE, Db, Filters, Words, takes_filters
from kb.cli.out import complain, console, show
from kb.errors import KbError, QueryError

if TYPE_CHECKING:
    from rich.console import Console

    from kb.model import Event
    from kb.store import Store

_KEYS = "[a]ccept  [h]ide  [e]dit  [m]erge with the next  [s]kip  [u]ndo  [q]uit"
_FIELDS = ("date", "type", "headline", "place", "killed", "injured", "actor", "drop")


@takes_filters
def review(
    words: Words = None,
    *,
    filters: Filters,
    below: Annotated[float, Option(metavar="X", min=0, max=1, help="Events whose confidence is below this.")] = 0.5,
    db: Db = STORE,
) -> None:
    """Go through unsure events one by one, with a key for each decision.

    a accepts the event as it stands (it does not come again), h hides it, e edits a field, m merges it with the next
    one, s skips it for now, u takes the last decision back, q ends. Each decision is kept at once. Needs a terminal.
    """
    from kb.store import open_store
    from kb.typed.query import asked

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise QueryError("kb review needs a terminal; in a script use kb hide, kb edit and kb merge")
    with open_store(db) as store:
        wanted = store.select(asked(store, filters, " ".join(words or ()), complain))
        session = Session(store, [one.id for one in wanted if one.confidence < below and not one.accepted])
        _run(session, console())


class Session:
    """Where a review stands: what waits, and what was decided, so that it can be taken back."""

    def __init__(self, store: "Store", waiting: list[str]) -> None:
        self.store = store
        self._waiting = waiting
        self._at = 0
        self._decided: list[tuple[int, int, str]] = []  # act, place in what waits, and the event that it settled

    @property
    def left(self) -> int:
        """How many events wait, this one counted."""
        return sum(1 for _ in self._open())

    def event(self) -> "Event | None":
        """The event to decide on; None when none is left."""
        self._at = next(self._open(), len(self._waiting))
        return self.store.event(self._waiting[self._at]) if self._at < len(self._waiting) else None

    def following(self) -> "Event | None":
        """The event that waits after this one."""
        found = list(islice(self._open(), 1, 2))
        return self.store.event(self._waiting[found[0]]) if found else None

    def accept(self, event: "Event") -> str:
        """Let it stand."""
        from kb import curate

        return self._done(curate.accept(self.store, event.id)[0], "accepted", event)

    def hide(self, event: "Event") -> str:
        """Show it no more."""
        from kb import curate

        return self._done(curate.hide(self.store, [event.id])[0], "hid", event)

    def merge(self, event: "Event") -> str:
        """Make it one with the next that waits."""
        from kb import curate

        other = self.following()
        if other is None:
            raise QueryError("there is no next event to merge with")
        number, merged = curate.merge(self.store, [event.id, other.id])
        return self._done(number, "merged", event, settled=({event.id, other.id} - {merged.id}).pop())

    def edit(self, event: "Event", text: str) -> str:
        """Change one field: its name, then its value."""
        from kb import curate
        from kb.typed.values import casts, fields

        field, _, value = text.strip().partition(" ")
        if field not in _FIELDS:
            raise QueryError(f"no field {field!r}; write one of {', '.join(_FIELDS)} and what it is to be")
        cast = casts([value] if field == "actor" else (), [value] if field == "drop" else ())
        given = {} if cast else fields(self.store, complain, **{field: value})
        number, _ = curate.edit(self.store, event.id, fields=given, actors=cast)
        return self._done(number, "edited", event, settled="")

    def skip(self, event: "Event") -> str:
        """Leave it for another time."""
        self._at += 1
        return f"skipped {titled(event)}"

    def undo(self, event: "Event | None") -> str:
        """Take the last decision of this review back."""
        from kb import curate

        if not self._decided:
            raise QueryError("nothing was decided yet")
        number, self._at, _ = self._decided.pop()
        return f"undone: {curate.undo(self.store, number).act}"

    def _done(self, number: int, what: str, event: "Event", *, settled: str | None = None) -> str:
        self._decided.append((number, self._at, event.id if settled is None else settled))
        return f"{what} {titled(event)}"

    def _open(self) -> Iterator[int]:
        """The places, from here on, of events on which nothing is decided."""
        settled = {event for *_, event in self._decided}
        return (at for at in range(self._at, len(self._waiting)) if self._waiting[at] not in settled)


def _run(session: Session, terminal: "Console") -> None:
    """Show, ask, do, until nothing is left or the person ends."""
    from typer import getchar

    from kb.say import date_words, visible
    from kb.view.event import page

    documents = {row.id: row for row in session.store.documents()}
    while True:
        event = session.event()
        if event:
            terminal.rule(f"{session.left} left")
            show(terminal, page(event, documents))
            if following := session.following():
                terminal.print(f"next: {date_words(following.date)} {visible(titled(following))}", style="dim")
        terminal.print(_KEYS if event else "nothing is left to review  [u]ndo  [q]uit", style="dim")
        try:
            key = getchar().lower()
        except (EOFError, KeyboardInterrupt):
            key = "q"
        if key in ("q", "\x03", "\x04", "\x1b"):
            complain(f"{session.left} left; kb log lists what was decided")
            return
        _decide(session, event, key)


def _decide(session: Session, event: "Event | None", key: str) -> None:
    doing: dict[str, Callable[[Event], str]] = {
        "a": session.accept,
        "h": session.hide,
        "m": session.merge,
        "s": session.skip,
        "e": lambda event: session.edit(event, _asked()),
    }
    try:
        if key == "u":
            complain(session.undo(event))
        elif event and key in doing:
            complain(doing[key](event))
    except KbError as error:
        complain(str(error))


def _asked() -> str:
    import typer

    return str(typer.prompt(f"field and value ({', '.join(_FIELDS)})", err=True))
