"""The event noun that a verb carries or has for its subject: "the blast killed", "staged a coup"."""

from collections.abc import Sequence
from dataclasses import replace

from kb.extract.mentions.candidates import STRICKEN, Candidate
from kb.extract.mentions.doubts import came_to_nothing
from kb.extract.mentions.status import own_start
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.voice import is_aside
from kb.lexicon import grammar, triggers

_PHRASE = 8  # tokens of what describes a noun
# Beside those of the lexicon that damage things.
_BREAKING = ("blow apart", "blast apart", "set ablaze", "set alight", "displace")
_GOING_OFF = ("explode", "go off", "detonate", "blow up")
_NO_HAPPENING = ("fall through", "fall apart", "open fire")
HARMING = frozenset(("ASSAULT", "DEATH", "ACCIDENT", "DISASTER"))
_DYING = frozenset(("die", "perish", "drown", "succumb"))
_SUMS = frozenset(("$", "£", "€", "million", "billion", "trillion", "%", "percent"))
_OPENING = frozenset(("opened", "resumed", "reopened", "closed"))
_KNOWN = frozenset(("the", "this", "that", "these", "those"))
_RUINED, _BLAZES = frozenset(("destroyed", "damaged", "wrecked", "burned")), frozenset(("blaze", "blast", "explosion"))
_WHERE = frozenset(("in", "at", "near", "on", "outside"))
_SETTLED = frozenset(("ordered", "agreed", "decided"))
_BLAMED = frozenset(("accused", "charged", "convicted", "suspected"))
_LEFT = frozenset(("dead", "injured", "wounded"))
_BEGUN = frozenset("began begun started starting broke resumed erupted flared".split())
_APART, _FEW, _FAR, _NEAR, _AHEAD, _PHRASE = 3, 5, 6, 6, 12, 4


def tells_aside(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether a trigger only says what befell the subject before: "Omar, arrested in a raid, was freed"."""
    first = candidate.first
    comma = clauses.before[first]
    if clauses.low(comma) != "," and comma == first - 1:  # "Omar, a guard convicted of theft, fled"
        comma = next((j - 1 for j in range(comma - 1, comma - _PHRASE, -1) if clauses.low(j) in ("a", "an", "the")), -1)
    behind = not candidate.noun and clauses.low(comma) == ","
    return behind and is_aside(clauses, comma, candidate.last)


def _ends_phrase(clauses: Clauses, i: int) -> bool:
    """Whether nothing that a verb could have for its object stands at a token: "the trial opened in Lima"."""
    token = clauses.tokens[i] if i < len(clauses.tokens) else None
    return token is None or token.date >= 0 or not token.word or token.low in grammar.load().prepositions


def _says_more(clauses: Clauses, candidates: Sequence[Candidate], made: Candidate, verb: Candidate) -> bool:
    """Whether a participle says more of the event noun before it, which another verb has for its subject: "a raid
    carried out on Monday by soldiers killed two", "a raid in Lima carried out by soldiers killed two"."""
    noun = any(c.noun and _runs_to(clauses, c.last + 1, made.first) for c in candidates)
    return noun and "by" in clauses.lows(made.last + 1, verb.first)


def _runs_to(clauses: Clauses, behind: int, participle: int) -> bool:
    """Whether nothing but where something was stands between an event noun and a participle."""
    between = range(behind, participle)
    where = all(clauses.tokens[j].capital or clauses.low(j) in grammar.load().determiners for j in between[1:])
    return not between or (len(between) in (2, _FEW - 2) and clauses.low(behind) in _WHERE and where)


def _heads(clauses: Clauses, verb: Candidate, noun: Candidate) -> bool:
    """Whether a past form behind a noun heads the clause that the noun opens ("sales rose"), and does not say more of
    it ("in remarks made last week", "remarks made last week stirred anger")."""
    words = grammar.load()
    segment = clauses.segment[verb.first]
    begin = next((j for j in range(noun.first, -1, -1) if clauses.segment[j] != segment), -1) + 1
    before = clauses.lows(begin, noun.first)
    opens = clauses.low(begin - 1) not in ("''", "”", '"') and all(
        low not in words.prepositions and not low.endswith(("ed", "ing")) for low in before
    )
    later = clauses.lows(verb.last + 1, verb.last + _AHEAD)
    return verb.finite and not verb.passive and opens and len(before) < _FEW and words.auxiliaries.isdisjoint(later)


def _is_main(clauses: Clauses, verb: Candidate, noun: Candidate) -> bool:
    """Whether a past form behind a noun has its object and, further before, its subject: "the firm behind the festival
    named a director", and not "in a raid named Desert Wind, troops", "the end of a raid led by rebels came"."""
    words, begin, after = grammar.load(), clauses.begin(verb.first), verb.last + 1
    led = clauses.low(clauses.introducing(noun.first)) in words.prepositions
    if verb.passive or not led or clauses.low(begin) in words.prepositions or clauses.is_date(after):
        return False
    whom = clauses.low(after) in words.determiners or any(t.capital for t in clauses.tokens[after : after + 1])
    rest = clauses.lows(after, clauses.clause(clauses.segment[verb.first]).stop)
    return whom and not any(map(triggers.may_tell, rest))


def _is_placed(clauses: Clauses, verb: Candidate) -> bool:
    """Whether a verb says that its subject took or takes place: "was held", "is planned", and without an object behind
    a noun or a comma, "the vote, held on Monday, failed"."""
    words, low = grammar.load(), clauses.low(verb.first)
    if verb.passive or verb.lemma == "take place":
        done = low in _SETTLED and clauses.low(verb.last + 1) != "for"  # "was ordered", but "was agreed for Friday"
        return verb.lemma == "take place" or low in words.made or (low in words.plans and not done)
    behind = clauses.prior[verb.first]
    aside = low in words.made and not (verb.noun or verb.reporting) and (behind == "," or behind.isalpha())
    return aside and _ends_phrase(clauses, verb.last + 1 + (clauses.low(verb.last + 1) == "out"))


def harms(verb: Candidate) -> bool:
    """Whether a verb says that people or things were harmed, so that its subject may be the event."""
    return verb.group.harm != "" or verb.lemma in _BREAKING


def is_blow(candidate: Candidate) -> bool:
    """Whether a noun names what strikes people and things, or a verb says that something went off."""
    return candidate.lemma in _GOING_OFF or (candidate.noun and candidate.group.type in STRICKEN)


def is_begun(clauses: Clauses, noun: Candidate) -> bool:
    """Whether a verb right behind a noun says that what it names began and went on: "since the fighting broke out"."""
    return not _BEGUN.isdisjoint(clauses.lows(noun.first, noun.last + _APART))


def leaves_dead(clauses: Clauses, verb: Candidate) -> bool:
    """Whether a verb says that people were left dead or hurt: "the quake left 900 dead"."""
    left = verb.finite and verb.lemma == "leave" and not (verb.passive or verb.unreal)
    return left and not _LEFT.isdisjoint(clauses.lows(verb.last + 1, verb.last + _NEAR))


def wreaks(clauses: Clauses, verb: Candidate) -> bool:
    """Whether a verb says that something struck a place: "a quake hit the town", "a fire has destroyed a mill"."""
    low, words = clauses.low(verb.first), grammar.load()
    struck = low in words.harm.strikes or low in words.where.hitting or low in words.where.ravages
    return struck and verb.finite and not (verb.passive or verb.unreal) and triggers.load().is_past(low)


def is_wrecked(clauses: Clauses, verb: Candidate) -> bool:
    """Whether a verb says that something was destroyed by what nobody plans: "has been gutted in a fire"."""
    low, where = clauses.low(verb.first), grammar.load().where
    struck = low in grammar.load().harm.strikes or low in where.hitting or low in where.ravages or low in _RUINED
    if verb.noun or verb.unreal or not (struck and verb.passive) or clauses.low(verb.last + 1) not in ("in", "by"):
        return False
    if not grammar.load().relative.isdisjoint(clauses.lows(clauses.begin(verb.first), verb.first)):
        return False  # "the mill that has been damaged by fire"
    return not (where.nature | _BLAZES).isdisjoint(clauses.lows(verb.last + 2, verb.last + _FEW))


def wrought(clauses: Clauses, candidates: Sequence[Candidate], verb: Candidate) -> Candidate | None:
    """The blast, quake or fire that is the subject of such a verb, in its clause and with nothing told between; not
    "the quake" or "Hurricane Ida", of which has been told."""
    if not wreaks(clauses, verb):
        return None
    noun = next((c for c in reversed(candidates) if c.first < verb.first), None)
    told = noun is not None and noun.noun and not (noun.unreal or noun.light >= 0) and _strikes(clauses, noun, verb)
    if noun is None or not told or _hangs(clauses, noun, verb) or clauses.tokens[noun.last + 1].capital:
        return None
    return noun if _KNOWN.isdisjoint(clauses.lows(clauses.begin(noun.first), noun.first)) else None


def event_object(candidates: Sequence[Candidate], verb: Candidate) -> Candidate | None:
    """The event noun that a light verb carries: "staged a coup", "sent signals", "held talks"."""
    carried = (c for c in candidates if c.noun and c.light == verb.first and not c.unreal)
    if verb.lemma == "launch":
        # "Launched an offer" is told by its verb, "launched a raid" by its noun.
        carried = (c for c in carried if c.group.type != "BUSINESS")
    return None if verb.noun or verb.telling else next(carried, None)


def _hangs(clauses: Clauses, noun: Candidate, verb: Candidate) -> bool:
    """Whether an event noun before a verb is led by a preposition, over what describes it ("a blast at a religious
    festival killed two"); "after the raid killed two" tells of the raid, "a day after the raid, gunmen killed two" does
    not."""
    if is_inner(clauses, noun):
        return True  # "talks aimed at ending the war collapsed"
    words, first = grammar.load(), noun.first
    for j in range(first - 1, max(-1, first - _PHRASE), -1):
        plain = clauses.tokens[j].text.islower() or clauses.low(j) == "-"
        plain = plain and clauses.low(j) not in words.determiners | words.openers | {"and", "or"}
        if clauses.low(clauses.introducing(first)) in words.prepositions or not plain:
            break
        first = j
    led = clauses.low(clauses.introducing(first))
    apart = clauses.segment[verb.first] != clauses.segment[noun.first]
    if led == "of" and apart and clauses.low(0) in words.prepositions:
        return clauses.segment[noun.first] == 0  # "at the height of the riot, police killed nine"
    return led in words.prepositions - {"of"} and (apart or led not in words.openers)


def is_inner(clauses: Clauses, noun: Candidate) -> bool:
    """Whether an event noun is but the object of a word in -ing that says more of another noun, or what an inquiry is
    into: "a law banning the protests", "an inquiry into the crash"."""
    led = clauses.introducing(noun.first)
    low, before = clauses.low(led), clauses.low(led - 1)
    if not noun.noun or led < 1 or noun.light not in (-1, led) or clauses.low(noun.last + 1) in grammar.load().relative:
        return False
    if low == "into":
        return before.isalpha()
    gerund = low.endswith("ing") and len(low) > _NEAR - 1 and led < noun.first - 1
    return gerund and before.isalpha() and before not in grammar.load().determiners | grammar.load().auxiliaries


def _is_passed_over(clauses: Clauses, candidates: Sequence[Candidate], one: Candidate, verb: Candidate) -> bool:
    """Whether a trigger between a verb and its subject only says more of a noun there: "the treaty, which ended a war,
    came into force", "a blast linked to a sect killed nine"."""
    if _is_charge(clauses, one):
        return True
    opener = clauses.opener[clauses.segment[one.first]]
    if one.noun:
        apart = clauses.segment[verb.first] != clauses.segment[one.first]
        return apart and opener == "which" and not clauses.opener[clauses.segment[verb.first]]
    aside = opener in grammar.load().relative or one.group.harm != "" or (one.fallback and one.unreal)
    # "An attack by rebels backed by Iran killed nine".
    led = clauses.lows(one.first - _PHRASE, one.first)
    aside = aside or (one.fallback and not {"by", "between"}.isdisjoint(led))
    return one.finite and (aside or tells_aside(clauses, one) or _says_more(clauses, candidates, one, verb))


def _is_charge(clauses: Clauses, one: Candidate) -> bool:
    """Whether a trigger only says what somebody is accused of: "the trial of a man accused of arson began"."""
    j = one.first if clauses.low(one.first) in _BLAMED else clauses.introducing(one.first) - 1
    blamed = clauses.low(j) in _BLAMED and clauses.low(j + 1) in ("of", "with", "in")
    return blamed and clauses.prior[j] not in grammar.load().auxiliaries


def _as_planned(clauses: Clauses, noun: Candidate, verb: Candidate) -> Candidate:
    """What a noun names as planned by a verb behind it, or as nothing: "was set for Monday but never took place"."""
    return replace(noun, status="unreal" if came_to_nothing(clauses, verb.first) else "planned")


def _is_tied(clauses: Clauses, one: Candidate, verb: Candidate) -> bool:
    """Whether "and" ties a verb that has a subject of its own to another one of its clause: "said that the sale was
    put off and the firm will begin hiring"."""
    tied = one.finite and clauses.segment[one.first] == clauses.segment[verb.first]
    return tied and one.first < own_start(clauses, verb.first)


def _strikes(clauses: Clauses, noun: Candidate, verb: Candidate) -> bool:
    """Whether what an event noun tells of may wreck things: a blast, but no protest, and none of another clause than
    what tells more of it, "floods that killed nine and displaced 4,000"."""
    begin = clauses.begin(verb.first)
    own = begin == noun.last + 1 and clauses.low(begin) in ("that", "which")
    return noun.group.type in STRICKEN and (own or clauses.segment[verb.first] == clauses.segment[noun.first])


def _measures(clauses: Clauses, verb: Candidate) -> bool:
    """Whether a verb tells what sum something came to: "whose sales hit $600 million", "losses totaled $5 million"."""
    words = grammar.load()
    sums = clauses.lows(verb.last + 1, verb.last + _FEW)
    return not verb.noun and clauses.low(verb.first) in words.measuring and not _SUMS.isdisjoint(sums)


def _happens(clauses: Clauses, verb: Candidate) -> bool:
    """Whether a verb says that its subject happened; "fell through", "came to", "opened fire" and "will take ownership"
    do not."""
    low = clauses.low(verb.first)
    took = low in ("take", "takes") and clauses.low(verb.first + 1) not in ("place", "effect")
    other = took or verb.lemma in _NO_HAPPENING or verb.lemma.startswith("come ")
    happened = low in grammar.load().happens and not (other or _measures(clauses, verb))
    return happened or (low in _OPENING and not other and _ends_phrase(clauses, verb.last + 1))


def _is_whose(clauses: Clauses, verb: Candidate) -> bool:
    """Whether a verb tells what people did: "the trial of a guard who shot and killed a nurse", "… of Omar, accused of
    killing two"."""
    words = grammar.load()
    if clauses.low(verb.first - 1) == "of" and not verb.finite:
        return True
    for j in range(verb.first - 1, clauses.begin(verb.first) - 1, -1):
        low = clauses.low(j)
        if low == "who":
            return True
        plain = low in words.auxiliaries or low in words.adverbs or low == "and" or low.endswith("ly")
        if not plain and not triggers.load().is_past(low):
            return False
    return False


def _right_before(clauses: Clauses, candidates: Sequence[Candidate], verb: Candidate) -> Candidate | None:
    """The event noun that ends right before a verb and is not within its subject."""
    near = (c for c in candidates if c.noun and c.last == verb.first - 1)
    return next((c for c in near if not (is_inner(clauses, c) or _is_charge(clauses, c))), None)


def _reported(clauses: Clauses, candidates: Sequence[Candidate], verb: Candidate) -> Candidate | None:
    """The harm of which "reported" right behind it only tells when: "a quake reported on Monday did no harm"; not "the
    mission reported on Monday that"."""
    tells = not verb.reporting or clauses.low(verb.first) != "reported"
    if tells or not (clauses.is_date(verb.last + 1) or clauses.low(verb.last + 1) in grammar.load().prepositions):
        return None
    noun = _right_before(clauses, candidates, verb)
    return noun if noun is not None and noun.group.type in STRICKEN and not noun.unreal else None


def event_subject(clauses: Clauses, candidates: Sequence[Candidate], verb: Candidate) -> Candidate | None:
    """The event noun that is the subject of a verb of harm or of happening, in its clause or the one before."""
    if reported := _reported(clauses, candidates, verb):
        return reported
    words, low = grammar.load(), clauses.low(verb.first)
    placed = _is_placed(clauses, verb)
    made = (verb.fallback or verb.group.weak or low in triggers.load().guards.light) and low not in words.intransitive
    made = made and not (verb.noun or verb.reporting or _measures(clauses, verb))
    noun = _right_before(clauses, candidates, verb) if made else None
    if noun and not _heads(clauses, verb, noun):
        # "remarks made last week", "a quake measuring 6.4": the participle only says more of the noun before it.
        made = (not verb.passive or low in triggers.load().guards.light) and not _is_main(clauses, verb, noun)
        return noun if made and not noun.unreal else None  # "asked it to lift the ban issued on Monday"
    happens = _happens(clauses, verb)
    wrecks = verb.lemma in _BREAKING or (verb.group.type == "DISASTER" and verb.group.weak)
    if verb.noun or not (placed or (not verb.passive and (verb.group.harm or happens or wrecks))):
        return None
    if verb.lemma in _DYING or _is_whose(clauses, verb):
        return None  # "wounded in the attack, he died"
    opener = clauses.opener[clauses.segment[verb.first]]
    for candidate in reversed(candidates):
        if candidate.first >= verb.first or is_scene(clauses, candidate):
            continue
        apart = opener not in words.relative | {"", "that"}
        apart = apart and clauses.segment[verb.first] != clauses.segment[candidate.first]
        if apart or ";" in clauses.lows(candidate.last, verb.first):
            return None  # "launched an offensive after gunmen killed 12"
        if clauses.segment[verb.first] - clauses.segment[candidate.first] > (_FAR if placed else _APART):
            return None
        if _is_passed_over(clauses, candidates, candidate, verb) and not _is_tied(clauses, candidate, verb):
            continue
        if candidate.finite:
            return None
        if candidate.noun and verb.lemma in _GOING_OFF and clauses.low(candidate.last) in words.harm.weapons:
            return None  # "two bombs exploded": no event until they do
        if candidate.noun and verb.lemma == "crash" and candidate.group.type not in STRICKEN:
            return None  # "a flight from Oslo crashed"
        hangs = _hangs(clauses, candidate, verb)
        if hangs and words.relative.isdisjoint(clauses.lows(candidate.last + 1, candidate.last + 3)):
            continue  # "a hearing for Omar, charged with murder, was held"
        if wrecks and not (placed or happens or verb.group.harm or _strikes(clauses, candidate, verb)):
            return None
        if candidate.noun and candidate.group.type != "STATEMENT":
            return _as_planned(clauses, candidate, verb) if placed and low in words.plans else candidate
    return None


def is_scene(clauses: Clauses, noun: Candidate) -> bool:
    """Whether a noun is but the name of an occasion at which something harmful was: "the bombings at the Leeds Marathon
    on Monday"."""
    if not noun.noun or not clauses.tokens[noun.last].capital:
        return False
    at = noun.first - 1
    while at > 0 and (clauses.tokens[at].capital or clauses.low(at) in grammar.load().determiners):
        at -= 1
    if clauses.low(at) not in ("at", "during"):
        return False
    entries = triggers.load().entries.get(clauses.low(at - 1), ())
    return any(entry.group.type in HARMING for entry in entries)
