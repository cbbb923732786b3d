"""Match, second part: words of time that are part of a name, told by their capitals and the words beside them.

"India Today", "The Hours", "Edgar Winter", "the Good Friday Agreement": English writes seasons, parts of the day and
lengths of time small, and a month or weekday does not stand between a first name and a verb. The quarters
and halves of a game are none either.
"""

import re
from collections.abc import Iterable
from functools import cache

from kb.extract.dates.match import Found
from kb.lexicon import read_rows
from kb.lexicon.dates import Rule, load
from kb.model import Span

NAME_RULE, FALL_RULE = "part of a name", "falls"
# What an expression says that English writes with a capital of its own.
_PROPER = frozenset({"month", "weekday", "weekdays", "holiday", "named_day", "year", "era", "erayear", "decade"})
# "Today President …" begins many a report, "Summer Smith was …" is a person.
_NOUNS = frozenset({"season", "part", "clock"})
_PERIODS_OF_PLAY = frozenset({"quarter", "half"})
_PARTS = frozenset({"month", "weekday", "weekdays", "holiday", "season", "part", "fixed"})
_OPENING = "“\"'‘`([:–—-\n\t*"
_WORD = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(r" (?P<word>[^\W\d_][\w’'-]*)")
_BEFORE = re.compile(r"(?:(?P<second>[^\W\d_][\w’'-]*) )?(?P<first>[^\W\d_][\w’'-]*)\.? $")
_STREET = re.compile(r"(?: [A-Z][\w.]*){0,2} (?:Street|Avenue|Road|Lane|Drive|Boulevard|Square|St\.|Ave\.|Rd\.|Blvd\.)")
# After these a month or season is one, whatever follows: "in January Mr. …", "a September Gallup poll"; where the month
# is a first name too, "a" and "his" do not tell: "a June Carter song".
_SURE_LEADS = frozenset(
    "in by since until till during from through to between and or last this next early late mid each every on after"
    " before than the".split()
)
_LEADS = _SURE_LEADS | frozenset("a an its his her their our".split())
_SEASON_LEAD = re.compile(rf"\b(?:{'|'.join(sorted(_LEADS))}) $")
_YEAR_LEAD = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Dd]uring) $")
_APPOSED = re.compile(r"(?:a|an|the) [a-z]{3,}, $")
_FELL = re.compile(
    r"(?<!shares )(?<!stock )(?<!stocks )(?<!prices )(?<!sales )(?<!profits )\b(?:fell|fallen|falling)"
    r" (?:[\w,.-]+ ){0,4}?(?:(?:from|down|off|through) (?:an?|the|his|her)|metres|meters|feet|ft|storeys|floors)\b"
    r"|\bslipped and fell\b",
    re.IGNORECASE,
)
_REACH, _AROUND = 40, 500
_OF_SPORT = 3
# A headline has so many words longer than articles and prepositions, and so many of them with a capital.
_HEADLINE_LENGTH, _HEADLINE_WORDS, _HEADLINE_SHARE = 4, 3, 0.6


def without_names(text: str, sentence: Span, found: list[Found], kept: list[Found] | None) -> list[Found]:
    """The expressions of a sentence without those that are part of a name, which go to `kept` under the name rule."""
    row = []
    for one in found:
        rule = NAME_RULE if _named(text, sentence, one) else FALL_RULE if _is_of_somebody(text, one) else ""
        if rule:
            if kept is not None:
                kept.append(Found(one.span, _rule(rule), one.words))
        else:
            row.append(one)
    return row


def _is_of_somebody(text: str, found: Found) -> bool:
    """Whether "in the fall" is that of somebody of whom the text has just told that they fell: "slipped and fell down a
    gully. He lost his hat in the fall"."""
    if found.words.lower() not in ("fall", "the fall") or not text[: found.span.start].endswith(("in ", "in the ")):
        return False
    return _FELL.search(text, max(0, found.span.start - _AROUND), found.span.start) is not None


def _named(text: str, sentence: Span, found: Found) -> bool:
    following = _NEXT.match(text, found.span.end, found.span.end + _REACH)
    after = following["word"] if following else ""
    if after[:1].isupper() and after.lower() in load().tables["name_head"]:
        # "In 1947 Church leaders met", but "the 1947 Commission".
        return not ("year" in found.fields and _YEAR_LEAD.search(text, sentence.start, found.span.start))
    if _is_number(found) and after[:1].isupper() and text[sentence.start : found.span.start].endswith(" at "):
        return True  # "his home at 2016 Ontario"
    if _is_number(found) and _STREET.match(text, found.span.end, found.span.end + _REACH):
        return True
    if found.rule.build in _PERIODS_OF_PLAY and "year" not in found.fields and _is_game(text, sentence):
        return True
    if _PROPER.isdisjoint(found.fields):
        return _capital_within(text, sentence, found, after)
    return _beside_a_name(text, sentence, found, after)


def _is_game(text: str, sentence: Span) -> bool:
    """Whether a sentence tells of a game, "a touchdown in the second quarter", or those around it do and it tells of no
    money."""
    tables = load().tables
    words = _WORD.findall(text[sentence.start : sentence.end].lower())
    if not tables["game"].keys().isdisjoint(words):
        return True
    if not tables["money"].keys().isdisjoint(words):
        return False
    around = set(_WORD.findall(text[max(0, sentence.start - _AROUND) : sentence.end + _AROUND].lower()))
    games = tables["game"].keys() & around
    if len(games) > 1 or not tables["money"].keys().isdisjoint(around):
        return len(games) > 1
    return len(games) + len(tables["sport"].keys() & around) >= _OF_SPORT


def _is_number(found: Found) -> bool:
    return set(found.fields) <= {"year", "year_words", "day", "day_words", "month", "month_words", "season"}


def _capital_within(text: str, sentence: Span, found: Found, after: str) -> bool:
    """Whether an expression that English writes small has a capital that the head of a sentence does not explain."""
    if "zone" in found.fields:  # "5 p.m. Baghdad time"
        return False
    if "season" in found.fields and _SEASON_LEAD.search(text, sentence.start, found.span.start):
        return False
    words = list(_WORD.finditer(text, found.span.start, found.span.end))
    capitals = [word for word in words if word[0].istitle() and len(word[0]) > 1]
    if capitals and capitals[0].start() == found.span.start and _opens(text, sentence, found.span.start):
        name = found.rule.build in _NOUNS and after[:1].isupper() and len(after) > 1 and len(words) == 1
        capitals = capitals if name else capitals[1:]
    return bool(capitals) and not _is_headline(text, sentence)


def _opens(text: str, sentence: Span, start: int) -> bool:
    before = text[sentence.start : start].rstrip(" ")
    return not before or before[-1] in _OPENING or before.endswith(("''", "."))


def _is_headline(text: str, sentence: Span) -> bool:
    """Whether a sentence writes most of its words with a capital and ends without a stop."""
    said = text[sentence.start : sentence.end].rstrip()
    words = [word for word in _WORD.findall(said) if len(word) > _HEADLINE_WORDS]
    capitals = sum(word[0].isupper() for word in words)
    if said.endswith((".", "!", "?", "”", '"', "''")) or len(words) < _HEADLINE_LENGTH:
        return False
    return bool(capitals >= _HEADLINE_SHARE * len(words))


def _beside_a_name(text: str, sentence: Span, found: Found, after: str) -> bool:
    """Whether a bare month, weekday or feast is a person's: after a title or a first name, or a month before a name."""
    if len([name for name in found.fields if name in _PARTS]) != 1 or len(found.fields) > 2 or " " in found.words:
        return False
    hit = _BEFORE.search(text, max(sentence.start, found.span.start - _REACH), found.span.start)
    before = hit["first"] if hit else ""
    if "month" in found.fields and _is_name(after) and not before.endswith(("’s", "'s")):
        leads = _SURE_LEADS if found.words.lower() in load().tables["namemonth"] else _LEADS
        return before.lower() not in leads
    if "weekday" in found.fields and _is_name(after):
        # "A trader, Sunday Okon, was held".
        end = found.span.end + 1 + len(after)
        return bool(_APPOSED.search(text, sentence.start, found.span.start)) and text[end : end + 1] in (",", ".", ")")
    if not before[:1].isupper():
        return False
    lone = hit is None or not (hit["second"] or "")[:1].isupper()
    titled: bool = before.lower() in load().tables["person_title"]
    return titled or (lone and before.lower() in _given_names())


@cache
def _rule(name: str) -> Rule:
    """The rule of the lexicon that stands for what this module keeps."""
    return next(rule for rule in load().rules if rule.name == name)


def _is_name(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()


@cache
def _given_names() -> frozenset[str]:
    """First names that are no states, "Chad Monday expelled an envoy"; read where a capital stands before a bare
    weekday or month, which is seldom."""
    states = frozenset(_lowered(row[0] for row in read_rows("states.tsv", 5)))
    return frozenset(_lowered(row[0] for row in read_rows("given_names.tsv", 2))) - states


def _lowered(words: Iterable[str]) -> Iterable[str]:
    return (word.lower() for word in words)
