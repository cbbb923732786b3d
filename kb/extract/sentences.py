"""Text to sentences, with spans: a full stop ends a sentence unless the word before it is an abbreviation."""

import re
from functools import cache
from itertools import islice

from kb.lexicon import grammar, read_rows
from kb.model import Sentence, Span

# A paragraph ends at an empty line, at a line break after an end mark, or before an entry that a day opens
# ("– 13: The", "April 13: The"): hard-wrapped text goes on over other single breaks.
# Each pattern begins with a character of its own, which `re` looks for faster than it tries a pattern at every place.
_BREAK = re.compile(
    r"\n(?:(?P<empty>(?:[ \t\r]*\n)+)[ \t]*|(?<=[.!?:”\"'’) \t\r]\n)[ \t]*(?=[^a-z\s])"
    r"|[ \t]*(?P<entry>(?=(?:[-–—*•·][ \t]?(?:[A-Z][a-z]{2,8}\.? )?|[A-Z][a-z]{2,8}\.? )"
    r"\d\d?(?: ?[-–] ?\d\d?)?:[ \t]\S)))"
)
_LINE = re.compile(r"\n\s*")
_BLANKS = " \t\r"
_CLOSING = frozenset(".!?:”\"'’)")
# Without a blank behind it only a full stop after a word in small letters ends one: "on Tuesday.Earlier on Monday".
_END = re.compile(
    r"[.!?…”\"](?:(?<=[.!?…])(?<![.!?…]{2})[.!?…]*[\"'”’)\]»]*(?=\s)|(?<=[.!?][”\"])(?=[A-Z])"
    r"|(?<=[a-z]{3}\.)(?=[A-Z][a-z]*,? )(?!Com\b|Org\b|Net\b))"
)
# A text that was copied with its address as the first line, be it spaced out; no words of the article.
ADDRESS_LINE = re.compile(r"\s*(https? ?: ?/ ?/[^\n]{5,300})(?=\n|$)")
# Words that go on over a break, and a break between two of anything: where the first are few, a line is a paragraph.
_GOES_ON = re.compile(r"[^\W\d_\s,;]\n[a-z]")
_SINGLE = re.compile(r"[^\s.!?:”\"'’)]\n[^\s]")
_WRAPPED_SHARE = 0.2
# The stamp of a saved page runs into its first sentence: "Aug 2, 2013 6:50pm EDT Two men", "Nov 28, 2005 Rescuers".
_FRONT_MATTER = re.compile(r"---\n(?:[^\n]{0,500}\n){1,40}?---(?=\n|$)")
_ZONE = r"(?:[A-Z]{1,2}[SD]T|GMT|UTC|IST|BST|CET|CEST)(?: ?[+-] ?\d\d ?:? ?\d\d)?"
_STAMP = re.compile(
    r"[\dA-Z](?<!\w[\dA-Z])(?:"
    rf"(?<=\d)\d? ?: ?\d\d ?(?:(?:[ap]\.?m\.? ?)?{_ZONE}(?=\s[A-Z“\"])"
    r"|[AP]M(?=\s[A-Z])(?!(?:\s[A-Z][a-z]+){1,3}\stime))"
    r"|(?<=[A-Z])(?<!\bon [A-Z])(?<!\bin [A-Z])(?<!\bof [A-Z])(?<!since [A-Z])[a-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d"
    r"(?=\s[A-Z][a-z]+ [a-z]))"
)
_STAMP_REACH = 600
# Lines that a day opens so are the entries of a chronology, and their days no stamps, where there are so many.
_ENTRY = re.compile(r"\n[ \t]*[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})? [A-Z]")
_ENTRIES = 2
# A line near the top that says only when something was published, however the lines around it go on: "on Apr 12 2007",
# "Posted on Friday, 3 May 2013 at 4:31 PM, updated …".
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_ORDINAL = r"\d\d?(?:st|nd|rd|th)?"
_DATE_LINE = re.compile(
    r"\n[ \t]*(?:(?:posted|(?:(?:first|originally) )?published|(?:last )?updated|created|added|submitted)[: ]+)?"
    r"(?:(?:[^\n]{0,60} )?posted (?:in|under) [^\n]{1,60} (?=on ))?"  # "Omar Said posted in Accidents on May 3, 2013"
    r"(?:on[: ]+)?"
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    rf"(?:(?:{_MONTH} {_ORDINAL},?|{_ORDINAL} {_MONTH},?) |\d\d? ?/ ?\d\d? ?/ ?)(?:19|20)\d\d"
    rf"(?:[ ,|·:–-]+|{_ORDINAL}|at|on|last|(?:up|post|publish|modifi)(?:dat)?ed|{_MONTH}|{_ZONE}|ET|[ap](?:\.?m)?\.?"
    r"|by \w+(?: \w+)?){0,40}+\.?[ \t]*(?=\n)",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s*[\"'“‘(\[«`–—-]*\s?(\S)")
_WORD = re.compile(r"[^\s(\[\"“‘`–—]*$")
_DASHES = frozenset("-–—")
_LOOK_BACK = 24
# What reads a sentence may take time by the square of its length; text without end marks is cut at a blank.
_LONGEST = 3000


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    """Words with a full stop that never end a sentence, and those that do before a capital that starts one."""
    rows = read_rows("abbreviations.tsv", 2)
    return frozenset(w for w, kind in rows if kind == "never"), frozenset(w for w, kind in rows if kind != "never")


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order, without the blanks around them; every other character is in exactly one."""
    found: list[Sentence] = []
    stamps = [stamp.end() for stamp in _STAMP.finditer(text, 0, _STAMP_REACH)]
    if stamps and len(list(islice(_ENTRY.finditer(text), _ENTRIES))) == _ENTRIES:
        stamps = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        here = start
        while stamps and stamps[0] <= end:
            found.extend(_trimmed(text, here, stamps[0], number))
            here = max(here, stamps.pop(0))
        for mark in _END.finditer(text, here, end):
            if mark.end() > here and _ends(text, mark, end):
                found.extend(_trimmed(text, here, mark.end(), number))
                here = mark.end()
        found.extend(_trimmed(text, here, end, number))
    return tuple(found)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    front = _FRONT_MATTER.match(text) or ADDRESS_LINE.match(text)
    top = front.end() if front else 0
    day = _DATE_LINE.search(text, top, top + _STAMP_REACH)
    first, last = day.span() if day else (top, top)
    wrapped = _is_wrapped(text[top:first] + text[last:])
    pieces = ((top, first), (first, last), (last, len(text)))
    found = [piece for low, high in pieces for piece in _broken(text, low, high, wrapped=wrapped)]
    return [(a, b) for a, b in found if text[a:b].strip()]


def is_date_line(text: str, span: Span) -> bool:
    """Whether a sentence is a line near the top that only says when something was published."""
    if not 0 < span.start <= _STAMP_REACH:
        return False
    found = _DATE_LINE.search(text, max(0, span.start - _LOOK_BACK), span.end + _LOOK_BACK)
    return found is not None and found.start() < span.start < span.end <= found.end()


def _broken(text: str, low: int, high: int, *, wrapped: bool) -> list[tuple[int, int]]:
    """The paragraphs of a part of a text."""
    cuts = [low]
    for gap in (_BREAK if wrapped else _LINE).finditer(text, low, high):
        start = gap.start()
        while start > cuts[-1] and text[start - 1] in _BLANKS:
            start -= 1
        if not wrapped or gap["empty"] or gap["entry"] is not None or text[start - 1 : start] in _CLOSING:
            cuts += [start, gap.end()]
    cuts.append(high)
    return list(zip(cuts[::2], cuts[1::2], strict=True))


def _is_wrapped(text: str) -> bool:
    """Whether sentences go on over line breaks; else each line is a paragraph: a title, a byline, a date."""
    # The first and the last character of each line are all that is looked at, and sooner than the whole text.
    lines = [line.lstrip(" \t").rstrip(_BLANKS) for line in text.split("\n")]
    ends = "\n".join([line[:1] + line[1:][-1:] for line in lines])
    breaks = sum(1 for _ in _SINGLE.finditer(ends))
    return sum(1 for _ in _GOES_ON.finditer(ends)) >= max(1, _WRAPPED_SHARE * breaks)


def _trimmed(text: str, start: int, end: int, paragraph: int) -> list[Sentence]:
    piece = text[start:end]
    start, end = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
    found = []
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        cut = blank if blank > 0 else start + _LONGEST
        found.append(Sentence(Span(start, cut), paragraph))
        start = cut + 1 if blank > 0 else cut
    return [*found, Sentence(Span(start, end), paragraph)] if start < end else found


def _ends(text: str, mark: re.Match[str], limit: int) -> bool:
    following = _NEXT.match(text, mark.end(), limit)
    if following is None:
        return True
    first = following[1]
    if first.islower():
        return False
    if not mark[0].startswith(".") or mark[0].startswith(".."):
        return True
    if first.isdigit() and text[mark.start() - 1].isdigit() and mark.end() == following.start(1) - 1:
        return False
    before = _WORD.search(text, max(0, mark.start() - _LOOK_BACK), mark.start())
    word = before[0].lower() if before else ""
    if mark.end() == following.start(1) and not word.isalpha():
        return False  # "www.site.Example"
    never, sometimes = _abbreviations()
    if word in never:
        return False
    if before and len(word) == 1 and word.isalpha():
        return _LABELLED.search(text, max(0, before.start() - _LOOK_BACK), before.start()) is not None
    if word in sometimes or _initials(word):
        if not _DASHES.isdisjoint(text[mark.end() : following.start(1)]):
            return False  # "CENTRE, Ala. — A man"
        return _starts_anew(text, following, limit)
    return True


def _initials(word: str) -> bool:
    """Whether the word is letters with stops between, such as `u.s` or `p.m`."""
    return "." in word and all(len(part) == 1 for part in word.split("."))


# What goes by a letter, so that its stop is that of the sentence: "held in Block C. Guards beat him".
_LABELLED = re.compile(
    r"\b(?:block|room|hall|gate|group|section|grade|vitamin|hepatitis|influenza|category|ward|wing|pool|exhibit|terminal"
    r"|type|plan|division|unit|zone|sector|annex|appendix|point|building|stage) $",
    re.IGNORECASE,
)
_FIRST = re.compile(r"[A-Za-z]+")


def _starts_anew(text: str, following: re.Match[str], limit: int) -> bool:
    """After an abbreviation only a word that opens sentences, with its capital, shows that one has ended; an adverb
    does so before a comma ("Recently, …")."""
    word = _FIRST.match(text, following.start(1), limit)
    if word is None or not word[0][0].isupper():
        return False
    low = word[0].lower()
    return low in grammar.load().sentence_openers or (low.endswith("ly") and text[word.end() : word.end() + 1] == ",")
