"""Short forms of longer names that begin with a known one: "American Medical" for American Medical Inc."""

from collections.abc import Sequence

from kb.extract.actors.scan import Chunk, Scan

_LONG = ("organisation", "company", "armed group")


def shorten(scan: Scan, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks, with each known name that only opens a longer name of the text read on as that one's short form."""
    longer = {chunk.keys[:2]: chunk for chunk in chunks if _opens_known(scan, chunk)}
    if not longer:
        return list(chunks)
    found: list[Chunk] = []
    for chunk in chunks:
        if found and chunk.first < found[-1].last:
            continue
        i = chunk.first
        full = longer.get(scan.keys(i, i + 2))
        short = full and chunk.known and chunk.last == i + 1 and scan.capital(i + 1, i)
        found.append(_short(scan, chunk, full) if full and short else chunk)
    return found


def _opens_known(scan: Scan, chunk: Chunk) -> bool:
    return chunk.sort in _LONG and not chunk.known and len(chunk.keys) > 2 and chunk.keys[0] in scan.lexicon.names


def _short(scan: Scan, chunk: Chunk, full: Chunk) -> Chunk:
    i, count = chunk.first, 2
    while count < len(full.keys) and scan.keys(i, i + count + 1) == full.keys[: count + 1]:
        count += 1
    last = i + count
    return Chunk(i, last, scan.words(i, last), full.sort, scan.keys(i, last), article=chunk.article)
