"""The verbs of a sentence, which compete with one another and with nouns for its dates."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers

CAUSES = frozenset(("for", "of", "from", "without", "by"))
CHARGES = CAUSES | {"with"}
TIES = frozenset(("and", "or", "but"))
_ACTS = frozenset(("REQUEST", "ACCUSE", "THREATEN", "REJECT", "SUPPORT", "BUSINESS", "CONCEDE", "AGREE"))
_VERDICTS = frozenset(("convict", "plead", "sentence to prison", "fine or term", "acquit or drop"))
_HELD = frozenset(("held", "detained", "arrested", "jailed", "imprisoned", "captured"))
_CASES = frozenset(("over", "in", "for", "after", "during"))
_BLAMED = frozenset(("accused", "suspected", "convicted", "wanted", "charged"))


@dataclass(frozen=True, slots=True)
class Verbs:
    """The first tokens of a sentence's finite verbs, of those that tell of an event by themselves or of an act done to
    what their object names ("demanded a vote"), and of those that tell more of a noun ("a man accused of theft"); and
    the last tokens of those that tell of a verdict."""

    all: frozenset[int]
    telling: frozenset[int]
    reduced: frozenset[int]
    verdicts: frozenset[int]

    @classmethod
    def of(cls, clauses: Clauses, candidates: Sequence[Candidate]) -> "Verbs":
        """The verbs among the candidates of a sentence."""
        reduced = frozenset(c.first for c in candidates if c.finite and _is_reduced(clauses, c))
        finite = [c for c in candidates if c.finite and c.first not in reduced]
        telling = frozenset(c.first for c in finite if _tells(c) and not c.unreal)
        verdicts = frozenset(c.last for c in candidates if c.group.name in _VERDICTS and not c.noun)
        return cls(frozenset(c.first for c in finite), telling, reduced, verdicts)


def _is_reduced(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether a past form only tells of what a noun is accused or held for or who did it, in the clause of another
    verb: "lynched a man accused of theft on Friday", "freed a man held over the murder on Friday", "shot down drones
    launched by Russia on Friday"."""
    i = candidate.first
    blamed = clauses.low(i) in _BLAMED and clauses.low(i + 1) in CHARGES
    done = clauses.low(i + 1) == "by" and candidate.passive and not clauses.low(i - 1).endswith("ed")
    held = clauses.low(i) in _HELD and clauses.low(i + 1) in _CASES and clauses.tokens[i + 2].date < 0
    if not (blamed or held or done):
        return False
    words, before = grammar.load(), clauses.tokens[i - 1] if i else None
    noun = before is not None and before.word and before.date < 0 and before.low not in words.auxiliaries
    return (
        noun
        and clauses.prior[i] not in TIES
        and clauses.segment[i] == clauses.segment[i - 1]
        and _verb_before(clauses, i)
    )


def _verb_before(clauses: Clauses, i: int) -> bool:
    """Whether a past form stands before a token in its clause."""
    past = triggers.load().pasts
    here = range(clauses.begin(i), i - 1)
    return any(clauses.low(j) in past or clauses.low(j).endswith("ed") for j in here)


def _tells(candidate: Candidate) -> bool:
    return candidate.telling or (candidate.group.type in _ACTS and not candidate.reporting)
