"""Who takes part in what a noun names, as the verb beside it tells: what was carried out by somebody, broke out between
two, is claimed by one or blamed on one."""

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.verbs import Reference
from kb.lexicon import grammar, triggers

_SHARED = frozenset(("ASSAULT", "CONSULT", "AGREE", "PROTEST", "BUSINESS"))
_CLAIMING = frozenset(("claimed", "claim", "claims", "claiming"))
_BLAMING = frozenset(("blamed", "blame", "blames", "blaming"))
_CALLING = frozenset(("called", "planned", "ordered", "organised", "organized", "led", "ran"))
_RELATIVE = ("which", "that")
_ASIDE = 8  # tokens from a noun to the clause that tells more of it
_MADE = frozenset(("on", "in", "at", "out", "and", "early", "late", "jointly"))  # "carried out on Monday by"
_REACH = 24  # tokens from a noun to its verb


def by_predicate(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Who does what an event noun names, by the verb that it is the subject or the object of."""
    if candidate.light >= 0:
        return []
    found = [
        ref
        for verb in _verbs_behind(syntax, candidate)
        for ref, preposition in syntax.objects(verb)
        if _does(syntax, verb, candidate, preposition)
    ]
    return found or _claimed(syntax, candidate)


def _does(syntax: Syntax, verb: int, candidate: Candidate, preposition: str) -> bool:
    """Whether a name behind the verb of a noun, with this preposition before it, did what the noun names."""
    low = syntax.clauses.low(verb)
    if preposition == "between":
        return candidate.group.type in _SHARED
    if not syntax.clauses.has_be(verb):
        return False
    words = grammar.load()
    done = any(low in those for those in (words.committing, words.attending, _CLAIMING, _CALLING))
    return (preposition == "by" and done) or (preposition == "on" and low in _BLAMING)


def _verbs_behind(syntax: Syntax, candidate: Candidate) -> list[int]:
    """The main verbs whose subject an event noun is: the first one of its clause, before which only words stand that
    tell more of the noun, and that of a clause with "which" right behind it."""
    clauses = syntax.clauses
    here, found = clauses.segment[candidate.first], list[int]()
    for j in range(candidate.last + 1, min(candidate.last + _REACH, len(clauses.tokens))):
        step = clauses.segment[j] - here
        aside = step == 1 and clauses.opener[here + 1] in _RELATIVE and clauses.begin(j) <= candidate.last + _ASIDE
        resumed = step == 2 and bool(found) and clauses.begin(j) == j
        if step and not aside and not resumed:
            if step > 2 or not found:
                break
        elif syntax.form(j) == "finite" and not (aside and found):
            verb = syntax.main(j)
            if not any(ref.first > candidate.last for ref in syntax.subjects(verb)):
                found.append(verb)
            if not aside:
                break
    return found


def _claimed(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Who claims an attack, or on whom somebody blames it: "Hamas claimed Friday's raid", "blamed the raid on Omar"."""
    clauses = syntax.clauses
    if candidate.group.type != "ASSAULT":
        return []
    begin = clauses.begin(candidate.first)
    verb = next((j for j in range(candidate.first - 1, begin - 1, -1) if syntax.form(j)), -1)
    low = clauses.low(verb) if verb >= 0 else ""
    if low in _CLAIMING:
        return syntax.subjects(verb)
    if low in _BLAMING and "for" in clauses.lows(verb, candidate.first):
        return [ref for ref, preposition in syntax.objects(verb) if not preposition and ref.last < candidate.first]
    if low in _BLAMING:
        return [ref for ref, preposition in syntax.objects(candidate.last) if preposition == "on"]
    return []


def made_by(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Who made what a noun names, behind a participle and its date, "a bid launched last week by Cie", or where it was:
    "an attack in Lima carried out by rebels"."""
    clauses, j = syntax.clauses, candidate.last + 1
    if clauses.low(j) in ("in", "at", "near") and clauses.tokens[j + 1 : j + 2] and clauses.tokens[j + 1].capital:
        j += 2
    if not triggers.load().is_past(clauses.low(j)):
        return []
    while j + 1 < len(clauses.tokens) and (clauses.tokens[j + 1].date >= 0 or clauses.low(j + 1) in _MADE):
        j += 1
    return [ref for ref in syntax.refs if clauses.low(j + 1) == "by" == clauses.low(clauses.introducing(ref.first))]
