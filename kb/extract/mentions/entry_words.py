"""With what words an entry of a chronology tells something that do not so elsewhere."""

from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers

_DOINGS = ("tion", "sion", "ment", "ure", "sal", "val")  # how nouns for what is done end


def tells_entry(clauses: Clauses, i: int) -> bool:
    """Whether a word of an entry is a verb in the present: "2006: The fund takes a stake"."""
    low, before, words = clauses.words[i], clauses.prior[i], grammar.load()
    nominal = before in words.determiners or before in words.prepositions or before in words.possessive
    known, plain = triggers.load(), clauses.tokens[i].text.islower()
    return not nominal and plain and known.forms(low) == {"third"} and low not in known.guards.states


def heads_entry(clauses: Clauses, i: int) -> bool:
    """Whether a word at the head of an entry is a noun for what was done: "May 3: Creation of the council"."""
    heads = clauses.tokens[i].start == clauses.body
    return heads and clauses.low(i + 1) == "of" and clauses.low(i).endswith(_DOINGS)


def has_bare_object(clauses: Clauses, i: int) -> bool:
    """Whether nouns without an article stand behind a word, and no verb that they could be the subject of."""
    words, here = grammar.load(), clauses.clause(clauses.segment[i])
    after = clauses.tokens[i + 1] if i + 1 < here.stop else None
    loose = words.prepositions | words.openers | words.auxiliaries | words.adverbs | {"and", "or"}
    if after is None or not after.text.isalpha() or after.date >= 0 or after.low in loose:
        return False
    end = next((j for j in range(i + 1, here.stop) if clauses.low(j) in words.prepositions), here.stop)
    return not any(triggers.may_tell(clauses.low(j)) or _is_third(clauses, j) for j in range(i + 1, end))


def _is_third(clauses: Clauses, j: int) -> bool:
    return triggers.load().forms(clauses.low(j)) == {"third"} and not clauses.tokens[j].capital
