"""Who is told to have done what a noun names: suspects, and those tried, found guilty or punished for it."""

from collections.abc import Sequence
from dataclasses import replace

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import Reference
from kb.lexicon import grammar

_ON_THE_RUN = ("on", "the", "run")  # "has been on the run since the bombing"
_VERDICTS = frozenset(("found", "finds", "pleaded", "pleads", "pled", "plead"))
_PUNISHED = frozenset(("arrested", "executed", "hanged", "beheaded", "electrocuted", "shot"))  # "for the raid"
_TERM = frozenset(("term", "terms", "sentence", "sentences", "life", "year", "years", "months"))
_PUNISHING = {"put": frozenset(("death",)), "serving": _TERM, "serves": _TERM, "served": _TERM}
_TRIED = frozenset("awaiting awaits awaited await facing faces faced face stood stands standing stand on".split())
_PHRASE = 6  # tokens
_BLAMED = 20  # tokens between who is blamed and what for


def behind_date(clauses: Clauses, noun: int) -> int:
    """Where the date before a noun begins, or the noun itself: "the March 11, 2005, shooting"."""
    j = noun - (clauses.low(noun - 1) == "," and clauses.is_date(noun - 2))
    while clauses.is_date(j - 1):
        j -= 1
    return j


def suspects(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Who is told to be a suspect in what a noun names, or responsible for it: "Omar as a suspect in the raid"."""
    clauses, words = syntax.clauses, grammar.load()
    led = clauses.low(clauses.introducing(behind_date(clauses, candidate.first)))
    for j in range(candidate.first - 1, max(-1, candidate.first - _BLAMED), -1):
        fled = clauses.lows(j - 2, j + 1) == _ON_THE_RUN and candidate.group.type in ("ASSAULT", "DEATH")
        if fled or (clauses.low(j) in words.suspecting and clauses.low(j + 1) in ("in", "of", "for")):
            before = [ref for ref in syntax.refs if ref.last < j and ref.actor.kind in ("person", "armed group")]
            return before[-1:] if before and j - before[-1].last < 6 else []
        if clauses.low(j) in words.charging and candidate.group.type in ("ASSAULT", "DEATH"):
            held = [ref for ref, preposition in syntax.objects(j) if not preposition and ref.last < candidate.first]
            return held or (syntax.subjects(j) if clauses.prior[j] in words.be else [])
        if clauses.low(j) == "trial" and led in ("for", "over") and clauses.low(j - 1) in _TRIED:
            verb = j - 1 if syntax.form(j - 1) else j - 2  # "was awaiting trial", "went on trial"
            return syntax.subjects(verb) if syntax.form(verb) else []
        if clauses.low(j) == "guilty" and candidate.group.type in ("ASSAULT", "DEATH"):
            return _guilty(syntax, j)
        if led == "for" and candidate.group.type != "JUSTICE" and _is_punished(clauses, j):
            held = [ref for ref, preposition in syntax.objects(j) if not preposition and ref.last < candidate.first]
            return held or syntax.subjects(j)  # "was among three men arrested on Monday for the raid"
    return []


def _is_punished(clauses: Clauses, verb: int) -> bool:
    """Whether a verb tells of what somebody suffers for a deed: "was executed", "is serving nine years"; not "served as
    investigator for the raid", "put off the trial"."""
    known = _PUNISHING.get(clauses.low(verb))
    paid = known is not None and not known.isdisjoint(clauses.lows(verb + 1, verb + _PHRASE))
    return paid or clauses.low(verb) in _PUNISHED


def _guilty(syntax: Syntax, guilty: int) -> list[Reference]:
    """Who is found guilty or says so: "found Omar guilty of murder in a shooting", "Omar pleaded guilty to a raid"."""
    clauses = syntax.clauses
    near = range(guilty - 1, max(-1, guilty - _BLAMED), -1)
    verb = next((j for j in near if clauses.low(j) in _VERDICTS and syntax.form(j) == "finite"), -1)
    if verb < 0 or "not" in clauses.lows(verb - 1, guilty):
        return []
    found = [ref for ref, preposition in syntax.objects(verb) if not preposition and ref.last < guilty]
    return found or (syntax.subjects(verb) if clauses.low(verb) != "found" or clauses.has_be(verb) else [])


def is_attributed(clauses: Clauses, candidate: Candidate, refs: Sequence[Reference]) -> bool:
    """Whether a sentence tells whom somebody blames for an event or suspects of it: who did it is only said."""
    words = grammar.load()
    before = clauses.lows(candidate.first - _BLAMED, candidate.first)
    if (words.suspecting | words.charging | {"trial"}).isdisjoint(before) or not words.proven.isdisjoint(before):
        return False
    noun = stood_for(candidate) if candidate.stands_for >= 0 else candidate
    return candidate.noun and bool(suspects(Syntax(clauses, refs), noun))


def stood_for(candidate: Candidate) -> Candidate:
    """The noun that a "one" stands for ("attacks, including one on Monday"), as a candidate."""
    return replace(candidate, first=candidate.stands_for, last=candidate.stands_for, stands_for=-1)
