"""Word documents. The library is python-docx, of the extra `docx`."""

from collections.abc import Iterator
from typing import IO, Any
from zipfile import ZipFile

from kb.errors import InputError
from kb.model import Document
from kb.read import hints
from kb.read.extra import needs
from kb.read.failure import Failure, document_id
from kb.read.limits import MOST_BYTES, megabytes
from kb.read.metadata import one_line
from kb.read.source import Source
from kb.read.text import title

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a text box, a second time
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_MOST_PARTS = 8 * MOST_BYTES  # pictures too


def read(source: Source) -> Iterator[Document | Failure]:
    """Raises InputError: a Word document is known by its content, and this only has the suffix of one."""
    raise InputError("is no Word document as its suffix says; open it in a word processor and save it as .docx or .txt")


def read_file(file: IO[bytes], source: Source) -> Iterator[Document | Failure]:
    """The document in a file, changes that nobody has taken back included."""
    with needs("docx", "a Word document", "docx"):
        import docx
    with ZipFile(file) as parts:
        if sum(part.file_size for part in parts.infolist()) > _MOST_PARTS:
            raise InputError(f"unpacks to more than {megabytes(_MOST_PARTS)}; save its text as .txt and add that")
        if parts.getinfo("word/document.xml").file_size > MOST_BYTES:
            raise InputError(f"holds more than {megabytes(MOST_BYTES)} of text; split it")
    file.seek(0)
    try:
        found = docx.Document(file)
    except (KeyError, ValueError, SyntaxError) as error:
        raise InputError(f"is a damaged Word document ({error}); save it anew and add it again") from error
    paragraphs = list(_paragraphs(found.element.body))
    text = "\n\n".join(words for words, _ in paragraphs)
    if not text:
        raise InputError("is a Word document without text; nothing was added")
    headed = next((words for words, style in paragraphs if style.lower() in ("title", "heading1")), "")
    yield Document(
        id=document_id(source.name, source.name, text),
        text=text,
        title=one_line(headed) or hints.title(found.core_properties.title) or title(text),
        url=source.url,
        author=hints.author(found.core_properties.author),
    )


def _paragraphs(body: Any) -> Iterator[tuple[str, str]]:
    """The paragraphs and the rows of tables that hold text, in order, each with the name of its style."""
    for element in body.iterchildren(f"{_WORD}p", f"{_WORD}tbl", f"{_WORD}sdt"):
        if element.tag == f"{_WORD}p":
            if words := _words(element):
                style = element.find(f"{_WORD}pPr/{_WORD}pStyle")
                yield words, "" if style is None else style.get(f"{_WORD}val", "")
        elif element.tag == f"{_WORD}tbl":
            for row in element.iter(f"{_WORD}tr"):
                cells = (" ".join(filter(None, map(_words, cell.iter(f"{_WORD}p")))) for cell in row.iter(f"{_WORD}tc"))
                if words := " | ".join(filter(None, cells)):
                    yield one_line(words), ""
        else:
            yield from ((words, "") for words in map(_words, element.iter(f"{_WORD}p")) if words)


def _words(paragraph: Any) -> str:
    """The text of a paragraph: inserted words are in it, deleted ones have a tag of their own."""
    pieces = []
    for element in paragraph.iter(f"{_WORD}t", *(f"{_WORD}{name}" for name in _SIGNS)):
        if next(element.iterancestors(_FALLBACK), None) is None and element.getparent().tag == f"{_WORD}r":
            pieces.append(_SIGNS.get(element.tag.removeprefix(_WORD), element.text or ""))
    return "\n".join(filter(None, (one_line(line) for line in "".join(pieces).split("\n"))))
