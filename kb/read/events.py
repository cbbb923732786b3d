"""What holds events rather than articles: a timeline that `kb export` wrote, and a person's own table of events."""

from collections.abc import Iterator

from kb.read.csv import columns
from kb.read.failure import Failure, Handed
from kb.read.jsonl import EXPORTED, SURROGATE, characters
from kb.read.source import Source

_TABLE = "is a table of events, without a column of texts; kb add takes each row as an event of your own"


def read_export(source: Source) -> Iterator[Failure]:
    """The JSON lines of `kb export`."""
    yield _handed(source, Handed(source.name, EXPORTED, lines=map(_clean, characters(source))))


def read_table(source: Source) -> Iterator[Failure]:
    """A table with an event of one's own in each row."""
    _, delimiter = columns(source.glance)
    yield _handed(source, Handed(source.name, _TABLE, lines=map(_clean, source.characters()), delimiter=delimiter))


def _handed(source: Source, found: Handed) -> Failure:
    """What a person gave is taken; what a message, an archive or a page brings could say anything of anybody."""
    if not (source.depth or source.url):
        return found
    return Failure(source.name, f"{found.reason}, from a file alone: save it, look at it and add that")


def _clean(line: str) -> str:
    return SURROGATE.sub("\ufffd", line)
