"""Kinds of file that hold articles and are not read: named, with what to do."""

from collections.abc import Iterator

from kb.errors import InputError
from kb.model import Document
from kb.read.failure import Failure
from kb.read.source import Source

_SAVE = "save it as .docx or .txt and add that"
_WHAT = {
    ".doc": ("a Word document of before 2007", _SAVE),
    ".msg": ("a message of Outlook", "save it as .eml and add that"),
    ".mbox": ("a mailbox", "save its messages as .eml and add those"),
    ".odt": ("an OpenDocument text", _SAVE),
    ".rtf": ("an RTF document", _SAVE),
    ".xlsx": ("a spreadsheet", "save it as .csv with a column of texts and add that"),
    ".pptx": ("a presentation", "save its text as .txt and add that"),
    ".epub": ("an e-book", "save its text as .txt and add that"),
}
SUFFIXES = (".doc", ".msg", ".mbox", ".odt", ".rtf", ".epub")


def read(source: Source) -> Iterator[Document | Failure]:
    """Raises InputError, with what to do instead."""
    raise refusal(".rtf" if source.head.startswith(b"{\\rtf") else source.suffix)


def refusal(suffix: str) -> InputError:
    what, instead = _WHAT.get(suffix, ("an office document of before 2007", _SAVE))
    return InputError(f"is {what}, which is not read; {instead}")
