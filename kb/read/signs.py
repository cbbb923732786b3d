"""The signs by which content is told from its first bytes, whatever the file is called."""

import json
import re

from kb.read.source import Source

_PAGE = re.compile(
    r"\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?(?><!--.{0,500}?-->\s{0,100}){0,5}+<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(
    r"\ufeff?\s{0,100}+(?>(?:<\?.{0,500}?\?>|<!--.{0,2000}?-->|<!DOCTYPE rss.{0,500}?>)\s{0,100}+){0,9}+"
    r"<(?:rss\b|(?:\w{1,20}:)?feed\b[^>]{0,2000}(?:www\.w3\.org/2005/Atom|purl\.org/atom)"
    r"|rdf:RDF\b[^>]{0,2000}purl\.org/rss)",
    re.IGNORECASE | re.DOTALL,
)
_PACKED = re.compile(rb"\x1f\x8b\x08|BZh[1-9]1AY&SY|\xfd7zXZ\x00", re.DOTALL)
_HEADER = re.compile(r"^([A-Za-z][A-Za-z0-9-]{1,60}):", re.MULTILINE)
_LETTER = frozenset({"from", "date", "subject"})
_ONLY_MAIL = frozenset("message-id mime-version received return-path delivered-to dkim-signature".split())
_OF_MAIL = _LETTER | _ONLY_MAIL | frozenset({"to", "cc", "reply-to", "content-type", "snapshot-content-location"})
_JSON = re.compile(r'\s*\[?\s*\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\})')


def never(source: Source) -> bool:
    """For kinds that the suffix alone tells."""
    return False


def is_pdf(source: Source) -> bool:
    return source.head.lstrip().startswith(b"%PDF-")


def is_json_lines(source: Source) -> bool:
    """Whether the first line is an article; also in UTF-16, and behind empty lines."""
    return is_json_line(source.first) or is_json_line(_line(source))


def is_export(source: Source) -> bool:
    """Whether the first line is an event as `kb export` writes it. Only a line that names mentions is parsed for it."""
    line = source.first if b'"mentions"' in source.first else _line(source)
    if isinstance(line, str) and '"mentions"' not in line:
        return False
    from kb.read.jsonl import is_event

    try:
        return is_event(json.loads(line))
    except (ValueError, RecursionError):
        return False


def _line(source: Source) -> str:
    """The first line that is not empty, as far as it is seen."""
    return source.glance.lstrip("\ufeff\r\n").split("\n", 1)[0]


def is_json_line(line: str | bytes) -> bool:
    """Whether a line is one whole JSON object, as prose never is."""
    if line.strip()[-1:] not in ("}", b"}"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def is_json(source: Source) -> bool:
    """Whether it begins as a JSON object or an array of them, and is not said to be one in each line."""
    return source.suffix not in (".jsonl", ".ndjson") and bool(_JSON.match(source.glance))


def is_message(source: Source) -> bool:
    """Whether it is an e-mail or a page saved as one: the headers that mail has, then an empty line."""
    block = re.split(r"\r?\n\r?\n", source.glance.lstrip(), maxsplit=1)[0]
    names = {name.lower() for name in _HEADER.findall(block)}
    return bool(_HEADER.match(block)) and len(names & _OF_MAIL) > 2 and bool(names & _ONLY_MAIL or names >= _LETTER)


def is_table(source: Source) -> bool:
    """Whether its first line names the columns of a table with texts."""
    from kb.read.csv import is_table

    return is_table(source.glance)


def is_events(source: Source) -> bool:
    """Whether its first line names the columns of a table of events."""
    from kb.read.csv import is_events

    return is_events(source.glance)


def is_warc(source: Source) -> bool:
    return source.head.startswith((b"WARC/1.", b"WARC/0.", b"filedesc://"))


def is_zip(source: Source) -> bool:
    return source.head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_tar(source: Source) -> bool:
    return source.head[257:262] == b"ustar"


def is_packed(source: Source) -> bool:
    """Whether it is packed by gzip, bzip2 or xz."""
    return bool(_PACKED.match(source.head))


def is_old_office(source: Source) -> bool:
    """Whether it is RTF, or in the format of Office before 2007."""
    return source.head.startswith((b"{\\rtf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))


def is_feed(source: Source) -> bool:
    """Whether it is an RSS or Atom feed."""
    return bool(_FEED.match(source.glance))


def is_page(source: Source) -> bool:
    """Whether it is the source of a web page."""
    return bool(_PAGE.match(source.glance))
