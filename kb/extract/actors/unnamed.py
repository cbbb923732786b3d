"""Bodies told by a plain noun that takes up no name, where they do something: "the school expelled two pupils"."""

from collections.abc import Sequence

from kb.extract.actors.doing import is_to_come
from kb.extract.actors.pronouns import Named
from kb.extract.actors.scan import Chunk, Identity, Scan, past_date
from kb.lexicon import grammar, triggers
from kb.model import Span

_ARTICLES = ("the", "a", "an", "another")
_TOWN = 4  # tokens
_HELPED = ("has", "had")
_WAS = ("was", "were", "been")
_ASIDE = 12  # tokens
_TURNS = ("meanwhile", "however", "too", "therefore", "though", "instead", "nevertheless", "nonetheless")


def unnamed(scan: Scan, named: Sequence[Named], references: Sequence[tuple[Span, Identity]]) -> list[Named]:
    """The bodies without a name that do something, and that no name of the text stands for."""
    words = scan.lexicon.words
    nouns = words.bodies | (grammar.load().harm.craft & words.vessel_nouns)
    taken = {span.end for span, _ in references} | {scan.tokens[chunk.last - 1].end for chunk, _ in named}
    found: list[Named] = []
    for i, token in enumerate(scan.tokens):
        if token.key in nouns and token.text.islower() and token.end not in taken and _acts(scan, i):
            chunk = Chunk(
                i - 1, i + 1, token.text, "collective", (token.key,), "body", token.key, article=scan.key(i - 1)
            )
            found.append((chunk, ("collective", token.key)))
    return found


def _acts(scan: Scan, i: int) -> bool:
    """Whether a noun is who does what the verb behind it tells, "the school expelled", "the club has sued"; not one
    behind a preposition ("the bombing of a bank killed nine"), nor a warship that only goes or sinks."""
    words, verb = grammar.load(), past_date(scan, _past_aside(scan, _past_town(scan, i + 1)))
    if not scan.same(i - 1, verb) or scan.key(i - 1) not in _ARTICLES:
        return False
    if scan.same(i - 2, i) and scan.key(i - 2) in words.prepositions:
        return False
    verb += scan.key(verb) in _HELPED
    verb += scan.key(verb) in words.adverbs
    low = scan.key(verb)
    sails = scan.key(i) in words.harm.craft and low in words.intransitive
    sails = sails and scan.key(verb + 1) not in words.determiners
    told = low in scan.lexicon.words.communication or (triggers.load().is_past(low) and low not in words.auxiliaries)
    told = told or is_to_come(scan, verb) or (low in _WAS and scan.same(i, verb + 1) and _is_done(scan, verb + 1))
    return told and not sails and scan.same(i, verb)


def _is_done(scan: Scan, i: int) -> bool:
    """Whether a participle behind "was" tells what a body has done to it: "was fined", "had been sued"."""
    i += scan.key(i) == "been"
    i += scan.key(i) in grammar.load().adverbs
    return triggers.load().is_past(scan.key(i)) and scan.key(i) not in grammar.load().auxiliaries


def _past_town(scan: Scan, i: int) -> int:
    """The token behind where a body is, "the hospital in Leeds paid"; else the token itself."""
    j = i + 1
    while scan.key(i) in ("in", "near") and scan.same(i, j) and scan.capital(j, i) and j < i + _TOWN:
        j += 1
    return j if j > i + 1 else i


def _past_aside(scan: Scan, i: int) -> int:
    """The token behind two commas between which a participle or "which" tells more of a noun, "the bank, accused of
    theft, paid", or a word ties the sentence to the last one, "the bank, meanwhile, paid"; else the token itself."""
    low = scan.key(i + 1)
    if scan.key(i) == "," and low in _TURNS and scan.key(i + 2) == "," and scan.same(i, i + 3):
        return i + 3
    if scan.key(i) != "," or not (low == "which" or triggers.load().is_past(low)):
        return i
    end = next((j for j in range(i + 2, i + _ASIDE) if scan.key(j) == "," or not scan.same(i, j)), i)
    return end + 1 if scan.key(end) == "," and scan.same(i, end + 1) else i
