"""What a person does to a store: one function an act. Each is logged, applied at once, and can be undone."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb import settle
from kb.errors import QueryError
from kb.merge.hand import refs
from kb.model import Edit, Event, Kind, Mention, Ref, Role, digest, fold
from kb.store import Store, Touched

REVERSALS = ("undo", "redo")
_BLANK = {"date": None, "type": "OTHER", "place": "", "killed": None, "injured": None, "source": "", "text": ""}


@dataclass(frozen=True, slots=True)
class Cast:
    """An actor's part in an event: its role, None for no part; the kind is needed of one that no document names."""

    name: str
    role: Role | None
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """An act of the log, and whether it bears on anything: what it was done to may be gone."""

    edit: Edit
    applies: bool


def edit(store: Store, event: str, *, fields: Mapping[str, Any], actors: Sequence[Cast] = ()) -> tuple[int, Event]:
    """Let an event show what a person says; returns the number of the act, and the event.

    `fields` are among date (EDTF), type, headline, place, killed, injured (low, best, high), with None for "not known".
    """
    with store.writing():
        found = store.event(event)
        cast = [{"name": name, "kind": kind, "role": role} for name, kind, role in _cast(store, actors)]
        key = _do(store, "edit", found.id, {"events": [_refs(found)], "set": _plain(fields), "actors": cast})
        return key, store.event(found.id)


def merge(store: Store, events: Sequence[str]) -> tuple[int, Event]:
    """Let events be one; returns the number of the act, and that event. Raises QueryError."""
    with store.writing():
        found = _distinct(store, events)
        if len(found) < 2:
            raise QueryError("name two events or more; these are one already")
        for one in found:
            if one.hidden:
                raise QueryError(f"{one.id} is hidden; bring it back first: kb hide --back {one.id}")
        ids = [one.id for one in found]
        key = _do(store, "merge", ids[0], _events(found))
        return key, store.event(ids[0])


def split(store: Store, event: str, mentions: Sequence[str]) -> tuple[int, Event, Event]:
    """Let mentions be an event of their own; returns the number of the act, that event, and what is left."""
    with store.writing():
        found = store.event(event)
        out = [_mention(found, wanted) for wanted in dict.fromkeys(mentions)]
        rest = [one for one in found.mentions if one not in out]
        if not rest:
            raise QueryError(f"all of {found.id} would go; leave a mention in it")
        change = {"out": _named(out), "rest": _named(rest), "ids": [out[0].founds, rest[0].founds]}
        key = _do(store, "split", found.id, change)
        return key, store.event(out[0].founds), store.event(rest[0].founds)


def hide(store: Store, events: Sequence[str], *, back: bool = False) -> tuple[int, list[Event]]:
    """Leave events out of what is shown, or let them in again; returns the number of the act, and the events."""
    with store.writing():
        found = _distinct(store, events)
        wrong = next((one for one in found if one.hidden is not back), None)
        if wrong:
            raise QueryError(f"{wrong.id} is {'not' if back else 'already'} hidden")
        key = _do(store, "unhide" if back else "hide", found[0].id, _events(found))
        return key, [store.event(one.id) for one in found]


def accept(store: Store, event: str) -> tuple[int, Event]:
    """Note that a person looked at an event and lets it stand; returns the number of the act, and the event."""
    with store.writing():
        found = store.event(event)
        return _do(store, "accept", found.id, {"events": [_refs(found)]}), store.event(found.id)


def rename(store: Store, actor: str, name: str) -> tuple[int, str]:
    """Let an actor go by a name; returns the number of the act, and the name it had. Raises QueryError."""
    with store.writing():
        found = store.actor(actor)
        name = _words(name, "a name")
        (wanted, *_) = store.names(actor)
        others = store.called(name) - store.called(wanted[0])
        if others:
            raise QueryError(
                f"there is an actor {name!r} already; if the two are one: kb alias {found.name!r} {name!r}"
            )
        return _do(store, "rename", found.name, {"names": [wanted], "name": name}), found.name


def alias(store: Store, actor: str, name: str, *, apart: bool = False) -> tuple[int, str]:
    """Let two names be one actor, or with `apart` two; returns the number of the act, and the first one's name."""
    with store.writing():
        name = _words(name, "a name")
        names, shown = store.names(actor), store.actor(actor).name
        wanted = next((one for one in names if fold(one[0]) == fold(actor)), names[0])
        said = wanted[0] if apart else shown
        if fold(wanted[0]) == fold(name):
            raise QueryError(f"{wanted[0]!r} and {name!r} are one name to kb")
        one = store.called(wanted[0]) & store.called(name)
        if apart and not one:
            raise QueryError(f"{actor!r} and {name!r} are not one actor; kb actors {actor!r} shows its names")
        if not apart and one:
            raise QueryError(f"{actor!r} and {name!r} are one actor already")
        return _do(store, "apart" if apart else "alias", said, {"names": [wanted], "name": name}), said


def add_event(store: Store, headline: str, *, fields: Mapping[str, Any], actors: Sequence[Cast]) -> tuple[int, Event]:
    """Note an event that no article tells; returns the number of the act, and the event.

    `fields` are those of `edit`, and `source` and `text`: where a person has it from, and anything else to note.
    """
    with store.writing():
        said = _said(store, headline, fields, actors)
        document = f"note {digest('note', said['headline'], str(len(store.edits())))}"
        (mention,) = settle.note(document, said).mentions
        key = _do(store, "add-event", document, {"note": said, "events": [_named([mention])]})
        return key, store.event(mention.founds)


def noted(store: Store, headline: str, *, fields: Mapping[str, Any], actors: Sequence[Cast]) -> str:
    """The note that says the same of an event already, in force or undone; "" for none."""
    said = json.dumps(_said(store, headline, fields, actors), sort_keys=True)
    notes = (edit for edit in store.edits() if edit.act == "add-event")
    return next((edit.target for edit in notes if json.dumps(edit.change["note"], sort_keys=True) == said), "")


def _said(store: Store, headline: str, fields: Mapping[str, Any], actors: Sequence[Cast]) -> dict[str, Any]:
    words = _words(headline, "a headline")
    return {**_BLANK, **_plain(fields), "headline": words, "actors": _cast(store, actors)}


def pin(store: Store, event: str, mentions: Sequence[Mention], shown: Mapping[str, Any]) -> int:
    """Let the event that these mentions tell show what it shows in another store; returns the number of the act."""
    named = _named(mentions)
    rest = [ref for ref in _refs(store.event(event)) if ref not in named]
    return _do(store, "import", named[0][0], {"events": [named], "rest": rest, "shown": dict(shown)})


def remove(store: Store, documents: Sequence[str]) -> tuple[int, int]:
    """Take documents out, with all they tell; returns the number of the act, and how many mentions are gone."""
    with store.writing():
        there, notes = {row.id: row for row in store.documents()}, store.notes()
        for document in documents:
            if document not in there:
                raise QueryError(f"no document {document!r} in this store; kb sources lists them")
            if document in notes:
                raise QueryError(f"{document!r} is a person's note; kb log tells which act to undo")
        wanted = list(dict.fromkeys(documents))
        key = _do(store, "remove", wanted[0], {"documents": wanted})
        return key, sum(there[document].mentions for document in wanted)


def undo(store: Store, number: int | None = None) -> Edit:
    """Take an act back, the last one or that of this number; returns it. Raises QueryError when there is none."""
    with store.writing():
        done, _ = _stacks(store.edits())
        return _reverse(store, "undo", _chosen(store, done, number, "undo"))


def redo(store: Store, number: int | None = None) -> Edit:
    """Do an undone act again, that which was undone last or that of this number; returns it. Raises QueryError."""
    with store.writing():
        _, undone = _stacks(store.edits())
        taken = [edit.key for edit in store.edits() if edit.undone] if number else undone
        return _reverse(store, "redo", _chosen(store, taken, number, "redo"))


def log(store: Store) -> list[Logged]:
    """Every act ever done, in order, with whether it bears on anything now."""
    removed = {row.id for row in store.documents(removed=True)}
    return [Logged(one, one.undone or one.act in REVERSALS or _applies(store, one, removed)) for one in store.edits()]


def rebuild(store: Store) -> None:
    """Derive all that is derived anew: names, places, events, from documents, mentions and edits."""
    with store.writing():
        settle.rebuild(store)
    store.tidy()


def _do(store: Store, act: str, target: str, change: dict[str, Any]) -> int:
    """Log an act and let the store settle under it."""
    key = store.log(act, target, change)
    settle.settle(store, _reach(store, Edit(key, "", act, target, change)))
    return key


def _reach(store: Store, edit: Edit) -> Touched:
    """What to merge again when an act comes or goes; settling finds the names and documents itself."""
    mentions = set(refs(edit))
    return Touched(blocks=store.blocks_of(mentions), mentions=mentions)


def _stacks(edits: Iterable[Edit]) -> tuple[list[int], list[int]]:
    """The numbers of the acts that undo takes back and of those that redo does again, the next one last."""
    done: list[int] = []
    undone: list[int] = []
    for one in edits:
        if one.act in REVERSALS:
            source, target = (done, undone) if one.act == "undo" else (undone, done)
            key = one.change["edit"]
            if key in source:
                source.remove(key)
            target.append(key)
        else:
            done.append(one.key)
            undone.clear()
    return done, undone


def _chosen(store: Store, keys: Sequence[int], number: int | None, act: str) -> Edit:
    edits = {edit.key: edit for edit in store.edits()}
    if number is None and keys:
        return edits[keys[-1]]
    if number in keys:
        return edits[number or 0]
    if number in edits and edits[number].act not in REVERSALS:
        raise QueryError(f"act {number} is {'already undone' if act == 'undo' else 'not undone'}")
    raise QueryError(f"no act {number} to {act}; kb log lists them" if number else f"there is nothing to {act}")


def _reverse(store: Store, act: str, edit: Edit) -> Edit:
    before = _reach(store, edit)
    store.log(act, str(edit.key), {"edit": edit.key})
    store.mark([edit.key], undone=act == "undo")
    settle.settle(store, before)
    return edit


def _applies(store: Store, edit: Edit, removed: set[str]) -> bool:
    if edit.act == "remove":
        return not removed.isdisjoint(edit.change["documents"])
    if "names" in edit.change:
        return any(store.shown(name, kind) for name, kind in edit.change["names"])
    sides = (edit.change["out"], edit.change["rest"]) if edit.act == "split" else edit.change["events"]
    alive = sum(bool(store.blocks_of([(founds, id) for founds, id in side])) for side in sides)
    return alive >= (2 if edit.act in ("merge", "split") else 1)


def _distinct(store: Store, events: Iterable[str]) -> list[Event]:
    return list({one.id: one for one in map(store.event, events)}.values())


def _events(events: Iterable[Event]) -> dict[str, Any]:
    found = list(events)
    return {"events": [_refs(one) for one in found], "ids": [one.id for one in found]}


def _refs(event: Event) -> list[Ref]:
    return _named(event.mentions)


def _named(mentions: Iterable[Mention]) -> list[Ref]:
    return [(mention.founds, mention.id) for mention in mentions]


def _mention(event: Event, wanted: str) -> Mention:
    """The mention whose id begins so."""
    low = wanted.strip().lower()
    found = [one for one in event.mentions if low and one.founds.startswith(low)]
    if len(found) == 1:
        return found[0]
    if found:
        raise QueryError(f"{wanted!r} may be {', '.join(one.founds for one in found)}; give more of the id")
    raise QueryError(f"{event.id} has no mention {wanted!r}; kb show {event.id} lists them")


def _cast(store: Store, actors: Iterable[Cast]) -> list[tuple[str, Kind, Role | None]]:
    """Each actor under the name and kind that documents know it by; raises QueryError for one that needs a kind."""
    found = []
    for one in actors:
        name = _words(one.name, "a name")
        if store.called(name) or one.kind is None:
            name, kind = store.names(name)[0]
        else:
            kind = one.kind
        found.append((name, kind, one.role))
    return found


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with their texts on one line, without what SQLite cannot keep: NUL, and halves of surrogate pairs."""
    return {name: _line(value) if isinstance(value, str) else value for name, value in fields.items()}


def _line(text: str) -> str:
    return " ".join(text.encode("utf-8", "replace").decode().replace("\0", " ").split())


def _words(text: str, what: str) -> str:
    words = _line(text)
    if not words:
        raise QueryError(f"give {what}; this is empty")
    return words
