"""Mentions of one or many documents become events: pure, and the same in whatever order they come."""

from collections.abc import Iterable, Iterator, Sequence

from kb.merge.compare import BEARABLE, ENOUGH, ON_AVERAGE, SAME, compare
from kb.merge.derive import derive
from kb.merge.hand import amend, bind
from kb.merge.hooks import MOST, hooks
from kb.merge.signs import Signs, canonical, signs
from kb.model import Block, Edit, Event, Mention
from kb.when import sort_key

__all__ = ["blocks", "hooks", "linked", "meetings", "merge", "signs"]

_Pair = tuple[int, int]

_NEVER = float("-inf")
_SPEAK = 30  # mentions of an event, its first, that one more must be able to be one with


def merge(mentions: Iterable[Mention], edits: Sequence[Edit] = ()) -> tuple[Event, ...]:
    """The events that the mentions tell of, as the edits of a person leave them, in order of time, then of id.

    Mentions are compared where they share a hook. Two that agree in enough signs are one event; a third joins when its
    article agrees with theirs on average and none excludes it, so that no vague mention chains two events together.
    """
    events = [event for block in blocks(mentions, edits) for event in block.events]
    return tuple(sorted(events, key=lambda event: (sort_key(event.date), event.id)))


def blocks(mentions: Iterable[Mention], edits: Sequence[Edit] = ()) -> list[Block]:
    """The mentions in blocks, those that are linked one with the next, whether or not they become one event.

    What becomes of a block depends on its own mentions and on edits alone. It is called by what its first mention, in
    canonical order, would found.
    """
    row = sorted(mentions, key=canonical)
    found = [signs(mention, position) for position, mention in enumerate(row)]
    scores = _scores(found)
    links = sorted((pair for pair, score in scores.items() if score >= ENOUGH), key=lambda pair: (-scores[pair], pair))
    clusters = [[row[member] for member in cluster] for cluster in _clusters(found, links, scores)]
    home = {row[at].founds: row[first].founds for at, first in enumerate(_components(len(row), links))}
    members: dict[str, list[Mention]] = {name: [] for name in home.values()}
    events: dict[str, list[Event]] = {name: [] for name in home.values()}
    for mention in row:
        members[home[mention.founds]].append(mention)
    for event in amend([derive(cluster) for cluster in bind(clusters, edits)], edits):
        events[home[event.id]].append(event)
    return [Block(name, tuple(told), tuple(events[name])) for name, told in members.items()]


def linked(one: Signs, other: Signs) -> bool:
    """Whether enough speaks for one event to tell of both."""
    score = compare(one, other)
    return score is not None and score >= ENOUGH


def meetings(some: Iterable[Signs], others: Iterable[Signs]) -> Iterator[tuple[Signs, Signs]]:
    """The pairs of two groups on one hook of which one is among the first on it: what `blocks` would compare."""
    row = [*((one, True) for one in some), *((other, False) for other in others)]
    row.sort(key=lambda pair: pair[0].order)
    for at, (one, ours) in enumerate(row):
        for other, theirs in row[: min(at, MOST)]:
            if ours is not theirs:
                yield (one, other) if ours else (other, one)


def _components(count: int, links: Iterable[_Pair]) -> list[int]:
    """The first member of the connected component that each position is in."""
    home = list(range(count))

    def first(position: int) -> int:
        while home[position] != position:
            home[position] = home[home[position]]
            position = home[position]
        return position

    for pair in links:
        one, other = sorted(map(first, pair))
        home[other] = one
    return [first(position) for position in range(count)]


def _clusters(found: Sequence[Signs], links: Iterable[_Pair], scores: dict[_Pair, float]) -> list[list[int]]:
    """Agglomeration by average links, the best pair first, where no pair is beyond bearing."""
    clusters = {position: [position] for position in range(len(found))}
    heads = {position: [position] for position in range(len(found))}  # the first members of each, which speak for it
    home = list(range(len(found)))
    for a, b in links:
        large, small = sorted((home[a], home[b]), key=lambda one: -len(clusters[one]))
        if large != small and _agree(heads[large], heads[small], found, scores):
            heads[large] = sorted(heads[large] + heads.pop(small))[:_SPEAK]
            for member in clusters[small]:
                home[member] = large
            clusters[large] += clusters.pop(small)
    return sorted(map(sorted, clusters.values()))


def _scores(found: Sequence[Signs]) -> dict[_Pair, float]:
    """The scores of all pairs that share a hook on which one of them is among the first."""
    hung: dict[str, list[Signs]] = {}
    scores: dict[_Pair, float] = {}
    twins: dict[tuple[object, ...], int] = {}
    for one in found:
        twin = twins.setdefault(_said(one.mention), one.position)
        if twin != one.position:
            scores[twin, one.position] = SAME
            continue
        own, wanted = hooks(one)
        met = {other.position: other for hook in wanted for other in hung.get(hook, ())}
        for position, other in met.items():
            scores[position, one.position] = _score(other, one)
        for hook in own:
            first = hung.setdefault(hook, [])
            if len(first) < MOST:
                first.append(one)
    return scores


def _said(mention: Mention) -> tuple[object, ...]:
    """What a sentence says of an event: where an article says it again word for word, it is one."""
    at = mention.trigger.start - mention.sentence.start
    date = mention.date.edtf if mention.date else ""
    told = (mention.participants, mention.place, mention.killed, mention.injured)
    return mention.document, mention.evidence, at, mention.type, date, mention.certainty, *told


def _score(one: Signs, other: Signs) -> float:
    score = compare(one, other)
    return _NEVER if score is None else score


def _agree(cluster: Sequence[int], other: Sequence[int], found: Sequence[Signs], scores: dict[_Pair, float]) -> bool:
    """Whether two clusters are one event: none of the one excludes one of the other, and on average their articles
    agree: two by what agrees best in them, the rest of each being bound to that by its own article; one with itself
    by all that it tells of either."""
    told: dict[tuple[str, str], list[float]] = {}
    for a in cluster:
        for b in other:
            pair = (min(a, b), max(a, b))
            if pair not in scores:
                scores[pair] = _score(found[pair[0]], found[pair[1]])
            if scores[pair] < BEARABLE:
                return False
            told.setdefault((found[a].mention.document, found[b].mention.document), []).append(scores[pair])
    agreed = (sum(row) / len(row) if one == two else max(row) for (one, two), row in told.items())
    return sum(agreed) >= ON_AVERAGE * len(told)
