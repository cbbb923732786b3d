"""Whose somebody without a name is: "an aide to President Joe Biden", "leader of Hamas", "the parliament of Kenya"."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kb.extract.actors.names import before_noun, known, past_see, read_capital
from kb.extract.actors.scan import Chunk, Identity, Scan, match_name, match_noun, match_title
from kb.lexicon.actors import Noun
from kb.model import TIES

_ARTICLES = ("the", "a", "an")
_RELATED = frozenset(
    "estranged pregnant elderly late young teenage eldest youngest older younger infant adopted".split()
)


def tied(scan: Scan, j: int, noun: str) -> bool:
    """Whether what begins at a token tells whose the aide, friend or fan is that a noun before it names."""
    return noun in scan.lexicon.words.close and scan.key(j) in ("to", "of") and scan.same(j - 1, j + 1)


def relative(scan: Scan, noun: Noun, i: int, found: list[Chunk]) -> list[Chunk]:
    """Who is told by whose they are: "Omar's brother", "Omar's Basra cousins", "Omar's former aide"; a name that
    follows is read by itself."""
    words, head, end = scan.lexicon.words, noun.words[-1], i + len(noun.words)
    kin = noun.kind == "kin"
    if not kin and not (noun.singular and head in words.close | words.retained):
        return []
    sort = "collective" if head in words.kinsfolk else "description"
    own = i - 1 - (scan.key(i - 1) in _RELATED)  # "his estranged wife"
    if kin and scan.key(own) in words.possessive - {"s"} and scan.same(own, i):
        return [Chunk(own, end, scan.words(own + 1, end), sort, (noun.plural,), role=head, article=scan.key(own))]
    if scan.key(i - 1) == "whose" and scan.same(i - 1, i):  # "Ann Berg, whose husband was killed"
        return [Chunk(i, end, scan.words(i, end), sort, (noun.plural,), role=head, article="his")]
    if kin and found and found[-1].last == i - 1 and scan.key(i - 1) == "and" and _is_kin(scan, found[-1]):
        # "The wife and daughter of a banker", "a father and son".
        return [Chunk(i, end, scan.words(i, end), sort, (noun.plural,), role=head, article=found[-1].article)]
    begin = i
    while scan.key(begin - 1) in words.modifiers and scan.same(begin - 1, i):
        begin -= 1
    of_place = len(found) > 1 and found[-1].last == begin and found[-1].sort in ("place", "state")
    begin = found[-1].first if of_place else begin
    whose = found[-2] if of_place else found[-1] if found else None
    owned = whose is not None and scan.key(begin - 1) == "s" and whose.last == begin - 1
    if whose is None or not owned or whose.sort not in ("person", "unknown", "description"):
        return []
    if of_place:
        found.pop()
    name = scan.words(whose.first + (scan.key(whose.first) in _ARTICLES), end)
    return [Chunk(begin, end, name, sort, (noun.plural, *whose.keys), role=head, article="the")]


def _is_kin(scan: Scan, chunk: Chunk) -> bool:
    """Whether somebody is told by the noun of a relative alone: "the wife"."""
    noun = match_noun(scan, chunk.last - 1)
    return chunk.sort == "description" and noun is not None and noun.kind == "kin"


def of_land(scan: Scan, noun: Noun, i: int) -> Chunk | None:
    """A body that is named by its land or town: "the parliament of Kenya", "the legislature of Connecticut"."""
    end, words = i + len(noun.words), scan.lexicon.words
    one = noun.plural in words.institutions - words.government or (noun.singular and noun.words[-1] in words.taken_up)
    if not one or scan.key(i - 1) != "the" or match_name(scan, end + 1) is None:
        return None
    see = past_see(scan, end)
    keys = (noun.plural, " ".join(scan.keys(end, see)))
    whole = Chunk(i - 1, end, scan.words(i, see), "collective", keys, role=noun.words[-1], article="the")
    return whole if see > end and scan.same(i - 1, end) else None


def governed(scan: Scan, end: int) -> Chunk | None:
    """The state behind "of" whose government a noun before it names: "the government of Sri Lanka"."""
    j = end + 1 + (scan.key(end + 1) == "the")
    if scan.key(end) == "of" and scan.same(end, j) and (state := styled(scan, j)):
        return state
    name = match_name(scan, j) if scan.key(end) == "of" and scan.same(end, j) else None
    if name is None or name.kind != "state" or name.form != "name" or scan.key(j + len(name.words)) == "s":
        return None
    return known(scan, j, name)


def styled(scan: Scan, i: int) -> Chunk | None:
    """The state that is named with what it is, from token i: "Kingdom of Spain"."""
    if scan.key(i) not in scan.lexicon.words.polities or not scan.capital(i, i) or scan.key(i + 1) != "of":
        return None
    name = match_name(scan, i + 2) if scan.same(i, i + 2) else None
    if name is None or name.kind != "state" or name.form != "name" or match_name(scan, i):
        return None
    return replace(known(scan, i + 2, name), first=i)


def of_whom(scan: Scan, chunk: Chunk) -> Chunk:
    """One person without a name, called with the name behind it: "wife of Omar Said"; others as they are."""
    if chunk.sort != "description" or chunk.known or scan.key(chunk.last) not in TIES:
        return chunk
    if scan.words(chunk.first, chunk.last)[-len(chunk.name) :] != chunk.name:
        return chunk  # "bishop of Leeds" has its name already
    link, noun = scan.key(chunk.last), scan.key(chunk.last - 1)
    if (link == "to" and noun not in scan.lexicon.words.close) or (
        link == "for" and noun not in scan.lexicon.words.retained
    ):
        return chunk  # "sent a priest to Rome", "left her husband for Omar"
    begin = chunk.last + 1 + (scan.key(chunk.last + 1) == "the")
    end, keys = _name_behind(scan, begin)
    if not end:
        kin = match_noun(scan, chunk.last - 1)
        close = tied(scan, chunk.last, noun) or (link == "of" and kin is not None and kin.kind == "kin")
        last = _other_end(scan, chunk.last + 1) if close else 0
        return replace(chunk, name=f"{chunk.name} {scan.words(chunk.last, last)}", last=last) if last else chunk
    return replace(chunk, name=f"{chunk.name} {scan.words(chunk.last, end)}", keys=(*chunk.keys, *keys))


def _name_behind(scan: Scan, begin: int) -> tuple[int, tuple[str, ...]]:
    """The end of a name with its titles, and its words; (0, ()) if there is none, or if it only tells more of what
    follows ("a critic of Soviet rule", "ambassador to Kenya Ann Berg")."""
    none = 0, ()
    if not scan.capital(begin, begin - 1) or scan.lexicon.ordinary.get(scan.key(begin)) == "calendar":
        return none
    named = read_capital(scan, begin)
    if named is None or named.sort == "thing" or named.form == "adjective":
        return none
    end = named.last
    more = scan.key(end) in ("and", "or") and scan.capital(end + 1, begin)
    placed = named.sort in ("place", "state") and (scan.key(end) == "," or scan.capital(end, begin))
    if more or placed or before_noun(scan, end):
        return none
    if scan.key(end) != "s":
        return end, named.keys
    office = match_title(scan, end + 1)  # "an adviser to Iraq's prime minister"
    kin = match_noun(scan, end + 1)
    last = office.last if office else end + 1 + len(kin.words) if kin else 0
    lone = last and not scan.capital(last, begin) and not before_noun(scan, last)
    return (last, (*named.keys, *scan.keys(end + 1, last))) if lone else none


def _other_end(scan: Scan, begin: int) -> int:
    """The end of somebody without a name whose aide or friend is told of, "an aide to the governor": he is no actor
    beside his aide; 0 if there is none."""
    at = begin + (scan.key(begin) in scan.lexicon.words.definite)
    found = match_title(scan, at)
    noun = match_noun(scan, at)
    end = found.last if found else at + len(noun.words) if noun else 0
    lone = end and at > begin and scan.key(end) != "s" and not scan.capital(end, begin) and not before_noun(scan, end)
    return end if lone else 0


def owned(scan: Scan, named: Sequence[tuple[Chunk, Identity]]) -> dict[int, Identity]:
    """Descriptions by an owner beside the name they describe: "Omar Said, Ann Berg's former aide, who resigned"."""
    rows = zip(named, named[1:], named[2:], strict=False)
    return {
        other.first: who
        for (one, who), (whose, _), (other, _) in rows
        if who[0] == "person"
        and other.sort == "description"
        and scan.keys(one.last, whose.first) == (",",)
        and whose.sort in ("person", "unknown")
        and scan.key(whose.last) == "s"
        and whose.last + 1 == other.first
        and scan.key(other.last) == ","
    }


def one_of_them(scan: Scan, one: Chunk, other: Chunk, between: Sequence[str]) -> bool:
    """Whether a name tells which of several people is meant: "one of the brothers, Omar, pleaded guilty"."""
    several = one.sort == "collective" and ("one", "of") in pairwise(scan.keys(max(0, one.first - 2), one.last))
    return several and between == (",",) and other.sort in ("person", "unknown") and scan.key(other.last) == ","
