"""With what words an entry of a chronology tells something that do not so elsewhere."""

from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers

_DOINGS = ("tion", "sion", "ment", "ure", "sal", "val")  # how nouns for what is done end


def tells_entry(clauses: Clauses, i: int) -> bool:
    """Whether a word of an entry is a verb in the present: "2006: The fund takes a stake"; not "Rockets land"."""
    low, before, words, known = clauses.words[i], clauses.prior[i], grammar.load(), triggers.load()
    nominal = before in words.determiners or before in words.prepositions or before in words.possessive
    nominal = nominal or before[:1].isdigit() or bool(known.forms(clauses.low(i + 1)) & {"past", "base"})
    plain = clauses.tokens[i].text.islower() or clauses.tokens[i].start == clauses.body
    return not nominal and plain and known.forms(low) == {"third"} and low not in known.guards.states


def opens_telling(clauses: Clauses, i: int, last: int) -> bool:
    """Whether an entry begins with a verb in -s that has its object behind it: "1998: Launches Harlow Online"; not
    "Riots kill nine"."""
    words, after = grammar.load(), clauses.low(last + 1)
    if clauses.tokens[i].start != clauses.body or "third" not in triggers.load().forms(clauses.low(last)):
        return False
    capital = last + 1 < len(clauses.tokens) and clauses.tokens[last + 1].capital
    return capital or after in words.determiners or after in words.possessive or after[:1].isdigit()


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


def third_follows(clauses: Clauses, i: int) -> bool:
    """Whether a name stands right behind a word, and then the verb: "a crew of the ship Xue Long picks up nine"."""
    j = i + 1
    while j < len(clauses.tokens) and clauses.tokens[j].capital:
        j += 1
    return j > i + 1 and _is_third(clauses, j)


def heads_plural(clauses: Clauses, i: int) -> bool:
    """Whether several are whom a clause tells of, and a preposition tells more of them before a word: "rebel forces in
    South Sudan gain control of the city"."""
    words, begin = grammar.load(), clauses.begin(i)
    if begin < clauses.index_at(clauses.body) <= i:
        begin = clauses.index_at(clauses.body)
    led = next((j for j in range(begin + 1, i) if clauses.low(j) in words.prepositions), -1)
    tied = led - 1 if led > 1 and triggers.may_tell(clauses.low(led - 1)) else -1  # "fighters affiliated with a sect"
    head = clauses.low(led - 1 - (tied > 0)) if led > 0 else ""
    plural = head in words.plurals or (head.endswith("s") and not head.endswith("ss"))
    return plural and led < i - 1 and not any(triggers.may_tell(clauses.low(j)) for j in range(begin, i) if j != tied)


def _is_third(clauses: Clauses, j: int) -> bool:
    return triggers.load().forms(clauses.low(j)) == {"third"} and clauses.tokens[j].text.islower()
