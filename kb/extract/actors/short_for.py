"""Capitals that are nobody's name: what some in brackets are short for, and parts of an address."""

from kb.extract.actors.scan import Scan


def abbreviates(scan: Scan, i: int) -> bool:
    """Whether capitals in brackets are short for plain words that name no body, "chief operating officer (COO)", or
    are what a share goes by, "Harlow Corp. (HC.N)", or a part of an address."""
    if scan.key(i - 1) == "(" and scan.keys(i + 1, i + 4)[::2] == (".", ")"):
        return True
    if _is_address(scan, i):
        return True
    if scan.key(i - 1) != "(" or scan.key(i + 1) != ")" or not scan.tokens[i - 2].text.islower():
        return False
    words, noun = scan.lexicon.words, scan.key(i - 2)
    several = any(not one.singular for one in scan.lexicon.nouns.get(noun, ()))
    return noun not in words.bodies and noun not in scan.lexicon.heads and not several


def _is_address(scan: Scan, i: int) -> bool:
    """Whether two letters say in what state or on what side a town or a street lies: "Omaha, NE", "Hall Street SE"."""
    words = scan.lexicon.words
    if scan.key(i) in words.sides and scan.capital(i - 1, i) and i > 1:
        return True
    return scan.key(i) in words.postal and scan.key(i - 1) == "," and scan.tokens[i - 2].capital and i > 1
