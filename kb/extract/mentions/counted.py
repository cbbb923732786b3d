"""Dates counted from another event: "withdrew a day after the attack"."""

from collections.abc import Sequence
from itertools import pairwise

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.known import Known, has_begun, opener
from kb.extract.mentions.readings import Read, Reading
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers
from kb.model import Basis, Document
from kb.when import Grain, When, sort_key

_UNITS = {"day": Grain.DAY, "week": Grain.WEEK, "month": Grain.MONTH, "year": Grain.YEAR}
_SOON = frozenset(("hours", "minutes", "moments", "shortly"))
_NEAR, _BACK = 4, 2  # words before a count, sentences back
_COUNTED_FROM = frozenset(("after", "before"))


def is_counted(clauses: Clauses) -> bool:
    """Whether a sentence counts days or years from something: "three days after the coup, the king fled"."""
    words = clauses.words
    return any(one.removesuffix("s") in _UNITS and other in _COUNTED_FROM for one, other in pairwise(words))


def offsets(sentence: Read, known: Known, document: Document) -> list[Reading]:
    """ "withdrew a day after the attack" is counted from the attack that the document dates; "voted on Sunday, two days
    after the attack" dates the attack."""
    clauses = sentence.clauses
    found: list[Reading] = []
    if _COUNTED_FROM.isdisjoint(clauses.words):
        return found
    for i, token in enumerate(clauses.tokens):
        unit = Grain.DAY if token.low in _SOON else _UNITS.get(token.low.removesuffix("s"))
        if unit is None or clauses.low(i + 1) not in _COUNTED_FROM or i == 0:
            continue
        count = grammar.load().numbers.get(clauses.low(i - 1), 1 if clauses.low(i - 1) in ("a", "the") else None)
        count = 0 if token.low in _SOON else count
        anchor = next((c for c in sentence.candidates if c.first > i + 1 and not c.unreal), None)
        main = _main(sentence, i)
        # "Crashed shortly after takeoff, killing two": not counted from what only hangs on it.
        told = anchor is not None and (anchor.finite or clauses.segment[anchor.first] == clauses.segment[i + 1])
        if count is None or not anchor or not told:
            continue
        signed = count if clauses.low(i + 1) == "after" else -count
        if "came" in clauses.lows(i - _NEAR, i):
            found += _from_last(sentence, anchor, (signed, unit), known)
        elif main:
            found += _offset_pair(sentence, (main, anchor), (signed, unit), known, document)
    return found


def _from_last(sentence: Read, anchor: Candidate, step: tuple[int, Grain], known: Known) -> list[Reading]:
    """ "The move came a week after he fired his deputy": counted from what was told last, in the sentence or before."""
    own = known.of_sentence(sentence.number)
    last = next((r for r in own if r.candidate.first < anchor.first), known.last_before(sentence.number))
    past = anchor.certainty == "asserted" and triggers.load().is_past(sentence.clauses.low(anchor.first))
    if last is None or sentence.number - last.read.number > _BACK or not past:
        return []
    date = last.date
    if not isinstance(date, When) or not date.anchored or date.grain < step[1]:
        return []
    told = any(r.candidate.first == anchor.first for r in own)
    return [] if told else [Reading(sentence, anchor, _stepped(date, (-step[0], step[1])), "context", 1.0)]


def _offset_pair(
    sentence: Read, pair: tuple[Candidate, Candidate], step: tuple[int, Grain], known: Known, document: Document
) -> list[Reading]:
    main, anchor = pair
    own = {r.candidate.first: r.date for r in known.of_sentence(sentence.number)}
    if main.first in own:
        date = own[main.first]
        if anchor.first in own or not isinstance(date, When) or not date.anchored or date.grain < step[1]:
            return []
        basis: Basis = "explicit" if step[0] else "context"
        return [Reading(sentence, anchor, _stepped(date, (-step[0], step[1])), basis, 1.0)]
    if not step[0] and anchor.first in own:
        # "Was arrested hours after Monday's raid".
        return [Reading(sentence, main, own[anchor.first], "explicit", 1.0)]
    dates = [r.date for r in known.told(anchor) if r.read.number != sentence.number and isinstance(r.date, When)]
    start = _latest([d for d in dates if d.anchored and d.grain >= step[1]], document.published)
    if start is None or not step[0]:
        return []
    moved = Reading(sentence, main, _stepped(start, step), "explicit", 1.0)
    if main.certainty == "asserted" and not has_begun(moved.date, document.published):
        return []
    return [moved] if anchor.first in own else [moved, Reading(sentence, anchor, start, "context", 1.0)]


def _stepped(date: When, step: tuple[int, Grain]) -> When:
    """A date so many units on; months and years are counted no finer than they are."""
    moved = date.shift(*step)
    return moved.to(step[1]) if step[0] and step[1] in (Grain.MONTH, Grain.YEAR) else moved


def _main(sentence: Read, before: int) -> Candidate | None:
    """The nearest told event before a token."""
    told = [c for c in sentence.candidates if c.last < before and (c.finite or c.noun)]
    told = [c for c in told if not (c.reporting or c.unreal)]
    told = [c for c in told if c.noun or opener(sentence, c) not in ("which", "who", "whom", "whose")]
    return told[-1] if told else None


def _latest(dates: Sequence[When], published: When | None) -> When | None:
    """The latest date that is not after publication, for news tells of the latest event of a kind."""
    past = [d for d in dates if published is None or not published.anchored or d.bounds[0] <= published.bounds[1]]
    return max(past, key=sort_key, default=None)
