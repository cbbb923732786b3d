"""Who takes part in an event and how: subject, object and prepositions around the trigger."""

from collections.abc import Sequence
from itertools import pairwise

from kb.extract.mentions.alongside import (
    acts_behind,
    announcers,
    backers,
    befalls,
    beside_site,
    employers,
    harmed,
    leaders,
    of_nobody,
    officers,
    sends,
    with_them,
)
from kb.extract.mentions.apposed import by_name, represented
from kb.extract.mentions.bidding import bidders, undergoers
from kb.extract.mentions.bystanders import taking_part
from kb.extract.mentions.candidates import FOILING, Candidate
from kb.extract.mentions.gifts import followed, gives, goes_off, in_theirs, is_aimed_for, is_bid_for
from kb.extract.mentions.guesses import around, beside
from kb.extract.mentions.hanging import behind_be, between, by_another, harmers, hit, is_undergone, loses_to, seen
from kb.extract.mentions.items import parties_of_item
from kb.extract.mentions.kinds import kind_of
from kb.extract.mentions.members import among, members
from kb.extract.mentions.nominal import attending, doers, modifies, of_noun, victims
from kb.extract.mentions.suspects import stood_for
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.tellers import speakers
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.topics import concerned, is_sent, moved, mover, told_of
from kb.extract.mentions.tried import caught, follows, tried
from kb.extract.mentions.verbs import Reference
from kb.extract.mentions.voice import calls_by, takes_object
from kb.lexicon import actors as names
from kb.lexicon import grammar, triggers
from kb.model import Actor, Participant, Role, Span

_AIMED = ("", "on", "against", "at", "to", "of", "with")
_UPON = ("on", "upon", "against")
_KNOWING = frozenset("information details tips clues footage witness witnesses".split())
_CLAIMING = "saying arguing claiming alleging contending asserting insisting accused convicted suspected".split()
_NUMBERS = frozenset("people thousands hundreds dozens scores".split())
_FOLLOWING = ("replace", "replacing", "succeed", "succeeding")
_OUSTING = ("overthrowing", "toppling", "ousting", "deposing", "unseating", "defeating")
_MOST = 6
_HARMFUL = frozenset(("ASSAULT", "DEATH", "DISASTER", "ACCIDENT"))
_CHARGES = frozenset(("for", "of", "over"))
_ON = frozenset(("at", "on", "against", "of", "outside"))
_BENCH = frozenset("judge judges magistrate magistrates prosecutor prosecutors coroner justices".split())
_COMING, _NAMING = ("came", "arrived", "emerged"), ("identify", "name")
_PEOPLE = ("person", "collective")
_OF_COURT = frozenset(("justice", "lawyer", "attorney", "clerk"))  # and who sits on the bench
_DATED, _TURNED_DOWN = ("on", "in", "at", "the"), ("REJECT", "JUSTICE")
_NATURAL = frozenset(("DISASTER", "ACCIDENT"))
_DONE_TO = _HARMFUL | {"COERCE"}
_DONE_ON_PURPOSE = frozenset(("ASSAULT", "STATEMENT", "PROTEST"))
_OF_THINGS = frozenset(("BUSINESS", "OTHER", "PROTEST", "DEATH")) | _NATURAL


def references(clauses: Clauses, actors: Sequence[tuple[Span, Actor]]) -> tuple[Reference, ...]:
    """The actor references of a sentence, in order; `actors` are those whose span lies in it."""
    found: list[Reference] = []
    for span, actor in actors:
        first = clauses.index_at(span.start)
        last = max(first, clauses.index_at(span.end - 1))
        inner = bool(found) and found[-1].first < first and last <= found[-1].last  # "the U.S. car maker"
        if first < len(clauses.tokens) and not inner:
            found.append(Reference(actor, span, first, min(last, len(clauses.tokens) - 1)))
    return tuple(found)


def participants(
    clauses: Clauses, candidate: Candidate, refs: Sequence[Reference], text: str
) -> tuple[Participant, ...]:
    """The actors of the clause with their roles, in the words of the text."""
    return tuple(
        Participant(ref.actor.name, role, ref.actor.kind, ref.span.of(text))
        for ref, role in parties_of_item(candidate, parties(clauses, candidate, refs), refs)
    )


def parties(clauses: Clauses, candidate: Candidate, refs: Sequence[Reference]) -> list[tuple[Reference, Role]]:
    """Each actor of the clause once, with its role: source does it, target has it done to them."""
    everybody, refs = refs, taking_part(clauses, candidate, refs)
    syntax = Syntax(clauses, refs)
    if candidate.stands_for >= 0:
        pairs = [(ref, role) for ref, role in of_noun(syntax, stood_for(candidate)) if ref.last < candidate.first]
        pairs += [(ref, "target") for ref in victims(syntax, candidate)]
    elif candidate.noun:
        pairs = of_noun(syntax, candidate)
    else:
        pairs = _of_verb(syntax, candidate)
    lost: Role = "other" if candidate.passive else "target"  # "was elected, defeating Ann"
    pairs += [(ref, lost) for ref in followed(syntax, candidate, _OUSTING)]
    if candidate.certainty == "planned" and all(role != "source" for _, role in pairs):
        pairs += [(ref, "source") for ref in announcers(syntax, candidate)]
    if _tells(candidate):
        pairs += [(ref, _as_told(syntax, candidate, ref)) for ref in told_of(syntax, candidate)]
    open_ = all(role != "source" for _, role in pairs)
    if candidate.noun and candidate.light < 0:
        pairs += [(ref, "source") for ref in attending(syntax, candidate)]
        held = caught(syntax, candidate) or tried(syntax, candidate)
        pairs += [(ref, "target") for ref in held]
        did = doers(syntax, candidate) if not held and candidate.group.type not in _NATURAL else []
        pairs += [(ref, role) for ref, role in did if open_ or role == "target"]  # "survived an attack by Hamas"
    elif open_:
        pairs += [(ref, "source") for ref in officers(syntax, candidate)] if candidate.passive else []
        pairs += [(ref, "source") for ref in harmers(syntax, candidate)]
    pairs += _told_beside(syntax, candidate, pairs)
    whole = {"source", "target"} <= {role for _, role in pairs} or of_nobody(syntax, candidate, alone=not pairs)
    whole = whole or _is_told_before(clauses, candidate)
    guessed = [] if whole else beside(syntax, candidate) or ([] if pairs else around(syntax, candidate))
    near: list[tuple[Reference, Role]] = [(ref, _by_place(syntax, ref, candidate, pairs)) for ref in guessed]
    # "The pope prayed for those hit by the quake on Friday" has no part in the quake.
    pairs += [pair for pair in near if pair[1] != "other" or not candidate.noun or candidate.group.type != "DISASTER"]
    own: Role = moved(syntax, candidate, [r for r, _ in pairs]) if candidate.group.type == "BUSINESS" else "other"
    pairs += [(ref, own) for ref in concerned(syntax, candidate)]
    pairs += represented(clauses, pairs, everybody)
    chosen: dict[str, tuple[Reference, Role]] = {}
    for ref, role in by_name(clauses, candidate.first, pairs):
        if role != "source" and ref.actor.kind == "collective" and ref.actor.name in _NUMBERS:
            # "killed 12 people": a figure, and nobody who takes part elsewhere.
            continue
        if len(chosen) < _MOST:
            chosen.setdefault(ref.actor.name, (ref, role))
    return list(chosen.values())


def _tells(candidate: Candidate) -> bool:
    """Whether a verb is one of saying, or of ruling that something is so."""
    ruled = candidate.group.type == "JUSTICE" and candidate.lemma.split()[0] == "rule"
    return not candidate.noun and (candidate.group.type == "STATEMENT" or ruled)


def _told_beside(
    syntax: Syntax, candidate: Candidate, known: Sequence[tuple[Reference, Role]]
) -> list[tuple[Reference, Role]]:
    """Whose office it is that somebody leaves or takes, and who is killed or hurt in what a clause tells, where the
    clause itself names none."""
    found: list[tuple[Reference, Role]] = []
    if all(ref.actor.kind != "organisation" for ref, _ in known):
        office: Role = "source" if candidate.passive else "other"
        found += [(ref, office) for ref in employers(syntax, candidate)]
    if all(role != "target" or names.is_site(ref.actor.name.partition(" in ")[0]) for ref, role in known):
        found += [(ref, "target") for ref in hit(syntax, candidate)]
    return found


def _is_told_before(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether "the" says that harm was told before, so that who is named around it need have no part in it: "the FBI is
    investigating the August 7 bombings"; nor need who is to be told of it, "witnesses of Monday's crash may call"."""
    known = candidate.noun and candidate.light < 0 and candidate.group.type in _HARMFUL
    before = clauses.lows(candidate.first - 6, candidate.first) if known else ()
    return "the" in before[-4:] or not _KNOWING.isdisjoint(before)


def _of_verb(syntax: Syntax, candidate: Candidate) -> list[tuple[Reference, Role]]:
    group = candidate.group
    acted, done = _active_roles(syntax, candidate)
    undergone = candidate.passive or is_undergone(syntax, candidate)
    subject_role: Role = "target" if (undergone and acted == "source") or loses_to(syntax, candidate) else acted
    pairs = _of_subject(syntax, candidate, subject_role, undergone=undergone)
    alone, objects = not pairs, syntax.objects(candidate.last)
    some = among(syntax, objects)
    if not pairs and group.type == "ASSAULT" and not candidate.passive:
        pairs = [(ref, "target") for ref in [*beside_site(objects), *_struck(syntax, candidate)]]
    for ref, preposition in objects:
        if ref.first in some or _only_tells(syntax, candidate, ref, preposition):
            continue
        won = preposition == "to" and loses_to(syntax, candidate)
        noun = _noun_by(syntax, candidate, ref) if preposition == "by" and pairs and not candidate.passive else ""
        if noun in names.load().words.strikes | grammar.load().deeds and group.object == "target":
            pairs.append((ref, "target"))
        elif (not noun and preposition == "by") or (preposition == "between" and (alone or candidate.lemma == "die")):
            pairs.append((ref, "other" if candidate.lemma == "find dead" else "source"))
        elif preposition == "with" and (how := with_them(syntax, candidate, ref)):
            pairs.append((ref, subject_role if how == "along" else "other"))
        elif preposition == "along with":
            pairs.append((ref, subject_role if candidate.passive else done))
        elif preposition == "from" and candidate.lemma.split()[0] in grammar.load().robbing:
            pairs.append((ref, "target"))
        elif won or (candidate.passive and acts_behind(syntax, candidate, ref, preposition)):
            pairs.append((ref, "source"))
        elif candidate.passive and preposition:
            pairs.append((ref, _beside_passive(candidate, ref, preposition, pairs)))
        elif preposition in _AIMED or (preposition == "into" and group.type == "ASSAULT"):
            pairs.append((ref, _as_aimed_at(syntax, candidate, ref, (acted, done))))
        elif preposition == "from" and (candidate.lemma in grammar.load().getting or sends(syntax.clauses, ref)):
            pairs.append((ref, "source"))
        elif preposition == "from" and group.type == "BUSINESS" and ref.actor.kind != "state":
            pairs.append((ref, "other"))  # "bought the mill from Harlow"
        elif preposition == "from" and group.type in ("RETREAT", "LEADERSHIP"):
            pairs.append((ref, _as_left(syntax.clauses, ref)))
        elif preposition == "as" and candidate.lemma in _NAMING and ref.actor.name[0].isupper():
            pairs.append((ref, done))  # "identified the dead as Omar and Ann"
        elif preposition == "for":
            pairs.append((ref, "target" if is_aimed_for(syntax.clauses, ref.first) else "other"))
    pairs += members(syntax, candidate, pairs, (subject_role, done))
    pairs += [(ref, "other") for ref in [*backers(syntax, candidate), *followed(syntax, candidate, _FOLLOWING)]]
    pairs += _parties(syntax, candidate, pairs)
    return pairs + [(ref, "target") for ref in harmed(syntax, candidate)]


def _of_subject(syntax: Syntax, candidate: Candidate, role: Role, *, undergone: bool) -> list[tuple[Reference, Role]]:
    """The names that are the subject of a verb, else the name that a past form tells more of, else the owner of what is
    its subject."""
    own = seen(syntax, candidate.first) or undergoers(syntax, candidate)
    pairs: list[tuple[Reference, Role]] = [(ref, role) for ref in own]
    if not pairs and undergone and not candidate.passive:
        # "They fled, with Omar arrested later", "he came with Omar, arrested in May".
        named = syntax.at.get(candidate.first - 1 - (syntax.clauses.low(candidate.first - 1) == ","))
        pairs = [(named, "target")] if named is not None else []
    if not undergone:
        pairs += [(ref, role) for ref in leaders(syntax, candidate.first)]
    if not pairs and syntax.clauses.low(candidate.first) in _COMING:  # "then came Omar"
        pairs = [(ref, role) for ref, preposition in syntax.objects(candidate.last) if not preposition]
    whose: Role = "target" if candidate.group.type in _TURNED_DOWN else "source"  # "Omar's appeal was rejected"
    pairs = pairs or [(ref, whose) for ref in _owner(syntax, candidate)]
    return pairs + [(ref, "source") for ref in bidders(syntax, candidate)]


def _parties(
    syntax: Syntax, candidate: Candidate, known: Sequence[tuple[Reference, Role]]
) -> list[tuple[Reference, Role]]:
    """Between whom there is what a verb has for its subject; who stands behind its "were", if nobody is known."""
    # "A deal between Harlow and Dunlin was approved by the court", "fighting between the army and rebels killed nine".
    part: Role = "target" if known and candidate.passive else "source"
    open_ = candidate.group.type == "ASSAULT" and all(role == "target" for _, role in known)
    found = between(syntax, candidate) if candidate.passive or not known or open_ else []
    if found or known:
        return [(ref, part) for ref in found]
    return [(ref, "target") for ref in behind_be(syntax, candidate)]


def _beside_passive(
    candidate: Candidate, ref: Reference, preposition: str, known: Sequence[tuple[Reference, Role]]
) -> Role:
    """The role of a name behind a passive verb."""
    group = candidate.group
    if group.type == "LEADERSHIP" and preposition in ("of", "as") and ref.actor.kind == "organisation":
        return "source"  # "was hired as the coach of the club": who fills the post is the club
    if preposition == "as" and candidate.lemma in _NAMING and ref.actor.name[0].isupper():
        return "target"  # "the dead man was identified as Omar"
    if preposition == "between" and candidate.harmful:
        return "source"  # "nine were killed in a battle between police and a gang"
    aimed = preposition in _UPON or (preposition == "at" and ref.actor.kind == "state")
    upon = aimed and ref.actor.kind != "person" and all(role != "target" for _, role in known)
    return "target" if upon and group.object == "target" else "other"  # "sanctions were imposed on Iran"


def _as_left(clauses: Clauses, ref: Reference) -> Role:
    """The role of whom somebody goes "from": the post that is left, but not who "quit under pressure from the army"."""
    return "other" if clauses.low(clauses.introducing(ref.first) - 1) == "pressure" else "target"


def _noun_by(syntax: Syntax, candidate: Candidate, ref: Reference) -> str:
    """The noun behind an active verb that "by" tells whose it is: "thwarted an attack by Hamas"; "" if it tells who
    does what the verb says."""
    clauses, j = syntax.clauses, syntax.clauses.introducing(ref.first) - 1
    while j > candidate.last and (clauses.tokens[j].date >= 0 or syntax.adverb(j) or clauses.low(j) in _DATED):
        j -= 1
    told = j > candidate.last and not syntax.form(j) and syntax.form(candidate.first) == "finite"
    return clauses.low(j) if told else ""


def _struck(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """What the attack that is the subject of a verb is on: "bombings at two embassies blew apart cars"."""
    clauses, here = syntax.clauses, syntax.clauses.segment[candidate.first]
    before = [(ref, clauses.introducing(ref.first)) for ref in syntax.refs if ref.last < candidate.first]
    on = [(ref, j) for ref, j in before if clauses.segment[ref.first] == here and clauses.low(j) in _ON]
    return [ref for ref, j in on if clauses.low(j - 1) in names.load().words.strikes and names.is_site(ref.actor.name)]


def _only_tells(syntax: Syntax, candidate: Candidate, ref: Reference, preposition: str) -> bool:
    """Whether a name behind a verb only tells more of a thing there: who captured the "tanks captured by rebels", whose
    the plant is ("opened a Cuban plant"), what one is taken for ("jailed as a spy"); but "attacked a Cuban plant" is
    against Cuba."""
    if preposition == "by":
        clauses, own = syntax.clauses, candidate.fallback and not candidate.passive
        past = own and clauses.introducing(ref.first) == candidate.last + 1  # "she stopped by the church"
        return (past and calls_by(clauses, candidate.first)) or by_another(syntax, candidate, ref)
    if preposition == "as" and candidate.passive and ref.actor.kind != "organisation":
        return not {"a", "an"}.isdisjoint(syntax.clauses.lows(ref.first - 1, ref.first + 1))
    if preposition == "at" and candidate.harmful and ref.actor.kind == "organisation" and syntax.modifies(ref):
        return syntax.clauses.introducing(ref.first) > candidate.last + 1  # "shot a clerk at a Harlow plant"
    if ref.actor.kind != "state" or not syntax.modifies(ref):
        return False
    whole = " ".join(syntax.clauses.lows(ref.first, ref.last + 1)) == ref.actor.name.lower()  # "gave Cuba control"
    owned = syntax.clauses.low(ref.first - 1) in names.load().words.possessive  # "seized his Canadian passport"
    return owned or (not whole and candidate.group.type in _OF_THINGS)


def _as_aimed_at(syntax: Syntax, candidate: Candidate, ref: Reference, roles: tuple[Role, Role]) -> Role:
    """The role of what a verb is aimed at; `roles` are those of its subject and its objects."""
    if gives(syntax, candidate, ref):
        return "source" if roles[0] == "target" else "other"
    beside = candidate.lemma in FOILING or _is_charge(syntax, candidate, ref)  # "foiled an attack on a bank"
    beside = beside or is_sent(syntax.clauses, candidate, ref)
    return "other" if beside or in_theirs(syntax.clauses, candidate.last, ref.first) else roles[1]


def _is_charge(syntax: Syntax, candidate: Candidate, ref: Reference) -> bool:
    """Whether a name behind a verb of blame is in what one is blamed for: "accused Iran of an attack on a ship"."""
    charged = candidate.group.type in ("ACCUSE", "JUSTICE") and kind_of(syntax.clauses, candidate) != "DEATH"
    inner = pairwise(syntax.clauses.lows(candidate.last, ref.first))  # "held Ann Berg, of Leeds, and Omar": no charge
    return charged and any(low in _CHARGES and (before, low) != (",", "of") for before, low in inner)


def _owner(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Whose word or deed has something done to it: "Omar's letter was read", "the INS decision was announced", "Omar
    said in a letter published on Monday"."""
    clauses = syntax.clauses
    noun = clauses.before[syntax.start(candidate.first)]
    deed = next((j for j in range(noun, max(-1, noun - 8), -1) if clauses.low(j) in grammar.load().deeds), -1)
    said = clauses.introducing(deed) - 1
    if deed == noun and clauses.low(said + 1) == "in" and clauses.low(said) in triggers.load().guards.reporting:
        return syntax.subjects(said)
    own = [ref for ref in syntax.refs if 0 < deed - ref.last < 5 and modifies(clauses, ref.last, deed)]
    return own[-1:] if candidate.passive else []


def _active_roles(syntax: Syntax, candidate: Candidate) -> tuple[Role, Role]:
    """The roles of the subject and the objects of the active verb: who "received an award" is a target, who "received
    Omar" is not. Where the lexicon leaves one open, who is named as its subject still acts ("the two sides clashed"),
    and who is named as its object has it done to them."""
    group = candidate.group
    own = kind_of(syntax.clauses, candidate) if group.type in _NATURAL else group.type
    acted: Role = "source" if group.subject == "other" and own not in _NATURAL else group.subject
    got = next((ref for ref, preposition in syntax.objects(candidate.last) if not preposition), None)
    if candidate.lemma == "lose" and kind_of(syntax.clauses, candidate) == "DEATH":
        return "other", "target"  # "the mayor lost two sons"
    if candidate.lemma.startswith("appear") and kind_of(syntax.clauses, candidate) == "JUSTICE":
        return "target", "other"  # "will appear at Leeds Crown Court"
    if candidate.lemma in grammar.load().getting and not candidate.passive:
        acted = "target" if got is None or got.actor.kind not in _PEOPLE or syntax.owns(got) else "source"
    found = candidate.lemma == "find dead" and candidate.last == candidate.first
    found = found or (group.name == "law enforcement work" and kind_of(syntax.clauses, candidate) == "DEATH")
    if found and not candidate.passive:
        return "source", "target"  # "police found a woman dead", "divers recovered the body of Omar"
    traded = syntax.clauses.low(candidate.first - 1) in names.load().words.traded
    if acted == "target" and group.type == "ACCIDENT" and kind_of(syntax.clauses, candidate) in _DONE_ON_PURPOSE:
        # "A clerk leaked the cables", "saboteurs derailed a train"; but a frigate "sank on Monday".
        return ("source" if takes_object(syntax.clauses, candidate.last + 1) else "target"), "target"
    if group.type == "BUSINESS" and syntax.clauses.low(candidate.last + 1) in grammar.load().owners:
        return "source", "target"  # "lowered its offer"
    if group.type == "BUSINESS" and (group.subject == "target" or traded) and not candidate.passive:
        if any(not preposition and ref.actor.kind in _PEOPLE for ref, preposition in syntax.objects(candidate.last)):
            return "source", "target"  # "dropped two ministers"
        acted = mover(syntax, candidate)
    done: Role = "target" if group.object == "other" and group.subject == "source" else group.object
    return acted, done


def _by_place(syntax: Syntax, ref: Reference, candidate: Candidate, known: Sequence[tuple[Reference, Role]]) -> Role:
    """The role that word order makes likely for a name that no construction gives one: who acts comes first, but not
    whom it killed or hurt ("a guard was killed when a mine exploded")."""
    harm = grammar.load().harm
    between = syntax.clauses.lows(ref.last + 1, candidate.first)
    if any(a in grammar.load().be and b in harm.killed | harm.injured for a, b in pairwise(between)):
        return "target"
    if is_bid_for(syntax.clauses, ref.first):
        return "target"
    if sends(syntax.clauses, ref):
        return "source"
    if candidate.passive and ref in speakers(syntax, candidate) and ref.last < candidate.first:
        return "source"  # "Harlow said that its lines were mended"
    if ref.last < candidate.first:
        if befalls(syntax, candidate, ref):
            return "target" if all(role != "target" for _, role in known) else "other"
        if candidate.noun and candidate.group.type == "JUSTICE":
            if ref.actor.name.lower().split()[-1] in _BENCH:
                return "source"  # "the judge set the trial for Monday"
            held = ref.actor.kind == "person" and not follows(syntax.clauses, candidate.first)  # "is due for a trial"
            return "target" if held and ref.actor.name.split()[-1] not in _OF_COURT else "other"
        if candidate.noun and candidate.group.type in _DONE_TO:
            return "other"  # "Omar, the envoy of Peru, decried the raid"
        if syntax.owns(ref) and ref.actor.kind == "person" and candidate.group.type in ("OTHER", "JUSTICE", "DISASTER"):
            return "other"  # "Omar's car was found"
        if goes_off(syntax, candidate):
            return "other"
        acts = not candidate.passive and all(role != "source" for _, role in known)
        return _active_roles(syntax, candidate)[0] if acts else "target" if candidate.passive else "other"
    before = syntax.clauses.low(syntax.clauses.introducing(ref.first)) == "before"
    if before and kind_of(syntax.clauses, candidate) == "JUSTICE":
        return "other"  # "the trial began before Mr Justice Omar"
    claimed = any(low in _CLAIMING for low in syntax.clauses.lows(candidate.last + 1, ref.first))
    return "target" if not claimed and all(role != "target" for _, role in known) else "other"


def _as_told(syntax: Syntax, candidate: Candidate, ref: Reference) -> Role:
    """The part of whom a statement tells of: one of whom somebody else announces something has it done to them."""
    known = candidate.lemma == "announce" or candidate.group.type == "JUSTICE"  # "ruled that Omar must leave"
    announced = known and not candidate.passive and ref.actor.kind == "person"
    return "target" if announced and syntax.clauses.low(ref.first) not in grammar.load().subjects else "other"
