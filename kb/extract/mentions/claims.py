"""What a date costs an event noun, where a verb has the better claim, and a verb whose tense it does not fit."""

from kb.extract.mentions.bars import LIMIT
from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.form import is_present
from kb.extract.mentions.rivals import CAUSES, TIES, Verbs
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers

_TENSE = 2.0
_UNDER = 1.0  # "freed a bus under attack by a mob on Monday" tells of the freeing
_LOOSE = ("OTHER", "BUSINESS")
_PHRASE, _NEAR = 7, 3  # tokens
_CHARGED = ("on", "over", "with", "to")
_SETTLING = frozenset(
    """settle settles settled settling resolve dismiss dismissed dropped tossed threw thrown reversed overturned quashed
    vacated annulled upheld affirmed""".split()
)
_CASES = ("charge", "lawsuit", "suit", "case", "conviction", "sentence", "verdict")
_GOING = frozenset(("visit", "trip", "tour", "flight", "voyage", "mission", "journey"))
# What is rather where something is done than what is.
_SCENES = frozenset(("PROTEST", "STATEMENT", "JUSTICE"))


def noun_cost(clauses: Clauses, candidate: Candidate, verbs: Verbs, *, behind: bool, between: tuple[int, int]) -> float:
    """A date right before a noun ("Wednesday's ruling") or right behind one ("strikes on December 29") is its own."""
    words = grammar.load()
    low, high = between
    inner = clauses.lows(low, high)
    weak = 0.3 if candidate.group.weak else 0.0
    weak += 0.3 if candidate.unreal else 0.0  # "was suspended four games in 2006"
    under = clauses.low(candidate.first - 1) == "under" and candidate.light < 0
    weak += _UNDER if under and clauses.prior[candidate.first - 1] not in words.be else 0.0
    if not behind:
        apart = any(
            w in words.prepositions
            or w in words.determiners
            or w in TIES
            or (not w[0].isalnum() and w not in ("'s", "-"))
            for w in inner
        )
        return weak + (1.6 if apart or len(inner) > 4 else 0.0)
    charged = behind and "charge" in candidate.lemma.split() and _is_of_verdict(clauses, candidate.first)
    if charged or (behind and candidate.lemma.split()[-1] in _CASES and _is_settled(clauses, candidate.first)):
        return LIMIT + 1  # "was jailed on corruption charges on Monday" tells when of the jailing
    carried = candidate.light >= 0 and candidate.light not in verbs.telling
    if carried or _is_occasion(clauses, candidate, verbs):
        return weak + 0.5
    definite = any(w in ("the", "this", "that") for w in clauses.lows(candidate.first - 3, candidate.first))
    owner = _owner(clauses, candidate.first)
    # "Clinton's next visit" is nobody's object; "extended their offers" is.
    opening = _before_owner(clauses, owner)
    close = owner >= 0 and opening not in verbs.all and clauses.low(opening) not in words.prepositions - {"of"}
    # "A stampede broke out at a festival in May".
    lead = clauses.low(_lead(clauses, candidate.first))
    scene = candidate.group.type in _LOOSE and lead in ("at", "during")
    going = clauses.low(candidate.last) in _GOING and lead in ("on", "during")  # "spoke on a visit in May"
    known = verbs.all | verbs.planned
    if going:
        known = frozenset(v for v in known if clauses.low(v) not in words.where.moves)
    rivals = known if definite or scene or going or opening in verbs.all else frozenset() if close else verbs.telling
    # "Suspended a truce in May": what did not go on has no date.
    off = candidate.unreal and not words.calling_off.isdisjoint(clauses.lows(candidate.first - 3, candidate.first))
    return weak + 0.5 + (1.0 if off or _governed(clauses, candidate, rivals) else 0.0)


def _is_of_verdict(clauses: Clauses, charge: int) -> bool:
    """Whether charges are those on which somebody is tried: "jailed on charges", "acquitted of the murder charges"."""
    lead = _lead(clauses, charge)
    tried = clauses.low(lead) == "of" and triggers.load().is_past(clauses.low(lead - 1))
    return tried or clauses.low(lead) in _CHARGED


def _is_settled(clauses: Clauses, charge: int) -> bool:
    """Whether a case is one that somebody settles or a court does away with: "agreed to pay $5 million to settle the
    SEC's charges", "reversed his conviction"."""
    return not _SETTLING.isdisjoint(clauses.lows(charge - _PHRASE, charge))


def _lead(clauses: Clauses, noun: int) -> int:
    """The token that leads the phrase of a noun, over what describes it: "during the 13-10 overtime loss"."""
    j = clauses.introducing(noun)
    while noun - j < _PHRASE and (clauses.low(j).isdigit() or clauses.low(j) == "-" or _may_describe(clauses, j)):
        j = clauses.introducing(j)
    return j


def _owner(clauses: Clauses, noun: int) -> int:
    """The token of whose a noun is ("his next hearing", "her 16th straight fight"), or -1."""
    words, plain = grammar.load(), True
    for j in range(noun - 1, max(-1, noun - _PHRASE), -1):
        if clauses.low(j) in words.possessive:
            return j if plain or noun - j <= _NEAR else -1
        plain = plain and (clauses.low(j).isdigit() or _may_describe(clauses, j))
        if clauses.low(j) in words.prepositions or not clauses.tokens[j].word:
            break
    return -1


def _before_owner(clauses: Clauses, owner: int) -> int:
    """The token before an owner with its name: "ratified" of "ratified Finland's bid"."""
    j = owner - 1
    while clauses.low(owner) in ("'s", "'") and j > 0 and (clauses.tokens[j].capital or _may_describe(clauses, j)):
        j -= 1
    j -= j < owner - 1 and clauses.low(j) in grammar.load().determiners
    return j - (clauses.low(j) in grammar.load().particles)  # "turned down his proposals"


def _may_describe(clauses: Clauses, j: int) -> bool:
    """Whether a token may be a plain word of a phrase: "special" of "a special shareholders' meeting"."""
    words, low = grammar.load(), clauses.low(j)
    small = words.prepositions | words.determiners | words.auxiliaries | words.openers | {"and", "or", "but"}
    return low.isalpha() and low not in small and not triggers.load().is_past(low)


def _is_occasion(clauses: Clauses, candidate: Candidate, verbs: Verbs) -> bool:
    """Whether a noun tells of something else than what its verb does to it: "died after a coup last year", "died in a
    raid on Monday". One with an article of its own that was told before ("in the raid") leaves the date to the verb, as
    does one in which something else was done than harm: "arrested in a raid on Monday"."""
    words = grammar.load()
    kind = candidate.group.type
    if kind in ("CONSULT", "OTHER"):
        # "Approved at a meeting on Monday", "killed two at a concert on Monday" are told by their verbs.
        return False
    for low in reversed(clauses.lows(candidate.first - 5, candidate.first)):
        if low in words.prepositions:
            if low in ("at", "during") and kind in _SCENES:
                return False  # "was shot at a rally on Monday"
            if kind == "STATEMENT" and low == "in" and _governed(clauses, candidate, verbs.telling):
                return False  # "banned the sale in an address on Monday"
            return low in words.occasions and not (low == "in" and _governed(clauses, candidate, verbs.mild))
        if low in ("the", "this", "that"):
            return False
    return False


def _governed(clauses: Clauses, candidate: Candidate, rivals: frozenset[int]) -> bool:
    """Whether a verb stands before a noun in its clause, that can claim the date behind it. The object of another verb
    that hangs on it is out of its reach: "blamed him for failing to enforce an order in 1992"."""
    segment = clauses.segment[candidate.first]
    return any(
        v < candidate.first and clauses.segment[v] == segment and not _gerund_between(clauses, v, candidate.first)
        for v in rivals
    )


def _gerund_between(clauses: Clauses, verb: int, noun: int) -> bool:
    """Whether a gerund behind a preposition stands between a verb and a noun."""
    inner = range(verb + 1, noun - 1)
    return any(clauses.low(j) in CAUSES and clauses.low(j + 1).endswith("ing") for j in inner)


def out_of_tense(clauses: Clauses, candidate: Candidate, date: tuple[int, int], *, opening: bool) -> float:
    """What a date that is over costs a verb whose tense takes none: the present perfect ("has been arrested for the
    bombing last year"), and the present behind it ("the death of Omar last Friday recalls others")."""
    first = candidate.first
    if not candidate.finite:
        return 0.0
    if date[1] < first and not opening and is_present(clauses.low(first)):
        return _TENSE
    since = "since" in (clauses.low(date[0] - 1), clauses.low(date[0]))
    perfect = clauses.is_perfect(first) and not candidate.reporting and "to" not in clauses.lows(first - 3, first)
    return _TENSE if perfect and not since else 0.0


def tells_itself(clauses: Clauses, noun: Candidate, relative: range, verbs: Verbs) -> bool:
    """Whether a relative clause up to its date only says what a noun for an event did: "the earthquake that hit Italy
    on Monday"."""
    led = clauses.low(relative.start) in ("that", "which") and relative.start == noun.last + 1
    return noun.noun and led and not any(verb in relative for verb in verbs.all)
