"""Servers on loopback for the tests of what is fetched: real HTTP, and no network."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Page = str | bytes | tuple[int, dict[str, str], bytes] | Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers from the pages of its server, and notes what was asked."""

    protocol_version = "HTTP/1.1"
    server: "Site"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        page = self.server.pages.get(self.path, (404, {}, b"nothing here"))
        if callable(page):
            page(self)
        elif isinstance(page, tuple):
            self.give(*page)
        else:
            body = page.encode() if isinstance(page, str) else page
            kind = "text/html; charset=utf-8" if body.lstrip()[:1] == b"<" else "text/plain; charset=utf-8"
            self.give(200, {"Content-Type": kind}, body)

    def give(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


class Site(ThreadingHTTPServer):
    """A website: pages by path, and who asked for what."""

    daemon_threads = True

    def __init__(self, pages: dict[str, Page] | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, Page] = dict(pages or {})
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.scheme = "http"

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def handle_error(self, *_: Any) -> None:
        """Nothing is said of clients that hang up."""


@contextmanager
def running(site: Site) -> Iterator[Site]:
    """The site, at work in a thread."""
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()


def with_etag(body: str, etag: str = '"1"') -> Callable[[Handler], None]:
    """A page that is given once to who has its mark."""

    def give(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == etag:
            handler.give(304, {"ETag": etag})
        else:
            kind = "text/html; charset=utf-8" if body.lstrip()[:1] == "<" else "text/plain; charset=utf-8"
            handler.give(200, {"ETag": etag, "Content-Type": kind}, body.encode())

    return give


def moved(to: str, status: int = 302) -> tuple[int, dict[str, str], bytes]:
    return status, {"Location": to}, b""


def unused_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
