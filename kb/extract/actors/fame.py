"""Whom "the actress" and "the singer" mean: the only one named right before, as a text tells again of its subject."""

from collections.abc import Sequence

from kb.extract.actors.scan import Chunk, Identity, Scan

_BACK = 2  # sentences
_TOLD = 3  # words


def famed(scan: Scan, named: Sequence[tuple[Chunk, Identity]]) -> dict[int, Identity]:
    """Descriptions by what somebody is known for, and the one person of their sentence and the two before it, where
    nobody has been told of by such words: "Mia Holt fell ill. The actress left"."""
    found: dict[int, Identity] = {}
    people: list[tuple[int, Chunk, Identity]] = []
    told: set[str] = set()
    last = -_BACK - 1  # the sentence of the last description of somebody else
    for chunk, who in named:
        sentence = scan.tokens[chunk.first].sentence
        if chunk.sort != "description":
            if who[0] == "person":
                people.append((sentence, chunk, who))
            continue
        known = chunk.role in scan.lexicon.words.fame and chunk.article == "the" and _is_plain(scan, chunk)
        if known and who[0] == "description" and chunk.role not in told and sentence - last > _BACK:
            near = {one: before for number, before, one in people if sentence - number <= _BACK}
            if len(near) == 1 and _fits(scan, chunk, *near.values()):
                found[chunk.first] = next(iter(near))
                continue
        if chunk.article in ("a", "an"):
            told.add(chunk.role)
        last = last if _is_owned(chunk) else sentence
    return found


def _is_plain(scan: Scan, chunk: Chunk) -> bool:
    """Whether the words before the noun tell of nobody else: "the troubled starlet", not "the other actress"."""
    words = scan.lexicon.words
    lone = all(key.islower() and key not in words.other_ones and key not in words.vague for key in chunk.keys[1:])
    return lone and len(chunk.keys) <= _TOLD


def _is_owned(chunk: Chunk) -> bool:
    """Whether somebody is told by whose they are, so that no famous one is meant: "Mia Holt's lawyer said the actress
    fell ill"."""
    return chunk.name.replace("’", "'").find("'s ") > 0


def _fits(scan: Scan, chunk: Chunk, person: Chunk) -> bool:
    words = scan.lexicon.words
    own = "f" if chunk.role in words.female_nouns else "m" if chunk.role in words.male_nouns else ""
    return not own or person.gender in ("", own) or person.gender not in ("f", "m")
