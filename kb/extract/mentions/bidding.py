"""Who wants something done to others: "the minister ordered the prisoners to be freed"."""

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.numbers import is_number
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import Reference
from kb.lexicon import grammar, triggers

_REACH = 12  # tokens
_ORDERING = frozenset(("order", "orders", "ordered", "ordering", "wants", "wanted"))
_BIDDING = frozenset(
    """order orders ordered want wants wanted expect expects expected ask asks asked asking plan plans planned call
    calls called calling demand demands demanded allow allows allowed permit permits permitted urge urges urged
    prepare prepared preparing arrange arranged arranging wait waited waiting push pushed press pressed cause caused
    force forced forces enable enabled request requested require requires required""".split()
)


def bidders(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Who orders, wants or expects somebody or something else "to be" what a passive verb says, or to have it done,
    "ordered Omar freed"; not who "wants to be" or "was ordered to be" so."""
    verb = _bidding(syntax.clauses, candidate)
    if verb < 0:
        return []
    be = verb - 1 if syntax.clauses.low(verb).endswith("ing") else verb
    near = syntax.at.get(syntax.clauses.before[be])
    return [ref for ref in syntax.subjects(be) if ref.last < verb] or ([near] if near is not None else [])


def undergoers(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """The subjects of a verb, but for who wants it done to others."""
    own = syntax.subjects(candidate.first)
    others = bidders(syntax, candidate) if own else []
    return [ref for ref in own if ref not in others]


def _bidding(clauses: Clauses, candidate: Candidate) -> int:
    """The verb of wanting behind which a noun stands that is "to be" something; -1 where there is none."""
    words, end, known = grammar.load(), candidate.first, _ORDERING
    if candidate.passive and clauses.lows(end - 2, end) == ("to", "be"):
        end, known = end - 2, _BIDDING
    elif candidate.noun or not triggers.load().is_past(clauses.low(end)):
        return -1
    verb = next((j for j in range(end - 1, max(-1, end - _REACH), -1) if clauses.low(j) in known), -1)
    inner = clauses.tokens[verb + 1 : end] if verb > 0 else []
    loose = words.adverbs | words.openers | (words.prepositions if known is _ORDERING else frozenset())
    plain = all(t.word and t.date < 0 and t.low not in loose for t in inner)
    if not inner or not plain or inner[-1].low in words.prepositions:
        return -1
    told = inner[0].capital or inner[0].low in words.determiners or is_number(inner[0].low)
    told = told and not any(triggers.load().is_past(t.low) for t in inner if not t.capital)
    if known is _ORDERING and not told:
        return -1  # "soldiers ordered home died", "who ordered Omar jailed died"
    undergone = clauses.has_be(verb) and not clauses.low(verb).endswith("ing")
    return -1 if undergone else verb
