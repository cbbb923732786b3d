"""What the company of a trigger makes of its type: "police found" is no discovery, a climber's fall no market move."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kb.errors import LexiconError
from kb.lexicon import read_toml
from kb.lexicon.triggers import inflect
from kb.lexicon.triggers import load as load_triggers
from kb.model import EVENT_TYPES

FILE = "kinds.toml"
REACH = 9  # tokens

_KEYS = {
    "name",
    "of",
    "plain",
    "from",
    "subject",
    "before",
    "after",
    "within",
    "near",
    "least",
    "without",
    "type",
    "examples",
    "not",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One rule: triggers by lemma, by type or by both, plain verbs that are no triggers, the words one of which must
    head the subject that does it, must stand before, behind (`within` so many tokens) or near them (`least` different
    ones of the latter) or must not stand in the sentence, and the type that it then is."""

    name: str
    of: frozenset[str]
    plain: frozenset[str]
    types: frozenset[str]
    subject: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    within: int
    near: frozenset[str]
    least: int
    without: frozenset[str]
    type: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kinds:
    """The rules in order; the places in that order by lemma, by the forms of plain verbs, and by type for those that
    name no verbs."""

    rules: tuple[Kind, ...]
    of_lemma: Mapping[str, tuple[int, ...]]
    of_form: Mapping[str, tuple[int, ...]]
    of_type: Mapping[str, tuple[int, ...]]


@cache
def load() -> Kinds:
    """The rules, checked; raises LexiconError naming the one that is wrong."""
    table = read_toml(FILE)
    lists = {name: value.split() for name, value in table.get("lists", {}).items()}
    rules = tuple(_kind(rule, lists) for rule in table.get("kind", []))
    of_lemma: dict[str, tuple[int, ...]] = {}
    of_form: dict[str, tuple[int, ...]] = {}
    of_type: dict[str, tuple[int, ...]] = {}
    for number, rule in enumerate(rules):
        for lemma in rule.of:
            of_lemma[lemma] = (*of_lemma.get(lemma, ()), number)
        # "Lost his seat" tells of no loss, and so is no trigger there, but the verb is the same.
        verbs = (*rule.plain, *(lemma for lemma in rule.of if " " not in lemma))
        for form in {form for verb in verbs for form in inflect(verb, load_triggers().guards.irregular)}:
            of_form[form] = (*of_form.get(form, ()), number)
        for type_ in () if rule.of or rule.plain else rule.types:
            of_type[type_] = (*of_type.get(type_, ()), number)
    return Kinds(rules, of_lemma, of_form, of_type)


def _kind(table: Mapping[str, Any], lists: Mapping[str, list[str]]) -> Kind:
    where = f"lexicon/{FILE}: kind {table.get('name', '?')!r}"
    if not _KEYS.issuperset(table) or not table.get("name") or table.get("type") not in EVENT_TYPES:
        raise LexiconError(f"{where}: needs a name and a known type, and no keys but {sorted(_KEYS)}")
    if not table.get("of") and not table.get("plain") and not table.get("from"):
        raise LexiconError(f"{where}: needs lemmas (of), plain verbs (plain) or types (from)")
    return Kind(
        name=table["name"],
        of=frozenset(table.get("of", [])),
        plain=frozenset(table.get("plain", [])),
        types=frozenset(table.get("from", [])),
        subject=_words(table.get("subject", ""), lists),
        before=_words(table.get("before", ""), lists),
        after=_words(table.get("after", ""), lists),
        within=table.get("within", REACH),
        near=_words(table.get("near", ""), lists),
        least=table.get("least", 1),
        without=_words(table.get("without", ""), lists),
        type=table["type"],
        examples=tuple(table.get("examples", [])),
        counter_examples=tuple(table.get("not", [])),
    )


def _words(text: str, lists: Mapping[str, list[str]]) -> frozenset[str]:
    """The words of a rule; `@name` stands for a list of the file."""
    found: set[str] = set()
    for word in text.split():
        found.update(lists[word[1:]] if word.startswith("@") else [word])
    return frozenset(found)
