"""What a sentence tells without a date of its own: which of its candidates are worth an event that context dates."""

from collections.abc import Sequence

from kb.extract.mentions.across import dates_both
from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.carriers import event_subject, harms, is_wrecked, leaves_dead, wrought
from kb.extract.mentions.chains import opening
from kb.extract.mentions.doubts import is_rumoured, remembering
from kb.extract.mentions.filmed import is_filmed
from kb.extract.mentions.form import conjoined, is_resumed
from kb.extract.mentions.kinds import kind_of
from kb.extract.mentions.reach import tells_more
from kb.extract.mentions.readings import COUNTING, Dated, goes_on_to_harm, is_armed, is_of_year, is_own_act, says
from kb.extract.mentions.status import own_start
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.tolls import with_tolled
from kb.extract.mentions.up_to import has_end
from kb.extract.mentions.verbs import is_base
from kb.lexicon import grammar
from kb.when import Grain, When

_CLASHING = frozenset(("ASSAULT", "PROTEST", "ACCIDENT", "DISASTER", "DEATH", "COERCE", "MOBILIZE", "JUSTICE"))
_TRIALS = ("trial", "trials", "court", "justice")
_UNTIL = ("for", "to", "until", "till", "by", "from")  # "revoked bail and set a hearing for May 5"
_LONG, _AHEAD = frozenset(("years", "months", "decades")), 6


def is_strong(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether a trigger tells of an event that happened, whatever stands around it: by its word, or since missiles
    "struck", or somebody "was hurt", which else is said of sales and feelings too."""
    strikes = clauses.low(candidate.first) in grammar.load().harm.strikes and is_armed(clauses, candidate)
    hurt = candidate.group.harm != "" and candidate.passive
    struck = strikes or is_wrecked(clauses, candidate)
    return not candidate.unreal and (candidate.telling or struck or (hurt and not candidate.fallback))


def undated(clauses: Clauses, candidates: Sequence[Candidate], dated: Sequence[Dated]) -> tuple[Candidate, ...]:
    """Candidates that make an event without a date in their sentence: strong, told and not quoted, and of the dead and
    wounded that one clause counts ("25 died and 51 were wounded") the first only."""
    known = [item.candidate for item in dated if item.candidate.noun and item.candidate.harmful]
    taken = {at for item in dated for at in (item.candidate.first, opening(clauses, item.candidate))}
    dated = [item for item in dated if not is_of_year(clauses, item.candidate, item.mention.when)]
    told = [item.candidate for item in dated if not item.candidate.reporting]
    segments = {clauses.segment[c.first] for c in told} | _behind_asides(clauses, dated)
    counting = {clauses.segment[c.first] for c in told if c.group.harm or c.group.type in COUNTING}
    chosen = []
    for candidate in candidates:
        strong = is_strong(clauses, candidate)
        verbal = candidate.finite or candidate.passive or candidate.light >= 0
        here = clauses.segment[candidate.first]
        # "Three were hurt and 12 arrested": the hurt are counted in no arrest.
        near = any(abs(here - s) <= 1 for s in counting) if candidate.group.harm else here in segments
        near = near and not _is_new(clauses, candidate, dated) and not _is_others(clauses, candidate)
        near = near or (
            goes_on_to_harm(clauses, here) and any(clauses.segment[d.candidate.first] < here for d in dated)
        )
        tied = near and candidate.finite and conjoined(clauses, candidate.first) and not candidate.group.harm
        tied = tied and clauses.low(candidate.first - 1) != "being"  # "was found on Monday and is being examined"
        tied = tied and not _has_since(clauses, candidate, told)
        tied = tied or (near and strong and _follows(clauses, candidate, told))
        tied = tied or (strong and _goes_on_dated(clauses, candidate, dated))
        tied = tied or (strong and _leads_to_dated(clauses, candidate, dated))
        same = strong and _shares_day(clauses, candidate, dated)
        tied = tied or same
        strong = strong or (tied and candidate.group.weak and not candidate.reporting and not candidate.unreal)
        strong = strong or _is_reported(clauses, candidate, dated) or leaves_dead(clauses, candidate)
        apart = tied or not near
        struck = wrought(clauses, candidates, candidate)
        strong = strong or struck is not None
        free = candidate.first not in taken and not clauses.quoted[candidate.first] and apart
        free = free and not _is_prior(clauses, candidate, told)
        if not (strong and verbal and free) or _is_apart(clauses, candidate, known):
            continue
        subject = struck or (None if same else event_subject(clauses, candidates, candidate))
        hurts = harms(candidate) or struck is not None or leaves_dead(clauses, candidate)
        if subject is None or (hurts and candidate.certainty == "asserted"):  # "a blast killed nine"
            chosen.append(subject or candidate)
            if candidate.group.harm or hurts:
                counting.add(here)
    return with_tolled(clauses, candidates, chosen, taken)


def _has_since(clauses: Clauses, verb: Candidate, told: Sequence[Candidate]) -> bool:
    """Whether what "and" ties to a dated verb in the past has been done since: "left the army in 1987 and has served on
    the council"."""
    before = [c for c in told if c.last < verb.first and c.finite]
    return clauses.is_perfect(verb.first) and bool(before) and not clauses.is_perfect(before[-1].first)


def _is_apart(clauses: Clauses, candidate: Candidate, dated: Sequence[Candidate]) -> bool:
    """Whether a trigger tells of another time than its sentence: what is remembered, filmed or still to be faced, what
    somebody is charged with, or what happened in what a noun with a date names."""
    if remembering(clauses, candidate.first) >= 0 or is_filmed(clauses, candidate.first):
        return True
    if _is_faced(clauses, candidate) or _is_older(clauses, candidate.first):
        return True
    if has_end(clauses, candidate) or _is_so_still(clauses, candidate.first):
        return True
    return any(_is_of_noun(clauses, candidate, noun) for noun in dated)


def _is_of_noun(clauses: Clauses, harm: Candidate, noun: Candidate) -> bool:
    """Whether harm is told in the clause that says more of a noun with a date: "the 2015 crash in which nine died"."""
    begin = clauses.begin(harm.first)
    led = begin - 1 - (clauses.low(begin - 1) in ("in", "during", "by"))
    return harm.harmful and led == noun.last and tells_more(clauses, noun.last)


def _is_faced(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether a trial is still before somebody: "he faces four more trials"; charges have been brought."""
    verb = candidate.first if candidate.light < 0 else candidate.light
    return clauses.low(verb) in ("face", "faces") and clauses.low(candidate.last) in _TRIALS


def _behind_asides(clauses: Clauses, dated: Sequence[Dated]) -> set[int]:
    """The clauses in which the date of a verb stands behind an aside, so that "and" ties what follows to that verb:
    "fired his minister, Omar Said, on Monday and named Ann Brandt"."""
    verbs = (item for item in dated if item.candidate.finite and item.candidate.certainty == "asserted")
    pairs = ((clauses.segment[v.candidate.last], clauses.index_at(v.mention.span.start)) for v in verbs)
    pairs = ((here, date) for here, date in pairs if "," in clauses.lows(date - 2, date))
    return {clauses.segment[date] for here, date in pairs if clauses.segment[date] == here + 2}


def _is_older(clauses: Clauses, verb: int) -> bool:
    """Whether a verb tells what somebody is charged with, which was before: "accusations that he had beaten her"."""
    return "had" in clauses.lows(verb - 4, verb) and is_rumoured(clauses, verb)


def _is_so_still(clauses: Clauses, verb: int) -> bool:
    """Whether what a verb tells began before and goes on: "nine sailors are still being held"."""
    near = clauses.lows(verb - 4, verb)
    return "still" in near and not {"is", "are"}.isdisjoint(near)


def _is_reported(clauses: Clauses, verb: Candidate, dated: Sequence[Dated]) -> bool:
    """Whether a verb in the perfect is the news that its sentence ends with the source of, and the one date of it,
    "rebels have freed two nuns, police said on Monday", or what the source did itself, "said on Monday it had sold"."""
    report = dated[0].candidate if len(dated) == 1 else None
    if report is None or not says(report) or verb.fallback or verb.unreal or not verb.finite:
        return False
    here, there = clauses.segment[verb.first], clauses.segment[report.first]
    if report.first > verb.last:
        main = not here or (not clauses.opener[here] and there == here + 1)  # "Omar, who was ill, has resigned"
        main = main or (there == here + 1 and is_resumed(clauses, verb.first))  # "a guard who shot two has been held"
        return main and (clauses.is_perfect(verb.first) or _is_announced(clauses, verb))
    done = not {"had", "has", "have", "will", "would"}.isdisjoint(clauses.lows(verb.first - 3, verb.first))
    # "Said on Monday it was closing two mills", "that it's closing two".
    is_at_it = clauses.low(verb.first - 1) == "'s" and clauses.low(verb.first - 2) in ("it", "he", "she")
    done = done or (clauses.low(verb.first).endswith("ing") and (is_at_it or clauses.has_be(verb.first)))
    done = done and _LONG.isdisjoint(clauses.lows(verb.last + 1, verb.last + _AHEAD))  # "had lost money for years"
    return done and here == there + 1 and is_own_act(clauses, verb)


def _is_announced(clauses: Clauses, verb: Candidate) -> bool:
    """Whether a verb tells what somebody will do, who is the subject: "Harlow will buy Dunlin, the firms said"."""
    told = (
        verb.certainty == "planned"
        and verb.group.subject == "source"
        and kind_of(clauses, verb) not in ("OTHER", "STATEMENT")
        and not verb.passive
    )
    return told and clauses.prior[verb.first] == "will" and clauses.tokens[clauses.index_at(clauses.body)].capital


def _goes_on_dated(clauses: Clauses, verb: Candidate, dated: Sequence[Dated]) -> bool:
    """Whether "and" ties a dated verb without a subject of its own to a verb, whose day it then gives too: "was ousted
    and placed under arrest on Monday"."""
    item = next((d for d in dated if d.candidate.first > verb.last), None)
    if item is None or clauses.low(clauses.index_at(item.mention.span.start) - 1) in _UNTIL:
        return False
    behind = item.candidate
    if not behind.finite or not conjoined(clauses, behind.first) or behind.certainty != "asserted":
        return False
    # "Shot and killed him" tells of one deed, and who is hurt may have died on another day.
    free = not (verb.group.harm or behind.group.harm) and not behind.group.type == "BUSINESS" != verb.group.type
    alone = verb.finite and clauses.segment[behind.first] == clauses.segment[verb.first]
    return free and alone and not own_start(clauses, behind.first) and verb.group.type != behind.group.type


def _follows(clauses: Clauses, verb: Candidate, told: Sequence[Candidate]) -> bool:
    """Whether "and" ties a clause with a subject of its own to a dated one, which happened with it: "the king abdicated
    on Monday and his son was crowned"."""
    start = own_start(clauses, verb.first)
    if not (start and verb.finite) or verb.group.harm or clauses.low(start - 1) != "and":
        return False
    before = [c for c in told if c.first < start]
    plain = all(t.word and t.date < 0 for t in clauses.tokens[start : verb.first])
    plain = plain and not is_base(clauses.low(start))  # "was to leave on Monday and free men captured in the war"
    dated = [c for c in before if (c.finite or dates_both(clauses, c, verb)) and c.certainty == "asserted"]
    return plain and bool(before) and dated == before


def _leads_to_dated(clauses: Clauses, verb: Candidate, dated: Sequence[Dated]) -> bool:
    """Whether "and" ties a dated verb to one that heads the clause before it: "killed nine guards and burned the post
    on Tuesday"; not where a date of its own stands between, or another verb."""
    if not verb.finite or verb.passive or verb.certainty != "asserted":
        return False
    behind = [d for d in dated if d.candidate.first > verb.last + 2]  # "shot and killed" is one
    other = behind[0].candidate if behind else None
    if other is None or not (other.finite and other.certainty == "asserted") or not conjoined(clauses, other.first):
        return False
    if verb.group.harm and other.group.harm:
        return False  # "wounded nine and killed four"
    when, joint = behind[0].mention.when, clauses.low(clauses.before[other.first])
    figures = isinstance(when, When) and when.grain is Grain.QUARTER  # "hired a bank and posted a loss for the quarter"
    here = clauses.segment[other.first] == clauses.segment[verb.first]
    told = figures or any(clauses.is_date(j) for j in range(verb.last + 1, other.first))
    return here and not told and not own_start(clauses, other.first) and joint in ("and", "then")


def _shares_day(clauses: Clauses, verb: Candidate, dated: Sequence[Dated]) -> bool:
    """Whether what happened in the clause before "and" was on the day that ends the next one, whose subject is another:
    "a bomb killed nine in Athens and gunmen attacked a bank in Lima on Saturday"."""
    item = next((d for d in dated if d.candidate.first > verb.last), None)
    if item is None or not (verb.finite and item.candidate.finite) or verb.certainty != "asserted":
        return False
    other, day = item.candidate, clauses.index_at(item.mention.span.start)
    when, start = item.mention.when, own_start(clauses, other.first)
    one = isinstance(when, When) and when.grain is Grain.DAY and {verb.group.type, other.group.type} <= _CLASHING
    joined = clauses.low(start - 1) in ("and", "while") and verb.last < start < other.first < day
    apart = any(clauses.low(j) in grammar.load().locative for j in range(verb.last + 1, start))
    return one and joined and apart and not any(map(clauses.is_date, range(day))) and other.certainty == "asserted"


def _is_others(clauses: Clauses, candidate: Candidate) -> bool:
    """Whether somebody else does harm behind "and": "protesters stormed the palace and police killed 22"."""
    start = own_start(clauses, candidate.first)
    plain = start > 0 and all(t.text.isalpha() for t in clauses.tokens[start : candidate.first])
    harms = candidate.group.harm == "killed" and candidate.finite and not candidate.passive
    return harms and plain and candidate.lemma != "die"


def _is_prior(clauses: Clauses, deed: Candidate, told: Sequence[Candidate]) -> bool:
    """Whether whom something befalls did harm before: "a man who killed 12 people was arrested on Monday"."""
    if clauses.opener[clauses.segment[deed.first]] != "who" or deed.passive or not deed.group.harm:
        return False
    return any(c.first > deed.last and not c.noun and c.group.type not in COUNTING for c in told)


def _is_new(clauses: Clauses, verb: Candidate, dated: Sequence[Dated]) -> bool:
    """ "Has been arrested in connection with last year's bombing": in the perfect, with only nouns dated behind it, and
    before it only what its subject is suspected of: "a man accused of robbing a bank in May has been arrested"."""
    here = [d.candidate for d in dated if clauses.segment[d.candidate.first] == clauses.segment[verb.first]]
    older = all((c.noun if c.first > verb.first else c.certainty == "alleged") for c in here)
    return clauses.is_perfect(verb.first) and verb.finite and older
