"""Events as text in the formats that other tools read: one file per format, each with one function `write`."""

from collections.abc import Callable, Iterable
from pathlib import PurePath

from kb.errors import QueryError
from kb.export import csv, html, json, jsonl, markdown
from kb.export.about import About
from kb.model import Event

__all__ = ["FORMATS", "SUFFIXES", "About", "Writer", "format_of", "writer"]

Writer = Callable[[Iterable[Event], About], Iterable[str]]


def _alone(write: Callable[[Iterable[Event]], Iterable[str]]) -> Writer:
    """A writer of a format that says nothing but events."""
    return lambda events, about: write(events)


FORMATS: dict[str, Writer] = {
    "json": _alone(json.write),
    "jsonl": _alone(jsonl.write),
    "csv": _alone(csv.write),
    "md": _alone(markdown.write),
    "html": html.write,
}
SUFFIXES = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
}


def writer(name: str) -> Writer:
    """The writer of a format; raises QueryError naming the formats that exist."""
    if name not in FORMATS:
        raise QueryError(f"no format {name!r}; the formats are {', '.join(FORMATS)}")
    return FORMATS[name]


def format_of(file: str) -> str:
    """The format that a file name's suffix stands for; raises QueryError naming the suffixes that exist."""
    suffix = PurePath(file).suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise QueryError(
            f"{file}: no format for the suffix {suffix!r}; use {known}, or --format ({', '.join(FORMATS)})"
        )
    return SUFFIXES[suffix]
