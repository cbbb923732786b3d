"""What a sentence was read as: its candidates with the dates that the sentence itself gives them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kb.extract.mentions.attach import Link
from kb.extract.mentions.bars import LIMIT
from kb.extract.mentions.befallen import befallen
from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.carriers import event_object, event_subject
from kb.extract.mentions.chains import (
    answered,
    aside,
    at_meeting,
    at_once,
    before_end,
    begun,
    broken_off,
    brought_about,
    by_means,
    by_nature,
    deaths_first,
    foremost,
    gone,
    happening,
    in_wake,
    purpose,
    returning,
    set_for,
    soon_after,
    spoken,
    unhurt,
    without_ranks,
)
from kb.extract.mentions.deeds import within
from kb.extract.mentions.kinds import kind_of
from kb.extract.mentions.moments import begun_with, lasted_since, meanwhile, opened
from kb.extract.mentions.nested import Spot
from kb.extract.mentions.put_off import is_put_off
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import Reference
from kb.lexicon import grammar
from kb.model import Basis, DateMention, Sentence
from kb.when import Date, Grain, Interval, When

COUNTING = frozenset(("ASSAULT", "DEATH", "ACCIDENT", "DISASTER", "PROTEST"))
_HARMING = frozenset(("OTHER", "COERCE", "MOBILIZE", "RETREAT"))  # "forced his way in, wounding two"
_MOURNING = ("mourn", "mourning", "bury", "burial", "funeral")
_FOUGHT = ("raid", "siege", "crackdown", "blockade")
_LOOSE = frozenset(("ACCIDENT", "OTHER", "BUSINESS", "DISASTER"))
# What gunmen and rockets do too.
_PEACEFUL = ("fail", "form", "found", "establish", "create", "return", "arrive", "blast off", "lift off", "collide")
_FORCE = ("ASSAULT", "MOBILIZE")
TRIED = frozenset(("court", "tribunal", "jury", "judge", "trial", "inquest", "inquiry", "commission"))
_OWN_ACTS = frozenset(("BUSINESS", "AGREE", "LEADERSHIP", "SANCTION", "REJECT"))
_DEEDS = frozenset(("ASSAULT", "COERCE", "JUSTICE", "AID", "RETREAT", "MOBILIZE"))  # that bodies say they have done
TOLD_OF = _OWN_ACTS | _DEEDS
_PERFECT = frozenset(("had", "have", "has", "'ve"))
_CIRCUMSTANCES = frozenset(("as", "while", "amid", "in", "after", "following", "days", "hours"))
EARLIER = frozenset(("after", "since", "before"))
_BASE = {"explicit": 0.9, "context": 0.55, "document": 0.4}


@dataclass(frozen=True, slots=True)
class Dated:
    """A candidate with the date expression that its own sentence gives it; `point` says that a "since" before the date
    is not its own ("since November, when he was found")."""

    candidate: Candidate
    mention: DateMention
    cost: float
    point: bool = False

    @property
    def clock(self) -> bool:
        """Whether the date is a time of day without its day: "shortly before 1 a.m."."""
        return isinstance(self.mention.when, When) and "weekday" in self.mention.when.implied


@dataclass(frozen=True, slots=True)
class Home:
    """Where a document was written, by its dateline: the town and, where it is told, the land; `lead` is the number of
    the sentence that the dateline opens or stands before, -1 without one."""

    town: str = ""
    land: str = ""
    lead: int = -1


@dataclass(frozen=True, slots=True)
class Read:
    """One sentence with all that was found in it. `undated` are the candidates worth an event without a date here;
    `unread` says that the sentence names a date that could not be told; `headed` that a dateline opens it or is the
    line before it; `section` is the place over its part of a report."""

    number: int
    sentence: Sentence
    clauses: Clauses
    candidates: tuple[Candidate, ...]
    dated: tuple[Dated, ...]
    undated: tuple[Candidate, ...]
    refs: tuple[Reference, ...]
    spots: tuple[Spot, ...]
    unread: bool
    home: Home
    headed: bool
    section: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """An event mention about to be made: a candidate, its date, and how the date is known; `told` is the type of the
    event of another sentence that it tells on, or ""."""

    read: Read
    candidate: Candidate
    date: Date
    basis: Basis
    cost: float = 0.0
    told: str = ""
    type: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "type", self.told or _type_of(self.read.clauses, self.candidate))

    @property
    def mode(self) -> str:
        """The mode of the trigger, where its type stands; what aircraft bomb they bomb from the air."""
        first, group = self.candidate.first, self.candidate.group
        near = self.read.clauses.lows(first - 4, first)
        flying = {"suicide", "gunmen"}.isdisjoint(near) and not grammar.load().harm.aircraft.isdisjoint(near)
        if group.type == "ASSAULT" and flying and not self.candidate.noun:
            return "aerial"
        return group.mode if group.mode and self.type == group.type else ""

    @property
    def counts(self) -> bool:
        """Whether figures of killed and injured can belong to this type of event."""
        words = grammar.load().harm
        head = self.candidate.last if self.candidate.noun else self.candidate.first  # of "murder trial"
        harms = self.read.clauses.low(head) in words.killed | words.injured | {"left", "claimed"}
        fought = self.candidate.noun and self.candidate.lemma in _FOUGHT
        # "Mourned the 60 who were killed": not on the day of the mourning; "killed nine and took two hostage".
        mourned = (self.type == "DEATH" and self.candidate.lemma in _MOURNING) or self.candidate.lemma.startswith(
            "take"
        )
        # "Executed an agreement".
        led = self.type in _HARMING and self.candidate.finite and _ends_in_harm(self.read, self.candidate)
        before = self.read.clauses.lows(self.candidate.first - 2, self.candidate.first)
        if before == ("crackdown", "on"):
            return False  # those killed in a crackdown on protests
        return (self.type in COUNTING or led or (harms and self.type != "AGREE") or fought) and not mourned

    @property
    def confidence(self) -> float:
        """0 to 1: the basis counts most, then how near the date stands and how sure the trigger is."""
        score = _BASE[self.basis] - 0.3 * min(self.cost, LIMIT) / LIMIT
        score -= 0.15 if self.candidate.fallback else 0.1 if self.candidate.group.weak else 0.0
        score -= 0.05 if self.candidate.certainty != "asserted" else 0.0
        score -= 0.1 if self.aside else 0.0
        return round(max(score, 0.05), 2)

    @property
    def aside(self) -> bool:
        """Whether something else is dated first in its sentence, and this only in a noun or a clause that hangs on it
        ("voted on Sunday, two days after the attack")."""
        clauses = self.read.clauses
        first = self.candidate.first
        here = [i for i in range(max(0, first - 5), first) if clauses.segment[i] == clauses.segment[first]]
        if self.candidate.noun and any(clauses.low(i) in EARLIER for i in here):
            return True
        verbs = (d.candidate for d in self.read.dated if d.candidate.finite and not d.candidate.reporting)
        hangs = self.candidate.noun or clauses.opener[clauses.segment[self.candidate.first]] in EARLIER
        return hangs and any(verb.first < self.candidate.first for verb in verbs)


def _type_of(clauses: Clauses, candidate: Candidate) -> str:
    """The type of a trigger in its sentence; what rockets and gunmen do is an assault, whatever the verb, unless the
    words around it make something else of it ("a jet came down in the sea")."""
    kind = kind_of(clauses, candidate)
    loose = candidate.group.type in _LOOSE and candidate.finite and not candidate.lemma.startswith(_PEACEFUL)
    loose = loose and kind in (candidate.group.type, "OTHER")
    return "ASSAULT" if loose and (is_armed(clauses, candidate) or _by_force(clauses, candidate)) else kind


def _by_force(clauses: Clauses, verb: Candidate) -> bool:
    """Whether armed men do something by which people die: "fighters surged into the town, killing nine"."""
    before = clauses.lows(clauses.begin(verb.first), verb.first)
    armed = not grammar.load().where.armed.isdisjoint(before)
    return armed and goes_on_to_harm(clauses, clauses.segment[verb.first] + 1)


def is_armed(clauses: Clauses, verb: Candidate) -> bool:
    """Whether weapons or those who bear them stand before a verb: "missiles struck", not "oil giant Shell cut jobs" nor
    "the Jets lost"."""
    armed = grammar.load().harm.weapons | grammar.load().harm.armed
    near = range(max(0, verb.first - 4), verb.first)
    low, tokens = clauses.low, clauses.tokens
    named = (tokens[j].text == "Shell" or (tokens[j].capital and low(j - 1) == "the") for j in near)
    return any(low(j) in armed and not name for j, name in zip(near, named, strict=True))


def fold(
    clauses: Clauses, candidates: Sequence[Candidate], links: Sequence[Link], dates: Sequence[DateMention]
) -> tuple[Dated, ...]:
    """The dated candidates, a verb that only tells what its subject did ("the blast killed", "the talks began") being
    replaced by that subject."""
    links, dates = _of_named_year(clauses, candidates, without_ranks(clauses, candidates, links), dates)
    taken = {item.candidate.first for item in links}
    told = any(
        not (item.candidate.reporting or is_of_year(clauses, item.candidate, dates[item.date].when)) for item in links
    )
    dated = []
    for item in (_as_planned(clauses, one) for one in links):
        if told and item.candidate.reporting and _closes(clauses, item.candidate):
            continue
        noun = _instead(clauses, candidates, item)
        if noun is not None and noun.first not in taken:
            taken.add(noun.first)
            dated.append(Dated(noun, dates[item.date], item.cost, opened(clauses, item)))
        else:
            dated.append(_as_linked(clauses, item, dates[item.date]))
    dated += [
        Dated(also, _end_of(dates[item.date], cut=True), item.cost, point=True)
        for item in links
        if (also := _beside(clauses, candidates, item)) is not None and also.first not in taken
    ]
    return tuple(item for item in dated if not item.candidate.unreal)


def _as_linked(clauses: Clauses, item: Link, mention: DateMention) -> Dated:
    then = opened(clauses, item)
    point = then or lasted_since(clauses, item)
    return Dated(item.candidate, _end_of(mention, cut=then), item.cost, point)


def _end_of(mention: DateMention, *, cut: bool) -> DateMention:
    """A date, of a period its end where a clause says what was then: "mayor from 1990 to 1995, when he left"."""
    when = mention.when
    last = when.last if cut and isinstance(when, Interval) else None
    return replace(mention, when=last) if last is not None else mention


def _instead(clauses: Clauses, candidates: Sequence[Candidate], item: Link) -> Candidate | None:
    """What a sentence tells where a verb with a date only leads to it."""
    verb = item.candidate
    return (
        begun_with(clauses, candidates, item)
        or event_subject(clauses, candidates, verb)
        or event_object(candidates, verb)
        or begun(clauses, candidates, verb)
        or brought_about(clauses, candidates, verb)
        or foremost(clauses, candidates, verb)
        or by_means(clauses, candidates, verb)
        or at_meeting(clauses, candidates, verb)
        or within(clauses, candidates, verb)
        or set_for(clauses, candidates, item)
        or befallen(clauses, candidates, item)
        or spoken(clauses, candidates, verb)
        or aside(clauses, candidates, verb)
        or gone(clauses, candidates, verb)
        or returning(clauses, candidates, verb)
        or answered(clauses, candidates, verb)
        or purpose(clauses, candidates, verb)
        or deaths_first(clauses, candidates, verb)
        or by_nature(clauses, candidates, verb)
        or unhurt(clauses, candidates, verb)
        or happening(clauses, verb)
    )


def _of_named_year(
    clauses: Clauses, candidates: Sequence[Candidate], links: Sequence[Link], dates: Sequence[DateMention]
) -> tuple[Sequence[Link], Sequence[DateMention]]:
    """The links, a day without a year being of that which names its event: "the 1906 earthquake struck on April 18"."""
    years = {item.candidate.first: item for item in links if item.candidate.noun}
    for item in links if years else ():
        when = dates[item.date].when
        if item.candidate.noun or not isinstance(when, When) or when.implied != ("year",):
            continue
        noun = event_subject(clauses, candidates, item.candidate)
        named = years.get(noun.first) if noun is not None else None
        if noun is None or named is None:
            continue
        year = dates[named.date].when
        if not isinstance(year, When) or year.grain is not Grain.YEAR or "year" in year.implied:
            continue
        at = clauses.date_at(named.date)
        if at < noun.first and all(token.capital for token in clauses.tokens[at + 1 : noun.first]):
            dates = [*dates]
            dates[item.date] = replace(dates[item.date], when=replace(when, year=year.year, implied=()))
            links = [one for one in links if one is not named]
    return links, dates


def _as_planned(clauses: Clauses, item: Link) -> Link:
    """A noun with its date; what is put off to it is planned for it."""
    if not item.candidate.noun:
        return item
    put_off = is_put_off(clauses, item.candidate, clauses.date_at(item.date))
    return replace(item, candidate=replace(item.candidate, status="planned")) if put_off else item


def is_of_year(clauses: Clauses, candidate: Candidate, date: Date | None) -> bool:
    """Whether a date is the year right before a noun that tells which one is meant, and dates nothing else: "rejects a
    2016 peace deal"."""
    year = isinstance(date, When) and date.grain <= Grain.YEAR
    return year and candidate.noun and clauses.is_date(candidate.first - 1)


def _beside(clauses: Clauses, candidates: Sequence[Candidate], item: Link) -> Candidate | None:
    """What else a sentence gives the date of a verb."""
    return (
        meanwhile(clauses, candidates, item)
        or soon_after(clauses, candidates, item)
        or broken_off(clauses, candidates, item)
        or before_end(clauses, candidates, item)
        or in_wake(clauses, candidates, item)
        or at_once(clauses, candidates, item)
    )


def _closes(clauses: Clauses, report: Candidate) -> bool:
    """Whether a statement is the attribution at the end of its sentence: "…, police said Monday."."""
    return not any(t.word and t.date < 0 and len(t.text) > 3 for t in clauses.tokens[report.last + 1 :])


def ends_there(clauses: Clauses, last: int) -> bool:
    """Whether nothing is said behind a token but a date, and behind a comma in what circumstances: "…, police said on
    Monday, as …", "…, police said on Monday, in the latest attack"."""
    low = clauses.low
    tokens = range(last + 1, len(clauses.tokens))
    end = next((j for j in tokens if low(j) == "," and low(j + 1) in _CIRCUMSTANCES), len(clauses.tokens))
    return not any(t.word and t.date < 0 and len(t.text) > 3 for t in clauses.tokens[last + 1 : end])


def says(candidate: Candidate) -> bool:
    """Whether a trigger is a verb of saying: "said", "announced"."""
    return candidate.reporting or (candidate.group.type == "STATEMENT" and not candidate.noun)


def is_own_act(clauses: Clauses, verb: Candidate) -> bool:
    """Whether a verb of what is said tells what "it", "they" or "he" did as bodies announce it: sold a mill, resigned,
    ordered air strikes, had arrested nine men."""
    begin = clauses.begin(verb.first)
    subject = clauses.low(begin + (clauses.low(begin) == "that"))
    if subject not in ("it", "they", "he", "she"):
        return False
    if verb.group.type in _OWN_ACTS:
        return True
    if not TRIED.isdisjoint(clauses.words):
        return False  # What somebody testifies to was long before.
    force = verb.lemma == "order" and kind_of(clauses, verb) in _FORCE
    # "They were withdrawing a bid", but "they were searching for him".
    leaving = clauses.low(verb.first).endswith("ing") and kind_of(clauses, verb) in ("RETREAT", "REJECT")
    done = verb.group.type in _DEEDS and (leaving or not _PERFECT.isdisjoint(clauses.lows(verb.first - 2, verb.first)))
    return force or (done and subject in ("it", "they"))


def goes_on_to_harm(clauses: Clauses, segment: int) -> bool:
    """Whether a clause says whom what stands before it killed or hurt: "…, killing two", "…, badly wounding him"."""
    first = clauses.clause(segment).start
    first += clauses.low(first).endswith("ly")
    harm = grammar.load().harm
    return first > 0 and clauses.low(first).endswith("ing") and clauses.low(first) in harm.killed | harm.injured


def _ends_in_harm(sentence: Read, verb: Candidate) -> bool:
    """Whether what a verb tells, the last of its clause, did harm: "forced his way in, wounding two", "broke the truce
    with a raid that killed two"."""
    clauses, here = sentence.clauses, sentence.clauses.segment[verb.first]
    if any(c.finite and c.first > verb.last and clauses.segment[c.first] == here for c in sentence.candidates):
        return False
    if goes_on_to_harm(clauses, here + 1):
        return True
    that = clauses.clause(here + 1).start
    words, j = grammar.load(), that - 1
    while j > verb.last and clauses.low(j) not in words.prepositions:
        j -= 1
    harms = clauses.low(that + 1) in words.harm.killed | words.harm.injured
    return clauses.low(j) == "with" and clauses.low(that) in ("that", "which") and harms
