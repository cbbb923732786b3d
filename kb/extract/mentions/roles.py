"""Who takes part in an event and how, and where it happens: subject, object and prepositions around the trigger."""

from collections.abc import Sequence
from dataclasses import replace

from kb.extract.mentions.bystanders import taking_part
from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.guesses import around, beside, judges, speakers
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.topics import concerned, told_of
from kb.extract.mentions.verbs import BREAKS, Reference
from kb.lexicon import actors as names
from kb.lexicon import grammar, triggers
from kb.model import Actor, Participant, PlaceMention, Role, Span

_DATED = ("on", "in", "at", "the")  # what may stand before a date
_AIMED = ("", "on", "against", "at", "to", "of", "with")
_MOST = 6
_BLAMED = 14  # tokens between who is blamed and what for
_PRESENT = frozenset(("present", "at", "in"))
_PARTING = frozenset(",;:.!?")
_SHARED = frozenset(("CONSULT", "STATEMENT", "PROTEST", "AGREE"))
_FRONTING = frozenset(("in", "at", "during", "after", "before", "following"))
_HARMFUL = frozenset(("ASSAULT", "DEATH", "DISASTER", "ACCIDENT"))
_NEAR = frozenset(("outside", "inside", "near", "in", "under", "beside"))
_PUTTING = frozenset("place places placed placing put puts putting keep keeps kept hold holds held".split())
_RAIDED = frozenset(("ASSAULT", "COERCE", "JUSTICE"))
_REPLYING = frozenset(("reply", "response", "retaliation", "revenge", "reprisal", "reaction", "anger", "because"))
_GOING_ON = (",", "and")
_NATURAL = frozenset(("DISASTER", "ACCIDENT"))


def references(clauses: Clauses, actors: Sequence[tuple[Span, Actor]]) -> tuple[Reference, ...]:
    """The actor references of a sentence, in order; `actors` are those whose span lies in it."""
    found = []
    for span, actor in actors:
        first = clauses.index_at(span.start)
        last = max(first, clauses.index_at(span.end - 1))
        if first < len(clauses.tokens):
            found.append(Reference(actor, span, first, min(last, len(clauses.tokens) - 1)))
    return tuple(found)


def name_tokens(clauses: Clauses, refs: Sequence[Reference], places: Sequence[PlaceMention]) -> frozenset[int]:
    """The tokens that are part of a name, capitals and small words alike, and so no triggers."""
    found = {i for ref in refs for i in range(ref.first, ref.last + 1)}
    for mention in places:
        first = clauses.index_at(mention.span.start)
        found.update(range(first, clauses.index_at(mention.span.end - 1) + 1))
    return frozenset(found)


def participants(
    clauses: Clauses, candidate: Candidate, refs: Sequence[Reference], text: str
) -> tuple[Participant, ...]:
    """The actors of the clause with their roles, in the words of the text."""
    return tuple(
        Participant(ref.actor.name, role, ref.actor.kind, ref.span.of(text))
        for ref, role in parties(clauses, candidate, refs)
    )


def parties(clauses: Clauses, candidate: Candidate, refs: Sequence[Reference]) -> list[tuple[Reference, Role]]:
    """Each actor of the clause once, with its role: source does it, target has it done to them."""
    refs = taking_part(clauses, candidate, refs)
    syntax = Syntax(clauses, refs)
    if candidate.stands_for >= 0:
        pairs = [(ref, role) for ref, role in _of_noun(syntax, _stood_for(candidate)) if ref.last < candidate.first]
        pairs += [(ref, "target") for ref in _victims(syntax, candidate)]
    elif candidate.noun:
        pairs = _of_noun(syntax, candidate)
    else:
        pairs = _of_verb(syntax, candidate)
    if candidate.certainty == "planned" and all(role != "source" for _, role in pairs):
        pairs += [(ref, "source") for ref in _announcers(syntax, candidate)]
    if candidate.group.type == "STATEMENT" and not candidate.noun:
        pairs += [(ref, "other") for ref in told_of(syntax, candidate)]
    open_ = all(role != "source" for _, role in pairs)
    if candidate.noun and candidate.light < 0:
        pairs += [(ref, "source") for ref in _attending(syntax, candidate)]
        caught = _caught(syntax, candidate)
        pairs += [(ref, "target") for ref in caught]
        pairs += _doers(syntax, candidate) if open_ and not caught and candidate.group.type not in _NATURAL else []
    elif open_ and candidate.passive:
        pairs += [(ref, "source") for ref in _officers(syntax, candidate)]
    whole = {"source", "target"} <= {role for _, role in pairs}
    guessed = [] if whole else beside(syntax, candidate) or ([] if pairs else around(syntax, candidate))
    pairs += [(ref, _by_place(syntax, ref, candidate, pairs)) for ref in guessed]
    pairs += [(ref, "other") for ref in concerned(syntax, candidate)]
    chosen: dict[str, tuple[Reference, Role]] = {}
    for ref, role in pairs:
        if role == "target" and ref.actor.kind == "collective" and ref.actor.name.split()[-1] == "people":
            # "killed 12 people": a figure, and nobody who takes part elsewhere.
            continue
        if len(chosen) < _MOST:
            chosen.setdefault(ref.actor.name, (ref, role))
    return list(chosen.values())


def is_attributed(clauses: Clauses, candidate: Candidate, refs: Sequence[Reference]) -> bool:
    """Whether a sentence tells whom somebody blames for an event or suspects of it: who did it is only said."""
    words = grammar.load()
    before = clauses.lows(candidate.first - _BLAMED, candidate.first)
    if (words.suspecting | words.charging).isdisjoint(before) or not words.proven.isdisjoint(before):
        return False
    noun = _stood_for(candidate) if candidate.stands_for >= 0 else candidate
    return candidate.noun and bool(_suspects(Syntax(clauses, refs), noun))


def _stood_for(candidate: Candidate) -> Candidate:
    """The noun that a "one" stands for ("attacks, including one on Monday"), as a candidate."""
    return replace(candidate, first=candidate.stands_for, last=candidate.stands_for, stands_for=-1)


def _of_verb(syntax: Syntax, candidate: Candidate) -> list[tuple[Reference, Role]]:
    group = candidate.group
    acted, done = _active_roles(syntax, candidate)
    subject_role: Role = "target" if candidate.passive and acted == "source" else acted
    pairs: list[tuple[Reference, Role]] = [(ref, subject_role) for ref in syntax.subjects(candidate.first)]
    if not pairs:
        pairs = [(ref, "source") for ref in _owner(syntax, candidate)]
    objects = syntax.objects(candidate.last)
    if not pairs and group.type == "ASSAULT" and not candidate.passive:
        # "A bomb exploded outside the embassy"
        pairs = [(ref, "target") for ref, where in objects if where in _NEAR and names.is_site(ref.actor.name)]
    for ref, preposition in objects:
        if preposition == "by" or (preposition == "between" and not pairs):
            pairs.append((ref, "source"))
        elif preposition == "along":
            pairs.append((ref, subject_role if candidate.passive else done))
        elif candidate.passive and preposition:
            # "was hired as the coach of the club": who fills the post is the club.
            named = group.type == "LEADERSHIP" and preposition in ("of", "as") and ref.actor.kind == "organisation"
            if preposition == "as" and ref.actor.kind == "person" and ref.actor.name.islower():
                continue  # "sworn in as president": no second person
            pairs.append((ref, "source" if named else "other"))
        elif preposition in _AIMED or (preposition == "into" and group.type == "ASSAULT"):
            pairs.append((ref, done))
        elif preposition == "from" and group.type in ("RETREAT", "LEADERSHIP"):
            pairs.append((ref, "target"))
        elif preposition == "for":
            pairs.append((ref, "other"))
    return pairs + [(ref, "target") for ref in _harmed(syntax, candidate)]


def _owner(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Whose word or deed has something done to it: "Omar's letter was read", "the INS decision was announced"."""
    clauses = syntax.clauses
    noun = clauses.before[syntax.start(candidate.first)] if candidate.passive else -1
    deed = next((j for j in range(noun, max(-1, noun - 8), -1) if clauses.low(j) in grammar.load().deeds), -1)
    return [ref for ref in syntax.refs if 0 < deed - ref.last < 5 and _modifies(clauses, ref.last, deed)][-1:]


def _moved(syntax: Syntax, candidate: Candidate) -> Role:
    """What part a company has in a move of the market: its shares are traded by others, its sales are its own."""
    clauses = syntax.clauses
    here = [j for j in range(candidate.first) if clauses.segment[j] == clauses.segment[candidate.first]]
    own = {clauses.low(j) for j in here} & names.load().words.figures
    return "source" if own else "other"


def _active_roles(syntax: Syntax, candidate: Candidate) -> tuple[Role, Role]:
    """The roles of the subject and the objects of the active verb. Where the lexicon leaves one open, who is named as
    its subject still acts ("the two sides clashed"), and who is named as its object has it done to them."""
    group = candidate.group
    acted: Role = "source" if group.subject == "other" and group.type not in _NATURAL else group.subject
    traded = syntax.clauses.low(candidate.first - 1) in names.load().words.traded
    if group.type == "BUSINESS" and (group.subject == "target" or traded) and not candidate.passive:
        acted = _moved(syntax, candidate)
    done: Role = "target" if group.object == "other" and group.subject == "source" else group.object
    return acted, done


def _of_noun(syntax: Syntax, candidate: Candidate) -> list[tuple[Reference, Role]]:
    group, words, clauses = candidate.group, grammar.load(), syntax.clauses
    pairs: list[tuple[Reference, Role]] = []
    for ref in syntax.refs:
        # "U.S. air strikes", "Iran's statement": the name right before the noun does it.
        near = ref.last < candidate.first and candidate.first - ref.last <= (9 if syntax.owns(ref) else 5)
        if near and _modifies(clauses, ref.last, candidate.first):
            done = ref.actor.kind == "person" and candidate.lemma.split()[-1] in words.undergone
            done = done or (syntax.owns(ref) and group.object == "target" and clauses.low(candidate.last + 1) == "by")
            done = done or (group.type == "ASSAULT" and not syntax.owns(ref) and names.is_site(ref.actor.name))
            pairs.append((ref, "target" if done else group.subject if group.object != "source" else "source"))
    for ref, preposition in syntax.objects(candidate.last):
        if _of_gerund(syntax, candidate.last, ref):
            pairs.append((ref, "other"))
        elif preposition in ("by", "from", "between"):
            pairs.append((ref, "source"))
        elif preposition == "of":
            agent = group.subject == "source" and not _takes_object(candidate)
            pairs.append((ref, "source" if agent else group.object))
        elif preposition == "with" and group.type == "CONSULT":
            pairs.append((ref, "target"))
        elif preposition == "with" or preposition in words.targeting - {"in"}:
            pairs.append((ref, group.object))
    if under := _put_under(syntax, candidate):
        return pairs + under
    if candidate.light >= 0:
        verb = clauses.low(candidate.light)
        light, passive_like = triggers.load().guards.light, triggers.load().guards.passive_like
        lemma = light.get(verb) or light.get(f"{verb} {clauses.low(candidate.light + 1)}", "")
        role: Role = "target" if lemma in passive_like else group.subject
        pairs += [(ref, role) for ref in syntax.subjects(candidate.light)]
    else:
        pairs += [(ref, "target") for ref in _victims(syntax, candidate)]
    return pairs


def _put_under(syntax: Syntax, candidate: Candidate) -> list[tuple[Reference, Role]]:
    """ "Placed Omar under house arrest": who does it to whom."""
    clauses = syntax.clauses
    under = clauses.introducing(candidate.first)
    if clauses.low(under) != "under":
        return []
    verb = next((j for j in range(under - 1, -1, -1) if clauses.low(j) in _PUTTING), -1)
    if verb < 0 or clauses.segment[verb] != clauses.segment[under]:
        return []
    passive = not (grammar.load().be - {"'s"}).isdisjoint(clauses.lows(verb - 3, verb))
    told: list[tuple[Reference, Role]] = [(ref, "target" if passive else "source") for ref in syntax.subjects(verb)]
    return told + [(ref, "target") for ref in syntax.refs if verb < ref.first and ref.last < under]


def _of_gerund(syntax: Syntax, noun: int, ref: Reference) -> bool:
    """Whether a name belongs to the gerund right behind a noun: "a rally calling for the release of Omar"."""
    j = noun + 1
    while j < ref.first and (syntax.clauses.tokens[j].date >= 0 or syntax.clauses.low(j) in _DATED):
        j += 1
    return j < ref.first and syntax.form(j) == "gerund"


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


def _by_place(syntax: Syntax, ref: Reference, candidate: Candidate, known: Sequence[tuple[Reference, Role]]) -> Role:
    """The role that word order makes likely for a name that no construction gives one: who acts comes first."""
    if ref.last < candidate.first:
        acts = not candidate.passive and all(role != "source" for _, role in known)
        return _active_roles(syntax, candidate)[0] if acts else "target" if candidate.passive else "other"
    return "target" if all(role != "target" for _, role in known) else "other"


def _doers(syntax: Syntax, candidate: Candidate) -> list[tuple[Reference, Role]]:
    """Who does what a noun names, when nothing beside it tells: the subject of the verb before ("said at a meeting",
    "flew to Oslo for talks"); not of one that judges or reports ("condemned the raid"). Who "lost men in a raid" or
    "survived the attack" had it done to them."""
    clauses = syntax.clauses
    if suspects := _suspects(syntax, candidate):
        return [(ref, "source") for ref in suspects]
    j = candidate.first
    while j > 0 and clauses.tokens[j - 1].date >= 0:
        j -= 1
    own = "the" not in clauses.lows(j - 2, candidate.first)  # "the Aug. 7 bombings" were told of before
    told = candidate.group.type in _SHARED
    for j in range(candidate.first - 1, -1, -1):
        if clauses.low(j) in _REPLYING:
            return []  # "bombed a camp in reply to a rocket attack"
        present = clauses.low(j + 1) in _PRESENT  # "was present at a meeting"
        if syntax.form(j) and (clauses.low(j) not in grammar.load().auxiliaries or present):
            role: Role = "target" if clauses.low(j) in grammar.load().suffering else "source"
            business = candidate.group.type == "BUSINESS"  # "posted a loss": its own
            known = told or role == "target" or (own and (business or not judges(clauses.low(j))))
            return [(ref, role) for ref in syntax.subjects(j)] if known else []
    fronted = told and clauses.low(0) in _FRONTING
    return [(ref, "source") for ref in _main_subjects(syntax, candidate.last)] if fronted else []


def _caught(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """To whom something is done in what a noun names: "was detained in a raid by soldiers"."""
    clauses, words, noun = syntax.clauses, grammar.load(), candidate.first
    verb = next((j for j in range(noun - 1, -1, -1) if syntax.form(j) == "finite"), -1)
    if candidate.group.type not in _RAIDED or verb < 0 or clauses.low(verb) in words.auxiliaries:
        return []
    passive = not (words.be - {"'s"}).isdisjoint(clauses.lows(verb - 2, verb)) and not clauses.low(verb).endswith("ing")
    inside = clauses.low(verb + 1) in ("in", "during") and words.prepositions.isdisjoint(clauses.lows(verb + 2, noun))
    return syntax.subjects(verb) if passive and inside else []


def _suspects(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Who is told to be a suspect in what a noun names, or responsible for it: "Omar as a suspect in the raid"."""
    clauses, words = syntax.clauses, grammar.load()
    for j in range(candidate.first - 1, max(-1, candidate.first - _BLAMED), -1):
        if clauses.low(j) in words.suspecting and clauses.low(j + 1) in ("in", "of", "for"):
            before = [ref for ref in syntax.refs if ref.last < j and ref.actor.kind in ("person", "armed group")]
            return before[-1:] if before and j - before[-1].last < 6 else []
        if clauses.low(j) in words.charging and candidate.group.type in ("ASSAULT", "DEATH"):
            held = [ref for ref, preposition in syntax.objects(j) if not preposition and ref.last < candidate.first]
            return held or (syntax.subjects(j) if clauses.prior[j] in words.be else [])
    return []


def _main_subjects(syntax: Syntax, last: int) -> list[Reference]:
    """The subjects of the main verb behind a phrase that opens the sentence: "In a speech on Monday, Omar said"."""
    clauses = syntax.clauses
    comma = next((j for j in range(last + 1, len(clauses.tokens)) if clauses.low(j) == ","), len(clauses.tokens))
    verb = next((j for j in range(comma + 1, len(clauses.tokens)) if syntax.form(j) == "finite"), -1)
    return syntax.subjects(syntax.main(verb)) if verb > 0 else []


def _attending(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Who attends, joins or leads what a noun names, beside those who hold it: "attended a rally by students"."""
    clauses, words = syntax.clauses, grammar.load()
    j = candidate.first - 1
    while j > 0 and candidate.first - j < 5 and (clauses.low(j) in words.determiners or not syntax.form(j)):
        j -= 1
    return syntax.subjects(j) if clauses.low(j) in words.attending and candidate.group.type in _SHARED else []


def _officers(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """The police or prosecutors who tell of an arrest or charge that nobody else is named for: theirs."""
    law = grammar.load().law
    told = speakers(syntax, candidate) if candidate.group.type in ("JUSTICE", "COERCE") else []
    return [ref for ref in told if ref.actor.name.split()[-1].lower() in law]


def _announcers(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Who says that it will happen: "Esper said 750 troops would be sent"."""
    clauses = syntax.clauses
    segment = clauses.segment[candidate.first]
    if clauses.opener[segment] != "that":
        return []
    say = clauses.segment.index(segment) - 1
    return syntax.subjects(say) if clauses.low(say) in triggers.load().guards.reporting else []


def _modifies(clauses: Clauses, last: int, noun: int) -> bool:
    """Whether only words of one noun phrase stand between a name and the noun ("U.S. air strikes")."""
    words = grammar.load()
    inner = clauses.tokens[last + 1 : noun]
    if not inner:
        return True
    owned = inner[0].low == "'s" or clauses.low(last) in words.owners
    return all(
        t.low == "'s"
        or (owned and not t.word and t.low not in _PARTING)
        or (
            t.word
            and t.low not in words.prepositions
            and t.low not in words.auxiliaries
            and t.low not in words.openers
            and t.low not in words.determiners
        )
        for t in inner
    ) and (owned or len(inner) <= 2)


def _harmed(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """ "Attacked a post on Monday, killing six soldiers": whom a verb goes on to kill or hurt."""
    if candidate.group.type not in _HARMFUL:
        return []
    clauses, harm, found = syntax.clauses, grammar.load().harm, list[Reference]()
    for j in range(candidate.last + 1, len(clauses.tokens)):
        form = syntax.form(j)
        if form == "finite" or clauses.low(j) in BREAKS:
            break
        if form == "gerund" and clauses.low(j) in harm.killed | harm.injured and clauses.low(j - 1) in _GOING_ON:
            found += [ref for ref, preposition in syntax.objects(j) if not preposition]
    return found


def _victims(syntax: Syntax, noun: Candidate) -> list[Reference]:
    """ "attacks that killed X and wounded Y": objects of the harm verbs that have the noun for their subject."""
    clauses, words = syntax.clauses, grammar.load()
    known = words.harm.killed | words.harm.injured | words.harm.strikes
    segment = clauses.segment[noun.last]
    found: list[Reference] = []
    for j in range(noun.last + 1, len(clauses.tokens)):
        low = clauses.low(j)
        if clauses.segment[j] > segment + 2 or (found and (low in words.openers or low in BREAKS)):
            break
        if low in known and clauses.prior[j] not in words.be:
            found += [ref for ref, preposition in syntax.objects(j) if preposition in ("", "of")]
    return found
