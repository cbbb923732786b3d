"""PDF files: their pages as running text. The library is pypdf, of the extra `pdf`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.errors import InputError
from kb.model import Document
from kb.read import hints
from kb.read.extra import needs
from kb.read.failure import Failure, document_id
from kb.read.lines import running_text
from kb.read.source import Source
from kb.read.text import title

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_CHARACTERS = 20_000_000  # of a report of 10,000 pages


def read(source: Source) -> Iterator[Document | Failure]:
    """The document in a file. When it was made is not when it was published: that is for its text to say."""
    with needs("pdf", "a PDF", "pypdf"):
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, PyPdfError
    if not source.head.lstrip().startswith(b"%PDF-"):
        raise InputError("is no PDF as its suffix says; give it the suffix of what it is")
    try:
        file = PdfReader(source.seekable())
        if file.is_encrypted and not file.decrypt(""):
            raise InputError("is a PDF with a password; save it without one and add that")
        pages, failed = _pages(file)
    except DependencyError as error:
        raise InputError(
            "is an encrypted PDF, and reading it takes cryptography: pip install 'kb-timeline[pdf]'"
        ) from error
    except (PyPdfError, RecursionError, KeyError, TypeError, AttributeError, IndexError, ValueError, OSError) as error:
        raise InputError(f"is a damaged PDF ({_reason(error)}); print it to a new PDF and add that") from error
    text = running_text(pages)
    if not text:
        raise InputError(
            "is a PDF of pictures without text (a scan); recognise its text (with ocrmypdf, say) and add that"
        )
    if failed:
        yield Failure(source.name, f"damaged on page {', '.join(failed)}; the other pages were read", partial=True)
    said = file.metadata
    yield Document(
        id=document_id(source.name, source.name, text),
        text=text,
        title=title(text) or hints.title(said.title if said else ""),
        url=source.url,
        author=hints.author(said.author if said else ""),
    )


def _pages(file: "PdfReader") -> tuple[list[str], list[str]]:
    """The text of each page, and the numbers of those that could not be read."""
    pages, failed, size = [], [], 0
    for number, page in enumerate(file.pages, 1):
        try:
            pages.append(page.extract_text())
        except Exception as error:  # pypdf raises all kinds of them on a page that is damaged
            failed.append(str(number))
            if number == len(failed) == len(file.pages):
                raise InputError(f"is a damaged PDF ({_reason(error)}); print it to a new PDF and add that") from error
            continue
        size += len(pages[-1])
        if size > _MOST_CHARACTERS:
            raise InputError(f"holds more than {_MOST_CHARACTERS // 1_000_000} million characters; split it")
    return pages, failed


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
