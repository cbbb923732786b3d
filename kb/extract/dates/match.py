"""Match: where the text holds a date expression, and what its words say. Sees nothing but the text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kb.lexicon.dates import NOTHING, DateLexicon, Rule, alternation, load
from kb.lexicon.openings import DIGIT
from kb.model import Span

# A word, the first figure of a number, an apostrophe before figures.
_TOKEN = re.compile(r"[a-z]+|(?<!\d)\d|['’](?=\d\d)")
_WORD_BEFORE = re.compile(r"([a-z0-9.]+)['’\"“‘(\[]{0,2}[ -]\"?\(?$")
_LOOK_BACK = 24
_JOINED = re.compile(r", (?:and |or )?| (?:and|or|to|until|through) | ?[-–—/] ?")
_DATE = "{date}"
_DIGITS = re.compile(r"\d+")
_COUNT_BEFORE = re.compile(r"(?<!\d)(\d{1,3})[-–]$")
_OWN_DAY = re.compile(r"\.? \d\d?(?![\d:])")
_ASCII_LOWER = str.maketrans({chr(code): chr(code + 32) for code in range(65, 91)})

# Tables that are variants of one another feed one field.
_SAME = {
    "plainmonth": "month",
    "weakmonth": "month",
    "namemonth": "month",
    "shortmonth": "month",
    "plainseason": "season",
    "weakseason": "season",
    "fullyear": "year",
    "amount": "number",
    "many": "number",
    "nth": "ordinal",
    "periods": "unit",
    "period": "unit",
    "subunit": "unit",
    "shortweekday": "weekday",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A date expression as the text has it: its span, the rule that matched, and its parts by name.

    `clock` is a time of day that was said with it, `mod` a TIMEX3 modifier, `offset` a number of units from the date
    ("two days after Christmas" is 2, "day"), `link` how it goes on to the next one
    ("range", "list" or ""), and `follows` whether it goes on from the one before.
    """

    span: Span
    rule: Rule
    words: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    clock: str = ""
    mod: str = ""
    offset: tuple[float, str] | None = None
    link: str = ""
    follows: bool = False

    def get(self, name: str, default: Any = None) -> Any:
        return self.fields.get(name, default)


def lowered(text: str) -> str:
    """Lower case, character for character: offsets stay what they are."""
    low = text.lower()
    return low if len(low) == len(text) else text.translate(_ASCII_LOWER)


def match(text: str, low: str, span: Span, kept: list[Found] | None = None) -> list[Found]:
    """The date expressions of one sentence, left to right: at each place the longest, then the first rule.

    `kept` takes the words that a rule kept from being read, for who asks.
    """
    found: list[Found] = []
    here = span.start
    for start, rules in _candidates(low, span):
        if start < here or (start and not _may_start(low, start)):
            continue
        best = _longest(text, low, Span(start, span.end), rules, last=found[-1] if found else None)
        if best is not None:
            here = best.span.end
            if best.rule.build != NOTHING:
                found.append(best)
            elif kept is not None:
                kept.append(best)
    return found


def _candidates(low: str, span: Span) -> list[tuple[int, tuple[Rule, ...]]]:
    """Where a date may begin, judged by the word there and the next one, with the rules that may read it.

    Without a cue there is none.
    """
    lexicon = load()
    by_head, seconds, cues, foreign = lexicon.by_head, lexicon.seconds, lexicon.cues, not low.isascii()
    candidates: list[tuple[int, tuple[Rule, ...]]] = []
    waiting, start, cued = None, 0, False
    for hit in _TOKEN.finditer(low, span.start, span.end):
        word = hit[0]
        if foreign and word.isdecimal():  # figures of other scripts count as well
            word = DIGIT
        if waiting is not None and (rules := waiting[seconds.get(word)]):
            candidates.append((start, rules))
        cued = cued or word in cues
        waiting = by_head.get(word)
        if waiting is not None:
            start = hit.start()
    if waiting is not None and (rules := waiting[None]):
        candidates.append((start, rules))
    return candidates if cued else []


def _may_start(low: str, start: int) -> bool:
    """Whether a date may begin here: not within a word or number, nor after a sign of another kind of number."""
    before = low[start - 1]
    if before.isalnum() or before == "_":
        return False
    if not low[start].isdigit():
        return True
    if before in "$£€¥#+@=&":
        return False
    if before == "/" and _day_of_month().match(low, start):  # "the night of 3/4 May"
        return True
    if before in "-–" and _is_score(low, start):
        return False
    return not (before in ".,:/" and start > 1 and (low[start - 2].isalnum() or before in "./"))


def _is_score(low: str, start: int) -> bool:
    """Whether a number and the one before its hyphen count goals: no days are counted down ("beat them 3-1 Dec. 6"),
    and a month has its own day ("the 7-30 Oct. 19 defeat")."""
    one, two = _COUNT_BEFORE.search(low, max(0, start - _LOOK_BACK), start), _day_of_month().match(low, start)
    if one is None or two is None:
        return False
    own = _OWN_DAY.match(low, two.end())
    return own is not None or int(one[1]) >= int(two[1])


@cache
def _day_of_month() -> re.Pattern[str]:
    return re.compile(rf"(\d\d?) (?:{alternation(load().tables['month'])})")


def _longest(text: str, low: str, span: Span, rules: tuple[Rule, ...], *, last: Found | None) -> Found | None:
    best: tuple[re.Match[str], Rule] | None = None
    before: str | None = None
    start = end = span.start
    for rule in rules:
        hit = rule.match(low, start, span.end)
        if hit is None or hit.end() <= end:
            continue
        if rule.after or rule.unless_after:
            before = _word_before(low, start, last) if before is None else before
            if not _allowed(rule, before):
                continue
        if _capitalised(text, hit, rule):
            best, end = (hit, rule), hit.end()
    return Found(Span(start, end), best[1], text[start:end], read_fields(*best)) if best else None


def _allowed(rule: Rule, before: str) -> bool:
    if before == _DATE:
        return not rule.after or rule.build == "calendar"
    return (not rule.after or before in rule.after) and before not in rule.unless_after


def _word_before(low: str, start: int, last: Found | None) -> str:
    """The word that a rule asks about, "0" for a number; a date joined by a comma, "and" or "to" is any preposition."""
    if last and last.span.end >= start - _LOOK_BACK and _JOINED.fullmatch(low, last.span.end, start):
        return _DATE
    hit = _WORD_BEFORE.search(low, max(0, start - _LOOK_BACK), start)
    return ("0" if hit[1][0].isdigit() else hit[1]) if hit else ""


def _capitalised(text: str, hit: re.Match[str], rule: Rule) -> bool:
    """Words such as May and Sat. count only with their capital, unless the whole text is lower case or capitals."""
    capitals = load().capitals
    return capitals.isdisjoint(hit.groups()) or all(
        hit[number] not in capitals or text[hit.start(number)].isupper() for _, number in rule.groups
    )


def read_fields(hit: re.Match[str], rule: Rule) -> dict[str, Any]:
    """The parts of a match by the name of their table, as numbers and codes; a name's variants feed one field."""
    lexicon = load()
    fields: dict[str, Any] = {}
    for base, number in rule.groups:
        surface = hit[number]
        if surface is None:
            continue
        key = _SAME.get(base, base)
        if key not in fields:
            fields[key] = _value(base, surface, lexicon)
        fields.setdefault(f"{key}_words", surface)
    return fields


def _value(name: str, surface: str, lexicon: DateLexicon) -> Any:
    table = lexicon.tables.get(name)
    if table is not None:
        return table[surface]
    if name in ("day", "nth", "hour", "minute", "tens", "decade", "erayear"):
        digits = _DIGITS.search(surface)
        return int(digits[0]) if digits else None
    if name in ("year", "fullyear"):
        return year_number(surface, lexicon)
    if name == "number":
        return amount(surface, lexicon)
    return surface


def year_number(surface: str, lexicon: DateLexicon) -> int | None:
    """A year out of "1998", "44 BC", "79 AD", "'98" (1930 to 2029) or "nineteen ninety-eight"."""
    digits = _DIGITS.search(surface)
    if digits:
        short = int(digits[0])
        if " b" in surface:
            return 1 - short
        whole = len(digits[0]) == 4 or "a" in surface or "c" in surface
        return short if whole else short + (1900 if short >= 30 else 2000)
    words = surface.replace("-", " ").split()
    if words[0] == "two":
        return 2000 + int(amount(" ".join(words[2:]).removeprefix("and "), lexicon) or 0)
    tail = " ".join(word for word in words[1:] if word not in ("hundred", "and", "oh"))
    return int(lexicon.tables["teen_century"][words[0]] + (amount(tail, lexicon) or 0))


def amount(surface: str, lexicon: DateLexicon) -> float | int | None:
    """A number out of figures or words: "2.5", "3 1/2", "twenty-one", "two hundred and ten"."""
    digits = re.match(r"\d+(?:\.\d+)?", surface)
    if digits:
        number = float(digits[0]) + (0.5 if surface.endswith("1/2") else 0)
        return int(number) if number == int(number) else number
    total = 0
    for word in surface.replace("-", " ").split():
        value = lexicon.tables["count"].get(word)
        if value in (100, 1000):
            total = (total or 1) * value
        else:
            total += value or 0
    return total


def clock_of(found: Found) -> str:
    """The time of day as TIMEX3 writes it ("14:30"), "" when there is no such time."""
    if found.get("fixed"):
        return "24:00" if found.get("fixed") == "midnight" else "12:00"
    hour: Any
    if found.get("hhmm"):
        hour, minute = int(found.fields["hhmm"][:2]), int(found.fields["hhmm"][2:])
    else:
        hour, minute = found.get("hour"), found.get("minute") or 0
        hour = found.get("number") if hour is None else hour
    half = found.get("ampm")
    if hour is None or not isinstance(hour, int) or hour > 24 or (half is not None and not 1 <= hour <= 12):
        return ""
    if half is not None:
        hour = hour % 12 + half
    return f"{hour:02d}:{minute:02d}"
