"""Pages and feeds by their addresses: one document a page, only what is new the second time, nothing hostile."""

import io
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from feedgen.feed import FeedGenerator
from servers import Site, moved, running, with_etag

from kb import ingest
from kb.cli import main
from kb.extract import extract
from kb.fetch import Visit
from kb.fetch.fetcher import Fetcher
from kb.fetch.limits import Clock, Limits
from kb.ingest import Report
from kb.lexicon import own
from kb.model import Document
from kb.read import Failure, Source, Web, read, read_source
from kb.store import Store, open_store

ROCKETS = "More than 30 rockets hit the K1 base near Kirkuk on Friday, killing an American contractor, officials said."
STRIKES = (
    "Warplanes struck five sites of the militia on 29 December 2019, killing at least 25 fighters, a commander said."
)


def page(title: str, text: str, head: str = "") -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:site_name" content="Harbour News">{head}</head><body><nav><a href="/">Home</a></nav>
<article><h1>{title}</h1><p>{text}</p><p>The coalition said that it was looking into it.</p></article></body></html>"""


def rss(*items: str, head: str = "") -> str:
    channel = f"<channel><title>Harbour News</title>{''.join(items)}</channel>"
    return f'<?xml version="1.0"?>{head}<rss version="2.0">{channel}</rss>'


def item(link: str, words: str = "", *, title: str = "", guid: str = "", date: str = "") -> str:
    parts = {"link": link, "description": words, "title": title, "pubDate": date}
    inner = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in parts.items() if text)
    return f'<item><guid isPermaLink="false">{guid}</guid>{inner}</item>'


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def site() -> Iterator[Site]:
    pages = {"/rockets": page("Rockets hit base", ROCKETS), "/strikes": page("Strikes kill 25", STRIKES)}
    with running(Site(dict(pages))) as made:
        yield made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "kb.db", create=True) as made:
        yield made


def web() -> Web:
    made = Web(private=True)
    made.fetcher = Fetcher(private=True, limits=Limits(), clock=Clock(sleep=lambda _: None))
    return made


def outcomes(url: str) -> list[Document | Failure]:
    return list(read_source(url, web=web()))


def documents(url: str) -> list[Document]:
    found = outcomes(url)
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


def failure(url: str) -> Failure:
    (found,) = outcomes(url)
    assert isinstance(found, Failure)
    assert "\n" not in found.reason
    return found


def add(store: Store, *urls: str, **options: Any) -> list[Report]:
    return list(ingest.add(store, urls, private=True, **options))


def ended(reports: list[Report]) -> dict[str, str]:
    return {report.document.rpartition("/")[2]: report.outcome for report in reports}


# Pages


def test_a_page_is_a_document_under_its_address(site: Site) -> None:
    site.pages["/old"] = moved("/rockets?utm_source=x#top", 301)
    site.pages["/rockets?utm_source=x"] = site.pages["/rockets"]
    (found,) = documents(f"{site.url}/old")
    assert (found.id, found.url) == (f"{site.url}/rockets",) * 2
    assert (found.title, found.publisher) == ("Rockets hit base", "Harbour News")
    assert ROCKETS in found.text
    assert "Home" not in found.text


def test_what_a_server_says_of_its_bytes_counts(site: Site) -> None:
    text = ROCKETS.replace("officials", "café officials")
    site.pages["/a"] = (
        200,
        {"Content-Type": "text/plain; charset=iso-8859-2"},
        text.replace("é", "č").encode("latin2"),
    )
    site.pages["/b"] = (
        200,
        {"Content-Type": "text/html; charset=utf-8"},
        page("B", ROCKETS).partition("<head>")[2].encode(),
    )
    site.pages["/c"] = (200, {"Content-Type": "application/octet-stream"}, page("C", text).encode())
    assert "cafč" in documents(f"{site.url}/a")[0].text
    assert ROCKETS in documents(f"{site.url}/b")[0].text
    assert "café" in documents(f"{site.url}/c")[0].text


def test_documents_of_the_web_take_no_id_from_elsewhere(site: Site) -> None:
    site.pages["/a.jsonl"] = '{"id": "articles/mine.txt", "text": "One."}\n{"text": "Two."}\n'
    assert [one.id for one in documents(f"{site.url}/a.jsonl")] == [
        f"{site.url}/a.jsonl#articles/mine.txt",
        f"{site.url}/a.jsonl:2",
    ]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///etc/passwd", "only http and https are fetched"),
        ("ftp://user:secret@host.example/a", "only http and https are fetched"),
        ("http://", "without a host"),
        ("http://127.0.0.1:1/", "refuses the connection"),
    ],
)
def test_addresses_that_lead_nowhere(url: str, words: str) -> None:
    found = failure(url)
    assert words in found.reason
    assert "secret" not in found.source + found.reason


def test_a_page_that_cannot_be_read_is_named(site: Site) -> None:
    site.pages["/empty"] = "<html><body></body></html>"
    assert "without an article" in failure(f"{site.url}/empty").reason
    assert "404" in failure(f"http://user:secret@127.0.0.1:{site.port}/none").reason
    assert failure(f"http://user:secret@127.0.0.1:{site.port}/none#x").source == f"{site.url}/none"


def test_private_addresses_need_leave(site: Site) -> None:
    (found,) = read_source(f"{site.url}/rockets")
    assert isinstance(found, Failure)
    assert "--allow-private" in found.reason
    assert site.asked == []


def test_a_page_is_fetched_again_only_when_it_has_changed(site: Site, store: Store) -> None:
    site.pages["/a"] = with_etag(page("Strikes", STRIKES))
    assert ended(add(store, f"{site.url}/a")) == {"a": "added"}
    (report,) = add(store, f"{site.url}/a?utm_medium=x")
    assert (report.outcome, report.kept) == ("unchanged", True)
    site.pages["/a"] = with_etag(page("Strikes", STRIKES.replace("25", "26")), '"2"')
    assert ended(add(store, f"{site.url}/a")) == {"a": "changed"}


def test_a_page_without_signs_of_change_is_compared(site: Site, store: Store) -> None:
    site.pages["/2019/12/29/a"] = page("Strikes", STRIKES)
    for outcome in ("added", "unchanged"):
        (report,) = add(store, f"{site.url}/2019/12/29/a")
        assert (report.outcome, report.kept) == (outcome, False)


def test_what_is_known_of_a_page_may_change_without_it(site: Site, store: Store) -> None:
    """The day that a person gives, and words of the person's own, make a kept page be read anew."""
    from kb.typed.query import day

    site.pages["/a"] = with_etag(page("Rockets", ROCKETS))
    (first,) = add(store, f"{site.url}/a")
    (second,) = add(store, f"{site.url}/a", published=day("2019-12-28"))
    assert (first.published, second.published, second.outcome) == ("", "2019-12-28", "changed")
    assert ended(add(store, f"{site.url}/a")) == {"a": "unchanged"}
    own.use(own.parse('[[actor]]\nname = "K1 Guard"\nkind = "organisation"\n', "x"))
    try:
        assert ended(add(store, f"{site.url}/a")) == {"a": "changed"}
        assert ended(add(store, f"{site.url}/a")) == {"a": "unchanged"}
    finally:
        own.use(None)


def test_failures_are_kept_until_they_are_over(site: Site, store: Store) -> None:
    assert ended(add(store, f"{site.url}/late", f"{site.url}/strikes")) == {"late": "failed", "strikes": "added"}
    assert [row.id for row in store.documents(failed=True)] == [f"{site.url}/late"]
    site.pages["/late"] = moved("/rockets")
    assert ended(add(store, f"{site.url}/late")) == {"rockets": "added"}
    assert store.documents(failed=True) == []


def test_one_page_twice_in_a_run(site: Site, store: Store) -> None:
    site.pages["/a"] = with_etag(page("Strikes", STRIKES))
    reports = add(store, f"{site.url}/a", f"{site.url}/a")
    assert [report.outcome for report in reports] == ["added", "unchanged"]
    assert len(store.documents()) == 1


def test_a_pdf_is_known_by_its_content(site: Site) -> None:
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made)
    canvas.drawString(72, 720, "Warplanes struck five sites of the militia on 29 December 2019.")
    canvas.save()
    site.pages["/report?id=7"] = (200, {"Content-Type": "application/octet-stream"}, made.getvalue())
    (found,) = documents(f"{site.url}/report?id=7")
    assert (found.id, found.url) == (f"{site.url}/report?id=7",) * 2
    assert "Warplanes struck five sites" in found.text


def test_a_page_in_another_language_is_named(site: Site, store: Store) -> None:
    german = (
        "Die Aufständischen beschossen am Freitag den Hafen und töteten vier Menschen, wie die Armee mitteilte. " * 3
    )
    site.pages["/de"] = page("Beschuss des Hafens", german)
    site.pages["/feed"] = rss(item(f"{site.url}/de", german), item(f"{site.url}/gone", german))
    assert "is in German" in failure(f"{site.url}/de").reason
    de, gone = outcomes(f"{site.url}/feed")
    assert isinstance(de, Failure)
    assert "is in German" in de.reason
    assert isinstance(gone, Failure)
    assert "404" in gone.reason


# The command


def kb(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    done = capsys.readouterr()
    return int(ended.value.code or 0), done.out, done.err


def test_the_commands_say_what_came_of_addresses(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_DB", str(tmp_path / "kb.db"))
    site.pages["/feed"] = with_etag(feed_of(site).rss_str().decode())
    secret = site.url.replace("//", "//user:secret@")
    code, out, err = kb(capsys, "add", f"{secret}/feed", f"{secret}/none")
    assert (code, out.partition(";")[0]) == (1, "2 documents: 0 added, 0 changed, 0 unchanged, 2 failed")
    code, out, err = kb(capsys, "add", "--allow-private", f"{secret}/feed", f"{secret}/none")
    assert (code, out.partition(";")[0]) == (1, "3 documents: 2 added, 0 changed, 0 unchanged, 1 failed")
    assert err == f"failed: {site.url}/none: there is no such page (404 Not Found); check the address\n"
    assert kb(capsys, "sources", "--failed")[1].startswith(f"{site.url}/none\tthere is no such page")
    code, out, err = kb(capsys, "add", "--allow-private", f"{site.url}/feed", f"{site.url}/rockets")
    assert (code, out.partition(";")[0]) == (0, "1 document: 0 added, 0 changed, 1 unchanged, 0 failed")
    assert err == f"note: {site.url}/feed: is a feed with nothing new since it was last read\n"
    site.pages["/feed"] = feed_of(site).rss_str()
    code, out, err = kb(capsys, "add", "--allow-private", f"{site.url}/feed")
    words = "2 documents: 0 added, 0 changed, 2 unchanged (2 of them not fetched again), 0 failed"
    assert (code, out.partition(";")[0]) == (0, words)
    code, out, err = kb(capsys, "extract", "--allow-private", f"{secret}/feed")
    assert (code, out.count("\n"), "secret" in out + err) == (0, 2, False)
    assert b"secret" not in (tmp_path / "kb.db").read_bytes()


# Feeds


def feed_of(site: Site) -> FeedGenerator:
    made = FeedGenerator()
    made.id(f"{site.url}/")
    made.title("Harbour News")
    made.description("News of the harbour")
    made.link(href=f"{site.url}/")
    for name, title, date in (
        ("rockets", "Rockets!", "2019-12-28 10:00:00Z"),
        ("strikes", "Strikes!", "2019-12-30 23:00:00Z"),
    ):
        entry = made.add_entry(order="append")
        entry.id(f"tag:{name}")
        entry.title(title)
        entry.link(href=f"{site.url}/{name}?utm_source=rss")
        entry.published(date)
        entry.summary("A summary of what happened.")
    return made


@pytest.mark.parametrize("form", ["rss_str", "atom_str"])
def test_the_pages_of_a_feed_are_read(form: str, site: Site) -> None:
    site.pages["/feed"] = (200, {"Content-Type": "application/xml"}, getattr(feed_of(site), form)())
    rockets, strikes = documents(f"{site.url}/feed")
    assert (rockets.id, rockets.title, rockets.publisher) == (f"{site.url}/rockets", "Rockets hit base", "Harbour News")
    assert ROCKETS in rockets.text
    assert (rockets.published and rockets.published.edtf, rockets.published_basis) == ("2019-12-28", "metadata")
    assert strikes.published
    assert strikes.published.edtf == "2019-12-30"


def test_a_page_knows_its_own_date_and_title_best(site: Site) -> None:
    meta = '<meta property="article:published_time" content="2019-12-27T08:00:00Z">'
    site.pages["/rockets"] = page("Rockets hit base", ROCKETS, meta)
    site.pages["/feed"] = feed_of(site).rss_str()
    found = documents(f"{site.url}/feed")[0]
    assert found.published
    assert (found.published.edtf, found.title) == ("2019-12-27", "Rockets hit base")


def test_the_second_time_only_what_is_new_is_fetched(site: Site, store: Store) -> None:
    made = feed_of(site)
    site.pages["/feed"] = made.atom_str()
    assert ended(add(store, f"{site.url}/feed")) == {"rockets": "added", "strikes": "added"}
    site.asked.clear()
    site.pages["/new"] = page(
        "Storm", "A storm flooded villages on 2 January 2020, killing six people, officials said."
    )
    entry = made.add_entry()
    entry.id("tag:new")
    entry.title("Storm")
    entry.link(href=f"{site.url}/new")
    site.pages["/feed"] = made.atom_str()
    reports = add(store, f"{site.url}/feed")
    assert ended(reports) == {"rockets": "unchanged", "strikes": "unchanged", "new": "added"}
    assert [report.kept for report in reports] == [report.outcome == "unchanged" for report in reports]
    assert site.paths == ["/feed", "/new"]


def test_an_unchanged_feed_costs_one_question(site: Site, store: Store) -> None:
    site.pages["/feed"] = with_etag(feed_of(site).rss_str().decode())
    add(store, f"{site.url}/feed")
    site.asked.clear()
    (report,) = add(store, f"{site.url}/feed")
    assert (report.outcome, report.reason) == ("no news", "is a feed with nothing new since it was last read")
    assert site.paths == ["/feed"]
    assert len(store.documents()) == 2


def test_what_failed_in_a_feed_is_tried_again_though_the_feed_is_unchanged(site: Site, store: Store) -> None:
    strikes = site.pages["/strikes"]
    site.pages["/strikes"] = (503, {"Retry-After": "900"}, b"")
    site.pages["/feed"] = with_etag(feed_of(site).rss_str().decode())
    assert ended(add(store, f"{site.url}/feed")) == {"rockets": "added", "strikes": "failed"}
    site.pages["/strikes"] = strikes
    assert ended(add(store, f"{site.url}/feed")) == {"rockets": "unchanged", "strikes": "added"}
    assert ended(add(store, f"{site.url}/feed")) == {"feed": "no news"}
    assert store.documents(failed=True) == []


def test_a_feed_is_not_forgotten_half_read(site: Site, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is stopped between two entries goes on with the second."""
    site.pages["/feed"] = with_etag(feed_of(site).rss_str().decode())
    monkeypatch.setattr(ingest, "_BATCH_DOCUMENTS", 1)
    reports = ingest.add(store, [f"{site.url}/feed"], private=True)
    assert isinstance(reports, Generator)
    assert ended([next(reports)]) == {"rockets": "added"}
    reports.close()
    assert ended(add(store, f"{site.url}/feed")) == {"rockets": "unchanged", "strikes": "added"}


def test_two_entries_that_lead_to_one_page(site: Site, store: Store) -> None:
    site.pages |= {"/a": moved("/strikes"), "/b": moved("/strikes")}
    site.pages["/feed"] = rss(item(f"{site.url}/a"), item(f"{site.url}/b"))
    assert [report.outcome for report in add(store, f"{site.url}/feed")] == ["added", "unchanged"]
    site.asked.clear()
    reports = add(store, f"{site.url}/feed")
    assert [report.outcome for report in reports] == ["unchanged"] * 2
    assert site.paths == ["/feed"]


def test_a_feed_gives_the_date_that_a_page_does_not_say(site: Site, store: Store) -> None:
    """Whichever of the two is added first, in one run or two, and when the page is added again."""
    assert add(store, f"{site.url}/rockets")[0].published == ""
    site.pages["/feed"] = feed_of(site).rss_str()
    assert ended(add(store, f"{site.url}/feed")) == {"rockets": "changed", "strikes": "added"}
    for url in (f"{site.url}/feed", f"{site.url}/rockets"):
        assert set(ended(add(store, url)).values()) == {"unchanged"}
    rows = {row.id.rpartition("/")[2]: row.published for row in store.documents()}
    assert rows == {"rockets": "2019-12-28", "strikes": "2019-12-30"}


def test_a_feed_dates_a_page_of_the_same_run(site: Site, store: Store) -> None:
    site.pages["/feed"] = feed_of(site).rss_str()
    reports = add(store, f"{site.url}/rockets", f"{site.url}/feed")
    assert [(one.outcome, one.published) for one in reports] == [
        ("added", ""),
        ("changed", "2019-12-28"),
        ("added", "2019-12-30"),
    ]
    assert {one.outcome for one in add(store, f"{site.url}/feed")} == {"unchanged"}


def test_what_the_feed_has_stands_in_for_a_page_that_cannot_be_had(site: Site, store: Store) -> None:
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /closed\n"
    whole = f"<p>{STRIKES}</p><p>Another paragraph of it.</p>"
    site.pages["/feed"] = rss(
        item(f"{site.url}/gone", whole, title="Strikes &amp; <b>fighters</b>", date="Mon, 30 Dec 2019 10:00:00 GMT"),
        item(f"{site.url}/closed/a", ROCKETS, title="Rockets"),
        item(f"{site.url}/gone2"),
        item("", STRIKES, guid="no-link"),
    )
    found = outcomes(f"{site.url}/feed")
    gone = found[1]
    assert isinstance(gone, Document)
    assert (gone.id, gone.url) == (f"{site.url}/gone",) * 2
    assert (gone.text, gone.title) == (f"{STRIKES}\n\nAnother paragraph of it.", "Strikes & fighters")
    assert gone.published
    assert gone.published.edtf == "2019-12-30"
    notes = [(one.source.rpartition("/")[2], one.reason, one.partial) for one in found if isinstance(one, Failure)]
    assert [(name, partial) for name, _, partial in notes] == [
        ("gone", True),
        ("a", True),
        ("gone2", False),
        ("feed#no-link", True),
    ]
    assert "404 Not Found" in notes[0][1]
    assert "(read is what the feed has of it)" in notes[0][1]
    assert "robots.txt" in notes[1][1]
    add(store, f"{site.url}/feed")
    site.asked.clear()
    again = ended(add(store, f"{site.url}/feed"))
    assert again == {"gone": "unchanged", "a": "unchanged", "gone2": "failed", "feed#no-link": "unchanged"}
    assert site.paths == ["/feed", "/gone2"]


def test_hostile_feeds(site: Site) -> None:
    with running(Site({"/secret": page("Secret", STRIKES)})) as inner:
        site.pages["/strikes"] = page("Strikes kill 25", STRIKES)
        site.pages["/feed"] = rss(
            item("file:///etc/passwd"),
            item("gopher://127.0.0.1:70/_x", "<script>alert(1)</script><p>Words of\x1b[31m its own.</p>"),
            item("javascript:alert(1)"),
            item(f"{site.url}/moved"),
            item(f"{site.url}/feed"),
            item(f"{site.url}/list.jsonl"),
            item(f"{site.url}/strikes"),
        )
        site.pages["/moved"] = moved("file:///etc/passwd")
        site.pages["/list.jsonl"] = '{"id": "articles/mine.txt", "text": "One."}\n'
        found = outcomes(f"{site.url}/feed")
        assert inner.asked == []
    reasons = [one.reason for one in found if isinstance(one, Failure)]
    texts = [one.text for one in found if isinstance(one, Document)]
    assert len(reasons) == 6
    assert "file:" in reasons[3]
    assert "is a feed itself" in reasons[4]
    assert "is not one article" in reasons[5]
    assert "alert" not in "".join(texts)
    assert [one.id for one in found if isinstance(one, Document)][-1] == f"{site.url}/strikes"


def test_a_public_feed_leads_to_no_private_address(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    create = socket.create_connection
    monkeypatch.setattr(socket, "create_connection", lambda to, **more: create(("127.0.0.1", site.port), **more))
    public = Web()
    public.fetcher = Fetcher(
        clock=Clock(sleep=lambda _: None),
        resolver=lambda host, port, **_: [(0, 0, 0, "", ("93.184.215.14" if host == "news.example" else host, port))],
    )
    site.pages["/feed"] = rss(item("http://127.0.0.1/rockets"), item("http://169.254.169.254/latest/meta-data/"))
    found = list(read_source("http://news.example/feed", web=public))
    assert [isinstance(one, Failure) and "--allow-private" in one.reason for one in found] == [True, True]
    assert site.paths == ["/feed"]


def test_entities_of_a_feed_unfold_to_nothing(site: Site) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    bomb += '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    site.pages["/feed"] = rss(item("", "<p>&j; &x; Words.</p>").replace("&amp;", "&"), head=bomb)
    for one in outcomes(f"{site.url}/feed"):
        assert not isinstance(one, Document) or ("root:" not in one.text and len(one.text) < 10_000)


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?>\n<!-- a > b -->\n<?xml-stylesheet href="a"?>\n<rss version="2.0"><channel/></rss>',
        '\ufeff<feed xml:lang="en" xmlns="http://www.w3.org/2005/Atom"></feed>',
        '<atom:feed xmlns:atom="http://www.w3.org/2005/Atom"></atom:feed>',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"></rdf:RDF>',
    ],
)
def test_feeds_are_known_by_their_content(text: str, site: Site, store: Store) -> None:
    site.pages["/a"] = (200, {"Content-Type": "text/html"}, text.encode())
    assert outcomes(f"{site.url}/a") == []


@pytest.mark.parametrize(
    "body",
    [
        b'<feed xmlns="http://www.w3.org/2005/Atom/nothing" ',
        b"",
        b"nothing",
        b"\0\xff",
        rss("<item><title>&#x110000;").encode(),
    ],
)
def test_what_is_only_called_a_feed_is_refused(body: bytes, site: Site) -> None:
    site.pages["/a"] = (200, {"Content-Type": "application/rss+xml"}, body)
    assert "is a feed that cannot be read" in failure(f"{site.url}/a").reason


def test_damaged_feeds_are_read_as_far_as_they_go(site: Site) -> None:
    site.pages["/feed"] = rss(item(f"{site.url}/strikes", title="A & B").replace("&amp;", "&"))[:-12]
    assert [one.id for one in documents(f"{site.url}/feed")] == [f"{site.url}/strikes"]


def test_dates_of_feeds() -> None:
    def dated(text: str) -> str:
        (one,) = [one for one in read(Source(io.BytesIO(text.encode()), "a.rss")) if isinstance(one, Document)]
        return one.published.edtf if one.published else ""

    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>a</id><content>{}</content>{}</entry></feed>'
    assert dated(atom.format(STRIKES, "<published>2019-12-30T01:00:00Z</published>")) == "2019-12-30"
    assert dated(atom.format(STRIKES, "<updated>2019-12-30T01:00:00Z</updated>")) == ""
    dc = '<item><description>{}</description><dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2019-12-30</dc:date></item>'
    assert dated(rss(dc.format(STRIKES))) == "2019-12-30"
    assert dated(rss(item("", STRIKES, date="Mon, 30 Dec 2019 23:30:00 -0500"))) == "2019-12-30"
    assert dated(rss(item("", STRIKES, date="yesterday"))) == ""


def test_a_saved_feed_is_read_without_the_network(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss(item(f"{site.url}/strikes?utm_source=x", STRIKES), item(f"{site.url}/rockets")))
    found = list(read_source(str(path)))
    assert [
        (one.partial, "add the feed by its address" in one.reason) for one in found if isinstance(one, Failure)
    ] == [
        (True, True),
        (False, True),
    ]
    assert [(one.id, one.text) for one in found if isinstance(one, Document)] == [(f"{site.url}/strikes", STRIKES)]
    assert site.asked == []


def test_without_the_library_the_install_is_named(site: Site, monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    import sys

    site.pages["/feed"] = with_etag(feed_of(site).rss_str().decode())
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    reports = add(store, f"{site.url}/feed")
    assert ["pip install 'kb-timeline[html]'" in report.reason for report in reports] == [True, True]
    monkeypatch.setitem(sys.modules, "feedparser", None)
    assert "pip install 'kb-timeline[feeds]'" in failure(f"{site.url}/feed").reason
    monkeypatch.undo()
    assert set(ended(add(store, f"{site.url}/feed")).values()) == {"added"}


def test_a_visit_counts_while_its_document_is_kept(store: Store) -> None:
    with store.writing():
        store.save_visit(Visit("http://news.example/a", "http://news.example/b", '"1"'))
        store.save_visit(Visit("http://news.example/feed", "http://news.example/feed", feed=True))
    assert store.visit("http://news.example/a") is None
    assert store.visit("http://news.example/feed") == Visit(
        "http://news.example/feed", "http://news.example/feed", feed=True
    )
    (document,) = read(Source(io.BytesIO(STRIKES.encode()), "http://news.example/b"))
    assert isinstance(document, Document)
    with store.writing():
        store.save(extract(document), fingerprint="x")
    for url in ("http://news.example/a", "http://news.example/b"):
        assert store.visit(url) == Visit("http://news.example/a", "http://news.example/b", '"1"')
    assert store.visit("http://news.example/c") is None
    with store.writing():
        store.forget("http://news.example/b")
    assert store.visit("http://news.example/a") is None
