"""Pages are fetched politely, within limits, and never from where they may not come. All servers are on loopback."""

import gzip
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st
from servers import Handler, Page, Site, moved, running, unused_port, with_etag

from kb.fetch import Visit, connection
from kb.fetch.address import addresses, canonical, login, shown
from kb.fetch.body import _Unpacker
from kb.fetch.errors import FetchError
from kb.fetch.fetcher import Fetcher
from kb.fetch.limits import Clock, Limits

PROSE = "Rebels shelled the port of Mocha on 3 March 2021, killing four people.\n"


class Watch:
    """A clock that a test can read, on which sleep takes no time."""

    def __init__(self) -> None:
        self.time = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.time += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.time, self.sleep)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def site() -> Iterator[Site]:
    with running(Site({"/a": PROSE})) as made:
        yield made


@pytest.fixture
def watch() -> Watch:
    return Watch()


def fetcher(watch: Watch | None = None, **limits: Any) -> Fetcher:
    return Fetcher(private=True, limits=Limits(**limits), clock=watch.clock if watch else Clock())


def refused(url: str, by: Fetcher | None = None) -> FetchError:
    with pytest.raises(FetchError) as raised:
        (by or fetcher(Watch())).get(url)
    assert "\n" not in str(raised.value)
    return raised.value


# Addresses


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("HTTP://News.Example", "http://news.example/"),
        ("https://news.example:443/a#part", "https://news.example/a"),
        ("http://news.example:443/", "http://news.example:443/"),
        ("https://user:secret@news.example/a", "https://news.example/a"),
        ("https://news.example/a/../b/./c/", "https://news.example/b/c/"),
        ("https://news.example/../../a/..", "https://news.example/"),
        ("https://news.example/%7euser/%e9%2f", "https://news.example/~user/%E9%2F"),
        ("https://news.example/Größe und mehr", "https://news.example/Gr%C3%B6%C3%9Fe%20und%20mehr"),
        ("https://news.example/100%", "https://news.example/100%25"),
        ("https://müller.example/", "https://xn--mller-kva.example/"),
        ("https://news.example/a?id=7&utm_source=x&fbclid=y", "https://news.example/a?id=7"),
        ("https://news.example/a?utm_source=x", "https://news.example/a"),
        ("https://news.example/a?q=one two&b=", "https://news.example/a?q=one%20two&b="),
        ("https://news.example/a?", "https://news.example/a"),
        ("http://[2001:DB8::1]:8080/a", "http://[2001:db8::1]:8080/a"),
        ("https://news.example.//a", "https://news.example//a"),
        (" https://news.example/a\n", "https://news.example/a"),
    ],
)
def test_a_page_has_one_address(given: str, expected: str) -> None:
    assert canonical(given) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://news.example/a",
        "javascript:alert(1)",
        "news.example/a",
        "http://",
        "http:///a",
        "http://a b/",
        "http://news.example:99999/",
        "http://[::1",
        "http://news.example/" + "a" * 3000,
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(FetchError):
        canonical(url)


@given(st.text(max_size=40), st.sampled_from(["http://", "https://a.example/", "http://a@b/", "", "http://[", "//"]))
def test_any_address_has_one_form_or_none(text: str, before: str) -> None:
    try:
        form = canonical(before + text)
    except FetchError:
        return
    assert canonical(form) == form
    assert form.isascii()
    assert not set(form) & set(' <>"\\\r\n\t')
    assert "@" not in form.split("/")[2]


@given(st.lists(st.binary(max_size=300), max_size=5), st.integers(1, 50))
def test_packed_bytes_are_unpacked_however_they_come(members: list[bytes], size: int) -> None:
    raw = b"".join(map(zipped, members))
    unpacker = _Unpacker(sum(map(len, members)))
    for start in range(0, len(raw), size):
        unpacker.feed(raw[start : start + size])
    assert (bytes(unpacker.out), unpacker.done) == (b"".join(members), True)


def test_no_message_shows_a_login() -> None:
    assert shown("https://user:secret@news.example/a") == "https://news.example/a"
    assert shown("ftp://user:secret@news.example/a") == "ftp://news.example/a"
    for broken in (
        "http://user:secret@news.example:99999/",
        "http://user:s/ecret@news.example/",
        "http://user:se?cret@x",
    ):
        assert "cret" not in shown(broken)
        with pytest.raises(FetchError) as raised:
            canonical(broken)
        assert str(raised.value) == "is no address that can be read; check it"
    assert login("https://user:s%40cret@news.example/a") == "Basic dXNlcjpzQGNyZXQ="
    assert login("https://news.example/a") == ""


PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2002:a00:1::",
]


def resolver(*ips: str) -> Callable[..., Any]:
    return lambda host, port, **_: [(0, 0, 0, "", (ip, port)) for ip in ips]


@pytest.mark.parametrize("ip", PRIVATE)
def test_no_address_of_this_machine_or_a_local_network(ip: str) -> None:
    with pytest.raises(FetchError, match="--allow-private"):
        addresses("news.example", 80, private=False, resolver=resolver(ip))
    with pytest.raises(FetchError, match="--allow-private"):
        addresses("news.example", 80, private=False, resolver=resolver("93.184.215.14", ip))
    assert addresses("news.example", 80, private=True, resolver=resolver(ip)) == [ip]


@pytest.mark.parametrize("ip", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"])
def test_public_addresses_pass(ip: str) -> None:
    assert addresses("news.example", 80, private=False, resolver=resolver(ip)) == [ip]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "[::1]"])
def test_private_hosts_are_refused_in_any_spelling(host: str, site: Site) -> None:
    error = refused(f"http://{host}:{site.port}/a", Fetcher())
    assert "--allow-private" in str(error) or "no host" in str(error)
    assert site.asked == []


def test_a_redirect_to_a_private_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first server is made to look public, by a public address that leads to it."""
    create = socket.create_connection
    reached = []

    def reach(to: tuple[str, int], **options: Any) -> socket.socket:
        reached.append(to[0])
        return create(("127.0.0.1", site.port), **options)

    monkeypatch.setattr(socket, "create_connection", reach)
    site.pages["/a"] = moved(f"http://127.0.0.1:{site.port}/secret")
    public = Fetcher(resolver=lambda host, port, **_: resolver("93.184.215.14" if "news" in host else host)(host, port))
    public._clock = Watch().clock
    assert "127.0.0.1 is not of the public web" in str(refused("http://news.example/a", public))
    assert site.paths == ["/a"]
    assert set(reached) == {"93.184.215.14"}


def test_a_name_is_looked_up_once_for_each_request(site: Site) -> None:
    """A name that leads elsewhere when it is looked up again (rebinding) changes nothing."""
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.9.9.9"]])
    once = Fetcher(private=True, resolver=lambda host, port, **_: resolver(*next(answers))(host, port))
    assert once.get(f"http://news.example:{site.port}/a").body == PROSE.encode()
    assert next(answers) == ["10.9.9.9"]
    assert site.asked[0][1]["Host"] == f"news.example:{site.port}"


# Answers


def test_a_page_comes_with_what_its_server_says_of_it(site: Site) -> None:
    site.pages["/b"] = (200, {"Content-Type": "Text/HTML; Charset=ISO-8859-1", "ETag": 'W/"7"'}, b"caf\xe9")
    answer = fetcher().get(f"{site.url}/b#part")
    assert (answer.url, answer.body, answer.type, answer.charset) == (
        f"{site.url}/b",
        b"caf\xe9",
        "text/html",
        "iso-8859-1",
    )
    assert answer.etag == 'W/"7"'
    assert site.asked[-1][1]["User-Agent"].startswith("kb/")


def test_nothing_is_said_of_the_type_where_the_server_says_nothing(site: Site) -> None:
    site.pages["/b"] = (200, {}, b"text")
    assert fetcher().get(f"{site.url}/b").type == ""


@pytest.mark.parametrize(
    ("status", "words", "lasting"),
    [
        (404, "there is no such page (404 Not Found)", True),
        (410, "410 Gone", True),
        (403, "403 Forbidden", True),
        (401, "does not give it to kb (401", True),
        (418, "418", True),
        (599, "599", False),
        (204, "no page (204 No Content)", True),
        (206, "206", True),
        (304, "304", True),
    ],
)
def test_answers_without_a_page(status: int, words: str, lasting: bool, site: Site) -> None:
    site.pages["/a"] = (status, {}, b"")
    site.pages["/robots.txt"] = ""
    error = refused(f"{site.url}/a")
    assert words in str(error)
    assert error.lasting is lasting
    assert site.paths == ["/a"]


def test_pictures_and_films_are_not_read(site: Site) -> None:
    site.pages["/a"] = (200, {"Content-Type": "image/png"}, b"\x89PNG")
    assert "is image/png, not text" in str(refused(f"{site.url}/a"))


def test_a_login_goes_to_its_own_site_only(site: Site) -> None:
    with running(Site({"/b": PROSE})) as other:
        site.pages["/a"] = moved(f"{other.url}/b")
        answer = fetcher().get(f"http://user:secret@127.0.0.1:{site.port}/a")
    assert answer.url == f"{other.url}/b"
    assert site.asked[-1][1]["Authorization"].startswith("Basic ")
    assert all("Authorization" not in headers for _, headers in other.asked)


# Redirects


def test_redirects_are_followed(site: Site) -> None:
    site.pages["/1"] = moved("/2?utm_source=x", 301)
    site.pages["/2?utm_source=x"] = moved("../3", 308)
    site.pages["/3"] = PROSE
    assert fetcher().get(f"{site.url}/1").url == f"{site.url}/3"


def test_redirects_in_a_circle_or_without_end(site: Site) -> None:
    site.pages |= {"/1": moved("/2"), "/2": moved("/1")}
    assert "leads in a circle" in str(refused(f"{site.url}/1"))
    site.pages |= {f"/n{n}": moved(f"/n{n + 1}") for n in range(99)}
    assert "leads on more than 10 times" in str(refused(f"{site.url}/n0"))
    assert len(site.paths) == 2 + 11


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://127.0.0.1/a", "gopher://127.0.0.1:70/_x", "//", "http://", "http://[:/"]
)
def test_redirects_to_what_is_no_page(to: str, site: Site) -> None:
    site.pages["/a"] = moved(to)
    assert refused(f"{site.url}/a").lasting
    assert site.paths == ["/a"]


# Sizes


def test_what_is_too_large_is_refused_before_it_is_read(site: Site) -> None:
    site.pages["/said"] = (200, {"Content-Length": "999999999"}, b"x")
    site.pages["/long"] = b"x" * 5000

    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        while True:
            handler.wfile.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")

    site.pages["/endless"] = endless
    for path in ("/said", "/long", "/endless"):
        error = refused(f"{site.url}{path}", fetcher(most_bytes=4000))
        assert "is larger than 0.004 MB" in str(error)
        assert error.lasting


def zipped(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)


def packed(body: bytes, wbits: int) -> bytes:
    packer = zlib.compressobj(wbits=wbits)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", zipped(PROSE.encode())),
        ("gzip", zipped(PROSE.encode()[:9]) + zipped(PROSE.encode()[9:])),
        ("gzip", zipped(PROSE.encode()) + b"\0" * 20),
        ("deflate", packed(PROSE.encode(), 15)),
        ("deflate", packed(PROSE.encode(), -15)),
        ("identity", PROSE.encode()),
        ("X-GZIP", zipped(PROSE.encode())),
    ],
)
def test_packed_pages_are_unpacked(encoding: str, body: bytes, site: Site) -> None:
    site.pages["/a"] = (200, {"Content-Encoding": encoding}, body)
    assert fetcher().get(f"{site.url}/a").body == PROSE.encode()


@pytest.mark.parametrize(
    ("encoding", "body", "words"),
    [
        ("gzip", zipped(b"x" * 5_000_000), "is larger than"),
        ("deflate", packed(b"x" * 5_000_000, -15), "is larger than"),
        ("gzip", b"".join(zipped(b"x" * 60_000) for _ in range(9)), "is larger than"),
        ("gzip", zipped(PROSE.encode())[:-9], "ended before"),
        ("gzip", PROSE.encode(), "says that it is packed and is not"),
        ("br", b"x", "'br', which was not asked for"),
        ("gzip, gzip", b"x", "'gzip, gzip', which was not asked for"),
    ],
)
def test_bombs_and_damaged_packing(encoding: str, body: bytes, words: str, site: Site) -> None:
    site.pages["/a"] = (200, {"Content-Encoding": encoding}, body)
    assert words in str(refused(f"{site.url}/a", fetcher(Watch(), most_bytes=400_000)))


@pytest.mark.parametrize("headers", [{"Content-Length": "500"}, {"Transfer-Encoding": "chunked", "Content-Length": ""}])
def test_a_page_that_breaks_off_is_tried_again_and_never_read_in_part(headers: dict[str, str], site: Site) -> None:
    def broken(handler: Handler) -> None:
        handler.send_response(200)
        for name, value in headers.items():
            if value:
                handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(b"14\r\nonly twenty letters" if "Transfer-Encoding" in headers else b"only this")
        handler.close_connection = True
        handler.connection.shutdown(socket.SHUT_WR)

    site.pages["/a"] = broken
    assert "ended before all of it had come" in str(refused(f"{site.url}/a"))
    assert site.paths == ["/a"] * 3


# Time


def test_a_server_that_is_silent_or_slow_is_given_up(site: Site) -> None:
    release = threading.Event()

    def silent(handler: Handler) -> None:
        release.wait(5)

    def slow(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        while not release.wait(0.02):
            handler.wfile.write(b"x")

    def slow_headers(handler: Handler) -> None:
        while not release.wait(0.02):
            handler.wfile.write(b"x")

    site.pages |= {"/silent": silent, "/slow": slow, "/headers": slow_headers}
    began = time.monotonic()
    by = fetcher(read=0.2, total=0.4)
    assert "does not answer in time" in str(refused(f"{site.url}/silent", by))
    assert "does not answer in time" in str(refused(f"{site.url}/slow", by))
    assert "does not answer in time" in str(refused(f"{site.url}/headers", by))
    release.set()
    assert time.monotonic() - began < 4


def test_a_server_that_is_not_there_is_asked_once(site: Site) -> None:
    dead = f"http://127.0.0.1:{unused_port()}"
    by = fetcher(Watch())
    assert "127.0.0.1 refuses the connection" in str(refused(f"{dead}/a", by))
    by._resolver = None  # type: ignore[assignment]  # whoever looks it up again fails in another way
    assert "127.0.0.1 refuses the connection" in str(refused(f"{dead}/b", by))


def test_a_host_that_is_not_there() -> None:
    def nowhere(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    watch = Watch()
    by = Fetcher(clock=watch.clock, resolver=nowhere)
    assert "there is no host news.example (DNS)" in str(refused("http://news.example/a", by))
    assert watch.slept == []


@pytest.mark.parametrize(
    "answer", [b"SSH-2.0-OpenSSH_9.6\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200, b"\0" * 70_000]
)
def test_what_speaks_no_http(answer: bytes, site: Site) -> None:
    site.pages["/a"] = lambda handler: (handler.wfile.write(answer), setattr(handler, "close_connection", True))[0]  # type: ignore[return-value]
    error = str(refused(f"{site.url}/a"))
    assert "no HTTP" in error or "broke the connection off" in error


# Politeness


def test_busy_servers_are_asked_again(site: Site, watch: Watch) -> None:
    answers = iter([(503, {}, b""), (429, {"Retry-After": "7"}, b""), (200, {}, PROSE.encode())])
    site.pages["/a"] = lambda handler: handler.give(*next(answers))
    site.pages["/robots.txt"] = ""
    assert fetcher(watch).get(f"{site.url}/a").body == PROSE.encode()
    assert watch.slept == [1.0, 7.0]


def test_patience_ends(site: Site, watch: Watch) -> None:
    site.pages["/a"] = (500, {}, b"")
    assert "cannot answer now (500 Internal Server Error); try again later" in str(
        refused(f"{site.url}/a", fetcher(watch))
    )
    assert (site.paths, watch.slept) == (["/a"] * 3, [1.0, 2.0])
    site.pages["/b"] = (429, {"Retry-After": "3600"}, b"")
    assert "asks to wait 3600 seconds" in str(refused(f"{site.url}/b", fetcher(watch)))
    assert site.paths.count("/b") == 1
    site.pages["/c"] = (503, {"Retry-After": formatdate(time.time() + 4000, usegmt=True)}, b"")
    assert "asks to wait" in str(refused(f"{site.url}/c", fetcher(watch)))
    assert site.paths.count("/c") == 1
    site.pages["/d"] = (503, {"Retry-After": "soon"}, b"")
    assert "asks" not in str(refused(f"{site.url}/d", fetcher(watch)))


def test_robots_are_asked_once_and_obeyed(site: Site) -> None:
    site.pages["/robots.txt"] = (
        "User-agent: *\nDisallow: /\n\nUser-agent: KB\nDisallow: /private*.html$\nAllow: /private/x\n"
    )
    by = fetcher()
    assert by.get(f"{site.url}/a").body
    error = refused(f"{site.url}/private/y.html", by)
    assert "robots.txt keeps programs from it" in str(error)
    assert error.lasting
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a"]


def test_robots_hold_for_every_hop(site: Site) -> None:
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /private\n"
    site.pages["/a"] = moved("/private")
    assert "robots.txt" in str(refused(f"{site.url}/a"))
    assert site.paths == ["/a"]


@pytest.mark.parametrize(
    "robots",
    [
        (404, {}, b""),
        (200, {"Content-Type": "image/png"}, b"x"),
        (403, {}, b""),
        moved("/robots.txt"),
        "<html>Not found",
        b"\xff\0",
    ],
)
def test_no_robots_no_rules(robots: Page, site: Site) -> None:
    site.pages["/robots.txt"] = robots
    assert fetcher().get(f"{site.url}/a").body


@pytest.mark.parametrize("status", [500, 503, 429])
def test_robots_that_cannot_be_had_now_bar_the_site(status: int, site: Site) -> None:
    site.pages["/robots.txt"] = (status, {}, b"")
    by = fetcher(Watch())
    for path in ("/a", "/b"):
        assert f"robots.txt: the server cannot answer now ({status}" in str(refused(site.url + path, by))
    assert len(site.asked) == 3


def test_crawl_delay_is_kept_within_reason(site: Site, watch: Watch) -> None:
    site.pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 5\n"
    by = fetcher(watch)
    for _ in range(2):
        by.get(f"{site.url}/a")
    assert watch.slept == [5.0, 5.0]
    site.pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 86400\n"
    watch.slept.clear()
    fetcher(watch).get(f"{site.url}/a")
    assert watch.slept == [60.0]


def test_a_public_host_rests_between_requests(site: Site, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    create = socket.create_connection
    monkeypatch.setattr(socket, "create_connection", lambda to, **more: create(("127.0.0.1", site.port), **more))
    by = Fetcher(clock=watch.clock, resolver=resolver("93.184.215.14"))
    by.get("http://news.example/a")
    watch.time += 0.4
    by.get("http://news.example/a")
    by.get("http://other.example/a")
    assert watch.slept == [1.0, 0.6, 1.0]


# Changes since the last time


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    site.pages["/a"] = with_etag(PROSE)
    first = fetcher().get(f"{site.url}/a")
    second = fetcher().get(f"{site.url}/a", Visit(first.url, first.url, first.etag))
    assert (second.fresh, second.body) == (False, b"")
    site.pages["/a"] = with_etag(PROSE * 2, '"2"')
    third = fetcher().get(f"{site.url}/a", Visit(first.url, first.url, first.etag))
    assert (third.fresh, third.body) == (True, PROSE.encode() * 2)


def test_marks_of_change_go_to_the_page_that_they_are_of(site: Site) -> None:
    site.pages |= {"/old": moved("/a"), "/a": with_etag(PROSE)}
    assert (
        not fetcher()
        .get(f"{site.url}/old", Visit(f"{site.url}/old", f"{site.url}/a", '"1"', "Wed, 03 Mar 2021 10:00:00 GMT"))
        .fresh
    )
    asked = dict(site.asked)
    assert "If-None-Match" not in asked["/old"]
    assert asked["/a"]["If-Modified-Since"] == "Wed, 03 Mar 2021 10:00:00 GMT"


# TLS and proxies


def test_certificates_are_checked(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example").configure_cert(context)
    site.socket = context.wrap_socket(site.socket, server_side=True)
    by = Fetcher(private=True, clock=Watch().clock, resolver=resolver("127.0.0.1"))
    assert "certificate of news.example is not trusted" in str(refused(f"https://news.example:{site.port}/a", by))
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    by = Fetcher(private=True, clock=Watch().clock, resolver=resolver("127.0.0.1"))
    assert by.get(f"https://news.example:{site.port}/a").body == PROSE.encode()
    assert "Hostname mismatch" in str(refused(f"https://other.example:{site.port}/a", by))
    assert site.paths == ["/a"]


def test_a_server_without_tls(site: Site) -> None:
    assert "cannot agree on a safe connection" in str(refused(f"https://127.0.0.1:{site.port}/a"))


def test_a_proxy_of_the_environment_fetches(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://me:secret@127.0.0.1:{site.port}")
    site.pages["http://news.example/a"] = PROSE
    by = Fetcher(clock=Watch().clock)
    assert by.get("http://news.example/a").body == PROSE.encode()
    assert [path for path, _ in site.asked] == ["http://news.example/robots.txt", "http://news.example/a"]
    assert site.asked[-1][1]["Proxy-Authorization"].startswith("Basic ")
    for host in ("127.0.0.1", "localhost", "intranet", "2130706433", "[::1]", "169.254.169.254", "printer.local"):
        assert "--allow-private" in str(refused(f"http://{host}/a", by))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert Fetcher(private=True).get(f"{site.url}/a").body == PROSE.encode()


def test_a_proxy_passes_safe_connections_on(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def refuse(handler: Handler) -> None:
        asked.append(handler.path)
        handler.give(403, {})

    monkeypatch.setattr(Handler, "do_CONNECT", refuse, raising=False)
    monkeypatch.setenv("https_proxy", f"127.0.0.1:{site.port}")
    assert "cannot be reached (tunnel connection failed: 403" in str(refused("https://news.example/a", Fetcher()))
    assert asked == ["news.example:443"]


def test_a_proxy_of_another_kind_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "socks5://me:secret@127.0.0.1:9050")
    error = str(refused("https://news.example/a", Fetcher()))
    assert "the proxy of https in the environment is no http:// address" in error
    assert "secret" not in error


def test_a_system_without_certificates_takes_those_of_certifi(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("certifi")
    nowhere = ssl.get_default_verify_paths()._replace(cafile=None, capath=None)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: nowhere)
    monkeypatch.setattr(ssl, "create_default_context", lambda: ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    assert connection._trust().cert_store_stats()["x509_ca"] > 50
