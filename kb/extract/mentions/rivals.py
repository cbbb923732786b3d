"""The verbs of a sentence, which compete with one another and with nouns for its dates."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers

CAUSES = frozenset(("for", "of", "from", "without", "by"))
CHARGES = CAUSES | {"with"}
TIES = frozenset(("and", "or", "but"))
_NEAR = 3
_ACTS = frozenset(("REQUEST", "ACCUSE", "THREATEN", "REJECT", "SUPPORT", "BUSINESS", "CONCEDE", "AGREE", "LEADERSHIP"))
_SPOKEN = frozenset(("REQUEST", "ACCUSE", "THREATEN", "REJECT", "SUPPORT", "STATEMENT"))
_HARSH = frozenset(("ASSAULT", "DEATH", "ACCIDENT", "DISASTER", "COERCE"))
_VERDICTS = frozenset(("convict", "plead", "sentence to prison", "fine or term", "acquit or drop"))
_DESCRIBING = frozenset(
    "blamed linked tied affiliated allied based loyal accused suspected wanted armed dressed stationed trained".split()
)
_HELD = frozenset(("held", "detained", "arrested", "jailed", "imprisoned", "captured", "trapped", "stranded", "stuck"))
_RECORDS = frozenset(("record", "records", "mark", "marks"))
_CASES = frozenset(("over", "in", "for", "after", "during"))
_VALUED = (("valued", "at"), ("priced", "at"))
_BLAMED = frozenset(("accused", "suspected", "convicted", "wanted", "charged"))


@dataclass(frozen=True, slots=True)
class Verbs:
    """The first tokens of a sentence's finite verbs, of those that tell of an event by themselves or of an act done to
    what their object names ("demanded a vote"), of those that by themselves tell of no harm, and of those that tell
    more of a noun ("a man accused of theft"); the last tokens of those that tell of a verdict; and the first ones of
    what is planned ("is due to discuss the war")."""

    all: frozenset[int]
    telling: frozenset[int]
    mild: frozenset[int]
    reduced: frozenset[int]
    verdicts: frozenset[int]
    planned: frozenset[int]

    @classmethod
    def of(cls, clauses: Clauses, candidates: Sequence[Candidate]) -> "Verbs":
        """The verbs among the candidates of a sentence."""
        reduced = frozenset(c.first for c in candidates if c.finite and _is_reduced(clauses, c))
        reduced |= frozenset(c.first for c in candidates if c.unreal and c.first - 1 in reduced)  # "linked to"
        without = (c for c in candidates if c.noun and c.unreal)  # "held without a conviction since May"
        reduced |= frozenset(c.first for c in without if "without" in clauses.lows(c.first - _NEAR, c.first))
        reduced |= frozenset(c.first for c in candidates if _tells_text(clauses, c, candidates))
        finite = [c for c in candidates if c.finite and c.first not in reduced]
        telling = frozenset(c.first for c in finite if _tells(c) and not c.unreal)
        verdicts = frozenset(c.last for c in candidates if c.group.name in _VERDICTS and not c.noun)
        harmless = (c for c in finite if c.telling and not c.group.harm and c.group.type not in _HARSH)
        mild = telling & frozenset(c.first for c in harmless)
        ahead = (c for c in candidates if c.certainty == "planned" and not (c.noun or c.finite or c.unreal))
        planned = frozenset(c.first for c in ahead)
        return cls(frozenset(c.first for c in finite), telling, mild, reduced, verdicts, planned)


def _is_reduced(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether a past form only tells of what a noun is accused or held for or who did it, in the clause of another
    verb: "lynched a man accused of theft on Friday", "freed a man held over the murder on Friday", "shot down drones
    launched by Russia on Friday"."""
    i = candidate.first
    if clauses.low(i - 1) in _RECORDS and clauses.low(i + 1) == "by":
        return False  # "tied the mark set by Omar in 1952"
    if _describes_subject(clauses, i):
        return True
    blamed = clauses.low(i) in _BLAMED and clauses.low(i + 1) in CHARGES
    blamed = blamed and clauses.prior[i] not in grammar.load().auxiliaries  # "were each charged with"
    done = clauses.low(i + 1) == "by" and candidate.passive and not clauses.low(i - 1).endswith("ed")
    held = clauses.low(i) in _HELD and clauses.low(i + 1) in _CASES and not clauses.is_date(i + 2)
    valued = clauses.lows(i, i + 2) in _VALUED  # "made off with rings valued at $9,000 on Friday"
    if not (blamed or held or done or valued):
        return False
    words, before = grammar.load(), clauses.tokens[i - 1] if i else None
    noun = before is not None and before.word and before.date < 0 and before.low not in words.auxiliaries
    return (
        noun
        and clauses.prior[i] not in TIES
        and clauses.segment[i] == clauses.segment[i - 1]
        and _verb_before(clauses, i)
    )


def _tells_text(clauses: Clauses, candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether a participle says when that was published in which somebody accuses, demands or says something: "blamed
    the police in a report published in May"."""
    words, i = grammar.load(), candidate.first
    if clauses.low(i) not in words.issuing or clauses.low(i - 1) not in words.texts:
        return False
    text = next((j for j in range(i - 2, max(-1, i - 2 - _NEAR), -1) if clauses.low(j) == "in"), -1)
    said = (c for c in candidates if c.finite and not c.reporting and c.group.type in _SPOKEN and c.first < text)
    return any(clauses.segment[c.first] == clauses.segment[i] for c in said)


def _describes_subject(clauses: Clauses, i: int) -> bool:
    """Whether a participle says who somebody is that does something in its clause: "fighters linked to a sect killed
    nine", "on Monday troops led by a colonel seized the town"."""
    led = clauses.low(i + 1) == "by" and triggers.load().is_past(clauses.low(i))
    if not led and (clauses.low(i) not in _DESCRIBING or clauses.low(i + 1) not in grammar.load().prepositions):
        return False
    before = clauses.tokens[i - 1] if i else None
    noun = before is not None and before.word and before.date < 0 and before.low not in grammar.load().auxiliaries
    end = next(
        (j for j in range(i, len(clauses.tokens)) if clauses.segment[j] != clauses.segment[i]), len(clauses.tokens)
    )
    if noun and clauses.low(end - 1) == "," and _is_past(clauses, end) and clauses.begin(i) > 1:
        return True  # "Omar, the first senator elected by the people, took his seat"
    if led:  # not "stood by the wall and shot", nor "a list issued by the firm on Monday said"
        end = next((j for j in range(i + 2, end) if clauses.low(j) in TIES or clauses.is_date(j)), end)
    return noun and any(_is_past(clauses, j) and clauses.low(j) != "'s" for j in range(i + 2, end))


def _is_past(clauses: Clauses, j: int) -> bool:
    return triggers.may_tell(clauses.low(j))


def _verb_before(clauses: Clauses, i: int) -> bool:
    """Whether a past form stands before a token in its clause."""
    return any(_is_past(clauses, j) for j in range(clauses.begin(i), i - 1))


def _tells(candidate: Candidate) -> bool:
    return candidate.telling or (candidate.group.type in _ACTS and not candidate.reporting)
