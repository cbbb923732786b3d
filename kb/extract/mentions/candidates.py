"""Which words of a sentence tell of an event: trigger words with their part of speech, voice and certainty."""

from dataclasses import dataclass, replace
from typing import Literal

from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers
from kb.lexicon.triggers import Entry, Group
from kb.model import Certainty

_BACK = 7

FALLBACK = Group("main verb", "OTHER", "", "source", "target", True, "", (), (), ())
REPORT = Group("dated statement", "STATEMENT", "", "source", "other", True, "", (), (), ())

Status = Literal["asserted", "planned", "alleged", "denied", "unreal"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger at tokens first..last (both included). `passive` says that its subject has it done to them;
    `finite` that it heads a clause; `light` is the token of the light verb that carries a noun, or -1; `stands_for` is
    the token of the event noun that a "one" stands for ("attacks, including one on Monday"), or -1."""

    first: int
    last: int
    lemma: str
    group: Group
    noun: bool
    passive: bool
    finite: bool
    certainty: Certainty
    light: int = -1
    stands_for: int = -1

    @property
    def reporting(self) -> bool:
        return self.group is REPORT

    @property
    def fallback(self) -> bool:
        return self.group is FALLBACK


def find_candidates(clauses: Clauses, named: frozenset[int] = frozenset()) -> tuple[Candidate, ...]:
    """All words of the sentence that may be triggers, in order, without those that are negated or unreal; `named` are
    the tokens that are part of a name."""
    found: list[Candidate] = []
    i = 0
    while i < len(clauses.tokens):
        token = clauses.tokens[i]
        candidate = None
        if token.word and token.date < 0 and i not in named and not _part_of_compound(clauses, i):
            candidate = _lexical(clauses, i) or _plain_verb(clauses, i) or _stand_in(clauses, i, found)
        if candidate:
            found.append(candidate)
            i = candidate.last
        i += 1
    return tuple(found)


def _part_of_compound(clauses: Clauses, i: int) -> bool:
    """A word joined by a loose hyphen or a slash, as in addresses of pages: no word of its own."""
    return clauses.low(i - 1) in ("-", "/") or clauses.low(i + 1) in ("-", "/")


def _lexical(clauses: Clauses, i: int) -> Candidate | None:
    for entry in triggers.load().entries.get(clauses.low(i), ()):
        last = _matched(clauses, i, entry)
        if last < 0 or _cancelled(clauses, i, last, entry.group):
            continue
        noun = _is_noun(clauses, i, last, entry)
        if noun is None:
            continue
        status = _noun_status(clauses, i) if noun else _verb_status(clauses, i, entry)
        if status == "unreal":
            return None
        finite = not noun and _is_finite(clauses, i, entry.forms)
        present = finite and not entry.forms & {"past", "participle", "gerund"}
        present = present and clauses.low(_before(clauses, i)) != "to"
        if present and entry.group.weak and status == "asserted":
            # "He holds shares", "she hosts a show": a present tense of an everyday verb is a state or a habit.
            return None
        return Candidate(
            first=i,
            last=last,
            lemma=entry.lemma,
            group=entry.group,
            noun=noun,
            passive=not noun and _is_passive(clauses, i, last, entry),
            finite=finite,
            certainty=status,
            light=_light_verb(clauses, i) if noun else -1,
        )
    return None


def _matched(clauses: Clauses, i: int, entry: Entry) -> int:
    """Index of the entry's last token when its words stand at i, else -1. A phrasal verb may hold two words between."""
    if len(entry.words) == 1:
        return i
    if clauses.lows(i, i + len(entry.words)) == entry.words:
        return i + len(entry.words) - 1
    if "noun" in entry.forms or len(entry.words) != 2 or entry.words[1] in grammar.load().prepositions:
        return -1
    for gap in (1, 2, 3):
        if clauses.low(i + 1 + gap) == entry.words[1] and clauses.segment[i] == clauses.segment[i + 1 + gap]:
            return i
    return -1


def _cancelled(clauses: Clauses, first: int, last: int, group: Group) -> bool:
    """Whether one of the group's `unless` patterns (plain words, `*` for any one) covers the trigger."""
    for pattern in group.unless:
        for start in range(first - len(pattern) + 1, last + 1):
            if start < 0:
                continue
            words = clauses.lows(start, start + len(pattern))
            if len(words) == len(pattern) and all(p in ("*", w) for p, w in zip(pattern, words, strict=True)):
                return True
    return False


def _before(clauses: Clauses, i: int) -> int:
    """Index of the nearest token before i that is no adverb, or -1."""
    i -= 1
    while i >= 0 and _is_adverb(clauses.low(i)):
        i -= 1
    return i


def _is_adverb(low: str) -> bool:
    words = grammar.load()
    return low in words.adverbs or (low.endswith("ly") and low not in words.not_adverbs)


def _is_noun(clauses: Clauses, i: int, last: int, entry: Entry) -> bool | None:
    """Whether the entry stands here as a noun (True), as a verb (False), or as neither that it can be (None)."""
    words = grammar.load()
    before = clauses.low(_before(clauses, i))
    verbal = before == "to" or before in words.modals or before in words.subjects or before in ("do", "does", "did")
    is_noun = "noun" in entry.forms
    if not entry.forms - {"noun"}:
        return None if verbal and not clauses.low(last).endswith("s") else True
    if entry.forms & {"past", "participle"} and "base" not in entry.forms and not is_noun:
        # "the accused man", "an arrested suspect": an adjective tells of no event of its own.
        follows = clauses.low(last + 1)
        named = before in words.determiners - words.counts - words.pointing and "participle" in entry.forms
        adjective = named and follows.isalpha()
        return None if adjective and follows not in words.prepositions | words.auxiliaries else False
    if verbal:
        return False
    can_noun = is_noun or _also(clauses, i, "noun")
    noun = True if is_noun else None
    if "gerund" in entry.forms:
        nominal = before in words.definite or before in words.possessive or clauses.low(last + 1) == "of"
        return noun if can_noun and nominal else False
    if can_noun and (_nominal(clauses, i) or not ("past" in entry.forms or _verb_follows(clauses, i, last, entry))):
        return noun
    return None if _nominal(clauses, i) and before not in ("", ",", "``", "“", '"', ":") else False


def _nominal(clauses: Clauses, i: int) -> bool:
    """Whether the words around token i make a noun of it: an article, a preposition, a number before, "of" behind."""
    words = grammar.load()
    back = _before(clauses, i)
    before = clauses.low(back)
    known = before in words.determiners | words.possessive | words.prepositions or before in words.numbers
    return known or clauses.low(i + 1) == "of" or back < 0 or not clauses.tokens[back].word


def _also(clauses: Clauses, i: int, form: triggers.Form) -> bool:
    """Whether the word at i alone is an entry with that form too."""
    return any(form in other.forms and len(other.words) == 1 for other in triggers.load().entries[clauses.low(i)])


def _verb_follows(clauses: Clauses, i: int, last: int, entry: Entry) -> bool:
    """For a form that is noun and verb alike ("attacks"): an object behind it shows the verb."""
    words = grammar.load()
    after = clauses.low(last + 1)
    back = _before(clauses, i)
    plural_subject = back >= 0 and clauses.low(back).endswith("s") and "base" in entry.forms
    capital = back >= 0 and clauses.tokens[back].capital and "third" in entry.forms
    objectlike = after in words.determiners or after in words.numbers or after in words.pronouns
    return (plural_subject or capital) and (
        objectlike or (last + 1 < len(clauses.tokens) and clauses.tokens[last + 1].capital)
    )


def _is_passive(clauses: Clauses, i: int, last: int, entry: Entry) -> bool:
    words = grammar.load()
    if "participle" not in entry.forms:
        return False
    back = _before(clauses, i)
    before = clauses.low(back)
    if before in words.be:
        return True
    if before in ("and", "or", ",") and any(clauses.low(j) in words.be for j in range(max(0, i - _BACK), i)):
        return not _object_follows(clauses, last)
    if before in words.have or before in words.pronouns:
        return False
    if (before in words.numbers or before[:1].isdigit()) and not _object_follows(clauses, last):
        return True
    if "past" in entry.forms and _object_follows(clauses, last):
        return False
    if clauses.low(last + 1) == "by":
        return True
    reduced = entry.group.object == "target" and entry.group.subject == "source"
    return reduced and back >= 0 and clauses.tokens[back].word and _later_verb(clauses, last) and entry.group.harm != ""


def _object_follows(clauses: Clauses, last: int) -> bool:
    words = grammar.load()
    after = last + 1
    if after >= len(clauses.tokens) or not clauses.tokens[after].word or clauses.tokens[after].date >= 0:
        return False
    low = clauses.low(after)
    return (
        low not in words.prepositions
        and low not in words.openers
        and low not in words.adverbs
        and low not in ("and", "or")
    )


def _later_verb(clauses: Clauses, last: int) -> bool:
    words = grammar.load()
    return any(clauses.low(j) in words.auxiliaries for j in range(last + 1, min(len(clauses.tokens), last + 12)))


def _is_finite(clauses: Clauses, i: int, forms: frozenset[triggers.Form]) -> bool:
    words = grammar.load()
    before = clauses.low(_before(clauses, i))
    if before in words.auxiliaries:
        return True
    return bool(forms & {"past", "third"}) or ("base" in forms and before not in ("to", "and", "or"))


def _verb_status(clauses: Clauses, i: int, entry: Entry) -> Status:
    """Asserted, planned, alleged or unreal, from the auxiliaries and verbs before the trigger in its clause."""
    words = grammar.load()
    start = max(0, i - _BACK)
    while start < i and clauses.segment[start] != clauses.segment[i]:
        start += 1
    before = clauses.lows(start, i)
    opener = clauses.opener[clauses.segment[i]]
    if opener in ("if", "unless", "whether") or _negated(before) or _no_object(clauses, i):
        return "unreal"
    if opener == "that" and _denied_clause(clauses, i):
        return "unreal"
    if clauses.low(0) in words.nobody and clauses.segment[i] <= 2 and not opener:
        return "unreal"
    if "to" in before[-3:]:
        return _infinitive_status(clauses, start, i - before[::-1].index("to") - 1)
    near = before[-4:]
    if any(low in words.unreal for low in near):
        return "planned" if "would" in near and opener == "that" else "unreal"
    if any(low in words.future for low in near):
        return "planned"
    if clauses.tokens[-1].text == "?":
        return "unreal"
    return "alleged" if _phrase_in(before, "alleged") else "asserted"


def _infinitive_status(clauses: Clauses, start: int, to: int) -> Status:
    """What "to" + verb says depends on the verb before: "is due to meet", "failed to stop", "began to leave"."""
    words = grammar.load()
    before = clauses.lows(max(start, to - 3), to)
    if any(low in words.begins for low in before):
        return "asserted"
    if any(low in words.plans for low in before[-2:]):
        return "planned"
    if any(low in words.heard for low in before):
        return "alleged"
    return "unreal"


def _noun_status(clauses: Clauses, i: int) -> Status:
    words = grammar.load()
    before = clauses.lows(max(0, i - 4), i)
    if clauses.opener[clauses.segment[i]] in ("if", "unless", "whether"):
        return "unreal"
    if any(low in words.unsure for low in before[-3:]) or _unreal_predicate(clauses, i) or _unreal_before(clauses, i):
        return "unreal"
    if any(low in words.upcoming for low in before):
        return "planned"
    if any(low in words.suspected for low in before[-2:]):
        return "alleged"
    light = _light_verb(clauses, i)
    if light >= 0:
        near = clauses.lows(max(0, light - 4), light)
        if _negated(near) or any(low in words.unreal for low in near) or "to" in near[-1:]:
            return "unreal" if not any(low in words.plans for low in near) else "planned"
        if any(low in words.future for low in near):
            return "planned"
    return "asserted"


def _unreal_before(clauses: Clauses, i: int) -> bool:
    """ "Nobody should expect the truce", "postponed a visit": what the verb before the noun says did not happen."""
    words = grammar.load()
    near = clauses.lows(i - 4, i)
    if any(low in words.calling_off for low in near[-3:]):
        return True
    begin = next((j for j in range(i, -1, -1) if clauses.segment[j] != clauses.segment[i]), -1) + 1
    return not words.nobody.isdisjoint(clauses.lows(begin, i))


def _unreal_predicate(clauses: Clauses, i: int) -> bool:
    """Whether the verb that the noun is subject of is negated or unreal: "a strike could follow", "a raid did not"."""
    words = grammar.load()
    for j in range(i + 1, min(len(clauses.tokens), i + _BACK)):
        low = clauses.low(j)
        if clauses.segment[j] != clauses.segment[i] or low in words.prepositions:
            return False
        if low in words.auxiliaries:
            return low in words.unreal or _negated(clauses.lows(j, j + 2))
    return False


def _negated(before: tuple[str, ...]) -> bool:
    near = any(low in ("not", "never", "without", "nor", "no") or low.endswith("n't") for low in before[-5:])
    return near or not grammar.load().nobody.isdisjoint(before)


def _denied_clause(clauses: Clauses, i: int) -> bool:
    """Whether the clause of token i hangs on something negated: "no sign that", "did not say that"."""
    begin = i
    while begin > 0 and clauses.segment[begin - 1] == clauses.segment[i]:
        begin -= 1
    return _negated(clauses.lows(begin - 6, begin))


def _no_object(clauses: Clauses, i: int) -> bool:
    """ "arrested nobody", "gave no details"."""
    after = clauses.low(i + 1)
    return after == "no" or after in grammar.load().nobody


def _phrase_in(before: tuple[str, ...], kind: str) -> bool:
    for phrase in triggers.load().guards.phrases.get(kind, ()):
        size = len(phrase)
        if any(before[j : j + size] == phrase for j in range(len(before) - size + 1)):
            return True
    return False


def _light_verb(clauses: Clauses, i: int) -> int:
    """Token of a light verb ("launched", "carried" of "carried out") that has the noun at i for its object, or -1."""
    light = triggers.load().guards.light
    words = grammar.load()
    for j in range(i - 1, max(-1, i - _BACK), -1):
        if clauses.segment[j] != clauses.segment[i]:
            return -1
        low = clauses.low(j)
        if low in light or f"{low} {clauses.low(j + 1)}" in light:
            return j
        if low in words.prepositions and j != i - 1 and f"{clauses.low(j - 1)} {low}" not in light:
            return -1
    return -1


def _plain_verb(clauses: Clauses, i: int) -> Candidate | None:
    """A verb that no lexicon knows as a trigger: it can still take a date that nothing else takes."""
    lexicon = triggers.load().guards
    words = grammar.load()
    low = clauses.low(i)
    if low in lexicon.reporting:
        return _report(clauses, i)
    if not clauses.tokens[i].text.islower() or low in lexicon.states or low in words.auxiliaries:
        return None
    back = _before(clauses, i)
    before = clauses.low(back)
    if before in words.determiners | words.prepositions | words.possessive | {"-"} or clauses.low(i + 1) == "-":
        return _plain_plan(clauses, i) if before == "to" else None
    past = low in _pasts() or (low.endswith("ed") and len(low) > 4)
    if not past or (low in words.plans and clauses.low(i + 1) == "to"):
        return _plain_plan(clauses, i)
    status = _verb_status(clauses, i, _PAST)
    if status == "unreal":
        return None
    passive = before in words.be or clauses.low(i + 1) == "by"
    return Candidate(i, i, low, FALLBACK, False, passive, True, status)


def _plain_plan(clauses: Clauses, i: int) -> Candidate | None:
    """ "is scheduled to appear", "will open": an unknown verb behind words that announce it."""
    words = grammar.load()
    before = clauses.low(_before(clauses, i))
    low = clauses.low(i)
    if not low.isalpha() or not clauses.tokens[i].text.islower() or not (before == "to" or before in words.future):
        return None
    if low in words.determiners | words.prepositions | words.auxiliaries | words.pronouns | words.adverbs:
        return None
    status = _verb_status(clauses, i, _PAST)
    return Candidate(i, i, clauses.low(i), FALLBACK, False, False, True, status) if status == "planned" else None


def _stand_in(clauses: Clauses, i: int, found: list[Candidate]) -> Candidate | None:
    """ "one", "another" or "the latest" before a date or preposition, for the plural event noun before it."""
    after = clauses.tokens[i + 1] if i + 1 < len(clauses.tokens) else None
    if clauses.low(i) not in ("one", "another", "latest", "first", "last") or after is None:
        return None
    if not (after.date >= 0 or after.low in ("on", "in", "at", "that", "which")):
        return None
    nouns = [c for c in found if c.noun and clauses.low(c.last).endswith("s") and i - c.last < 16]
    if not nouns:
        return None
    return replace(nouns[-1], first=i, last=i, light=-1, stands_for=nouns[-1].first)


_PAST = Entry(("",), "", frozenset({"past", "participle"}), FALLBACK)


def _report(clauses: Clauses, i: int) -> Candidate | None:
    words = grammar.load()
    before = clauses.low(_before(clauses, i))
    if before in words.determiners or before in words.prepositions or before in words.unreal or before == "to":
        return None
    status = _verb_status(clauses, i, _PAST)
    return None if status == "unreal" else Candidate(i, i, clauses.low(i), REPORT, False, False, True, status)


def _pasts() -> frozenset[str]:
    return frozenset(form for forms in triggers.load().guards.irregular.values() for form in forms[:1])
