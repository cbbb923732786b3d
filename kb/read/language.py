"""Whether a text is English, told from a few samples: by its letters, and by small words that every paragraph has."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kb.lexicon.languages import ENGLISH, LETTERS, words
from kb.model import Document
from kb.read.failure import Failure

_SAMPLE = 700  # characters at the beginning, in the middle and at the end
_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"(?:https?|www)\s?[:.]\S*(?:\s?/\s?\S+)*|\S+@\S+")
_BEYOND_LATIN = re.compile(r"[\u0370-\u1cff\u3040-\ud7af]")
_FEWEST_WORDS = 20  # headlines and notes tell too little
_FEWEST_LETTERS = 12  # of a script of its own
# News in English has a share of 0.3 to 0.5 of the English words, lists of names near none; other languages have 0.05
# by accident. What no list claims is read.
_ENGLISH = 0.16
_CLAIMED = 0.16


def read_yet(outcomes: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
    """The outcomes, with each document in a language that is not read as a Failure that names it."""
    for one in outcomes:
        if isinstance(one, Document) and (language := foreign(one.text)):
            yield Failure(one.id, f"is in {language}, which kb does not read yet")
        else:
            yield one


def foreign(text: str) -> str:
    """The language of a text, "" where it is English or nothing tells."""
    sample = _sample(text)
    if found := _of_script(sample):
        return found
    said = [word.lower() for word in _WORD.findall(_ADDRESS.sub(" ", sample))]
    if len(said) < _FEWEST_WORDS:
        return ""
    known = words()
    english = sum(word in known[ENGLISH] for word in said) / len(said)
    if english >= _ENGLISH:
        return ""
    claims = {name: sum(word in small for word in said) / len(said) for name, small in known.items()}
    best = max(claims, key=lambda name: claims[name])
    return best if claims[best] >= _CLAIMED and claims[best] > 2 * english else ""


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return " ".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


def _of_script(sample: str) -> str:
    """The language of a text most of whose letters are not Latin; marks on letters tell nothing."""
    letters = "".join(filter(str.isalpha, sample))
    beyond = len(_BEYOND_LATIN.findall(letters))
    if beyond < _FEWEST_LETTERS or 2 * beyond < len(letters):
        return ""
    for language, own, _ in LETTERS:
        count = len(_letters(language).findall(letters))
        if 2 * count > beyond and (not own or sum(map(letters.count, own)) > count // 50):
            return language
    return "another script than the Latin one"


@cache
def _letters(language: str) -> re.Pattern[str]:
    return re.compile("[" + next(letters for name, _, letters in LETTERS if name == language) + "]")
