"""Names in a sentence that take no part in what it tells: where something is said, where it happens, who is absent."""

from collections.abc import Sequence
from itertools import pairwise

from kb.extract.mentions.antecedents import is_close
from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import Reference
from kb.lexicon import actors as names
from kb.lexicon import grammar

_QUOTES, _CALLED = ('"', "“", "``", "‘"), ("called", "titled", "entitled")
_WORKS = frozenset(
    "movie film book novel memoir album song single play musical opera series documentary drama biography".split()
)
_LANDMARK = 4  # tokens before a name in which the preposition stands: "near the house of Omar"
_OFFICE = 3  # tokens between a verb and the office that it gives: "was named the 21st head coach"
_WATCHING = frozenset("saw see sees seen seeing watch watched watching heard hear found find".split())
_OF_MEMBERS = ("members", "of")  # of a group, which itself is named then
_CONTESTS = frozenset(
    "title titles record records tournament championship championships crown season draft prize award".split()
)
_STRUCK = frozenset(("of", "at", "on", "outside", "against"))
_THERE = frozenset(("in", "at", "near", "outside", "off"))
_BESIDE = frozenset(("outside", "near", "opposite", "beside", "behind"))
_AGAINST = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "CONSULT"))
_BECOMING = frozenset(("became", "become", "becomes", "becoming", "being"))
_RANKING = frozenset("the a an first second third only last latest youngest oldest next new".split())
_DATELINE = 8  # tokens
_TALE = 40  # tokens
_WEARING = frozenset(("dressed", "disguised", "posing", "posed", "masquerading", "dressing"))
_FOLK = frozenset(("men", "women", "children", "boys", "girls"))
_BODIES = frozenset(
    "bodies remains corpses lives families homes house houses parents mother father deaths lawyers lawyer".split()
)
_OWNING, _SITE = ("'s", "'", "’"), 3  # tokens
_DASHES = ("-", "--", "—", "–", "_")
_RAISING = frozenset(("promote", "elevate", "demote"))  # to a post
_INSTEAD = 8  # tokens
_VIOLENT = frozenset(("ASSAULT", "PROTEST", "DEATH", "ACCIDENT", "DISASTER", "COERCE"))


def taking_part(clauses: Clauses, candidate: Candidate, refs: Sequence[Reference]) -> list[Reference]:
    """The references that may take part in an event."""
    found: list[Reference] = []
    last = -1  # of one that only tells where, so that what "and" ties to it does too
    posts: list[Reference] = []
    for ref in refs:
        # "Lawyers for Omar, held on Monday".
        told = ref.last == candidate.first - 2 and clauses.low(ref.last + 1) == ","
        told = told or (ref.actor.kind == "person" and ref.last == _whose_tale(clauses, candidate))
        tied = last >= 0 and clauses.introducing(ref.first) == last + 1 and clauses.low(last + 1) in ("and", "or", ",")
        if tied or _is_landmark(clauses, ref) or (not told and _is_theirs(clauses, ref, refs, candidate)):
            last = ref.last
        elif _is_post(clauses, ref, candidate, posts):
            posts.append(ref)
        elif (
            _is_medium(clauses, ref)
            or _is_predicate(clauses, ref)
            or _is_ticker(clauses, ref)
            or _is_thing(clauses, ref, candidate)
            or _is_absent(clauses, ref)
            or _is_of_contest(clauses, ref, candidate)
            or _is_struck_before(clauses, ref, candidate)
            or _is_its_land(clauses, ref, refs)
            or _is_witness(clauses, ref, candidate)
            or _is_instead(clauses, ref, candidate)
            or _is_of_case(clauses, ref)
            or _is_for_whom(clauses, ref)
            or _is_bound(clauses, ref)
            or _is_worn(clauses, ref)
            or _is_relative(clauses, ref, candidate, refs)
            or _is_onlooker(clauses, ref, candidate, refs)
            or _is_work(clauses, ref)
            or _is_host(clauses, ref, candidate)
            or _is_owner(clauses, ref, candidate)
            or _is_in_tale(clauses, ref, candidate)
            or clauses.lows(ref.last, ref.last + 2) == _OF_MEMBERS
        ):
            continue
        elif not (_is_site(clauses, ref, candidate) or _is_ground(clauses, ref, candidate)):
            found.append(ref)
    return found


def _is_work(clauses: Clauses, ref: Reference) -> bool:
    """Whether a name is that of a film, book or song: "a film called Omar Said", 'the novel "Omar Said"'."""
    j = clauses.introducing(ref.first)
    quoted = clauses.low(j) in _QUOTES
    j -= quoted
    called = clauses.low(j) in _CALLED
    return (quoted or called) and clauses.low(j - called) in _WORKS


def _is_host(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether somebody only owns the place where something is: "was arrested at his doctor's office", "met in the back
    room of a tailor's shop"; not who may be there ("met at Omar's home") or be meant ("a blast at his home")."""
    if clauses.low(ref.last + 1) not in _OWNING or ref.actor.kind not in ("person", "collective"):
        return False
    named = candidate.group.type == "CONSULT" and not ref.noun.islower()
    meant = candidate.group.type == "ASSAULT" and not candidate.passive
    there = clauses.low(clauses.introducing(ref.first)) in _THERE | {"of"} and ref.first > candidate.last
    site = not grammar.load().where.facilities.isdisjoint(clauses.lows(ref.last + 2, ref.last + 2 + _SITE))
    return there and site and not named and not meant


def _is_owner(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a body only tells whose another is: "Dunlin, which is 61%-owned by Harlow, had a loss"."""
    by = clauses.introducing(ref.first)
    return clauses.low(by) == "by" and by - 1 != candidate.last and clauses.low(by - 1).endswith("owned")


def _is_in_tale(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a name behind a hearing is only in what is told of somebody there: "the trial resumes with testimony from
    a man who says that Omar threatened him"."""
    law = candidate.noun and candidate.group.type == "JUSTICE" and candidate.last < ref.first
    return law and "who" in clauses.lows(candidate.last + 1, min(ref.first, candidate.last + _TALE))


def _is_theirs(clauses: Clauses, ref: Reference, refs: Sequence[Reference], candidate: Candidate) -> bool:
    """Whether a name only tells whose people act: "the pilots of Harlow", "a lawyer for Omar"; not where a participle
    tells what befell who is named: "the brother of a woman found dead"."""
    reduced = candidate.passive and clauses.prior[candidate.first] not in grammar.load().auxiliaries
    if reduced and ref.last < candidate.first:
        return False
    before = clauses.introducing(ref.first)
    if clauses.low(before) not in ("of", "for", "to"):
        return False
    own = next((one for one in refs if one.last == before - 1), None)
    if own is None or names.is_site(own.actor.name) or not own.noun.islower():
        return False
    if own.actor.kind == "person" and (own.noun in names.load().words.close or own.noun in grammar.load().where.kin):
        return True  # "an aide to Omar", "the brother of Omar"
    if clauses.low(before) == "for":
        return own.noun.removesuffix("s") + "s" in names.load().words.belonging
    if clauses.low(before) == "to":
        return False
    return own.actor.kind == "collective" and clauses.low(own.last) != "members"


def _is_its_land(clauses: Clauses, ref: Reference, refs: Sequence[Reference]) -> bool:
    """Whether a state only tells where a town is: "the embassy in Baghdad, Iraq, on Monday"; not "in Baghdad, Iraq
    condemned it"."""
    after = ref.last + 1
    ends = after >= len(clauses.tokens) or clauses.tokens[after].date >= 0 or not clauses.tokens[after].word
    ends = ends or clauses.low(after) in grammar.load().prepositions
    if not ends or ref.actor.kind != "state" or clauses.low(ref.first - 1) != ",":
        return False
    if any(one.last == ref.first - 2 and one.actor.kind == "state" for one in refs):
        return False  # "in Syria, Jordan and Egypt"
    town = ref.first - 2
    while town > 0 and clauses.tokens[town].text[:1].isupper():
        town -= 1
    return town < ref.first - 2 and clauses.low(town) in _THERE


def _is_post(clauses: Clauses, ref: Reference, candidate: Candidate, posts: Sequence[Reference]) -> bool:
    """Whether an office is what somebody is made, and no second person: "was made a bishop in 1980 and a cardinal in
    1991", "was sworn in as president"."""
    told = clauses.low(clauses.introducing(ref.first)) == "as"  # "named Ann Berg as its chief"
    named = candidate.passive or told or clauses.low(candidate.last) == "as"  # "resigned as minister"
    behind = named and candidate.last < ref.first and candidate.group.type in ("LEADERSHIP", "OTHER")
    if not behind or ref.actor.kind != "person" or not clauses.tokens[ref.first].text[0].islower():
        return False
    between = clauses.lows(candidate.last + 1, ref.first)
    loose = {"as", "to"} if candidate.lemma in _RAISING else {"as"}
    made = len(between) <= _OFFICE and (grammar.load().prepositions - loose).isdisjoint(between)
    return made or told or (bool(posts) and clauses.low(clauses.introducing(ref.first)) == "and")


def _is_predicate(clauses: Clauses, ref: Reference) -> bool:
    """Whether a description only says what somebody became or is: "Omar became the first president to be impeached",
    "was charged with being a spy"."""
    if not (ref.actor.name[0].islower() or ref.noun.islower()):
        return False
    j = ref.first - 1
    while clauses.low(j) in _RANKING:
        j -= 1
    return clauses.low(j) in _BECOMING


def _is_medium(clauses: Clauses, ref: Reference) -> bool:
    """Whether a name is where something is said ("on Twitter", "in a post to Twitter")."""
    words = grammar.load()
    return clauses.low(ref.last) in words.media and clauses.low(ref.first - 1) in words.prepositions


def _is_ticker(clauses: Clauses, ref: Reference) -> bool:
    """Whether a name is an exchange or what it calls a company, "Harlow (NYSE: HRL)", "Harlow (HRL.N)", or who sends a
    report: "July 31 (Reuters) - Harlow said"."""
    before, after = clauses.low(ref.first - 1), clauses.low(ref.last + 1)
    if before != "(":
        return before == ":" and after == ")"
    sends = after == ")" and ref.first < _DATELINE and clauses.low(ref.last + 2) in _DASHES
    return after == ":" or sends or (after == "." and clauses.low(ref.last + 3) == ")")


def _is_thing(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether "them" is what was traded and no people: "left rates unchanged in June and raised them in July"."""
    return clauses.low(ref.first) == "them" and candidate.group.type == "BUSINESS" and ref.actor.kind == "collective"


def _is_of_contest(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a body only tells of what contest something is: "set an NFL record", "defended his WBC title"."""
    behind = ref.actor.kind == "organisation" and ref.first > candidate.last
    return behind and clauses.low(ref.last + 1) in _CONTESTS


def _is_struck_before(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a site is what an attack struck that is told of beside something else: "was charged in the bombing of an
    embassy"; who condemns the attack speaks of the site too."""
    at = clauses.introducing(ref.first)
    told = not candidate.noun and candidate.group.type not in _VIOLENT | {"ACCUSE"} and candidate.last < at - 1
    struck = told and clauses.low(at) in _STRUCK and clauses.low(at - 1) in names.load().words.strikes
    return struck and names.is_site(ref.actor.name)


def _is_absent(clauses: Clauses, ref: Reference) -> bool:
    """Whether somebody is named as not there: "landed near the camp without victims"."""
    return clauses.low(ref.first - 1) == "without"


def _is_witness(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a name only tells before whom somebody takes office: "took the oath before Judge Omar"."""
    behind = candidate.group.type == "LEADERSHIP" and candidate.last < ref.first and ref.actor.kind == "person"
    return behind and clauses.low(clauses.introducing(ref.first)) == "before"


def _is_instead(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a name only tells what was not done: "resigned rather than appoint Omar"."""
    between = clauses.lows(max(candidate.last + 1, ref.first - _INSTEAD), ref.first)
    return ("rather", "than") in pairwise(between) or ("instead", "of") in pairwise(between)


def _is_of_case(clauses: Clauses, ref: Reference) -> bool:
    """Whether a name is that of a case in court: "overturned Harlow v. Dunlin"."""
    behind, before = clauses.lows(ref.last + 1, ref.last + 3), clauses.lows(ref.first - 2, ref.first)
    return behind == ("v", ".") or before == ("v", ".")


def _is_worn(clauses: Clauses, ref: Reference) -> bool:
    """Whether somebody only looks like one: "a bomber dressed as a woman", "gunmen posing as police"."""
    led = clauses.introducing(ref.first)
    return clauses.low(led) in ("as", "like") and clauses.low(led - 1) in _WEARING


def _is_bound(clauses: Clauses, ref: Reference) -> bool:
    """Whether a name only tells between what an area or a road lies: "hit a stretch between Lima, Cusco and Puno"."""
    where, between = grammar.load().where, ref.first - 1
    while between > 0 and (clauses.tokens[between].capital or clauses.low(between) in (",", "and", "the")):
        between -= 1
    lain = where.spans | where.nouns | where.facilities
    return clauses.low(between) == "between" and clauses.low(between - 1) in lain


def _is_for_whom(clauses: Clauses, ref: Reference) -> bool:
    """Whether people only tell for whom a thing is: "won the women's race", "a men's magazine", "a children's
    hospital"; not whose something is that befalls them, "the men's arrest"."""
    behind = clauses.low(ref.last + 2)
    folk = clauses.low(ref.last) in _FOLK and clauses.low(ref.last + 1) == "'s"
    folk = folk and clauses.low(ref.last - 1) not in grammar.load().numbers
    return folk and behind.isalpha() and behind not in grammar.load().undergone | grammar.load().harm.body | _BODIES


def _whose_tale(clauses: Clauses, candidate: Candidate) -> int:
    """The last token of the name before the comma behind which a clause with "who" tells of something; -1 elsewhere."""
    who = clauses.begin(candidate.first)
    told = clauses.low(who) == "who" and clauses.low(who - 1) == "," and clauses.tokens[who - 2].capital
    return who - 2 if told and who > 1 and not candidate.noun else -1


def _is_relative(clauses: Clauses, ref: Reference, candidate: Candidate, refs: Sequence[Reference]) -> bool:
    """Whether a participle tells what befell somebody's child or friend, or a clause with "who": "the father of a boy
    killed on Monday", "the parents of Ann Berg, who died in May"."""
    own = candidate.passive and clauses.prior[candidate.first] not in grammar.load().auxiliaries
    tale = _whose_tale(clauses, candidate)
    if not (own or tale > 0) or clauses.low(ref.last + 1) != "of" or not is_close(clauses.low(ref.last)):
        return False
    if tale > 0:
        return any(one.last == tale and clauses.introducing(one.first) == ref.last + 1 for one in refs)
    whose = (one for one in refs if clauses.introducing(one.first) == ref.last + 1)
    inner = [clauses.lows(one.last + 1, candidate.first) for one in whose if one.last < candidate.first]
    return any(len(low) < _OFFICE and "," not in low for low in inner)


def _is_onlooker(clauses: Clauses, ref: Reference, candidate: Candidate, refs: Sequence[Reference]) -> bool:
    """Whether somebody only sees or finds what befell another: "the boy saw Omar killed"."""
    near = clauses.lows(candidate.first - _DATELINE, candidate.first)
    if candidate.noun or ref.last >= candidate.first - 1 or _WATCHING.isdisjoint(near):
        return False
    seen = next((one for one in refs if one.last == candidate.first - 1), None)
    verb = clauses.introducing(seen.first) if seen is not None else -1
    told = ref.last < verb and clauses.low(verb) in _WATCHING
    return told and clauses.prior[verb] not in grammar.load().relative


def _is_landmark(clauses: Clauses, ref: Reference) -> bool:
    """Whether somebody's name only tells where: "near the house of Omar"."""
    before = clauses.lows(ref.first - _LANDMARK, ref.first)
    return ref.actor.kind == "person" and before[-1:] == ("of",) and before[0] in grammar.load().beside


def _is_ground(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a state is only where one goes or what a land belongs to: "left Cuba for Mexico", "off the coast of
    Kenya"; not where one goes against it, or to see it."""
    if ref.actor.kind != "state" or candidate.group.type in _AGAINST:
        return False
    where, before = grammar.load().where, clauses.introducing(ref.first)
    if clauses.low(before) == "of":
        return clauses.low(before - 1) in where.nouns and candidate.last < before
    goes = clauses.low(candidate.last) in where.moves | where.visited
    return goes and (before == candidate.last or (candidate.last < before and clauses.low(before) == "for"))


def _is_site(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a body is only where something happens: "at Westminster College", "on the New York Stock Exchange",
    "outside the Defence Ministry"."""
    words = names.load().words
    if ref.actor.kind != "organisation":
        return False
    at = clauses.introducing(ref.first)
    before, last = clauses.low(at), clauses.low(ref.last)
    if before in ("in", "on") and last in words.exchanges:
        return True
    beside = before in _BESIDE and clauses.low(at - 1) != "from"
    housed = beside or (before in words.housing and (last in words.buildings or last in words.sites))
    return housed and candidate.group.type not in _VIOLENT
