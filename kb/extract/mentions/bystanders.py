"""Names in a sentence that take no part in what it tells: where something is said, where it happens, who is absent."""

from collections.abc import Sequence
from itertools import pairwise

from kb.extract.mentions.antecedents import DASHES, is_close
from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.causes import is_done_to
from kb.extract.mentions.grounds import VIOLENT, has_thing, is_ground, is_its_land, is_landmark, is_site, only_places
from kb.extract.mentions.lands import is_nation
from kb.extract.mentions.passing import is_cited, is_label, is_moved
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import Reference
from kb.lexicon import actors as names
from kb.lexicon import grammar, triggers

_ABOUT = frozenset(
    "about around some nearly almost over up to at least more than several many hundred thousand million".split()
)
_QUOTES, _CALLED = ('"', "“", "``", "‘"), ("called", "titled", "entitled")
_WORKS = frozenset(
    "movie film book novel memoir album song single play musical opera series documentary drama biography".split()
)
_RUN = frozenset(("run", "operated", "managed", "chartered", "leased"))
_PAIRS = frozenset(("couple", "couples", "duo", "trio", "family", "families"))
_BEFORE_NAME = 5  # tokens: "by the Australian company Harlow"
_OFFICE = 3  # tokens between a verb and the office that it gives: "was named the 21st head coach"
_CONCERNING = ("into", "against", "between", "by")  # "an inquiry into Facebook"
_WATCHING = frozenset("saw see sees seen seeing watch watched watching heard hear found find".split())
_OF_MEMBERS = ("members", "of")  # of a group, which itself is named then
_CONTESTS = frozenset(
    "title titles record records tournament championship championships crown season draft prize award".split()
)
_STRUCK = frozenset(("of", "at", "on", "outside", "against"))
_THERE = frozenset(("in", "at", "near", "outside", "off"))
_BECOMING = frozenset(("became", "become", "becomes", "becoming", "being"))
_LIKENESSES = frozenset(
    "statue statues bust busts effigy effigies portrait portraits poster posters mural murals sculpture".split()
)
_ELECTING = frozenset(("elect", "elects", "elected", "electing"))
_RANKING = frozenset("the a an first second third only last latest youngest oldest next new".split())
_DATELINE = 8  # tokens
_TALE = 40  # tokens
_WEARING = frozenset(("dressed", "disguised", "posing", "posed", "masquerading", "dressing"))
_FOLK = frozenset(("men", "women", "children", "boys", "girls"))
_BODIES = frozenset(
    "bodies remains corpses lives families homes house houses parents mother father deaths lawyers lawyer".split()
)
_OWNING, _SITE = ("'s", "'", "’"), 3  # tokens
_DASHES = ("-", *DASHES)
_RAISING = frozenset(("promote", "elevate", "demote"))  # to a post
_INSTEAD = 8  # tokens


def taking_part(clauses: Clauses, candidate: Candidate, refs: Sequence[Reference]) -> list[Reference]:
    """The references that may take part in an event."""
    found: list[Reference] = []
    last = -1  # of one that only tells where, so that what "and" ties to it does too
    posts: list[Reference] = []
    close = {ref.actor.name for ref in refs if _is_close_to_whom(clauses, ref, candidate, refs)}
    for ref in refs:
        # "Lawyers for Omar, held on Monday".
        told = ref.last == candidate.first - 2 and clauses.low(ref.last + 1) == ","
        told = told or (ref.actor.kind == "person" and ref.last == _whose_tale(clauses, candidate))
        tied = last >= 0 and clauses.introducing(ref.first) == last + 1 and clauses.low(last + 1) in ("and", "or", ",")
        if tied or is_landmark(clauses, ref) or (not told and _is_theirs(clauses, ref, refs, candidate)):
            last = ref.last
        elif _is_post(clauses, ref, candidate, posts):
            posts.append(ref)
        elif (
            _stands_aside(clauses, ref)
            or _is_thing(clauses, ref, candidate)
            or _is_of_contest(clauses, ref, candidate)
            or _is_struck_before(clauses, ref, candidate)
            or is_its_land(clauses, ref, refs)
            or _is_witness(clauses, ref, candidate)
            or _is_instead(clauses, ref, candidate)
            or _is_onlooker(clauses, ref, candidate, refs)
            or _is_host(clauses, ref, candidate)
            or _is_owner(clauses, ref, candidate)
            or _is_in_tale(clauses, ref, candidate)
            or _is_in_aside(clauses, ref, candidate)
            or _is_of_whose(clauses, ref, candidate)
            or has_thing(clauses, ref, candidate)
            or _is_of_teller(clauses, ref, candidate)
            or _is_before_thing(clauses, ref, candidate)
            or _makes_up(clauses, ref, refs)
        ):
            continue
        elif ref.actor.name not in close and not (
            is_site(clauses, ref, candidate) or is_ground(clauses, ref, candidate)
        ):
            found.append(ref)
    return found


def _makes_up(clauses: Clauses, ref: Reference, refs: Sequence[Reference]) -> bool:
    """Whether people only tell how many others are: "a crowd of about 1,000 people"."""
    of = ref.first - 1
    while of > 0 and (clauses.tokens[of].text[0].isdigit() or clauses.low(of) in _ABOUT):
        of -= 1
    crowd = clauses.low(ref.last) == "people" and clauses.low(of) == "of"
    return crowd and any(one.last == of - 1 and one.actor.kind == "collective" for one in refs)


def _stands_aside(clauses: Clauses, ref: Reference) -> bool:
    """Whether a name takes part in nothing, whatever the event."""
    aside = _is_medium(clauses, ref) or _is_predicate(clauses, ref) or _is_ticker(clauses, ref)
    aside = aside or _is_absent(clauses, ref) or _is_of_case(clauses, ref) or _is_for_whom(clauses, ref)
    aside = aside or only_places(clauses, ref) or _is_worn(clauses, ref) or _is_work(clauses, ref)
    aside = aside or _is_where_of_own(clauses, ref) or is_cited(clauses, ref.first)
    aside = aside or is_moved(clauses, ref.first)
    aside = aside or (ref.actor.kind == "state" and is_label(clauses, ref.first, ref.last))
    return aside or clauses.lows(ref.last, ref.last + 2) == _OF_MEMBERS


def _is_where_of_own(clauses: Clauses, ref: Reference) -> bool:
    """Whether a land only tells where something is that somebody has, or where two people are from: "sold its Canadian
    pipelines", "a British couple died"."""
    owned = clauses.low(ref.last - 1) in ("its", "their", "his", "her")
    land = ref.actor.kind == "state" and is_nation(clauses.low(ref.last))
    return land and (owned or clauses.low(ref.last + 1) in _PAIRS)


def _is_work(clauses: Clauses, ref: Reference) -> bool:
    """Whether a name is that of a film, book or song, or whom a picture shows: "a film called Omar Said", 'the novel
    "Omar Said"'."""
    j = clauses.introducing(ref.first)
    quoted = clauses.low(j) in _QUOTES
    j -= quoted
    called = clauses.low(j) in _CALLED
    return _is_portrayed(clauses, ref) or ((quoted or called) and clauses.low(j - called) in _WORKS)


def _is_portrayed(clauses: Clauses, ref: Reference) -> bool:
    """Whether a name tells whose likeness a thing is: "pulled down a statue of Omar"."""
    of = clauses.introducing(ref.first)
    return clauses.low(of) == "of" and clauses.low(of - 1) in _LIKENESSES


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
    """Whether a body only tells whose another or a thing is: "Dunlin, which is 61%-owned by Harlow, had a loss", "a
    camp run by Harlow was evacuated", "was appointed Britain's first envoy"."""
    office = candidate.passive and candidate.group.type == "LEADERSHIP" and ref.first == candidate.last + 1
    if office and ref.actor.kind == "state" and clauses.low(ref.last + 1) == "'s":
        return True
    near = range(ref.first - 1, max(0, ref.first - _BEFORE_NAME), -1)
    by = next((j for j in near if clauses.low(j) == "by" or not clauses.tokens[j].word), -1)
    run = clauses.low(by - 1) in _RUN and ref.actor.kind == "organisation"
    whose = run or (clauses.low(by - 1).endswith("owned") and by == clauses.introducing(ref.first))
    return clauses.low(by) == "by" and by - 1 != candidate.last and whose


def _is_in_tale(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a name behind a hearing is only in what is told of somebody there: "the trial resumes with testimony from
    a man who says that Omar threatened him"."""
    law = candidate.noun and candidate.group.type == "JUSTICE" and candidate.last < ref.first
    return law and "who" in clauses.lows(candidate.last + 1, min(ref.first, candidate.last + _TALE))


def _is_in_aside(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a name stands in what "with" and a word in -ing tell beside a clause: "polls closed on Sunday, with
    surveys showing a lead for Omar"; not whom it tells to be killed or hurt there."""
    if candidate.harmful:
        return False
    row = clauses.lows(max(candidate.last + 1, ref.first - _TALE), ref.first)
    if "with" not in row:
        return False
    begin = next((n for n, pair in enumerate(pairwise(row)) if pair == (",", "with")), len(row))
    return any(low.endswith("ing") and len(low) > _OFFICE + 1 for low in row[begin + _OFFICE :])


def _is_close_to_whom(clauses: Clauses, ref: Reference, candidate: Candidate, refs: Sequence[Reference]) -> bool:
    """Whether a participle tells what befell whose friend or mother somebody is: "the father of a boy killed on
    Monday", "Omar, a friend of the man killed on Monday, spoke"."""
    i = candidate.first
    own = candidate.passive and clauses.prior[i] not in grammar.load().auxiliaries
    if candidate.noun or ref.last >= i:
        return False
    row = clauses.lows(ref.last + 2, i) if own and clauses.low(ref.last + 1) == "," else ()
    row = clauses.lows(ref.first, i) if own and ref.last == i - 1 and not clauses.tokens[ref.last].capital else row
    if _OFFICE < len(row) <= _INSTEAD and "," not in row:
        return any(two in ("of", "for") and is_close(one) for one, two in pairwise(row[:-1]))
    return _is_relative(clauses, ref, candidate, refs)


def _is_before_thing(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a past form with its date right behind only tells when a thing began within which somebody acts: "killed
    nine rebels in an operation launched on Friday"."""
    i = candidate.first
    if candidate.noun or ref.last >= i - 1 or not (clauses.is_date(i + 1) or clauses.is_date(i + 2)):
        return False
    article = next((j for j in range(i - 1, max(0, i - _OFFICE - 1), -1) if clauses.low(j) in ("a", "an")), -1)
    inside = article > ref.last and clauses.low(article - 1) in ("in", "during")
    inside = inside and clauses.tokens[i - 1].text.islower()
    inside = inside and clauses.low(i - 1) not in grammar.load().texts  # "said in a letter published on Monday"
    return inside and any(triggers.may_tell(clauses.low(j)) for j in range(clauses.begin(i), ref.first))


def _is_of_teller(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a body is only that for which somebody works who tells it: "…, an official of the Red Cross said"."""
    led = clauses.low(clauses.introducing(ref.first)) in ("of", "at", "for", "with")
    told = led and clauses.low(ref.last + 1) in ("said", "says", "told") and ref.first > candidate.last
    return told and not candidate.reporting and candidate.group.type != "STATEMENT"


def _is_of_whose(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether somebody is but in what "whose" tells of who does something, "a woman whose husband was shot spoke", or
    is told of by what befell theirs: "Omar, whose friend was killed"; not by what befell a part of the body."""
    if ref.last >= candidate.first:
        return False
    if clauses.low(ref.first - 1) == "whose":
        between = [clauses.low(j) for j in range(ref.last + 1, candidate.first)]
        return any(triggers.load().is_past(low) for low in between if low not in grammar.load().auxiliaries)
    whose = ref.last + 1 + (clauses.low(ref.last + 1) == ",")
    near = clauses.low(whose) == "whose" and candidate.first - whose < _INSTEAD and candidate.group.harm != ""
    told = near and not candidate.noun and not triggers.load().is_past(clauses.low(whose + 1))
    return told and grammar.load().harm.body.isdisjoint(clauses.lows(whose + 1, candidate.first))


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
    if own is None or names.is_site(own.actor.name) or not own.noun.islower() or is_done_to(clauses, own.first, before):
        return False
    if own.actor.kind == "person" and (own.noun in names.load().words.close or own.noun in grammar.load().where.kin):
        return True  # "an aide to Omar", "the brother of Omar"
    if clauses.low(before) in ("for", "to"):
        return clauses.low(before) == "for" and own.noun.removesuffix("s") + "s" in names.load().words.belonging
    words = grammar.load()
    theirs = ref.actor.kind == "armed group" and clauses.low(own.last) in words.where.armed | words.harm.armed
    return own.actor.kind == "collective" and clauses.low(own.last) != "members" and not theirs


def _is_post(clauses: Clauses, ref: Reference, candidate: Candidate, posts: Sequence[Reference]) -> bool:
    """Whether an office is what somebody is made, and no second person: "was made a bishop in 1980 and a cardinal in
    1991", "was sworn in as president"."""
    told = clauses.low(clauses.introducing(ref.first)) == "as"  # "named Ann Berg as its chief"
    named = candidate.passive or told or clauses.low(candidate.last) == "as"  # "resigned as minister"
    named = named or _is_given(clauses, ref, candidate)
    behind = named and candidate.last < ref.first and candidate.group.type in ("LEADERSHIP", "OTHER")
    if not behind or ref.actor.kind != "person" or not clauses.tokens[ref.first].text[0].islower():
        return False
    between = clauses.lows(candidate.last + 1, ref.first)
    loose = {"as", "to"} if candidate.lemma in _RAISING else {"as"}
    if not candidate.passive and _is_given(clauses, ref, candidate):
        return True
    made = len(between) <= _OFFICE and (grammar.load().prepositions - loose).isdisjoint(between)
    return made or told or (bool(posts) and clauses.low(clauses.introducing(ref.first)) == "and")


def _is_given(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether an office stands right behind the name of whom it is given to: "named Ann Berg its chief executive"."""
    j = ref.first - 1
    j -= clauses.low(j) in names.load().words.possessive
    inner = clauses.tokens[candidate.last + 1 : j + 1]
    return bool(inner) and all(token.capital and token.date < 0 for token in inner)


def _is_predicate(clauses: Clauses, ref: Reference) -> bool:
    """Whether a description only says what somebody became, is or is to be: "Omar became the first president to be
    impeached", "was charged with being a spy", "elected a president"."""
    if not (ref.actor.name[0].islower() or ref.noun.islower()):
        return False
    j = ref.first - 1
    while clauses.low(j) in _RANKING:
        j -= 1
    elected = clauses.low(j) in _ELECTING and ref.noun in names.load().words.offices
    return clauses.low(j) in _BECOMING or elected


def _is_medium(clauses: Clauses, ref: Reference) -> bool:
    """Whether a name is where something is said ("on Twitter", "in a post to Twitter")."""
    words, before = grammar.load(), clauses.low(ref.first - 1)
    return clauses.low(ref.last) in words.media and before in words.prepositions and before not in _CONCERNING


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
    """Whether a body only tells of what contest something is: "set an NFL record", "defended his WBC title", "lost his
    WBC, IBF and WBO heavyweight titles"."""
    if ref.actor.kind != "organisation" or ref.first <= candidate.last:
        return False
    behind = clauses.tokens[ref.last + 1 : ref.last + 1 + _INSTEAD]
    end = next((n for n, token in enumerate(behind) if token.low in _CONTESTS), -1)
    row = behind[:end] if end > 0 and clauses.tokens[ref.last].text.isupper() else []
    return end == 0 or (bool(row) and all(t.low in (",", "and") or t.text.isupper() for t in row[:-1]))


def _is_struck_before(clauses: Clauses, ref: Reference, candidate: Candidate) -> bool:
    """Whether a site is what an attack struck that is told of beside something else: "was charged in the bombing of an
    embassy"; who condemns the attack speaks of the site too."""
    at = clauses.introducing(ref.first)
    told = not candidate.noun and candidate.group.type not in VIOLENT | {"ACCUSE"} and candidate.last < at - 1
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
