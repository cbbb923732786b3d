"""The page: it parses without an error, runs nothing but its own script, and says no more than is known."""

import base64
import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from samples import disputed, event, mention

from kb.export import FORMATS, About
from kb.model import Edited, Event, Participant

HOSTILE = "\x1b[31m <script>alert(1)</script> \"' onload=x &lt; \u202egnp --></style><!--"
DAYS = [event(f"2019-12-{day}", id=f"{day:012d}") for day in (27, 28, 28, 29, 31)]


def written(events: list[Event], **about: Any) -> str:
    return "".join(FORMATS["html"](events, About(**about)))


def parsed(page: str) -> ElementTree.Element:
    found: ElementTree.Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return found


def text(element: ElementTree.Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def one(page: ElementTree.Element, name: str, kind: str = "") -> str:
    return text(next(found for found in page.iter(name) if not kind or found.get("class") == kind))


@pytest.mark.parametrize("events", [[], [event(None)], [event("XXXX-12-27"), disputed()], DAYS])
def test_page_parses_without_an_error(events: list[Event]) -> None:
    page = parsed(written(events))
    assert len(list(page.iter("article"))) == len(events)


def test_policy_allows_the_style_and_the_script_of_the_page_alone() -> None:
    page = written([event()])
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    for name in ("style", "script"):
        (inside,) = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy[1]


def test_page_asks_the_network_for_nothing() -> None:
    page = parsed(written(DAYS))
    assert not [one for one in page.iter() if {"src", "style", "action", "srcset"} & set(one.attrib)]
    assert {one.get("href", "")[:1] for one in page.iter("a")} == {"#"}
    assert not list(page.iter("link"))
    assert "url(" not in written(DAYS)


def test_hostile_article_stays_text() -> None:
    who = Participant(HOSTILE, "source", "person")
    told = mention(HOSTILE, evidence=HOSTILE, word="alert")
    source = SimpleNamespace(title=HOSTILE, publisher=HOSTILE, author=HOSTILE, url="javascript:alert(1)")
    page = parsed(
        written(
            [event(headline=HOSTILE, place=HOSTILE, mode=HOSTILE, participants=(who,), mentions=(told,))],
            title=HOSTILE,
            documents={HOSTILE: source},
        )
    )
    assert len(list(page.iter("script"))) == len(list(page.iter("style"))) == 1
    assert not [name for one in page.iter() for name in one.attrib if name.startswith("on")]
    assert {one.get("href", "")[:1] for one in page.iter("a")} == {"#"}
    assert one(page, "h3").endswith("<script>alert(1)</script> \"' onload=x &lt; \ufffdgnp --></style><!--")


def test_event_shows_what_is_known_of_it() -> None:
    source = SimpleNamespace(
        title="Strikes", publisher="The Paper", author="Anna Field", url="https://example.org/a?b=1&c='"
    )
    page = parsed(written([disputed()], title="A week", documents={"a.txt": source}))
    assert one(page, "h1") == "A week"
    assert one(page, "h2") == "Sunday 29 December 2019"
    assert one(page, "p", "lead") == "1 event, 29 December 2019, told by 2 documents"
    facts = "Kataib Hizbullah → United StatesKirkukat least 25 killed (19-31 by source)12 injured"
    assert one(page, "ul", "facts") == facts
    assert one(page, "summary") == "Filter"
    assert [text(found) for found in page.iter("mark")] == ["killed", "killed"]
    assert [found.get("href") for found in page.iter("a") if found.get("rel")] == ["https://example.org/a?b=1&c=%27"]
    assert "Strikes · Anna Field · The Paper · at least 25 killed" in [text(found) for found in page.iter("footer")]


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2019-12", "December 2019 known to the month"),
        ("2019", "2019 known to the year"),
        ("2019-12-29/2019-12-31", "Between 29 and 31 December 2019 a period"),
        ("2019-12-27~", "About Friday 27 December 2019"),
        ("XXXX-12-27", "27 December, year unknown"),
        (None, "Date unknown"),
    ],
)
def test_date_is_said_no_finer_than_it_is_known(date: str | None, words: str) -> None:
    page = parsed(written([event(date)]))
    assert one(page, "h2") == words


def test_reasons_for_care_are_said() -> None:
    page = parsed(
        written(
            [event(basis="context", confidence=0.3, certainty="alleged", edited=(Edited("place", "2020", "Baghdad"),))]
        )
    )
    said = "Dated by a neighbouring sentence; less sure than not; place set by hand (else Baghdad)."
    assert one(page, "p", "care") == said
    assert one(page, "span", "status") == "alleged"


def test_chart_counts_what_is_dated_finely_enough() -> None:
    page = parsed(written([event("2012", id="f" * 12), *DAYS, event("2019-12", id="e" * 12)]))
    assert [found.get("data-b") for found in page.iter("article")] == [None, "0", "1", "1", "2", "4", None]
    assert one(page, "figcaption") == "At most 2 events a day, 1 event earlier, 1 not dated to the day."


# In a browser, where there is one.


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("no Chromium here")
    with sync_api.sync_playwright() as play:
        found = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"])
        yield found
        found.close()


@pytest.fixture
def tab(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """The page of five events on a telephone; it must not be wider than that, nor say anything to the console."""
    other = event("2019-12-30", id="abc", type="AID", participants=(Participant("Éire", "source", "state"),))
    (tmp_path / "page.html").write_text(written([*DAYS[:4], other, DAYS[4]]), encoding="utf-8")
    found = browser.new_page(viewport={"width": 390, "height": 800})
    heard: list[str] = []
    found.on("console", lambda message: heard.append(message.text))
    found.on("pageerror", lambda error: heard.append(str(error)))
    found.goto((tmp_path / "page.html").as_uri())
    found.click("summary:text('Filter')")
    yield found
    assert found.evaluate("document.documentElement.scrollWidth") == 390
    assert heard == []
    found.close()


def said(tab: Any, words: str) -> None:
    """Wait until the page says how many events it found. (The page's policy keeps scripts from polling in it.)"""
    tab.wait_for_selector(f".found:text-is('{words}')" if words else ".found:empty", state="attached")


def shown(tab: Any) -> int:
    return int(tab.locator("article:visible").count())


def test_filters_pick_events(tab: Any) -> None:
    assert shown(tab) == 6
    tab.fill("[name=actor]", "eire")
    said(tab, "1 of 6 events")
    assert shown(tab) == 1
    tab.keyboard.press("Escape")
    said(tab, "")
    tab.fill("[name=from]", "2019-12-28")
    tab.fill("[name=to]", "2019-12-29")
    said(tab, "3 of 6 events")
    tab.select_option("[name=type]", "AID")
    said(tab, "0 of 6 events")
    assert tab.locator("section:visible").count() == 0


def test_chart_picks_a_period_by_keys(tab: Any) -> None:
    tab.focus(".over-time svg")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Shift+ArrowRight")
    assert shown(tab) == 3
    assert tab.locator(".chosen").count() == 2
    assert tab.input_value("[name=to]") == "2019-12-28"


def test_keys_walk_and_a_link_opens_its_event(tab: Any) -> None:
    tab.locator("h1").click()
    for key in ("j", "j", "k", "o"):
        tab.keyboard.press(key)
    assert tab.evaluate("document.activeElement.id") == "e-000000000027"
    assert tab.locator("blockquote:visible").count() == 1
    tab.fill("[name=words]", "nothing")
    said(tab, "0 of 6 events")
    tab.evaluate("location.hash = '#e-abc'")
    tab.wait_for_selector("#e-abc:focus")
    assert shown(tab) == 6
