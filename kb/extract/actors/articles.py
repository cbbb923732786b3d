"""Where the phrase of a noun like "the company" begins: its definite article, over what stands between."""

from kb.extract.actors.scan import Scan, match_name
from kb.lexicon import grammar

_HOME = 9
_FAR = 12


def article(scan: Scan, i: int) -> int:
    """The token of the definite article of a noun, over at most two words between, or over what a company makes; -1 if
    there is none."""
    article = _near_article(scan, i)
    return article if article >= 0 or scan.key(i) not in scan.lexicon.words.company_nouns else _far_article(scan, i)


def _near_article(scan: Scan, i: int) -> int:
    """The token of the definite article of a noun, over at most two words between; -1 if there is none."""
    for j in range(i - 1, max(i - 4, -1), -1):
        if not scan.same(j, i) or scan.tokens[j].shut:
            return -1
        if scan.key(j) in ("the", "this", "that"):
            return j
        if scan.key(j) == ",":
            return _home(scan, j)
        if scan.key(j).endswith("-based"):
            return _before_town(scan, j)
        if (land := match_name(scan, j)) and land.kind == "state" and j < i - 1 + (land.form == "adjective"):
            continue  # "the U.S. car maker"
        if (
            not scan.tokens[j].text.isalpha()
            or scan.key(j) in scan.lexicon.words.functional
            or not scan.tokens[j].text.islower()
        ):
            return -1
    return -1


def _before_town(scan: Scan, based: int) -> int:
    """The article before a town where something is based, "the New York-based group"; -1 if none is."""
    j = based - 1
    while j > based - _HOME and (scan.tokens[j].capital or scan.key(j) in (",", ".")) and scan.key(j) != "the":
        j -= 1
    return j if scan.key(j) == "the" and scan.same(j, based) else -1


def _far_article(scan: Scan, i: int) -> int:
    """The article of a company's noun over what it makes and its town, "the Oslo oil and gas exploration company",
    "the Leeds, Ala.-based computer printer maker"; -1 if a verb or a preposition stands between."""
    for j in range(i - 1, max(i - _FAR, -1), -1):
        token, key = scan.tokens[j], scan.key(j)
        if not scan.same(j, i) or token.shut:
            return -1
        if key == "the":
            return j
        town = token.capital or key in (",", "-", ".", "based")
        verbal = key in scan.lexicon.words.irregular or key.endswith(("ed", "ly")) or key in grammar.load().auxiliaries
        plain = token.text.islower() and token.text.isalpha() and key not in scan.lexicon.words.functional
        if not town and not (plain and not verbal) and key != "and":
            return -1
    return -1


def _home(scan: Scan, comma: int) -> int:
    """The article before a town and its state, whose comma this is ("the Leeds, Ala., company"); -1 if none is."""
    commas = 0
    for i in range(comma - 1, max(comma - _HOME, -1), -1):
        if scan.key(i) == "the" or not scan.same(i, comma):
            return i if commas == 1 and scan.same(i, comma) else -1
        commas += scan.key(i) == ","
        if not (scan.tokens[i].capital or scan.key(i) in (",", ".")):
            break
    return -1
