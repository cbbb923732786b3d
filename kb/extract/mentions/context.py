"""Dates that a sentence does not give itself: from the sentences around it, or from the document."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.periods import period
from kb.extract.mentions.readings import Read, Reading
from kb.lexicon import grammar
from kb.model import Document
from kb.when import Grain, Interval, When, sort_key

_UNITS = {"day": Grain.DAY, "week": Grain.WEEK, "month": Grain.MONTH, "year": Grain.YEAR}
_LEAD = 3


def place_in_time(read: Sequence[Read], document: Document) -> list[Reading]:
    """All readings of a document that have a date, those with a date of their own first seen, then the others."""
    explicit = [
        Reading(sentence, dated.candidate, date, "explicit", dated.cost)
        for sentence in read
        for dated in sentence.dated
        if (date := period(document.text, dated.mention, document)) is not None
    ]
    known = _by_lemma(explicit)
    explicit += [reading for sentence in read for reading in _offsets(sentence, known, document)]
    explicit = [_sharpen(reading, known) for reading in explicit]
    known = _by_lemma(explicit)
    told = {(reading.read.number, reading.candidate.first) for reading in explicit}
    others = []
    for sentence in read:
        for candidate in sentence.undated:
            if (sentence.number, candidate.first) not in told:
                others += _without_date(sentence, candidate, explicit, known, document)
    return explicit + others


def _by_lemma(readings: Iterable[Reading]) -> dict[str, list[Reading]]:
    known: dict[str, list[Reading]] = {}
    for reading in readings:
        known.setdefault(_stem(reading.candidate), []).append(reading)
    return known


def _sharpen(reading: Reading, known: dict[str, list[Reading]]) -> Reading:
    """ "Last year's blasts" in an article that dates the blasts to a day: the day, when only one fits.

    A week may begin on a Sunday or a Monday, so that a day right before it fits too.
    """
    if not reading.date.anchored or (isinstance(reading.date, When) and reading.date.grain is Grain.DAY):
        return reading
    low, high = reading.date.bounds
    slack = 1 if isinstance(reading.date, Interval) or reading.date.grain is Grain.WEEK else 0
    days = {
        other.date.edtf: other.date
        for other in known.get(_stem(reading.candidate), ())
        if other.date.anchored
        and other.date.grain is Grain.DAY
        and isinstance(other.date, When)
        and low - slack <= other.date.bounds[0] <= high
    }
    return replace(reading, date=next(iter(days.values()))) if len(days) == 1 else reading


def _stem(candidate: Candidate) -> str:
    """What two words for one event share: "attack" the verb and the noun, "air strikes" and "strike"."""
    return candidate.lemma.split()[-1 if candidate.noun else 0][:6]


def _offsets(sentence: Read, known: dict[str, list[Reading]], document: Document) -> list[Reading]:
    """ "withdrew a day after the attack": the date of the attack, moved, when the document dates it."""
    clauses = sentence.clauses
    found: list[Reading] = []
    for i, token in enumerate(clauses.tokens):
        unit = _UNITS.get(token.low.removesuffix("s"))
        if unit is None or clauses.low(i + 1) not in ("after", "before") or i == 0:
            continue
        count = grammar.load().numbers.get(clauses.low(i - 1), 1 if clauses.low(i - 1) in ("a", "the") else 0)
        anchor = next((c for c in sentence.candidates if c.first > i + 1), None)
        main = _main(sentence, i)
        if not count or anchor is None or main is None or any(d.candidate.first == main.first for d in sentence.dated):
            continue
        dates = [
            r.date
            for r in known.get(_stem(anchor), ())
            if r.read.number != sentence.number and isinstance(r.date, When)
        ]
        date = _nearest([d for d in dates if d.anchored and d.grain >= unit], document.published)
        if date is not None:
            sign = 1 if clauses.low(i + 1) == "after" else -1
            found.append(Reading(sentence, main, date.shift(sign * count, unit), "explicit", 1.0))
            if not any(d.candidate.first == anchor.first for d in sentence.dated):
                found.append(Reading(sentence, anchor, date, "context", 1.0))
    return found


def _main(sentence: Read, before: int) -> Candidate | None:
    """The nearest told event before a token."""
    told = [c for c in sentence.candidates if c.last < before and (c.finite or c.noun) and not c.reporting]
    return told[-1] if told else None


def _nearest(dates: Sequence[When], published: When | None) -> When | None:
    """The latest date that is not after publication, for news tells of the latest event of a kind."""
    past = [d for d in dates if published is None or not published.anchored or d.bounds[0] <= published.bounds[1]]
    return max(past, key=sort_key, default=None)


def _without_date(
    sentence: Read,
    candidate: Candidate,
    explicit: Sequence[Reading],
    known: dict[str, list[Reading]],
    document: Document,
) -> list[Reading]:
    if candidate.certainty not in ("asserted", "alleged") or not sentence.refs or _is_heading(sentence, document):
        return []
    same = [r.date for r in known.get(_stem(candidate), ()) if r.basis == "explicit" and r.date.anchored]
    if same and len({d.edtf for d in same}) == 1:
        return [Reading(sentence, candidate, same[0], "context", 0.5)]
    before = [r for r in explicit if r.read.number < sentence.number and r.basis == "explicit"]
    if before and _goes_on(before[-1], sentence):
        return [Reading(sentence, candidate, before[-1].date, "context", 1.0)]
    if sentence.sentence.paragraph <= _LEAD and _usable(document.published):
        assert document.published is not None
        return [Reading(sentence, candidate, document.published, "document")]
    return []


def _goes_on(last: Reading, sentence: Read) -> bool:
    """Whether a sentence without a date goes on telling what the last dated one told: it follows at once."""
    near = sentence.number - last.read.number == 1
    return near or (
        sentence.number - last.read.number <= 2 and last.read.sentence.paragraph == sentence.sentence.paragraph
    )


def _usable(published: When | None) -> bool:
    return published is not None and published.anchored and published.grain is Grain.DAY


def _is_heading(sentence: Read, document: Document) -> bool:
    """A line without an end mark in which most words are capitals or have one."""
    words = [t for t in sentence.clauses.tokens if t.word]
    last = sentence.clauses.tokens[-1].text
    ended = last in ".!?”\"'" or last == "''"
    return not ended and len(words) < 20 and sentence.sentence.paragraph <= 2
