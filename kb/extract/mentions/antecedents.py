"""Of whom a clause behind a phrase tells more: not always of the noun that heads it, nor of the name beside it."""

from collections.abc import Sequence

from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import BREAKS, JOINING, STEPS, Line, Reference, is_blamed
from kb.lexicon import actors as names
from kb.lexicon import grammar, triggers

_HOMES = frozenset("originally formerly born raised based listed headquartered living from of".split())
_REACH, _LETTER = 9, 16  # tokens
_INSIDE = ("in", "at", "during")
DASHES = ("--", "—", "–", "_")
_CLOSE = frozenset("friend friends lawyer lawyers attorney widow widower fiancee girlfriend boyfriend partner".split())
_FROM = ("from", "in", "of")
_TOLD = ("a", "an", "the", "who", "whose")
_OF = ("of", "involving")
_TITLED = 5  # tokens
_UNDERGONE = frozenset("arrested detained held kidnapped abducted captured freed released fired sacked ousted".split())
_BEARING = frozenset(("by", "before", "as", "like", "than", "in", "at", "from"))
_TYING = JOINING | {",", "who"}
_STRUCK = ("on", "of", "at", "against")
_AMONG = ("among", "them")
_SET = frozenset("dead on in last early late".split())
_WORKING, _NAME = frozenset(("of", "for", "with", "at", "from", "in")), 6  # tokens
_NAMING = ("nicknamed", "dubbed")


def person_of_home(line: Line, j: int) -> int:
    """The person of whom "of" or "from" and the name at a token only tell more, "Ann Brandt of Leeds, Ohio, who";
    else the token."""
    clauses, k = line.clauses, j
    while k > 0 and j - k < _REACH and (clauses.tokens[k].capital or clauses.low(k) in (",", "the")):
        k -= 1
    before = k - 1 - (clauses.low(k - 1) == ",")
    named = line.at.get(before) if clauses.low(k) in ("of", "from") else None
    if named is None or named.actor.kind != "person" or clauses.low(clauses.introducing(named.first)) == "by":
        return j
    return before


def before_aside(line: Line, comma: int) -> int:
    """The last token of a name before the commas between which a list says what it is: "Harlow, a maker of boots, hats
    and coats, sued"; -1 where none is."""
    clauses, inner = line.clauses, False
    for j in range(comma - 1, max(0, comma - 2 * _REACH), -1):
        low = clauses.low(j)
        if low == "," and clauses.tokens[j].date < 0:
            ref = line.at.get(j - 1)
            if ref is not None and ref.last == j - 1 and clauses.low(j + 1) in ("a", "an"):
                return j - 1 if inner else -1
        elif line.form(j) == "finite" or low in grammar.load().relative or (low == "and" and clauses.low(j - 1) == ","):
            return -1
        inner = inner or low in (",", "and")
    return -1


def before_blame(line: Line, comma: int) -> int:
    """The token before the commas between which stands what somebody is blamed for: "Omar Sayed, 23, accused of the
    murder of Ann Berg, was jailed"; -1 where none is."""
    near = range(comma - 1, max(0, comma - STEPS), -1)
    return next((j - 1 for j in near if line.clauses.low(j) == "," and is_blamed(line.clauses, j + 1)), -1)


def before_phrase(line: Line, comma: int) -> int:
    """The last token of a name before the commas between which a phrase tells where it says or does what follows: "the
    minister, in a letter published on Monday, asked"; -1 where none is."""
    clauses = line.clauses
    near = range(comma - 1, max(0, comma - _LETTER), -1)
    first = next((j for j in near if clauses.low(j) == "," and clauses.tokens[j].date < 0), -1)
    return first - 1 if first > 0 and clauses.low(first + 1) in _INSIDE and first - 1 in line.at else -1


def before_home(line: Line, comma: int) -> int:
    """The last token of a name before the commas between which it is told where somebody is from or based: "Ann Berg,
    born in Lima, but living in Oslo, died"; -1 where none is."""
    clauses = line.clauses
    for j in range(comma - 1, max(0, comma - 2 * _REACH), -1):
        low, after = clauses.low(j), clauses.low(j + 1)
        if low == "," and clauses.tokens[j].date < 0:
            ref = line.at.get(j - 1)
            if ref is not None and ref.last == j - 1 and clauses.tokens[ref.last].capital:
                return j - 1 if after in _HOMES else -1
            if after not in ("but", "now", "and", "then") and clauses.tokens[j - 1].text.islower():
                return -1
        elif (line.form(j) == "finite" and low not in _HOMES) or low in grammar.load().relative:
            return -1
    return -1


def past_aside(line: Line, j: int) -> int:
    """The last token of a name before the comma behind which it is told what it is, up to a token at which a dash ends
    that too: "Omar Said, a guard who robbed shops in the south | — nine of them — was jailed"; else the token."""
    clauses = line.clauses
    for k in range(j, max(0, j - 2 * _REACH), -1):
        if clauses.low(k) == "," and clauses.tokens[k].date < 0:
            ref = line.at.get(k - 1)
            return k - 1 if ref is not None and ref.last == k - 1 and clauses.low(k + 1) in _TOLD else j
    return j


def described(line: Line, noun: int) -> list[Reference]:
    """The person whom a noun between commas tells more of: "Ann Brandt, the champion turned actress who won"."""
    clauses, j = line.clauses, noun
    while j > 0 and noun - j < _REACH and clauses.low(j) != ",":
        low, ref = clauses.low(j), line.at.get(j)
        verb = line.form(j) == "finite" and low != "turned"
        if verb or low in grammar.load().prepositions or (ref is not None and ref.actor.kind != "state"):
            return []
        j -= 1
    if clauses.low(j) != "," or clauses.low(j + 1) not in ("a", "an", "the"):
        return []
    j -= 2 if clauses.low(j - 1).isdigit() and clauses.low(j - 2) == "," else 0
    named = line.at.get(j - 1)
    return [named] if named is not None and named.actor.kind == "person" and not line.owns(named) else []


def relative_of(line: Line, j: int) -> list[Reference]:
    """The person whose relative or friend heads a phrase that ends at a token, as a participle behind it tells of what
    befell that person: "the brother of a woman from Leeds found dead", "the widow of a guard killed on Monday"."""
    clauses, k = line.clauses, j
    if k not in line.at and clauses.tokens[k].capital:
        while k > 0 and clauses.tokens[k].capital and k not in line.at:
            k -= 1
        k -= clauses.low(k) in _FROM
    ref = line.at.get(k)
    if ref is None or ref.last != k or ref.actor.kind not in ("person", "collective"):
        return []
    of = clauses.introducing(ref.first)
    return [ref] if clauses.low(of) == "of" and is_close(clauses.low(of - 1)) else []


def tells_whose(line: Line, comma: int) -> bool:
    """Whether a name that ends before a comma only tells for whom somebody acts who is named behind it: "the spokesman
    for the army, Omar Said, resigned"."""
    clauses, ref = line.clauses, line.at.get(comma - 1)
    led = clauses.introducing(ref.first) if ref is not None else -1
    who = line.at.get(led - 1) if clauses.low(led) in ("for", "of", "to") else None
    named = comma + 1 < len(clauses.tokens) and clauses.tokens[comma + 1].capital
    return named and who is not None and who.actor.kind == "person" and clauses.tokens[who.last].text.islower()


def told_more_of(line: Line, verb: int) -> Reference | None:
    """The name that a participle behind its comma tells more of: "the arrest of Omar, indicted on Monday as a spy",
    with a date right behind it also "awaits news of Ann, hurt on Sunday", "met a clerk, Omar, freed on Monday"; not
    "was led before Judge Berg, charged with murder"."""
    clauses, words = line.clauses, grammar.load()
    named = [one for one in line.refs if one.last == verb - 2] if clauses.low(verb - 1) == "," else []
    if not named:
        return None
    ref = named[-1]  # Omar of "relatives of Omar"
    low, tried = clauses.low(verb), words.charging
    if (low in tried or low == "arrested") and clauses.low(clauses.introducing(ref.first)) in _OF:
        return ref
    befallen = (tried | _UNDERGONE | words.harm.killed | words.harm.wounding | words.harm.injured) - words.intransitive
    if ref.actor.kind not in ("person", "collective") or low not in befallen or not _dated(clauses, verb + 1):
        return None
    j = ref.first - 1
    while ref.first - j < _TITLED and (line.at.get(j) or (_is_plain(clauses, j) and not line.form(j))):
        j -= 1
    led = clauses.low(j) in words.prepositions - _BEARING
    return ref if led or (j > 0 and line.form(j) and not clauses.has_be(j + 1)) else None


def _dated(clauses: Clauses, j: int) -> bool:
    """Whether a date stands at a token or behind small words there: "on Monday", "dead last Monday"."""
    while clauses.low(j) in _SET and not clauses.is_date(j):
        j += 1
    return clauses.is_date(j)


def _is_plain(clauses: Clauses, j: int) -> bool:
    """Whether a token may be of the title before a name."""
    words, token = grammar.load(), clauses.tokens[j]
    small = words.prepositions | words.auxiliaries | words.openers | words.relative | words.say
    return j >= 0 and token.word and token.date < 0 and token.low not in small | {"and", "or"}


def charged_too(clauses: Clauses, of: int) -> int:
    """The verb of the first charge, "accused of having shot him and of having fled", by the second "of"; or -1."""
    if clauses.low(of) != "of" or clauses.low(of - 1) != "and":
        return -1
    back = range(of - 2, max(-1, of - 2 * _REACH), -1)
    verb = next((j + 1 for j in back if clauses.low(j) == "of" and clauses.low(j + 1).endswith("ing")), -1)
    return verb + (clauses.low(verb) == "having")


def is_close(low: str) -> bool:
    """Whether a noun tells somebody's relative, friend or lawyer."""
    return low in grammar.load().where.kin or low in _CLOSE


def resumed(line: Line, who: int, end: int) -> int:
    """The main verb behind a clause about its subject that no comma closes before a token, "a guard who was ill shot
    two men on Monday,"; -1 where there is none."""
    clauses = line.clauses
    if clauses.low(who) != "who" or clauses.low(who - 1) == ",":
        return -1
    verbs = [j for j in range(who + 1, end) if line.form(j) == "finite"]
    main = (j for j in verbs[1:] if clauses.low(clauses.before[line.start(j)]) not in _TYING)
    return next(main, -1)


def past_dashes(line: Line, joint: int) -> int:
    """The dash that opens an aside which another closes right before a token, else the token: "Omar came — with Ann —
    and fled"."""
    low = line.clauses.low
    if low(joint - 1) not in DASHES:
        return joint
    return next((j for j in range(joint - 2, max(0, joint - STEPS // 2), -1) if low(j) in DASHES), joint)


def is_undergoing(line: Line, ref: Reference, relative: int) -> bool:
    """Whether a clause with "that" tells of the attack or truce before a name, and not of whom that was on or with:
    "the raid on the base that killed nine", "a truce with the rebels that collapsed in May"."""
    words, low = grammar.load(), line.clauses.low
    at = line.clauses.introducing(ref.first)
    struck = low(at) in _STRUCK and low(at - 1) in names.load().words.strikes
    hurts = low(line.main(relative + 1)) in words.harm.killed | words.harm.injured | words.harm.left
    if struck and hurts and low(relative) in ("that", "which"):
        return True
    while low(at) == "and" and (other := line.at.get(at - 1)) is not None:
        at = line.clauses.introducing(other.first)
    return low(relative) == "that" and low(at) in ("with", "between") and low(at - 1) in words.mutual


def some_of(line: Line, comma: int) -> list[Reference]:
    """Those who are named as some of a subject, up to the comma before its verb: "nine countries, including Peru and
    Chile, signed"."""
    low = line.clauses.low
    if low(comma) != ",":
        return []
    near = (j for j in range(comma - 1, max(0, comma - STEPS), -1) if low(j) == ",")
    begin = next((j for j in near if low(j + 1) == "including" or line.clauses.lows(j + 1, j + 3) == _AMONG), comma)
    return [ref for ref in line.refs if begin < ref.first < comma and not line.owns(ref) and not line.modifies(ref)]


def left_open(line: Line, comma: int, found: Sequence[Reference]) -> Reference | None:
    """Who opens a clause before a comma behind which goes on who that is, where no second one closes it: "Ann Berg, the
    keeper of the mill was hurt", "Omar Said, a guard for Harlow was shot"; `found` is who stands between."""
    clauses, last = line.clauses, comma - 1
    near = (line.at[k] for k in range(max(0, last - _NAME), comma) if k in line.at)
    named = next((ref for ref in near if ref.last == last and clauses.tokens[ref.first].capital), None)
    if named is None or named.actor.kind != "person" or clauses.low(comma + 1) not in ("a", "an", "the"):
        return None
    opens = named.first == clauses.begin(named.first) or clauses.low(named.first - 1) == "that"
    inner = all(clauses.low(clauses.introducing(ref.first)) in _WORKING for ref in found)
    verb = next((j for j in range(comma + 2, len(clauses.tokens)) if line.form(j) == "finite"), comma)
    inner = inner and grammar.load().relative.isdisjoint(clauses.lows(comma, verb))
    return named if opens and inner and clauses.tokens[comma + 2].text.islower() else None


def named_before(line: Line, who: int) -> list[Reference]:
    """The person of whom "who" tells past what else he is, "Omar Said, formerly Dunlin's vice president, operations,
    who left"; nobody where a verb or another person stands between."""
    clauses = line.clauses
    near = range(who - 2, max(-1, who - 2 * _LETTER), -1) if clauses.lows(who - 1, who + 1) == (",", "who") else ()
    for j in near:
        ref = line.at.get(j)
        if ref is not None and ref.actor.kind == "person":
            owner = clauses.low(ref.last + 1) == "'s"
            return [ref] if clauses.low(ref.last + 1) == "," and ref.last < who - 2 and not owner else []
        if line.form(j) or clauses.low(j) in BREAKS or clauses.low(j) == "who":
            return []
    return []


def tells_of_name(line: Line, verb: int) -> bool:
    """Whether a past form behind a comma only tells more of a name before any verb: "Omar, nicknamed the Lion, fled",
    "parliament, recalled from its break, voted"."""
    clauses = line.clauses
    alone = not any(line.form(j) for j in range(clauses.begin(verb - 2), verb - 1))
    behind = clauses.low(verb + 1) in grammar.load().prepositions
    return clauses.low(verb) in _NAMING or (alone and behind and triggers.load().is_past(clauses.low(verb)))


def tied_to(line: Line, joint: int) -> int:
    """The "who" to whose verb "and" ties another of its clause, or -1: "a man who stole a car and shot a guard"."""
    clauses = line.clauses
    if joint <= 0 or clauses.low(joint) not in JOINING:
        return -1
    verb = next((j for j in range(joint - 1, clauses.begin(joint) - 1, -1) if line.form(j) == "finite"), -1)
    before = clauses.before[line.start(verb)] if verb > 0 else -1
    return before if clauses.low(before) == "who" else tied_to(line, before)
