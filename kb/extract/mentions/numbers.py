"""Numbers as words and digits, and how sure a text is of them: "at least 25", "between 20 and 30", "two dozen"."""

from dataclasses import dataclass
from functools import cache

from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar
from kb.model import Figure

_LONGEST = 6
_AGE = 3  # digits
_SCALES = ("hundred", "thousand", "million", "billion", "trillion")
_PARENTS = frozenset("mother father parent parents mum mom dad grandmother grandfather great-grandmother".split())
# Behind these "about" says what of: "a report about 40 protesters".
_TOPICAL = frozenset(
    """report reports talk talks story stories news information concern concerns question questions letter letters
    article articles film book statement statements claim claims fears row dispute debate complaint complaints worries
    knew know knows heard wrote spoke asked complained""".split()
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens first..last."""

    first: int
    last: int
    value: int


def is_number(low: str) -> bool:
    """Whether a word is a number, in letters or in digits alone."""
    return low in grammar.load().numbers or low.isdigit()


def number_at(clauses: Clauses, i: int) -> Number | None:
    """The number that begins at token i: "25", "5,500", "1, 400", "twenty five", "two hundred", "a dozen"."""
    values = grammar.load().numbers
    low = clauses.low(i)
    if low[:1].isdigit():
        return _digits(clauses, i)
    if low in ("a", "an", "half", "half-dozen") and (rest := _scaled(clauses, i)):
        return rest
    total, j = 0, i
    while j < min(len(clauses.tokens), i + _LONGEST) and all(part in values for part in clauses.low(j).split("-")):
        for part in clauses.low(j).split("-"):
            total = max(total, 1) * values[part] if values[part] >= 100 or part == "dozen" else total + values[part]
        j += 1
    return Number(i, j - 1, total) if j > i and (total >= 100 or clauses.low(j - 1) != "dozen" or j > i + 1) else None


def _digits(clauses: Clauses, i: int) -> Number | None:
    digits, last = clauses.low(i).replace(",", ""), i
    rest = clauses.low(i + 2)
    if clauses.low(i + 1) == "," and len(rest) == 3 and rest.isdigit() and len(digits) < 4:
        digits, last = digits + rest, i + 2
    if not digits.isdecimal() or len(digits) > 8:
        return None
    scale = grammar.load().numbers.get(clauses.low(last + 1), 1)
    return Number(i, last + 1, int(digits) * scale) if scale >= 100 else Number(i, last, int(digits))


def _scaled(clauses: Clauses, i: int) -> Number | None:
    """ "A dozen", "half a dozen", "a half-dozen", "a hundred"; not "a dozen or so"."""
    values = grammar.load().numbers
    article = clauses.low(i) in ("a", "an")
    if clauses.low(i + article) == "half-dozen":
        return Number(i, i + article, values["dozen"] // 2)
    if clauses.lows(i + article, i + article + 3) == ("half", "-", "dozen"):
        return Number(i, i + article + 2, values["dozen"] // 2)
    half = clauses.low(i) == "half"
    j = i + 1 + (half and clauses.low(i + 1) in ("a", "an"))
    value = values.get(clauses.low(j), 0) if clauses.low(j) in ("dozen", "hundred", "thousand", "million") else 0
    return Number(i, j, value // 2 if half else value) if value else None


def number_ending(clauses: Clauses, j: int) -> Number | None:
    """The longest number whose last token is j."""
    best = None
    for first in range(j, max(-1, j - _LONGEST), -1):
        number = number_at(clauses, first)
        if number and number.last >= j:
            best = number
        elif number is None and clauses.low(first) not in (",", "a"):
            break
    return best


def is_age(clauses: Clauses, number: Number) -> bool:
    """ "Ortiz, 35, was killed", "a girl aged nine": a number alone between commas, or that a person is of."""
    before = clauses.low(number.first - 1)
    return (before == "," and clauses.low(number.last + 1) == ",") or before in ("age", "aged")


def past_age(clauses: Clauses, i: int) -> int:
    """The token behind the age of somebody told before token i: "Ann Berg, 51, and Omar Said, 12" (where its comma
    stands), "Ann Berg (51)"; i itself where none stands there."""
    age, closes = clauses.low(i + 1), {",": ",", "(": ")"}.get(clauses.low(i), "")
    told = i > 0 and age.isdigit() and len(age) <= _AGE and closes != "" and clauses.tokens[i + 1].date < 0
    if not told or clauses.low(i + 2) not in (closes, "and") or not clauses.low(i - 1).isalpha():
        return i
    return i + 2 + (clauses.low(i + 2) == ")")


def is_of_parent(clauses: Clauses, number: Number) -> bool:
    """ "A mother of two", "a grandfather of 6": how many children somebody has, and no count of those harmed."""
    return clauses.low(number.first - 1) == "of" and clauses.low(number.first - 2) in _PARENTS


def measures(clauses: Clauses, number: Number) -> bool:
    """Whether the number counts something else than those told of: per cent, money, years of age, hours, miles,
    animals, somebody's children."""
    after = clauses.low(number.last + 1)
    units, animals = grammar.load().harm.units, grammar.load().harm.animals
    second = clauses.low(number.last + 2)
    aged = "year-old" in after or (after == "-" and (second in units or second.startswith("year")))
    beasts = after in animals or second in animals  # "40 dairy cows"
    first = number.first
    while clauses.low(first) in _SCALES and is_number(clauses.low(first - 1).replace(".", "")):
        first -= 1  # "$12 million"
    counts = aged or beasts or after in units or clauses.low(first - 1) in ("$", "€", "£", "no")
    return counts or is_of_parent(clauses, number)


def is_hedge(clauses: Clauses, i: int) -> bool:
    """Whether a word is one of those that only hedge the number behind them: "about 40", "at least 40", "between 30 and
    40". A preposition otherwise, it is none there."""
    if clauses.low(i) not in _hedging():
        return False
    if clauses.low(i) == "between":
        low = number_at(clauses, i + 1)
        return low is not None and clauses.low(low.last + 1) == "and" and bool(number_at(clauses, low.last + 2))
    if clauses.low(i) == "about" and clauses.low(i - 1) in _TOPICAL:
        return False
    return any(
        clauses.lows(start, start + len(phrase)) == phrase and number_at(clauses, start + len(phrase))
        for phrase in _hedging()[clauses.low(i)]
        for start in range(max(0, i - len(phrase) + 1), i + 1)
    )


@cache
def _hedging() -> dict[str, list[tuple[str, ...]]]:
    """The phrases that hedge a number, by each of their words."""
    words = grammar.load().harm
    found: dict[str, list[tuple[str, ...]]] = {"between": []}
    for phrase in (*words.at_least, *words.at_most, *words.about):
        for word in phrase:
            found.setdefault(word, []).append(phrase)
    return found


def hedged(clauses: Clauses, number: Number) -> Figure:
    """The number as low, best and high, with the words that hedge it."""
    words, value = grammar.load().harm, number.value
    joint, before = clauses.low(number.last + 1), clauses.low(number.first - 1)
    if joint in ("to", "-", "–") or (before == "between" and joint == "and"):
        other = number_at(clauses, number.last + 2)
        if other and other.value > value:
            return Figure(value, value, other.value)
    for phrases, figure in ((words.at_least, Figure(value, value, None)), (words.at_most, Figure(None, value, value))):
        if any(clauses.lows(number.first - len(phrase), number.first) == phrase for phrase in phrases):
            return figure
    return Figure(value, value, value)
