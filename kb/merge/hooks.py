"""Where mentions that may tell of one event can meet: two are compared only when they share a hook.

A hook is a name for something of an event and a time. The same hooks find the neighbours of a mention in the store, so
that what is compared does not depend on what was added before.
"""

from collections.abc import Iterator, Sequence
from heapq import nsmallest
from typing import NamedTuple

from kb.merge.signs import Known, Signs
from kb.merge.times import NEAR
from kb.model import Mention
from kb.when import iso

# Articles may date one event some days apart: what hangs in a window of days is looked for from the windows beside it,
# so that two near days always meet.
_STEP = NEAR + 1
_LONGEST = 10  # days that a date may span and still be looked for among single days
_FINE, _COARSE = "fine", "coarse"
_NAMES = 2  # of the names around a sentence, by which the same act within days is looked for
_REGION = 10_000  # characters; what stands that near in one document meets, farther apart only what shares more
MOST = 100  # mentions on one hook, the first in canonical order, that all others on it are compared with


class Hooks(NamedTuple):
    """The hooks of a mention, and those of the mentions that it is compared with."""

    own: frozenset[str]
    wanted: frozenset[str]


def hooks(signs: Signs) -> Hooks:
    """A mention wants what hangs near it, and others of its actors and of its act by precision.

    A date that says little ("in 2019", none) is looked for beside all others of the same actor, one that says much only
    beside those that say little: the many that say much meet on their day. It is the same both ways.
    """
    deeds = list(_deeds(signs))
    here, precision = list(_here(signs)), _precision(signs)
    vague = [*(f"{kin} {name}" for name, kin in _bearers(signs)), *_in_a_year(signs, deeds)]
    fits = (_COARSE,) if precision == _FINE else (_FINE, _COARSE)
    return Hooks(
        frozenset((*here, *_about(signs, deeds, 0), *(f"{precision} {one}" for one in vague))),
        frozenset((*here, *_about(signs, deeds, 1), *(f"{fit} {one}" for one in vague for fit in fits))),
    )


def _precision(signs: Signs) -> str:
    return _FINE if signs.days and signs.days[1] - signs.days[0] < _LONGEST else _COARSE


def _bearers(signs: Signs) -> frozenset[Known]:
    """The actors that say something whatever the day: a state takes part in too much."""
    return signs.actors - signs.states


def _here(signs: Signs) -> Iterator[str]:
    """What is looked for just where it hangs."""
    yield from _regions(signs.mention)
    if signs.dead == 1:
        yield from (f"dead {name}" for name, kin in signs.targets if kin == "person")
    if signs.days and _precision(signs) == _FINE:
        first, last = signs.days
        yield from (f"on {first} {last} {sign}" for sign in _signs_of_a_day(signs))


def _about(signs: Signs, deeds: Sequence[str], beside: int) -> Iterator[str]:
    """The actors and deeds in the windows of days that a mention reaches, and in so many beside them."""
    if signs.days and _precision(signs) == _FINE:
        first, last = signs.days
        for window in range(first // _STEP - beside, last // _STEP + beside + 1):
            yield from (f"about {window} {kin} {name}" for name, kin in _bearers(signs))
            yield from (f"about {window} {deed}" for deed in deeds)


def _acts(signs: Signs) -> Iterator[str]:
    """What is done: the rows of words for one act, or the words of the trigger where it stands in none."""
    if signs.acts:
        yield from signs.acts
    else:
        yield from (f"word {stem}" for stem in signs.stems)


def _deeds(signs: Signs) -> Iterator[str]:
    """What is done, with a few of the names around."""
    names = _few_of(signs.around)
    yield from (f"{act} {name}" for act in _acts(signs) for name in names)


def _few_of(names: frozenset[int]) -> Sequence[int]:
    """A few names, such that two sets with much in common probably have one of them in common: those of the smallest
    numbers (Broder's min-wise hashing)."""
    return nsmallest(_NAMES, names)


def _in_a_year(signs: Signs, deeds: Sequence[str]) -> Iterator[str]:
    """What is told of "June" or of "2019" meets what is told of a day in it."""
    if signs.days:
        first, last = (iso(day)[:-6] for day in signs.days)
        if first == last:
            yield from (f"{first} {deed}" for deed in deeds)


def _regions(mention: Mention) -> Iterator[str]:
    """The parts of its document, overlapping by half, that a mention stands in; an article has but one."""
    last = mention.sentence.start // _REGION
    for region in range(max(last - 1, 0), last + 1):
        yield f"in {mention.document} {region}" if region else f"in {mention.document}"


def _signs_of_a_day(signs: Signs) -> Iterator[str]:
    """What two mentions of one day may share beside their actors."""
    yield from (f"state {name}" for name, _ in signs.states)
    yield from (f"people {head}" for head in signs.crowds)
    yield from (f"at {word}" for word in signs.place)
    yield from (f"by {weapon}" for weapon in signs.means)
    yield from _acts(signs)
