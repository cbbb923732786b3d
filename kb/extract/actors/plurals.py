"""Whom "they", "the pair", "both" and "the three countries" mean: those whom the sentences before name in one list, or
count."""

from collections.abc import Sequence
from itertools import pairwise

from kb.extract.actors.scan import ORGANISED, Chunk, Identity, Scan
from kb.lexicon import grammar

_TWO = ("two", "2")
_BACK = 3  # sentences
_TOLD = ("the", "all", "these", "those")
_ADJECTIVES = 2
_STATES = ("state",)
_SIDES = ("state", "organisation", "company", "armed group", "collective")
_MOST = 12
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4}
_MORE = {"trio": 3, "threesome": 3, "quartet": 4, "foursome": 4}
_OPENING = ("and", "but", "that", "when", "as", "after", "before", ",")
_REACH = 2  # sentences
_COUPLE = ("couple", "pair", "duo")  # who need not be tied: "Ann Berg met Paul Kerr in 2012. The pair married"
_FORCES = ("police", "authorities", "officials", "prosecutors")  # whose work it is


def several(scan: Scan, sentence: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> list[Identity]:
    """The persons whom the sentence before joins by "and", when it names nobody else: "Ann Lee and Omar Sayed fled.
    They …"."""
    if any(number == sentence for number, _, _ in recent):
        return []
    people = [(chunk, who) for number, chunk, who in recent if number == sentence - 1 and chunk.sort != "pronoun"]
    people = [(chunk, who) for chunk, who in people if who[0] not in ("known", "place", "organisation")]
    if len(people) < 2 or any(who[0] != "person" or chunk.sort != "person" for chunk, who in people):
        return []
    return [who for _, who in people] if _tied(scan, people) else []


def _tied(scan: Scan, people: Sequence[tuple[Chunk, Identity]]) -> bool:
    """Whether "and" makes one list of names, over ages and kin: "Omar Sayed, 34, and his wife Ann Lee"."""
    words = scan.lexicon.words
    ties = [scan.keys(one.last, other.first) for (one, _), (other, _) in pairwise(people)]
    own = words.possessive | words.kinsfolk | {",", "and"}
    return "and" in ties[-1] and all(all(k in own or k.isdigit() for k in tie) for tie in ties)


def _is_verb(scan: Scan, i: int) -> bool:
    """Whether a token can be the verb of who stands before it."""
    low = scan.key(i)
    return low in grammar.load().auxiliaries or low in scan.lexicon.words.irregular or low.endswith("ed")


def is_pair(scan: Scan, i: int) -> bool:
    """Whether "the two", "the pair" or "both" are the subject of a verb, and no "both sides" or "the pair of shoes"."""
    before = scan.key(i - 1)
    opens = scan.tokens[i].first or not scan.same(i - 1, i) or before == "and"
    return scan.same(i, i + 1) and _is_verb(scan, i + 1) and (opens if scan.key(i) == "both" else before == "the")


def pair(scan: Scan, i: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> list[Identity]:
    """The two whom the sentences before name together or count, for "both" this sentence too: "Ann Lee and Omar Sayed",
    "two men"."""
    for back in range(scan.key(i) != "both", _BACK + 1):
        here = [(chunk, who) for number, chunk, who in recent if number == scan.tokens[i].sentence - back]
        people = [(chunk, who) for chunk, who in here if chunk.sort == "person"]
        wed = scan.key(i) in _COUPLE and len({who for _, who in here if who[0] == "person"}) == 2
        if len(people) == 2 and people[0][1] != people[1][1] and (wed or _tied(scan, people)):
            return [who for _, who in people]
        counted = {who: None for chunk, who in here if chunk.sort == "collective" and chunk.article in _TWO}
        if counted:
            return list(counted) if len(counted) == 1 else []
    return []


def some_of(scan: Scan, i: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> list[Identity]:
    """Those counted before in a sentence of whom it goes on to tell what one or some did: "two officers were arrested
    and one was charged"; nobody where it may be one of others, "gunmen shot two men and one was held"."""
    words, number = scan.lexicon.words, _value(scan.key(i))
    opens = scan.key(i - 1) in _OPENING and scan.same(i - 1, i + 1)
    if not (opens and _is_verb(scan, i + 1) and 0 < number <= _MOST):
        return []
    here = [(chunk, who) for at, chunk, who in recent if at == scan.tokens[i].sentence and chunk.sort == "collective"]
    many = {who: chunk for chunk, who in here if chunk.keys[0] not in _FORCES}
    counted = all(_value(chunk.article) > number or chunk.article in words.counted for chunk in many.values())
    return list(many) if len(many) == 1 and counted else []


def _how_many(scan: Scan, i: int) -> tuple[int, int]:
    """The first token of "the three", "all four" or "the trio" where they are the subject of a verb, and how many they
    are; (-1, 0) where they are not."""
    number = _MORE.get(scan.key(i), 0) or grammar.load().numbers.get(scan.key(i), 0)
    begin = i - 1
    led = scan.key(begin) in ("the", "all") and scan.same(begin, i + 1)
    if scan.key(begin) == "the" and scan.key(begin - 1) == "all" and scan.same(begin - 1, i):
        begin -= 1
    opens = led and (scan.tokens[begin].first or not scan.same(begin - 1, begin) or scan.key(begin - 1) in _OPENING)
    verb = _is_verb(scan, i + 1) or scan.key(i + 1) == "all"
    return (begin, number) if opens and verb and 2 < number <= _MOST else (-1, 0)


def of_number(scan: Scan, i: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> tuple[int, list[Identity]]:
    """The first token of "the three", and so many as a sentence before lists or counts: "Ann Lee, Omar Sayed and Jan
    Kral fled. The three …"; else some of those that the sentence itself counts."""
    begin, number = _how_many(scan, i)
    return (begin, _told(scan, i, number, recent)) if number else (i, some_of(scan, i, recent))


def _told(scan: Scan, i: int, number: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> list[Identity]:
    for back in range(1, _BACK + 1):
        here = [(chunk, who) for at, chunk, who in recent if at == scan.tokens[i].sentence - back]
        people = list(dict.fromkeys((chunk, who) for chunk, who in here if chunk.sort == "person"))
        if len({who for _, who in people}) == number == len(people) and _tied(scan, people):
            return [who for _, who in people]
        for run in _runs(scan, [(chunk, who) for chunk, who in here if chunk.sort in _SIDES]):
            if len(set(run)) == number:
                return run
        told = {who: None for chunk, who in here if chunk.sort == "collective" and _value(chunk.article) == number}
        if told:
            return list(told) if len(told) == 1 else []
    return []


def _value(article: str) -> int:
    return int(article) if article.isdecimal() else grammar.load().numbers.get(article, 0)


def counted(scan: Scan, i: int) -> tuple[int, int]:
    """Of "the three countries" the token of the article and the number; "both" is two; (-1, 0) where none is told."""
    j = i - 1
    while i - j <= _ADJECTIVES and _tells_more(scan, j):
        j -= 1
    if not scan.same(j, i):
        return -1, 0
    if scan.key(j) == "both":
        return j, 2
    value = grammar.load().numbers.get(scan.key(j), 0)
    return (j - 1, value) if 1 < value <= _MOST and scan.key(j - 1) in _TOLD and scan.same(j - 1, i) else (-1, 0)


def _tells_more(scan: Scan, j: int) -> bool:
    """Whether a token may be an adjective between a number and its noun: "the three European countries"."""
    key = scan.key(j)
    return j > 0 and key.isalpha() and key not in grammar.load().numbers and key not in scan.lexicon.words.functional


def lands(scan: Scan, i: int, number: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> list[Identity]:
    """So many states that the nearest sentence which names any lists, or names and no more: "Peru, Chile and Cuba met.
    The three countries …". "The two sides" may be bodies and groups too, if they are listed."""
    sentence, sides = scan.tokens[i].sentence, scan.key(i) == "sides"
    sorts = _SIDES if sides else _STATES
    named = [(at, chunk, who) for at, chunk, who in recent if chunk.sort in sorts and sentence - at <= _BACK]
    for back in range(_BACK + 1):
        here = [(chunk, who) for at, chunk, who in named if at == sentence - back]
        if not here:
            continue
        for run in _runs(scan, here):
            if len(run) == number:
                return run
        states = list(dict.fromkeys(who for chunk, who in here if chunk.sort == "state"))
        return states if len(states) == number else []
    return []


def _runs(scan: Scan, states: Sequence[tuple[Chunk, Identity]]) -> list[list[Identity]]:
    """The lists of states that commas and "and" make, the last one first."""
    runs: list[list[Identity]] = []
    last: Chunk | None = None
    for chunk, who in states:
        tied = last is not None and set(scan.keys(last.last, chunk.first)) <= {",", "and", "the", ""}
        if tied:
            runs[-1].append(who)
        else:
            runs.append([who])
        last = chunk
    return runs[::-1]


def numbered(scan: Scan, i: int) -> tuple[int, int]:
    """The first token of "the two" or "both" before the noun at a token, and the number; -1 and 0 if none is there."""
    number = _NUMBERS.get(scan.key(i - 1), 0)
    first = i - 1 if scan.key(i - 1) == "both" else i - 2
    told = first == i - 1 or scan.key(first) in ("the", "these", "those")
    return (first, number) if number and told and scan.same(first, i) else (-1, 0)


def together(scan: Scan, i: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> list[Identity]:
    """Those whom "the two firms" or "both women" takes up: all of their kind whom the last sentences name, where
    they are as many; nobody when a number of them without names was told of there."""
    _, number = numbered(scan, i)
    noun, here = scan.key(i), scan.tokens[i].sentence
    if not number or _goes_on(scan, i):
        return []
    found: dict[Identity, None] = {}
    for back in range(_REACH + 1):
        for sentence, chunk, who in recent:
            if sentence != here - back:
                continue
            if who[0] == "collective" and noun in (chunk.keys[0], chunk.role):
                return []
            if _is_one_of(scan, noun, chunk, who):
                found[who] = None
        if len(found) >= number or (found and noun in scan.lexicon.words.several_companies):
            break  # companies that one deal ties stand in one sentence
    return list(found) if len(found) == number else []


def _goes_on(scan: Scan, i: int) -> bool:
    """Whether what follows tells which are meant: "the two men who fled", "both sides of the road"."""
    after = scan.key(i + 1) if scan.same(i, i + 1) else ""
    return after in ("who", "whom", "that", "of", "from", "in", "at", "with", "on", "s") or scan.capital(i + 1, i)


def _is_one_of(scan: Scan, noun: str, chunk: Chunk, who: Identity) -> bool:
    words = scan.lexicon.words
    if noun in words.several_people:
        other = {"men": "f", "brothers": "f", "boys": "f", "women": "m", "sisters": "m", "girls": "m"}.get(noun, "-")
        # Not who owns or says something: "Lang's death was told of, Berg said. The two men".
        alone = scan.key(chunk.last) != "s" and scan.key(chunk.last) not in words.communication
        alone = alone and scan.key(chunk.first - 1) not in words.communication
        return alone and who[0] == "person" and chunk.sort in ("person", "unknown") and chunk.gender != other
    if noun in words.several_companies:
        return chunk.sort == "company"
    return chunk.sort in ORGANISED or (chunk.sort == "state" and noun == "parties")
