"""What capitals in brackets are short for that are nobody's name."""

from kb.extract.actors.scan import Scan


def abbreviates(scan: Scan, i: int) -> bool:
    """Whether capitals in brackets are short for plain words that name no body, "chief operating officer (COO)", or
    are what a share goes by, "Harlow Corp. (HC.N)"."""
    if scan.key(i - 1) == "(" and scan.keys(i + 1, i + 4)[::2] == (".", ")"):
        return True
    if scan.key(i - 1) != "(" or scan.key(i + 1) != ")" or not scan.tokens[i - 2].text.islower():
        return False
    words, noun = scan.lexicon.words, scan.key(i - 2)
    several = any(not one.singular for one in scan.lexicon.nouns.get(noun, ()))
    return noun not in words.bodies and noun not in scan.lexicon.heads and not several
