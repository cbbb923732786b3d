"""Web pages, which this release tells from text and does not read."""

import re
from collections.abc import Iterator

from kb.errors import InputError
from kb.model import Document
from kb.read.failure import Failure

_PAGE = re.compile(
    r"\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--.{0,500}?-->\s{0,100})?<(?:!doctype|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_page(text: str) -> bool:
    """Whether a text is the source of a web page."""
    return bool(_PAGE.match(text))


def refuse_page(text: str, name: str) -> Iterator[Document | Failure]:
    """Raises InputError, with what to do instead."""
    raise InputError("is a web page, which is not read in this release; save the page as text (.txt) and add that file")
