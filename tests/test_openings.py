"""No rule is passed over: what the openings of the rules leave untried would not have matched."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.errors import LexiconError
from kb.extract.dates.match import lowered, match
from kb.lexicon.dates import APOSTROPHE, Followed, Rule, load
from kb.lexicon.openings import ANY, DIGIT, Opening, opening_of, opening_of_words
from kb.model import Span

LEXICON = load()
EXAMPLES = [(rule, words) for rule in LEXICON.rules for words, _ in rule.examples]
SENTENCES = tomllib.loads((Path(__file__).parent / "corpora" / "dates" / "sentences.toml").read_text(encoding="utf-8"))
WORD = re.compile(r"[a-z]+|\d+")


def test_openings_change_nothing_in_any_text_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [re.sub(r"[\[\]]", "", words) for _, words in EXAMPLES]
    texts += [words for rule in LEXICON.rules for words in rule.never]
    texts += [one["text"] for one in SENTENCES["text"]]
    texts += [f"{one} {other}" for one, other in zip(texts, [*texts[7:], *texts[:7]], strict=True)]

    def read() -> list[object]:
        return [match(text, lowered(text), Span(0, len(text))) for text in texts]

    with_openings = read()
    with monkeypatch.context() as patch:
        patch.setattr(Followed, "__getitem__", lambda self, second: self.rules)
        every_rule = read()
    assert with_openings == every_rule


@pytest.mark.parametrize("rule", LEXICON.rules, ids=[rule.name for rule in LEXICON.rules])
@given(data=st.data())
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_a_pattern_matches_opens_as_its_opening_says(rule: Rule, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(rule.pattern)).lower()
    for hit in rule.pattern.finditer(text):
        keys = [DIGIT if word.isdecimal() else word for word in WORD.findall(text, hit.start())]
        if not hit[0] or (hit.start() and text[hit.start() - 1].isalnum()) or not WORD.search(hit[0]):
            continue
        if keys[0] in rule.heads and not hit[0].startswith(("'", "’")):
            assert rule in LEXICON.by_head[keys[0]][LEXICON.seconds.get("".join(keys[1:2]))], hit[0]


def test_an_apostrophe_tries_all_its_rules() -> None:
    assert LEXICON.by_head[APOSTROPHE][DIGIT] == LEXICON.by_head[APOSTROPHE].rules


def nothing_named(name: str) -> Opening:
    raise KeyError(name)


OPENINGS = {
    "words": ("the day after", "the", "day", ""),
    "alternatives": ("noon|mid day|at night", "at mid noon", "day night", "noon"),
    "optional": ("(?:the )?(?:very )?end", "end the very", "end very", "end"),
    "optional letter": ("years? ago", "year years", "ago", ""),
    "run together": ("mid-?(?:day|night)|old(?:er|s)?", "mid midday midnight old older olds", "day night", "MNO"),
    "figures": (r"\d{1,2}(?:st|nd)? of [12]\d\d\d", "0", "nd of st", ""),
    "figures in a row": (r"1\d|20(?=\d)", "0", "", "0"),
    "figure and mark": (r"\d[/.-]\d", "0", "0", ""),
    "looks": (r"(?<!a )now(?! that(?! ))(?=[)(]|$)", "now", "", "now"),
    "repeated": ("(?:very ){0,3}end", "end very", "end very", "end"),
    "anything": ("[a-z]+ day", "*", "* day", "day"),
    "reference": (r"(?P<m>[/.-])\d(?P=m)\d", "0", "* 0", "*"),
    "escape": (r"a\.m\. \d", "a", "m", ""),
}


@pytest.mark.parametrize(("pattern", "first", "second", "alone"), OPENINGS.values(), ids=OPENINGS)
def test_opening(pattern: str, first: str, second: str, alone: str) -> None:
    found = opening_of(pattern, nothing_named)
    assert found.first >= set(first.split())
    assert found.second >= set(second.split())
    if alone != "MNO":
        assert found.alone == set(alone.split())
    if ANY not in found.first:
        assert found.first == set(first.split())


def test_opening_of_names() -> None:
    units = opening_of_words(["day", "three days", "new year's"])
    assert units.first == {"day", "three", "new"}
    found = opening_of(r"(?:a )?{unit}(?: ago)?", {"unit": units}.__getitem__)
    assert (found.first, found.alone) == ({"a", "day", "three", "new"}, {"day"})
    assert found.second == {"day", "three", "new", "days", "year", "ago"}


@pytest.mark.parametrize("pattern", ["(?i:a)", "a)b", "(?=a", "(?!a[)]"])
def test_a_pattern_that_cannot_be_read_is_no_opening(pattern: str) -> None:
    with pytest.raises(ValueError, match="cannot read"):
        opening_of(pattern, nothing_named)


def test_every_pattern_compiles_and_one_that_does_not_is_named() -> None:
    assert [rule.name for rule in LEXICON.rules if not rule.pattern.pattern] == []
    broken = Rule("broken", "(", "calendar", Opening(), file="dates.toml")
    with pytest.raises(LexiconError, match=r"dates\.toml: rule 'broken'"):
        _ = broken.pattern
