"""Who takes part in what an event noun names by the verb that carries it: who "held a hearing", "gave a warning"."""

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.verbs import Reference
from kb.lexicon import grammar, triggers
from kb.model import Role

_GIVING = frozenset(("gave", "gives", "give", "given", "giving", "granted", "handed", "dealt"))
_SENDING = frozenset(("sent", "sends", "send", "sending", "issued", "served", "offered", "hands", "handing"))
_SAID = ("THREATEN", "STATEMENT", "REQUEST", "ACCUSE")
_REACH = 10  # tokens
_HOLDING = ("hold", "conduct", "open", "convene", "resume")  # a hearing, which a court does


def around_light(syntax: Syntax, candidate: Candidate, *, given: bool) -> list[tuple[Reference, Role]]:
    """Who stands before the light verb as doer, or as target of what they "suffered" or were "given"."""
    clauses, guards, verb = syntax.clauses, triggers.load().guards, syntax.clauses.low(candidate.light)
    lemma = guards.light.get(verb) or guards.light.get(f"{verb} {clauses.low(candidate.light + 1)}", "")
    got = lemma in guards.passive_like or (verb in ("given", "handed") and clauses.has_be(candidate.light))
    joined = lemma == "enter" and candidate.group.type == "ASSAULT"  # "entered the war"
    joined = joined or (lemma in ("perform", "carry out") and not clauses.has_be(candidate.light))  # a transplant
    held = lemma in _HOLDING and candidate.group.type == "JUSTICE" and not clauses.has_be(candidate.light)
    role: Role = "target" if got else "source" if given or held or joined else candidate.group.subject
    return [(ref, role) for ref in syntax.subjects(candidate.light)]


def given_to(syntax: Syntax, candidate: Candidate) -> list[tuple[Reference, Role]]:
    """To whom somebody gives what a noun names: "gave Omar a warning", "sent the rebels a 48-hour ultimatum"; not "gave
    Dunlin a win", who won."""
    clauses, determiners = syntax.clauses, grammar.load().determiners
    verb = candidate.light if candidate.light >= 0 else _sending(syntax, candidate)
    given = clauses.low(verb) in (_GIVING if candidate.light >= 0 else _GIVING | _SENDING)
    if not given or clauses.has_be(verb) or candidate.lemma in grammar.load().victories:
        return []
    to = [ref for ref in syntax.refs if verb < ref.first and clauses.introducing(ref.first) == verb]
    return [(ref, "target") for ref in to if ref.last < candidate.first and clauses.low(ref.last + 1) in determiners]


def _sending(syntax: Syntax, candidate: Candidate) -> int:
    """The verb of giving or sending before a noun that says something, with no preposition between; -1 for none."""
    clauses, loose = syntax.clauses, grammar.load().prepositions
    for j in range(candidate.first - 1, max(-1, candidate.first - _REACH), -1):
        if clauses.low(j) in _GIVING | _SENDING:
            return j if candidate.group.type in _SAID else -1
        if clauses.low(j) in loose or clauses.segment[j] != clauses.segment[candidate.first]:
            return -1
    return -1


def lifted(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Whom somebody leads to a victory or helps to win: "led the Bulls to a win over Dunlin", "gave Dunlin a win"."""
    words, clauses = grammar.load(), syntax.clauses
    if candidate.lemma.split()[-1] not in words.victories:
        return []
    before = [j for j in range(candidate.first - 1, -1, -1) if clauses.segment[j] == clauses.segment[candidate.first]]
    verbs = [j for j in before if syntax.form(j)]
    tied = (j for j in before if clauses.low(j) in words.lifting and clauses.prior[j] == "and")  # "to score and help"
    verb = max(next(iter(verbs), -1), next(tied, -1))
    if verb < 0 or clauses.low(verb) not in words.lifting or clauses.has_be(verb):
        return []
    led = [ref for ref, preposition in syntax.objects(verb) if not preposition and ref.last < candidate.first]
    return led + [ref for ref in syntax.subjects(verbs[0]) if led and ref.actor.kind == "person"] if verbs else led
