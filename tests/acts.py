"""Acts of a person chosen at random from what a store holds, for properties of curation."""

import random
from contextlib import suppress

from kb import curate
from kb.curate import Cast
from kb.errors import QueryError
from kb.model import KINDS
from kb.store import Filter, Store

NAMES = ("Hezbollah Brigades", "KH", "The Base", "Mike Pompeo", "Iran", "George Bush", "Kataib Hizbullah")
FIELDS = (
    {"date": "2019-12-28"},
    {"date": None, "headline": "What happened"},
    {"type": "PROTEST", "place": "Basra"},
    {"killed": [3, 3, None], "injured": None},
)


def act(store: Store, chance: random.Random) -> bool:
    """Do something to the store; whether it was done, as not everything can be done to everything."""
    events = [event.id for event in store.select(Filter(hidden=True))]
    documents = [row.id for row in store.documents()]
    actors = [row.name for row in store.actors(Filter(hidden=True))]
    before = len(store.edits())
    with suppress(QueryError, IndexError, ValueError):
        _ACTS[chance.randrange(len(_ACTS))](store, chance, (events, documents, actors))
    return len(store.edits()) > before


_Known = tuple[list[str], list[str], list[str]]


def _edit(store: Store, chance: random.Random, known: _Known) -> None:
    cast = Cast(chance.choice([*NAMES, *known[2]]), chance.choice(["source", "target", None]), chance.choice(KINDS))
    some = [cast] if chance.random() < 0.5 else []
    curate.edit(store, chance.choice(known[0]), fields=chance.choice(FIELDS), actors=some)


def _merge(store: Store, chance: random.Random, known: _Known) -> None:
    curate.merge(store, chance.sample(known[0], min(len(known[0]), chance.randint(2, 3))))


def _split(store: Store, chance: random.Random, known: _Known) -> None:
    event = max(map(store.event, chance.sample(known[0], min(3, len(known[0])))), key=lambda one: len(one.mentions))
    curate.split(store, event.id, [chance.choice(event.mentions).founds])


def _hide(store: Store, chance: random.Random, known: _Known) -> None:
    curate.hide(store, [chance.choice(known[0])], back=chance.random() < 0.3)


def _accept(store: Store, chance: random.Random, known: _Known) -> None:
    curate.accept(store, chance.choice(known[0]))


def _rename(store: Store, chance: random.Random, known: _Known) -> None:
    curate.rename(store, chance.choice(known[2]), chance.choice(NAMES))


def _alias(store: Store, chance: random.Random, known: _Known) -> None:
    curate.alias(store, chance.choice(known[2]), chance.choice([*NAMES, *known[2]]), apart=chance.random() < 0.4)


def _add(store: Store, chance: random.Random, known: _Known) -> None:
    fields = {"date": chance.choice(["2019-12-27", "2019-12"]), "source": "a notebook", "killed": [1, 1, 1]}
    cast = [Cast(chance.choice([*NAMES, *known[2]]), "source", "armed group")]
    curate.add_event(store, "Rockets attacked the base near Kirkuk", fields=fields, actors=cast)


def _remove(store: Store, chance: random.Random, known: _Known) -> None:
    curate.remove(store, [chance.choice(known[1])])


def _undo(store: Store, chance: random.Random, known: _Known) -> None:
    curate.undo(store, chance.choice([None, chance.choice([edit.key for edit in store.edits()])]))


def _redo(store: Store, chance: random.Random, known: _Known) -> None:
    curate.redo(store)


_ACTS = (
    _edit,
    _edit,
    _merge,
    _merge,
    _split,
    _split,
    _hide,
    _accept,
    _rename,
    _alias,
    _alias,
    _add,
    _remove,
    _undo,
    _redo,
)
