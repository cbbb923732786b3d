"""Whether a trigger that is a verb has it done to its subject: passive, reduced or shared across an "and"."""

from kb.extract.mentions.numbers import is_number, measures, number_at
from kb.extract.mentions.reduced import has_own_date
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.whom import undergoer
from kb.lexicon import grammar, triggers
from kb.lexicon.triggers import Entry

CHARGED = {"charged": "with", "accused": "of"}
_BACK, _OPENING, _NOUN, _PHRASE = 7, 14, 4, 5
_NEEDY = ("trapped", "stranded", "kidnapped", "abducted", "captured", "displaced")
_COMING = ("arrived", "came", "went", "landed", "departed")
_TAKEN = ("detained", "rescued", "evacuated")
_LIST, _STOPS = 24, (";", ":", "(", ")", "“", "”", '"', "--")
_BEFALLEN = frozenset("shot stabbed beaten strangled abducted kidnapped raped tortured assassinated ambushed".split())
_TIES = frozenset(("and", "or", ","))
_CALLING = ("stopped", "dropped", "swung")  # "by": paid a visit
_CONTRITE = ("apologised", "apologized")
_PARTICLES = frozenset(("out", "up", "down", "off", "away", "over", "back"))


def is_tried(clauses: Clauses, i: int) -> bool:
    """Whether a participle tells of what somebody is tried for: "charged with murder", "accused of theft"."""
    return clauses.low(i + 1) == CHARGED.get(clauses.low(i))


def is_passive(clauses: Clauses, i: int, last: int, entry: Entry) -> bool:
    words = grammar.load()
    if "participle" not in entry.forms:
        return False
    back = clauses.before[i]
    before = clauses.low(back)
    if i == clauses.unsaid or _has_be(clauses, back):
        return True
    if before in ("and", "or", ",", "but") and (_be_before(clauses, back) or listed_passive(clauses, i) >= 0):
        return _shares_be(clauses, last, entry)
    if before == "those" and not _object_follows(clauses, last):
        return True  # "those killed in the raid"
    if before in words.have or before in words.pronouns or calls_by(clauses, i) or _acts(clauses, i, last):
        return False
    if clauses.low(i) in _COMING:
        return False  # "arrived by boat"
    if (is_tried(clauses, i) if back >= 0 else _is_blamed(clauses, last, entry)) or has_own_date(clauses, last):
        return True  # "appeared in court today charged with murder", "a man arrested on Monday confessed"
    if (before in words.numbers or before[:1].isdigit()) and not _object_follows(clauses, last):
        return entry.group.type != "PROTEST"  # "1,000 demonstrated"
    if "past" in entry.forms and _object_follows(clauses, last):
        return False
    acts = entry.group.object == "target" and entry.group.subject == "source"
    by = _past_date(clauses, last + 1) if acts else last + 1
    if clauses.low(by) == "by" and not clauses.by_doing(by):
        # "Raised interest rates by a quarter point" has its object in itself.
        return len(entry.words) == 1 or clauses.low(last) in words.prepositions | words.adverbs | _PARTICLES
    # "Dismissed the lawsuit" has its object in itself.
    whole = len(entry.words) > 1 and entry.words[1] in words.determiners
    reduced = acts and not whole
    if reduced and back < 0 and not _object_follows(clauses, last):
        # "Rescued on Monday, Omar spoke": who it happened to comes behind the comma.
        return "," in clauses.lows(last + 1, last + _OPENING)
    if not reduced or back < 0 or _object_follows(clauses, last):
        return False
    # Nobody kills or arrests without saying whom.
    needy = entry.group.harm != "" or entry.group.type == "JUSTICE" or clauses.low(last) in _NEEDY
    if before == ",":
        return is_aside(clauses, back, last) or _closes_apposition(clauses, back, last, needy=needy)
    if not clauses.tokens[back].word:
        return False
    needy = needy or (entry.group.type == "LEADERSHIP" and "and" not in clauses.lows(last + 1, last + _BACK))
    free = needy and (_behind_preposition(clauses, back) or _later_verb(clauses, last))
    free = free or ((needy or clauses.low(last) in _TAKEN) and _is_gapped(clauses, back))  # "… and his brother wounded"
    return free or (before not in ("and", "or") and _is_object(clauses, back))


def _is_blamed(clauses: Clauses, last: int, entry: Entry) -> bool:
    """Whether a past form at the head of a sentence tells what its subject is blamed for: "Convicted of murder on
    Monday, Omar wept"."""
    blamed = entry.group.type in ("JUSTICE", "ACCUSE") and entry.words[-1] in ("of", "with")
    return blamed and "," in clauses.lows(last + 1, last + 2 * _OPENING)


def _shares_be(clauses: Clauses, last: int, entry: Entry) -> bool:
    """Whether a past form that "and" ties to a passive is one too: "was held and fined"; not "was hired and moved to
    Oslo", "was questioned and apologised"."""
    if clauses.lows(last, last + 2) == ("moved", "to") or clauses.low(last) in _CONTRITE:
        return False
    if clauses.low(last) in grammar.load().intransitive - {"left"} and clauses.low(last + 1) != "by":
        return False  # "was released but fled again"
    led = len(entry.words) > 1 and entry.words[-1] in grammar.load().prepositions  # "but convicted of aiding him"
    return led or not _object_follows(clauses, last)


def shares_passive(clauses: Clauses, i: int) -> bool:
    """Whether a past form that is no trigger is behind the "was" of the one before it, "was admitted on Monday and
    discharged on Tuesday"; not "was sacked on Monday and appealed", "was held and screamed"."""
    tied = clauses.prior[i] == "and" and listed_passive(clauses, i) >= 0
    return tied and clauses.low(i) not in grammar.load().intransitive and not _object_follows(clauses, i)


def _acts(clauses: Clauses, i: int, last: int) -> bool:
    """Whether a past form is what its subject does: one that takes no object, "rebels who took a town in May fled", or
    that of a clause about its object, "a nurse whom rebels kidnapped in May"."""
    alone = clauses.low(i) in grammar.load().intransitive and clauses.low(_past_date(clauses, last + 1)) != "by"
    return alone or undergoer(clauses, i) >= 0


def _past_date(clauses: Clauses, i: int) -> int:
    """The "by" of who did it behind a date at a token, "freed last August by the army", else the token itself."""
    j = begin = i + (clauses.low(i) in ("in", "on"))
    while clauses.is_date(j):
        j += 1
    who = clauses.low(j) == "by" and j > begin and _names_doer(clauses, j + 1)
    return j if who else i


def _names_doer(clauses: Clauses, i: int) -> bool:
    """Whether a phrase that tells who did it begins at a token: "by the army", "by Omar"; not "by 3%", "by law"."""
    token = clauses.tokens[i] if i < len(clauses.tokens) else None
    return token is not None and token.date < 0 and (token.capital or token.low in grammar.load().determiners)


def calls_by(clauses: Clauses, i: int) -> bool:
    """Whether "by" goes with a verb of a visit, the only one of its clause: "the mayor stopped by the clinic", but "a
    van stopped by the police held guns"."""
    if clauses.low(i + 1) != "by" or clauses.by_doing(i + 1):
        return False
    if clauses.prior[i] in grammar.load().subjects:
        return True  # "she passed by the church"
    return clauses.low(i) in _CALLING and not any(
        _may_be_verb(clauses, j) for j in clauses.clause(clauses.segment[i]) if j != i
    )


def _is_gapped(clauses: Clauses, back: int) -> bool:
    """Whether "and" ties the phrase that ends at a token to a clause whose verb counts for it too: "Omar was shot and
    his younger brother wounded", "left nine dead and a guard wounded"."""
    joint = next((j for j in range(back - 1, max(-1, back - _PHRASE), -1) if clauses.low(j) == "and"), -1)
    words = grammar.load()
    first = clauses.low(joint + 1)
    led = joint >= back - 2 or first in words.determiners | words.possessive or first in words.numbers
    told = (words.be - {"'s"}) | words.harm.left
    return joint > 0 and led and not told.isdisjoint(clauses.lows(0, joint))


def _has_be(clauses: Clauses, back: int) -> bool:
    """Whether a form of "be" stands at a token or before a date that ends there: "it's closed", "were on Monday called
    in", but "Sotheby's closed its doors"."""
    words, before = grammar.load(), clauses.low(back)
    if before == "'s":
        return clauses.low(back - 1) in words.subjects
    return before in words.be or clauses.low(clauses.undated(back)) in words.be


def is_set_off(clauses: Clauses, i: int, last: int) -> bool:
    """Whether a past form right behind a comma only tells more of the subject before it: "on Monday, Omar, arrested in
    Lima, was freed"."""
    return clauses.low(i - 1) == "," and is_aside(clauses, i - 1, last)


def is_aside(clauses: Clauses, comma: int, last: int) -> bool:
    """Whether commas part a past form from the subject before and its verb behind: "Omar, arrested on Friday, fled"."""
    if any(_may_be_verb(clauses, j) for j in range(comma)):
        return False
    later = range(last + 1, len(clauses.tokens))
    if clauses.entry:  # which tells in the present: "observers, deployed in May, suspend their work"
        close = next((j for j in later if clauses.low(j) == ","), -1)
        if close > 0 and triggers.load().forms(clauses.low(close + 1)) & {"base", "third"}:
            return True
    verb = next((j for j in later if _may_be_verb(clauses, j)), -1)
    return verb > 0 and clauses.low(verb - 1) == "," and clauses.tokens[verb - 1].date < 0


def _closes_apposition(clauses: Clauses, comma: int, last: int, *, needy: bool) -> bool:
    """Whether a participle tells what befell somebody who is named behind a verb: "lost a clerk, Omar Said, shot in the
    head on Monday"."""
    if not needy and clauses.low(last) not in _BEFALLEN:
        return False
    named = clauses.tokens[comma - 1].capital and clauses.tokens[comma - 1].date < 0
    told = any(_may_be_verb(clauses, j) for j in range(comma))
    return named and told and clauses.low(last + 1) not in _TIES and not clauses.opener[clauses.segment[last]]


def _may_be_verb(clauses: Clauses, j: int) -> bool:
    if j >= len(clauses.tokens) or not clauses.tokens[j].text.islower():
        return False
    return triggers.may_tell(clauses.low(j))


def _behind_preposition(clauses: Clauses, noun: int) -> bool:
    """Whether a noun with its article hangs on a preposition and so is no subject: "a park for the girl killed"."""
    words = grammar.load()
    for j in range(noun, max(-1, noun - 4), -1):
        if clauses.low(j) in words.determiners and j < noun:
            return clauses.low(j - 1) in words.prepositions - words.openers - {"than"}
        if not clauses.tokens[j].word or clauses.tokens[j].date >= 0 or not clauses.tokens[j].text.islower():
            return False
    return False


def _is_object(clauses: Clauses, noun: int) -> bool:
    """Whether a noun with an article or a number has a verb right before it: "released a man arrested on Tuesday"."""
    words, j = grammar.load(), noun - 1
    while j > max(0, noun - _NOUN) and _says_more_of_noun(clauses, j) and not _starts_phrase(clauses, j):
        j -= 1
    j -= _starts_phrase(clauses, j) and _starts_phrase(clauses, j - 1)  # "a 12-year sentence imposed"
    verb = clauses.low(j - 1)
    told = clauses.low(j) == "that" or verb in triggers.load().guards.reporting  # "said (that) the men fled"
    done = not told and verb not in words.be and (_may_be_verb(clauses, j - 1) or verb.endswith("ing"))
    return j > 0 and _starts_phrase(clauses, j) and done


def _says_more_of_noun(clauses: Clauses, j: int) -> bool:
    return clauses.tokens[j].text.islower() or clauses.low(j) == "-"


def _starts_phrase(clauses: Clauses, j: int) -> bool:
    return clauses.low(j) in grammar.load().determiners or is_number(clauses.low(j))


def _be_before(clauses: Clauses, joint: int) -> bool:
    """Whether a form of "be" before a joint is shared across it ("was held and fined"); that of an aside is not
    ("Omar, who is ill, told")."""
    words = grammar.load()
    listed = False  # "was hired in 2011, promoted in 2014 and dismissed"
    for j in range(joint - 1, max(-1, joint - 2 * _BACK), -1):
        if clauses.low(j) in words.be and (clauses.low(j) != "'s" or clauses.low(j - 1) in words.subjects):
            aside = clauses.low(joint) == "," and clauses.low(j - 1) in words.relative
            return not (aside or _is_closed(clauses, j, joint))
        listed = listed or (clauses.low(j) == "," and clauses.low(j + 1).endswith("ed"))
        apart = clauses.low(j) in _TIES or clauses.segment[j] != clauses.segment[joint]
        if joint - j > _BACK and apart and not listed:
            return False
    return False


def _is_closed(clauses: Clauses, be: int, joint: int) -> bool:
    """Whether the clause about somebody that a "be" stands in ends before a joint: "a nurse who had been sacked stabbed
    a guard and fled", "Omar, who was drunk, shot a guard and fled"."""
    words, segment = grammar.load(), clauses.segment
    if clauses.opener[segment[be]] not in words.relative:
        return False
    opens = words.determiners | words.pronouns | frozenset(words.numbers)
    known = words.be | words.determiners | words.possessive | words.prepositions | {"and", "or", "but"}
    for k in range(be + 2, joint):
        new = segment[k] != segment[be] or (clauses.prior[k] not in known | {","})
        if new and triggers.load().is_past(clauses.low(k)) and clauses.low(k + 1) in opens:
            return True
    return False


def listed_passive(clauses: Clauses, i: int, start: int = 0) -> int:
    """The first of the participles of which a verb is a later one behind the same "were", "were abducted in Lima, taken
    to a wood and killed"; -1 where it is none."""
    words, joint = grammar.load(), clauses.before[i]
    if clauses.low(joint) not in ("and", "or", ",") or clauses.has_be(i):
        return -1
    here = clauses.segment[i]
    for j in range(joint - 1, max(start, i - _LIST) - 1, -1):
        low = clauses.low(j)
        done = low in words.be and low not in ("'s", "be") and clauses.low(j + 1)
        if done and (triggers.load().is_past(done) or done in triggers.load().participles):
            plain = all(not clauses.opener[s] for s in range(clauses.segment[j] + 1, here + 1))
            aside = clauses.low(joint) == "," and clauses.opener[clauses.segment[j]] in words.relative
            return j + 1 if plain and not (aside or _is_closed(clauses, j, joint)) else -1
        if low in words.subjects | words.auxiliaries | words.say or low in _STOPS or low in words.openers:
            return -1
    return -1


def _object_follows(clauses: Clauses, last: int) -> bool:
    words = grammar.load()
    after = last + 1
    if after >= len(clauses.tokens) or not clauses.tokens[after].word or clauses.tokens[after].date >= 0:
        return False
    low = clauses.low(after)
    number = number_at(clauses, after + 1) if low in words.harm.hedges else None
    if number is not None and not measures(clauses, number):
        return True  # "kidnapped over 200 pupils", not "killed about 40 km from Lima"
    return (
        low not in words.prepositions
        and low not in words.openers
        and low not in words.adverbs
        and low not in ("and", "or")
    )


def _later_verb(clauses: Clauses, last: int) -> bool:
    words, later = grammar.load(), range(last + 1, min(len(clauses.tokens), last + 12))
    if any(clauses.low(j) in words.auxiliaries for j in later):
        return True
    end = next((j for j in later if not clauses.is_date(j) and clauses.low(j) not in words.prepositions), -1)
    return end > 0 and clauses.is_date(end - 1) and _may_be_verb(clauses, end + (clauses.low(end) == ","))


def takes_object(clauses: Clauses, i: int) -> bool:
    """Whether a word stands behind a verb that may begin its object."""
    return clauses.low(i).isalnum() and clauses.low(i) not in grammar.load().prepositions and not clauses.is_date(i)
