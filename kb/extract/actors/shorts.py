"""Short forms of longer names that a known name or an ordinary word begins: "American Medical", "Coast"."""

from collections.abc import Mapping, Sequence

from kb.extract.actors.scan import Chunk, Scan

_DOES = ("is", "was", "has", "had", "will", "would", "also")
_WHEN = frozenset("on in a last this early late week month year day ago".split())
_DATE, _DEFINED = 6, 4  # tokens
_LONG = ("organisation", "company", "armed group")
_SMALL = ("of", "the", "and", "&", "amp", "for")


def shorten(scan: Scan, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks, with the first words of a longer name of the text read as that one's short form, where they stand
    alone: "First Harlow" for First Harlow Corp., "American Medical" for American Medical International."""
    longer = {chunk.keys[: _opening(chunk)]: chunk for chunk in reversed(chunks) if _is_long(chunk)}
    chunks = _with_single(scan, chunks)
    if not longer:
        return chunks
    shorts = _shorts(scan, chunks, longer)
    if not shorts:
        return chunks
    taken = {j for short in shorts for j in range(short.first, short.last)}
    others = [chunk for chunk in chunks if taken.isdisjoint(range(chunk.first, chunk.last))]
    return sorted([*others, *shorts], key=lambda chunk: chunk.first)


def _shorts(scan: Scan, chunks: Sequence[Chunk], longer: Mapping[tuple[str, ...], Chunk]) -> list[Chunk]:
    """The short forms of longer names that nothing reads yet, or only a known name or a place that opens them."""
    openings: dict[str, list[tuple[str, ...]]] = {}
    for keys in longer:
        openings.setdefault(keys[0], []).append(keys)
    read = {j: chunk for chunk in chunks for j in range(chunk.first, chunk.last)}
    found: list[Chunk] = []
    for i, token in enumerate(scan.tokens):
        if token.key not in openings or not token.capital or token.shut or token.headline:
            continue
        for keys in openings[token.key]:
            last, own = i + len(keys), read.get(i)
            if scan.keys(i, last) != keys or not scan.capital(last - 1, i):
                continue
            whole = own is not None and (own.first < i or (own.last >= last and (own.known or own.sort != "place")))
            whole = whole and not _is_defined(scan, longer[keys], keys)
            short = None if whole else _short(scan, Chunk(i, last, "", "", ()), longer[keys], len(keys))
            if short is not None and not scan.capital(short.last, i):
                found.append(short)
    return found


def _is_defined(scan: Scan, full: Chunk, keys: tuple[str, ...]) -> bool:
    """Whether a text says what it calls somebody: "New World Capital Corporation ("New World")"."""
    near = range(full.last, full.last + _DEFINED)
    bracket = next((j for j in near if scan.key(j) == "("), -1)
    begin = next((j for j in range(bracket + 1, bracket + 3) if scan.key(j) == keys[0]), -1) if bracket > 0 else -1
    return begin > 0 and scan.keys(begin, begin + len(keys)) == keys and scan.same(full.last - 1, begin)


def _opening(chunk: Chunk) -> int:
    """How many words of a name its short form has at least: two, small words between them not counted."""
    return next((n for n in range(2, len(chunk.keys)) if chunk.keys[n - 1] not in _SMALL), len(chunk.keys))


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
    j = i + 1
    while j < i + _DATE and (scan.key(j) in _WHEN or scan.lexicon.ordinary.get(scan.key(j)) == "calendar"):
        j += 1  # "Coast on Monday sold its mill"
    after = scan.key(j) if scan.same(i, j) else ""
    if j > i + 1 and after in words.irregular:
        return True
    return not token.first or after == "s" or after in words.communication or after.endswith("ed") or after in _DOES


def _is_long(chunk: Chunk) -> bool:
    return chunk.sort in _LONG and not chunk.known and len(chunk.keys) > 2 and _opening(chunk) < len(chunk.keys)


def _short(scan: Scan, chunk: Chunk, full: Chunk, count: int) -> Chunk:
    i = chunk.first
    while count < len(full.keys) and scan.keys(i, i + count + 1) == full.keys[: count + 1]:
        count += 1
    last = i + count
    return Chunk(i, last, scan.words(i, last), full.sort, scan.keys(i, last), article=scan.key(i - 1))
