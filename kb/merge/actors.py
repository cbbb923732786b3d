"""Which names of many documents mean one actor: pure, and the same in whatever order they come."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from kb.lexicon.actors import called
from kb.merge.signs import family
from kb.model import KINDS, ActorGroup, Kind, Naming, fold

_Node = tuple[str, str]  # a folded name and its family


def joins(naming: Naming) -> bool:
    """Whether an alias can make two names one actor: a full name that is not just a part of the name itself, or the
    name that the lexicon has for it ("Microsoft" for Microsoft Corp.).

    "Hezbollah Brigades" for Kataib Hizbullah does. "Pompeo" for Mike Pompeo and "Foreign Ministry" for the Iraqi
    Foreign Ministry do not: others have them as well.
    """
    if family(naming.kind) == "body" and called(naming.alias) == naming.alias:
        return True
    alias, name = fold(naming.alias).split(), fold(naming.name).split()
    return naming.kind != "collective" and len(alias) > 1 and not set(alias) <= set(name)


def unite(namings: Iterable[Naming]) -> tuple[ActorGroup, ...]:
    """The actors behind names and aliases, by name: names that are equal when folded, or that a full alias unites.

    An alias unites organisations and states that share it. A person it unites only with the bearer of that very name,
    and only when all who are so called go by one name, longer or shorter: titles and last names are shared too easily.
    """
    counted = sorted(namings, key=lambda naming: (naming.name, naming.kind, naming.alias))
    named = {_name(naming) for naming in counted}
    claims: dict[_Node, set[_Node]] = {}
    for naming in counted:
        if joins(naming):
            claims.setdefault((fold(naming.alias), family(naming.kind)), set()).add(_name(naming))
    parents = {node: node for node in named}
    for alias, names in sorted(claims.items()):
        if _unites(alias, names, named):
            first, *others = sorted(names | {alias} & named)
            for other in others:
                parents[_root(parents, other)] = _root(parents, first)
    groups: dict[_Node, list[Naming]] = {}
    for naming in counted:
        groups.setdefault(_root(parents, _name(naming)), []).append(naming)
    found = [_group(members) for members in groups.values()]
    return tuple(sorted(found, key=lambda group: (group.name, group.kind)))


def _name(naming: Naming) -> _Node:
    return fold(naming.name), family(naming.kind)


def _root(parents: dict[_Node, _Node], node: _Node) -> _Node:
    while parents[node] != node:
        parents[node] = parents[parents[node]]
        node = parents[node]
    return node


def _unites(alias: _Node, names: set[_Node], named: set[_Node]) -> bool:
    if alias[1] != "person":
        return True
    sizes = sorted((frozenset(name.split()) for name, _ in names), key=len)
    return alias in named and all(less <= more for less, more in pairwise(sizes))


def _group(members: Sequence[Naming]) -> ActorGroup:
    """The name that most documents have, then the longest, then the first in the alphabet; the kind by majority."""
    names: dict[str, int] = {}
    kinds: dict[Kind, int] = {}
    for naming in members:
        if naming.alias == naming.name:
            names[naming.name] = names.get(naming.name, 0) + naming.documents
            kinds[naming.kind] = kinds.get(naming.kind, 0) + naming.documents
    return ActorGroup(
        name=min(names, key=lambda name: (-names[name], -len(name), name)),
        kind=min(kinds, key=lambda kind: (-kinds[kind], KINDS.index(kind))),
        members=frozenset((naming.name, naming.kind) for naming in members),
    )
