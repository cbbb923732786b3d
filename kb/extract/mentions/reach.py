"""How far a sentence tells of one event: the tokens whose figures are its own."""

from kb.extract.mentions.candidates import STRICKEN, Candidate
from kb.extract.mentions.carriers import is_begun
from kb.extract.mentions.causes import turns_back
from kb.extract.mentions.elsewhere import is_of_its_year
from kb.extract.mentions.numbers import number_at
from kb.extract.mentions.readings import EARLIER, Read, goes_on_to_harm
from kb.extract.mentions.status import own_start
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar

_AHEAD = 6
_UNITS = frozenset(("day", "week", "month", "year"))
_WHO = ("who", "that", "which")
_AGES = 2  # clauses that an age or a name in apposition makes: "when a man, Omar Said, was shot"

_ONE = ("another", "a", "an")
_DYING = frozenset(("die", "drown", "perish", "suffocate", "burn to death", "freeze to death"))


def reach(sentence: Read, candidate: Candidate) -> tuple[int, int]:
    """The tokens whose figures are an event's: to the clause of the next dated event, all when it is alone."""
    clauses, segment = sentence.clauses, sentence.clauses.segment
    if _of_two_days(sentence, candidate):
        return 0, 0
    here = segment[candidate.first]
    if clauses.opener[here] == "since" and is_begun(clauses, candidate):
        # "40 have been killed since the fighting began on Monday" counts those of all days.
        return clauses.clause(here).start, clauses.clause(here).stop
    others = [segment[d.candidate.first] for d in sentence.dated if d.candidate.first != candidate.first]
    # "A day after a bomb killed nine, gunmen attacked a bus".
    told = (segment[c.first] for c in sentence.candidates if c.finite and c.group.harm)
    others += [s for s in told if s < here and (clauses.opener[s] in EARLIER or _of_earlier(clauses, s))]
    before = max((s for s in others if s < here), default=-1)
    if candidate.noun and clauses.low(clauses.introducing(candidate.first)) in EARLIER:
        # "The day before the blast, a guard died"; not "after the blast, which killed nine".
        verbs = (clauses.segment[c.first] for c in sentence.candidates if c.finite and c.group.harm)
        others += [s for s in verbs if s > here and clauses.opener[s] not in grammar.load().relative]
    # "A bomb exploded on Monday, killing nine, a day after gunmen attacked a bank".
    before += 0 <= before < here - 1 and goes_on_to_harm(clauses, before + 1)
    later = [s for s, opener in enumerate(clauses.opener) if s > here and opener in EARLIER]
    later += _of_day(sentence, here)
    after = min([s for s in others if s > here] + later, default=len(segment))
    on = after in later and after + 1 not in others and not _is_another_day(sentence, after)
    if on and goes_on_to_harm(clauses, after + 1):
        after += 2  # "crashed after takeoff, killing all on board"
    inside = [i for i, s in enumerate(segment) if before < s < after]
    first, end = _told_of(sentence, candidate) or _joined(sentence, candidate)
    first = max(first, _begin_of_own(sentence, candidate), _behind_deed(sentence, candidate))
    inside = [i for i in inside if i >= first]
    end = min(end, _end_of_own(sentence, candidate), _before_cause(clauses, candidate))
    end = min(end, _before_told(sentence, candidate))
    end = min(end, candidate.last + 1) if is_of_its_year(clauses, candidate) else end
    return (inside[0], min(inside[-1] + 1, end)) if inside and inside[0] < end else (0, 0)


def _of_two_days(sentence: Read, candidate: Candidate) -> bool:
    """Whether a sum is that of two days together: "bombings on December 12 and December 19 killed 30"."""
    clauses = sentence.clauses
    starts = {d.candidate.first: clauses.index_at(d.mention.span.start) for d in sentence.dated}
    own = starts.get(candidate.first, -1)
    for first, other in starts.items():
        begin, end = sorted((own, other))
        noun, verb = sorted((candidate.first, first))
        ends = next((j for j in range(begin, end) if not clauses.is_date(j)), end) if own >= 0 else end
        tied = "and" in clauses.lows(ends, end) and set(clauses.lows(ends, end)) <= {"and", "on", ","}
        if tied and noun < begin and end < verb and clauses.low(noun).endswith("s"):
            return True
    return False


def _is_another_day(sentence: Read, segment: int) -> bool:
    """Whether a clause tells of harm so many days before: "a day after gunmen stormed the bank, killing nine"."""
    clauses = sentence.clauses
    first = clauses.clause(segment).start
    struck = any(
        c.finite and c.group.type in STRICKEN and clauses.segment[c.first] == segment for c in sentence.candidates
    )
    return struck and clauses.low(first - 1).removesuffix("s") in _UNITS


def _of_day(sentence: Read, here: int) -> list[int]:
    """The clauses behind an event that tell of harm on a day which was named for something else: "spread by Thursday,
    when a man was shot"."""
    clauses, found = sentence.clauses, []
    for segment, opener in enumerate(clauses.opener):
        if opener != "when" or segment <= here:
            continue
        first = clauses.clause(segment).start
        dated = clauses.tokens[first - 1 - (clauses.low(first - 1) == ",")].date >= 0
        verb = next((c for c in sentence.candidates if c.first > first and c.finite), None)
        if dated and verb is not None and verb.harmful and clauses.segment[verb.first] <= segment + _AGES:
            found.append(segment)
    return found


def _of_earlier(clauses: Clauses, segment: int) -> bool:
    """Whether a clause tells of what something happened after: "two years after a crash that killed 40, a bus fell"."""
    first = clauses.clause(segment).start
    ahead = clauses.lows(max(0, first - _AHEAD), first)
    return clauses.opener[segment] in grammar.load().relative and not EARLIER.isdisjoint(ahead)


def _told_of(sentence: Read, candidate: Candidate) -> tuple[int, int] | None:
    """The tokens between which a verb with a date stands, where one clause runs on behind "who" to the verb that it is
    the subject of, which has a date too: "the man who attacked a school in 1990 was killed on Friday"."""
    clauses, end = sentence.clauses, len(sentence.clauses.tokens)
    here = clauses.segment[candidate.first]
    if candidate.noun or clauses.opener[here] not in _WHO:
        return None
    for other in (d.candidate for d in sentence.dated):
        if other.noun or other.first == candidate.first or clauses.segment[other.first] != here:
            continue
        one, two = sorted((candidate.first, other.first))
        begin = two
        while clauses.low(begin - 1) in grammar.load().auxiliaries:
            begin -= 1
        # "And" ties to the verb behind "who" what that one did too.
        if clauses.prior[begin] == "and" or not any(map(clauses.is_date, range(one, begin))):
            continue
        if candidate.first == one:
            return 0, begin
        counted = any(number_at(clauses, j) for j in range(clauses.begin(one)))  # "nine men who fled in 1990 were shot"
        return None if counted else (begin, end)
    return None


def _joined(sentence: Read, candidate: Candidate) -> tuple[int, int]:
    """The tokens between which a clause tells of an event that "and" joins to another with a date and victims of its
    own: "nine were killed in Lima on Monday and 14 injured in Cusco on Tuesday"."""
    clauses, first, end = sentence.clauses, 0, len(sentence.clauses.tokens)
    if candidate.noun or not candidate.harmful:
        return first, end
    for other in (d.candidate for d in sentence.dated):
        if other.noun or not other.harmful or clauses.segment[other.first] != clauses.segment[candidate.first]:
            continue
        one, two = sorted((candidate.first, other.first))
        joint = next((j for j in range(two - 1, one, -1) if clauses.low(j) == "and"), 0)
        counted = (
            number_at(clauses, joint + 1) or clauses.low(joint + 1) in _ONE or own_start(clauses, two) == joint + 1
        )
        if joint and counted and any(map(clauses.is_date, range(one, joint))):
            first, end = (joint, end) if two == candidate.first else (first, joint)
    return first, end


def _begin_of_own(sentence: Read, candidate: Candidate) -> int:
    """The token at which a clause of its own begins behind that of who kills or hurts: "a bomb killed nine and gunmen
    stormed a bank"."""
    begin = own_start(sentence.clauses, candidate.first)
    if candidate.noun or candidate.group.harm or not candidate.finite or candidate.passive:
        return 0
    others = (c for c in sentence.candidates if c.group.harm and c.finite and not c.passive and c.lemma not in _DYING)
    named = any(begin <= ref.first < candidate.first for ref in sentence.refs)
    return begin if named and any(c.last < begin for c in others) else 0


def _behind_deed(sentence: Read, noun: Candidate) -> int:
    """The token behind a verb of harm with a date of its own, where what a noun names with another date came before:
    "two men were executed on Monday for the 1994 bombing"."""
    if not noun.noun:
        return 0
    dates = {d.candidate.first: d.mention.value for d in sentence.dated}
    own, segment = dates.get(noun.first), sentence.clauses.segment
    verbs = (c for c in sentence.candidates if c.group.harm and not c.noun and c.last < noun.first)
    told = (c.last + 1 for c in verbs if segment[c.first] == segment[noun.first] and dates.get(c.first, own) != own)
    return max(told, default=0) if own else 0


def _end_of_own(sentence: Read, candidate: Candidate) -> int:
    """The token from which on somebody else kills or hurts: "stormed parliament and police killed 22"."""
    clauses = sentence.clauses
    if candidate.noun or candidate.group.harm:
        return len(clauses.tokens)
    others = (c for c in sentence.candidates if c.group.harm and c.finite and not c.passive and c.lemma not in _DYING)
    starts = ((own_start(clauses, c.first), c.first) for c in others if c.first > candidate.last)
    named = (at for at, verb in starts if any(at <= ref.first < verb for ref in sentence.refs) and at > 0)
    return min(named, default=len(clauses.tokens))


def _before_cause(clauses: Clauses, candidate: Candidate) -> int:
    """The token from which on a sentence tells what an event came after, "torched a bank following the killing of a
    boy", unless it goes back to the event behind that: "…, wounding two"."""
    end = len(clauses.tokens)
    back = next((j for j in range(candidate.last + 1, end) if turns_back(clauses, j)), end)
    behind = range(clauses.segment[back] + 1, clauses.segment[-1] + 1) if back < end else ()
    return end if any(goes_on_to_harm(clauses, segment) for segment in behind) else back


def _before_told(sentence: Read, candidate: Candidate) -> int:
    """The token from which on another event is told with a date and a clause of its own: "occurred a mile from the site
    of a 2015 crash in which eight people were killed"."""
    clauses = sentence.clauses
    nouns = (d.candidate for d in sentence.dated if d.candidate.noun and d.candidate.harmful)
    told = (c.first for c in nouns if c.first > candidate.last and tells_more(clauses, c.last))
    return min(told, default=len(clauses.tokens))


def tells_more(clauses: Clauses, last: int) -> bool:
    """Whether a clause behind a noun tells what happened in what it names: "a crash in which nine died"."""
    which = last + 1 + (clauses.low(last + 1) in ("in", "during", "by"))
    return clauses.low(which) in ("which", "that", "where")
