"""Who takes part in what an event noun names, and how: whose it is, who made it."""

from itertools import pairwise

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.gifts import BIDS, is_bid_for
from kb.extract.mentions.guesses import does_harm, is_blaming, judges, only_answers
from kb.extract.mentions.kinds import kind_of
from kb.extract.mentions.light import around_light, given_to, lifted
from kb.extract.mentions.predicates import by_predicate, made_by
from kb.extract.mentions.suspects import behind_date, suspects
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import BREAKS, Reference, is_among
from kb.extract.mentions.walks import DEED
from kb.lexicon import actors as names
from kb.lexicon import grammar
from kb.model import Role

_DATED = ("on", "in", "at", "the")  # what may stand before a date
_PRESENT = frozenset(("present", "at", "in", "behind"))
_PARTING = frozenset(",;:.!?")
_SHARED = frozenset(("CONSULT", "STATEMENT", "PROTEST", "AGREE"))
_FRONTING = frozenset(("in", "at", "during", "after", "before", "following"))
_FOUGHT = frozenset(
    "clash clashes raid raids fighting operation crackdown shootout gunbattle battle riot riots unrest".split()
)
_FIGHTING = ("fought", "waged", "staged", "launched", "mounted")  # "police fought pitched battles"
_PUTTING = frozenset("place places placed placing put puts putting keep keeps kept hold holds held".split())
RAIDED = frozenset(("ASSAULT", "COERCE", "JUSTICE", "MOBILIZE"))
_HARMING = frozenset(("ASSAULT", "COERCE", "JUSTICE", "DEATH", "DISASTER", "ACCIDENT", "MOBILIZE"))
_WITHIN = ("in", "with", "during")
_REPLYING = frozenset(
    ("reply", "response", "retaliation", "revenge", "reprisal", "reaction", "anger", "because", "crackdown")
)
_LOST = frozenset(("loss", "defeat"))
_LATER = frozenset(("after", "before", "since", "following", "despite", "amid", "over"))
_ROLES = frozenset(("role", "part", "involvement", "complicity"))
_BUYING = frozenset("purchase purchases acquisition acquisitions buy-out buyout takeover".split())
_PHRASE = 4  # tokens between a verb and the name before its object
_LAYING = frozenset(
    """present presents presented presenting submit submits submitted submitting table tables tabled tabling circulate
    circulated circulating introduce introduced introducing propose proposed proposing drafted drafting""".split()
)
# What whose a thing is does with it: "a house owned by Omar".
_HAVING = frozenset(
    """owned used run operated held controlled built guarded escorted occupied managed backed funded favoured favored
    frequented visited protected chartered inhabited leased rented driven hosted supported""".split()
)
_BANNING = frozenset(("banned", "ban", "bans", "banning", "outlawed", "forbade"))
_FAVOURING = (("in", "favor"), ("in", "favour"))


def of_noun(syntax: Syntax, candidate: Candidate) -> list[tuple[Reference, Role]]:
    """The names before an event noun, behind it and around the light verb that carries it, with their roles."""
    group, words, clauses = candidate.group, grammar.load(), syntax.clauses
    given = given_to(syntax, candidate)
    pairs: list[tuple[Reference, Role]] = given + [(ref, "source") for ref in lifted(syntax, candidate)]
    own: Role = group.subject if group.object != "source" else "source"
    for ref in syntax.refs:
        # "U.S. air strikes", "Iran's statement": the name right before the noun does it; not "Peru's first death".
        near = ref.last < candidate.first and candidate.first - ref.last <= (12 if syntax.owns(ref) else 5)
        near = near and not (ref.last < candidate.light or _tells_where(syntax, candidate, ref))
        if near and (_whose(clauses, ref, candidate) or modifies(clauses, ref.last, candidate.first)):
            laid = [] if syntax.owns(ref) else _laid_by(syntax, ref)
            role: Role = "other" if laid else "target" if _undergoes(syntax, candidate, ref) else own
            pairs += [*laid, *((one, role) for one in (*_owning_with(syntax, ref), ref))]
    did = by_predicate(syntax, candidate)
    for ref, preposition in syntax.objects(candidate.last):
        if ref in did or (preposition == "by" and _owns_thing(clauses, candidate, ref)):
            continue
        if _of_gerund(syntax, candidate.last, ref) or _of_cause(clauses, candidate, ref, preposition):
            pairs.append((ref, "other"))  # "a rally for freeing Omar", "a protest at the killing of Omar"
        elif not preposition and _is_object(syntax, candidate, ref):
            pairs.append((ref, "target"))
        elif preposition == "from" and candidate.lemma.split()[-1] in _BUYING:
            pairs.append((ref, "other"))  # "the purchase of a stake in Dunlin from Harlow"
        elif preposition in ("by", "from", "between") or _is_lost_to(syntax, candidate, preposition):
            pairs.append((ref, "source"))
        elif preposition == "of":
            done_to = group.subject == "target" or candidate.lemma.split()[-1] in words.objective  # "his death"
            agent = group.subject == "source" and not done_to and not _takes_object(candidate)
            pairs.append((ref, "source" if agent else "target" if done_to else group.object))
        elif preposition in _aim(candidate) or is_bid_for(clauses, ref.first):
            pairs.append((ref, "target"))
        elif preposition == "with" or preposition in words.targeting - {"in", "near"}:
            beside = preposition == "against" and group.type == "ACCIDENT"  # "suffered an injury against the Jets"
            pairs.append((ref, "other" if beside else group.object))
    pairs += [(ref, "source") for ref in [*made_by(syntax, candidate), *did]]
    if under := _put_under(syntax, candidate):
        return pairs + under
    if candidate.light >= 0:
        pairs += around_light(syntax, candidate, given=bool(given))
    else:
        # "The trial of Omar for the murder of Ann": tried is he alone.
        hit: Role = "other" if group.type == "JUSTICE" else "target"
        pairs += [(ref, hit) for ref in victims(syntax, candidate)]
    return pairs


def _owning_with(syntax: Syntax, owner: Reference) -> list[Reference]:
    """With whom somebody owns what a noun names: "Lloyd Austin and Omar Said's visit"."""
    begin = syntax.clauses.begin(owner.first)
    if not syntax.owns(owner) or any(syntax.form(j) == "finite" for j in range(begin, owner.first)):
        return []
    return [one for one in syntax.lists.get(owner.first, ()) if begin <= one.first and one.last < owner.first]


def _owns_thing(clauses: Clauses, candidate: Candidate, ref: Reference) -> bool:
    """Whether "by" only says whose a thing is that a noun tells of: "a strike on a base used by Hamas", "a raid on a
    bar run by Omar"; not "an attack in Lima carried out by rebels"."""
    participle = clauses.introducing(ref.first) - 1
    between = clauses.lows(candidate.last + 1, participle)
    return clauses.low(participle) in _HAVING and not grammar.load().prepositions.isdisjoint(between)


def _laid_by(syntax: Syntax, body: Reference) -> list[tuple[Reference, Role]]:
    """Who lays something before the body whose it then is: "France will submit a Security Council resolution"."""
    near = range(body.first - 1, max(-1, body.first - _PHRASE), -1)
    verb = next((j for j in near if syntax.clauses.low(j) in _LAYING), -1)
    return [(ref, "source") for ref in syntax.subjects(verb)] if verb > 0 else []


def _undergoes(syntax: Syntax, candidate: Candidate, ref: Reference) -> bool:
    """Whether what a noun names was done to the name before it: "Omar's arrest", "Dunlin's purchase by Harlow", "the
    embassy attack", "Dunlin's defeat"; not "Dunlin's defeat of Harlow"."""
    group, lemma, after = candidate.group, candidate.lemma.split()[-1], syntax.clauses.low(candidate.last + 1)
    if lemma in grammar.load().undergone and (ref.actor.kind == "person" or syntax.suffer(ref, candidate.last)):
        return True
    if not syntax.owns(ref):
        return group.type == "ASSAULT" and names.is_site(ref.actor.name) and after != "of"
    return (group.object == "target" and after == "by") or (lemma == "defeat" and after != "of")


def _tells_where(syntax: Syntax, candidate: Candidate, ref: Reference) -> bool:
    """Whether a name before a noun of harm is that of a state where somebody died, or nothing tells that it is that of
    a body, so that it may be where it was: "the Mo Lan massacre"; not "the ELN attack", "the Free Front raid"."""
    if candidate.group.type != "ASSAULT":
        return candidate.group.type == "DEATH" and ref.actor.kind == "state"
    words = ref.actor.name.split()
    bare = ref.actor.kind == "organisation" and len(words) < 3 and not syntax.owns(ref)
    told = any(word.lower() in names.load().heads for word in words) or not words[-1][1:].islower()
    return bare and not told and not names.called(ref.actor.name)


def _whose(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a noun is that of the name right before "whose": "he met Omar, whose decision to run led to riots"."""
    behind = ref.last + 1 + (clauses.low(ref.last + 1) == ",")
    return clauses.low(behind) == "whose" and candidate.first - behind <= 2


def _put_under(syntax: Syntax, candidate: Candidate) -> list[tuple[Reference, Role]]:
    """ "Placed Omar under house arrest": who does it to whom."""
    clauses = syntax.clauses
    under = clauses.introducing(candidate.first)
    if clauses.low(under) != "under":
        return []
    verb = next((j for j in range(under - 1, -1, -1) if clauses.low(j) in _PUTTING), -1)
    if verb < 0 or clauses.segment[verb] != clauses.segment[under]:
        return []
    passive = clauses.has_be(verb)
    told: list[tuple[Reference, Role]] = [(ref, "target" if passive else "source") for ref in syntax.subjects(verb)]
    return told + [(ref, "target") for ref in syntax.refs if verb < ref.first and ref.last < under]


def _of_cause(clauses: Clauses, noun: Candidate, ref: Reference, preposition: str) -> bool:
    """Whether a name behind "of" tells of what a protest is about, "protests over the police killing of Omar", or for
    whom something was decided."""
    of = clauses.introducing(ref.first)
    if clauses.low(of) == "of" and clauses.lows(of - 2, of) in _FAVOURING:
        return True  # "a judgment in favor of Harlow"
    inner = not (grammar.load().prepositions - {"of", "in", "on"}).isdisjoint(clauses.lows(noun.last + 1, of))
    return noun.group.type == "PROTEST" and (preposition == DEED or (clauses.low(of) == "of" and inner))


def _of_gerund(syntax: Syntax, noun: int, ref: Reference) -> bool:
    """Whether a name belongs to the gerund right behind a noun: "a rally calling for the release of Omar"."""
    j = noun + 1
    while j < ref.first and (syntax.clauses.tokens[j].date >= 0 or syntax.clauses.low(j) in _DATED):
        j += 1
    return j < ref.first and syntax.form(j) == "gerund"


def _is_object(syntax: Syntax, candidate: Candidate, ref: Reference) -> bool:
    """Whether a name right behind a noun in -ing is what that does something to: "went through by beating Harlow"."""
    near = ref.first == candidate.last + 1 and syntax.clauses.tokens[ref.first].capital
    return near and candidate.first == candidate.last and syntax.form(candidate.first) == "gerund"


def _aim(candidate: Candidate) -> tuple[str, ...]:
    """The prepositions before whom a noun is aimed at: "a victory over Omar", "a warning to the villagers", "talks with
    Peru"."""
    if candidate.lemma.split()[-1] in grammar.load().victories:
        return ("over", "against")
    return {"JUSTICE": ("against",), "STATEMENT": ("to",), "THREATEN": ("to",), "CONSULT": ("with",)}.get(
        candidate.group.type, ()
    )


def _is_lost_to(syntax: Syntax, candidate: Candidate, preposition: str) -> bool:
    """Whether "to" names who won, behind a loss that is none of money: "a loss to Dunlin"."""
    loss = preposition == "to" and candidate.lemma.split()[-1] in ("loss", "losses")
    return loss and kind_of(syntax.clauses, candidate) != "BUSINESS"


def _takes_object(candidate: Candidate) -> bool:
    """Whether "the N of X" has X for its object ("killing of") and not for its subject ("withdrawal of")."""
    return candidate.group.object == "target" and candidate.group.type not in (
        "RETREAT",
        "STATEMENT",
        "PROTEST",
        "CONSULT",
        "MOBILIZE",
        "AGREE",
    )


def doers(syntax: Syntax, candidate: Candidate) -> list[tuple[Reference, Role]]:
    """Who does what a noun names, when nothing beside it tells: the subject of the verb before ("said at a meeting",
    "flew to Oslo for talks"); not of one that judges or reports ("condemned the raid"). Who "lost men in a raid" or
    "survived the attack" had it done to them."""
    clauses = syntax.clauses
    if blamed := suspects(syntax, candidate):
        return [(ref, "source") for ref in blamed]
    if _heads_aside(syntax, candidate):
        return []
    j = behind_date(clauses, candidate.first)
    led = clauses.low(clauses.introducing(j))
    late = led in _LATER or _follows(syntax, j)
    if led == "since" or (late and candidate.group.type not in _SHARED):
        return []  # "miners are trapped after an explosion", "have been held since the protests began"
    own = "the" not in clauses.lows(j - 2, candidate.first)  # "the Aug. 7 bombings" were told of before
    if any(_is_of_year(clauses, k) for k in range(j - 2, candidate.first)):
        return []
    told = candidate.group.type in _SHARED
    before = clauses.lows(clauses.begin(candidate.first), candidate.first)
    if "by" not in before[-3:] and ("guilty" in before or any(is_blaming(low) for low in before)):
        return []  # "was acquitted of charges tied to the protests", "pleaded not guilty to a raid"
    for j in range(candidate.first - 1, -1, -1):
        other = clauses.low(j) in _REPLYING | _BANNING | grammar.load().calling_off  # "banned a march on Monday"
        if other or (clauses.low(j) in _ROLES and clauses.low(j + 1) == "in"):
            return []  # "bombed a camp in reply to a rocket attack", "jailed for their role in a coup"
        present = clauses.low(j + 1) in _PRESENT  # "was present at a meeting"
        if syntax.form(j) and (clauses.low(j) not in grammar.load().auxiliaries or present):
            if told and any(_tells_anew(syntax, k) for k in range(j + 1, candidate.first)):
                return []  # "the mayor says women were among those hurt at a rally"
            passive = clauses.has_be(j)
            role: Role = "target" if _befalls(clauses, j, candidate, passive=passive) else "source"
            business = candidate.group.type == "BUSINESS"  # "posted a loss": its own
            known = told or role == "target" or (own and (business or not judges(clauses.low(j))))
            idle = candidate.group.type in _HARMING and not _commits(syntax, j, candidate)
            if role == "source" and (idle or only_answers(clauses, j, candidate.first)):
                return []
            did: list[tuple[Reference, Role]] = [(ref, role) for ref in syntax.subjects(j)]
            if role == "target" and passive and clauses.low(candidate.last) in _FOUGHT:  # "shot by police in clashes"
                did += [(ref, "source") for ref, by in syntax.objects(j) if by == "by" and ref.last < candidate.first]
            if candidate.group.type in RAIDED and does_harm(clauses.low(j)) and not passive:  # "killed nine in a raid"
                did += [(ref, "target") for ref, to in syntax.objects(j) if not to and ref.last < candidate.first]
            return did if known else []
    fronted = told and clauses.low(0) in _FRONTING
    return [(ref, "source") for ref in _main_subjects(syntax, candidate.last)] if fronted else []


def _heads_aside(syntax: Syntax, noun: Candidate) -> bool:
    """Whether a noun is the subject of a clause that hangs on the one before: "police fired as protests spread"."""
    clauses = syntax.clauses
    own = clauses.clause(clauses.segment[noun.first])
    hangs = clauses.opener[clauses.segment[noun.first]] in ("as", "while", "when")
    return hangs and noun.last < syntax.first_verb(own)


def _befalls(clauses: Clauses, verb: int, candidate: Candidate, *, passive: bool) -> bool:
    """Whether what a noun names befell the subject of the verb before it: "was hit by a bombing", "was cut on her lip
    in the blast", "is reviewing a request", "suffered a defeat"."""
    low = clauses.low(verb)
    hit = passive and (clauses.low(clauses.introducing(candidate.first)) == "by" or _hurts(low))
    asked = low in grammar.load().weighing and _is_asked(candidate) and (not passive or low.endswith("ing"))
    return hit or asked or low in grammar.load().suffering or _is_hit_by(clauses, verb, candidate)


def _tells_anew(syntax: Syntax, verb: int) -> bool:
    """Whether a verb says how things were for a subject of its own that is a noun: "women were among the dead"."""
    clauses, words = syntax.clauses, grammar.load()
    own = clauses.prior[verb] not in words.subjects | words.relative
    return own and clauses.low(verb) in words.be and syntax.form(verb) == "finite"


def _is_hit_by(clauses: Clauses, verb: int, noun: Candidate) -> bool:
    """Whether a participle tells whom harm befell: "three miners trapped by a blast"."""
    by = clauses.introducing(noun.first) == verb + 1 and clauses.low(verb + 1) == "by"
    return by and noun.group.type in _HARMING and (does_harm(clauses.low(verb)) or _hurts(clauses.low(verb)))


def _is_asked(candidate: Candidate) -> bool:
    """Whether a noun names what one asks of another or bids: a request, an offer."""
    return candidate.group.type == "REQUEST" or candidate.lemma.split()[-1] in BIDS | {"proposal", "proposals"}


def _commits(syntax: Syntax, verb: int, candidate: Candidate) -> bool:
    """Whether the subject of a verb does the harm that a noun behind it names: "threw bombs", "took the town in a
    raid"; who investigates, sees or foils it does not."""
    clauses, words = syntax.clauses, grammar.load()
    if "behind" in clauses.lows(verb + 1, verb + 2) or clauses.low(verb) in words.committing:
        return True
    between = range(candidate.first - 1, verb, -1)
    led = next((clauses.low(j) for j in between if clauses.low(j) in words.prepositions), "")  # "in bitter fighting"
    moved = clauses.introducing(candidate.first) == verb + 1 and not clauses.low(candidate.last).endswith("ing")
    active = not clauses.has_be(verb) and not (led == "by" and moved)  # "protesters angered by a killing"
    return active and (led == "by" or (led in _WITHIN and does_harm(clauses.low(verb))))


def _main_subjects(syntax: Syntax, last: int) -> list[Reference]:
    """The subjects of the main verb behind a phrase that opens the sentence: "In a speech on Monday, Omar said"."""
    clauses = syntax.clauses
    comma = next((j for j in range(last + 1, len(clauses.tokens)) if clauses.low(j) == ","), len(clauses.tokens))
    verb = next((j for j in range(comma + 1, len(clauses.tokens)) if syntax.form(j) == "finite"), -1)
    return syntax.subjects(syntax.main(verb)) if verb > 0 else []


def attending(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Who attends, joins or leads what a noun names, beside those who hold it: "attended a rally by students"."""
    clauses, words = syntax.clauses, grammar.load()
    j = candidate.first - 1
    while j > 0 and candidate.first - j < 5 and (clauses.low(j) in words.determiners or not syntax.form(j)):
        j -= 1
    return syntax.subjects(j) if clauses.low(j) in words.attending and candidate.group.type in _SHARED else []


def modifies(clauses: Clauses, last: int, noun: int) -> bool:
    """Whether only words of one noun phrase stand between a name and the noun ("U.S. air strikes")."""
    words = grammar.load()
    inner = clauses.tokens[last + 1 + (clauses.low(last + 1) == ")") : noun]  # "a Workers' Party (PKK) attack"
    if not inner:
        return True
    if any(b.low == "'s" and a.date >= 0 for a, b in pairwise(inner)):
        return False  # "Omar's family watched Monday's trial"
    plural = inner[0].low in ("'", "’") and clauses.low(last).endswith("s")  # "Dunlin Industries' bid"
    owned = inner[0].low == "'s" or plural or clauses.low(last) in words.owners
    return all(
        t.low == "'s"
        or (owned and (t.date >= 0 or (not t.word and t.low not in _PARTING)))
        or t.low.isdigit()  # "the Dunlins' 17-14 victory"
        or t.low == "-"
        or (
            t.word
            and t.low not in words.prepositions
            and t.low not in words.auxiliaries
            and t.low not in words.openers
            and t.low not in words.determiners
            and t.low not in _FIGHTING
        )
        for t in inner
    ) and (owned or sum(not t.low.isdigit() and t.low != "-" for t in inner) <= 2)


def victims(syntax: Syntax, noun: Candidate) -> list[Reference]:
    """ "attacks that killed X and wounded Y", "left X dead": objects of the harm verbs that have the noun for their
    subject."""
    clauses, words = syntax.clauses, grammar.load()
    known = words.harm.killed | words.harm.injured | words.harm.strikes
    segment = clauses.segment[noun.last]
    found: list[Reference] = []
    for j in range(noun.last + 1, len(clauses.tokens)):
        low = clauses.low(j)
        if clauses.segment[j] > segment + 2 or (found and (low in words.openers or low in BREAKS)):
            break
        if low in ("after", "before") and clauses.opener[clauses.segment[j]] == low:
            break  # "the attack came a day after rebels killed nine"
        if low in known and clauses.prior[j] not in words.be:
            hit = syntax.objects(j)
            found += [ref for ref, where in hit if where in ("", "of") or is_among(clauses, ref)]
        elif low == "left" and clauses.prior[j] not in words.be:
            fates = words.harm.injured | names.load().words.fates
            found += [ref for ref, where in syntax.objects(j) if not where and clauses.low(ref.last + 1) in fates]
    return found


def _is_of_year(clauses: Clauses, j: int) -> bool:
    """Whether a token is the year by which a noun is known: "pulled out of the 2015 nuclear deal"."""
    return clauses.is_date(j) and clauses.low(j).isdigit() and clauses.low(j - 1) == "the"


def _follows(syntax: Syntax, noun: int) -> bool:
    """Whether how a match ended stands behind "after" or "before" with no verb between: "days before Peru's loss"."""
    clauses, begin = syntax.clauses, syntax.clauses.begin(noun)
    if clauses.low(noun) not in grammar.load().victories | _LOST:
        return False
    return clauses.opener[clauses.segment[noun]] in _LATER and not any(syntax.form(j) for j in range(begin, noun))


def _hurts(verb: str) -> bool:
    """Whether a verb tells that somebody is killed or hurt."""
    harm = grammar.load().harm
    return verb in harm.killed or verb in harm.injured or verb in harm.wounding
