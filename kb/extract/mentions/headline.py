"""A headline cut from the sentence: whole clauses around the trigger, never words that the source did not write."""

import re

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar

LONGEST = 120

_DATELINE = re.compile(r"[A-Z][\w .,'’/-]{1,60}(?:\([\w ,./]{2,30}\))?\s{0,2}(?:--|[–—_])\s{0,2}(?=[\"“`A-Z])")
_EDGE = " \t\n,;:–—-_"


def cut(text: str, clauses: Clauses, candidate: Candidate) -> str:
    """The sentence when it is short enough, else the clauses around the trigger; an ellipsis marks a cut inside one."""
    whole = clauses.span.of(text)
    dateline = _DATELINE.match(whole)
    start = clauses.span.start + (dateline.end() if dateline else 0)
    if clauses.tokens[candidate.first].start < start:
        start = clauses.span.start
    if clauses.span.end - start > LONGEST:
        start, end = _clause_bounds(clauses, candidate, start)
    else:
        end = clauses.span.end
    return _tidy(text[start:end], text[clauses.tokens[candidate.first].start : end])


def _clause_bounds(clauses: Clauses, candidate: Candidate, start: int) -> tuple[int, int]:
    """Grow from the trigger's segment, first back to a segment that can open a headline, then forward while it fits."""
    words = grammar.load()
    bounds: dict[int, tuple[int, int]] = {}
    for token, number in zip(clauses.tokens, clauses.segment, strict=True):
        low, _ = bounds.get(number, (token.start, token.end))
        bounds[number] = (low, token.end)
    first = last = clauses.segment[candidate.first]
    while first > 0 and bounds[first - 1][0] >= start and not _opens(clauses, first):
        if bounds[last][1] - bounds[first - 1][0] > LONGEST:
            break
        first -= 1
    while last + 1 in bounds and bounds[last + 1][1] - bounds[first][0] <= LONGEST:
        last += 1
    low, high = bounds[first][0], bounds[last][1]
    if (
        clauses.opener[first] in ("that", "but", "and", "while")
        and clauses.tokens[clauses.index_at(low)].low in words.openers
    ):
        low = clauses.tokens[clauses.index_at(low)].end
    return max(low, start), high


def _opens(clauses: Clauses, segment: int) -> bool:
    """Whether a segment reads as a sentence of its own: a complement clause, or one that begins with a capital."""
    if clauses.opener[segment] == "that":
        return True
    first = next((t for t, s in zip(clauses.tokens, clauses.segment, strict=True) if s == segment and t.word), None)
    return first is not None and first.capital and clauses.opener[segment] == ""


def _tidy(headline: str, from_trigger: str) -> str:
    headline = headline.strip(_EDGE)
    if len(headline) > LONGEST * 1.5:
        at = max(0, len(headline) - len(from_trigger) - LONGEST // 2)
        at = headline.find(" ", at) + 1 if at else 0
        piece = headline[at : at + LONGEST].rsplit(" ", 1)[0].strip(_EDGE)
        headline = ("… " if at else "") + piece + (" …" if at + LONGEST < len(headline) else "")
    return " ".join(headline.split())
