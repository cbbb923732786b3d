"""What a sentence was read as: its candidates with the dates that the sentence itself gives them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from kb.extract.mentions.attach import LIMIT, Link
from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.carriers import event_object, event_subject, harms
from kb.extract.mentions.chains import (
    aside,
    begun,
    brought_about,
    by_means,
    by_nature,
    deaths_first,
    foremost,
    gone,
    happening,
    meanwhile,
    opened,
    purpose,
    set_for,
    soon_after,
    spoken,
    unhurt,
)
from kb.extract.mentions.form import conjoined
from kb.extract.mentions.kinds import kind_of
from kb.extract.mentions.spots import Spot
from kb.extract.mentions.status import own_start
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import Reference, is_base
from kb.lexicon import grammar
from kb.model import Basis, DateMention, Sentence
from kb.when import Date

_COUNTING = frozenset(("ASSAULT", "DEATH", "ACCIDENT", "DISASTER", "PROTEST"))
_HARMING = frozenset(("OTHER", "COERCE", "MOBILIZE", "RETREAT"))  # "forced his way in, wounding two"
_UNTIL = ("for", "to", "until", "till", "by", "from")  # "revoked bail and set a hearing for May 5"
_MOURNING = ("mourn", "mourning", "bury", "burial", "funeral")
_FOUGHT = ("raid", "siege", "crackdown", "blockade")
_LOOSE = frozenset(("ACCIDENT", "OTHER", "BUSINESS", "DISASTER"))
# What gunmen and rockets do too.
_PEACEFUL = ("fail", "form", "found", "establish", "create", "return", "arrive", "blast off", "lift off")
_FORCE = ("ASSAULT", "MOBILIZE")
_COURT = frozenset(("court", "tribunal", "jury", "judge", "trial", "inquest", "inquiry", "commission"))
_OWN_ACTS = frozenset(("BUSINESS", "AGREE", "LEADERSHIP", "SANCTION", "REJECT"))
_DEEDS = frozenset(("ASSAULT", "COERCE", "JUSTICE", "AID", "RETREAT", "MOBILIZE"))  # that bodies say they have done
TOLD_OF = _OWN_ACTS | _DEEDS
_PERFECT = frozenset(("had", "have", "has", "'ve"))
_LONG, _AHEAD = frozenset(("years", "months", "decades")), 6
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
    line before it."""

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
        flying = "suicide" not in near and not grammar.load().harm.aircraft.isdisjoint(near)
        if group.type == "ASSAULT" and flying and not self.candidate.noun:
            return "aerial"
        return group.mode if group.mode and self.type == group.type else ""

    @property
    def counts(self) -> bool:
        """Whether figures of killed and injured can belong to this type of event."""
        words = grammar.load().harm
        harms = self.read.clauses.low(self.candidate.first) in words.killed | words.injured | {"left", "claimed"}
        fought = self.candidate.noun and self.candidate.lemma in _FOUGHT
        # "Mourned the 60 who were killed": not on the day of the mourning.
        mourned = self.type == "DEATH" and self.candidate.lemma in _MOURNING
        # "Executed an agreement".
        led = self.type in _HARMING and self.candidate.finite and _ends_in_harm(self.read, self.candidate)
        return (self.type in _COUNTING or led or (harms and self.type != "AGREE") or fought) and not mourned

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
    return "ASSAULT" if loose and _is_armed(clauses, candidate) else kind


def _is_armed(clauses: Clauses, verb: Candidate) -> bool:
    """Whether weapons or those who bear them stand before a verb: "missiles struck", not "oil giant Shell cut jobs"."""
    armed = grammar.load().harm.weapons | grammar.load().harm.armed
    near = range(max(0, verb.first - 4), verb.first)
    return any(clauses.low(j) in armed and clauses.tokens[j].text != "Shell" for j in near)


def fold(
    clauses: Clauses, candidates: Sequence[Candidate], links: Sequence[Link], dates: Sequence[DateMention]
) -> tuple[Dated, ...]:
    """The dated candidates, a verb that only tells what its subject did ("the blast killed", "the talks began") being
    replaced by that subject."""
    taken = {item.candidate.first for item in links}
    told = any(not item.candidate.reporting for item in links)
    dated = []
    for item in links:
        if told and item.candidate.reporting and _closes(clauses, item.candidate):
            continue
        noun = (
            event_subject(clauses, candidates, item.candidate)
            or event_object(candidates, item.candidate)
            or begun(clauses, candidates, item.candidate)
            or brought_about(clauses, candidates, item.candidate)
            or foremost(clauses, candidates, item.candidate)
            or by_means(clauses, candidates, item.candidate)
            or set_for(clauses, candidates, item)
            or spoken(clauses, candidates, item.candidate)
            or aside(clauses, candidates, item.candidate)
            or gone(clauses, candidates, item.candidate)
            or purpose(clauses, candidates, item.candidate)
            or deaths_first(clauses, candidates, item.candidate)
            or by_nature(clauses, candidates, item.candidate)
            or unhurt(clauses, candidates, item.candidate)
            or happening(clauses, item.candidate)
        )
        if noun is not None and noun.first not in taken:
            taken.add(noun.first)
            dated.append(Dated(noun, dates[item.date], item.cost))
        else:
            dated.append(Dated(item.candidate, dates[item.date], item.cost, opened(clauses, item)))
    dated += [
        Dated(also, dates[item.date], item.cost, point=True)
        for item in links
        if (also := meanwhile(clauses, candidates, item) or soon_after(clauses, candidates, item)) is not None
        and also.first not in taken
    ]
    return tuple(item for item in dated if not item.candidate.unreal)


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


def is_strong(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether a trigger tells of an event that happened, whatever stands around it: by its word, or since missiles
    "struck", or somebody "was hurt", which else is said of sales and feelings too."""
    strikes = clauses.low(candidate.first) in grammar.load().harm.strikes and _is_armed(clauses, candidate)
    hurt = candidate.group.harm != "" and candidate.passive
    return not candidate.unreal and (candidate.telling or strikes or (hurt and not candidate.fallback))


def undated(clauses: Clauses, candidates: Sequence[Candidate], dated: Sequence[Dated]) -> tuple[Candidate, ...]:
    """Candidates that make an event without a date in their sentence: strong, told and not quoted, and of the dead and
    wounded that one clause counts ("25 died and 51 were wounded") the first only."""
    taken = {item.candidate.first for item in dated}
    told = [item.candidate for item in dated if not item.candidate.reporting]
    segments = {clauses.segment[c.first] for c in told}
    counting = {clauses.segment[c.first] for c in told if c.group.harm or c.group.type in _COUNTING}
    chosen = []
    for candidate in candidates:
        strong = is_strong(clauses, candidate)
        verbal = candidate.finite or candidate.passive or candidate.light >= 0
        here = clauses.segment[candidate.first]
        # "Three were hurt and 12 arrested": the hurt are counted in no arrest.
        near = any(abs(here - s) <= 1 for s in counting) if candidate.group.harm else here in segments
        near = near and not _is_new(clauses, candidate, dated) and not _is_others(clauses, candidate)
        near = near or (
            goes_on_to_harm(clauses, here) and any(clauses.segment[d.candidate.first] < here for d in dated)
        )
        tied = near and candidate.finite and conjoined(clauses, candidate.first) and not candidate.group.harm
        tied = tied or (near and strong and _follows(clauses, candidate, told))
        tied = tied or (strong and _goes_on_dated(clauses, candidate, dated))
        strong = strong or (tied and candidate.group.weak and not candidate.reporting and not candidate.unreal)
        strong = strong or _is_reported(clauses, candidate, dated)
        apart = tied or not near
        free = candidate.first not in taken and not clauses.quoted[candidate.first] and apart
        free = free and not _is_prior(clauses, candidate, told)
        if not (strong and verbal and free):
            continue
        subject = event_subject(clauses, candidates, candidate)
        if subject is None or (harms(candidate) and candidate.certainty == "asserted"):  # "a blast killed nine"
            chosen.append(subject or candidate)
            if candidate.group.harm:
                counting.add(here)
    return tuple(chosen)


def _is_reported(clauses: Clauses, verb: Candidate, dated: Sequence[Dated]) -> bool:
    """Whether a verb in the perfect is the news that its sentence ends with the source of, and the one date of it,
    "rebels have freed two nuns, police said on Monday", or what the source did itself, "said on Monday it had sold"."""
    report = dated[0].candidate if len(dated) == 1 else None
    if report is None or not says(report) or verb.fallback or verb.unreal or not verb.finite:
        return False
    here, there = clauses.segment[verb.first], clauses.segment[report.first]
    if report.first > verb.last:
        return clauses.is_perfect(verb.first) and not here
    done = not {"had", "has", "have", "will", "would"}.isdisjoint(clauses.lows(verb.first - 3, verb.first))
    # "Said on Monday it was closing two mills".
    done = done or (clauses.low(verb.first).endswith("ing") and clauses.has_be(verb.first))
    done = done and _LONG.isdisjoint(clauses.lows(verb.last + 1, verb.last + _AHEAD))  # "had lost money for years"
    return done and here == there + 1 and is_own_act(clauses, verb)


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
    if not _COURT.isdisjoint(clauses.words):
        return False  # What somebody testifies to was long before.
    force = verb.lemma == "order" and kind_of(clauses, verb) in _FORCE
    done = verb.group.type in _DEEDS and not _PERFECT.isdisjoint(clauses.lows(verb.first - 2, verb.first))
    return force or (done and subject in ("it", "they"))


def _goes_on_dated(clauses: Clauses, verb: Candidate, dated: Sequence[Dated]) -> bool:
    """Whether "and" ties a dated verb without a subject of its own to a verb, whose day it then gives too: "was ousted
    and placed under arrest on Monday"."""
    item = next((d for d in dated if d.candidate.first > verb.last), None)
    if item is None or clauses.low(clauses.index_at(item.mention.span.start) - 1) in _UNTIL:
        return False
    behind = item.candidate
    if not behind.finite or not conjoined(clauses, behind.first) or behind.certainty != "asserted":
        return False
    # "Shot and killed him" tells of one deed, and who is hurt may have died on another day.
    free = not (verb.group.harm or behind.group.harm) and not behind.group.type == "BUSINESS" != verb.group.type
    alone = verb.finite and clauses.segment[behind.first] == clauses.segment[verb.first]
    return free and alone and not own_start(clauses, behind.first) and verb.group.type != behind.group.type


def goes_on_to_harm(clauses: Clauses, segment: int) -> bool:
    """Whether a clause says whom what stands before it killed or hurt: "…, killing two", "…, badly wounding him"."""
    first = bisect_left(clauses.segment, segment)
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
    that = bisect_left(clauses.segment, here + 1)
    words, j = grammar.load(), that - 1
    while j > verb.last and clauses.low(j) not in words.prepositions:
        j -= 1
    harms = clauses.low(that + 1) in words.harm.killed | words.harm.injured
    return clauses.low(j) == "with" and clauses.low(that) in ("that", "which") and harms


def _follows(clauses: Clauses, verb: Candidate, told: Sequence[Candidate]) -> bool:
    """Whether "and" ties a clause with a subject of its own to a dated one, which happened with it: "the king abdicated
    on Monday and his son was crowned"."""
    start = own_start(clauses, verb.first)
    if not (start and verb.finite) or verb.group.harm or clauses.low(start - 1) != "and":
        return False
    before = [c for c in told if c.first < start]
    plain = all(t.word and t.date < 0 for t in clauses.tokens[start : verb.first])
    plain = plain and not is_base(clauses.low(start))  # "was to leave on Monday and free men captured in the war"
    return plain and bool(before) and all(c.finite and c.certainty == "asserted" for c in before)


def _is_others(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether somebody else does harm behind "and": "protesters stormed the palace and police killed 22"."""
    start = own_start(clauses, candidate.first)
    plain = start > 0 and all(t.text.isalpha() for t in clauses.tokens[start : candidate.first])
    harms = candidate.group.harm == "killed" and candidate.finite and not candidate.passive
    return harms and plain and candidate.lemma != "die"


def _is_prior(clauses: Clauses, deed: Candidate, told: Sequence[Candidate]) -> bool:
    """Whether whom something befalls did harm before: "a man who killed 12 people was arrested on Monday"."""
    if clauses.opener[clauses.segment[deed.first]] != "who" or deed.passive or not deed.group.harm:
        return False
    return any(c.first > deed.last and not c.noun and c.group.type not in _COUNTING for c in told)


def _is_new(clauses: Clauses, verb: Candidate, dated: Sequence[Dated]) -> bool:
    """ "Has been arrested in connection with last year's bombing": in the perfect, with only nouns dated behind it, and
    before it only what its subject is suspected of: "a man accused of robbing a bank in May has been arrested"."""
    here = [d.candidate for d in dated if clauses.segment[d.candidate.first] == clauses.segment[verb.first]]
    older = all((c.noun if c.first > verb.first else c.certainty == "alleged") for c in here)
    return clauses.is_perfect(verb.first) and verb.finite and older
