"""When a document was published, as far as its address or its own words say so."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kb.extract.dates.build import build
from kb.extract.dates.match import Found, lowered
from kb.extract.dates.reading import Reference
from kb.extract.dates.stamps import stamped
from kb.extract.dates.tenses import tense_of
from kb.extract.sentences import ADDRESS_LINE
from kb.lexicon import grammar, tense
from kb.lexicon.dates import load
from kb.model import Document, PublishedBasis, Sentence
from kb.when import Grain, When

_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/-])(0[1-9]|1[0-2]|[a-z]{3,9})\2(0?[1-9]|[12]\d|3[01])(?!\d)")
_LABEL = re.compile(
    r"(?:first |originally |last )?(?:published|posted|updated|date|modified|issued)(?:[ :,][\w:., ]{0,40})?"
)
# A line with the date of one of several records, "Date: 3 May 2023", says nothing of the day of publication.
_RECORD = re.compile(r"^[ \t•*-]*date\b[^:\n]{0,20}:", re.IGNORECASE | re.MULTILINE)
_DATELINE = re.compile(
    r"^[A-Z][A-Za-z.'’/ -]{1,40}(?:, [A-Z][A-Za-z.'’ -]{1,30}){0,2},? (?:\([A-Z][A-Za-z]{1,12}\),? )?$"
)
_DATELINE_END = re.compile(r" ?(?:\([A-Z][\w /]{1,20}\)|\([A-Z][\w /]{1,20}\) ?)?,? ?(?:--|—|–|-|_|:)")
_BACKGROUND = re.compile(r"\b(?:born|since|founded|established|dat(?:es|ed|ing)|anniversary|married|effective)\b")
_BACKGROUND_REACH = 30
# What stands right before a day of which something is told, more often long past than not.
_LED = re.compile(r"\b(?:on|since|until|till|before|after|by|from|to|of|the|an?|its|his|her|their) $")
# "Tom Inkwell | Delta Observer | 2 January 2020", "By Ada Quill, 2 January 2020"
_BYLINE = re.compile(r"(?:[^|\n]{1,60}\|){1,3} ?$|[Bb]y [^\n]{2,60}(?:[,|·]| on) ?$|[Oo]n $")
# What may stand on the line after its date: the hour, the zone, a name.
_REST_OF_LINE = re.compile(
    r"[ .|,@–-]*(?:(?:at )?\d{1,2}[:.] ?\d\d[^\n]{0,30})?(?:(?:last )?(?:updated|modified)[^\n]{0,60})?"
)
_NEIGHBOUR = 30
TITLE_REACH = 250
# How far into a text a dateline or a line with the date may stand, and how old the last full date of its text may be.
HEAD_SENTENCES = 6
HEAD_DATES = 3
DATELINE_DAYS = 62


def from_url(url: str) -> When | None:
    """The day in an address such as https://example.org/2020/01/02/story or …/2020/jan/02/story."""
    hit = _URL_DAY.search(url.lower())
    if hit is None:
        return None
    month = int(hit[3]) if hit[3].isdigit() else load().tables["month"].get(hit[3])
    try:
        return When.on(int(hit[1]), month, int(hit[4])) if month else None
    except ValueError:
        return None


def _address_in(text: str) -> str:
    """The address that a text begins with, without the spaces that copying put into it; "" when it has none."""
    hit = ADDRESS_LINE.match(text)
    return hit[1].replace(" ", "") if hit else ""


def publication_of(
    document: Document, sentences: Sequence[Sentence], found: Sequence[Sequence[Found]]
) -> tuple[When | None, PublishedBasis]:
    """The day of publication and what says so; (None, "none") when nothing does."""
    address = document.url or _address_in(document.text)
    day = from_url(address)
    if day is not None:
        return day, "metadata"
    if stamp := stamped(document.text, address):
        return stamp, "dateline"
    rows = list(zip(sentences, found, strict=True))
    full = [(sentence, one, when) for sentence, row in rows for one in row if (when := _full_day(one))]
    tells = [when for sentence, one, when in full if not _background(document.text, sentence, one)]
    for sentence, one, when in full[:HEAD_DATES]:
        if _stands_at_head(document.text, sentences, sentence, one):
            return when, "dateline"
    inferred = _inferred(tells, found) if len(tells) == len(full) else None
    if inferred is None:
        return None, "none"
    heads = (
        one for sentence, row in rows[:HEAD_SENTENCES] for one in row if _is_dateline(document.text, sentence, one)
    )
    if day := _of_dateline(next(heads, None), inferred):
        return day, "inferred"
    low = lowered(document.text)
    told = all(_is_told_of(low, sentence, one) for sentence, one, _ in full)
    return (None, "none") if told else (inferred, "inferred")


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
    """Whether a date is labelled as that of publication, is a dateline, or a line of its own near the top."""
    after = text[found.span.end : sentence.span.end]
    line = text[text.rfind("\n", 0, found.span.start) + 1 : found.span.start]
    if _LABEL.fullmatch(line.lower().lstrip()):
        return not (line.lower().lstrip().startswith("date") and len(_RECORD.findall(text)) > 1)
    if sentence not in sentences[:HEAD_SENTENCES]:
        return False
    alone = not line.strip() or _BYLINE.match(line)
    if alone and _REST_OF_LINE.fullmatch(after.split("\n", 1)[0]):
        return True
    return _is_dateline(text, sentence, found) or _stands_between(text, found)


def _stands_between(text: str, found: Found) -> bool:
    """Whether a date stands between a title and the text that ran together, in no sentence: no word governs it."""
    before = text[max(0, found.span.start - _NEIGHBOUR) : found.span.start].split()
    after = text[found.span.end : found.span.end + _NEIGHBOUR].split()
    if found.span.start > TITLE_REACH or not before or not after:
        return False
    free = before[-1][0].isupper() and before[-1].isalnum() and before[-1].lower() not in grammar.load().prepositions
    return free and after[0][0].isupper() and text[found.span.end : found.span.end + 1] == " "


def _is_dateline(text: str, sentence: Sentence, found: Found) -> bool:
    before = text[sentence.span.start : found.span.start]
    after = text[found.span.end : sentence.span.end]
    return bool(_DATELINE.match(before) and _DATELINE_END.match(after))


def _of_dateline(found: Found | None, day: When) -> When | None:
    """The day of a dateline without a year, in the year that the one full date of the text gives it, when near."""
    if found is None or found.rule.build != "calendar" or "day" not in found.fields:
        return None
    reading = build(found, Reference(said=day))
    when = reading.when if reading else None
    near = isinstance(when, When) and when.anchored and 0 <= when.bounds[0] - day.bounds[0] <= DATELINE_DAYS
    return when if near and isinstance(when, When) else None


def _background(text: str, sentence: Sentence, found: Found) -> bool:
    """Whether a date is told as lying far back, such as a birth: it says nothing about the day of saying."""
    start = max(sentence.span.start, found.span.start - _BACKGROUND_REACH)
    return bool(_BACKGROUND.search(text, start, found.span.start))


def _is_told_of(low: str, sentence: Sentence, found: Found) -> bool:
    """Whether something is told of a date, which then need not be the day of saying: "fled on 3 May 2005", "the 3 May
    2005 raid", and what lies ahead. News names the weekday beside its own day."""
    start, end = max(sentence.span.start, found.span.start - _BACKGROUND_REACH), found.span.start
    if _LED.search(low, start, end) and not (found.clock or _names_weekday(found.span.of(low))):
        return True
    ahead = tense.load().future.search(low, sentence.span.start, end)
    return bool(ahead) or tense_of(low, sentence.span, found) in ("future", "ahead")


def _names_weekday(low: str) -> bool:
    tables = load().tables
    words = low.replace(",", " ").replace(".", " ").split()
    return any(word in tables["weekday"] or word in tables["shortweekday"] for word in words)


def _inferred(days: list[When], found: Sequence[Sequence[Found]]) -> When | None:
    """The one full date of a text, when no year in the text is later and the text leans on a day of saying."""
    distinct = set(days)
    if len(distinct) != 1:
        return None
    (day,) = distinct
    year = day.year or 0
    years = [one.fields["year"] for row in found for one in row if isinstance(one.get("year"), int)]
    return day if max(years, default=year) <= year else None
