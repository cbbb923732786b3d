"""Dates within a noun phrase: whether they are those of its noun alone, or a part of its name."""

from kb.extract.mentions.dating import is_counted_off
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers
from kb.model import DateMention
from kb.when import Grain

_FRAME = 8  # tokens
_GAP = 6
_YEAR = 4  # digits
# What is shown or played on a day, and lends it to what somebody does there.
_SHOWS = frozenset(
    """broadcast telecast show programme program episode ceremony gala game match race contest concert bout fight card
    festival final""".split()
)
_OVER = ("over", "after", "following")
_CHARGED = frozenset("charged arrested convicted jailed indicted sought wanted guilty suspect arrest arrests".split())
_NEAR = 4  # tokens
_PAPERS, _WITHIN = ("agreement", "contract", "lease", "deed"), ("and", "of", "&", "for")
_AT = ("on", "in", "at", "during")
_GAMES = ("games", "matches", "races", "rounds", "weeks", "months")


def modifies(clauses: Clauses, first: int, last: int, mention: DateMention, nouns: frozenset[int]) -> bool:
    """ "Wednesday's ruling", "the 1978 resolution", "an Oct. 23 memo": a possessive date, or one between article and
    noun."""
    words = grammar.load()
    after, before = clauses.low(last + 1), clauses.low(first - 1)
    if after == "'s" and not is_counted_off(clauses, last, last):
        # "Beat them in Thursday's round": what is no event lends its day; but "famous for a part in 2001's film".
        lends = before in ("in", "at", "during") and not mention.text.isdigit()
        return not lends or any(last < noun <= last + _FRAME for noun in nouns)
    if after == "," and before in words.definite:
        # "The Dec. 21, 1988, bombing", "the May 3, 2005, incident".
        return last + 2 in nouns or (mention.text[-_YEAR:].isdigit() and _is_plain_noun(clauses, last + 2))
    loose = words.auxiliaries | words.prepositions | words.openers | words.adverbs | {"and", "or"}
    if mention.when is not None and mention.when.grain is Grain.DECADE:
        # "The 1950s film star died": but "in the 1950s police shot 40", "the 1950s saw a war".
        if before in words.prepositions or not after[:1].isalpha() or triggers.load().is_past(after):
            return False
        return words.determiners.isdisjoint(clauses.lows(last + 1, last + 3)) and after not in loose | words.pronouns
    bare_year = mention.text.isdigit() and mention.when is not None and mention.when.grain is Grain.YEAR
    articled = before in words.definite or before in ("a", "an")
    # "Said the 9 October election was rigged", but "on the 9 October police".
    own = clauses.low(first) == "the" and before not in words.prepositions and not triggers.load().is_past(after)
    articled = articled or (own and first < last and any(map(str.isdigit, mention.text)))
    if not after.isalpha() or after in loose or after in words.definite or after in ("a", "an"):
        return False  # "said that last week a guard fled"
    if bare_year and before in words.prepositions and _is_of_happening(clauses, last + 1):
        return True
    if is_led_over(clauses, first) and not nouns.isdisjoint(range(last + 1, last + _NEAR)):
        return True  # "man held over Saturday night shooting", as headlines say
    if clauses.tokens[last + 1].capital:
        # "The 1996 Olympic bombing"; "the 1978 NBA draft" is no event itself, but "the 1967 Abortion Act" is older.
        old = _names_law(clauses, last + 1) and clauses.low(first - 2) not in words.prepositions
        titled = clauses.low(_behind_name(clauses, last + 1)) in words.titled and before not in words.prepositions
        return bare_year and (titled or (articled and (old or any(last < noun <= last + 4 for noun in nouns))))
    if articled and bare_year and clauses.low(first - 2) == "of" and clauses.low(first - 3) in _GAMES:
        return False  # "suspended for the first four games of the 2008 season"
    if articled and after in _SHOWS and clauses.low(first - 2) in _AT:
        # "Will be seen on the March 2 broadcast".
        return any(last < noun <= last + _FRAME for noun in nouns)
    if articled and bare_year and clauses.low(first - 2) in ("for", "in", "during"):
        # "Suspended for the 2003 season": what is no event lends its year.
        return any(last < noun <= last + 4 for noun in nouns)
    return articled or (bare_year and before not in words.prepositions and before != ",")


def is_led_over(clauses: Clauses, first: int) -> bool:
    """Whether a date without an article stands behind what says that something came of what a noun behind it names:
    "arrested over Monday shooting", "charged in Sunday raid"."""
    before = clauses.low(first - 1)
    return before in _OVER or (before == "in" and clauses.low(first - 2) in _CHARGED)


def _is_plain_noun(clauses: Clauses, i: int) -> bool:
    """Whether a token may be a noun by itself: a word in small letters that is no verb, and no small word."""
    words, low = grammar.load(), clauses.low(i)
    small = words.auxiliaries | words.prepositions | words.openers | words.adverbs | words.pronouns | words.determiners
    plain = low.isalpha() and clauses.tokens[i].text.islower() and low not in small | {"and", "or", "but"}
    return plain and not low.endswith("ing") and not triggers.load().is_past(low)


def _is_of_happening(clauses: Clauses, start: int) -> bool:
    """Whether a phrase that begins right behind a year, without an article as in headlines, names something that
    happened, and no verb follows: "convicted of murder in 2009 Leeds hotel shooting"."""
    known, loose = triggers.load(), grammar.load().prepositions | grammar.load().auxiliaries | {"and", ","}
    end = next(
        (j for j in range(start, start + _GAP) if not clauses.low(j).isalpha() or clauses.low(j) in loose), start
    )
    if end == start or not known.forms(clauses.low(end - 1)) & {"noun", "gerund"}:
        return False
    behind = clauses.lows(start, len(clauses.tokens))
    return not any(map(triggers.may_tell, behind))


def is_in_name(clauses: Clauses, first: int, last: int) -> bool:
    """Whether a year stands in a name, "the 2007 Oscars", that tells no time ("in the 1926 Warship Incident" does)."""
    words, after = grammar.load(), clauses.tokens[last + 1 : last + 2]
    named = clauses.low(first - 1) in words.definite and bool(after) and after[0].capital
    return named and clauses.low(first - 2) not in words.prepositions


def names_paper(clauses: Clauses, i: int) -> bool:
    """Whether a word with a capital begins the name of a paper: "entered into a Purchase and Sale Agreement"."""
    j = i
    while j < i + _FRAME and j < len(clauses.tokens) and (clauses.tokens[j].capital or clauses.low(j) in _WITHIN):
        if j > i and clauses.low(j) in _PAPERS:
            return i > 0 and not clauses.tokens[i - 1].capital
        j += 1
    return False


def is_of_name(clauses: Clauses, i: int, last: int) -> bool:
    """Whether a verb form is part of a name or opens the title of one: "in Building 100", "Convicted killer Omar"."""
    after = clauses.tokens[last + 1] if last + 1 < len(clauses.tokens) else None
    if after is None or after.date >= 0 or last > i:
        return False
    if after.text.isdigit():
        return i > 0 and clauses.tokens[i - 1].date < 0
    behind = clauses.tokens[last + 2] if last + 2 < len(clauses.tokens) else None
    told = clauses.low(i) == "convicted" and after.word and after.low not in grammar.load().prepositions
    return told and behind is not None and behind.capital


def _names_law(clauses: Clauses, first: int) -> bool:
    """Whether a name that begins at a token is that of a law or treaty, which has its year for ever."""
    return clauses.low(_behind_name(clauses, first) - 1) in grammar.load().laws


def _behind_name(clauses: Clauses, first: int) -> int:
    """The first token behind a name that begins at a token; that token where it is far."""
    ends = (j for j in range(first, first + _FRAME) if not clauses.tokens[j : j + 1] or not clauses.tokens[j].capital)
    return next(ends, first)
