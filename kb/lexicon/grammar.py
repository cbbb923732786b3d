"""The closed word classes of English that clause reading leans on."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from kb.errors import LexiconError
from kb.lexicon import read_toml

FILE = "grammar.toml"


@dataclass(frozen=True, slots=True)
class Harm:
    """How a sentence counts the killed and the injured."""

    killed: frozenset[str]
    injured: frozenset[str]
    counted: frozenset[str]
    hedges: frozenset[str]
    crowds: frozenset[str]
    strikes: frozenset[str]
    persons: frozenset[str]
    wounding: frozenset[str]
    stabbing: frozenset[str]
    body: frozenset[str]
    left: frozenset[str]
    reported: frozenset[str]
    clinics: frozenset[str]
    fallen: frozenset[str]
    suffered: frozenset[str]
    wounds: frozenset[str]
    taken: frozenset[str]
    tolls: frozenset[str]
    weapons: frozenset[str]
    armed: frozenset[str]
    aircraft: frozenset[str]
    craft: frozenset[str]
    animals: frozenset[str]
    units: frozenset[str]
    at_least: tuple[tuple[str, ...], ...]
    at_most: tuple[tuple[str, ...], ...]
    about: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Where:
    """How a sentence says where something happened."""

    also: frozenset[str]
    ways: frozenset[str]
    moves: frozenset[str]
    bidden: frozenset[str]
    takes: frozenset[str]
    arrives: frozenset[str]
    nouns: frozenset[str]
    reaching: frozenset[str]
    directions: frozenset[str]
    land: frozenset[str]
    facilities: frozenset[str]
    owned: frozenset[str]
    sites: frozenset[str]
    soon: frozenset[str]
    calls: frozenset[str]
    placed: frozenset[str]
    quarters: frozenset[str]
    regions: frozenset[str]
    features: frozenset[str]
    bare: frozenset[str]
    loose: frozenset[str]
    spans: frozenset[str]
    built: frozenset[str]
    drives: frozenset[str]
    close: frozenset[str]
    named: frozenset[str]
    besieging: frozenset[str]
    entering: frozenset[str]
    capturing: frozenset[str]
    armed: frozenset[str]
    hitting: frozenset[str]
    falling: frozenset[str]
    extremes: frozenset[str]
    blows: frozenset[str]
    aimed: frozenset[str]
    invaded: frozenset[str]
    attacked: frozenset[str]
    hosts: frozenset[str]
    stays: frozenset[str]
    seated: frozenset[str]
    kin: frozenset[str]
    folk: frozenset[str]
    forces: frozenset[str]
    stakes: frozenset[str]
    pressed: frozenset[str]
    battles: frozenset[str]
    bodies: frozenset[str]
    courts: frozenset[str]
    towns: frozenset[str]
    roads: frozenset[str]
    streets: frozenset[str]
    ravages: frozenset[str]
    shares: frozenset[str]
    shelled: frozenset[str]
    nature: frozenset[str]
    bounds: frozenset[str]
    grounds: frozenset[str]
    measures: frozenset[str]
    visited: frozenset[str]
    envoys: frozenset[str]
    offices: frozenset[str]
    thrones: frozenset[str]
    leaving: frozenset[str]
    off: frozenset[str]
    domestic: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """One set of lower-case words for each class; `numbers` maps number words to their value."""

    openers: frozenset[str]
    sentence_openers: frozenset[str]
    marks: frozenset[str]
    say: frozenset[str]
    telling: frozenset[str]
    be: frozenset[str]
    have: frozenset[str]
    determiners: frozenset[str]
    counts: frozenset[str]
    pointing: frozenset[str]
    definite: frozenset[str]
    possessive: frozenset[str]
    owners: frozenset[str]
    mutual: frozenset[str]
    deeds: frozenset[str]
    texts: frozenset[str]
    issuing: frozenset[str]
    charging: frozenset[str]
    proven: frozenset[str]
    prosecution: frozenset[str]
    suspecting: frozenset[str]
    stirred: frozenset[str]
    attending: frozenset[str]
    victories: frozenset[str]
    lifting: frozenset[str]
    objective: frozenset[str]
    committing: frozenset[str]
    laws: frozenset[str]
    titled: frozenset[str]
    law: frozenset[str]
    suffering: frozenset[str]
    weighing: frozenset[str]
    needy: frozenset[str]
    needy_in_entries: frozenset[str]
    reacting: frozenset[str]
    given: frozenset[str]
    getting: frozenset[str]
    robbing: frozenset[str]
    prepositions: frozenset[str]
    locative: frozenset[str]
    incidents: frozenset[str]
    targeting: frozenset[str]
    beside: frozenset[str]
    partitives: frozenset[str]
    trailing: frozenset[str]
    compounds: frozenset[str]
    occasions: frozenset[str]
    plurals: frozenset[str]
    relative: frozenset[str]
    pronouns: frozenset[str]
    subjects: frozenset[str]
    stamps: frozenset[str]
    spoken: frozenset[str]
    means: frozenset[str]
    acts: frozenset[str]
    media: frozenset[str]
    auxiliaries: frozenset[str]
    modals: frozenset[str]
    future: frozenset[str]
    unreal: frozenset[str]
    adverbs: frozenset[str]
    plans: frozenset[str]
    begins: frozenset[str]
    aspects: frozenset[str]
    undergone: frozenset[str]
    resolves: frozenset[str]
    fixing: frozenset[str]
    wanting: frozenset[str]
    firsts: frozenset[str]
    made: frozenset[str]
    performed: frozenset[str]
    undertakings: frozenset[str]
    happens: frozenset[str]
    calling_off: frozenset[str]
    not_adverbs: frozenset[str]
    particles: frozenset[str]
    denials: frozenset[str]
    undating: frozenset[str]
    happenings: frozenset[str]
    undoing: frozenset[str]
    verbless: frozenset[str]
    intransitive: frozenset[str]
    finding: frozenset[str]
    shots: frozenset[str]
    comparing: frozenset[str]
    papers: frozenset[str]
    payable: frozenset[str]
    lived: frozenset[str]
    amounts: frozenset[str]
    ranks: frozenset[str]
    measuring: frozenset[str]
    feasts: frozenset[str]
    festive: frozenset[str]
    joining: frozenset[str]
    nobody: frozenset[str]
    evidence: frozenset[str]
    unsure: frozenset[str]
    upcoming: frozenset[str]
    suspected: frozenset[str]
    heard: frozenset[str]
    habits: frozenset[str]
    harm: Harm
    where: Where
    numbers: Mapping[str, int]


@cache
def load() -> Grammar:
    """The word classes, checked; raises LexiconError for one that is missing or unknown."""
    table = read_toml(FILE)
    wanted = {item.name for item in fields(Grammar)}
    if set(table) != wanted:
        raise LexiconError(f"lexicon/{FILE}: missing or unknown word classes {sorted(set(table) ^ wanted)}")
    classes: dict[str, Any] = {
        name: frozenset(value.split()) for name, value in table.items() if isinstance(value, str)
    }
    harm = table["harm"]
    return Grammar(
        **classes,
        harm=Harm(
            **{name: frozenset(value.split()) for name, value in harm.items() if isinstance(value, str)},
            at_least=tuple(tuple(phrase.split()) for phrase in harm["at_least"]),
            at_most=tuple(tuple(phrase.split()) for phrase in harm["at_most"]),
            about=tuple(tuple(phrase.split()) for phrase in harm["about"]),
        ),
        where=Where(**{name: frozenset(value.split()) for name, value in table["where"].items()}),
        numbers=table["numbers"],
    )
