"""Many articles out of a few: over and over again, each time with people, years and days of their own.

The sample articles are far denser in events than news are as a rule; `use` takes others.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import count, islice
from pathlib import Path

from kb.extract import extract
from kb.model import Document
from kb.read import read_source
from kb.when import When

ARTICLES = Path(__file__).parent.parent.parent / "data" / "articles"
SYLLABLES = "ba de fi go ku la me ni po ru sa te vi wo xu".split()
YEARS = 40
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(rf"\b({_MONTHS}) (\d\d?)\b|\b(\d\d?) ({_MONTHS})\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def use(path: Path) -> None:
    """Take the articles of a file of JSON lines instead of the sample articles."""
    global _source
    _source = path


def what() -> str:
    found = _articles()
    characters = sum(len(one.text) for one in found)
    return f"{len(found):,} articles of {characters:,} characters, over again with other people and days"


def documents(most: int) -> Iterator[Document]:
    """So many documents, always the same ones."""
    return islice((_told(one, story) for story in count() for one in _articles()), most)


def enough(characters: int) -> Iterator[Document]:
    """Documents that have so many characters, and not many more."""
    total = 0
    for one in documents(characters):
        if total >= characters:
            return
        total += len(one.text)
        yield one


def write(path: Path, found: Iterator[Document]) -> tuple[int, int]:
    """Write documents as JSON lines; returns how many, and how many characters of text."""
    number = characters = 0
    with path.open("w", encoding="utf-8") as lines:
        for one in found:
            number, characters = number + 1, characters + len(one.text)
            published = one.published.edtf if one.published else None
            line = {"id": one.id, "title": one.title, "text": one.text, "published": published}
            lines.write(json.dumps(line) + "\n")
    return number, characters


_source = ARTICLES


@cache
def _articles() -> list[Document]:
    found = [one for one in read_source(str(_source)) if isinstance(one, Document)]
    return [replace(extract(one).document, id=one.id.removeprefix(f"{ARTICLES}/")) for one in found]


@cache
def _surnames(text: str) -> re.Pattern[str]:
    people = {one.name.split()[-1] for one in extract(Document("", text)).actors if one.kind == "person"}
    names = sorted(name for name in people if name[:1].isupper())
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names)) or '(?!)'})\b")


def _told(one: Document, story: int) -> Document:
    if not story:
        return replace(one, id=f"{one.id}/0")
    back = story % YEARS

    def day(found: re.Match[str]) -> str:
        month, after, before, last = found.groups()
        return f"{month} {_other(after, story)}" if month else f"{_other(before, story)} {last}"

    text = _surnames(one.text).sub(lambda found: found[0][0] + _syllables(found[0], story), one.text)
    text = _YEAR.sub(lambda found: str(int(found[0]) - back), _DAY.sub(day, text))
    when = one.published
    published = When.on((when.year or 0) - back, when.number, min(when.day, 28)) if when else None
    return replace(one, id=f"{one.id}/{story}", text=text, published=published)


def _other(day: str, story: int) -> str:
    return str((int(day) + story) % 28 + 1)


def _syllables(name: str, story: int) -> str:
    number = story * 31 + sum(map(ord, name))
    return "".join(SYLLABLES[number // len(SYLLABLES) ** place % len(SYLLABLES)] for place in range(3))
