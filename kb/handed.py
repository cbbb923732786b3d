"""A timeline that someone hands on: the JSON lines of `kb export`, taken into another store as they are.

The sentences come without the articles around them: their documents have no text, and are replaced when the articles
themselves are added.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from kb import curate
from kb.errors import InputError, KbError, QueryError
from kb.export.about import About
from kb.export.record import record
from kb.ingest import Report
from kb.model import (
    CERTAINTIES,
    EVENT_TYPES,
    KINDS,
    NAME_NUMBERS,
    Actor,
    Basis,
    Document,
    Extraction,
    Figure,
    Mention,
    Participant,
    Role,
    Span,
    digest,
)
from kb.read import Handed
from kb.settle import settle
from kb.store import Store, Touched
from kb.store.rows import same_mention
from kb.when import When, from_edtf, restored


@dataclass(frozen=True, slots=True)
class _Told:
    """One event of the file: its record, and its mentions."""

    shown: Mapping[str, Any]
    mentions: tuple[Mention, ...]


def take(store: Store, source: Handed) -> Iterator[Report]:
    """Take the events of an export in; yields a report a document, and one for each line that cannot be read.

    What the store has read itself is left alone. Taking the same file again changes nothing.
    """
    told: list[_Told] = []
    origins: dict[str, Mapping[str, Any]] = {}
    for number, line in enumerate(source.lines, 1):
        try:
            if plain := line.strip("\ufeff \t\r\n"):
                told.append(_event(json.loads(plain), origins))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, KbError) as error:
            place = f"{source.source}:{number}"
            yield Report(place, "failed", 0, f"is no event of kb export ({_why(error)}); export it anew")
    with store.writing():
        reports, touched, new = [], Touched(), set()
        for document, origin in origins.items():
            report = _keep(store, document, origin, told, touched)
            reports.append(report)
            if report.outcome in ("added", "changed"):
                new.add(document)
        settle(store, touched)
        _pin(store, [one for one in told if any(mention.document in new for mention in one.mentions)])
    yield from reports


def _why(error: Exception) -> str:
    return f"no {error}" if isinstance(error, KeyError) else "; ".join(str(error).splitlines()[:1])


def _keep(store: Store, document: str, origin: Mapping[str, Any], told: Sequence[_Told], touched: Touched) -> Report:
    """Keep the sentences of one document, beside those that an earlier file had of it."""
    published, basis = origin.get("published") or "", origin.get("published_basis", "none")
    new = [mention for one in told for mention in one.mentions if mention.document == document]
    if document in store.notes():
        if set(map(same_mention, new)) <= set(map(same_mention, store.mentions(document))):
            return Report(document, "unchanged", 0, published=" ")
        return Report(document, "failed", 0, "its id is that of a note of yours; kb log tells which")
    stored = store.fingerprints([document]).get(document, "")
    if stored and not stored.startswith("handed "):
        return Report(document, "unchanged", 0, published=published, published_basis=basis)
    mentions = {same_mention(mention): mention for mention in (*store.mentions(document), *new)}
    fingerprint = f"handed {digest(*sorted(repr(key) for key in mentions))}"
    if stored == fingerprint:
        return Report(document, "unchanged", 0, store.barred(document), published, basis)
    cast = {
        (one.name, one.kind): Actor(one.name, one.kind)
        for event in told
        if any(mention.document == document for mention in event.mentions)
        for one in (
            *_participants(event.shown),
            *(actor for mention in event.mentions for actor in mention.participants),
        )
    }
    made = Document(
        document,
        "",
        title=str(origin.get("title", "")),
        published=next(iter(new)).published,
        published_basis=basis,
        url=str(origin.get("url", "")),
        publisher=str(origin.get("publisher", "")),
        author=str(origin.get("author", "")),
    )
    touched.add(
        store.save(Extraction(made, (), (), tuple(cast.values()), tuple(mentions.values())), fingerprint=fingerprint)
    )
    return Report(document, "changed" if stored else "added", len(mentions), store.barred(document), published, basis)


def _pin(store: Store, told: Iterable[_Told]) -> None:
    """Let events that would show something else here show what they showed there: what a person's acts made of them."""
    about = About(documents={row.id: row for row in store.documents()})
    for one in told:
        try:
            found = store.event(one.mentions[0].founds)
        except QueryError:
            continue
        if record(found, about) != one.shown:
            shown = {name: one.shown[name] for name in _SHOWN}
            shown |= {name: _numbers(one.shown[name]) for name in ("killed", "injured")}
            shown["actors"] = [(part.name, part.role, part.kind, part.words) for part in _participants(one.shown)]
            shown["edited"] = [(edited["field"], edited["made"], edited["derived"]) for edited in one.shown["edited"]]
            curate.pin(store, found.id, one.mentions, shown)


_SHOWN = (
    *("date", "time", "basis", "type", "mode", "certainty", "headline", "confidence", "place"),
    *("hidden", "accepted"),
)


def _event(found: Any, origins: dict[str, Mapping[str, Any]]) -> _Told:
    """One line; raises what says that it is none."""
    if not isinstance(found, dict) or not found["mentions"]:
        raise InputError("no mentions")
    found = _clean(found)
    for name in (*_SHOWN, "killed", "injured", "edited"):
        found[name]  # KeyError says which is missing
    for one in (found, *found["mentions"]):
        _check(one)
    mentions = tuple(_mention(one) for one in found["mentions"])
    for one in found["mentions"]:
        origins.setdefault(one["document"], one)
    return _Told(found, mentions)


def _clean(value: Any) -> Any:
    """The value without what SQLite cannot keep: NUL, and halves of surrogate pairs."""
    if isinstance(value, dict):
        return {name: _clean(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return value.encode("utf-8", "replace").decode().replace("\0", " ") if isinstance(value, str) else value


def _check(found: Mapping[str, Any]) -> None:
    """Raise InputError for a value that kb does not know."""
    allowed = {"type": EVENT_TYPES, "certainty": CERTAINTIES, "basis": get_args(Basis)}
    said = [(name, found[name], values) for name, values in allowed.items()]
    for actor in found["actors"]:
        said += [("kind", actor["kind"], KINDS), ("role", actor["role"], get_args(Role))]
    for name, value, values in said:
        if value not in values:
            raise InputError(f"{name} {value!r} is none of {', '.join(values)}")
    texts = ("headline", "place", "mode", "time", "document", "text", "id")
    if not all(isinstance(found.get(name, ""), str) for name in texts):
        raise InputError(f"{', '.join(texts)} are texts")
    around = found.get("around", [])
    if not isinstance(around, list) or not all(isinstance(one, int) and 0 <= one < NAME_NUMBERS for one in around):
        raise InputError("around is a list of numbers that stand for names")
    numbers = [*(found["killed"] or {}).values(), *(found["injured"] or {}).values()]
    if not all(number is None or (isinstance(number, int) and number >= 0) for number in numbers):
        raise InputError("killed and injured are numbers")
    restored(found["date"], found["time"])


def _mention(found: Mapping[str, Any]) -> Mention:
    made = Mention(
        document=found["document"],
        sentence=_span(found["sentence"]),
        trigger=_span(found["trigger"]),
        evidence=found["text"],
        word=str(found["trigger"]["text"]),
        headline=found["headline"],
        date=restored(found["date"], found["time"]),
        basis=found["basis"],
        type=found["type"],
        mode=found["mode"],
        certainty=found["certainty"],
        confidence=float(found["confidence"]),
        participants=_participants(found),
        place=found["place"],
        killed=_figure(found["killed"]),
        injured=_figure(found["injured"]),
        around=tuple(sorted(set(found.get("around", [])))),
    )
    published = from_edtf(found["published"]) if found["published"] else None
    return replace(made, published=published if isinstance(published, When) else None)


def _span(found: Mapping[str, Any]) -> Span:
    return Span(int(found["start"]), int(found["end"]))


def _participants(found: Mapping[str, Any]) -> tuple[Participant, ...]:
    return tuple(Participant(one["name"], one["role"], one["kind"], one["words"]) for one in found["actors"])


def _numbers(found: Mapping[str, Any] | None) -> tuple[int | None, int | None, int | None] | None:
    return (found["low"], found["best"], found["high"]) if found else None


def _figure(found: Mapping[str, Any] | None) -> Figure | None:
    return Figure(*numbers) if (numbers := _numbers(found)) else None
