"""Saved pages: the article, who wrote and printed it, and the day of its first publication."""

import io
import logging

import pytest

from kb.model import Document
from kb.read import Failure, Source, read

PARAGRAPH = (
    "KIRKUK — More than 30 rockets hit the K1 base on Friday, killing an American contractor, officials said. Four "
    "soldiers were hurt in the attack on the base, which houses soldiers of several countries."
)
HEAD = """<meta property="og:title" content="Rockets hit base in Kirkuk">
<meta property="og:site_name" content="Harbour News"><meta name="author" content="Anna Field">
<link rel="canonical" href="https://harbour.example/kirkuk">"""


def page(head: str = HEAD, body: str = "", charset: str = "utf-8") -> str:
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="{charset}"><title>Rockets hit base in Kirkuk | Harbour News</title>
{head}</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<aside class="related"><time datetime="2011-01-01">1 January 2011</time> An older story of the base</aside>
<article><h1>Rockets hit base in Kirkuk</h1>{body}<p>{PARAGRAPH}</p>
<p>The <a href="/x">coalition</a> said that it was looking into it.<br>“We will answer,” a spokesman said.</p>
<ul><li>Dec. 27: rockets hit the base</li><li>Dec. 29: strikes on five sites</li></ul>
<table><tr><th>Day</th><th>Dead</th></tr><tr><td>Friday</td><td>one</td></tr></table>
</article><footer>Copyright 2024 Harbour News. All rights reserved.</footer></body></html>"""


def outcome(markup: str | bytes, name: str = "a.html", **hints: str) -> Document | Failure:
    raw = markup.encode() if isinstance(markup, str) else markup
    (one,) = read(Source(io.BytesIO(raw), name, **hints))  # type: ignore[arg-type]
    return one


def article(markup: str | bytes, name: str = "a.html", **hints: str) -> Document:
    one = outcome(markup, name, **hints)
    assert isinstance(one, Document), one
    return one


def test_the_article_of_a_page_is_its_text() -> None:
    found = article(page())
    assert found.text.split("\n\n") == [
        "Rockets hit base in Kirkuk",
        PARAGRAPH,
        "The coalition said that it was looking into it.\n“We will answer,” a spokesman said.",
        "Dec. 27: rockets hit the base",
        "Dec. 29: strikes on five sites",
        "Day | Dead",
        "Friday | one",
    ]
    assert (found.id, found.title) == ("a.html", "Rockets hit base in Kirkuk")
    assert (found.publisher, found.author, found.url) == (
        "Harbour News",
        "Anna Field",
        "https://harbour.example/kirkuk",
    )


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ('<meta property="article:published_time" content="2019-12-28T09:00:00Z">', "", "2019-12-28"),
        (
            '<meta property="article:modified_time" content="2020-03-01T09:00:00Z">'
            '<meta property="article:published_time" content="2019-12-28T09:00:00Z">',
            "",
            "2019-12-28",
        ),
        ('<meta property="article:modified_time" content="2020-03-01T09:00:00Z">', "", ""),
        ('<meta property="article:published_time" content="1945-05-08">', "", "1945-05-08"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2020-03-01", '
            '"datePublished": "2019-12-28T23:10:00-05:00"}</script>',
            "",
            "2019-12-28",
        ),
        ("", '<time datetime="2019-12-28T09:00">Saturday</time>', "2019-12-28"),
        ("", '<p class="byline">By Anna Field</p><p class="post-date">December 28, 2019</p>', "2019-12-28"),
        ("", '<span class="date">28th Dec 2019</span>', "2019-12-28"),
        ("", '<span class="date">28/12/2019</span>', "2019-12-28"),
        ("", '<span class="date">03/02/2020</span>', ""),  # February or March
        ("", '<span class="date">March 2020</span>', ""),  # no day is made up
        ("", '<span class="date">Friday, December 27</span>', ""),  # nor a year
        ("", '<span class="updated-date">1 March 2020</span>', ""),
        ("", "<p>It began on 2011-03-15, when the first shots were fired in the town.</p>", ""),
        ("", '<img src="/2015/06/01/base.jpg" alt="the base">', ""),
        ("", "", ""),  # neither the copyright nor a related story
    ],
)
def test_published_is_the_first_day_that_the_page_gives(head: str, body: str, expected: str) -> None:
    found = article(page(head, body))
    assert (found.published.edtf if found.published else "") == expected
    assert found.published_basis == ("metadata" if expected else "none")


def test_an_address_tells_the_day() -> None:
    found = article(
        page(""), "https://harbour.example/2019/12/28/kirkuk", url="https://harbour.example/2019/12/28/kirkuk"
    )
    assert found.published
    assert found.published.edtf == "2019-12-28"
    assert found.url == found.id == "https://harbour.example/2019/12/28/kirkuk"
    assert found.publisher == "harbour.example"


def test_the_address_of_a_saved_page_is_kept() -> None:
    found = article("<!-- saved from url=(0029)https://harbour.example/saved -->\n" + page(""))
    assert (found.url, found.id) == ("https://harbour.example/saved", "a.html")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd"])
def test_an_address_of_another_scheme_is_none(address: str) -> None:
    assert article(page(f'<link rel="canonical" href="{address}">')).url == ""


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        (page(charset="windows-1252").encode("cp1252"), ""),
        (page(charset="iso-8859-1").encode("cp1252"), ""),  # as browsers read it
        (page(charset="nonsense").encode("cp1252"), "windows-1252"),
        (page(charset="iso-8859-1").encode(), ""),  # a lie: it is UTF-8
        (page(charset="koi8-r").encode("utf-16"), ""),
    ],
)
def test_the_encoding_is_that_of_the_bytes_the_server_or_the_page(raw: bytes, hint: str) -> None:
    assert "“We will answer,”" in article(raw, charset=hint).text


def test_one_damaged_character_does_not_cost_a_page() -> None:
    raw = page().encode().replace("“We".encode(), b"\xe2\x80We")
    assert "will answer,”" in article(raw).text


@pytest.mark.parametrize("markup", ["<html></html>", "<!DOCTYPE html><html><body><script>run()</script></body></html>"])
def test_a_page_without_an_article_is_refused(markup: str, capfd: pytest.CaptureFixture[str]) -> None:
    refused = outcome(markup)
    assert isinstance(refused, Failure)
    assert "without an article" in refused.reason
    assert capfd.readouterr() == ("", "")  # no library writes what it thinks
    assert logging.getLogger("trafilatura").level > logging.CRITICAL


def test_a_very_deep_page_is_read_or_refused() -> None:
    deep = page(body="<div>" * 20_000 + "<p>" + PARAGRAPH + "</p>" + "</div>" * 20_000)
    one = outcome(deep)
    assert isinstance(one, Document) or "\n" not in one.reason


def test_a_page_under_another_name_is_known_by_its_content() -> None:
    assert article(page(), "wire.txt").text.startswith("Rockets")
