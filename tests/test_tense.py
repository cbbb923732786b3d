"""The tense of a date's clause, by the examples of the lexicon."""

import re

import pytest

from kb.extract.dates.match import match
from kb.extract.dates.tenses import tense_of
from kb.lexicon.tense import load
from kb.model import Span


@pytest.mark.parametrize(("words", "tense"), load().examples, ids=[words for words, _ in load().examples])
def test_example(words: str, tense: str) -> None:
    text = re.sub(r"[\[\]]", "", words)
    sentence = Span(0, len(text))
    found = match(text, text.lower(), sentence)[-1]
    assert found.words in words[words.index("[") : words.index("]")]
    assert tense_of(text.lower(), sentence, found) == tense
