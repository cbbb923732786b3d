"""Plain text and Markdown: one article a file."""

import re
from collections.abc import Iterator

from kb.model import Document
from kb.read.failure import Failure, document_id
from kb.read.metadata import Metadata, metadata, one_line
from kb.read.source import Source

_HEADER_LINES = 50
_TITLE_BLOCKS = 6  # a headline stands behind a call to subscribe, a section name or a picture, not behind paragraphs
_TITLE_LENGTH = 160
_PROSE_LENGTH = 40  # with a full stop at its end, a block from here on is running text
_FIELD = re.compile(r"([A-Za-z][\w -]{0,30}):(?: +(.*)|)")
_BLOCK = re.compile(r"\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_HEADING = re.compile(r"#{1,6} +(.+?)[ #]*")
_MONTH = r"(?i:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
# Capitalised words, a day, then at most a year, a clock and what a dash or bracket opens.
_DATELINE = re.compile(
    rf"(?:[A-Z|][\w.'’]*,? ){{0,8}}[(\[—–-]{{0,2}} ?(?:{_MONTH} \d\d?|\d\d? {_MONTH})(?:,? \d{{4}})?"
    r"(?:,? \d\d?[:.]\d\d.{0,15})?[)\]]?(?: ?[(—–|-].{0,40})?"
)
_NUMERIC_DATE = re.compile(r"\d{1,4}[-./]\d\d?[-./]\d{1,4}\b")
_NOT_A_TITLE = re.compile(
    r"(?:by|published|updated|posted|last updated|photo|source|copyright|©|date)\b|[!<>|\[*-]|https?:", re.IGNORECASE
)


def read(source: Source) -> Iterator[Document | Failure]:
    """The article in a text, its title and publication date where front matter or a heading gives them.

    The text stays whole: title and front matter are read, not cut out.
    """
    text, name = source.text(), source.name
    found, start = front_matter(text)
    if found.note:
        yield Failure(name, found.note, partial=True)
    yield Document(
        id=document_id(name, name, text),
        text=text,
        title=found.title or title(text, start),
        published=found.published,
        published_basis="metadata" if found.published else "none",
        url=source.url or found.url,
        publisher=found.publisher,
        author=found.author,
    )


def front_matter(text: str) -> tuple[Metadata, int]:
    """The `key: value` lines between two lines of `---` at the top, and where the text after them begins."""
    lines = text.lstrip("\n").split("\n", _HEADER_LINES)
    if lines[0].rstrip() != "---":
        return Metadata(), 0
    fields: dict[str, str] = {}
    end = len(text) - len(text.lstrip("\n")) + len(lines[0]) + 1
    for line in lines[1:_HEADER_LINES]:
        end += len(line) + 1
        if line.rstrip() in ("---", "..."):
            return metadata(fields), min(end, len(text))
        if field := _FIELD.fullmatch(line.rstrip()):
            fields.setdefault(field[1].lower(), (field[2] or "").strip().strip("\"'"))
        elif line.strip() and not line.startswith((" ", "\t", "-", "#")):
            break
    return Metadata(), 0


def title(text: str, start: int = 0) -> str:
    """The headline of an article, "" where none stands out.

    It is a Markdown heading, or a short line by itself above the running text: with three words or more, no end mark,
    and neither a dateline, a byline nor a call to subscribe.
    """
    blocks = [block for _, block in zip(range(_TITLE_BLOCKS + 1), _BLOCK.finditer(text, start), strict=False)]
    for block in blocks[:_TITLE_BLOCKS]:
        lines = block[0].rstrip().split("\n")
        if heading := _HEADING.fullmatch(lines[0].rstrip()):
            return one_line(heading[1])
        if len(lines) == 2 and set(lines[1].strip()) == {"="}:
            return one_line(lines[0])
        if len(lines) == 1 and _is_headline(lines[0]) and block is not blocks[-1]:
            return one_line(lines[0])
        if lines[-1].endswith((".", ".”", '."', ".’")) and len(block[0]) > _PROSE_LENGTH:
            return ""
    return ""


def _is_headline(line: str) -> bool:
    line = line.strip()
    return (
        len(line) <= _TITLE_LENGTH
        and len(line.split()) >= 3
        and not line.endswith((".", "!", "?", ":", ";", ",", "…", "-", "—", "–"))
        and not (_NOT_A_TITLE.match(line) or _DATELINE.fullmatch(line) or _NUMERIC_DATE.match(line))
    )
