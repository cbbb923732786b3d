"""Dates that a sentence does not give itself: from the sentences around it, or from the document."""

from collections.abc import Sequence
from dataclasses import replace

from kb.extract.mentions.aftermath import REACH, harm_told, harm_under, harms_people, told_before
from kb.extract.mentions.befallen import only_befell
from kb.extract.mentions.candidates import STRICKEN, Candidate
from kb.extract.mentions.carriers import harms, is_blow, is_wrecked, leaves_dead, tells_aside, wreaks
from kb.extract.mentions.chronicle import above, day_shared, headings_of, told_under
from kb.extract.mentions.counted import follows_date, is_counted, is_of_its_own_day, is_repeated, offsets
from kb.extract.mentions.doubts import befell_investigator
from kb.extract.mentions.ever_since import ever_since
from kb.extract.mentions.form import narrates
from kb.extract.mentions.kinds import NEWS, kind_of
from kb.extract.mentions.known import (
    Known,
    has_begun,
    heads_clause,
    in_simple_past,
    is_earlier,
    is_era,
    is_far_off,
    is_main,
    is_of_life,
    is_of_the_dead,
    is_offset,
    is_tried_apart,
    opener,
    stem,
)
from kb.extract.mentions.lent import (
    announced,
    attributed,
    beside,
    date_of_definite,
    definite_event,
    is_day,
    is_in_perfect,
    named_later,
    names_year,
    only,
    quoted_next,
    told_elsewhere,
)
from kb.extract.mentions.numbers import is_number
from kb.extract.mentions.participles import is_participle
from kb.extract.mentions.periods import is_latest, is_spent, looked_back, period
from kb.extract.mentions.proclaimed import proclaimed
from kb.extract.mentions.readings import TOLD_OF, Dated, Read, Reading
from kb.extract.mentions.same import is_definite, may_be_one
from kb.extract.mentions.tolls import has_toll
from kb.extract.mentions.undated import is_strong
from kb.extract.mentions.voice import is_set_off
from kb.lexicon import grammar, triggers
from kb.model import DateMention, Document
from kb.when import Date, Grain, Interval, When, overlap

_COUNTED = frozenset(("after", "before", "following"))
_BEFORE = frozenset(("since", "already", "long", "often", "repeatedly", "always", "twice", "previously"))
_ACTS = frozenset(("JUSTICE", "LEADERSHIP", "SANCTION", "REJECT"))
_ASIDES = ("meanwhile", "separately", "elsewhere")  # "meanwhile, agents have arrested 26 people"
_VOICED = frozenset(("ACCUSE", "SUPPORT", "THREATEN"))
_LASTING = frozenset(("serving", "serves", "served"))
_RECENT = 2  # days
_STORY = 6  # sentences for which what is told without dates may go on
_OTHERS = frozenset(("earlier", "previous", "other"))
_LEAD = 3
_MISHAPS = frozenset(("ACCIDENT", "DISASTER"))
_BIRTH = frozenset(("born", "bear", "birth"))
_RELATIVE = frozenset(("where", "who", "whom", "whose", "which"))


def place_in_time(read: Sequence[Read], dates: Sequence[DateMention], document: Document) -> list[Reading]:
    """All readings of a document that have a date: those with a date of their own, then those that context dates."""
    told = [(sentence, dated) for sentence in read for dated in sentence.dated]
    known = Known.of(
        Reading(sentence, dated.candidate, date, "explicit", dated.cost)
        for sentence, dated in told
        if not dated.clock and (date := _date_of(sentence, dated, document)) is not None
    )
    clocked = [one for pair in told if pair[1].clock and (one := _clocked(*pair, known, document))]
    known = Known.of([*known.readings, *clocked])
    counted = [reading for sentence in read for reading in offsets(sentence, known, document)]
    counted += [reading for sentence in read for reading in ever_since(sentence, known, document)]
    known = Known.of([*known.readings, *counted])
    known = Known.of(_sharpen(reading, known, document.published) for reading in known.readings)
    dated = {(reading.read.number, reading.candidate.first) for reading in known.readings}
    headings = headings_of(read, dates, document)
    others: list[Reading] = []
    for sentence in read:
        heading = above(headings, sentence)
        known.going = next((o for o in reversed(others[-REACH:]) if o.basis == "context"), None)
        for candidate in sentence.undated or (told_under(sentence) if heading is not None else _first_told(sentence)):
            if (sentence.number, candidate.first) not in dated and _tells(sentence, candidate, known, heading):
                found = _without_date(sentence, candidate, known, document, heading)
                others += [found] if found else []
    others += [one for sentence in read if (one := proclaimed(sentence, known, document.published)) is not None]
    # "Gunmen killed two, police said Tuesday" tells of the killing, not of its being said.
    told_by = [(o, attributed(o.read, o.candidate, known)) for o in others if o.basis == "context"]
    said = {id(r) for o, r in told_by if r and (r.candidate.first < o.candidate.first or _heads(o.read, o.candidate))}
    # "The minister announced on Monday that he was stepping down" tells of that; that one announces a war is news.
    own = [o for o in others if o.candidate.certainty == "asserted" and o.candidate.group.type in TOLD_OF]
    said |= {id(announced(o.read, o.candidate, known)) for o in own}
    said |= {id(r) for r in known.readings if is_spent(r.read.clauses, r.candidate)}
    return [*(r for r in known.readings if id(r) not in said), *others]


def _date_of(sentence: Read, dated: Dated, document: Document) -> Date | None:
    mention = dated.mention
    when = looked_back(sentence.clauses, dated.candidate, mention, document.published)
    if dated.point:
        return replace(when, approximate=False) if isinstance(when, When) and when.clock else when
    return period(document.text, replace(mention, when=when), document, ahead=dated.candidate.certainty == "planned")


def _clocked(sentence: Read, dated: Dated, known: Known, document: Document) -> Reading | None:
    """What a bare time of day ("by noon") dates: harm on the day which the sentences before tell of, at the top of an
    article else on the day of publication; which other day it means cannot be told."""
    last, published, when = known.last_before(sentence.number), document.published, dated.mention.when
    day = last.date if last and sentence.number - last.read.number <= 1 else None
    one = dated.candidate
    if one.harmful and isinstance(day, When) and day.anchored and day.grain is Grain.DAY and has_begun(day, published):
        return Reading(sentence, one, replace(day, clock=""), "context", dated.cost)
    date = _date_of(sentence, dated, document)
    top = sentence.sentence.paragraph <= _LEAD and when is not None and published and overlap(when, published)
    fits = date is not None and (published is None or top)
    return Reading(sentence, dated.candidate, date, "context", dated.cost) if date is not None and fits else None


def _sharpen(reading: Reading, known: Known, published: When | None) -> Reading:
    """ "Last year's blasts" in an article that dates the blasts to a day: the day, when only one fits.

    A week may begin on a Sunday or a Monday, so that a day right before it fits too.
    """
    clauses, at = reading.read.clauses, reading.candidate.first
    if reading.candidate.reporting or "times" in clauses.words or not _OTHERS.isdisjoint(clauses.lows(at - 2, at)):
        return reading  # "rockets have landed there ten times in the past two months", "three earlier flights"
    if not reading.date.anchored or (isinstance(reading.date, When) and reading.date.grain is Grain.DAY):
        return reading
    low, high = reading.date.bounds
    slack = 1 if isinstance(reading.date, Interval) or reading.date.grain is Grain.WEEK else 0
    day = only(
        other.date
        for other in known.told(reading.candidate)
        if isinstance(other.date, When)
        and other.date.anchored
        and other.date.grain is Grain.DAY
        and low - slack <= other.date.bounds[0] <= high
        and not is_latest(clauses, reading.date, other.date, published)
        and known.fits(may_be_one, reading.read, reading.candidate, other)
    )
    return replace(reading, date=day) if day is not None else reading


def _first_told(sentence: Read) -> tuple[Candidate, ...]:
    """Where a story goes on in the simple past, the first finite verb of a sentence is an event even when its trigger
    is weak."""
    first = next((c for c in sentence.candidates if c.finite or c.reporting), None)
    if first is None or first.reporting or first.unreal:
        return ()
    lead = sentence.number == 0 and first.group.type in NEWS and _is_up_to_now(sentence, first)
    # "Peru has freed two nuns after Chile seized a ship on Tuesday": the day is that of what it came after.
    ahead = sentence.clauses.clause(sentence.clauses.segment[first.first]).stop
    behind = lead and ahead < len(sentence.clauses.tokens) and sentence.clauses.opener[-1] == "after"
    dated = any(token.date >= 0 for token in sentence.clauses.tokens[: ahead if behind else None])
    if first.finite and narrates(sentence.clauses, first.first) and all(one.clock for one in sentence.dated):
        return (first,)
    if dated or first.group.harm:
        return ()
    if first.fallback and kind_of(sentence.clauses, first) not in NEWS:
        return ()
    if first.group.type == "STATEMENT":
        return ()
    return (first,) if lead or in_simple_past(sentence, first) else ()


def _tells(sentence: Read, candidate: Candidate, known: Known, heading: Date | None) -> bool:
    """Whether a trigger without a date is told as a fact about somebody in running text, or under a date."""
    if candidate.light >= 0 and sentence.clauses.low(candidate.light) in _LASTING:
        return False  # "was serving a life sentence"
    if not candidate.group.harm and is_repeated(sentence.clauses, candidate.last):
        return False
    if candidate.harmful and not candidate.noun and befell_investigator(sentence.clauses, candidate.first):
        return False
    told = candidate.certainty in ("asserted", "alleged") or (candidate.certainty == "planned" and bool(sentence.dated))
    habit = not grammar.load().habits.isdisjoint(t.low for t in sentence.clauses.tokens)
    harms = harms_people(sentence, candidate)
    if candidate.group.harm and (candidate.group.weak or candidate.lemma == "die") and not harms:
        return False
    named = (
        bool(sentence.refs or sentence.dated or (heading is not None and candidate.noun))
        or harms
        or (candidate.finite and narrates(sentence.clauses, candidate.first))
        or (is_blow(candidate) and (sentence.spots or known.counts(sentence)))
        or (is_wrecked(sentence.clauses, candidate) and bool(sentence.spots))
        or (heading is not None and candidate.finite and candidate.group.type in _MISHAPS)
    )
    return told and not habit and named and not _is_heading(sentence) and not sentence.unread


def _without_date(
    sentence: Read, candidate: Candidate, known: Known, document: Document, heading: Date | None
) -> Reading | None:
    if heading is not None and heading.anchored:
        if candidate.passive and is_set_off(sentence.clauses, candidate.first, candidate.last):
            return None
        day = day_shared(sentence, candidate, known) or heading
        return Reading(sentence, candidate, day, "context", 0.5, harm_under(sentence, candidate, known, day))
    if is_of_its_own_day(sentence.clauses, candidate):
        return None
    if candidate.certainty == "planned":
        # What is announced is news of the day that its sentence gives: "After the attack on Tuesday he said troops …".
        told = [r for r in known.of_sentence(sentence.number) if not names_year(r)]
        if told and only_befell(sentence.clauses, told[0].candidate, candidate):
            return None
        return Reading(sentence, candidate, told[0].date, "context", 1.0) if told else None
    date = beside(sentence, candidate, known)
    said = announced(sentence, candidate, known) if date is None else None
    if said is not None and candidate.group.harm:  # which may be told with its own day elsewhere
        date = told_elsewhere(sentence, candidate, known, document.published)
    date = date or (said.date if said is not None else told_elsewhere(sentence, candidate, known, document.published))
    date = date or named_later(sentence, candidate, known)
    if date is not None:
        return Reading(sentence, candidate, date, "context", 0.5, harm_told(sentence, candidate, known))
    quoted = quoted_next(sentence, candidate, known) if candidate.group.type in _VOICED else None
    if quoted is not None:
        return Reading(sentence, candidate, quoted, "context", 0.5)
    if document.published is not None and _is_voiced(sentence, candidate, known, document.published):
        return Reading(sentence, candidate, document.published, "document")
    definite = definite_event(sentence, candidate)
    if definite is not None and not _is_up_to_now(sentence, candidate):
        date = date_of_definite(sentence, candidate, definite, known) if candidate.harmful else None
        return Reading(sentence, candidate, date, "context", 0.5) if date is not None else None
    if candidate.noun and candidate.group.type in STRICKEN and is_definite(sentence, candidate):
        date = date_of_definite(sentence, candidate, candidate, known)
        if date is not None:
            return Reading(sentence, candidate, date, "context", 0.5)
        last = known.last_before(sentence.number)
        led = sentence.clauses.low(sentence.clauses.introducing(candidate.first)) == "in"
        if led and last is not None and last.type not in STRICKEN:
            return None  # "the blast" of another day: "They met on Wednesday. She had been cut in the blast"
    return None if tells_aside(sentence.clauses, candidate) else _of_story(sentence, candidate, known, document)


def _is_voiced(sentence: Read, candidate: Candidate, known: Known, published: When) -> bool:
    """Whether somebody praises or blames what has just been told of the last days: it is of the day of publication."""
    last = known.last_before(sentence.number)
    if candidate.group.type not in _VOICED or candidate.lemma == "allege" or last is None or not is_day(published):
        return False
    recent = isinstance(last.date, When) and last.date.anchored and last.date.grain is Grain.DAY
    recent = recent and 0 <= published.bounds[0] - last.date.bounds[0] <= _RECENT
    named = not candidate.passive and any(ref.first < candidate.first for ref in sentence.refs)
    return recent and named and sentence.number - last.read.number <= _STORY and in_simple_past(sentence, candidate)


def _of_story(sentence: Read, candidate: Candidate, known: Known, document: Document) -> Reading | None:
    """What goes on from the last dated sentence, or is the news that the article begins with; not what only says more
    of somebody ("told of a guard killed on duty")."""
    if is_participle(sentence, candidate) or is_offset(sentence, candidate) or has_toll(sentence.clauses, candidate):
        return None
    last, perfect = told_before(sentence, candidate, known), is_in_perfect(sentence, candidate)
    if last and (is_tried_apart(last, candidate) or is_of_the_dead(last, sentence, candidate, known)):
        return None
    goes_on = last is not None and not perfect and _goes_on(last, sentence, candidate, known)
    goes_on = goes_on and not is_earlier(sentence, candidate)
    goes_on = goes_on and not (last and is_far_off(sentence, candidate, last.date))
    published = document.published
    goes_on = goes_on and not (published and last and (is_of_life(last, sentence) or is_era(last.date, published)))
    # "Two days after the raid, police arrested nine men": the raid alone is of the day told before.
    goes_on = goes_on and (opener(sentence, candidate) in _COUNTED or not is_counted(sentence.clauses))
    if last and goes_on and has_begun(last.date, document.published) and _leaves_day(sentence, candidate, known):
        return Reading(sentence, candidate, last.date, "context", 1.0, harm_told(sentence, candidate, known))
    said = attributed(sentence, candidate, known) if sentence.sentence.paragraph <= _LEAD else None
    if said is not None and (said.candidate.first < candidate.first or _heads(sentence, candidate)):
        return Reading(sentence, candidate, said.date, "context", 1.0)
    over = triggers.load().is_past(sentence.clauses.low(candidate.first)) or candidate.passive or perfect
    lead = sentence.sentence.paragraph <= _LEAD or (perfect and sentence.clauses.low(0) in _ASIDES)
    lead = lead and _heads(sentence, candidate)
    strong = (candidate.noun and candidate.light < 0) or is_strong(sentence.clauses, candidate)
    light = sentence.clauses.is_perfect(candidate.light) if candidate.light >= 0 else sentence.number == 0
    strong = strong or (light and candidate.group.type in NEWS)  # "have launched an inquiry", "has found him guilty"
    lead = lead and "later" not in sentence.clauses.lows(0, candidate.first)  # "an hour later he died"
    lead = lead and not follows_date(sentence.clauses, candidate)
    if published and lead and strong and (over or candidate.noun):
        new = _is_up_to_now(sentence, candidate) or _is_news(sentence, last, known, published)
        return Reading(sentence, candidate, published, "document") if new else None
    return None


def _heads(sentence: Read, candidate: Candidate) -> bool:
    """Whether a candidate heads its clause: a verb, the subject of one that harms ("a blast killed nine", not "a blast
    that killed nine"), or the object of a light verb in the past ("has launched a raid", not "is serving a term")."""
    if not candidate.noun:
        return heads_clause(sentence, candidate)
    if candidate.light >= 0:
        light = sentence.clauses.low(candidate.light)
        past = triggers.load().is_past(light) and light not in grammar.load().plans  # "has ordered a raid"
        return past and heads_clause(sentence, replace(candidate, finite=True))
    clauses = sentence.clauses
    behind = (c for c in sentence.candidates if c.first > candidate.last and c.finite)
    verb = next((c for c in behind if harms(c) or leaves_dead(clauses, c) or wreaks(clauses, c)), None)
    return verb is not None and heads_clause(sentence, verb) and not is_earlier(sentence, verb)


def _leaves_day(sentence: Read, candidate: Candidate, known: Known) -> bool:
    """Whether no date of a sentence stands against that of another one: none but that of who says so in the end ("At
    least nine died, police said on Monday")."""
    return all(
        names_year(r) or (r.candidate.reporting and r.candidate.first > candidate.first)
        for r in known.of_sentence(sentence.number)
    )


def _is_up_to_now(sentence: Read, candidate: Candidate) -> bool:
    """Whether a main clause in the perfect tells news: "has been arrested", not "has since been freed"."""
    once = _BEFORE.isdisjoint(sentence.clauses.words)
    return once and sentence.clauses.is_perfect(candidate.first) and heads_clause(sentence, candidate)


def _is_news(sentence: Read, last: Reading | None, known: Known, published: When) -> bool:
    """Whether what a sentence tells without a date is of the day of publication: nothing else is dated before it there
    ("the governor fled after a coup last year", "police said on Sunday that the governor fled"), or in a sentence
    before."""
    if not is_day(published) or (last and not overlap(last.date, published)) or is_counted(sentence.clauses):
        return False
    own = [r for r in known.of_sentence(sentence.number) if not names_year(r)]
    return not any(r.date.anchored and r.date.bounds[1] < published.bounds[0] for r in own)


def _goes_on(last: Reading, sentence: Read, candidate: Candidate, known: Known) -> bool:
    """Whether a sentence without a date goes on telling what the last dated one told: it follows at once, and what was
    dated there is its main clause, or something that harmed and whose harm is told on."""
    # "Nine drowned when their boat sank on Monday" tells of both.
    main = is_main(last) or (opener(last.read, last.candidate) == "when" and last.candidate.finite)
    if not main and not (candidate.group.harm and last.counts):
        return False
    if _is_relative(sentence, candidate) and not last.counts:
        return False
    if last.candidate.certainty == "planned" and candidate.certainty == "asserted":
        return False  # "his trial is set for Friday. When he was arrested, he was drunk"
    earlier = "earlier" in sentence.clauses.words and "day" not in sentence.clauses.words  # "earlier in the day"
    if _is_aged(sentence) or last.candidate.lemma in _BIRTH or earlier:
        return False
    # "The regulator grounded the jets on Monday. Shares rose", "the sheriff said on Thursday … Ann Gower died".
    if candidate.group.type == "BUSINESS" != last.type or (last.type == "STATEMENT" and candidate.lemma == "die"):
        return False
    if stem(candidate) == stem(last.candidate) and not known.fits(may_be_one, sentence, candidate, last):
        return False
    if candidate.group.weak and not (isinstance(last.date, When) and last.date.grain is Grain.DAY):
        return False
    gap = sentence.number - (known.last_before(sentence.number) or last).read.number
    following = _is_next(last, sentence, candidate)
    if known.going and following and known.going.date == last.date and gap <= _STORY:
        gap = min(gap, sentence.number - known.going.read.number)
    near = last.read.sentence.paragraph == sentence.sentence.paragraph or following
    return gap == 1 or (gap <= REACH and near)


def _is_next(last: Reading, sentence: Read, candidate: Candidate) -> bool:
    """Whether a sentence of a later paragraph tells in the simple past what came next on a day."""
    day = isinstance(last.date, When) and last.date.grain is Grain.DAY and last.date.anchored
    also = "also" in sentence.clauses.lows(0, candidate.first)
    news = candidate.group.type in _ACTS or candidate.fallback  # which is none but by its type
    strong = (also or news or is_strong(sentence.clauses, candidate)) and not candidate.noun
    apart = "later" in sentence.clauses.words or any(token.date >= 0 for token in sentence.clauses.tokens)
    return day and strong and not apart and in_simple_past(sentence, candidate)


def _is_aged(sentence: Read) -> bool:
    """Whether somebody's age says when something was: "her mother died when she was two"."""
    words = sentence.clauses.words
    rows = zip(words, words[1:], words[2:], words[3:], strict=False)
    return any(a == "when" and c == "was" and is_number(d) for a, _, c, d in rows)


def _is_relative(sentence: Read, candidate: Candidate) -> bool:
    """Whether a verb only tells more of a noun: "the prison where he died would not comment"; not "three who were with
    him were rescued"."""
    clauses, words = sentence.clauses, grammar.load()
    inner = clauses.lows(clauses.begin(candidate.first) + 1, candidate.first - 2)
    return opener(sentence, candidate) in _RELATIVE and candidate.finite and words.auxiliaries.isdisjoint(inner)


def _is_heading(sentence: Read) -> bool:
    """A short line at the top of the text without an end mark."""
    words = [t for t in sentence.clauses.tokens if t.word]
    ended = sentence.clauses.tokens[-1].text in (".", "!", "?", "”", '"', "'", "''", "’")
    return not ended and len(words) < 20 and sentence.sentence.paragraph <= REACH
