"""Chronologies, which tell in the present: paragraphs that a date opens, and those below a line that is a date.

"Dec. 29: Jets strike five bases", "December 29 Jets strike five bases".
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from kb.model import DateMention, Sentence, Span
from kb.when import Grain, When

BULLETS = " \t#-–—*•·(:"
_BULLET = 24  # characters before the date that opens a line
LINE = 40  # characters of a date that is a line
_FEW = 2  # paragraphs
# Before the date of a record: "Date: 3 May 2023", "Date & Time: 3 May 2023 at 0700".
_LABEL = re.compile(
    r"(?:dates?|dated|when|day)"
    r"(?: ?(?:&|and|/) ?time| of (?:the )?(?:incident|accident|event|attack|offen[cs]e|crash))?"
)
MARKS = (":", "-", "–", "—")  # what stands behind the date of an entry
# Of each way to open an entry so many make a chronology: without a mark behind its date a paragraph is soon of another
# kind ("January 6 Committee members said").
LEAST = {"marked": 2, "bare": 3, "line": 3}
_ADJOINING = re.compile(r" ?[-–/,] ?| (?:and|to) ")
_ANNOUNCING = re.compile(
    r"(?P<here>(?:here(?: is| are|'s|’s)|this is|(?:the )?following (?:is|are)|below is) (?:(?:an?|the|some) )?"
    r"(?:[a-z]+ ){0,2})?"
    r"(?:timeline|chronology|list|(?:key|important|crucial|main) (?:dates|events|moments))\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r" ?\([^()\n]{1,40}\)(?= ?[:–—-])")
_ITEM = re.compile(r"[-–—*•·] ?\S")  # of a list
_BARE = re.compile(r" [\"'“‘(]?(?:[A-Z]|\d[\d,]* [a-z])")

Way = Literal["marked", "bare", "line"]


def announces(sentence: str) -> bool:
    """Whether a sentence only says that a chronology follows, as its title or in so many words: "Timeline of attacks in
    2014", "Here is a list of events in 2014"."""
    hit = _ANNOUNCING.match(sentence)
    return hit is not None and (bool(hit["here"]) or sentence[-1:] not in ".!?")


def is_label(words: str) -> bool:
    """Whether words say that the date of a record follows: "Date", "Date & Time"."""
    return _LABEL.fullmatch(words.lower()) is not None


def is_line(text: str, sentence: Span) -> bool:
    """Whether a sentence is all that its line holds."""
    return _begins_line(text, sentence) and text[sentence.end : sentence.end + 1] in "\n"


def _begins_line(text: str, sentence: Span) -> bool:
    start = sentence.start
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    return start == 0 or text[start - 1] == "\n"


def common(ways: Mapping[int, Way]) -> list[int]:
    """The numbers of what opens as an entry does in a way that is common enough to make a chronology."""
    often = Counter(ways.values())
    return [number for number, way in ways.items() if often[way] >= LEAST[way]]


def opening(text: str, sentence: Span, dates: Sequence[Span]) -> Way | None:
    """How a date opens a line as an entry does: with a mark behind it, without, or as all that the line holds.

    `dates` are the spans of the dates of the sentence, in order.
    """
    start = sentence.start
    if not dates or not _begins_line(text, sentence):
        return None
    before = text[start : min(dates[0].start, start + _BULLET)].strip(BULLETS)
    labelled = is_label(before)
    if before and not labelled:
        return None
    end = dates[0].end
    for date in dates[1:]:
        if not _ADJOINING.fullmatch(text, end, date.start):
            break
        end = date.end
    if end - dates[0].start <= LINE and not text[end : sentence.end].strip(BULLETS).strip("."):
        # "April 26, 2006. Two men blow themselves up": a stop parts the day from what happened.
        return "line" if is_line(text, sentence) else "marked" if text[sentence.end - 1] == "." else None
    if labelled:
        return None
    where = _WHERE.match(text, end)  # "25.03.2010 (Chile) : Nine men are freed"
    end = where.end() if where else end
    if text[end : end + 2].lstrip().startswith(MARKS):
        return "marked"
    return "bare" if _BARE.match(text, end) else None


def entries_of(text: str, sentences: Sequence[Sentence], dates: Sequence[DateMention]) -> frozenset[int]:
    """The numbers of the paragraphs that a date opens, or that stand below lines of a date; one is no chronology."""
    if len(dates) < 2:
        return frozenset()
    starts = [date.span.start for date in dates]
    ways: dict[int, Way] = {}
    below: dict[bool, set[int]] = {True: set(), False: set()}
    listed: set[int] = set()
    heads, head = Counter[bool](), None
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        own = dates[bisect_left(starts, start) : bisect_left(starts, end)]
        way = opening(text, sentence.span, [date.span for date in own])
        if way == "line":
            head = _is_day(own[0])
            heads[head] += 1
            continue
        if way:
            ways[sentence.paragraph] = way
        if text[start] == "#":
            head = None
        elif head is not None:
            below[head].add(sentence.paragraph)
            if _ITEM.match(text, start) and _begins_line(text, sentence.span):
                listed.add(sentence.paragraph)
    opened = set(common(ways))
    if heads[True] > 1 or (heads[True] and opened):
        opened |= below[True]
    # Below years and months stand whole chapters, in the past, unless there is but a line or two, or a list.
    if LEAST["line"] <= heads[False]:
        opened |= below[False] if len(below[False]) <= _FEW * heads[False] else below[False] & listed
    return frozenset(opened)


def _is_day(date: DateMention) -> bool:
    return isinstance(date.when, When) and date.when.grain is Grain.DAY
