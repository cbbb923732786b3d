"""The tense of the clause that a date stands in: whether it tells of what was or of what is to come."""

import re

from kb.extract.dates.match import Found
from kb.extract.dates.reading import Tense
from kb.lexicon.tense import load
from kb.model import Span

# How many words may stand before a date that opens its sentence: "But by late 1942".
OPENING = 2
END_MARKS = '.!?;,"”'
# How far before and after a date its verb and the head of its sentence are looked for, in characters.
REACH = 130
# How far after a past verb a plan is looked for: "In January the bank said it would close".
_PLAN_REACH = 30
# "Was hit a little before 10 p.m. on Friday" plans nothing.
_SHORTLY = re.compile(r"(?:little|just|shortly|minutes?|hours?|moments|soon|long|right|immediately) before $")
# "The arrest came hours before the two were to meet on Friday": what was that near was told when its day had come.
_HOURS_BEFORE = re.compile(r" (?:minutes|hours|moments) before (?:[^ ,;:]+ ){1,8}(?:was|were) (?:[a-z]+ )?to ")
# "An earlier truce in January" is over.
_PREVIOUS = re.compile(
    r"\b(?:an?|the|its|his|her|their) (?:previous|earlier|prior|preceding) [a-z-]+(?: [a-z-]+)?,? (?:in|on|of) $"
)
# "Faces charges over a blast on Friday": what somebody is still to answer for is over, and so is what that came after.
_BLAMED = re.compile(
    r"\b(?:faces?|facing|awaits?|awaiting)\b[^;:]* (?:over|for|in|from) (?:an?|the|his|her|their|last) [^;:,]*$"
)
_FACED_AFTER = re.compile(
    r"\b(?:faces?|facing|awaits?|awaiting)\b[^;:]* (?:after|following) (?:an?|his|her|their) [^;:,]*$"
)
# "Ordered them to appear after finding them guilty on Tuesday": what came before is over.
_AFTER_DOING = re.compile(
    r"\b(?:after|since|following|upon) (?:finding|convicting|being|pleading|admitting|losing|winning|surviving|crashing"
    r"|killing|shooting|stabbing|refusing|falling|escaping|fleeing|failing)\b(?: [^ ,;:]+){1,14} (?:on |in |last )?$"
)
# What may hang a date from the clause before it; "are missing after", which says that it is over.
_HANGING = ("after", "while")
_SO_AFTER = re.compile(r"\b(?:is|are|remains?)\b[^;:]* after [^;:]*$")
# "Will be" before a participle, whose "and" shares it with a second one: "mailed to its 9,000 members and counted".
_SHARED = re.compile(
    r"(?: (?:will|(?:is|are|due|set|scheduled|expected) to)|, to) be [a-z]+(?:ed|en|wn|ld|nt|pt|id) "
    r"(?:[^.;:,]|,(?=\d))*and ?$"
)
# "Could be sidelined for Sunday's game", "may boycott Friday's vote": one that is still to come.
_YET_TO_COME = re.compile(
    r"\b(?:may|might|could|would|must|should|is|are|(?:is|are|set|likely|due|expected) to)(?: [a-z]+){0,2} (?<!not )"
    r"(?:(?:miss|skip|attend|boycott|sit out|play in|start in|take part in)|absent from|(?:sidelined|doubtful"
    r"|questionable|unavailable|available|fit|ready|out|back|suspended|benched) for)(?: the| next)? $"
)

# "Set a trial date of May 5", "a May 5 trial date".
_AWAITED = r"(?:trial|court|hearing|sentencing|arraignment|release|launch|start|opening|closing|execution|wedding) date"
_DATE_OF, _DATE = re.compile(rf"\b{_AWAITED} (?:of|for) $"), re.compile(rf" {_AWAITED}\b")
_BEFORE_DAWN = re.compile(r"before (?:dawn|daybreak|sunrise|noon|midnight)(?: on)?(?: |$)")
# Behind a date what leaves open whether it came: "the concert in March was cancelled", "talks in March aimed at".
_OFF = re.compile(
    r" (?:(?:was|were|has been|have been|had been|is|are|be|being) )?(?:cancell?ed|postponed|put off|called off|delayed"
    r"|moved|scrapped|announced|approved|confirmed|dropped|agreed|brought forward|sold out|booked|threatened|ruled out"
    r"|expected|scheduled|planned|set|slated|due|proposed|aimed|intended|meant|designed|called|required|needed|billed"
    r"|in doubt|at risk|under threat|likely|to |[a-z]+ (?:by|for|as) )"
)
# "Was due to fly home on Friday when she fell", "but fell": behind the date the past that cut a plan short.
_WHEN = re.compile(r"(?: morning| afternoon| evening| night)?(?: when|,? but) ")


def tense_of(low: str, sentence: Span, found: Found) -> Tense:
    """The tense of the clause that a date stands in: its nearest verb before, else the first after it."""
    start, end = max(sentence.start, found.span.start - REACH), found.span.start
    words = load()
    if words.over.search(low, start, end) or _came_first(low, start, end) or _befell(low, start, found.span):
        return "over"
    if low.startswith(" for ", found.span.end) and words.fixing.search(low, start, end):
        return "ahead"  # "the court set May 30 for its ruling"
    if _DATE_OF.search(low, start, end) or _DATE.match(low, found.span.end):
        return "ahead"
    clause, hung = _clause(low, start, found)
    owns = low.startswith(("'s", "’s"), found.span.end)
    if owns and _YET_TO_COME.search(low, clause, end):
        return "ahead"
    if words.struck.search(low, start, end) and not words.feared.search(low, sentence.start, end):
        return "over"  # "the raid on Monday is expected to anger the king"
    future, _ = _last(words.future, low, clause, end)
    past, verb = _last(words.past, low, clause, end)
    after: Tense = "past"
    if future < 0 and past < 0 and (after := _tense_after(low, sentence, found)) in ("over", "future", "ahead"):
        return after
    if future >= past and future >= 0:
        blamed = _BLAMED.search(low, clause, end) and words.mishap.search(low, clause, end)
        return "past" if blamed or _FACED_AFTER.search(low, clause, end) else "future"
    if past < 0 and low[sentence.end - 1] not in END_MARKS and words.headed.match(low, sentence.start, end):
        return "future"  # "Kenya to hold elections on August 9"
    if future < past and _SHARED.search(low, start, verb):
        return "future"  # "will be prorogued on Friday and dissolved on May 30"
    if past < 0 and hung and _SO_AFTER.search(low, start, end):
        # "Is the second this year, after a derailment in March hurt nine".
        return "over" if after == "past" and words.mishap.search(low, start, end) else "past"
    if past < 0 and _is_set(low, sentence, clause, found):
        return "ahead"
    if past >= 0 and _is_cut_short(low, sentence, start, found.span):
        return "past"
    if words.ahead.search(low, verb, end):
        return "" if owns else "ahead"  # "would get around Friday's ruling"
    if not after and words.mishap.search(low, start, end) and not words.feared.search(low, sentence.start, end):
        return "past"  # "investigators are looking into a fire on Friday"
    if not after or (words.plan.search(low, verb, end) and not _is_just_before(low, verb, end)):
        return ""
    named = hung and "month" in found.fields  # "it was the third meeting, after talks in April"
    done = named or words.done.search(low, clause, end) or (future < 0 and words.done_so.search(low, clause, end))
    # "Killed nine people between January and August": what has an end and is told in the past is over.
    return "over" if done or (found.link == "range" and future < 0 <= past) else "past"


def _is_just_before(low: str, verb: int, end: int) -> bool:
    """Whether "before" tells of no deadline: "shortly before midnight on Friday", "before dawn on Friday"."""
    dawn = _BEFORE_DAWN.search(low, max(verb, end - 20), end + 9)  # "dawn" may be a part of the date
    return dawn is not None or _SHORTLY.search(low, verb, end) is not None


def _is_cut_short(low: str, sentence: Span, start: int, date: Span) -> bool:
    """Whether a past verb tells what came right before what was to be on a date, or cut it short."""
    past, eve, when = load().past, _HOURS_BEFORE.search(low, start, date.start), _WHEN.match(low, date.end)
    if eve and past.search(low, start, eve.start() + 1):
        return True
    return when is not None and past.search(low, when.end(), sentence.end) is not None


def _came_first(low: str, start: int, end: int) -> bool:
    """Whether a date is that of what came first, "an earlier truce in January", or before something told in the past:
    "ordered them to appear after finding them guilty on Tuesday"."""
    if _PREVIOUS.search(low, start, end):
        return True
    return bool(_AFTER_DOING.search(low, start, end) and load().past.search(low, start, end))


def _befell(low: str, start: int, date: Span) -> bool:
    """Whether a date names what nobody plans: "the May 3 shooting", "Friday's bus crash"."""
    named = load().befell.match(low, date.end)
    return named is not None and (
        low.startswith(("'s", "’s"), date.end) or bool(load().naming.search(low, start, date.start))
    )


def _clause(low: str, start: int, found: Found) -> tuple[int, bool]:
    """Where the clause of a date begins, and whether it goes on behind an "after" or "while" without a verb of its own:
    "after Friday prayers", "was held after a raid on Friday", "was shot while driving home on Friday"."""
    words, end = load(), found.span.start
    clause, hung = start, False
    for cut in words.clause.finditer(low, start, end):
        bare = cut[0].endswith(_HANGING) and not any(p.search(low, cut.end(), end) for p in (words.future, words.past))
        hung = bare and bool(low[cut.end() : end].strip())
        clause = clause if bare else cut.end()
    return clause, hung


def _tense_after(low: str, sentence: Span, found: Found) -> Tense:
    """The tense of the first verb after a date; a past one after a date that opens the sentence leaves no choice."""
    words, start, end = load(), found.span.end, min(sentence.end, found.span.end + REACH)
    stop = low.find(";", start, end)
    end = stop if stop >= 0 else end
    future, past = words.future.search(low, start, end), words.past.search(low, start, end)
    before = low[sentence.start : found.span.start]
    opens = len(before.split(None, OPENING + 1)) <= OPENING
    if past is None or (future and future.start() < past.start()):
        # "On Monday, the court hears the case", but not "the deal, Monday, holds".
        heads = opens and "," not in before
        return "future" if future else "ahead" if heads and words.set.search(low, start, end) else ""
    end = min(end, past.end() + _PLAN_REACH)
    if any(words.search(low, past.end(), end) for words in (words.future, words.ahead, words.plan)):
        return "past"
    told = (
        "month" in found.fields
        and not (found.link or found.follows)
        and past.start() == start + 1
        and not _OFF.match(low, start)
    )
    return "over" if opens or told else "past"


def _is_set(low: str, sentence: Span, start: int, found: Found) -> bool:
    """Whether a date behind a present form says when it is to be done: "the court hears the case Monday". Headlines
    and captions tell in that form of what was done; the former end without a stop, the latter say where."""
    words, end = load(), found.span.end
    if low[sentence.end - 1] not in END_MARKS or not words.set_on.search(low, start, found.span.start):
        return False
    cut, comma = words.clause.search(low, end, sentence.end), low.find(", ", end, sentence.end)
    ends = [cut.start() if cut else sentence.end, comma if comma >= 0 else sentence.end]
    # "In a vote hailed by the king": such a form is no verb of the clause.
    told = (hit for hit in words.past.finditer(low, end, min(ends)) if not low.startswith((" by ", " as "), hit.end()))
    return next(told, None) is None


def _last(pattern: re.Pattern[str], low: str, start: int, end: int) -> tuple[int, int]:
    """Where the last match ends and begins; -1 and the start where there is none."""
    place = -1, start
    for hit in pattern.finditer(low, start, end):
        place = hit.end() - 1, hit.start()
    return place
