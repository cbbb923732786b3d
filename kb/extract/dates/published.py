"""When a document was published, as far as its address or its own words say so."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kb.errors import QueryError
from kb.extract.dates.build import Reference, build
from kb.extract.dates.match import Found
from kb.model import Document, PublishedBasis, Sentence
from kb.when import Grain, When, from_edtf

_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/-])(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_LABEL = re.compile(r"(?:first |originally |last )?(?:published|posted|updated|date|modified|issued)(?: on| at)?:? {0,3}(?:\w{3,9},? )?$")
_DATELINE = re.compile(r"^[A-Z][A-Za-z.'’ -]{1,40}(?:, [A-Z][A-Za-z.'’ -]{1,30}){0,2},? (?:\([A-Z][A-Za-z]{1,12}\),? )?$")
_DATELINE_END = re.compile(r" ?(?:\([A-Z][\w /]{1,20}\)|\([A-Z][\w /]{1,20}\) ?)?,? ?(?:--|—|–|-|_|:)")
_HEAD_SENTENCES = 6
_MONTHS_AFTER = 370


def from_url(url: str) -> When | None:
    """The day in an address such as https://example.org/2020/01/02/story."""
    hit = _URL_DAY.search(url)
    if hit is None:
        return None
    try:
        when = from_edtf(f"{hit[1]}-{hit[3]}-{hit[4]}")
    except QueryError:
        return None
    return when if isinstance(when, When) else None


def publication_of(document: Document, sentences: Sequence[Sentence], found: Sequence[Sequence[Found]]) -> tuple[When | None, PublishedBasis]:
    """The day of publication and what says so; (None, "none") when nothing does."""
    day = from_url(document.url)
    if day is not None:
        return day, "metadata"
    full = [(sentence, one, when) for sentence, row in zip(sentences, found, strict=True) for one in row if (when := _full_day(one))]
    for place, (sentence, one, when) in enumerate(full):
        if place < 3 and _stands_at_head(document.text, sentences, sentence, one):
            return when, "dateline"
    inferred = _inferred([when for _, _, when in full], found)
    return (inferred, "inferred") if inferred else (None, "none")


def _full_day(found: Found) -> When | None:
    """The day that an expression gives in full, year included."""
    if found.rule.build not in ("calendar", "iso", "numeric"):
        return None
    reading = build(replace(found, clock="", mod=""), Reference())
    when = reading.when if reading else None
    if isinstance(when, When) and when.grain is Grain.DAY and when.anchored and not when.implied:
        return replace(when, clock="", approximate=False)
    return None


def _stands_at_head(text: str, sentences: Sequence[Sentence], sentence: Sentence, found: Found) -> bool:
    before = text[sentence.span.start : found.span.start]
    after = text[found.span.end : sentence.span.end]
    if _LABEL.search(before.lower()[-48:]) and len(before) < 48:
        return True
    if sentence not in sentences[:_HEAD_SENTENCES]:
        return False
    return (not before.strip() and not after.strip(" .\n")) or bool(_DATELINE.match(before) and _DATELINE_END.match(after))


def _inferred(days: list[When], found: Sequence[Sequence[Found]]) -> When | None:
    """The one full date of a text, when no year in the text is later and the text leans on a day of saying."""
    distinct = set(days)
    if len(distinct) != 1:
        return None
    (day,) = distinct
    year = day.year or 0
    years = [one.fields["year"] for row in found for one in row if isinstance(one.get("year"), int)]
    return day if max(years) <= year else None
