"""Whom an event told before has killed or hurt, as the sentences behind it tell."""

from kb.extract.mentions.candidates import STRICKEN, Candidate
from kb.extract.mentions.known import Known
from kb.extract.mentions.numbers import is_number
from kb.extract.mentions.readings import Read, Reading
from kb.extract.mentions.victims import listed
from kb.when import Date

REACH = 2  # sentences in which a story goes on
_SPOKEN = frozenset(("STATEMENT", "ACCUSE", "REQUEST", "SUPPORT", "REJECT", "THREATEN"))
_DECREED = frozenset(("COERCE", "LEADERSHIP", "AGREE", "REQUEST", "AID", "SANCTION", "CONCEDE", "COOPERATE"))
_AFTERMATH = 4  # sentences in which the dead of a harm are told on
_IT = ("it",)
_PHRASE = 5  # tokens


def told_before(sentence: Read, candidate: Candidate, known: Known) -> Reading | None:
    """What the last dated sentence before tells; but whoever was killed or hurt was so in the harm that was told, not
    on the day on which somebody spoke of it or decreed something: "the tram crashed on Wednesday. Police said on Friday
    … The driver also died"."""
    last = known.last_before(sentence.number)
    told = candidate.group.harm and (candidate.passive or candidate.lemma == "die")
    if last is None or not told or not (last.candidate.reporting or last.type in _SPOKEN | _DECREED):
        return last
    near = (r for r in reversed(known.readings) if 0 < sentence.number - r.read.number <= _AFTERMATH)
    return next((r for r in near if r.type in STRICKEN and not r.candidate.unreal), last)


def harm_told(sentence: Read, candidate: Candidate, known: Known) -> str:
    """The type of the harm that the last dated sentence tells, where who is killed or hurt is told on, or what "it"
    did; else ""."""
    last = told_before(sentence, candidate, known)
    itself = sentence.clauses.prior[candidate.first] in _IT
    told_on = candidate.passive or itself
    if last is None or not (candidate.group.harm or (itself and candidate.harmful)) or not told_on:
        return ""
    reach = REACH if last is known.last_before(sentence.number) else _AFTERMATH
    return last.type if last.type in STRICKEN and sentence.number - last.read.number <= reach else ""


def harm_under(sentence: Read, candidate: Candidate, known: Known, day: Date) -> str:
    """The type of the harm told before under the same date, of which a sentence tells whom it killed or hurt; or ""."""
    going, last = known.going, told_before(sentence, candidate, known)
    if last is not None and last.date.edtf == day.edtf:
        return harm_told(sentence, candidate, known)
    befell = candidate.passive and candidate.group.harm
    goes_on = going is not None and going.date.edtf == day.edtf and going.type in STRICKEN
    return going.type if going is not None and befell and goes_on else ""


def harms_people(sentence: Read, candidate: Candidate) -> bool:
    """Whether people are killed or hurt there, by name or number: "two were wounded", not "sales were hurt", nor "as
    the craze died"."""
    clauses, first = sentence.clauses, candidate.first
    if not candidate.group.harm:
        return False
    # Who died may stand far before it: "Eleven people, none of them a guard, died".
    begin = 0 if candidate.lemma == "die" else clauses.begin(first)
    # A verb has whom it harms behind it: "a bomb killed two officers".
    end = first if candidate.passive or candidate.lemma == "die" else first + _PHRASE
    people = any(begin <= ref.first < end and ref.actor.kind in ("person", "collective") for ref in sentence.refs)
    numbered = any(map(is_number, clauses.lows(begin, end)))
    return people or numbered or listed(clauses, clauses.begin(first), first) is not None
