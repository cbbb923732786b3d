"""Which words of a sentence tell of an event: trigger words with their part of speech, voice and certainty."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kb.extract.mentions.adjectives import is_adjective, only_describes, tells_state
from kb.extract.mentions.doubts import is_due
from kb.extract.mentions.entry_words import heads_entry, tells_entry
from kb.extract.mentions.form import (
    begins_in_name,
    conjoined,
    is_finite,
    is_noun,
    is_titled,
    is_unlikely,
    narrates,
    only_tells_more,
)
from kb.extract.mentions.light_verbs import light_verb
from kb.extract.mentions.matching import FOUND_GAP, GAP, cancelled, matched
from kb.extract.mentions.reduced import has_own_date
from kb.extract.mentions.status import (
    Status,
    foremost,
    is_charged,
    is_source,
    noun_status,
    own_start,
    verb_status,
)
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.voice import calls_by, is_passive, shares_passive
from kb.lexicon import grammar, triggers
from kb.lexicon.triggers import Group
from kb.model import Certainty

FALLBACK = Group("main verb", "OTHER", "", "source", "target", True, "", (), (), ())
STRICKEN = frozenset(("ASSAULT", "DISASTER", "ACCIDENT"))
_CRIMES = frozenset(("ASSAULT", "ACCIDENT", "COERCE"))
_STAND_INS = frozenset(("one", "another", "latest", "first", "last"))
TOLD = Group("told in an entry", "STATEMENT", "", "source", "target", True, "", (), (), ())
REPORT = Group("dated statement", "STATEMENT", "", "source", "other", True, "", (), (), (), triggers.GUARD_FILE)
FOILING = frozenset(("foil", "thwart", "avert", "repulse", "repel"))
_OPENING, _OBJECT = 6, 5  # tokens: of an opening, and in which the object of a verb begins
_NO_PRESENT = frozenset(("to", "did", "didn't"))
_NO_VERBS_OF = frozenset(("set", "cut", "spread", "split", "cast", "burst", "hit", "cost", "put", "made"))
_SIGHTED = frozenset(("seen", "heard"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger at tokens first..last (both included). `passive` says that its subject has it done to them;
    `finite` that it heads a clause; `light` is the token of the light verb that carries a noun, or -1; `stands_for` is
    the token of the event noun that a "one" stands for ("attacks, including one on Monday"), or -1; `item` are, of a
    list of dates, the token that ends the first item, and those where the own one begins and ends."""

    first: int
    last: int
    lemma: str
    group: Group
    noun: bool
    passive: bool
    finite: bool
    status: Status
    light: int = -1
    stands_for: int = -1
    item: tuple[int, int, int] = (0, 0, 0)

    @property
    def certainty(self) -> Certainty:
        """The certainty of an event; meaningless for what is unreal."""
        return "asserted" if self.status == "unreal" else self.status

    @property
    def harmful(self) -> bool:
        """Whether it tells of people killed or hurt, or of what strikes them: an attack, an accident, a disaster."""
        return self.group.harm != "" or self.group.type in STRICKEN

    @property
    def unreal(self) -> bool:
        return self.status == "unreal"

    @property
    def reporting(self) -> bool:
        return self.group is REPORT

    @property
    def telling(self) -> bool:
        """Whether the word tells of an event wherever it stands."""
        return not (self.group.weak or self.fallback or self.reporting)

    @property
    def fallback(self) -> bool:
        return self.group is FALLBACK


def find_candidates(
    clauses: Clauses, named: frozenset[int] = frozenset(), ahead: frozenset[int] = frozenset()
) -> tuple[Candidate, ...]:
    """All words of the sentence that may be triggers, in order; `named` are the tokens that are part of a name, `ahead`
    the numbers of the dates that lie ahead. Those that are negated or unreal are among them, so that a date beside them
    goes to nothing else."""
    found: list[Candidate] = []
    firsts, verbs, idle = triggers.load().firsts, triggers.load().verbs, triggers.load().guards.idle_words
    parts, announcing, last = _parts_of_compounds(clauses), _announcing(), -1
    for i, token in enumerate(clauses.tokens):
        if i <= last or not token.word or token.date >= 0 or i in named or i in parts or is_titled(clauses, i):
            continue
        low = token.low
        verbal = low in verbs or low.endswith("ed") or low in _SIGHTED
        if verbal and (tells_state(clauses, i) or only_describes(clauses, i)):
            continue
        candidate = _idle(clauses, i) if low in idle else None
        if candidate is None and low in firsts:
            candidate = _lexical(clauses, i, ahead)
        if candidate is None and clauses.entry:
            candidate = _of_entry(clauses, i, known=low in firsts)
        if candidate is None and (verbal or clauses.prior[i] in announcing):
            candidate = _plain_verb(clauses, i)
        if candidate is None and low in _STAND_INS:
            candidate = _stand_in(clauses, i, found)
        if candidate and found and _is_alleged_on(clauses, candidate, found[-1]):
            candidate = replace(candidate, status="alleged")
        if candidate and not (candidate.noun and candidate.unreal and _is_foiled_by(clauses, candidate, found)):
            found.append(candidate)
            last = candidate.last
    return tuple(found)


def _is_alleged_on(clauses: Clauses, verb: Candidate, told: Candidate) -> bool:
    """Whether "and" ties a verb to one that tells what somebody is only said to have done: "is thought to have shot the
    guard and made off", "is accused of having shot him and of having fled"."""
    if told.status != "alleged" or told.noun or verb.status != "asserted":
        return False
    having = verb.first - 1 - (clauses.low(verb.first - 1) == "having")
    if clauses.lows(having - 1, having + 1) == ("and", "of"):
        return True
    if not verb.finite:
        return False
    return conjoined(clauses, verb.first) and not own_start(clauses, verb.first)


def _is_foiled_by(clauses: Clauses, noun: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether a noun is what a verb before it kept from happening, whose date is the verb's: "foiled an attack on
    Friday"."""
    verb = found[-1] if found else None
    near = verb is not None and clauses.segment[verb.first] == clauses.segment[noun.first] and not verb.unreal
    if verb is None or not near or verb.lemma not in FOILING:
        return False
    between = clauses.lows(verb.last + 1, noun.first)
    plain = len(between) < 2 * _OBJECT and grammar.load().prepositions.isdisjoint(between)
    return plain and not any(map(clauses.is_date, range(verb.last, noun.first)))


@cache
def _announcing() -> frozenset[str]:
    """The words behind which an unknown verb may be told of as planned or begun."""
    return grammar.load().future | grammar.load().begins | {"to", "must"}


def _parts_of_compounds(clauses: Clauses) -> frozenset[int]:
    """Words joined by a loose hyphen or a slash, as in addresses of pages: no words of their own; what parts an entry
    from its date joins none."""
    joints = [
        i
        for i, low in enumerate(clauses.words)
        if clauses.tokens[i].start >= clauses.body
        and (low == "/" or (low == "-" and "-" not in (clauses.low(i - 1), clauses.low(i + 1))))
    ]
    return frozenset([*(i - 1 for i in joints), *(i + 1 for i in joints)])


def _lexical(clauses: Clauses, i: int, ahead: frozenset[int]) -> Candidate | None:
    near = clauses.lows(i + 1, i + 2 + FOUND_GAP)
    for entry in triggers.load().entries[clauses.words[i]]:
        if len(entry.words) > 1 and entry.words[1] not in near:
            continue
        last = matched(clauses, i, entry)
        if last < 0 or cancelled(clauses, i, last, entry):
            continue
        noun = is_noun(clauses, i, last, entry)
        if noun is None or (not noun and is_unlikely(clauses, i, last, entry)):
            continue
        if noun and (only_tells_more(clauses, last) or (is_source(clauses, i) and not _has_date(clauses, i))):
            continue
        if noun and (begins_in_name(clauses, i, last) or _frames(clauses, i, last) or _is_measured(clauses, i)):
            continue
        status = noun_status(clauses, i) if noun else verb_status(clauses, i)
        finite = not noun and is_finite(clauses, i, entry.forms)
        passive = not noun and is_passive(clauses, i, last, entry)
        if status == "asserted" and finite and not passive and entry.group.type in _CRIMES and is_charged(clauses, i):
            status = "alleged"
        present = finite and not entry.forms & {"past", "participle", "gerund"}
        present = present and clauses.prior[i] not in _NO_PRESENT and clauses.prior[i] not in grammar.load().begins
        if present and status == "asserted" and ahead and _is_scheduled(clauses, i, ahead):
            status = "planned"
        elif present and entry.group.weak and status == "asserted" and not narrates(clauses, i):
            # "He holds shares", "she hosts a show": a present tense of an everyday verb is a state or a habit.
            # Only what begins or ends keeps its date, for the event that does so.
            if clauses.low(i) not in grammar.load().happens:
                return None
            status = "unreal"
        return Candidate(
            first=i,
            last=last,
            lemma=entry.lemma,
            group=entry.group,
            noun=noun,
            passive=passive,
            finite=finite,
            status=status,
            light=light_verb(clauses, i) if noun else -1,
        )
    return None


def _has_date(clauses: Clauses, i: int) -> bool:
    """Whether a date stands in the clause of a token."""
    begin = clauses.begin(i)
    here = clauses.segment[i]
    return any(t.date >= 0 and clauses.segment[j] == here for j, t in enumerate(clauses.tokens) if j >= begin)


def _is_scheduled(clauses: Clauses, i: int, ahead: frozenset[int]) -> bool:
    """Whether a verb in the present tense stands in a clause with a date ahead: "the court sits on Friday"."""
    here = clauses.segment[i]
    return grammar.load().habits.isdisjoint(clauses.words) and any(
        clauses.tokens[j].date in ahead
        and abs(clauses.segment[j] - here) <= 1
        and (clauses.segment[j] == here or not clauses.opener[max(here, clauses.segment[j])])
        for j in range(len(clauses.tokens))
    )


def _is_measured(clauses: Clauses, i: int) -> bool:
    """Whether a noun is only what a sum or share is one of: "58% of sales", "41% of all U.S. beer sales"."""
    words, j = grammar.load(), i - 1
    while j > 0 and i - j < _OPENING and clauses.tokens[j].word and clauses.low(j) not in words.prepositions:
        j -= 1
    return clauses.low(j) in ("of", "in") and clauses.low(j - 1) in words.amounts and clauses.low(i).endswith("s")


def _frames(clauses: Clauses, i: int, last: int) -> bool:
    """Whether a noun only says where the main clause was told, whose verb is the act: "in his speech on Thursday, the
    king ordered a retreat", "the rebels in a message threatened the town"."""
    words = grammar.load()
    if clauses.low(i) not in words.spoken:
        return False
    acts, reporting = words.acts, triggers.load().guards.reporting
    after = clauses.low(last + 1)
    if clauses.low(clauses.introducing(i)) == "in" and (after in acts or after in reporting):
        return True
    if last > _OPENING or clauses.low(0) not in ("in", "during"):
        return False
    comma = next((j for j in range(last + 1, min(len(clauses.tokens), last + _OPENING)) if clauses.low(j) == ","), -1)
    main = clauses.words[comma + 1 : comma + 2 * _OPENING] if comma > 0 else ()
    return next((low for low in main if low in acts or low in reporting), "") in acts


def _plain_verb(clauses: Clauses, i: int) -> Candidate | None:
    """A verb that no lexicon knows as a trigger: it can still take a date that nothing else takes."""
    low, words, lexicon = clauses.words[i], grammar.load(), triggers.load().guards
    if low in lexicon.reporting and (i == 0 or clauses.tokens[i].text.islower()) and not _is_deed(clauses, i):
        return _plain_plan(clauses, i) if is_due(clauses, i) else _report(clauses, i)
    before = clauses.prior[i]
    announced = before in ("to", "must") or before in words.future or before in words.begins
    past = low not in words.verbless and (low in triggers.load().pasts or (low.endswith("ed") and len(low) > 4))
    past = (past and not (low.startswith("un") and low not in words.undoing)) or _is_sighting(clauses, i)
    helped = before == "had" or before in words.be
    past = past or (helped and low in triggers.load().participles and low not in lexicon.states)
    if not (announced or past) or not clauses.tokens[i].text.islower() or low in words.auxiliaries:
        return None
    if low in _NO_VERBS_OF and clauses.low(i + 1) == "of" and before not in words.be:
        return None  # "its next set of updates", "a dress made of silk"
    if low == "set" and clauses.low(i + 1) == "for" and clauses.is_date(i + 2) and not clauses.has_be(i):
        return None  # "the concert set for Monday was called off"
    led = clauses.low(clauses.undated(clauses.before[i]))  # "the March 2 broadcast"
    nominal = before in words.determiners or before in words.prepositions or before in words.possessive
    nominal = nominal or (led != before and led in ("the", "a", "an")) or is_adjective(clauses, clauses.before[i], i)
    seen = _is_sighting(clauses, i) or (announced and low == "appear" and "for" not in clauses.lows(i, i + GAP + 1))
    if low in lexicon.states and not seen:
        # "Lived", "remained": a date beside it is that of no event; "was last seen" is one.
        return _nothing(clauses, i) if past and not nominal and before not in words.be else None
    if nominal or before == "-":
        return _plain_plan(clauses, i) if before == "to" else None
    if not past or (low in words.plans and clauses.low(i + 1) == "to"):
        return _plain_plan(clauses, i)
    status = verb_status(clauses, i)
    by = clauses.low(i + 1) == "by" and low not in words.intransitive
    by = by and not (calls_by(clauses, i) or clauses.by_doing(i + 1))
    passive = by or led in words.be or has_own_date(clauses, i) or shares_passive(clauses, i)
    return Candidate(i, i, low, FALLBACK, False, passive, True, status)


def _is_deed(clauses: Clauses, i: int) -> bool:
    """Whether a verb of saying tells of something done: "was added to the list", "added two seats", "was quoted at 45
    cents"; not "added the talks would go on"."""
    after = clauses.low(i + 1)
    if clauses.words[i] != "added":
        return clauses.words[i] == "quoted" and after == "at" and clauses.has_be(i)
    words = grammar.load()
    given = after != "that" and (after in words.determiners or after == "$" or after[:1].isdigit())
    return clauses.has_be(i) or (given and words.auxiliaries.isdisjoint(clauses.lows(i + 2, i + 2 + _OPENING)))


def _of_entry(clauses: Clauses, i: int, *, known: bool) -> Candidate | None:
    """A word that is no trigger, with which an entry of a chronology tells what was done."""
    if heads_entry(clauses, i):
        return Candidate(i, i, clauses.low(i), FALLBACK, True, False, False, "asserted")
    if not known or not tells_entry(clauses, i):
        return None
    group = TOLD if clauses.low(i) in triggers.load().guards.reporting else FALLBACK
    return Candidate(i, i, clauses.low(i), group, False, False, True, verb_status(clauses, i))


def _is_sighting(clauses: Clauses, i: int) -> bool:
    """ "Was last seen on Monday"."""
    return clauses.words[i] in _SIGHTED and clauses.has_be(i)


def _quotes_on(clauses: Clauses, i: int) -> bool:
    """Whether a verb tells what somebody said besides, and not what was added: "adding that", "adding: …"."""
    return clauses.low(i + 1) in ("that", ",", ":", '"', "“", "``", "in", "on", "he", "she", "it", "they", "there")


def _idle(clauses: Clauses, i: int) -> Candidate | None:
    """A word of a phrase that tells of nothing: "the year ended", "declined to comment"."""
    idle = triggers.load().guards.idle
    for start in (i - 1, i):
        for phrase in idle.get(clauses.lows(start, start + 2), ()) if start >= 0 else ():
            told = phrase[0] in grammar.load().plans and clauses.has_be(start)  # "the talks are scheduled for Friday"
            told = told or only_describes(clauses, start)
            if clauses.lows(start, start + len(phrase)) == phrase and not told:
                # "A group called Shirts seized it on Friday": "called" has no date before it.
                return replace(_nothing(clauses, i), finite=phrase[-1] != "called")
    return None


def _nothing(clauses: Clauses, i: int) -> Candidate:
    """What takes a date and tells of nothing."""
    return Candidate(i, i, clauses.words[i], FALLBACK, False, False, True, "unreal")


def _plain_plan(clauses: Clauses, i: int) -> Candidate | None:
    """ "is scheduled to appear", "will open", "began shipping": an unknown verb behind words that announce it."""
    words = grammar.load()
    back = clauses.before[i]
    before = clauses.low(back)
    low = clauses.words[i]
    if before == "to" and clauses.low(back - 1) == "due" and clauses.low(clauses.before[back - 1]) not in words.be:
        return None  # "closed due to low light": a reason
    if before == "to" and low.endswith("s") and not low.endswith(("ss", "us")):
        return None  # "set fire to cars"
    begun = before in words.begins and low.endswith("ing") and len(low) > 5
    if not (begun or before in ("to", "must") or before in words.future) or not clauses.tokens[i].text.isalpha():
        return None
    known = (words.adverbs, words.determiners, words.prepositions, words.pronouns, words.where.directions)
    if any(low in some for some in known) or (low.endswith("ly") and low not in words.not_adverbs):
        return None
    begun = begun or (before == "to" and clauses.prior[back] in words.begins)
    status = verb_status(clauses, i)
    told = status == "planned" or ((begun or foremost(clauses, back) > 0) and status == "asserted")
    return Candidate(i, i, clauses.low(i), FALLBACK, False, False, not begun, status) if told else None


def _stand_in(clauses: Clauses, i: int, found: list[Candidate]) -> Candidate | None:
    """ "one", "another" or "the latest" before a date or preposition, for the plural event noun before it."""
    after = clauses.tokens[i + 1] if i + 1 < len(clauses.tokens) else None
    if after is None or clauses.lows(i - 1, i + 1) == ("one", "another"):
        return None
    if not (after.date >= 0 or after.low in ("on", "in", "at", "that", "which")):
        return None
    nouns = [c for c in found if c.noun and clauses.low(c.last).endswith("s") and i - c.last < 16]
    if not nouns:
        return None
    return replace(nouns[-1], first=i, last=i, light=-1, stands_for=nouns[-1].first)


def _report(clauses: Clauses, i: int) -> Candidate | None:
    words = grammar.load()
    before = clauses.prior[i]
    if before in words.determiners or before in words.prepositions or before in words.unreal or before == "to":
        return None
    noun = clauses.words[i].endswith("s") and triggers.load().is_past(before)  # "presented claims"
    if noun or before in words.possessive or (clauses.words[i] == "adding" and not _quotes_on(clauses, i)):
        return None
    counted = clauses.words[i] == "states" and (before.isdigit() or before in words.numbers)  # "in 17 states"
    if counted or (clauses.words[i] == "state" and not before.endswith("s")):
        return None  # "in Oaxaca state"
    status = verb_status(clauses, i)
    passive = before in words.be and clauses.low(i) in words.telling | words.made
    return Candidate(i, i, clauses.low(i), REPORT, False, passive, True, status)
