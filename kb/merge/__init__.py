"""Mentions of one or many documents become events: pure, and the same in whatever order they come."""

from collections.abc import Iterable, Iterator, Sequence

from kb.merge.compare import BEARABLE, ENOUGH, compare, related
from kb.merge.derive import derive, event_id
from kb.merge.hand import amend, bind
from kb.merge.signs import Signs, canonical, signs
from kb.model import Edit, Event, Mention, digest
from kb.when import sort_key

_AHEAD = 100

__all__ = ["block", "event_id", "merge"]


def merge(mentions: Iterable[Mention], edits: Sequence[Edit] = ()) -> tuple[Event, ...]:
    """The events that the mentions tell of, as the edits of a person leave them, in order of time, then of id.

    Mentions are compared within their block only. Two that agree in enough signs are one event; a third joins when it
    can be one with each of them, so that a vague mention never chains two events together.
    """
    blocks: dict[str, list[Mention]] = {}
    for mention in sorted(mentions, key=canonical):
        blocks.setdefault(block(mention), []).append(mention)
    clusters = [cluster for members in blocks.values() for cluster in _clusters(members)]
    events = amend([derive(cluster) for cluster in bind(clusters, edits)], edits)
    return tuple(sorted(events, key=lambda event: (sort_key(event.date), event.id)))


def block(mention: Mention) -> str:
    """The name of the block that a mention is merged in: its date, and without a year also its document."""
    if mention.date and mention.date.anchored:
        return mention.date.edtf
    return f"{digest(mention.document)} {mention.date.edtf if mention.date else ''}"


def _clusters(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Agglomeration by complete links, the best pair first (Defays's CLINK has the same aim)."""
    if len(mentions) == 1:
        return [[mentions[0]]]
    found = [signs(mention, position) for position, mention in enumerate(mentions)]
    scores = _scores(found)
    clusters = {position: [position] for position in range(len(found))}
    home = list(range(len(found)))
    for a, b in sorted(
        (pair for pair, score in scores.items() if score >= ENOUGH), key=lambda pair: (-scores[pair], pair)
    ):
        one, other = sorted((home[a], home[b]))
        if one != other and _agree(clusters[one], clusters[other], found, scores):
            clusters[one] = sorted(clusters[one] + clusters.pop(other))
            for member in clusters[one]:
                home[member] = one
    return [[mentions[member] for member in cluster] for cluster in clusters.values()]


def _scores(found: Sequence[Signs]) -> dict[tuple[int, int], float]:
    """The scores of all pairs that share a document, an actor, a trigger or a place."""
    scores: dict[tuple[int, int], float] = {}
    for one, other in _candidates(found):
        pair = (one.position, other.position)
        if pair not in scores:
            score = compare(one, other)
            scores[pair] = -1.0 if score is None else score
    return scores


def _candidates(found: Sequence[Signs]) -> Iterator[tuple[Signs, Signs]]:
    """Pairs that share something, each with the next ones only, so that a crowded day costs no more than it must."""
    sharing: dict[object, list[Signs]] = {}
    for one in found:
        for key in (
            *one.actors,
            *one.crowds,
            *one.place,
            *(("stem", stem) for stem in one.stems),
            (one.mention.document,),
        ):
            sharing.setdefault(key, []).append(one)
    for members in sharing.values():
        for index, one in enumerate(members):
            for other in members[index + 1 : index + 1 + _AHEAD]:
                if related(one.mention.type, other.mention.type):
                    yield one, other


def _agree(
    cluster: Sequence[int], other: Sequence[int], found: Sequence[Signs], scores: dict[tuple[int, int], float]
) -> bool:
    for a in cluster:
        for b in other:
            pair = (min(a, b), max(a, b))
            if pair not in scores:
                score = compare(found[pair[0]], found[pair[1]])
                scores[pair] = -1.0 if score is None else score
            if scores[pair] < BEARABLE:
                return False
    return True
