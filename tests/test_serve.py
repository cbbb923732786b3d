"""The store in a browser: every page and the data behind it, who is answered and who is not, and what acts do."""

import asyncio
import json
import os
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from serving import TOKEN, copied, make_store
from test_export_html import HOSTILE, parsed, text

from kb import curate
from kb.cli import main
from kb.cli.export import about_store
from kb.export import FORMATS
from kb.say import visible
from kb.store import Filter, open_store
from kb.when import from_edtf

httpx = pytest.importorskip("httpx")
pytest.importorskip("datasette")

from kb.serve import Access, App, Site  # noqa: E402
from kb.serve.timeline import SIZE  # noqa: E402

PAGES = ("/", "/actors", "/sources", "/log", "/timeline.json", "/actors.json", "/sources.json", "/log.json")


class Browser:
    """One that keeps cookies and says where it is, as browsers do."""

    def __init__(self, site: Site, host: str = "127.0.0.1:8001") -> None:
        self.app, self.host, self.cookies = App(site), host, httpx.Cookies()

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any) -> Any:
        async def ask() -> Any:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(
                transport=transport, base_url=f"http://{self.host}", cookies=self.cookies
            ) as client:
                answer = await client.request(method, path, headers=headers, **more)
                self.cookies = client.cookies
                return answer

        return asyncio.run(ask())

    def get(self, path: str, **headers: str) -> Any:
        return self.ask("GET", path, {name.replace("_", "-"): value for name, value in headers.items()})

    def page(self, path: str) -> Any:
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return parsed(answer.text)

    def data(self, path: str) -> Any:
        answer = self.get(path)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json; charset=utf-8"
        return answer.json()

    def post(self, path: str, form: dict[str, Any], *, proof: str = "", origin: str = "") -> Any:
        headers = {"Origin": origin or f"http://{self.host}", "Sec-Fetch-Site": "same-origin"}
        return self.ask("POST", path, headers, data={**form, "proof": proof})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("serve"))


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return copied(made, tmp_path / "kb.db")


@pytest.fixture
def reader(made: Path) -> Browser:
    return Browser(Site(made))


@pytest.fixture
def editor(store: Path) -> Browser:
    """One that has opened the address with the token."""
    browser = Browser(Site(store, Access(TOKEN), edit=True, wait=0.2))
    assert browser.get(f"/-/login?token={TOKEN}").status_code == 303
    return browser


def proof(browser: Browser) -> str:
    return str(browser.app.site.access.proof)


def did(browser: Browser, act: str, **form: Any) -> Any:
    """Do an act, and see the page that it leads to."""
    answer = browser.post(f"/act/{act}", form, proof=proof(browser))
    assert answer.status_code == 303, text(parsed(answer.text))
    return browser.page(answer.headers["location"])


def written(path: Path, wanted: Filter) -> Any:
    with open_store(path) as store:
        return json.loads("".join(FORMATS["json"](store.select(wanted), about_store(store, "json"))))


def one_event(path: Path, **wanted: Any) -> Any:
    with open_store(path) as store:
        return store.select(Filter(**wanted))[0]


def links(page: Any, start: str) -> list[str]:
    return [found.get("href") for found in page.iter("a") if found.get("href", "").startswith(start)]


# Pages, and the data behind them.


def test_timeline_shows_what_the_command_line_prints(reader: Browser, made: Path) -> None:
    page = reader.page("/")
    records = reader.data("/timeline.json")
    told = written(made, Filter())
    assert records == told[:SIZE]
    assert len(list(page.iter("article"))) == len(records)
    assert f"{len(told)} events" in text(page)
    assert [found.get("id") for found in page.iter("article")] == [f"e-{one['id']}" for one in records]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("q=embassy", {"words": "embassy"}),
        ("actor=united+states&type=assault", {"actor": "united states", "type": "ASSAULT"}),
        ("place=kirkuk&min-sources=2", {"place": "kirkuk", "min_sources": 2}),
        ("certainty=planned", {"certainty": "planned"}),
        ("source=northgate", {"source": "northgate"}),
        ("page=&type=&q=&from=", {}),
    ],
)
def test_filters_are_those_of_the_command_line(reader: Browser, made: Path, query: str, wanted: dict[str, Any]) -> None:
    records = reader.data(f"/timeline.json?{query}")
    assert records == written(made, Filter(**wanted))[:SIZE]
    assert len(list(reader.page(f"/?{query}").iter("article"))) == len(records)
    assert records or wanted == {"certainty": "planned"}


def test_dates_are_read_as_people_write_them(reader: Browser, made: Path) -> None:
    records = reader.data("/timeline.json?from=27+dec+2019&to=dec+2019")
    assert records == written(made, Filter(start=from_edtf("2019-12-27"), end=from_edtf("2019-12")))
    assert records
    page = reader.page("/?from=3+jan&to=2021")
    assert "Reading '3 jan' as 20" in text(page)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("from=foo", "'foo' is no date; write 2019-12-27"),
        ("type=assualt", "did you mean ASSAULT"),
        ("min-sources=two", "'two' is no number of sources"),
        ("from=2020&to=2019", "ends (2019) before it begins"),
        ("actor=nobody+at+all", "no actor 'nobody at all'"),
    ],
)
def test_words_that_mean_nothing_are_answered_with_what_to_write(reader: Browser, query: str, says: str) -> None:
    answer = reader.get(f"/?{query}")
    assert answer.status_code == 400
    page = parsed(answer.text)
    assert says in text(page)
    typed = {one.get("name"): one.get("value") for one in page.iter("input")}
    assert query.split("&")[0].split("=")[1].replace("+", " ") in typed.values() or "type" in query
    answer = reader.get(f"/timeline.json?{query}")
    assert answer.status_code == 400
    assert says in answer.json()["error"]


def test_long_timelines_come_in_pages(reader: Browser, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.serve.timeline.SIZE", 10)
    whole = written(made, Filter())
    found, path = [], "/timeline.json"
    while path:
        answer = reader.get(path)
        found += answer.json()
        following = re.search(r'<([^>]+)>; rel="next"', answer.headers.get("link", ""))
        path = following[1] if following else ""
    assert found == whole
    page = reader.page("/?page=2")
    assert f"11–20 of {len(whole)}" in text(page)
    assert len(list(page.iter("article"))) == 10
    assert "There are only" in text(reader.page("/?page=999"))
    for wrong in ("0", "-1", "x", "1e3", "99999999999999999999"):
        assert reader.get(f"/?page={wrong}").status_code == 404


def test_event_shows_its_sentences_and_who_says_which(reader: Browser, made: Path) -> None:
    event = one_event(made, place="Basra")
    page = reader.page(f"/event/{event.id}")
    said = [found for found in page.iter("blockquote") if found.get("id")]
    marked = [text(found) for quote in said for found in quote.iter("mark")]
    assert marked == [one.word for one in event.mentions]
    table = text(next(found for found in page.iter("section") if "differ" in found.get("class", "")))
    assert table.count("at least") == 2
    assert ("at least 12" in table, "at least 15" in table) == (True, True)
    assert "Why these are one event" in text(page)
    assert reader.data(f"/event/{event.id}.json") == written(made, Filter(place="Basra"))[0]
    assert len(links(page, "/source?")) >= 2


def test_actor_shows_names_counts_and_whom_it_meets(reader: Browser, made: Path) -> None:
    with open_store(made) as store:
        row = store.actor("united states")
        events = store.select(Filter(actor=row.name))
    page = reader.page("/actor?name=united+states")
    assert f"{row.events} events" in text(page)
    assert f"Also called {', '.join(row.aliases)}" in text(page)
    assert len(list(page.iter("article"))) == len(events)
    found = reader.data("/actor.json?name=united+states")
    assert (found["name"], found["events"]) == (row.name, row.events)
    assert found["timeline"] == written(made, Filter(actor=row.name))
    assert found["meets"][0]["name"] in text(page)
    assert sum(found["roles"].values()) >= row.events - 1
    assert row.name in text(reader.page("/actors"))
    assert "United States" in [one["name"] for one in reader.data("/actors.json?q=united+stat")]
    assert not any(one["name"] == "Iran" for one in reader.data("/actors.json?q=united+stat"))


def test_source_shows_its_text_with_sentences_that_lead_to_events(reader: Browser, made: Path) -> None:
    with open_store(made) as store:
        row = max(store.documents(), key=lambda row: row.mentions)
        said, events = store.text(row.id), store.select(Filter(document=row.id))
    assert row.title in text(reader.page("/sources"))
    address = links(reader.page("/sources?q=" + row.title[:9]), "/source?")[0]
    page = reader.page(address)
    (shown,) = [found for found in page.iter("div") if found.get("class") == "text"]
    labels = list(shown.iter("a"))
    assert {found.get("href") for found in labels} == {f"/event/{event.id}" for event in events}
    for found in labels:
        found.text = ""
    assert " ".join("".join(shown.itertext()).split()) == " ".join(said.split())
    plain = reader.get(address.replace("/source", "/source.txt"))
    assert (plain.text, plain.headers["content-type"]) == (said, "text/plain; charset=utf-8")
    found = reader.data(address.replace("/source", "/source.json"))
    assert (found["text"], found["timeline"]) == (said, written(made, Filter(document=row.id)))
    assert found["timeline"][0]["mentions"][0]["title"]
    # The link of a sentence ends at that sentence.
    anchors = {found.get("id") for found in page.iter("span") if found.get("id")}
    sentences = links(reader.page(f"/event/{events[0].id}"), address)
    assert {one.partition("#")[2] for one in sentences} <= anchors


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/event/ffffffffffff", "/actor?name=nobody+at+all", "/source?id=none", "/sources?which=x", "/add"],
)
def test_what_is_not_there_is_not_found(reader: Browser, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 404
    assert "To the timeline" in text(parsed(answer.text))


def test_data_is_datasettes_with_links_back(reader: Browser, made: Path) -> None:
    assert reader.get("/data").headers["location"] == "/data/store"
    assert "timeline" in reader.get("/data/store").text
    event = one_event(made, place="Basra")
    listed = reader.get(f"/data/store/timeline?id={event.id}").text
    assert f'<a href="/event/{event.id}">{event.id}</a>' in listed
    assert 'href="/actors"' in listed
    rows = reader.get("/data/store.json?sql=select+count(*)+as+n+from+timeline&_shape=array").json()
    assert rows == [{"n": len(written(made, Filter()))}]
    months = reader.get("/data/store/events_by_month.json?_shape=array").json()
    assert ("2021-03", 1) in [(one["period"], one["events"]) for one in months]


def test_data_shows_and_gives_packed_texts(reader: Browser, made: Path) -> None:
    sql = "select+id,+typeof(text)+as+kind,+sqlar_uncompress(text,+size)+as+text+from+documents"
    found = {one["id"]: one for one in reader.get(f"/data/store.json?sql={sql}&_shape=array").json()}
    with open_store(made) as store:
        assert {id: one["text"] for id, one in found.items()} == {id: store.text(id) for id in found}
    assert {one["kind"] for one in found.values()} == {"blob"}
    listed = text(parsed(reader.get("/data/store/documents").text))
    assert all(" ".join(visible(one["text"][:60]).split()) in listed for one in found.values())


@pytest.mark.parametrize(
    "sql",
    [
        "delete from events",
        "attach database ':memory:' as x",
        "pragma query_only = off",
        "insert into edits values (1)",
    ],
)
def test_sql_can_only_read(reader: Browser, made: Path, sql: str) -> None:
    before = written(made, Filter())
    assert reader.ask("GET", "/data/store.json", params={"sql": sql}).status_code == 400
    assert written(made, Filter()) == before


def test_what_another_process_adds_shows_at_once(store: Path) -> None:
    browser = Browser(Site(store))
    assert browser.data("/timeline.json")[0]["headline"] != "Guards counted nine rockets"
    assert browser.get("/data/store/documents.json?_shape=array").status_code == 200
    with open_store(store) as other:
        curate.add_event(other, "Guards counted nine rockets", fields={"date": "1999-01-02"}, actors=[])
    assert browser.data("/timeline.json")[0]["headline"] == "Guards counted nine rockets"
    sql = "/data/store.json?sql=select+headline+from+timeline+where+date='1999-01-02'&_shape=arrayfirst"
    assert browser.get(sql).json() == ["Guards counted nine rockets"]


def test_a_store_that_is_gone_says_so(tmp_path: Path) -> None:
    with open_store(tmp_path / "kb.db", create=True):
        pass
    browser = Browser(Site(tmp_path / "kb.db"))
    assert "No event matches" in text(browser.page("/"))
    for file in tmp_path.iterdir():
        file.unlink()
    answer = browser.get("/")
    assert answer.status_code == 503
    assert "there is no store at" in text(parsed(answer.text))


# Hostile articles.


def test_hostile_article_stays_text_on_every_page(made: Path) -> None:
    site = Site(made, Access(TOKEN), edit=True)
    reader = Browser(site)
    reader.get(f"/-/login?token={TOKEN}")
    event = one_event(made, words="mosul", on=from_edtf("2021-05-04"))
    document = event.documents[0]
    assert "<img src=x" in document
    address = links(reader.page(f"/event/{event.id}"), "/source?")[0]
    names = [one.name for one in event.participants]
    for path in (
        *("/", f"/?q={HOSTILE[5:]}".replace("\x1b", "").replace("#", ""), "/actors", "/sources", "/log", "/add"),
        *(f"/event/{event.id}", address, *(f"/actor?name={name}" for name in names)),
        *("/?from=<script>alert(1)</script>", "/actor?name=<script>alert(1)</script>", "/event/<script>"),
    ):
        answer = reader.get(path)
        page = parsed(answer.text)
        assert [found.get("src") for found in page.iter("script")] == ["/-/kb.js"], path
        assert not list(page.iter("style"))
        assert not list(page.iter("b")) or path.startswith("/?")
        assert not [name for found in page.iter() for name in found.attrib if name.startswith("on") or name == "style"]
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", answer.text), path
        hrefs = {found.get("href") for found in page.iter("a")}
        assert not [href for href in hrefs if not re.match(r"(/|#|https?://)", href or "")]
    plain = reader.get(address.replace("/source", "/source.txt"))
    assert plain.headers["content-type"] == "text/plain; charset=utf-8"
    assert "\u202e" in plain.text
    behind = reader.get("/data/store/documents").text
    assert "<script>alert(1)</script>" not in behind


# Who is answered.


@pytest.mark.parametrize(
    "path", [*PAGES, "/nowhere", "/-/kb.css", "/-/kb.js", "/-/login", "/data/store", "/data/nowhere"]
)
def test_every_answer_keeps_a_browser_safe(reader: Browser, path: str) -> None:
    headers = reader.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy
    assert ("unsafe" in policy) is path.startswith("/data/")
    assert "access-control-allow-origin" not in headers


def test_pages_have_no_script_or_style_in_line(editor: Browser) -> None:
    for path in (
        "/",
        "/actors",
        "/sources",
        "/log",
        "/add",
        f"/event/{one_event(editor.app.site.path, place='Basra').id}",
    ):
        page = editor.page(path)
        assert [(found.get("src"), found.text) for found in page.iter("script")] == [("/-/kb.js", None)]
        assert not list(page.iter("style"))
        assert not [one for one in page.iter() if "style" in one.attrib]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8001", "127.0.0.1.evil.example", "", "[::1", "localhost.evil"]
)
def test_other_names_are_not_answered(made: Path, host: str) -> None:
    browser = Browser(Site(made))
    for path in ("/", "/data/store", "/-/kb.css"):
        assert browser.get(path, host=host).status_code == 400


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8001", "localhost", "LOCALHOST:9000", "[::1]:8001", "192.168.1.7", "kb.lan:80"]
)
def test_own_names_are_answered(made: Path, host: str) -> None:
    assert Browser(Site(made, Access(name="kb.lan"))).get("/", host=host).status_code == 200


def test_another_site_cannot_ask(reader: Browser) -> None:
    assert reader.get("/timeline.json", sec_fetch_site="cross-site", sec_fetch_mode="no-cors").status_code == 403
    assert reader.get("/data/store.json", sec_fetch_site="same-site", sec_fetch_mode="cors").status_code == 403
    assert reader.get("/", sec_fetch_site="cross-site", sec_fetch_mode="navigate").status_code == 200


def test_nothing_is_shown_without_the_token(made: Path) -> None:
    browser = Browser(Site(made, Access(TOKEN)))
    for path in (*PAGES, "/nowhere", "/data/store", "/data/", "/source.txt?id=x", "/data/-/databases.json"):
        answer = browser.get(path)
        assert answer.status_code == 403
        assert "Kirkuk" not in answer.text
    for path in ("/-/kb.css", "/-/kb.js", "/-/login"):
        assert browser.get(path).status_code == 200
    assert browser.get("/-/login?token=wrong").status_code == 403
    assert browser.get("/", authorization="Bearer wrong").status_code == 403
    assert browser.get("/", authorization=f"Bearer {TOKEN}").status_code == 200
    assert browser.get("/", cookie=f"{browser.app.site.access.cookie}={TOKEN}").status_code == 403


def test_the_token_opens_and_stands_nowhere(made: Path) -> None:
    browser = Browser(Site(made, Access(TOKEN)))
    answer = browser.get(f"/-/login?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert cookie.endswith("Path=/; HttpOnly; SameSite=Strict")
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert TOKEN not in cookie
    for path in PAGES:
        page = browser.get(path)
        assert page.status_code == 200
        assert TOKEN not in page.text + str(page.headers)
    assert browser.get("/data/store").status_code == 200
    other = Browser(Site(made, Access(TOKEN)))
    other.cookies = browser.cookies
    assert other.get("/").status_code == 403, "a cookie of another run"
    typed = Browser(Site(made, Access(TOKEN)))
    assert typed.post("/-/login", {"token": TOKEN}).status_code == 303
    assert typed.get("/").status_code == 200


def test_a_reader_cannot_write(reader: Browser, made: Path) -> None:
    event = one_event(made, place="Basra")
    answer = reader.post("/act/hide", {"event": event.id}, proof=proof(reader))
    assert answer.status_code == 403
    assert "kb serve --edit" in answer.text
    assert not one_event(made, place="Basra").hidden
    assert '<form class="plain"' not in reader.get(f"/event/{event.id}").text
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        assert reader.ask(method, "/", {"Origin": "http://127.0.0.1:8001"}).status_code == 405


@pytest.mark.parametrize(
    ("given", "headers"),
    [
        ("", {}),
        ("0" * 64, {}),
        ("right", {"Origin": "http://evil.example"}),
        ("right", {"Origin": "null"}),
        ("right", {"Origin": "http://[::1"}),
        ("right", {"Origin": "http://127.0.0.1:9999"}),
        ("right", {"Sec-Fetch-Site": "cross-site"}),
        ("right", {"Sec-Fetch-Site": "same-site"}),
        ("right", {"Content-Type": "text/plain"}),
        ("right", {"Content-Type": "application/json"}),
    ],
)
def test_forms_of_another_site_change_nothing(editor: Browser, given: str, headers: dict[str, str]) -> None:
    event = one_event(editor.app.site.path, place="Basra")
    form = {"event": event.id, "proof": proof(editor) if given == "right" else given}
    headers = {"Origin": "http://127.0.0.1:8001", "Sec-Fetch-Site": "same-origin", **headers}
    assert editor.ask("POST", "/act/hide", headers, data=form).status_code in (403, 415)
    with open_store(editor.app.site.path) as store:
        assert store.edits() == []


def test_an_act_needs_the_cookie_or_the_token_itself(store: Path) -> None:
    browser = Browser(Site(store, Access(TOKEN), edit=True))
    event = one_event(store, place="Basra")
    assert browser.post("/act/hide", {"event": event.id}, proof=proof(browser)).status_code == 403
    answer = browser.ask("POST", "/act/hide", {"Authorization": f"Bearer {TOKEN}"}, data={"event": event.id})
    assert answer.status_code == 303
    with open_store(store) as opened:
        assert opened.event(event.id).hidden


def test_a_form_that_is_too_long_is_refused(editor: Browser) -> None:
    assert editor.post("/act/rename", {"name": "x" * (1 << 21)}, proof=proof(editor)).status_code == 413
    many = "&".join(f"event={number}" for number in range(3000))
    headers = {"Origin": "http://127.0.0.1:8001", "Content-Type": "application/x-www-form-urlencoded"}
    assert editor.ask("POST", "/act/hide", headers, content=many).status_code == 413


# Acts.


def test_an_edit_is_a_persons_and_is_undone(editor: Browser) -> None:
    path = editor.app.site.path
    event = one_event(path, place="Basra")
    form = {"event": event.id, "type": event.type, "headline": event.headline, "date": "4 march 2021"}
    page = did(editor, "edit", **form, place="Umm Qasr", killed="16+", injured="")
    assert "Act 1 is done" in text(page)
    with open_store(path) as store:
        (act_,) = store.edits()
        edited = store.event(event.id)
    assert act_.change["set"] == {"date": "2021-03-04", "place": "Umm Qasr", "killed": [16, 16, None]}
    assert (edited.place, edited.date.edtf, str(edited.killed)) == ("Umm Qasr", "2021-03-04", "16+")
    shown = text(page)
    assert "Edited by hand" in shown
    assert "else Basra" in shown
    assert "Umm Qasr" in text(editor.page("/log"))
    assert editor.data("/log.json")[0]["act"] == "edit"
    did(editor, "undo", number="1")
    assert one_event(path, place="Basra").date == event.date
    did(editor, "redo")
    assert one_event(path, place="Umm Qasr").id == event.id


def test_who_takes_part_is_edited(editor: Browser) -> None:
    path = editor.app.site.path
    event = one_event(path, actor="united states", type="ASSAULT")
    names = [one.name for one in event.participants]
    roles = [
        "none" if name == "United States" else one.role for name, one in zip(names, event.participants, strict=True)
    ]
    form = {"event": event.id, "actor": names, "role": roles}
    did(editor, "edit", **form, **{"new-actor": "Anna Sousa", "new-role": "other", "new-kind": "person"})
    with open_store(path) as store:
        cast = {one.name: one.role for one in store.event(event.id).participants}
    assert "United States" not in cast
    assert cast["Anna Sousa"] == "other"
    assert set(cast) == {*names, "Anna Sousa"} - {"United States"}


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"date": "foo"}, "'foo' is no date"),
        ({"killed": "many"}, "'many' is no figure"),
        ({"injured": "9" * 30}, "is no figure; write 25"),
        ({"headline": " "}, "a headline needs words"),
        ({"type": "x"}, "no type 'X'"),
        ({"new-actor": "Zed Unheard", "new-role": "source"}, "kind"),
        ({"new-actor": "Iran", "new-role": "chief"}, "none of source, target, other"),
        ({}, "nothing was changed"),
    ],
)
def test_what_cannot_be_taken_is_said_above_the_form(editor: Browser, form: dict[str, str], says: str) -> None:
    event = one_event(editor.app.site.path, place="Basra")
    answer = editor.post("/act/edit", {"event": event.id, **form}, proof=proof(editor))
    assert answer.status_code == 400
    page = parsed(answer.text)
    assert says.lower() in text(page).lower()
    kept = [found.get("value") for found in page.iter("input")] + [found.text for found in page.iter("textarea")]
    assert set(form.values()) - {"chief", "source", "x"} <= {one or "" for one in kept}
    with open_store(editor.app.site.path) as store:
        assert store.edits() == []


def test_events_are_split_merged_and_hidden(editor: Browser) -> None:
    path = editor.app.site.path
    event = one_event(path, place="Basra")
    out = event.mentions[1].founds
    did(editor, "split", event=event.id, mention=[out])
    with open_store(path) as store:
        apart = store.select(Filter(place="Basra"))
        assert len(apart) == 2
    did(editor, "merge", event=[one.id for one in apart])
    assert len(one_event(path, place="Basra").mentions) == 2
    did(editor, "accept", event=event.id)
    page = did(editor, "hide", event=event.id)
    assert "hidden" in text(page)
    assert "Basra" not in text(editor.page("/?q=basra").find(".//main"))
    assert "hidden" in text(editor.page("/?q=basra&hidden=1").find(".//main"))
    did(editor, "unhide", event=event.id)
    assert not one_event(path, place="Basra").hidden
    for _ in range(5):
        did(editor, "undo")
    assert one_event(path, place="Basra") == event
    assert editor.post("/act/undo", {}, proof=proof(editor)).status_code == 400


def test_actors_are_renamed_and_united(editor: Browser) -> None:
    page = did(editor, "rename", actor="united states", name="The United States of America")
    assert "The United States of America" in text(page.find(".//h1"))
    page = did(editor, "alias", actor="The United States of America", name="Uncle Sam")
    assert "Uncle Sam" in text(page)
    did(editor, "apart", actor="The United States of America", name="Uncle Sam")
    assert editor.get("/actor?name=uncle+sam").status_code == 404
    answer = editor.post("/act/rename", {"actor": "united states", "name": "Iran"}, proof=proof(editor))
    assert answer.status_code == 400
    assert "there is an actor 'Iran' already" in text(parsed(answer.text))


def test_an_event_is_added_and_a_document_removed(editor: Browser) -> None:
    form = {"headline": "Guards counted <nine> rockets", "date": "27 dec 2019", "type": "ASSAULT", "killed": "1"}
    page = did(editor, "add-event", **form, source="duty log", note="by phone", place="", injured="")
    assert text(page.find(".//h1")) == "Guards counted <nine> rockets"
    assert "duty log" in text(page)
    answer = editor.post("/act/add-event", {**form, "date": "foo"}, proof=proof(editor))
    assert answer.status_code == 400
    assert "Guards counted <nine> rockets" in text(parsed(answer.text))
    document = one_event(editor.app.site.path, place="Basra").documents[0]
    did(editor, "remove", document=document)
    assert document in text(editor.page("/sources?which=removed"))
    assert "Removed by hand" in text(editor.page(f"/source?id={document}"))


def test_while_another_process_writes_it_is_said_and_nothing_changes(editor: Browser) -> None:
    path = editor.app.site.path
    event = one_event(path, place="Basra")
    with open_store(path) as other, other.writing():
        assert len(editor.data("/timeline.json")) > 10
        answer = editor.post("/act/hide", {"event": event.id}, proof=proof(editor))
        assert answer.status_code == 503
        assert "another process is writing to this store" in text(parsed(answer.text))
        assert "Nothing was changed" in text(parsed(answer.text))
    did(editor, "hide", event=event.id)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="who is root may write everything")
def test_a_store_at_rest_in_a_folder_that_is_read_only_is_shown_with_its_tables(editor: Browser) -> None:
    path = editor.app.site.path
    event = one_event(path, place="Basra")
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        assert editor.data("/timeline.json") == written(path, Filter())
        rows = editor.get("/data/store.json?sql=select+count(*)+as+n+from+timeline&_shape=array").json()
        assert rows == [{"n": len(written(path, Filter()))}]
        answer = editor.post("/act/hide", {"event": event.id}, proof=proof(editor))
        assert answer.status_code == 503
        assert "this store is read-only; make it writable or copy it first" in text(parsed(answer.text))
    finally:
        path.parent.chmod(0o755)


def test_writes_are_one_at_a_time(store: Path) -> None:
    site = Site(store, Access(TOKEN), edit=True, wait=10)
    with open_store(store) as opened:
        ids = [event.id for event in opened.select(Filter())][:6]

    def hide(id: str) -> None:
        browser = Browser(site)
        browser.get(f"/-/login?token={TOKEN}")
        answers.append(browser.post("/act/hide", {"event": id}, proof=proof(browser)).status_code)

    answers: list[int] = []
    threads = [Thread(target=hide, args=(id,)) for id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [303] * 6
    with open_store(store) as opened:
        assert sorted(edit.key for edit in opened.edits()) == [1, 2, 3, 4, 5, 6]


# The command.


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, str, int]]:
    """What would be served, instead of serving it."""
    asked: list[tuple[Any, str, int]] = []

    def listen(app: Any, host: str, port: int, ready: Callable[[str], None]) -> None:
        asked.append((app.site, host, port))
        ready(f"http://{host}:{port}")

    monkeypatch.setattr("kb.serve.listen.listen", listen)
    return asked


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[..., str]]:
    def said(*arguments: str) -> str:
        with pytest.raises(SystemExit) as end:
            main(["serve", *arguments])
        streams = capsys.readouterr()
        assert streams.out == ""
        return f"{streams.err}[{end.value.code}]"

    return said


def test_command_serves_reading_on_this_computer(
    made: Path, listening: list[tuple[Any, str, int]], said: Callable[..., str]
) -> None:
    assert said("--db", str(made)).startswith(f"{made} is at http://127.0.0.1:8001\n")
    site, host, port = listening[0]
    assert (site.edit, site.access.token, host, port) == (False, "", "127.0.0.1", 8001)


@pytest.mark.parametrize("options", [("--edit",), ("--host", "0.0.0.0"), ("--host", "kb.lan")])
def test_command_makes_a_token_where_one_is_needed(
    made: Path, listening: list[tuple[Any, str, int]], said: Callable[..., str], options: tuple[str, ...]
) -> None:
    words = said("--db", str(made), *options)
    token = listening[0][0].access.token
    assert len(token) >= 32
    assert words.count(token) == 1
    assert f"/-/login?token={token}\n" in words
    assert "secret" not in repr(listening[0][0].access)


def test_command_does_not_print_a_token_that_was_given(
    made: Path, listening: list[tuple[Any, str, int]], said: Callable[..., str]
) -> None:
    assert TOKEN not in said("--db", str(made), "--token", TOKEN)
    assert listening[0][0].access.token == TOKEN
    assert "a token is 12 characters" in said("--db", str(made), "--token", "short")


def test_command_says_what_is_wrong(made: Path, tmp_path: Path, said: Callable[..., str]) -> None:
    assert "there is no store at" in said("--db", str(tmp_path / "none.db"))
    assert "cannot listen on 203.0.113.7, port 8001" in said(
        "--db", str(made), "--host", "203.0.113.7", "--token", TOKEN
    )
    with socket.create_server(("127.0.0.1", 0)) as taken:
        words = said("--db", str(made), "--port", str(taken.getsockname()[1]))
    assert re.fullmatch(r"kb: cannot listen on 127.0.0.1, port \d+: address already in use; choose .*\n\[1\]", words)
