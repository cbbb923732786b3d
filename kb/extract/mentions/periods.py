"""The period that an event's date stands for, where the words around it make more of it than a calendar unit."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers
from kb.model import DateMention, Document, Span
from kb.when import Date, Grain, Interval, When, civil, overlap

_SUNDAY = 6
_POSTDATED = 14  # days: what is out early bears the date of a later issue
_AGO = re.compile(r"(\S+) weeks (?:ago|earlier)")
_VAGUE = 5  # weeks: from here on a count of them says no more than the month
_ROUGHLY = frozenset(("APPROX", "LESS_THAN", "MORE_THAN"))
_PLAN = 8  # tokens
_PLANS = frozenset("will expect expects plan plans intend intends hope hopes".split())
_GONE = frozenset(("was", "were", "had", "would", "did"))
_PART = re.compile(r"(?:the )?(first|last|final) (\S+) (day|week|month)s")
_ENDED = re.compile(r",? (?:which |that )?end(?:ed|ing|s)(?: on)?\s+")
_COUNTED_MONTHS = re.compile(r"(?:the )?(?:first )?(\S+) months")
_REPORTED = re.compile(r"the first (six|nine) months")
_MONTHS = {"quarter": 3, "year": 12}  # in each
_WEEK = 7
_LONG = re.compile(r"\b(month|year)s? (?:after|before|earlier|later|ago)")
_TO_THE_DAY = (" today", " to the day")
_PRESENT = frozenset(("is", "are", "be", "being", "'re", "will", "to"))
_STARTING = frozenset(("effective", "starting", "beginning"))
_NEXT = ("the next ", "the following ")  # "died the next day" than which?
_ONE = ("P1Y", "P1Q", "P3M")
_AHEAD = {"to", "until", "till", "by", "for", "through", "before", "next"}
_BEGAN = ("began", "started", "ended", "erupted", "occurred", "happened")
_SPENDING = frozenset(("spent", "spend", "spends"))
_SPENT = frozenset(("most", "much", "part", "half", "all", "some", "of", "the", "late", "early", "a"))
_JOINTS = {"and", "or", "to", "-", "–", "through", "until", "till"}

_LATEST = {Grain.YEAR: 30, Grain.MONTH: 6}  # days


def join_days(text: str, dates: Sequence[DateMention], published: When | None = None) -> list[DateMention]:
    """Dates of one sentence, two days that follow each other ("on April 24 and 25", "Sunday or Monday") made one
    interval, a time of day with the day behind it ("at 8 p.m. (1200 GMT) on Tuesday") that day, "the first two weeks of
    May" those, "the fiscal first quarter ended Sept. 30" the three months to then, "this week (May 3)" the day, and
    "the first nine months" those of the year that a report tells of."""
    joined: list[DateMention] = []
    for mention in dates:
        if joined and (
            when := _interval(text, joined[-1], mention)
            or _clocked(text, joined[-1], mention)
            or _part(text, joined[-1], mention)
            or _anniversary(text, joined[-1], mention)
            or _ended(text, joined[-1], mention)
            or _bracketed(text, joined[-1], mention)
        ):
            span = Span(joined[-1].span.start, mention.span.end)
            joined[-1] = replace(joined[-1], span=span, text=span.of(text), when=when)
        else:
            joined.append(_reported(text, mention, published))
    return joined


def _reported(text: str, mention: DateMention, published: When | None) -> DateMention:
    """ "The first nine months" of a report of results, those that were last over when it was published: "sales fell in
    the first nine months, the firm said"; not "in the first nine months of the war"."""
    part = _REPORTED.fullmatch(mention.text.lower())
    ends = text[mention.span.end : mention.span.end + 1] in (",", ".", ";")
    if part is None or not ends or published is None or not published.anchored or published.year is None:
        return mention
    first, count = When.of_month(published.year, 1), _count(part[1])
    whole = Interval(first, first.shift(count - 1))
    if whole.bounds[1] >= published.bounds[0]:
        first = When.of_month(published.year - 1, 1)
        whole = Interval(first, first.shift(count - 1))
    return replace(mention, when=whole)


def _interval(text: str, one: DateMention, two: DateMention) -> Interval | None:
    first, last = one.when, two.when
    if isinstance(first, Interval) and first == last:
        # "From October 16 to November 14": both ends are read as the whole.
        return first
    if not isinstance(first, When) or not isinstance(last, When):
        return None
    if first.grain is last.grain is Grain.DECADE and text[one.span.end : two.span.start].strip() == "and":
        # "In the 1940s and 1950s".
        return Interval(*(When.of_year(civil(day)[0]) for day in (first.bounds[0], last.bounds[1])))
    joint = text[one.span.end : two.span.start].strip().lower()
    if joint in ("and", "or") and first.grain is last.grain and last.grain in (Grain.MONTH, Grain.YEAR):
        # "In April and May", "in 1846 or 1847".
        return (
            Interval(first, last) if first.anchored and last.anchored and first.shift(1).bounds == last.bounds else None
        )
    if first.grain is not Grain.DAY or last.grain is not Grain.DAY or not (first.anchored and last.anchored):
        return None
    gap = last.bounds[0] - first.bounds[0]
    return Interval(first, last) if joint in _JOINTS and (gap == 1 if joint in ("and", "or") else gap > 0) else None


def _clocked(text: str, one: DateMention, two: DateMention) -> When | None:
    """The day of two expressions of which the first is a time of day only."""
    first, last = one.when, two.when
    if not isinstance(first, When) or not isinstance(last, When) or last.grain is not Grain.DAY:
        return None
    joint = [word.strip("(),") for word in text[one.span.end : two.span.start].lower().split()]
    return last if "weekday" in first.implied and {"", "on", "local", "time"}.issuperset(joint) else None


def _anniversary(text: str, one: DateMention, two: DateMention) -> When | None:
    """The day of "on this day in 1865"."""
    first, last = one.when, two.when
    if one.text.lower() != "this day" or text[one.span.end : two.span.start] != " in ":
        return None
    if not isinstance(first, When) or not isinstance(last, When) or last.grain is not Grain.YEAR:
        return None
    leap = (first.number, first.day) == (2, 29)
    return None if leap or not first.anchored else replace(first, year=last.year)


def _ended(text: str, one: DateMention, two: DateMention) -> Interval | None:
    """The months of a quarter or year, or those counted ("the six months"), of which the text says when they ended."""
    first, last = one.when, two.when
    if not isinstance(last, When) or not last.anchored or last.grain not in (Grain.DAY, Grain.MONTH):
        return None
    if not _ENDED.fullmatch(text, one.span.end, two.span.start):
        return None
    counted = _COUNTED_MONTHS.fullmatch(one.text.lower())
    if counted:
        length = _count(counted[1])
    else:
        whole = isinstance(first, When) and first.grain in (Grain.QUARTER, Grain.YEAR)
        whole = whole or one.value in _ONE  # "the year ended June 30"
        length = _MONTHS.get(one.text.lower().split()[-1], 0) if whole else 0
    if not 0 < length <= _MONTHS["year"]:
        return None
    # What ended on Oct. 1 was over in September.
    month = last.shift(-1, Grain.MONTH).to(Grain.MONTH) if counted and last.day in (1, 2) else last.to(Grain.MONTH)
    return Interval(month.shift(1 - length), month)


def _bracketed(text: str, one: DateMention, two: DateMention) -> When | None:
    """The day in brackets behind a longer time that holds it: "last week (May 3)"."""
    first, last = one.when, two.when
    if text[one.span.end : two.span.start] != " (" or not isinstance(first, When) or not isinstance(last, When):
        return None
    inside = last.grain is Grain.DAY and first.grain < Grain.DAY and first.anchored and last.anchored
    return last if inside and overlap(first, last) else None


def _part(text: str, one: DateMention, two: DateMention) -> Interval | None:
    """The first or last so many days, weeks or months of a month, quarter or year."""
    part, whole = _PART.fullmatch(one.text.lower()), two.when
    if part is None or text[one.span.end : two.span.start] != " of " or not isinstance(whole, When):
        return None
    grain, count = Grain[part[3].upper()], _count(part[2])
    longer = whole.anchored and not whole.clock and whole.grain in (Grain.MONTH, Grain.QUARTER, Grain.YEAR)
    if not count or not longer or (grain is Grain.MONTH and whole.grain is Grain.MONTH):
        return None
    low, high = whole.bounds
    unit = grain if grain is Grain.MONTH else Grain.DAY
    size = count * (_WEEK if grain is Grain.WEEK else 1) - 1
    edge = When.of_day(low if part[1] == "first" else high).to(unit)
    parts = Interval(edge, edge.shift(size, unit)) if part[1] == "first" else Interval(edge.shift(-size, unit), edge)
    return parts if size and low <= parts.bounds[0] and parts.bounds[1] <= high else None


def period(text: str, mention: DateMention, document: Document, *, ahead: bool = False) -> Date | None:
    """The calendar date of an event: "since Tuesday" reaches to the publication, "this week" ends there, and begins
    there for what is `ahead`; on a Sunday that is the week to come."""
    when, published = mention.when, document.published
    if isinstance(when, When) and when.clock:
        # "About 11am on Friday" is sure of the day.
        when = replace(when, approximate=False)
    elif isinstance(when, When) and _is_rough(mention):
        when = replace(when, approximate=True)
    if when is None or published is None or not published.anchored or not when.anchored:
        return when
    if not isinstance(when, When) or published.grain is not Grain.DAY:
        return when
    when = _coarse(mention.text.lower(), when)
    low, high = when.bounds
    today = published.bounds[0]
    before = text[max(0, mention.span.start - 7) : mention.span.start].lower().split()
    if before[-1:] == ["since"] or mention.text.lower().startswith("since "):
        return Interval(when, published) if high < today else when
    if when.grain is Grain.WEEK and low < today <= high and _is_so_far(mention.text.lower()):
        rest = When.of_day(high if today < high else high + 7)
        return Interval(published, rest) if ahead or mention.mod == "END" else Interval(When.of_day(low), published)
    if when.grain is Grain.WEEK and published.weekday == _SUNDAY and "last week" in mention.text.lower():
        # On a Sunday "last week" is the one that has just ended, not the one before; today is no part of it.
        return Interval(When.of_day(today - 7), When.of_day(today - 1)) if high + 7 == today else when
    return when


def _is_rough(mention: DateMention) -> bool:
    """Whether a count of days or weeks is only about so many, which gives no day: "less than two weeks later"."""
    counted = mention.text.lower().endswith((" ago", " later", " earlier"))
    return counted and mention.mod in _ROUGHLY and mention.when is not None and mention.when.grain is Grain.DAY


def _is_so_far(text: str) -> bool:
    """Whether a week has only its days so far: "this week", "earlier in the week"."""
    return text.endswith("this week") or (text.startswith("earl") and text.endswith("the week"))


def _coarse(text: str, when: When) -> When:
    """ "Twelve weeks ago" says no more than a month, "two months before the raid" no day."""
    exact = text.endswith(_TO_THE_DAY) or text.startswith("exactly")
    ago, long = _AGO.search(text), None if exact else _LONG.search(text)
    if ago and when.grain is Grain.WEEK and _count(ago[1]) >= _VAGUE:
        return When.of_day(when.bounds[0] + 3).to(Grain.MONTH)
    if long and when.grain is Grain.DAY:
        return when.to(Grain.MONTH if long[1] == "month" else Grain.YEAR)
    return when


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else grammar.load().numbers.get(word, 0)


def looked_back(clauses: Clauses, candidate: Candidate, mention: DateMention, published: When | None) -> Date | None:
    """A month or day without a year beside a verb in the past, or between an article and what has harmed ("the Oct. 23
    slaying"), lies behind the publication; one for which somebody plans something lies ahead of it."""
    when = mention.when
    if not isinstance(when, When) or published is None or not (published.anchored and when.anchored):
        return when
    counted = mention.text.lower()
    if (counted.endswith("later") or counted.startswith(_NEXT)) and when.bounds[0] > published.bounds[1]:
        return None if _is_over(clauses, candidate, mention) else when  # "was completed two years later" than what?
    slack = _POSTDATED if when.grain is Grain.DAY else 0
    if "year" not in when.implied or "weekday" in when.implied:
        return when
    if when.bounds[1] < published.bounds[0] and _is_ahead(clauses, candidate):
        return when.shift(1, Grain.YEAR)
    if when.bounds[0] <= published.bounds[1] + slack:
        return when
    return when.shift(-1, Grain.YEAR) if _is_over(clauses, candidate, mention) else when


def _is_ahead(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether somebody plans or expects now what a verb tells: "said it expects the sale to be closed by Dec. 15"."""
    before = clauses.lows(max(clauses.begin(candidate.first), candidate.first - _PLAN), candidate.first)
    return candidate.certainty == "planned" and not _PLANS.isdisjoint(before) and _GONE.isdisjoint(before)


def _is_over(clauses: Clauses, candidate: Candidate, mention: DateMention) -> bool:
    first = clauses.index_at(mention.span.start)
    if candidate.certainty != "asserted" or clauses.low(first - 1) in _AHEAD or clauses.low(first) in _AHEAD:
        return False
    if any(clauses.low(i) in _STARTING and clauses.low(i - 1) == "," for i in (first - 2, first - 1)):
        return False  # "was named chairman, effective Feb. 1", but "a pact effective June 1"
    if candidate.noun and candidate.light >= 0 and clauses.low(candidate.light) not in grammar.load().plans:
        light, past = candidate.light, triggers.load().is_past(clauses.low(candidate.light))
        return past and _PRESENT.isdisjoint(clauses.lows(light - 3, light))  # "went on a rampage in May"
    if candidate.noun and clauses.low(_past_which(clauses, candidate.last + 1)) in _BEGAN:
        return True  # "the outbreak, which began in the city of Lima in May"
    if candidate.noun:
        return candidate.group.harm != "" and clauses.low(first - 1) in ("the", "a", "an")
    low = clauses.low(candidate.first)
    start = candidate.last + 1
    ahead = any(
        clauses.low(i) == "to" and clauses.low(i + 1) not in grammar.load().determiners for i in range(start, first)
    )
    before = clauses.lows(candidate.first - 4, candidate.first)
    if before[-1:] == ("been",) and "had" in before:
        return not ahead  # "had been playing on the night of May 29"
    past = triggers.load().is_past(low)
    helped = _PRESENT.isdisjoint(clauses.lows(candidate.first - 3, candidate.first))
    helped = helped and not (candidate.passive and clauses.prior[candidate.first] == "'s")  # "when he's sentenced"
    return past and candidate.finite and helped and not ahead


def _past_which(clauses: Clauses, i: int) -> int:
    """The token behind a comma and "which", or "that"."""
    i += clauses.low(i) == ","
    return i + (clauses.low(i) in ("which", "that"))


def is_spent(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether a date is what somebody spent, how long and not when, so that nothing happens there but what is told
    next: "spent Monday in bed", "spent the spring and summer"."""
    j = candidate.last + 1
    while clauses.low(candidate.last) in _SPENDING and clauses.low(j) in _SPENT and not clauses.is_date(j):
        j += 1
    return clauses.low(candidate.last) in _SPENDING and clauses.is_date(j)


def is_latest(clauses: Clauses, date: Date, day: When, published: When | None) -> bool:
    """Whether a day is so late that "earlier this year" cannot mean it: the last month before the report, of "earlier
    this month" the last week."""
    lows = clauses.words
    earlier = any(
        low == "earlier" and clauses.is_date(i) and clauses.low(i + 1) == "this" for i, low in enumerate(lows)
    )
    if not earlier or published is None or not published.anchored:
        return False
    near = _LATEST.get(date.grain, 0) if isinstance(date, When) else 0
    return published.bounds[1] - day.bounds[0] <= near
