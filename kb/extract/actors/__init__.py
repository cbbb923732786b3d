"""Who acts in a text, and where: names by lexicon, capitals and titles; nouns for people; then who is who.

What counts as what follows how careful readers annotate news:

- "U.S. troops", "Iraq's military", "Israeli soldiers" are one collective actor each, and the state inside is not
  mentioned by itself; "U.S. air strikes" mentions the United States, since nothing else in it acts.
- "the Iranian government", "U.S. authorities" are the state; "FBI agents" are the FBI.
- A person's mention spans title and name, and what stands in it ("U.S. Secretary of State") is no other actor.
- A collective's name has its words as they stand, without article and number: "12 militiamen" are "militiamen".
- A capital is its state where it acts ("Tehran summoned"), else a place; a state after "in" is a place.
- A facility that may be attacked is an organisation: "U.S. Embassy in Baghdad".
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kb.extract.actors.assemble import assemble, place_mentions
from kb.extract.actors.doing import opens_telling
from kb.extract.actors.entities import identify
from kb.extract.actors.epithets import epithets
from kb.extract.actors.headlines import echo
from kb.extract.actors.names import known, opens_body, person, read_capital
from kb.extract.actors.nouns import read_noun
from kb.extract.actors.offices import read_office, widen
from kb.extract.actors.places import placed
from kb.extract.actors.references import refer, resolve
from kb.extract.actors.ruling import ruling
from kb.extract.actors.scan import Chunk, Scan, match_name, match_noun, run_end
from kb.extract.actors.shorts import shorten
from kb.extract.actors.teams import teams
from kb.extract.actors.tokens import tokenise
from kb.extract.actors.unnamed import unnamed
from kb.extract.actors.whose import of_whom, styled
from kb.extract.entries import entries_of
from kb.lexicon import grammar
from kb.lexicon.actors import Noun, load
from kb.model import Actor, DateMention, Document, PlaceMention, Sentence

# "F-15", "K-1", "AK-47": a model, a base, a road, and nobody who acts.
_MODEL = re.compile(r"[A-Z]{1,3}-?\d+[A-Z]?")
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)")
_RANKED = 4  # names behind a title of several


def find_actors(
    document: Document, sentences: Sequence[Sentence], dates: Sequence[DateMention]
) -> tuple[tuple[Actor, ...], tuple[PlaceMention, ...]]:
    """The actors of a document, each once with all its references, and its named places; no input raises."""
    lexicon = load()
    told = entries_of(document.text, sentences, dates)
    entries = {number for number, sentence in enumerate(sentences) if sentence.paragraph in told} if told else set()
    tokens = tokenise(document, sentences, dates, entries, lexicon)
    given, row = lexicon.given, tuple([token.key for token in tokens])
    capitals = [pair for pair in pairwise(tokens) if pair[0].capital and pair[1].capital]
    ranks = lexicon.words.ranks
    surnames = {two.key for one, two in capitals if one.key in given or one.key in ranks}
    pairs = {(one.key, other.key) for one, other in capitals if not one.first and not one.headline}
    lower = {token.key for token in tokens if token.text.islower()}
    scan = Scan(document.text, tokens, row, lexicon, pairs, lower, surnames, entries)
    chunks, seen = _chunks(scan)
    chunks = ruling(scan, teams(scan, shorten(scan, echo(scan, chunks))))
    places = placed(scan, chunks)
    acting = [chunk for chunk, place in zip(chunks, places, strict=True) if not place or chunk.sort == "place"]
    named = resolve(scan, identify(scan, acting))
    references = refer(scan, named)
    named = [*named, *unnamed(scan, named, references), *epithets(scan, named, references)]
    actors = assemble(scan, named, references)
    return actors, place_mentions(scan, chunks, places, seen, named)


def _chunks(scan: Scan) -> tuple[list[Chunk], list[Chunk]]:
    """The chunks of the text, and the known places among them or inside them."""
    found: list[Chunk] = []
    places: list[Chunk] = []
    lexicon, openers, after = scan.lexicon, scan.lexicon.openers, 0
    for i, token in enumerate(scan.tokens):
        if i < after or not (token.capital or token.key in openers):
            continue
        if not token.word or (token.shut and not token.text[0].isupper()):
            continue
        new: list[Chunk] = []
        common = _common(scan, i)
        if not common and (token.key in lexicon.names or token.capital):
            new = _capital(scan, i, found, places)
        if not new and not token.shut and not token.headline and (not token.capital or token.first or common):
            if token.key in lexicon.titles or token.key in lexicon.qualifiers:
                new = read_office(scan, i, found)
            if not new and token.key in lexicon.nouns:
                new = read_noun(scan, i, found)
            new = [of_whom(scan, chunk) for chunk in new]
        found += new
        after = new[-1].last if new else 0
    return found, places


def _common(scan: Scan, i: int) -> bool:
    """Whether the capital of token i is that of a noun for people: "Police said", "the Kurds"."""
    token = scan.tokens[i]
    if not token.capital or token.key not in scan.lexicon.nouns:
        return False
    if token.key in scan.surnames and scan.key(i - 1) not in scan.lexicon.words.determiners:
        return False  # "Dean was freed" of Aaron Dean
    noun = match_noun(scan, i)  # "Kosovo" is none, though "Kosovo Albanians" are
    if noun is None or (scan.capital(i + 1, i) and not _are_named(scan, i, noun)):
        return False
    words, before = scan.lexicon.words, scan.key(i - 1)
    governs = noun.plural in words.government and (before in words.determiners or not scan.capital(i - 1, i))
    inside = scan.capital(i - 1, i) and before not in words.determiners
    party = noun.words[-1].removesuffix("s") in words.parties and not inside
    opens = token.first and not opens_body(scan, i)
    short = token.text.removesuffix("s").isupper() and not inside and before != "("  # "an MP"
    # "The Government of Peru", "Claimant".
    return opens or noun.kind == "people" or governs or party or short


def _are_named(scan: Scan, i: int, noun: Noun) -> bool:
    """Whether the names of those whom a noun for several tells of stand behind it: "Sisters Ann and Mary Berg fled"."""
    return not noun.singular and noun.kind == "kin" and scan.key(i + 1) in scan.lexicon.given


def _capital(scan: Scan, i: int, found: list[Chunk], places: list[Chunk]) -> list[Chunk]:
    token = scan.tokens[i]
    if token.text in scan.lexicon.words.currency_codes and scan.key(i + 1)[:1].isdigit():
        return []  # "NOK 400,000"
    if opens_telling(scan, i) or (token.key in grammar.load().where.roads and scan.key(i + 1)[:1].isdigit()):
        return []  # "on state Route 52"
    words = scan.lexicon.words
    if (token.key in words.ranked or token.key.removesuffix("s") in words.parties) and scan.capital(i + 1, i):
        return []  # "Generals George Meade and Robert Lee", "Plaintiff Ann Berg"
    if token.shut or token.headline:
        name = match_name(scan, i)
        chunk = known(scan, i, name) if name else None
        if chunk is not None and token.shut and chunk.sort not in ("place", "state"):
            return []
    elif state := styled(scan, i):
        chunk = state
    elif _is_ranked(scan, i):
        chunk = person(scan, i)
    else:
        chunk = read_capital(scan, i)
    if chunk is None or (not chunk.known and _MODEL.fullmatch(chunk.name)):
        return []
    if _is_hall(scan, chunk):
        chunk = Chunk(chunk.first, chunk.last + 2, scan.words(chunk.first, chunk.last + 2), "place", (chunk.name,))
    if _is_house(scan, chunk):
        chunk = replace(chunk, last=chunk.last + 1, name=scan.words(chunk.first, chunk.last + 1), sort="company")
    if chunk.sort in ("person", "description"):
        chunk = widen(scan, chunk, found)
    if chunk.sort == "organisation" and not chunk.known and _is_numbered(scan, i):
        chunk = replace(chunk, first=i - 1, name=scan.words(i - 1, chunk.last), keys=scan.keys(i - 1, chunk.last))
    places += [chunk] if chunk.sort == "place" else _places_in(scan, chunk)
    return [chunk]


def _is_ranked(scan: Scan, i: int) -> bool:
    """Whether token i is one of the surnames behind a title of several: "Presidents Putin and Erdogan met"."""
    lexicon = scan.lexicon
    headed = scan.key(i) in lexicon.heads and scan.key(i) not in lexicon.words.weak_heads
    if not scan.capital(i, i) or run_end(scan, i) > i + 1 or headed:
        return False
    j = i - 1
    for _ in range(_RANKED):
        if not scan.same(j, i):
            return False
        if scan.key(j) in lexicon.words.ranked:
            named = scan.capital(j - 1, i) and scan.key(j - 1) not in lexicon.words.determiners
            return scan.capital(j + 1, i) and not named  # "the Peace Officers Section"
        if scan.key(j) not in ("and", ","):
            return False
        j -= 1
        while scan.capital(j, i) and scan.key(j) not in lexicon.words.ranked:
            j -= 1
    return False


def _is_numbered(scan: Scan, i: int) -> bool:
    """Whether a number that tells which one stands before a body: "the 82nd Airborne Division"."""
    before = scan.tokens[i - 1] if scan.same(i - 1, i) else None
    return before is not None and not before.shut and _ORDINAL.fullmatch(before.text) is not None


def _is_hall(scan: Scan, chunk: Chunk) -> bool:
    """Whether a name owns a building in name alone: "at Ford's Theatre"."""
    j, words = chunk.last, scan.lexicon.words
    alone = chunk.sort in ("company", "organisation", "unknown") and j - chunk.first == 1 and scan.key(j) == "s"
    return alone and scan.capital(j + 1, j) and scan.key(j + 1) in words.sites and not scan.capital(j + 2, j)


def _is_house(scan: Scan, chunk: Chunk) -> bool:
    """Whether the "'s" behind a name is part of it, since a verb with an object follows: "Sotheby's sold the vase"."""
    j = chunk.last
    if chunk.known or chunk.last - chunk.first > 1 or not scan.same(j - 1, j + 2) or scan.key(j) != "s":
        return False
    verb, words = scan.key(j + 1), scan.lexicon.words
    past = verb in words.irregular or (verb.endswith("ed") and len(verb) > len("need"))
    return past and (scan.key(j + 2) in words.determiners or scan.key(j + 2) in words.possessive)


def _places_in(scan: Scan, chunk: Chunk) -> list[Chunk]:
    """The place that a longer name holds: "U.S. Embassy in Baghdad"."""
    for j in range(chunk.first + 1, chunk.last - 1):
        if scan.key(j) == "in" and (name := match_name(scan, j + 1)):
            return [known(scan, j + 1, name)]
    return []
