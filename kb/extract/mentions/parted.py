"""What a sentence tells apart from an event: in another clause, at the same time, or put in between."""

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.status import own_start
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import Reference
from kb.lexicon import triggers

# What a body that tells of it is no party to, as who counts the dead is none to how they died.
OF_OTHERS = frozenset(
    ("ASSAULT", "DEATH", "DISASTER", "ACCIDENT", "JUSTICE", "COERCE", "RETREAT", "PROTEST", "MOBILIZE")
)
OF_PEOPLE = frozenset(("JUSTICE", "DEATH", "ASSAULT", "ACCIDENT", "COERCE"))
_MEANWHILE = ("when", "while", "as", "after", "before", "because", "although", "though")


def is_meanwhile(syntax: Syntax, candidate: Candidate) -> bool:
    """Whether what a verb tells only happened at the time of what somebody did: "Berg was in Oslo when elections were
    held"; harm may have befallen whom the sentence names."""
    clauses = syntax.clauses
    here = clauses.segment[candidate.first]
    start = syntax.start(candidate.first)
    subject = clauses.before[start] > clauses.begin(candidate.first) and clauses.low(start - 1).isalpha()
    apart = clauses.opener[here] in _MEANWHILE and subject and not candidate.noun
    return apart and candidate.group.type not in OF_OTHERS | {"AID"}


def is_apart(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether "and" ties what was done to a thing to another clause: "Omar met Ann, and the road was closed"."""
    at = own_start(clauses, candidate.first)
    told = at > 0 and candidate.passive and not candidate.harmful and candidate.group.type not in OF_PEOPLE
    return told and clauses.low(at) in ("the", "a", "an") and clauses.low(at - 2) == ","


def is_put_in(syntax: Syntax, ref: Reference) -> bool:
    """Whether a body only says what is told of the name before it: "Omar, the SEC said, sold his shares"."""
    clauses, comma = syntax.clauses, syntax.clauses.introducing(ref.first)
    said = clauses.low(ref.last + 1) in triggers.load().guards.reporting and clauses.low(ref.last + 2) == ","
    return said and clauses.low(comma) == "," and comma - 1 in syntax.at


def is_parted(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a semicolon stands between a name and what is told: "Harlow fell 2%; Dunlin rose"."""
    low, high = sorted((ref.first, candidate.first))
    return ";" in clauses.lows(low, high)
