"""Names, titles and nouns for those who act: the typed loader of the lexicon files that find_actors reads with.

A *key* is a word as it is compared: lower case, without full stops and apostrophes, so that `U.S.` and `US` are one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from kb.errors import LexiconError
from kb.lexicon import read_rows, read_toml
from kb.lexicon.own import current, of_lexicon
from kb.model import fold

WORDS = "actor_words.toml"
BODIES = ("organisation", "company", "armed group")
_ENDINGS = frozenset("co corp inc ltd plc company corporation cos".split())
_DROPPED = str.maketrans("", "", ".'’`")


def key(word: str) -> str:
    """The word as it is compared."""
    low = word.lower()
    return low if low.isalnum() else low.translate(_DROPPED)


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write a known name. `kind` is state, organisation, company, armed group, city, region, facility or
    u.s. state; `form` is name, adjective, people or capital; `capitals` tells which words have one; an `acronym` must
    stand in capitals in the text."""

    words: tuple[str, ...]
    text: str
    name: str
    kind: str
    form: str
    acronym: bool
    capitals: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun for people: its words in the form read, the plural that stands for both forms, and its class."""

    words: tuple[str, ...]
    plural: str
    singular: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Words:
    """The closed word classes of actor_words.toml."""

    particles: frozenset[str]
    syllables: frozenset[str]
    suffixed: frozenset[str]
    shops: frozenset[str]
    suffixes: frozenset[str]
    determiners: frozenset[str]
    definite: frozenset[str]
    possessive: frozenset[str]
    locative: frozenset[str]
    strictly_locative: frozenset[str]
    linking: frozenset[str]
    ranks: frozenset[str]
    ranked: frozenset[str]
    titled: frozenset[str]
    stopped: frozenset[str]
    modifiers: frozenset[str]
    proper: frozenset[str]
    linkers: frozenset[str]
    irregular: frozenset[str]
    functional: frozenset[str]
    government: frozenset[str]
    polities: frozenset[str]
    ruling: frozenset[str]
    belonging: frozenset[str]
    voices: frozenset[str]
    taken_up: frozenset[str]
    institutions: frozenset[str]
    offices: frozenset[str]
    things: frozenset[str]
    vessel_nouns: frozenset[str]
    group_nouns: frozenset[str]
    company_nouns: frozenset[str]
    official_nouns: frozenset[str]
    other_ones: frozenset[str]
    lived: frozenset[str]
    befalling: frozenset[str]
    clubs: frozenset[str]
    fates: frozenset[str]
    dealing: frozenset[str]
    organs: frozenset[str]
    vague: frozenset[str]
    body_nouns: frozenset[str]
    naming: frozenset[str]
    facility_nouns: frozenset[str]
    kinsfolk: frozenset[str]
    currencies: frozenset[str]
    bearings: frozenset[str]
    striking: frozenset[str]
    strikes: frozenset[str]
    capital_words: frozenset[str]
    weak_heads: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    plural: frozenset[str]
    pairs: frozenset[str]
    several: frozenset[str]
    lands: frozenset[str]
    several_people: frozenset[str]
    several_companies: frozenset[str]
    several_bodies: frozenset[str]
    relative: frozenset[str]
    male_nouns: frozenset[str]
    female_nouns: frozenset[str]
    communication: frozenset[str]
    deeds: frozenset[str]
    tried: frozenset[str]
    harmed: frozenset[str]
    fame: frozenset[str]
    telling: frozenset[str]
    partying: frozenset[str]
    doings: frozenset[str]
    never_alone: frozenset[str]
    acting: frozenset[str]
    again: frozenset[str]
    meeting: frozenset[str]
    never_one: frozenset[str]
    close: frozenset[str]
    retained: frozenset[str]
    of_heads: frozenset[str]
    fields: frozenset[str]
    field_endings: frozenset[str]
    directions: frozenset[str]
    ships: frozenset[str]
    place_openers: frozenset[str]
    buildings: frozenset[str]
    sites: frozenset[str]
    figures: frozenset[str]
    traded: frozenset[str]
    firms: frozenset[str]
    epithets: frozenset[str]
    exchanges: frozenset[str]
    housing: frozenset[str]
    one: frozenset[str]
    counted: frozenset[str]
    whose: frozenset[str]
    never_bare: frozenset[str]
    parties: frozenset[str]
    currency_codes: frozenset[str]
    groups: frozenset[str]
    royal: frozenset[str]
    sport: frozenset[str]
    playing: frozenset[str]
    opposing: frozenset[str]
    losing: frozenset[str]
    units: frozenset[str]
    signing: frozenset[str]
    storms: frozenset[str]
    postal: frozenset[str]
    sides: frozenset[str]

    @property
    def bodies(self) -> frozenset[str]:
        """The nouns for bodies of any kind."""
        return self.body_nouns | self.official_nouns | self.group_nouns | self.company_nouns


@dataclass(frozen=True, slots=True)
class ActorLexicon:
    """All that reading names needs. Phrases are filed under the key of their first word, longest first; `openers` are
    the words that may begin one without a capital."""

    names: Mapping[str, tuple[Name, ...]]
    titles: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    nouns: Mapping[str, tuple[Noun, ...]]
    qualifiers: frozenset[str]
    given: Mapping[str, str]
    heads: Mapping[str, str]
    ordinary: Mapping[str, str]
    kinds: Mapping[str, str]
    words: Words
    openers: frozenset[str]


@of_lexicon
def load() -> ActorLexicon:
    """The lexicon of actors, checked; raises LexiconError that names the file at fault."""
    titles = {row[0]: row[1] for row in read_rows("titles.tsv", 2)}
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for title, kind in titles.items():
        by_first.setdefault(title.split()[0], []).append((tuple(title.split()), kind))
    names, nouns = _filed(_names()), _filed_nouns()
    qualifiers = frozenset(row[0] for row in read_rows("title_qualifiers.tsv", 1))
    return ActorLexicon(
        names=names,
        titles={first: tuple(sorted(found, key=lambda t: -len(t[0]))) for first, found in by_first.items()},
        nouns=nouns,
        qualifiers=qualifiers,
        given={key(name): gender for name, gender in read_rows("given_names.tsv", 2)},
        heads=dict(read_rows("heads.tsv", 2)),  # type: ignore[arg-type]
        ordinary=dict(read_rows("ordinary.tsv", 2)),  # type: ignore[arg-type]
        kinds={name: kind for name, kind, _ in read_rows("places.tsv", 3)}
        | {row[0]: "state" for row in read_rows("states.tsv", 5)}
        | {capital: "city" for row in read_rows("states.tsv", 5) for capital in row[4].split("|") if capital}
        | {name: kind for name, kind, _ in current().places},
        words=_words(),
        openers=qualifiers.union(names, nouns, by_first),
    )


@of_lexicon
def _bodies() -> dict[str, str]:
    found = {}
    governing = load().words.government
    for names in _filed(_names()).values():
        for name in names:
            if name.kind in BODIES and name.form == "name":
                found[fold(name.text)] = name.name
            elif name.kind == "state" and name.form in ("name", "adjective"):
                forms = [fold(name.text), *((fold(f"{name.text}'s"),) if name.form == "name" else ())]
                found |= {f"{form} {noun}": name.name for form in forms for noun in governing}
                found |= {fold(name.text): name.name} if name.form == "name" else {}
    return found


def called(name: str) -> str:
    """The lexicon's name for the body that a text calls so ("GM" and "GM Corp." are General Motors, "the Iraqi
    government" is Iraq); else ""."""
    folded = fold(name)
    short, _, last = folded.rpartition(" ")
    return _bodies().get(folded) or (_bodies().get(short, "") if last in _ENDINGS else "")


@of_lexicon
def _states() -> dict[str, str]:
    named = (name for names in _filed(_names()).values() for name in names)
    return {
        fold(one.text): fold(one.name) for one in named if one.kind == "state" and one.form in ("name", "adjective")
    }


def with_state_named(name: str) -> str:
    """The folded name, beginning with the state's own: "American embassy" and "U.S. embassy" are of one state."""
    words = fold(name).split()
    for length in (3, 2, 1):
        state = _states().get(" ".join(words[:length])) if length < len(words) else None
        if state:
            return " ".join((state, *words[length:]))
    return " ".join(words)


@of_lexicon
def capitals() -> dict[str, str]:
    """The state of each capital, both folded."""
    rows = read_rows("states.tsv", 5)
    return {fold(capital): fold(row[0]) for row in rows for capital in _cell(row[4])}


@of_lexicon
def seats() -> dict[str, str]:
    """The capital of each state by the name and the adjective of the state, in lower case: "Greek" leads to Athens."""
    rows = [row for row in read_rows("states.tsv", 5) if row[4]]
    return {word.lower(): _cell(row[4])[0] for row in rows for word in (row[0], *_cell(row[2]))}


@of_lexicon
def place_kinds() -> dict[str, str]:
    """The kind of each place that the lexicon has, by its folded name."""
    return {fold(name): kind for name, kind in load().kinds.items()}


def is_site(name: str) -> bool:
    """Whether a name is that of a building or vessel, by its last word: "abortion clinic", "U.S. embassies"."""
    last = key(name.split()[-1])
    known = load()
    return last in known.words.buildings | {"embassies"} or any(
        noun.kind == "site" and len(noun.words) == 1 for noun in known.nouns.get(last, ())
    )


def treats(name: str) -> bool:
    """Whether a place is where the hurt are taken, and die of what was done elsewhere: "Kenyatta hospital in Lima"."""
    return not {"hospital", "clinic", "infirmary"}.isdisjoint(name.partition(" in ")[0].lower().split()[-1:])


def nation_of(described: str) -> str:
    """The state that somebody without a name is told to be of ("U.S. civilian contractor"), or ""."""
    known = load().names
    told = (name for word in described.split()[:-1] for name in known.get(key(word), ()))
    return next((name.name for name in told if name.kind == "state" and len(name.words) == 1), "")


def _words() -> Words:
    table = read_toml(WORDS)
    wanted = {item.name for item in fields(Words)}
    if set(table) != wanted:
        raise LexiconError(f"lexicon/{WORDS}: missing or unknown word classes {sorted(set(table) ^ wanted)}")
    return Words(**{name: frozenset(value.split()) for name, value in table.items()})


def _names() -> Iterable[Name]:
    """Every form of every known name; where two share a form, the one that comes first wins."""
    for name, kind, forms in (*current().actors, *current().places):
        yield from _forms(name, kind, "name", [name, *forms])
    for name, kind, aliases in read_rows("organisations.tsv", 3):
        yield from _forms(name, kind, "name", [name, *_cell(aliases)])
    states = read_rows("states.tsv", 5)
    for name, others, _, _, _ in states:
        yield from _forms(name, "state", "name", [name, *_cell(others)])
    for form, column in (("adjective", 2), ("people", 3), ("capital", 4)):
        for row in states:
            yield from _forms(row[0], "state", form, _cell(row[column]))
    for name, kind, aliases in read_rows("places.tsv", 3):
        yield from _forms(name, kind, "name", [name, *_cell(aliases)])


def _cell(text: str) -> list[str]:
    return [part for part in text.split("|") if part]


def _forms(name: str, kind: str, form: str, written: Iterable[str]) -> Iterable[Name]:
    for text in written:
        plain = text.replace(",", " ,").replace("/", " / ").replace("'s", " 's")
        words = tuple(key(word) if key(word) else word for word in plain.split())
        acronym = text.isupper() and " " not in text and len(text) < 7
        capitals = tuple(not word.islower() and word[0].isalpha() for word in plain.split())
        yield Name(words, text, name, kind, form, acronym, capitals)


def _filed(names: Iterable[Name]) -> dict[str, tuple[Name, ...]]:
    seen: dict[tuple[str, ...], Name] = {}
    for name in names:
        first = seen.setdefault(name.words, name)
        if first.name == name.name and first.capitals != name.capitals:  # "Janjaweed", written "janjaweed" as well
            both = zip(first.capitals, name.capitals, strict=True)
            seen[name.words] = replace(first, capitals=tuple(one and other for one, other in both))
    filed: dict[str, list[Name]] = {}
    for name in seen.values():
        filed.setdefault(name.words[0], []).append(name)
    return {first: tuple(sorted(found, key=lambda n: -len(n.words))) for first, found in filed.items()}


def _filed_nouns() -> dict[str, tuple[Noun, ...]]:
    filed: dict[str, list[Noun]] = {}
    for plural, singular, kind in read_rows("collectives.tsv", 3):
        for text, single in ((plural, False), (singular, True)):
            if text:
                words = tuple(key(word) for word in text.split())
                filed.setdefault(words[0], []).append(Noun(words, plural, single, kind))
    return {first: tuple(sorted(found, key=lambda n: -len(n.words))) for first, found in filed.items()}
