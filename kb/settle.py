"""From what is stored to what is shown: documents, names and events settle again after a write, under a person's edits.

What a store shows is a function of its documents and of the edits in force, whatever the order of their coming.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kb.merge import blocks, hooks, linked, meetings, signs
from kb.merge.actors import joins, unite
from kb.merge.hand import figure, refs
from kb.merge.hooks import Hooks
from kb.merge.signs import Signs, family
from kb.model import Actor, Document, Edit, Extraction, Kind, Mention, Naming, Participant, Ref, Span, fold
from kb.store import UNMERGED, Store, Touched
from kb.when import from_edtf

_TOGETHER = 2000  # mentions that a rebuild merges at a time
_NAMING = {"alias": "alias", "apart": "apart", "rename": "name"}


def settle(store: Store, touched: Touched) -> None:
    """Group and merge again all that a write has touched. Needs `writing`."""
    edits = in_force(store)
    _settle_names(store, touched, edits)
    _merge(store, touched, edits)


def rebuild(store: Store) -> None:
    """Derive all that is derived anew: what is left out, names, and events. Needs `writing`."""
    edits = in_force(store)
    touched = store.unmake()
    blocks = sorted(touched.blocks)
    _settle_names(store, touched, edits)
    # What edits bear on comes first, so that no block is merged before it is looked at; the rest as if it were added.
    first = {ref for edit in edits for ref in refs(edit)}
    _merge(store, Touched(store.blocks_of(first), set(), first), edits)
    for start in range(0, len(blocks), _TOGETHER):
        _merge(store, Touched(set(blocks[start : start + _TOGETHER])), edits)


def _settle_names(store: Store, touched: Touched, edits: Sequence[Edit]) -> None:
    """Let documents, notes and names be as the acts in force want them, and note what that touches."""
    touched.add(store.take_out(id for edit in edits if edit.act == "remove" for id in edit.change["documents"]))
    _keep_notes(store, edits, touched)
    touched.names |= store.give(given(edits))
    if touched.names:
        namings = store.connected(touched.names, joins)
        groups = unite(namings)
        members = {member for group in groups for member in group.members}
        loose = {(naming.name, naming.kind) for naming in namings} - members
        # An act that takes an actor out of an event leaves no trace of the name there.
        cast = {one for edit in edits for one in _cast(edit)} & (members | loose)
        shown = {one: store.shown(*one) for one in cast}
        touched.blocks |= store.regroup(groups, loose)
        other = {one for one in cast if store.shown(*one) != shown[one]}
        touched.blocks |= store.blocks_of(ref for edit in edits if other & _cast(edit) for ref in refs(edit))


def _cast(edit: Edit) -> set[tuple[str, Kind]]:
    """The actors that a person put into an event or took out of it."""
    return {(one["name"], one["kind"]) for one in edit.change["actors"]} if edit.act == "edit" else set()


def in_force(store: Store) -> list[Edit]:
    """The acts that are not undone."""
    return [edit for edit in store.edits() if not edit.undone and edit.act not in ("undo", "redo")]


def given(edits: Iterable[Edit]) -> list[Naming]:
    """What the acts say of names; of two names what was said last."""
    said: dict[object, Naming] = {}
    cast: dict[tuple[str, str, Kind], Naming] = {}
    for edit in edits:
        for name, kind in edit.change["names"] if edit.act in _NAMING else ():
            naming = Naming(name, kind, edit.change["name"], 0, _NAMING[edit.act], edit.key)
            said[frozenset((fold(name), fold(naming.alias))), family(kind)] = naming
        for actor in edit.change["actors"] if edit.act == "edit" else ():
            naming = Naming(actor["name"], actor["kind"], actor["name"], 0, "actor")
            cast[naming.name, naming.alias, naming.kind] = naming
    found = {(one.name, one.alias, one.kind): one for one in said.values()}
    for key, naming in cast.items():
        found[key] = replace(naming, edit=found[key].edit) if key in found else naming
    return list(found.values())


def _merge(store: Store, touched: Touched, edits: Sequence[Edit]) -> None:
    """Merge the touched blocks anew, with those that they are linked to now and those that edits connect them to.

    Only the touched mentions are new or other than they were, so that only they can have new links.
    """
    fresh = store.blocks(sorted(touched.blocks | {UNMERGED}))
    found = [signs(mention, 0) for mentions in fresh.values() for mention in mentions]
    looking = [(one, hooks(one)) for one in found]
    near = store.blocks(sorted(_neighbours(store, looking, set(fresh))))
    reached, acts = _linked(store, touched.mentions | store.refs((*fresh, *near)), edits)
    bound = store.blocks(sorted(reached - {*fresh, *near}))
    before = {**fresh, **near, **bound}
    mentions = [mention for told in before.values() for mention in told]
    merged = blocks(mentions, [_renamed(store, edit) for edit in acts])
    store.save_events(list(before), merged, [(one.mention, hung.own) for one, hung in looking])


def _neighbours(store: Store, looking: Sequence[tuple[Signs, Hooks]], known: set[str]) -> set[str]:
    """The blocks, beside the known ones, of mentions that are linked to one of these."""
    wanting: dict[str, list[Signs]] = {}
    for one, theirs in looking:
        for hook in theirs.wanted:
            wanting.setdefault(hook, []).append(one)
    hanging: dict[str, list[Signs]] = {}
    home: list[str] = []
    for name, mention in store.meeting(wanting, apart_from=known):
        other = signs(mention, len(home))
        home.append(name)
        for hook in hooks(other).own:
            if hook in wanting:
                hanging.setdefault(hook, []).append(other)
    met: set[str] = set()
    for hook, there in hanging.items():
        for one, other in meetings(wanting[hook], there):
            if home[other.position] not in met and linked(one, other):
                met.add(home[other.position])
    return met


def _renamed(store: Store, edit: Edit) -> Edit:
    """The edit with its actors under the names that they go by now."""
    if edit.act == "import":
        shown = edit.change["shown"]
        named = ((store.shown(name, kind), role, kind, words) for name, role, kind, words in shown["actors"])
        kept = [one for one in named if one[0]]
        return replace(edit, change={**edit.change, "shown": {**shown, "actors": kept}})
    actors = edit.change.get("actors") if edit.act == "edit" else None
    if not actors:
        return edit
    now = [{**one, "name": store.shown(one["name"], one["kind"]) or one["name"]} for one in actors]
    return replace(edit, change={**edit.change, "actors": now})


def _linked(store: Store, frontier: set[Ref], edits: Sequence[Edit]) -> tuple[set[str], list[Edit]]:
    """The blocks that edits of these mentions reach, and those edits in the order they were made."""
    naming: dict[str, list[Edit]] = {}
    for edit in edits:
        for ref in refs(edit):
            for name in ref:
                naming.setdefault(name, []).append(edit)
    linked: set[str] = set()
    acts: dict[int, Edit] = {}
    while frontier and naming:
        new = {edit.key: edit for ref in frontier for name in ref for edit in naming.get(name, ())}
        reached = store.blocks_of({ref for key, edit in new.items() if key not in acts for ref in refs(edit)}) - linked
        acts |= new
        linked |= reached
        frontier = store.refs(reached)
    return linked, [acts[key] for key in sorted(acts)]


def _keep_notes(store: Store, edits: Iterable[Edit], touched: Touched) -> None:
    """Let the store hold the notes of the acts in force, and no others."""
    wanted = {edit.target: edit for edit in edits if edit.act == "add-event"}
    there = store.notes()
    for document in sorted(there - set(wanted)):
        touched.add(store.forget(document))
    for document in sorted(set(wanted) - there):
        touched.add(store.save_note(note(document, wanted[document].change["note"])))


def note(document: str, said: Mapping[str, Any]) -> Extraction:
    """What a person noted of an event that no article tells, as if it were read: the headline is the sentence."""
    headline = said["headline"]
    text = f"{headline}\n\n{said['text']}" if said["text"] else headline
    people = tuple(Participant(name, role, kind, name) for name, kind, role in said["actors"])
    mention = Mention(
        document=document,
        sentence=Span(0, len(headline)),
        trigger=Span(0, len(headline)),
        evidence=headline,
        word=headline,
        headline=headline,
        date=from_edtf(said["date"]) if said["date"] else None,
        basis="explicit",
        type=said["type"],
        confidence=1.0,
        participants=people,
        place=said["place"],
        killed=figure(said["killed"]),
        injured=figure(said["injured"]),
    )
    actors = tuple(Actor(one.name, one.kind) for one in people)
    return Extraction(Document(document, text, said["source"]), (), (), actors, (mention,))
