"""The words of a sentence with its names: which are verbs, in what form, and which names only tell more of a noun."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kb.extract.mentions.adjectives import is_clad
from kb.extract.mentions.form import is_to_come
from kb.extract.mentions.reduced import has_own_date
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.voice import CHARGED
from kb.extract.mentions.whom import undergoer
from kb.lexicon import actors, grammar, triggers
from kb.lexicon.own import of_lexicon
from kb.model import Actor, PlaceMention, Span, noun_of

STEPS = 60
_PHRASE = 4
JOINING = frozenset(("and", "or", "but", "then", "nor", "&"))
_BLAMED = CHARGED | {"suspected": "of", "convicted": "of", "acquitted": "of", "cleared": "of"}
BREAKS = frozenset((";", ":", "--", "—", "–", "_", "(", "?", "!"))
QUOTES = frozenset(('"', "“", "”", "``", "''", "`", "'", "‘", "’"))
_NO_GERUNDS = frozenset(("morning", "evening", "something", "anything", "nothing", "everything", "during", "ceiling"))
_REMAINS = frozenset(("body", "bodies", "remains", "corpse", "corpses"))
_UPON = ("on", "upon", "for")  # "Harlow calls on them to leave"
KEPT = frozenset(("including", "like"))
_HELPING = frozenset("help helps helped helping let lets letting".split())
_BEHIND_VERBS = frozenset(("to", "that", "the", "a", "an", "his", "her", "its"))
# What a verb with a hyphen begins with; others in -ed with one tell more of a noun ("full-fledged members").
_PREFIXES = frozenset("re co pre de un out over under mis gang court cross double hand spear".split())


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in the sentence where an actor is named: tokens first..last."""

    actor: Actor
    span: Span
    first: int
    last: int

    @property
    def noun(self) -> str:
        """The last word of a name, or the noun of who is called by whose they are: "lawyer for Omar Said"."""
        return noun_of(self.actor.name)


@of_lexicon
def _verbs() -> dict[str, set[triggers.Form]]:
    """The forms of the verbs that the lexicon knows as no triggers."""
    guards = triggers.load().guards
    found: dict[str, set[triggers.Form]] = {}
    for verb in {*guards.irregular, *guards.reporting.values(), *guards.light.values()}:
        for text, tags in triggers.inflect(verb.split()[0], guards.irregular).items():
            found.setdefault(text, set()).update(tags)
    return found


@of_lexicon
def _known() -> dict[str, frozenset[triggers.Form]]:
    """What `_forms` has found of the words of the lexicon that texts have had so far."""
    return {}


def _forms(low: str) -> frozenset[triggers.Form]:
    """The forms that a word can be of the verbs that the lexicon knows, else those that its ending tells; nouns among
    them say so."""
    known = _known().get(low)
    if known is not None:
        return known
    entries = triggers.load().entries.get(low, ())
    single = [entry.forms for entry in entries if len(entry.words) == 1 or "noun" not in entry.forms]
    forms = frozenset(_verbs().get(low, ())).union(*single)
    if not forms:
        return _guessed(low)
    _known()[low] = forms
    return forms


def is_base(low: str) -> bool:
    """Whether a word is the base form of a verb that the lexicon knows."""
    return "base" in _forms(low)


def is_among(clauses: Clauses, ref: Reference) -> bool:
    """Whether a name is one of those named before: "six officers, including Omar", "leaders, among them Omar"."""
    led = clauses.introducing(ref.first)
    return clauses.low(led) == "including" or clauses.lows(led - 1, led + 1) == ("among", "them")


def is_blamed(clauses: Clauses, i: int) -> bool:
    """Whether a past form without an object tells what somebody is blamed for: "two men accused of murder"."""
    return clauses.low(i + 1) == _BLAMED.get(clauses.low(i))


class Line:
    """A sentence with the names in it, to be asked about its words."""

    def __init__(self, clauses: Clauses, refs: Sequence[Reference]) -> None:
        self.clauses = clauses
        self.refs = refs
        self.at = {i: ref for ref in reversed(refs) for i in range(ref.first, ref.last + 1)}
        self._known: dict[int, str] = {}

    def form(self, i: int) -> str:
        """finite, infinitive, gerund or participle when token i is a verb, and nothing when there is no such token; a
        participle is one behind its noun."""
        if i not in self._known:
            self._known[i] = self._form(i) if 0 <= i < len(self.clauses.tokens) else ""
        return self._known[i]

    def is_bound(self, i: int) -> bool:
        """Whether a hyphen binds a word to the name before it: "a U.S.-flagged ship"."""
        tokens = self.clauses.tokens
        bound = 1 < i < len(tokens) and tokens[i - 1].text == "-" and tokens[i - 1].end == tokens[i].start
        return bound and i - 2 in self.at and tokens[i].text.islower()

    def _form(self, i: int) -> str:
        clauses, words = self.clauses, grammar.load()
        token = clauses.tokens[i]
        if not token.word or token.date >= 0 or i in self.at or (token.capital and i and clauses.tokens[i - 1].word):
            return ""
        if self.is_bound(i):
            return ""
        low = token.low
        before = clauses.prior[i]
        if low in words.auxiliaries or low.endswith("n't"):
            return "infinitive" if before == "to" else "" if low in ("be", "been", "being", "having") else "finite"
        if before == "to" and is_base(low):
            return "infinitive"
        if before in words.modals or before in ("do", "does", "did") or low.endswith("n't"):
            return "finite"
        forms = _forms(low)
        if not forms and self._governs(i, before):
            return "finite"
        if not forms or low in words.prepositions:
            return ""
        if "gerund" in forms:
            apposed = before in words.determiners or before in words.possessive or self._is_kind(i)
            return "" if apposed else "gerund"
        if before == "that" and "past" in forms and self._opens_phrase(i + 1):
            return "finite"  # "the war that brought Omar to power"
        counted = before in words.determiners and i - 1 not in self.at  # but "thousands fled"
        if counted or before in words.possessive or before in words.prepositions:
            return ""
        if forms & {"past", "participle"}:
            return self._past(i, before)
        pronoun = before in words.subjects or before in words.relative or before == "they"
        # In a chronology also "officials blame the group".
        told = bool(forms & {"third", "base"}) if clauses.entry else "third" in forms and "noun" not in forms
        told = told or is_to_come(clauses, i) or (low == "calls" and clauses.low(i + 1) in _UPON)
        named = i and (i - 1 in self.at) and told and not self._verbal(i + 1)
        return "finite" if pronoun or named else ""

    def _is_kind(self, i: int) -> bool:
        """Whether a gerund between the adjective of a land and a noun tells of what kind the thing is: "two Yemeni
        fishing boats"; not "the Americans fighting rebels"."""
        ref, tokens = self.at.get(i - 1), self.clauses.tokens
        if ref is None or ref.actor.kind != "state" or tokens[i - 1].low.endswith("s") or i + 1 >= len(tokens):
            return False
        adjective = " ".join(self.clauses.lows(ref.first, ref.last + 1)) != ref.actor.name.lower()
        led = self.clauses.low(ref.first - 1)
        counted = led in grammar.load().determiners or led.isdigit() or led in grammar.load().numbers
        return adjective and counted and tokens[i + 1].text.islower() and not self._free(i + 1)

    def _governs(self, i: int, before: str) -> bool:
        """Whether a word in -s that no lexicon knows is a verb, as a pronoun before it and "to" with a verb behind it
        tell: "Harlow, which plans to open a mill"."""
        words, clauses = grammar.load(), self.clauses
        led = before in words.relative or before in words.subjects
        third = clauses.low(i).endswith("s") and not clauses.low(i).endswith("ss")
        return led and third and clauses.low(i + 1) == "to" and is_base(clauses.low(i + 2))

    def _past(self, i: int, before: str) -> str:
        """Whether a past form heads its clause or tells more of the noun before ("men armed with knives fled")."""
        clauses, words = self.clauses, grammar.load()
        if before in words.be | words.have or undergoer(clauses, i) >= 0:
            return "finite"
        after = clauses.low(i + 1)
        forms = _forms(clauses.low(i))
        if before in _HELPING and "base" in forms:
            return ""  # "helped set it up", as "helped free him"
        done_by = after == "by" and "participle" in forms and clauses.low(i) not in words.intransitive
        done_by = done_by and not clauses.by_doing(i + 1)  # not "spoke by telephone"
        if done_by or "past" not in forms or is_blamed(clauses, i):
            return "participle"
        if is_clad(clauses, i):
            return "participle"
        if before in words.texts and clauses.low(i) in words.issuing and self._free_or_dated(i + 1):
            return "participle"  # "a suit filed in Leeds", "a statement released on Monday"
        if "participle" in forms and after in words.prepositions and self._hangs(i, before):
            return "participle"
        if "participle" in forms and has_own_date(clauses, i + (after == "dead")):
            return "participle"  # "a man arrested on Monday confessed"
        if clauses.tokens[i + 1 :] and clauses.tokens[i + 1].text.islower() and not self._free(i + 1):
            # "the wounded man", "two armed men": an adjective between a noun and its article.
            return "" if i and clauses.low(i - 1) in words.counts else "finite"
        return "finite"

    def _hangs(self, i: int, before: str) -> bool:
        """Whether the clause goes on to a verb of its own behind a past form: "men held in Basra were freed", "Omar,
        accused of spying, was tried"."""
        clauses, words = self.clauses, grammar.load()
        aside = not before or not before[0].isalnum()
        if aside and (before == "said" or clauses.low(i) in triggers.load().guards.reporting):
            return False
        for j in range(i + 1, min(len(clauses.tokens), i + STEPS // 2)):
            low = clauses.low(j)
            if low == "," and aside:
                k = j + 1
                while self.adverb(k):
                    k += 1
                return not i or (k < len(clauses.tokens) and self.form(k) == "finite")
            opens = low in words.openers and low not in relative()
            if clauses.segment[j] > clauses.segment[i] and clauses.opener[clauses.segment[j]] == "that":
                return False  # "the bank said on Monday its chief would leave"
            if low in (",", "that") or low in BREAKS or opens or (low in JOINING and self._guess(j + 1) != "gerund"):
                return False
            owner = low == "'s" and j - 1 in self.at  # "worked in Ann's office but was fired"
            if not aside and low in words.auxiliaries and clauses.prior[j] not in words.relative and not owner:
                return True
        return False

    def _guess(self, i: int) -> str:
        return "gerund" if "gerund" in _forms(self.clauses.low(i)) else ""

    def _free(self, i: int) -> bool:
        words = grammar.load()
        low = self.clauses.low(i)
        return low in words.prepositions or low in words.determiners or low in words.adverbs

    def _free_or_dated(self, i: int) -> bool:
        tokens = self.clauses.tokens
        return i < len(tokens) and (tokens[i].date >= 0 or tokens[i].low in grammar.load().prepositions)

    def _opens_phrase(self, i: int) -> bool:
        """Whether a phrase of its own begins at token i, so that the word before is no adjective of it."""
        token = self.clauses.tokens[i] if i < len(self.clauses.tokens) else None
        return token is None or token.date >= 0 or not token.text.islower() or self._free(i)

    def _verbal(self, i: int) -> bool:
        low = self.clauses.low(i)
        return low in grammar.load().auxiliaries or is_past(low)

    def start(self, verb: int) -> int:
        """The first token of the verb group of a main verb: its auxiliaries and adverbs."""
        words, clauses = grammar.load(), self.clauses
        i = verb
        while i > 0:
            j = clauses.before[i]
            low = clauses.low(j)
            if j < 0 or j in self.at or not (low in words.auxiliaries or low.endswith("n't") or low == "not"):
                break
            i = j
        return i

    def main(self, auxiliary: int) -> int:
        """The main verb of the group that a token belongs to."""
        words, clauses = grammar.load(), self.clauses
        j = auxiliary
        while j + 1 < len(clauses.tokens) and (clauses.low(j + 1) in words.auxiliaries or self.adverb(j + 1)):
            j += 1
        return j if j == auxiliary and clauses.low(j) not in words.auxiliaries else min(j + 1, len(clauses.tokens) - 1)

    def adverb(self, i: int) -> bool:
        low = self.clauses.low(i)
        return low in grammar.load().adverbs or low == "not"

    def first_verb(self, inside: range) -> int:
        """The first finite verb among tokens, -1 where there is none."""
        return next((j for j in inside if self.form(j) == "finite"), -1)

    def complement(self, i: int) -> bool:
        """Whether "that" opens what somebody said, and is no pronoun: "said that attacked" is not English."""
        return self.clauses.low(i) == "that" and self.clauses.low(i - 1) in triggers.load().guards.reporting

    def modifies(self, ref: Reference) -> bool:
        """Whether a name only tells more of a noun behind it ("Jaguar shares rose")."""
        clauses, words = self.clauses, grammar.load()
        after = clauses.tokens[ref.last + 1] if ref.last + 1 < len(clauses.tokens) else None
        if self.is_bound(ref.last + 2):
            return clauses.low(ref.last + 2) != "led"  # who leads a force acts
        if after is None or not after.word or after.date >= 0 or ref.last + 1 in self.at:
            return False
        if self._unknown_verb(ref.last + 1) or (after.low in _REMAINS and clauses.low(ref.last) in words.owners):
            return False  # "his body was found"
        if after.low in bodies():
            return ref.actor.kind == "state" and self.names_body(ref.last + 1)
        if after.low in words.trailing and clauses.low(ref.last + 2) in words.prepositions:
            return False  # "blocs close to Iran"
        closed = (
            words.prepositions,
            words.determiners,
            words.openers,
            words.auxiliaries,
            words.adverbs,
            words.relative,
        )
        open_word = after.text.islower() and not after.low.endswith("ly") and after.low not in JOINING
        open_word = open_word and not any(after.low in some for some in closed)
        form = self.form(ref.last + 1) if open_word else ""
        return open_word and (not form or (form == "gerund" and self.names_body(ref.last + 1)))

    def _unknown_verb(self, j: int) -> bool:
        """Whether a word in -s is a verb that no lexicon knows, as what follows tells: "Omar purports to be ill"."""
        low, after = self.clauses.low(j), self.clauses.low(j + 1)
        return low.endswith("s") and not low.endswith("ss") and after in _BEHIND_VERBS

    def names_body(self, j: int) -> bool:
        """Whether plain words lead on from a nation to the name of its own: "British biscuit company Harlow"."""
        words = grammar.load()
        for k in range(j, min(j + _PHRASE, len(self.clauses.tokens))):
            ref = self.at.get(k)
            if ref is not None:
                return k > j and ref.actor.kind in ("organisation", "company")
            token = self.clauses.tokens[k]
            small = token.low in words.prepositions | words.openers | words.auxiliaries or token.low in JOINING
            plain = token.text.isalpha() and token.text.islower() and not small
            plain = plain and (not self.form(k) or (self.form(k) == "gerund" and self.clauses.low(k + 1) in bodies()))
            if not plain and not (k == j and token.low == "'s"):
                return False
        return False

    def owns(self, ref: Reference) -> bool:
        """Whether a name is the owner of what follows: "Omar's house", "its bid"; "Omar's body" is Omar."""
        last, after = self.clauses.low(ref.last), self.clauses.low(ref.last + 1)
        marked = after == "'s" or self._is_plural_owner(ref)
        behind = self.clauses.low(ref.last + 1 + marked)
        marked = marked or last == "'s" or last in grammar.load().owners or self._is_hers(ref)
        return marked and behind not in _REMAINS

    def suffer(self, ref: Reference, noun: int) -> bool:
        """Whether what a noun names befell the people whose it is: "the hostages' murder"; not "the army's capture of
        the town", "the police's arrests", "the rebels' return"."""
        words, low = grammar.load(), self.clauses.low
        own = ref.actor.kind == "collective" and self.owns(ref) and low(noun) != "return" and low(noun)[-1:] != "s"
        armed = ref.noun.lower() in words.law | words.harm.armed | words.where.armed
        behind = noun + 1
        while self.clauses.is_date(behind) or (low(behind) == "on" and self.clauses.is_date(behind + 1)):
            behind += 1
        return own and not armed and low(behind) != "of"

    def _is_hers(self, ref: Reference) -> bool:
        """Whether "her" tells whose somebody is: "her brother Omar fled", but "told her Omar had fled"; in "Ann and her
        brother Omar" she is one of the two."""
        hers = self.clauses.low(ref.last) == "her" and self.clauses.low(ref.first - 1) != "and"
        other = self.at.get(ref.last + 1) if hers else None
        return other is not None and other.actor.kind == "person" and self.clauses.tokens[other.first].text.islower()

    def _is_plural_owner(self, ref: Reference) -> bool:
        """Whether an apostrophe right behind a name in -s makes an owner of it: "Dunlin Industries' bid", "the Otters'
        Peter Lang"."""
        clauses, j = self.clauses, ref.last + 1
        if clauses.low(j) not in ("'", "’") or not clauses.low(ref.last).endswith("s"):
            return False
        tied = clauses.tokens[j].start == clauses.tokens[ref.last].end and clauses.low(ref.first - 1) not in QUOTES
        whose = self.at.get(j + 1)
        player = whose is not None and whose.actor.kind == "person"
        return tied and j + 1 < len(clauses.tokens) and (player or clauses.tokens[j + 1].text.islower())


def is_past(low: str) -> bool:
    """Whether a word can be the past of a verb."""
    return "past" in (_forms(low))


def _guessed(low: str) -> frozenset[triggers.Form]:
    if low.endswith("ed") and len(low) > 4:
        head, hyphen, _ = low.partition("-")
        return frozenset() if hyphen and head not in _PREFIXES else frozenset(("past", "participle"))
    return frozenset(("gerund",)) if low.endswith("ing") and len(low) > 5 and low not in _NO_GERUNDS else frozenset()


@cache
def relative() -> frozenset[str]:
    return grammar.load().relative - {"whom"}


@cache
def bodies() -> frozenset[str]:
    """Nouns that say what a name before them is: "the Maariv newspaper"."""
    words = actors.load().words
    return words.body_nouns | words.company_nouns | words.group_nouns | words.vessel_nouns | words.government


def name_tokens(clauses: Clauses, refs: Sequence[Reference], places: Sequence[PlaceMention]) -> frozenset[int]:
    """The tokens that are part of a name, capitals and small words alike, and so no triggers."""
    found = {i for ref in refs for i in range(ref.first, ref.last + 1)}
    for mention in places:
        first = clauses.index_at(mention.span.start)
        found.update(range(first, clauses.index_at(mention.span.end - 1) + 1))
    return frozenset(found)
