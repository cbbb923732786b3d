"""Who takes part in an event by a clause that hangs on it or turns it round: who did the harm that it tells of."""

from kb.extract.mentions.antecedents import told_more_of
from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.guesses import does_harm
from kb.extract.mentions.kinds import kind_of
from kb.extract.mentions.lists import spread
from kb.extract.mentions.numbers import is_number
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import Reference, is_base
from kb.lexicon import grammar, triggers

_BACK = 8  # tokens
_DONE = frozenset(("ASSAULT", "COERCE", "JUSTICE"))  # with an object, or to the subject
_HARMFUL = frozenset(("ASSAULT", "DEATH"))
_LED = frozenset(("led", "headed", "commanded", "organized", "organised"))
_OWNED = frozenset(("owned", "operated", "run", "controlled"))
_WITHIN = frozenset("in inside at near outside under beside on onto into to from aboard".split())
_SET = frozenset("trap traps plot plots operation operations sweep sweeps crackdown ploy ruse sting".split())
_PHRASE = 4  # tokens
_TEARING = frozenset("tore broke sprained strained dislocated fractured ruptured twisted".split())
_OWN_PART = ("his", "her", "their", "the", "a", "an")
_SEEING = frozenset(
    """saw see sees seen seeing watch watched watching heard hear had have having got wanted wants left found
    ordered""".split()
)
_WATCHING = frozenset("saw see sees seeing watch watches watched watching heard hear let lets letting".split())
_WHILE = ("when", "once", "until", "unless")
_HANGING = ("when", "after", "as")
_DATED = ("on", "in", "at", "early", "late")
_ACTING = ("person", "collective", "armed group", "state")
_CRASHING = frozenset(("ACCIDENT", "DISASTER"))
_DYING = frozenset(("died", "perished", "drowned"))
_STRUCK = frozenset(("hit", "struck", "crushed", "trapped", "buried"))
_SCATTERING = frozenset("disperse scatter drive push beat dislodge repel clear disband".split())
_SHOOTING = frozenset("opened fired emptied threw hurled rammed drove crashed sprayed set".split())


def harmers(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Who does the harm that a verb only tells the outcome of: "was killed on Monday when two robbers opened fire"."""
    clauses, here = syntax.clauses, syntax.clauses.segment[candidate.first]
    outcome = candidate.passive or candidate.lemma == "die"
    hangs = here + 1 < len(clauses.opener) and clauses.opener[here + 1] in _HANGING
    if not outcome or not hangs or candidate.group.type not in _HARMFUL:
        return []
    verb = syntax.first_verb(clauses.clause(here + 1))
    low = clauses.low(verb) if verb > 0 else ""
    if not (does_harm(low) or low in _SHOOTING) or clauses.has_be(verb):
        return []
    hurt = {ref.actor.name for ref in syntax.subjects(candidate.first)}
    did = [ref for ref in syntax.subjects(verb) if clauses.segment[ref.first] == here + 1]
    return [ref for ref in did if ref.actor.kind in _ACTING and ref.actor.name not in hurt]


def seen(syntax: Syntax, verb: int) -> list[Reference]:
    """Who does what somebody sees or lets them do: "police watched a man jump", "the raid saw robbers make off"."""
    clauses, words = syntax.clauses, grammar.load()
    ref = syntax.at.get(clauses.before[verb])
    if ref is None or not is_base(clauses.low(verb)) or clauses.low(verb) in words.auxiliaries:
        return []
    for j in range(ref.first - 1, max(-1, ref.first - 1 - _PHRASE), -1):
        low = clauses.low(j)
        if low in _WATCHING:
            return [ref]
        if not clauses.tokens[j].word or low in words.prepositions or low in words.auxiliaries:
            break
    return []


def hit(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Whom the clause before tells to be killed or hurt when what a hanging clause tells happened: "nine men died when
    the bus crashed", "when gunmen stormed the camp"."""
    clauses, here = syntax.clauses, syntax.clauses.segment[candidate.first]
    harmful = _CRASHING | {"ASSAULT"}
    if (struck := _by_what(syntax, candidate)) >= 0:
        return syntax.subjects(struck)  # "Omar was hit by a taxi that ploughed into a crowd"
    if scattered := _scattered(syntax, candidate):
        return scattered
    if candidate.noun or clauses.opener[here] != "when" or not here or candidate.group.type not in harmful:
        return []
    verb = _before(syntax, clauses.begin(candidate.first))
    if verb < 0 or clauses.segment[verb] != here - 1:
        return []
    hurt = list[Reference]()
    if candidate.group.type == "ASSAULT" and clauses.low(verb) not in _DYING:
        return []  # who "was killed when gunmen stormed it" has a verb of his own for it
    while _is_outcome(syntax, verb):  # "a clerk was killed and six others were wounded when"
        harmed = syntax.subjects(verb)
        hurt = [*harmed, *hurt]
        first = min((ref.first for ref in harmed), default=0)
        before = _before(syntax, first)
        # A verb that stands before its subject is not read once more.
        verb = before if before < verb and "and" in clauses.lows(before + 1, first) else -1
    return hurt


def _scattered(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """The crowd that force is used to drive apart: "fired tear gas to disperse hundreds of students"."""
    if candidate.noun or candidate.passive or candidate.group.type not in ("ASSAULT", "COERCE"):
        return []
    clauses, rest = syntax.clauses, range(candidate.last + 1, len(syntax.clauses.tokens) - 1)
    here = (j for j in rest if clauses.segment[j] == clauses.segment[candidate.first])
    to = next((j for j in here if clauses.low(j) == "to" and clauses.low(j + 1) in _SCATTERING), -1)
    verb = to + 1 + (clauses.low(to + 2) in ("back", "up", "off", "out"))
    return [ref for ref, preposition in syntax.objects(verb) if not preposition] if to > 0 else []


def _by_what(syntax: Syntax, candidate: Candidate) -> int:
    """The passive verb of harm before the clause of a verb about what did it: "was killed by a bomb that exploded in a
    market"; -1 where there is none."""
    clauses = syntax.clauses
    begin = clauses.begin(candidate.first)
    told = candidate.finite and not candidate.passive and candidate.group.type in _CRASHING | {"ASSAULT"}
    if not told or clauses.low(begin) not in ("that", "which") or clauses.before[candidate.first] != begin:
        return -1
    by = next((j for j in range(begin - 1, max(0, begin - _PHRASE), -1) if clauses.low(j) == "by"), -1)
    harm, verb = grammar.load().harm, by - 1
    hurt = by > 0 and clauses.low(verb) in harm.killed | harm.injured | _STRUCK
    return verb if hurt and clauses.has_be(verb) else -1


def _before(syntax: Syntax, j: int) -> int:
    """The last verb before a token, -1 where there is none."""
    verb = next((k for k in range(j - 1, -1, -1) if syntax.form(k) == "finite"), -1)
    return syntax.main(verb) if verb >= 0 else -1


def _is_outcome(syntax: Syntax, verb: int) -> bool:
    """Whether a verb tells that somebody is killed or hurt."""
    harm = grammar.load().harm
    low = syntax.clauses.low(verb) if verb >= 0 else ""
    return low in _DYING or (syntax.clauses.has_be(verb) and low in harm.killed | harm.injured)


def loses_to(syntax: Syntax, candidate: Candidate) -> bool:
    """Whether somebody loses to another, who wins: "Dunlin lost to Harlow", "lost the final to Ann Brandt", "Lima fell
    to rebels"."""
    verb = candidate.lemma.split()[0]
    taken = verb == "fall" and kind_of(syntax.clauses, candidate) == "COERCE"
    if candidate.passive or candidate.noun or not (taken or verb in ("lose", "lost")):
        return False
    return any(preposition == "to" for _, preposition in syntax.objects(candidate.last))


def is_undergone(syntax: Syntax, candidate: Candidate) -> bool:
    """Whether a past form without an object tells what its subject has done to it: "they fled, with Omar arrested
    later", "the trial of Omar, indicted on Monday as a spy", "smiled when asked of it", "Omar hurt his knee"."""
    clauses, verb = syntax.clauses, candidate.first
    if candidate.noun or candidate.passive or not triggers.load().is_past(clauses.low(verb)):
        return False
    if any(not preposition for _, preposition in syntax.objects(candidate.last)):
        return False
    if clauses.low(verb - 1) in _WHILE or told_more_of(syntax, verb) is not None or _hurts_oneself(syntax, candidate):
        return True
    if clauses.low(verb - 1) == "," and verb - 2 in syntax.at and candidate.group.type == "JUSTICE":
        # "Omar, fined the city" and "Omar, filed a lawsuit" have an object.
        bare = grammar.load().determiners.isdisjoint(clauses.lows(verb + 1, candidate.last + 2))
        return bare and candidate.group.object == "target" and clauses.tokens[verb - 2].capital
    ref = syntax.at.get(verb - 1)
    j = clauses.introducing(ref.first) if ref is not None else -1
    if clauses.low(j) in _SEEING and candidate.group.object == "target":
        return True  # "she saw Omar killed", "had Omar shot"
    if clauses.low(j) == "and" and candidate.group.type in _DONE and _is_gapped(clauses, j):
        return True  # "1,000 had been arrested and 100 banks torched"
    return clauses.low(j) == "with" and clauses.low(j - 1) == ","


def _hurts_oneself(syntax: Syntax, candidate: Candidate) -> bool:
    """Whether somebody hurts a part of the own body: "hurt his left knee", "tore a ligament in his right knee"; not
    "hurt the knee of Ann Berg"."""
    clauses, own = syntax.clauses, candidate.last + 1
    tears = clauses.low(candidate.first) in _TEARING
    if not (tears or candidate.group.harm == "injured") or clauses.low(own) not in _OWN_PART:
        return False
    inside = range(own + 1, own + (_BACK if tears else _PHRASE))
    part = next((j for j in inside if clauses.low(j) in grammar.load().harm.body), -1)
    return part > 0 and clauses.low(part + 1) != "of"


def _is_gapped(clauses: Clauses, joint: int) -> bool:
    """Whether a passive verb stands before an "and" with a number, whose "were" the verb behind shares."""
    if not is_number(clauses.low(joint + 1)):
        return False
    be = grammar.load().be - {"'s"}
    back = range(joint - 1, max(clauses.begin(joint) - 1, joint - _BACK), -1)
    return any(clauses.low(k) in be and triggers.load().is_past(clauses.low(k + 1)) for k in back)


def behind_be(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """To whom is done what a participle before "were" tells: "among those killed on Monday were Omar and Ann"."""
    clauses = syntax.clauses
    low, before = clauses.low(candidate.last), clauses.prior[candidate.first]
    if candidate.noun or not triggers.load().is_past(low) or not (before == "those" or candidate.first == 0):
        return []
    j = candidate.last + 1
    while j < len(clauses.tokens) and (clauses.tokens[j].date >= 0 or clauses.low(j) in _DATED):
        j += 1
    if clauses.low(j) not in ("was", "were"):
        return []
    j += 1
    while clauses.low(j) in grammar.load().determiners and j not in syntax.at:
        j += 1
    ref = syntax.at.get(j)
    return spread([ref], syntax.lists) if ref is not None and ref.first == j else []


def by_another(syntax: Syntax, candidate: Candidate, ref: Reference) -> bool:
    """Whether "by" says who did what a participle tells of an object, "destroyed tanks captured by rebels", or what it
    is under: "freed a bus under attack by rebels"; who leads those that act acts with them."""
    clauses = syntax.clauses
    done = [j for j in range(candidate.last + 1, ref.first) if clauses.low(j + 1) == "by"]
    if candidate.passive:
        return any(clauses.low(j) in _OWNED or _tells_of_thing(syntax, j) for j in done)
    return any((syntax.form(j) and clauses.low(j) not in _LED) or clauses.low(j - 1) == "under" for j in done)


def _tells_of_thing(syntax: Syntax, participle: int) -> bool:
    """Whether a past form only tells more of a thing in which something is done: "was killed in a house built by
    Harlow", not "was accused in a suit filed by Harlow"."""
    clauses, words, noun = syntax.clauses, grammar.load(), participle - 1
    low = clauses.low(noun)
    plain = clauses.tokens[noun].text.islower() and low.isalpha() and low not in words.adverbs | words.prepositions
    deed = low in words.texts | words.deeds | _SET or clauses.low(participle) in _LED | {"driven"} or _names_deed(low)
    if not plain or deed or syntax.form(participle) != "participle":
        return False
    near = range(noun - 1, max(-1, noun - _PHRASE - 1), -1)
    led = next((clauses.low(j) for j in near if clauses.low(j) in words.prepositions or not clauses.tokens[j].word), "")
    return led in _WITHIN


def _names_deed(low: str) -> bool:
    """Whether a noun names something that happens or is done: "an attack", "a raid"."""
    return any(len(entry.words) == 1 and "noun" in entry.forms for entry in triggers.load().entries.get(low, ()))


def between(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """The parties of what is the subject of a verb: "a treaty between Egypt and Sudan was signed"."""
    clauses, here = syntax.clauses, syntax.clauses.segment[candidate.first]
    before = [ref for ref in syntax.refs if ref.last < candidate.first and clauses.segment[ref.first] == here]
    mutual = grammar.load().mutual if candidate.group.type not in ("AGREE", "CONSULT", "COOPERATE") else None
    led = [(ref, clauses.introducing(ref.first)) for ref in before]
    first = [ref for ref, j in led if clauses.low(j) == "between" and (not mutual or clauses.low(j - 1) in mutual)]
    return spread(first, syntax.lists)
