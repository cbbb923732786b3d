"""Who only says what a sentence tells, hears it or is cited for it, and takes no part in it."""

from collections.abc import Callable, Sequence

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import Reference
from kb.lexicon import grammar, triggers

# What a body does that only tells of a deed, beside the verbs of saying.
_TALLYING = frozenset(("counted", "counts", "recorded", "tallied", "listed"))
_WHOSE_THEY_ARE = frozenset(("of", "for", "from", "with"))


def speakers(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Who only says what the sentence tells: no party to it ("The dam broke on Monday, Omar said")."""
    cited = [ref for ref in syntax.refs if is_cited_for(syntax.clauses, ref)]
    reporting = triggers.load().guards.reporting
    return cited + subjects_of(syntax, candidate, lambda verb: verb in reporting or verb in _TALLYING)


def of_speakers(syntax: Syntax, candidate: Candidate, telling: Sequence[Reference]) -> list[Reference]:
    """Who is named only to say whose the speakers behind an event are: ", Ann Berg of the Criminal Division said"."""
    behind = [ref for ref in telling if ref.first > candidate.last]
    return [
        ref
        for ref in syntax.refs
        for speaker in behind
        if speaker.last < ref.first
        and syntax.clauses.low(syntax.clauses.introducing(ref.first)) in _WHOSE_THEY_ARE
        and not any(syntax.form(j) == "finite" for j in range(speaker.last + 1, ref.first))
    ]


def addressed(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """To whom somebody only tells what the sentence says ("…, he told Reuters")."""
    told = [j for j, low in enumerate(syntax.clauses.words) if low == "told" and j != candidate.first]
    return [ref for j in told for ref, preposition in syntax.objects(j) if not preposition]


def reports(clauses: Clauses, ref: Reference) -> bool:
    """Whether a name stands behind a comma and the verb by which it tells: "died on Monday, reports Dawn"."""
    telling = clauses.low(ref.first - 1) in triggers.load().guards.reporting
    return telling and clauses.low(ref.first - 2) == "," and clauses.low(ref.first - 1).endswith("s")


def is_cited_for(clauses: Clauses, ref: Reference) -> bool:
    """Whether something is told according to a name."""
    before = ref.first - 1 - (clauses.low(ref.first - 1) in grammar.load().determiners)
    return clauses.lows(before - 1, before + 1) == ("according", "to")


def subjects_of(syntax: Syntax, candidate: Candidate, fits: Callable[[str], bool]) -> list[Reference]:
    """The subjects of the other finite verbs of a sentence that fit."""
    verbs = [j for j, token in enumerate(syntax.clauses.tokens) if fits(token.low) and syntax.form(j) == "finite"]
    return [ref for j in verbs if not candidate.first <= j <= candidate.last for ref in syntax.subjects(j)]
