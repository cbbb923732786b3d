"""What a press release says in the present on its day: "LONDON, 3 May 2019 - Harlow condemns the raid"."""

from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.known import Known
from kb.extract.mentions.readings import Read, Reading
from kb.extract.mentions.tokens import Clauses
from kb.lexicon import grammar, triggers
from kb.when import When

_VOICED = frozenset(("REQUEST", "ACCUSE", "SUPPORT", "REJECT", "THREATEN"))
_NAMED = frozenset(("organisation", "state", "company", "armed group", "person"))


def proclaimed(sentence: Read, known: Known, published: When | None) -> Reading | None:
    """The verb of the sentence that a dateline opens, in the present, by which somebody named condemns, welcomes or
    asks for something: it is so on the day of publication, unless the sentence says on what day that was told."""
    clauses = sentence.clauses
    if any(reading.candidate.reporting for reading in known.of_sentence(sentence.number)):
        return None
    if sentence.number != sentence.home.lead or clauses.entry or published is None or not published.anchored:
        return None
    opens = clauses.index_at(clauses.body)
    subject = next((ref for ref in sentence.refs if ref.first - opens in (0, 1)), None)
    if subject is None or subject.actor.kind not in _NAMED:
        return None
    verb = subject.last + 1
    verb += clauses.low(verb) in grammar.load().adverbs or clauses.low(verb).endswith("ly")
    found = _in_present(clauses, verb)
    return Reading(sentence, found, published, "document") if found is not None else None


def _in_present(clauses: Clauses, i: int) -> Candidate | None:
    """The trigger that begins at a token as a verb in the present, if it is one by which somebody speaks out."""
    for entry in triggers.load().entries.get(clauses.low(i), ()):
        last = i + len(entry.words) - 1
        fits = entry.words == clauses.lows(i, last + 1) and "third" in entry.forms
        if fits and entry.group.type in _VOICED:
            return Candidate(i, last, entry.lemma, entry.group, False, False, True, "asserted")
    return None
