"""Whether what a trigger tells happened: asserted, planned, alleged, denied, or nothing real at all."""

from collections.abc import Collection
from typing import Literal

from kb.extract.mentions.doubts import (
    asks_you,
    came_to_nothing,
    fell_short,
    is_awaited,
    is_confessed,
    is_due,
    is_escaped,
    is_headline_plan,
    is_not_until,
    is_noun_to_be,
    is_only_possible,
    is_opinion,
    is_rumoured,
    is_supposed,
    is_taken_back,
    is_unheard_of,
    negated,
    was_only_meant,
    was_overtaken,
)
from kb.extract.mentions.light_verbs import light_verb
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import actors as names
from kb.lexicon import grammar, triggers

_BACK = 7

_OFF = ("call", "calls", "called", "put", "puts", "head", "headed", "stave", "staved", "ward", "warded", "fended")
_CALLED_OFF = tuple((verb, "off") for verb in _OFF)

_STOPPED = frozenset(("banned", "blocked", "shelved", "prevented"))
_DURING = frozenset(("in", "during", "by", "after", "since"))
_BLAMING = frozenset(("of", "for", "with", "in", "on", "accused", "suspected"))
_CLAIMING = frozenset(("allege", "alleges", "alleged", "claim", "claims", "claimed", "argued", "argue"))
_EXPECTING = frozenset(("expect", "expects", "expected", "ordered", "orders"))
_TRIES = frozenset(("attempt", "bid", "effort", "chance", "step", "move", "time"))
_CLAIM, _REACH = 2, 40  # clauses and tokens between a deed and who tells of it
_PENDING = (("pending",), ("awaiting",))
_OUTCOMES = frozenset(("trial", "sentencing", "extradition", "deportation", "appeal", "hearing", "investigation"))
_HEARING = frozenset(("court", "jury", "jurors", "inquest", "tribunal", "hearing"))
_TIES = frozenset(("and", "or", ","))
_WAS = (("was",), ("were",))
_LATER = frozenset(("later", "eventually", "subsequently", "ultimately"))
_INSTEAD = (("instead", "of"), ("short", "of"), ("rather", "than"))

Status = Literal["asserted", "planned", "alleged", "denied", "unreal"]


def verb_status(clauses: Clauses, i: int) -> Status:
    """Asserted, planned, alleged or unreal, from the auxiliaries and verbs before the trigger in its clause."""
    words = grammar.load()
    begin = clauses.begin(i)
    start = max(begin, i - _BACK, own_start(clauses, i))
    # Words of a date are no auxiliaries ("in May 1942 they crossed"), nor do those of a name deny ("Without Borders").
    own = clauses.tokens[start:i]
    before = tuple(["" if token.date >= 0 or (token.capital and token is not own[0]) else token.low for token in own])
    opener = clauses.opener[clauses.segment[i]]
    if is_supposed(clauses, i):
        return "unreal"
    if is_not_until(clauses, i) or is_confessed(clauses, start, i):
        return "asserted"
    if negated(before) or _no_object(clauses, i) or fell_short(clauses, i) or is_escaped(clauses, i):
        return "unreal"
    if before[-2:] in _INSTEAD or is_unheard_of(clauses, i) or asks_you(before):
        return "unreal"
    if not words.habits.isdisjoint(before[-2:]):
        return "unreal"  # "has often failed since 2007"
    if opener == "that" and (_is_denied_that(clauses, begin) or is_taken_back(clauses, i, begin)):
        return "unreal"
    if _is_denied(clauses, i, begin):
        return "denied"
    if _is_of_nobody(clauses, i):
        return "unreal"
    if is_due(clauses, i):
        return "planned"
    if to := _infinitive(before):
        status = _infinitive_status(clauses, start, i - to)
        undone = came_to_nothing(clauses, i) or was_overtaken(clauses, i) or was_only_meant(clauses, i)
        return "unreal" if undone and status == "planned" else status
    near = before[-4 - sum(low.endswith("ly") or low in words.adverbs for low in before[-4:]) :]
    if "would" in near and not _LATER.isdisjoint(near) and opener != "that":
        return "asserted"  # "would later become the mayor"
    if not words.unreal.isdisjoint(near):
        return "planned" if _is_promised(clauses, i, near) else "unreal"
    if not words.future.isdisjoint(near) or _is_shared(clauses, begin, i):
        undone = _is_conditional(clauses, i, only=True) or was_overtaken(clauses, i) or is_opinion(clauses, i)
        return "unreal" if undone else "planned"
    if clauses.tokens[-1].text == "?":
        return "unreal"
    return "alleged" if _is_hearsay(clauses, begin, i, before) else "asserted"


def _is_promised(clauses: Clauses, i: int, near: tuple[str, ...]) -> bool:
    """Whether "would" among the words before a verb tells what somebody said they will do: "said on Monday it would
    sell the mill", not "would sell it if asked"."""
    begin, reporting = clauses.begin(i), triggers.load().guards.reporting
    opener = clauses.opener[clauses.segment[i]]
    stated = opener == "that" or clauses.low(begin) in ("it", "they", "he", "she")
    said = stated and any(low in reporting for low in clauses.lows(begin - 4, begin))
    return "would" in near and said and not _is_conditional(clauses, i)


def _is_hearsay(clauses: Clauses, begin: int, i: int, before: tuple[str, ...]) -> bool:
    """Whether what is told is a rumour or an allegation: "is said to have shot him and fled", but not "was charged
    with murder and remanded"; `before` are the lowered words before the trigger."""
    if is_rumoured(clauses, i):
        return True
    if clauses.low(i - 1) in ("and", "then") and not clauses.low(i).endswith("ing"):
        if not own_start(clauses, i) and _is_said_of(clauses.lows(begin, i)):
            return True
        before = before[-1:]
    # "Officials accused of theft resigned": that they did is sure.
    main = triggers.load().is_past(clauses.low(i)) and clauses.prior[i] not in grammar.load().have | {"having", "been"}
    return _is_alleged(before, sure=_BLAMING if main else ())


def _is_shared(clauses: Clauses, begin: int, i: int) -> bool:
    """Whether "and" shares "will be" with a second participle: "will be prorogued on Friday and dissolved in May", "was
    set to be freed and sent home"."""
    if clauses.low(i - 1) != "and" or not triggers.load().is_past(clauses.low(i)) or own_start(clauses, i):
        return False
    words, row = grammar.load(), clauses.lows(begin, i)
    be = next((k for k in range(len(row) - 1, 0, -1) if row[k] == "be"), 0)
    led = row[max(0, be - 2) : be]
    return row[be - 1] in words.future or (led[-1:] == ("to",) and (led[0] in ("is", "are") or led[0] in words.plans))


def _is_of_nobody(clauses: Clauses, i: int) -> bool:
    """Whether a sentence tells of nobody: "none of them fled", "no member of the board would comment"."""
    words = grammar.load()
    nobody = clauses.low(0) in words.nobody or (clauses.low(0), clauses.low(2)) == ("no", "of")
    return nobody and clauses.segment[i] <= 2 and not clauses.opener[clauses.segment[i]]


def _is_denied_that(clauses: Clauses, begin: int) -> bool:
    """ "No sign that", "did not say that"; but "said that it did not fall and that"."""
    return clauses.low(begin - 1) not in ("and", "but") and negated(clauses.lows(begin - 6, begin))


def _is_conditional(clauses: Clauses, i: int, *, only: bool = False) -> bool:
    """Whether the next clause is a condition of a verb, if `only` an exclusive one: "said it would retaliate if",
    "will leave only if", "will leave unless"."""
    behind = clauses.clause(clauses.segment[i]).stop
    if behind >= len(clauses.tokens):
        return False
    opener = clauses.opener[clauses.segment[behind]]
    return opener == "unless" or (opener == "if" and (not only or clauses.low(behind - 1) == "only"))


def _is_said_of(before: tuple[str, ...]) -> bool:
    """ "Is believed to have shot him and": what somebody is said to have done goes on behind "and"."""
    heard = grammar.load().heard
    return any(low in heard and before[j + 1 : j + 3] == ("to", "have") for j, low in enumerate(before))


def own_start(clauses: Clauses, i: int) -> int:
    """Behind the last "and" that a subject of the verb's own follows: "they never came and Omar left"."""
    words = grammar.load()
    for j in range(i - 1, max(-1, i - _BACK), -1):
        if clauses.words[j] in ("and", "but", "or"):
            between = clauses.lows(j + 1, i)
            small = words.auxiliaries | words.adverbs | {"not"}
            return j + 1 if any(low not in small and not low.endswith("n't") for low in between) else 0
    return 0


def _infinitive(before: tuple[str, ...]) -> int:
    """How far before a verb its "to" stands ("to quickly leave", "to have been killed"), or 0. A noun between the two
    makes a preposition of it: "the envoy to Peru said"."""
    words = grammar.load()
    for back in range(1, min(4, len(before)) + 1):
        low = before[-back]
        if low == "to":
            return back
        if not (low in words.adverbs or low.endswith("ly") or low in ("be", "have", "been")):
            return 0
    return 0


def _infinitive_status(clauses: Clauses, start: int, to: int) -> Status:
    """What "to" + verb says depends on the verb before: "is due to meet", "failed to stop", "began to leave"."""
    words = grammar.load()
    before = clauses.lows(max(start, to - 3), to)
    if any(low in words.begins for low in before) or (before[-1:] == ("able",) and before[-2:-1] in _WAS):
        return "asserted"
    if clauses.low(to + 1) == "be" and before and is_noun_to_be(clauses, to):
        return "planned"
    if any(low in words.plans or low in words.resolves for low in before[-2:]) or (before and before[-1] in words.be):
        return "planned"
    if clauses.low(to + 1) == "be" and not _EXPECTING.isdisjoint(clauses.lows(max(start, to - _BACK), to)):
        return "planned"  # "expects the sale of the mill to be completed by May"
    tried = before and before[-1] in _TRIES
    if (
        not tried
        and any(_is_rank(clauses, j) for j in range(max(start, to - _BACK), to))
        and _is_plain(clauses, to - 1)
    ):
        # "Among the first countries to join", "the latest to leave": who did it.
        return "asserted"
    heard = (j for j in range(max(start, to - 3), to) if clauses.tokens[j].text.islower())  # not "Omar Said failed to"
    if any(clauses.low(j) in words.heard for j in heard):
        return "alleged"
    return "planned" if is_headline_plan(clauses, to) else "unreal"


def foremost(clauses: Clauses, to: int) -> int:
    """The "the" of who was the first to do something, before its "to"; 0 where none is."""
    ranks = (j for j in range(to - 1, max(0, to - _BACK), -1) if _is_rank(clauses, j))
    return next((j - 1 for j in ranks if clauses.low(j - 1) == "the"), 0) if clauses.low(to) == "to" else 0


def _is_rank(clauses: Clauses, j: int) -> bool:
    """Whether a word ranks somebody, "the third woman to", and not what they did it in, "won in the third round to"."""
    inside = clauses.low(j) != "latest" and clauses.low(j - 1) == "the" and clauses.low(j - 2) in ("in", "during")
    return clauses.low(j) in grammar.load().firsts and not inside


def _is_plain(clauses: Clauses, i: int) -> bool:
    """Whether a token is no verb: the noun that an infinitive hangs on, or the rank that stands for it."""
    low = clauses.low(i)
    return low.isalpha() and not triggers.load().is_past(low)


def is_source(clauses: Clauses, i: int) -> bool:
    """ "According to an NYPD release"."""
    before = clauses.lows(max(0, i - 4), i)
    if "according" not in before:
        return False
    return grammar.load().prepositions.isdisjoint(before[before.index("according") + 2 :])


def noun_status(clauses: Clauses, i: int) -> Status:
    words = grammar.load()
    before = clauses.lows(max(0, i - 4), i)
    if is_supposed(clauses, i):
        return "unreal"
    if before[-1:] in _PENDING and clauses.low(i) in _OUTCOMES:
        return "unreal"  # "was jailed pending trial on Sunday"
    if is_source(clauses, i) or _is_foiled(clauses, i) or is_unheard_of(clauses, i):
        return "unreal"
    if clauses.tokens[-1].text == "?" and clauses.low(0) in words.auxiliaries:
        return "unreal"
    if clauses.opener[clauses.segment[i]] == "that" and _is_denied(clauses, i, clauses.begin(i)):
        return "denied"
    if clauses.low(0) == "no" and _is_of_nobody(clauses, i):
        return "unreal"
    if not words.unsure.isdisjoint(before[-3:]) or _unreal_predicate(clauses, i) or _unreal_before(clauses, i):
        return "unreal"
    if not words.upcoming.isdisjoint(before) or is_awaited(clauses, i):
        return "planned"
    if is_only_possible(clauses, i):
        return "unreal"
    if not words.suspected.isdisjoint(before[-2:]):
        return "alleged"
    light = light_verb(clauses, i)
    if light >= 0:
        near = clauses.lows(max(0, light - 4), light)
        if _is_promised(clauses, light, near) and not negated(near):
            return "planned"  # "said they would hold a strike"
        if negated(near) or any(low in words.unreal for low in near) or "to" in near[-1:]:
            return "unreal" if not any(low in words.plans for low in near) else "planned"
        if any(low in words.future for low in near):
            return "planned"
    return "asserted"


def _unreal_before(clauses: Clauses, i: int) -> bool:
    """ "Nobody should expect the truce", "postponed a visit": what the verb before the noun says did not happen."""
    words = grammar.load()
    near = clauses.lows(i - 4, i)
    if _is_called_off(clauses, i):
        return True
    if "such" in near[-3:] and negated(clauses.lows(i - 9, i - 4) + near):
        return True  # "we have not seen such floods"
    if any(near[j : j + 2] in _CALLED_OFF for j in range(len(near) - 1)):
        return True
    # "Nobody was hurt in the blast": it went off all the same.
    apart = clauses.low(clauses.introducing(i)) in _DURING
    return not apart and not words.nobody.isdisjoint(clauses.lows(clauses.begin(i), i))


def _is_called_off(clauses: Clauses, i: int) -> bool:
    """Whether a noun is what a verb right before its phrase calls off or foils: "foiled a multiple-boat raid"."""
    words = grammar.load()
    for j in range(i - 1, max(-1, i - _BACK), -1):
        if clauses.low(j) in words.calling_off or clauses.low(j) in _DURING:
            return clauses.low(j) not in _DURING
        if j < i - 3 and (clauses.low(j) in words.prepositions or clauses.segment[j] != clauses.segment[i]):
            return False
    return False


def _is_foiled(clauses: Clauses, i: int) -> bool:
    """Whether a noun is the subject of what kept it from happening: "an attack on the embassy on Monday was foiled"."""
    words = grammar.load()
    for j in range(i + 1, min(len(clauses.tokens) - 1, i + 2 * _BACK)):
        if clauses.segment[j] != clauses.segment[i] or clauses.low(j) in words.have:
            return False
        if clauses.low(j) in words.be - {"'s"}:
            off = clauses.lows(j + 1, j + 3) == ("called", "off") or clauses.low(j + 1) in _STOPPED
            return off or clauses.low(j + 1) in words.calling_off
    return False


def _unreal_predicate(clauses: Clauses, i: int) -> bool:
    """Whether the verb that the noun is subject of is negated or unreal: "a strike could follow", "a raid did not"."""
    words = grammar.load()
    for j in range(i + 1, min(len(clauses.tokens), i + _BACK)):
        low = clauses.low(j)
        if clauses.segment[j] != clauses.segment[i] or low in words.prepositions:
            return False
        if low in words.auxiliaries:
            return low in words.unreal or negated(clauses.lows(j, j + 2))
    return False


def _is_denied(clauses: Clauses, i: int, begin: int) -> bool:
    """ "Tehran denied ordering the attack", "denied having met him", "denied that rebels shelled the port" (whose
    clause has its begin)."""
    denials = grammar.load().denials
    before = clauses.low(i - 1 - (clauses.low(i - 1) in ("having", "ever")))
    told = clauses.opener[clauses.segment[i]] == "that"  # not "denied murder but was convicted"
    return before in denials or (told and not denials.isdisjoint(clauses.lows(begin - 2, begin)))


def _no_object(clauses: Clauses, i: int) -> bool:
    """ "arrested nobody", "gave no details"."""
    after = clauses.low(i + 1)
    return after == "no" or after in grammar.load().nobody


def _is_alleged(before: tuple[str, ...], *, sure: Collection[str]) -> bool:
    """Whether words before a trigger tell that it is only said, but for those that end in one of `sure`."""
    phrases, verbs = triggers.load().guards.alleged, grammar.load().be | {"has", "had"}
    if "" in before:  # "was acquitted on Friday of killing": without the day
        row = enumerate(before)
        before = tuple(low for j, low in row if low and not (low in ("on", "in") and before[j + 1 : j + 2] == ("",)))
    return any(
        before[j : j + len(p)] == p
        and p[-1] not in sure
        # "A man wanted for murder was arrested", "the alleged gunman was arrested": the arrest is sure.
        and not ((p[-1] in _BLAMING or _is_person(before, j)) and not verbs.isdisjoint(before[j + len(p) :]))
        and not (p[0].endswith("ly") and _is_of_another(before, j))
        for j in range(len(before))
        for p in phrases.get(before[j : j + 1], ())
    )


def _is_person(before: tuple[str, ...], alleged: int) -> bool:
    """Whether an "alleged" stands before who somebody is said to be: "the alleged gunman", not "the alleged attack"."""
    after = before[alleged + 1] if before[alleged] == "alleged" and alleged + 1 < len(before) else ""
    return any(noun.kind != "site" for noun in names.load().nouns.get(after, ()))


def _is_of_another(before: tuple[str, ...], adverb: int) -> bool:
    """Whether an adverb tells how sure another word is: "who was allegedly armed fled", "the allegedly corrupt mayor
    fled"; but "allegedly armed himself and fled"."""
    words, after = grammar.load(), before[adverb + 1 : adverb + 2]
    if not after or after[0] in words.auxiliaries or not after[0].isalpha():
        return False
    if before[adverb - 1 : adverb] in (("the",), ("a",), ("an",)):
        return True
    return triggers.load().is_past(after[0]) and _TIES.isdisjoint(before[adverb + 1 :])


def is_charged(clauses: Clauses, i: int) -> bool:
    """Whether a verb tells what the prosecution or a party says that somebody did: "prosecutors say Omar shot him",
    "the court heard that Omar shot him", "according to the indictment, Omar shot him", "they claimed that Omar shot
    him"; what a court finds is a fact."""
    words, here = grammar.load(), clauses.segment[i]
    for j in range(max(0, i - _REACH), min(len(clauses.words), i + _REACH)):
        low = clauses.words[j]
        if abs(clauses.segment[j] - here) > _CLAIM:
            continue
        near = clauses.lows(j - 3, j)
        said = low in words.say or low in words.telling or low in _CLAIMING
        if said and not words.prosecution.isdisjoint(near) and "court" not in near:
            return True
        if low in words.telling and j < i and not _HEARING.isdisjoint(clauses.lows(j + 1, j + 4)):
            return True  # "the driver told the court that they shot him"
        if low in _CLAIMING and j < i and (clauses.low(j + 1) == "that" or clauses.low(j + 1) in words.subjects):
            return True
        if low == "heard" and not (words.where.courts | {"hearing", "inquest"}).isdisjoint(near):
            return True
        if low == "according" and not words.prosecution.isdisjoint(clauses.lows(j + 2, j + 6)):
            return True
    return False
