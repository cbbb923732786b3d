"""Dates counted from another event: "withdrew a day after the attack"."""

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from kb.extract.mentions.candidates import STRICKEN, Candidate
from kb.extract.mentions.carriers import event_subject
from kb.extract.mentions.form import conjoined
from kb.extract.mentions.known import Known, has_begun, opener
from kb.extract.mentions.lent import date_of_definite
from kb.extract.mentions.readings import Read, Reading
from kb.extract.mentions.same import died_there, is_definite
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers
from kb.model import Basis, Document
from kb.when import Date, Grain, When, sort_key

_UNITS = {"day": Grain.DAY, "week": Grain.WEEK, "month": Grain.MONTH, "year": Grain.YEAR}
_TOLD = "this period|that period|this time|that time|those years".split("|")
_SPANS = frozenset((led, *span.split()) for led in ("during", "throughout", "over", "in") for span in _TOLD)
_LATELY, _ASIDE = frozenset(("recently", "lately")), 3  # tokens
_SOON = frozenset(("hours", "minutes", "moments", "shortly"))
_NEAR, _BACK = 4, 2  # words before a count, sentences back
_DAY, _WEEK, _DIGITS = 24, 7, 3  # hours, days
_HEAD = 2  # a count that opens its sentence: "but two days after"
_COUNTED_FROM = frozenset(("after", "before", "following"))
_MOVED = frozenset(("rose", "fell", "climbed", "reached", "killed", "left", "drew", "sparked"))
_JOINING = frozenset(("and", "but", "who", "which", "while"))
_BOUNDS = frozenset(("than", "over", "under", "least", "within"))  # a count that is no more than a bound gives no day
_OFTEN = 4  # tokens from a verb to "times"


def is_counted(clauses: Clauses) -> bool:
    """Whether a sentence counts days or years from something: "three days after the coup, the king fled"."""
    words = clauses.words
    return any(one.removesuffix("s") in _UNITS and other in _COUNTED_FROM for one, other in pairwise(words))


def is_of_its_own_day(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether a count of days or more stands right behind a verb, "was charged two weeks after the raid", or a word
    beside it says that it was on some day not long ago, "was also recently arrested", or its sentence that it was in
    a time told of before, "many were killed during this period"."""
    if not _SPANS.isdisjoint(zip(clauses.words, clauses.words[1:], clauses.words[2:], strict=False)):
        return True
    if not candidate.noun and not _LATELY.isdisjoint(clauses.lows(candidate.first - _ASIDE, candidate.last + _ASIDE)):
        return True
    near = range(candidate.last + 1, candidate.last + _NEAR)
    return any(step[0] and i in near for i, step in _counts(clauses)) if is_counted(clauses) else False


def offsets(sentence: Read, known: Known, document: Document) -> list[Reading]:
    """ "withdrew a day after the attack" is counted from the attack that the document dates; "voted on Sunday, two days
    after the attack" dates the attack."""
    clauses = sentence.clauses
    found: list[Reading] = []
    if _COUNTED_FROM.isdisjoint(clauses.words):
        return found
    own = {r.candidate.first for r in known.of_sentence(sentence.number)}
    for i, step in _counts(clauses):
        anchor = _anchor(sentence, i, own)
        if anchor is None:
            continue
        main = _main(sentence, i, own) if i > _HEAD else None
        if main is None and (i <= _HEAD or clauses.low(i - 1) != "the"):  # "Oct. 12, the day before the crash"
            main = _main_behind(sentence, anchor)
        pairs: list[Reading] = []
        near = clauses.lows(i - _NEAR, i)
        if ("came" in near or "comes" in near) and anchor.first not in own:
            today = document.published if "comes" in near else None
            pairs = _from_last(sentence, (_main(sentence, i, own), anchor), step, known, today)
        elif main:
            pairs = _offset_pair(sentence, (main, anchor), step, known, document)
        found += pairs or _from_now(sentence, i, anchor, step, document.published)
    return found


def _from_now(
    sentence: Read, unit: int, anchor: Candidate, step: tuple[int, Grain], published: When | None
) -> list[Reading]:
    """ "Were still in shock three days after he was shot": what is still so is so on the day of the news."""
    clauses = sentence.clauses
    still = "still" in clauses.lows(clauses.begin(unit), unit) and not any(map(clauses.is_date, range(unit - 1)))
    past = anchor.finite and anchor.certainty == "asserted" and triggers.load().is_past(clauses.low(anchor.first))
    days = step[1] is Grain.DAY and step[0] > 0
    if published is None or not (still and past and days) or "had" in clauses.lows(clauses.begin(unit), unit):
        return []
    return _counted(sentence, anchor, published, (-step[0], step[1]), "explicit")


def _counts(clauses: Clauses) -> Iterator[tuple[int, tuple[int, Grain]]]:
    """The units of a sentence that something is counted in, and how many they are, below 0 for "before"."""
    for i, token in enumerate(clauses.tokens):
        unit = Grain.DAY if token.low in _SOON else _UNITS.get(token.low.removesuffix("s"))
        if unit is None or clauses.low(i + 1) not in _COUNTED_FROM:
            continue
        if clauses.low(i + 2) == "," or clauses.lows(i - 2, i) == ("in", "the") or clauses.low(i - 2) in _BOUNDS:
            continue  # "two years before, he said"; "in the days before"; "less than a week after he took office"
        if clauses.low(i + 2) in grammar.load().auxiliaries | _MOVED:
            continue  # "the toll from a quake a day before rose"
        count = _number(clauses.low(i - 1))
        if token.low in _SOON:
            count = (count or 0) // _DAY if token.low == "hours" and not (count or 0) % _DAY else 0
        if count is not None:
            yield i, (-count if clauses.low(i + 1) == "before" else count, unit)


def _number(low: str) -> int | None:
    """How many a word before a unit says: "a", "two", "12"."""
    if low in ("a", "the"):
        return 1
    return int(low) if low.isdecimal() and len(low) <= _DIGITS else grammar.load().numbers.get(low)


def _anchor(sentence: Read, unit: int, own: Set[int]) -> Candidate | None:
    """The event counted from: the first behind the count, or what is dated of its clause ("a bomb exploded")."""
    segment = sentence.clauses.segment
    behind = [c for c in sentence.candidates if c.first > unit + 1 and not c.unreal]
    if not behind:
        return None
    here = (c for c in behind if c.first in own and segment[c.first] == segment[behind[0].first])
    anchor = next(here, behind[0])
    # "Crashed shortly after takeoff, killing two": not counted from what only hangs on it.
    return anchor if anchor.finite or segment[anchor.first] == segment[unit + 1] else None


def _from_last(
    sentence: Read, pair: tuple[Candidate | None, Candidate], step: tuple[int, Grain], known: Known, today: When | None
) -> list[Reading]:
    """ "The move came a week after he fired his deputy": counted from what was told last, in the sentence or before;
    "Omar's death came a day after a guard was shot": from his, wherever it was told; "the move comes a day after": from
    what was told of this week, or from `today`."""
    what, anchor = pair
    own = known.of_sentence(sentence.number)
    last = next((r for r in own if r.candidate.first < anchor.first), None)
    whose = what is not None and any(ref.last < what.first for ref in sentence.refs)
    if last is None and whose and what is not None and what.noun and what.group.harm == "killed":
        last = next((r for r in known.readings if known.fits(died_there, sentence, what, r)), None)
    elif last is None:
        last = known.last_before(sentence.number)
        if what is not None and what.noun and is_definite(sentence, what):
            same = known.told(what) or [r for r in known.readings if r.type == what.group.type]
            last = next((r for r in reversed(same) if r.read.number < sentence.number), last)  # "the release"
        last = last if last is not None and sentence.number - last.read.number <= _BACK else None
    past = anchor.certainty == "asserted" and triggers.load().is_past(sentence.clauses.low(anchor.first))
    date = last.date if last is not None else None
    if today is not None and today.anchored and (last is None or last.read.number != sentence.number):
        late = isinstance(date, When) and date.anchored and 0 <= today.bounds[1] - date.bounds[1] < _WEEK
        date = date if late else today
    if date is None or not past:
        return []
    if not isinstance(date, When) or not date.anchored or date.grain < step[1]:
        return []
    return [Reading(sentence, anchor, _stepped(date, (-step[0], step[1])), "context", 1.0)]


def _offset_pair(
    sentence: Read, pair: tuple[Candidate, Candidate], step: tuple[int, Grain], known: Known, document: Document
) -> list[Reading]:
    main, anchor = pair
    own = {r.candidate.first: r.date for r in known.of_sentence(sentence.number)}
    noun = event_subject(sentence.clauses, sentence.candidates, main) if main.first not in own else None
    main = noun if noun is not None and noun.first in own else main  # "the quake struck": its date is the quake's
    if main.first in own:
        if anchor.first in own:
            return []
        basis: Basis = "explicit" if step[0] else "context"
        return _counted(sentence, anchor, own[main.first], (-step[0], step[1]), basis)
    if anchor.first in own:
        if not step[0]:
            # "Was arrested hours after Monday's raid".
            return [Reading(sentence, main, own[anchor.first], "explicit", 1.0)]
        moved = _counted(sentence, main, own[anchor.first], step, "explicit")
    else:
        same = known.told(anchor) or [r for r in known.readings if known.fits(died_there, sentence, anchor, r)]
        dates = [r.date for r in same if r.read.number != sentence.number and isinstance(r.date, When)]
        if not same and anchor.noun and anchor.group.type in STRICKEN and is_definite(sentence, anchor):
            day = date_of_definite(sentence, anchor, anchor, known)  # "the blast", where a bomb was told of
            dates = [day] if isinstance(day, When) else []
        start = _latest([d for d in dates if d.anchored and d.grain >= step[1]], document.published)
        if start is None or not step[0]:
            return []
        moved = _counted(sentence, main, start, step, "explicit")
        moved += [Reading(sentence, anchor, start, "context", 1.0)]
    early = main.certainty == "asserted" and moved and not has_begun(moved[0].date, document.published)
    return [] if early else moved


def _counted(sentence: Read, candidate: Candidate, start: Date, step: tuple[int, Grain], basis: Basis) -> list[Reading]:
    """A reading of what is counted from a date, which must be as fine as what is counted."""
    if not isinstance(start, When) or not start.anchored or start.grain < step[1]:
        return []
    return [Reading(sentence, candidate, _stepped(start, step), basis, 1.0)]


def _stepped(date: When, step: tuple[int, Grain]) -> When:
    """A date so many units on; months and years are counted no finer than they are."""
    moved = date.shift(*step)
    return moved.to(step[1]) if step[0] and step[1] in (Grain.MONTH, Grain.YEAR) else moved


def _main(sentence: Read, before: int, own: Set[int]) -> Candidate | None:
    """The nearest told event before a token; what "came" is told by its noun."""
    told = [c for c in sentence.candidates if c.last < before and (c.finite or c.noun or c.first in own)]
    told = [c for c in told if sentence.clauses.low(c.first) != "came"]
    told = [c for c in told if not (c.reporting or c.unreal)]
    told = [c for c in told if c.noun or opener(sentence, c) not in ("which", "who", "whom", "whose")]
    dated = [c for c in told if c.first in own]
    if dated and sentence.clauses.low(before - 2) == ",":
        return dated[-1]  # "sent troops on Wednesday and ordered a halt, a day after the raid"
    return told[-1] if told and not _is_of_another(sentence.clauses, told[-1].last, before) else None


def _is_of_another(clauses: Clauses, last: int, count: int) -> bool:
    """Whether a count is that of a verb behind "and" which tells nothing: "broke his leg and will be out a month
    after"."""
    between = clauses.lows(last + 1, count)
    joined = next((n for n, low in enumerate(between) if low in _JOINING), len(between))
    return not (grammar.load().auxiliaries - {"'s"}).isdisjoint(between[joined:])


def _main_behind(sentence: Read, anchor: Candidate) -> Candidate | None:
    """The verb of the main clause behind a counted one that opens the sentence."""
    segment = sentence.clauses.segment
    verbs = (c for c in sentence.candidates if c.finite and segment[c.first] > segment[anchor.first])
    main = next(verbs, None)
    told = main is not None and not (main.reporting or main.unreal or opener(sentence, main))
    return main if told else None


def _latest(dates: Sequence[When], published: When | None) -> When | None:
    """The latest date that is not after publication, for news tells of the latest event of a kind."""
    past = [d for d in dates if published is None or not published.anchored or d.bounds[0] <= published.bounds[1]]
    return max(past, key=sort_key, default=None)


def is_repeated(clauses: Clauses, last: int) -> bool:
    """Whether what a verb tells that ends at a token was done more than once: "was re-elected three times", "questioned
    him twice"; such a thing is of no one day."""
    behind = [token.text for token in clauses.tokens[last + 1 : last + 1 + _OFTEN]]
    return "times" in behind or "twice" in behind[:2]  # not "marched to Times Square"


def follows_date(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether "and" ties a verb to one with a date that tells of no event: "sat on a bus on May 3, and was held"."""
    joint = next((j for j in range(candidate.first - 1, 0, -1) if clauses.low(j) == "and"), 0)
    tied = candidate.finite and conjoined(clauses, candidate.first)
    return tied and any(map(clauses.is_date, (joint - 1, joint - 2)))
