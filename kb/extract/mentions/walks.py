"""Walks over the words beside a verb: to the left for who heads a noun phrase, to the right for the objects."""

from kb.extract.mentions.antecedents import DASHES, left_open, past_aside, tells_whose, tied_to
from kb.extract.mentions.causes import is_answer, is_of_deed
from kb.extract.mentions.lists import ends_clause, ends_opening
from kb.extract.mentions.numbers import is_hedge
from kb.extract.mentions.things import is_of_people, lists_things
from kb.extract.mentions.tokens import is_home, is_thousands
from kb.extract.mentions.verbs import BREAKS, JOINING, KEPT, QUOTES, STEPS, Line, Reference, bodies, is_base, relative
from kb.extract.mentions.whom import undergoer
from kb.lexicon import grammar, triggers

_CORPSES = frozenset(("body", "bodies", "corpse", "corpses", "remains"))
# "Won by seizing the base of Omar", "fined Harlow for fixing prices with Dunlin": all behind belongs to another deed.
DEED = "doing"
_THROUGH = ("by", "for", "of")
_AMONG = ("among", "them")
_TAKING_IN = frozenset("bring brings brought bringing call calls called calling send sends sent sending".split())
_TITLED = 9  # tokens
_SUBJECT = 5  # tokens
_TELLING = frozenset("told tell tells telling informed informs warned warns assured reminded".split())
_SUBJECTS = frozenset(("they", "he", "she", "we"))
_OWN_SUBJECT = ("whose", "where")
_UNITS = frozenset("unit units wing branch faction cell arm company squadron battalion brigade regiment".split())
_RANKS = ("last", "first", "few", "only")


class Walk:
    """A walk to the left over a noun phrase, with what it has collected."""

    def __init__(self, syntax: Line, stop_at_verbs: bool) -> None:
        self.syntax = syntax
        self.stop_at_verbs = stop_at_verbs
        self.found: list[Reference] = []
        self.weak: list[Reference] = []
        self._joined = -1
        self._behind: list[Reference] = []
        self._left = False  # the phrase beside the verb
        self._fresh = True
        self._near = False

    def step(self, j: int) -> int:
        """The next token to look at, or -1 where the walk ends."""
        syntax = self.syntax
        ref = syntax.at.get(j)
        if ref is not None and self.found and syntax.clauses.low(j) in ("who", "which", "that"):
            return -1  # "a nurse who rebels kidnapped"
        if ref is not None:
            own = syntax.owns(ref) or syntax.modifies(ref)
            (self.weak if own else self.found).append(ref)
            self._near = self._near or (self._fresh and not own)
            alone = syntax.clauses.low(j) in _SUBJECTS and ref.first == j and not own
            return -1 if alone or self._is_told_to(ref) else ref.first - 1
        low = syntax.clauses.low(j)
        if syntax.clauses.tokens[j].date >= 0 or low in QUOTES or low == "'s":
            return j - 1
        if low == ",":
            return self._comma(j)
        if low.isdigit() and syntax.clauses.low(j - 1) == ",":
            return j - 2  # "Omar Sayed, 35, of Basra, was shot"
        self._fresh = False
        if low == ")":
            return max((k for k in range(max(0, j - STEPS), j) if syntax.clauses.low(k) == "("), default=0) - 1
        if low in DASHES:
            opening = max((k for k in range(max(0, j - STEPS), j) if syntax.clauses.low(k) in DASHES), default=0)
            return past_aside(syntax, opening - 1)
        if low in relative() or low in BREAKS:
            return -1
        if low in ("and", "or", "&"):
            self._joined = len(self.found)
            return j - 1
        if low in grammar.load().subjects:
            return -1
        return self._word(j, low)

    def _is_told_to(self, ref: Reference) -> bool:
        """Whether who is told something stands right before a name that heads what is told: "told police Omar fled"."""
        clauses, told = self.syntax.clauses, self.syntax.at.get(ref.first - 1)
        before = clauses.introducing(told.first) if told is not None and self.found else -1
        return clauses.low(before) in _TELLING

    def _word(self, j: int, low: str) -> int:
        syntax, words = self.syntax, grammar.load()
        if is_hedge(syntax.clauses, j):
            return j - 1
        if low in words.openers and self.found:
            return -1
        if low in words.prepositions:
            kin = syntax.clauses.low(j - 2) == "family"  # "family members of the victims" are not these
            parted = low == "of" and not kin and syntax.clauses.low(j - 1) in words.partitives | _CORPSES
            if parted or (low in ("of", "from") and self._are_men(j)):
                return j - 2  # "a group of Florida lawmakers", "the body of Omar"
            if self._near and self._is_fronted(j):
                self.found = self.found[:1]
                return -1
            if self._near and ends_opening(syntax, self.found[::-1]):
                self.found.pop()
                return -1
            dated = j + 1 < len(syntax.clauses.tokens) and syntax.clauses.tokens[j + 1].date >= 0
            if low not in KEPT and not dated:
                self._forget()
            return j - 1
        if low in words.openers:
            return -1
        if low in words.trailing and syntax.clauses.low(j + 1) in ("to", "with"):
            return j - 1  # "fighters linked to a sect killed nine"
        form = syntax.form(j)
        if form == "finite":
            return self._verb(j)
        if form and (self.stop_at_verbs or self._opens_what_is_said(j)):
            return -1
        if form and not (form == "gerund" and self._is_adjective(j)):
            self._forget()
        return j - 1

    def _are_men(self, j: int) -> bool:
        """Whether those named before a preposition fight for the group behind it: "fighters from Hamas"."""
        clauses, words = self.syntax.clauses, grammar.load()
        group = next((ref for ref in (self.found or self.weak)[-1:] if ref.actor.kind == "armed group"), None)
        led = group is not None and clauses.introducing(group.first) == j
        return led and clauses.low(j - 1) in words.where.armed | words.harm.armed

    def _is_adjective(self, j: int) -> bool:
        """Whether a word in -ing only tells which people or body stand behind it: "the last remaining troops", "mining
        firm Dunlin"."""
        clauses, words = self.syntax.clauses, grammar.load()
        if clauses.low(j + 1) in bodies() and self.found and self.found[-1].first == j + 2:
            return True
        before = j - 1 - (clauses.low(j - 1) in _RANKS)
        article = clauses.low(before) in words.determiners
        return article and bool(self.found) and self.found[-1].first == j + 1

    def _opens_what_is_said(self, j: int) -> bool:
        """Whether what is said begins behind a verb: "saying troops were sent"."""
        segment, opener = self.syntax.clauses.segment, self.syntax.clauses.opener
        here = j + 1 < len(segment) and segment[j + 1] != segment[j]
        return here and opener[segment[j + 1]] == "that" and bool(self.found)

    def _is_fronted(self, j: int) -> bool:
        """Whether a preposition opens the clause with a phrase that ends before the name beside the verb: "in Egypt
        Omar Sayed was deposed"."""
        clauses, words = self.syntax.clauses, grammar.load()
        if not self.found or clauses.is_date(j + 1):  # "in 2021 the United States and its allies met"
            return False
        begin, inner = clauses.begin(j), range(j + 1, self.found[0].first)
        if begin == j or clauses.low(j - 1) in (",", "and", "but"):
            return any(clauses.low(k) not in words.determiners for k in inner)
        led = clauses.low(begin) in words.prepositions and "," not in clauses.lows(begin, j)
        led = led and not is_hedge(clauses, begin)  # "at least nine guards of the mayor of Leeds Omar Said died"
        if led and clauses.is_date(begin + 1):  # "on Friday nine guards of the mayor of Leeds Omar Said died"
            led = all(clauses.is_date(k) for k in range(begin + 1, j))
        return led and bool(inner) and all(clauses.tokens[k].capital for k in inner)

    def _forget(self) -> None:
        if self._joined > 0 and not self._left:
            self._behind = self.found[: self._joined]
        self._left = True
        self.found.clear()
        self.weak.clear()

    def _verb(self, j: int) -> int:
        """A finite verb: of a relative clause, whose noun comes before it, or of a clause before this one."""
        syntax = self.syntax
        before = syntax.clauses.before[syntax.start(j)]
        if syntax.clauses.low(before) in relative() and not syntax.complement(before):
            low = syntax.clauses.low(j)
            if self.found and low in triggers.load().guards.reporting and low not in _TELLING | {"reported"}:
                return -1  # "a woman who said the army killed nine"
            self._forget()
            return self._relative(before)
        if (whose := max(self._whose(before), undergoer(syntax.clauses, j), tied_to(syntax, before))) > 0:
            return self._relative(whose)  # "a man whose aides met rebels was shot", "a man whom rebels shot fled"
        if self._joined >= 0:  # "took to the streets and youths threw stones": the youths do
            self.found = self._behind or self.found[: self._joined]
        return -1

    def _whose(self, j: int) -> int:
        """The "whose" or "where" that opens the clause of which the subject ends at a token, or -1."""
        clauses, near = self.syntax.clauses, range(j, max(-1, j - _SUBJECT), -1)
        opens = (k for k in near if clauses.low(k) in _OWN_SUBJECT and clauses.segment[k] == clauses.segment[j])
        return next(opens, -1)

    def _relative(self, j: int) -> int:
        if self.syntax.complement(j):
            return -1
        self._forget()
        j -= 1
        return j - 1 if self.syntax.clauses.low(j) == "," else j

    def _comma(self, j: int) -> int:
        syntax = self.syntax
        if (named := left_open(syntax, j, self.found)) is not None and self._joined < 0:
            self.found = [named]
            return -1
        if self.found and ends_clause(syntax, j):
            return -1
        if self.found:
            listed = j - 1 in syntax.at and self._joined >= 0 and self.found[-1].first - j <= 3
            return j - 1 if listed else -1
        if self._joined >= 0:
            return j - 1
        if not self._fresh:
            # "After Omar fled, protests began": the noun behind the comma is the subject, and nobody by name.
            return -1
        opening = next((k for k in range(j - 1, max(-1, j - STEPS), -1) if syntax.clauses.low(k) == ","), 0)
        opening = self._before_home(opening)
        named = syntax.at.get(opening + 1)
        closed = named and (named.last == self._past_short(j) - 1 or syntax.clauses.low(named.last + 1) == "of")
        if named and closed and (_is_described(syntax, opening - 1) or tells_whose(syntax, opening)):
            self.found.append(named)  # "A German firm, Stahl, bought the plant"
            return -1
        return opening - 1

    def _before_home(self, comma: int) -> int:
        """The comma before a town, where one stands before its state: "Omar Sayed, of Leeds, N.Y., fled"."""
        clauses, j = self.syntax.clauses, comma - 1
        while j > 0 and clauses.tokens[j].capital and j not in self.syntax.at:
            j -= 1
        home = 0 < j < comma - 1 and clauses.low(j) in ("of", "from") and clauses.low(j - 1) == ","
        return j - 1 if home and clauses.tokens[comma + 1].capital else comma

    def _past_short(self, comma: int) -> int:
        """The token behind a name whose short form stands in brackets before a comma, "Dunlin Chemicals (DCX),"; else
        the comma."""
        low = self.syntax.clauses.low
        return comma - 3 if low(comma - 1) == ")" and low(comma - 3) == "(" else comma


def _is_described(line: Line, j: int) -> bool:
    """Whether a token ends a phrase that says what a name behind it is: a plain noun that is nobody by itself."""
    token = line.clauses.tokens[j] if j > 0 else None
    return token is not None and j not in line.at and token.date < 0 and token.text.islower() and token.text.isalpha()


def objects(line: Line, verb: int) -> list[tuple[Reference, str]]:
    """The names behind a verb or noun in its clause, each with the preposition that it stands behind."""
    clauses = line.clauses
    found: list[tuple[Reference, str]] = []
    preposition, j, here = "", _past_twin(line, verb) + 1, clauses.segment[verb]
    j += _is_particle(line, j)
    for _ in range(STEPS):
        if j >= len(clauses.tokens) or clauses.opener[clauses.segment[j]] == "that" != clauses.opener[here]:
            break
        ref = line.at.get(j)
        if ref is not None:
            if not _aside(line, ref, preposition):
                found.append((ref, preposition))
            j = ref.last + 1
            continue
        j, preposition = _onward(line, j, preposition)
    return found


def _past_twin(line: Line, verb: int) -> int:
    """The last of two verbs with one object, "shot and killed Omar", where a verb is the first of them; else itself."""
    clauses, words = line.clauses, grammar.load()
    twin, joined = verb + 2, clauses.low(verb + 1) in ("and", "or")
    if not joined or twin >= len(clauses.tokens) or clauses.low(verb) in words.intransitive:
        return verb
    alike = line.form(verb) == line.form(twin) != "" and twin not in line.at
    alike = alike and clauses.low(twin) not in words.intransitive
    return twin if alike and clauses.low(twin) not in words.auxiliaries and not clauses.has_be(verb) else verb


def _is_particle(line: Line, j: int) -> bool:
    """Whether "in" goes with the verb before it, as somebody behind it tells: "brought in a new chief, Ann Berg"."""
    clauses = line.clauses
    if clauses.low(j) != "in" or clauses.low(j - 1) not in _TAKING_IN:
        return False
    if clauses.low(j + 1) not in grammar.load().determiners and j + 1 not in line.at:
        return False
    inside = range(j + 1, min(j + _TITLED, len(clauses.tokens)))
    end = next((k for k in inside if clauses.low(k) in grammar.load().prepositions or clauses.tokens[k].date >= 0), -1)
    near = (line.at[k] for k in inside if k in line.at and (end < 0 or k < end))
    return any(ref.actor.kind in ("person", "collective") for ref in near)


def _aside(line: Line, ref: Reference, preposition: str) -> bool:
    """Whether a name only tells more of what takes part: "killed Omar's brother", "on the Richter scale"."""
    if ref.actor.kind == "state" and line.names_body(ref.last + 1):
        return True
    if line.is_bound(ref.last + 2):
        return True
    if preposition == "by" and ref.last + 2 not in line.at:
        # "Killed by a sniper's bullet", but "announced by his family".
        return line.clauses.low(ref.last) in grammar.load().owners and line.owns(ref)
    if ref.actor.kind == "state" and line.clauses.low(ref.first - 1) == "of" and ref.first - 2 in line.at:
        # "Met Omar Sayed of Yemen", "passed by the parliament of Kenya".
        return line.at[ref.first - 2].actor.kind in ("person", "collective")
    pronoun = line.clauses.low(ref.last) in grammar.load().owners
    if pronoun or (ref.actor.kind == "person" and line.owns(ref)):
        return True
    return preposition in ("in", "on") and ref.actor.kind not in ("state", "armed group") and line.modifies(ref)


def _onward(line: Line, j: int, preposition: str) -> tuple[int, str]:
    """The next token of a walk to the right, and the preposition from there on; past the end where it stops."""
    clauses, words = line.clauses, grammar.load()
    low, end = clauses.low(j), len(clauses.tokens)
    if low in QUOTES or clauses.tokens[j].date >= 0 or is_hedge(clauses, j):
        return j + 1, preposition
    if low == "(":
        close = next((k for k in range(j + 1, min(end, j + 12)) if clauses.low(k) == ")"), j)
        return close + 1, preposition
    if low in BREAKS or low == ")" or (j - 1 in line.at and clauses.is_dash(j)):
        return end, ""
    if low == ",":
        figure = j + 1 < end and is_thousands(clauses.tokens[j - 1], clauses.tokens[j + 1])
        return (j + 1, preposition) if figure or is_home(clauses.tokens, j) or _goes_on(line, j) else (end, "")
    if low in JOINING:
        return (end, "") if new_clause(line, j + 1) or _undergone(line, j) else (j + 1, preposition)
    if low in ("after", "before", "since", "following", "despite") or is_answer(clauses, j):
        return end, ""
    if low == "over" and not words.undergone.isdisjoint(clauses.lows(j + 1, j + 3)):
        return end, ""  # "expelled two envoys over the killing of Omar"
    if low == "as" and not new_clause(line, j + 1):
        return j + 1, low
    if low in words.openers and low not in ("whose",):
        return end, ""
    if low == "to" and is_base(clauses.low(j + 1)) and clauses.low(j + 1) not in words.determiners:
        return end, ""
    if low == "including":
        return _past_including(line, j), preposition
    if clauses.lows(j, j + 2) == _AMONG:
        return j + 2, preposition
    if low == "with" and clauses.low(j - 1) in ("along", "together"):
        return j + 1, "along with"
    if low in words.prepositions:
        if is_of_deed(clauses, j, preposition):
            return j + 1, DEED
        within = words.partitives | _UNITS if preposition == "by" else words.partitives
        group = low == "of" and clauses.low(j - 1) in within  # "by a team of rescuers", "by a wing of the army"
        return j + 1, preposition if low in KEPT or group or preposition == DEED else low
    form = line.form(j)
    if form == "finite":
        return end, ""
    if form == "gerund" and (clauses.low(j - 1) in _THROUGH or is_of_people(line, j)):
        return j + 1, DEED if clauses.low(j - 1) in _THROUGH else preposition
    return j + 1, ("?" if form and preposition not in ("by", DEED) else preposition)


def _past_including(line: Line, j: int) -> int:
    """The token at which the walk goes on behind "including": of "12 people, including two Germans" these are a part of
    those counted."""
    ref = line.at.get(j + 2)
    one = line.clauses.low(j + 1) == "the"  # "rebels, including the Red Dawn"
    counted = j + 1 not in line.at and ref is not None and ref.actor.kind != "person" and not one
    return ref.last + 1 if counted and ref is not None else j + 1 + (j + 1 not in line.at)


def _undergone(line: Line, joint: int) -> bool:
    """Whether a joint ties on what else was done to somebody, by others: "deposed in 1990 and exiled by rebels"; but
    "captured and shot by rebels" is all by them."""
    behind = joint + 1 < len(line.clauses.tokens) and line.form(joint + 1) == "participle"
    return behind and not line.form(joint - 1)


def _goes_on(line: Line, comma: int) -> bool:
    """Whether a comma stands in a list, in a date, or before a preposition of the same clause."""
    clauses, words = line.clauses, grammar.load()
    j = comma + 1
    if clauses.tokens[comma - 1].date >= 0 or (j < len(clauses.tokens) and clauses.tokens[j].date >= 0):
        return clauses.low(j) in words.prepositions or clauses.tokens[min(j, len(clauses.tokens) - 1)].date >= 0
    if clauses.low(j) in KEPT or clauses.lows(j, j + 2) in (("along", "with"), ("together", "with"), _AMONG):
        return True
    if _named_by(line, comma):
        return True
    if lists_things(line, comma):
        return True
    while clauses.low(j) in ("and", "or") or clauses.low(j) in words.determiners:
        j += 1
    if comma - 1 not in line.at or j not in line.at or new_clause(line, j):
        return False
    return clauses.low(j - 1) in JOINING or clauses.low(line.at[j].last + 1) in (",", "and", "or")


def _named_by(line: Line, comma: int) -> bool:
    """Whether a comma only parts a person's name from who it is: "a new chief, Omar Sayed, 45, who ..."."""
    clauses, ref = line.clauses, line.at.get(comma + 1)
    if ref is None or ref.actor.kind != "person" or not clauses.tokens[comma - 1].text.isalpha():
        return False
    after = clauses.low(ref.last + 1)
    return clauses.tokens[comma - 1].text.islower() and (
        after in (",", ".", ";") or ref.last + 1 >= len(clauses.tokens)
    )


def new_clause(line: Line, j: int) -> bool:
    """Whether a clause of its own begins at token j: a verb, or a name and its verb."""
    clauses = line.clauses
    while j < len(clauses.tokens) and (line.adverb(j) or clauses.low(j) in grammar.load().determiners):
        j += 1
    ref = line.at.get(j)
    if ref is not None:
        j = ref.last + 1
        while line.adverb(j):
            j += 1
    return j < len(clauses.tokens) and (
        line.form(j) in ("finite", "gerund") or clauses.low(j) in grammar.load().subjects
    )
