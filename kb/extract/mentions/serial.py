"""What one verb tells of several times: "admitted Turkey in 1952, Germany in 1955 and Spain in 1982"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kb.extract.mentions.attach import Link
from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.numbers import is_number
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers
from kb.model import DateMention
from kb.when import When

_ITEM = 7  # tokens between two dates of a list
_LED = ("in", "on")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A date by its number, with its first and last token."""

    date: int
    first: int
    last: int


def told_again(
    clauses: Clauses, candidates: Sequence[Candidate], links: Sequence[Link], dates: Sequence[DateMention]
) -> tuple[Link, ...]:
    """The links of a sentence, and those of a verb with the dates that go on with a list behind its own one; of what
    went on "since 1949" the list says when it was."""
    spots = _spots(clauses, dates)
    if len(spots) < 2:
        return tuple(links)
    taken = {item.date for item in links}
    found = list(links)
    for item in links:
        spot = next((s for s in spots if s.date == item.date), None)
        if spot is None or item.candidate.noun or item.candidate.reporting or item.candidate.unreal:
            continue
        if spot.last < item.candidate.first:
            rows = _list_behind(clauses, candidates, spots, item.candidate, taken)
            if (
                len(rows) > 1
                and clauses.low(spot.first - 1) in ("since", "")
                and clauses.is_perfect(item.candidate.first)
            ):
                found.remove(item)
                found += _items(clauses, item, rows)
        else:
            rows = _going_on(clauses, candidates, spots, spot)
            after = {row.date for row in rows}
            # "Tied the marks set by Omar in 1952 and Bo in 1961": the list is that of "set".
            found = [o for o in found if o.date not in after or o.candidate.first >= item.candidate.first]
            taken = {o.date for o in found}
            if rows and item in found:
                told = _items(clauses, item, [spot, *rows])
                found[found.index(item)] = told[0]
                found += [one for one in told[1:] if one.date not in taken]
            taken |= after
    return tuple(found)


def _items(clauses: Clauses, item: Link, rows: Sequence[_Spot]) -> list[Link]:
    """The links of a verb with the dates of a list, each with the tokens that are its own; "in 2001, 2004 and 2010" has
    none."""
    begins = [item.candidate.last + 1, *(row.last + 1 for row in rows)]
    own = [(rows[0].first, begin, row.first) for begin, row in zip(begins, rows, strict=False)]
    inside = [j for _, begin, end in own[1:] for j in range(begin, end)]
    small = grammar.load().determiners
    names = any(clauses.tokens[j].capital or clauses.low(j) in small or is_number(clauses.low(j)) for j in inside)
    return [
        Link(replace(item.candidate, item=of) if names else item.candidate, row.date, item.cost)
        for row, of in zip(rows, own, strict=True)
    ]


def _spots(clauses: Clauses, dates: Sequence[DateMention]) -> list[_Spot]:
    """The dates of a sentence that name a time, in order."""
    rows: list[_Spot] = []
    for i, token in enumerate(clauses.tokens):
        if token.date < 0:
            continue
        if rows and rows[-1].date == token.date:
            rows[-1] = _Spot(token.date, rows[-1].first, i)
        elif isinstance(when := dates[token.date].when, When) and when.anchored:
            rows.append(_Spot(token.date, i, i))
    return rows


def _list_behind(
    clauses: Clauses, candidates: Sequence[Candidate], spots: Sequence[_Spot], verb: Candidate, taken: set[int]
) -> list[_Spot]:
    """The list of dates behind a verb that has its own date before it; none of them may be another's."""
    first = next((s for s in spots if s.first > verb.last), None)
    if first is None or clauses.segment[first.first] != clauses.segment[verb.first]:
        return []
    rows = [first, *_going_on(clauses, candidates, spots, first)]
    return [] if any(row.date in taken for row in rows) else rows


def _going_on(clauses: Clauses, candidates: Sequence[Candidate], spots: Sequence[_Spot], spot: _Spot) -> list[_Spot]:
    """The dates of a list that goes on behind one, up to the one behind "and"."""
    rows, lead = [], clauses.low(spot.first - 1)
    while lead in _LED:
        after = _next(clauses, candidates, spots, spot)
        if after is None or clauses.low(after.first - 1) not in (lead, ",", "and"):
            return []
        rows.append(after)
        if "and" in clauses.lows(spot.last + 1, after.first):
            return rows if _closes(clauses, after) else []
        spot = after
    return rows


def _next(clauses: Clauses, candidates: Sequence[Candidate], spots: Sequence[_Spot], spot: _Spot) -> _Spot | None:
    """The next date of a list: behind a comma or "and" and one short phrase of its own, or none."""
    j = spot.last + 1
    while clauses.low(j) in (",", "and"):
        j += 1
    after = next((s for s in spots if s.first >= j), None)
    if j == spot.last + 1 or after is None or after.first - j > _ITEM:
        return None
    words, verbs = grammar.load(), {c.first for c in candidates if c.finite}
    small = words.auxiliaries | words.pronouns | words.openers
    for i in range(j, after.first):
        low = clauses.low(i)
        told = i in verbs or triggers.load().is_past(low) or low in small
        if told or not (clauses.tokens[i].word or low in words.amounts):
            return None
    return after


def _closes(clauses: Clauses, last: _Spot) -> bool:
    """Whether a list ends with a date, and no new clause begins with it: "and in 1995 he was"."""
    after = clauses.low(last.last + 1)
    bare = clauses.low(last.first - 2) in (",", "and")
    return after in grammar.load().prepositions or not (after[:1].isalnum() or (after == "," and bare))
