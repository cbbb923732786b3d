"""Who is harmed, before the verb that says so: "25 people were killed", "his wife and two sons died"."""

from kb.extract.mentions.numbers import is_age, measures, number_at, number_ending, past_age
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import is_blamed
from kb.extract.mentions.victims import IN_ALL, ONE, listed
from kb.lexicon import actors, grammar, triggers
from kb.model import Figure

_BACK, _NEAR = 24, 4
_OVER = ("to", "of", "for", "over", "about")
DYING = ("die", "dies", "died")
_SWEEPING = frozenset("swept sent pushed threw carried dragged sending sweeping".split())
_SLIPPING = frozenset("slipped stumbled tripped slid tumbled leaned lost".split())
_PARTS = ("most", "some", "half", "many", "part")
_ASIDES = {",": ",", ")": "("}
_TELLING = ("aboard", "on", "in", "from", "who")
_BREAKS = ("and", "but", "that", "when", "while", "as")
_MARKS = (";", ":", "(", ")", "“", "”", '"', "--")


def subject(clauses: Clauses, i: int, start: int) -> Figure | None:
    """Who was harmed, before the verb: "25 people were killed", "his wife and two sons died", "72 others wounded"."""
    words = grammar.load()
    last = _head(clauses, i)
    if clauses.low(last + 1) == "who" or clauses.lows(last + 1, last + 3) == (",", "who"):
        # "In memory of their only son, who had died".
        near = next((j for j in range(last - 1, last - _NEAR, -1) if clauses.low(j) in words.determiners), last)
        if near < last and (figure := listed(clauses, near, last + 1)):
            return figure
    if last < start:
        return None
    begin = last
    far = last - _BACK
    while begin > max(start, far):
        bracket = _bracket(clauses, begin - 1)
        if bracket >= start:  # "14 civilians (four of them children) and two soldiers"
            begin, far = bracket, far - (begin - bracket)
        elif _bounds(clauses, begin - 1):
            break
        else:
            begin -= 1
    if begin > start and _verb(clauses, begin - 1):
        # "Killed two clerks and three cooks were hurt": what stands before "and" is the object of the verb there.
        begin = next((j + 1 for j in range(begin, last) if clauses.low(j) == "and"), begin)
    begin += clauses.low(begin) in (",", "and", "but")
    begin = _led(clauses, begin, last, whole=clauses.has_be(i) or clauses.low(i) in DYING)
    begin = _past_opening(clauses, begin, last)
    begin += 3 * (clauses.lows(begin, begin + 3) == IN_ALL)
    for s in range(begin, last + 1):
        if clauses.low(s) in _PARTS and clauses.low(s + 1) == "of":
            return None  # "most of the 40 hostages"
        inner = words.prepositions | words.determiners | {"and", "one"}
        if s > begin and (clauses.low(s - 1) in inner or clauses.low(s) in words.prepositions):
            continue  # "members of one family"
        number = number_at(clauses, s)
        if number and is_age(clauses, number):
            continue
        figure = listed(clauses, s, last + 1)
        if figure:
            return figure
        if clauses.low(s) in words.harm.crowds:
            return None
    if clauses.low(i) in DYING and (figure := _opening(clauses, begin)):
        return figure
    return _named(clauses, last, i) or (_opening(clauses, begin) if clauses.has_be(i) else None)


def _bracket(clauses: Clauses, close: int) -> int:
    """The token that opens the bracket that another closes, or -1."""
    if clauses.low(close) != ")":
        return -1
    return next((j for j in range(close - 1, max(-1, close - _BACK), -1) if clauses.low(j) == "("), -1)


def reached(clauses: Clauses, death: int) -> int:
    """The "to" of "to their deaths", "to his own death", by the token of the noun; -1 where it is none."""
    whose = death - 1 - (clauses.low(death - 1) == "own")
    return whose - 1 if clauses.low(whose) in ("their", "his", "her") and clauses.low(whose - 1) == "to" else -1


def swept(clauses: Clauses, to: int, start: int) -> Figure | None:
    """ "Fell to their deaths", "swept six climbers to their deaths", "slipped on ice and fell to his death": who fell,
    or who was swept."""
    fell, back = to - 1, max(start, to + 2 - _BACK)
    far = number_ending(clauses, fell - 1)
    if far and measures(clauses, far):
        fell = far.first - 1  # "fell 200 feet to her death"
    verb = next((j for j in range(fell, back - 1, -1) if clauses.low(j) in _SWEEPING), fell)
    if verb < fell and not clauses.has_be(verb):
        return listed(clauses, verb + 1, to)
    first = next((j for j in range(fell - 2, back - 1, -1) if clauses.low(j) in _SLIPPING), fell)
    return subject(clauses, first if clauses.low(clauses.before[fell]) == "and" else fell, start)


def _opening(clauses: Clauses, begin: int) -> Figure | None:
    """Those whom a number counts at the head of the sentence, of whom more is told before the verb: "three soldiers
    serving with the force (UNAMID) in Sudan were killed", "all four people aboard a plane that crashed are dead"."""
    words, head = grammar.load(), clauses.index_at(clauses.body)
    while clauses.low(head) in words.harm.hedges | {"all", "the"}:
        head += 1
    number = number_at(clauses, head)
    if number is None or measures(clauses, number) or clauses.is_date(head):
        return None
    more = range(number.last + 2, min(number.last + 4, begin))
    told = next((j for j in more if clauses.low(j).endswith("ing") or clauses.low(j) in _TELLING), -1)
    loose = words.auxiliaries | words.say | {"and", "but"}
    if told < 0 and triggers.load().is_past(clauses.low(number.last + 2)):
        told, loose = number.last + 2, loose | {"who", "that", "which", ","}  # "nine miners trapped since May were"
    if told < 0 or begin - told > _BACK or not loose.isdisjoint(clauses.lows(told, begin)):
        return None
    return listed(clauses, clauses.index_at(clauses.body), told)


def _past_opening(clauses: Clauses, begin: int, last: int) -> int:
    """Behind the phrases that prepositions open the clause with: "after a quiet Sunday, nine people were killed", "at
    the Berg school, in the south of the city, 21 children and four adults died"."""
    words = grammar.load()
    if words.prepositions.isdisjoint(clauses.lows(begin - 1, begin + 1)):
        return begin
    commas = [j for j in range(begin, last) if clauses.low(j) == ","]
    while len(commas) > 1 and clauses.low(commas[0] + 1) in words.prepositions:
        del commas[0]
    comma = commas[0] if commas else -1
    at = next((j for j in range(comma + 1, last) if clauses.low(j) not in words.harm.hedges - {"another"}), comma)
    ties = [j for j in range(comma, last) if clauses.low(j) == "and"] if comma > 0 else []
    counted = comma > 0 and number_at(clauses, at) and all(number_at(clauses, j + 1) for j in ties)
    return comma + 1 if counted else begin


def _led(clauses: Clauses, begin: int, last: int, *, whole: bool) -> int:
    """The token at which those begin who are counted behind a preposition, "a memorial to the 130 people killed", or
    where the verb has a `whole` subject, behind a comma: "as a result, over 130 people died"."""
    for j in range(begin + 1, last):
        there = j + 1 + (clauses.low(j + 1) == "the")
        free = clauses.low(j - 1) == "," or not (whole or number_ending(clauses, j - 1))
        if clauses.low(j) in _OVER and free and number_at(clauses, there) and clauses.tokens[there].date < 0:
            return there
    return begin


def _named(clauses: Clauses, last: int, verb: int) -> Figure | None:
    """ "Slepian was killed", "Hall died": one person by the last name alone, as "was" or dying tells."""
    name, known = clauses.tokens[last], actors.load()
    dies = clauses.low(verb) == "died"
    common = any(name.low in some for some in (known.names, known.nouns, known.titles))
    alone = name.capital and name.text.isalpha() and not common and (dies or name.low not in known.ordinary)
    return ONE if alone and (dies or "was" in clauses.lows(verb - 3, verb)) else None


def _head(clauses: Clauses, i: int) -> int:
    """The last token of the subject of a verb: before its auxiliaries, a verb joined to it, and what stands between
    commas."""
    words = grammar.load()
    last = i - 1
    while last >= 0:
        low = clauses.low(last)
        joined = low in ("and", "or") and (_verb(clauses, last - 1) or clauses.low(last - 1) in words.harm.injured)
        if joined and not number_ending(clauses, last - 1):
            last -= 2
        elif low in words.auxiliaries | words.adverbs | words.harm.reported or _is_adverb(low):
            last -= 1
        elif low in ("who", "each") or (low == "both" and not _is_whole(clauses, last)):
            last -= 1 + (clauses.low(last - 1) == ",")
        elif low == "to" and clauses.low(last - 1) in words.harm.reported:
            last -= 2  # "are now known to have died"
        elif clauses.lows(last - 1, last + 1) == ("so", "far"):
            last -= 2
        elif (dated := _past_date(clauses, last)) < last and clauses.low(dated) in words.auxiliaries:
            last = dated  # "were on Tuesday killed"
        else:
            break
    if clauses.low(last) in _ASIDES:
        opens = _ASIDES[clauses.low(last)]
        opening = next((j for j in range(last - 1, max(-1, last - _BACK), -1) if clauses.low(j) == opens), -1)
        last = opening - 1 if opening > 0 else last - 1
    return _before_who(clauses, last) if clauses.has_be(i) or clauses.low(i) in DYING else last


def _is_whole(clauses: Clauses, both: int) -> bool:
    """Whether "both" is all that is said of two: "police said both were dead", not "the guards both died"."""
    before, words = clauses.low(both - 1), grammar.load()
    opens = both == 0 or not clauses.tokens[both - 1].word or clauses.is_date(both - 1)
    return opens or before in words.openers | words.say | {"that", "and", "but"}


def _past_date(clauses: Clauses, last: int) -> int:
    """The token before a date that ends at a token, and before its preposition."""
    before = last
    while clauses.is_date(before):
        before -= 1
    return before - (before < last and clauses.low(before) == "on")


def _before_who(clauses: Clauses, last: int) -> int:
    """The token before "who" where a clause about the subject ends at a token: "three men who ate at the bar"; or
    before what it is blamed for: "a man accused of killing his wife and two children"."""
    words = grammar.load()
    blamed = next((j for j in range(clauses.begin(last), last) if is_blamed(clauses, j)), 0)
    if blamed and clauses.low(blamed - 1) not in words.auxiliaries:
        return blamed - 1
    for j in range(last, max(-1, last - _BACK), -1):
        if clauses.low(j) == "who" and j < last:
            return j - 1
        low = clauses.low(j)
        # "Who shot and killed two men", "who stabbed a girl and her cousin".
        twin = clauses.low(j + 1) in words.possessive or (_verb(clauses, j - 1) and _verb(clauses, j + 1))
        if low in _BREAKS and not (low == "and" and twin):
            break
        if not clauses.tokens[j].word and low != "-":
            break
        if low in triggers.load().guards.reporting:
            break
    return last


def _is_adverb(low: str) -> bool:
    return low.endswith("ly") and low not in grammar.load().not_adverbs


def _bounds(clauses: Clauses, j: int) -> bool:
    """Whether the subject of a later verb cannot reach back over the token: another verb, a mark, an opening word."""
    words = grammar.load()
    low = clauses.low(j)
    if clauses.tokens[j].capital and j and clauses.tokens[j - 1].capital:
        return False  # "Omar Said and two others"
    if clauses.low(j + 1) == "'s":
        return False  # "the chief of the state's squad"
    if past_age(clauses, j) > j or (j > 1 and past_age(clauses, j - 2) > j):
        return False  # "Ann Berg (51) and two others"
    if low in _MARKS or low in words.openers | words.auxiliaries - {"'s"} | words.say:
        return True
    reporting = triggers.load().guards.reporting
    titled = low == reporting.get(low) and clauses.low(j - 1) in words.determiners | {"and", ","}  # "a state trooper"
    titled = titled or clauses.low(j + 1) == "of"  # "the Nigerian state of Borno"
    return _verb(clauses, j) or (low in reporting and not titled)


def _verb(clauses: Clauses, j: int) -> bool:
    """Whether the token looks like a verb in the past: of harm, or in "-ed" or irregular and no article before it."""
    words = grammar.load().harm
    low, before = clauses.low(j), clauses.low(j - 1)
    if low in DYING:
        return True  # "nine died and 40 were injured"
    if not clauses.tokens[j].word or clauses.tokens[j].capital or before in grammar.load().determiners:
        return False
    harms = low in words.killed | words.injured | words.strikes
    told = triggers.may_tell(low) and low not in triggers.load().guards.reporting
    return harms or low in ("shot", "beaten") or told
