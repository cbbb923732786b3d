"""What a file says besides its events: its title, and where its documents come from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from kb.model import Mention
from kb.say import visible


class Source(Protocol):
    """A document as its readers know it."""

    @property
    def title(self) -> str: ...
    @property
    def publisher(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def published_basis(self) -> str: ...


@dataclass(frozen=True, slots=True)
class About:
    """The title of the timeline, and its documents by id; one that is missing is known by its id alone.

    `nearby` are the states and places that each document names, for formats with coordinates; `panel` is what a
    picture draws, or "" for all.
    """

    title: str = "Timeline"
    documents: Mapping[str, Source] = field(default_factory=dict)
    nearby: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    panel: str = ""

    def name(self, mention: Mention) -> str:
        """What a reader calls the document of a mention: its title, else its id."""
        found = self.documents.get(mention.document)
        return visible(found.title if found and found.title else mention.document)

    def publisher(self, mention: Mention) -> str:
        found = self.documents.get(mention.document)
        return visible(found.publisher) if found else ""

    def printed(self, mention: Mention) -> tuple[str, ...]:
        """Who wrote the document of a mention, and who printed it, as far as it says so."""
        found = self.documents.get(mention.document)
        return tuple(visible(one) for one in (found.author, found.publisher) if one) if found else ()

    def link(self, mention: Mention) -> str:
        """The web address of a mention's document, or ""."""
        return self.address(mention.document)

    def address(self, document: str) -> str:
        """The web address of a document, or ""."""
        found = self.documents.get(document)
        for address in (found.url if found else "", document):
            if address.lower().startswith(("http://", "https://")):
                return _safe(address)
        return ""


def _safe(address: str) -> str:
    """An address with all that is no printable ASCII, and quotes and angles, in percents."""
    return re.sub(r"[^!-~]|[\"'<>`]", lambda found: _percent(found[0]), address)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
