"""Who takes part in what a verb tells by what the sentence tells beside it: who says it, whom it goes on to harm."""

from collections.abc import Sequence

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.guesses import judges
from kb.extract.mentions.kinds import kind_of
from kb.extract.mentions.nominal import modifies
from kb.extract.mentions.status import foremost
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.tellers import speakers
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import BREAKS, Reference
from kb.lexicon import actors as names
from kb.lexicon import grammar, triggers

_HARMFUL = frozenset(("ASSAULT", "DEATH", "DISASTER", "ACCIDENT"))
_GOING_ON = (",", "and")
_LEFT = frozenset(("dead", "unconscious", "paralyzed", "paralysed"))
_TAKING = frozenset(("arrest", "detain", "capture", "apprehend", "charge", "catch", "take into custody", "hold"))
_BEFALLING = _HARMFUL | {"COERCE"}
_UPON = ("on", "upon", "against")
_LEADING = 10  # tokens from "led by" to the verb
# What befalls people without any police: what officers tell of it is not theirs.
_DRIVEN = frozenset(("displace", "uproot", "trap", "strand", "hold hostage", "take hostage", "kidnap", "abduct"))
_AFTER = ("after", "when", "as")
_NEAR = frozenset(("outside", "inside", "near", "in", "under", "beside"))
_TIED = {("linked", "to"), ("loyal", "to"), ("allied", "to"), ("allied", "with"), ("tied", "to"), ("backed", "by")}
_TIED |= {("affiliated", "with"), ("affiliated", "to"), ("supported", "by"), ("funded", "by"), ("armed", "by")}
_BODIES = frozenset(("armed group", "organisation", "state"))
_SIDES = frozenset(("companies", "sides", "parties", "countries", "others", "banks", "airlines"))
_LED = frozenset(("led", "planted", "laid", "fired", "launched", "detonated", "thrown", "dropped"))
_SUBJECT = 4  # tokens
_WATCHING = frozenset(("attend", "attends", "attended", "watched"))
_DISMISSING = frozenset(("fire", "dismiss", "sack"))
_JOINTLY = frozenset("discover found write invent compose build open create isolate record".split())
_OTHERS = ("another", "others")  # "and another was held"


def officers(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """The police or prosecutors who tell of an arrest or charge that nobody else is named for, or whose deed led to it
    ("was arrested after police found a gun"): theirs."""
    law = grammar.load().law
    policing = candidate.group.type == "JUSTICE" or (
        candidate.group.type == "COERCE" and candidate.lemma not in _DRIVEN
    )
    told = speakers(syntax, candidate) if policing else []
    told += _led(syntax, candidate) if candidate.lemma in _TAKING else []
    return [ref for ref in told if ref.noun.lower() in law]


def leaders(syntax: Syntax, verb: int) -> list[Reference]:
    """Who leads the subject of a verb, wrote or laid it: "rebels led by Omar Said seized the town", "a report released
    by Harlow said", "bombs planted by Hamas killed nine"; not "were led by"."""
    clauses = syntax.clauses
    told = clauses.low(verb) in triggers.load().guards.reporting or judges(clauses.low(verb))
    begin = max(clauses.begin(verb), verb - _LEADING)
    bys = (j for j in range(begin + 2, verb) if clauses.low(j) == "by")
    by = next((j for j in bys if clauses.low(j - 1) in _LED or (told and _is_text(clauses, j - 1))), 0)
    if not by or clauses.prior[by - 1] in grammar.load().auxiliaries:
        return []
    return [ref for ref in syntax.refs if by < ref.first < verb and clauses.introducing(ref.first) == by]


def _is_text(clauses: Clauses, j: int) -> bool:
    """Whether a token is what somebody writes, or the participle that tells of its issue: "a report", "a poll
    conducted"."""
    words = grammar.load()
    return clauses.low(j - (clauses.low(j) in words.issuing)) in words.texts | words.spoken


def _led(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Who does what the clause tells that "after" or "when" hangs on the verb."""
    clauses, here = syntax.clauses, syntax.clauses.segment[candidate.first] + 1
    if here >= len(clauses.opener) or clauses.opener[here] not in _AFTER:
        return []
    verb = syntax.first_verb(clauses.clause(here))
    return syntax.subjects(verb) if verb > 0 and not clauses.has_be(verb) else []


def employers(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """The company that tells who resigned from it or was named: its own office, where no body else is told of."""
    if candidate.group.type != "LEADERSHIP" or candidate.noun:
        return []
    firms = names.load().heads
    told = [ref for ref in speakers(syntax, candidate) if ref.actor.kind == "organisation"]
    return [ref for ref in told if firms.get(names.key(ref.noun)) == "company"]


def announcers(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Who says that it will happen, "Esper said 750 troops would be sent", and not what others do, "said the companies
    expect to close the deal"."""
    clauses = syntax.clauses
    segment = clauses.segment[candidate.first]
    if clauses.opener[segment] != "that":
        return []
    say = clauses.segment.index(segment) - 1
    others = names.load().words.company_nouns | _SIDES
    subject = clauses.lows(say + 1, candidate.first)[:_SUBJECT]
    if not candidate.passive and any(low.removesuffix("s") in others or low in _SIDES for low in subject):
        return []
    return syntax.subjects(say) if clauses.low(say) in triggers.load().guards.reporting else []


def harmed(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """ "Attacked a post on Monday, killing six soldiers", "struck a post and wounded six": whom a verb goes on to kill
    or hurt. Who is killed and who is wounded are two ("killing Omar and wounding Ann")."""
    kinds = {candidate.group.type, kind_of(syntax.clauses, candidate)}  # a crane falls as prices do
    if kinds.isdisjoint(_HARMFUL) or candidate.group.harm:
        return []
    clauses, harm, found = syntax.clauses, grammar.load().harm, list[Reference]()
    for j in range(candidate.last + 1, len(clauses.tokens)):
        form = syntax.form(j)
        hurts = clauses.low(j) in harm.killed | harm.injured and clauses.low(j - 1) in _GOING_ON
        if (form == "finite" and not hurts) or clauses.low(j) in BREAKS:
            break
        if form not in ("gerund", "finite") or clauses.low(j - 1) not in _GOING_ON:
            continue
        hurt = [ref for ref, preposition in syntax.objects(j) if not preposition]
        if clauses.low(j) == "leaving":  # "and leaving a nurse wounded"
            hurt = [ref for ref in hurt if clauses.low(ref.last + 1) in harm.injured | harm.wounding | _LEFT]
        elif clauses.low(j) not in harm.killed | harm.injured:
            continue
        found += hurt
    return found


def befalls(syntax: Syntax, candidate: Candidate, ref: Reference) -> bool:
    """Whether the subject of a verb is what somebody had done to them: "an attack on Harlow halted trade"."""
    clauses = syntax.clauses
    before = clauses.introducing(ref.first)
    low, head = clauses.low(before), clauses.low(before - 1)
    if candidate.noun or candidate.passive or syntax.form(candidate.first) != "finite" or syntax.form(before - 1):
        return False
    groups = (entry.group for entry in triggers.load().entries.get(head, ()) if "noun" in entry.forms)
    return low in _UPON or (low in ("of", "at") and any(group.type in _BEFALLING for group in groups))


def of_nobody(syntax: Syntax, candidate: Candidate, *, alone: bool) -> bool:
    """Whether a verb is that of people who are not named, "met the families of those killed"; if no party is known, so
    are "another was held" and "the third miner to die"."""
    clauses = syntax.clauses
    if clauses.prior[candidate.first] == "those":
        return True
    if not alone or candidate.noun:
        return alone and candidate.group.type == "JUSTICE" and _is_watched(syntax, candidate)
    led = clauses.before[syntax.start(candidate.first)]
    return clauses.low(led) in _OTHERS or foremost(clauses, led) > 0


def _is_watched(syntax: Syntax, candidate: Candidate) -> bool:
    """Whether people who are not named watch a day in court: "relatives of Ann attended Monday's arraignment"."""
    clauses = syntax.clauses
    near = range(candidate.first - 1, max(-1, candidate.first - _SUBJECT - 1), -1)
    verb = next((j for j in near if clauses.low(j) in _WATCHING), -1)
    return verb >= 0 and all(ref.actor.kind == "collective" for ref in syntax.subjects(verb))


def sends(clauses: Clauses, ref: Reference) -> bool:
    """Whether a name is that of who wrote or sent what is told of: "a letter from Omar was read to the court"."""
    led = clauses.introducing(ref.first)
    what = led - 1
    while clauses.is_date(what) or clauses.low(what) == "on":
        what -= 1  # "published a letter on Monday from Omar"
    return clauses.low(led) == "from" and clauses.low(what) in grammar.load().spoken


def beside_site(objects: Sequence[tuple[Reference, str]]) -> list[Reference]:
    """The sites beside which something went off: "a bomb exploded outside the embassy"."""
    return [ref for ref, where in objects if where in _NEAR and names.is_site(ref.actor.name)]


def backers(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Whose people act: "fighters linked to Islamic State killed nine", "militias backed by Iran"."""
    clauses, segment = syntax.clauses, syntax.clauses.segment[candidate.first]
    near = (ref for ref in syntax.refs if ref.last < candidate.first and clauses.segment[ref.first] == segment)
    return [ref for ref in near if clauses.lows(ref.first - 2, ref.first) in _TIED and ref.actor.kind in _BODIES]


def acts_behind(syntax: Syntax, candidate: Candidate, ref: Reference, preposition: str) -> bool:
    """Whether a name behind a passive verb acts: who dismisses, "was fired from Harlow", or whose the attack was."""
    verb, _, led = candidate.lemma.partition(" ")
    fired = verb in _DISMISSING and "from" in (led, preposition) and ref.actor.kind in ("organisation", "collective")
    return (fired and kind_of(syntax.clauses, candidate) == "LEADERSHIP") or _struck_by(syntax, ref, preposition)


def _struck_by(syntax: Syntax, ref: Reference, preposition: str) -> bool:
    """Whether a name behind a passive verb tells whose the attack was: "was killed in an Israeli strike"."""
    clauses, strikes = syntax.clauses, names.load().words.strikes
    behind = ref.last + 1 + (clauses.low(ref.last + 1) == "'s")
    near = next((j for j in range(behind, behind + 3) if clauses.low(j) in strikes), -1)
    led = preposition in ("in", "during") and not names.is_site(ref.actor.name)
    return led and near > 0 and ref.actor.kind in _BODIES and modifies(clauses, ref.last, near)


def with_them(syntax: Syntax, candidate: Candidate, ref: Reference) -> str:
    """Whether somebody does it "along": "returned with Omar", "founded it with Omar"; or is "apart", "back from talks
    with Omar", "killed a guard in a clash with rebels"; else ""."""
    goes = syntax.clauses.low(candidate.last) in grammar.load().where.moves
    mutual = candidate.group.type == "ASSAULT" and candidate.group.subject == candidate.group.object == "other"
    between = syntax.clauses.lows(candidate.last, ref.first)
    led = between[len(between) - between[::-1].index("with") - 2]
    apart = between.count("with") > 1 or led in grammar.load().mutual
    told = goes or mutual or (candidate.harmful and led in grammar.load().mutual)
    told = told or (candidate.lemma in _JOINTLY and not candidate.passive and not apart)
    return "" if not told or "for" in between else "apart" if apart else "along"
