"""Openings: the words with which what a pattern matches may begin, worked out from the pattern itself.

A word is a run of letters or of figures; every run of figures is DIGIT. What is worked out may hold too much, never too
little: where a pattern is not understood, ANY stands for whatever word there is.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import chain
from typing import NamedTuple

DIGIT = "0"
ANY = "*"
# Two parts of a pattern whose words run together, such as "mid" and "night", make more words than are worth a list.
_MOST_GLUED = 300

_WORDS = re.compile(r"[a-z]+|0")
_ESCAPED = re.compile(r"\\(.)")
_FIGURES = re.compile(r"\d+")
_ITEM = re.compile(
    r"\{(?P<name>[a-z_]+)\}|(?P<look>\(\?<?[=!])|(?P<back>\(\?P=\w+\))|(?P<group>\((?:\?:|\?P<\w+>|(?!\?)))|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<set>\[\^?\]?(?:[^\]\\]|\\.)*\]|\\[a-zA-Z])|(?P<end>\$)|(?P<text>(?:[^\\()\[\]{}|?*+.^$]|\\[^a-zA-Z0-9])+)"
)
_QUANTIFIER = re.compile(r"(?:(?P<maybe>\?)|(?P<many>[*+])|\{(?P<least>\d*)(?:,\d*)?\})[?+]?")
_NOT_IN_LOOK = re.compile(r"[()]|\[\^?\]?(?:[^\]\\]|\\.)*\]|\\.")
_RANGE = re.compile(r"\\d|\d-\d|\d")

Words = frozenset[str]
NONE: Words = frozenset()


class Opening(NamedTuple):
    """The words that may come first and second in a match, and those that may be all of it.

    `wordless` is whether it may hold no word, `blank` whether it may be nothing at all; `opens` and `closes` are the
    kinds of word ("a" of letters, "0" of figures) with which it may begin and end, without a mark before or after.
    """

    first: Words = NONE
    second: Words = NONE
    alone: Words = NONE
    wordless: bool = False
    blank: bool = False
    opens: Words = NONE
    closes: Words = NONE

    def suffices(self, word: str) -> bool:
        """Whether what begins with this word may match whatever comes second; else that must be in `second`."""
        return word in self.alone or ANY in self.alone or ANY in self.second


NOTHING = Opening(wordless=True, blank=True)
MARK = Opening(wordless=True)
_ANY, _BOTH = frozenset({ANY}), frozenset({"a", DIGIT})
ANYTHING = Opening(_ANY, _ANY, _ANY, wordless=True, blank=True, opens=_BOTH, closes=_BOTH)


def opening_of(pattern: str, named: Callable[[str], Opening]) -> Opening:
    """The opening of a pattern; `named` gives that of a {name} in it."""
    found, place = _alternatives(pattern, 0, named)
    if place != len(pattern):
        raise ValueError(f"cannot read {pattern[place:]!r}")
    return found


def opening_of_words(surfaces: Iterable[str]) -> Opening:
    """The opening of any one of these words."""
    return _either([_text(surface) for surface in surfaces])


def _alternatives(pattern: str, place: int, named: Callable[[str], Opening]) -> tuple[Opening, int]:
    """The opening of what stands between here and the end of the group, and where that is."""
    branches, here = [], NOTHING
    while place < len(pattern):
        item = _ITEM.match(pattern, place)
        kind = item.lastgroup if item else None
        if item is None or kind is None:
            if pattern[place] == "(":
                raise ValueError(f"cannot read {pattern[place:]!r}")
            here, place = _then(here, ANYTHING), place + (2 if pattern[place] == "\\" else 1)
            continue
        if kind == "close":
            break
        place = item.end()
        if kind == "bar":
            branches.append(here)
            here = NOTHING
        elif kind == "look":
            place = _after_look(pattern, place)
        elif kind == "group":
            inside, place = _alternatives(pattern, place, named)
            here, place = _repeated(here, inside, pattern, place + 1)
        elif kind == "text":
            here, place = _literally(here, item[0], pattern, place)
        elif kind != "end":
            part = named(item[1]) if kind == "name" else _set(item[0]) if kind == "set" else ANYTHING
            here, place = _repeated(here, part, pattern, place)
    return _either([*branches, here]), place


def _literally(here: Opening, escaped: str, pattern: str, place: int) -> tuple[Opening, int]:
    """What follows a text; a quantifier behind it takes its last character."""
    text = _ESCAPED.sub(r"\1", escaped) if "\\" in escaped else escaped
    if _QUANTIFIER.match(pattern, place) is None:
        return _then(here, _text(text)), place
    if len(text) > 1:
        here = _then(here, _text(text[:-1]))
    return _repeated(here, _text(text[-1]), pattern, place)


def _repeated(here: Opening, part: Opening, pattern: str, place: int) -> tuple[Opening, int]:
    """What follows a part, as often as the quantifier behind it says."""
    times = _QUANTIFIER.match(pattern, place)
    if times is None:
        return _then(here, part), place
    # Figures in a row are one word however many; of anything else, three in a row show the first and second word.
    if not times["maybe"] and not (part.first == part.alone == {DIGIT} and not part.second and not part.wordless):
        part = _either([part, _then(part, part), _then(part, _then(part, part))])
    if times["maybe"] or times["many"] == "*" or times["least"] in ("0", ""):
        part = _either([part, NOTHING])
    return _then(here, part), times.end()


def _after_look(pattern: str, place: int) -> int:
    """Where the look-around ends that is open here; it takes no characters."""
    depth = 1
    while depth:
        token = _NOT_IN_LOOK.search(pattern, place)
        if token is None:
            raise ValueError(f"cannot read {pattern!r}")
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        place = token.end()
    return place


def _set(source: str) -> Opening:
    """The opening of a class such as [0-5] or [- ]; one of letters may be any word."""
    if source == "\\d":
        return _text(DIGIT)
    inside = source[1:-1]
    if source[0] == "\\" or inside.startswith("^") or re.search(r"[^\W\d]", _RANGE.sub("", inside)):
        return ANYTHING
    kinds = [_text(DIGIT)] if _RANGE.search(inside) else []
    return _either([*kinds, MARK] if _RANGE.sub("", inside) else kinds)


@cache
def _text(text: str) -> Opening:
    words = _WORDS.findall(_figured(text))
    first = frozenset(words[:1])
    return Opening(
        first,
        second=frozenset(words[1:2]),
        alone=NONE if len(words) > 1 else first,
        wordless=not words,
        opens=_kind(text[0]),
        closes=_kind(text[-1]),
    )


def _kind(char: str) -> Words:
    return frozenset("a" if "a" <= char <= "z" else DIGIT if char.isdigit() else ())


def _figured(word: str) -> str:
    return _FIGURES.sub(DIGIT, word)


def _then(one: Opening, other: Opening) -> Opening:
    """The opening of one part followed by another."""
    if one is NOTHING or other is NOTHING:
        return other if one is NOTHING else one
    first, second = one.first, one.second
    alone = (one.alone if other.wordless else NONE) | (other.alone if one.wordless else NONE)
    if one.wordless:
        first, second = first | other.first, second | other.second
    if one.alone:
        second |= other.first
    if one.closes & other.opens:
        first |= _glued(one.alone, other.first)
        alone |= _glued(one.alone, other.alone)
        second = second | other.second | _glued(one.second, other.first)
    return Opening(
        first,
        second,
        alone,
        one.wordless and other.wordless,
        one.blank and other.blank,
        one.opens | other.opens if one.blank else one.opens,
        other.closes | one.closes if other.blank else other.closes,
    )


def _glued(ends: Words, starts: Words) -> Words:
    """The words that two make without a mark between them."""
    if not ends or not starts:
        return NONE
    if ANY in ends or ANY in starts or len(ends) * len(starts) > _MOST_GLUED:
        return frozenset({ANY})
    return frozenset(_figured(end + start) for end in ends for start in starts)


def _either(parts: list[Opening]) -> Opening:
    if len(parts) == 1:
        return parts[0]
    first, second, alone, wordless, blank, opens, closes = zip(*parts, strict=True)
    return Opening(
        frozenset(chain.from_iterable(first)),
        frozenset(chain.from_iterable(second)),
        frozenset(chain.from_iterable(alone)),
        any(wordless),
        any(blank),
        frozenset(chain.from_iterable(opens)),
        frozenset(chain.from_iterable(closes)),
    )
