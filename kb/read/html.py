"""Web pages: the main text, and what the page says of itself. The library is trafilatura, of the extra `html`."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kb.errors import InputError
from kb.model import Document
from kb.read.decode import decode
from kb.read.extra import needs
from kb.read.failure import Failure, document_id
from kb.read.metadata import one_line, read_published
from kb.read.publication import publication_date
from kb.read.source import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_MARKUP = 16 * 1024 * 1024  # a tree takes ten times the memory of its page
_CHARSET = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s{0,9}=\s{0,9}[\"']?([\w:.-]{2,40})", re.IGNORECASE
)
_SAVED = re.compile(r"<!-- saved from url=\(\d{4}\)(https?://[^\s<>]{1,2000}) -->")
_HEAD = 4096
_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)
_DECLARATION = re.compile(r"\s{0,100}<\?xml[^>]{0,200}\?>")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")
_PARAGRAPH = re.compile(r"\n{2,}")
_BLOCKS = frozenset({"p", "head", "item", "row", "quote", "code", "ab"})


def read(source: Source) -> Iterator[Document | Failure]:
    """The article of a page; its id stays the place that the page was found in."""
    raw = source.whole(MOST_MARKUP)
    said = _CHARSET.search(raw, 0, _HEAD)
    markup = decode(raw, source.charset or (said[1].decode("ascii") if said else ""), mend=True)
    yield article(markup, source.name, url=source.url)


def article(markup: str, name: str, *, url: str = "") -> Document:
    """The article in the source of a page; InputError where there is none."""
    with needs("html", "a web page", "trafilatura", "htmldate"):
        from trafilatura import bare_extraction, extract_metadata
        from trafilatura.utils import load_html
    if not url and (saved := _SAVED.search(markup, 0, _HEAD)):
        url = saved[1]
    markup = NOT_XML.sub(" ", _DECLARATION.sub("", markup, count=1))
    tree = load_html(markup)
    found: Any = None if tree is None else bare_extraction(load_html(markup), include_comments=False, url=url or None)
    text = _text(found.body) if found is not None else ""
    if tree is None or not text:
        raise InputError("is a web page without an article that can be told; save its text (.txt) and add that file")
    said = extract_metadata(tree, url or None, {"extensive_search": False, "original_date": True}, extensive=False)
    address = said.url if said.url and _ADDRESS.fullmatch(said.url) else ""
    published = read_published(publication_date(tree, url or address))
    return Document(
        id=document_id(name, name, text),
        text=text,
        title=one_line(said.title or ""),
        published=published,
        published_basis="metadata" if published else "none",
        url=url or address,
        publisher=one_line(said.sitename or ""),
        author=one_line(said.author or ""),
    )


def _text(body: "_Element") -> str:
    """The text of the tree that trafilatura leaves of a page: a paragraph for each block and row of a table."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    in_row = 0
    for event, element in iterwalk(body, events=("start", "end")):
        begins = event == "start"
        if element.tag == "row":
            in_row += 1 if begins else -1
        if element.tag in _BLOCKS and not (in_row and element.tag != "row"):
            pieces.append("\n\n")
        if begins:
            pieces.append({"lb": "\n", "cell": " | "}.get(element.tag, ""))
        pieces.append(_BLANKS.sub(" ", (element.text if begins else element.tail) or ""))
    return "\n\n".join(filter(None, map(_paragraph, _PARAGRAPH.split("".join(pieces)))))


def _paragraph(text: str) -> str:
    lines = (one_line(line).strip(" |") for line in text.split("\n"))
    return "\n".join(filter(None, lines))
