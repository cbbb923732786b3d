"""What a document has given dates to, by where it stands and by its word; and what heads a clause."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kb.extract.mentions.candidates import STRICKEN, Candidate
from kb.extract.mentions.figures import counts_harm
from kb.extract.mentions.form import is_resumed
from kb.extract.mentions.readings import Read, Reading
from kb.extract.mentions.same import Traits, did_by_victim, traits
from kb.lexicon import grammar, triggers
from kb.when import Date, Grain, Interval, When, overlap

Test = Callable[[Traits, Traits], bool]

_DEPENDENT = frozenset(("that", "which", "who", "whom", "whose", "when", "where", "after", "before", "since", "until"))


_OFFICE = frozenset(("elect", "appoint", "name", "take", "become", "inaugurate", "win", "election"))
_POLICE = frozenset(("arrest", "law enforcement work"))  # groups of JUSTICE that are no case in court
_VERDICTS = frozenset(("convict", "sentence to prison", "acquit or drop"))
_YEAR = 366  # days
_ASIDE = 8  # tokens
_OFFSETS = {
    (unit, led)
    for unit in ("weeks", "months", "years", "decades", "week", "month", "year", "decade")
    for led in ("after", "before")
}
_SHORT = {"day", "days", "week", "weeks"}
_FAR_OFF = frozenset((("long", "after"), ("long", "before"), ("much", "later")))
_SPANS = frozenset(("days", "weeks", "months", "years", "decades", "generations"))
_APART = frozenset(("later", "after", "afterward", "afterwards", "before", "earlier"))
_HEAD = 6  # tokens
_SUBJECT = 4  # tokens to the noun that is the subject of a sentence


@dataclass(slots=True)
class Known:
    """The explicit readings of a document in order, and by the stem of their trigger; `compared` holds the traits of
    events that were compared, by sentence and token, since a chronicle compares each many times, and `counted` which
    sentences count harm; `going` is the reading by which the last sentences have gone on with their story, if any."""

    readings: tuple[Reading, ...]
    sentences: tuple[int, ...]
    by_stem: dict[str, tuple[Reading, ...]]
    compared: dict[tuple[int, int], Traits] = field(default_factory=dict, repr=False)
    going: Reading | None = None
    counted: dict[int, bool] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> "Known":
        ordered = tuple(sorted(readings, key=lambda r: (r.read.number, r.candidate.first)))
        by_stem: dict[str, list[Reading]] = {}
        for reading in ordered:
            by_stem.setdefault(stem(reading.candidate), []).append(reading)
        return cls(ordered, tuple(r.read.number for r in ordered), {k: tuple(v) for k, v in by_stem.items()})

    def last_before(self, number: int) -> Reading | None:
        """What the last dated sentence before tells: its main verb, else the first thing dated there; not one in the
        past perfect, which looks back from the story ("the boat had left on Tuesday"), nor what a year has seen."""
        at = bisect_left(self.sentences, number)
        while at:
            last = self.of_sentence(self.sentences[at - 1])
            main = next((r for r in last if is_main(r)), last[0])
            if not (is_earlier(main.read, main.candidate) or is_tally(main)):
                return main
            at = bisect_left(self.sentences, last[0].read.number)
        return None

    def of_sentence(self, number: int) -> tuple[Reading, ...]:
        return self.readings[bisect_left(self.sentences, number) : bisect_left(self.sentences, number + 1)]

    def counts(self, sentence: Read) -> bool:
        """Whether a sentence counts dead or injured, however many of its triggers ask."""
        number = sentence.number
        if number not in self.counted:
            self.counted[number] = counts_harm(sentence.clauses)
        return self.counted[number]

    def told(self, candidate: Candidate) -> tuple[Reading, ...]:
        """The readings whose trigger has the stem and the type of this one: who is fired is not fired at."""
        same = self.by_stem.get(stem(candidate), ())
        alike = (r for r in same if candidate.fallback or r.candidate.group.type == candidate.group.type)
        return tuple(r for r in alike if not is_tally(r))

    def fits(self, test: Test, sentence: Read, candidate: Candidate, other: Reading) -> bool:
        """What a test of two events says of a candidate and another reading."""
        return test(self._traits(sentence, candidate), self._traits(other.read, other.candidate))

    def _traits(self, sentence: Read, candidate: Candidate) -> Traits:
        at = (sentence.number, candidate.first)
        if at not in self.compared:
            self.compared[at] = traits(sentence, candidate)
        return self.compared[at]


def stem(candidate: Candidate) -> str:
    """What two words for one event share: "bombed" and "bombings", "air strikes" and "strike", "quake" and
    "earthquake"; who is ordered held is not under a "restraining order"."""
    if candidate.noun and candidate.lemma.endswith(" order"):
        return candidate.lemma
    return candidate.lemma.split()[-1 if candidate.noun else 0].removesuffix("ing").removeprefix("earth")[:6]


def opener(sentence: Read, candidate: Candidate) -> str:
    """The word that opens the clause of a candidate ("which", "after"), or ""."""
    return sentence.clauses.opener[sentence.clauses.segment[candidate.first]]


def is_main(reading: Reading) -> bool:
    """Whether what a reading tells heads its clause, or is a noun that opens the sentence: "the vote took place"."""
    clauses, candidate = reading.read.clauses, reading.candidate
    opens = candidate.noun and candidate.first <= _SUBJECT and not clauses.segment[candidate.first]
    led = grammar.load().prepositions.isdisjoint(clauses.lows(0, candidate.first))
    return (opens and led) or heads_clause(reading.read, candidate)


def heads_clause(sentence: Read, candidate: Candidate) -> bool:
    """Whether a candidate is the verb of a clause that does not hang on another one, but on a verb of saying."""
    clauses = sentence.clauses
    segment = clauses.segment[candidate.first]
    before = clauses.segment.index(segment)
    outer = clauses.opener[segment - 1] if segment else ""
    said = (
        clauses.opener[segment] == "that"
        and outer not in _DEPENDENT
        and any(low in triggers.load().guards.reporting for low in clauses.lows(before - 4, before))
    )
    when = clauses.low(before + 2) == "time" and clauses.low(before) in ("at", "by")
    # "A guard who shot two men has been charged".
    main = said or (segment == 1 and not outer and is_resumed(clauses, candidate.first))
    main = main or clauses.lows(before, candidate.first + 1) == ("who", "has", "died")  # "Ann Berg, who has died"
    return candidate.finite and not when and (main or clauses.opener[segment] not in _DEPENDENT)


def is_earlier(sentence: Read, candidate: Candidate) -> bool:
    """Whether a verb is in the past perfect, which tells of a time before that of the other verbs."""
    return candidate.finite and "had" in sentence.clauses.lows(candidate.first - 4, candidate.first)


def is_far_off(sentence: Read, candidate: Candidate, date: Date) -> bool:
    """Whether words at the head of a sentence or in the clause of a trigger put it days or years off what was told
    before with a date: "years later he was freed", "long after the scandal"; not "not long after", nor a few days
    after what was told of a month."""
    clauses = sentence.clauses
    spans = _SPANS if isinstance(date, When) and date.grain is Grain.DAY else _SPANS - _SHORT
    told = clauses.clause(clauses.segment[candidate.first])
    for row in (clauses.lows(0, _HEAD), clauses.lows(told.start, told.stop)):
        for before, one, other in zip(("", *row), row, row[1:], strict=False):
            if (one, other) in _FAR_OFF and before != "not":
                return True
            if one in spans and other in _APART:
                return True
    return False


def is_era(date: Date, published: When) -> bool:
    """Whether a date is of years on end, in which something went on, "ruled from 1999 to 2006", or the whole year so
    far: "the deadliest land in 2019, with five killed"."""
    if isinstance(date, When) and date.grain is Grain.YEAR and published.grain > Grain.YEAR:
        return overlap(date, published)
    return isinstance(date, Interval) and date.anchored and date.bounds[1] - date.bounds[0] > _YEAR


def is_tally(reading: Reading) -> bool:
    """Whether a reading sums up what has been done in a year: "pirates have attacked 100 ships this year"."""
    year = isinstance(reading.date, When) and reading.date.grain <= Grain.YEAR
    return year and not reading.candidate.noun and reading.read.clauses.is_perfect(reading.candidate.first)


def is_of_life(last: Reading, sentence: Read) -> bool:
    """Whether the last dated sentence only told of somebody's office by its year, who is not told of now: "Said was
    elected in 2021. Turkey sent a drone"."""
    year = isinstance(last.date, When) and last.date.grain <= Grain.YEAR
    office = last.type == "LEADERSHIP" and last.candidate.lemma.split()[0] in _OFFICE
    told = {ref.actor.name for ref in last.read.refs}
    return office and year and told.isdisjoint(ref.actor.name for ref in sentence.refs)


def is_of_the_dead(last: Reading, sentence: Read, candidate: Candidate, known: Known) -> bool:
    """Whether somebody does what they did in their life, behind a sentence that tells that they died of no mishap:
    "Said died on May 3. He went to school in Lima"; not "he was buried"."""
    others = (other for other in last.read.candidates if other.first != last.candidate.first)
    mishap = last.type != "DEATH" or any(other.group.type in STRICKEN for other in others)
    return not mishap and known.fits(did_by_victim, sentence, candidate, last)


def has_begun(date: Date, published: When | None) -> bool:
    """Whether what is told in the past can be of a date: it does not lie ahead."""
    return published is None or not (published.anchored and date.anchored) or date.bounds[0] <= published.bounds[1]


def is_tried_apart(last: Reading, candidate: Candidate) -> bool:
    """Whether harm is told behind a verdict or a charge, or a verdict behind harm or a flight of a day: what somebody
    is tried for is of an earlier day than his trial, and so is what "prosecutors said that" he did."""
    day = isinstance(last.date, When) and last.date.grain is Grain.DAY
    if candidate.group.name in _VERDICTS:
        told = opener(last.read, last.candidate) == "that" and not last.candidate.reporting
        return told or (day and (last.type in STRICKEN or last.type == "RETREAT"))
    court = last.type == "JUSTICE" and last.candidate.group.name not in _POLICE
    return court and candidate.group.type in STRICKEN


def is_offset(sentence: Read, candidate: Candidate) -> bool:
    """Whether a sentence says how long before something was: "two months after 51 people were killed"."""
    begin = sentence.clauses.begin(candidate.first)
    return sentence.clauses.lows(begin - 1, begin + 1) in _OFFSETS


def in_simple_past(sentence: Read, verb: Candidate) -> bool:
    """Whether a verb of a main clause is in the simple past: "seized the town", "was seized"."""
    clauses = sentence.clauses
    before = clauses.lows(verb.first - 3, verb.first)
    past = triggers.load().is_past(clauses.low(verb.first))
    helped = {"has", "have", "had", "is", "are", "been", "being", "'s"}
    behind = clauses.before[verb.first]
    # "The town, also called Qeshm, …": with no subject it says more of a noun; but "Omar, of Lima, fell".
    past = past and behind >= 0 and (clauses.tokens[behind].word or _closes_aside(sentence, behind))
    return past and heads_clause(sentence, verb) and helped.isdisjoint(before) and not clauses.quoted[verb.first]


def _closes_aside(sentence: Read, comma: int) -> bool:
    """Whether a comma closes what is put between a subject and its verb: "Omar Said, of Dale Road,"."""
    clauses = sentence.clauses
    opening = next((j for j in range(comma - 1, max(-1, comma - _ASIDE), -1) if clauses.low(j) == ","), 0)
    inside = range(opening, comma)
    return clauses.low(comma) == "," and opening > 0 and not any(c.first in inside for c in sentence.candidates)
