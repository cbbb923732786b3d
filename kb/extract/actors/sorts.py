"""What an unknown name is by the words around it: a person, a company, a body, a place."""

from collections.abc import Sequence
from dataclasses import replace

from kb.extract.actors.scan import Chunk, Scan, match_name
from kb.extract.actors.towns import in_feature, is_town
from kb.lexicon import grammar

GOING = ("fled", "fleeing", "entered", "reached", "besieged", "recaptured", "retook")
_PEOPLE = {"publisher", "operator", "parent", "brewer"}  # "Publisher Ann Berg"
_CLUBS = ("fc", "ac", "afc", "cf", "sc")  # before the town of a football club
_FIGURES = {"posted": 7, "reported": 7, "said": 4}  # tokens in which its figures stand
_NET = frozenset("net operating pretax quarterly first-quarter second-quarter third-quarter fourth-quarter".split())
_APPOSED = 4  # tokens
_OWNER = 4  # tokens from a comma to the end of "the world's"
_RANKED = frozenset("largest biggest oldest leading main top second third fourth busiest richest".split())
_WORKS = frozenset(
    "mine mines plant factory refinery mill colliery quarry smelter shipyard brewery dam reactor".split()
)
_PAPERS = frozenset(("magazine", "newspaper", "weekly", "tabloid", "daily"))
_HONOURS = frozenset("award awards prize prizes medal medals trophy trophies telecast statuette nomination".split())
_SHARES = frozenset(("shares", "stock", "shareholders"))
_ITS = _SHARES | frozenset(("board", "bondholders", "creditors", "shareholder"))


def settle(scan: Scan, chunk: Chunk, chunks: Sequence[Chunk], n: int) -> Chunk:
    """An unknown name of two words and more is a person unless the words around it say otherwise."""
    if chunk.sort != "unknown":
        return chunk
    words = scan.lexicon.words
    behind = scan.key(chunk.last) if scan.same(chunk.first, chunk.last) else ""
    paper = behind in _PAPERS and chunk.article not in ("a", "an") and chunk.keys[0] not in scan.lexicon.given
    club = len(chunk.keys) > 1 and chunk.keys[0] in _CLUBS
    if paper or club or (chunk.article == "the" and behind in words.naming):
        # "The Maariv newspaper", "in Rolling Stone magazine", "FC Barcelona".
        return replace(chunk, sort="organisation")
    if behind in _HONOURS and scan.tokens[chunk.last].text.islower() and _is_led(scan, chunk):
        return replace(chunk, sort="thing")  # "hosted the Tony awards", "his Pulitzer prize"
    if is_town(scan, chunk, chunks[n - 1] if n else None):
        return replace(chunk, sort="place")
    if chunk.last - chunk.first > 1 and in_feature(scan, chunk):
        return replace(chunk, sort="thing")
    sort = _class_before(scan, chunk) or _class_behind(scan, chunk) or _traded(scan, chunk) or _posting(scan, chunk)
    if sort:
        return replace(chunk, sort=sort)
    if chunk.last - chunk.first == 1:
        return chunk
    site = scan.key(chunk.last) if scan.same(chunk.first, chunk.last) and scan.tokens[chunk.last].text.islower() else ""
    if site in _WORKS and scan.key(chunk.first - 1) not in ("'s", "s"):
        return replace(chunk, sort="thing")  # "an explosion at the state-owned Harlow Hill mine"
    plain = all(key.isalpha() or "-" in key for key in chunk.keys)
    if chunk.article == "the" or not plain or len(chunk.keys) > 4 or "amp" in chunk.keys:
        return replace(chunk, sort="organisation")
    battle = chunk.article == "of" and scan.key(chunk.first - 2) in grammar.load().where.battles
    if battle or word_before(scan, chunk) in words.strictly_locative or _headed_for(scan, chunk):
        return replace(chunk, sort="place")
    streets = grammar.load().where.streets
    if n and chunks[n - 1].sort == "place" and {chunks[n - 1].keys[-1], chunk.keys[-1]} <= streets:
        return replace(chunk, sort="place")  # "on Elm Street and Mill Lane"
    if n and chunks[n - 1].sort == "place" and chunks[n - 1].last == chunk.first - 1 and chunk.article == ",":
        return replace(
            chunk, sort="person" if _holds(scan, chunks[n - 2] if n > 1 else None, chunks[n - 1]) else "place"
        )
    after = scan.key(chunk.last)
    if after == "," and scan.same(chunk.first, chunk.last + 1):
        name = match_name(scan, chunk.last + 1)
        if name and name.kind in ("state", "u.s. state") and name.form == "name":
            return replace(chunk, sort="place")
    return replace(chunk, sort="person")


def _is_led(scan: Scan, chunk: Chunk) -> bool:
    """Whether an article, an owner or a number stands before a name, so that no verb is behind it."""
    words = scan.lexicon.words
    led = chunk.article in ("the", "a", "an", "s") or chunk.article in words.possessive or chunk.article[:1].isdigit()
    return led and scan.same(chunk.first - 1, chunk.last + 1)


def _class_before(scan: Scan, chunk: Chunk) -> str:
    """What the noun before an unknown name says that it names: "cable operator Seacom" a company, "rebel group Dawn" an
    organisation; "" when it says nothing, or a clause may begin ("the bank Omar robbed")."""
    words, noun = scan.lexicon.words, chunk.article
    if len(chunk.keys) > 1 and chunk.keys[0] in words.firms:
        return "company"  # "Banco de Lima"
    if noun == "of" and scan.key(chunk.first - 2) in ("firm", "company"):
        return "company"  # "the Swiss firm of Asea Brown Boveri"
    lead = scan.tokens[chunk.first - 1]
    if (
        not (lead.text.islower() or (lead.first and noun in words.company_nouns - _PEOPLE))
        or chunk.keys[0] in scan.lexicon.given
        or scan.tokens[chunk.first].headline
        or chunk.keys[0] in scan.surnames
    ):
        return ""
    bare = scan.key(chunk.first - 2) == "the" and scan.same(chunk.first - 2, chunk.last)
    after = scan.key(chunk.last)
    if bare and (after in words.irregular or after.endswith("ed")):
        return ""
    if noun in words.company_nouns or noun in words.naming:
        return "company"
    known = noun in words.group_nouns or noun in words.official_nouns or noun in words.vessel_nouns
    return "organisation" if known else ""


def _class_behind(scan: Scan, chunk: Chunk) -> str:
    """A company when what stands behind its comma says so: "Skyjet, an airline based in Oslo, failed", "Skyjet, the
    world's largest airline, failed"."""
    words, j = scan.lexicon.words, chunk.last
    if scan.key(j) != "," or chunk.keys[0] in scan.lexicon.given:
        return ""
    owner = next((k for k in range(j + 2, j + 2 + _OWNER) if scan.key(k) == "s" and scan.same(j, k)), 0)
    ranked = owner and scan.key(owner + 1) in _RANKED
    if not ranked and scan.key(j + 1) not in ("a", "an", "the"):
        return ""
    begin = owner + 2 if ranked else j + 2
    for k in range(begin, begin + _APPOSED):
        if not scan.same(j, k) or not scan.tokens[k].word or scan.key(k) in words.functional:
            return ""
        if scan.key(k) in words.company_nouns or (owner and scan.key(k).removesuffix("s") in words.company_nouns):
            after = scan.key(k + 1)
            ends = not after.isalpha() or after in words.functional or after.endswith("ed")
            return "company" if ends and scan.key(chunk.first - 1) != "," else ""
    return ""


def _traded(scan: Scan, chunk: Chunk) -> str:
    """A company when shares follow: "Halden shares fell", "Halden's board met"."""
    first = chunk.keys[0]
    known = first in scan.lexicon.ordinary or first in scan.lower or first in scan.lexicon.given
    known = known or chunk.keys[-1] in scan.surnames
    owns = scan.key(chunk.last) == "s" and scan.tokens[chunk.last].text in ("'s", "’s")
    follows = scan.same(chunk.first, chunk.last + owns) and scan.key(chunk.last + owns) in (_ITS if owns else _SHARES)
    return "company" if follows and not known and not scan.tokens[chunk.first].headline else ""


def _posting(scan: Scan, chunk: Chunk) -> str:
    """A company when it tells its figures: "Unisys posted a loss", "Navigation Mixte said net income fell"."""
    first, verb = chunk.keys[0], scan.key(chunk.last)
    posted = verb == "posted" and chunk.last - chunk.first == 1
    if verb in _FIGURES and not posted:
        near = scan.keys(chunk.last + 1, chunk.last + _FIGURES[verb])
        own = verb != "said" or not _NET.isdisjoint(near[:2])  # whoever may say that "sales fell"
        posted = own and not scan.lexicon.words.figures.isdisjoint(near)
    if not posted or scan.tokens[chunk.first].headline or chunk.keys[-1] in scan.surnames:
        return ""
    singular = (first, first.removesuffix("s"), first.removesuffix("es"))
    common = any(word in scan.lower or word in scan.lexicon.ordinary for word in singular)
    return "" if common or first in scan.lexicon.given or first in scan.lexicon.nouns else "company"


def _holds(scan: Scan, office: Chunk | None, home: Chunk) -> bool:
    """Whether a name behind a place is that of who holds an office there: "the mayor of Leeds, Abba Yusuf,"."""
    return office is not None and office.sort == "description" and scan.keys(office.last, home.first) == ("of",)


def _headed_for(scan: Scan, chunk: Chunk) -> bool:
    """Whether someone goes to or comes from what a name names: "moved to Merthyr Tydfil", "fled Zarif"."""
    if chunk.article in GOING and chunk.keys[0] not in scan.lexicon.given:
        return True
    if chunk.article not in ("to", "from") or chunk.keys[0] in scan.lexicon.given:
        return False
    verb = chunk.first - 2
    return scan.same(verb, chunk.first) and scan.key(verb) in grammar.load().where.moves


def word_before(scan: Scan, chunk: Chunk) -> str:
    """The word before a name, or before the word that says which part of a land it is: "in downtown Palmer"."""
    j = chunk.first - 1
    aimed = scan.tokens[j].text.islower() and scan.key(j) in grammar.load().where.directions
    return scan.key(j - 1) if aimed and scan.same(j - 1, chunk.first) else chunk.article
