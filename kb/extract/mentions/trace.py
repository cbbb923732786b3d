"""Event mentions with the trigger words that found them, and the triggers that made none, with the reason."""

from collections.abc import Iterator, Sequence

from kb.extract.mentions import mentions_of, readings_of
from kb.extract.mentions.candidates import Candidate
from kb.extract.mentions.readings import Read, Reading
from kb.model import Actor, DateMention, Document, PlaceMention, Sentence, Span
from kb.trace import MentionTrace, Untold


def trace(
    document: Document,
    sentences: Sequence[Sentence],
    dates: Sequence[DateMention],
    actors: Sequence[Actor],
    places: Sequence[PlaceMention],
) -> tuple[tuple[MentionTrace, ...], tuple[Untold, ...]]:
    """The mentions as `find_mentions` gives them, and the triggers of the lexicon that told of nothing."""
    read, readings = readings_of(document, sentences, dates, actors, places)
    groups = [reading.candidate.group for reading in readings]
    found = zip(mentions_of(document, read, readings), groups, strict=True)
    told = [MentionTrace(mention, group.name, group.file) for mention, group in found]
    told.sort(key=lambda one: (one.mention.trigger, one.mention.type))
    return tuple(told), tuple(_untold(read, readings))


def _untold(read: Sequence[Read], readings: Sequence[Reading]) -> Iterator[Untold]:
    """What is negated or unreal, and the triggers of sentences that tell of no event at all."""
    told = {(reading.read.number, reading.candidate.first) for reading in readings}
    telling = {number for number, _ in told}
    for sentence in read:
        for candidate in sentence.candidates:
            unknown = candidate.fallback or candidate.reporting
            if unknown or (sentence.number, candidate.first) in told:
                continue
            if candidate.unreal or sentence.number not in telling:
                yield _no_event(sentence, candidate)


def _no_event(sentence: Read, candidate: Candidate) -> Untold:
    tokens = sentence.clauses.tokens
    span = Span(tokens[candidate.first].start, tokens[candidate.last].end)
    rule, file = candidate.group.name, candidate.group.file
    return Untold(sentence.sentence.span, span, rule, file, "unreal" if candidate.unreal else "undated")
