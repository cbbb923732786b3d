"""Short forms of longer names that a known name or an ordinary word begins: "American Medical", "Coast"."""

from collections.abc import Sequence

from kb.extract.actors.scan import Chunk, Scan

_DOES = ("is", "was", "has", "had", "will", "would", "also")
_LONG = ("organisation", "company", "armed group")


def shorten(scan: Scan, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks, with each known name that only opens a longer name of the text read on as that one's short form."""
    longer = {chunk.keys[:2]: chunk for chunk in chunks if _opens_known(scan, chunk)}
    found: list[Chunk] = []
    for chunk in _with_single(scan, chunks):
        if found and chunk.first < found[-1].last:
            continue
        i = chunk.first
        full = longer.get(scan.keys(i, i + 2))
        short = full and chunk.known and chunk.last == i + 1 and scan.capital(i + 1, i)
        found.append(_short(scan, chunk, full) if full and short else chunk)
    return found


def _with_single(scan: Scan, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks, with the ordinary words that alone stand for a company that they open: "Coast" for Coast Savings."""
    firsts = {c.keys[0]: c for c in chunks if c.sort == "company" and not c.known and len(c.keys) > 1}
    firsts = {key: chunk for key, chunk in firsts.items() if key in scan.lexicon.ordinary or key in scan.lexicon.heads}
    if not firsts:
        return list(chunks)
    taken = {j for chunk in chunks for j in range(chunk.first, chunk.last)}
    alone = [
        Chunk(i, i + 1, token.text, "company", (token.key,), article=scan.key(i - 1))
        for i, token in enumerate(scan.tokens)
        if token.key in firsts and i not in taken and _stands_alone(scan, i)
    ]
    return sorted([*chunks, *alone], key=lambda chunk: chunk.first)


def _stands_alone(scan: Scan, i: int) -> bool:
    """Whether a word with a capital stands for a name: inside a sentence, or before a verb or its own 's."""
    token, words = scan.tokens[i], scan.lexicon.words
    if not token.capital or token.headline or token.shut or scan.capital(i + 1, i) or token.key in words.functional:
        return False
    after = scan.key(i + 1) if scan.same(i, i + 1) else ""
    return not token.first or after == "s" or after in words.communication or after.endswith("ed") or after in _DOES


def _opens_known(scan: Scan, chunk: Chunk) -> bool:
    return chunk.sort in _LONG and not chunk.known and len(chunk.keys) > 2 and chunk.keys[0] in scan.lexicon.names


def _short(scan: Scan, chunk: Chunk, full: Chunk) -> Chunk:
    i, count = chunk.first, 2
    while count < len(full.keys) and scan.keys(i, i + count + 1) == full.keys[: count + 1]:
        count += 1
    last = i + count
    return Chunk(i, last, scan.words(i, last), full.sort, scan.keys(i, last), article=chunk.article)
