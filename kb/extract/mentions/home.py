"""The place of a document's dateline, and what happened there: what it tells of the day on which it was written."""

import re
from collections.abc import Iterator, Sequence

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.form import conjoined
from kb.extract.mentions.guesses import only_answers
from kb.extract.mentions.readings import Home, Reading
from kb.extract.mentions.tokens import Clauses, past_dateline
from kb.extract.mentions.where import SCENES
from kb.lexicon import actors as names
from kb.lexicon import grammar
from kb.model import Participant, PlaceMention, Sentence
from kb.when import Grain, When

_TOP = 10  # sentences
_NEAR, _THE = 6, 3  # tokens
# Where what is told of was, which is seldom where the report is from.
_SCENE = frozenset("area areas region regions zone valley island camp province district".split())
_WEEK = 6  # days: "on Friday" of a court, whose reports come late
_SPOKEN = frozenset(("STATEMENT", "ACCUSE", "REJECT", "SUPPORT", "THREATEN", "REQUEST"))
_HERE = SCENES | {"CONSULT"}


def home_of(text: str, sentences: Sequence[Sentence], places: Sequence[PlaceMention]) -> Home:
    """The place of the dateline, which opens one of the first sentences or is a line of its own."""
    for number, sentence in enumerate(sentences[:_TOP]):
        start, body = sentence.span.start, past_dateline(text, sentence.span)
        if body > start:
            at = next((place for place in places if place.span.start == start), None)
            town, _, land = re.split(r"\(| -|[–—_]", text[start:body])[0].partition(",")
            town = town.strip(" -")
            # "LINCOLN PARK, Mich.", which is not Lincoln.
            known = "" if at is None or (town.isupper() and at.span.end < start + len(town)) else at.name
            if known or town.isupper():
                land = _land(land.strip(" .-")) or _state(known or town.title())
                return Home(known or town.title(), land, number + (not text[body : sentence.span.end].strip()))
    return Home()


def is_at_home(reading: Reading, actors: Sequence[Participant], published: When | None) -> bool:
    """Whether something is likely to have happened where the report was written: of the day of the report or the one
    before, not by phone, in a sentence that names no other land and no place; right behind the dateline, courts and
    police of the whole week before, and what somebody said, condemned or signed there."""
    read, candidate = reading.read, reading.candidate
    clauses, heads = read.clauses, read.headed
    tied = heads and reading.type in _SPOKEN and conjoined(clauses, candidate.first)
    told = (tied or reading.basis != "context") and not clauses.quoted[candidate.first]
    court = reading.type == "JUSTICE" and heads
    told = told and (reading.type in _HERE or (heads and _is_told_here(reading, actors)))
    if not read.home.town or not told or not _is_new(reading.date, published, _WEEK if court else 1):
        return False
    # Of what crime a court judges, and where one is sent, is told behind its verb; lands sign where they meet.
    end = candidate.last + 1 if heads and reading.type in _SPOKEN | {"JUSTICE"} else len(clauses.tokens)
    end = 0 if tied else end  # "condemned the siege in Lima and called for calm"
    # "The raids in Chad were wrong, Kenya said": of what is said before its verb, that says nothing.
    lands = any(actor.role == "source" and actor.kind == "state" for actor in actors)  # no office of another land
    begin = clauses.begin(candidate.first) if lands and candidate.reporting and end <= candidate.last + 1 else 0
    if any(begin <= spot.first < end for spot in read.spots) or reading.mode == "aerial":
        return False
    first = candidate.first
    if candidate.noun and any(only_answers(clauses, j, first) for j in range(clauses.begin(first), first)):
        return False  # "Harlow welcomed the arrest on Monday of a man"
    end = 0 if _is_signing(reading) else end
    acting = reading.type != "OTHER" or candidate.passive or any(actor.role == "source" for actor in actors)
    away = _is_by_phone(clauses, candidate) or _is_elsewhere(clauses, read.home.land, begin, end)
    return acting and not clauses.is_perfect(candidate.first) and not away


def _is_told_here(reading: Reading, actors: Sequence[Participant]) -> bool:
    """Whether somebody, some body or the land itself said something, or it was signed: "Omar Diaz said on Friday", "the
    Security Council condemned the raid", "signed a truce"."""
    if _is_signing(reading):
        return True
    sources = [actor for actor in actors if actor.role == "source"]
    named = any(one.kind != "state" for one in sources)
    own = reading.read.home.land
    return reading.type in _SPOKEN and (named or any(one.kind == "state" and one.name == own for one in sources))


def _is_signing(reading: Reading) -> bool:
    return reading.type == "AGREE" and reading.candidate.lemma.split()[0] in ("sign", "signed")


def _is_new(date: object, published: When | None, days: int) -> bool:
    """Whether a date is the day of publication or at most so many before."""
    if published is None or not published.anchored or not isinstance(date, When) or not date.anchored:
        return False
    return date.grain is Grain.DAY and 0 <= published.bounds[1] - date.bounds[0] <= days


def _is_by_phone(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether a clause tells of a call, whose two ends may both be far: "the two spoke by telephone on Monday"."""
    own = clauses.clause(clauses.segment[candidate.first])
    return not grammar.load().where.calls.isdisjoint(clauses.lows(own.start, own.stop))


def _is_elsewhere(clauses: Clauses, land: str, begin: int, end: int) -> bool:
    """Whether a sentence tells of another land than that of the dateline between two tokens, or of a town that it does
    not name, "in a town on the border", or of "the area"."""
    words = grammar.load()
    for i, low in enumerate(clauses.words):
        if low in words.where.towns and not words.locative.isdisjoint(clauses.lows(i - _NEAR, i)):
            return True
        if low in _SCENE and "the" in clauses.lows(i - _THE, i):
            return True  # "flew over the area", "blocked the road to the camp"
    return any(state != land for state in _states(clauses, begin, end))


def _land(name: str) -> str:
    """The state of a name, or ""."""
    words = tuple(names.key(word) for word in name.split())
    found = (one for one in names.load().names.get(words[0], ()) if one.words == words) if words else ()
    return next((one.name for one in found if one.kind == "state" and one.form != "capital"), "")


def _state(home: str) -> str:
    """The state of which the place of the dateline is the capital, or ""."""
    words = tuple(names.key(word) for word in home.split())
    found = (name for name in names.load().names.get(words[0], ()) if name.words == words)
    return next((name.name for name in found if name.form == "capital"), "")


def _states(clauses: Clauses, begin: int, end: int) -> Iterator[str]:
    """The states named behind the dateline and between two tokens, by themselves or as that of something."""
    known = names.load().names
    for i, token in enumerate(clauses.tokens[begin:end], begin):
        if not token.capital or token.start < clauses.body:
            continue
        letters = tuple(part for part in token.low.split(".") if part)  # "U.S."
        for name in known.get(letters[0], ()):
            same = name.words in (letters, clauses.lows(i, i + len(name.words)))
            if same and name.kind == "state" and name.form != "capital":
                yield name.name
