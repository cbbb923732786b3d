"""Where a name is a place: after a preposition of place, after a city and a comma, in a dateline."""

from collections.abc import Sequence

from kb.extract.actors.names import PLACES
from kb.extract.actors.scan import Chunk, Scan, match_name, run_end
from kb.extract.actors.sites import ends_phrase
from kb.extract.actors.towns import by_of
from kb.lexicon import grammar

_LINKS = (",", "and", "or", "including", "like", "&")
_BACK = 3
_TIED = 6
_PHRASE = 5
# What a state has as well as a city: "Moscow's base in Syria".
_ABROAD = frozenset(
    "embassy consulate base airbase garrison outpost plant court office offices complex camp fort".split()
)
_DEEDS = frozenset(
    """attack attacks raid raids strike strikes airstrike airstrikes assault assaults bombing shelling bombardment
    invasion offensive incursion occupation annexation siege blockade war crackdown defeat loss""".split()
)
_AIMS = ("on", "against", "of", "over", "to", "by", "into", "with")
_HIT = ("hit", "struck", "rocked", "shaken", "devastated", "damaged", "destroyed", "attacked", "targeted")


def placed(scan: Scan, chunks: Sequence[Chunk]) -> list[bool]:
    """For each chunk whether it stands as a place."""
    told: list[bool] = []
    for n, chunk in enumerate(chunks):
        told.append(_placed(scan, chunk, chunks[n - 1] if n else None, told[n - 1] if n else False))
    return told


def _placed(scan: Scan, chunk: Chunk, before: Chunk | None, before_placed: bool) -> bool:
    if chunk.sort == "place":
        return True
    if chunk.sort != "state" or chunk.form not in ("name", "capital", "modifier"):
        return False
    if _part(scan, chunk) or _sees(scan, chunk):
        return True
    if _does(scan, chunk):
        return False
    if chunk.form == "modifier":
        return False
    if scan.tokens[chunk.first].shut:
        return True
    if _modifies(scan, chunk):
        return False
    if before and scan.same(before.first, chunk.first):
        between = [k for k in scan.keys(before.last, chunk.first) if k != "the"]
        if between == [","] and before.sort == "place":
            return True
        if (
            not before_placed
            and before.form == "capital" == chunk.form
            and between
            and all(k in _LINKS for k in between)
        ):
            return False  # "Moscow, Beijing and Tehran agreed"
        if before_placed and before.sort == "state" and between and all(k in _LINKS for k in between):
            return True
    if _after_preposition(scan, chunk):
        return True
    return chunk.form == "capital" and not _acts(scan, chunk)


def _part(scan: Scan, chunk: Chunk) -> bool:
    """Whether the words beside a state make it land: "southern Iran", "the Comoros archipelago"."""
    where = grammar.load().where
    aimed = scan.key(chunk.first - 1) in where.directions and scan.same(chunk.first - 1, chunk.first)
    return chunk.form != "capital" and (
        (aimed and scan.tokens[chunk.first - 1].text.islower() and scan.key(chunk.last) != "s")
        or (scan.same(chunk.first, chunk.last) and scan.key(chunk.last) in where.land)
    )


def _sees(scan: Scan, chunk: Chunk) -> bool:
    """Whether a land only has what a noun tells of happen there: "Peru saw a coup", "Peru has seen two raids"; not
    whoever judges, "Peru saw the deal as a threat"."""
    verb = chunk.last + (scan.key(chunk.last) in ("has", "have", "had"))
    if chunk.form == "modifier" or scan.key(verb) not in ("saw", "seen", "witnessed", "experienced", "felt"):
        return False
    counts = ("a", "an", "its", "another", "several", "continuous", "many", "some", "no")
    tells = scan.key(verb + 1) in counts or scan.key(verb + 1) in grammar.load().numbers
    acts = "as" in scan.keys(verb, verb + _TIED) or "and" in scan.keys(verb, verb + _BACK + 1)
    return tells and scan.same(chunk.first, verb + 1) and not acts


def _does(scan: Scan, chunk: Chunk) -> bool:
    """Whether a state owns a deed that is aimed at somebody: "in Russia's raid on Kharkiv", "in Spain's win over
    Italy"; not "in Kenya's worst raid"."""
    if scan.key(chunk.last) != "s" or not scan.same(chunk.first, chunk.last):
        return False
    for j in range(chunk.last + 1, chunk.last + 1 + _PHRASE):
        if not scan.same(chunk.first, j + 1) or scan.key(j) in scan.lexicon.words.functional:
            return False
        if scan.key(j) in _DEEDS | grammar.load().victories:
            return scan.key(j + 1) in _AIMS and (scan.key(j + 1) != "of" or scan.capital(j + 2, j))
    return False


def _modifies(scan: Scan, chunk: Chunk) -> bool:
    """Whether an abbreviated state stands before its noun ("over U.S. air strikes"): it names whose, not where."""
    short = scan.words(chunk.first, chunk.last)
    after = scan.tokens[chunk.last] if scan.same(chunk.first, chunk.last) else None
    if not short.replace(".", "").isupper() or after is None or not after.text.isalpha() or not after.text.islower():
        return False
    return after.key not in scan.lexicon.words.functional


def _after_preposition(scan: Scan, chunk: Chunk) -> bool:
    words, first = scan.lexicon.words, chunk.first
    if scan.key(first - 1) == "with" and scan.key(first - 2) in grammar.load().where.bounds:
        return scan.same(first - 2, first)  # "at the border with Chad"
    if _between(scan, first) or _in_part_of(scan, chunk):
        return True
    if scan.key(first - 1) == "for" and scan.same(first - 3, first):
        # "Left for Vietnam", "leaves on Friday for Vietnam".
        return not grammar.load().where.leaving.isdisjoint((scan.key(first - 2), scan.key(first - 4)))
    for j in range(first - 1, first - 1 - _BACK, -1):
        if not scan.same(j, first):
            return False
        if scan.key(j) not in words.directions and scan.key(j) != "the":
            return scan.key(j) in words.locative and not _aimed(scan, chunk, j)
    return False


def _in_part_of(scan: Scan, chunk: Chunk) -> bool:
    """Whether a name is of what something happens in a part of: "in the north of Peru", "off the coast of Yemen"; not
    of who goes on to act, "in the waters of Somalia, which fell apart"."""
    of = chunk.first - 1 - (scan.key(chunk.first - 1) == "the")
    if (
        scan.key(of) != "of"
        or scan.key(of - 1) not in grammar.load().where.nouns
        or scan.key(chunk.last + 1) == "which"
    ):
        return False
    led = next((j for j in range(of - 2, of - 2 - _BACK, -1) if scan.key(j) in scan.lexicon.words.locative), -1)
    return led >= 0 and scan.same(led, chunk.first) and all(scan.key(j).isalpha() for j in range(led, of))


def _between(scan: Scan, first: int) -> bool:
    """Whether a name is one of the two that something lies or goes between: "the road between Quito and Lima"."""
    spans = scan.key(first - 1) == "between" and scan.key(first - 2) in grammar.load().where.spans
    return spans and scan.same(first - 2, first)


def _aimed(scan: Scan, chunk: Chunk, j: int) -> bool:
    """Whether a preposition names whom something is meant for, not where: "rockets at Israel", "food aid to Nepal",
    "called on Tehran", "a win over Italy", "lost to Peru"."""
    at = scan.key(j) == "at" and chunk.form != "capital" and scan.key(chunk.first) != "vatican"
    beaten = scan.key(j) == "over" and scan.key(j - 1) in grammar.load().victories
    won = scan.key(j) == "to" and scan.key(j - 1) in scan.lexicon.words.losing - {"fell", "fall", "falls", "falling"}
    return (
        at or beaten or won or (scan.key(j) == "to" and scan.key(j - 1) in grammar.load().given) or _is_pressed(scan, j)
    )


def _is_pressed(scan: Scan, on: int) -> bool:
    return scan.key(on) == "on" and scan.key(on - 1) in grammar.load().where.pressed and scan.same(on - 1, on)


def _acts(scan: Scan, chunk: Chunk) -> bool:
    """Whether a capital stands for its state: it does something, or something is done to it."""
    words = scan.lexicon.words
    before = scan.tokens[chunk.first - 1] if scan.same(chunk.first - 1, chunk.first) else None
    if _ruined(scan, chunk) or (before and (before.key == "capital" or before.key in grammar.load().where.reaching)):
        return False
    if scan.key(chunk.last) in scan.lexicon.words.strikes and scan.same(chunk.first, chunk.last):
        return False
    if _between(scan, chunk.first):
        return False
    if before and before.key.endswith("ing") and before.key not in ("including", "during"):
        return True
    if before and (before.key in ("by", "against", "with", "between", "that") or before.key in words.communication):
        return True
    if _is_pressed(scan, chunk.first - 1):
        return True
    if before and before.word and before.key in ("in", "of", "for", "on", "the", "a", "outside"):
        return False
    if not scan.same(chunk.first, chunk.last):
        return False
    after = scan.tokens[_past_others(scan, chunk)]
    if after.key == "s" and after.text != "s":
        return not _of_quarter(scan, chunk)
    if after is not scan.tokens[chunk.last] and after.key in grammar.load().be:
        return False
    return (
        after.key in words.communication
        or after.key in words.irregular
        or (after.key.endswith("ed") and not after.capital)
    )


def _past_others(scan: Scan, chunk: Chunk) -> int:
    """The token past capitals and states that go on a list that opens a clause: "Paris and Berlin condemned"."""
    j, tie = chunk.last, ""
    while scan.tokens[chunk.first].first and tie != "and" and scan.key(j) in (",", "and"):
        tie = scan.key(j)
        name = match_name(scan, j + 1) if scan.same(j, j + 2) else None
        if name is None or name.kind != "state" or name.form not in ("capital", "name"):
            return chunk.last
        j += 1 + len(name.words)
    return j if tie == "and" and scan.same(chunk.first, j) else chunk.last


def _of_quarter(scan: Scan, chunk: Chunk) -> bool:
    """Whether a capital owns a part of itself: "Baghdad's Sadr City", "Honiara's Chinatown", "Oslo's oldest church"."""
    j = chunk.last + 1
    if _owns_site(scan, j):
        return True
    name = match_name(scan, j) if scan.capital(j, chunk.first) else None
    if name is not None:
        return name.kind in PLACES
    end = run_end(scan, j) if scan.capital(j, chunk.first) else j
    return end > j and scan.lexicon.heads.get(scan.key(end - 1)) == "place"


def _owns_site(scan: Scan, start: int) -> bool:
    """Whether the phrase that begins at a token is of a building or the like that a city has, and no state abroad."""
    for j in range(start, start + _PHRASE):
        if (
            not scan.same(start - 1, j)
            or not scan.tokens[j].text.islower()
            or scan.key(j) in scan.lexicon.words.functional
        ):
            return False
        one = scan.key(j).removesuffix("s")
        if one in grammar.load().where.facilities and one not in _ABROAD and ends_phrase(scan, j + 1):
            return True
    return False


def _ruined(scan: Scan, chunk: Chunk) -> bool:
    """Whether a capital is what was shelled, or was hit by a blast or a storm."""
    grammatical, verb = grammar.load(), chunk.last + 1 + (scan.key(chunk.last + 1) == "being")
    if scan.keys(chunk.last, chunk.last + 2) == ("fell", "to") and scan.key(chunk.last + 2) not in grammatical.ranks:
        return True  # "Kabul fell to the rebels"
    if scan.key(chunk.last) not in grammatical.be or not scan.same(chunk.first, verb):
        return False
    if scan.key(verb) not in _HIT and scan.key(verb) in grammatical.where.invaded | grammatical.where.ravages:
        return True
    at = by_of(scan, verb)
    by = scan.keys(at + 1, at + _TIED) if at and scan.key(verb) in _HIT else ()
    return any(key in scan.lexicon.words.strikes or key in grammatical.where.nature for key in by)
