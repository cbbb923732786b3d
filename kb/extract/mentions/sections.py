"""The places over the parts of a report, where those parts tell of what happened there: a line "Yemen", "Yemen: …"."""

import re
from collections.abc import Mapping, Sequence

from kb.extract.entries import BULLETS, is_line
from kb.extract.mentions.readings import Reading
from kb.extract.mentions.where import SCENES
from kb.lexicon import actors as names
from kb.model import PlaceMention, Sentence, fold

_LEAST = 2  # different places: one alone may be anything
_TITLE = 6  # words
_LEAD = re.compile(r"[A-Z][^\n:.]{1,40}(?=: )")
_CLOSING = '.!?…"”'
_HAPPENING = SCENES - {"OTHER"}


def sections_of(text: str, sentences: Sequence[Sentence], places: Sequence[PlaceMention]) -> Mapping[int, str]:
    """The place over each sentence, by the number of the sentence, where at least two places stand so."""
    named = {place.span.start: place for place in places}
    found: dict[int, str] = {}
    here, paragraph = "", -1
    for number, sentence in enumerate(sentences):
        words = sentence.span.of(text).strip(BULLETS)
        if is_line(text, sentence.span) and (place := _place(words, named.get(sentence.span.start))):
            here, paragraph = place, -1
            continue
        if is_line(text, sentence.span) and words[-1:] not in _CLOSING and len(words.split()) <= _TITLE:
            here = ""  # another title, of what nobody knows
            continue
        opens = sentence.paragraph != paragraph
        led = _LEAD.match(words) if opens else None
        own = _place(led[0], None) if led else ""
        if own:
            here, paragraph = own, sentence.paragraph
        elif opens and paragraph >= 0:
            here, paragraph = "", -1  # "Yemen: …" is over its own paragraph only
        if here:
            found[number] = here
    return found if len(set(found.values())) >= _LEAST else {}


def _place(words: str, mention: PlaceMention | None) -> str:
    """The place that a few words name, and nothing else; "" if they do not."""
    keys = tuple(map(names.key, words.split()))
    for name in names.load().names.get(keys[0], ()) if keys else ():
        if name.words == keys and name.form == "name" and names.place_kinds().get(fold(name.name)):
            return "" if name.acronym and not words.isupper() else name.name
    return mention.name if mention is not None and fold(mention.name) == fold(words) else ""


def of_section(reading: Reading) -> str:
    """The place over the part of a report in which something happens of which its sentence does not say where."""
    return reading.read.section if reading.type in _HAPPENING and not reading.read.spots else ""
