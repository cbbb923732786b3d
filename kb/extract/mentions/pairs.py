"""Places tied by "and" at which something happened alike: "blasts in Kenya and Tanzania" were in both."""

from collections.abc import Sequence
from dataclasses import replace

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.nested import Spot, rank_of
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import actors as names
from kb.lexicon import grammar

_UNTIED = ("?", "of", "for", "from")
_LAND = 2  # ranks of regions and states
_AND = " and "

_TWIN = 7  # tokens


def paired(clauses: Clauses, spots: Sequence[Spot], candidates: Sequence[Candidate]) -> tuple[Spot, ...]:
    """The places of a sentence, those that "and" ties as one: "in Lima and Cusco", "in Lima, Peru, and in Quito", "in
    Lima, Cusco and Quito"."""
    if len(spots) == 1 or "and" not in clauses.words:
        return tuple(spots)
    found: list[Spot] = []
    for spot in spots:
        before = found[-1] if found else None
        name = _tied(clauses, before, spot) if before is not None else ""
        if name and before is not None and _is_of_both(clauses, before, spot, candidates):
            found[-1] = replace(before, last=spot.last, name=name)
        else:
            found.append(spot)
    return tuple(found)


def _tied(clauses: Clauses, before: Spot, spot: Spot) -> str:
    """The name of two places of one kind with "and" between them, and a third or the land of the first; else ""."""
    lands = min(before.rank, spot.rank) >= _LAND  # "in Gaza and southern Lebanon"
    if before.preposition in _UNTIED or clauses.low(before.at) == "between" or not (lands or before.rank == spot.rank):
        return ""
    if spot.preposition and (spot.preposition != before.preposition or spot.host >= 0):
        return ""
    end = (spot.at if spot.preposition else spot.first) - 1
    alike = before.name == spot.name or _AND in before.name or _AND in spot.name
    if clauses.low(end) != "and" or alike:
        return ""
    between = clauses.tokens[before.last + 1 : end]
    if not between:
        return f"{before.name}{_AND}{spot.name}"
    middle = " ".join(token.text for token in between if token.text != ",")
    if between[0].text != "," or middle not in names.load().kinds:
        return ""
    third = f", {middle}" if rank_of(middle) == before.rank else ""
    return f"{before.name}{third}{_AND}{spot.name}" if rank_of(middle) >= before.rank else ""


def _is_of_both(clauses: Clauses, before: Spot, spot: Spot, candidates: Sequence[Candidate]) -> bool:
    """Whether two places tied so are those of one thing."""
    object_ = before.preposition != "" or _is_object(clauses, before, candidates)
    return object_ and not _begins_clause(clauses, before, spot, candidates)


def _begins_clause(clauses: Clauses, before: Spot, spot: Spot, candidates: Sequence[Candidate]) -> bool:
    """Whether the second of two places is the subject of a clause of its own: "exploded in Kabul and Pakistan closed
    its border", but "the blasts in Kabul and Herat killed nine"."""
    words, at = grammar.load(), spot.last + 1
    while clauses.low(at) in words.prepositions or (at < len(clauses.tokens) and clauses.tokens[at].date >= 0):
        at += 1
    after = clauses.tokens[at] if at < len(clauses.tokens) else None
    told = any(c.finite and c.first < before.first for c in candidates)
    if after is None or not after.word or not told:
        return False
    small = words.openers | words.relative | words.determiners | {"and", "but"}
    loose = after.capital or after.low in small or after.low.endswith("ing")
    return any(c.finite and c.first == at for c in candidates) or (at == spot.last + 1 and not loose)


def _is_object(clauses: Clauses, before: Spot, candidates: Sequence[Candidate]) -> bool:
    """Whether a verb of striking or visiting stands before two places: "a quake hit Spain and Portugal"."""
    words = grammar.load()
    verb = before.first - 1 - (clauses.low(before.first - 1) == "the")
    verbs = (words.where.hitting, words.where.ravages, words.where.visited, words.harm.strikes)
    return any(c.finite and c.last == verb for c in candidates) or any(clauses.low(verb) in some for some in verbs)


def harmed_alike(clauses: Clauses, candidate: Candidate, others: Sequence[Candidate]) -> Candidate | None:
    """The verb behind "and" that tells of others who were harmed at the same place: "one was killed and nine were hurt
    on Sunday in clashes in Lima"; None where a date stands between."""
    if candidate.noun or not candidate.group.harm:
        return None
    other = next((c for c in others if c.first > candidate.last), None)
    if (
        other is None
        or other.noun
        or not other.group.harm
        or clauses.segment[other.first] > clauses.segment[candidate.first] + 1
    ):
        return None
    between = range(candidate.last + 1, other.first)
    plain = len(between) <= _TWIN and "and" in clauses.lows(between.start, between.stop)
    return other if plain and not any(map(clauses.is_date, between)) else None
