"""Whether two names may be one person's: the same last name, and first names that can be the same."""

import re
from functools import lru_cache

from kb.lexicon.nicknames import short_forms
from kb.model import fold, untied

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_CALLED = re.compile(r"""\s["'“‘(][^"'“”‘’()]+["'”’)]\s*""")  # Vincent "The Chin" Gigante
_LONG_ENOUGH = 4  # letters of a last name that may be misspelt
_SHORT = 3  # letters by which a short form may begin a first name: "Fred" for Frederick


@lru_cache(maxsize=65536)
def parts(name: str) -> tuple[str, tuple[str, ...]]:
    """The last name, folded, and the names before it, without a nickname in marks between them."""
    name = untied(name)[0]  # "aide to Omar Said" is no Said
    words = fold(_CALLED.sub(" ", name)).split() or [fold(name)]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return words[-1], tuple(words[:-1])


def may_be_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two bearers of a last name may be one person, by the names before it.

    "Fred" and "Frederick C." may, and anyone whom a text calls by the last name alone; "George W." and "George H. W."
    may not.
    """
    if not one or not other:
        return True
    if not _same_first(one[0], other[0]):
        return one[0] in other[1:] or other[0] in one[1:]
    common = any(len(name) > 1 and name in other[1:] for name in one[1:])  # and one with more before it
    return not one[1:] or not other[1:] or one[1][0] == other[1][0] or common


def is_misspelt(one: str, other: str) -> bool:
    """Whether two last names may be one that an outlet writes otherwise: a letter more at the end, or one for another
    within ("Rait" and "Raite", "Muhandis" and "Mohandis")."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LONG_ENOUGH or short[0] != long[0]:
        return False
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1 and short[-1] == long[-1]
    return len(long) == len(short) + 1 and long.startswith(short)


def _same_first(one: str, other: str) -> bool:
    if one == other or 1 in (len(one), len(other)):
        return one[0] == other[0]
    short, long = sorted((one, other), key=len)
    return (len(short) >= _SHORT and long.startswith(short)) or bool(short_forms(one) & short_forms(other))
