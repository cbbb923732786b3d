"""Every rule of the date reader reads its examples, strictly, and none of its counter-examples."""

import re

import pytest

from kb.extract.dates import find_dates
from kb.extract.dates.build import BUILDERS
from kb.extract.sentences import split
from kb.lexicon.dates import NOTHING, Rule, load
from kb.model import DateMention, Document
from kb.when import from_edtf

LEXICON = load()
EXAMPLES = [(rule, words, value) for rule in LEXICON.rules for words, value in rule.examples]
NEVER = [(rule, words) for rule in LEXICON.rules for words in rule.never]
STORY = "It began in July 1941. "
# So many words around an example that a reader which looks about from a date would lose sight of both ends.
RUN = ", as they put it" * 60
CARRIERS = ("{}", "({})", "The deal, {}, holds.", f"The deal{RUN}, {{}}, holds{RUN}.")


def read(text: str) -> tuple[DateMention, ...]:
    document = Document("test", text, published=from_edtf(LEXICON.said), published_basis="given")  # type: ignore[arg-type]
    return find_dates(document, split(text))


def read_story(text: str) -> tuple[DateMention, ...]:
    """The dates of a narrative that nothing says the publication of, without the one that opens it."""
    document = Document("test", text)
    return find_dates(document, split(text))[1:]


def test_rules_have_a_name_of_their_own_and_a_known_builder() -> None:
    names = [rule.name for rule in LEXICON.rules]
    assert len(names) == len(set(names))
    assert {rule.build for rule in LEXICON.rules} == {*BUILDERS, NOTHING}


def test_every_rule_shows_what_it_reads_or_refuses() -> None:
    assert [rule.name for rule in LEXICON.rules if not (rule.examples or rule.never)] == []


def test_every_word_table_is_used() -> None:
    rules = {name for rule in LEXICON.rules for name in rule.tables}
    by_code = {"count", "game", "modifier", "money", "name_head", "person_title", "sport"}
    assert set(LEXICON.tables) - rules - by_code == set()


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize(("rule", "words", "value"), EXAMPLES, ids=[words for _, words, _ in EXAMPLES])
def test_example(rule: Rule, words: str, value: str, carrier: str) -> None:
    """Brackets in an example mark the expression where the rule asks for words around it, which may be dates too."""
    story = bool(rule.args.get("story") or rule.args.get("dated"))
    carrier = rule.args.get("dated", STORY) + carrier if story else carrier
    text = carrier.format(re.sub(r"[\[\]]", "", words))
    bracketed = re.search(r"\[(.+)\]", words)
    expected = bracketed[1] if bracketed else words
    place = carrier.index("{}") + (bracketed.start() if bracketed else 0)
    mentions = read_story(text) if story else read(text)
    there = [one for one in mentions if not bracketed or place <= one.span.start < place + len(expected)]
    assert [(one.text, one.value, one.rule) for one in there] == [(expected, value, rule.name)]


@pytest.mark.parametrize(("rule", "words"), NEVER, ids=[words for _, words in NEVER])
def test_counter_example(rule: Rule, words: str) -> None:
    assert [one for one in read(words) if one.rule == rule.name or rule.build == NOTHING] == []
