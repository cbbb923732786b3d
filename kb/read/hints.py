"""What office programs write into a file beside its text: a hint where it reads as a person meant it, else nothing."""

import re

from kb.read.metadata import one_line

# Names of files and programs, of no document, of an account.
_NO_TITLE = re.compile(
    r"^(?:untitled|document\d*|title|(?:microsoft )?(?:word|powerpoint|excel)\b.*|page \d+|\W*|about:blank)$"
    r"|\.(?:docx?|pdf|indd|odt|rtf|txt|qxd|pages|html?)$|[\\/_]|https?:",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"[\d@\\/_]|^\S+$|\b(?:user|admin|administrator|owner|microsoft|unknown|python|anonymous|office|pc|laptop|"
    r"student|default|adobe|acrobat|writer|pdf\w*)\b",
    re.IGNORECASE,
)


def title(written: object) -> str:
    """A title out of a file's properties, "" where a program made it."""
    words = one_line(written) if isinstance(written, str) else ""
    return "" if _NO_TITLE.search(words) else words


def author(written: object) -> str:
    """An author out of a file's properties, "" where it names an account or a program."""
    words = one_line(written) if isinstance(written, str) else ""
    return "" if _NO_AUTHOR.search(words) else words
