"""The words of a document as names are read from them: where capitals tell something, and where they do not."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from kb.lexicon.actors import ActorLexicon, key
from kb.model import DateMention, Document, Sentence

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+(?:[.,]\d+)*[^\W_]*"  # 1,000 and 76ers
    r"|['’]s\b"
    r"|[^\W_]+(?:[-'’&](?!s\b)[^\W_]+)*"
    r"|[^\w\s]|_"
)
# "NAIROBI, Kenya (AP) _": a place in capitals, an agency in brackets or a day, then a dash.
_DATELINE = re.compile(
    r"\W{0,3}(?:[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:, ?[A-Z][\w.]+(?: [A-Z][\w.]+){0,2})?)"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?(?:,? ?\([^()\n]{2,40}\))?,?\s{0,3}(?:_|--|—|–|-)(?:\s|$)"
)
_DATELINE_AGENCY = re.compile(
    r"\W{0,3}[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:, ?[A-Z][\w. ]{2,20})? \([A-Z][\w .-]{1,20}\)"
)
_PARTICLE = re.compile(r"(?:al|el|as|an|ar|at|ad|ash|az|ul|bin|ibn|d|l|de)[-'’][A-Z]")
_OPENING = frozenset('"“`:•*')
_ZONES = frozenset("ET EST EDT CST CDT MST MDT PST PDT GMT BST UTC IST HKT A.M. P.M. AM PM".split())
_HEADLINE_WORDS = 4
_TITULAR, _SHOUTED = 0.75, 0.9
_DATELINE_REACH = 120

_Raw = tuple[int, int, str, str]  # where a word begins and ends, the word, its key


class Token(NamedTuple):
    """A word or mark. `capital`: its capital may mean a name; `first`: it opens a sentence or a quotation, so that its
    capital alone says little; `shut`: part of a date or dateline, no name; `headline`: in a line of capitals."""

    text: str
    start: int
    end: int
    key: str
    sentence: int
    capital: bool
    first: bool
    shut: bool
    headline: bool

    @property
    def word(self) -> bool:
        return self.text[0].isalnum()


def tokenise(
    document: Document, sentences: Sequence[Sentence], dates: Sequence[DateMention], lexicon: ActorLexicon
) -> list[Token]:
    """All tokens of the document in order, one pass."""
    text, found, paragraph = document.text, list[Token](), -1
    closed = _inside(dates)
    for number, sentence in enumerate(sentences):
        start, end = sentence.span.start, sentence.span.end
        dateline = _dateline(text, start, end) if sentence.paragraph != paragraph else start
        paragraph = sentence.paragraph
        raw = _raw(text, start, end, lexicon)
        lines = _headlines(text, start, end, raw, lexicon)
        first = True
        for begin, stop, word, name in raw:
            if begin < dateline:
                found.append(Token(word, begin, stop, name, number, False, False, True, False))
                continue
            headline = bool(lines) and _in(lines, begin)
            found.append(Token(word, begin, stop, name, number, _capital(word), first, closed(begin, stop), headline))
            first = (first and not word[0].isalnum()) or (word in _OPENING and not text[stop : stop + 1].isspace())
    return found


def _inside(dates: Sequence[DateMention]) -> Callable[[int, int], bool]:
    """Whether a token lies in a date; asked in the order of the text."""
    spans = iter([*((date.span.start, date.span.end) for date in dates), (1 << 60, 1 << 60)])
    here = next(spans)

    def closed(begin: int, stop: int) -> bool:
        nonlocal here
        while here[1] <= begin:
            here = next(spans)
        return here[0] < stop

    return closed


def _raw(text: str, start: int, end: int, lexicon: ActorLexicon) -> list[_Raw]:
    stopped, behind = lexicon.words.stopped, start
    found = list[_Raw]()
    for match in _TOKEN.finditer(text, start, end):
        (begin, stop), word = match.span(), match[0]
        if behind > begin:
            continue
        name = key(word) or word
        if (
            text[stop : stop + 1] == "."
            and word[0].isalpha()
            and (
                (len(word) == 1 and word.isupper())
                or (name in stopped and (stop + 1 < end or name in ("jr", "sr", "inc", "co", "corp", "ltd")))
            )
        ):
            stop += 1
            word += "."
        behind = stop
        half = word.find("-") if "-" in word else 0
        if half and _two_states(word[:half], word[half + 1 :], lexicon) and name not in lexicon.names:
            found.append((begin, begin + half, word[:half], key(word[:half])))
            found.append((begin + half, begin + half + 1, "-", "-"))
            begin, word = begin + half + 1, word[half + 1 :]
            name = key(word)
        found.append((begin, stop, word, name))
    return found


def _two_states(one: str, other: str, lexicon: ActorLexicon) -> bool:
    """Whether a word with a hyphen is two states: "Israeli-Syrian"."""
    known = (lexicon.names.get(key(part), ()) for part in (one, other))
    return all(any(name.kind == "state" and len(name.words) == 1 for name in names) for names in known)


def _capital(word: str) -> bool:
    first = word[0]
    if first.islower():
        return first in "aeudbl" and not word.isalnum() and bool(_PARTICLE.match(word))
    if word in _ZONES:
        return False
    if first.isupper() and word[:2] not in ("I'", "I’"):
        tail = word.rpartition("-")[2] if "-" in word else ""
        return not (tail.islower() and len(tail) > 2)
    return first.isdigit() and word[-1].isalpha() and word.endswith("ers")


def _headlines(text: str, start: int, end: int, raw: Sequence[_Raw], lexicon: ActorLexicon) -> list[tuple[int, int]]:
    """The lines of a sentence in which ordinary words have capitals too, so that a capital tells nothing."""
    begins, behind = [0], start
    if text.find("\n", start, end) >= 0:
        for n, (at, stop, _, _) in enumerate(raw):
            if "\n" in text[behind:at]:
                begins.append(n)
            behind = stop
    found = list[tuple[int, int]]()
    for one, other in pairwise([*begins, len(raw)]):
        line = raw[one:other]
        if _titular(line, lexicon, closed=bool(line) and text[line[-1][1] - 1] in ".!?"):
            found.append((line[0][0] if one else start, raw[other][0] if other < len(raw) else end))
    return found


def _titular(line: Sequence[_Raw], lexicon: ActorLexicon, *, closed: bool) -> bool:
    """Whether a line is in capitals; one that ends like a sentence only when every word is."""
    long = [(word, name) for _, _, word, name in line if len(word) > 3 and word[0].isalpha()]
    capitals = [name for word, name in long if word[0].isupper()]
    if len(long) < _HEADLINE_WORDS or len(capitals) < _TITULAR * len(long):
        return False
    if sum(word.isupper() for word, _ in long) >= _SHOUTED * len(long):
        return True
    words = lexicon.words
    common = (lexicon.ordinary, lexicon.nouns, words.functional, words.irregular, words.communication)
    return not closed and sum(any(name in some for some in common) for name in capitals) >= 2


def _in(lines: Sequence[tuple[int, int]], at: int) -> bool:
    return any(begin <= at < end for begin, end in lines)


def _dateline(text: str, start: int, end: int) -> int:
    """Where the dateline ends that opens the paragraph, or `start`."""
    limit = min(end, start + _DATELINE_REACH)
    found = _DATELINE.match(text, start, limit) or _DATELINE_AGENCY.match(text, start, limit)
    return found.end() if found else start
