"""The words of a document as names are read from them: where capitals tell something, and where they do not."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kb.extract.entries import MARKS
from kb.lexicon import triggers
from kb.lexicon.actors import ActorLexicon, key, load
from kb.model import DateMention, Document, Sentence

# What stands before a token, and the token; so that no match object is made for each.
_TOKEN = re.compile(
    r"(\s*)("
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+(?:[.,]\d+)*[^\W_]*"  # 1,000 and 76ers
    r"|['’](?:s|ve|ll|re|d|m)\b|’ s\b"  # Omar's, they've
    r"|[^\W_]+(?:[-'’&](?!(?:s|ve|ll|re|d|m)\b)[^\W_]+)*"
    r"|[^\w\s]|_)"
)
# "NAIROBI, Kenya (AP) _": a place in capitals, an agency in brackets or a day, then a dash.
_DATELINE = re.compile(
    r"\W{0,3}(?:[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:, ?[A-Z][\w.]+(?: [A-Z][\w.]+){0,2})?)"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?(?:,? ?\([^()\n]{2,40}\))?,?\s{0,3}(?:_|--|—|–|-)(?:\s|$)"
)
_DATELINE_AGENCY = re.compile(
    r"\W{0,3}[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:, ?[A-Z][\w. ]{2,20})? \([A-Z][\w .-]{1,20}\)"
    r"|\((?:[A-Z]{2,6}|Reuters|Bloomberg)\)(?=[\s—–-]{0,3}[A-Z])"
)
# "Colombo: Two", "LAGOS, Nigeria - Two": only a place that is known, for "Obama: We will" and "UPDATE - Two" are alike.
_PLACE_HEAD = re.compile(
    r"([A-Z][\w.'’]*(?: [A-Za-z][\w.'’-]*){0,3})(?:, [A-Z][\w. ]{1,20})? ?(?::| -)\s{1,3}(?=[\"“‘`A-Z])"
)
# "CHESTER, Pa., April 3 A train", "GAZA/CAIRO, NOVEMBER 22: Two": a place in capitals and a day, without a dash.
_DAY_HEAD = re.compile(
    r"[A-Z][A-Z.'’/-]+(?: [A-Z][A-Z.'’/-]+){0,3}(?:, ?[A-Z][\w.]+(?: [A-Z][\w.]+)?)?, ?"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|[JFMASOND][A-Z]+|[JFMASOND][a-z]{2,8})\.? \d{1,2}"
    r"(?:, \d{4})?(?: ?:)?\s{1,3}(?=[\"“‘`]?[A-Z])"
)
_APART = "’ s"  # of an owner, where a text sets marks apart: "Omar’ s brother"
_PARTICLE = re.compile(r"(?:al|el|as|an|ar|at|ad|ash|az|ul|bin|ibn|d|l|de)[-'’][A-Z]")
_OPENING = frozenset('"“`:•*')
_ENTERING = frozenset(MARKS)
_ZONES = frozenset("ET EST EDT CST CDT MST MDT PST PDT GMT BST UTC IST HKT A.M. P.M. AM PM".split())
_LAST = frozenset(("jr", "sr", "inc", "co", "corp", "ltd"))
# Light verbs whose present is no noun.
_HEADLINE_VERBS = frozenset(
    "faces gives takes makes begins brings enters holds receives suffers reaches resumes undergoes imposes".split()
)
_HEADLINE_WORDS = 4
_PLACES = frozenset(("state", "city", "region", "u.s. state"))
_TITULAR, _SHOUTED = 0.75, 0.9
_DATELINE_REACH = 120

_Shape = tuple[str, bool, bool]  # a word's key, whether its capital may mean a name, whether it is no mark
_Raw = tuple[int, int, str, _Shape]  # where a word begins and ends, the word, its shape
_Lines = list[tuple[int, int]]


@dataclass(slots=True)  # not frozen: one is made for every word of a text, and a frozen one takes four times as long
class Token:
    """A word or mark (then no `word`). `capital`: its capital may mean a name; `first`: it opens a sentence or a
    quotation, so that its capital alone says little; `shut`: part of a date or dateline, no name; `headline`: in a line
    of capitals."""

    text: str
    start: int
    end: int
    key: str
    sentence: int
    capital: bool
    first: bool
    shut: bool
    headline: bool
    word: bool


def tokenise(
    document: Document,
    sentences: Sequence[Sentence],
    dates: Sequence[DateMention],
    entries: Container[int],
    lexicon: ActorLexicon,
) -> list[Token]:
    """All tokens of the document in order, one pass; `entries` are the numbers of the sentences of a chronology."""
    text, found, paragraph = document.text, list[Token](), -1
    spans = iter([*((date.span.start, date.span.end) for date in dates), (1 << 60, 1 << 60)])
    opens, closes = next(spans)
    for number, sentence in enumerate(sentences):
        start, end = sentence.span.start, sentence.span.end
        dateline = _dateline(text, start, end) if sentence.paragraph != paragraph else start
        paragraph = sentence.paragraph
        raw = _raw(text, start, end, lexicon)
        lines = _headlines(text, start, end, raw, lexicon)
        first = dated = True
        for begin, stop, said, (name, capital, word) in raw:
            if begin < dateline:
                found.append(Token(said, begin, stop, name, number, False, False, True, False, word))
                continue
            while closes <= begin:
                opens, closes = next(spans)
            headline, shut = bool(lines) and _in(lines, begin), opens < stop
            found.append(Token(said, begin, stop, name, number, capital, first, shut, headline, word))
            dated = dated and (shut or not word)
            # "4 July 2016: Rebels shell a school", "4 July 2016 Rebels shell a school".
            entry = dated and (said in _ENTERING or (shut and number in entries))
            first = (first and not word) or entry or (said in _OPENING and not text[stop : stop + 1].isspace())
    return found


def _raw(text: str, start: int, end: int, lexicon: ActorLexicon) -> list[_Raw]:
    stopped, at, behind = lexicon.words.stopped, start, start
    found = list[_Raw]()
    for gap, word in _TOKEN.findall(text, start, end):
        begin = at + len(gap)
        at = stop = begin + len(word)
        if behind > begin:
            continue
        word = "’s" if word == _APART else word
        shape = _shape(word)
        if text[stop : stop + 1] == "." and _takes_stop(word, shape[0], stopped, last=stop + 1 >= end):
            stop += 1
            word += "."
            shape = _shape(word)
        behind = stop
        half = word.find("-") if "-" in word else 0
        if half and shape[0] not in lexicon.names and _two_states(word[:half], word[half + 1 :], lexicon):
            found.append((begin, begin + half, word[:half], _shape(word[:half])))
            found.append((begin + half, begin + half + 1, "-", _shape("-")))
            begin, word = begin + half + 1, word[half + 1 :]
            shape = _shape(word)
        found.append((begin, stop, word, shape))
    return found


@lru_cache(maxsize=1 << 16)
def _shape(word: str) -> _Shape:
    """What a word shows by itself; a text has few words, and most of them often."""
    return key(word) or word, _capital(word), word[0].isalnum()


def _takes_stop(word: str, name: str, stopped: Container[str], *, last: bool) -> bool:
    """Whether a full stop belongs to the word before it: an initial or an abbreviation, not at the sentence's end."""
    initial = len(word) == 1 and word.isupper()
    return word[0].isalpha() and (initial or (name in stopped and (not last or name in _LAST)))


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
        return not (tail.islower() and len(tail) > 2 and tail not in load().words.syllables)
    return first.isdigit() and word[-1].isalpha() and word.endswith("ers")


def _headlines(text: str, start: int, end: int, raw: Sequence[_Raw], lexicon: ActorLexicon) -> _Lines:
    """The lines of a sentence in which ordinary words have capitals too, so that a capital tells nothing."""
    begins, behind = [0], start
    if text.find("\n", start, end) >= 0:
        for n, (at, stop, _, _) in enumerate(raw):
            if "\n" in text[behind:at]:
                begins.append(n)
            behind = stop
    found = _Lines()
    for one, other in pairwise([*begins, len(raw)]):
        line = raw[one:other]
        if _titular(line, lexicon, closed=bool(line) and text[line[-1][1] - 1] in ".!?"):
            found.append((line[0][0] if one else start, raw[other][0] if other < len(raw) else end))
    return found


def _titular(line: Sequence[_Raw], lexicon: ActorLexicon, *, closed: bool) -> bool:
    """Whether a line is in capitals; one that ends like a sentence only when every word is."""
    long = [(word, shape[0]) for _, _, word, shape in line if len(word) > 3 and word[0].isalpha()]
    capitals = [name for word, name in long if word[0].isupper()]
    ahead = any(_is_told_ahead(one, other) for one, other in pairwise(line[1:]))
    if (len(long) < _HEADLINE_WORDS and not ahead) or len(capitals) < _TITULAR * len(long):
        return False
    if sum(word.isupper() for word, _ in long) >= _SHOUTED * len(long):
        return True
    words = lexicon.words
    common = (lexicon.ordinary, lexicon.nouns, words.functional, words.irregular, words.communication)
    # "Colts Clinch Berth With Win Over Chiefs": a small word with a capital is a word of a title.
    small = ahead or any(word[0].isupper() and shape[0] in words.functional for _, _, word, shape in line[1:])
    told = len(capitals) == len(long) and any(_is_verb(shape[0]) for _, _, word, shape in line[1:] if len(word) > 3)
    return not closed and (small or told or sum(any(name in some for some in common) for name in capitals) >= 2)


def _is_told_ahead(one: _Raw, other: _Raw) -> bool:
    """Whether words of a short line tell of what is to be: "Otters Will Sign Berg"; not those of "Mayor Will Brown"."""
    return one[2] == "Will" and other[2].istitle() and "base" in triggers.load().forms(other[3][0])


def _is_verb(name: str) -> bool:
    """Whether a word is the present of a verb that tells of an event, and no noun: "Overturns", "Faces"."""
    if name in _HEADLINE_VERBS:
        return True
    single = [entry.forms for entry in triggers.load().entries.get(name, ()) if len(entry.words) == 1]
    return any("third" in forms for forms in single) and not any("noun" in forms for forms in single)


def _in(lines: Sequence[tuple[int, int]], at: int) -> bool:
    return any(begin <= at < end for begin, end in lines)


def _dateline(text: str, start: int, end: int) -> int:
    """Where the dateline ends that opens the paragraph, or `start`."""
    limit = min(end, start + _DATELINE_REACH)
    found = _DATELINE.match(text, start, limit) or _DATELINE_AGENCY.match(text, start, limit)
    return found.end() if found else past_place(text, start, limit)


def past_place(text: str, start: int, end: int) -> int:
    """Behind a known place, a land behind it or not, that opens a report before a colon or a hyphen, or a place and a
    day, or `start`."""
    if headed := _DAY_HEAD.match(text, start, end):
        return headed.end()
    found = _PLACE_HEAD.match(text, start, end)
    if found is None:
        return start
    words = tuple(key(word) for word in found[1].split())
    known = load().names.get(words[0], ())
    place = any(name.words == words and (name.kind in _PLACES or name.form == "capital") for name in known)
    return found.end() if place else start
