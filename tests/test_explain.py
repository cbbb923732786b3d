"""Explanations: they say what happened, name the rule and its file, and what a date would be read otherwise without."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from kb.extract import extract
from kb.extract.explain import explain
from kb.lexicon import triggers
from kb.lexicon.dates import NOTHING, Rule, load
from kb.model import Document, When
from kb.read import read_source
from kb.trace import DateTrace, Explanation
from kb.when import from_edtf

ROOT = Path(__file__).parent.parent
SAID = "2020-01-02"  # a Thursday
TEXTS = tomllib.loads((ROOT / "tests/corpora/dates/sentences.toml").read_text(encoding="utf-8"))["text"]
KEEPERS = [rule for rule in load().rules if rule.build == NOTHING]


def document(text: str, said: str = SAID) -> Document:
    published = from_edtf(said) if said else None
    assert published is None or isinstance(published, When)
    return Document("test", text, published=published, published_basis="given" if said else "none")


def explained(text: str, said: str = SAID) -> Explanation:
    return explain(document(text, said))


def of(words: str, found: Explanation) -> DateTrace:
    (one,) = (one for one in found.dates if one.span.of(found.document.text) == words)
    return one


def leans(words: str, found: Explanation) -> list[tuple[str, str, str]]:
    text = found.document.text
    return [(one.kind, one.value, one.told_by.of(text) if one.told_by else "") for one in of(words, found).leans]


def says_what_happened(one: Document) -> None:
    found, extraction = explain(one), extract(one)
    assert tuple(date.mention for date in found.dates if date.mention) == extraction.dates
    assert tuple(told.mention for told in found.mentions) == extraction.mentions
    assert found.document == extraction.document


@pytest.mark.parametrize("case", TEXTS, ids=[case["name"] for case in TEXTS])
def test_explanation_says_what_happened_in_a_text(case: dict[str, str]) -> None:
    says_what_happened(document(case["text"], case["said"]))


def test_explanation_says_what_happened_in_the_articles() -> None:
    articles = [one for one in read_source(str(ROOT / "data" / "articles")) if isinstance(one, Document)]
    assert len(articles) == 15
    for article in articles:
        says_what_happened(article)


def test_rules_and_groups_name_a_file_of_the_lexicon() -> None:
    folder = files("kb.lexicon")
    named = [*load().rules, *triggers.load().groups]
    tables = {"dates": "rule", "triggers": "trigger"}
    for file in {one.file for one in named}:
        content = tomllib.loads(folder.joinpath(file).read_text(encoding="utf-8"))
        names = {record["name"] for record in content[tables[file.split("_")[0]]]}
        assert names == {one.name for one in named if one.file == file}


@pytest.mark.parametrize(
    ("words", "text", "wanted"),
    [
        ("December 27", "It was on December 27.", [("published", SAID, "")]),
        ("3 March 2019", "It was on 3 March 2019.", []),
        ("Friday", "It was on Friday.", [("published", SAID, ""), ("tense", "past", "")]),
        ("Monday", "It ended on Monday.", [("published", SAID, ""), ("tense", "over", "")]),
        ("Friday", "It will end on Friday.", [("published", SAID, ""), ("tense", "future", "")]),
        ("Friday", "It must end by Friday.", [("published", SAID, ""), ("tense", "ahead", "")]),
        ("two days later", "It ended on 3 May 2018, and two days later.", [("told", "2018-05-03", "3 May 2018")]),
        ("Two days later", "Two days later it ended.", [("published", SAID, "")]),
        ("three days", "It took three days.", []),
        ("recently", "It ended recently.", []),
        ("noon", "It was on 3 May 2018. It ended at noon.", [("told", "2018-05-03", "3 May 2018")]),
        (
            "a year ago",
            "Sales rose in the third quarter from a year ago.",
            [("quarter", "2019-07/2019-09", "the third quarter")],
        ),
    ],
)
def test_date_leans_on_what_would_change_it(words: str, text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert leans(words, explained(text)) == wanted


@pytest.mark.parametrize("words", ["3 March 2019", "two days later", "three days"])
def test_date_that_does_not_lean_on_publication_stays_when_it_moves(words: str) -> None:
    text = "It began on 3 March 2019 and ended two days later, after three days."
    one, other = (of(words, explained(text, said)) for said in (SAID, "2019-06-30"))
    assert "published" not in {lean.kind for lean in one.leans}
    assert one.mention == other.mention


def test_narrative_leans_on_the_date_that_it_has_reached() -> None:
    found = explained("In March 1942 the army crossed. It rested. In June it reached the sea.", "")
    assert found.narrative
    assert leans("June", found) == [("narrative", "1942-03", "March 1942")]
    assert of("June", found).implied == (("year", "1942"),)
    assert not explained("It was in June.").narrative


def test_news_that_goes_back_in_time_is_no_narrative() -> None:
    past = "The attack of 3 June 2016 was the first. In July it was quiet. It rained. It ended in August."
    assert explained(past).narrative
    found = explained(f"The mayor spoke on Monday. {past}")
    assert not found.narrative
    assert leans("July", found)[0] == ("narrative", "2016-06-03", "3 June 2016")
    assert leans("August", found)[0] == ("published", SAID, "")


def test_date_counted_from_an_event_names_what_told_it() -> None:
    found = explained("The attack on 3 June 2016 killed two. It ended two weeks after the attack.")
    assert leans("two weeks after the attack", found) == [("event", "2016-06-03", "3 June 2016")]
    assert of("two weeks after the attack", found).lent == ()
    assert of("two weeks after the attack", found).settings == ()


@pytest.mark.parametrize(
    ("words", "text", "given", "lent", "implied"),
    [
        ("December 27", "On December 27.", "month 12, day 27", "", "year 2019"),
        ("May 3", "On May 3 and 4, 2018.", "month 5, day 3", "year 2018", ""),
        ("4, 2018", "On May 3 and 4, 2018.", "day 4, year 2018", "month 5", ""),
        ("3", "From 3-5 June 2018.", "day 3", "month 6, year 2018", ""),
        ("31", "From Dec. 29-31.", "day 31", "month 12", "year 2019"),
        ("12", "From December 10-12.", "day 12", "month 12", "year 2019"),
        ("30 December", "From 30 December to 3 January 2018.", "day 30, month 12", "year 2017", "year 2017"),
        ("499", "From 499-493 BC.", "year 499", "era bc", ""),
        ("yesterday", "It was yesterday.", "", "", ""),
        ("last Tuesday", "It was last Tuesday.", "step last, weekday tuesday", "", ""),
        (
            "10 p.m. Wednesday",
            "At 10 p.m. Wednesday.",
            "weekday wednesday, clock 22:00",
            "",
            "year 2020, month 1, day 1",
        ),
        ("early December", "In early December.", "month 12, modifier START", "", "year 2019"),
        (
            "two days after 3 May 2018",
            "It was two days after 3 May 2018.",
            "day 3, month 5, year 2018, moved by +2 day",
            "",
            "",
        ),
    ],
)
def test_parts_are_given_lent_or_implied(words: str, text: str, given: str, lent: str, implied: str) -> None:
    one = of(words, explained(text))
    said = [", ".join(f"{name} {value}" for name, value in parts) for parts in (one.given, one.lent, one.implied)]
    assert said == [given, lent, implied]


def test_setting_of_a_rule_is_said() -> None:
    assert of("yesterday", explained("It was yesterday.")).settings == (("unit", "day"), ("count", "-1"))


def test_neighbours_of_a_range_and_a_list_are_named() -> None:
    text = "From Dec. 29-31, then in March, April and May 2018."
    found = explained(text)
    joined = {one.span.of(text): [(kind, span.of(text)) for kind, span in one.joined] for one in found.dates}
    assert joined["Dec. 29"] == [("range", "31")]
    assert joined["April"] == [("list", "March"), ("list", "May 2018")]


@pytest.mark.parametrize(
    "text", ["On 27 December.", "On Friday.", "In May.", "Yesterday it was.", "At Christmas.", "Last week."]
)
def test_date_that_nothing_anchors_is_open_and_publication_would_anchor_it(text: str) -> None:
    (one,) = explained(text, "").dates
    assert one.anchorable
    assert one.mention
    assert one.mention.when is None or not one.mention.when.anchored
    (one,) = explained(text).dates
    assert not one.anchorable
    assert one.mention
    assert one.mention.when
    assert one.mention.when.anchored


@pytest.mark.parametrize("text", ["In 2018.", "It took three days.", "Recently.", "Every Tuesday."])
def test_what_publication_would_not_anchor_is_not_open(text: str) -> None:
    assert not any(one.anchorable for one in explained(text, "").dates)


@pytest.mark.parametrize("text", ["On June 31.", "On 31/31/2019."])
def test_words_that_make_no_date_are_said_to(text: str) -> None:
    (one,) = explained(text).dates
    assert one.mention is None
    assert one.rule


@pytest.mark.parametrize("rule", KEEPERS, ids=[rule.name for rule in KEEPERS])
def test_words_kept_from_being_read_are_told_with_their_rule(rule: Rule) -> None:
    # A sentence without any word of time is not looked at; the weekday is one. Nor are words that no date begins with.
    for words in rule.never:
        found = explained(f"{words}, they read on Friday.")
        assert [one.rule for one in found.dates] == ["weekday"]
        if words != "quarterback":
            assert [(one.rule, one.file) for one in found.kept] == [(rule.name, "dates_never.toml")]
            assert found.kept[0].span.of(found.document.text) in words


@pytest.mark.parametrize(
    ("text", "word", "why"),
    [
        ("The army did not attack the town on Friday.", "attack", "unreal"),
        ("If rebels attack the town, it will fall.", "attack", "unreal"),
        ("The minister spoke of an attack.", "attack", "undated"),
    ],
)
def test_trigger_that_told_of_nothing_is_named_with_the_reason(text: str, word: str, why: str) -> None:
    found = explained(text)
    assert (word, why) in [(one.span.of(text), one.why) for one in found.untold]
    assert all(one.file.startswith("triggers_") for one in found.untold)


def test_mention_names_the_group_that_found_it() -> None:
    found = explained("Rebels attacked the base on Friday. The army said on Saturday that it held.")
    assert [(one.mention.word, one.rule, one.file) for one in found.mentions] == [
        ("attacked", "attack", "triggers_conflict.toml"),
        ("said", "dated statement", "triggers_guard.toml"),
    ]
