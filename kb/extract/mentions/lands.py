"""Lands, towns and parts of them that a sentence names, known by name or told by the words around them."""

from collections.abc import Sequence
from functools import cache

from kb.extract.mentions.tokens import Clauses
from kb.lexicon import actors as names
from kb.lexicon import grammar

PHRASE = 5
_NAME = 3
_LANDS = ("state", "region", "u.s. state")
LANDS = (*_LANDS, "city")
_OWNING = ("'s", "'", "’")
_RANKED = ("prime", "foreign", "vice", "deputy", "interior", "defence", "defense", "finance", "justice")


def is_part(clauses: Clauses, i: int) -> bool:
    """Whether a word behind a name says which part of a land it is: "Enga province"."""
    where, low = grammar.load().where, clauses.low(i)
    if low not in parts() or not clauses.tokens[i].text.islower():
        return False
    # "The Gulf island of Qeshm" is Qeshm, "the Wayanad district of Kerala" is Wayanad, "Umo village of Biu" is Umo.
    begin = i - 1
    while begin > 0 and clauses.tokens[begin].capital:
        begin -= 1
    return clauses.low(i + 1) != "of" or low in where.quarters or clauses.low(begin) not in ("the", "a", "an")


def towns_of(
    text: str, clauses: Clauses, named: Sequence[tuple[int, int, str]], taken: set[int], struck: set[int]
) -> list[tuple[int, int, str]]:
    """Towns that nobody need know, told by the land behind them: "in Independence, Missouri", "in his Dover, Ohio,
    home", "on Elm Street, Millom, Cumbria"; or by what they are: "attacked Gamboru, a remote town"."""
    words, found = grammar.load(), []
    told = [i for i, low in enumerate(clauses.words) if low in words.where.towns and clauses.low(i + 1) != "'s"]
    told = [i for i in told if not before_noun(clauses, i)]
    for first in sorted({first for first, _, _ in named} | {_appositive(clauses, i) for i in told}):
        j = last = first - 2
        if last < 1 or clauses.low(first - 1) != ",":
            continue
        while j >= 0 and last - j < PHRASE and _names_town(clauses, j) and j not in taken:
            j -= 1
        led = clauses.low(clauses.introducing(j + 1)) in words.locative | {"of"} or j in struck
        led = led or (clauses.low(j) == "," and j - 1 in taken and clauses.low(j - 1) in words.where.facilities)
        if j >= 0 and j < last and led:
            found.append((j + 1, last, " ".join(text[clauses.tokens[j + 1].start : clauses.tokens[last].end].split())))
    return found


def _appositive(clauses: Clauses, i: int) -> int:
    """Where the phrase of a noun begins that says what was named before a comma: "Gamboru, a remote town"; or -1."""
    begin = clauses.begin(i)
    within = all(inside_name(clauses, j) for j in range(begin + 1, i))
    return begin if within and clauses.low(begin) in ("a", "an", "the") else -1


def regions_of(text: str, clauses: Clauses, taken: set[int]) -> list[tuple[int, int, str]]:
    """Parts of lands that nobody need know, told by their noun: "in Niger's Tillaberi region", "hit Enga province"."""
    words, found = grammar.load(), []
    for i in range(1, len(clauses.tokens)):
        j = i - 1
        if clauses.tokens[i].capital or not is_part(clauses, i) or is_nation(clauses.low(j)):
            continue
        while j >= 0 and i - j <= _NAME and _is_capital(clauses, j) and clauses.tokens[j].date < 0 and j not in taken:
            j -= 1
        before = clauses.low(j)
        if clauses.low(j - 1) in ("the", "'s") and clauses.tokens[j].text.islower() and before not in loose():
            before = "the"  # "in the wealthy Ikoyi district"
        if clauses.low(i) in words.where.bare and before == "the":
            continue
        led = before in words.locative | words.where.also | words.happens | words.harm.strikes | {"the", "'s", "of"}
        if j < i - 1 and led and not clauses.tokens[i - 1].text.isupper():
            last = i if clauses.low(i) in words.where.features else i - 1  # "the Sambisa forest"
            name = text[clauses.tokens[j + 1].start : clauses.tokens[last].end]
            found.append((j + 1, last, " ".join(name.split())))
    return found


def _is_capital(clauses: Clauses, i: int) -> bool:
    """Whether a word has a capital, or stands between two that have: "Adrar des Ifoghas"."""
    if clauses.tokens[i].capital:
        return True
    small = clauses.low(i) in names.load().words.particles and i > 0
    return small and clauses.tokens[i - 1].capital and clauses.tokens[i + 1].capital


def is_nation(low: str) -> bool:
    """Whether a word says of which nation or people something is: "an Iranian village", "a Catholic church"."""
    known, nouns = names.load().names.get(low, ()), names.load().nouns
    told = any(name.form in ("adjective", "people") and len(name.words) == 1 for name in known)
    return told or low.endswith("ish") or any(noun.kind == "people" for noun in nouns.get(low, ()))


def lands_of(clauses: Clauses, known: frozenset[int]) -> list[tuple[int, int, str]]:
    """States of which a part is named: "off the coast of Somalia", "off the Somali coast", "in a suburb of Lima"."""
    where, kinds, found = grammar.load().where, names.load().kinds, []
    land, words = where.land - where.bounds, clauses.words
    for i in range(2, len(words)):
        if words[i] in land and clauses.tokens[i - 1].capital:
            whose = (n for n in names.load().names.get(words[i - 1], ()) if len(n.words) == 1)
            state = next((n.name for n in whose if n.form == "adjective" and n.kind == "state"), "")
            found += [(i - 1, i, state)] if state and i - 1 not in known and not before_noun(clauses, i) else []
        aimed = words[i - 1] in where.directions and words[i - 2] == "of"  # "stretches of northern Turkey's coast"
        of = i - 1 - aimed
        if words[of] != "of" or words[of - 1] not in where.nouns | where.shares or i in known:
            continue
        for last in (i + 2, i + 1, i):
            name = " ".join(t.text for t in clauses.tokens[i : last + 1])
            if last < len(clauses.tokens) and kinds.get(name) == "state":
                found.append((i, last, name))
                break
    return found


def capitals_of(clauses: Clauses) -> list[tuple[int, int, str]]:
    """Capitals told by whose they are alone: "in the Greek capital", "in Greece's capital"."""
    seats, found = names.seats(), []
    for i in range(1, len(clauses.tokens)):
        behind = next((t for t in clauses.tokens[i + 1 : i + 3] if t.low not in (",", "of")), None)
        if clauses.low(i) != "capital" or (behind is not None and behind.capital):
            continue
        last = i - (clauses.low(i - 1) == "'s")
        whose = next((size for size in (2, 1) if " ".join(clauses.lows(last - size, last)) in seats), 0)
        if whose and (clauses.low(last - whose - 1) == "the" or last < i) and clauses.tokens[last - whose].capital:
            # Behind an owner's mark the capital alone, which the owner's name gives way to.
            found.append((i if last < i else i - whose, i, seats[" ".join(clauses.lows(last - whose, last))]))
    return found


def _names_town(clauses: Clauses, i: int) -> bool:
    """Whether a word can be one of the name of a town."""
    token = clauses.tokens[i]
    return (token.capital and token.date < 0) or (token.text == "." and clauses.low(i - 1) in ("st", "ft", "mt"))


def inside_name(clauses: Clauses, i: int, *, articles: bool = False) -> bool:
    """Whether a word can stand in the phrase of a name: no preposition, verb or mark, and no article unless said."""
    token = clauses.tokens[i]
    if token.text == "." and clauses.low(i - 1) in ("st", "ft", "mt"):
        return True
    if token.low in grammar.load().determiners:
        return articles
    return token.word and token.date < 0 and token.low not in loose()


@cache
def parts() -> frozenset[str]:
    """Words behind a name that say which part of a land it is, or which river or forest."""
    where = grammar.load().where
    return where.regions | where.features | where.bare


@cache
def loose() -> frozenset[str]:
    """Words that end the phrase of a name: no noun, and nothing that stands before one."""
    words = grammar.load()
    return words.prepositions | words.auxiliaries | words.openers | words.say | {"and", "or", "but"}


def before_noun(clauses: Clauses, last: int) -> bool:
    """Whether a name stands before a noun that it says more of: "the Nairobi bombing", "its Washington offices"."""
    after = clauses.tokens[last + 1] if last + 1 < len(clauses.tokens) else None
    if after is None or not after.word or after.capital or after.date >= 0 or after.low.endswith(("ed", "ly")):
        return False
    words = grammar.load()
    if after.low in words.where.directions and clauses.low(last + 2) == "of":
        return False  # "the Yarmouk mill south of Lima"
    free = loose() | words.where.hosts
    return after.low not in free and after.low not in words.adverbs and after.low not in words.determiners


def land_after(clauses: Clauses, i: int, *, any_name: bool) -> str:
    """The state or part of one that "of" at a token names: "of Haiti", "of the Philippines"; one that nobody need know
    when any name will do ("the emperor of Annam"); else ""."""
    first = i + 1 + (clauses.low(i + 1) == "the")
    if clauses.low(i) != "of" or first >= len(clauses.tokens) or not clauses.tokens[first].capital:
        return ""
    end = next((j for j in range(first, len(clauses.tokens)) if not clauses.tokens[j].capital), len(clauses.tokens))
    if clauses.low(end) in _OWNING:
        return ""  # "president of Alabama's medical association"
    for name in names.load().names.get(clauses.words[first], ()):
        if name.kind in _LANDS and name.form == "name" and name.words == clauses.lows(first, end):
            return name.name
    alone = any_name and first == i + 1 and end - first < _NAME
    return " ".join(token.text for token in clauses.tokens[first:end]) if alone else ""


def land_before(clauses: Clauses, last: int) -> str:
    """The state whose something is, by the words before it up to a token: "Spain's first", "the former Spanish"."""
    while last > 0 and _qualifies(clauses, last):
        last -= 1
    owned = last > 0 and clauses.low(last) in _OWNING
    end = last - owned
    if end < 0 or not clauses.tokens[end].capital:
        return ""
    for size in range(min(_NAME, end + 1), 0, -1):
        for name in names.load().names.get(clauses.words[end + 1 - size], ()):
            form = name.form in ("name", "capital") if owned else name.form == "adjective"
            if name.kind == "state" and form and name.words == clauses.lows(end + 1 - size, end + 1):
                return name.name
    return ""


def _qualifies(clauses: Clauses, i: int) -> bool:
    """Whether a word can stand between whose an office is and the office: "former", "Prime"."""
    token, words = clauses.tokens[i], grammar.load()
    plain = token.word and token.date < 0 and token.low not in loose() and token.low not in words.determiners
    return plain and (token.text.islower() or token.low in words.where.offices or token.low in _RANKED)
