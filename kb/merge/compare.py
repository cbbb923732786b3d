"""How much speaks for two mentions telling of one event: a sum of named weights, or a reason why they cannot."""

from kb.merge.signs import Signs
from kb.model import Figure
from kb.when import Grain

ENOUGH = 2.5  # from here on two mentions are one event
BEARABLE = 1.0  # below this no two mentions of one event may be

# Types by which one event may be told; beside it in a looser pair something else must speak for it.
_CLOSE = frozenset(
    map(
        frozenset,
        (
            ("ASSAULT", "DEATH"),
            ("DISASTER", "DEATH"),
            ("ACCIDENT", "DEATH"),
            ("DISASTER", "ACCIDENT"),
            ("ASSAULT", "PROTEST"),
            ("AGREE", "BUSINESS"),
            ("RETREAT", "LEADERSHIP"),
        ),
    )
)
_LOOSE = (
    frozenset(("JUSTICE", "COERCE", "SANCTION", "ACCUSE")),
    frozenset(("STATEMENT", "ACCUSE", "REJECT", "THREATEN", "REQUEST", "SUPPORT")),
    frozenset(("MOBILIZE", "COERCE")),
)
_VERBAL = frozenset(("STATEMENT", "ACCUSE", "REJECT", "THREATEN", "REQUEST", "SUPPORT"))
_VAGUE = {Grain.DAY: 0.0, Grain.WEEKEND: 0.5, Grain.WEEK: 0.5, Grain.MONTH: 1.5}
_VAGUEST = 2.5  # in a year much happens to the same actors


def compare(one: Signs, other: Signs) -> float | None:
    """The weight of what speaks for one event, the same both ways; None where the two cannot be one."""
    kinship = _types(one, other)
    if kinship is None:
        return None
    if _same_words(one, other):
        return 10.0
    if _different_speakers(one, other) or _different_victims(one, other) or _two_of_one_sentence(one, other, kinship):
        return None
    place, figures = _places(one, other), _figures(one, other)
    if place < 0 and figures < 0:
        return None
    score = kinship + place + figures + _triggers(one, other) + _actors(one, other) + _overlap(one, other)
    return round(score - _doubt(one, other), 4)


def related(one: str, other: str) -> bool:
    """Whether two types can tell of one event."""
    return one == other or frozenset((one, other)) in _CLOSE or any({one, other} <= pair for pair in _LOOSE)


def _types(one: Signs, other: Signs) -> float | None:
    a, b = one.mention.type, other.mention.type
    if a == b:
        return 1.0
    if frozenset((a, b)) in _CLOSE:
        return 0.5
    return -0.5 if related(a, b) else None


def _same_words(one: Signs, other: Signs) -> bool:
    a, b = one.mention, other.mention
    return a.type == b.type and a.document == b.document and a.trigger == b.trigger


def _different_speakers(one: Signs, other: Signs) -> bool:
    verbal = one.mention.type in _VERBAL and other.mention.type in _VERBAL
    return verbal and bool(one.sources and other.sources) and not one.sources & other.sources


def _different_victims(one: Signs, other: Signs) -> bool:
    """Who arrests two people on one day may do so twice."""
    a, b = (frozenset(key for key in targets if key[1] == "person") for targets in (one.targets, other.targets))
    return bool(a and b) and not a & b


def _two_of_one_sentence(one: Signs, other: Signs, kinship: float) -> bool:
    """Arrested and charged in one sentence are two events, and so are two things said."""
    a, b = one.mention, other.mention
    if a.document != b.document or not a.sentence.meets(b.sentence):
        return False
    return kinship < 0 or (a.type in _VERBAL and one.stem != other.stem)


def _triggers(one: Signs, other: Signs) -> float:
    a, b = one.mention, other.mention
    score = 1.0 if one.stem == other.stem else 0.0
    if a.mode and b.mode:
        score += 0.5 if a.mode == b.mode else -0.5
    return score


def _actors(one: Signs, other: Signs) -> float:
    shared = one.actors & other.actors
    score = 0.5 * bool(one.collectives & other.collectives)
    if shared:
        score += _best_shared(one, shared) + min(0.5 * (len(shared) - 1), 1.0)
    if (one.sources & other.targets) - other.sources - one.targets or (
        one.targets & other.sources
    ) - one.sources - other.targets:
        score -= 1.0
    if one.targets and other.targets and not one.targets & other.targets:
        score -= 1.5
    if one.sources and other.sources and not one.sources & other.sources:
        score -= 1.0
    return score


def _best_shared(one: Signs, shared: frozenset[tuple[str, str]]) -> float:
    """A state takes part in so much that sharing it says less."""
    states = {participant.name for participant in one.mention.participants if participant.kind == "state"}
    return 1.0 if len(states) >= len(shared) else 1.5


def _places(one: Signs, other: Signs) -> float:
    if not one.place or not other.place:
        return 0.0
    return 1.0 if one.place <= other.place or other.place <= one.place else -1.5


def _figures(one: Signs, other: Signs) -> float:
    pairs = ((one.mention.killed, other.mention.killed), (one.mention.injured, other.mention.injured))
    found = [_figure(a, b) for a, b in pairs if a and b]
    return max(min(found), -0.5) if any(score < 0 for score in found) else min(sum(found), 1.0)


def _figure(one: Figure, other: Figure) -> float:
    if one.best is not None and one.best == other.best:
        return 1.0
    low, high = max(one.low or 0, other.low or 0), min(_top(one), _top(other))
    return 0.25 if low <= high else -0.5


def _top(figure: Figure) -> float:
    return float("inf") if figure.high is None else figure.high


def _overlap(one: Signs, other: Signs) -> float:
    """Shared words of the sentences, by the shorter one."""
    fewer = min(len(one.words), len(other.words))
    return min(2.0 * len(one.words & other.words) / max(fewer, 4), 1.5)


def _doubt(one: Signs, other: Signs) -> float:
    a, b = one.mention, other.mention
    doubt = 1.5 if a.type in _VERBAL and b.type in _VERBAL else 0.0
    if a.document == b.document:
        return doubt if doubt else -0.75
    doubt += _VAGUE.get(min(one.grain, other.grain), _VAGUEST)
    return doubt + (0.5 if "document" in (a.basis, b.basis) else 0.0)
