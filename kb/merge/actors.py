"""Which names of many documents mean one actor: pure, and the same in whatever order they come."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from kb.lexicon.actors import called
from kb.merge.signs import family
from kb.model import KINDS, ActorGroup, Kind, Naming, fold

_Node = tuple[str, str]  # a folded name and its family


def joins(naming: Naming) -> bool:
    """Whether an alias can make two names one actor: a full name that is not just a part of the name itself, or the
    name that the lexicon has for it ("Microsoft" for Microsoft Corp.). What a person says of an alias goes before.

    "Hezbollah Brigades" for Kataib Hizbullah does. "Pompeo" for Mike Pompeo and "Foreign Ministry" for the Iraqi
    Foreign Ministry do not: others have them as well.
    """
    if naming.given:
        return naming.given in ("alias", "name")
    if family(naming.kind) == "body" and called(naming.alias) == naming.alias:
        return True
    alias, name = fold(naming.alias).split(), fold(naming.name).split()
    return naming.kind != "collective" and len(alias) > 1 and not set(alias) <= set(name)


def unite(namings: Iterable[Naming]) -> tuple[ActorGroup, ...]:
    """The actors behind names and aliases, by name: names that are equal when folded, or that a full alias unites.

    An alias unites organisations and states that share it. A person it unites only with the bearer of that very name,
    and only when all who are so called go by one name, longer or shorter: titles and last names are shared too easily.
    First of all comes what a person says of two names; what somebody keeps apart no alias unites.
    """
    counted = sorted(namings, key=lambda naming: (naming.name, naming.kind, naming.alias))
    named = {_name(naming) for naming in counted if naming.documents > 0 or naming.given == "actor"}
    counted = [naming for naming in counted if _name(naming) in named]
    one = _Union(frozenset((_name(naming), _other(naming, named))) for naming in counted if naming.given == "apart")
    for naming in sorted(counted, key=lambda naming: -naming.edit):
        if naming.given in ("alias", "name"):
            one.join(_name(naming), _other(naming, named))
    claims: dict[_Node, set[_Node]] = {}
    for naming in counted:
        if joins(naming) and not naming.given:
            claims.setdefault((fold(naming.alias), family(naming.kind)), set()).add(_name(naming))
    for alias, names in sorted(claims.items()):
        if _unites(alias, names, named):
            for name in sorted(names):
                one.join(alias, name)
    groups: dict[_Node, list[Naming]] = {}
    for naming in counted:
        groups.setdefault(one.root(_name(naming)), []).append(naming)
    found = [_group(members) for members in groups.values()]
    return tuple(sorted(found, key=lambda group: (group.name, group.kind)))


def _name(naming: Naming) -> _Node:
    return fold(naming.name), family(naming.kind)


def _other(naming: Naming, named: set[_Node]) -> _Node:
    """The actor that a person means by an alias: of the same family, else whoever has that name."""
    own = fold(naming.alias), family(naming.kind)
    if own in named:
        return own
    return min((node for node in named if node[0] == own[0]), default=own)


class _Union:
    """Sets of nodes that grow together, except where two are to stay apart."""

    def __init__(self, apart: Iterable[frozenset[_Node]]) -> None:
        self._apart = [tuple(pair) for pair in apart if len(pair) > 1]
        self._parents: dict[_Node, _Node] = {}

    def root(self, node: _Node) -> _Node:
        """The node that stands for the set that this one is in."""
        parents = self._parents
        while (parent := parents.setdefault(node, node)) != node:
            parents[node] = node = parents[parent]
        return node

    def join(self, one: _Node, other: _Node) -> None:
        """Let two sets be one, unless somebody keeps a node of the one from a node of the other."""
        roots = {self.root(one), self.root(other)}
        if not any({self.root(a), self.root(b)} == roots for a, b in self._apart):
            self._parents[self.root(other)] = self.root(one)


def _unites(alias: _Node, names: set[_Node], named: set[_Node]) -> bool:
    if alias[1] != "person":
        return True
    sizes = sorted((frozenset(name.split()) for name, _ in names), key=len)
    return alias in named and all(less <= more for less, more in pairwise(sizes))


def _group(members: Sequence[Naming]) -> ActorGroup:
    """The name that a person gave last, else the one that most documents have, then the longest, then the first in the
    alphabet; the kind by majority."""
    names: dict[str, int] = {}
    kinds: dict[Kind, int] = {}
    for naming in members:
        if naming.alias == naming.name:
            names[naming.name] = names.get(naming.name, 0) + naming.documents
            kinds[naming.kind] = kinds.get(naming.kind, 0) + naming.documents
    given = {naming.edit: naming.alias for naming in members if naming.given in ("name", "actor") and naming.edit}
    return ActorGroup(
        name=given[max(given)] if given else min(names, key=lambda name: (-names[name], -len(name), name)),
        kind=min(kinds, key=lambda kind: (-kinds[kind], KINDS.index(kind))),
        members=frozenset((naming.name, naming.kind) for naming in members),
    )
