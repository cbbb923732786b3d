"""Appositions, descriptions and pronouns resolved to the actors that the text names, where only one fits."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from kb.extract.actors.articles import article
from kb.extract.actors.cataphora import ahead, named_behind, of_main_clause
from kb.extract.actors.fame import famed
from kb.extract.actors.holders import holder, holders_of
from kb.extract.actors.leads import introduced, named_later
from kb.extract.actors.litigants import defines, is_party
from kb.extract.actors.members import of_body, the_men
from kb.extract.actors.nations import of_nation
from kb.extract.actors.plurals import counted, is_pair, lands, numbered, of_number, pair, several, some_of, together
from kb.extract.actors.pronouns import REACH, Named, genders_of, pronoun
from kb.extract.actors.scan import ORGANISED, Chunk, Identity, Scan
from kb.extract.actors.teams import may_be_called
from kb.extract.actors.vessels import may_mean
from kb.extract.actors.whose import one_of_them, owned
from kb.extract.actors.young import of_age, young
from kb.model import Span

_OF = (("of",), ("of", "the"))
_FOR = (("for",), ("for", "the"))
_BETWEEN = 7
_NAMED, _LED = 4, {",", "was", "has", "been", "later"}  # tokens before "identified"
_RICH = 2  # tokens
_MEMORY = 60
_LATEST = 16  # names back among which a pronoun looks
_AHEAD = 4
_LINES = frozenset(
    """communications communication telecommunications telephone phone mobile computer internet cable fibre fiber power
    electricity energy grid gas water supply pipeline rail railway road transport bus distribution""".split()
)
_ONCE = (("formerly",), ("previously",), ("currently",), ("now",), ("himself",), ("herself",))
_BEING = (("was",), ("is",))
_LED_BY = ("-led", "-backed", "-sponsored", "-run", "-owned")
_MISSIONS = frozenset(("embassy", "consulate"))
_PREPOSITIONS = ("to", "of", "for", "in", "on", "at", "from")


def resolve(scan: Scan, named: Sequence[Named]) -> list[Named]:
    """The chunks with descriptions given to whom they describe: "X, a paramilitary group", "the ambassador"."""
    told = _apposed(scan, named)
    told = {**introduced(scan, named), **named_later(scan, named, told), **told}
    told = {**young(scan, named), **_again(scan, named, told), **of_age(scan, named), **told}
    named = [(chunk, told.get(chunk.first, who)) for chunk, who in named]
    holders = holders_of(scan, named)
    named = [(chunk, holder(scan, (chunk, who), holders)) for chunk, who in named]
    known = famed(scan, named)
    named = [(chunk, known.get(chunk.first, who)) for chunk, who in named] if known else named
    named = [(chunk, _body(scan, n, named)) for n, (chunk, _) in enumerate(named)]
    return _told_together(scan, named)


def _told_together(scan: Scan, named: list[Named]) -> list[Named]:
    """The chunks with "both women" and "the two men" given to each of those whom they take up."""
    found: list[Named] = []
    for chunk, who in named:
        noun = chunk.last - 1
        plain = who[0] == "collective" and scan.key(noun) in _counted_nouns(scan)
        if plain and numbered(scan, noun)[0] in (chunk.first, chunk.first - 1):
            before = [(scan.tokens[one.first].sentence, one, name) for one, name in found[-_MEMORY:]]
            if those := together(scan, noun, before):
                found += [(chunk, one) for one in those]
                continue
        found.append((chunk, who))
    return found


def _counted_nouns(scan: Scan) -> frozenset[str]:
    words = scan.lexicon.words
    return words.several_people | words.several_companies | words.several_bodies


def _body(scan: Scan, n: int, named: Sequence[Named]) -> Identity:
    """Whom a body without a name takes up: "the Swiss drug maker" the company of the text, if it has one."""
    chunk, who = named[n]
    if chunk.article != "the" or who[0] != "collective":
        return who
    if chunk.form != "body":
        return _named_so(scan, n, named) or the_men(scan, n, named) or of_body(scan, n, named) or who
    before = [(scan.tokens[one.first].sentence, one, name) for one, name in named[max(0, n - _MEMORY) : n]]
    other = scan.key(chunk.first + 1) in scan.lexicon.words.other_ones
    return who if other else _taken_up(scan, chunk.last - 1, before) or who


def _named_so(scan: Scan, n: int, named: Sequence[Named]) -> Identity:
    """The one body named before by the noun that is the whole of a phrase: "the Supreme Court met. The court ruled"."""
    chunk, noun = named[n][0], named[n][0].role
    if noun not in scan.lexicon.words.taken_up or chunk.last - chunk.first > 2 or scan.key(chunk.last) == "of":
        return ()
    found: dict[Identity, None] = {}
    for one, name in named[max(0, n - _MEMORY) : n]:
        if one.role == noun and one.sort == "collective" and (one.article != "the" or one.last - one.first > 2):
            return ()  # "a court" that has no name
        if one.sort in ORGANISED and noun in (one.role, one.keys[-1]):
            found[name] = None
    return next(iter(found)) if len(found) == 1 else ()


def _again(scan: Scan, named: Sequence[Named], told: Mapping[int, Identity]) -> dict[int, Identity]:
    """Later "the boy" for whom an apposition calls a boy ("Omar, a boy of six"), when it calls only one so."""
    called: dict[str, dict[Identity, int]] = {}
    for chunk, _ in named:
        person = chunk.first in told and (told[chunk.first][0] == "person" or is_party(scan, chunk))
        if chunk.sort == "description" and person:
            called.setdefault(chunk.keys[0], {}).setdefault(told[chunk.first], chunk.first)
    only = {key: next(iter(who.items())) for key, who in called.items() if len(who) == 1}
    found = {}
    for chunk, _ in named:
        who, since = only.get(chunk.keys[0], ((), 0))
        if chunk.sort == "description" and chunk.article == "the" and since < chunk.first and who:
            found[chunk.first] = who
    return found


def _apposed(scan: Scan, named: Sequence[Named]) -> dict[int, Identity]:
    """Descriptions beside the name they describe, by their first token."""
    told: dict[int, Identity] = {}
    for (one, who), (other, name) in [*pairwise(named), *_past_land(scan, named)]:
        if not scan.same(one.last - 1, other.first) or other.first - one.last > _BETWEEN:
            continue
        between = scan.keys(one.last, other.first)
        aged = len(between) == 3 and between[1].isdigit() and between[::2] == (",", ",")  # "Omar Said, 45, a clerk,"
        once = between[:1] == (",",) and between[1:] in _ONCE  # "Omar Said, formerly Dunlin's chairman,"
        once = once or (between in _BEING and scan.key(one.first - 1) not in _PREPOSITIONS)  # "Omar was the gunman"
        if (between == (",",) or aged or once) and _describes(scan, other, one, known=who[0] == "person"):
            told[other.first] = told.get(one.first, who)
        elif is_party(scan, one) and between == (",",) and name[0] in ("person", "organisation", "known"):
            told[one.first] = name  # "the claimant, Dunlin Ltd, sued"
        elif is_party(scan, other) and defines(scan, other, between) and who[0] in ("person", "organisation", "known"):
            told[other.first] = who  # "Dunlin Ltd (the claimant) sued"
        elif any(tells(scan, one, other, between) for tells in (_holds, _speaks_for, _is_named, one_of_them)):
            told[one.first] = name
    return {**owned(scan, named), **told}


def _past_land(scan: Scan, named: Sequence[Named]) -> list[tuple[Named, Named]]:
    """Offices and the names behind their lands: "the prime minister of Slovakia, Robert Fico"."""
    rows = zip(named, named[1:], named[2:], strict=False)
    return [
        (office, holder)
        for office, (land, _), holder in rows
        if office[0].sort == "description" and scan.keys(office[0].last, land.first) in _OF
    ]


def _describes(scan: Scan, description: Chunk, named: Chunk, *, known: bool) -> bool:
    """Whether the second chunk describes the first, a `known` person or body, and is not the next of a list."""
    if description.sort == "description" and (named.sort == "person" or (known and named.sort == "unknown")):
        return bool(description.article) and scan.key(description.last) not in ("and",)
    if description.sort != "collective" or named.sort not in ORGANISED:
        return False
    group = description.article in ("a", "an", "the") and description.role in scan.lexicon.words.group_nouns
    return group or (description.form == "body" and scan.key(description.last) not in ("and",))


def _holds(scan: Scan, one: Chunk, other: Chunk, between: Sequence[str]) -> bool:
    """Whether a person is whom a description before tells of: "her husband, Nils Anders", "her husband, the painter
    Nils Anders, died"."""
    alone = other.sort == "unknown" and one.article in scan.lexicon.words.possessive
    alone = alone and between == (",",) and scan.key(other.last) == ","  # "his brother, Nils, fled"
    if one.sort != "description" or not (other.sort == "person" or alone):
        return False
    if _is_given(between) and scan.key(other.last) != "s":
        return True
    if between[-1:] == ("as",) and scan.key(one.first - 1) in ("identified", "named"):
        return all(scan.tokens[j].shut or scan.key(j) in ("on", "in") for j in range(one.last, other.first - 1))
    if not _leads(between[:1] if between[1:] == ("the",) else between):
        return False
    return not other.role or (scan.key(other.last) == "," and scan.key(other.last + 1) != "and")


def _is_given(between: Sequence[str]) -> bool:
    """Whether the words between a description and a name give it: ", identified as 22-year-old", ", named locally as",
    "was later identified as"."""
    names = next((n for n, key in enumerate(between[:_NAMED]) if key in ("identified", "named")), -1)
    if names < 0 or not _LED.issuperset(between[:names]) or "as" not in between[names:] or "," in between[1:]:
        return False
    behind = between[names:][between[names:].index("as") + 1 :]
    return not behind or behind[-1].endswith("old")


def _is_named(scan: Scan, one: Chunk, other: Chunk, between: Sequence[str]) -> bool:
    """Whether a name tells which body is meant: "the oil company, Harlow, sank", "a bank called Dunlin", "the militant
    group Red Dawn"."""
    if other.sort not in ORGANISED or not between:
        return other.sort in ORGANISED and other.article == one.role and one.role in scan.lexicon.words.group_nouns
    behind = between in (("called",), ("named",)) or (between == (",",) and scan.key(other.last) == ",")
    return behind and one.form == "body"


def _speaks_for(scan: Scan, one: Chunk, other: Chunk, between: Sequence[str]) -> bool:
    """Whether a spokesman is named by whom he speaks for: "a spokesman for the FBI"."""
    body = other.sort in ORGANISED or other.form == "body"
    return one.role in scan.lexicon.words.voices and between in _FOR and body


def _leads(between: Sequence[str]) -> bool:
    """Whether the words between an office and a name belong to the office: "ambassador to Washington, X"."""
    if not between or between[-1] != "," or between.count(",") > 1:
        return False
    return len(between) == 1 or between[0] in _PREPOSITIONS


def refer(scan: Scan, named: Sequence[Named]) -> list[tuple[Span, Identity]]:
    """Pronouns and nouns like "the group" with the one actor that they can mean."""
    found: list[tuple[Span, Identity]] = []
    genders = genders_of(scan, named)
    recent: list[tuple[int, Chunk, Identity]] = []
    at = 0
    words = scan.lexicon.words
    pronouns = words.male | words.female | words.plural | words.relative | words.pairs | {"it", "its"}
    nouns = words.group_nouns | words.company_nouns | words.body_nouns | words.facility_nouns | words.vessel_nouns
    taken_up = _counted_nouns(scan) | words.lands | words.several
    for i, token in enumerate(scan.tokens):
        if token.key not in pronouns and token.key not in nouns and token.key not in taken_up:
            continue
        while at < len(named) and named[at][0].first <= i:
            recent.append((scan.tokens[named[at][0].first].sentence, *named[at]))
            at += 1
        if recent and recent[-1][1].last > i:
            continue
        if token.key in words.pairs:
            begin = i - (scan.key(i - 1) == "the")
            two = pair(scan, i, recent[-_LATEST:]) if is_pair(scan, i) else some_of(scan, i, recent[-_LATEST:])
            found += [(Span(scan.tokens[begin].start, token.end), one) for one in two]
            continue
        if token.key in taken_up:
            begin, those = _all_of_them(scan, i, recent)
            found += [(Span(scan.tokens[begin].start, token.end), one) for one in those]
            continue
        if token.key in pronouns:
            subject, who = ahead(scan, i, named[at : at + _AHEAD])
            before = _meant(scan, i, recent[-_LATEST:], named[at : at + _AHEAD])
            who = who or pronoun(scan, subject if subject > i else i, before, genders)
            who = who or of_main_clause(scan, i, named[at : at + _AHEAD])
        else:
            who = _noun(scan, i, recent[-_MEMORY:])
        if not who and token.key == "they":
            found += [(Span(token.start, token.end), one) for one in several(scan, token.sentence, recent[-_LATEST:])]
        elif who:
            begin = i if token.key in pronouns else article(scan, i)
            found.append((Span(scan.tokens[begin].start, token.end), who))
            chunk = Chunk(begin, i + 1, token.text, "pronoun", (token.key,))
            recent.append((token.sentence, chunk, who))
            if (token.key in words.male or token.key in words.female) and who not in genders:
                genders[who] = "m" if token.key in words.male else "f"
    return found


def _all_of_them(scan: Scan, i: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> tuple[int, list[Identity]]:
    """The first token of "the two countries", "both firms" or "the three", and those whom it takes up."""
    if scan.key(i) in scan.lexicon.words.several:
        return of_number(scan, i, recent[-_MEMORY:])
    if scan.key(i) not in scan.lexicon.words.lands:
        return numbered(scan, i)[0], together(scan, i, recent[-_MEMORY:])
    begin, number = counted(scan, i)
    return begin, lands(scan, i, number, recent) if number else []


def _meant(
    scan: Scan, i: int, recent: Sequence[tuple[int, Chunk, Identity]], following: Sequence[Named]
) -> Sequence[tuple[int, Chunk, Identity]]:
    """Those named before whom a pronoun can mean: not who is named behind it, nor for "it" one of "both companies"."""
    if scan.key(i) in ("it", "its"):
        counted = _counted_nouns(scan)
        taken = [r for r in recent if r[1].sort == "collective" and scan.key(r[1].last - 1) in counted]
        return [r for r in recent if r not in taken or r[2][0] == "collective"]
    others = named_behind(scan, i, following)
    return [r for r in recent if r[2] not in others] if others else recent


def _noun(scan: Scan, i: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> Identity:
    """The group, company, body or facility that "the …" takes up."""
    token, words = scan.tokens[i], scan.lexicon.words
    begin = article(scan, i)
    inside = [c for _, c, who in recent[-2:] if c.last > begin and who[0] != "place"]
    # "The U.S. car maker", "the Lebanon-based group".
    inside = [c for c in inside if c.form not in ("adjective", "modifier") and scan.key(c.last) != "-"]
    lines = token.key == "network" and scan.key(i - 1) in _LINES  # "the power network" is nobody
    if begin < 0 or token.capital or _goes_on(scan, i) or inside or lines:
        return ()
    others = (scan.key(j) in words.other_ones and not scan.tokens[j].capital for j in range(begin + 1, i))
    if token.key in words.company_nouns and any(others):
        return ()
    if token.key in words.company_nouns and i - begin > _RICH and scan.key(begin - 1) in _PREPOSITIONS:
        # "Dunlin made an offer for the Oslo oil tools maker": for another company.
        recent = [r for r in recent if r[0] < token.sentence]
    return _taken_up(scan, i, recent)


def _taken_up(scan: Scan, i: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> Identity:
    """The actor named before that the noun at a token can mean."""
    words, token = scan.lexicon.words, scan.tokens[i]
    known = [(chunk, who) for _, chunk, who in recent if may_mean(scan, i, chunk)]
    near = [(chunk, who) for number, chunk, who in recent if token.sentence - number <= REACH + 1]
    told = set(scan.keys(i - 1, i)) - words.functional - words.definite
    told = {key for key in told if key in words.modifiers or key in scan.lexicon.qualifiers}  # "the communist group"
    bodies = [(c, who) for c, who in known if c.sort in ORGANISED]
    exact = [who for c, who in bodies if token.key in c.keys and told <= set(c.keys)]
    if exact := exact or [who for c, who in bodies if c.article == token.key and not told]:
        return _first_of(set(exact), recent)
    if token.key in words.vessel_nouns:
        return _last(known, lambda _: True)
    if token.key in words.facility_nouns:
        return _last(near, lambda chunk: not _MISSIONS.isdisjoint((chunk.role, *chunk.keys)))
    if token.key in words.company_nouns:
        its, others = of_nation(scan, range(max(0, article(scan, i)), i), recent)
        return its or _company(scan, token.sentence, others)
    if token.key in words.group_nouns and scan.key(i + 1) != "of":  # "the group of seven"
        return _group(scan, token.sentence, recent)
    if token.key in words.official_nouns:
        alike = [who for c, who in known if c.form == "body" and c.role == token.key]  # "the U.S.-led coalition"
        fits = [(c, who) for c, who in near if c.sort == "organisation" and may_be_called(c, token.key)]
        apart = scan.key(i - 1).endswith(_LED_BY)  # "the French-led coalition" is one of its own
        return alike[-1] if alike else () if apart else _last(fits, lambda _: True)
    return ()


def _first_of(several: set[Identity], recent: Sequence[tuple[int, Chunk, Identity]]) -> Identity:
    """Of several that a noun fits the one that the last sentence with any of them names first, for of that one it
    tells: "Dunlin Bank sold mills to Harlow Bank. The bank made a loss"."""
    last = next(number for number, _, who in reversed(recent) if who in several)
    return next(who for number, _, who in recent if number == last and who in several)


def _group(scan: Scan, sentence: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> Identity:
    """The one body that the sentences before name, and not by what it owns ("the European Union's mission"); where they
    name none, the only armed group of the text."""
    bodies = [r for r in recent if r[1].sort in ORGANISED[::2] and scan.key(r[1].last) != "s"]
    near = [r for r in bodies if sentence - r[0] <= REACH + 1]
    if near:
        return _last(((chunk, who) for _, chunk, who in near), lambda _: True) or _nearest(sentence, near)
    return _last(((chunk, who) for _, chunk, who in bodies), lambda chunk: chunk.sort == "armed group")


def _nearest(sentence: int, groups: Sequence[tuple[int, Chunk, Identity]]) -> Identity:
    """The one group that the nearest sentence with any names, where this one names none."""
    last = max((number for number, _, _ in groups), default=sentence)
    named = {who for number, _, who in groups if number == last < sentence}
    return next(iter(named)) if len(named) == 1 else ()


def _company(scan: Scan, sentence: int, recent: Sequence[tuple[int, Chunk, Identity]]) -> Identity:
    """The company that the talk is of: the only one of the text, else the one that this sentence or one right before
    names first."""
    companies = {who: None for _, chunk, who in recent if chunk.sort == "company"}
    if len(companies) == 1:
        return next(iter(companies))
    for back in range(REACH + 1):
        here = [who for number, _, who in recent if number == sentence - back and who in companies]
        if here:
            return here[0]
    return ()


def _goes_on(scan: Scan, i: int) -> bool:
    """Whether the noun is the first part of a longer one ("the group leader")."""
    if not scan.same(i, i + 1):
        return False
    after, words = scan.tokens[i + 1], scan.lexicon.words
    plain = not after.word or after.shut or after.key in words.functional or after.key in words.irregular
    return not (plain or after.text in ("'s", "’s") or after.key.endswith(("ed", "ly")))


def _last(near: Iterable[tuple[Chunk, Identity]], fits: Callable[[Chunk], bool]) -> Identity:
    """The one that fits, when only one does."""
    fitting = {who: None for chunk, who in near if fits(chunk)}
    return next(iter(fitting)) if len(fitting) == 1 else ()
