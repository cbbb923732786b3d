"""How much speaks for two mentions telling of one event: a sum of named weights, or a reason why they cannot."""

from functools import cache

from kb.merge import places, times
from kb.merge.signs import Known, Signs, common_people
from kb.model import Figure, fold

ENOUGH = 2.6  # the sum from which on two mentions are one event
BEARABLE = 1.5  # below this no two mentions of one event may be
SAME = 10.0  # the weight of the same words

_NEXT = 3  # characters between a sentence and the one that follows at once

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
    frozenset(("RETREAT", "JUSTICE")),  # prisoners escape
)
_HARM = frozenset(("ASSAULT", "DEATH", "DISASTER", "ACCIDENT"))
_VERBAL = frozenset(("STATEMENT", "ACCUSE", "REJECT", "THREATEN", "REQUEST", "SUPPORT"))
_WEAKLY = -0.5
_ONE_ACT = 0.0  # of two types by the lexicon, but of one act: revoked and overturned
_SAME_ACT = 1.0  # shooting and gunned down, talks and met
_OTHER_ACT = -1.5  # hired and fired
_ONCE = 0.5
_ONE_VICTIM = 1.0
_OPEN = 3
_NEARLY = 0.8  # of the larger figure the smaller one, where two count the same
_EQUAL = ((10, 1.5), (3, 1.0), (0, 0.5))  # two that count the same, by how many
_TELLING = 3  # one or two dead are of many events


def compare(one: Signs, other: Signs) -> float | None:
    """The weight of what speaks for one event, the same both ways; None where the two cannot be one."""
    weighed = weigh(one, other)
    return None if isinstance(weighed, str) else round(sum(weight for _, weight in weighed), 4)


def weigh(one: Signs, other: Signs) -> list[tuple[str, float]] | str:
    """What speaks for and against one event, each by its name and weight, or in words why the two cannot be one."""
    kinship = _kinship(one.mention.type, other.mention.type)
    if (kinship is None or kinship < 0) and one.acts & other.acts:
        kinship = _ONE_ACT
    if kinship is None:
        return f"{one.mention.type} and {other.mention.type} are two things"
    if _same_words(one, other):
        return [("the same words", SAME)]
    victim = _one_victim(one, other)
    death = victim and one.dead == other.dead == 1
    doubt = _date_doubt(one, other, victim=victim, death=death)
    if doubt is None:
        return "their dates exclude one another"
    if _different_speakers(one, other):
        return "different speakers"
    if _different_victims(one, other):
        return "different people have it done to them"
    if _two_of_one_sentence(one, other, kinship):
        return "one sentence tells of both"
    place, figures = _places(one, other), _figures(one, other)
    place = max(place, 0.0) if death else place
    # Outlets differ on one event; one article seldom differs with itself.
    if figures < 0 and (place < 0 or one.mention.document == other.mention.document):
        return "their figures differ"
    return [
        ("type", kinship),
        ("date", -doubt),
        ("place", place),
        ("figures", figures),
        ("trigger", _triggers(one, other)),
        ("actors", _actors(one, other)),
        ("one victim", _ONE_VICTIM if victim else 0.0),
        ("words", _overlap(one, other)),
        ("neighbouring sentences", _one_story(one, other)),
        ("articles", -_doubt(one, other)),
    ]


@cache
def _kinship(one: str, other: str) -> float | None:
    """The weight of two types; None where they cannot tell of one event."""
    if one == other:
        return 1.0
    if frozenset((one, other)) in _CLOSE:
        return 0.5
    return -0.5 if any({one, other} <= pair for pair in _LOOSE) else None


def _date_doubt(one: Signs, other: Signs, *, victim: bool, death: bool) -> float | None:
    """What the dates take away; less where one victim is named. Nobody dies twice, whenever two sentences say so."""
    doubt = times.doubt(one, other)
    if death:
        return _ONCE if doubt is None else min(doubt, _ONCE)
    return doubt / 2 if doubt and victim else doubt


def _same_full_name(one: Signs, other: Signs) -> bool:
    """Whether one whom both have it done to is called by first and last name in both."""
    common = one.shared(one.targets, other, other.targets)
    return any(key[1] == "person" and one.given[key[0]] and other.given[key[0]] for key in common)


def _one_victim(one: Signs, other: Signs) -> bool:
    """Shot, attacked and killed: one who is named in full by both seldom has it done to him twice."""
    told = {one.dead, other.dead} - {None}
    return len(told) < 2 and {one.mention.type, other.mention.type} <= _HARM and _same_full_name(one, other)


def _same_words(one: Signs, other: Signs) -> bool:
    a, b = one.mention, other.mention
    return a.type == b.type and a.document == b.document and a.trigger == b.trigger


def _different_speakers(one: Signs, other: Signs) -> bool:
    verbal = one.mention.type in _VERBAL and other.mention.type in _VERBAL
    return verbal and bool(one.sources and other.sources) and not one.shared(one.sources, other, other.sources)


def _different_victims(one: Signs, other: Signs) -> bool:
    """Who arrests two people on one day may do so twice."""
    a, b = (frozenset(key for key in targets if key[1] == "person") for targets in (one.targets, other.targets))
    return bool(a and b) and not one.shared(a, other, b)


def _two_of_one_sentence(one: Signs, other: Signs, kinship: float) -> bool:
    """Arrested and charged in one sentence are two events, and so are two things said."""
    if not _one_sentence(one, other):
        return False
    return kinship < 0 or (one.mention.type in _VERBAL and not one.stems & other.stems)


def _triggers(one: Signs, other: Signs) -> float:
    a, b = one.mention, other.mention
    score = 1.0 if one.stems & other.stems else _SAME_ACT if one.acts & other.acts else 0.0
    if not score and a.document != b.document and not {a.type, b.type} <= _HARM | {"PROTEST"}:
        # Harm is told in many words; elsewhere another word is mostly another act: arrested, charged, sentenced.
        score = _OTHER_ACT if one.acts and other.acts else -0.5
    if a.mode and b.mode:
        score += 0.5 if a.mode == b.mode else -0.5
    return score


def _actors(one: Signs, other: Signs) -> float:
    shared = one.shared(one.actors, other, other.actors)
    states = one.states | other.states
    score = _crowds(one.crowds & other.crowds)
    if shared:
        # A state takes part in so much that sharing it says less.
        score += 1.0 if shared <= states else 1.5
        score += min(0.5 * (len(shared) - 1), 1.0)
    swapped = (one.sources & other.targets) | (one.targets & other.sources)
    if (swapped & shared) - (one.sources & other.sources) - (one.targets & other.targets):
        score -= 1.0
    score -= 1.5 * _disjoint(one.targets, other.targets, shared, states)
    return score - _disjoint(one.sources, other.sources, shared, states)


def _disjoint(
    one: frozenset[Known], other: frozenset[Known], shared: frozenset[Known], states: frozenset[Known]
) -> float:
    """1 where both name somebody and nobody in common; less where one names a state, which may stand for its own."""
    if not one or not other or one & other & shared:
        return 0.0
    return 0.3 if (one <= states) != (other <= states) else 1.0


def _crowds(shared: frozenset[str]) -> float:
    """A contractor in both reports says more than a soldier in both."""
    return 0.0 if not shared else 0.5 if shared <= common_people() else 1.0


def _places(one: Signs, other: Signs) -> float:
    """Places that share their words or lie one in the other; one that was taken over says nothing."""
    if not one.place or not other.place:
        return 0.0
    if one.place <= other.place or other.place <= one.place:
        return 1.0 if one.places and other.places else 0.0
    weight = places.agreement(fold(one.mention.place), fold(other.mention.place))
    # "The bombings" of two cities are told with the one or the other, and a place taken over may be that of the report.
    weak = (_many(one) and _many(other)) or not (one.places and other.places)
    return max(weight, _WEAKLY) if weak else weight


def _many(one: Signs) -> bool:
    """Whether a mention tells of several things at once: "bombings"."""
    word = fold(one.mention.word).split(" ")[-1]
    return word.endswith("s") and not word.endswith("ss") and not one.mention.word[:1].isupper()


def _figures(one: Signs, other: Signs) -> float:
    """Figures that agree; where one agrees and the other does not, the reports are of two hours."""
    pairs = ((one.mention.killed, other.mention.killed), (one.mention.injured, other.mention.injured))
    found = [_figure(a, b) for a, b in pairs if a and b]
    if found and min(found) < 0:
        return 0.0 if max(found) >= 1 else -0.5
    return min(sum(found), 2.0)


def _figure(one: Figure, other: Figure) -> float:
    if one.best is not None and one.best == other.best:
        return next(weight for least, weight in _EQUAL if one.best >= least)
    if one.best and other.best and min(one.best, other.best) >= _NEARLY * max(one.best, other.best):
        return 0.5 if min(one.best, other.best) >= _TELLING else 0.0
    low, high = max(one.low or 0, other.low or 0), min(_top(one), _top(other))
    return 0.25 if low <= high else -0.5


def _top(figure: Figure) -> int:
    """ "At least 25" may be 40; 450 is another matter."""
    return _OPEN * (figure.best or figure.low or 0) if figure.high is None else figure.high


def _overlap(one: Signs, other: Signs) -> float:
    """Shared words of two sentences, by the shorter one; of one sentence there is nothing to compare."""
    if _one_sentence(one, other):
        return 0.5
    shared = (one.words & other.words) - (one.stems & other.stems)
    return min(2.0 * len(shared) / max(min(len(one.words), len(other.words)), 4), 1.5)


def _one_story(one: Signs, other: Signs) -> float:
    """Within one document, the dead and wounded of a sentence that takes its date from another belong to that one."""
    a, b = one.mention, other.mention
    if a.document != b.document or not {a.type, b.type} <= _HARM:
        return 0.0
    if "context" not in (a.basis, b.basis) or _one_sentence(one, other):
        return 0.0
    gap = max(a.sentence.start, b.sentence.start) - min(a.sentence.end, b.sentence.end)
    return 1.5 if gap <= _NEXT else 1.0


def _one_sentence(one: Signs, other: Signs) -> bool:
    a, b = one.mention, other.mention
    return a.document == b.document and a.sentence.meets(b.sentence)


def _doubt(one: Signs, other: Signs) -> float:
    """What is said is seldom said in one way; one article tells of an event more often than two."""
    a, b = one.mention, other.mention
    doubt = 1.5 if a.type in _VERBAL and b.type in _VERBAL else 0.0
    if a.document == b.document:
        return doubt if doubt else -0.75
    return doubt + (0.5 if "document" in (a.basis, b.basis) else 0.0)
