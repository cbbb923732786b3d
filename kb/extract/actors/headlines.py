"""Names in lines of capitals: only those that the rest of the text shows, or that a given name opens."""

from collections.abc import Sequence
from dataclasses import replace

from kb.extract.actors.scan import Chunk, Scan

_ECHOED = ("person", "organisation", "company", "armed group", "unknown")


def echo(scan: Scan, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks, with those added that headlines repeat, in order."""
    if not any(token.headline for token in scan.tokens):
        return list(chunks)
    known: dict[str, list[Chunk]] = {}
    for chunk in chunks:
        if chunk.sort in _ECHOED and not scan.tokens[chunk.first].headline and chunk.form in ("", "name"):
            known.setdefault(chunk.keys[0], []).append(chunk)
            if chunk.sort == "person" and len(chunk.keys) > 1:
                known.setdefault(chunk.keys[-1], []).append(replace(chunk, keys=chunk.keys[-1:]))
    taken = {j for chunk in chunks for j in range(chunk.first, chunk.last)}
    added: list[Chunk] = []
    for i, token in enumerate(scan.tokens):
        if not token.headline or token.shut or i in taken or not token.text[0].isupper():
            continue
        new = _repeated(scan, i, known.get(token.key, ())) or _given(scan, i, taken)
        if new:
            added.append(new)
            taken.update(range(i, new.last))
    return sorted([*chunks, *added], key=lambda chunk: chunk.first)


def _repeated(scan: Scan, i: int, known: Sequence[Chunk]) -> Chunk | None:
    fits = [chunk for chunk in known if scan.keys(i, i + len(chunk.keys)) == chunk.keys]
    if not fits or scan.key(i) in scan.lexicon.ordinary:
        return None
    best = max(fits, key=lambda chunk: len(chunk.keys))
    last = i + len(best.keys)
    name = best.name if best.known else scan.words(i, last)
    return replace(best, first=i, last=last, name=name, role="", gender="", article="")


def _given(scan: Scan, i: int, taken: set[int]) -> Chunk | None:
    """A given name with a word after it that is no ordinary one."""
    j, lexicon, tokens = i + 1, scan.lexicon, scan.tokens
    if tokens[i].key not in lexicon.given or tokens[i].key in lexicon.ordinary or not scan.same(i, j) or j in taken:
        return None
    word, words = tokens[j], lexicon.words
    common = word.key in lexicon.ordinary or word.key in words.irregular or word.key in words.functional
    common = common or word.key in lexicon.heads or word.key in lexicon.nouns or word.key.endswith(("s", "ed"))
    if common or not word.text[0].isupper() or word.shut:
        return None
    return Chunk(i, j + 1, scan.words(i, j + 1), "person", scan.keys(i, j + 1), gender=lexicon.given[tokens[i].key])
