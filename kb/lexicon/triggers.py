"""The event triggers: which words tell of which type of event, in all their forms."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from kb.errors import LexiconError
from kb.lexicon import grammar, read_toml
from kb.lexicon.own import current, of_lexicon
from kb.model import EVENT_TYPES, Role

FILES = tuple(f"triggers_{area}.toml" for area in ("conflict", "politics", "justice", "business", "disaster", "life"))
GUARD_FILE = "triggers_guard.toml"

Phrases = tuple[tuple[str, ...], ...]
Form = Literal["base", "third", "past", "participle", "gerund", "noun"]


@dataclass(frozen=True, slots=True)
class Group:
    """Trigger words that share type, mode and behaviour: one [[trigger]] table of the lexicon."""

    name: str
    type: str
    mode: str
    subject: Role
    object: Role
    weak: bool
    harm: str
    unless: tuple[tuple[str, ...], ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    file: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One written form of a trigger: its words in lower case, its lemma, what forms it can be, and the patterns of its
    group that cancel it. Where one does, a word of `company` stands in the sentence."""

    words: tuple[str, ...]
    lemma: str
    forms: frozenset[Form]
    group: Group
    unless: tuple[tuple[str, ...], ...]
    company: frozenset[str]


_Row = tuple[str, str, set[Form], Group]  # the text, lemma, forms and group of an entry


class Entries(Mapping[str, tuple[Entry, ...]]):
    """The entries by their first word, longest first; made when a text first has the word, for it has few of them."""

    def __init__(self, rows: Mapping[str, Sequence[_Row]]) -> None:
        self._rows = rows
        self._made: dict[str, tuple[Entry, ...]] = {}

    def __getitem__(self, first: str) -> tuple[Entry, ...]:
        made = self._made.get(first)
        if made is None:
            by_words: dict[tuple[str, ...], list[Entry]] = {}
            for entry in (_entry(*row) for row in self._rows[first]):
                by_words.setdefault(entry.words, []).append(entry)
            longest = sorted(by_words, key=len, reverse=True)
            made = self._made[first] = tuple(entry for words in longest for entry in by_words[words])
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


@dataclass(frozen=True, slots=True)
class Guards:
    """The words around a trigger that change what it means. The phrases that make an event `alleged` are filed by their
    first word, those of `idle`, which tell of nothing, by their first two, which are `idle_words`."""

    light: Mapping[str, str]
    passive_like: frozenset[str]
    reporting: Mapping[str, str]
    states: frozenset[str]
    alleged: Mapping[tuple[str, ...], Phrases]
    idle: Mapping[tuple[str, ...], Phrases]
    idle_words: frozenset[str]
    irregular: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Triggers:
    """All entries by their first word, those words (`firsts`), the groups, the guards, the irregular past forms and
    participles ("taken"), and the words that are told of as verbs though they are no entry."""

    entries: Entries
    firsts: Set[str]
    groups: tuple[Group, ...]
    guards: Guards
    pasts: frozenset[str]
    participles: frozenset[str]
    verbs: frozenset[str]

    def forms(self, low: str) -> set[Form]:
        """What a word can be that begins entries: base, past, noun and the like; nothing where it begins none."""
        return {form for entry in self.entries.get(low, ()) for form in entry.forms}

    def is_past(self, low: str) -> bool:
        """Whether a word can be a past form: "fled", "attacked"; some that end in -ed are none ("hundred")."""
        return low in self.pasts or low.endswith("ed")


@of_lexicon
def load() -> Triggers:
    """The trigger lexicon, checked; raises LexiconError naming file and group."""
    own = current()
    guards = _guards(read_toml(GUARD_FILE), dict(own.irregular))
    rows: dict[str, list[_Row]] = {}
    groups: list[Group] = []
    for where, file, table in _tables():
        group = _group(table, file, where)
        groups.append(group)
        for row in _rows(table, group, guards.irregular):
            rows.setdefault(row[0].split(None, 1)[0], []).append(row)
    if len({group.name for group in groups}) != len(groups):
        files = own.path or "lexicon/triggers_*.toml"
        twice = sorted({g.name for g in groups if sum(g.name == other.name for other in groups) > 1})
        raise LexiconError(f"{files}: two trigger groups bear the name {twice[0]!r}; give one another name")
    pasts = frozenset(form for forms in guards.irregular.values() for form in forms[:1])
    participles = frozenset(form for forms in guards.irregular.values() for form in forms[1:2]) - pasts
    verbs = pasts.union(guards.reporting, participles)
    return Triggers(Entries(rows), rows.keys(), tuple(groups), guards, pasts, participles, verbs)


def may_tell(low: str) -> bool:
    """Whether a word can be the verb that a clause tells something with: an auxiliary or a past form."""
    return low in grammar.load().auxiliaries or load().is_past(low)


def _tables() -> Iterable[tuple[str, str, Mapping[str, Any]]]:
    """Every trigger table with where it stands and its file: a person's own before ours, so that they win."""
    own = current()
    yield from ((where, own.path, table) for where, table in own.triggers)
    for file in FILES:
        for table in read_toml(file).get("trigger", []):
            yield f"lexicon/{file}: trigger {table.get('name', '?')!r}", file, table


def inflect(verb: str, irregular: Mapping[str, tuple[str, ...]]) -> dict[str, set[Form]]:
    """All forms of a verb lemma (of its first word, for a phrasal verb) and what each can be."""
    first, blank, rest = verb.partition(" ")
    return {f"{form}{blank}{rest}": set(tags) for form, tags in _inflected(first, irregular.get(first, ()))}


@cache
def _inflected(first: str, irregular: tuple[str, ...]) -> tuple[tuple[str, frozenset[Form]], ...]:
    """The forms of one word; kept, since "take" begins dozens of verbs."""
    past, participle, gerund = _principal(first, irregular)
    forms: dict[str, set[Form]] = {}
    tagged: tuple[tuple[str, Form], ...] = (
        (first, "base"),
        (_third(first), "third"),
        (past, "past"),
        (participle, "participle"),
        (gerund, "gerund"),
    )
    if first.endswith("l") and past == f"{first}ed" and gerund == f"{first}ing" and irregular:
        # "Leveled" is "levelled" in British English.
        tagged += ((f"{first}led", "past"), (f"{first}led", "participle"), (f"{first}ling", "gerund"))
    for form, tag in tagged:
        forms.setdefault(form, set()).add(tag)
    return tuple((form, frozenset(tags)) for form, tags in forms.items())


def plural(noun: str) -> str:
    """The regular plural of a noun or noun phrase, on its last word ("charge of murder" is left to the data)."""
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def _principal(verb: str, irregular: tuple[str, ...]) -> tuple[str, str, str]:
    past = irregular[0] if irregular else _suffixed(verb, "ed")
    participle = irregular[1] if len(irregular) > 1 else past
    gerund = irregular[2] if len(irregular) > 2 else _suffixed(verb, "ing")
    return past, participle, gerund


def _third(verb: str) -> str:
    return plural(verb) if not verb.endswith("o") else verb + "es"


def _suffixed(verb: str, ending: str) -> str:
    if verb.endswith("ie") and ending == "ing":
        return verb[:-2] + "ying"
    if verb.endswith("e") and not (ending == "ing" and verb.endswith(("ee", "oe", "ye"))):
        return verb[:-1] + ending
    if verb.endswith("y") and ending == "ed" and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles(verb) else "") + ending


def _doubles(verb: str) -> bool:
    """Whether the last consonant doubles: after one vowel, in a word of one syllable (others are irregular data)."""
    vowels = sum(letter in "aeiou" for letter in verb)
    return (
        vowels == 1 and len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in "aeiou" and verb[0] not in "aeiou"
    )


def _group(table: Mapping[str, Any], file: str, where: str) -> Group:
    known = {"name", "type", "mode", "verbs", "nouns", "subject", "object", "weak", "harm", "unless", "examples", "not"}
    if table.get("type") not in EVENT_TYPES:
        raise LexiconError(f"{where}: unknown type {table.get('type')!r}; write one of {', '.join(EVENT_TYPES)}")
    if not known.issuperset(table):
        raise LexiconError(f"{where}: unknown keys {sorted(set(table) - known)}")
    if not table.get("name") or not (table.get("verbs") or table.get("nouns")):
        raise LexiconError(f"{where}: needs a name and verbs or nouns")
    return Group(
        name=table["name"],
        type=table["type"],
        mode=table.get("mode", ""),
        subject=table.get("subject", "source"),
        object=table.get("object", "target"),
        weak=table.get("weak", False),
        harm=table.get("harm", ""),
        unless=tuple(tuple(pattern.lower().split()) for pattern in table.get("unless", [])),
        examples=tuple(table.get("examples", [])),
        counter_examples=tuple(table.get("not", [])),
        file=file,
    )


def _rows(table: Mapping[str, Any], group: Group, irregular: Mapping[str, tuple[str, ...]]) -> Iterable[_Row]:
    forms: dict[str, tuple[str, set[Form]]] = {}
    for verb in table.get("verbs", []):
        for text, tags in inflect(verb, irregular).items():
            forms.setdefault(text, (verb, set()))[1].update(tags)
    for noun in table.get("nouns", []):
        for text in (noun, plural(noun)):
            forms.setdefault(text, (noun, set()))[1].add("noun")
    return [(text, lemma, tags, group) for text, (lemma, tags) in forms.items()]


def _entry(text: str, lemma: str, forms: set[Form], group: Group) -> Entry:
    words = tuple(text.split())
    own = {*words, "*"}
    unless = tuple(pattern for pattern in group.unless if not own.isdisjoint(pattern))
    company = frozenset(next((word for word in pattern if word not in own), words[0]) for pattern in unless)
    return Entry(words, lemma, frozenset(forms), group, unless, company)


def _guards(table: Mapping[str, Any], own: Mapping[str, tuple[str, ...]]) -> Guards:
    irregular = {lemma: tuple(forms) for lemma, forms in table.get("irregular", {}).items()} | dict(own)
    light, reporting, guard = table.get("light", {}), table.get("reporting", {}), table.get("guard", {})
    idle = _filed(guard["idle"], 2)
    return Guards(
        light=_forms(light.get("verbs", []), irregular),
        passive_like=frozenset(light.get("passive_like", [])),
        reporting=_forms(reporting.get("verbs", []), irregular),
        states=frozenset(_forms(table.get("state", {}).get("verbs", []), irregular)),
        alleged=_filed(guard["alleged"], 1),
        idle=idle,
        idle_words=frozenset(word for words in idle for word in words),
        irregular=irregular,
    )


def _filed(phrases: Iterable[str], count: int) -> dict[tuple[str, ...], Phrases]:
    """Phrases as tuples of lower-case words, by so many words that they begin with."""
    filed: dict[tuple[str, ...], Phrases] = {}
    for phrase in phrases:
        words = tuple(phrase.lower().split())
        filed[words[:count]] = (*filed.get(words[:count], ()), words)
    return filed


def _forms(verbs: Iterable[str], irregular: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {form: verb for verb in verbs for form in inflect(verb, irregular)}
