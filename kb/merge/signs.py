"""What two mentions are compared by, prepared once for each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from kb.lexicon import read_rows
from kb.model import Kind, Mention, fold
from kb.when import Grain, sort_key

Known = tuple[str, str]  # an actor: name and family

_WORD = re.compile(r"[^\W\d_]{5,40}")
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "als", "al", "ers", "er", "ed", "es", "s", "e")
_STEM = 5
_SHORTEST = 3


@dataclass(frozen=True)
class Signs:
    """A mention and the signs of what event it tells of."""

    mention: Mention
    position: int
    stem: str
    sources: frozenset[Known]
    targets: frozenset[Known]
    actors: frozenset[Known]
    collectives: frozenset[str]
    place: frozenset[str]
    grain: Grain

    @cached_property
    def words(self) -> frozenset[str]:
        """What the sentence says beside the trigger, the actors and the place, which are signs of their own."""
        actors = (words for one in self.mention.participants for words in (one.name, one.words))
        counted = " ".join((self.mention.word, self.mention.place, *actors))
        return _content(self.mention.evidence) - _content(counted)


def canonical(mention: Mention) -> tuple[object, ...]:
    """The order of mentions: the earliest published first, then by document and place in its text.

    The first of an event founds it and gives it its id; news is published after what it is news of, so that articles
    added later seldom come before.
    """
    return (
        *(sort_key(mention.published), mention.document),
        *(mention.sentence, mention.trigger, mention.type, mention.date.edtf if mention.date else ""),
        *(-mention.confidence, mention.basis, mention.certainty, mention.mode, mention.headline, mention.place),
        *(str(mention.killed), str(mention.injured)),
        tuple((one.role, one.name, one.kind, one.words) for one in mention.participants),
    )


def signs(mention: Mention, position: int) -> Signs:
    """The signs of a mention at this position of the canonical order."""
    known = [(one, (fold(one.name), family(one.kind))) for one in mention.participants]
    named = [(one, key) for one, key in known if one.kind != "collective"]
    return Signs(
        mention=mention,
        position=position,
        stem=stem(mention.word),
        sources=frozenset(key for one, key in named if one.role == "source"),
        targets=frozenset(key for one, key in named if one.role == "target"),
        actors=frozenset(key for _, key in named),
        collectives=frozenset(key[0] for one, key in known if one.kind == "collective"),
        place=frozenset(fold(mention.place).split()) - {"the", "of", "in"},
        grain=mention.date.grain if mention.date else Grain.CENTURY,
    )


def family(kind: Kind) -> str:
    """Within a family one name is one actor; a person and a state of one name are two."""
    return kind if kind in ("person", "collective") else "body"


@lru_cache(maxsize=65536)
def stem(words: str) -> str:
    """The beginning of the longest word, by which attack, attacked and attacks are one."""
    word = max(fold(words).split() or [""], key=len)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)]
            break
    return word[:_STEM]


@cache
def _function_words() -> frozenset[str]:
    return frozenset(row[0] for row in read_rows("function_words.tsv", 1))


def _content(text: str) -> frozenset[str]:
    words: Iterable[str] = (word.lower() for word in _WORD.findall(text))
    return frozenset(stem(word) for word in words if word not in _function_words())
