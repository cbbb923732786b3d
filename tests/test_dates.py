"""The date reader against corpora: phrases by value, whole texts, texts without dates, queries, publication dates."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from date_corpora import FOLDER, FORMS, Case, every, forms, nothing, phrases, texts

from kb.extract.dates import find_dates, publication, read_date
from kb.extract.sentences import split
from kb.model import DateMention, Document
from kb.when import Interval, When, from_edtf

CARRIERS = ("{}", "({})", "The deal, {}, holds.", "{}.")


def day(text: str) -> When | None:
    when = from_edtf(text) if text else None
    assert not isinstance(when, Interval)
    return when


def read(text: str, said: str) -> tuple[DateMention, ...]:
    document = Document("test", text, published=day(said), published_basis="given" if said else "none")
    return find_dates(document, split(text))


def cases(rows: Iterable[Case]) -> list[Any]:
    """Each case as a parameter; one that kb gets wrong must go on failing, so that a fix takes its mark away."""

    def marks(case: Case) -> list[pytest.MarkDecorator]:
        return [pytest.mark.xfail(reason=case.fails, strict=True)] if case.fails else []

    return [pytest.param(case, id=case.text, marks=marks(case)) for case in rows]


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("case", cases(phrases()))
def test_phrase(case: Case, carrier: str) -> None:
    (gold,) = case.dates
    words = case.words(gold)
    found = [one for one in read(carrier.format(case.text), case.said) if words == case.text or one.text == words]
    assert [(one.text, one.type, one.value) for one in found] == [(words, gold.type, gold.value)]


@pytest.mark.parametrize("case", cases([*texts(), *forms()]))
def test_text(case: Case) -> None:
    found = read(case.text, case.said)
    told = [(one.span.start, one.span.end, one.type, one.value) for one in found]
    assert told == [(gold.start, gold.end, gold.type, gold.value) for gold in case.dates]
    for one, gold in zip(found, case.dates, strict=True):
        assert gold.edtf is None or gold.edtf == (one.when.edtf if one.when else "")


@pytest.mark.parametrize("case", cases(nothing()))
def test_no_date(case: Case) -> None:
    assert read(case.text, case.said) == ()


def test_every_corpus_file_is_read() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == {"news", "sentences", "negative", *FORMS}


def test_no_text_stands_twice() -> None:
    told = [(case.text, case.said) for case in every()]
    assert [one for one, count in Counter(told).items() if count > 1] == []


@pytest.mark.parametrize(
    ("phrase", "type_", "mod"),
    [
        ("early December", "DATE", "START"),
        ("mid-2016", "DATE", "MID"),
        ("late 2012", "DATE", "END"),
        ("the late 1970s", "DATE", "END"),
        ("nearly two years", "DURATION", "LESS_THAN"),
        ("more than four hours", "DURATION", "MORE_THAN"),
        ("around 1850", "DATE", "APPROX"),
        ("10 p.m. Wednesday", "TIME", ""),
        ("every Tuesday", "SET", ""),
        ("three days", "DURATION", ""),
    ],
)
def test_type_and_modifier(phrase: str, type_: str, mod: str) -> None:
    assert [(one.text, one.type, one.mod) for one in read(phrase, "2020-01-02")] == [(phrase, type_, mod)]


def test_a_time_of_day_denotes_its_day_with_the_clock() -> None:
    (found,) = read("10 p.m. Wednesday", "2020-01-02")
    assert found.when == When(found.when.grain, 2020, 1, 1, "22:00")
    assert isinstance(found.when, When)
    assert found.when.edtf == "2020-01-01"


def test_durations_sets_and_references_denote_no_date() -> None:
    assert [one.when for one in read("For three days, every Tuesday, and now", "2020-01-02")] == [None, None, None]


def test_parts_that_the_text_did_not_give_are_marked() -> None:
    (found,) = read("December 31", "2020-01-02")
    assert isinstance(found.when, When)
    assert found.when.implied == ("year",)
    (full,) = read("December 31, 2019", "2020-01-02")
    assert isinstance(full.when, When)
    assert full.when.implied == ()


QUERIES = {
    "dec 2019": "2019-12",
    "december 2019": "2019-12",
    "27 december": "2019-12-27",
    "Dec. 27": "2019-12-27",
    "last week of 2019": "2019-12-23/2019-12-29",
    "first half of 2019": "2019-01/2019-06",
    "dec 29 2019": "2019-12-29",
    "2019-12-27": "2019-12-27",
    "2019-12": "2019-12",
    "12/31/2019": "2019-12-31",
    "1998": "1998",
    "the 1990s": "199X",
    "199X": "199X",
    "2019~": "2019~",
    "2019-12-29/2019-12-31": "2019-12-29/2019-12-31",
    "2019-12-29/..": "2019-12-29/..",
    "27 dec 2019 to 1 jan 2020": "2019-12-27/2020-01-01",
    "dec 27-31, 2019": "2019-12-27/2019-12-31",
    "between 3 and 5 june 2010": "2010-06-03/2010-06-05",
    "from march to may 1998": "1998-03/1998-05",
    "1998-2001": "1998/2001",
    "christmas 2019": "2019-12-25",
    "new year's eve 2019": "2019-12-31",
    "summer of 2019": "2019-22",
    "q3 2019": "2019-07/2019-09",
    "early december 2019": "2019-12",
    "44 bc": "-0043",
    "may": "2020-05",
    "march 2019": "2019-03",
    "in 2019": "2019",
    "yesterday": "2020-01-01",
    "last week": "2019-12-23/2019-12-29",
    "tuesday": "2019-12-31",
}


@pytest.mark.parametrize(("query", "edtf"), QUERIES.items())
def test_query(query: str, edtf: str) -> None:
    reference = day("2020-01-02")
    assert str(read_date(query, reference)) == edtf
    assert str(read_date(f"  {query.upper()} ", reference)) == edtf


def test_query_without_reference_has_no_year() -> None:
    assert str(read_date("27 december", None)) == "XXXX-12-27"
    assert str(read_date("may", None)) == "XXXX-05"
    assert read_date("yesterday", None) is None


@pytest.mark.parametrize(
    "query",
    ["", "hello", "30 february 2020", "3/4/2019", "dec 2019 please", "2020-13", "12", "jan 2 2020 to jan 1 2019"],
)
def test_no_query(query: str) -> None:
    assert read_date(query, day("2020-01-02")) is None


PUBLICATIONS = {
    "dateline": ("BAGHDAD, Jan. 2, 2020 (AP) — Troops left. They came on May 1, 2019.", "", "2020-01-02", "dateline"),
    "label": ("Troops leave\n\nPublished: January 2, 2020\n\nIt began on May 1, 2019.", "", "2020-01-02", "dateline"),
    "label with hour": (
        "Troops leave\nUpdated 5:04 PM, Thu January 2, 2020\n\nIt began.",
        "",
        "2020-01-02",
        "dateline",
    ),
    "line of its own": ("Troops leave\n\nBy A. Writer\n\n2 January 2020\n\nIt began.", "", "2020-01-02", "dateline"),
    "address": ("It began.", "https://example.org/2020/01/02/it-began", "2020-01-02", "metadata"),
    "one full date": ("Crowds in Baghdad, Jan. 1, 2020. The raid of December 31 failed.", "", "2020-01-01", "inferred"),
    "dateline without year": (
        "NAIROBI, Aug. 7 (Xinhua) -- It went off. Talks ended Aug. 1, 1998.",
        "",
        "1998-08-07",
        "inferred",
    ),
    "byline with bars": (
        "A shadow war\n\nTom Writer | Delta Observer | 2 January 2020\n\nIt began on May 1, 2019.",
        "",
        "2020-01-02",
        "dateline",
    ),
    "byline with on": (
        "Troops leave\n\nBy Ada Quill on January 2, 2020 at 10:50 AM\n\nIt began.",
        "",
        "2020-01-02",
        "dateline",
    ),
    "line that was updated": (
        "Troops leave\non January 2, 2020 at 10:50 AM, updated January 9, 2020\nIt began.",
        "",
        "2020-01-02",
        "dateline",
    ),
    "byline with a comma": ("Troops leave\n\nBy Ada Quill, 2 January 2020\n\nIt began.", "", "2020-01-02", "dateline"),
    "address with the name of a month": (
        "It began.",
        "https://example.org/2020/jan/02/it-began",
        "2020-01-02",
        "metadata",
    ),
    "address as first line": ("https://example.org/a/2020/01/02/b\nIt began.", "", "2020-01-02", "metadata"),
    "line with an hour": ("Troops leave\nFriday January 3, 2020 @ 8:13am PDT\nIt began.", "", "2020-01-03", "dateline"),
    "stamp in figures": ("Troops leave\nUpdated 09/14/2013 01:03 PM\nIt began.", "", "2013-09-14", "dateline"),
    "stamp of an American page": ("Troops leave\n8: 13 AM PDT 8 / 2 / 2013\nIt began.", "", "2013-08-02", "dateline"),
    "stamp with the day first": (
        "Troops leave\nLast updated 13:26 14/09/2013\nIt began.",
        "",
        "2013-09-14",
        "dateline",
    ),
    "stamp that its address explains": (
        "Troops leave\n05/02/2013\nIt began.",
        "https://example.org/2013/05/it-began",
        "2013-05-02",
        "dateline",
    ),
    "stamp by the year": ("Troops leave\npublished: 2012. 04. 08 11:47\nIt began.", "", "2012-04-08", "dateline"),
    "stamp in any order": ("Troops leave\n05/02/2013\nIt began.", "", "", "none"),
    "figures in a sentence": ("Troops leave\nHe was born 09/14/2013 in Rome\nIt began.", "", "", "none"),
    "between title and text": (
        "Troops Leave Town May 23, 2005 The last troops left on May 2, 2005.",
        "",
        "2005-05-23",
        "dateline",
    ),
    "in a sentence": ("Troops left Mosul On May 23, 2005 The rest stayed until June 1, 2005.", "", "", "none"),
    "nothing but a dateline": ("NAIROBI, Aug. 7 (Xinhua) -- It went off.", "", "", "none"),
    "one full date in figures": (
        "It began. Picture taken 2020-01-02 in town. They left.",
        "",
        "2020-01-02",
        "inferred",
    ),
    "one full date with its weekday": ("He spoke. Rebels fled on Friday, May 3, 2019.", "", "2019-05-03", "inferred"),
    "one full date of a caption": ("Crowds march in Lima, May 3, 2019. (Photo: A.)", "", "2019-05-03", "inferred"),
    "one full date long past": ("He was jailed on Friday for the May 3, 2009, raid.", "", "", "none"),
    "one full date of what was done": ("He was jailed on Friday. He fled on May 3, 2009.", "", "", "none"),
    "one full date of what ended": ("It was shut until 3 May 2009. It burnt on Friday.", "", "", "none"),
    "one full date ahead": ("The play, they say, will open Friday, May 3, 2019, in Lima.", "", "", "none"),
    "two full dates": ("It began on 3 May 1919. It ended on 4 June 1921.", "", "", "none"),
    "a birth": ("She was born in Rome on 3 May 1975 and sings.", "", "", "none"),
    "a later year": ("It began on 3 May 1919. It ended in 1921.", "", "", "none"),
    "an impossible address": ("It began.", "https://example.org/2020/02/31/it-began", "", "none"),
}


@pytest.mark.parametrize(("text", "url", "published", "basis"), PUBLICATIONS.values(), ids=PUBLICATIONS)
def test_publication(text: str, url: str, published: str, basis: str) -> None:
    document = publication(Document("test", text, url=url), split(text))
    assert (str(document.published or ""), document.published_basis) == (published, basis)


def test_a_given_publication_date_stays() -> None:
    document = Document("test", "It began on Jan. 1, 2020.", published=day("2020-03-01"), published_basis="given")
    assert publication(document, split(document.text)) == document


@pytest.mark.parametrize(
    ("title", "text", "said"),
    [
        ("2023 Country Reports: Lowland", "On March 3 police shot a clerk.", "2023-03-03"),
        (
            "Lowland 2023 Human Rights Report",
            "In April two editors were held.\n\nPress freedom\n\nIn May one was freed.",
            "2023-05",
        ),
        ("2023 Human Rights Report", "In April two fled.\n\nPress freedom\n\nIn March one was freed.", "2023-03"),
        ("Annual report for 2022", "In July the court freed him.", "2022-07"),
        ("The year 2021 in review", "In 2019 he was held. In May he was freed.", "2021-05"),
        ("Lowland 2023 Human Rights Report", "Police shot a clerk last week. On March 3 they denied it.", "2024-03-03"),
        ("Police shot a clerk in 2023", "On March 3 they denied it.", "2024-03-03"),
        ("World Report 2024: Annual report", "On March 3 police shot a clerk.", "2024-03-03"),
        ("From 2019 to 2023: a chronology", "On March 3 police shot a clerk.", "2024-03-03"),
    ],
)
def test_a_report_on_a_year_tells_of_that_year(title: str, text: str, said: str) -> None:
    document = Document("report", text, title=title, published=from_edtf("2024-04-22"))
    assert [one.value for one in find_dates(document, split(text))][-1] == said
