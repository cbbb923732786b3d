"""People told by their nation alone: one, "a Libyan was arrested", or so many, "four Americans"."""

from kb.extract.actors.ages import age_before
from kb.extract.actors.scan import Scan, match_name

_ENDS = ("n", "i", "ard", "swede", "lander", "ourger")  # not "the French", "the British", who are the state
_ONE = frozenset(("a", "an", "another", "one"))
# What may stand between the article and the nation of one person.
_LIKE = frozenset(("young", "elderly", "middle-aged", "fellow", "suspected", "wounded", "wealthy", "dead", "masked"))
# What somebody of a nation does elsewhere: "an American living in Paris".
_DOING = frozenset(
    """living working studying serving staying travelling traveling residing teaching fighting vacationing holidaying
    hiking training""".split()
)


def is_counted(scan: Scan, i: int, last: int) -> bool:
    """Whether a people is so many persons ("four Americans", "the Danes were freed"), no state ("the Israelis")."""
    before = scan.key(i - 1) if scan.same(i - 1, i) else ""
    if before == "the" and scan.key(last) == "were" and scan.key(last + 1) in scan.lexicon.words.befalling:
        return True
    return before not in ("the", "by", "with")


def is_one(scan: Scan, i: int, last: int) -> bool:
    """Whether an adjective stands for one person ("a Libyan was arrested", "the Libyan's trial", "a young German")."""
    if not scan.same(i - 1, i) or not scan.same(i, last):
        return False
    definite = scan.key(i - 1) == "the" and scan.key(last - 1).endswith(_ENDS)
    if not (definite or scan.key(_told(scan, i)) in _ONE):
        return False
    token, words = scan.tokens[last], scan.lexicon.words
    if token.key in ("and", "or") and (other := match_name(scan, last + 1)) and other.form == "adjective":
        return False  # "the Kenyan and Tanzanian capitals"
    led = scan.key(last + 1) in words.functional - {"and", "or"}
    if led and (token.key.endswith("ed") or token.key in _DOING):
        return True  # "an Australian hosted the show", not "a Russian backed militia"
    verb = token.shut or token.key in words.functional or token.key in words.irregular
    return verb or token.text in (",", ".") or token.key == "s"


def _told(scan: Scan, i: int) -> int:
    """The token of the article before a nation, past an age or a word of what somebody is like."""
    before = i - 1
    if age := age_before(scan, before):
        return age - 1
    return before - (scan.key(before) in _LIKE)
