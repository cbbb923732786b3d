"""The words and rules of the date reader: loaded once, checked, and compiled.

A rule is a record of `dates_*.toml`; `{name}` in its pattern stands for a word table or a shape of `dates_words.toml`,
and becomes a group of that name (numbered where a pattern has it twice).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from kb.errors import LexiconError
from kb.lexicon import read_toml
from kb.lexicon.openings import ANY, DIGIT, Opening, opening_of, opening_of_words

RULE_FILES = ("dates_never.toml", "dates_calendar.toml", "dates_relative.toml", "dates_durations.toml")
APOSTROPHE = "'"
NOTHING = "nothing"  # the builder of rules that keep words from being read as dates

_REFERENCE = re.compile(r"\{([a-z_]+)\}")
_KEYS = {"name", "pattern", "build", "args", "after", "unless_after", "examples", "not"}
_WORD = re.compile(r"[a-z]{2,}")
# Tables whose words are common without a date near them, and words that are cues in rules with tables.
_NO_CUES = frozenset(
    {
        "game",
        "money",
        "step",
        "told_step",
        "ordinal",
        "count",
        "amount",
        "many",
        "about",
        "modifier",
        "ampm",
        "counted",
        "actors",
        "name_head",
        "person_title",
    }
)
_MORE_CUES = frozenset({"ago", "earlier", "later", "ad", "bc", "future", "past", "half", "time", "while"})
# What may not follow a date: the rest of a word or number, a decimal, a percentage.
_END = r"(?![^\W_])(?![.,]\d)(?! ?%)"


@dataclass(frozen=True)
class Rule:
    """One way to write a date: what it looks like, who builds it, and what it must and must not read.

    `source` is its regular expression, `heads` and `opening` are the words with which it may begin.
    """

    name: str
    source: str
    build: str
    opening: Opening
    args: Mapping[str, Any] = field(default_factory=dict)
    after: frozenset[str] = frozenset()
    unless_after: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    examples: tuple[tuple[str, str], ...] = ()
    never: tuple[str, ...] = ()
    file: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression, at first use: a text meets few of the rules, and compiling is slow."""
        try:
            return re.compile(self.source)
        except re.error as error:
            raise LexiconError(f"lexicon/{self.file}: rule {self.name!r}: {error}") from error

    @cached_property
    def match(self) -> Callable[[str, int, int], re.Match[str] | None]:
        """The pattern's match: text, start and end to what it reads there."""
        return self.pattern.match

    @cached_property
    def groups(self) -> tuple[tuple[str, int], ...]:
        """The named groups of the pattern, each by the table or shape that it stands for and its number."""
        return tuple((name.rstrip("0123456789"), number) for name, number in self.pattern.groupindex.items())


class Followed(dict[str | None, tuple[Rule, ...]]):
    """The rules, in order, that may read what begins with a word, by the word after it; None is any other or no word.

    Worked out when a text first has the two, from the openings of the rules.
    """

    def __init__(self, word: str, rules: Iterable[Rule]) -> None:
        super().__init__()
        self.rules = tuple(rules)
        # An apostrophe before figures is no word of an opening.
        self._judged = [(rule, word == APOSTROPHE or rule.opening.suffices(word)) for rule in self.rules]

    def __missing__(self, second: str | None) -> tuple[Rule, ...]:
        rules = tuple([rule for rule, suffices in self._judged if suffices or second in rule.opening.second])
        self[second] = rules
        return rules


@dataclass(frozen=True, slots=True)
class DateLexicon:
    """All that the date reader knows: tables of words, rules by their first word, and the words that hint at a date.

    `seconds` are the words that may come second in a date; each stands for itself, a figure for DIGIT.
    """

    tables: Mapping[str, Mapping[str, Any]]
    rules: tuple[Rule, ...]
    by_head: Mapping[str, Followed]
    seconds: Mapping[str, str]
    cues: frozenset[str]
    capitals: frozenset[str]
    said: str


@cache
def load() -> DateLexicon:
    """The date lexicon; raises LexiconError with file and rule when something in it cannot be right."""
    words = read_toml("dates_words.toml")
    shapes, contexts = words.pop("shapes"), words.pop("contexts")
    capitals = frozenset(words.pop("needs_capital")["words"])
    names = Names(words, shapes, contexts)
    rules: list[Rule] = []
    said = ""
    for name in RULE_FILES:
        content = read_toml(name)
        said = content["said"]
        rules.extend(_rule(name, record, names) for record in content["rule"])
    by_head = _by_head(rules)
    seconds = {word: word for rule in rules for word in rule.opening.second} | dict.fromkeys("0123456789'’", DIGIT)
    return DateLexicon(words, tuple(rules), by_head, seconds, _cues(names, rules), capitals, said)


def _by_head(rules: Iterable[Rule]) -> dict[str, Followed]:
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        for head in rule.heads:
            found.setdefault(head, []).append(rule)
    by_head = {head: Followed(head, some) for head, some in found.items()}
    return by_head | dict.fromkeys("0123456789", by_head[DIGIT]) | dict.fromkeys("'’", by_head[APOSTROPHE])


@dataclass(frozen=True, slots=True)
class Names:
    """What a name in braces, or in `after`, may stand for."""

    tables: Mapping[str, Mapping[str, Any]]
    shapes: Mapping[str, str]
    contexts: Mapping[str, list[str]]
    sources: dict[str, str] = field(default_factory=dict)
    openings: dict[str, Opening] = field(default_factory=dict)

    def opening(self, name: str) -> Opening:
        """The words with which a table or shape may begin."""
        if name not in self.openings:
            shape = self.shapes.get(name)
            self.openings[name] = opening_of(shape, self.opening) if shape else opening_of_words(self.tables[name])
        return self.openings[name]

    def source(self, name: str) -> str:
        """The regular expression of a table or shape."""
        if name not in self.sources:
            self.sources[name] = self.shapes.get(name) or alternation(self.tables[name])
        return self.sources[name]

    def context(self, name: str | None) -> frozenset[str]:
        return frozenset(self.contexts[name]) if name else frozenset()


def alternation(surfaces: Mapping[str, Any]) -> str:
    """A pattern for any of these words, the longest first, not followed by more letters."""
    longest_first = sorted(surfaces, key=lambda surface: (-len(surface), surface))
    return f"(?:{'|'.join(re.escape(surface).replace(chr(92) + ' ', ' ') for surface in longest_first)})(?![a-z])"


def _rule(file: str, record: Mapping[str, Any], names: Names) -> Rule:
    where = f"lexicon/{file}: rule {record.get('name', '?')!r}"
    if unknown := set(record) - _KEYS:
        raise LexiconError(f"{where}: unknown key {min(unknown)!r}; a rule has {', '.join(sorted(_KEYS))}")
    try:
        pattern = record["pattern"]
        if record["build"] == NOTHING:
            pattern = f"(?:the |a |an )?(?:{pattern})"
        source, opening = _expanded(pattern, names), opening_of(pattern, names.opening)
        return Rule(
            name=record["name"],
            source=f"(?:{source}){_END}",
            build=record["build"],
            opening=opening,
            args=record.get("args", {}),
            after=names.context(record.get("after")),
            unless_after=names.context(record.get("unless_after")),
            heads=_heads(source, opening),
            tables=frozenset(_REFERENCE.findall(pattern)),
            examples=tuple((words, value) for words, value in record["examples"]),
            never=tuple(record.get("not", ())),
            file=file,
        )
    except KeyError as error:
        raise LexiconError(f"{where}: {error} is missing, or is no table of dates_words.toml") from error
    except ValueError as error:
        raise LexiconError(f"{where}: {error}") from error


def _expanded(pattern: str, names: Names) -> str:
    """The pattern with every {name} as a named group; the second of a name is numbered, since groups must differ."""
    seen: Counter[str] = Counter()

    def group(reference: re.Match[str]) -> str:
        name = reference[1]
        seen[name] += 1
        suffix = str(10 + seen[name]) if seen[name] > 1 else ""
        return f"(?P<{name}{suffix}>{names.source(name)})"

    return _REFERENCE.sub(group, pattern)


def _cues(names: Names, rules: list[Rule]) -> frozenset[str]:
    """Words without which a sentence holds no date: those of the tables that name times, and of the literal rules."""
    surfaces = {surface for name, table in names.tables.items() if name not in _NO_CUES for surface in table}
    found = {*"0123456789", *(word for surface in surfaces for word in _WORD.findall(surface)), *_MORE_CUES}
    for rule in rules:
        if rule.build != NOTHING and not rule.tables:
            found |= set(_WORD.findall(rule.source))
    return frozenset(found) - names.context("function_words")


def _heads(source: str, opening: Opening) -> frozenset[str]:
    """The words with which a match can begin: DIGIT for a number, APOSTROPHE for a year that is short of figures."""
    if ANY in opening.first or not opening.first:
        raise ValueError(f"nothing says with which word {source[:30]!r} begins")
    short = DIGIT in opening.first and ("'" in source or "’" in source)
    return opening.first | {APOSTROPHE} if short else opening.first
