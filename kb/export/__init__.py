"""Events as text in the formats that other tools read: one file per format, each with one function `write`."""

from collections.abc import Callable, Iterable
from pathlib import PurePath

from kb.errors import QueryError
from kb.export import csv, json, jsonl, markdown
from kb.model import Event

Writer = Callable[[Iterable[Event]], Iterable[str]]

FORMATS: dict[str, Writer] = {"json": json.write, "jsonl": jsonl.write, "csv": csv.write, "md": markdown.write}
SUFFIXES = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".md": "md", ".markdown": "md"}


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
