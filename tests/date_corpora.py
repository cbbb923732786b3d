"""The date corpora as cases: a text, the day on which it is said, and the dates that it holds, in order.

In the files of forms a date stands in its text as [words|value], [words|value|SET] or [words|value|EDTF]; a text under
`fails` is what kb still gets wrong, under the reason why.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "corpora" / "dates"
FORMS = ("calendar", "named_days", "clock", "relative", "stories", "unanchored", "lengths")
_MARKED = re.compile(r"\[([^]|]+)\|([^]|]+)(?:\|([^]]+))?\]")
_DURATION = re.compile(r"P(?!AST|RESENT)")


@dataclass(frozen=True, slots=True)
class Gold:
    """A date of a text; `edtf` is None where the corpus says nothing about it."""

    start: int
    end: int
    type: str
    value: str
    edtf: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A text of a corpus; `fails` is the reason why kb does not read it right yet."""

    group: str
    text: str
    said: str
    dates: tuple[Gold, ...] = ()
    fails: str = ""

    def words(self, gold: Gold) -> str:
        return self.text[gold.start : gold.end]


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def type_of(value: str) -> str:
    """The TIMEX3 type that a value has when nothing says that it is a set."""
    if _DURATION.match(value):
        return "DURATION"
    return "TIME" if "T" in value.partition("-")[2] and not value.endswith("_REF") else "DATE"


def every() -> list[Case]:
    """All cases of all corpora."""
    return [*phrases(), *texts(), *forms(), *nothing()]


def phrases() -> Iterator[Case]:
    """The phrases of the news corpus; brackets mark the date where the phrase has more words."""
    news = read("news")
    for value, row in news["values"].items():
        for phrase in row:
            start = phrase.find("[")
            words = phrase[start + 1 : phrase.find("]")] if start >= 0 else phrase
            start = max(start, 0)
            kind = "SET" if value in news["sets"] else type_of(value)
            text = phrase.replace("[", "").replace("]", "")
            yield Case("news", text, news["said"], (Gold(start, start + len(words), kind, value),))


def texts() -> Iterator[Case]:
    """The whole texts with all their dates in order."""
    for one in read("sentences")["text"]:
        at, dates = 0, []
        for words, value, edtf in one["dates"]:
            at = one["text"].index(words, at)
            dates.append(Gold(at, at + len(words), type_of(value), value, edtf))
            at += len(words)
        yield Case(one["name"], one["text"], one["said"], tuple(dates))


def forms() -> Iterator[Case]:
    """The sentences of every date form."""
    for name in FORMS:
        for group in read(name)["group"]:
            rows = {"": group["texts"], **group.get("fails", {})}
            for reason, marked in rows.items():
                for text in marked:
                    yield _case(group["name"], text, group["said"], reason)


def nothing() -> Iterator[Case]:
    """The texts that hold no date."""
    negative = read("negative")
    for group, row in negative["texts"].items():
        yield from (Case(group, text, negative["said"]) for text in row)
    for reason, row in negative["fails"].items():
        yield from (Case("nothing", text, negative["said"], fails=reason) for text in row)


def _case(group: str, marked: str, said: str, fails: str) -> Case:
    plain, dates, at = "", [], 0
    for hit in _MARKED.finditer(marked):
        plain += marked[at : hit.start()]
        words, value, more = hit.groups()
        kind = "SET" if more == "SET" else type_of(value)
        dates.append(Gold(len(plain), len(plain) + len(words), kind, value, None if more == "SET" else more))
        plain += words
        at = hit.end()
    return Case(group, plain + marked[at:], said, tuple(dates), fails)
