"""What holds of all that kb reads, whatever the text: for the tests and the fuzzers."""

from kb.batch import record
from kb.extract import extract
from kb.model import Document, Extraction, Span
from kb.say import as_json, visible
from kb.when import Interval, When, from_edtf

PUBLISHED = When.on(2020, 1, 2)


def check_document(document: Document) -> Extraction:
    """Read a document, and hold what was read against its text."""
    found = extract(document)
    text = document.text
    spans = [one.span for one in (*found.sentences, *found.dates)]
    spans += [span for actor in found.actors for span in actor.mentions]
    for mention in found.mentions:
        assert mention.sentence.of(text) == mention.evidence
        assert mention.trigger.of(text) == mention.word
        assert mention.sentence.holds(mention.trigger)
        assert 0 <= mention.confidence <= 1
        assert mention.date is not None
        spans += [mention.sentence, mention.trigger]
    assert all(_inside(span, text) for span in spans)
    ends = [0, *(sentence.span.end for sentence in found.sentences)]
    assert all(end <= sentence.span.start for end, sentence in zip(ends, found.sentences, strict=False))
    assert found.dates == tuple(sorted(found.dates, key=lambda date: date.span.start))
    assert found.mentions == tuple(sorted(found.mentions, key=lambda mention: mention.trigger.start))
    for date in found.dates:
        assert date.span.of(text) == date.text
        if isinstance(date.when, (When, Interval)) and date.when.anchored:
            low, high = date.when.bounds
            assert low <= high
            assert from_edtf(date.when.edtf).bounds == (low, high)
    _is_written_harmlessly(found)
    return found


def _inside(span: Span, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text)


def _is_written_harmlessly(found: Extraction) -> None:
    """The record is JSON in UTF-8 without anything that acts on a terminal, and so are headlines in a view."""
    line = as_json(record(found))
    line.encode()
    for text in (line, *(visible(mention.headline) for mention in found.mentions)):
        assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in text)
