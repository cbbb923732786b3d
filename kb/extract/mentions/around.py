"""The names around a sentence, by which two articles show that they tell one story."""

import re
from bisect import bisect_left
from functools import cache

from kb.lexicon import read_rows
from kb.model import Span, fold, name_number

REACH = 1500  # characters before and after the sentence

_NAME = re.compile(r"(?:(?<=[a-zà-ÿ][ -])|(?<=, ))[^\W\d_a-z][^\W\d_]{2,}(?:['’][^\W\d_]{2,})?")


class Around:
    """The names of a text where they stand, each as the number of its folded form."""

    def __init__(self, text: str) -> None:
        told = _told_of_all()
        found = [(m.start(), fold(m[0])) for m in _NAME.finditer(text) if m[0][0].isupper()]
        self._names = [(start, name_number(name)) for start, name in found if name not in told]
        self._starts = [start for start, _ in self._names]

    def of(self, span: Span) -> tuple[int, ...]:
        low, high = bisect_left(self._starts, span.start - REACH), bisect_left(self._starts, span.end + REACH)
        return tuple(sorted({name for _, name in self._names[low:high]}))


@cache
def _told_of_all() -> frozenset[str]:
    """States, their peoples and capitals, titles, what closes the names of bodies and places, and words that are no
    names: any two articles may hold them."""
    words = {row[0] for file in ("ordinary.tsv", "titles.tsv", "heads.tsv") for row in read_rows(file, 2)}
    for row in read_rows("states.tsv", 5):
        words.update(fold(" ".join(row).replace("|", " ")).split())
    return frozenset(words)
