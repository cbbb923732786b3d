"""Where the words of a trigger stand in a sentence: one after the other, or with words between them."""

from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar
from kb.lexicon.triggers import Entry

# So many words may stand inside a phrasal verb ("set the old house up"), and, beside a date, before "guilty".
GAP, FOUND_GAP = 3, 8
# What begins a date that has no "in" before it.
_VOTING = ("voted", "vote", "votes", "voting")
_ALONE = frozenset(
    "last next yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday".split()
)


def matched(clauses: Clauses, i: int, entry: Entry) -> int:
    """Index of the entry's last token when its words stand at i, else -1. A phrasal verb may hold words between."""
    if len(entry.words) == 1:
        return i
    last = i + len(entry.words) - 1
    if clauses.lows(i, last + 1) == entry.words:
        if entry.lemma.startswith("admit ") and entry.words[1].endswith("ing"):
            return i  # "admitted killing two": the killing is a deed of its own
        if entry.words[1:] == ("at",) and clauses.prior[i] in grammar.load().be and _leads_on(clauses, last):
            return -1  # "shot at his home on Friday"
        # "Fired on June 8": the preposition is the date's.
        dated = last + 1 < len(clauses.tokens) and clauses.tokens[last + 1].date >= 0
        if dated and entry.words[-1] == "in" and clauses.low(last + 1) in _ALONE and clauses.low(last + 2) != "'s":
            return last  # "sworn in last May"
        return -1 if dated and entry.words[-1] in grammar.load().prepositions else last
    if "noun" in entry.forms or len(entry.words) != 2:
        return -1
    if entry.words[1] in grammar.load().prepositions and not _hands_over(clauses, i, entry):
        return i if clauses.low(_past_date(clauses, i + 1)) == entry.words[1] else -1
    far = entry.words[1] == "guilty" and any(token.date >= 0 for token in clauses.tokens)
    for gap in range(1, 1 + (FOUND_GAP if far else GAP)):
        if clauses.low(i + gap) == "to":
            return -1  # "sent to a police station" sends no police
        if clauses.low(i + 1 + gap) == entry.words[1] and clauses.segment[i] == clauses.segment[i + 1 + gap]:
            return i
    return -1


def _hands_over(clauses: Clauses, i: int, entry: Entry) -> bool:
    """Whether "over" goes with a verb before its object: "handed Omar Said over to Turkey"."""
    near = range(i + 2, i + 2 + GAP)
    return entry.words[1] == "over" and any(clauses.lows(j, j + 2) == ("over", "to") for j in near)


def _leads_on(clauses: Clauses, i: int) -> bool:
    """Whether a preposition has a phrase of its own behind it: "shot at his home", not "shot at by snipers"."""
    after = clauses.tokens[i + 1] if i + 1 < len(clauses.tokens) else None
    words = grammar.load()
    return after is not None and after.word and after.date < 0 and after.low not in words.prepositions | words.adverbs


def _past_date(clauses: Clauses, i: int) -> int:
    """The token behind a date that stands between a verb and its preposition: "called on Sunday for talks"; behind how
    a vote went, "voted 61-38 on Sunday to close it"."""
    i = _past_score(clauses, i) if clauses.low(i - 1) in _VOTING else i
    j = begin = i + (clauses.low(i) in grammar.load().prepositions and clauses.is_date(i + 1))
    while j < len(clauses.tokens) and clauses.tokens[j].date >= 0:
        j += 1
    return j if j > begin else i


def _past_score(clauses: Clauses, i: int) -> int:
    """The token behind the count or manner of a vote: "61-38", "61 to 38", "unanimously"."""
    j = i + clauses.low(i).endswith("ly")
    while clauses.low(j)[:1].isdigit() or (clauses.low(j) in ("-", "–", "to") and clauses.low(j + 1)[:1].isdigit()):
        j += 1
    return j + (clauses.low(j).endswith("ly"))


def cancelled(clauses: Clauses, first: int, last: int, entry: Entry) -> bool:
    """Whether one of the entry's `unless` patterns (plain words, `*` for any one) covers the trigger."""
    if entry.company.isdisjoint(clauses.words):
        return False
    for pattern in entry.unless:
        for start in range(first - len(pattern) + 1, last + 1):
            if start < 0:
                continue
            words = clauses.lows(start, start + len(pattern))
            if pattern[-1] == "on" and clauses.is_date(start + len(pattern)):
                continue  # "seized on May 3"
            if len(words) == len(pattern) and all(p in ("*", w) for p, w in zip(pattern, words, strict=True)):
                return True
    return False
