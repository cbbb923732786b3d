"""Whom a sentence names beside an event, where no construction gives them a role; and who only tells of it."""

from collections.abc import Sequence
from itertools import pairwise

from kb.extract.mentions.antecedents import charged_too, is_close
from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.capacity import is_capacity
from kb.extract.mentions.lists import spread
from kb.extract.mentions.parted import OF_OTHERS, OF_PEOPLE, is_apart, is_meanwhile, is_parted, is_put_in
from kb.extract.mentions.syntax import Syntax
from kb.extract.mentions.tellers import addressed, is_cited_for, of_speakers, reports, speakers, subjects_of
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import JOINING, Reference
from kb.lexicon import actors as names
from kb.lexicon import grammar, triggers

_AGES = 2  # clauses that an age or a name in apposition makes
_VERBAL = frozenset(("ACCUSE", "REJECT", "STATEMENT", "SUPPORT"))
_FORCE = frozenset(("ASSAULT", "COERCE"))
_VIEWS, _ABOUT = frozenset(("ACCUSE", "REJECT", "SUPPORT")), frozenset(("to", "against", "over", "at", "for"))
_OF_ITSELF = frozenset(("BUSINESS", "LEADERSHIP", "AGREE"))
_LATER = frozenset(("after", "since", "following"))
_OWNING = frozenset(("died", "dies", "succumbed", "survived", "escaped", "claimed", "claims", "admitted", "lost"))
_THEY = frozenset(("he", "she", "they", "we", "i"))
_FOLK = frozenset(("children", "parents", "sons", "daughters", "family", "men", "soldiers"))
_IS = ("is", "are", "was", "were")
_LOSSES = ("loss", "losses")
_OPPOSED = frozenset("witness witnesses lawyer lawyers prosecutor prosecutors candidate rebels protesters".split())
_WHOSE = ("from", "at", "with")
# The last words of what only prints the news, its own included.
_PRINTING = frozenset("press times post herald tribune journal gazette news globe magazine reuters afp xinhua".split())
_CLEARED = frozenset(("acquitted", "cleared", "exonerated"))
_KNOWN = frozenset("known famous notorious renowned responsible respected feared praised".split())
_PARTICLES = ("down", "up", "off", "out")


def beside(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Who else is named in the clause of a verb: part of the event, in what role the words around do not say. In the
    clause of a noun they may belong to the verb ("Iraq condemned the strikes")."""
    if candidate.noun:
        return []
    segment = syntax.clauses.segment
    here = [r for r in syntax.refs if segment[r.first] == segment[candidate.first] and r.actor.kind != "collective"]
    told = {ref.actor.name for ref in [*speakers(syntax, candidate), *addressed(syntax, candidate)]}
    apart = spread([r for r in here if _told_apart(syntax.clauses, r) or _of_body(syntax, r)], syntax.lists)
    here = [r for r in here if not (syntax.owns(r) and r.actor.kind in ("person", "state")) and r not in apart]
    own = syntax.subjects(candidate.first)
    here = [r for r in here if not _of_another_verb(syntax, candidate, r) and not _of_clause(syntax, own, r, candidate)]
    here = [r for r in here if not is_capacity(syntax, r) and not _is_of_doing(syntax, r, candidate)]
    here = [r for r in here if not _is_of_one(syntax, r, candidate) and not _is_there(syntax.clauses, r, candidate)]
    here = [
        r for r in here if not _of_reduced(syntax, own, r, candidate) and not _of_opening(syntax, own, r, candidate)
    ]
    if candidate.group.type in OF_OTHERS:
        here = [r for r in here if not _is_employer(syntax, r)]
    return [r for r in here if not syntax.modifies(r) and r.actor.name not in told]


def _is_of_doing(syntax: Syntax, ref: Reference, candidate: Candidate) -> bool:
    """Whether a name before a verb stands behind what its subject does meanwhile: "people fleeing Cuba drowned"."""
    clauses, doing = syntax.clauses, syntax.clauses.introducing(ref.first)
    tells = doing > 0 and clauses.tokens[doing - 1].word and clauses.low(doing - 1) not in grammar.load().prepositions
    tells = tells and ref.last < candidate.first and syntax.form(doing) == "gerund"
    return tells or _is_known_for(clauses, ref)


def _is_known_for(clauses: Clauses, ref: Reference) -> bool:
    """Whether a name tells what somebody is known for: "a judge known for hunting down rebels was killed"."""
    doing = clauses.introducing(ref.first)
    doing -= clauses.low(doing - 1).endswith("ing") and clauses.low(doing) in _PARTICLES
    led = clauses.low(doing - 1) == "for" and clauses.low(doing - 2) in _KNOWN
    return led and clauses.low(doing).endswith("ing")


def _of_another_verb(syntax: Syntax, candidate: Candidate, ref: Reference) -> bool:
    """Whether "and" ties a verb to that of an event, whose the name is: "flew to Oslo and met Omar", "a bull gored a
    farmer and injured his son"."""
    between = range(candidate.last + 1, ref.first)
    if any(syntax.clauses.prior[j] in JOINING and syntax.form(j) == "finite" for j in between):
        return True
    lows = syntax.clauses.lows(candidate.last + 1, ref.first)
    if ("to", "give") in pairwise(lows) and lows.count("to") == 1:
        return True  # "scored to give Harlow a win over Dunlin"
    if any(syntax.clauses.low(j) in JOINING and _has_verb(syntax, j + 1, candidate) for j in between):
        return True  # "won on Monday and Omar beat Ann"
    clauses = syntax.clauses
    start = syntax.start(candidate.first)
    if charged_too(clauses, clauses.before[start]) >= 0:
        # "Accused of having robbed a German bank and of having fled".
        return ref.last < candidate.first and ref not in syntax.subjects(candidate.first)
    joint = clauses.low(clauses.undated(clauses.before[start])) in JOINING or clauses.low(start - 1) == "then"
    joint = joint and syntax.form(candidate.first) == "finite" and ref.last < candidate.first
    if not joint or clauses.low(candidate.last + 1) == "it":  # "found Harlow and bought it"
        return False
    return any(syntax.form(j) == "finite" for j in range(clauses.begin(ref.first), ref.first))


def _has_verb(syntax: Syntax, j: int, candidate: Candidate) -> bool:
    """Whether a name and a verb of its own begin at a token: not "was shot and his brother killed"."""
    ref = syntax.at.get(j + (syntax.clauses.low(j) in grammar.load().determiners))
    behind = ref.last + 1 if ref is not None else len(syntax.clauses.tokens)
    if behind >= len(syntax.clauses.tokens) or syntax.form(behind) != "finite":
        return False
    harm = grammar.load().harm
    return not candidate.passive or syntax.clauses.low(behind) not in harm.killed | harm.injured


def _of_clause(syntax: Syntax, own: Sequence[Reference], ref: Reference, candidate: Candidate) -> bool:
    """Whether a name before a verb is in what is told of its subject, "the man who stabbed a girl was executed", or in
    a clause that "and" ties to that of the subject, "a guard was killed and two clerks fled"."""
    clauses = syntax.clauses
    if any(r.last < ref.first < candidate.first and "who" in clauses.lows(r.last + 1, ref.first) for r in own):
        return True
    tied = [r.first for r in own if ref.last < r.first and clauses.low(clauses.introducing(r.first)) == "and"]
    verbs = (j for first in tied for j in range(ref.last + 1, first) if clauses.prior[j] != ",")
    return any(syntax.form(j) == "finite" for j in verbs)


def _of_reduced(syntax: Syntax, own: Sequence[Reference], ref: Reference, candidate: Candidate) -> bool:
    """Whether a name before a verb stands in what a participle tells of those who are its subject: "a guard talking to
    Omar was shot", "a man related to the mayor was held"; but "a bus carrying Omar was hit"."""
    folk = [r for r in own if r.actor.kind == "person" or _is_crowd(r)]
    before = (r.last + 1 for r in folk if r.last < ref.first < candidate.first)
    return any(syntax.form(j) in ("gerund", "participle") for j in before)


def _of_opening(syntax: Syntax, own: Sequence[Reference], ref: Reference, candidate: Candidate) -> bool:
    """Whether a name stands in a phrase before the comma that only tells more of the person who is the subject: "a spy
    for Hamas, Said was shot", "a man who had met Berg, Said fled"; who takes an office may be told so of whom."""
    clauses = syntax.clauses
    person = next((r for r in own if r.actor.kind == "person" and r.last < candidate.first), None)
    comma = clauses.introducing(person.first) if person is not None else 0
    if person is None or clauses.low(comma) != "," or ref.last >= comma or candidate.group.type == "LEADERSHIP":
        return False
    begin = clauses.begin(candidate.first)
    alone = clauses.low(person.last + 1) != "," and "were" not in clauses.lows(person.last, candidate.first)
    alone = alone and clauses.low(begin) not in grammar.load().prepositions  # "in a letter to Berg, Said accused him"
    return alone and (ref.first > begin or ref.actor.name[0].islower())


def _is_crowd(ref: Reference) -> bool:
    return ref.actor.kind == "collective" and not names.is_site(ref.actor.name)


def _is_employer(syntax: Syntax, ref: Reference) -> bool:
    """Whether a body only tells whose the person behind it is: "Harlow's Ann Berg was held"."""
    whose = syntax.at.get(ref.last + 2)
    return syntax.owns(ref) and whose is not None and whose.actor.kind == "person" and ref.actor.kind != "person"


def _is_there(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a name stands in what somebody does where they went: "left for Lima, where they met Omar"; or in what
    befell another there: "guards at a jail where Omar hanged himself were charged"."""
    begin, words = clauses.begin(candidate.first), grammar.load()
    inner = clauses.lows(begin + 1, candidate.first) if clauses.low(begin) == "where" and begin < ref.first else ()
    resumed = any(triggers.may_tell(low) and low not in words.auxiliaries for low in inner)
    return resumed or (",", "where") in pairwise(clauses.lows(candidate.last + 1, ref.first))


def _told_apart(clauses: Clauses, ref: Reference) -> bool:
    """Whether a name only tells more of a noun ("the coast of Kenya", "a book by Omar", "a loss to Harlow") or where
    ("near Congress"), or under whom ("a minister under Omar")."""
    led = clauses.introducing(ref.first)
    while led > 0 and clauses.tokens[led].capital and clauses.tokens[led].date < 0:
        led -= 1  # "guards of the mayor of Leeds Omar Said"
    if clauses.low(led) == "under" and ref.actor.kind == "person":
        return True
    if clauses.low(led) == "against" and clauses.low(led - 1) in _OPPOSED:
        return True  # "a key witness against Omar was shot"
    lost = clauses.low(led) == "to" and clauses.low(led - 1) in _LOSSES
    return lost or clauses.low(led) in ("of", "by", "between", "near")


def _is_of_one(syntax: Syntax, ref: Reference, candidate: Candidate) -> bool:
    """Whether a body only tells for whom somebody works whom something befalls: "a guard for Harlow was held"."""
    clauses, led = syntax.clauses, syntax.clauses.introducing(ref.first)
    befalls = candidate.group.type in OF_PEOPLE and (candidate.passive or candidate.lemma == "die")
    body = ref.actor.kind in ("organisation", "company") and ref.last < candidate.first
    worker = led > 0 and clauses.tokens[led - 1].text.islower() and clauses.low(led) in ("for", "with")
    head = clauses.introducing(led - 1) + 1 < led - 1 or not syntax.form(led - 1)  # "the driver", "a defensive tackle"
    return befalls and body and worker and head


def _of_body(syntax: Syntax, ref: Reference) -> bool:
    """Whether a body only tells whose people those right before it are: "two officers from the Leeds Precinct"."""
    led = syntax.clauses.introducing(ref.first)
    people = syntax.at.get(led - 1) if syntax.clauses.low(led) in _WHOSE else None
    return people is not None and people.actor.kind in ("person", "collective") and ref.actor.kind == "organisation"


def around(syntax: Syntax, candidate: Candidate) -> list[Reference]:
    """Who is named in the clauses beside that of an event for which nobody else is."""
    clauses = syntax.clauses
    segment = clauses.segment[candidate.first]
    if not candidate.noun and clauses.prior[candidate.first] in _THEY:
        return []  # "was jailed for the murder of Ann when he fled": who that is nobody knows
    bodies = candidate.group.type not in OF_OTHERS
    telling = speakers(syntax, candidate)
    own = candidate.group.type in _OF_ITSELF  # what a body tells behind an event may be its own there
    cited = [ref for ref in telling if is_cited_for(clauses, ref)]
    told = {ref.actor.name for ref in cited if not own or ref.actor.name.lower().split()[-1] in _PRINTING}
    told |= {
        ref.actor.name
        for ref in telling
        if not bodies or ref.actor.kind in ("person", "collective") or (ref.first > candidate.last and not own)
    }
    told |= {ref.actor.name for ref in of_speakers(syntax, candidate, telling)}
    if candidate.noun:
        told |= {ref.actor.name for ref in subjects_of(syntax, candidate, _speaks_of)}
        told |= {ref.actor.name for ref in _acting_later(syntax, candidate)}
    told |= {ref.actor.name for ref in [*_busy(syntax, segment), *addressed(syntax, candidate)]}
    named = [r for r in syntax.refs if r.actor.kind not in ("collective", "state") and r.actor.name not in told]
    named = [r for r in named if not (is_put_in(syntax, r) or reports(clauses, r))]
    named = [r for r in named if clauses.low(clauses.introducing(r.first)) != "by"]
    named = [r for r in named if not (_of_other_noun if candidate.noun else _of_another_verb)(syntax, candidate, r)]
    named = [r for r in named if not _names_thing(syntax, r) and not _is_headed(clauses, r, candidate)]
    if not (own and candidate.noun):  # "had sales of $9 million, which was half of those of Harlow"
        named = [r for r in named if not _of_relative(clauses, r, candidate)]
    if candidate.noun and clauses.low(candidate.first - 2) == "and" and clauses.low(candidate.first - 1) in _IS:
        inside = clauses.clause(segment)  # "Omar was charged with killing Ann and is due in court"
        return [r for r in syntax.refs if inside.start <= r.first and r.last < syntax.first_verb(inside)]
    if not bodies:  # "an Apple executive was arrested", but "an Apple store was robbed"
        named = [r for r in named if r.actor.kind == "person" or not _of_staff(syntax, r)]
    named = [r for r in named if not is_capacity(syntax, r) and not is_parted(clauses, r, candidate)]
    named = [r for r in named if not (_is_aside(syntax, r, candidate) or _is_known_for(clauses, r))]
    if _is_of_thing(syntax, candidate):
        named = [r for r in named if r.actor.kind != "person"]
    if (begin := clauses.begin(candidate.first)) > 0 and _is_of_their_own(clauses, begin, candidate.first):
        named = [r for r in named if r.first > begin]
    if candidate.noun and clauses.low(_lead(clauses, candidate.first)) == "over":
        named = [r for r in named if r.first > candidate.last]  # "the EU imposed sanctions over the landing of a plane"
    if is_meanwhile(syntax, candidate) or is_apart(clauses, candidate):
        named = [r for r in named if r.first > clauses.begin(candidate.first)]
    since = clauses.opener[segment] == "since"  # "the first to meet Omar since the inquiry opened"
    return [r for r in named if abs(clauses.segment[r.first] - segment) <= (not since)]


def _of_other_noun(syntax: Syntax, noun: Candidate, ref: Reference) -> bool:
    """Whether what another noun names befell somebody: "the ouster of Omar in last year's uprising"."""
    words, of = grammar.load(), syntax.clauses.introducing(ref.first)
    other = syntax.clauses.low(of - 1) if syntax.clauses.low(of) == "of" and of - 1 != noun.last else ""
    return other in words.undergone or other in words.objective


def _is_of_their_own(clauses: Clauses, whose: int, verb: int) -> bool:
    """Whether a clause tells what befell somebody of the one before it, or what that one did: "Omar, whose brother
    was killed"; not "Omar, whose house was burned down"."""
    if clauses.low(whose) != "whose":
        return False
    persons, inner = grammar.load().harm.persons, clauses.lows(whose + 1, min(verb, whose + 4))
    return any(low in persons or low in _FOLK or is_close(low) for low in inner)


def _lead(clauses: Clauses, noun: int) -> int:
    """The token that leads the phrase of a noun, over one word that tells which: "over the forced landing"."""
    j = clauses.introducing(noun)
    return j if clauses.low(j) in grammar.load().prepositions else clauses.introducing(j)


def _is_aside(syntax: Syntax, ref: Reference, candidate: Candidate) -> bool:
    """Whether a name stands in what a participle between commas tells of the thing that is the subject of a verb: "the
    ship, named after Omar, sank"."""
    clauses = syntax.clauses
    closing = (j for j in range(ref.last + 1, candidate.first) if clauses.low(j) == ",")
    comma = -1 if candidate.noun else next(closing, -1)
    if comma < 0 or syntax.form(comma + 1) != "finite":
        return False
    opening = next((j for j in range(ref.first - 1, 0, -1) if clauses.low(j) == ","), -1)
    told = opening > 0 and triggers.load().is_past(clauses.low(opening + 1))
    return told and all(syntax.form(j) != "finite" for j in range(opening + 2, comma))


def _is_of_thing(syntax: Syntax, candidate: Candidate) -> bool:
    """Whether a verb is that of a relative clause about a thing, as nobody is its subject: "the list, which began"."""
    before = syntax.clauses.before[syntax.start(candidate.first)]
    return not candidate.noun and syntax.clauses.low(before) == "which" and not syntax.subjects(candidate.first)


def _of_relative(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a name stands in a relative clause behind an event: "founded it in 1998, which was sold to Harlow"."""
    segment = clauses.segment[ref.first]
    return segment > clauses.segment[candidate.last] and clauses.low(clauses.begin(ref.first)) == "which"


def _is_headed(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a body only tells whose head does what a verb says ("the head of Congress was sworn in"), or a name whose
    men were harmed: "nine of the guards of Omar were killed"."""
    if candidate.passive and candidate.group.harm and ref.last + 1 < candidate.first and _told_apart(clauses, ref):
        return True
    of = clauses.introducing(ref.first)
    led = clauses.low(of) == "of" and clauses.low(of - 1) in names.load().titles
    return led and not candidate.noun and ref.last < candidate.first and ref.actor.kind != "person"


def _of_staff(syntax: Syntax, ref: Reference) -> bool:
    """Whether a name only tells more of a noun that is no building of its."""
    return syntax.modifies(ref) and not names.is_site(syntax.clauses.low(ref.last + 1))


def _names_thing(syntax: Syntax, ref: Reference) -> bool:
    """Whether a person's name only tells which thing is meant that is no building: "the Harlow scandal"."""
    told = ref.actor.kind == "person" and syntax.clauses.tokens[ref.last].capital and ref.last + 1 not in syntax.at
    return told and syntax.clauses.low(ref.last) not in grammar.load().owners and _of_staff(syntax, ref)


def _acting_later(syntax: Syntax, noun: Candidate) -> list[Reference]:
    """Who does something once what a noun names is over: "after Friday's attack, the minister resigned"; not who died
    of it or says that they did it."""
    clauses = syntax.clauses
    j = noun.first - 1
    while clauses.is_date(j) or clauses.low(j) == "'s" or clauses.low(j) in grammar.load().determiners:
        j -= 1
    led = clauses.low(j) in _LATER
    verbs = (j for j in range(noun.last + 1, len(clauses.tokens)) if led and syntax.form(j) == "finite")
    verb = syntax.main(next(verbs, -1))
    own = verb < 0 or clauses.has_be(verb) or clauses.low(verb) in _OWNING
    return [] if own else syntax.subjects(verb)


def _busy(syntax: Syntax, segment: int) -> list[Reference]:
    """Who does something else in a clause that hangs on the sentence: "A bomb went off as police chased Omar"."""
    clauses = syntax.clauses
    hanging = [n for n, opener in enumerate(clauses.opener) if n != segment and opener not in ("", "that")]
    verbs = [j for j, n in enumerate(clauses.segment) if n in hanging and syntax.form(j) == "finite"]
    busy = [ref for j in verbs for ref in syntax.subjects(j)]
    for n in hanging:  # "when a man, Omar Said, was shot"
        inside = clauses.clause(n, n + _AGES)
        verb = syntax.first_verb(inside)
        if clauses.opener[n] == "when" and verb >= 0 and clauses.segment[verb] != segment:
            busy += [ref for ref in syntax.subjects(verb) if ref.first >= inside.start]
    return busy


def _speaks_of(verb: str) -> bool:
    return judges(verb) or is_blaming(verb) or verb in grammar.load().reacting


def only_answers(clauses: Clauses, verb: int, noun: int) -> bool:
    """Whether who does what a verb says only praises, blames or answers what a noun behind it names: "the union
    rejected Friday's decision", "reacted with anger to the vote"; who apologises in a speech does make it."""
    low, words = clauses.low(verb), grammar.load()
    led = next((w for w in reversed(clauses.lows(verb + 1, noun)) if w in words.prepositions), "")
    if led and led not in _ABOUT:
        return False
    return _tells(low, _VIEWS) or (bool(led) and low in words.reacting)


def judges(verb: str) -> bool:
    """Whether who does what the verb says only speaks of what others did."""
    return _tells(verb, _VERBAL)


def is_blaming(verb: str) -> bool:
    """Whether a verb tells that somebody is blamed or judged for what others or they themselves did."""
    words = grammar.load()
    return verb in words.charging or verb in words.suspecting or verb in _CLEARED


def does_harm(verb: str) -> bool:
    """Whether who does what the verb says does harm: "took the town", "killed"."""
    return _tells(verb, _FORCE)


def _tells(verb: str, types: frozenset[str]) -> bool:
    entries = triggers.load().entries.get(verb, ())
    return any(len(entry.words) == 1 and entry.group.type in types for entry in entries)
