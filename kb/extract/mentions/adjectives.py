"""Participles that only say what a noun behind them is like, or in what state somebody was: "the accused man", "the
beaten and robbed farmer", "was found abandoned"."""

from kb.extract.mentions.numbers import is_number
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers

_OWNED = ("'s", "'")
_ROLE = 3  # tokens
_CLAD = frozenset(("armed", "dressed", "clad", "disguised", "equipped", "masked"))
_STATIVE = frozenset(
    """involved located related linked tied associated affiliated dedicated devoted loaded filled packed covered
    surrounded headed led owned known described bound aimed entitled""".split()
)
_MOORED = frozenset(("anchored", "berthed", "moored", "docked", "parked", "stationed"))
_WORTH = frozenset(("valued", "priced", "estimated", "appraised"))
# What is counted down to an end: "with three laps left".
_COUNTED_DOWN = frozenset(
    """second seconds minute minutes hour hours day days week weeks month months lap laps hole holes round rounds over
    overs ball balls mile miles game games match matches out outs""".split()
)
_CLASSING = frozenset("listed classified designated registered classed rated".split())
_HOLDING = frozenset(("had", "has", "have", "having", "was", "were", "is", "are"))
_HELD = 4  # tokens
_NAMED = frozenset("named called titled entitled nicknamed christened".split())
_ONE = frozenset(("a", "an", "another", "one", "two"))
_OPENING = ('"', "“", "``", "‘", "'")


def is_adjective(clauses: Clauses, back: int, last: int) -> bool:
    """Whether a participle that ends at a token, behind what stands at `back`, says more of a noun behind it."""
    words, before, follows = grammar.load(), clauses.low(back), clauses.low(last + 1)
    if not follows.replace("-", "").isalpha() or follows in words.determiners:
        return False
    if follows in words.prepositions or follows in words.auxiliaries:
        return False
    if back == last - 1 and triggers.load().is_past(before) and _names_somebody(clauses, last + 1):
        return True  # "arrested disgraced banker Omar Said"
    if back < last - 1 and is_number(before):  # "arrested 12 heavily armed Somali and Yemeni pirates"
        led = clauses.low(back - 1)
        return triggers.load().is_past(led) or led in words.be or led in words.prepositions - words.openers
    if before == "and" and triggers.load().is_past(clauses.low(back - 1)):
        opens = clauses.low(back - 2)
        return opens in words.definite or opens in _OWNED or opens in ("a", "an")
    hung = before in words.prepositions and before not in words.openers and before not in ("as", "than")
    named = before in words.determiners and before not in words.counts and before not in words.pointing
    ranked = before in ("most", "more", "least") and clauses.low(back - 1) in words.definite  # "the most publicized"
    # Not "he's sentenced".
    return hung or named or ranked or (before in _OWNED and clauses.low(back - 1) not in words.subjects)


def _names_somebody(clauses: Clauses, i: int) -> bool:
    """Whether one to three plain words stand before a name: "presidential hopeful Omar Said"."""
    words = grammar.load()
    for j in range(i, min(i + _ROLE + 1, len(clauses.tokens))):
        token = clauses.tokens[j]
        if token.capital:
            return j > i and token.date < 0
        loose = token.low in words.prepositions or token.low in words.auxiliaries or token.low in words.determiners
        if not token.text.isalpha() or loose or token.low in ("and", "or"):
            return False
    return False


def only_describes(clauses: Clauses, i: int) -> bool:
    """Whether a past form only says what the noun before it is like, and so takes no date."""
    return (
        is_clad(clauses, i)
        or clauses.lows(i, i + 2) == ("opposed", "to")
        or (clauses.lows(i - 1, i + 2) == (",", "identified", "as") and i > 1)
        or _tells_worth(clauses, i)
        or _is_remaining(clauses, i)
        or _tells_more_of_object(clauses, i)
        or _gives_name(clauses, i)
    )


def _tells_more_of_object(clauses: Clauses, i: int) -> bool:
    """Whether a participle says more of what a verb before it is done to, whose date stands behind both: "seized a
    truck loaded with arms on Monday"; not "sold a firm owned by Omar since 1990"."""
    words, known = grammar.load(), triggers.load()
    lies = clauses.low(i) in _MOORED and clauses.low(i + 1) in words.prepositions  # "a tanker anchored off Lima"
    if not (lies or clauses.low(i) in _STATIVE) or clauses.has_be(i) or not clauses.low(i - 1).isalpha():
        return False
    before = range(clauses.begin(i), i - 1)
    verb = any(known.is_past(clauses.low(j)) or clauses.low(j) in words.auxiliaries - {"'s"} for j in before)
    small = words.prepositions | words.determiners | words.subjects | words.have
    lasting = {"since", "until", "from"}.isdisjoint(clauses.lows(i + 1, i + 1 + 2 * _HELD))
    return verb and lasting and clauses.low(i - 1) not in small and "by" not in clauses.lows(before.start, i)


def _gives_name(clauses: Clauses, i: int) -> bool:
    """Whether a participle only says what somebody or something is called: "held a man named Omar Said", "launched a
    fashion line called Mantra"; not "a club named Omar its coach"."""
    words, end = grammar.load(), i + 1
    end += end < len(clauses.tokens) and clauses.low(end) in _OPENING
    begins = end
    while end < len(clauses.tokens) and clauses.tokens[end].capital and clauses.tokens[end].date < 0:
        end += 1
    if clauses.low(i) not in _NAMED or end == begins or clauses.has_be(i) or clauses.low(end) in words.determiners:
        return False
    article = next((j for j in range(i - 2, max(-1, i - 2 - _HELD), -1) if clauses.low(j) in _ONE), -1)
    if article < 0 or not all(token.text.islower() for token in clauses.tokens[article + 1 : i]):
        return False
    if not words.prepositions.isdisjoint(clauses.lows(article, i)):
        return False
    apart = [*range(clauses.begin(i), article), *range(end, len(clauses.tokens))]
    verbs = (j for j in apart if clauses.segment[j] == clauses.segment[i])
    told = any(triggers.load().is_past(clauses.low(j)) or clauses.low(j) in words.auxiliaries - {"'s"} for j in verbs)
    return told or clauses.low(i - 1) in words.harm.persons


def is_clad(clauses: Clauses, i: int) -> bool:
    """Whether a participle only says what somebody bears or wears, or where they are at home: "men armed with knives
    robbed a bank", "rebels based in Sudan fled"."""
    worn = clauses.low(i) in _CLAD and clauses.low(i + 1) in ("with", "in", "as", "like")
    based = clauses.low(i) in grammar.load().where.seated and clauses.low(i + 1) in ("in", "at", "near", "on")
    before = clauses.low(i - 1)
    return (worn or based) and not clauses.has_be(i) and before.isalpha() and before not in grammar.load().subjects


def _tells_worth(clauses: Clauses, i: int) -> bool:
    """Whether a participle only says what the noun before it is worth: "gems valued at $2 million"."""
    apart = clauses.prior[i] not in grammar.load().have and not clauses.has_be(i)
    return clauses.low(i) in _WORTH and clauses.low(i + 1) == "at" and apart and clauses.low(i - 1).isalpha()


def _is_remaining(clauses: Clauses, i: int) -> bool:
    """Whether "left" says what remains: "with nine minutes left", "had two jets left"; not "the man with two sons
    left", "with two men left dead", nor "those who had two jets left the base"."""
    words, after = grammar.load(), clauses.low(i + 1)
    if clauses.low(i) != "left" or not (after in words.prepositions or not after.isalpha() or clauses.is_date(i + 1)):
        return False
    unit = clauses.low(i - 1) in _COUNTED_DOWN or clauses.low(i - 1)[:1].isdigit()
    for j in range(i - 1, max(-1, i - 1 - _HELD), -1):
        low = clauses.low(j)
        if low in _HOLDING or (low == "with" and unit):
            counted = clauses.lows(j + 1, i)
            number = any(one in words.numbers or one in words.counts or one[:1].isdigit() for one in counted)
            return number or (unit and counted[:1] in (("a",), ("an",)))
        if not clauses.tokens[j].word or low in words.prepositions - {"than"}:
            return False
    return False


def tells_state(clauses: Clauses, i: int) -> bool:
    """ "Was found abandoned", "was left wounded": a participle that only says in what state something was."""
    finding = grammar.load().finding
    low = clauses.words[i]
    told = i > 0 and clauses.words[i - 1] in finding and low not in finding
    told = told or (clauses.low(i - 1) == "as" and clauses.low(i - 2) in _CLASSING)  # "was listed as threatened"
    told = told or (low == "disappeared" and clauses.low(i - 1) == "the")  # who were made to disappear
    told = told or (low == "left" and clauses.low(i + 1) in grammar.load().harm.body)  # "the same left ankle"
    told = told or (low == "shot" and clauses.low(i - 1) in grammar.load().shots)  # "her flu shot"
    return told and triggers.load().is_past(low)


def is_attribute(clauses: Clauses, i: int, last: int) -> bool:
    """Whether a word in -ing says more of a noun behind an article or a time: "a devastating flood", "this week's
    devastating flood"."""
    words, after = grammar.load(), clauses.tokens[last + 1] if last + 1 < len(clauses.tokens) else None
    led = clauses.low(i).endswith("ing") and clauses.low(i - 1) in ("a", "an", "'s")
    plain = after is not None and after.text.islower() and after.text.isalpha() and after.date < 0
    return led and plain and clauses.low(last + 1) not in words.prepositions | words.determiners
