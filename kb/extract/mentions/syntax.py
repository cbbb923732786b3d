"""What stands around a verb: its subject, its objects with their prepositions, found by walking over the words.

No parse: one walk to the left for the subject, one to the right for the objects. Each word on the way is a name, a
verb, a preposition, a mark or just a word, and that decides whether the walk collects, skips or stops.
"""

from collections.abc import Mapping, Sequence

from kb.extract.mentions import walks
from kb.extract.mentions.antecedents import (
    before_aside,
    before_blame,
    before_home,
    before_phrase,
    charged_too,
    described,
    is_undergoing,
    named_before,
    past_dashes,
    person_of_home,
    relative_of,
    resumed,
    some_of,
    tells_of_name,
    told_more_of,
)
from kb.extract.mentions.lists import lists, spread
from kb.extract.mentions.owners import acting_for, is_others_plan
from kb.extract.mentions.status import foremost
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import BREAKS, JOINING, STEPS, Line, Reference, is_blamed, is_past, relative
from kb.extract.mentions.voice import is_tried
from kb.extract.mentions.walks import Walk
from kb.extract.mentions.whom import undergoer
from kb.lexicon import grammar, triggers

_MINDING = frozenset("believed thought feared felt knew realized realised learned noticed".split())
_DEPTH = 4
_ARTICLES = ("a", "an", "the")
_APPEARING = ("appeared", "appear", "appears")
_TELLING = ("", "that", "whether", "but", "so")  # what opens a clause that does not hang on another
_NEAR, _SPEAKING = 14, ("i", "we")  # tokens
_ACCUSING = {"accused", "accuse", "accuses", "accusing", "suspected", "suspects", "cleared", "acquitted"}
_WHILE = ("when", "while", "once", "until")
_BEING = ("being", "having")
_DOING, _PHRASE = 3, 4  # tokens
_BECOMING = frozenset(("became", "become", "becomes", "remains", "remained"))
_PROMISING = frozenset(("promise", "vow", "threaten", "pledge", "swear", "agree", "refuse", "decline", "fail"))


class Syntax(Line):
    """A sentence with the names in it, to be asked who does what."""

    def __init__(self, clauses: Clauses, refs: Sequence[Reference]) -> None:
        super().__init__(clauses, refs)
        self._lists: Mapping[int, tuple[Reference, ...]] | None = None

    @property
    def lists(self) -> Mapping[int, tuple[Reference, ...]]:
        if self._lists is None:
            self._lists = lists(self)
        return self._lists

    def subjects(self, verb: int) -> list[Reference]:
        """The names that do what the verb at a token says, or have it done to them when it is passive."""
        found, before = self._subjects(verb), self.clauses.before[self.start(verb)]
        if self.clauses.low(before) == "who" and self._is_one(before):
            return found
        alike = spread(found, self.lists)
        if not found or found[0].first > verb:
            return alike
        return [ref for ref in alike if ref.first < verb or ref in found]  # "Omar, who fled, and Ann were held"

    def _subjects(self, verb: int, depth: int = 0) -> list[Reference]:
        if depth > _DEPTH:
            return []
        clauses = self.clauses
        start = self.start(verb)
        before = clauses.undated(clauses.before[start])
        if before < clauses.before[start] and clauses.low(before) in grammar.load().be:
            before = clauses.before[self.start(before)]  # "were on Monday called in"
        if clauses.low(start - 1) == "then" and any(
            self.form(j) == "finite" for j in range(clauses.begin(start), before)
        ):
            before = start - 1  # an adverb, but "spared one guard then shot another" ties two verbs by it
        low = clauses.low(before)
        form = self.form(start)
        if (appears := self._appearing(verb)) >= 0:
            return self._subjects(appears, depth + 1)
        if low == "to":
            return self._controller(before, depth)
        if (one := self._among(before)) >= 0:
            return self._clause_subject(self.clauses.before[self.start(one)], depth)
        if low == "those":
            return []  # "the families of those killed"
        if clauses.low(start) in _BEING and low in grammar.load().prepositions - {"as"}:
            return self._dangling(verb, before, depth)  # "was jailed after being convicted"
        if low in _WHILE and not self.clauses.has_be(start) and before == start - 1 and form != "":
            return self._dangling(verb, before, depth)  # "smiled when asked of it"
        if low in JOINING or (low == "," and clauses.low(before - 1) in JOINING):
            return self._shared(verb, before, form, depth)
        if (told := told_more_of(self, verb)) is not None:
            return [told]
        if (first := charged_too(clauses, before)) >= 0:
            return self._subjects(first, depth + 1)
        if form == "gerund" or (form == "participle" and (before < 0 or not clauses.tokens[before].word)):
            return self._dangling(verb, before, depth)
        if form == "participle":
            return relative_of(self, before) or self.heads(before, stop_at_verbs=True)
        if before >= 0 and low in relative() and not self.complement(before):
            return self._antecedent(before)
        if low in ("it", "they") and before not in self.at:
            own = max(self._told_by(before), self._gone_to(before))
            if own >= 0:
                return self._subjects(own, depth + 1)
        found = self._clause_subject(before, depth)
        return found or self._inverted(verb)

    def _among(self, noun: int) -> int:
        """The "was" of "Omar was among those arrested", by the token before the participle; -1 where none is."""
        clauses = self.clauses
        at = next((j for j in range(noun - 1, max(-1, noun - _PHRASE), -1) if clauses.low(j) == "among"), -1)
        return at - 1 if at > 0 and clauses.low(at - 1) in grammar.load().be and self.form(noun) == "" else -1

    def _appearing(self, verb: int) -> int:
        """The verb behind which a participle tells what its subject is tried for, or -1: "appeared before a judge
        charged with murder"."""
        clauses = self.clauses
        if not is_tried(clauses, verb):
            return -1
        back = (j for j in range(verb - 1, max(-1, verb - _NEAR), -1) if self.form(j) == "finite")
        j = next(back, -1)
        return j if clauses.low(j) in _APPEARING else -1

    def _told_by(self, pronoun: int) -> int:
        """The verb of saying whose subject a pronoun at the head of what is said stands for, or -1: "the army said it
        shot down a drone"."""
        clauses, segment = self.clauses, self.clauses.segment[pronoun]
        begin = clauses.begin(pronoun)
        if clauses.opener[segment] != "that" or pronoun - begin > (clauses.low(begin) == "that"):
            return -1
        end = begin - 1
        if clauses.low(end) == ")":  # "said on Monday (11 March) that it …"
            end = max((j for j in range(end) if clauses.low(j) == "("), default=0) - 1
        said = (j for j in range(end, -1, -1) if clauses.segment[j] == clauses.segment[end])
        return next((j for j in said if clauses.low(j) in triggers.load().guards.reporting), -1)

    def _gone_to(self, pronoun: int) -> int:
        """The verb of the sentence whose subject a pronoun behind "where" stands for, or -1: "Harlow moved to Lima,
        where it opened a mill"."""
        clauses, where = self.clauses, pronoun - 1
        if clauses.lows(where - 1, where + 1) != (",", "where"):
            return -1
        begin = next((j for j in range(where - 2, 0, -1) if clauses.low(j) in BREAKS), -1)
        moves = grammar.load().where.moves
        return next((j for j in range(begin + 1, where) if self.form(j) == "finite" or clauses.low(j) in moves), -1)

    def _clause_subject(self, before: int, depth: int) -> list[Reference]:
        low = self.clauses.low(before)
        if low == ",":
            told = max(before_aside(self, before), before_home(self, before), before_blame(self, before))
            if (head := max(self._before_doing(before), before_phrase(self, before), told)) >= 0:
                return self.heads(head)
            verb = self._verb_in_aside(before)
            if verb >= 0:
                return self._subjects(verb, depth + 1)
        if low in _SPEAKING and self.clauses.quoted[before]:
            return self._speaker()
        found, some = self.heads(before), some_of(self, before)
        if not found:
            return some
        inside = [r for r in self.refs if found[-1].last < r.first <= before and r.actor.kind == "person"]
        one = self.clauses.lows(found[0].first - 2, found[0].first) == ("one", "of")  # "one of them, Omar Said, died"
        named = [r for r in inside if self.clauses.low(r.first - 1) == "," and r.last + (not one) < before]
        if named and len(found) == 1 and found[0].actor.kind == "collective":
            # "Two aides, Omar Sayed and Ann Brandt, left": who they are, not what.
            return [r for r in inside if r.first >= named[0].first and not self.owns(r)]
        return found + [r for r in some if r not in found]

    def _speaker(self) -> list[Reference]:
        """Who says what stands in quotation marks: "we" there."""
        reporting = triggers.load().guards.reporting
        clauses = self.clauses
        verbs = (j for j, t in enumerate(clauses.tokens) if t.low in reporting and not clauses.quoted[j])
        return next(filter(None, (self._subjects(j) for j in verbs if self.form(j) == "finite")), [])

    def _before_doing(self, comma: int) -> int:
        """The name before the commas between which it does something that takes a clause, "the police, wondering how
        Omar had fled, searched"; -1 where none is."""
        clauses, verb = self.clauses, -1
        for j in range(comma - 1, max(0, comma - STEPS), -1):
            if clauses.low(j) == "," and clauses.tokens[j].date < 0:
                doing = next((k for k in range(j + 1, j + _DOING) if self.form(k) == "gerund"), -1)
                own = doing > 0 and all(self.adverb(k) or clauses.low(k).endswith("ly") for k in range(j + 1, doing))
                return j - 1 if own and verb > 0 and j - 1 in self.at else -1
            if self.form(j) == "finite":
                verb = j
        return -1

    def _verb_in_aside(self, comma: int) -> int:
        """The finite verb between a comma and the mark before it: "was born in Ohio, moved to Texas"; -1 if the part
        tells more of a noun ("who led the force,") or only who says so ("the dam, Omar said, broke")."""
        clauses = self.clauses
        found = -1
        for j in range(comma - 1, max(-1, comma - STEPS), -1):
            low = clauses.low(j)
            if low == "," and clauses.tokens[j].date < 0:
                said = clauses.low(found) in triggers.load().guards.reporting
                # "Harlow, an airline based in Oslo, failed", "Omar, the newly elected mayor, fled": who it is.
                told = j - 1 in self.at and clauses.low(j + 1) in _ARTICLES
                told = told or (found == j + 1 and j - 1 in self.at and tells_of_name(self, found))
                return -1 if told or (said and j + 1 < found) else found
            if self.form(j) == "finite":
                found = j
            if (low in relative() or low in grammar.load().openers) and clauses.tokens[j].date < 0:
                return resumed(self, j, comma)  # but "that March"
        return found

    def _antecedent(self, relative: int) -> list[Reference]:
        thing = self.clauses.lows(relative - 1, relative + 1) == (",", "which")  # "the captain of a ship, which sank"
        found = self._before_relative(relative)
        return [r for r in found if not (thing and r.actor.kind == "person" and r.actor.name[:1].islower())]

    def _before_relative(self, relative: int) -> list[Reference]:
        j = person_of_home(self, relative - 1 - (self.clauses.low(relative - 1) == ","))
        ref = self.at.get(j)
        if ref is not None and is_undergoing(self, ref, relative):
            return []
        own = [r for r in self.refs if r.first == relative]
        if ref is None:
            if own and self.clauses.low(relative) == "who":
                return own
            # "Blamed him for the rockets that killed two": what was named behind the preposition.
            across = grammar.load().prepositions - {"of"}
            heads = self.heads(j, stop_at_verbs=True, nearest=True)
            found = [one for one in heads if across.isdisjoint(self.clauses.lows(one.last + 1, j + 1))]
            return found or described(self, j) or named_before(self, relative)
        listed = [] if self._is_one(relative) else self._listed(ref)
        return [ref, *listed] if ref.actor.kind != "state" or not own else own

    def _is_one(self, who: int) -> bool:
        """Whether a relative clause tells only of the last of a list: "Ann Berg and Omar Sayed, who was shot", "Ann
        Berg, a judge, and Omar Sayed, who fled"."""
        low = self.clauses.low
        ref = self.at.get(who - 2) if low(who - 1) == "," else None
        if ref is None or ref.actor.kind != "person":
            return False
        joint = self.clauses.introducing(ref.first)
        one = low(who + 1) in ("was", "is", "has") or low(joint - 1) == ","
        return low(joint) == "and" and one and low(who + 1) not in ("were", "are", "have")

    def _listed(self, ref: Reference) -> list[Reference]:
        """Names before one that "and" or commas tie to it."""
        found: list[Reference] = []
        while True:
            j = self.clauses.introducing(ref.first)
            if self.clauses.low(j) not in ("and", "or", "&", ","):
                return found
            other = self.at.get(j - 1)
            if other is None or (self.clauses.low(j) == "," and not found):
                return found
            found.append(other)
            ref = other

    def _controller(self, to: int, depth: int) -> list[Reference]:
        """Who does what stands behind "to": the object before it ("ordered troops to leave"), else who does the verb
        before ("agreed to send")."""
        clauses, words = self.clauses, grammar.load()
        between: list[Reference] = []
        for j in range(to - 1, max(-1, to - STEPS), -1):
            ref = self.at.get(j)
            if ref is not None:
                between += [ref] if ref.last == j else []
                continue
            low = clauses.low(j)
            if low in words.prepositions and low != "for" and between and between[-1].first >= j:
                between.clear()
            if low in relative() or low in BREAKS:
                break
            if self.form(j):
                if is_others_plan(clauses, to) and not between:
                    return []  # "workers marched against plans to close the mill"
                plain = [r for r in between if clauses.low(r.last + 1) != "'s"]
                if plain and low not in words.be | _BECOMING and not any(low.startswith(p) for p in _PROMISING):
                    return [plain[0], *self._listed(plain[0])]
                if low not in words.be | _BECOMING and foremost(clauses, to):
                    break  # "found the body of the third miner to die": nobody who is named
                owner = [r for r in between if clauses.low(r.last + 1) == "'s"]
                return owner[:1] or self._subjects(j, depth + 1)
        first = foremost(clauses, to) - 1
        if clauses.low(first) in _BECOMING:
            return self._subjects(first, depth + 1)
        named = self.at.get(first - (clauses.low(first) == ","))  # "Omar Said, the third miner to die"
        return [named] if named is not None else [r for r in between if clauses.low(r.last + 1) == "'s"][:1]

    def _shared(self, verb: int, joint: int, form: str, depth: int) -> list[Reference]:
        """The subject of the verb before that "and" ties to this one."""
        if (saying := self._past_said(verb, joint)) >= 0:
            return self._subjects(saying, depth + 1)
        for j in range(past_dashes(self, self._past_hanging(joint)) - 1, max(-1, joint - STEPS), -1):
            other = self.form(j)
            tied = form == "finite" and other == "infinitive" and not is_past(self.clauses.low(verb))
            # "Was released in 1902, and pardoned by the king".
            tied = tied or (form == "participle" and other == "finite" and self.clauses.has_be(j))
            if other and (other == form or tied):
                return self._subjects(j, depth + 1)
            if self.clauses.low(j) in BREAKS:
                break
        return []

    def _past_said(self, verb: int, joint: int) -> int:
        """The verb of saying that a verb in the past is tied to over what is said to come, "ruled that Omar must leave,
        and set a day", or to be thought; -1 where there is none."""
        clauses, modals = self.clauses, grammar.load().modals
        begin = clauses.begin(joint - 1)
        if clauses.low(joint - 1) != "," or clauses.low(begin) != "that" or not is_past(clauses.low(verb)):
            return -1
        to_come = not modals.isdisjoint(clauses.lows(begin, joint)) or clauses.low(begin - 1) in _MINDING
        return begin - 1 if to_come and self.form(begin - 1) == "finite" else -1

    def _past_hanging(self, joint: int) -> int:
        """The token where a clause begins that hangs on the one before and that a comma closes: "Omar ruled while Ann
        was abroad, and was deposed"; the joint itself, where no such clause stands before it."""
        clauses, comma = self.clauses, joint - 1
        begin = clauses.begin(comma) if clauses.low(comma) == "," else 0
        hangs = begin > 0 and clauses.opener[clauses.segment[comma]] not in _TELLING
        before = (self.form(j) == "finite" for j in range(begin))
        return begin if hangs and any(before) else joint

    def _dangling(self, verb: int, before: int, depth: int) -> list[Reference]:
        """Who does a gerund or participle: the noun right before it, else the subject of its sentence, or to whom that
        does something for it: "a judge jailed Omar for killing nine", "the police accused Omar of killing nine"."""
        clauses, words = self.clauses, grammar.load()
        if before >= 0 and before in self.at and clauses.low(before + 1) != "'s":
            return self.heads(before, stop_at_verbs=True)
        if is_blamed(clauses, before - 1) and self.form(before - 1) == "participle":
            if (appears := self._appearing(before - 1)) >= 0:
                return self._subjects(appears, depth + 1)
            aside = clauses.low(before - 2) == ","
            accused = self.at.get(before - 2 - aside)  # "two men accused of killing a guard"
            if accused is not None or not aside:
                return [accused, *self._listed(accused)] if accused is not None else []
        for j in range(before, max(-1, before - STEPS), -1):
            if self.form(j) == "finite" and j not in self.at:
                main = self.main(j)
                if clauses.low(before) in ("for", "of") and not clauses.has_be(main):
                    whom = [ref for ref, preposition in self.objects(main) if not preposition and ref.last < before]
                    if clauses.low(main) in words.charging | _ACCUSING or (
                        whom and clauses.low(main) not in words.telling
                    ):
                        return whom
                return self._subjects(main, depth + 1)
        comma = next((j for j in range(verb + 1, len(clauses.tokens)) if clauses.low(j) == ","), -1)
        for j in range(comma + 1, len(clauses.tokens) if comma > 0 else 0):
            if self.form(j) == "finite" and clauses.low(j) not in words.openers:
                return self._subjects(self.main(j), depth + 1)
        return []

    def _inverted(self, verb: int) -> list[Reference]:
        """ "…," said the minister: the speaker behind a verb of saying."""
        clauses = self.clauses
        low = clauses.low(verb)
        if low not in triggers.load().guards.reporting or low in grammar.load().telling:
            return []  # "a clerk told the Daily News on Monday"
        if clauses.low(verb + 1) in ("that", '"', "“"):
            return []
        j = verb + 1
        while clauses.low(j) in grammar.load().determiners:
            j += 1
        ref = self.at.get(j)
        if ref is None or ref.first != j:
            return []
        behind = ref.last + 1
        return [ref] if behind >= len(clauses.tokens) or self.form(behind) != "finite" else []  # "said Omar was hit"

    def heads(self, j: int, *, stop_at_verbs: bool = False, nearest: bool = False) -> list[Reference]:
        """The names that head the noun phrase that ends at token j; those behind "of" and such do not count."""
        walk = Walk(self, stop_at_verbs)
        for _ in range(STEPS):
            if j < 0:
                break
            j = walk.step(j)
        # "Russian missiles hit": who owns what does it stands for it.
        found = walk.found or acting_for(self, walk.weak)
        return found[:1] if nearest else sorted(found, key=lambda ref: ref.first)

    def objects(self, verb: int) -> list[tuple[Reference, str]]:
        """The names behind a verb or noun in its clause, each with the preposition that it stands behind."""
        found = walks.objects(self, verb)
        if (who := undergoer(self.clauses, verb)) >= 0:  # "a nurse whom rebels kidnapped"
            whom = self._antecedent(self.clauses.undated(who - 1) + 1)
            found = [*((ref, "") for ref in whom if ref.last < who), *found]
        told = {(ref.first, ref.actor.name) for ref, _ in found}
        more = [
            (other, preposition)
            for ref, preposition in found
            for other in self.lists.get(ref.first, ())
            if other.first >= ref.first and (other.first, other.actor.name) not in told
        ]
        return found + more
