"""People that a stretch of a sentence lists, counted: "Stevens and three colleagues", "his wife and two sons"."""

from collections.abc import Sequence
from functools import cache

from kb.extract.mentions.dashes import Token
from kb.extract.mentions.numbers import hedged, is_age, measures, number_at, past_age
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import actors as names
from kb.lexicon import grammar, triggers
from kb.model import Figure

_MOST = 8
_PHRASE = 9
_BEHIND_NAMES = (".", "jr", "jr.", "sr", "sr.")
_ARTICLES = ("the", "a", "an")
_PLACES = ("in", "on", "at", "aboard")
ONE = Figure(1, 1, 1)
IN_ALL = ("a", "total", "of")
_PLANS = frozenset("plan proposal bill measure amendment resolution legislation deal order contract lease deed".split())
_PRONOUNS = ("he", "she", "him", "himself", "herself")
_SECOND = ("second", "third", "other")
_GROUPS = ("pair", "couple", "trio", "threesome", "quartet", "foursome")  # of two, three, four
_PART = ("of", "a", "an", "critically", "seriously", "were", ",")  # "three men, one a father of five"
_SHARES = frozenset("quarter half majority minority fraction number handful few lot".split())
_PARTS = ("third", "fifth", "tenth")


def listed(clauses: Clauses, i: int, end: int) -> Figure | None:
    """How many people the list that begins at token i counts, up to token `end`; None when any of them are uncounted
    ("Stevens and dozens of others") or when nobody is listed."""
    found: list[Figure] = []
    i = _past_title(clauses, i, end)
    while i < end and len(found) < _MOST:
        if found and clauses.low(i).endswith("ing"):
            break  # "killing nine people and destroying hundreds of homes"
        item, after = _item(clauses, i, end)
        if found and item is None and _shares_article(clauses, i, after):
            item = ONE
        aged = past_age(clauses, after)
        if found and _acts(clauses, i, after):
            break
        if found and after < end and _opens_clause(clauses, aged + (aged > after and clauses.low(aged) == ","), end):
            break
        if item is None:
            return None if not found or (after > i and _crowd(clauses, i)) else total(found)
        found.append(item)
        if elsewhere := _elsewhere(clauses, after, end):
            return total([*found, elsewhere])
        after = _past_aside(clauses, _past_origin(clauses, aged if aged < end else after, end), end)
        after = min(past_age(clauses, after), end - 1) if after < end else after  # "her husband, Peter, 55, and"
        if _is_of_town(clauses, i, after):
            break
        joined = after + (clauses.low(after) == "," and clauses.low(after + 1) == "and")
        if clauses.low(joined) == "and" or (clauses.low(joined) == "," and _lists_on(clauses, joined + 1, end)):
            i = joined + 1
            continue
        break
    return total(found) if found else None


def _past_origin(clauses: Clauses, after: int, end: int) -> int:
    """Behind the town that one of a list comes from: "Ann Berg from Leeds and a nurse from Lima"."""
    j = after + 1
    if clauses.low(after) != "from":
        return after
    while j < end and clauses.tokens[j].capital:
        j += 1
    return j if after + 1 < j < end and clauses.low(j) in ("and", ",") else after


def _is_of_town(clauses: Clauses, i: int, after: int) -> bool:
    """Whether a comma stands behind the town of whom is told: "Omar Said of Leeds, Alabama"."""
    town = next((j for j in range(i, after) if clauses.low(j) == "of"), -1)
    named = i < town < after - 1 and clauses.tokens[town - 1].capital and clauses.tokens[town + 1].capital
    return named and clauses.low(after) == "," and clauses.tokens[min(after + 1, len(clauses.tokens) - 1)].capital


def _past_title(clauses: Clauses, i: int, end: int) -> int:
    """Behind the first of two titles of one person: "former captain and coach Omar Said", "the poet and editor Omar
    Said was"."""
    after = _phrase_end(clauses, i, end)
    known = grammar.load().determiners | grammar.load().possessive
    bare = clauses.low(i) not in known - {"the"} and clauses.low(after + 1) not in known and clauses.low(after) == "and"
    if not bare or after <= i or after + 1 >= end or clauses.tokens[after + 1].capital:
        return i
    stop = _phrase_end(clauses, after + 1, end)
    titled = clauses.tokens[after - 1].text.islower() and _singular(clauses.low(after - 1)) and stop > after + 2
    titled = titled and clauses.low(stop) != "were"
    return after + 1 if titled and clauses.tokens[stop - 1].capital and not number_at(clauses, i) else i


def _elsewhere(clauses: Clauses, after: int, end: int) -> Figure | None:
    """ "Killed 247 people in Kenya and 10 in Tanzania": those of a second place."""
    if clauses.low(after) not in _PLACES:
        return None
    for j in range(after + 1, min(end - 1, after + _PHRASE)):
        number = number_at(clauses, j + 1) if clauses.low(j) == "and" else None
        if number:
            there = clauses.low(number.last + 1) in _PLACES and not clauses.is_date(number.last + 2)
            return hedged(clauses, number) if there else None
        if not clauses.tokens[j].word or clauses.low(j) in _loose() - grammar.load().determiners:
            return None
    return None


def _past_aside(clauses: Clauses, after: int, end: int) -> int:
    """The token behind an aside that only names those counted: "three doctors, including Omar, two cooks", "a doctor,
    Ann Brandt, and a nurse", "Omar Sayed, the mayor, and two guards", "Omar Sayed, a commander, and two guards"."""
    if clauses.low(after) == "(":  # "14 civilians (four of them children) and two soldiers"
        close = next((j for j in range(after + 1, min(end, after + 2 * _PHRASE)) if clauses.low(j) == ")"), -1)
        return close + 1 if close > 0 else after
    if clauses.low(after) != "," or after + 1 >= end:
        return after
    if clauses.low(after + 1) in ("including", "among"):
        return next((j for j in range(after + 2, min(end, after + _PHRASE)) if clauses.low(j) == ","), after)
    if clauses.low(after + 1) == "of":
        return _past_home(clauses, after, end)
    aged = clauses.low(after - 2) == "," and clauses.low(after - 1).isdigit()
    if (aged or _is_name(clauses.tokens[after - 1])) and clauses.low(after + 1) in _ARTICLES:
        stop = _phrase_end(clauses, after + 1, end)
        if aged and clauses.low(stop) == "and" and stop + 1 < end and clauses.tokens[stop + 1].text.islower():
            return stop + (clauses.low(stop + 1) not in grammar.load().determiners)  # "Ann Berg, 51, a wife and mother"
        if aged:
            return stop
        goes_on = stop + 1 < end and (clauses.low(stop + 1) == "and" or clauses.tokens[stop + 1].capital)
        return stop + (clauses.low(stop + 1) == "and") if clauses.low(stop) == "," and goes_on else after
    j = after + 1
    while j < min(end, after + _PHRASE) and clauses.tokens[j].capital and clauses.tokens[j].date < 0:
        j += 1
    described = clauses.tokens[after - 1].text.islower() and j > after + 1
    return j if described and (j >= end or clauses.low(j) in (",", ".", ";") or clauses.low(j) in _PLACES) else after


def _shares_article(clauses: Clauses, i: int, after: int) -> bool:
    """Whether the article of the one before is that of one more: "a father and son", "a guard and bank clerk were"; not
    "a writer and singer was"."""
    plain = after > i and all(token.text.islower() for token in clauses.tokens[i:after])
    one = clauses.low(after) in ("was", "has", "is", "who")
    several = (after == i + 1 and not one) or "were" in clauses.lows(after, after + 4)
    return plain and several and _singular(clauses.low(after - 1))


def _past_home(clauses: Clauses, after: int, end: int) -> int:
    """The comma behind where somebody is from: "Ann Berg, 51, of Leeds, and Omar Said", "of Leeds, Alabama, and"."""
    j = after + 2
    while j < end and clauses.tokens[j].capital:
        j += 1
    if clauses.low(j) != "," or j == after + 2:
        return after
    state = j + 1
    while state < end and clauses.tokens[state].capital:
        state += 1
    told = state > j + 1 and clauses.low(state) == "," and not clauses.low(state + 1).isdigit()
    return state if told else j


def _opens_clause(clauses: Clauses, after: int, end: int) -> bool:
    """Whether a verb stands behind the phrase of a member, which then heads a clause of its own: "killed two clerks and
    three cooks were hurt"."""
    words = grammar.load()
    harm = words.harm.injured | words.harm.killed | words.harm.suffered
    if clauses.low(after) in words.auxiliaries | harm:
        return True
    if clauses.low(after) in _PLACES and clauses.low(_phrase_end(clauses, after + 1, end)) in words.auxiliaries:
        return True  # "killed three and two in the group were arrested"
    j = after
    while (j < after + _PHRASE and clauses.is_date(j)) or (clauses.low(j) in _PLACES and clauses.is_date(j + 1)):
        j += 1
    return j > after and clauses.low(j) in harm  # "killed nine people and a raid on Monday killed five"


def _acts(clauses: Clauses, i: int, after: int) -> bool:
    """Whether a verb with its object stands in or behind the phrase of a member, who so is none of those harmed:
    "killed six soldiers, and the army shelled their base"."""
    whose, past = grammar.load().determiners | grammar.load().possessive, triggers.load().is_past
    return any(past(clauses.low(j)) and clauses.low(j + 1) in whose for j in range(i + 1, after + 1))


def total(figures: Sequence[Figure]) -> Figure:
    """The sum of what "and" joins; one part without a bound leaves the whole without it."""
    lows, highs = [f.low for f in figures], [f.high for f in figures]
    low = None if None in lows else sum(n for n in lows if n is not None)
    high = None if None in highs else sum(n for n in highs if n is not None)
    return Figure(low, sum(f.best or 0 for f in figures), high)


def _lists_on(clauses: Clauses, i: int, end: int) -> bool:
    """Whether behind a comma the list goes on, and does not tell more of the one before ("12 people, two of them")."""
    number = number_at(clauses, i)
    part = number is not None and clauses.low(number.last + 1) in _PART
    item, after = _item(clauses, i, end)
    return item is not None and not part and clauses.low(after) in ("and", ",") and clauses.low(i) != "the"


def _item(clauses: Clauses, i: int, end: int) -> tuple[Figure | None, int]:
    """One member of a list, counted, and the token behind its phrase."""
    words = grammar.load()
    i += clauses.low(i) == "then"
    start = i
    # "A further 12 people", "an estimated 400,000 people".
    told = clauses.low(i) in ("a", "an") and clauses.low(i + 1).isalpha() and not number_at(clauses, i + 1)
    several = number_at(clauses, i + 2) if told and clauses.low(i + 1) not in words.harm.persons else None
    i += 2 if several is not None and several.value > 1 else 0
    i += 3 * (clauses.lows(i, i + 3) == IN_ALL)
    while i < end and clauses.low(i) in words.harm.hedges | {"all", "also", "only", "other", "further", "the"}:
        i += 1
    i += clauses.low(i) in words.possessive and number_at(clauses, i + 1) is not None
    number = number_at(clauses, i) if i < end else None
    if number and clauses.tokens[i].date < 0 and not is_age(clauses, number):
        if not measures(clauses, number):
            ranged = hedged(clauses, number)
            last = number.last + 2 if ranged.high not in (None, number.value) else number.last
            return ranged, _phrase_end(clauses, last + 1, end)
        if "year" not in clauses.low(number.last + 1) + clauses.low(number.last + 2):
            return None, i
    i = start
    stop = _phrase_end(clauses, i, end)
    if clauses.low(i) in _PRONOUNS or (clauses.low(i) == "her" and stop == i + 1):
        return ONE, i + 1
    if clauses.low(i) == "the" and clauses.low(i + 1) in _SECOND and stop == i + 2:
        return ONE, stop
    if clauses.low(i) in ("a", "the") and clauses.low(i + 1) in _GROUPS and clauses.low(i + 2) == "of":
        size = 2 + _GROUPS.index(clauses.low(i + 1)) // 2
        return Figure(size, size, size), _phrase_end(clauses, i + 3, end)
    alike = clauses.low(i + 1) in words.determiners or clauses.low(stop + 1) not in words.determiners
    if clauses.low(i) == "both" and alike and clauses.low(stop) == "and" and i + 1 < stop:
        i += 1  # "both Omar and Said", "both the pilot and the cook"; not "both men and a boy"
    elif clauses.low(i) == "both" or (clauses.low(stop - 1) == "couple" and stop - i < 4):
        return Figure(2, 2, 2), stop
    if stop == i or _crowd(clauses, i):
        return None, stop
    return (ONE if _one_person(clauses, i, stop) else None), stop


def _one_person(clauses: Clauses, i: int, stop: int) -> bool:
    """Whether the phrase is one person: with "a", by a noun for one person, or by a name and surname."""
    words = grammar.load()
    while stop - 1 > i and clauses.low(stop - 1) in _BEHIND_NAMES:
        stop -= 1
    if clauses.low(stop - 1) + "s" in words.harm.animals or clauses.low(stop - 1) in words.texts | _PLANS:
        return False  # "a goat", "executed a search warrant", "killed a bill"
    if clauses.low(i) in ("a", "an", "another"):
        if clauses.low(i + 1) in _SHARES or (clauses.low(i + 1) in _PARTS and clauses.low(i + 2) == "of"):
            return False  # "a third of the population", but "killed two guards and wounded a third"
        return not clauses.tokens[stop - 1].capital or stop - i > 1
    if "of" in clauses.lows(i, stop):  # "the leader of the group"
        stop = next(j for j in range(i, stop) if clauses.low(j) == "of")
        if stop == i:
            return False
    if _singular(clauses.low(stop - 1)):
        told = clauses.low(i) in words.determiners or clauses.low(i - 1) == "whose"
        return told or clauses.tokens[i].capital or "'s" in clauses.lows(i, stop)
    last = stop - 1
    while last > i and (clauses.tokens[last].capital or clauses.low(last) == "."):
        last -= 1
    told = clauses.low(i) in words.determiners or all(t.text.islower() for t in clauses.tokens[i : last + 1])
    if told and last < stop - 1 and _singular(clauses.low(last)):
        return True  # "his brother Ciriaco", "journalist Omar Sayed"
    capitals = [t for t in clauses.tokens[i:stop] if t.capital]
    i += _titled(clauses, i, stop)
    plural = clauses.low(stop - 1).endswith("s") and clauses.low(stop - 1) in names.load().names
    return len(capitals) > 1 and _is_name(clauses.tokens[stop - 1]) and clauses.tokens[i].capital and not plural


def _titled(clauses: Clauses, i: int, stop: int) -> int:
    """How many plain words stand before a title and a name: "state Trooper Omar Said", "federal Judge Ann Lee"."""
    first = next((j for j in range(i, stop) if clauses.tokens[j].capital), i)
    titles = names.load().titles
    told = ((j, words) for j in range(first, stop - 1) for words, _ in titles.get(clauses.low(j), ()))
    return first - i if any(clauses.lows(j, j + len(words)) == words for j, words in told) else 0


def _is_name(token: Token) -> bool:
    """Whether a word begins with a capital, or so behind an article of Arabic: "al-Amiri"."""
    return token.capital or token.text.partition("-")[2][:1].isupper()


def _singular(word: str) -> bool:
    """Whether the word is a noun for one person ("policeman", "mother", "ambassador", "58-year-old")."""
    lexicon = names.load()
    nouns = lexicon.nouns.get(word, ())
    single = any(len(noun.words) == 1 and noun.singular for noun in nouns)
    title = any(len(words) == 1 for words, _ in lexicon.titles.get(word, ()))
    return single or title or word in grammar.load().harm.persons or word.endswith("year-old")


def _crowd(clauses: Clauses, i: int) -> bool:
    """ "Dozens of people", "a group of villagers": more than one, and how many is not said."""
    if number_at(clauses, i) and clauses.low(i) not in ("one", "a"):
        return False
    crowds = grammar.load().harm.crowds
    if clauses.lows(i, i + 2) == ("the", "number"):
        return False
    known = number_at(clauses, i) is not None and clauses.low(i) == "a"
    near = range(i, min(i + 4, len(clauses.tokens)))
    return not known and any(clauses.low(j) in crowds and clauses.low(j + 1) != "'s" for j in near)


def _phrase_end(clauses: Clauses, i: int, end: int) -> int:
    """The token at which the noun phrase ends that begins at token i."""
    loose = _loose()
    j = i
    while j < end and j - i < _PHRASE:
        token = clauses.tokens[j]
        hyphen = token.text == "-" and token.end == clauses.tokens[min(j + 1, end - 1)].start
        if token.date >= 0 or token.low in loose:
            break
        if (
            not token.word
            and token.low != "'s"
            and not hyphen
            and not (token.text == "." and 0 < j < len(clauses.tokens) - 1 and clauses.tokens[j - 1].capital)
        ):
            break
        if token.low == "of" and j > i and clauses.low(j + 1) in ("them", "whom"):
            break
        j += 1
    return j


@cache
def _loose() -> frozenset[str]:
    """Words that end the phrase of a victim."""
    words = grammar.load()
    ends = (words.prepositions - {"of"}) | (words.auxiliaries - {"'s"}) | words.openers | {"and", "or"}
    return ends | words.harm.injured | words.harm.killed | words.harm.suffered
