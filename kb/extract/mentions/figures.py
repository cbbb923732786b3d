"""How many were killed or injured: the counts that a stretch of a sentence states, as low, best and high."""

from dataclasses import dataclass

from kb.extract.mentions.losses import life, lost, suffered, taken_in, unreal
from kb.extract.mentions.numbers import hedged, is_age, is_of_parent, measures, number_at, number_ending
from kb.extract.mentions.subjects import DYING, reached, subject, swept
from kb.extract.mentions.tokens import Clauses
from kb.extract.mentions.verbs import is_blamed
from kb.extract.mentions.victims import ONE, listed, total
from kb.extract.mentions.voice import listed_passive
from kb.lexicon import actors as names
from kb.lexicon import grammar
from kb.model import Figure

_BACK = 24
_TOLL = 16
_NEAR = 5
_TELLING = frozenset(("toll", "lost", "losing", "loss", "life"))
_ABOUT = frozenset(("of", "for", "over", "about"))
_FATES = frozenset(("missing", "captured", "displaced", "detained", "arrested"))
_WOUNDS = ("wound", "wounds")
_ALL = ("all", "everyone", "everybody")
_MULTIPLE = ("double", "triple", "quadruple")  # two dead and more: "a double murder"
_AGED = 3  # tokens of an age between commas: ", 45,"


@dataclass(frozen=True, slots=True)
class Harm:
    """The killed and the injured that a stretch of a sentence counts."""

    killed: Figure | None
    injured: Figure | None


def count_harm(clauses: Clauses, start: int, end: int, *, own: int = -1, protest: bool = False) -> Harm:
    """The figures between two tokens, those of the word of harm at token `own` first. "Dozens" and other uncounted harm
    give None: no figure is made up. Those of what a protest is about ("marched over the killing of a boy") are not its
    own."""
    words = grammar.load().harm
    told = frozenset(clauses.words)
    if told.isdisjoint(words.killed | words.injured | words.wounding | words.clinics | words.wounds | _TELLING):
        return Harm(None, None)
    if protest:
        end = next((i for i in range(start, end) if _motive(clauses, i)), end)
    if alone := _elliptic(clauses, own):
        return alone
    toll, counted = _toll(clauses, words.killed, start, end), _count(clauses, words.killed, start, end, own)
    # "Killed five, raising this year's death toll to 60".
    killed = counted or toll if toll and _is_raised(clauses, start, end) else toll or counted
    killed = (
        killed or lost(clauses, start, end) or life(clauses, start, end) or _struck(clauses, start, end, fatally=True)
    )
    injured = _toll(clauses, words.injured, start, end) or _count(clauses, words.injured, start, end, own)
    if injured is None:
        # Of the one who was killed the sentence may tell where he was hit.
        struck = _struck(clauses, start, end, fatally=False)
        dead = killed or (_count(clauses, words.killed, 0, len(clauses.tokens), own) if struck else None)
        injured = None if dead and struck == dead else struck
    return Harm(killed, injured or suffered(clauses, start, end) or taken_in(clauses, start, end))


def counts_harm(clauses: Clauses) -> bool:
    """Whether a sentence counts dead or injured: "the blast killed nine"."""
    harm = count_harm(clauses, 0, len(clauses.tokens))
    return harm.killed is not None or harm.injured is not None


def _elliptic(clauses: Clauses, own: int) -> Harm | None:
    """Of "12 were killed in a raid and five in a crash" the five, for the second of the two."""
    at = clauses.introducing(own)
    number = number_ending(clauses, at - 1) if own > 0 and clauses.low(at) in ("in", "by", "during") else None
    if number is None or clauses.low(number.first - 1) != "and" or measures(clauses, number):
        return None
    words, figure = grammar.load().harm, hedged(clauses, number)
    last = next((low for low in reversed(clauses.lows(0, at)) if low in words.killed | words.injured), "")
    return Harm(figure, None) if last in words.killed else Harm(None, figure) if last else None


def _count(clauses: Clauses, kind: frozenset[str], start: int, end: int, own: int) -> Figure | None:
    for i in _nearest(clauses, own, start, end):
        if (
            clauses.low(i) not in kind
            or clauses.tokens[i].date >= 0
            or _long_ago(clauses, i, own)
            or (i < own and clauses.low(clauses.introducing(own)) == "for")  # "was hanged for a bombing"
            or (clauses.low(i) in _WOUNDS and not _has_object(clauses, i))  # "died of a gunshot wound"
            or _either(clauses, i)
        ):
            continue
        told = i != own and clauses.low(own) in kind - grammar.load().harm.counted
        if told and "who" in clauses.lows(i - 2, i) and not clauses.has_be(i):
            continue  # "rebels who killed 12 people died"
        if i < own and is_blamed(clauses, i - 2) and clauses.has_be(own):
            continue  # "a man accused of killing nine was found dead"
        if clauses.lows(i - 1, i + 1) == ("to", "death") and not unreal(clauses, i - 2):
            found = clauses.low(i - 3) in grammar.load().finding  # "were found stabbed to death"
            figure = _stabbed(clauses, i, start) or subject(clauses, i - 2 - found, start)
        elif (to := reached(clauses, i)) >= 0:
            # "Fell to their deaths", but "succumbed to their injuries".
            figure = None if clauses.low(to - 1) in grammar.load().harm.killed else swept(clauses, to, start)
        elif unreal(clauses, i) or "fatally" in clauses.lows(i - 2, i):
            continue
        elif clauses.low(i) == "dead" and clauses.low(i - 1) in grammar.load().harm.left:
            figure = _shot_dead(clauses, i, start, end)
        elif clauses.low(i) in grammar.load().harm.counted:
            figure = _of(clauses, i, end) or _before(clauses, i, start)
        elif _has_object(clauses, i):
            figure = listed(clauses, _object(clauses, i), end) or _alone(clauses, i + 1, end)
        elif (first := listed_passive(clauses, i, start)) >= 0:
            figure = subject(clauses, first, start)
        else:
            figure = _numbered(clauses, i, start) or _left_so(clauses, i, start)
            figure = figure or subject(clauses, i, start)
            figure = figure or (
                None if clauses.has_be(i) or clauses.low(i) in DYING else _noun_before(clauses, i, start)
            )
        figure = figure or _aboard(clauses, i)
        if figure and figure.best:
            return _and_with(clauses, figure, i + 1, end)
    return None


def _stabbed(clauses: Clauses, i: int, start: int) -> Figure | None:
    """ "Beat a guard and two cooks to death": whom a verb of wounding struck so."""
    for j in range(i - 2, max(start, i - _TOLL) - 1, -1):
        if clauses.low(j) in grammar.load().harm.wounding:
            done = clauses.has_be(j) and not clauses.low(j).endswith("ing")
            return None if j == i - 2 or done else listed(clauses, j + 1, i - 1)
    return None


def _either(clauses: Clauses, i: int) -> bool:
    """ "Killed or wounded", "killed or captured": what is counted of both is the count of neither."""
    harm = grammar.load().harm
    fates = harm.killed | harm.injured | _FATES
    ahead, behind = i, i
    while clauses.low(ahead + 1) == "," and clauses.low(ahead + 2) in fates:
        ahead += 2  # "killed, wounded, captured or missing"
    while clauses.low(behind - 1) == "," and clauses.low(behind - 2) in fates:
        behind -= 2
    after = clauses.low(ahead + 1) == "or" and clauses.low(ahead + 2) in fates
    return after or (clauses.low(behind - 1) == "or" and clauses.low(behind - 2) in fates)


def _aboard(clauses: Clauses, i: int) -> Figure | None:
    """Of "a plane with 12 people on board crashed, killing everyone aboard" the 12."""
    near = range(max(0, i - _NEAR), min(i + 2, len(clauses.tokens)))
    if not any(clauses.low(j) in _ALL and (_on_board(clauses, j + 1) or _of_them(clauses, j)) for j in near):
        return None
    for j in range(len(clauses.tokens)):
        number = number_at(clauses, j)
        if number and not measures(clauses, number) and clauses.tokens[j].date < 0:
            ahead, behind = clauses.lows(j - 3, j), range(number.last + 1, number.last + 3)
            if "carrying" in ahead or ("with" in ahead and any(_on_board(clauses, k) for k in behind)):
                return listed(clauses, j, len(clauses.tokens))
    return None


def _of_them(clauses: Clauses, i: int) -> bool:
    """ "All of them", "killing them all"."""
    return clauses.lows(i + 1, i + 3) == ("of", "them") or clauses.low(i - 1) == "them"


def _on_board(clauses: Clauses, i: int) -> bool:
    return clauses.low(i) == "aboard" or clauses.lows(i, i + 2) == ("on", "board")


def _nearest(clauses: Clauses, own: int, start: int, end: int) -> list[int]:
    """The tokens between two in the order in which what they count is that of an event at token `own`: its own, those
    of its clause behind it ("a raid killed nine") or, where it is led by a preposition, before it ("nine died in a
    raid") back to another date, then all."""
    if not start <= own < end:
        return list(range(start, end))
    here = [i for i in range(start, end) if clauses.segment[i] == clauses.segment[own]]
    dated = max((i for i in here if i < own and clauses.is_date(i)), default=start - 1)
    before, behind = [i for i in here if dated < i < own], [i for i in here if i > own]
    led = clauses.low(clauses.introducing(own)) in grammar.load().prepositions - grammar.load().openers
    return [own, *(before if led else behind), *range(start, end)]


def _long_ago(clauses: Clauses, i: int, own: int) -> bool:
    """Whether a word of harm tells of what an event at token `own` is compared with: "the deadliest since 2010, when
    40 died"."""
    begin = clauses.begin(i)
    if clauses.low(begin) != "when" or own >= begin:
        return False
    j = begin - 1 - (clauses.low(begin - 1) == ",")
    dated = j
    while j > 0 and clauses.tokens[j].date >= 0:
        j -= 1
    return j < dated and "since" in clauses.lows(j - 2, j + 1)


def _numbered(clauses: Clauses, i: int, start: int) -> Figure | None:
    """ "With 120 injured", "12 killed": a number right before."""
    number = number_ending(clauses, i - 1)
    plain = number is not None and number.first >= start and clauses.tokens[number.last].date < 0
    return hedged(clauses, number) if number and plain and not measures(clauses, number) else None


def _left_so(clauses: Clauses, i: int, start: int, *, joined: bool = False) -> Figure | None:
    """ "Leaving a man wounded", "fired at the crowd, with five people killed", "a week with two killed": who stands
    before how he was left; if `joined` where they are several kinds: "left nine guards and two nuns dead"."""
    for j in range(i - 1, max(start, i - 2 * _NEAR) - 1, -1):
        if joined and clauses.low(j) in ("left", "leaving", "leaves"):
            return listed(clauses, j + 1, i) if "and" in clauses.lows(j, i) else None
        counted = clauses.low(j) == "with" and (clauses.low(j - 1) == "," or number_at(clauses, j + 1) is not None)
        if counted or clauses.low(j) in ("left", "leaving", "leaves"):
            return listed(clauses, j + 1, i)
        if not clauses.tokens[j].word or clauses.low(j) in grammar.load().auxiliaries:
            break
        if clauses.low(j) in grammar.load().harm.killed | grammar.load().harm.injured:
            break  # "left nine dead and two guards wounded"
    return None


def _and_with(clauses: Clauses, figure: Figure, i: int, end: int) -> Figure:
    """ "Eleven sailors were killed in Oslo, along with five guards": those who are named behind the verb too."""
    for j in range(i, min(end - 2, i + _TOLL)):
        if clauses.low(j) in ("along", "together") and clauses.low(j + 1) == "with":
            more = listed(clauses, j + 2, end)
            return total([figure, more]) if more else figure
    return figure


def _shot_dead(clauses: Clauses, dead: int, start: int, end: int) -> Figure | None:
    """ "Shot dead a policeman", "three men were shot dead", "the family of a boy shot dead by police"."""
    if (first := listed_passive(clauses, dead - 1, start)) >= 0:
        return subject(clauses, first, start)
    if clauses.low(dead + 1) in ("by", "in", "at", "on") and not clauses.has_be(dead - 1):
        return _noun_before(clauses, dead - 1, start)
    done = clauses.low(clauses.before[dead - 1]) in ("have", "has", "had")  # "is said to have shot dead a clerk"
    told = clauses.has_be(dead - 1) and not done
    return subject(clauses, dead - 1, start) if told else listed(clauses, dead + 1, end)


def _struck(clauses: Clauses, start: int, end: int, *, fatally: bool) -> Figure | None:
    """ "Fatally shot two men" killed them; "was shot in the leg", "hit him in the chest" only hurt."""
    words = grammar.load().harm
    for i in range(start, end):
        if clauses.low(i) not in words.wounding or unreal(clauses, i):
            continue
        deadly = "fatally" in clauses.lows(i - 2, i) or clauses.low(i + 1) == "fatally"
        hurts = clauses.low(i) in words.stabbing and "death" not in clauses.lows(i, i + _BACK)
        told = deadly if fatally else not deadly and (hurts or _names_body(clauses, i, end))
        if told:
            done = clauses.has_be(i) and not clauses.low(i).endswith("ing")  # "was jailed for stabbing a cook"
            if done and not _acts(clauses, i):
                return subject(clauses, i, start)
            return listed(clauses, i + 1, end) if _has_object(clauses, i) else _noun_before(clauses, i, start)
    return None


def _noun_before(clauses: Clauses, i: int, start: int) -> Figure | None:
    """ "The murder of a man shot in the back", "Gray, 16, killed by police": the phrase right before a participle."""
    aged = clauses.lows(i - 3, i)
    if len(aged) == _AGED and aged[0] == aged[2] == "," and aged[1].isdigit() and clauses.tokens[i - 4].capital:
        return ONE
    for j in range(i - 1, max(start, i - _NEAR) - 1, -1):
        if clauses.low(j) in grammar.load().determiners or number_at(clauses, j):
            return listed(clauses, j, i)
    return None


def _names_body(clauses: Clauses, i: int, end: int) -> bool:
    """Whether the part of the body that was struck stands behind the verb: "in the leg", "on her lip and hands"."""
    words, segment = grammar.load(), clauses.segment[i]
    for j in range(i + 1, min(end, i + _NEAR + 2)):
        if clauses.segment[j] != segment:
            return False
        if clauses.low(j) in words.harm.body and not words.definite.isdisjoint(clauses.lows(j - 2, j)):
            return clauses.low(j - 2) in ("in", "on", "to") or clauses.low(j - 3) in ("in", "on", "to")
    return False


def _motive(clauses: Clauses, i: int) -> bool:
    """Whether a token tells what a protest is about: a killing as a noun, or what "that killed" somebody."""
    words = grammar.load()
    low = clauses.low(i)
    noun = low in (words.harm.counted - {"dead"}) | {"killing"} and clauses.low(i + 1) == "of"
    harms = low in words.harm.killed | words.harm.injured
    relative = clauses.low(i - 1) in words.relative and harms
    # "In memory of the 130 people killed".
    led = harms and not clauses.has_be(i) and not _ABOUT.isdisjoint(clauses.lows(i - _NEAR, i - 1))
    return noun or relative or led


def _has_object(clauses: Clauses, i: int) -> bool:
    """Whether a verb of harm says behind it who was harmed ("killing dozens"): a number before it is another's."""
    if clauses.low(i) in ("die", "dies", "died"):
        return False
    words = grammar.load()
    low = clauses.low(i)
    if low.endswith("ing") and clauses.low(i - 1) in words.prepositions:
        return True  # "was accused of killing two"
    if i + 1 >= len(clauses.tokens) or (clauses.has_be(i) and not _acts(clauses, i)):
        return False
    if low.endswith("ing"):
        return True
    first = _object(clauses, i)
    after = clauses.low(first)
    # "Killed at least 75", but "died at 75".
    hedges = words.harm.hedges
    hedge = after in hedges and (after not in ("at", "as", "to") or clauses.low(first + 1) in hedges)
    loose = words.prepositions | words.openers | words.adverbs | words.auxiliaries | {"and", "or"}
    return after[:1].isalnum() and (hedge or after not in loose) and clauses.tokens[i + 1].date < 0


def _acts(clauses: Clauses, i: int) -> bool:
    """Whether a "be" near a verb is not its own, and its object stands right behind it: "a soldier who had been
    drinking killed nine men", "Omar, who was drunk, killed a guard"."""
    words, back = grammar.load(), clauses.before[i]
    before, after = clauses.low(back), clauses.low(i + 1)
    if not (after in words.numbers or after[:1].isdigit() or after in words.determiners):
        return False
    if before == ",":
        return clauses.opener[clauses.segment[back - 1]] in words.relative
    told = words.be | words.auxiliaries | words.harm.reported | words.finding | {"and", "or", "but"}
    return before.isalpha() and before not in told and not clauses.is_date(back)


def _object(clauses: Clauses, i: int) -> int:
    """The token at which the object of a verb of harm begins: "killed three", "shot dead three", "killing of a"."""
    j = i + 1 + (clauses.low(i + 1) in ("dead", "of", "down"))
    return min(j, len(clauses.tokens) - 1)


def _of(clauses: Clauses, i: int, end: int) -> Figure | None:
    """ "The deaths of nine men", "the murder of a guard", "the death of Franklin"."""
    if clauses.low(i + 1) != "of" or i + 2 >= end:
        return None
    alone = _alone(clauses, i + 2, end) if clauses.low(i) == "death" else None
    return alone or listed(clauses, i + 2, end)


def _alone(clauses: Clauses, i: int, end: int) -> Figure | None:
    """One person told by the last name alone: "the death of Franklin", "Omar killed Berg"; not "killed Christians"."""
    name, verb = clauses.tokens[i], clauses.low(i - 1) != "of"
    if not (name.capital and name.text.isalpha() and name.date < 0) or (verb and name.low.endswith("s")):
        return None
    if name.low in names.load().names:
        return None
    return ONE if i + 1 >= end or not clauses.tokens[i + 1].capital else None


def _before(clauses: Clauses, i: int, start: int) -> Figure | None:
    """ "Left 12 people dead", "39 deaths", "the 224 dead", "claimed 46 lives"."""
    if clauses.low(i) == "dead" and not grammar.load().be.isdisjoint(clauses.lows(i - 2, i)):
        return subject(clauses, i - (clauses.low(i - 1) not in grammar.load().be), start)
    if clauses.low(i) == "dead" and (both := _left_so(clauses, i, start, joined=True)):
        return both
    if clauses.low(i - 1) in _MULTIPLE:
        times = 2 + _MULTIPLE.index(clauses.low(i - 1))
        return Figure(times, times, times)
    for j in range(i - 1, max(start, i - _NEAR) - 1, -1):
        if not clauses.tokens[j].word or clauses.low(j) in grammar.load().prepositions | {"and", "that"}:
            return _left_so(clauses, i, start) if clauses.low(i) == "dead" and clauses.low(j) == "and" else None
        number = number_ending(clauses, j)
        if number and is_of_parent(clauses, number):
            return _left_so(clauses, i, start)  # "left a mother of two dead"
        if number and number.first >= start and clauses.tokens[j].date < 0 and not measures(clauses, number):
            return hedged(clauses, number)
        if clauses.low(j) in grammar.load().harm.left:
            return listed(clauses, j + 1, i)
    return None


def _toll(clauses: Clauses, kind: frozenset[str], start: int, end: int) -> Figure | None:
    """ "The death toll, initially 10, rose to 340", "the number of dead stood at 12": the last that it came to."""
    words, found = grammar.load().harm, None
    for i in range(start, end):
        if not _names_toll(clauses, i, kind):
            continue
        for j in range(i + 1, min(end, i + 2 * _TOLL)):
            number = number_at(clauses, j)
            k = j - 1
            while clauses.low(k) in words.hedges and clauses.low(k) not in words.tolls:
                k -= 1
            moved = clauses.low(k) in words.tolls and clauses.low(k) != "from" and clauses.tokens[j].date < 0
            if number and moved and not measures(clauses, number) and not is_age(clauses, number):
                found = hedged(clauses, number)
    return found


def _is_raised(clauses: Clauses, start: int, end: int) -> bool:
    """Whether the toll is that of more than the event, to which it adds: "bringing the toll this year to 60"."""
    return any(
        clauses.low(i) in ("bringing", "raising", "taking", "pushing", "lifting", "brought", "took")
        and "toll" in clauses.lows(i + 1, i + 2 * _NEAR)
        for i in range(start, end)
    )


def _names_toll(clauses: Clauses, i: int, kind: frozenset[str]) -> bool:
    """ "Death toll", "its toll", "the number of dead", "the number injured"."""
    if clauses.low(i) == "toll":
        return "dead" in kind and clauses.low(i - 1) in ("death", "the", "a", "its", "his")
    return clauses.low(i) == "number" and not kind.isdisjoint(clauses.lows(i + 1, i + 4))
