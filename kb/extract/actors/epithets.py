"""Whom a text calls by what he is known for, in a noun that names nobody by itself: "Omar Said was held. The Kremlin
critic had fled"."""

from collections.abc import Sequence

from kb.extract.actors.pronouns import Named
from kb.extract.actors.scan import Chunk, Identity, Scan
from kb.lexicon import grammar, triggers
from kb.model import Span

_MOST = 3  # words between the article and the noun
_APART = frozenset(("other", "another", "second", "third", "rival", "fellow", "same", "late", "next"))
_HELPED = ("also", "later", "then", "first", "once", "previously", "recently", "reportedly", "never")


def epithets(scan: Scan, named: Sequence[Named], references: Sequence[tuple[Span, Identity]]) -> list[Named]:
    """The subjects of sentences that are such a noun, for the person with whose name the sentence before begins."""
    if scan.lexicon.words.epithets.isdisjoint(scan.row):
        return []
    taken = {scan.tokens[chunk.last - 1].end for chunk, _ in named} | {span.end for span, _ in references}
    opening: dict[int, list[Named]] = {}
    for chunk, who in named:
        opening.setdefault(scan.tokens[chunk.first].sentence, []).append((chunk, who))
    found: list[Named] = []
    for i, token in enumerate(scan.tokens):
        if token.key not in scan.lexicon.words.epithets or token.end in taken:
            continue
        begin = _begin(scan, i)
        who = _subject(scan, opening.get(token.sentence - 1, ())) if begin >= 0 and _acts(scan, i + 1) else ()
        if who:
            chunk = Chunk(
                begin, i + 1, scan.words(begin, i + 1), "description", (token.key,), role=token.key, article="the"
            )
            found.append((chunk, who))
            opening.setdefault(token.sentence, []).insert(0, (chunk, who))
    return found


def _begin(scan: Scan, i: int) -> int:
    """The article that a sentence begins with before the noun at a token; -1 where there is none."""
    for j in range(i - 1, i - 2 - _MOST, -1):
        if not scan.same(j, i) or scan.key(j) in _APART or not scan.tokens[j].text.replace("-", "").isalpha():
            return -1
        if scan.key(j) == "the":
            return j if scan.tokens[j].first else -1
        if scan.key(j) in scan.lexicon.words.functional:
            return -1
    return -1


def _acts(scan: Scan, i: int) -> bool:
    """Whether a verb stands at a token, past an adverb or what a comma begins."""
    i += scan.key(i) in _HELPED
    low = scan.key(i)
    if low == ",":
        return scan.key(i + 1) in ("who", "whose") or scan.key(i + 1).isdigit()
    return low in grammar.load().auxiliaries or triggers.load().is_past(low) or low in scan.lexicon.words.communication


def _subject(scan: Scan, row: Sequence[Named]) -> Identity:
    """The only person of a sentence, else the one whom it begins with, by name or again; nobody who is an owner."""
    people = {who: chunk for chunk, who in reversed(row) if who[0] == "person"}
    chunk, who = row[0] if row else (None, ())
    if len(people) == 1:
        who, chunk = next(iter(people.items()))
    if chunk is None or who[0] != "person" or scan.key(chunk.last) == "s":
        return ()
    opens = scan.tokens[chunk.first].first or scan.tokens[chunk.first - 1].first
    return who if opens or len(people) == 1 else ()
