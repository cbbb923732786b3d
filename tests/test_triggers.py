"""Every trigger group says by its own examples what it reads and what it leaves."""

import re

import pytest

from kb.extract.mentions.candidates import find_candidates
from kb.extract.mentions.tokens import analyse
from kb.lexicon import triggers
from kb.model import Span

GROUPS = triggers.load().groups
_MARKED = re.compile(r"\*([^*]+)\*")


def _groups_found(sentence: str) -> list[tuple[str, str]]:
    clauses = analyse(sentence, Span(0, len(sentence)), ())
    return [
        (sentence[clauses.tokens[c.first].start : clauses.tokens[c.last].end], c.group.name)
        for c in find_candidates(clauses)
        if not c.unreal
    ]


@pytest.mark.parametrize(
    ("example", "name"), [pytest.param(e, g.name, id=f"{g.name}: {e}") for g in GROUPS for e in g.examples]
)
def test_example_is_read(example: str, name: str) -> None:
    marked = _MARKED.findall(example)
    found = _groups_found(_MARKED.sub(r"\1", example))
    assert marked, "an example marks its trigger with asterisks"
    for words in marked:
        assert any(words.startswith(trigger) and group == name for trigger, group in found), found


@pytest.mark.parametrize(
    ("counter", "name"), [pytest.param(e, g.name, id=f"{g.name}: {e}") for g in GROUPS for e in g.counter_examples]
)
def test_counter_example_is_left(counter: str, name: str) -> None:
    assert name not in [group for _, group in _groups_found(counter)]


def test_every_group_has_examples_of_both_kinds() -> None:
    assert [g.name for g in GROUPS if not g.examples or not g.counter_examples] == []


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("attack", {"attack", "attacks", "attacked", "attacking"}),
        ("stop", {"stop", "stops", "stopped", "stopping"}),
        ("seize", {"seize", "seizes", "seized", "seizing"}),
        ("carry out", {"carry out", "carries out", "carried out", "carrying out"}),
        ("die", {"die", "dies", "died", "dying"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("shoot", {"shoot", "shoots", "shot", "shooting"}),
    ],
)
def test_forms_of_a_verb(verb: str, forms: set[str]) -> None:
    assert set(triggers.inflect(verb, {"shoot": ("shot",)})) == forms


@pytest.mark.parametrize(
    ("noun", "many"), [("raid", "raids"), ("crash", "crashes"), ("robbery", "robberies"), ("toy", "toys")]
)
def test_plural_of_a_noun(noun: str, many: str) -> None:
    assert triggers.plural(noun) == many
