"""How many were killed or injured: the counts that one sentence states, as low, best and high."""

from dataclasses import dataclass

from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar
from kb.model import Figure

_REACH = 9


@dataclass(frozen=True, slots=True)
class Harm:
    """The killed and the injured that a stretch of a sentence counts."""

    killed: Figure | None
    injured: Figure | None


def count_harm(clauses: Clauses, start: int = 0, end: int | None = None) -> Harm:
    """The figures between two tokens. "Dozens" and other uncounted harm give None: no figure is made up."""
    words = grammar.load().harm
    end = len(clauses.tokens) if end is None else end
    return Harm(_count(clauses, words.killed, start, end), _count(clauses, words.injured, start, end))


def _count(clauses: Clauses, kind: frozenset[str], start: int, end: int) -> Figure | None:
    for i in range(start, end):
        if clauses.low(i) in kind and clauses.tokens[i].date < 0 and not _negative(clauses, i):
            figure = _behind(clauses, i, end) or _ahead(clauses, i, start)
            if figure:
                return figure
    return None


def _negative(clauses: Clauses, i: int) -> bool:
    return any(
        w in ("not", "no", "nobody", "none", "without", "if", "could", "would", "might", "may")
        for w in clauses.lows(i - 4, i)
    )


def _behind(clauses: Clauses, i: int, end: int) -> Figure | None:
    """ "killed at least 25 members", "killing 247 people", "wounded a policeman"."""
    words = grammar.load()
    low = clauses.low(i)
    if low in ("dead", "deaths", "fatalities", "injuries", "casualties", "lives") and clauses.low(i + 1) != "of":
        return None
    j = i + 1
    if clauses.low(j) in ("of",):
        return None
    for j in range(i + 1, min(end, i + 1 + _REACH)):
        token = clauses.tokens[j]
        if token.low in words.openers or token.low in (
            ",",
            ".",
            ";",
            "in",
            "by",
            "when",
            "after",
            "on",
            "at",
            "during",
            "and",
            "or",
            "for",
            "from",
        ):
            return None
        if token.low in words.harm.killed | words.harm.injured:
            return None
        number, last = _number(clauses, j)
        if number is not None and token.date < 0 and not _measures(clauses, last):
            return _hedged(clauses, j, number, last)
        if j == i + 1 and token.low in ("a", "an") and not _collective_follows(clauses, j):
            return Figure(1, 1, 1)
    return None


def _ahead(clauses: Clauses, i: int, start: int) -> Figure | None:
    """ "25 people were killed", "12 militiamen were also wounded", "left 12 dead", "39 deaths"."""
    words = grammar.load()
    segment = clauses.segment[i]
    for j in range(i - 1, max(start - 1, i - 1 - _REACH - 5), -1):
        token = clauses.tokens[j]
        if token.low in words.harm.killed | words.harm.injured and j < i - 1:
            return None
        if token.low in (";", ".", "that", "said") or (
            clauses.segment[j] != segment
            and clauses.opener[clauses.segment[j]] == ""
            and segment - clauses.segment[j] > 2
        ):
            return None
        first = j
        number, last = _number(clauses, j)
        if number is None or token.date >= 0 or _measures(clauses, last):
            continue
        while first > 0 and _number(clauses, first - 1)[1] >= j:
            first -= 1
        number, last = _number(clauses, first)
        if clauses.low(last + 1) in ("of",) and clauses.low(last + 2) in ("those", "them", "the", "whom"):
            return None
        if number is not None:
            return _hedged(clauses, first, number, last)
    return None


def _number(clauses: Clauses, i: int) -> tuple[int | None, int]:
    """The whole number that begins at token i ("25", "5,500", "twenty five", "two hundred") and its last token."""
    if i < 0 or i >= len(clauses.tokens):
        return None, i
    values = grammar.load().numbers
    low = clauses.low(i)
    if low[0].isdigit():
        digits = low.replace(",", "")
        if not digits.isdigit() or len(digits) > 9:
            return None, i
        scale = values.get(clauses.low(i + 1), 1)
        return (int(digits) * scale, i + 1) if scale >= 100 else (int(digits), i)
    if low not in values and "-" not in low:
        return None, i
    total, j = 0, i
    while j < min(len(clauses.tokens), i + 6):
        parts = clauses.low(j).split("-")
        if not all(part in values for part in parts):
            break
        for part in parts:
            value = values[part]
            total = max(total, 1) * value if value >= 100 else total + value
        j += 1
    return (total, j - 1) if j > i else (None, i)


def _measures(clauses: Clauses, last: int) -> bool:
    """Whether the number counts something else than people: per cent, money, years of age, hours, miles."""
    after = clauses.low(last + 1)
    units = grammar.load().harm.units
    return after in units or after.endswith("-year-old")


def _collective_follows(clauses: Clauses, j: int) -> bool:
    return any(
        w
        in (
            "dozen",
            "hundred",
            "thousand",
            "number",
            "total",
            "score",
            "handful",
            "group",
            "couple",
            "few",
            "lot",
            "family",
            "record",
        )
        for w in clauses.lows(j + 1, j + 4)
    )


def _hedged(clauses: Clauses, first: int, number: int, last: int) -> Figure:
    words = grammar.load().harm
    if clauses.low(last + 1) in ("to", "-", "–") or (
        clauses.low(first - 2) == "between" and clauses.low(last + 1) == "and"
    ):
        other, _ = _number(clauses, last + 2)
        if other is not None and other > number:
            return Figure(number, number, other)
    for phrases, figure in (
        (words.at_least, Figure(number, number, None)),
        (words.at_most, Figure(None, number, number)),
    ):
        for phrase in phrases:
            if clauses.lows(first - len(phrase), first) == phrase:
                return figure
    return Figure(number, number, number)
