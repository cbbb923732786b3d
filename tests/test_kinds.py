"""Every rule for the type of a trigger in its sentence says by its own examples what it makes of it and what not."""

import re

import pytest

from kb.extract.mentions.candidates import find_candidates
from kb.extract.mentions.kinds import kind_of
from kb.extract.mentions.tokens import analyse
from kb.lexicon import kinds, triggers
from kb.model import Span

RULES = kinds.load().rules
_MARKED = re.compile(r"\*([^*]+)\*")


def _types(example: str) -> list[str]:
    """The types of the marked words of an example, or of all its triggers where none of them is marked."""
    marked = _MARKED.findall(example)
    sentence = _MARKED.sub(r"\1", example)
    clauses = analyse(sentence, Span(0, len(sentence)), ())
    return [
        kind_of(clauses, c)
        for c in find_candidates(clauses)
        if any(words.startswith(clauses.tokens[c.first].text) for words in marked)
    ]


@pytest.mark.parametrize(
    ("example", "type_"), [pytest.param(e, r.type, id=f"{r.name}: {e}") for r in RULES for e in r.examples]
)
def test_example_is_of_the_type(example: str, type_: str) -> None:
    assert type_ in _types(example)


@pytest.mark.parametrize(
    ("counter", "type_"), [pytest.param(e, r.type, id=f"{r.name}: {e}") for r in RULES for e in r.counter_examples]
)
def test_counter_example_is_not(counter: str, type_: str) -> None:
    found = _types(counter)
    assert found
    assert type_ not in found


def test_every_rule_has_examples_of_both_kinds() -> None:
    assert [r.name for r in RULES if not r.examples or not r.counter_examples] == []


def test_every_lemma_is_a_trigger() -> None:
    known = {entry.lemma for entries in triggers.load().entries.values() for entry in entries}
    assert {lemma for rule in RULES for lemma in rule.of} - known == set()
    assert {verb for rule in RULES for verb in rule.plain} & known == set()
