"""The table of what is read: what a source is, by its content first and its suffix second, and which file reads it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath

from kb.errors import InputError
from kb.model import Document
from kb.read import refused, signs
from kb.read.decode import is_text
from kb.read.failure import Failure, unread
from kb.read.folder import unreadable
from kb.read.language import read_yet
from kb.read.source import Source


@dataclass(frozen=True, slots=True)
class Kind:
    """`reader` is a module of this room, imported when one is met, and its function of a Source."""

    is_this: Callable[[Source], bool]
    suffixes: tuple[str, ...]
    reader: str

    def read(self, source: Source) -> Iterator[Document | Failure]:
        module, function = self.reader.split(".")
        outcomes: Iterator[Document | Failure] = getattr(import_module(f"kb.read.{module}"), function)(source)
        return outcomes


PROSE = Kind(signs.never, (".txt", ".text", ".md", ".markdown"), "text.read")
FEED = Kind(signs.is_feed, (".rss", ".atom"), "feed.read")
KINDS = (
    Kind(signs.is_export, (), "events.read_export"),
    Kind(signs.is_json_lines, (".jsonl", ".ndjson"), "jsonl.read"),
    Kind(signs.is_json, (".json",), "jsonl.read_json"),
    FEED,
    Kind(signs.is_page, (".html", ".htm", ".xhtml"), "html.read"),
    Kind(signs.is_pdf, (".pdf",), "pdf.read"),
    Kind(signs.never, (".docx",), "docx.read"),  # which are ZIP archives
    Kind(signs.is_zip, (".zip",), "archive.read_zip"),
    Kind(signs.is_tar, (".tar",), "archive.read_tar"),
    Kind(signs.is_packed, (".gz", ".bz2", ".xz", ".tgz", ".tbz2", ".txz"), "packed.read"),
    Kind(signs.is_warc, (".warc", ".arc"), "warc.read"),
    Kind(signs.is_message, (".eml", ".mht", ".mhtml"), "eml.read"),
    Kind(signs.is_events, (), "events.read_table"),
    Kind(signs.is_table, (".csv", ".tsv"), "csv.read"),
    Kind(signs.is_old_office, refused.SUFFIXES, "refused.read"),
    PROSE,
)
_SUFFIXES = frozenset(suffix for kind in KINDS for suffix in kind.suffixes)


def suffix_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def may_hold_articles(name: str) -> bool:
    """Whether a file of a folder or an archive is looked at: by its suffix, and without one."""
    return suffix_of(name) in ("", *_SUFFIXES)


def is_article(source: Source) -> bool:
    """Whether a file without suffix is text or of another kind that is read, as its first bytes tell; it is read on."""
    return kind_of(source) is not PROSE or (is_text(source.head) and bool(source.head.strip()))


def kind_of(source: Source) -> Kind:
    """What a source holds."""
    by_content = next((kind for kind in KINDS if kind.is_this(source)), None)
    return by_content or next((kind for kind in KINDS if source.suffix in kind.suffixes), PROSE)


def read(source: Source) -> Iterator[Document | Failure]:
    """The documents of a source, in order, and what of it could not be read; nothing raises."""
    outcomes = guarded(source.name, _read(source))
    yield from outcomes if source.depth else read_yet(outcomes)


def guarded(name: str, outcomes: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
    """The outcomes, and the error that ends them as a Failure."""
    try:
        yield from outcomes
    except InputError as error:
        yield Failure(name, str(error))
    except (OSError, ValueError) as error:
        yield Failure(name, unreadable(error))
    except Exception as error:  # of a library, on a file that its writers did not think of
        yield Failure(name, unread(error))


def _read(source: Source) -> Iterator[Document | Failure]:
    yield from kind_of(source).read(source)
