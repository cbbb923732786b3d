"""A headline cut from the sentence: whole clauses around the trigger, never words that the source did not write."""

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers

LONGEST = 140

_EDGE = " \t\n,;:–—-_"


def cut(text: str, clauses: Clauses, candidate: Candidate) -> str:
    """The sentence when it is short enough, else its clauses from the one that the trigger's subject opens to the last
    that fits; an ellipsis marks a cut inside a clause."""
    trigger, until = clauses.tokens[candidate.first].start, clauses.tokens[candidate.last].end
    start, lead = clauses.span.start if trigger < clauses.body else clauses.body, ""
    end = clauses.span.end
    if end - start > LONGEST:
        ends = _segment_ends(clauses)
        starts = [s for s in _openings(clauses, start) if s <= trigger]
        start = max(starts, default=start)
        if until - start > LONGEST:
            late = [s for s in _segment_starts(clauses) if s <= trigger and until - s <= LONGEST]
            begin = min(late, default=start)
            start, lead = begin, "… " if begin > start else ""
        end = max((e for e in ends if e >= until and e - start <= LONGEST), default=min(e for e in ends if e >= until))
    return lead + _tidy(text, start, end, until)


def _segment_ends(clauses: Clauses) -> list[int]:
    """Where a headline can stop: at the end of a segment that a mark or an opening word closes."""
    tokens, segment = clauses.tokens, clauses.segment
    words = grammar.load()
    hanging = words.say | words.openers | words.harm.units | {"and", "or"}
    last = len(tokens) - 1
    return [t.end for i, t in enumerate(tokens) if i == last or (segment[i + 1] != segment[i] and t.low not in hanging)]


def _segment_starts(clauses: Clauses) -> list[int]:
    """Where a late headline can begin: behind a mark and behind the word that opens the clause."""
    segment, opener = clauses.segment, clauses.opener
    starts = [i for i in range(1, len(clauses.tokens)) if segment[i - 1] != segment[i]]
    return [clauses.tokens[min(i + (clauses.low(i) == opener[segment[i]]), len(segment) - 1)].start for i in starts]


def _openings(clauses: Clauses, start: int) -> list[int]:
    """Where a headline can begin: at the start, and at a complement clause ("said that …", "said the …")."""
    found = [start]
    attributing = triggers.load().guards.reporting.keys() | grammar.load().say
    for i in range(1, len(clauses.tokens)):
        if clauses.segment[i] == clauses.segment[i - 1] or clauses.opener[clauses.segment[i]] != "that":
            continue
        at = i + 1 if clauses.low(i) == "that" and i + 1 < len(clauses.tokens) else i
        told = any(low in attributing for low in clauses.lows(i - 3, i))
        if told and clauses.low(at) not in grammar.load().pronouns:
            found.append(clauses.tokens[at].start)
    return [offset for offset in found if offset >= start]


def _tidy(text: str, start: int, end: int, until: int) -> str:
    """Without marks at the edges and lone quotation marks; what is still too long is cut between words."""
    before = after = ""
    if end - start > LONGEST * 1.4:
        if until - start > LONGEST:
            start, before = text.find(" ", until - LONGEST // 2) + 1, "… "
        if end - start > LONGEST:
            end, after = max(until, text.rfind(" ", start, start + LONGEST)), " …"
    headline = " ".join(text[start:end].strip(_EDGE).split())
    for left, right in (("“", "”"), ("``", "''"), ("(", ")")):
        if (left in headline) != (right in headline):
            headline = headline.replace(left, "").replace(right, "")
    if headline.count('"') % 2:
        headline = headline.replace('"', "")
    return before + headline.strip(_EDGE) + after
