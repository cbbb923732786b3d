"""What could not be read, and why; and what a document is called that came with no name."""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.model import digest

STDIN = "<stdin>"


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that was not read: where (`path`, `path:line`, `<stdin>`), and why with what to do, in one line.

    `partial` marks a note on a document that was read, only without the part that `reason` names; such a note comes
    right before its document.
    """

    source: str
    reason: str
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Handed(Failure):
    """A source of events, in which there is no article to read: whoever keeps events takes its lines before going on.

    `delimiter` is that of a table; an export has none.
    """

    lines: Iterable[str] = ()
    delimiter: str = ""


def unread(error: Exception) -> str:
    """The reason that is given for a document on which the engine itself failed."""
    return f"cannot be read by kb ({type(error).__name__}: {error}); please report this text as a bug"


def document_id(name: str, place: str, text: str) -> str:
    """The place a document was found in; on standard input, where places mean nothing later, a digest of its text."""
    return f"stdin-{digest(text)}" if name == STDIN else place
