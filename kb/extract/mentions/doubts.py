"""Signs that what a verb or noun names did not happen, only may, or happened at last after all."""

from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers

_BACK, _FAR, _NEAR = 7, 20, 4
_OWNING_UP = frozenset("guilty confess confesses confessed confessing admit admits admitted admitting".split())
_UNOWNED = frozenset("not never if would will may might could to refused denied".split())
_POSSIBLE = frozenset(("possible", "conceivable", "plausible", "imaginable"))
_CHANCES = frozenset(("chance", "possibility", "risk", "danger", "prospect"))
_DID = frozenset(("did", "was", "were", "had", "could"))
_NOT_DONE = frozenset(("didn't", "wasn't", "weren't", "hadn't", "couldn't"))
_STAYING = frozenset("stay last remain continue live wait work know think expect need want".split())
_AT_LEAST = frozenset(("fewer", "less", "more", "longer", "other", "later", "sooner", "doubt", "matter"))
_BIDDEN = frozenset("asked asks ordered orders told tells require required requires instructed urged needs".split())
_WAS_TO_HAVE = (("was", "to", "have"), ("were", "to", "have"))
_IN_PART = frozenset(("doub", "trip", "quad", "halv", "wipe", "dest", "fini", "comp", "exha", "depl"))
_MEMORY = frozenset("memory anniversary anniversaries memorial memorials monument monuments statue remembrance".split())
_CLOSING = frozenset(("'", "’", ")", "%"))
_WAS_PLANNED = frozenset(("was", "were", "had", "'d"))
_WHILE = ("while", "as", "when")
_INVESTIGATING = frozenset(("investigating", "investigated", "probing", "probed"))
_WRONGLY = frozenset(("wrongly", "mistakenly", "falsely", "erroneously", "incorrectly"))
_AT_FIRST = frozenset(("initially", "first", "originally"))
_FALSE = frozenset(("false", "untrue", "wrong", "unfounded", "incorrect", "baseless", "mistaken", "hoax"))
_MAYBE = frozenset(("could", "may", "might", "can"))
_NEGATIONS = frozenset(("not", "never", "without", "nor", "no", "hardly", "scarcely", "rarely", "seldom"))
_THINKING = frozenset(("think", "believe", "hope", "guess", "bet", "suspect", "doubt", "wish"))
_CERTAIN = frozenset(("sure", "certain", "confident", "hopeful", "afraid", "optimistic"))
_I_AM = ("i'm", "i’m", "we're", "we’re")
_SUPPOSING = ("if", "unless", "whether")
_CASES = frozenset(("event", "case"))
_IN_CASE = frozenset(
    (
        *(("in", "case", low) for low in ("of", "that", "the", "a", "an", "it", "he", "she", "they", "any")),
        ("in", "the", "event", "of"),
        ("in", "the", "event", "that"),
    )
)
_SUPPOSED = 30  # tokens
_AWAITED = ("expected", "due", "likely", "set", "scheduled", "slated")
_SUBJECT = 7  # tokens of what stands behind a noun
_PAST_IT = frozenset(("in", "during", "by", "after", "since", "and", "but", "when", "while"))
_RUMOURS = frozenset(
    """rumour rumours rumor rumors speculation hoax gossip accusation accusations allegation allegations claim claims
    suspicion suspicions fear fears feared""".split()
)
# What somebody escapes did not befall them: "to avoid being killed", "for fear of being jailed".
_ESCAPING = frozenset(
    """avoid avoids avoided avoiding prevent prevents prevented preventing escape escapes escaped escaping evade evaded
    evading dodge dodged dodging risk risks risked risking fear fears feared fearing""".split()
)
_RISKS = frozenset("fear risk threat danger possibility chance prospect hope hopes instead".split())
_KEEPING = frozenset("kept keep keeping saved save stopped stop spared protected protect prevented prevent".split())
_BEING = 6  # tokens


def is_not_until(clauses: Clauses, i: int) -> bool:
    """Whether what a verb tells happened at last: "did not meet him until 2008", "was not freed until Monday"."""
    words, begin = grammar.load(), clauses.begin(i)
    j = i - 1
    while j > begin and (clauses.low(j) in words.adverbs - _NEGATIONS or clauses.low(j) in ("be", "been")):
        j -= 1
    denied = clauses.low(j) in _NOT_DONE or (clauses.low(j) in ("not", "never") and clauses.low(j - 1) in _DID)
    if not denied or clauses.low(i) in _STAYING:
        return False
    for j in range(i + 1, min(len(clauses.tokens) - 1, i + _FAR)):
        low = clauses.low(j)
        if low in ("until", "till"):
            return clauses.is_date(j + 1)
        if clauses.segment[j] != clauses.segment[i] or triggers.may_tell(low):
            return False
        if low == "to" and clauses.low(j + 1) not in words.determiners and not clauses.tokens[j + 1].capital:
            return False  # "did not agree to stay until Monday"
    return False


def is_due(clauses: Clauses, i: int) -> bool:
    """Whether a verb tells what somebody has to do by a date: "must respond by July 26", "asked it to reply by"."""
    near = clauses.lows(max(clauses.begin(i), i - _BACK), i)
    bidden = near[-1:] == ("to",) and (not _BIDDEN.isdisjoint(near) or near[-2:-1] in (("has",), ("have",)))
    if ("must" not in near and not bidden) or (not bidden and "have" in near):
        return False
    for j in range(i + 1, min(len(clauses.tokens) - 1, i + _FAR)):
        low = clauses.low(j)
        if low == "by" and clauses.is_date(j + 1):
            return True
        if clauses.segment[j] != clauses.segment[i] or triggers.may_tell(low):
            return False
    return False


def fell_short(clauses: Clauses, i: int) -> bool:
    """Whether what a verb tells was only close, would have been or only may be: "almost shot him", "came close to
    taking the town", "was to have begun on Monday", "had the bill passed, …", "it is possible he fled"; but "almost
    doubled"."""
    if _is_possible(clauses, i):
        return True
    words = grammar.load()
    near, before = clauses.lows(i - 5, i), clauses.low(i - 1)
    if before in ("almost", "nearly") and clauses.low(i)[:4] not in _IN_PART and not clauses.low(i - 2)[-1:].isdigit():
        return True
    if near[-1:] == ("to",) and near[-2:-1] in (("close",), ("near",)) and clauses.low(i).endswith("ing"):
        return True
    if any(near[j : j + 3] in _WAS_TO_HAVE for j in range(len(near) - 2)):
        return True
    inverted = clauses.low(0) == "had" and clauses.segment[i] == 0 and not words.unreal.isdisjoint(clauses.words)
    return inverted and clauses.low(1) not in words.be


def _is_possible(clauses: Clauses, i: int) -> bool:
    """Whether a clause hangs on what says that it only may be so: "it is possible that he fled", "there is a chance the
    army will attack"."""
    words = grammar.load()
    for j in range(max(1, clauses.begin(i) - _NEAR), i - 1):
        low, subject = clauses.low(j), "it" if clauses.low(j) in _POSSIBLE else "there"
        if low == "time" and clauses.low(j - 1) == "next" and not triggers.load().is_past(clauses.low(i)):
            return True  # "think of it the next time he calls"
        if (low in _POSSIBLE or low in _CHANCES) and clauses.low(j + 1) not in ("to", "for", "of", ",", "."):
            led = clauses.lows(j - _NEAR, j)
            return subject in led and not words.be.isdisjoint(led[led.index(subject) :])
    return False


def remembering(clauses: Clauses, i: int) -> int:
    """The noun before a trigger that tells of its memory: "in memory of nine people killed in a fire", "the anniversary
    of the crash that killed 90"; -1 if there is none."""
    for j in range(i - 2, max(-1, i - _FAR), -1):
        if clauses.low(j) in _MEMORY and clauses.low(j + 1) in ("of", "to", "for"):
            return j
        if clauses.low(j) in grammar.load().auxiliaries or clauses.low(j) == "," or clauses.is_date(j):
            return -1
    return -1


def is_supposed(clauses: Clauses, i: int) -> bool:
    """Whether a trigger is of what is only supposed: "if", "unless", "in the event that we sell", "in case of war"."""
    if clauses.opener[clauses.segment[i]] in _SUPPOSING:
        return True
    if _CASES.isdisjoint(clauses.words):
        return False
    row = clauses.lows(max(0, i - _SUPPOSED), i)
    return any(row[k : k + 4] in _IN_CASE or row[k : k + 3] in _IN_CASE for k in range(len(row)))


def is_opinion(clauses: Clauses, i: int) -> bool:
    """Whether what will be is only what a speaker thinks or hopes: "I'm sure it will be broken next year"."""
    row = clauses.lows(max(0, i - _SUPPOSED), i)
    for k, low in enumerate(row):
        behind = row[k + 1 : k + 3]
        thinks = low in ("i", "we") and behind[:1] and (behind[0] in _THINKING or behind[-1] in _CERTAIN)
        if not thinks and not (low in _I_AM and behind[:1] and behind[0] in _CERTAIN):
            continue
        if {":", ";"}.isdisjoint(row[k:]) and behind[1:] not in (("in",), ("of",)):
            return True
    return False


def asks_you(before: tuple[str, ...]) -> bool:
    """Whether a verb is asked of who is spoken to: "how many people will you kill today"."""
    return any(low == "you" and before[j - 1] in grammar.load().auxiliaries for j, low in enumerate(before) if j)


def is_noun_to_be(clauses: Clauses, to: int) -> bool:
    """Whether "to" and a date behind its verb say what is due: "guidelines to be published in May"."""
    words, before = grammar.load(), clauses.low(to - 1)
    verb = to + 2 + (clauses.low(to + 2) in words.adverbs)
    date = verb + 1 + (clauses.low(verb + 1) in ("in", "on", "by", "early", "late"))
    plural = before.endswith("s") and before.isalpha() and not triggers.load().is_past(before)
    return plural and (clauses.is_date(date) or clauses.is_date(date + 1))


def is_headline_plan(clauses: Clauses, to: int) -> bool:
    """Whether "to" stands for "will" in a headline, which has no other verb before it: "Kenya to hold polls in August";
    not "How to win", "Bid to save a mill", "Ready to go"."""
    words, known = grammar.load(), triggers.load()
    last = clauses.tokens[-1]
    if not 0 < to < _FAR or not clauses.tokens[0].capital or (not last.word and last.text not in _CLOSING):
        return False
    loose = (words.prepositions | words.subjects | words.openers | words.auxiliaries) - {"of"}
    before = clauses.words[:to]
    if before[-1] in words.wanting | words.trailing or not loose.isdisjoint(before):
        return False
    return all(low.isalpha() and "third" not in known.forms(low) and not known.is_past(low) for low in before)


def is_only_possible(clauses: Clauses, i: int) -> bool:
    """Whether an indefinite noun is the object of what may be or was not: "could match the record of nine defeats",
    "has not scored a win since 2005", "no one-time gains or losses", "would like a vote", "barring a flood or a bad
    defeat"; what may come "after the raid" has its raid."""
    words, begin, inside = grammar.load(), clauses.begin(i), True
    near = clauses.lows(i - 2 * _BACK, i)
    if "barring" in near and "," not in near[near.index("barring") :]:
        return True
    for j in range(i - 1, max(begin - 1, i - _BACK - 1), -1):
        low = clauses.low(j)
        wished = low == "like" and clauses.low(j - 1) in ("would", "'d", "should")
        if wished or low in _MAYBE or (low == "no" and clauses.low(j + 1) not in _AT_LEAST):
            return True
        if triggers.load().is_past(low) and clauses.tokens[j].text.islower():
            return negated(clauses.lows(max(begin, j - 3), j))
        if low in words.auxiliaries or clauses.is_date(j) or not clauses.tokens[j].word or low in words.openers:
            return False
        if (low in words.prepositions and low != "of") or (inside and low in words.definite):
            return False
        inside = inside and low != "of"
    return False


def negated(before: tuple[str, ...]) -> bool:
    near = before[-5:]
    if near[-1:] in (("and",), ("but",)):
        near = tuple([low for low in near if low != "no"])  # "found no evidence and freed him"
    if not _NEGATIONS.isdisjoint(near) or not grammar.load().nobody.isdisjoint(before):
        return True
    return any(low.endswith("n't") or low == "t" for low in near)  # "hadn’ t", where a text sets marks apart


def came_to_nothing(clauses: Clauses, i: int) -> bool:
    """Whether a sentence says that a plan came to nothing: "was due to play on Monday but did not", "…, but cancelled";
    not "but did not say when"."""
    but = clauses.words.index("but", i) if "but" in clauses.words[i:] else 0
    if not but or clauses.segment[but] != clauses.segment[i] + 1:
        return False
    words = grammar.load()
    verb = but + 1 + (clauses.low(but + 1) in words.subjects)
    if clauses.low(verb) == "never" or clauses.low(verb + (clauses.low(verb) in words.be)) in words.calling_off:
        return True  # "but never took place", "but was cancelled"
    last = verb + (clauses.lows(verb, verb + 2) == ("did", "not"))
    after = clauses.low(last + 1)
    over = not after[:1].isalnum() or after in words.openers or clauses.is_date(last + 1)
    return over and (last > verb or clauses.low(verb) == "didn't")


def was_overtaken(clauses: Clauses, i: int) -> bool:
    """Whether what was planned was cut short by what "when" tells: "was due to fly on Friday when he fell ill"; not
    "was due to meet on Friday, when the court rules"."""
    behind = clauses.clause(clauses.segment[i]).stop
    if behind >= len(clauses.tokens) or clauses.opener[clauses.segment[behind]] != "when":
        return False
    when = clauses.clause(clauses.segment[behind])
    planned = not _WAS_PLANNED.isdisjoint(clauses.lows(max(clauses.begin(i), i - _BACK - 3), i))
    return planned and clauses.low(behind - 1) != "," and any(triggers.load().is_past(clauses.low(j)) for j in when)


def was_only_meant(clauses: Clauses, i: int) -> bool:
    """Whether a verb tells of harm that somebody but intended to do: "intended to kill a third man on Monday"."""
    if clauses.low(i - 1) != "to" or clauses.low(i - 2) not in ("intended", "meant"):
        return False
    entries = triggers.load().entries.get(clauses.low(i), ())
    return any(entry.group.harm or entry.group.type == "ASSAULT" for entry in entries)


def is_rumoured(clauses: Clauses, i: int) -> bool:
    """Whether a clause tells the content of a rumour, charge or fear: "accusations that he had beaten his son", "feared
    that nine had died"."""
    begin = clauses.begin(i)
    return clauses.opener[clauses.segment[i]] == "that" and not _RUMOURS.isdisjoint(clauses.lows(begin - 3, begin + 1))


def is_awaited(clauses: Clauses, noun: int) -> bool:
    """Whether what a noun names is said to be expected or due: "the release is expected to go ahead on Thursday"; what
    has a day of its own is not, "the raid on Monday is expected to anger the king"."""
    words = grammar.load()
    j = noun + 1
    while j < len(clauses.tokens) and clauses.segment[j] == clauses.segment[noun] and j - noun < _SUBJECT:
        if clauses.is_date(j) or clauses.low(j) in words.relative:
            return False
        if clauses.low(j) in ("is", "are"):
            awaited = clauses.low(j + 1) in _AWAITED and clauses.low(j + 2) in ("to", "on", "in", "for", "by")
            return awaited and clauses.low(j + 3) not in ("be", "have", "cost", "last", "raise")
        j += 1
    return False


def is_confessed(clauses: Clauses, start: int, i: int) -> bool:
    """Whether a word in -ing behind "to" is what somebody owns up to: "pleaded guilty on Monday to killing nine"."""
    if not clauses.low(i).endswith("ing") or clauses.low(i - 1) != "to":
        return False
    row = clauses.lows(start, i - 1)
    return not _OWNING_UP.isdisjoint(row) and _UNOWNED.isdisjoint(row)


def befell_investigator(clauses: Clauses, i: int) -> bool:
    """Whether a verb tells what befell somebody who investigated something, on another day than that: "was killed while
    investigating a shooting", "it was that raid he was investigating when he was killed"."""
    behind, before = clauses.lows(i + 1, i + _BACK), clauses.lows(i - _BACK, i)
    busy = next((j for j, low in enumerate(behind) if low in _WHILE), len(behind))
    if not _INVESTIGATING.isdisjoint(behind[busy : busy + 4]):
        return True
    when = next((j for j, low in enumerate(before) if low in _WHILE), 0)
    return not _INVESTIGATING.isdisjoint(before[:when])


def is_taken_back(clauses: Clauses, i: int, begin: int) -> bool:
    """Whether what a clause from `begin` on tells was only told in error: "wrongly reported that Omar had died", "first
    said that a guard was shot, but later that he was not", "reports that he was shot were false"."""
    said, behind = clauses.lows(begin - _NEAR, begin), clauses.words[i + 1 :]
    if not _WRONGLY.isdisjoint(said):
        return True
    first = not _AT_FIRST.isdisjoint(said) or clauses.lows(0, 2) in (("early", "reports"), ("initial", "reports"))
    if first and "but" in behind:
        later = behind[behind.index("but") :]
        return any(low in _FALSE or low in ("not", "no") or low.endswith("n't") for low in later)
    return clauses.low(0) in ("reports", "news") and not _FALSE.isdisjoint(behind)


def is_unheard_of(clauses: Clauses, i: int) -> bool:
    """Whether a trigger stands behind "no reports" of its clause: "there were no reports police shot anyone"; what
    comes after something, or behind "and", happened all the same."""
    begin = clauses.begin(i)
    if "no" not in clauses.words[begin:i]:
        return False
    evidence = grammar.load().evidence
    denials = (j for j in range(begin, i) if clauses.words[j] == "no")
    first = next((j for j in denials if not evidence.isdisjoint(clauses.lows(j + 1, j + 3))), -1)
    return first >= 0 and _PAST_IT.isdisjoint(clauses.lows(first, i))


def is_escaped(clauses: Clauses, i: int) -> bool:
    """Whether a participle behind "being" tells what somebody escaped or only feared: "to avoid being found and
    killed", "saved him from being shot"."""
    begin = max(clauses.begin(i), i - _BEING)
    being = next((j for j in range(i - 1, begin - 1, -1) if clauses.low(j) == "being"), -1)
    if being < 1 or any(not clauses.tokens[j].word or clauses.is_date(j) for j in range(being, i)):
        return False
    led = clauses.low(being - 1)
    kept = led == "from" and not _KEEPING.isdisjoint(clauses.lows(being - _BEING, being - 1))
    return kept or led in _ESCAPING or (led == "of" and clauses.low(being - 2) in _RISKS)
