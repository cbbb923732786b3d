"""Whom two mentions name that makes two events of them."""

from kb.merge import persons
from kb.merge.signs import Known, Signs

_MONTH = 31  # days


def different_firms(one: Signs, other: Signs) -> bool:
    """Two that each post a loss, each with a source of its own and nobody in common; or that are founded in a year."""
    if not one.mention.type == other.mention.type == "BUSINESS":
        return False
    coarse = all(side.days is not None and side.days[1] - side.days[0] > _MONTH for side in (one, other))
    named = (one.actors and other.actors) if coarse else (one.sources and other.sources)
    return bool(named) and not one.shared(one.actors, other, other.actors)


def different_victims(one: Signs, other: Signs) -> bool:
    """Who arrests two people on one day may do so twice, a British climber is no Australian one, and of whom an article
    says that he was killed too is one more."""
    a, b = (frozenset(key for key in targets if key[1] == "person") for targets in (one.targets, other.targets))
    if one.mention.document == other.mention.document and ((a and other.adds) or (b and one.adds)):
        return True
    if a and b and not one.shared(a, other, b) and not _misspelt(one, a, other, b):
        return True
    return bool(one.nations and other.nations) and not one.nations & other.nations


def _misspelt(one: Signs, mine: frozenset[Known], other: Signs, theirs: frozenset[Known]) -> bool:
    """Whether somebody's last name is another's but for a letter, and the first name is the same."""
    return any(
        bool(one.given[a]) and one.given[a][:1] == other.given[b][:1] and persons.is_misspelt(a, b)
        for a, _ in mine
        for b, _ in theirs
    )
