"""What a source says of an article beside its text: title, publication date, address, publisher."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kb.errors import QueryError
from kb.when import Grain, When, from_edtf

_KEYS = {
    "title": ("title", "headline"),
    "published": ("published", "date"),
    "url": ("url", "link"),
    "publisher": ("publisher", "source"),
    "author": ("author", "byline"),
}
_ISO = re.compile(
    r"(\d{4})(-?)(\d\d)\2(\d\d)(?:[T ]\d\d:?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?)?(?: ?(?:[A-Z]{1,5}|[+-]\d\d(?::?\d\d)?))?",
    re.ASCII,
)
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? ", re.IGNORECASE)
_CLOCK = re.compile(
    r",? (?:at )?\d\d?:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: \(?[A-Z]{1,5}\)?| [+-]\d\d:?\d\d)*", re.ASCII | re.IGNORECASE
)
_FORMATS = (
    ("%B %d, %Y", Grain.DAY),
    ("%b %d, %Y", Grain.DAY),
    ("%d %B %Y", Grain.DAY),
    ("%d %b %Y", Grain.DAY),
    ("%B %Y", Grain.MONTH),
    ("%b %Y", Grain.MONTH),
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """`note` tells of a publication date that is there and cannot be read."""

    title: str = ""
    published: When | None = None
    url: str = ""
    publisher: str = ""
    author: str = ""
    note: str = ""


def metadata(fields: Mapping[str, Any]) -> Metadata:
    """Metadata out of named fields, as front matter and JSON lines have them; keys are looked up in lower case."""
    found = {name: _first(fields, keys) for name, keys in _KEYS.items()}
    written, publisher, url = found["published"], found["publisher"], found["url"]
    if not url and publisher.startswith(("http://", "https://")):
        publisher, url = "", publisher
    published = read_published(written) if written else None
    note = ""
    if written and not published:
        note = f"{written[:40]!r} is no publication date that can be read; write it as 2020-01-02 (read without it)"
    return Metadata(found["title"], published, url, publisher, found["author"], note)


def read_published(text: str) -> When | None:
    """The date of a publication as metadata write it, or None: ISO 8601, EDTF, RFC 2822, "January 2, 2020".

    A clock and a time zone are dropped, and the day stays the one written. Parts that are not given stay open:
    "January 2020" is a month. Dates of figures with slashes are not read, for they mean two days.
    """
    text = " ".join(text.split())
    if day := _ISO.fullmatch(text):
        text = "-".join(day.group(1, 3, 4))
    try:
        date = from_edtf(text)
    except QueryError:
        return _in_words(text)
    return date if isinstance(date, When) and date.anchored else None


def _in_words(text: str) -> When | None:
    from datetime import datetime

    words = _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
    if clock := _CLOCK.search(words):
        words = words[: clock.start()] if clock.end() == len(words) else words
    words = re.sub(r"\bsept\b", "sep", words.replace(".", ""), flags=re.IGNORECASE)
    for form, grain in _FORMATS:
        try:
            date = datetime.strptime(words, form)
        except ValueError:
            continue
        return When(grain, date.year, date.month, date.day if grain is Grain.DAY else None)
    return None


def _first(fields: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    values = (fields.get(key) for key in keys)
    return next((one_line(str(value)) for value in values if isinstance(value, (str, int)) and str(value).strip()), "")


def one_line(text: str) -> str:
    """Text with every run of white space as one space."""
    return " ".join(text.split())
