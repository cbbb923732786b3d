"""Ages: those that tell which person is meant, and those that stand for somebody, "a 16-year-old"."""

from kb.extract.actors.scan import Chunk, Scan
from kb.extract.actors.sites import ends_phrase
from kb.lexicon.actors import Noun

AGED = "year-olds"
_OLDEST, _DIGITS = 120, 3


def read_aged(scan: Scan, noun: Noun, i: int) -> list[Chunk]:
    """Somebody told by the age alone, whose noun is token i: "a 16-year-old", "two 17-year-olds"."""
    years, first = scan.key(i - 2), i - 3
    number = int(years) if len(years) <= _DIGITS and years.isascii() and years.isdigit() else _OLDEST + 1
    if number > _OLDEST or not scan.hyphened(i) or not scan.same(first, i):
        return []
    told = scan.key(first) in scan.lexicon.words.determiners or scan.key(first).isdigit()
    if not told or scan.key(first - 1) == "as" or scan.capital(i + 1, i) or not ends_phrase(scan, i + 1):
        return []  # "he remembers it as a 13-year-old", "a 6-year-old Omar"
    name = scan.words(i - 2, i + 1)
    sort = "description" if noun.singular else "collective"
    return [Chunk(first, i + 1, name, sort, (noun.words[0], years), role=name, article=scan.key(first))]


def age_before(scan: Scan, last: int) -> int:
    """The first token of an age that ends at token `last` ("6-year-old", "6 - year - old"); 0 for anything else."""
    for words in (("-", "year-old"), ("-", "year", "-", "old")):
        first = last - len(words)
        if first >= 0 and scan.keys(first + 1, last + 1) == words and scan.key(first).isdigit():
            return first
    return 0
