"""Values of an event as people write them, and as they are kept."""

import re
from collections.abc import Iterable
from typing import Any

from kb.curate import Cast
from kb.errors import QueryError
from kb.model import EVENT_TYPES, KINDS
from kb.store import Store
from kb.store.query import one_of
from kb.typed.query import Hear, period

_FIGURE = re.compile(r"(\d{1,9})(?:(\+)|\s*-\s*(\d{1,9}))?")
_CAST = re.compile(r"(.+?):\s*(source|target|other)\s*(?::\s*(.+?)\s*)?", re.IGNORECASE | re.DOTALL)


def fields(store: Store, hear: Hear, **typed: str | None) -> dict[str, Any]:
    """The fields of an event that were typed, as they are kept; raises QueryError."""
    found: dict[str, Any] = {}
    for name, text in typed.items():
        if text is not None:
            found[name] = _date(store, hear, text.strip()) if name == "date" else _READ[name](text.strip())
    return found


def casts(typed: Iterable[str] | None, dropped: Iterable[str] | None = None) -> list[Cast]:
    """The actors that were typed with their roles, and those that are to go; raises QueryError."""
    found = []
    for text in typed or ():
        read = _CAST.fullmatch(text.strip())
        if not read:
            raise QueryError(f"{text!r} is no actor with a role; write NAME:source, NAME:target or NAME:other")
        kind = one_of(read[3].lower(), KINDS, "kind of actor") if read[3] else None
        found.append(Cast(read[1].strip(), read[2].lower(), kind))  # type: ignore[arg-type]
    return [*found, *(Cast(name, None) for name in dropped or ())]


def _date(store: Store, hear: Hear, text: str) -> str | None:
    return None if _unknown(text) else period(text, store.last_date(), hear).edtf


def _type(text: str) -> str:
    return one_of(text.upper(), EVENT_TYPES, "type")


def _text(text: str) -> str:
    return " ".join(text.split())


def _headline(text: str) -> str:
    if not text:
        raise QueryError("a headline needs words")
    return _text(text)


def _place(text: str) -> str:
    return "" if _unknown(text) else _text(text)


def _figure(text: str) -> tuple[int | None, int | None, int | None] | None:
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
    "type": _type,
    "headline": _headline,
    "place": _place,
    "killed": _figure,
    "injured": _figure,
    "source": _text,
    "text": _text,
}
