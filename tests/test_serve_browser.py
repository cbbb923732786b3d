"""The pages of `kb serve` in a real browser, where there is one: read, corrected and undone, by mouse and by keys."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import TOKEN, copied, make_store

from kb.store import Filter, open_store

sync_api = pytest.importorskip("playwright.sync_api")
pytest.importorskip("datasette")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium here")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def served(store: Path, *options: str) -> Iterator[str]:
    """The address that the command prints; the server ends with the test."""
    command = [sys.executable, "-m", "kb", "serve", "--db", str(store), "--port", "0", *options]
    kept = {name: value for name, value in os.environ.items() if name != "KB_TOKEN"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=kept) as server:
        assert server.stderr is not None
        line = server.stderr.readline()
        try:
            yield line.rpartition(" is at ")[2].strip()
        finally:
            server.terminate()
            rest = line + server.stderr.read()
        assert "Traceback" not in rest
        assert line.count("token=") == rest.count("token=")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("serve"))


@pytest.fixture(scope="module")
def address(made: Path) -> Iterator[str]:
    yield from served(made)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


def opened(browser: Any, address: str, *, width: int = 1280, **more: Any) -> Iterator[Any]:
    """A page that must not run what is not ours, say anything to the console, or be wider than the window."""
    context = browser.new_context(viewport={"width": width, "height": 844}, **more)
    found = context.new_page()
    heard: list[str] = []
    found.on("console", lambda message: heard.append(message.text))
    found.on("pageerror", lambda error: heard.append(str(error)))
    found.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    found.goto(address)
    yield found
    assert [words for words in heard if "status of 400" not in words] == []
    context.close()


@pytest.fixture
def tab(browser: Any, address: str) -> Iterator[Any]:
    yield from opened(browser, address)


@pytest.fixture
def phone(browser: Any, address: str) -> Iterator[Any]:
    yield from opened(browser, address, width=390, has_touch=True)


@pytest.fixture
def editing(browser: Any, made: Path, tmp_path: Path) -> Iterator[Any]:
    for address in served(copied(made, tmp_path / "kb.db"), "--edit"):
        yield from opened(browser, address)


def follow(tab: Any, wanted: str) -> None:
    """Click on what leads to another page, and wait for that."""
    with tab.expect_navigation():
        tab.click(wanted)


def lead(tab: Any) -> str:
    return " ".join(tab.locator(".lead").first.inner_text().split())


def test_searching_and_filtering(tab: Any, made: Path) -> None:
    with open_store(made) as store:
        wanted = len(store.select(Filter(words="embassy")))
    tab.fill("[name=q]", "embassy")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/?q=embassy")
    assert lead(tab) == f"{wanted} events found"
    assert tab.locator("article").count() == wanted
    tab.select_option("[name=type]", "PROTEST")
    tab.wait_for_url("**/?q=embassy&type=PROTEST")
    assert 0 < tab.locator("article").count() < wanted
    assert set(tab.locator("article .type").all_inner_texts()) == {"PROTEST"}
    tab.click(".chips a:has-text('embassy')")
    tab.wait_for_url("**/?type=PROTEST")
    tab.fill("[name=from]", "nonsense")
    follow(tab, "text=Apply")
    assert "is no date; write 2019-12-27" in tab.inner_text("[role=alert]")
    assert tab.input_value("[name=from]") == "nonsense"


def test_the_chart_selects_a_period(tab: Any) -> None:
    bar = tab.locator(".over-time g").last
    days = tab.locator(".over-time g").last.get_attribute("data-d")
    box = bar.bounding_box()
    tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + 10)
    tab.wait_for_url("**/?from=*")
    assert days
    assert tab.locator(".chips li").count() == 3
    assert 0 < tab.locator("article").count() < 20


def test_an_event_leads_to_its_sentence_and_back(tab: Any) -> None:
    tab.goto(f"{tab.url}?place=basra")
    follow(tab, "article h3 a")
    assert tab.locator("blockquote mark").count() == 2
    assert "at least 15" in tab.inner_text(".differ")
    follow(tab, "blockquote footer a >> nth=0")
    assert "#s" in tab.url
    assert tab.locator(".tells:target mark").inner_text() == "bomb attack"
    follow(tab, ".tells .to")
    assert "/event/" in tab.url


def test_by_keys_alone(tab: Any) -> None:
    for _ in range(2):
        tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "brand"
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.name") == "q"
    tab.keyboard.type("kirkuk")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/?q=kirkuk")
    for key in ("j", "j", "k", "o"):
        tab.keyboard.press(key)
    assert tab.evaluate("document.activeElement === document.querySelector('article')")
    assert tab.locator("article blockquote:visible").count() >= 1
    first = tab.locator("article").first.get_attribute("id").removeprefix("e-")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/event/{first}")
    tab.goto(tab.url.partition("/event/")[0])
    tab.focus(".over-time svg")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Shift+ArrowRight")
    assert tab.locator(".chosen").count() == 2
    tab.keyboard.press("Enter")
    tab.wait_for_url("**from=*")


@pytest.mark.parametrize("path", ["/", "/actors", "/sources", "/log", "/?q=mosul", "/actor?name=united+states"])
def test_no_page_is_wider_than_a_telephone(phone: Any, path: str) -> None:
    phone.goto(phone.url.rstrip("/") + path)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    for link in ("article h3 a", "tbody th a"):
        if phone.locator(link).count():
            follow(phone, f"{link} >> nth=0")
            assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_filters_open_on_a_telephone(phone: Any) -> None:
    assert not phone.locator("[name=q]").is_visible()
    phone.tap("summary:text('Filter')")
    phone.fill("[name=place]", "basra")
    phone.tap("text=Apply")
    phone.wait_for_url("**/?place=basra")
    assert phone.locator("article").count() == 1


def test_hostile_articles_do_nothing(tab: Any) -> None:
    root = tab.url.rstrip("/")
    tab.goto(f"{root}/?on=2021-05-04")
    assert "<img src=x onerror=alert(1)>" in tab.inner_text("main")
    follow(tab, "article h3 a")
    follow(tab, "blockquote footer a >> nth=0")
    assert "<script>alert(1)</script>" in tab.inner_text(".text")
    assert tab.locator("main img, main script, main b, main style").count() == 0
    tab.goto(tab.locator("a:text('text')").first.get_attribute("href").replace("/source", f"{root}/source"))
    assert tab.evaluate("document.contentType") == "text/plain"
    assert tab.evaluate("document.scripts.length") == 0


def test_datasette_works_under_its_policy(tab: Any) -> None:
    follow(tab, "nav a:text('Data')")
    follow(tab, "a:text-is('timeline')")
    follow(tab, "text=View and edit SQL")
    tab.wait_for_selector(".cm-editor, .CodeMirror")
    tab.goto(re.sub("[?].*", "/timeline", tab.url))
    follow(tab, "td a[href^='/event/'] >> nth=0")
    assert tab.locator("blockquote mark").count() >= 1


def test_pages_are_read_without_scripts(browser: Any, address: str) -> None:
    for tab in opened(browser, address, java_script_enabled=False):
        tab.click("summary:text('Filter')")
        tab.fill("[name=q]", "embassy")
        follow(tab, "text=Apply")
        assert "q=embassy" in tab.url
        assert tab.locator("article").count() > 1


def test_an_edit_and_its_undoing(editing: Any) -> None:
    assert TOKEN not in editing.url
    assert "token" not in editing.url
    assert editing.url.endswith("/")
    editing.goto(f"{editing.url}?place=basra")
    follow(editing, "article h3 a")
    editing.click("summary:text('Edit')")
    editing.fill("[name=place]", "Umm Qasr")
    editing.fill("[name=killed]", "lots")
    follow(editing, "text=Save")
    assert "'lots' is no figure" in editing.inner_text("[role=alert]")
    assert editing.input_value("[name=place]") == "Umm Qasr"
    editing.fill("[name=killed]", "16+")
    follow(editing, "text=Save")
    editing.wait_for_url("**/event/*?act=1")
    assert "Umm Qasr" in editing.inner_text(".facts")
    assert "at least 16 killed" in editing.inner_text(".facts")
    assert "else Basra" in editing.inner_text("main")
    editing.click(".done button:text('Undo')")
    editing.wait_for_url("**/log?act=1")
    assert "undone" in editing.inner_text("tbody")
    editing.click("button:text('Redo')")
    editing.wait_for_url("**/log?act=1")
    assert editing.locator("tr.undone").count() == 0


def test_events_are_merged_by_keys(editing: Any, tmp_path: Path) -> None:
    for key in ("j", "x", "j", "x"):
        editing.keyboard.press(key)
    assert editing.inner_text(".how-many") == "2 chosen"
    editing.focus("#chosen button >> nth=0")
    editing.keyboard.press("Enter")
    editing.wait_for_url("**/event/*?act=1")
    with open_store(tmp_path / "kb.db") as store:
        assert [edit.act for edit in store.edits()] == ["merge"]


def test_another_origin_cannot_act_or_look(editing: Any, browser: Any, tmp_path: Path) -> None:
    """A page elsewhere, in the browser that has the cookie, sends a form and asks for data."""
    root = re.sub(r"/$", "", editing.url)
    elsewhere = tmp_path / "elsewhere.html"
    elsewhere.write_text(
        f'<form method="post" action="{root}/act/undo"><input name="proof" value="x"><button>Win</button></form>'
        f'<iframe src="{root}/"></iframe>',
        encoding="utf-8",
    )
    page = editing.context.new_page()
    page.goto(elsewhere.as_uri())
    assert page.evaluate(f"fetch('{root}/timeline.json', {{credentials: 'include'}}).catch(() => 'barred')") == "barred"
    with page.expect_response("**/act/undo") as answer:
        page.click("button")
    assert answer.value.status == 403
    page.close()
