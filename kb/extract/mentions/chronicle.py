"""What date holds behind a line that is a date, or in an entry that a date opens."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from kb.extract.entries import is_label, is_line
from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.carriers import event_subject
from kb.extract.mentions.entered import opens_entry
from kb.extract.mentions.form import conjoined, narrates
from kb.extract.mentions.kinds import NEWS, kind_of
from kb.extract.mentions.known import Known
from kb.extract.mentions.lent import beside
from kb.extract.mentions.lifetimes import spans_life
from kb.extract.mentions.periods import period
from kb.extract.mentions.readings import Read
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar
from kb.model import DateMention, Document
from kb.when import Date, Grain, When, overlap

# What may stand beside the date of a record.
_TIMES = frozenset("at about around approximately lt utc gmt local time hours hrs h".split())


def headings_of(
    read: Sequence[Read], dates: Sequence[DateMention], document: Document
) -> list[tuple[int, Date | None]]:
    """Lines that hold nothing but a date, by sentence number: a chronology tells what happened then below them, or
    behind the date that opens an entry, to its end. Any other heading ends such a part; one with the day of publication
    says only that."""
    found: list[tuple[int, Date | None]] = []
    entry, opening = -1, {one.number: one.sentence.paragraph for one in read if _opens(one)}
    several = len(set(opening.values())) > 1
    lines = Counter(sentence.sentence.paragraph for sentence in read)
    records = sum(_is_labelled(one) for one in read)
    for n, sentence in enumerate(read):
        tokens = sentence.clauses.tokens
        words = [t for t in tokens if t.word]
        if entry not in (-1, sentence.sentence.paragraph):
            found.append((sentence.number, None))
            entry = -1
        alone = bool(words) and all(t.date >= 0 for t in words)
        record = records > 1 and _is_labelled(sentence)
        if (alone or record) and lines[sentence.sentence.paragraph] == 1:
            when = _opening_date(sentence, dates, document)
            first = sentence.number - (record and _is_title(read, n, document.text))
            found.append((first, None if _is_stamp(when, document.published) else when))
        elif several and entry < 0 and sentence.number in opening:
            entry = sentence.sentence.paragraph
            found.append((sentence.number, _opening_date(sentence, dates, document)))
        elif tokens[0].text == "#":
            found.append((sentence.number, None))
    return found


def _is_labelled(sentence: Read) -> bool:
    """Whether a line is the date of a record, with a word that says so: "Date: 3 May 2023"."""
    tokens, lows = sentence.clauses.tokens, sentence.clauses.words
    colon = lows.index(":") if ":" in lows else 0
    behind = [token for token in tokens[colon + 1 :] if token.word]
    dated = any(token.date >= 0 for token in behind) and is_label(" ".join(lows[:colon]))
    return dated and all(token.date >= 0 or token.low in _TIMES or token.low.isdigit() for token in behind)


def _is_title(read: Sequence[Read], n: int, text: str) -> bool:
    """Whether the line right above the date of a record is its title and no sentence: "Crash in Lima: 2 dead"."""
    before, sentence = read[n - 1] if n else None, read[n]
    if before is None or before.number != sentence.number - 1:
        return False
    return is_line(text, before.sentence.span) and text[before.sentence.span.end - 1] not in ".!?"


def _is_stamp(when: Date | None, published: When | None) -> bool:
    """Whether a line only says when the text was published; a year alone tells more."""
    if not isinstance(when, When) or published is None or when.grain <= Grain.YEAR:
        return False
    return overlap(when, published)


def _opens(sentence: Read) -> bool:
    """Whether a sentence opens an entry, with a mark behind its date or, where many do, without."""
    clauses = sentence.clauses
    first = next((token for token in clauses.tokens if token.word), None)
    dated = first is not None and first.date >= 0
    alone = dated and all(token.date >= 0 for token in clauses.tokens if token.word)  # "April 26 2006. Two men …"
    return opens_entry(clauses.tokens) or (clauses.entry and dated and (alone or clauses.body > clauses.span.start))


def _opening_date(sentence: Read, dates: Sequence[DateMention], document: Document) -> Date | None:
    """The date that a line is or that opens an entry, but for the years of a life."""
    mention = dates[bisect_left(dates, sentence.sentence.span.start, key=lambda d: d.span.start)]
    clauses = sentence.clauses
    last = max((i for i, token in enumerate(clauses.tokens) if token.end <= mention.span.end), default=0)
    return None if spans_life(clauses, last, mention) else period(document.text, mention, document)


def above(headings: Sequence[tuple[int, Date | None]], sentence: Read) -> Date | None:
    """The date under which a sentence stands: that of a line above it, or of the entry that it opens or is of."""
    at = bisect_right(headings, sentence.number, key=lambda item: item[0])
    return headings[at - 1][1] if at else None


def told_under(sentence: Read) -> tuple[Candidate, ...]:
    """What a sentence under a date tells as of that day, though its trigger is weak and it has others with days of
    their own: its first finite verb, or the noun for an event that is its subject."""
    clauses, relative = sentence.clauses, grammar.load().relative - {"that"}
    told = [c for c in sentence.candidates if clauses.opener[clauses.segment[c.first]] not in relative]
    told = [c for c in told if not (c.unreal and c.fallback)]  # "fighters affiliated with a sect destroy a bridge"
    first = next((c for c in told if c.finite or c.reporting), None)
    if first is None or first.reporting or first.unreal:
        return ()
    here = clauses.segment[first.first]
    dates = {token.date for token, there in zip(clauses.tokens, clauses.segment, strict=True) if there == here} - {-1}
    others = [one.candidate.first for one in sentence.dated if clauses.segment[one.candidate.first] == here]
    opened = any(one.mention.span.start < clauses.body for one in sentence.dated)
    own = first.first in others or len(dates) > len(others)
    present = narrates(clauses, first.first) and all(one.clock for one in sentence.dated)
    idle = own or first.group.harm or (first.fallback and kind_of(clauses, first) not in NEWS)
    if opened or (idle and not present):
        return ()
    weak = first.fallback or first.group.weak  # "the rally begins in Lima"
    return ((event_subject(clauses, sentence.candidates, first) if weak else None) or first,)


def day_shared(sentence: Read, candidate: Candidate, known: Known) -> Date | None:
    """The day of another event of its sentence that a verb of an entry has: tied to it by "and", "two days later the
    army dissolves parliament and …", or telling what befell somebody in it, "is lost in a 1908 fire"."""
    clauses = sentence.clauses
    if conjoined(clauses, candidate.first):
        return beside(sentence, candidate, known)
    if not candidate.passive or clauses.low(candidate.last + 1) != "in":
        return None
    for reading in known.of_sentence(sentence.number):
        between = range(candidate.last + 2, reading.candidate.first)
        if reading.candidate.noun and between and all(_says_which(clauses, j) for j in between):
            return reading.date
    return None


def _says_which(clauses: Clauses, j: int) -> bool:
    """Whether a token is an article or a date before a noun: "a Feb. 2008 fire"."""
    return clauses.is_date(j) or not clauses.tokens[j].word or clauses.low(j) in grammar.load().determiners
