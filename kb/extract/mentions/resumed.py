"""A date behind a relative clause, which is that of the clause before: "killed Omar, who led the rebels, on Friday"."""

from collections.abc import Set

from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar

_RELATIVE = ("who", "whom", "whose", "which", "where")
_PHRASE = 7  # tokens from the comma to the date: "in Lima early on Friday"
_ENDS = (".", ",", ";", "!", "?", '"', "”", "''", "and", "but")


def resumes(clauses: Clauses, first: int, last: int, verbs: Set[int]) -> bool:
    """Whether the date of tokens `first` to `last` stands behind the comma that closes a relative clause, with a
    preposition before it and nothing that could be a verb, and ends what it stands in; `verbs` are the finite verbs of
    the sentence."""
    begin, here, words = clauses.begin(first), clauses.segment[first], grammar.load()
    aside = clauses.clause(here - 1) if here > 1 else range(0)
    if clauses.opener[here - 1] not in _RELATIVE or clauses.opener[here] or clauses.low(begin - 1) != ",":
        return False
    if clauses.low(aside.start - 1) != "," or clauses.low(begin) not in words.prepositions or first - begin > _PHRASE:
        return False
    if not any(verb in aside for verb in verbs) or any(verb >= begin for verb in verbs if verb < first):
        return False
    behind = clauses.tokens[last + 1].low if last + 1 < len(clauses.tokens) else "."
    return behind in _ENDS and any(verb < aside.start for verb in verbs)
