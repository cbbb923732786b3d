"""How many were lost or hurt where no verb of harm counts them: "lost 12 men", "claimed his life", "suffered burns"."""

from kb.extract.mentions.numbers import hedged, number_at, number_ending
from kb.extract.mentions.subjects import DYING, subject
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.victims import ONE, listed
from kb.lexicon import grammar
from kb.model import Figure

_UNREAL = frozenset("not no without if attempted attempting tried conspiracy feared presumed".split())
_NEAR = 5
_SIDES = frozenset(("loyal", "opposed", "allied", "linked", "close"))
_CLAIMING = frozenset(("claim", "claims", "claimed", "claiming"))
_TAKING = frozenset("take takes took taken taking".split())
_LOSING = frozenset(("lose", "loses", "lost", "losing"))
_ONES = ("his", "her")
_SAME_ONE = ("and", "but", "later", "he", "she")
_THEIRS = ("his", "her", "their", "my", "our")


def lost(clauses: Clauses, start: int, end: int) -> Figure | None:
    """ "Lost 12 men in a clash", "lost his wife in a fire", "sank with the loss of all 12 on board"."""
    words = grammar.load().harm
    for i in range(start, end - 2):
        if clauses.low(i) in ("lost", "losing") and _loses_people(clauses, i):
            figure = None if unreal(clauses, i) or clauses.has_be(i) else listed(clauses, i + 1, end)
        elif clauses.low(i) == "loss" and clauses.low(i + 1) == "of":
            aboard = not words.fallen.isdisjoint(clauses.lows(i + 3, i + _NEAR + 2))
            figure = listed(clauses, i + 2, end) if aboard else None
        else:
            continue
        if figure:
            return figure
    return None


def _loses_people(clauses: Clauses, i: int) -> bool:
    """Whether who is lost is a soldier or the like, or of one's family: "lost 12 men", "lost his wife",
    "lost a son"."""
    known = grammar.load().where.kin
    kin = clauses.low(i + 1) in _THEIRS and not known.isdisjoint(clauses.lows(i + 2, i + 4))
    number = clauses.low(i + 1) in ("a", "an") or number_at(clauses, i + 1) is not None
    counted = number and clauses.low(i + 2) in known  # "lost two sons"
    return kin or counted or not grammar.load().harm.fallen.isdisjoint(clauses.lows(i + 2, i + _NEAR))


def life(clauses: Clauses, start: int, end: int) -> Figure | None:
    """ "The blast claimed the life of a nurse", "the crash that took his life", "Omar lost his life": the one; "the
    lives of 169 miners were lost"."""
    for i in range(start, end):
        if clauses.low(i) == "lives" and (several := _lives(clauses, i, end)):
            return several
        if clauses.low(i) != "life":
            continue
        verb, own = clauses.low(i - 2), clauses.low(i - 1) in _ONES and _ends(clauses, i + 1)
        told = verb in _CLAIMING | _TAKING | _LOSING and not unreal(clauses, i - 2)
        if told and own:
            return ONE
        if told and clauses.lows(i - 1, i + 2) == ("the", "life", "of") and verb not in _LOSING:
            return listed(clauses, i + 2, end) or (ONE if verb in _CLAIMING else None)
    return None


def _lives(clauses: Clauses, i: int, end: int) -> Figure | None:
    """ "The lives of nine men were lost", "nine lives were lost", "took the lives of nine men"."""
    gone = any(clauses.low(j) == "lost" and clauses.has_be(j) for j in range(i + 1, min(end, i + 2 * _NEAR)))
    taken = clauses.low(i - 1) == "the" and clauses.low(i - 2) in _CLAIMING | _TAKING
    if not (gone or taken):
        return None
    if clauses.low(i + 1) == "of":
        return listed(clauses, i + 2, end)
    number = number_ending(clauses, i - 1)
    return hedged(clauses, number) if gone and number is not None else None


def _ends(clauses: Clauses, i: int) -> bool:
    """Whether a phrase ends before a token: no "his life savings", "her life's work"."""
    words = grammar.load()
    low = clauses.low(i)
    loose = low in words.prepositions or low in words.openers or low in ("and", "or") or clauses.is_date(i)
    return loose or i >= len(clauses.tokens) or (not clauses.tokens[i].word and low not in words.possessive)


def suffered(clauses: Clauses, start: int, end: int) -> Figure | None:
    """ "Eight others suffered burns", "two men sustained head wounds", "left two with serious injuries"."""
    harm = grammar.load().harm
    for i in range(start, end):
        if clauses.low(i) in ("left", "leaving") and not harm.wounds.isdisjoint(clauses.lows(i + 3, i + _NEAR + 2)):
            at = next((j for j in range(i + 2, i + _NEAR) if clauses.low(j) == "with"), i)
            return listed(clauses, i + 1, at) if at > i and not unreal(clauses, i) else None
        if clauses.low(i) in harm.suffered and not harm.wounds.isdisjoint(clauses.lows(i + 1, i + _NEAR)):
            return None if unreal(clauses, i) else subject(clauses, i, start)
    return None


def taken_in(clauses: Clauses, start: int, end: int) -> Figure | None:
    """ "Twenty passengers were taken to hospital", "the blast sent seven workers to hospital"."""
    words = grammar.load()
    for i in range(start, end):
        near = clauses.lows(i + 1, i + _NEAR)
        treated = clauses.low(i) == "treated" and not words.harm.wounds.isdisjoint(near)
        taken = clauses.low(i) in words.harm.taken and not words.harm.clinics.isdisjoint(near)
        if taken or treated:
            told = subject(clauses, i, start) if clauses.has_be(i) else listed(clauses, i + 1, end)
            return None if unreal(clauses, i) or (told == ONE and _in_vain(clauses, i)) else told
    return None


def _in_vain(clauses: Clauses, i: int) -> bool:
    """Whether who was taken to a hospital died: "was taken to hospital on Friday, where he died", "and died"."""
    told = range(i + 1, len(clauses.tokens))
    return any(clauses.low(j) in DYING and clauses.low(j - 1) in _SAME_ONE for j in told)


def unreal(clauses: Clauses, i: int) -> bool:
    words = grammar.load()
    # The month of May is no "may".
    before = [token.low for token in clauses.tokens[max(0, i - 4) : i] if token.date < 0]
    before = before[before.index("but") :] if "but" in before else before  # "killed no one but injured 14"
    if clauses.has_be(i) and not words.nobody.isdisjoint(clauses.lows(max(clauses.begin(i), i - 2 * _NEAR), i)):
        return True  # "none of the 60 passengers was hurt"
    base = not clauses.low(i).endswith(("ed", "ing")) and "to" in before and "have" not in before
    # "Troops loyal to him kill nine".
    base = base and _SIDES.isdisjoint(clauses.lows(i - 2 * _NEAR, i))
    nearly = before[-1:] in (["nearly"], ["almost"])  # "two nearly killed"
    return base or nearly or any(w in words.nobody or w in words.unreal or w in _UNREAL for w in before)
