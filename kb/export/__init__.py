"""Events as text in the formats that other tools read: one file per format, each with one function `write`."""

from collections.abc import Callable, Iterable
from pathlib import PurePath

from kb.errors import QueryError
from kb.export import (
    acled,
    csv,
    ftm,
    geojson,
    graphml,
    html,
    ics,
    json,
    jsonl,
    kml,
    markdown,
    markwhen,
    mermaid,
    parquet,
    plover,
    png,
    svg,
    timelinejs,
    xlsx,
)
from kb.export.about import About
from kb.export.panels import PANELS
from kb.model import Event

__all__ = [
    "BINARY",
    "FORMATS",
    "NAMES",
    "PANELS",
    "PICTURES",
    "PLACED",
    "SUFFIXES",
    "TAKES",
    "About",
    "Writer",
    "format_of",
    "left_out",
    "parts",
    "writer",
]

Writer = Callable[[Iterable[Event], About], Iterable[str]]


FORMATS: dict[str, Writer] = {
    "json": json.write,
    "jsonl": jsonl.write,
    "csv": csv.write,
    "md": markdown.write,
    "html": html.write,
    "timelinejs": timelinejs.write,
    "ics": ics.write,
    "markwhen": markwhen.write,
    "mermaid": mermaid.write,
    "geojson": geojson.write,
    "kml": kml.write,
    "acled": acled.write,
    "plover": plover.write,
    "ftm": ftm.write,
    "graphml": graphml.write,
    "svg": svg.write,
}
# Formats that are no text; each needs an extra.
BINARY: dict[str, Callable[[Iterable[Event], About], bytes]] = {
    "png": png.write,
    "xlsx": xlsx.write,
    "parquet": parquet.write,
}
NAMES = (*FORMATS, *BINARY)
SUFFIXES = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".timeline.json": "timelinejs",
    ".ics": "ics",
    ".mw": "markwhen",
    ".mmd": "mermaid",
    ".geojson": "geojson",
    ".kml": "kml",
    ".acled.csv": "acled",
    ".plover.jsonl": "plover",
    ".ftm.jsonl": "ftm",
    ".ftm.json": "ftm",
    ".graphml": "graphml",
    ".svg": "svg",
    ".png": "png",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}


PICTURES = ("svg", "png")  # About.panel is for them
PLACED = ("geojson", "kml", "acled")  # formats with coordinates: About.nearby is for them
# What a format has a place for, where that is not every event.
TAKES: dict[str, Callable[[Event], bool]] = {
    "timelinejs": timelinejs.takes,
    "ics": ics.takes,
    "markwhen": markwhen.takes,
    "acled": acled.takes,
    "plover": plover.takes,
}


def left_out(name: str, events: Iterable[Event]) -> int:
    """How many of the events a format has no place for."""
    takes = TAKES.get(name)
    return sum(not takes(event) for event in events) if takes else 0


def writer(name: str) -> Writer:
    """The writer of a format of text; raises QueryError naming the formats that exist."""
    if name in BINARY:
        raise QueryError(f"{name} is no text; write it to a file: kb export timeline.{name}")
    if name not in FORMATS:
        raise QueryError(f"no format {name!r}; the formats are {', '.join(NAMES)}")
    return FORMATS[name]


def parts(name: str, events: Iterable[Event], about: About) -> Iterable[str] | Iterable[bytes]:
    """The events as a file of this format holds them, piece by piece; raises QueryError."""
    return [BINARY[name](events, about)] if name in BINARY else writer(name)(events, about)


def format_of(file: str) -> str:
    """The format that a file name's suffix stands for; raises QueryError naming the suffixes that exist."""
    name = PurePath(file).name.lower()
    found = max((one for one in SUFFIXES if name.endswith(one) and name != one), key=len, default="")
    if not found:
        known, suffix = ", ".join(SUFFIXES), PurePath(file).suffix.lower()
        raise QueryError(f"{file}: no format for the suffix {suffix!r}; use {known}, or --format ({', '.join(NAMES)})")
    return SUFFIXES[found]
