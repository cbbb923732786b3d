"""Towns, rivers and the like that no lexicon knows, told by what is done to them or what stands beside them."""

from collections.abc import Sequence

from kb.extract.actors.scan import Chunk, Scan, match_name, match_title
from kb.lexicon import grammar

_REACH = 5  # tokens before a verb in which its subject stands
_TIED = 8  # tokens behind "hit by" in which what hit stands
_GAP = 3  # tokens from "hit" to "by"
_BODIES = frozenset(
    "police department council county hospital school schools college sheriff airport jail court courthouse".split()
)
_ENDS = (".", ",", ";")


def is_town(scan: Scan, chunk: Chunk, before: Chunk | None) -> bool:
    """Whether an unknown name is that of a place: "rebels captured Bambari", "a quake hit Petrinja", "on the road
    between Djibo and Arbinda", "close to Deir Hafer", "pulled out of Wau"; `before` is the name before it."""
    first, last = chunk.first, chunk.last
    if scan.tokens[first].headline or chunk.keys[0] in scan.lexicon.given:
        return False
    alone = last - first == 1
    if scan.key(last) in ("s", "who") or scan.key(last + 1) == "who" or (alone and chunk.keys[0] in scan.surnames):
        return False
    if alone and scan.tokens[first].text.isupper():
        return False
    if not scan.same(first - 1, first):
        return _is_hit(scan, chunk)
    led = _is_spanned(scan, chunk, before) or _is_beside(scan, first) or _is_hit(scan, chunk)
    led = led or _is_owned(scan, chunk, before) or _is_listed(scan, chunk, before)
    told = scan.key(last) == "," and scan.key(last + 1) in scan.lexicon.words.determiners  # "captured Riva, a mayor"
    return led or (not told and _is_taken(scan, first, alone=alone))


def has_body(named: Sequence[tuple[str, ...]]) -> bool:
    """Whether one of the bodies that a word opens is a town's: "in Woodburn", "the Woodburn Police Department"."""
    return any(who[-1] in _BODIES for who in named)


def _is_spanned(scan: Scan, chunk: Chunk, before: Chunk | None) -> bool:
    """ "The road between Djibo and Arbinda", "was ambushed between Djibo and Arbinda"."""
    between = before.first - 1 if chunk.article == "and" and before and before.last == chunk.first - 1 else 0
    between = between or chunk.first - 1
    return scan.key(between) == "between" and scan.key(between - 1) in grammar.load().where.spans


def _is_owned(scan: Scan, chunk: Chunk, before: Chunk | None) -> bool:
    """ "In Syria's Afrin": what a land or town has, where something is."""
    if before is None or chunk.article != "s" or before.last != chunk.first - 1:
        return False
    land = before.sort in ("state", "place") and before.article in scan.lexicon.words.strictly_locative
    after = scan.key(chunk.last)
    acts = after in scan.lexicon.words.irregular or after in scan.lexicon.words.communication
    return land and not acts and not scan.tokens[chunk.first].text.isupper()


def _is_listed(scan: Scan, chunk: Chunk, before: Chunk | None) -> bool:
    """ "In Leeds and Bad Homburg": what "and" ties to the town where something is, at the end of its phrase."""
    if before is None or before.sort != "place" or scan.keys(before.last, chunk.first) != ("and",):
        return False
    after = scan.tokens[chunk.last] if chunk.last < len(scan.tokens) else None
    ends = after is None or after.text in _ENDS or after.key in ("on", "after", "during", "over")
    return before.article in scan.lexicon.words.strictly_locative and ends


def _is_beside(scan: Scan, first: int) -> bool:
    """ "Close to Deir Hafer", "pulled out of Wau", "off the coast of Deir Hafer", "in the hills above Deir Hafer", "in
    the provincial capital, Wau"."""
    where, link = grammar.load().where, scan.keys(max(0, first - 2), first)
    if len(link) < 2:
        return False
    noun, tie = link
    if tie == "of":
        out = noun == "out" and scan.key(first - 3) in where.moves | where.drives
        return out or noun in where.named or scan.keys(first - 4, first - 1) == ("for", "control", "of")
    if tie == ",":
        led = scan.keys(max(0, first - _REACH), first - 2)
        return noun in where.towns and "the" in led and not scan.lexicon.words.strictly_locative.isdisjoint(led)
    return (tie == "to" and noun in where.close) or (tie == "above" and noun in where.nouns)


def _is_taken(scan: Scan, first: int, *, alone: bool) -> bool:
    """ "Besieged Bambari", "rebels captured Bambari": a longer name may be a person's that is captured."""
    where, verb = grammar.load().where, scan.key(first - 1)
    if verb in where.besieging:
        return True
    subject = scan.keys(max(0, first - 1 - _REACH), first - 1)
    after = scan.tokens[first + 1] if alone and scan.same(first, first + 1) else None
    plain = after is None or not after.text.islower() or after.key in scan.lexicon.words.functional or after.shut
    armed = verb in where.capturing and plain if alone else verb in where.entering
    return armed and scan.same(first - 1, first) and not where.armed.isdisjoint(subject)


def _is_hit(scan: Scan, chunk: Chunk) -> bool:
    """ "A quake hit Petrinja", "floods swept through Petrinja", "Petrinja was hit by a quake", "… was retaken"."""
    where, words, first = grammar.load().where, scan.lexicon.words, chunk.first
    through = scan.key(first - 1) == "through"
    verb = first - 1 - through
    if (scan.key(verb) in where.hitting or scan.key(verb) in where.ravages) and scan.same(verb, first):
        subject = scan.keys(max(0, verb - _REACH), verb)
        return any(not some.isdisjoint(subject) for some in (where.nature, where.blows, words.storms))
    be = chunk.last
    if scan.key(be) in grammar.load().be and scan.same(first, be + 1) and scan.key(be + 1) in where.besieging:
        return True  # "Bambari was retaken"
    done = scan.key(be) in grammar.load().be and (
        scan.key(be + 1) in where.hitting or scan.key(be + 1) in where.ravages
    )
    at = by_of(scan, be + 1) if done else 0
    if not at or not scan.same(first, at):
        return False
    by = scan.keys(at + 1, at + 1 + _TIED)
    return not (where.nature - where.aimed).isdisjoint(by) or not words.storms.isdisjoint(by)


def by_of(scan: Scan, verb: int) -> int:
    """The "by" that goes with a verb in the passive, "was hit on Tuesday by a quake"; 0 if none does."""
    return next((j for j in range(verb + 1, verb + 1 + _GAP) if scan.key(j) == "by"), 0)


def in_feature(scan: Scan, chunk: Chunk) -> bool:
    """Whether a name is only that of a river or forest, or of a part of a land, named behind it: "the Umm Qasr river",
    "in the Beni Suef governorate"."""
    where, noun = grammar.load().where, chunk.last
    if not scan.same(chunk.first - 1, noun) or not scan.tokens[noun].text.islower():
        return False
    led = chunk.article == "the" or chunk.article in scan.lexicon.words.strictly_locative
    return (
        led
        and (scan.key(noun) in where.features or scan.key(noun) in where.regions)
        and scan.key(noun) not in where.loose
    )


def read_part(scan: Scan, i: int, run: int) -> Chunk | None:
    """A part of a land named by where it lies: "in Eastern Ghouta", "in West Kordofan"; nothing known by itself."""
    words = scan.lexicon.words
    if scan.key(i) not in words.directions or scan.key(i - 1) not in words.strictly_locative or run < i + 2:
        return None
    name = match_name(scan, i)
    if (name and len(name.words) > 1) or match_title(scan, i + 1):
        return None
    land = match_name(scan, i + 1)
    if land and not (land.kind == "region" and i + 1 + len(land.words) == run):
        return None
    plain = not land and any(
        k in scan.lexicon.heads or k in scan.lexicon.ordinary or k in scan.lower for k in scan.keys(i + 1, run)
    )
    if plain or scan.key(run) == "s" or not scan.same(i - 1, i):
        return None
    return Chunk(i, run, scan.words(i, run), "place", scan.keys(i, run), article=scan.key(i - 1))


def read_based(scan: Scan, i: int) -> Chunk | None:
    """A town of several words to whose last a hyphen ties what comes from it, "San Diego-based", which names nobody."""
    for name in scan.lexicon.names.get(scan.key(i), ()):
        last = i + len(name.words)
        head, hyphen, linked = scan.key(last - 1).partition("-")
        whole = (*scan.keys(i, last - 1), head) == name.words
        if hyphen and whole and last > i + 1 and scan.same(i, last - 1) and linked in scan.lexicon.words.linkers:
            return Chunk(i, last, scan.words(i, last), "thing", scan.keys(i, last))
    return None
