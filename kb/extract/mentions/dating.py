"""Which date expressions of a sentence can say when something happened."""

from kb.extract.mentions.lifetimes import is_lifetime, spans_life
from kb.extract.mentions.passing import is_cited
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers
from kb.model import DateMention
from kb.when import Grain, Interval

_FRAME = 14
_COMPARED = 22
_JOINTS = frozenset(("and", "or"))
# "Rose over the comparable period in 1988".
_LIKE, _TIMES = (
    frozenset(("comparable", "corresponding", "year-earlier")),
    frozenset(("period", "periods", "quarter", "month")),
)
_MEASURED = ("from", "below", "above", "against", "over", "than")
_REACH = 9
_ORDERED = frozenset(("first", "second", "third", "last", "latest", "next", "other", "others", "most", "same"))
_LAWS = frozenset(("act", "law", "code", "order", "regulations"))
_PAPERS = frozenset(("newspaper", "newspapers", "papers", "tabloid", "tabloids"))
_OWNER = 4
SET = frozenset("set scheduled planned slated booked due timed".split())
_ONCE = frozenset(("originally", "initially", "previously", "first"))
_MOVING = frozenset(
    """moved shifted put pushed brought changed postponed adjourned deferred delayed rescheduled moving putting pushing
    bringing changing postponing deferring delaying rescheduling""".split()
)
_YEAR = 4
_COUNTED = ("the following", "the next", "the previous", "the same", "the year", "the month", "that", "last", "next")
_PARTS = frozenset(("days", "weeks", "months", "half", "halves", "quarter", "quarters", "part", "third", "weekend"))
_BEGINS, _ENDS = ("begin", "begins", "start", "starts"), ("end", "ends", "expire", "expires")
_SPANS = frozenset(f"{which} {span}" for which in ("the", "this") for span in ("week", "month", "year", "season"))


_NAMED, _YEAR = 5, 4
_FETCHED = frozenset(("downloaded", "accessed", "retrieved", "archived"))
_VERSUS = ("vs", "versus")
_GAMES = frozenset("game games match matches bout fight final finals series opener win victory loss draw tie".split())
_AGO = frozenset((",", "and", "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours"))
_DATING, _STRETCHING = frozenset(("dating", "dates", "dated")), frozenset(("going", "goes", "stretching", "reaching"))
_APART = (" later", " earlier", " afterwards")
_COUNTED_FROM = frozenset(("more", "less", "fewer", "later", "earlier", "sooner", "rather", "other"))

_HELD = frozenset("games olympics oscars championships finals awards emmys christmas riots troubles masters".split())
_AGEING = ("is", "are", "was", "were", "turns", "turn", "turned")


def dates_events(clauses: Clauses, first: int, last: int, mention: DateMention) -> bool:
    """Whether the date expression at tokens first..last can be that of an event of its sentence."""
    return not (
        _is_coarse(mention)
        or spans_life(clauses, last, mention)
        or _is_fiscal(mention)
        or _is_stamp(clauses, first, last)
        or _is_apposition(clauses, first)
        or _is_named_next(clauses, last, mention)
        or _is_compared(clauses, first)
        or _is_measure(clauses, first, mention)
        or _is_ranked(clauses, first, mention)
        or _falls_due(clauses, first)
        or clauses.low(first - 1) == "beyond"  # "extended beyond next week"
        or _is_origin(clauses, first)
        or clauses.lows(first - 2, first) == ("ahead", "of")
        or _is_festive(clauses, first, last)
        or _is_held_weekly(clauses, first, last)
        or _is_of_law(clauses, first, mention)
        or _is_moved(clauses, first, mention)
        or _is_stay(clauses, first, last)
        or _is_of_citation(clauses, first)
    )


def _is_of_citation(clauses: Clauses, first: int) -> bool:
    """Whether a date is but the day of a source, and another says when it was; alone, it is the nearest there is."""
    return is_cited(clauses, first) and any(
        token.date >= 0 and not is_cited(clauses, i) for i, token in enumerate(clauses.tokens)
    )


def _is_stay(clauses: Clauses, first: int, last: int) -> bool:
    """Whether a weekend is but for how long somebody comes, where another date says when: "came up for the weekend on
    Friday"."""
    if clauses.low(first - 1) != "for" or clauses.low(last) != "weekend":
        return False
    here = clauses.clause(clauses.segment[first])
    return any(clauses.is_date(j) and not first <= j <= last for j in here)


def _is_origin(clauses: Clauses, first: int) -> bool:
    """Whether a date only says since when there is what is told of: "a feud dating back to 1990", "dates from May"."""
    led, behind = clauses.lows(first - 3, first), first
    while clauses.is_date(behind):
        behind += 1
    if clauses.lows(behind, behind + 2) == (",", "when"):
        return False  # "the town dates to 1935, when farmers settled there"
    back = led[1:] == ("back", "to") and led[0] in _DATING | _STRETCHING
    return back or (led[2:] in (("to",), ("from",)) and led[1] in _DATING)


def _is_coarse(mention: DateMention) -> bool:
    """A century is too coarse to say when something happened, and "overnight" does not say which night."""
    coarse = mention.when is None or mention.when.grain is Grain.CENTURY
    return coarse or mention.text.lower() in grammar.load().undating


def _is_fiscal(mention: DateMention) -> bool:
    """Whether a quarter is one of a fiscal year, of which no more is told: "the fiscal first quarter" is that of the
    calendar for few; one that "ended Sept. 30" is known."""
    low = mention.text.lower()
    return "fiscal" in low and "quarter" in low and "end" not in low


def _is_of_law(clauses: Clauses, first: int, mention: DateMention) -> bool:
    """Whether a year is part of the name of a law: "the Banking Act of 1989", "the Fire Safety Order 2005"."""
    name = first - 1 - (clauses.low(first - 1) == "of")
    return mention.text.isdigit() and clauses.low(name) in _LAWS and clauses.tokens[name].capital


def _is_moved(clauses: Clauses, first: int, mention: DateMention) -> bool:
    """Whether a date is one on which nothing was done in the end, "the vote, originally set for May, was held on
    Monday", or two between which something was put off: "moved from May to June"."""
    before = clauses.lows(first - _OWNER - 1, first)
    once = len(before) > 1 and before[-2] in SET and before[-1] == "for" and not _ONCE.isdisjoint(before[:-2])
    begins = before[-1:] == ("from",) or clauses.low(first) == "from"
    days = isinstance(mention.when, Interval) and mention.when.first and mention.when.first.grain > Grain.YEAR
    return once or (bool(days) and begins and not _MOVING.isdisjoint(before))


def _is_festive(clauses: Clauses, first: int, last: int) -> bool:
    """Whether a feast says what kind of thing is told of, not when it was: "the firm's Christmas party"."""
    words = grammar.load()
    return first == last and clauses.low(first) in words.feasts and clauses.low(last + 1) in words.festive


def _is_held_weekly(clauses: Clauses, first: int, last: int) -> bool:
    """Whether a weekday tells what kind of thing there is as a rule: "normally hosts Sunday congregations", "holds
    Friday prayers"."""
    words, after, before = grammar.load(), clauses.low(last + 1), clauses.low(first - 1)
    if first == last and clauses.low(first).endswith("day") and after in _PAPERS:
        return True  # "told a Sunday newspaper"
    if first != last or not clauses.low(first).endswith("day") or not clauses.is_date(first) or not after.endswith("s"):
        return False
    if not clauses.tokens[last + 1].text.islower() or after in words.auxiliaries or before in words.prepositions:
        return False
    habit = not words.habits.isdisjoint(clauses.lows(clauses.begin(first), first))
    return habit or (before.endswith("s") and "third" in triggers.load().forms(before))


def _is_apposition(clauses: Clauses, first: int) -> bool:
    """ "on December 27, the previous Friday": the second date only says the first again."""
    before = clauses.tokens[first - 2] if first >= 2 else None
    return before is not None and before.date >= 0 and clauses.low(first - 1) == "," and clauses.low(first) == "the"


def _is_named_next(clauses: Clauses, last: int, mention: DateMention) -> bool:
    """ "The following year, 1987, 200 died", "two years later, in May 1971, …": what counts from another date is named
    behind the comma; not "a year earlier, on 5 June"."""
    begin, low = last + 2 + (clauses.low(last + 2) in ("in", "on")), mention.text.lower()
    counted = low.endswith(_APART) or (low.startswith(_COUNTED) and not any(map(str.isdigit, low)))
    if not counted or clauses.low(last + 1) != "," or begin >= len(clauses.tokens) or clauses.tokens[begin].date < 0:
        return False
    named = [t.text for t in clauses.tokens[begin : begin + _NAMED] if t.date == clauses.tokens[begin].date]
    digits = [text for text in named if text.isdigit()]
    return bool(digits) and ("year" not in low or any(len(text) == _YEAR for text in digits))


def _is_stamp(clauses: Clauses, first: int, last: int) -> bool:
    """Whether a date says when the page was published: in a dateline, "Updated 4/11/2007", a line that ends in it."""
    words = grammar.load()
    if clauses.tokens[last].end <= clauses.body and not clauses.entry:
        return True
    fetched = clauses.low(first - 1 - (clauses.low(first - 1) == "on"))
    if fetched in _FETCHED and clauses.low(last + 1) in ("]", ")"):
        return True  # "[downloaded on 2 October 2013]"
    so_long = all(clauses.low(i) in _AGO or clauses.low(i).isdigit() for i in range(1, first))
    if so_long and first > 1 and clauses.low(0) in words.stamps and clauses.tokens[0].capital:
        return True  # "Posted 1 year, 160 days ago"
    labels = (i for i in range(max(0, first - 3), first) if clauses.low(i) in words.stamps and len(clauses.low(i)) > 3)
    if any(not clauses.tokens[i].text.islower() or clauses.low(i + 1) == ":" for i in labels):
        return True
    ended = clauses.tokens[-1].text in (".", "!", "?", "”", '"', "''", "’", ")")
    rest = [t for t in clauses.tokens[last + 1 :] if t.text.isalpha() and t.low not in words.stamps and t.date < 0]
    verb = clauses.low(first - 1)
    told = triggers.load().is_past(verb) and verb not in words.stamps and clauses.tokens[first - 1].text.islower()
    return not (ended or rest or told) and clauses.low(first - 1) not in words.prepositions


def describes(clauses: Clauses, first: int, told: frozenset[int]) -> bool:
    """Whether a date only says more of who is named before it, in a noun phrase behind a comma: "Omar, the mayor since
    2016, was held", "Bergman, a star of the 1940s, died". `told` are the tokens of what may be an event: its own
    phrase dates it ("the quake, the worst of 2019, killed 40")."""
    if is_lifetime(clauses, first, told) or _is_of_age(clauses, first) or _is_of_team(clauses, first, told):
        return True
    begin = clauses.begin(first)
    named = clauses.tokens[begin - 2] if begin >= 2 else None
    if named is None or clauses.low(begin - 1) != "," or not named.word or named.date >= 0 or begin - 2 in told:
        return False
    if clauses.low(first - 1) == "on" and not _JOINTS.isdisjoint(clauses.lows(begin, first)):
        return False  # "expelled three of its members, the Blues, the Reds and the Greens on Friday"
    segment = clauses.segment[first]
    return not any(clauses.segment[j] == segment for j in told) and _opens_phrase(clauses, begin, first)


def _is_of_team(clauses: Clauses, first: int, told: frozenset[int]) -> bool:
    """Whether a year only tells which people are meant that have a name: "joined the Miami Dolphins of 2008"."""
    name = clauses.tokens[first - 2] if first > 2 and clauses.low(first - 1) == "of" else None
    if name is None or not name.capital or first - 2 in told or not clauses.tokens[first].text.isdigit():
        return False
    acts = triggers.load().is_past(clauses.low(first + 1))  # "the Boxers of 1900 attacked the legations"
    return name.low.endswith("s") and name.low not in _HELD and not acts


def _is_of_age(clauses: Clauses, first: int) -> bool:
    """Whether a date only tells when something is how old: "the festival is 50 this year", "turned 30 today"."""
    first -= clauses.low(first - 1) == "on"
    number = first - 1 - 2 * (clauses.lows(first - 2, first) == ("years", "old"))
    return clauses.low(number).isdigit() and clauses.low(number - 1) in _AGEING


def earliest(clauses: Clauses, first: int) -> int:
    """The first token of what a date can be that of: in "declared three days of mourning that begin on Tuesday" the
    mourning, in "imposed a curfew that ends on Friday" what stands behind it, and in "was replaced by Lee, who has run
    the bank since 2010" what stands behind "who", in "since 2010 there has been peace" what stands behind the date; 0
    elsewhere."""
    behind = first
    while clauses.is_date(behind):
        behind += 1
    if clauses.low(behind) == "there" and clauses.low(behind + 1) in grammar.load().be | grammar.load().have:
        return first
    since = "since" in (clauses.low(first - 1), clauses.low(first))
    if compared := _since(clauses, first):
        return compared
    if since and _has_run(clauses, clauses.begin(first)):
        return clauses.begin(first)
    if since and (own := _second_perfect(clauses, first)):
        return own
    if since and (then := _then(clauses, first)):
        return then
    begin, verb = clauses.begin(first), first - 1 - (clauses.low(first - 1) in grammar.load().prepositions)
    if verb != begin + 1 or clauses.low(begin) not in ("that", "which"):
        return 0
    if clauses.low(verb) in _BEGINS:
        return begin - 1 - (clauses.low(begin - 1) == ",")
    return begin if clauses.low(verb) in _ENDS else 0


def is_counted_off(clauses: Clauses, last: int, noun: int) -> bool:
    """Whether a date that ends at a token counts from the day of a noun in its phrase, and is not that day: "two days
    before Friday's vote"."""
    if clauses.low(last + 1) != "'s" or clauses.segment[noun] != clauses.segment[last]:
        return False
    return clauses.is_date(last - 1) and clauses.low(last - 1) in ("before", "after", "following")


def _then(clauses: Clauses, first: int) -> int:
    """The "when" behind a date since which something has no like, for what was done then: "the deadliest since May
    2017, when a bomber killed 22"; 0 if there is none."""
    if not _ranks(clauses, first):
        return 0
    j, date = first, clauses.tokens[first].date
    while j < len(clauses.tokens) and (clauses.tokens[j].date == date or clauses.low(j) == ","):
        j += 1
    return j if clauses.low(j) == "when" else 0


def _has_run(clauses: Clauses, begin: int) -> bool:
    return clauses.low(begin) in ("who", "which") and clauses.low(begin + 1) in grammar.load().have


def _second_perfect(clauses: Clauses, first: int) -> int:
    """The perfect that "and" ties to another verb, whose a "since" behind it is: "is at war and has had no king since
    1991"; 0 if there is none."""
    row = range(first - 1, clauses.begin(first), -1)
    have = next((j for j in row if clauses.low(j) in ("has", "have", "had")), 0)
    have -= clauses.low(have - 1) in ("has", "have")  # "has had no king"
    return have if clauses.low(have - 1) in ("and", "but") else 0


def _opens_phrase(clauses: Clauses, begin: int, first: int) -> bool:
    """Whether a noun phrase opens at a token: "the mayor", "one of", "the club's top scorer", "winner of"; not "the
    second in May", which is one more of what was told before."""
    words, low, after = grammar.load(), clauses.low(begin), clauses.low(begin + 1)
    if begin + 1 >= first or clauses.tokens[begin].date >= 0:
        return False
    if low in words.determiners or low == "one":
        return after not in _ORDERED and clauses.tokens[begin + 1].date < 0
    if "'s" in clauses.lows(begin + 1, min(begin + _OWNER, first)):
        return low not in words.pronouns and low not in ("it", "that", "there")
    plain = clauses.tokens[begin].text.islower() and low.isalpha() and not low.endswith(("ed", "ing", "ly"))
    loose = (
        words.prepositions | words.openers | words.auxiliaries | words.adverbs | words.pronouns | {"and", "or", "but"}
    )
    return plain and low not in loose and after in ("of", "for")


def _is_compared(clauses: Clauses, first: int) -> bool:
    """ "Up from $4 million a year earlier", "compared with a loss last year": what a figure is measured against."""
    words = grammar.load()
    amount = False
    for j in range(first - 1, max(-1, first - _COMPARED), -1):
        low = clauses.low(j)
        amount = amount or low in words.amounts
        if j < first - _FRAME and low not in words.comparing:
            continue  # "compared with a restated loss of $9 million, or 18 cents a share, a year ago"
        if low in _VERSUS and (clauses.low(j - 1) in _GAMES or clauses.tokens[j + 1].capital):
            return False  # "was hurt in a game vs. Leeds in May"
        if low in words.comparing or (low in _LIKE and clauses.low(j + 1) in _TIMES):
            return j > 0 or "," not in clauses.lows(0, first)  # "compared with its rivals, it did well last year"
        if low == "from" and clauses.low(j - 1) in ("up", "down"):
            entries = triggers.load().entries.get(clauses.low(j - 2), ())
            led = triggers.load().is_past(clauses.low(j - 2)) and not amount  # "picked up from the sea in May"
            # "Stepped down from the board".
            return not led and all(entry.words[1:] != clauses.lows(j - 1, j) for entry in entries)
        if low == "over" and j == first - 1 and clauses.low(first) == "the":
            return False  # "fell two cents over the last two weeks"
        than = low == "than" and clauses.low(j - 1) not in _COUNTED_FROM
        if than and (j == first - 1 or (j == first - 2 and clauses.low(first - 1) in ("in", "on", "during"))):
            return True  # "higher than a year ago", "more than in May"
        if low in ("from", "than", "against", "over"):
            near = j == first - 1 and not words.amounts.isdisjoint(clauses.lows(j - 3, j))
            return near or (amount and low != "over")
        if low in words.be and clauses.low(j - 2) == "than" and clauses.low(j - 1) in words.pronouns:
            return True  # "higher than it was in May"
        if low in ("to", ";") or low in words.auxiliaries:
            return False
    return False


def _is_measure(clauses: Clauses, first: int, mention: DateMention) -> bool:
    """Whether a time that has gone is only what another is measured against: "narrowed from a year earlier", "fell
    below the year-earlier figure"."""
    text = mention.text.lower().removeprefix("the ")
    led = clauses.low(first - 1 - (clauses.low(first - 1) == "the")) in _MEASURED
    return led and (text.endswith((" ago", " earlier", " before")) or text.startswith(("year-earlier", "year-ago")))


def _is_ranked(clauses: Clauses, first: int, mention: DateMention) -> bool:
    """ "The fifth attack since May", "the highest level since 1990", "the heaviest barrage of the year", "the third
    this year": from when on something has no like."""
    words = grammar.load()
    if clauses.low(first - 1) in words.ranks and mention.text.lower() in _SPANS:
        return True
    if mention.text.lower() in _SPANS and _is_counted(clauses, first):
        return True
    if clauses.low(first - 1) == "of" and mention.text.lower() in _SPANS:
        before = clauses.lows(first - 1 - _OWNER, first - 1)
        if before and before[-1] in _PARTS:
            return False  # "in the first nine months of the year"
        return any(low in words.ranks or (low.endswith("est") and len(low) > _OWNER) for low in before)
    if (clauses.low(first) != "since" and clauses.low(first - 1) != "since") or _then(clauses, first):
        return False
    return _ranks(clauses, first)


def _ranks(clauses: Clauses, end: int) -> bool:
    """Whether a word of rank stands near before a token: "the deadliest since"; not "at least 40 have died since"."""
    begin, ranks = max(0, end - _FRAME), grammar.load().ranks
    return any(clauses.low(j) in ranks and clauses.low(j - 1) != "at" for j in range(begin, end))


def _since(clauses: Clauses, first: int) -> int:
    """The "since" at which a phrase without a verb begins that a date ends, since which something has no like: "the
    first since Lee's term in 2003"; 0 if there is none."""
    words = grammar.load()
    for j in range(first - 1, max(-1, first - _REACH), -1):
        low = clauses.low(j)
        if low == "since":
            return j if _ranks(clauses, j) else 0
        verb = low in words.auxiliaries or (triggers.load().is_past(low) and clauses.tokens[j].text.islower())
        apart = low in words.pronouns or low in words.openers or clauses.segment[j] != clauses.segment[first]
        if apart or (verb and low != "'s"):
            return 0
    return 0


def _is_counted(clauses: Clauses, first: int) -> bool:
    """ "Became the third prime minister this year on Tuesday": a rank counts what another date of the clause dates."""
    words, segment, date = grammar.load(), clauses.segment[first], clauses.tokens[first].date
    if not any(t.date not in (-1, date) for t, s in zip(clauses.tokens, clauses.segment, strict=True) if s == segment):
        return False
    for low in reversed(clauses.lows(first - _OWNER, first)):
        if low in words.ranks:
            return True
        if low in words.prepositions or low in words.auxiliaries or not low.isalpha():
            return False
    return False


def _falls_due(clauses: Clauses, first: int) -> bool:
    """ "A dividend payable Dec. 15 to stock of record Nov. 17", "notes due in 1999": when a paper is paid."""
    words = grammar.load()
    j = first - 1 - (clauses.low(first - 1) in words.prepositions)
    # "Notes due in 1999", but "the vote due in May".
    paid = clauses.low(j) in words.payable and (
        clauses.low(j) != "due" or not words.papers.isdisjoint(clauses.lows(j - 3, j))
    )
    paid = paid or clauses.lows(j - 1, j + 1) == ("of", "record")
    return paid and clauses.low(clauses.before[j]) not in words.be
