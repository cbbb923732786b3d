"""Who has, faces or awaits a day in court, and who is caught in what a noun names: killed in a raid, dead in a fire."""

from kb.extract.mentions.candidates import STRICKEN, Candidate
from kb.extract.mentions.nominal import RAIDED
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import Reference
from kb.lexicon import grammar

_HAVING = frozenset("has have had having face faces faced facing await awaits awaited awaiting".split())
_SITTING = frozenset("judge judges justice justices magistrate magistrates prosecutor prosecutors jury jurors".split())
_RULINGS = frozenset("ruling rulings decision decisions judgment judgement order orders".split())
_FOLLOWING = frozenset(
    """monitor monitors monitored oversee oversees oversaw follow follows followed watch watched supervise supervised
    lead leads led head heads headed discuss discussed demand demanded seek sought launch launched order ordered attend
    attended join joined cover covered""".split()
)
_PHRASE, _GAPPED, _OBJECT = 6, 6, 5  # tokens


def tried(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Who has a day in court: "Omar, who denies it, has a hearing on Monday", "is due in court"; not who holds it ("the
    judge has a hearing on Monday")."""
    clauses, words = syntax.clauses, grammar.load()
    if candidate.group.type != "JUSTICE" or clauses.low(candidate.last) in _RULINGS:
        return []
    near = range(candidate.first - 1, max(-1, candidate.first - _PHRASE), -1)
    verb = next((j for j in near if clauses.low(j) in _HAVING), -1)
    if clauses.low(candidate.first) == "due" and clauses.prior[candidate.first] in words.be:
        verb = clauses.before[candidate.first]
    between = range(verb + 1, candidate.first)
    if verb < 0 or any(syntax.form(j) or clauses.low(j) in words.prepositions for j in between):
        return []  # "had obtained restraining orders", "has a house near the trial"
    sitting = _SITTING | words.where.courts
    folk = (ref for ref in syntax.subjects(verb) if ref.actor.kind in ("person", "collective"))
    return [ref for ref in folk if ref.noun.lower() not in sitting]


def caught(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """To whom something is done in what a noun names: "was detained in a raid by soldiers", "died in a fire", "nine
    were killed and two nuns wounded in a raid"."""
    clauses, words, noun = syntax.clauses, grammar.load(), candidate.first
    told = (j for j in range(noun - 1, -1, -1) if syntax.form(j) == "finite" or _is_left_out(syntax, j))
    verb = next(told, -1)
    if (
        candidate.group.type not in RAIDED | STRICKEN
        or verb < 0
        or clauses.low(verb) in words.auxiliaries | words.charging
    ):
        return []  # "was charged in the killing of a guard"
    if clauses.low(candidate.last) in words.undergone and clauses.low(candidate.last + 1) == "of":
        return []  # "was arrested in the killing of a guard"
    gapped = _is_left_out(syntax, verb)
    passive = clauses.has_be(verb, 2) and not clauses.low(verb).endswith("ing")
    inside = clauses.low(verb + 1) in ("in", "during") and words.prepositions.isdisjoint(clauses.lows(verb + 2, noun))
    if not inside or not (passive or gapped or clauses.low(verb) in ("died", "drowned", "perished")):
        return []
    first = next((j for j in range(verb - 1, -1, -1) if syntax.form(j) == "finite"), -1) if gapped else -1
    before = (
        syntax.subjects(first) if first >= 0 and _is_of_harm(clauses.low(first)) and clauses.has_be(first, 2) else []
    )
    return [*before, *syntax.subjects(verb)]


def _is_left_out(syntax: Syntax, j: int) -> bool:
    """Whether a participle of harm is told with the "were" of the one before: "were killed and two nuns wounded"."""
    clauses = syntax.clauses
    if not _is_of_harm(clauses.low(j)):
        return False
    joint = next((k for k in range(j - 1, max(-1, j - _GAPPED), -1) if clauses.low(k) == "and"), -1)
    return 0 < joint < j - 1 and _is_of_harm(clauses.low(joint - 1))


def _is_of_harm(low: str) -> bool:
    harm = grammar.load().harm
    return low in harm.killed or low in harm.injured


def follows(clauses: Clauses, noun: int) -> bool:
    """Whether an inquiry or a trial is what somebody only leads or follows: "stayed to monitor the investigation"."""
    return not _FOLLOWING.isdisjoint(clauses.lows(noun - _OBJECT, noun))
