"""A sentence as tokens, cut into clause segments: what the later steps look at instead of a parse."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kb.extract.actors.tokens import past_place
from kb.extract.mentions.commas import is_age, is_within
from kb.extract.mentions.dashes import Token, set_dashes
from kb.extract.mentions.entered import entered, opens_entry
from kb.extract.mentions.posts import is_post
from kb.extract.mentions.wording import set_wording
from kb.lexicon import grammar
from kb.model import DateMention, Span

_FLOATING = frozenset(("last", "each", "both", "further", "himself", "herself", "itself", "themselves"))
# What stands before a token, and the token; so that no match object is made for each.
_TOKEN = re.compile(
    r"(\s*)((?:[^\W\d_]\.){2,}|['’](?:s|ve|ll|re|m)\b|’ s\b"
    r"|[^\W\d_]+(?:['’](?!(?:s|ve|ll|re|m)\b)[^\W\d_]+)*(?:-[^\W_]+)*|\d[\d,.]*\d|\d+|``|''|\S)"
)
_THOUSANDS = 3  # digits
_SHORT = 5  # tokens of a sum in brackets
_SUMS = ("$", "£", "€", "¥", "C$", "A$", "US$")
_MEASURES = frozenset(
    "miles kilometers kilometres km mi feet ft metres meters acres hectares euros dollars pounds yen".split()
)
_APART = "' s"  # of an owner, where a text sets marks apart: "Omar’ s brother"
_ITEM = 2
_PIECE = 14
_HOME, _STATE = 9, 7  # tokens
_DATELINE = re.compile(
    r"[A-Z][\w .,'’/-]{1,60}(?:\([\w ,./]{2,30}\))?\s{0,2}(?:--|[–—_]|(?<=\)) ?-)\s{0,2}(?=[\"“`A-Z])"
    r"|[A-Z][\w .,'’/-]{1,60}\([\w ,./]{2,30}\)\s{0,2}(?:--|[–—_-])\Z"  # on a line of its own
)
_DASHES = frozenset("-–—_:")
# Behind these prepositions "that" opens a clause all the same.
_CLAUSAL = frozenset(("except", "but", "than", "as", "after", "before", "until", "since"))
# Behind these "as" opens no clause: "known as Creep".
_BEING = frozenset(
    """known such described regarded seen treated cast dubbed referred hailed serving served same well in appointed
    elected re-elected reelected inaugurated installed nominated reappointed confirmed retained hired""".split()
)
# What opens a clause without "that" before who speaks: "announced it is buying a rival".
_ANNOUNCING = frozenset("announced confirmed disclosed revealed acknowledged admitted reported claimed warned".split())
_ITSELF = ("it", "they", "he", "she")
# Months that are other words too, and one that is none: the former are read as the latter.
_MONTHS, _MONTH = frozenset(("may", "march")), "june"
_QUOTES = frozenset(("“", "``", "”", "''", '"'))
# Which behind an auxiliary opens no clause: "will "build a plant"", "was "shot"".
_OPENING = frozenset(("“", "``", '"'))


@dataclass(frozen=True, slots=True)
class Clauses:
    """A sentence's tokens, each in lower case (`words`) and its end (`ends`); `segment[i]` is the clause segment of
    token i, `opener[s]` the word that opened segment s, `quoted[i]` whether token i stands inside quotation marks,
    `before[i]` the nearest token before it that is no adverb, or -1, and `prior[i]` the word there. `body` is the
    offset at which the sentence begins behind a dateline; `entry` says that it is of an entry of a chronology; `unsaid`
    is the verb whose "was" a headline leaves out, or -1."""

    span: Span
    body: int
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    ends: tuple[int, ...]
    segment: tuple[int, ...]
    opener: tuple[str, ...]
    quoted: tuple[bool, ...]
    before: tuple[int, ...]
    prior: tuple[str, ...]
    entry: bool = False
    unsaid: int = -1

    def low(self, index: int) -> str:
        return self.words[index] if 0 <= index < len(self.words) else ""

    def lows(self, start: int, end: int) -> tuple[str, ...]:
        return self.words[start if start > 0 else 0 : end]

    def is_date(self, index: int) -> bool:
        """Whether a token is part of a date; none is there beyond the ends of the sentence."""
        return 0 <= index < len(self.tokens) and self.tokens[index].date >= 0

    def date_at(self, date: int) -> int:
        """The first token of a date, by its number in the sentence."""
        return next(i for i, token in enumerate(self.tokens) if token.date == date)

    def has_be(self, index: int, reach: int = 3) -> bool:
        """Whether a form of "be" stands in the few tokens before one ("was badly hurt"); "'s" mostly tells an owner."""
        be = grammar.load().be - {"'s"}
        return index == self.unsaid >= 0 or not be.isdisjoint(self.lows(index - reach, index))

    def is_perfect(self, index: int) -> bool:
        """Whether a verb is in the present perfect, which tells of a time up to now: "has been freed"."""
        return not {"has", "have"}.isdisjoint(self.lows(index - 4, index))

    def is_dash(self, index: int) -> bool:
        """Whether a hyphen stands for a dash before a name: "chosen by the board - Omar and Ann"; not "U. S. - led"."""
        if self.low(index) != "-" or not 0 < index < len(self.tokens) - 1:
            return False
        before, token, after = self.tokens[index - 1 : index + 2]
        return before.end < token.start and token.end < after.start and (after.capital or after.low == "former")

    def by_doing(self, by: int) -> bool:
        """Whether "by" tells how something was done, not who did it: "retaliated by shelling it", "voted by 9 to 1"."""
        words, how = grammar.load(), self.low(by + 1)
        counted = (how in words.numbers or how[:1].isdigit()) and self.low(by + 2) in ("to", "votes")
        doing = how.endswith("ing") and self.low(by + 2) in words.determiners | words.prepositions
        return self.low(by) == "by" and (counted or doing)

    def introducing(self, first: int) -> int:
        """Index of the token before a phrase and its determiner ("in" of "in the house"); -1 when there is none."""
        determiners = grammar.load().determiners
        before = first - 1
        while self.low(before) in determiners:
            before -= 1
        return before

    def undated(self, before: int) -> int:
        """The token before a date that stands between a verb and its subject or joint ("and on Monday seized")."""
        j = before
        while j >= 0 and self.tokens[j].date >= 0:
            j -= 1
        return self.before[j] if j != before and self.low(j) in grammar.load().prepositions else j

    def begin(self, index: int) -> int:
        """Index of the first token of the clause segment that a token is in."""
        return bisect_left(self.segment, self.segment[index])

    def clause(self, segment: int, last: int = -1) -> range:
        """The tokens of a clause segment, or of those from it to a last one."""
        return range(bisect_left(self.segment, segment), bisect_right(self.segment, max(segment, last)))

    def index_at(self, offset: int) -> int:
        """Index of the first token that ends after a character offset; the number of tokens when none does."""
        return bisect_right(self.ends, offset)


def analyse(text: str, span: Span, dates: Sequence[DateMention], *, entry: bool = False) -> Clauses:
    """Tokens and clause segments of the sentence at `span`; `dates` are those of the whole document, sorted. `entry`
    says that it is of an entry of a chronology."""
    tokens = tuple(_tokens(text, span, dates))
    if ";" in text[span.start : span.end]:
        _join_list(tokens)
    if " - " in text[span.start : span.end]:
        set_dashes(tokens)
    set_wording(tokens)
    words = tuple([token.low for token in tokens])
    ends = tuple([token.end for token in tokens])
    segment, opener = _segments(tokens)
    body = entered(tokens) if entry else span.start
    if body == span.start and (not _DASHES.isdisjoint(words) or text[body : body + 3].isupper()):
        body = past_dateline(text, span)
    entry = entry or opens_entry(tokens)
    return Clauses(span, body, tokens, words, ends, segment, opener, _quotes(tokens, words), *_before(words), entry)


def past_dateline(text: str, span: Span) -> int:
    """The offset at which a sentence begins behind the dateline that opens it; its own beginning when none does."""
    dateline = _DATELINE.match(text, span.start, span.end)
    return dateline.end() if dateline else past_place(text, span.start, span.end)


def _tokens(text: str, span: Span, dates: Sequence[DateMention]) -> list[Token]:
    inside = [(d.span.start, d.span.end, i) for i, d in enumerate(dates) if d.span.meets(span)]
    ahead = iter([*inside, (span.end, span.end + 1, -1)])
    opens, closes, number = next(ahead)
    found, end = [], span.start
    for gap, word in _TOKEN.findall(text, span.start, span.end):
        start = end + len(gap)
        end = start + len(word)
        while closes <= start:
            opens, closes, number = next(ahead)
        first, low = word[0], word.lower().replace("’", "'")
        if low == _APART:
            word, low = "’s", "'s"
        if opens < end and low in _MONTHS:
            low = _MONTH
        found.append(Token(start, end, word, low, number if opens < end else -1, first.isalnum(), first.isupper()))
    return found


def _join_list(tokens: Sequence[Token]) -> None:
    """Makes commas of the semicolons between names with commas of their own: "killed Omar Said, a guard; Ann Bell, a
    clerk; and Peter Okon"."""
    marks = [i for i, token in enumerate(tokens) if token.text == ";"]
    last = marks[-1] + 1
    if last >= len(tokens) or tokens[last].low != "and":
        return
    for begin, end in zip(marks, [*marks[1:], min(len(tokens), last + _PIECE)], strict=True):
        piece = tokens[begin + 1 + (begin + 1 == last) : end]
        if end - begin > _PIECE + 1 or not _is_piece(piece):
            return
    for i in marks:
        tokens[i].text = tokens[i].low = ","


def _is_piece(piece: Sequence[Token]) -> bool:
    """Whether words between semicolons name somebody and tell nothing."""
    words = grammar.load()
    telling = (words.auxiliaries - {"'s"}) | words.say | words.subjects | words.openers
    named = any(token.capital for token in piece)
    first = piece[0] if piece else None
    opens = first is not None and (first.capital or first.low in words.determiners)
    told = any(token.low in telling or (token.text.islower() and token.low.endswith("ed")) for token in piece)
    return named and opens and not told


def _segments(tokens: Sequence[Token]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Cut at marks and at words that open a clause; a comma inside a date or between two names does not cut."""
    words = grammar.load()
    cutting = _cutting()
    numbers: list[int] = []
    openers = [""]
    empty, said = True, False
    for i, token in enumerate(tokens):
        if not said and token.low not in cutting:
            numbers.append(len(openers) - 1)
            empty = empty and not token.word
            continue
        before = tokens[i - 1] if i else None
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        opens = token.low in words.openers and token.date < 0 and not (after and after.date >= 0)
        opens = opens and not (before is not None and (_is_small(token, before) or is_post(tokens, i)))
        complement = said and token.word and token.date < 0 and not (after and after.date >= 0)
        if (opens or (complement and token.low not in words.prepositions)) and not empty:
            openers.append("that" if complement else "")
        if opens:
            openers[-1] = token.low
        numbers.append(len(openers) - 1)
        empty = empty and not token.word and not opens
        named = token.capital and before is not None and before.capital  # Omar Said says nothing
        says = token.low in words.say and not named
        says = says or (token.low in _ANNOUNCING and _speaks_next(tokens, i + 1))
        said = says or (said and token.word and not complement)
        listed = _inside_list(before, after) or _quotes_verb(token.low, before.low if before else "")
        listed = listed or (token.low == "," and _is_loose(tokens, i))
        if token.low in words.marks and token.date < 0 and not listed and not empty and not _is_sum(tokens, i):
            openers.append("")
            empty = True
    return tuple(numbers), tuple(openers)


def _is_loose(tokens: Sequence[Token], i: int) -> bool:
    """Whether a comma stands in a list, beside an age, a home or a compound, and ends no clause."""
    return _lists_on(tokens, i + 1) or is_age(tokens, i) or is_home(tokens, i) or is_within(tokens, i)


def _speaks_next(tokens: Sequence[Token], i: int) -> bool:
    """Whether a pronoun opens a clause of its own: "announced it is buying", not "announced it himself"."""
    verb = tokens[i + 1] if i + 1 < len(tokens) and tokens[i].low in _ITSELF else None
    if verb is None or not (verb.word or verb.low == "'s") or verb.date >= 0:
        return False
    return verb.low not in grammar.load().prepositions and not verb.low.endswith(("self", "selves"))


def _quotes_verb(low: str, before: str) -> bool:
    """Whether a mark opens a quotation that begins with the verb of an auxiliary before it."""
    return low in _OPENING and before in grammar.load().auxiliaries


def _is_small(token: Token, before: Token) -> bool:
    """Whether a word that may open a clause tells which of a noun, or what somebody is, by the word before it:
    "convicted of that murder", "known as"."""
    of = token.low == "that" and before.low in grammar.load().prepositions - _CLAUSAL
    return of or (token.low == "as" and before.low in _BEING)


@cache
def _cutting() -> frozenset[str]:
    """The words and marks that may begin or end a clause segment."""
    return grammar.load().openers | grammar.load().say | grammar.load().marks | _ANNOUNCING


def _inside_list(before: Token | None, after: Token | None) -> bool:
    """A comma between two names ("Nairobi, Kenya") or within a number ("$200, 000") does not end a clause."""
    if before is None or after is None or before.date >= 0:
        return False
    named = before.capital and after.capital and not after.low.endswith("-based")  # "in Lima, Oslo-based Harlow said"
    return named or is_thousands(before, after)


def is_thousands(before: Token, after: Token) -> bool:
    """Whether a comma stands within a number, as some pages set it: "$200, 000"."""
    return after.text.isdigit() and len(after.text) == _THOUSANDS and before.text.isdigit() and after.date < 0


def is_home(tokens: Sequence[Token], comma: int) -> bool:
    """Whether a comma stands before or behind the state that tells where what follows is: "a Leeds, Ala., clinic"."""
    last = next((j for j in range(comma + 2, min(comma + _STATE, len(tokens))) if tokens[j].low == ","), comma)
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is None or not after.text[0].islower() or tokens[last - 1].text[-1] != ".":
        return False
    i, marks = last - 1, 0
    while i > 0 and last - i < _HOME and (tokens[i].capital or tokens[i].text in (",", ".")):
        marks += tokens[i].text == ","
        i -= 1
    return marks == 1 and tokens[i].low in ("a", "an", "the", "another")


def _is_sum(tokens: Sequence[Token], i: int) -> bool:
    """Whether a bracket opens or closes a sum or a measure: "fined it 1.8 billion euros ($2 billion) on Monday"."""
    low = tokens[i].low
    if low == "(":
        row = tokens[i + 1 : i + 2 + _SHORT]
        end = next((k for k, token in enumerate(row) if token.low == ")"), 0)
        row = row[:end]
    elif low == ")":
        row = tokens[max(0, i - 1 - _SHORT) : i]
        start = next((k for k in range(len(row) - 1, -1, -1) if row[k].low == "("), len(row))
        row = row[start + 1 :]
    else:
        return False
    told = any(token.text in _SUMS or token.low in _MEASURES for token in row)
    return told and any(token.text[0].isdigit() for token in row) and all(token.date < 0 for token in row)


def _lists_on(tokens: Sequence[Token], i: int) -> bool:
    """Whether one or two plain words and "and" follow a comma: "blankets, food and water", no clause of its own."""
    words = grammar.load()
    for j in range(i, min(len(tokens), i + _ITEM + 1)):
        token = tokens[j]
        if token.low in ("and", "or"):
            return j > i and not _says(tokens, j + 1)
        if not token.text.islower() or not token.text.isalpha() or token.low in _loose() or token.low.endswith("ed"):
            return False
        if token.low.endswith(("ing", "ly")) or token.low in words.numbers:
            return False
    return False


def _says(tokens: Sequence[Token], i: int) -> bool:
    """Whether the last of two who say what stood before closes with its verb: "officials and state media said."."""
    for j in range(i, min(len(tokens), i + _ITEM + 1)):
        if tokens[j].low in grammar.load().say:
            return j > i and (j + 1 == len(tokens) or not tokens[j + 1].word or tokens[j + 1].date >= 0)
        if not tokens[j].text.isalpha():
            return False
    return False


@cache
def _loose() -> frozenset[str]:
    """Words that are no noun and none of the words before one in a list."""
    words = grammar.load()
    known = words.openers | words.auxiliaries | words.pronouns | words.prepositions | words.determiners | words.adverbs
    return known | words.say | words.happens | words.harm.killed | words.harm.injured | words.intransitive


def _quotes(tokens: Sequence[Token], words: Sequence[str]) -> tuple[bool, ...]:
    inside, result = False, []
    if _QUOTES.isdisjoint(words):
        return (False,) * len(words)
    for token in tokens:
        if token.text in ("“", "``"):
            inside = True
        elif token.text in ("”", "''"):
            inside = False
        elif token.text == '"':
            inside = not inside
        result.append(inside)
    return tuple(result)


def _before(lows: Sequence[str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """For each word the place of the nearest one before it that is no adverb, and that word."""
    adverbs, others, be = grammar.load().adverbs, grammar.load().not_adverbs, grammar.load().be
    last, word = -1, ""
    places, words = [], []
    for i, low in enumerate(lows):
        places.append(last)
        words.append(word)
        floats = low in _FLOATING and word in be  # "was himself deposed", "were each charged"
        floats = floats or _quotes_verb(low, word)
        if not (floats or low in adverbs or (low.endswith("ly") and low not in others)):
            last, word = i, low
    return tuple(places), tuple(words)
