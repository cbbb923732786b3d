"""The verb whose "was" a headline leaves out: "Mayor jailed for fraud", "Five shot dead in Lima"."""

from bisect import bisect_left

from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers

_PAIRS = frozenset((("shot", "dead"), ("found", "dead"), ("found", "guilty"), ("named", "as"), ("sentenced", "to")))
_TIED = frozenset(("and", "or", "but", ","))
_AT_LEAST = (("at", "least"), ("at", "most"), ("up", "to"), ("more", "than"), ("as", "many"))
_ABOUT = ("around", "about", "between", "over", "under")
# Whoever is made something so has the post behind it, without an article.
_MAKING = frozenset("elected re-elected reelected appointed reappointed crowned named".split())
_POST = 3  # tokens
_MONEY = frozenset("$£€¥")


def unsaid(clauses: Clauses) -> int:
    """The first verb of a sentence if it takes an object and has none, else -1. Nobody jails without saying whom."""
    words = grammar.load()
    begin = bisect_left(clauses.tokens, clauses.body, key=lambda token: token.start)
    for i in range(begin, len(clauses.tokens)):
        low = clauses.low(i)
        if clauses.entry and clauses.low(i - 1) == "," and not clauses.opener[clauses.segment[i]]:
            begin = i  # "May 3: 400 block of Elm, two men arrested"
        other = clauses.segment[i] != clauses.segment[begin]
        if other or low in words.relative or low in words.auxiliaries or low in words.subjects:
            return -1
        heads = clauses.entry and clauses.tokens[i].start == clauses.body  # "1994: Elected president"
        past = (heads or clauses.tokens[i].text.islower()) and (triggers.load().is_past(low) or low == "born")
        needy = low in words.needy or (clauses.entry and low in words.needy_in_entries)
        if past and (needy or clauses.lows(i, i + 2) in _PAIRS):
            alone = (heads or (i > begin and clauses.tokens[i - 1].word)) and clauses.low(i + 1) not in _TIED
            alone = alone and not _is_owned(clauses, begin, i)
            alone = alone and not (_has_object(clauses, i) or _goes_on(clauses, i))
            if alone or not heads:
                return i if alone else -1
        elif past and not heads and not _says_more(clauses, i):
            return -1
    return -1


def _says_more(clauses: Clauses, i: int) -> bool:
    """Whether a past form stands before the noun of which it says more: "two wounded men freed"."""
    return clauses.tokens[i + 1 : i + 2] != () and clauses.low(i + 1) in grammar.load().harm.persons


def _is_owned(clauses: Clauses, begin: int, verb: int) -> bool:
    """Whether a past form may say more of somebody within the subject: "the family of a nurse shot dead"; a place there
    is nobody, "Man from Leeds jailed"."""
    led = [j for j in range(begin, verb) if clauses.low(j) in grammar.load().prepositions]
    return bool(led) and not (clauses.low(led[-1]) in ("from", "in") and clauses.tokens[verb - 1].capital)


def _goes_on(clauses: Clauses, verb: int) -> bool:
    """Whether an object begins behind a date, "detained in Oslo on Tuesday two men", or a later verb is main."""
    words = grammar.load()
    for j in range(verb + 1, len(clauses.tokens) - 1):
        if clauses.segment[j + 1] != clauses.segment[verb]:
            return False
        low = clauses.low(j + 1)
        if low in words.be or low in words.have:
            return True
        after = clauses.is_date(j) and not clauses.is_date(j + 1) and clauses.tokens[j + 1].word
        if after and low not in words.prepositions | words.openers | words.adverbs | {"and", "or"}:
            return not low.endswith("ing")  # "killed on Monday trying to flee"
    return False


def _has_object(clauses: Clauses, verb: int) -> bool:
    """Whether an object begins behind a verb or the date behind it: "detained on Monday 12 protesters"; a sum of money
    is none, nor what "of", "to" or "as" leads."""
    words, after = grammar.load(), verb + 1
    after += clauses.low(after) in ("dead", "guilty")
    after += clauses.low(after) in ("on", "in") and clauses.is_date(after + 1)
    while clauses.is_date(after):
        after += 1
    after += 2 * (clauses.lows(after, after + 2) in _AT_LEAST)
    counted = clauses.low(after + 1)[:1].isdigit() or clauses.low(after + 1) in words.numbers
    if clauses.low(after) in _ABOUT and counted:
        return True  # "arrested around 40 people"
    if clauses.low(verb) in _MAKING and _is_post(clauses, after):
        return False
    token = clauses.tokens[after] if after < len(clauses.tokens) else None
    if token is None or not token.word or token.low[:1] in _MONEY:
        return False
    loose = words.prepositions | words.openers | words.adverbs | {"as", "to"}
    return token.low not in loose and not (clauses.is_date(after - 1) and token.low.endswith("ing"))


def _is_post(clauses: Clauses, i: int) -> bool:
    """Whether a post is named at a token, without an article or a holder: "elected prime minister of Peru"."""
    offices = grammar.load().where.offices
    if clauses.low(i) in grammar.load().determiners:
        return False
    post = next((j for j in range(i, i + _POST) if clauses.low(j) in offices), -1)
    if any(token.capital for token in clauses.tokens[i:post]):
        return False  # "Peru elected Omar president"
    behind = clauses.tokens[post + 1] if 0 <= post < len(clauses.tokens) - 1 else None
    return post >= 0 and not clauses.low(post).endswith("s") and not (behind is not None and behind.capital)
