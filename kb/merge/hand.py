"""A person's hand on events: which mentions are one event, and what an event shows. The last act goes before others.

An act names an event by the mentions that told it, the founder first: it bears on the event that holds the first of
them that is still there, and on none when all are gone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kb.merge.compare import compare
from kb.merge.signs import Signs, canonical, family, signs
from kb.model import ROLES, Edit, Edited, Event, Figure, Mention, Participant, Ref, fold
from kb.when import from_edtf, restored


def refs(edit: Edit) -> list[Ref]:
    """Every mention that an act names."""
    change = edit.change
    sides = (*change.get("events", ()), change.get("out", ()), change.get("rest", ()))
    return [(founds, id) for side in sides for founds, id in side]


class Present:
    """Mentions, found as edits name them: by what they found, and if none does any more by their id."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._founders: dict[str, Mention] = {}
        self._ids: dict[str, Mention] = {}
        for mention in sorted(mentions, key=canonical):
            self._founders[mention.founds] = mention
            self._ids.setdefault(mention.id, mention)

    def all(self, named: Iterable[Sequence[str]]) -> list[Mention]:
        """Those of the mentions that are there, in order."""
        found = (self._founders.get(founds) or self._ids.get(id) for founds, id in named)
        return [mention for mention in found if mention]

    def first(self, named: Iterable[Sequence[str]]) -> Mention | None:
        """The first of the mentions that is there."""
        return next(iter(self.all(named)), None)


def bind(clusters: Sequence[list[Mention]], edits: Iterable[Edit]) -> list[list[Mention]]:
    """The clusters after a person's merges and splits, in the order of the acts."""
    acts = [edit for edit in edits if edit.act in ("merge", "split", "import")]
    if not acts:
        return list(clusters)
    bound = _Bound(clusters)
    for edit in acts:
        if edit.act == "merge":
            bound.unite(bound.present.first(side) for side in edit.change["events"])
        elif edit.act == "import":
            bound.part(edit.change["events"][0], edit.change["rest"])
        else:
            bound.part(edit.change["out"], edit.change["rest"])
    return [sorted(cluster, key=canonical) for cluster in bound.clusters if cluster]


class _Bound:
    """Clusters that acts move mentions between."""

    def __init__(self, clusters: Sequence[list[Mention]]) -> None:
        self.clusters = [list(cluster) for cluster in clusters]
        self.present = Present(mention for cluster in clusters for mention in cluster)
        self._home = {mention.founds: at for at, cluster in enumerate(clusters) for mention in cluster}

    def unite(self, mentions: Iterable[Mention | None]) -> None:
        """Let the clusters of the mentions be one."""
        homes = dict.fromkeys(self._home[mention.founds] for mention in mentions if mention)
        first, *others = homes or [0]
        for other in others:
            self._move(self.clusters[other], first)

    def part(self, out: Iterable[Sequence[str]], rest: Iterable[Sequence[str]]) -> None:
        """Let `out` be one event, and none of `rest` in it; what has come since goes to those it resembles more."""
        leaving, staying = self.present.all(out), self.present.all(rest)
        kept = {mention.founds for mention in staying} - {mention.founds for mention in leaving}
        for home in dict.fromkeys(self._home[mention.founds] for mention in leaving):
            here = [mention for mention in self.clusters[home] if mention.founds in kept]
            if here:
                ours = [mention for mention in leaving if self._home[mention.founds] == home]
                known = {mention.founds for mention in (*here, *ours)}
                late = [mention for mention in self.clusters[home] if mention.founds not in known]
                self.clusters.append([])
                self._move([*ours, *(one for one in late if _nearer(one, ours, here))], len(self.clusters) - 1)
        self.unite(leaving)

    def _move(self, mentions: Sequence[Mention], to: int) -> None:
        for mention in list(mentions):
            self.clusters[self._home[mention.founds]].remove(mention)
            self.clusters[to].append(mention)
            self._home[mention.founds] = to


def _nearer(mention: Mention, some: Iterable[Mention], others: Iterable[Mention]) -> bool:
    one = signs(mention, 0)
    return max(_likeness(one, other) for other in some) > max(_likeness(one, other) for other in others)


def _likeness(one: Signs, other: Mention) -> float:
    return max(compare(one, signs(other, 1)) or 0.0, 0.0)


def amend(events: Sequence[Event], edits: Iterable[Edit]) -> list[Event]:
    """The events with all that a person changed of them."""
    acts = [edit for edit in edits if edit.act in _ACTS]
    if not acts:
        return list(events)
    present = Present(mention for event in events for mention in event.mentions)
    home = {mention.founds: at for at, event in enumerate(events) for mention in event.mentions}
    found = list(events)
    for edit in acts:
        told = [mention for side in _sides(edit) if (mention := present.first(side))]
        homes = dict.fromkeys(home[mention.founds] for mention in told)
        if edit.act not in _SIDES or (len(told) > 1 and len(homes) == _SIDES[edit.act]):
            for at in homes:
                found[at] = _ACTS[edit.act](found[at], edit)
    return found


_SIDES = {"merge": 1, "split": 2}  # how many events the sides of these acts are, unless a later act says otherwise


def _sides(edit: Edit) -> Sequence[Sequence[Sequence[str]]]:
    """The mentions of each event that an act names."""
    change = edit.change
    return (change["out"], change["rest"]) if edit.act == "split" else list(change["events"])


def _note(event: Event, edit: Edit, field: str, derived: str = "") -> Event:
    """The event with a field noted as a person's; what it would be without is kept from the first act on it."""
    before = next((one.derived for one in event.edited if one.field == field), derived)
    return replace(event, edited=(*_unnote(event, field).edited, Edited(field, edit.made, before)))


def _unnote(event: Event, field: str) -> Event:
    return replace(event, edited=tuple(one for one in event.edited if one.field != field))


def _edit(event: Event, edit: Edit) -> Event:
    for field, value in edit.change.get("set", {}).items():
        event = replace(_note(event, edit, field, _words(event, field)), **_SET[field](value))
    for actor in edit.change.get("actors", ()):
        event = _cast(event, edit, actor)
    return event


def _words(event: Event, field: str) -> str:
    value = getattr(event, field)
    return "" if value is None else str(value)


def _cast(event: Event, edit: Edit, actor: Mapping[str, Any]) -> Event:
    """The event with an actor in another role, or, where the role is None, without it."""
    key = fold(actor["name"]), family(actor["kind"])
    ours = [one for one in event.participants if (fold(one.name), family(one.kind)) == key]
    others = [one for one in event.participants if (fold(one.name), family(one.kind)) != key]
    if actor["role"]:
        before = ours[0] if ours else Participant(actor["name"], actor["role"], actor["kind"])
        others.append(replace(before, role=actor["role"]))
    ordered = sorted(others, key=lambda one: ROLES.index(one.role))
    field = f"actor {actor['name']}"
    noted = _note(event, edit, field, ours[0].role if ours else "")
    if not actor["role"] and noted.edited[-1].derived == "":  # nobody tells of it, and now no person either
        noted = _unnote(event, field)
    return replace(noted, participants=tuple(ordered))


def _hide(event: Event, edit: Edit) -> Event:
    return replace(_note(event, edit, "hidden"), hidden=True)


def _unhide(event: Event, edit: Edit) -> Event:
    return replace(_unnote(event, "hidden"), hidden=False)


def _accept(event: Event, edit: Edit) -> Event:
    return replace(event, accepted=True)


def _bound(event: Event, edit: Edit) -> Event:
    """An event that a person put together or took apart; noted with the ids of the events there were, or the other."""
    before = [one.derived for one in event.edited if one.field == edit.act]
    ids = [id for id in edit.change["ids"] if edit.act == "merge" or id != event.id]
    return _note(_unnote(event, edit.act), edit, edit.act, " ".join((*before, *ids)))


def _added(event: Event, edit: Edit) -> Event:
    return _note(event, edit, "added")


def _imported(event: Event, edit: Edit) -> Event:
    """The event as it was where it comes from."""
    shown = edit.change["shown"]
    fields = ("basis", "type", "mode", "certainty", "headline", "confidence", "place", "hidden", "accepted")
    return replace(
        event,
        **{field: shown[field] for field in fields},
        date=restored(shown["date"], shown["time"]),
        killed=figure(shown["killed"]),
        injured=figure(shown["injured"]),
        participants=tuple(Participant(*one) for one in shown["actors"]),
        edited=tuple(Edited(*one) for one in shown["edited"]),
    )


def figure(value: Sequence[int | None] | None) -> Figure | None:
    """A figure as an act keeps it: low, best and high."""
    return Figure(*value) if value else None


_SET: dict[str, Callable[[Any], dict[str, Any]]] = {
    "date": lambda value: {"date": from_edtf(value) if value else None, "basis": "given"},
    "type": lambda value: {"type": value, "mode": ""},
    "headline": lambda value: {"headline": value},
    "place": lambda value: {"place": value},
    "killed": lambda value: {"killed": figure(value)},
    "injured": lambda value: {"injured": figure(value)},
}
_ACTS: dict[str, Callable[[Event, Edit], Event]] = {
    "edit": _edit,
    "hide": _hide,
    "unhide": _unhide,
    "accept": _accept,
    "merge": _bound,
    "split": _bound,
    "import": _imported,
    "add-event": _added,
}
