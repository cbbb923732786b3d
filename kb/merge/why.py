"""Why mentions are one event: for each but the first, the mention that it is nearest to, and what speaks for that."""

from kb.merge.compare import ENOUGH, weigh
from kb.merge.signs import Signs, canonical, signs
from kb.model import Event, Joined


def joined(event: Event) -> tuple[Joined, ...]:
    """How each mention of an event, after its first, belongs to it; a person's merge may hold what does not fit."""
    found = [signs(mention, at) for at, mention in enumerate(sorted(event.mentions, key=canonical))]
    return tuple(_joined(one, [other for other in found if other is not one]) for one in found[1:])


def _joined(one: Signs, others: list[Signs]) -> Joined:
    """The others in order: of those that are as near, the first."""
    best: tuple[float, Signs, list[tuple[str, float]]] | None = None
    for other in others:
        said = weigh(other, one)
        total = sum(weight for _, weight in said) if not isinstance(said, str) else 0.0
        if not isinstance(said, str) and (best is None or total > best[0]):
            best = total, other, said
    if best is None:
        return Joined(one.mention, others[0].mention, (), str(weigh(others[0], one)))
    total, other, said = best
    weights = tuple((name, round(weight, 2)) for name, weight in said if round(weight, 2))
    return Joined(one.mention, other.mention, weights, "" if total >= ENOUGH else "less than it takes")
