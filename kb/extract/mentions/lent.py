"""Dates that other words of the document lend to an event: those of a verb beside it, of its word elsewhere, of "the
raid"."""

from collections.abc import Iterable

from kb.extract.mentions.across import dates_both
from kb.extract.mentions.aftermath import REACH, harm_told
from kb.extract.mentions.candidates import STRICKEN, Candidate
from kb.extract.mentions.carriers import tells_aside
from kb.extract.mentions.form import conjoined, is_resumed, resumes
from kb.extract.mentions.known import Known, is_earlier, is_offset, opener, stem
from kb.extract.mentions.participles import has_no_be, is_of_object, is_of_those, is_participle
from kb.extract.mentions.readings import TRIED, Read, Reading, ends_there, is_of_year, is_own_act, says
from kb.extract.mentions.same import died_there, is_definite, may_be_one, other_people, other_toll, share_name
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers
from kb.when import Date, Grain, When

# What goes on for days, and is no name for one blow in it.
_CAMPAIGNS = frozenset("invasion war offensive campaign siege conflict uprising insurgency rebellion revolt".split())
_BLOWS = frozenset(("attack", "assault", "massacre", "carnage", "shooting", "blast"))  # which may be any of its type
_SOON_AFTER = 2  # sentences
_LONG = 300  # days
_LASTING, _LENGTH = frozenset(("OTHER", "ASSAULT", "PROTEST", "MOBILIZE")), 8  # tokens
_YEARS = frozenset(("years", "decades", "seasons"))
_BEGAN, _FIRES, _HEAD = ("break out", "start", "begin", "erupt"), {"fire", "blaze", "inferno"}, 3
_SPANS = {"week": 5, "month": 20, "year": 300}  # days that what was so long before lies back at least
_WHO = frozenset(("who", "whom", "whose"))
_HAVE = frozenset(("has", "have"))
_TOLD_AS_NEWS = frozenset("say says said announced announces reported reports confirmed told stated states".split())
_OLDER = frozenset(("earlier", "previously", "ago", "once", "past", "since", "years"))


def beside(sentence: Read, candidate: Candidate, known: Known) -> Date | None:
    """The date of another verb of the sentence that the candidate is told beside: "set fires as they broke in on"."""
    if tells_aside(sentence.clauses, candidate) or is_of_those(sentence, candidate) or _lasted(sentence, candidate):
        return None
    clauses, first = sentence.clauses, candidate.first
    if (
        clauses.low(candidate.last + 1) == "by"
        and clauses.prior[first].isalpha()
        and is_participle(sentence, candidate)
    ):
        return None  # "the first senator elected by the people took his seat"
    segment, opener = sentence.clauses.segment, sentence.clauses.opener
    here = segment[candidate.first]
    near = sorted(
        (r for r in known.of_sentence(sentence.number) if not names_year(r)),
        key=lambda r: (abs(segment[r.candidate.first] - here), abs(r.candidate.first - candidate.first)),
    )
    if any(_is_within(clauses, candidate, reading) for reading in near):
        return None
    for reading in near:
        if clauses.low(reading.candidate.first) == "born" and candidate.first > reading.candidate.first:
            continue  # "was born in 1950 and studied law": later
        there = segment[reading.candidate.first]
        # "Was arrested in 1905 after he broke a window, and was jailed".
        shared = there < here and conjoined(sentence.clauses, candidate.first) and not _has_own_date(sentence, here)
        openers = {opener[s] for s in range(here if shared else min(here, there) + 1, max(here, there) + 1)}
        verbal = reading.candidate.finite or dates_both(clauses, reading.candidate, candidate)
        told = verbal and candidate.finite and not reading.candidate.reporting
        told = told and is_earlier(sentence, candidate) <= is_earlier(sentence, reading.candidate)
        told = told and not has_no_be(sentence, reading.candidate)
        low, high = sorted((reading.candidate.first, candidate.first))
        told = told and ";" not in clauses.lows(low, high)  # "two were stabbed; one died on Friday"
        # "A man alleged to have robbed a bank on Monday has been held".
        only_said = reading.candidate.first < candidate.first and reading.candidate.certainty == "alleged"
        only_said = only_said and not conjoined(sentence.clauses, candidate.first)
        told = told and not (only_said and candidate.certainty == "asserted")
        # "The ban, imposed when troops entered the town, expires on Friday".
        told = told and not (reading.candidate.certainty == "planned" and candidate.certainty == "asserted")
        if there != here and not (there < here and _resumes(clauses, reading.candidate)):
            openers.add(opener[there])
        if _is_of_before(sentence, candidate, reading):
            return None
        if told and openers <= grammar.load().joining | {""}:
            return reading.date
    return None


def _resumes(clauses: Clauses, verb: Candidate) -> bool:
    """Whether a verb is that of the main clause behind one with "who"."""
    return not verb.passive and resumes(clauses, verb.first)


def _is_of_before(sentence: Read, candidate: Candidate, main: Reading) -> bool:
    """Whether a verb only tells what befell somebody before the verb of the clause: "Omar, a clerk who was sacked by
    the bank, sued it on Monday", "a man who was hurt in the war met the king on Monday", "the woman killed in the crash
    was named on Monday"."""
    clauses, verb = sentence.clauses, main.candidate
    here, there = clauses.segment[candidate.first], clauses.segment[verb.first]
    relative = clauses.opener[here] in _WHO and not is_resumed(clauses, candidate.first)
    if there != here or verb.first < candidate.last or not verb.finite or conjoined(clauses, verb.first):
        return (relative and there > here) or (there == here and is_of_object(sentence, candidate, verb))
    return relative or (has_no_be(sentence, candidate) and not verb.reporting)


def _is_within(clauses: Clauses, verb: Candidate, other: Reading) -> bool:
    """Whether a dated noun tells in what a verb before it happened: "joined the army in 1970 and seized power in a coup
    in 1980"."""
    noun = other.candidate
    if (
        verb.noun
        or not noun.noun
        or noun.first <= verb.last
        or clauses.segment[noun.first] != clauses.segment[verb.first]
    ):
        return False
    led = clauses.introducing(noun.first)
    between = clauses.lows(verb.last + 1, noun.first)
    known = triggers.load()
    return clauses.low(led) in ("in", "during", "by") and not any(known.is_past(low) or low == "and" for low in between)


def _lasted(sentence: Read, candidate: Candidate) -> bool:
    """Whether what a verb tells went on for years, up to another: "fought for two years and was freed in 1987"; but
    "signed for two years and moved in 1987"."""
    clauses = sentence.clauses
    if candidate.noun or candidate.passive or candidate.group.type not in _LASTING:
        return False
    behind = clauses.lows(candidate.last + 1, candidate.last + 1 + _LENGTH)
    end = next((n for n, low in enumerate(behind) if low in ("and", "but", ",")), len(behind))
    length = end - behind.index("for") if "for" in behind[:end] else 0
    return length > 0 and not _YEARS.isdisjoint(behind[end - length : end])


def names_year(reading: Reading) -> bool:
    """Whether the date of a reading is but the year that says which noun is meant: "rejects a 2016 peace deal"."""
    return is_of_year(reading.read.clauses, reading.candidate, reading.date)


def _has_own_date(sentence: Read, segment: int) -> bool:
    dated = zip(sentence.clauses.segment, sentence.clauses.tokens, strict=True)
    return any(number == segment and token.date >= 0 for number, token in dated)


def announced(sentence: Read, candidate: Candidate, known: Known) -> Reading | None:
    """The saying by which a body tells what it has done itself, on the day of the news: "the bank said on Monday it had
    agreed to buy a rival", not what befell it or others ("said it had been robbed", "said rebels had fled")."""
    clauses, first = sentence.clauses, candidate.first
    if candidate.passive or not is_own_act(clauses, candidate):
        return None
    told = (r for r in known.of_sentence(sentence.number) if says(r.candidate) and r.candidate.first < first)
    return next((r for r in told if clauses.segment[r.candidate.first] == clauses.segment[first] - 1), None)


def quoted_next(sentence: Read, candidate: Candidate, known: Known) -> Date | None:
    """The date of the words that the next sentence quotes of who praises or blames: "Sayed blamed the firm. "It will
    pay," Sayed said on Monday"."""
    who = next((ref.actor for ref in sentence.refs if ref.first < candidate.first), None)
    if who is None or not candidate.finite or candidate.passive or candidate.certainty != "asserted":
        return None
    said = (
        r
        for r in known.of_sentence(sentence.number + 1)
        if says(r.candidate) and r.read.clauses.quoted[0] and any(ref.actor is who for ref in r.read.refs)
    )
    return next((r.date for r in said if isinstance(r.date, When) and r.date.grain is Grain.DAY), None)


def attributed(sentence: Read, candidate: Candidate, known: Known) -> Reading | None:
    """The dated attribution at the end of a sentence of harm, or of news in the perfect, which dates nothing else:
    "…, police said Tuesday", "rebels have freed two nuns, police said Tuesday, as …"; or before harm that it counts,
    "police said Tuesday that a fire had killed two"."""
    own = [r for r in known.of_sentence(sentence.number) if not names_year(r)]
    last = own[0].candidate if len(own) == 1 else None
    told = candidate.harmful or sentence.clauses.is_perfect(candidate.first)
    if last is None or not (last.reporting or (says(last) and candidate.finite)):
        return None
    if last.first < candidate.first and candidate.harmful and candidate.lemma != "die":
        return own[0] if known.counts(sentence) and _is_said_of(sentence, last, candidate) else None
    if last.first < candidate.last or not told:
        return None
    return own[0] if ends_there(sentence.clauses, last.last) else None


def _is_said_of(sentence: Read, said: Candidate, harm: Candidate) -> bool:
    """Whether harm is told as news in the clause that a verb of saying leads, and is no older case before a court."""
    clauses = sentence.clauses
    if clauses.low(said.first) not in _TOLD_AS_NEWS:
        return False  # "explained that officers had shot him"
    here, there = clauses.segment[said.first], clauses.segment[harm.first]
    led = clauses.opener[there] in ("that", "") and there - here in (1, 2)
    led = led and (harm.noun or triggers.load().is_past(clauses.low(harm.first)))  # not "they saw soldiers kill nine"
    led = led and clauses.low(clauses.begin(harm.first)) not in ("he", "she", "i")  # "said he had killed nine"
    older = not _OLDER.isdisjoint(clauses.words) or not TRIED.isdisjoint(clauses.words)
    return led and not older and harm.certainty in ("asserted", "alleged") and not clauses.quoted[harm.first]


def told_elsewhere(sentence: Read, candidate: Candidate, known: Known, published: When | None) -> Date | None:
    """The one date that the document gives what the candidate's word tells of, where it may be that; an everyday word
    tells so only of somebody who is named with it both times ("the coat was found in May. A rifle found there …"), and
    what the news begins with is seldom what the article looks back on."""
    harm = candidate.group.harm != ""
    if not harm and not candidate.noun and _is_dated_there(sentence, candidate):
        return None  # "at a hearing in 1996, two men testified"
    new = harm and sentence.clauses.is_perfect(candidate.first)
    # "The raid came over a month after a man made off with rings": another one.
    everyday = (candidate.group.weak and not harm) or is_offset(sentence, candidate)
    fits = died_there if new else share_name if everyday else may_be_one
    same = [r for r in known.told(candidate) if known.fits(fits, sentence, candidate, r) and not _is_vague(r.date)]
    date = only(r.date for r in same)
    lent = date is not None and date.anchored and any(_lends(r, sentence, candidate, known) for r in same)
    if date is None or not lent or (published is not None and _is_too_near(sentence, candidate, date, published)):
        return None
    news = not sentence.number and not _HAVE.isdisjoint(sentence.clauses.words)  # "Fifty of the 300 abducted have fled"
    apart = news and published is not None and _is_long_before(date, published)
    return None if apart and not any(known.fits(share_name, sentence, candidate, r) for r in same) else date


def _is_long_before(date: Date, published: When) -> bool:
    return published.anchored and date.anchored and date.bounds[1] < published.bounds[0] - _LONG


def _is_too_near(sentence: Read, candidate: Candidate, date: Date, published: When) -> bool:
    """Whether a date is too near to publication to be that of what was weeks or years before: "the raid comes a month
    after gunmen robbed a bank" tells of two robberies."""
    if not is_offset(sentence, candidate) or not (published.anchored and date.anchored):
        return False
    unit = sentence.clauses.low(sentence.clauses.begin(candidate.first) - 1).removesuffix("s")
    return published.bounds[0] - date.bounds[1] < _SPANS[unit]


def _is_dated_there(sentence: Read, candidate: Candidate) -> bool:
    """Whether a date stands behind a preposition in the clause of a verb or in the phrase that opens the sentence, and
    is not that of a noun: "Monday's raid"."""
    clauses, led = sentence.clauses, grammar.load().prepositions
    here = {clauses.segment[candidate.first]}
    if clauses.low(0) in led and here == {1}:
        here.add(0)
    dated = [j for j, token in enumerate(clauses.tokens) if token.date >= 0 and clauses.segment[j] in here]
    owned = any(clauses.low(j + 1) == "'s" for j in dated)
    return not owned and any(clauses.low(j - 1) in led for j in dated)


def _is_vague(date: Date) -> bool:
    """Whether a date is too long to be that of what is told elsewhere as well."""
    return isinstance(date, When) and date.grain is Grain.DECADE


def _lends(other: Reading, sentence: Read, candidate: Candidate, known: Known) -> bool:
    """Whether a sentence may date what another one tells: a later one only by a day or a month ("in 2002, 90 drowned"
    is another wreck), and not where the sentence just before has told the harm, nor by a month where its own says on
    which day it was news ("nine died in a blast, police said Monday. In August, seven died in a blast")."""
    if other.read.clauses.prior[other.candidate.first] in grammar.load().aspects:
        return False  # "began firing rockets in 2023" dates none of those to come
    if other.read.number > sentence.number and _is_of_new(sentence.clauses, candidate, other):
        return False
    if other.read.number <= sentence.number:
        return True
    if candidate.noun and candidate.lemma in _BLOWS and is_definite(sentence, candidate):
        earlier = (r for r in known.readings if r.read.number < sentence.number)
        if any(r.type in STRICKEN and not r.candidate.unreal for r in earlier):
            return False  # "the attack" is one told of before
    if not candidate.harmful:
        return True
    if known.fits(other_people, sentence, candidate, other):
        return False
    last = known.last_before(sentence.number)
    near = last is not None and sentence.number - last.read.number <= _SOON_AFTER
    told = near and harm_told(sentence, candidate, known)
    least = Grain.DAY if attributed(sentence, candidate, known) else Grain.MONTH
    return not told and isinstance(other.date, When) and other.date.grain >= least


def _is_of_new(clauses: Clauses, verb: Candidate, other: Reading) -> bool:
    """Whether a verb is done to something known and a later one to something new, and so is another deed: "rescued the
    ship. … On May 3 it rescued a ferry"."""
    theirs = other.read.clauses.low(other.candidate.last + 1)
    known = clauses.low(verb.last + 1) in ("the", "this", "that", "these", "those")
    return not verb.noun and known and theirs in ("a", "an", "another")


def is_in_perfect(sentence: Read, candidate: Candidate) -> bool:
    """Whether a trigger is in the perfect tense, or what a verb in it tells of: "the offensive has killed 67,000"."""
    clauses = sentence.clauses
    verb = next((c for c in sentence.candidates if c.first > candidate.last and c.finite), None)
    if not candidate.noun or verb is None or clauses.segment[verb.first] != clauses.segment[candidate.first]:
        return clauses.is_perfect(candidate.first)
    return clauses.is_perfect(candidate.first) or clauses.is_perfect(verb.first)


def definite_event(sentence: Read, candidate: Candidate) -> Candidate | None:
    """An event noun with "the" in the same clause ("died in the embassy raids"): it was told before, and its date
    holds."""
    clauses = sentence.clauses
    for other in sentence.candidates:
        apart = clauses.segment[candidate.first] - clauses.segment[other.first]
        near = apart == 0 or (apart > 0 and opener(sentence, candidate) in ("which", "that") and apart == 1)
        if near and other.noun and other.first != candidate.first and is_definite(sentence, other):
            return other
    return None


def date_of_definite(sentence: Read, candidate: Candidate, noun: Candidate, known: Known) -> Date | None:
    """The one date that the document gives "the blast": by its word, else as the one thing of its type, or that of the
    sentence just before; not one of which it counts other dead."""
    same = known.told(noun)
    before = [r for r in known.readings if r.read.number < sentence.number and r.type in STRICKEN]
    before = [r for r in before if not r.candidate.unreal and noun.lemma in _BLOWS]
    if before:  # what "the attack" takes up was told before
        same = tuple(r for r in same if r.read.number <= sentence.number)
        same = same or tuple(r for r in before if r.type == noun.group.type)
    if not same and noun.group.type in STRICKEN:
        same = tuple(r for r in known.readings if r.candidate.group.type == noun.group.type)
    fits = [r for r in same if r.date.anchored and not known.fits(other_toll, sentence, candidate, r)]
    just = [r for r in fits if r.read.number == sentence.number - 1]
    return only(r.date for r in just or fits)


def named_later(sentence: Read, candidate: Candidate, known: Known) -> Date | None:
    """The day that the next sentences give harm which they come back to by a noun: "a bus crashed, killing nine. The
    accident happened on Monday", "gunmen killed nine, police said. Sunday's attack …"; not where they tell it before
    or give it two days."""
    if not candidate.harmful or (candidate.noun and (is_definite(sentence, candidate) or candidate.light >= 0)):
        return None
    behind = (
        n for number in range(sentence.number + 1, sentence.number + 1 + REACH) for n in known.of_sentence(number)
    )
    back = [r for r in behind if _comes_back(r, candidate)]
    date = only(r.date for r in back)
    day = isinstance(date, When) and date.grain is Grain.DAY and date.anchored
    return date if day and not any(known.fits(other_toll, sentence, candidate, r) for r in back) else None


def _comes_back(other: Reading, candidate: Candidate) -> bool:
    """Whether an event noun with a day of its own can name the harm that a verb told, "the attack" what gunmen did, or
    that a noun told which "a" opens: "a fire destroyed a mill. The blaze broke out on Monday"."""
    noun, clauses = _named(other), other.read.clauses
    at = clauses.before[noun.first]
    the = is_definite(other.read, noun) or (clauses.low(at) == "'s" and clauses.is_date(at - 1))
    incident = noun.lemma in grammar.load().incidents
    loose = incident or (candidate.group.harm != "" and not candidate.noun)
    told = noun.group.type in STRICKEN and (loose or noun.group.type == candidate.group.type)
    if candidate.noun and not incident:
        told = told and (stem(noun) == stem(candidate) or {noun.lemma, candidate.lemma} <= _FIRES)
    one = noun.noun and not clauses.low(noun.last).endswith("s") and noun.lemma.split()[-1] not in _CAMPAIGNS
    return one and other.basis == "explicit" and the and (told or incident)


def _named(other: Reading) -> Candidate:
    """The noun that opens a sentence whose verb tells when it began, else what the reading is of: "the fire, which
    killed two, broke out on Monday"."""
    first = other.read.candidates[0]
    opens = first.noun and first.first <= _HEAD and not first.unreal
    return first if opens and other.candidate.lemma in _BEGAN else other.candidate


def only(dates: Iterable[Date]) -> Date | None:
    """The one date that all are; None for none and for two."""
    found: Date | None = None
    for date in dates:
        if found is not None and date.edtf != found.edtf:
            return None
        found = date
    return found


def is_day(when: When) -> bool:
    """Whether a date is a day that is known."""
    return when.anchored and when.grain is Grain.DAY
