"""Where sentences end, and that it takes no longer than the text is long."""

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.extract.sentences import split

CASES = {
    "abbreviations": ("Gen. Lee met Mr. Poe. They talked.", ["Gen. Lee met Mr. Poe.", "They talked."]),
    "initials": ("John F. Kennedy spoke in Dallas. He left.", ["John F. Kennedy spoke in Dallas.", "He left."]),
    "country": ("He left the U.S. He never came back.", ["He left the U.S.", "He never came back."]),
    "country goes on": ("The U.S. Army moved.", ["The U.S. Army moved."]),
    "dateline": ("CENTRE, Ala. — A man fell. He rose.", ["CENTRE, Ala. — A man fell.", "He rose."]),
    "no blank": ("Two fell on Tuesday.Earlier, one rose.", ["Two fell on Tuesday.", "Earlier, one rose."]),
    "addresses": (
        "See www.site.Example or news@site.Com for more.",
        ["See www.site.Example or news@site.Com for more."],
    ),
    "letters without a blank": (
        "The U.S.Army met Gen.Lee of the D.K.P.Party.",
        ["The U.S.Army met Gen.Lee of the D.K.P.Party."],
    ),
    "clock": ("It began at 5 p.m. Tuesday. All ran.", ["It began at 5 p.m. Tuesday.", "All ran."]),
    "quotation": ("“Stop!” he cried. “Never.” They ran.", ["“Stop!” he cried.", "“Never.”", "They ran."]),
    "wrapped lines": ("One line\ngoes on here. Next.", ["One line\ngoes on here.", "Next."]),
    "headline": ("Rebels take town\n\nRebels took it.", ["Rebels take town", "Rebels took it."]),
    "decimals with blanks": ("A quake of 6. 4 hit. It shook.", ["A quake of 6. 4 hit.", "It shook."]),
    "stamp of a page": (
        "Two held Aug 2, 2013 6:50pm EDT Two men were held.",
        ["Two held Aug 2, 2013 6:50pm EDT", "Two men were held."],
    ),
    "a line a paragraph": (
        "Rebels take town\nBy Ada Quill\nMay 2, 2013\nRebels took it. They stayed.",
        ["Rebels take town", "By Ada Quill", "May 2, 2013", "Rebels took it.", "They stayed."],
    ),
    "a date line": (
        "Rebels take town\non Friday, 3 May 2013 at 4:31 pm, updated May 4, 2013\nRebels took it and\nleft it.",
        [
            "Rebels take town",
            "on Friday, 3 May 2013 at 4:31 pm, updated May 4, 2013",
            "Rebels took it and\nleft it.",
        ],
    ),
    "a date within": (
        "The town was taken\non May 3, 2013, and rebels\nleft it.",
        ["The town was taken\non May 3, 2013, and rebels\nleft it."],
    ),
    "address": ("http: / / news. example. com / 2013 / 05 / 02 / rebels\nRebels left.", ["Rebels left."]),
    "address within": (
        "Rebels left. See\nhttp://example.com/a for more.",
        ["Rebels left.", "See\nhttp://example.com/a for more."],
    ),
    "front matter": ("---\ntitle: A. B.\n---\nRebels left.", ["Rebels left."]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_split(text: str, expected: list[str]) -> None:
    assert [sentence.span.of(text) for sentence in split(text)] == expected


def test_paragraphs_are_counted() -> None:
    assert [sentence.paragraph for sentence in split("One. Two.\n\nThree.")] == [0, 0, 1]


@given(st.text(alphabet="ab .!?\n\t\"'“”A1…\u2028", max_size=200))
def test_spans_are_in_order_and_hold_all_words(text: str) -> None:
    spans = [sentence.span for sentence in split(text)]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


@pytest.mark.parametrize("unit", [" ", ".", "\n ", "a", "word ", "“"])
def test_time_grows_with_the_text(unit: str) -> None:
    def seconds(count: int) -> float:
        start = perf_counter()
        split("x" + unit * count + "x")
        return perf_counter() - start

    seconds(10)
    # Four times the text, by the square sixteen times the time; a fixed part keeps short runs from deciding.
    assert min(seconds(80_000) for _ in range(2)) < 8 * min(seconds(20_000) for _ in range(2)) + 0.05
