"""Whom a word concerns that is said, asked or ruled: named in what is told, without a part in the saying."""

from collections.abc import Sequence

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.capacity import is_capacity
from kb.extract.mentions.kinds import kind_of
from kb.extract.mentions.lists import spread
from kb.extract.mentions.numbers import is_hedge, is_number
from kb.extract.mentions.parted import is_parted, is_put_in
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import Reference
from kb.lexicon import actors as names
from kb.lexicon import grammar
from kb.model import Role

_TOLD = frozenset(("STATEMENT", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "AGREE", "JUSTICE", "PROTEST"))
# Of these, what a name that only tells more of a thing has no part in: "said that the Harlow talks failed".
_OF_WORDS = frozenset(("STATEMENT", "REJECT"))
# Before a body that has no part in a business told of behind it: "net at Harlow's arm, Dunlin, fell".
_APART = frozenset(("at", "with", "from", "for"))
_WHERE = frozenset(("from", "at", "in", "near", "outside", "inside", "around"))
_KINDS = frozenset(("person", "organisation"))
# Behind a comma, what tells what people meet for: "marched on Monday, demanding that Omar be freed".
_DEMANDING = frozenset("demanding urging denouncing protesting condemning seeking".split())
# What troops and envoys are told to be "of": "the deployment of 750 soldiers".
_MOVES = frozenset(
    """dispatch deployment redeployment sending withdrawal pullout pull-out departure arrival return mobilisation
    mobilization""".split()
)
_SUM = 7  # tokens between a loss and its figure
_NEAR, _SAYING = 6, 14  # tokens before a verb of saying in which what is said ends
_FALLING = frozenset(("fall", "slip", "tumble", "plunge"))  # what befalls a person
_LEAPING = ("jump", "leap", "climb")
_ENDS = frozenset((",", ";", ":", ".", "!", "?", "''", "”", '"'))


def concerned(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """The people and bodies named behind a word of saying up to the next mark: "said that Omar would be released"; of
    a word of business the bodies named before it."""
    clauses, kind = syntax.clauses, candidate.group.type
    if kind == "BUSINESS":
        before = [ref for ref in syntax.refs if ref.last < candidate.first and ref.actor.kind == "organisation"]
        several = names.load().words.several_companies  # "both companies are allies in a fight over a bid"
        before = [r for r in before if not is_parted(clauses, r, candidate) and clauses.low(r.last) not in several]
        before = [r for r in before if not is_put_in(syntax, r)]
        return [r for r in before if syntax.owns(r) or clauses.low(clauses.introducing(r.first)) not in _APART]
    if kind not in _TOLD or (kind == "JUSTICE" and candidate.passive):
        return []  # "was charged in the death of Ann Berg": she has no part in it
    end = next((j for j in range(candidate.last + 1, len(clauses.tokens)) if _parts(syntax, j)), len(clauses.tokens))
    if kind not in _OF_WORDS:  # "was signed in May and annulled by the court"
        ties = (j for j in range(candidate.last + 1, end) if clauses.low(j) == "and")
        end = next((j for j in ties if syntax.form(j + 1) in ("finite", "participle")), end)
    behind = [ref for ref in syntax.refs if candidate.last < ref.first < end and ref.actor.kind in _KINDS]
    behind = [ref for ref in behind if not is_capacity(syntax, ref) and not _is_there(clauses, ref)]
    return [ref for ref in behind if kind not in _OF_WORDS or not _only_tells(syntax, ref)]


def _only_tells(syntax: Syntax, ref: Reference) -> bool:
    """Whether a name only tells which thing is meant: "the Harlow talks"."""
    named = syntax.clauses.tokens[ref.last].capital and not syntax.owns(ref)
    return named and syntax.modifies(ref) and not syntax.clauses.low(ref.last + 1).endswith("ed")


def _is_there(clauses: Clauses, ref: Reference) -> bool:
    """Whether a site is only where something is: "called on them to leave from outside the embassy"."""
    return names.is_site(ref.actor.name) and clauses.low(clauses.introducing(ref.first)) in _WHERE


def told_of(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Of whom a statement tells: the subject of the clause that it opens, or that stands quoted before it."""
    clauses = syntax.clauses
    if quoted := _behind_colon(syntax, candidate):
        return quoted
    behind = next((r for r in syntax.refs if r.first > candidate.last), None)
    segment = clauses.segment[candidate.first]
    ahead = [r for r in syntax.refs if r.last < candidate.first]
    behind = behind if behind and _heads(syntax, behind) else None
    if behind and clauses.segment[behind.first] == segment + 1 and clauses.opener[segment + 1] == "that":
        return spread([behind], syntax.lists)
    ahead = [r for r in ahead[:1] if _heads(syntax, r)]
    begin = max(candidate.first - _SAYING, min(clauses.begin(candidate.first) - 1, candidate.first - _NEAR))
    told = any(low in (",", "''", "”", '"') for low in clauses.lows(begin, candidate.first))
    return spread(ahead[:1], syntax.lists) if ahead and told and clauses.segment[ahead[0].first] < segment else []


def is_sent(clauses: Clauses, candidate: Candidate, ref: Reference) -> bool:
    """Whether a name is whom somebody says they send or withdraw: "announced the deployment of 750 soldiers"."""
    of = clauses.introducing(ref.first)
    while of > 0 and (is_hedge(clauses, of) or is_number(clauses.low(of))):
        of -= 1  # "the dispatch of about 750 paratroopers"
    return candidate.group.type == "STATEMENT" and clauses.low(of) == "of" and clauses.low(of - 1) in _MOVES


def _behind_colon(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Whom what is said or written begins with: "tweeted on Monday: 'My friend Ann Berg has died'"."""
    clauses = syntax.clauses
    near = range(candidate.last + 1, min(candidate.last + _SAYING, len(clauses.tokens)))
    colon = next((j for j in near if clauses.low(j) == ":" and clauses.tokens[j].date < 0), -1)
    if colon < 0 or clauses.quoted[colon] or clauses.quoted[colon - 1]:
        return []  # "wrote in his book 'Oslo: The Fall of Berg'"
    begin = [r for r in syntax.refs if colon < r.first <= colon + _NEAR and r.actor.kind in _KINDS] if colon > 0 else []
    first = next((r for r in begin if clauses.tokens[r.last].capital and _heads(syntax, r)), None)
    verbs = (syntax.form(j) == "finite" for j in range(colon + 1, first.first if first else colon))
    return [first] if first is not None and not any(verbs) else []


def _heads(syntax: Syntax, ref: Reference) -> bool:
    """Whether a name stands for itself: no owner, no part of a phrase with a preposition."""
    before = syntax.clauses.low(syntax.clauses.introducing(ref.first))
    phrase = before in grammar.load().prepositions - {"that", "after", "before", "since"}
    return not phrase and not syntax.owns(ref) and not syntax.modifies(ref)


def _parts(syntax: Syntax, j: int) -> bool:
    """Whether a mark ends what is told; one inside a date or a name does not."""
    clauses = syntax.clauses
    demands = clauses.low(j) == "," and clauses.low(j + 1) in _DEMANDING
    return clauses.low(j) in _ENDS and clauses.tokens[j].date < 0 and j not in syntax.at and not demands


def moved(syntax: Syntax, candidate: Candidate, known: Sequence[Reference] = ()) -> Role:
    """What part a company has in a move of the market: its shares are traded by others, its sales and losses are its
    own, as far as nobody is `known` to have made them."""
    clauses = syntax.clauses
    if candidate.noun and clauses.low(candidate.last) in names.load().words.figures and not known:
        near = clauses.lows(candidate.first - _SUM, candidate.last + _SUM)
        return "other" if grammar.load().amounts.isdisjoint(near) else "source"
    here = [j for j in range(candidate.first) if clauses.segment[j] == clauses.segment[candidate.first]]
    own = {clauses.low(j) for j in here} & names.load().words.figures
    return "source" if own else "other"


def mover(syntax: Syntax, candidate: Candidate) -> Role:
    """What part the subject of a verb of moving has: who fell from a roof was hurt, a man who jumped or climbed did
    so, and who dropped bombs."""
    told = kind_of(syntax.clauses, candidate)
    if told in ("ACCIDENT", "DISASTER"):
        return "target"
    if told == "ASSAULT":
        return "source"
    alone = told == "OTHER" and not candidate.noun
    if alone and any(ref.actor.kind == "person" for ref in syntax.subjects(candidate.first)):
        if candidate.lemma in _LEAPING:
            return "source"
        return "target" if candidate.lemma in _FALLING else moved(syntax, candidate)
    return moved(syntax, candidate)
