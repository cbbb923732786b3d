"""What stands around a verb: its subject, its objects with their prepositions, found by walking over the words.

No parse: one walk to the left for the subject, one to the right for the objects. Each word on the way is a name, a
verb, a preposition, a mark or just a word, and that decides whether the walk collects, skips or stops.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kb.extract.mentions.form import before_of
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import actors, grammar, triggers
from kb.model import Actor, Span

_DEPTH = 4
_STEPS = 60
_QUOTES = frozenset(('"', "“", "”", "``", "''", "`", "'", "‘", "’"))
_BREAKS = frozenset((";", ":", "--", "—", "–", "_", "(", "?", "!"))
_JOINING = frozenset(("and", "or", "but", "then", "nor", "&"))
_PROMISING = frozenset(("promise", "vow", "threaten", "pledge", "swear", "agree", "refuse", "decline", "fail"))
_KEPT = frozenset(("including", "like"))


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in the sentence where an actor is named: tokens first..last."""

    actor: Actor
    span: Span
    first: int
    last: int


@cache
def _forms() -> dict[str, frozenset[str]]:
    """The forms that a word can be of the verbs that the lexicon knows; nouns among them say so."""
    known = triggers.load()
    found: dict[str, set[str]] = {}
    for entries in known.entries.values():
        for entry in entries:
            if len(entry.words) == 1 or "noun" not in entry.forms:
                found.setdefault(entry.words[0], set()).update(entry.forms)
    verbs = {*known.guards.irregular, *known.guards.reporting.values(), *known.guards.light.values()}
    for verb in sorted(verbs):
        for text, tags in triggers.inflect(verb.split()[0], known.guards.irregular).items():
            found.setdefault(text, set()).update(tags)
    return {word: frozenset(forms) for word, forms in found.items()}


@cache
def bases() -> frozenset[str]:
    """The base forms of all verbs that the lexicon knows."""
    return frozenset(word for word, forms in _forms().items() if "base" in forms)


class Syntax:
    """A sentence with the names in it, to be asked who does what."""

    def __init__(self, clauses: Clauses, refs: Sequence[Reference]) -> None:
        self.clauses = clauses
        self.refs = refs
        self._at = {i: ref for ref in reversed(refs) for i in range(ref.first, ref.last + 1)}

    def form(self, i: int) -> str:
        """finite, infinitive, gerund or participle when token i is a verb; a participle is one behind its noun."""
        clauses, words = self.clauses, grammar.load()
        token = clauses.tokens[i]
        if not token.word or token.date >= 0 or i in self._at or (token.capital and i and clauses.tokens[i - 1].word):
            return ""
        low = token.low
        before = clauses.low(before_of(clauses, i))
        if low in words.auxiliaries or low.endswith("n't"):
            return "infinitive" if before == "to" else "" if low in ("be", "been", "being", "having") else "finite"
        if before == "to" and low in bases():
            return "infinitive"
        if before in words.modals or before in ("do", "does", "did") or low.endswith("n't"):
            return "finite"
        forms = _forms().get(low) or _guessed(low)
        if not forms or low in words.prepositions:
            return ""
        if "gerund" in forms:
            return "" if before in words.determiners or before in words.possessive else "gerund"
        if before in words.determiners or before in words.possessive or before in words.prepositions:
            return ""
        if forms & {"past", "participle"}:
            return self._past(i, before)
        pronoun = before in words.subjects or before in words.relative or before == "they"
        named = i and (i - 1 in self._at) and "third" in forms and "noun" not in forms and not self._verbal(i + 1)
        return "finite" if pronoun or named else ""

    def _past(self, i: int, before: str) -> str:
        """Whether a past form heads its clause or tells more of the noun before ("men armed with knives fled")."""
        clauses, words = self.clauses, grammar.load()
        if before in words.be | words.have:
            return "finite"
        after = clauses.low(i + 1)
        forms = _forms().get(clauses.low(i)) or _guessed(clauses.low(i))
        if after == "by" or "past" not in forms:
            return "participle"
        if "participle" in forms and after in words.prepositions and self._hangs(i, before):
            return "participle"
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
        for j in range(i + 1, min(len(clauses.tokens), i + _STEPS // 2)):
            low = clauses.low(j)
            if low == "," and aside:
                k = j + 1
                while self._adverb(k):
                    k += 1
                return not i or (k < len(clauses.tokens) and self.form(k) == "finite")
            opens = low in words.openers and low not in _relative()
            if low in (",", "that") or low in _BREAKS or opens or (low in _JOINING and self._guess(j + 1) != "gerund"):
                return False
            if not aside and low in words.auxiliaries and clauses.low(before_of(clauses, j)) not in words.relative:
                return True
        return False

    def _guess(self, i: int) -> str:
        return "gerund" if "gerund" in (_forms().get(self.clauses.low(i)) or _guessed(self.clauses.low(i))) else ""

    def _free(self, i: int) -> bool:
        words = grammar.load()
        low = self.clauses.low(i)
        return low in words.prepositions or low in words.determiners or low in words.adverbs

    def _verbal(self, i: int) -> bool:
        low = self.clauses.low(i)
        return low in grammar.load().auxiliaries or "past" in (_forms().get(low) or _guessed(low))

    def start(self, verb: int) -> int:
        """The first token of the verb group of a main verb: its auxiliaries and adverbs."""
        words, clauses = grammar.load(), self.clauses
        i = verb
        while i > 0:
            j = before_of(clauses, i)
            low = clauses.low(j)
            if j < 0 or j in self._at or not (low in words.auxiliaries or low.endswith("n't") or low == "not"):
                break
            i = j
        return i

    # ---- subjects

    def subjects(self, verb: int, depth: int = 0) -> list[Reference]:
        """The names that do what the verb at a token says, or have it done to them when it is passive."""
        if depth > _DEPTH:
            return []
        clauses = self.clauses
        start = self.start(verb)
        before = before_of(clauses, start)
        low = clauses.low(before)
        form = self.form(start)
        if low == "to":
            return self._controller(before, depth)
        if low in _JOINING or (low == "," and clauses.low(before - 1) in _JOINING):
            return self._shared(verb, before, form, depth)
        if form == "gerund" or (form == "participle" and (before < 0 or not clauses.tokens[before].word)):
            return self._dangling(verb, before, depth)
        if form == "participle":
            return self.heads(before, stop_at_verbs=True)
        if before >= 0 and low in _relative() and not self._complement(before):
            return self._antecedent(before)
        found = self._clause_subject(before, depth)
        return found or self._inverted(verb)

    def _clause_subject(self, before: int, depth: int) -> list[Reference]:
        low = self.clauses.low(before)
        if low == ",":
            verb = self._verb_in_aside(before)
            if verb >= 0:
                return self.subjects(verb, depth + 1)
        found = self.heads(before)
        if not found:
            return []
        inside = [r for r in self.refs if found[-1].last < r.first <= before and r.actor.kind == "person"]
        named = [r for r in inside if self.clauses.low(r.first - 1) == "," and r.last + 1 < before]
        if named and len(found) == 1 and found[0].actor.kind == "collective":
            # "Two aides, Omar Sayed and Ann Brandt, left": who they are, not what.
            return [r for r in inside if r.first >= named[0].first and not self.owns(r)]
        return found + [r for r in inside if self.clauses.low(r.first - 1) == "including" and r not in found]

    def _verb_in_aside(self, comma: int) -> int:
        """The finite verb between a comma and the mark before it: "was born in Ohio, moved to Texas"; -1 if the part
        tells more of a noun ("who led the force,")."""
        clauses = self.clauses
        found = -1
        for j in range(comma - 1, max(-1, comma - _STEPS), -1):
            low = clauses.low(j)
            if low == ",":
                break
            if self.form(j) == "finite":
                found = j
            if low in _relative() or low in grammar.load().openers:
                return -1
        return found

    def _complement(self, i: int) -> bool:
        """Whether "that" opens what somebody said, and is no pronoun: "said that attacked" is not English."""
        return self.clauses.low(i) == "that" and self.clauses.low(i - 1) in triggers.load().guards.reporting

    def _antecedent(self, relative: int) -> list[Reference]:
        j = relative - 1
        if self.clauses.low(j) == ",":
            j -= 1
        ref = self._at.get(j)
        if ref is None:
            return self.heads(j, stop_at_verbs=True, nearest=True)
        own = [r for r in self.refs if r.first == relative]
        return [ref, *self._listed(ref)] if ref.actor.kind != "state" or not own else own

    def _listed(self, ref: Reference) -> list[Reference]:
        """Names before one that "and" or commas tie to it."""
        found: list[Reference] = []
        while True:
            j = ref.first - 1
            while j > 0 and self.clauses.low(j) in grammar.load().determiners:
                j -= 1
            if self.clauses.low(j) not in ("and", "or", "&", ","):
                return found
            other = self._at.get(j - 1)
            if other is None or (self.clauses.low(j) == "," and not found):
                return found
            found.append(other)
            ref = other

    def _controller(self, to: int, depth: int) -> list[Reference]:
        """Who does what stands behind "to": the object before it ("ordered troops to leave"), else who does the verb
        before ("agreed to send")."""
        clauses, words = self.clauses, grammar.load()
        between: list[Reference] = []
        for j in range(to - 1, max(-1, to - _STEPS), -1):
            ref = self._at.get(j)
            if ref is not None:
                between += [ref] if ref.last == j else []
                continue
            low = clauses.low(j)
            if low in words.prepositions and low != "for" and between and between[-1].first >= j:
                between.clear()
            if low in _relative() or low in _BREAKS:
                break
            if self.form(j):
                plain = [r for r in between if clauses.low(r.last + 1) != "'s"]
                if plain and low not in words.be and not any(low.startswith(p) for p in _PROMISING):
                    return [plain[0], *self._listed(plain[0])]
                owner = [r for r in between if clauses.low(r.last + 1) == "'s"]
                return owner[:1] or self.subjects(j, depth + 1)
        return [r for r in between if clauses.low(r.last + 1) == "'s"][:1]

    def _shared(self, verb: int, joint: int, form: str, depth: int) -> list[Reference]:
        """The subject of the verb before that "and" ties to this one."""
        for j in range(joint - 1, max(-1, joint - _STEPS), -1):
            other = self.form(j)
            if other and (other == form or (form == "finite" and other == "infinitive" and not self._is_past(verb))):
                return self.subjects(j, depth + 1)
            if self.clauses.low(j) in _BREAKS:
                break
        return []

    def _is_past(self, verb: int) -> bool:
        return "past" in (_forms().get(self.clauses.low(verb)) or _guessed(self.clauses.low(verb)))

    def _dangling(self, verb: int, before: int, depth: int) -> list[Reference]:
        """Who does a gerund or participle: the noun right before it, else the subject of its sentence."""
        clauses, words = self.clauses, grammar.load()
        if before >= 0 and before in self._at and clauses.low(before + 1) != "'s":
            return self.heads(before, stop_at_verbs=True)
        for j in range(before, max(-1, before - _STEPS), -1):
            if self.form(j) == "finite" and j not in self._at:
                return self.subjects(self._main(j), depth + 1)
        comma = next((j for j in range(verb + 1, len(clauses.tokens)) if clauses.low(j) == ","), -1)
        for j in range(comma + 1, len(clauses.tokens) if comma > 0 else 0):
            if self.form(j) == "finite" and clauses.low(j) not in words.openers:
                return self.subjects(self._main(j), depth + 1)
        return []

    def _main(self, auxiliary: int) -> int:
        """The main verb of the group that a token belongs to."""
        words, clauses = grammar.load(), self.clauses
        j = auxiliary
        while j + 1 < len(clauses.tokens) and (clauses.low(j + 1) in words.auxiliaries or self._adverb(j + 1)):
            j += 1
        return j if j == auxiliary and clauses.low(j) not in words.auxiliaries else min(j + 1, len(clauses.tokens) - 1)

    def _adverb(self, i: int) -> bool:
        low = self.clauses.low(i)
        return low in grammar.load().adverbs or low == "not"

    def _inverted(self, verb: int) -> list[Reference]:
        """ "…," said the minister: the speaker behind a verb of saying."""
        clauses = self.clauses
        if clauses.low(verb) not in triggers.load().guards.reporting or clauses.low(verb + 1) in ("that", '"', "“"):
            return []
        j = verb + 1
        while clauses.low(j) in grammar.load().determiners:
            j += 1
        return [self._at[j]] if j in self._at and self._at[j].first == j else []

    def heads(self, j: int, *, stop_at_verbs: bool = False, nearest: bool = False) -> list[Reference]:
        """The names that head the noun phrase that ends at token j; those behind "of" and such do not count."""
        walk = _Walk(self, stop_at_verbs)
        for _ in range(_STEPS):
            if j < 0:
                break
            j = walk.step(j)
        # "Russian missiles hit": who owns what does it stands for it.
        found = walk.found or [ref for ref in walk.weak if ref.actor.kind in ("state", "armed group")]
        return found[:1] if nearest else sorted(found, key=lambda ref: ref.first)

    def modifies(self, ref: Reference) -> bool:
        """Whether a name only tells more of a noun behind it ("Jaguar shares rose")."""
        clauses, words = self.clauses, grammar.load()
        after = clauses.tokens[ref.last + 1] if ref.last + 1 < len(clauses.tokens) else None
        if after is None or not after.word or after.date >= 0 or ref.last + 1 in self._at:
            return False
        if after.low in _bodies():
            return False
        closed = words.prepositions | words.openers | words.auxiliaries | words.adverbs | words.relative | _JOINING
        open_word = after.low not in closed and not after.low.endswith("ly") and after.text.islower()
        return open_word and not self.form(ref.last + 1)

    def owns(self, ref: Reference) -> bool:
        """Whether a name is the owner of what follows: "Omar's house"."""
        return self.clauses.low(ref.last + 1) == "'s" or self.clauses.low(ref.last) == "'s"

    # ---- objects

    def objects(self, verb: int) -> list[tuple[Reference, str]]:
        """The names behind a verb or noun in its clause, each with the preposition that it stands behind."""
        clauses = self.clauses
        found: list[tuple[Reference, str]] = []
        preposition, j = "", verb + 1
        for _ in range(_STEPS):
            if j >= len(clauses.tokens):
                break
            ref = self._at.get(j)
            if ref is not None:
                found.append((ref, preposition))
                j = ref.last + 1
                continue
            j, preposition = self._onward(j, preposition)
        return found

    def _onward(self, j: int, preposition: str) -> tuple[int, str]:
        """The next token of a walk to the right, and the preposition from there on; past the end where it stops."""
        clauses, words = self.clauses, grammar.load()
        low, end = clauses.low(j), len(clauses.tokens)
        if low in _QUOTES or clauses.tokens[j].date >= 0:
            return j + 1, preposition
        if low == "(":
            close = next((k for k in range(j + 1, min(end, j + 12)) if clauses.low(k) == ")"), j)
            return close + 1, preposition
        if low in _BREAKS or low == ")":
            return end, ""
        if low == ",":
            return (j + 1, preposition) if self._goes_on(j) else (end, "")
        if low in _JOINING:
            return (end, "") if self._new_clause(j + 1) else (j + 1, preposition)
        if low in ("after", "before", "since", "following", "despite"):
            return end, ""
        if low in words.openers and low not in ("whose",):
            return end, ""
        if low == "to" and clauses.low(j + 1) in bases() and clauses.low(j + 1) not in words.determiners:
            return end, ""
        if low == "including":
            # "12 people, including two Germans": a part of those counted.
            ref = self._at.get(j + 2)
            return (j + 2 if ref is None or ref.actor.kind == "person" else ref.last + 1), preposition
        if low in words.prepositions:
            return j + 1, preposition if low in _KEPT else low
        form = self.form(j)
        if form == "finite":
            return end, ""
        return j + 1, ("?" if form and preposition != "by" else preposition)

    def _goes_on(self, comma: int) -> bool:
        """Whether a comma stands in a list, in a date, or before a preposition of the same clause."""
        clauses, words = self.clauses, grammar.load()
        j = comma + 1
        if clauses.tokens[comma - 1].date >= 0 or (j < len(clauses.tokens) and clauses.tokens[j].date >= 0):
            return clauses.low(j) in words.prepositions or clauses.tokens[min(j, len(clauses.tokens) - 1)].date >= 0
        if clauses.low(j) in _KEPT:
            return True
        while clauses.low(j) in ("and", "or") or clauses.low(j) in words.determiners:
            j += 1
        if comma - 1 not in self._at or j not in self._at or self._new_clause(j):
            return False
        return clauses.low(j - 1) in _JOINING or clauses.low(self._at[j].last + 1) in (",", "and", "or")

    def _new_clause(self, j: int) -> bool:
        """Whether a clause of its own begins at token j: a verb, or a name and its verb."""
        clauses = self.clauses
        while j < len(clauses.tokens) and (self._adverb(j) or clauses.low(j) in grammar.load().determiners):
            j += 1
        ref = self._at.get(j)
        if ref is not None:
            j = ref.last + 1
            while self._adverb(j):
                j += 1
        return j < len(clauses.tokens) and (
            self.form(j) in ("finite", "gerund") or clauses.low(j) in grammar.load().subjects
        )


class _Walk:
    """A walk to the left over a noun phrase, with what it has collected."""

    def __init__(self, syntax: Syntax, stop_at_verbs: bool) -> None:
        self.syntax = syntax
        self.stop_at_verbs = stop_at_verbs
        self.found: list[Reference] = []
        self.weak: list[Reference] = []
        self._joined = -1
        self._fresh = True

    def step(self, j: int) -> int:
        """The next token to look at, or -1 where the walk ends."""
        syntax = self.syntax
        ref = syntax._at.get(j)
        if ref is not None:
            own = syntax.owns(ref) or syntax.modifies(ref)
            (self.weak if own else self.found).append(ref)
            return ref.first - 1
        low = syntax.clauses.low(j)
        if syntax.clauses.tokens[j].date >= 0 or low in _QUOTES or low == "'s":
            return j - 1
        if low == ",":
            return self._comma(j)
        self._fresh = False
        if low == ")":
            return max((k for k in range(max(0, j - _STEPS), j) if syntax.clauses.low(k) == "("), default=0) - 1
        if low in _relative() or low in _BREAKS:
            return -1
        if low in ("and", "or", "&"):
            self._joined = len(self.found)
            return j - 1
        if low in grammar.load().subjects:
            return -1
        return self._word(j, low)

    def _word(self, j: int, low: str) -> int:
        syntax, words = self.syntax, grammar.load()
        if low in words.openers and self.found:
            return -1
        if low in words.prepositions:
            dated = j + 1 < len(syntax.clauses.tokens) and syntax.clauses.tokens[j + 1].date >= 0
            if low not in _KEPT and not dated:
                self._forget()
            return j - 1
        if low in words.openers:
            return -1
        form = syntax.form(j)
        if form == "finite":
            return self._verb(j)
        if form and self.stop_at_verbs:
            return -1
        if form:
            self._forget()
        return j - 1

    def _forget(self) -> None:
        self.found.clear()
        self.weak.clear()

    def _verb(self, j: int) -> int:
        """A finite verb: of a relative clause, whose noun comes before it, or of a clause before this one."""
        syntax = self.syntax
        before = before_of(syntax.clauses, syntax.start(j))
        if syntax.clauses.low(before) in _relative() and not syntax._complement(before):
            self._forget()
            return self._relative(before)
        if self._joined >= 0:
            self.found = self.found[: self._joined]
        return -1

    def _relative(self, j: int) -> int:
        if self.syntax._complement(j):
            return -1
        self._forget()
        j -= 1
        return j - 1 if self.syntax.clauses.low(j) == "," else j

    def _comma(self, j: int) -> int:
        syntax = self.syntax
        if self.found:
            listed = j - 1 in syntax._at and self._joined >= 0 and self.found[-1].first - j <= 3
            return j - 1 if listed else -1
        if self._joined >= 0:
            return j - 1
        if not self._fresh:
            # "After Omar fled, protests began": the noun behind the comma is the subject, and nobody by name.
            return -1
        return next((k for k in range(j - 1, max(-1, j - _STEPS), -1) if syntax.clauses.low(k) == ","), 0) - 1


def _guessed(low: str) -> frozenset[str]:
    if low.endswith("ed") and len(low) > 4:
        return frozenset(("past", "participle"))
    return frozenset(("gerund",)) if low.endswith("ing") and len(low) > 5 else frozenset()


def _relative() -> frozenset[str]:
    return grammar.load().relative - {"whom"}


@cache
def _bodies() -> frozenset[str]:
    """Nouns that say what a name before them is: "the Maariv newspaper"."""
    words = actors.load().words
    return words.body_nouns | words.company_nouns | words.group_nouns | words.vessel_nouns | words.government
