"""Bodies without a name of their own that act: "the foreign ministry", "a Swiss bank", "Spain's largest airline".

With an article alone ("the bank") such a noun takes up a body that the text has named, or is too vague to list.
"""

from dataclasses import replace

from kb.extract.actors.scan import Chunk, Scan
from kb.lexicon import grammar
from kb.lexicon.actors import Noun

_STEPS = 4
_ARTICLES = ("the", "a", "an", "another", "its", "their")
_LANDS = ("state", "place")
_WHOLES = (*_LANDS, "organisation", "company", "unknown")


def read_body(scan: Scan, noun: Noun, i: int, found: list[Chunk]) -> list[Chunk]:
    """The phrase of a body whose noun begins at token i, when a word before it tells which; takes the names that it
    absorbs out of `found`."""
    start, taken = _start(scan, i, found)
    lead = start - 1 - (scan.key(start - 1) == "same")  # "the same federal panel"
    article = scan.key(lead) if scan.same(lead, i) else ""
    owned = bool(taken) and start == taken[0].first and scan.key(taken[0].last) in ("s", "'", "’")
    plain = [scan.key(j) for j in range(start, i) if not any(c.first <= j < c.last for c in taken)]
    words = scan.lexicon.words
    vague = not taken and words.vague.issuperset(plain)
    told = article in ("a", "an") and scan.key(start - 2) in grammar.load().be  # "Harlow is a Swiss bank"
    if start == i or vague or told or not (owned or article in _ARTICLES):
        return []
    del found[len(found) - len(taken) :]
    first, end = (lead if article in _ARTICLES else start), i + len(noun.words)
    keys = tuple(k for chunk in taken for k in ((chunk.name,) if chunk.known else chunk.keys))
    lower = tuple(key for key in plain if key not in ("s", "'", "’"))
    name = scan.words(start, end)
    return [
        Chunk(first, end, name, "collective", (noun.plural, *keys, *lower), "body", noun.words[-1], article=article)
    ]


def _start(scan: Scan, i: int, found: list[Chunk]) -> tuple[int, list[Chunk]]:
    """Where the words begin that tell which body, and the names among them."""
    words, start, taken = scan.lexicon.words, i, list[Chunk]()
    of = _WHOLES if scan.key(i) in words.organs else _LANDS  # "a Senate panel", but "the Maariv newspaper" is Maariv
    for _ in range(_STEPS):
        before = start - 1
        if not scan.same(before, i):
            break
        chunk = found[-1 - len(taken)] if len(taken) < len(found) else None
        token = scan.tokens[before]
        owner = token.key == "s" or token.text in ("'", "’")
        if chunk and chunk.last == start - owner and (owner or chunk.sort in of):
            start = chunk.first + (chunk.article != "" and scan.key(chunk.first) == chunk.article)
            taken.insert(0, replace(chunk, first=start))
            if owner:
                break
        elif chunk and token.key in words.linkers and scan.hyphened(before) and chunk.last == before - 1:
            start = chunk.first  # "the U.S.-led coalition"
            taken.insert(0, chunk)
        elif owner and scan.tokens[before - 1].text.islower() and scan.key(before - 2) in _ARTICLES:
            start = before - 1  # "the country's biggest union"
            break
        elif owner and token.key != "s" and scan.tokens[before - 1].text.islower():
            start = before - 1  # "the state brewers' association"
        elif _is_plain(scan, before):
            verbal = token.key in words.irregular or (token.key.endswith(("ed", "ly")) and "-" not in token.text)
            if verbal or token.key in words.functional or token.key in words.determiners:
                break
            start = before
        else:
            break
    return start, taken


def _is_plain(scan: Scan, i: int) -> bool:
    """Whether a token is a word that may tell which body is meant: "central", "Islamist"."""
    token = scan.tokens[i]
    small = not token.capital or token.key in scan.lexicon.words.proper
    return not token.shut and small and token.text.replace("-", "").isalpha()
