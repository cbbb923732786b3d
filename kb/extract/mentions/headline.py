"""A headline cut from the sentence: whole clauses around the trigger, never words that the source did not write."""

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers

LONGEST = 120
WHOLE = 140

_EDGE = " \t\n,;:–—-_"
_ATTRIBUTION = 14
_SLACK = 1.5
_PART = 5
_SPEAKER = 4  # tokens
_SUBORDINATE = frozenset(("when", "where", "while", "after", "before", "because"))


def cut(text: str, clauses: Clauses, candidate: Candidate) -> str:
    """The sentence without who said it when it is short enough, else its clauses from the one that the trigger's
    subject opens to the last that fits; an ellipsis marks a cut inside a clause."""
    trigger, until = clauses.tokens[candidate.first].start, clauses.tokens[candidate.last].end
    start, lead = clauses.span.start if trigger < clauses.body else _behind_source(clauses, trigger), ""
    end = _attributed(clauses, candidate) or clauses.span.end
    if end - start > WHOLE:
        ends = sorted({e for e in _segment_ends(clauses, candidate) if e < end} | {end})
        start = max((s for s in _openings(clauses, start) if s <= trigger), default=start)
        if end - start > WHOLE and (own := _subordinate(clauses, candidate)):
            start = own
        if until - start > LONGEST * _SLACK:
            late = [s for s in _segment_starts(clauses) if s <= trigger and until - s <= LONGEST]
            begin = min(late, default=start)
            start, lead = begin, "… " if begin > start else ""
        least = min(e for e in ends if e >= until)
        room = LONGEST if candidate.stands_for >= 0 else LONGEST * _SLACK
        own = _own_clause(clauses, candidate) if least - start > room else 0
        if own > start and least - own <= LONGEST:
            start, lead = own, "… "
        end = max((e for e in ends if e >= until and e - start <= LONGEST), default=least)
    return lead + _tidy(text, clauses, start, end, until)


def _behind_source(clauses: Clauses, trigger: int) -> int:
    """Where the sentence begins behind its dateline and "according to the police, "."""
    first = clauses.index_at(clauses.body)
    if clauses.lows(first, first + 2) != ("according", "to"):
        return clauses.body
    near = clauses.tokens[first : first + _ATTRIBUTION]
    end = next((i for i, token in enumerate(near, first) if token.low == "," and token.date < 0), -1)
    begin = clauses.tokens[end + 1].start if 0 < end < len(clauses.tokens) - 1 else clauses.body
    return begin if begin <= trigger else clauses.body


def _attributed(clauses: Clauses, candidate: Candidate) -> int:
    """Where the sentence ends without its attribution ("…, police said on Monday."); 0 when it has none."""
    segment, reporting = clauses.segment, triggers.load().guards.reporting
    first = segment.index(segment[-1])
    say = next((i for i in range(first, len(segment)) if clauses.low(i) in reporting), -1)
    short = len(segment) - first <= _ATTRIBUTION and say > first and clauses.low(first - 1) == ","
    rest = clauses.tokens[say + 1 :]
    closes = all(not t.word or t.date >= 0 or t.low in ("on", "in", "late", "early", "a", "statement") for t in rest)
    told = short and closes and candidate.last < first - 1 and not clauses.opener[segment[-1]]
    return clauses.tokens[first - 2].end if told and not clauses.quoted[first - 2] else 0


def _subordinate(clauses: Clauses, candidate: Candidate) -> int:
    """Where the trigger's own clause begins, when it is one that can stand alone without the word that opens it ("where
    the yacht landed"); 0 else."""
    segment = clauses.segment[candidate.first]
    first = clauses.segment.index(segment)
    if (
        clauses.opener[segment] not in _SUBORDINATE
        or not candidate.finite
        or clauses.low(first) != clauses.opener[segment]
    ):
        return 0
    subject = clauses.tokens[first + 1] if first + 1 < len(clauses.tokens) else None
    loose = grammar.load().pronouns | grammar.load().auxiliaries | grammar.load().prepositions
    stands = subject is not None and first + 1 < candidate.first and subject.word and subject.low not in loose
    return subject.start if subject and stands and subject.date < 0 else 0


def _own_clause(clauses: Clauses, candidate: Candidate) -> int:
    """Where the words begin that tell of the trigger alone: its verb behind "and" ("mocked the king"), the phrase that
    a "one" stands for, the clause segment of a noun; 0 for a verb that would lose its subject, or what it says."""
    words = grammar.load()
    loose = words.auxiliaries | words.adverbs | words.have
    if candidate.stands_for >= 0:
        i = candidate.stands_for
        while i > 0 and clauses.tokens[i - 1].word and clauses.low(i - 1) not in words.prepositions | loose:
            i -= 1
        return clauses.tokens[i].start
    i = candidate.first
    while not candidate.noun and clauses.low(i - 1) in loose:
        i -= 1
    if clauses.low(i - 1) in ("and", "but"):
        return clauses.tokens[i].start
    if not candidate.noun or candidate.group.type == "STATEMENT":
        return 0
    i = clauses.begin(candidate.first)
    return clauses.tokens[i + (clauses.low(i) in ("and", "but"))].start


def _segment_ends(clauses: Clauses, candidate: Candidate) -> list[int]:
    """Where a headline can stop: at the end of a segment that a mark or an opening word closes, but not between a verb
    of saying and what it says, nor within what quotation marks hold."""
    tokens, segment = clauses.tokens, clauses.segment
    words = grammar.load()
    hanging = words.say | words.openers | words.harm.units | {"and", "or", "following", "identified"}
    leading = words.openers | words.prepositions | {"following"}
    last = len(tokens) - 1
    says = segment[candidate.first] if candidate.reporting or candidate.group.type == "STATEMENT" else -1
    ends = []
    bracket = -1  # the one that stands open
    for i, token in enumerate(tokens):
        bracket = i if token.low == "(" else -1 if token.low == ")" else bracket
        closed = i < last and segment[i + 1] != segment[i] and token.low not in hanging
        # "The island which, with …", "a campaign of “peace”".
        waits = closed and not token.word and clauses.low(i - 1) in (words.openers if token.low == "," else leading)
        closed = closed and not waits
        # "It was from there that they left".
        cleft = closed and clauses.low(i + 1) == "that" and {"it", "was"} <= set(clauses.lows(i - 4, i + 1))
        told = segment[i] == says and (candidate.reporting or clauses.opener[min(says + 1, segment[-1])] == "that")
        if i == last or (closed and not cleft and not told and token.text not in ("``", "“", "(")):
            end = _before_relative(clauses, i) if closed else i
            ends.append(tokens[bracket - 1 if candidate.last < bracket < i and closed else end].end)
    return ends


def _before_relative(clauses: Clauses, i: int) -> int:
    """The token before what leads to a relative clause, where one follows token i: "an order | by which he was freed",
    "three men, | two of whom fled"."""
    if clauses.low(i) not in grammar.load().prepositions or clauses.low(i + 1) not in grammar.load().relative:
        return i
    comma = next((j for j in range(i - 1, max(0, i - _PART), -1) if clauses.low(j) == ","), i)
    return comma - 1 if clauses.low(i) == "of" else i - 1


def _segment_starts(clauses: Clauses) -> list[int]:
    """Where a late headline can begin: behind a mark and behind the word that opens the clause."""
    segment, opener, words = clauses.segment, clauses.opener, grammar.load()
    starts = [i for i in range(1, len(clauses.tokens)) if segment[i - 1] != segment[i]]
    starts = [min(i + (clauses.low(i) == opener[segment[i]]), len(segment) - 1) for i in starts]
    begin = [clauses.tokens[i] for i in starts]
    return [t.start for t in begin if t.capital or t.low in words.determiners]


def _openings(clauses: Clauses, start: int) -> list[int]:
    """Where a headline can begin: at the start, and at a complement clause ("said that …", "said the …")."""
    found = [start]
    attributing = triggers.load().guards.reporting.keys() | grammar.load().say
    for i in range(1, len(clauses.tokens)):
        if clauses.segment[i] == clauses.segment[i - 1] or clauses.opener[clauses.segment[i]] != "that":
            continue
        at = i + 1 if clauses.low(i) == "that" and i + 1 < len(clauses.tokens) else i
        if clauses.low(i - 2) == "," and "," in clauses.lows(at, at + _SPEAKER) and not clauses.tokens[at].capital:
            at = clauses.words.index(",", at) + 1  # "Whatever it decides, say lawyers, a government …"
            if clauses.low(at) in grammar.load().auxiliaries | {""}:
                continue  # "The ban, said officials, was lifted"
        told = any(low in attributing for low in clauses.lows(i - 3, i))
        if told and clauses.low(at) not in grammar.load().pronouns:
            found.append(clauses.tokens[at].start)
    return [offset for offset in found if offset >= start]


def _break(clauses: Clauses, start: int, until: int) -> int:
    """Where a headline that is cut between words ends: a name is finished where little is left of it, else left out,
    and no small word or number ends it ("and", "of the", "of 40")."""
    tokens = clauses.tokens
    i = max(0, clauses.index_at(start + LONGEST) - 1)
    while _goes_on(clauses, i) and tokens[i + 1].end - start <= WHOLE:
        i += 1
    while tokens[i].end > until and (_goes_on(clauses, i) or _is_loose(clauses, i)):
        i -= 1
    return max(until, tokens[i].end)


def _is_loose(clauses: Clauses, i: int) -> bool:
    words, token = grammar.load(), clauses.tokens[i]
    small = words.prepositions | words.determiners | words.openers | words.auxiliaries | words.possessive
    return not token.word or token.low in small | {"and", "or"} or (token.low[0].isdigit() and token.date < 0)


def _goes_on(clauses: Clauses, i: int) -> bool:
    """Whether the name that a token is part of goes on behind it."""
    more = i + 1 < len(clauses.tokens) and (clauses.tokens[i + 1].capital or clauses.low(i + 1) == "'s")
    return clauses.tokens[i].capital and more


def _tidy(text: str, clauses: Clauses, start: int, end: int, until: int) -> str:
    """Without marks at the edges and lone quotation marks; what is still too long is cut between words."""
    before = after = ""
    if end - start > LONGEST * _SLACK:
        if until - start > LONGEST:
            start, before = text.find(" ", until - LONGEST // 2) + 1, "… "
        if end - start > LONGEST:
            end, after = _break(clauses, start, until), " …"
    headline = " ".join(text[start:end].strip(_EDGE).split())
    for left, right in (("“", "”"), ("``", "''"), ("(", ")")):
        if (left in headline) != (right in headline):
            headline = headline.replace(left, "").replace(right, "")
    if headline.count('"') % 2:
        headline = headline.replace('"', "")
    return before + headline.strip(_EDGE) + after
