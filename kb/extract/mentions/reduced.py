"""Past forms that say of a noun which one it is, by a date of their own: "a man arrested on Monday confessed"."""

from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.whom import undergoer
from kb.lexicon import grammar, triggers

_LED = frozenset("on in at since late early last near outside inside".split())
_BY = ("by", "upon")
_OF_HOME = frozenset("from in of near".split())
_REACH = 7  # tokens


def has_own_date(clauses: Clauses, last: int) -> bool:
    """Whether a past form that ends at a token stands behind a noun, and behind its date the verb that the noun has in
    the clause: no verb has two, so this one is none."""
    date = _date(clauses, last + 1)
    if date < 0 or not _tells_more(clauses, last) or undergoer(clauses, last) >= 0:
        return False
    end = date
    while clauses.is_date(end):
        end += 1
    if clauses.low(end) == "from":  # "a man fired on Friday from his job shot two managers"
        end = next((j for j in range(end + 2, end + _REACH) if triggers.load().is_past(clauses.low(j))), end)
    if "by" in clauses.lows(last + 1, date) and clauses.low(end) in triggers.load().guards.reporting:
        return False  # "a report released by Amnesty on Sunday said"
    return _heads_clause(clauses, end) and clauses.segment[end] == clauses.segment[last]


def owner(clauses: Clauses, first: int, after: int) -> int:
    """The past form whose own a date from `first` on is, that stands right before a verb at `after`; -1 if there is
    none."""
    if not all(clauses.is_date(k) for k in range(first, after)):
        return -1
    for j in range(first - 1, max(0, first - _REACH), -1):
        if triggers.load().is_past(clauses.low(j)) and _date(clauses, j + 1) == first and has_own_date(clauses, j):
            return j
        if not clauses.tokens[j].word:
            return -1
    return -1


def is_of_relative(clauses: Clauses, first: int, verb: int) -> bool:
    """Whether the date from `first` on, right before a verb, is that of the clause that tells more of its subject:
    "the fire that destroyed a dairy in Leeds on Tuesday took a piece of its past"; not "said that rebels on Monday"."""
    words, begin = grammar.load(), clauses.begin(first)
    if not begin or clauses.low(begin) not in words.relative or not all(clauses.is_date(k) for k in range(first, verb)):
        return False
    noun, told = clauses.tokens[begin - 1], begin + 1
    plain = noun.word and noun.text.islower() and noun.low not in triggers.load().guards.reporting
    plain = plain and noun.low not in words.prepositions | words.adverbs | words.auxiliaries
    told += clauses.low(told) in ("was", "were", "had")
    row = range(told + 1, first - (clauses.low(first - 1) in ("on", "in")))
    whole = clauses.segment[begin] == clauses.segment[verb] and all(clauses.tokens[k].word for k in row)
    own = plain and whole and triggers.load().is_past(clauses.low(told)) and bool(row)
    reporting = triggers.load().guards.reporting
    return own and not any(clauses.low(k) in reporting or clauses.low(k) in words.auxiliaries for k in row)


def _date(clauses: Clauses, j: int) -> int:
    """The date that begins at a token or behind the preposition there, past where it was: "in Oslo on", "at a hotel
    on"; -1 if none does."""
    words = grammar.load()
    for k in range(j, min(j + _REACH, len(clauses.tokens))):
        if clauses.is_date(k):
            return k
        low, token = clauses.low(k), clauses.tokens[k]
        if low in _BY or (low == "and" and k + 1 < len(clauses.tokens) and clauses.tokens[k + 1].capital):
            continue  # "terms agreed upon by Harlow and Dunlin last June called for"
        place = token.capital or low in words.determiners or clauses.low(k - 1) in words.determiners
        if low not in _LED and (k == j or not place or not token.word):
            return -1
    return -1


def _tells_more(clauses: Clauses, last: int) -> bool:
    """Whether a form can be a participle behind a noun, or behind its home: "a woman of Leeds found dead"."""
    words, verb = grammar.load(), last
    if verb and clauses.low(verb) == "dead":
        verb -= 1
    low, noun = clauses.low(verb), verb - 1
    if noun < 0 or not clauses.tokens[verb].text.islower():
        return False
    if low in words.intransitive or low in triggers.load().guards.reporting:
        return False
    forms = triggers.load().forms(low)
    participle = "participle" in forms if forms else low.endswith("ed")
    if not participle or not clauses.tokens[noun].word or clauses.is_date(noun):
        return False
    if clauses.tokens[noun].capital and noun:
        return clauses.low(noun - 1) in _OF_HOME and noun > 2
    small = words.auxiliaries | words.prepositions | words.openers | words.pronouns | words.adverbs | words.relative
    return clauses.low(noun) not in small | {"and", "or", "but", "not", "'s"}


def _heads_clause(clauses: Clauses, j: int) -> bool:
    """Whether a past form is the verb of its clause, as an auxiliary is and what has an object: "sued the firm", "said
    he fled"; not "opened on Monday helped by gains", "held on Monday suspected rebels"."""
    words, low = grammar.load(), clauses.low(j)
    if low in words.auxiliaries and low not in ("be", "been", "being", "'s"):
        return True
    if not triggers.load().is_past(low):
        return False
    if low in words.intransitive:
        return True  # which no participle is: "died on Sunday"
    after = clauses.tokens[j + 1] if j + 1 < len(clauses.tokens) else None
    if after is None or after.low in (".", '"', "”", "''"):
        return True
    opens = words.determiners | words.pronouns | {"that", "for", "about", "against"}
    return after.low in opens or after.capital or after.date >= 0 or low in triggers.load().guards.reporting
