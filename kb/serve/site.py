"""What all pages share: the store, the rules of access, and how a page is made."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from kb.errors import StoreError
from kb.say import as_json
from kb.serve import render, urls
from kb.serve.access import Access
from kb.serve.http import Request, Response
from kb.store import Store, open_store

WAIT = 10.0  # seconds until another process has finished writing


@dataclass(frozen=True)
class Site:
    """One store, served; `edit` lets persons change it, one at a time."""

    path: Path
    access: Access = field(default_factory=Access)
    edit: bool = False
    wait: float = WAIT
    lock: Lock = field(default_factory=Lock, repr=False)

    @cached_property
    def name(self) -> str:
        return self.path.name

    def reading(self) -> Store:
        """The store, to be read; each request opens it anew, so that it sees what others wrote."""
        return open_store(self.path, read_only=True, wait=self.wait)

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """The store, to be changed by one person at a time; raises StoreError when another process goes on writing."""
        if not self.lock.acquire(timeout=self.wait):
            raise StoreError("another person's change takes long; try again in a moment")
        try:
            with open_store(self.path, wait=self.wait) as store:
                yield store
        finally:
            self.lock.release()

    def page(self, template: str, request: Request, *, status: int = 200, **shown: Any) -> Response:
        """A page of ours; all that it shows is escaped."""
        context: Mapping[str, Any] = {
            "site": self,
            "request": request,
            "url": urls,
            "proof": self.access.proof,
            **shown,
        }
        return Response(render.page(template, context), status=status)


def as_data(value: object, *, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Response:
    """JSON, indented as `kb timeline --format json` is."""
    return Response(as_json(value, indent=1) + "\n", "application/json", status, headers)


def as_text(text: str) -> Response:
    """The words of a document and nothing but words: no browser makes a page of them."""
    return Response(text, "text/plain")


def wants_data(request: Request) -> bool:
    """Whether a program asks rather than a person."""
    return request.path.endswith(".json")


__all__ = ["Site", "as_data", "as_text", "wants_data"]
