"""What an event shows, derived from its mentions: one declared rule a field."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from math import prod

from kb.lexicon import grammar
from kb.lexicon.actors import nation_of, treats
from kb.merge.persons import may_be_one, parts
from kb.merge.places import in_town, width
from kb.merge.signs import Known, identity
from kb.model import (
    EVENT_TYPES,
    ROLES,
    Basis,
    Certainty,
    Event,
    Figure,
    Mention,
    Participant,
    Role,
    fold,
    independent,
    noun_of,
    untied,
)
from kb.when import Date, When

_BASES: tuple[Basis, ...] = ("explicit", "context", "document")
# Who asserts outweighs who doubts or announces; the dissent stays visible in the mentions.
_CERTAINTIES: tuple[Certainty, ...] = ("asserted", "alleged", "denied", "planned")
_LONG_HEADLINE = 160
_SUBORDINATE = frozenset(
    ("when", "while", "after", "before", "as", "because", "although", "though", "since", "if", "once")
)
_EXTENTS = (2, 10, 31)  # days
_DYING = frozenset(("died", "dies", "dead", "pronounced", "declared", "succumbed"))
_FINDING = frozenset(("found", "discovered", "recovered"))  # whose subject killed nobody
_CAUSES = frozenset(("ASSAULT", "ACCIDENT"))  # what people die in
_LATE = 60  # characters of a headline before its event
_CERTAIN = 0.99

_Named = Mapping[tuple[str, Role], set[str]]


def derive(mentions: Sequence[Mention]) -> Event:
    """The event that these mentions, in canonical order, tell of."""
    date, basis = _date(mentions)
    type_ = _type(mentions)
    return Event(
        id=mentions[0].founds,
        date=date,
        basis=basis,
        type=type_,
        mode=_most(mentions, lambda mention: mention.mode if mention.type == type_ else ""),
        certainty=min((mention.certainty for mention in mentions), key=_CERTAINTIES.index),
        headline=min(mentions, key=_headline_rank).headline,
        confidence=_confidence(mentions),
        participants=_participants(mentions),
        place=_place(mentions, type_),
        killed=_figure([(mention, mention.killed) for mention in mentions if mention.killed]),
        injured=_figure([(m, m.injured) for m in mentions if m.injured and not _is_of_dead(m, mentions)]),
        mentions=tuple(mentions),
    )


def _date(mentions: Sequence[Mention]) -> tuple[Date | None, Basis]:
    """The date that is given most explicitly, then the most precise, then the one on which most independent documents
    agree, then one with a time of day."""
    source = independent(mentions)
    agreed: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.date:
            agreed.setdefault(mention.date.edtf, set()).add(source[mention.document])

    def rank(mention: Mention) -> tuple[int, int, int, bool]:
        date = mention.date
        agreement = len(agreed[date.edtf]) if date else 0
        return _BASES.index(mention.basis), _coarseness(date), -agreement, not _clock(date)

    best = min(mentions, key=rank)
    return best.date, best.basis


def _coarseness(date: Date | None) -> int:
    """0 for a day or two, then a week, a month, a year; none at all last."""
    if date is None or not date.anchored:
        return len(_EXTENTS) + 1
    first, last = date.bounds
    return sum(last - first >= days for days in _EXTENTS)


def _clock(date: Date | None) -> str:
    return date.clock if isinstance(date, When) else ""


def _type(mentions: Iterable[Mention]) -> str:
    """The most frequent type, then that of the surest mention, then in the order of EVENT_TYPES; what people died in
    goes before their deaths."""
    counts: Counter[str] = Counter()
    surest: dict[str, float] = {}
    for mention in mentions:
        counts[mention.type] += 1
        surest[mention.type] = max(surest.get(mention.type, 0.0), mention.confidence)
    if 0 < counts["DEATH"] <= max(counts[cause] for cause in _CAUSES):
        del counts["DEATH"]  # "26 died when a ferry sank" is a wreck
    return min(counts, key=lambda one: (-counts[one], -surest[one], EVENT_TYPES.index(one)))


def _place(mentions: Sequence[Mention], type_: str) -> str:
    """The place that most documents give, the narrowest, then the longest: of Yemen and Sanaa it is Sanaa. A street or
    building has its town from another sentence. Where somebody died in hospital is no place of what hurt them."""
    struck = [m for m in mentions if not (m.place and treats(m.place) and fold(m.word).split(" ")[0] in _DYING)]
    told = mentions if type_ == "DEATH" and not any(m.place for m in struck) else struck
    place = _most(told, lambda one: one.place, lambda name: (width(fold(name)), -len(name)))
    return in_town(place, (one.place for one in told))


def _most(
    mentions: Iterable[Mention], value: Callable[[Mention], str], rank: Callable[[str], tuple[int, ...]] = lambda _: ()
) -> str:
    """The value that most documents give, then the one of the lowest rank, then the first in the alphabet; "" when none
    gives one."""
    documents: dict[str, set[str]] = {}
    for mention in mentions:
        if value(mention):
            documents.setdefault(value(mention), set()).add(mention.document)
    return min(documents, key=lambda one: (-len(documents[one]), rank(one), one), default="")


def _headline_rank(mention: Mention) -> tuple[bool, bool, bool, int, bool, int, bool, float]:
    """A sentence that tells the event as it happened, can stand alone, is about it, gives its date, then the one that
    tells the most of it, is whole and short, then the surest."""
    headline = mention.headline
    uncertain = _CERTAINTIES.index(mention.certainty) > 0
    late = headline.find(mention.word) > _LATE
    shown = len(headline) > _LONG_HEADLINE, -_told(mention), _first_word(headline)[:1].islower(), -mention.confidence
    return uncertain, _points_away(headline), late, _BASES.index(mention.basis), *shown


def _told(mention: Mention) -> int:
    """How much a sentence tells of the event: who, where, how many."""
    who = min(sum(one.role != "other" for one in mention.participants), 2)
    return who + bool(mention.place) + bool(mention.killed) + bool(mention.injured)


def _points_away(headline: str) -> bool:
    """Whether a headline begins with a word that points back ("They had …"), or on to the clause that it is told for
    ("When rockets fell, …"), or is cut at its beginning."""
    first = _first_word(headline).lower()
    return first.startswith("…") or first in grammar.load().pronouns or first in _SUBORDINATE


def _first_word(headline: str) -> str:
    return headline.lstrip("\"'“‘`").partition(" ")[0]


def _confidence(mentions: Sequence[Mention]) -> float:
    """That not all independent documents are wrong, each taken by its surest mention (noisy-or)."""
    source = independent(mentions)
    surest: dict[str, float] = {}
    for mention in mentions:
        home = source[mention.document]
        surest[home] = max(surest.get(home, 0.0), mention.confidence)
    if len(surest) == 1:
        return round(next(iter(surest.values())), 3)
    return round(min(1.0 - prod(1.0 - value for value in sorted(surest.values())), _CERTAIN), 3)


def _participants(mentions: Sequence[Mention]) -> tuple[Participant, ...]:
    """Every actor once, in the role that most mentions give it; the order is by role, then by number of mentions."""
    named = _named(mentions)
    everyone = [one for mention in mentions for one in _told_of(mention, mentions, named)]
    bearers = _bearers(everyone)
    roles: dict[Known, Counter[Role]] = {}
    first: dict[Known, Participant] = {}
    for one in everyone:
        shown = bearers.get(one.name, one) if one.kind == "person" else one
        key = identity(shown)
        first.setdefault(key, shown)
        roles.setdefault(key, Counter())[one.role] += 1
    found = []
    for key, one in first.items():
        role = _usual(roles[key])
        found.append((ROLES.index(role), -roles[key].total(), Participant(one.name, role, one.kind, one.words)))
    return tuple(one for *_, one in sorted(found, key=lambda item: item[:2]))


def _told_of(mention: Mention, mentions: Sequence[Mention], named: _Named) -> Sequence[Participant]:
    """The participants of a mention; whom one only alleges to have done what others tell as a fact takes part in it in
    no told role, nor did who found the dead do it, and who has no name is whom its document names alone in that role:
    "A clerk was shot. Omar Sayed was shot twice"."""
    roles = Counter(one.role for one in mention.participants)
    told = [
        one
        for one in mention.participants
        if _has_name(one) or roles[one.role] > 1 or len(named.get((mention.document, one.role), ())) != 1
    ]
    finds = mention.word.lower() in _FINDING and any(one.type == "ASSAULT" for one in mentions if one is not mention)
    if not finds and (mention.certainty != "alleged" or all(one.certainty == "alleged" for one in mentions)):
        return told
    return [replace(one, role="other") if one.role == "source" else one for one in told]


def _named(mentions: Sequence[Mention]) -> _Named:
    """The names of people, by document and role."""
    found: dict[tuple[str, Role], set[str]] = {}
    for mention in mentions:
        for one in mention.participants:
            if one.kind == "person" and _has_name(one):
                found.setdefault((mention.document, one.role), set()).add(one.name)
    return found


def _has_name(one: Participant) -> bool:
    return one.kind != "person" or not noun_of(one.name).islower()


def _bearers(everyone: Sequence[Participant]) -> dict[str, Participant]:
    """Who is meant by the names of one event's people that share a last name: the one with the fullest name, where all
    may be that one. So "a contractor" and "an American contractor", but not an American and an Iraqi one."""
    named: dict[str, dict[str, Participant]] = {}
    for one in everyone:
        if one.kind == "person":
            named.setdefault(parts(one.name)[0], {}).setdefault(one.name, one)
    found: dict[str, Participant] = {}
    for names in named.values():
        fullest = min(names, key=lambda name: (-len(name.split()), -len(name), name))
        if noun_of(fullest).islower():
            whose = {untied(name)[1] for name in names} - {""}  # "wife of Omar", and another's
            alike = len({state for name in names if (state := nation_of(name))}) <= 1 and len(whose) <= 1
        else:
            alike = all(may_be_one(parts(fullest)[1], parts(name)[1]) for name in names)
        if alike:
            found |= dict.fromkeys(names, names[fullest])
    return found


def _usual(roles: Counter[Role]) -> Role:
    return min(roles, key=lambda role: (-roles[role], ROLES.index(role)))


def _is_of_dead(mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether the one whom a mention tells to be wounded is the one whom another tells to be dead: "was shot in the
    back", of somebody "killed by police"."""
    if mention.injured is None or mention.injured.best != 1 or mention.killed is not None:
        return False
    hurt = _targets(mention)
    return len(hurt) == 1 and any(
        one.killed is not None and one.killed.best == 1 and _targets(one) == hurt for one in mentions
    )


def _targets(mention: Mention) -> set[str]:
    return {actor.name for actor in mention.participants if actor.role == "target"}


def _figure(said: Sequence[tuple[Mention, Figure]]) -> Figure | None:
    """The lowest low, the highest high, and as best what most documents say, then the newest of them, then the most."""
    if not said:
        return None
    lows = [figure.low for _, figure in said if figure.low is not None]
    highs = [figure.high for _, figure in said if figure.high is not None]
    documents: dict[int, set[str]] = {}
    newest: dict[int, int] = {}
    for mention, figure in said:
        if figure.best is not None:
            documents.setdefault(figure.best, set()).add(mention.document)
            newest[figure.best] = max(newest.get(figure.best, _NEVER), _published(mention))
    best = min(documents, key=lambda one: (-len(documents[one]), -newest[one], -one), default=None)
    # One dead, and 450 or more: from 1 to 450, as an open end alone would hide the larger claim.
    return Figure(min(lows, default=None), best, max(highs + list(documents)) if highs else None)


_NEVER = -(10**9)


def _published(mention: Mention) -> int:
    return mention.published.bounds[1] if mention.published and mention.published.anchored else _NEVER
