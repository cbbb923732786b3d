"""How much speaks for two mentions telling of one event: a sum of named weights, or a reason why they cannot."""

from functools import cache

from kb.merge import places, times
from kb.merge.others import different_firms, different_victims
from kb.merge.signs import Known, Signs, stem
from kb.model import Figure, fold

ENOUGH = 5.5  # the sum from which on two mentions are one event
ON_AVERAGE = 3.5  # what the articles of two clusters that become one must reach, two by their best mentions
BEARABLE = -1.5  # below this no two mentions of one event may be
UNLIKE = -1.0  # two that are no event by themselves, but may be parts of one
SAME = 10.0  # the weight of the same words

_TWO_TIMES = "one word tells of two times"
_TWO_THINGS, _OTHER_VICTIMS = "are two things", "different people have it done to them"
_NEXT = 3  # characters between a sentence and the one that follows at once

# Types by which one event may be told: those of harm and the like, and in sets those that reports confuse.
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
_OTHER_TYPE = (-0.75, -0.5)  # a close type, of two articles and of one
_ONE_ACT = -1.0  # of two types by the lexicon, but of one act: revoked and overturned
# The trigger, of two articles and of one: words of one stem, words for one act (shooting and gunned down), other words.
# One article tells of one event in more words than two do, and all tell of harm in many.
_STEM, _ACT, _OTHER_WORD = (2.75, 1.25), (2.75, 0.5), (-2.75, 0.0)
_OTHER_ACT = -3.5  # hired and fired
_OPPOSITES = (("in", "out"), ("into", "out"), ("up", "down"), ("on", "off"))
_MODE, _TAKEN_UP = 0.75, 1.25  # one article's "the disaster" behind a quake
_PLACE = 1.0
_WEAKLY = -0.5
_ONE_ACTOR, _ONE_DOER, _CROWD, _ONE_SITE = 0.75, 0.5, 1.0, 1.0
_NO_TARGET, _SWAPPED, _OTHER_CROWD = -0.5, -4.0, -3.0
_ONE_VICTIM, _ONE_DEATH = 1.5, 0.75
# One article; two with so many names in common around their sentences, or, of short ones, all of a few; two of which
# one names nobody.
_ARTICLE, _STORY, _NAMES, _FEW, _UNTOLD = 4.5, 5.0, 5, 2, 1.0
# What is said, of two articles and of one: one speaker says much in a day, so that the words decide.
_SAID, _SAID_WORDS, _SAID_TOO = (-4.0, -2.5), 2, 1.0
_ONESELF = ("himself", "herself", "themselves")
_PLAINLY = frozenset(map(stem, ("said", "says", "told", "added")))  # what one says many times a day
_CONTEXT, _DOCUMENT = -0.5, 0.5
_ONCE, _YEARLY = 0.5, 0.25
_DIFFER = -1.0
_OPEN = 3
_NEARLY = 0.8  # of the larger figure the smaller one, where two count the same
_EQUAL = ((10, 1.5), (3, 1.0), (0, 0.5))  # two that count the same, by how many
_FINDING = frozenset(("found", "discovered", "recovered"))
_TELLING = 3  # one or two dead are of many events


def compare(one: Signs, other: Signs) -> float | None:
    """The weight of what speaks for one event, the same both ways; None where the two cannot be one."""
    weighed = weigh(one, other)
    if not isinstance(weighed, str):
        score = round(sum(weight for _, weight in weighed), 4)
        if score >= UNLIKE or not _harm(one, other) or not (one.toll or other.toll):
            return score
        # "At least 82 were killed" does not say by what.
        return UNLIKE if _places(one, other) >= _WEAKLY else score
    # One shooting has two victims, and what one report calls an escape is a crime to another.
    parts = weighed.endswith(_TWO_THINGS) or (weighed == _OTHER_VICTIMS and _harm(one, other))
    return UNLIKE if parts else None


def weigh(one: Signs, other: Signs) -> list[tuple[str, float]] | str:
    """What speaks for and against one event, each by its name and weight, or in words why the two cannot be one."""
    kinship = _kinship(one.mention.type, other.mention.type, one.mention.document == other.mention.document)
    if kinship is None:
        kinship = _ONE_ACT if one.acts & other.acts else _OTHER_TYPE[True] if one.is_toll_of(other) else None
    if kinship is None:
        return f"{one.mention.type} and {other.mention.type} {_TWO_THINGS}"
    if _same_words(one, other):
        return _TWO_TIMES if _of_two_times(one, other) else [("the same words", SAME)]
    doubt = times.doubt(one, other)
    victim = (doubt is not None or one.dead == other.dead == 1) and _one_victim(one, other)
    death = victim and one.dead == other.dead == 1 and _is_finding(one) == _is_finding(other)
    if death:  # nobody dies twice, whenever two sentences say so
        doubt = _ONCE if doubt is None else min(doubt, _ONCE)
    if doubt is not None and _one_a_year(one, other):
        doubt = min(doubt, _YEARLY)
    if doubt is None:
        return "their dates exclude one another"
    if _different_speakers(one, other) or different_firms(one, other):
        return "different speakers or firms"
    if different_victims(one, other):
        return _OTHER_VICTIMS
    if _two_of_one_sentence(one, other) or _is_another(one, other) or one.is_foe(other):
        return "one sentence tells of both, or the later is told as another"
    place, figures = _places(one, other), _figures(one, other)
    place = max(place, 0.0) if death else place
    # Outlets differ on one event; one article seldom differs with itself.
    if figures < 0 and (place < 0 or one.mention.document == other.mention.document):
        return "their figures differ"
    return [
        ("type", kinship),
        ("date", -doubt / 2 if victim and not death else -doubt),
        ("date basis", _bases(one, other)),
        ("place", place),
        ("figures", figures),
        ("trigger", _triggers(one, other)),
        ("actors", _actors(one, other)),
        ("crowds", _crowds(one, other)),
        ("one victim", (_ONE_VICTIM if victim else 0.0) + (_ONE_DEATH if death else 0.0)),
        ("words", _overlap(one, other)),
        ("neighbouring sentences", _neighbouring(one, other)),
        ("story", _story(one, other)),
        ("what is said", _speech(one, other)),
    ]


def _one_a_year(one: Signs, other: Signs) -> bool:
    """Whether both tell of what has a name, by that or another one for it: the Oscars, the Academy Awards."""
    return one.titled and other.titled and bool(one.stems & other.stems or one.acts & other.acts)


def _is_finding(one: Signs) -> bool:
    """Whether it tells that somebody's body was found, which may be days after the death."""
    return one.mention.word.lower() in _FINDING


@cache
def _kinship(one: str, other: str, here: bool) -> float | None:
    """The weight of two types; None where they cannot tell of one event."""
    if one == other:
        return 0.0
    if frozenset((one, other)) in _CLOSE:
        return _OTHER_TYPE[here]
    return 0.0 if _confused(one, other) else None


@cache
def _confused(one: str, other: str) -> bool:
    return one != other and any({one, other} <= types for types in _LOOSE)


def _same_full_name(one: Signs, other: Signs) -> bool:
    """Whether one whom both have it done to is called by first and last name in both."""
    common = one.shared(one.targets, other, other.targets)
    return any(key[1] == "person" and one.given[key[0]] and other.given[key[0]] for key in common)


def _one_victim(one: Signs, other: Signs) -> bool:
    """Shot, attacked and killed: one who is named in full by both seldom has it done to him twice."""
    told = {one.dead, other.dead} - {None}
    if len(told) > 1 or not _harm(one, other):
        return False
    unnamed = one.dead is not None and one.dead == other.dead and bool(one.victims & other.victims)
    return unnamed or _same_full_name(one, other)


def _same_words(one: Signs, other: Signs) -> bool:
    a, b = one.mention, other.mention
    return a.type == b.type and a.document == b.document and a.trigger == b.trigger


def _of_two_times(one: Signs, other: Signs) -> bool:
    """Whether one word of an article that was read once tells of two times: "joined in 1952 and in 1955"."""
    a, b = one.mention, other.mention
    return a.date != b.date and a.published == b.published


def _different_speakers(one: Signs, other: Signs) -> bool:
    """Two who each say something; or a body that votes, and one or some by name that do."""
    if {one.voters, other.voters} == {frozenset((True,)), frozenset((False,))}:
        return True
    named = bool(one.sources and other.sources) and not one.shared(one.sources, other, other.sources)
    return named and _verbal(one, other)


def _two_of_one_sentence(one: Signs, other: Signs) -> bool:
    """Arrested and charged in one sentence are two events, so are two things said, and whom one kills and oneself."""
    if not _one_sentence(one, other):
        return False
    if one.mention.word.endswith(_ONESELF) != other.mention.word.endswith(_ONESELF):
        return True
    other_act = _confused(one.mention.type, other.mention.type) and not one.acts & other.acts
    return other_act or (_verbal(one, other) and not one.stems & other.stems)


def _is_another(one: Signs, other: Signs) -> bool:
    """Whether the later of two of an article says that it is another event, "a separate quake", or its word undoes the
    other's, "checked in" and "checked out", "rose" and "fell"."""
    a, b = one.mention, other.mention
    if (one.stems & other.stems and _opposite(one, other)) or one.way * other.way < 0:
        return True
    if a.document != b.document or a.sentence == b.sentence:
        return False
    return (one if a.sentence.start > b.sentence.start else other).another


def _triggers(one: Signs, other: Signs) -> float:
    a, b = one.mention, other.mention
    here = a.document == b.document
    if one.stems & other.stems and not _opposite(one, other):
        score = _STEM[here]
    elif one.acts & other.acts:
        score = _ACT[here]
    elif _harm(one, other):
        taken_up = here and (one.again or other.again)  # rockets struck, rockets killed; a quake, "the disaster"
        score = 0.0 if one.means & other.means else _TAKEN_UP if taken_up else _OTHER_WORD[here]
    else:
        score = _OTHER_ACT if one.acts and other.acts else _OTHER_WORD[here]
    if a.mode and b.mode:
        score += _MODE if a.mode == b.mode else -_MODE
    return score


def _opposite(one: Signs, other: Signs) -> bool:
    """Checked into and checked out of."""
    return any((a in one.stems and b in other.stems) or (b in one.stems and a in other.stems) for a, b in _OPPOSITES)


def _actors(one: Signs, other: Signs) -> float:
    shared = one.shared(one.actors, other, other.actors)
    states = one.states | other.states
    score = _CROWD if one.crowds & other.crowds else 0.0
    score += _ONE_SITE if one.sites & other.sites else 0.0
    telling = shared - states  # a state takes part in so much that sharing it says nothing
    score += (_ONE_ACTOR if telling else 0.0) + (_ONE_DOER if one.sources & other.sources & telling else 0.0)
    swapped = (one.sources & other.targets) | (one.targets & other.sources)
    if (swapped & shared) - (one.sources & other.sources) - (one.targets & other.targets):
        score += _SWAPPED
    return score + _NO_TARGET * _disjoint(one.targets, other.targets, shared, states)


def _crowds(one: Signs, other: Signs) -> float:
    """Crowds march in many towns on one day: two articles must have more of them in common than that."""
    a, b = one.mention, other.mention
    if not a.type == b.type == "PROTEST" or a.document == b.document:
        return 0.0
    common = one.place & other.place or one.crowds & other.crowds or (one.actors & other.actors) - one.states
    return 0.0 if common else _OTHER_CROWD


def _disjoint(
    one: frozenset[Known], other: frozenset[Known], shared: frozenset[Known], states: frozenset[Known]
) -> float:
    """1 where both name somebody and nobody in common; less where one names a state, which may stand for its own."""
    if not one or not other or one & other & shared:
        return 0.0
    return 0.3 if (one <= states) != (other <= states) else 1.0


def _places(one: Signs, other: Signs) -> float:
    """Places that share their words or lie one in the other; one that was taken over says nothing."""
    if not one.place or not other.place:
        return 0.0
    here, there = fold(one.mention.place), fold(other.mention.place)
    if one.place <= other.place or other.place <= one.place:
        part = bool(places.several(here)) is not bool(places.several(there))  # "Lima" of "Lima and Cusco"
        return _PLACE if one.places and other.places and not part else 0.0
    weight = places.agreement(here, there)
    # "The bombings" of two cities are told with the one or the other, and a place taken over may be that of the report.
    weak = (_many(one) and _many(other)) or not (one.places and other.places)
    if (_many(one) and one.names(other.place)) or (_many(other) and other.names(one.place)):
        return max(weight, 0.0)
    return max(weight, _WEAKLY) if weak else weight


def _many(one: Signs) -> bool:
    """Whether a mention tells of several things at once: "bombings"."""
    word = fold(one.mention.word).split(" ")[-1]
    named = one.mention.word[:1].isupper() and one.mention.trigger.start > one.mention.sentence.start
    return word.endswith("s") and not word.endswith("ss") and not named


def _figures(one: Signs, other: Signs) -> float:
    """Figures that agree; where one agrees and the other does not, the reports are of two hours."""
    pairs = ((one.mention.killed, other.mention.killed), (one.mention.injured, other.mention.injured))
    found = [_figure(a, b) for a, b in pairs if a and b]
    if found and min(found) < 0:
        return 0.0 if max(found) >= 1 else _DIFFER
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
    weight = min(2.0 * len(_shared(one, other)) / max(min(len(one.words), len(other.words)), 4), 1.5)
    return weight * _SAID_WORDS if _verbal(one, other) else weight


def _shared(one: Signs, other: Signs) -> frozenset[str]:
    """The words that both sentences have beside their triggers, and the numbers that count no dead."""
    words = (one.words & other.words) - (one.stems & other.stems)
    return words if _harm(one, other) else words | (one.numbers & other.numbers)


def _neighbouring(one: Signs, other: Signs) -> float:
    """Within one document, the dead and wounded of a sentence that takes its date from another belong to that one."""
    a, b = one.mention, other.mention
    if a.document != b.document or not _harm(one, other):
        return 0.0
    if "context" not in (a.basis, b.basis) or _one_sentence(one, other):
        return 0.0
    gap = max(a.sentence.start, b.sentence.start) - min(a.sentence.end, b.sentence.end)
    return 1.5 if gap <= _NEXT else 1.0


def _one_sentence(one: Signs, other: Signs) -> bool:
    a, b = one.mention, other.mention
    return a.document == b.document and a.sentence.meets(b.sentence)


def _harm(one: Signs, other: Signs) -> bool:
    return one.mention.type in _HARM and other.mention.type in _HARM


def _verbal(one: Signs, other: Signs) -> bool:
    """Whether both are things said, and not one deed (a rule overturned, a bill vetoed)."""
    verbal = one.mention.type in _VERBAL and other.mention.type in _VERBAL
    return verbal and not any(row.startswith("deed") for row in one.acts & other.acts)


def _speech(one: Signs, other: Signs) -> float:
    if not _verbal(one, other):
        return 0.0
    here = one.mention.document == other.mention.document
    told = bool(_shared(one, other)) or _PLAINLY.isdisjoint(one.stems | other.stems)
    return _SAID[here] + (_SAID_TOO if told and not here else 0.0)


def _bases(one: Signs, other: Signs) -> float:
    """An article's own sentences take their dates from one another."""
    if one.mention.document == other.mention.document:
        return 0.0
    bases = (one.mention.basis, other.mention.basis)
    return (_CONTEXT if "context" in bases else 0.0) + (_DOCUMENT if "document" in bases else 0.0)


def _story(one: Signs, other: Signs) -> float:
    """One article tells one story; two do the more, the more names around their sentences are the same."""
    if one.mention.document == other.mention.document:
        return _ARTICLE
    told = min(len(one.around), len(other.around), _NAMES)
    if not told:
        return _UNTOLD
    return _STORY * min(len(one.around & other.around), _NAMES) / max(told, _FEW)
