"""Who takes part in an event and how, and where it happens: subject, object and prepositions around the trigger."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers
from kb.model import Actor, Participant, PlaceMention, Role, Span

_MOST = 6
_MOVING = frozenset(("RETREAT", "CONSULT", "MOBILIZE", "AID", "OTHER", "COOPERATE"))


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in the sentence where an actor is named: tokens first..last."""

    actor: Actor
    span: Span
    first: int
    last: int


def references(clauses: Clauses, actors: Sequence[tuple[Span, Actor]]) -> tuple[Reference, ...]:
    """The actor references of a sentence, in order; `actors` are those whose span lies in it."""
    found = []
    for span, actor in actors:
        first = clauses.index_at(span.start)
        last = max(first, clauses.index_at(span.end - 1))
        if first < len(clauses.tokens):
            found.append(Reference(actor, span, first, min(last, len(clauses.tokens) - 1)))
    return tuple(found)


def name_tokens(clauses: Clauses, refs: Sequence[Reference], places: Sequence[PlaceMention]) -> frozenset[int]:
    """The tokens that are part of a name, capitals and small words alike, and so no triggers."""
    found = {i for ref in refs for i in range(ref.first, ref.last + 1)}
    for mention in places:
        first = clauses.index_at(mention.span.start)
        found.update(range(first, clauses.index_at(mention.span.end - 1) + 1))
    return frozenset(found)


def participants(
    clauses: Clauses, candidate: Candidate, refs: Sequence[Reference], text: str
) -> tuple[Participant, ...]:
    """The actors of the clause with their roles: source does it, target has it done to them."""
    if candidate.stands_for >= 0:
        named = replace(candidate, first=candidate.stands_for, last=candidate.stands_for, stands_for=-1)
        pairs = [(ref, role) for ref, role in _of_noun(clauses, named, refs) if ref.last < candidate.first]
        pairs += [(ref, "target") for ref in _victims(clauses, candidate, refs)]
    elif candidate.noun:
        pairs = _of_noun(clauses, candidate, refs)
    else:
        pairs = _of_verb(clauses, candidate, refs)
    if candidate.certainty == "planned" and all(role != "source" for _, role in pairs):
        pairs += [(ref, "source") for ref in _announcers(clauses, candidate, refs)]
    pairs += [(ref, "other") for ref in _beside(clauses, candidate, refs)]
    chosen: dict[str, Participant] = {}
    for ref, role in pairs:
        known = chosen.get(ref.actor.name)
        if known is None and len(chosen) < _MOST:
            chosen[ref.actor.name] = Participant(ref.actor.name, role, ref.actor.kind, ref.span.of(text))
    return tuple(chosen.values())


def place(clauses: Clauses, candidate: Candidate, places: Sequence[PlaceMention], actors: Sequence[Participant]) -> str:
    """The place named nearest to the trigger in its clause or the next; else the one in the name of what was attacked
    ("U.S. Embassy in Baghdad")."""
    ranked = []
    for mention in places:
        i = clauses.index_at(mention.span.start)
        if i >= len(clauses.tokens) or clauses.quoted[i] or not _located(clauses, i, candidate):
            continue
        crossing = abs(clauses.segment[i] - clauses.segment[candidate.first])
        if crossing and i < candidate.first and clauses.segment[i]:
            # "Soleimani, a general in Iran, was killed": the place of an apposition is not that of the event.
            continue
        ranked.append((crossing, i < candidate.first, abs(i - candidate.last), mention.name))
    near = [item for item in ranked if item[0] <= 1]
    if near:
        return min(near)[3]
    return next((actor.name.split(" in ")[1] for actor in actors if " in " in actor.name), "")


def _located(clauses: Clauses, i: int, candidate: Candidate) -> bool:
    """Whether the place at a token is where something is: behind a preposition of place, with at most an adjective
    between. "To" and "from" say so of those who move only."""
    words = grammar.load()
    for j in range(i - 1, max(-1, i - 4), -1):
        low = clauses.low(j)
        if low in words.locative:
            return low not in ("to", "from", "into") or candidate.group.type in _MOVING
        if low in words.prepositions | words.auxiliaries:
            return low == "of"
        if not clauses.tokens[j].word:
            return low == "," and j == i - 1 and clauses.tokens[j - 1].capital
    return i == 0 or clauses.low(i - 1) in ("and", "or")


def _of_verb(clauses: Clauses, candidate: Candidate, refs: Sequence[Reference]) -> list[tuple[Reference, Role]]:
    group = candidate.group
    subject_role, object_role = group.subject, group.object
    if candidate.passive:
        subject_role = object_role if group.subject == "source" else group.subject
    pairs: list[tuple[Reference, Role]] = [(ref, subject_role) for ref in _subjects(clauses, candidate.first, refs)]
    for ref in _objects(clauses, candidate.last, refs):
        preposition = _preposition(clauses, ref.first, candidate.last)
        if preposition == "by" and candidate.passive:
            pairs.append((ref, "source"))
        elif preposition in ("", "on", "against", "at", "to", "of"):
            pairs.append((ref, object_role if preposition == "" or not candidate.passive else "other"))
        elif preposition == "with":
            pairs.append((ref, object_role))
        elif preposition == "from" and group.type in ("RETREAT", "LEADERSHIP"):
            pairs.append((ref, "target"))
        elif preposition == "by":
            pairs.append((ref, "source"))
        elif preposition == "for":
            pairs.append((ref, "other"))
    return pairs


def _of_noun(clauses: Clauses, candidate: Candidate, refs: Sequence[Reference]) -> list[tuple[Reference, Role]]:
    group, words = candidate.group, grammar.load()
    pairs: list[tuple[Reference, Role]] = []
    for ref in refs:
        # "U.S. air strikes", "Iran's statement": the name right before the noun does it.
        if (
            ref.last < candidate.first
            and candidate.first - ref.last <= 5
            and _modifies(clauses, ref.last, candidate.first)
        ):
            pairs.append((ref, group.subject if group.object != "source" else "source"))
    for ref in _objects(clauses, candidate.last, refs):
        preposition = _preposition(clauses, ref.first, candidate.last)
        if preposition in ("by", "from") or (preposition == "between"):
            pairs.append((ref, "source"))
        elif preposition == "of":
            agent = group.subject == "source" and not _takes_object(candidate)
            pairs.append((ref, "source" if agent else group.object))
        elif preposition == "with" or preposition in words.targeting - {"in"}:
            pairs.append((ref, group.object))
    if candidate.light >= 0:
        verb = clauses.low(candidate.light)
        lemma = triggers.load().guards.light.get(verb) or triggers.load().guards.light.get(
            f"{verb} {clauses.low(candidate.light + 1)}", ""
        )
        role: Role = "target" if lemma in triggers.load().guards.passive_like else group.subject
        pairs += [(ref, role) for ref in _subjects(clauses, candidate.light, refs)]
    else:
        pairs += [(ref, "target") for ref in _victims(clauses, candidate, refs)]
    return pairs


def _takes_object(candidate: Candidate) -> bool:
    """Whether "the N of X" has X for its object ("killing of") and not for its subject ("withdrawal of")."""
    return candidate.group.object == "target" and candidate.group.type not in (
        "RETREAT",
        "STATEMENT",
        "PROTEST",
        "CONSULT",
        "MOBILIZE",
        "AGREE",
    )


def _subjects(clauses: Clauses, verb: int, refs: Sequence[Reference]) -> list[Reference]:
    """The names that head the subject of the verb at a token, nearest clause first; those inside of/in/with phrases
    do not count, names joined by "and" or commas do. A relative clause has the name before it for its subject."""
    words = grammar.load()
    segment = clauses.segment[verb]
    for back in range(4):
        number = segment - back
        here = [r for r in refs if r.last < verb and clauses.segment[r.first] == number]
        if back and number >= 0 and clauses.opener[number] in words.relative - {"that"}:
            # "Muhandis, who led the force, died": what stands inside the relative clause is not the subject.
            continue
        heads = [r for r in here if _before(clauses, r.first) not in words.prepositions - words.openers]
        heads = [r for r in heads if not _possessive(clauses, r.last) and clauses.low(r.first) not in words.objective]
        if heads:
            return [*_joined(clauses, heads), *(r for r in refs if r.last < verb and _included(clauses, r))]
        opener = clauses.opener[number] if number >= 0 else ""
        if number <= 0 or (opener in ("that", "if", "because") and back == 0 and here):
            break
        if opener in words.relative:
            first = clauses.segment.index(number)
            return [r for r in refs if 0 < first - r.last <= 2 and not _possessive(clauses, r.last)]
    return []


def _included(clauses: Clauses, ref: Reference) -> bool:
    """ "Four Americans, including Ambassador Stevens, were killed"."""
    return _before(clauses, ref.first) == "including"


def _joined(clauses: Clauses, heads: list[Reference]) -> list[Reference]:
    """The last head before the verb and those that stand before it in one list."""
    chosen = [heads[-1]]
    for ref in reversed(heads[:-1]):
        between = [w for w in clauses.lows(ref.last + 1, chosen[-1].first) if w not in ("the", "a", "an")]
        if between and all(w in (",", "and", "or", "&") for w in between):
            chosen.append(ref)
        elif len(heads) > 1 and not any(c in grammar.load().auxiliaries for c in between):
            # "Pompeo, the secretary of state, said": the first name of a clause is its subject, an apposition is not.
            chosen = [ref] if "," in between else chosen
    return chosen


def _beside(clauses: Clauses, candidate: Candidate, refs: Sequence[Reference]) -> list[Reference]:
    """Who else is named in the clause of a verb: part of the event, in what role the words around do not say. In the
    clause of a noun they may belong to the verb ("Iraq condemned the strikes")."""
    if candidate.noun:
        return []
    segment = clauses.segment[candidate.first]
    return [r for r in refs if clauses.segment[r.first] == segment and r.actor.kind != "collective"]


def _announcers(clauses: Clauses, candidate: Candidate, refs: Sequence[Reference]) -> list[Reference]:
    """Who says that it will happen: "Esper said 750 troops would be sent"."""
    segment = clauses.segment[candidate.first]
    if clauses.opener[segment] != "that":
        return []
    say = clauses.segment.index(segment) - 1
    return _subjects(clauses, say, refs) if clauses.low(say) in triggers.load().guards.reporting else []


def _objects(clauses: Clauses, trigger: int, refs: Sequence[Reference]) -> list[Reference]:
    """References behind the trigger up to the end of its clause, or of a list that a comma breaks."""
    segment = clauses.segment[trigger]
    stop = _clause_stop(clauses, trigger)
    found: list[Reference] = []
    for ref in refs:
        if ref.first <= trigger or ref.first >= stop:
            continue
        here = clauses.segment[ref.first] == segment
        listed = bool(found) and clauses.low(ref.first - 1) in (",", "and", "or") and ref.first - found[-1].last <= 3
        if here or listed:
            found.append(ref)
    return found


def _clause_stop(clauses: Clauses, trigger: int) -> int:
    """The token at which what the trigger governs ends: a verb of saying, or "to" with a verb of its own."""
    words = grammar.load()
    reporting = triggers.load().guards.reporting
    for j in range(trigger + 1, len(clauses.tokens)):
        if clauses.low(j) in reporting:
            return j
        if clauses.low(j) == "to" and clauses.low(j + 1) in _verbs() and clauses.low(j + 1) not in words.determiners:
            return j
    return len(clauses.tokens)


@cache
def _verbs() -> frozenset[str]:
    """The base forms of all verbs that the lexicon knows."""
    known = triggers.load()
    bases = {word for word, entries in known.entries.items() if any("base" in e.forms for e in entries)}
    return frozenset(bases | known.guards.irregular.keys())


def _preposition(clauses: Clauses, first: int, trigger: int) -> str:
    """The preposition whose phrase the token is in, looking back to the trigger; "" for a bare object."""
    words = grammar.load()
    for j in range(first - 1, trigger, -1):
        low = clauses.low(j)
        if low in words.prepositions:
            return low
        if low in words.auxiliaries or low in (";", ":"):
            return "?"
    return ""


def _before(clauses: Clauses, first: int) -> str:
    """The word before a reference, past its article, adjectives and number."""
    words = grammar.load()
    j = first - 1
    while j >= 0 and (clauses.low(j) in words.determiners or clauses.low(j)[0].isdigit()):
        j -= 1
    return clauses.low(j)


def _possessive(clauses: Clauses, last: int) -> bool:
    return clauses.low(last + 1) == "'s" or clauses.low(last) == "'s"


def _modifies(clauses: Clauses, last: int, noun: int) -> bool:
    """Whether only words of one noun phrase stand between a name and the noun ("U.S. air strikes")."""
    words = grammar.load()
    inner = clauses.tokens[last + 1 : noun]
    if not inner:
        return True
    return all(
        t.low == "'s"
        or (
            t.word
            and t.low not in words.prepositions
            and t.low not in words.auxiliaries
            and t.low not in words.openers
            and t.low not in words.determiners
        )
        for t in inner
    ) and (inner[0].low == "'s" or len(inner) <= 2)


def _victims(clauses: Clauses, noun: Candidate, refs: Sequence[Reference]) -> list[Reference]:
    """ "attacks that killed X": objects of the harm verb that has the noun for its subject."""
    harm = grammar.load().harm
    known = harm.killed | harm.injured | harm.strikes
    segment = clauses.segment[noun.last]
    for j in range(noun.last + 1, len(clauses.tokens)):
        if clauses.segment[j] > segment + 2:
            break
        if clauses.low(j) in known and clauses.low(_back(clauses, j)) not in grammar.load().be:
            return [r for r in _objects(clauses, j, refs) if _preposition(clauses, r.first, j) in ("", "of")]
    return []


def _back(clauses: Clauses, j: int) -> int:
    j -= 1
    while j >= 0 and clauses.low(j) in grammar.load().adverbs:
        j -= 1
    return j
