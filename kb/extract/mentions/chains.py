"""Verbs that pass the date they took on to another verb, or share it."""

from collections.abc import Sequence
from dataclasses import replace

from kb.extract.mentions.attach import Link
from kb.extract.mentions.candidates import FALLBACK, Candidate
from kb.extract.mentions.kinds import kind_of
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar

_NEAR = 6
_BECOMING = frozenset(("became", "become", "becomes"))
_SPEAKING = frozenset(("speaking", "talking", "addressing", "writing", "testifying", "answering", "responding"))
_SETTING = frozenset(("set", "sets", "fixed", "fixes", "scheduled", "slated", "listed"))
_TO, _PHRASE = 3, 5
_CAUSING = frozenset(("led", "leads", "prompted", "prompts", "caused", "causes", "enabled", "enables"))
_OBJECT = 8  # tokens
_GOING = frozenset(("came", "went"))
_RETURNING = frozenset(("return", "returns", "returned", "returning"))
_AT = ("at", "during")
_UNWILLING = frozenset(("decline", "refuse", "refuse to", "reject", "oppose", "hesitate"))
_INSIDE = ("in", "at", "during")
_IN_IT = ("in", "by", "during", "after", "from")
_SOON = frozenset(("hours", "minutes", "moments", "shortly", "soon", "immediately", "just"))
_HEAD = 3  # tokens
_WAKE = (("after", "a"), ("after", "an"), ("following", "a"), ("following", "an"))
_CLOSING = frozenset(("", ".", ",", "this"))  # "fired this season"


def begun(clauses: Clauses, candidates: Sequence[Candidate], verb: Candidate) -> Candidate | None:
    """What a verb of beginning or helping is about: "began raising its stake in July", "helped to rescue two men"."""
    words = grammar.load()
    if verb.noun or clauses.low(verb.first) not in words.begins:
        return None
    following = next((c for c in candidates if c.first > verb.last and not c.unreal), None)
    if following is None or following.noun or clauses.segment[following.first] != clauses.segment[verb.first]:
        return None
    dated = [clauses.is_date(j) or clauses.is_date(j + 1) for j in range(verb.last + 1, following.first)]
    between = zip(clauses.lows(verb.last + 1, following.first), dated, strict=True)
    return following if all(low == "to" or low in words.adverbs or date for low, date in between) else None


def opening(clauses: Clauses, candidate: Candidate) -> int:
    """The token at which the words for an event begin: with a verb of beginning right before, "began shelling", "began
    to shell"."""
    j = candidate.first - 1 - (clauses.low(candidate.first - 1) == "to")
    return j if not candidate.noun and clauses.low(j) in grammar.load().aspects else candidate.first


def brought_about(clauses: Clauses, candidates: Sequence[Candidate], verb: Candidate) -> Candidate | None:
    """What something led somebody to do: "the demand prompted the bank to raise its rates in May"."""
    if verb.noun or verb.passive or verb.unreal or clauses.low(verb.first) not in _CAUSING:
        return None
    to = next((j for j in range(verb.last + 2, verb.last + _OBJECT) if clauses.low(j) == "to"), -1)
    done = next((c for c in candidates if to < c.first <= to + 2), None) if to > 0 else None
    if done is None or done.noun or clauses.prior[done.first] != "to":
        return None
    return replace(done, finite=True, status=verb.certainty)


def foremost(clauses: Clauses, candidates: Sequence[Candidate], verb: Candidate) -> Candidate | None:
    """What somebody was the first to do or undergo: "became the third minister to resign on Monday", "became the fifth
    coach fired this season"."""
    led = {"the", "only"} | grammar.load().firsts  # an entry leaves the article out
    if clauses.low(verb.first) not in _BECOMING or clauses.low(verb.first + 1) not in led:
        return None
    done = (c for c in candidates if c.first > verb.last and not c.noun and c.certainty == "asserted" and not c.unreal)
    following = next(done, None)
    if following is None or clauses.segment[following.first] != clauses.segment[verb.first]:
        return None
    to = "to" in clauses.lows(following.first - _TO, following.first)
    if clauses.low(verb.first + 2) in grammar.load().firsts and _befell(clauses, verb.first + 3, following):
        return replace(following, finite=True, passive=True)
    return replace(following, finite=True) if to and clauses.prior[following.first] in ("to", "be") else None


def without_ranks(clauses: Clauses, candidates: Sequence[Candidate], links: Sequence[Link]) -> Sequence[Link]:
    """The links, but for those of a span in which somebody was the first to do what has a day of its own: "on Monday
    Omar became the third minister to quit this year"."""
    ranked = (foremost(clauses, candidates, item.candidate) for item in links)
    done = {one.first for one in ranked if one is not None}
    if not done:
        return links
    spans = {token.date for token, low in zip(clauses.tokens, clauses.words, strict=True) if low == "this"}
    return [item for item in links if item.candidate.first not in done or item.date not in spans]


def _befell(clauses: Clauses, noun: int, verb: Candidate) -> bool:
    """Whether nothing but a noun stands before a participle that tells what befell it: "coach fired", "man killed"."""
    words, between = grammar.load(), clauses.lows(noun, verb.first)
    plain = all(low.isalpha() for low in between) and 0 < len(between) <= _HEAD
    small = words.prepositions | words.auxiliaries | words.openers | {"to", "and"}
    acts = verb.group.object == "target" and verb.group.subject == "source"
    after = clauses.low(verb.last + 1)
    undergone = verb.passive or after in words.prepositions | _CLOSING or clauses.is_date(verb.last + 1)
    return acts and plain and small.isdisjoint(between) and undergone


def by_means(clauses: Clauses, candidates: Sequence[Candidate], noun: Candidate) -> Candidate | None:
    """What was done by a vote, a call or a win: "ousted the premier in a vote on Monday", "will name Ann chief in a
    palace announcement today"."""
    known = grammar.load().means | grammar.load().victories
    if not noun.noun or noun.light >= 0 or clauses.low(noun.last) not in known:
        return None
    j = noun.first - 1
    while j > 0 and noun.first - j < _PHRASE and clauses.low(j) not in ("a", "an"):
        j -= 1
    led = ("in", "by", "with") if clauses.low(noun.last) in grammar.load().victories else ("in", "by", "at")
    if clauses.low(j) not in ("a", "an") or clauses.low(j - 1) not in led:
        return None
    here = clauses.segment[noun.first]
    near = (here, here - (clauses.opener[here] == "as"))  # "confirmed Ann as a judge by a vote of 52-48"
    before = [c for c in candidates if c.last < j and clauses.segment[c.first] in near]
    verb = before[-1] if before else None
    if verb is None or verb.noun or verb.unreal or verb.fallback:
        return None
    told = not verb.reporting or kind_of(clauses, verb) == "LEADERSHIP"
    return verb if told and verb.certainty in (noun.certainty, "planned") else None


def at_meeting(clauses: Clauses, candidates: Sequence[Candidate], noun: Candidate) -> Candidate | None:
    """What was done at a meeting or hearing that has its date in its phrase: "decided at last year's summit to leave",
    "admitted it at an April 2003 hearing"."""
    words = grammar.load()
    meets = noun.group.type == "CONSULT" or clauses.low(noun.last) in words.spoken
    j = noun.first - 1
    while j > 0 and noun.first - j < _OBJECT and clauses.low(j) not in words.prepositions:
        j -= 1
    dated = any(map(clauses.is_date, range(j + 1, noun.first)))
    if not noun.noun or noun.light >= 0 or not meets or not dated or clauses.low(j) not in _AT:
        return None
    before = [c for c in candidates if c.last < j and clauses.segment[c.first] == clauses.segment[noun.first]]
    verb = before[-1] if before else None
    told = verb is not None and verb.finite and not verb.noun and verb.certainty == "asserted"
    return verb if told and verb is not None and not (verb.unreal or verb.fallback or verb.passive) else None


def spoken(clauses: Clauses, candidates: Sequence[Candidate], verb: Candidate) -> Candidate | None:
    """What somebody said or did by saying it, of whom the sentence opens with where and when they spoke: "speaking in
    Lima on Monday, he accused the rebels", "the minister, speaking in Lima on Monday, condemned the raid"."""
    if clauses.low(verb.first) not in _SPEAKING or verb.noun:
        return None
    if verb.first and verb.group.type == "JUSTICE":
        return None  # "the guard, testifying on Monday, said"
    if verb.first:
        return _behind_aside(clauses, candidates, verb.last) if clauses.low(verb.first - 1) == "," else None
    later = (c for c in candidates if c.finite and clauses.segment[c.first] > clauses.segment[verb.last])
    main = next(later, None)
    return None if main is None or main.unreal or main.passive else main


def aside(clauses: Clauses, candidates: Sequence[Candidate], noun: Candidate) -> Candidate | None:
    """What somebody did or said in what stands between commas behind the subject: "the minister, in a speech on Monday,
    condemned the raid"."""
    at = clauses.introducing(noun.first)
    if not noun.noun or noun.light >= 0 or at < 2 or clauses.low(at) not in _INSIDE:
        return None
    comma = at - 1 - (clauses.low(at - 1) in _SPEAKING)  # ", speaking at a rally on Monday,"
    return _behind_aside(clauses, candidates, noun.last) if clauses.low(comma) == "," else None


def _behind_aside(clauses: Clauses, candidates: Sequence[Candidate], last: int) -> Candidate | None:
    """The verb right behind the comma that closes an aside in which a token stands."""
    rest = range(last + 1, len(clauses.tokens))
    comma = next((j for j in rest if clauses.low(j) == "," and clauses.tokens[j].date < 0), -1)
    main = next((c for c in candidates if c.first > comma > 0), None)
    if main is None or not main.finite or main.unreal:
        return None
    words = grammar.load()
    between = clauses.lows(comma + 1, main.first)
    return main if all(low in words.auxiliaries or low in words.adverbs for low in between) else None


def set_for(clauses: Clauses, candidates: Sequence[Candidate], item: Link) -> Candidate | None:
    """What somebody set a day for: "set a hearing for May 5"."""
    verb = item.candidate
    if verb.noun or clauses.low(verb.first) not in _SETTING:
        return None
    date = clauses.date_at(item.date)
    if clauses.low(date - 1) != "for":
        return None
    inside = (c for c in candidates if c.noun and verb.last < c.first < date and not c.unreal)
    noun = next(inside, None)
    return None if noun is None else replace(noun, status="planned")


def gone(clauses: Clauses, candidates: Sequence[Candidate], verb: Candidate) -> Candidate | None:
    """What those did who only came or went for it: "they came on Wednesday and shot nine men"."""
    if verb.noun or clauses.low(verb.first) not in _GOING:
        return None
    following = next((c for c in candidates if c.first > verb.last and c.finite), None)
    if following is None or not following.telling or following.unreal or following.passive:
        return None
    near = clauses.segment[following.first] - clauses.segment[verb.first] <= 1
    return following if near and clauses.prior[following.first] == "and" else None


def returning(clauses: Clauses, candidates: Sequence[Candidate], verb: Candidate) -> Candidate | None:
    """What somebody came back for: "returned to host the show in 2005", "will return next year to host it"."""
    if verb.noun or clauses.low(verb.first) not in _RETURNING:
        return None
    j = verb.last + 1
    while clauses.is_date(j):
        j += 1
    aim = next((c for c in candidates if c.first == j + 1), None) if clauses.low(j) == "to" else None
    return None if aim is None or aim.noun else replace(aim, status=verb.status, finite=True)


def answered(clauses: Clauses, candidates: Sequence[Candidate], verb: Candidate) -> Candidate | None:
    """What somebody said who was asked: ""We will see," the envoy said when asked on Monday about the talks"."""
    if clauses.low(verb.first) != "asked" or clauses.low(verb.first - 1) != "when":
        return None
    before = [c for c in candidates if c.last < verb.first]
    return before[-1] if before and before[-1].reporting and before[-1].last == verb.first - 2 else None


def purpose(clauses: Clauses, candidates: Sequence[Candidate], verb: Candidate) -> Candidate | None:
    """The protest that people moved for: "farmers drove to Brussels on Monday to protest against imports"."""
    if verb.noun or verb.reporting or verb.group.type not in ("OTHER", "REJECT") or verb.lemma in _UNWILLING:
        return None
    near = (c for c in candidates if c.first > verb.last and clauses.segment[c.first] == clauses.segment[verb.first])
    aim = next((c for c in near if c.group.type == "PROTEST" and clauses.low(c.first - 1) == "to"), None)
    return replace(aim, status=verb.status, finite=True) if aim is not None and not aim.noun else None


def at_once(clauses: Clauses, candidates: Sequence[Candidate], item: Link) -> Candidate | None:
    """What somebody did while they did what opens the sentence: "while visiting Lima on Monday, Ann met the mayor"."""
    doing = item.candidate
    if clauses.low(0) not in ("while", "when") or doing.first != 1 or not clauses.low(1).endswith("ing"):
        return None
    later = (c for c in candidates if c.finite and clauses.segment[c.first] > clauses.segment[doing.last])
    main = next(later, None)
    dated = main is not None and any(map(clauses.is_date, range(main.last + 1, len(clauses.tokens))))
    return None if main is None or main.unreal or dated or main.certainty != "asserted" else main


def broken_off(clauses: Clauses, candidates: Sequence[Candidate], item: Link) -> Candidate | None:
    """What befell somebody in the middle of what they did: "had just parked her car on Friday in Lima when she was
    hit"."""
    verb, first = item.candidate, item.candidate.first
    doing = clauses.low(first).endswith("ing") and clauses.has_be(first)
    just = "just" in clauses.lows(first - 2, first) and "had" in clauses.lows(first - 3, first)
    if verb.noun or verb.unreal or not (doing or just):
        return None
    here = clauses.segment[first]
    begin = next((j for j in range(verb.last, len(clauses.tokens)) if clauses.segment[j] > here), len(clauses.tokens))
    while begin < len(clauses.tokens) and clauses.low(begin) != "when" and not clauses.opener[clauses.segment[begin]]:
        begin += 1
    if clauses.low(begin) != "when" or any(map(clauses.is_date, range(begin, len(clauses.tokens)))):
        return None
    inside = (
        c for c in candidates if c.first > begin and c.finite and clauses.segment[c.first] == clauses.segment[begin]
    )
    then = next((c for c in inside if not (c.unreal or c.reporting)), None)
    return None if then is None or then.fallback else then


def soon_after(clauses: Clauses, candidates: Sequence[Candidate], item: Link) -> Candidate | None:
    """The verb of a sentence that begins with what happened but hours before, and when: "hours after the vote on
    Monday, crowds stormed the hall"."""
    told = item.candidate
    after = clauses.introducing(told.first)
    if clauses.low(after) != "after" or clauses.low(after - 1) not in _SOON or after > _HEAD:
        return None
    later = (c for c in candidates if c.finite and clauses.segment[c.first] > clauses.segment[told.last])
    verb = next(later, None)
    return None if verb is None or verb.unreal or verb.reporting else verb


def before_end(clauses: Clauses, candidates: Sequence[Candidate], item: Link) -> Candidate | None:
    """The harm that somebody did before what ended it: "shot two guards before killing himself on Monday"."""
    end = item.candidate
    if end.noun or clauses.low(end.first - 1) != "before" or not clauses.low(end.first).endswith("ing"):
        return None
    done = [c for c in candidates if c.last < end.first - 1 and c.finite and not c.reporting]
    verb = done[-1] if done else None
    first = clauses.date_at(item.date)
    if verb is None or first < end.first or any(map(clauses.is_date, range(verb.last, end.first))):
        return None
    if len(done) > 1 and done[-2].harmful and clauses.prior[verb.first] == "and":
        verb = done[-2]  # "killed two and wounded a third before"
    return verb if verb.harmful and not verb.unreal and verb.certainty == "asserted" else None


def in_wake(clauses: Clauses, candidates: Sequence[Candidate], item: Link) -> Candidate | None:
    """The arrest that was made after harm which is told for the first time, on its day: "were held after a robbery on
    Monday"; what somebody does after "the raid" may be long after."""
    noun, j = item.candidate, item.candidate.first - 1
    while j > 0 and noun.first - j < _TO and clauses.low(j).isalpha() and clauses.low(j) not in ("a", "an"):
        j -= 1
    if not (noun.noun and noun.harmful) or noun.light >= 0 or clauses.lows(j - 1, j + 1) not in _WAKE:
        return None
    before = [c for c in candidates if c.last < j and c.finite]
    verb = before[-1] if before else None
    if verb is None or not verb.passive or verb.unreal or verb.certainty != "asserted" or verb.group.name != "arrest":
        return None
    return None if any(map(clauses.is_date, range(verb.last, noun.first))) else verb


def by_nature(clauses: Clauses, candidates: Sequence[Candidate], verb: Candidate) -> Candidate | None:
    """ "The town was razed by a quake": the event is what did it."""
    if not verb.passive or verb.group.harm or clauses.low(verb.last + 1) != "by":
        return None
    near = (c for c in candidates if c.noun and verb.last < c.first <= verb.last + _NEAR)
    return next((c for c in near if c.group.type == "DISASTER"), None)


def unhurt(clauses: Clauses, candidates: Sequence[Candidate], verb: Candidate) -> Candidate | None:
    """ "Nobody was hurt in the blast": it went off all the same."""
    if verb.noun or not verb.unreal or verb.group.harm == "":
        return None
    here = clauses.segment[verb.first]
    behind = (
        c for c in candidates if c.noun and not c.unreal and c.first > verb.last and clauses.segment[c.first] == here
    )
    return next((c for c in behind if clauses.low(clauses.introducing(c.first)) in _IN_IT), None)


def deaths_first(clauses: Clauses, candidates: Sequence[Candidate], verb: Candidate) -> Candidate | None:
    """Of "12 were killed and 30 wounded on Monday", told in one breath, the deaths name the event."""
    if verb.noun or clauses.low(verb.first) not in grammar.load().harm.injured:
        return None
    here = clauses.segment[verb.first]
    before = [c for c in candidates if c.last < verb.first and here - clauses.segment[c.first] <= 1 and not c.noun]
    told = before[-1] if before else None
    dead = told is not None and told.group.harm == "killed" and not told.unreal
    joined = "and" in clauses.lows(told.last + 1, verb.first) if told else False
    # "Exploded, killing nine, and another wounded four": told of another blast.
    alike = told is not None and clauses.low(told.first).endswith("ing") == clauses.low(verb.first).endswith("ing")
    return told if dead and joined and alike else None


def happening(clauses: Clauses, verb: Candidate) -> Candidate | None:
    """The noun that a verb of happening has for its subject, whatever it names: "the break which happened in May"."""
    words = grammar.load()
    happens = verb.lemma in ("happen", "occur", "take place")
    happens = happens or clauses.lows(verb.first, verb.last + 2) == ("run", "from")
    if not (happens or (clauses.low(verb.first) in words.performed and clauses.has_be(verb.first))):
        return None
    j = verb.first - 1
    while j >= 0 and (clauses.low(j) in words.auxiliaries | words.adverbs | words.relative or clauses.low(j) == ","):
        j -= 1
    low = clauses.low(j)
    if not (happens or low in words.undertakings):
        return None
    relative = not words.relative.isdisjoint(clauses.lows(j + 1, verb.first))
    phrase = () if relative else clauses.lows(clauses.begin(max(j, 0)), j)
    loose = words.pronouns | words.determiners | words.prepositions | {"it", "this", "that", "so"}
    if j < 0 or not low.isalpha() or low in loose or not words.prepositions.isdisjoint(phrase):
        return None
    return replace(verb, first=j, last=j, lemma=low, group=FALLBACK, noun=True, passive=False, finite=False)
