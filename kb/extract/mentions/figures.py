"""How many were killed or injured: the counts that a stretch of a sentence states, as low, best and high."""

from dataclasses import dataclass

from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar
from kb.model import Figure

_BEHIND = 8
_AHEAD = 14


@dataclass(frozen=True, slots=True)
class Harm:
    """The killed and the injured that a stretch of a sentence counts."""

    killed: Figure | None
    injured: Figure | None


@dataclass(frozen=True, slots=True)
class _Number:
    """A number at tokens first..last."""

    first: int
    last: int
    value: int


def count_harm(clauses: Clauses, start: int, end: int) -> Harm:
    """The figures between two tokens. "Dozens" and other uncounted harm give None: no figure is made up."""
    words = grammar.load().harm
    return Harm(_count(clauses, words.killed, start, end), _count(clauses, words.injured, start, end))


def _count(clauses: Clauses, kind: frozenset[str], start: int, end: int) -> Figure | None:
    for i in range(start, end):
        if clauses.low(i) in kind and clauses.tokens[i].date < 0 and not _unreal(clauses, i):
            figure = _toll(clauses, i, end) or _behind(clauses, i, end)
            if figure is None and not _has_object(clauses, i):
                figure = _ahead(clauses, i, start) or _single(clauses, i)
            if figure:
                return figure
    return None


def _has_object(clauses: Clauses, i: int) -> bool:
    """Whether a verb of harm says behind it who was harmed ("killing dozens"): a number before it is another's."""
    words = grammar.load()
    low, after = clauses.low(i), clauses.low(i + 1)
    if low in words.harm.counted or i + 1 >= len(clauses.tokens) or not words.be.isdisjoint(clauses.lows(i - 3, i)):
        return False
    if low.endswith("ing"):
        return True
    loose = words.prepositions | words.openers | words.adverbs | words.auxiliaries | {"and", "or"}
    return after[:1].isalnum() and after not in loose and clauses.tokens[i + 1].date < 0


def _single(clauses: Clauses, i: int) -> Figure | None:
    """ "An off-duty policeman was killed": a subject with "a" and nothing between that could be another's."""
    words = grammar.load()
    for j in range(i - 1, max(-1, i - _AHEAD), -1):
        low = clauses.low(j)
        if clauses.segment[j] != clauses.segment[i] or low in words.prepositions or low in ("and", "or"):
            return None
        if low in ("a", "an"):
            return None if _crowd_follows(clauses, j) else Figure(1, 1, 1)
    return None


def _toll(clauses: Clauses, i: int, end: int) -> Figure | None:
    """ "the death toll rose to 340", "a toll of 12"."""
    if clauses.low(i) != "death" or clauses.low(i + 1) != "toll":
        return None
    for j in range(i + 2, min(end, i + 12)):
        number = _number(clauses, j)
        if number and clauses.low(j - 1) in grammar.load().harm.tolls and not _measures(clauses, number):
            return _hedged(clauses, number, clauses.low(j - 1))
    return None


def _unreal(clauses: Clauses, i: int) -> bool:
    words = grammar.load()
    before = clauses.lows(i - 4, i)
    return any(w in words.nobody or w in words.unreal or w in ("not", "no", "without", "if", "to") for w in before)


def _behind(clauses: Clauses, i: int, end: int) -> Figure | None:
    """ "killed at least 25 members", "killing 247 people", "wounded a policeman", "deaths of nine men"."""
    words = grammar.load()
    counted = clauses.low(i) in words.harm.counted
    if counted and clauses.low(i + 1) != "of":
        return None
    j = i + 2 if counted else i + 1
    while j < end and clauses.low(j) in words.harm.hedges:
        j += 1
    if clauses.low(j) in ("a", "an") and not counted:
        return None if _crowd_follows(clauses, j) else Figure(1, 1, 1)
    for k in range(j, min(end, j + _BEHIND)):
        token = clauses.tokens[k]
        if not token.word or token.low in words.prepositions | words.openers | {"and", "or"}:
            return _and_others(clauses, k) if k > j and token.low == "and" else None
        number = _number(clauses, k)
        if number and token.date < 0:
            return None if _measures(clauses, number) else _hedged(clauses, number, clauses.low(j - 1))
    return None


def _and_others(clauses: Clauses, i: int) -> Figure | None:
    """ "killed Stevens and three colleagues", "the mother and 10 others died": the one before "and" counts too."""
    number = _number(clauses, i + 1)
    before = clauses.tokens[i - 1]
    several = before.low.endswith("s") and not before.capital
    if clauses.low(i) != "and" or number is None or _measures(clauses, number) or several or not before.word:
        return None
    return Figure(number.value + 1, number.value + 1, number.value + 1)


def _ahead(clauses: Clauses, i: int, start: int) -> Figure | None:
    """ "25 people were killed", "12 militiamen were also wounded", "left 12 dead", "39 deaths"."""
    words = grammar.load()
    harm = words.harm.killed | words.harm.injured
    for j in range(i - 1, max(start - 1, i - 1 - _AHEAD), -1):
        token = clauses.tokens[j]
        if token.low in (";", ".", "that", "said", "who") or (token.low in harm and j < i - 1):
            return None
        number = _number_ending(clauses, j)
        if number is None or number.first < start or token.date >= 0:
            continue
        if _is_age(clauses, number) or _measures(clauses, number):
            continue
        if clauses.low(number.last + 1) == "of" and clauses.low(number.last + 2) in ("those", "them", "the", "whom"):
            return None
        joined = _joined(clauses, number, start)
        if joined is None and _one_more(clauses, number.last, i):
            joined = Figure(number.value + 1, number.value + 1, number.value + 1)
        return joined or _hedged(clauses, number, clauses.low(number.first - 1))
    return None


def _one_more(clauses: Clauses, first: int, last: int) -> bool:
    """ "three policemen and a soldier"."""
    between = clauses.lows(first, last)
    return any(between[k] == "and" and between[k + 1] in ("a", "an") for k in range(len(between) - 1))


def _joined(clauses: Clauses, number: _Number, start: int) -> Figure | None:
    """ "Stevens and three colleagues", "four soldiers and two policemen": the sum of what "and" joins."""
    if clauses.low(number.first - 1) != "and" or number.first - 2 < start:
        return None
    words = grammar.load()
    harm = words.harm.killed | words.harm.injured
    others = clauses.low(number.last + 1) in ("others", "other")
    if others or clauses.tokens[number.first - 2].capital:
        return _and_others(clauses, number.first - 1)
    for j in range(number.first - 2, max(start - 1, number.first - 7), -1):
        token = clauses.tokens[j]
        if not token.word or token.low in words.prepositions | words.auxiliaries | harm:
            return None
        other = _number_ending(clauses, j)
        if other and token.date < 0 and not _measures(clauses, other):
            return Figure(other.value + number.value, other.value + number.value, other.value + number.value)
    return None


def _number(clauses: Clauses, i: int) -> _Number | None:
    """The number that begins at token i: "25", "5,500", "1, 400", "twenty five", "two hundred"."""
    values = grammar.load().numbers
    low = clauses.low(i)
    if low[:1].isdigit():
        digits, last = low.replace(",", ""), i
        rest = clauses.low(i + 2)
        if clauses.low(i + 1) == "," and len(rest) == 3 and rest.isdigit() and len(digits) < 4:
            digits, last = digits + rest, i + 2
        if not digits.isdigit() or len(digits) > 8:
            return None
        scale = values.get(clauses.low(last + 1), 1)
        return _Number(i, last + 1, int(digits) * scale) if scale >= 100 else _Number(i, last, int(digits))
    total, j = 0, i
    while j < min(len(clauses.tokens), i + 6) and all(part in values for part in clauses.low(j).split("-")):
        for part in clauses.low(j).split("-"):
            total = max(total, 1) * values[part] if values[part] >= 100 else total + values[part]
        j += 1
    return _Number(i, j - 1, total) if j > i else None


def _number_ending(clauses: Clauses, j: int) -> _Number | None:
    """The longest number whose last token is j."""
    best = None
    for first in range(j, max(-1, j - 6), -1):
        number = _number(clauses, first)
        if number and number.last >= j:
            best = number
        elif number is None and clauses.low(first) != ",":
            break
    return best


def _is_age(clauses: Clauses, number: _Number) -> bool:
    """ "Ortiz, 35, was killed": a number alone between commas."""
    return clauses.low(number.first - 1) in (",", "aged") and clauses.low(number.last + 1) == ","


def _measures(clauses: Clauses, number: _Number) -> bool:
    """Whether the number counts something else than people: per cent, money, years of age, hours, miles."""
    after = clauses.low(number.last + 1)
    units = grammar.load().harm.units
    second = clauses.low(number.last + 2)
    aged = after.endswith("year-old") or (after == "-" and (second in units or second.startswith("year")))
    return aged or after in units or clauses.low(number.first - 1) in ("$", "€", "£", "no", "number")


def _crowd_follows(clauses: Clauses, j: int) -> bool:
    """ "a dozen people", "a group of villagers": more than one, and how many is not said."""
    return any(w in grammar.load().harm.crowds for w in clauses.lows(j + 1, j + 4))


def _hedged(clauses: Clauses, number: _Number, before: str) -> Figure:
    words, value = grammar.load().harm, number.value
    joint = clauses.low(number.last + 1)
    if joint in ("to", "-", "–") or (before == "between" and joint == "and"):
        other = _number(clauses, number.last + 2)
        if other and other.value > value:
            return Figure(value, value, other.value)
    for phrases, figure in ((words.at_least, Figure(value, value, None)), (words.at_most, Figure(None, value, value))):
        if any(clauses.lows(number.first - len(phrase), number.first) == phrase for phrase in phrases):
            return figure
    return Figure(value, value, value)
