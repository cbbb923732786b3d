"""What has gone on since something else that is told with its date: "40 people have been killed since the fighting
began on Monday"."""

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.carriers import is_begun, is_blow
from kb.extract.mentions.form import conjoined
from kb.extract.mentions.known import Known
from kb.extract.mentions.numbers import is_number
from kb.extract.mentions.readings import Read, Reading
from kb.extract.mentions.tokens import Clauses
from kb.model import Document
from kb.when import Interval, When

_SUMS = frozenset(("ASSAULT", "DEATH", "JUSTICE", "COERCE", "RETREAT", "ACCIDENT", "DISASTER", "AID"))


def ever_since(sentence: Read, known: Known, document: Document) -> list[Reading]:
    """The main verb in the perfect beside a clause with "since" that has a date of its own, from that date to the
    publication."""
    clauses, published = sentence.clauses, document.published
    if "since" not in clauses.opener or published is None or not published.anchored:
        return []
    own = known.of_sentence(sentence.number)
    dated = {reading.candidate.first for reading in own}
    found: list[Reading] = []
    for reading in own:
        begun, here = reading.date, clauses.segment[reading.candidate.first]
        if clauses.opener[here] != "since" or not isinstance(begun, When) or not begun.anchored:
            continue
        if begun.bounds[1] >= published.bounds[0]:
            continue
        told = [c for c in sentence.candidates if _is_main(clauses, c, here) and c.first not in dated]
        told = [c for c in told if _is_of_people(sentence, c)]
        main = told[-1] if told else None  # "have bombed two towns and shelled a third since"
        blow = is_blow(reading.candidate) and not is_begun(clauses, reading.candidate)
        if main is not None and not (main.group.harm and blow):  # "have died since a bomb went off" in that blast
            found.append(Reading(sentence, main, Interval(begun, published), "explicit", 1.0))
    return found


def _is_main(clauses: Clauses, verb: Candidate, since: int) -> bool:
    """Whether a verb in the perfect tells what has been done to people in the clause beside that with "since"."""
    told = verb.finite and verb.certainty == "asserted" and not (verb.reporting or verb.unreal)
    beside = clauses.segment[verb.first] == (since - 1 if since else 1)
    perfect = clauses.is_perfect(verb.first) or (since > 0 and conjoined(clauses, verb.first))
    return told and beside and verb.group.type in _SUMS and perfect


def _is_of_people(sentence: Read, verb: Candidate) -> bool:
    """Whether people stand before a verb, by name or number; not "information that has been filed since"."""
    begin = sentence.clauses.begin(verb.first)
    people = any(begin <= ref.first < verb.first and ref.actor.kind != "state" for ref in sentence.refs)
    return people or any(map(is_number, sentence.clauses.lows(begin, verb.first)))
