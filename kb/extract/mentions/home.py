"""The place of a document's dateline, and what happened there: what it tells of the day on which it was written."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.readings import Reading
from kb.extract.mentions.tokens import Clauses, past_dateline
from kb.extract.mentions.where import SCENES
from kb.lexicon import actors as names
from kb.lexicon import grammar
from kb.model import Participant, PlaceMention, Sentence
from kb.when import Grain, When

_TOP = 10  # sentences
_NEAR = 6  # tokens
_WEEK = 6  # days: "on Friday" of a court, whose reports come late
_HERE = SCENES | {"CONSULT"}


def home_of(text: str, sentences: Sequence[Sentence], places: Sequence[PlaceMention]) -> str:
    """The place of the dateline, which opens one of the first sentences or is a line of its own; "" without one."""
    for sentence in sentences[:_TOP]:
        start, body = sentence.span.start, past_dateline(text, sentence.span)
        if body > start:
            known = next((place.name for place in places if place.span.start == start), "")
            town = re.split("[,(]", text[start:body])[0].strip(" -–—_")
            if known or town.isupper():
                return known or town.title()
    return ""


def is_at_home(reading: Reading, actors: Sequence[Participant], published: When | None) -> bool:
    """Whether something is likely to have happened where the report was written: of the day of the report or the one
    before, not by phone, in a sentence that names no other land and no place; behind the dateline itself, courts and
    police of the whole week before."""
    read, candidate = reading.read, reading.candidate
    told = reading.basis != "context" and not read.clauses.quoted[candidate.first]
    court = reading.type == "JUSTICE" and read.clauses.body > read.sentence.span.start
    days = _WEEK if court else 1
    told = told and reading.type in _HERE and _is_new(reading.date, published, days)
    if not read.home or read.spots or not told:
        return False
    acting = reading.type != "OTHER" or candidate.passive or any(actor.role == "source" for actor in actors)
    away = _is_by_phone(read.clauses, candidate) or _is_elsewhere(read.clauses, read.home)
    return acting and not read.clauses.is_perfect(candidate.first) and not away


def _is_new(date: object, published: When | None, days: int) -> bool:
    """Whether a date is the day of publication or at most so many before."""
    if published is None or not published.anchored or not isinstance(date, When) or not date.anchored:
        return False
    return date.grain is Grain.DAY and 0 <= published.bounds[1] - date.bounds[0] <= days


def _is_by_phone(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether a clause tells of a call, whose two ends may both be far: "the two spoke by telephone on Monday"."""
    here = clauses.segment[candidate.first]
    first, end = bisect_left(clauses.segment, here), bisect_right(clauses.segment, here)
    return not grammar.load().where.calls.isdisjoint(clauses.lows(first, end))


def _is_elsewhere(clauses: Clauses, home: str) -> bool:
    """Whether a sentence tells of another land than that of the dateline, or of a town that it does not name: "in a
    town on the border"."""
    words = grammar.load()
    for i, low in enumerate(clauses.words):
        if low in words.where.towns and not words.locative.isdisjoint(clauses.lows(i - _NEAR, i)):
            return True
    own = _state(home)
    return any(state != own for state in _states(clauses))


def _state(home: str) -> str:
    """The state of which the place of the dateline is the capital, or ""."""
    words = tuple(names.key(word) for word in home.split())
    found = (name for name in names.load().names.get(words[0], ()) if name.words == words)
    return next((name.name for name in found if name.form == "capital"), "")


def _states(clauses: Clauses) -> Iterator[str]:
    """The states that a sentence names, behind its dateline, by themselves or as that of something."""
    known = names.load().names
    for i, token in enumerate(clauses.tokens):
        if not token.capital or token.start < clauses.body:
            continue
        letters = tuple(part for part in token.low.split(".") if part)  # "U.S."
        for name in known.get(letters[0], ()):
            same = name.words in (letters, clauses.lows(i, i + len(name.words)))
            if same and name.kind == "state" and name.form != "capital":
                yield name.name
