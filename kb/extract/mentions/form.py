"""What a trigger word is where it stands: noun or verb, active or passive, head of a clause or not."""

from kb.extract.mentions.adjectives import is_adjective, is_attribute
from kb.extract.mentions.attributive import is_led_over, is_of_name, names_paper
from kb.extract.mentions.entry_words import has_bare_object, heads_plural, opens_telling, third_follows
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import actors as names
from kb.lexicon import grammar, triggers
from kb.lexicon.triggers import Entry

_PLAIN, _RUNNING = 4, 3  # letters of a word, and such words that make a text run on
_BACK, _NOUN = 7, 4
_WAS = ("was", "were", "had")
_TWO = 6  # tokens of two who do it
_LEADING = frozenset(("on", "over", "against", "under", "about"))
_PLACING = frozenset(("in", "across", "into", "throughout", "for", "from"))
_AT_LEAST = (("at", "least"), ("more", "than"), ("up", "to"))
_SEEING = frozenset("saw see seen watched watching heard showed shows showing shown filmed".split())
_FACING = frozenset("face faces faced facing await awaits awaited awaiting".split())  # "faces sentencing"
_BARE = frozenset(("", ",", "and", "or"))
_GOVERNING = frozenset(("by", "of", "with", "from", "for", "to"))


def conjoined(clauses: Clauses, verb: int) -> bool:
    """Whether "and" ties a verb with its auxiliaries to one before it: "raided two homes and then searched"."""
    j = clauses.before[verb]
    while j > 0 and clauses.low(j) in grammar.load().auxiliaries:
        j = clauses.before[j]
    return j > 0 and clauses.low(j) in ("and", "or", "but", "then")


def resumes(clauses: Clauses, verb: int) -> bool:
    """Whether a clause about its subject has its own verb before a verb, which so is that of the subject: "a guard who
    was ill shot two men"."""
    words, before = grammar.load(), clauses.prior[verb]
    if clauses.opener[clauses.segment[verb]] != "who" or conjoined(clauses, verb):
        return False
    inner = clauses.lows(clauses.begin(verb) + 1, verb)
    told = any(map(triggers.may_tell, inner))
    return told and before not in words.auxiliaries | words.begins | {"who", "to"}


def is_resumed(clauses: Clauses, verb: int) -> bool:
    """Whether a clause with "who" has its own verb before a verb with its auxiliaries, which so is that of its noun."""
    begin, first = clauses.begin(verb), verb
    while clauses.low(first - 1) in grammar.load().auxiliaries | grammar.load().adverbs:
        first -= 1
    inner = next((j for j in range(begin + 1, first) if clauses.low(j) not in grammar.load().adverbs), first)
    opens = clauses.low(begin) in ("who", "which") and not conjoined(clauses, verb)
    return opens and inner < first and triggers.may_tell(clauses.low(inner)) and clauses.tokens[inner].text.islower()


def is_present(low: str) -> bool:
    """Whether a word can be a verb in the present, which takes no date that is over and stands before it."""
    return low.endswith("s") and low != "says" and not triggers.load().is_past(low)


def leads_on(clauses: Clauses, i: int) -> bool:
    """Whether "and" or "but" leads on from a date to another clause: "signed it in Lima in May, but it was never"."""
    return clauses.low(i + (clauses.low(i) == ",")) in ("and", "but")


def _article(clauses: Clauses, i: int) -> int:
    """The nearest token before i that is no adverb, past a date between article and noun ("the Oct. 23 slaying", "the
    March 11, 2005, shooting")."""
    back = j = clauses.before[i]
    j -= clauses.low(j) == "," and clauses.is_date(j - 1)
    if j < 0 or clauses.tokens[j].date < 0:
        return back
    while j >= 0 and clauses.tokens[j].date >= 0:
        j -= 1
    low = clauses.low(j)
    return j if low in grammar.load().definite or low in ("a", "an") else back


def is_noun(clauses: Clauses, i: int, last: int, entry: Entry) -> bool | None:
    """Whether the entry stands here as a noun (True), as a verb (False), or as neither that it can be (None)."""
    words = grammar.load()
    before = clauses.low(_article(clauses, i))
    verbal = before == "to" or before in words.modals or before in words.subjects or before in ("do", "does", "did")
    own = "noun" in entry.forms
    seen = clauses.low(i - 2) in _SEEING and clauses.low(last).endswith("ing")
    if seen and (_has_object(clauses, last) or _is_plural(clauses.low(last + 1))):
        return False if "gerund" in entry.forms else None  # "saw police beating protesters"
    if not entry.forms - {"noun"}:
        unlike = verbal and not clauses.low(last).endswith("s")
        unlike = unlike or (clauses.entry and opens_telling(clauses, i, last))
        if clauses.entry and last > i and _has_object(clauses, last):
            unlike = unlike or "third" in triggers.load().forms(clauses.low(last))  # "a drone strikes the ship"
        if clauses.entry and last == i and _is_plural(before) and "base" in triggers.load().forms(clauses.low(i)):
            unlike = unlike or has_bare_object(clauses, i)  # "planes bomb rebel bases"
        return None if unlike or (last == i and _is_gerund(clauses, i, before)) else True
    if entry.forms & {"past", "participle"} and "base" not in entry.forms and not own:
        # "the accused man", "loyal to ousted leaders": an adjective tells of no event of its own.
        if before == "the" and clauses.low(last + 1) in ("is", "are", "was", "were"):
            return None  # "among the arrested are two nuns"
        if before in ("a", "an") and clauses.before[i] == i - 1:
            return None  # "died from a shot in the chest"
        return None if "participle" in entry.forms and is_adjective(clauses, _article(clauses, i), last) else False
    if verbal or (clauses.entry and opens_telling(clauses, i, last)):
        return False
    can_noun = own or _also(clauses, i, "noun")
    noun = True if own else None
    if "gerund" in entry.forms:
        return _gerund(clauses, i, last, before, can_noun=can_noun) and noun
    if can_noun and (_nominal(clauses, i) or not ("past" in entry.forms or _verb_follows(clauses, i, last, entry))):
        return noun
    heads = before in ("", ",", "``", "“", '"', ":") or clauses.tokens[i].start == clauses.body
    return None if _nominal(clauses, i) and not (heads and clauses.low(i + 1) != "of") else False


def _gerund(clauses: Clauses, i: int, last: int, before: str, *, can_noun: bool) -> bool | None:
    """Whether a form in -ing stands as a noun; None where it is neither noun nor verb. `before` is the word before it,
    an article if there is one."""
    words = grammar.load()
    verbal = before in words.prepositions | words.auxiliaries | words.openers | words.begins | _BARE
    owned = before == "'s" and clauses.low(_article(clauses, i) - 1) not in words.subjects
    if not verbal and clauses.low(i) == "building":
        return None  # "a collapsed building"
    if clauses.low(last + 1) in words.compounds and (owned or not (verbal or before.endswith("s"))):
        # "A voting machine", "the bank holding company".
        return None
    if before in ("a", "an") and not can_noun:
        return None  # "a starring role"
    nominal = before in words.definite or before in words.possessive or clauses.low(last + 1) == "of"
    nominal = nominal or (can_noun and (before in ("a", "an") or _in_phrase(clauses, i, last)))
    nominal = nominal or (can_noun and (before in _FACING or _is_behind_day(clauses, i)))
    nominal = nominal or (can_noun and not i and _is_subject(clauses, last))
    if nominal and not can_noun and before in words.definite and clauses.low(last + 1) != "of":
        return None
    return can_noun and nominal


def _is_behind_day(clauses: Clauses, i: int) -> bool:
    """Whether a day stands before a word as before a noun: "man held over Saturday night shooting"."""
    day = i - 1
    while clauses.is_date(day) and clauses.is_date(day - 1):
        day -= 1
    return clauses.is_date(day) and is_led_over(clauses, day)


def _is_gerund(clauses: Clauses, i: int, before: str) -> bool:
    """ "Hearing screams", "and meeting farmers": a word in -ing with an object and no article is no noun."""
    words = grammar.load()
    after = clauses.tokens[i + 1] if i + 1 < len(clauses.tokens) else None
    bare = before in ("and", "or", "", ",", "recalled", "reported", "denied")
    if before in ("after", "before", "upon", "without", "since") and after is not None:
        bare = after.low in words.determiners or after.capital  # "after hearing a quarrel", "since beating Omar"
    if not clauses.low(i).endswith("ing") or not bare or after is None or not after.word or after.date >= 0:
        return False
    return not (after.low in words.prepositions or after.low in words.auxiliaries or after.low in ("and", "or"))


def _is_subject(clauses: Clauses, last: int) -> bool:
    """Whether a gerund that opens a sentence is what it tells of: "sentencing in the case was set for May", not
    "meeting in Lima, the ministers agreed"."""
    for j in range(last + 1, min(len(clauses.tokens), last + _BACK)):
        if clauses.low(j) in grammar.load().auxiliaries:
            return True
        if not clauses.tokens[j].word:
            return False
    return False


def _in_phrase(clauses: Clauses, i: int, last: int) -> bool:
    """Whether an article stands before a gerund with words of one phrase between, and no object behind it: "the Olympic
    bombing", not "the rebels bombing the port"."""
    words = grammar.load()
    after = clauses.low(last + 1)
    named = last + 1 < len(clauses.tokens) and clauses.tokens[last + 1].capital
    if (after in words.determiners and after != "that") or after[:1].isdigit() or named:
        return False
    for low in reversed(clauses.lows(i - 4, i)):
        if low in words.definite or low in ("a", "an"):
            return True
        if not low[0].isalnum() or low in words.prepositions or low in words.auxiliaries or low in words.openers:
            return False
    return False


def _nominal(clauses: Clauses, i: int) -> bool:
    """Whether the words around token i make a noun of it: an article, a preposition, a number before, "of" behind."""
    words = grammar.load()
    back = _article(clauses, i)
    before = clauses.low(back)
    counted = before in words.numbers or before[:1].isdigit()
    known = counted or before in words.determiners or before in words.possessive or before in words.prepositions
    return known or clauses.low(i + 1) == "of" or back < 0 or not clauses.tokens[back].word


def _also(clauses: Clauses, i: int, form: triggers.Form) -> bool:
    """Whether the word at i alone is an entry with that form too."""
    return any(form in other.forms and len(other.words) == 1 for other in triggers.load().entries[clauses.low(i)])


def _verb_follows(clauses: Clauses, i: int, last: int, entry: Entry) -> bool:
    """For a form that is noun and verb alike ("attacks"): an object behind it shows the verb."""
    back = clauses.before[i]
    if (
        clauses.entry
        and "base" in entry.forms
        and clauses.low(back) in names.load().nouns
        and _is_plural(clauses.low(back))
    ):
        return True  # "police and protesters clash in Lima"
    if clauses.entry and "third" in entry.forms and back >= 0:
        bidden = clauses.tokens[back].capital and clauses.low(last + 1) == "to"
        if bidden or _has_object(clauses, last):
            return True  # "a drone strikes the ship", "Parliament votes to remove him"
    if entry.forms & {"base", "third"} and last == i and is_to_come(clauses, i):
        return True
    plural_subject = back >= 0 and _is_plural(clauses.low(back)) and "base" in entry.forms
    if clauses.entry and plural_subject and last == i and has_bare_object(clauses, i):
        return True  # "planes bomb rebel bases"
    if clauses.entry and last > i and "base" in entry.forms and heads_plural(clauses, i):
        return True  # "rebels in the south gain control of the city"
    capital = back >= 0 and clauses.tokens[back].capital and "third" in entry.forms
    return (plural_subject or capital) and _has_object(clauses, last)


def is_to_come(clauses: Clauses, i: int) -> bool:
    """Whether a word in the present is the one verb of a clause that its subject opens and that has a date: "the pope
    visits Lima on Friday", "the pilots strike tomorrow"; not "the school visits in May were cut"."""
    words, begin, here = grammar.load(), clauses.begin(i), clauses.segment[i]
    subject, rest = range(begin, i), [j for j in range(i + 1, len(clauses.tokens)) if clauses.segment[j] == here]
    rest = rest[: next((n for n, j in enumerate(rest) if clauses.low(j) == ","), len(rest))]
    opens = (
        clauses.low(begin) in words.determiners or clauses.low(begin) in ("a", "an") or clauses.tokens[begin].capital
    )
    loose = words.prepositions - {"of"} | words.auxiliaries | words.openers | {"and", "or"}
    plain = all(clauses.tokens[j].word and clauses.low(j) not in loose and not clauses.is_date(j) for j in subject)
    several = clauses.tokens[i - 1].low in words.plurals or _ends_in_s(clauses, i)
    one = clauses.tokens[i - 1].capital or several != clauses.low(i).endswith("s")
    led = _dated_next(clauses, i) or _has_object(clauses, i) or clauses.low(i + 1) in ("to", "for", "from", "with")
    if not (0 < len(subject) <= _TWO and opens and plain and one and led and any(map(clauses.is_date, rest))):
        return False
    return not any(triggers.may_tell(clauses.low(j)) and not clauses.tokens[j].capital for j in (*subject, *rest))


def _ends_in_s(clauses: Clauses, i: int) -> bool:
    return clauses.low(i - 1).endswith("s") and not clauses.low(i - 1).endswith("ss")


def _has_object(clauses: Clauses, last: int) -> bool:
    """Whether an object begins behind a word: an article, a number or a name."""
    words, after = grammar.load(), clauses.low(last + 1)
    if after == "that" and (behind := clauses.low(last + 2)) and triggers.may_tell(behind):
        return False  # "the writers strike that ended in May"
    counted = after in words.numbers or after[:1].isdigit() or clauses.lows(last + 1, last + 3) in _AT_LEAST
    known = counted or after in words.determiners or after in words.pronouns
    return known or (last + 1 < len(clauses.tokens) and clauses.tokens[last + 1].capital)


def _is_plural(low: str) -> bool:
    """Whether a noun may take the plural of a verb: "rebels", "police"."""
    return low.endswith("s") or low in grammar.load().plurals


def is_unlikely(clauses: Clauses, i: int, last: int, entry: Entry) -> bool:
    """Whether a present form cannot be the verb it looks like: "bought a gun and shells", "two empty shell boxes". A
    base form needs a plural before it, and what stands beside a past tense is no present."""
    words = grammar.load()
    if last > i or entry.forms - {"base", "third", "noun"}:
        return is_attribute(clauses, i, last) or (clauses.tokens[i].capital and is_of_name(clauses, i, last))
    back = clauses.before[i]
    before = clauses.low(back)
    if "base" not in entry.forms and (before == "to" or before in words.modals):
        return True
    if "base" not in entry.forms and not words.have.isdisjoint(clauses.lows(i - 2, i)):
        return True  # "has serious wounds"
    if "base" not in entry.forms and _ends_a_phrase(clauses, i):
        return True
    if back < 0 and entry.forms == {"base"}:
        return True  # "Total debt was $3 billion"
    if before in ("and", "or"):
        # "The ratio was 3.6%, and total equity was $9 million".
        tied = clauses.segment[i] if back > clauses.begin(i) else 0
        told = zip(clauses.tokens[:back], clauses.segment, strict=False)
        return any(number >= tied and (triggers.load().is_past(t.low) or t.low in _WAS) for t, number in told)
    if "base" in entry.forms and _is_named_one(clauses, back):
        return True  # "a New Orleans jail"
    if clauses.entry and "base" in entry.forms and (_has_object(clauses, last) or heads_plural(clauses, i)):
        return third_follows(clauses, i)  # "Troops loyal to Omar Said kill nine", in a chronology
    if "base" in entry.forms and back >= 0 and clauses.tokens[back].capital and not clauses.tokens[i].capital:
        # "In Oaxaca state": one name does not "state", two may.
        return not _is_plural(before) and {"and", ",", "or"}.isdisjoint(clauses.lows(i - _TWO, i))
    mutual = entry.group.type == "CONSULT" and "base" in entry.forms
    if mutual and "and" in clauses.lows(i - _TWO, i) and _dated_next(clauses, i):
        return False  # "the minister and the president meet on Monday"
    if "base" not in entry.forms or back < 0 or not clauses.tokens[back].text.islower():
        return False
    if before == "to" or (before.endswith("s") and not before.endswith(("ous", "ss"))):
        return False
    known = (words.auxiliaries, words.pronouns, words.plurals, words.begins, words.openers, words.plans)
    return not any(before in some for some in known)


def _dated_next(clauses: Clauses, i: int) -> bool:
    return clauses.is_date(i + 1) or (clauses.low(i + 1) in ("on", "in") and clauses.is_date(i + 2))


def _is_named_one(clauses: Clauses, last: int) -> bool:
    """Whether a name that ends at a token has "a" before it, and so tells more of a noun."""
    first = last
    while first > 0 and clauses.tokens[first].capital:
        first -= 1
    return first < last and clauses.low(first) in ("a", "an")


def _ends_a_phrase(clauses: Clauses, i: int) -> bool:
    """Whether a word ends the phrase of a preposition: "a vote on new police rules"; of "in", only where no object
    follows: "in selected markets", not "in every town it markets its bread"."""
    words, after = grammar.load(), clauses.low(i + 1)
    object_ = after in words.determiners or after in words.pronouns or after in words.owners or after.endswith("s")
    alone = not (object_ or after[:1].isdigit() or any(token.capital for token in clauses.tokens[i + 1 : i + 2]))
    for j in range(i - 1, max(-1, i - _NOUN), -1):
        low = clauses.low(j)
        if low in _LEADING or (alone and low in _PLACING):
            return j < i - 1
        if not clauses.tokens[j].text.islower() or not low.isalpha() or clauses.is_date(j) or low in words.subjects:
            return False
    return False


def is_finite(clauses: Clauses, i: int, forms: frozenset[triggers.Form]) -> bool:
    words = grammar.load()
    before = clauses.prior[i]
    if before in words.auxiliaries:
        return True
    if clauses.entry and before == "and" and "base" in forms:
        return "to" not in clauses.lows(clauses.begin(i), i)  # "Police enter the square and disperse the crowd"
    return bool(forms & {"past", "third"}) or ("base" in forms and before not in ("to", "and", "or"))


def only_tells_more(clauses: Clauses, last: int) -> bool:
    """Whether a noun stands before the one that it says more of: "tournament ban", "accession papers", "World Series
    MVP"."""
    words = grammar.load()
    if clauses.low(last + 1) in words.titled:
        return True
    after = clauses.tokens[last + 1] if last + 1 < len(clauses.tokens) else None
    if (
        clauses.low(last).endswith("ing")
        or after is None
        or after.date >= 0
        or not after.text.islower()
        or not after.text.isalpha()
        or len(after.low) < 4
    ):
        return False
    low = after.low
    known = triggers.load().entries.get(low, ())
    told = [e for e in known if clauses.lows(last + 1, last + 1 + len(e.words)) == e.words]
    if told and all(entry.forms == {"noun"} for entry in told):
        return True  # "a playoff loss" is a loss
    if told or low in triggers.load().verbs or low.endswith(("ed", "ing", "ly")):
        return False
    closed = (words.prepositions, words.auxiliaries, words.openers, words.adverbs, words.determiners, words.pronouns)
    return not any(low in some for some in (*closed, words.numbers, words.happenings, words.aspects))


def begins_in_name(clauses: Clauses, i: int, last: int) -> bool:
    """Whether a noun or its first word ends a name: "Kenya Power cut 500 jobs", "the Office of Criminal Inquiries"."""
    if clauses.tokens[i].text == "Flight" and any(low.isdigit() for low in clauses.lows(i + 1, i + 3)):
        return True  # "Flight MH17"
    if clauses.tokens[i].capital and names_paper(clauses, i):
        return True
    office = clauses.low(i - 1) == "of" and i > 1 and clauses.tokens[i - 2].capital and clauses.tokens[last].capital
    office = office and not any(token.capital for token in clauses.tokens[last + 1 : last + 2])
    capitals = i > 0 and clauses.tokens[i - 1].capital and clauses.tokens[i].capital
    return office or (capitals and last > i and not clauses.tokens[last].capital)


def is_titled(clauses: Clauses, i: int) -> bool:
    """Whether a word is one of a title: in quotation marks, or by the capitals of a gerund and its object in running
    text: "to get Catching Fire into cinemas"."""
    if _is_capital_gerund(clauses, i) or _is_capital_gerund(clauses, i - 1):
        return True
    beside = [j for j in (i - 1, i, i + 1) if 0 <= j < len(clauses.tokens) and clauses.quoted[j]]
    return i in beside and clauses.tokens[i].capital and any(clauses.tokens[j].capital for j in beside if j != i)


def _is_capital_gerund(clauses: Clauses, i: int) -> bool:
    """Whether a gerund and the word behind it have capitals that the words around them have not."""
    if i < 1 or i + 1 >= len(clauses.tokens) or not clauses.low(i).endswith("ing"):
        return False
    both, before = clauses.tokens[i : i + 2], clauses.tokens[i - 1]
    plain = sum(token.text.islower() and len(token.text) >= _PLAIN for token in clauses.tokens)
    capitals = all(token.capital and not token.text.isupper() for token in both)
    return capitals and before.text.islower() and before.word and plain >= _RUNNING


def narrates(clauses: Clauses, i: int) -> bool:
    """Whether a verb in the present is told as news, in a chronology: "hydrogen explodes", not "evacuated by British
    ships"."""
    if not clauses.entry:
        return False
    low, known = clauses.words[i], triggers.load()
    past = low.endswith("ing") or (known.is_past(low) and "base" not in known.forms(low))  # "rockets hit a base"
    return not past and _GOVERNING.isdisjoint(clauses.lows(i - 2, i))
